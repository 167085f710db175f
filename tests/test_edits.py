"""Whatever a person saves at any moment of a build stays as saved, and the next run takes it up."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import astuple, dataclass
from pathlib import Path

import pytest
import yaml

from beibei_site.commands import pipeline
from beibei_site.commands.pipeline import Ingested
from beibei_site.content.disk import files
from beibei_site.content.frontmatter import parse_article
from beibei_site.content.reading import read_content
from beibei_site.content.store import Folders
from benchmarks.reliability.edits import save
from tests.moments import before_each, moments_of
from tests.test_curation import claimed_once, edit, find

SEED = "000_055a70a6cdb3e695"
RECORD = f"content/pages/{SEED}.yml"
SAVED = "A sentence that somebody saves just now."
_SPREAD = 8  # moments of a whole run, beside all that touch the file


def new_text(folders: Folders) -> None:
    """The page's articles are written anew, where they lie."""
    edit(folders.seeds / f"{SEED}.txt", "发展", "大发展")


def new_year(folders: Folders) -> None:
    """The page's articles move to other folders."""
    edit(folders.root / RECORD, "issued: null", "issued: 2018-04-03")


def other_lines(folders: Folders) -> None:
    """An article is no longer there: its lines are another's."""
    path = find(folders, "000-1")
    edit(path, "lines: [", "lines: [112-174, ")


def new_topics(folders: Folders) -> None:
    """Articles of all pages are written anew."""
    (folders.content / "topics.yml").write_text("railways:\n  name: 铁路\n  terms: {北川铁路: 2}\n", "utf-8")


def edit_article(folders: Folders) -> tuple[Path, Callable[[], bytes]]:
    path = find(folders, "000-112")
    opened = path.read_bytes()  # long before: it is saved whole, where it was, whatever has become of it
    return path, lambda: opened + f"\n{SAVED}\n".encode()


def edit_record(folders: Folders) -> tuple[Path, Callable[[], bytes]]:
    path = folders.root / RECORD
    return path, lambda: path.read_text("utf-8").replace("year: null", "year: 2019").encode()


def edit_people(folders: Folders) -> tuple[Path, Callable[[], bytes]]:
    return folders.content / "people.yml", lambda: "not: [周旭]\n".encode()


def article_is_kept(folders: Folders, done: Ingested) -> None:
    assert [Path(path).name for path in done.kept if "000-1.md" not in path] == ["000-112.md"]
    assert SAVED in find(folders, "000-112").read_text("utf-8")


def year_is_set(folders: Folders, done: Ingested) -> None:
    record = yaml.safe_load((folders.root / RECORD).read_text("utf-8"))
    assert record["year"] == 2019 and not record.get("removed")
    dated = {f.article.date[:4] for f in read_content(folders.content).articles if f.article.id[:4] == "000-"}
    assert dated == {"2019"} and not [path for path in done.kept if "000-1.md" not in path]


def name_is_rejected(folders: Folders, done: Ingested) -> None:
    assert "周旭" not in parse_article(find(folders, "000-1").read_text("utf-8"), "000-1").people


@dataclass(frozen=True)
class Case:
    """What a build is about to do; the file that is edited while it does it, and what is saved; and how one
    sees that the edit counts."""

    prepare: Callable[[Folders], None]
    edit: Callable[[Folders], tuple[Path, Callable[[], bytes]]]
    taken_up: Callable[[Folders, Ingested], None]


CASES = [
    Case(new_text, edit_article, article_is_kept),
    Case(new_year, edit_article, article_is_kept),
    Case(other_lines, edit_article, article_is_kept),
    Case(new_text, edit_record, year_is_set),
    Case(new_topics, edit_record, year_is_set),
    Case(new_text, edit_people, name_is_rejected),
]


def copy(folders: Folders, root: Path) -> Folders:
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(folders.root, root, ignore=shutil.ignore_patterns("site", "whoosh"))
    return Folders(*(root / path.relative_to(folders.root) for path in astuple(folders)))


