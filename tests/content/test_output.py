"""The folder of the site: only files that changed are written, only the program's own are deleted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from beibei_site.content.output import KeyedFile, OutputFile, check_output
from beibei_site.content.site.folder import Site, Written
from beibei_site.content.site.making import Seen
from beibei_site.content.store import Folders
from beibei_site.domain.problems import SetupError


def files(**given: str) -> list[OutputFile]:
    return [OutputFile(name.replace("_", "/"), text.encode()) for name, text in given.items()]


def write_output(folder: Path, made: list[OutputFile], kept: Iterable[str] = ()) -> Written:
    return Site(folder).write(made, kept)


def lying(folder: Path) -> dict[str, str]:
    found = (p for p in folder.rglob("*") if p.is_file() and p.name != ".beibei-site")
    return {p.relative_to(folder).as_posix(): p.read_text("utf-8") for p in found}


def test_only_what_changed_is_written_and_what_nobody_owns_goes(tmp_path: Path) -> None:
    site = tmp_path / "new" / "site"
    assert write_output(site, files(a="1", b_c="2", b_d_e="3")) == Written(3, 0)
    assert lying(site) == {"a": "1", "b/c": "2", "b/d/e": "3"}
    assert write_output(site, files(a="1", b_c="2", b_d_e="3")) == Written(0, 0)
    assert write_output(site, files(a="1", b_c="two", f="4")) == Written(2, 1)
    assert lying(site) == {"a": "1", "b/c": "two", "f": "4"}
    assert not (site / "b" / "d").exists()
    assert write_output(site, files(a="1"), kept=["b/c"]) == Written(0, 1)
    assert lying(site) == {"a": "1", "b/c": "two"}


def test_a_file_of_somebody_else_is_neither_overwritten_nor_deleted(tmp_path: Path) -> None:
    write_output(tmp_path, files(a="1", own_b="2"))
    for name in ("c", "theirs/d", "theirs/e", "own/f"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("theirs", "utf-8")
    done = write_output(tmp_path, files(a="1", c="3"))
    assert (done.written, done.deleted) == (0, 1)
    refused, foreign = done.problems
    assert refused.code == "refused-file" and str(tmp_path / "c") in refused.message
    assert foreign.code == "foreign-file" and foreign.message.endswith(
        "not made by this program: c, own, theirs"
    )
    assert lying(tmp_path) == {
        "a": "1",
        "c": "theirs",
        "theirs/d": "theirs",
        "theirs/e": "theirs",
        "own/f": "theirs",
    }


def test_a_file_that_holds_just_what_it_should_becomes_the_program_s(tmp_path: Path) -> None:
    write_output(tmp_path, files(a="1"))
    (tmp_path / "b").write_text("2", "utf-8")
    assert write_output(tmp_path, files(a="1", b="2")) == Written(0, 0)
    assert write_output(tmp_path, files(a="1", b="3")) == Written(1, 0)


def test_a_keyed_file_is_made_if_it_is_not_there_as_it_was_made(tmp_path: Path) -> None:
    asked: list[str] = []

    def write(key: str, text: str, known: Mapping[str, Seen]) -> Written:
        def make() -> bytes:
            asked.append(text)
            return text.encode()

        return Site(tmp_path, known).write([KeyedFile("a", key, make)])

    first = write("1", "one", {})
    same = write("1", "anything", first.seen)
    assert (same.written, lying(tmp_path), asked) == (0, {"a": "one"}, ["one"])
    other = write("2", "two", same.seen)
    assert (other.written, lying(tmp_path), asked) == (1, {"a": "two"}, ["one", "two"])
    (tmp_path / "a").write_text("somebody's", "utf-8")
    again = write("2", "two", other.seen)
    assert (again.written, lying(tmp_path), len(asked)) == (1, {"a": "two"}, 3)
    (tmp_path / "a").unlink()
    assert (write("2", "two", again.seen).written, lying(tmp_path), len(asked)) == (1, {"a": "two"}, 4)


def test_many_files_of_others_are_counted(tmp_path: Path) -> None:
    write_output(tmp_path, files(a="1"))
    for name in "bcdefgh":
        (tmp_path / name).write_text("theirs", "utf-8")
    (problem,) = write_output(tmp_path, files(a="1")).problems
    assert problem.message.endswith(": b, c, d, e, f and 2 more")
    (tmp_path / "g").unlink()
    (tmp_path / "h").unlink()
    (problem,) = write_output(tmp_path, files(a="1")).problems
    assert problem.message.endswith(": b, c, d, e, f")


def test_a_folder_with_other_files_only_is_not_taken(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("theirs", "utf-8")
    with pytest.raises(SetupError, match="none that this version") as caught:
        write_output(tmp_path, files(a="1"))
    assert caught.value.file == tmp_path and lying(tmp_path) == {"letter.txt": "theirs"}
    (tmp_path / "letter.txt").unlink()
    assert write_output(tmp_path, files(a="1")) == Written(1, 0)


@pytest.mark.parametrize("output", ["seeds", "content/site", "static", ".cache", "templates/x", "."])
def test_the_site_does_not_lie_in_the_archive_nor_the_archive_in_the_site(
    tmp_path: Path, output: str
) -> None:
    folders = Folders(tmp_path, tmp_path / "seeds", tmp_path / "content", tmp_path / output)
    with pytest.raises(SetupError, match="the site cannot lie here"):
        check_output(folders)
    check_output(Folders(tmp_path, tmp_path / "seeds", tmp_path / "content", tmp_path / "site"))
