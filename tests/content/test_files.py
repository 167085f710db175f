"""One file on the disk: what a person has put there, or a kill has left there, is never lost and never followed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from beibei_site.content.disk import files
from beibei_site.content.disk.paths import PathError, check_part
from beibei_site.domain.problems import SetupError

OLD, NEW, MINE = b"old bytes", b"new bytes", b"a person's"


def lying(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_only_a_plain_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(OLD)
    (tmp_path / "link").symlink_to(tmp_path / "a")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    assert files.read(tmp_path / "a") == OLD and files.digest(tmp_path / "a") == files.sha256(OLD)
    for name in ("b", "a/b", "folder/b"):
        assert files.read(tmp_path / name) is None and files.digest(tmp_path / name) is None
    for name, why in (("link", "a link"), ("pipe", "no plain file"), ("folder", "no plain file")):
        with pytest.raises(PathError, match=why):
            files.read(tmp_path / name)
        assert files.digest(tmp_path / name) not in (None, files.sha256(OLD))


def test_a_link_is_neither_replaced_nor_removed(tmp_path: Path) -> None:
    elsewhere, link = tmp_path / "elsewhere", tmp_path / "a"
    elsewhere.write_bytes(OLD)
    link.symlink_to(elsewhere)
    assert not files.replace(link, files.sha256(OLD), NEW) and not files.replace(link, None, NEW)
    assert not files.remove(link, files.sha256(OLD))
    assert link.is_symlink() and elsewhere.read_bytes() == OLD


@pytest.mark.parametrize(
    ("left", "there", "expected"),
    [
        (None, OLD, {"a": OLD}),
        (NEW, OLD, {"a": OLD}),
        (NEW[:3], OLD, {"a": OLD}),
        (OLD, NEW, {"a": NEW}),
        (OLD, None, {}),
        (MINE, NEW, {"a": MINE}),
        (MINE, None, {"a": MINE}),
        (MINE, b"saved once more", {"a": b"saved once more"}),
    ],
)
def test_what_a_kill_has_left_beside_a_file(
    tmp_path: Path, left: bytes | None, there: bytes | None, expected: dict[str, bytes]
) -> None:
    for name, data in ((".a.new", left), ("a", there)):
        if data is not None:
            (tmp_path / name).write_bytes(data)
    files.restore(tmp_path / "a", files.sha256(OLD), NEW)
    assert lying(tmp_path) == expected


def test_what_a_kill_cannot_have_left_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_bytes(MINE)
    (tmp_path / ".a.new").symlink_to(tmp_path / "elsewhere")
    files.restore(tmp_path / "a", None, NEW)
    assert (tmp_path / ".a.new").is_symlink() and not (tmp_path / "a").exists()


def test_a_temporary_is_written_anew_and_not_through_a_link(tmp_path: Path) -> None:
    elsewhere, temporary = tmp_path / "elsewhere", tmp_path / "new"
    elsewhere.write_bytes(OLD)
    temporary.symlink_to(elsewhere)
    files.write_temporary(temporary, NEW)
    assert lying(tmp_path) == {"elsewhere": OLD, "new": NEW} and not temporary.is_symlink()
    temporary.unlink()
    temporary.mkdir()
    with pytest.raises(SetupError, match="cannot be written") as caught:
        files.write_temporary(temporary, NEW)
    assert caught.value.file == temporary


def test_empty_folders_go_up_to_the_root(tmp_path: Path) -> None:
    deep = tmp_path / "root" / "a" / "b" / "c"
    deep.mkdir(parents=True)
    (tmp_path / "root" / "a" / "kept").write_bytes(OLD)
    files.prune(deep, tmp_path / "root")
    assert [path.name for path in (tmp_path / "root" / "a").iterdir()] == ["kept"]
    (tmp_path / "root" / "a" / "kept").unlink()
    files.prune(tmp_path / "root" / "a", tmp_path / "root")
    assert list((tmp_path / "root").iterdir()) == []


def test_a_file_where_a_folder_is_needed_is_named(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(OLD)
    for folder in ("a", "a/b"):
        with pytest.raises(PathError, match="a file lies where its folder is to be"):
            files.make_folder(tmp_path / folder)
    files.make_folder(tmp_path / "b" / "c")
    files.make_folder(tmp_path / "b" / "c")
    assert (tmp_path / "b" / "c").is_dir()


@pytest.mark.parametrize("moment", ["before the look", "after it"])
def test_what_is_saved_while_a_file_is_being_removed_comes_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    path = tmp_path / "a"
    path.write_bytes(MINE if moment == "before the look" else OLD)
    looked = files.digest

    def look_and_save(file: Path) -> str | None:
        found = looked(file)
        if file == path:
            path.write_bytes(MINE)
        return found

    monkeypatch.setattr(files, "digest", look_and_save)
    assert not files.remove(path, files.sha256(OLD))
    assert lying(tmp_path) == {"a": MINE}


@pytest.mark.parametrize("part", ["", ".", "..", "a/b", "a\x00b", "\udc80", "夏" * 67])
def test_what_cannot_be_a_name_is_refused(part: str) -> None:
    with pytest.raises(PathError):
        check_part(part)


def test_a_name_may_be_as_long_as_systems_allow() -> None:
    check_part("夏" * 66)