def moments(case: Case, run: Folders) -> list[int]:
    """The numbers of the moments to try: all that touch the edited file, and some of the whole run."""
    name = case.edit(run)[0].name
    paths = moments_of(lambda: pipeline.run_ingest(run), run.content)
    touching = [at for at, path in enumerate(paths) if name in Path(path).name]
    return sorted({*touching, *range(0, len(paths), len(paths) // _SPREAD)})


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c.prepare.__name__}-{c.edit.__name__}")
def test_an_edit_at_any_moment_stays_and_is_taken_up(case: Case, folders: Folders, tmp_path: Path) -> None:
    case.prepare(folders)
    tried = moments(case, copy(folders, tmp_path / "run"))
    assert len(tried) > _SPREAD
    left_alone = set()
    shared = {"wrong-lines"} if case.prepare is other_lines else set()  # there two persons' files share lines
    for moment in tried:
        run = copy(folders, tmp_path / "run")
        path, text = case.edit(run)
        saved: list[bytes] = []

        def step(number: int, _: str, at: int = moment, path: Path = path, text=text, saved=saved) -> None:
            if number == at:
                saved.append(text())
                save(path, saved[0], in_place=at % 2 == 0)

        with before_each(step, run.content):
            done = pipeline.run_ingest(run)
        if case.edit is edit_record:  # once read, it is written again with the lines as they now are
            assert b"\nyear: 2019\n" in path.read_bytes(), f"at {moment}"
        else:
            assert path.read_bytes() == saved[0], f"at {moment}"
        assert {p.message.split(":")[0] for p in done.problems} <= {str(path)}
        left_alone |= {p.code for p in done.problems} - shared
        again = pipeline.run_ingest(run)
        assert {p.code for p in again.problems} == (shared if case.edit is edit_article else set()), moment
        case.taken_up(run, again)
        if not shared:
            claimed_once(run, f"{SEED}.txt")
        assert not list(run.content.rglob("*.new")) and not (run.content / ".changes.json").exists()
    assert left_alone == (set() if case.edit is edit_people else {"changed-meanwhile"})


def kill(run: Folders, path: Path, text: Callable[[], bytes], at: int, after: int) -> None:
    """An ingest in which somebody saves a file before one moment and which is killed before a later one."""

    def step(number: int, _: str) -> None:
        if number == at:
            save(path, text(), in_place=False)
        if number == at + after:
            os._exit(0)

    with before_each(step, run.content):
        pipeline.run_ingest(run)


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES[:2], ids=lambda c: c.prepare.__name__)
def test_an_edit_outlives_even_a_kill_in_the_middle_of_the_swap(
    case: Case, folders: Folders, tmp_path: Path
) -> None:
    case.prepare(folders)
    run = copy(folders, tmp_path / "run")
    path, _ = case.edit(run)
    paths = moments_of(lambda: pipeline.run_ingest(run), run.content)
    written = paths.index(str(run.content / ".changes.json.new"))
    swaps = [at for at, other in enumerate(paths) if at > written and path.name in other]
    assert len(swaps) > 3
    for at in swaps:
        for after in (1, 2):
            run = copy(folders, tmp_path / "run")
            path, text = case.edit(run)
            worker = multiprocessing.get_context("fork").Process(
                target=kill, args=(run, path, text, at, after)
            )
            worker.start()
            worker.join()
            pipeline.run_ingest(run)
            case.taken_up(run, pipeline.run_ingest(run))


@pytest.mark.slow
def test_settings_saved_at_any_moment_of_a_build_stay(folders: Folders) -> None:
    path = folders.content / "site.yml"
    pipeline.build(folders)  # the folder beside the site is there now: later builds change no less
    paths = moments_of(lambda: pipeline.build(folders), folders.root)
    for at in range(0, len(paths), len(paths) // 3):
        edited = path.read_text("utf-8").replace("name: ", f"name: {at} ", 1).encode()

        def step(number: int, _: str, at: int = at, edited: bytes = edited) -> None:
            if number == at:
                save(path, edited, in_place=False)

        with before_each(step, folders.root):
            pipeline.build(folders)
        assert path.read_bytes() == edited
    pipeline.build(folders)
    assert f"{at} " in (folders.output / "index.html").read_text("utf-8")


@pytest.mark.parametrize("is_supported", [True, False])
def test_what_comes_out_of_a_swap_goes_back_if_it_is_not_what_was_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_supported: bool
) -> None:
    """Also where the system cannot exchange two files, as far as it can be seen."""
    if not is_supported:
        monkeypatch.setattr(files, "_renameat2", None)
    path = tmp_path / "a.md"
    path.write_bytes(b"old")
    before = files.sha256(b"old")
    for edited in (b"a person's", None):
        path.write_bytes(edited or b"old")
        assert files.replace(path, before, b"new") is (edited is None)
        assert path.read_bytes() == (edited or b"new")
    assert files.replace(path, None, b"newer") is False and path.read_bytes() == b"new"
    assert files.remove(path, before) is False and path.read_bytes() == b"new"
    assert files.remove(path, files.sha256(b"new")) is True and not path.exists()
    assert files.replace(path, before, b"new") is False, "a deleted file stays deleted"
    assert files.replace(path, None, b"new") is True
    assert [p.name for p in tmp_path.iterdir()] == ["a.md"]


@pytest.mark.parametrize("damage", [b"{", b"[]]", b'[{"path": "x"}]', b"\xff\xfe", b"[null]", b'"\\ud800"'])
def test_a_damaged_journal_is_set_aside(folders: Folders, damage: bytes) -> None:
    journal = folders.content / ".changes.json"
    journal.write_bytes(damage)
    done = pipeline.run_ingest(folders)
    assert [p.code for p in done.problems] == ["damaged-journal"] and str(journal) in done.problems[0].message
    assert not journal.exists()
    assert (folders.content / ".changes.json.damaged").read_bytes() == damage
    assert not pipeline.run_ingest(folders).problems


def test_what_lies_where_the_program_would_write_is_a_person_s(folders: Folders) -> None:
    """An article without a source belongs to no page: neither its file nor its id is the program's to use."""
    (folders.root / RECORD).unlink()
    path = find(folders, "000-112")
    for article in (folders.content / "articles").rglob("000-*.md"):
        article.unlink()
    save(path, b"---\nid: 000-243\ntitle: Mine\n---\n\nMy own.\n", in_place=True)
    before = path.read_bytes()
    assert not pipeline.run_ingest(folders).problems
    assert path.read_bytes() == before
    found = {f.article.id: f.path for f in read_content(folders.content).articles}
    assert found["000-243-2"] and found["000-112"] == "articles/2020/04/000-112-2.md"
    assert pipeline.run_ingest(folders).written == 0
    claimed_once(folders, f"{SEED}.txt")


@pytest.mark.slow
def test_serve_takes_up_at_once_what_is_saved_during_a_build(folders: Folders) -> None:
    """During the first one, and during one that an earlier save has begun."""
    path, people = find(folders, "000-112"), folders.content / "people.yml"
    script = (
        "import pathlib, sys\n"
        "from beibei_site import cli\n"
        "from beibei_site.commands import pipeline\n"
        "built = pipeline.build\n"
        f"path, people = pathlib.Path({str(path)!r}), pathlib.Path({str(people)!r})\n"
        "edits = [('发展大会召开', '发展大会举行', ''), ('发展大会举行', '发展大会闭幕', 'not: [周旭]')]\n"
        "def build(folders, **options):\n"
        "    done = built(folders, **options)\n"
        "    if edits and edits[0][2] in people.read_text('utf-8'):\n"
        "        old, new, _ = edits.pop(0)\n"
        "        path.write_text(path.read_text('utf-8').replace(old, new), 'utf-8')\n"
        "    return done\n"
        "pipeline.build = build\n"
        f"sys.exit(cli.main(['serve', '--port', '0', '--root', {str(folders.root)!r}]))\n"
    )
    with subprocess.Popen([sys.executable, "-u", "-c", script], stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        try:
            assert server.stdout.readline().startswith("http://")
            assert "rebuilt after 000-112.md" in server.stdout.readline()
            assert "发展大会举行" in (folders.output / "articles/000-112.html").read_text("utf-8")
            people.write_text("not: [周旭]\n", "utf-8")
            assert "rebuilt" in server.stdout.readline() and "rebuilt" in server.stdout.readline()
            assert "发展大会闭幕" in (folders.output / "articles/000-112.html").read_text("utf-8")
        finally:
            server.terminate()
