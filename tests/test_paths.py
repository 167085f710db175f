"""Nothing that stands in an archive leads the program out of it: each attack is named, and the rest is built."""

from __future__ import annotations

import json
import os
import shutil
import threading
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from beibei_site import preview
from beibei_site.cli import main
from beibei_site.commands import ledger, pipeline
from beibei_site.content.disk.files import sha256
from beibei_site.content.disk.paths import Below, PathError, find_files, inside, is_id, is_page_name, seed_of
from beibei_site.content.frontmatter import render_article
from beibei_site.content.page_record import record_path
from beibei_site.content.reading import read_content
from beibei_site.content.store import Folders
from beibei_site.domain.model import Article, Problem
from beibei_site.domain.problems import SetupError
from tests.test_curation import article, edit, find

SECRET = "nobody shall read this"
RECORD = "pages/000_055a70a6cdb3e695.yml"
Plant = Callable[[Folders, Path], object]


def line_of(path: Path, words: str) -> int:
    return next(n for n, line in enumerate(path.read_text("utf-8").split("\n"), 1) if words in line)


def in_article(old: str, new: str) -> Plant:
    return lambda a, outside: edit(find(a, "000-112"), old, new.format(outside=outside))


def alias(value: str) -> Plant:
    return in_article("reviewed: false", f"reviewed: false\naliases: [former, {value}]")


def in_record(old: str, new: str) -> Plant:
    return lambda a, outside: edit(a.content / RECORD, old, new.format(outside=outside))


def in_file(name: str, text: str) -> Plant:
    def plant(a: Folders, outside: Path) -> None:
        path = a.root / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text.replace("OUTSIDE", str(outside)), "utf-8")

    return plant


def added(name: str, text: str) -> Plant:
    """More at the end of a file."""

    def plant(a: Folders, outside: Path) -> None:
        path = a.root / name
        path.write_text(path.read_text("utf-8") + text.replace("OUTSIDE", str(outside)), "utf-8")

    return plant


def link(name: str, target: str) -> Plant:
    """A link in the archive, in place of what is there, to something outside."""

    def plant(a: Folders, outside: Path) -> None:
        path = a.root / name
        if path.is_dir():
            shutil.rmtree(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        path.symlink_to(outside / target)

    return plant


def journal(path: str, text: str | None = SECRET, before: bytes | None = None) -> Plant:
    """What a killed build would have left, with one change more."""

    def plant(a: Folders, outside: Path) -> None:
        where = path.replace("OUTSIDE", str(outside))
        old = {"path": where, "digest": sha256(before)} if before is not None else None
        new = {"path": where, "text": text} if text is not None else None
        record = {"path": "pages/x.yml", "text": "file: x.txt\nkey: x\n"}
        plan = [{"old": None, "record": record, "articles": [{"old": old, "new": new}]}]
        (a.content / ".changes.json").write_text(json.dumps(plan), "utf-8")

    return plant


def foreign_record(file: str) -> Plant:
    return in_file("content/pages/zz.yml", f"file: {file}\nkey: zz\n")


@dataclass(frozen=True)
class Attack:
    """What is planted, the file whose name and the words that the message must hold, and the line."""

    plant: Plant
    file: str
    words: str
    line: str = ""  # stands on the line to be named


ARTICLE = "content/articles/2020/04/000-112.md"
ATTACKS = {
    "alias up": Attack(alias("../../../outside/victim"), ARTICLE, "victim", "aliases:"),
    "alias absolute": Attack(alias("/outside/victim"), ARTICLE, "victim", "aliases:"),
    "alias NUL": Attack(alias('"a\\0b"'), ARTICLE, "U+0000", "aliases:"),
    "alias long": Attack(alias("a" * 300), ARTICLE, "aaa", "aliases:"),
    "alias dots": Attack(alias("'..'"), ARTICLE, "'..'", "aliases:"),
    "alias on a line": Attack(
        in_article("reviewed: false", "aliases:\n- former\n- ../../x\nreviewed: false"),
        ARTICLE,
        "../../x",
        "- ../../x",
    ),
    "id up": Attack(in_article("id: 000-112", "id: ../../../outside/x"), ARTICLE, "../outside/x", "id:"),
    "id absolute": Attack(in_article("id: 000-112", "id: {outside}/x"), ARTICLE, "outside/x", "id:"),
    "id NUL": Attack(in_article("id: 000-112", 'id: "a\\0"'), ARTICLE, "U+0000", "id:"),
    "id long": Attack(in_article("id: 000-112", f"id: {'a' * 250}"), ARTICLE, "aaa", "id:"),
    "topic alias": Attack(
        added("content/topics.yml", "\nnew:\n  name: 新\n  aliases:\n  - ../../../outside/t\n"),
        "content/topics.yml",
        "new.aliases: '../../../outside/t'",
        "../outside/t",
    ),
    "person alias": Attack(
        in_file("content/people.yml", "zhou:\n  name: 周旭\n  aliases: [OUTSIDE/p]\n"),
        "content/people.yml",
        "outside/p",
        "aliases",
    ),
    "topic id": Attack(
        added("content/topics.yml", "\n../../outside/t:\n  name: 新\n  terms: {北碚: 3}\n"),
        "content/topics.yml",
        "'../../outside/t' is no id",
        "../outside/t",
    ),
    "key up": Attack(in_record("key: '000'", "key: ../../../outside/k"), f"content/{RECORD}", "key", "key:"),
    "key absolute": Attack(in_record("key: '000'", "key: {outside}/k"), f"content/{RECORD}", "key", "key:"),
    "ledger id": Attack(
        in_record("  000-112:", "  ../../../outside/e:"), f"content/{RECORD}", "../outside/e", "../outside/e"
    ),
    "file up": Attack(foreign_record("../outside/secret.txt"), "content/pages/zz.yml", "file", "file:"),
    "file absolute": Attack(foreign_record("OUTSIDE/secret.txt"), "content/pages/zz.yml", "file", "file:"),
    "file NUL": Attack(foreign_record('"a\\0.txt"'), "content/pages/zz.yml", "U+0000", "file:"),
    "file no seed": Attack(foreign_record("id_rsa"), "content/pages/zz.yml", "id_rsa", "file:"),
    "file of this page": Attack(
        in_record("file: 000_055a70a6cdb3e695.txt", "file: ../outside/secret.txt"),
        f"content/{RECORD}",
        "secret.txt",
        "file:",
    ),
    "journal up": Attack(journal("../../outside/new.md"), "content/.changes.json", "no articles"),
    "journal absolute": Attack(journal("OUTSIDE/new.md"), "content/.changes.json", "no articles"),
    "journal behind articles": Attack(
        journal("articles/../../../outside/new.md"), "content/.changes.json", "no articles"
    ),
    "journal overwrites": Attack(
        journal("../../outside/secret.txt", before=SECRET.encode(), text="x"),
        "content/.changes.json",
        "no articles",
    ),
    "journal removes": Attack(
        journal("../../outside/secret.txt", before=SECRET.encode(), text=None),
        "content/.changes.json",
        "no articles",
    ),
    "journal settings": Attack(journal("site.yml"), "content/.changes.json", "no articles"),
    "journal link": Attack(
        link("content/.changes.json", "secret.txt"), "content/.changes.json", "cannot be read"
    ),
    "seed link": Attack(link("seeds/z.txt", "secret.txt"), "seeds/z.txt", "link"),
    "seed device": Attack(lambda a, _: os.mkfifo(a.seeds / "z.txt"), "seeds/z.txt", "no plain file"),
    "article link": Attack(link(ARTICLE, "article.md"), ARTICLE, "link"),
    "article folder link": Attack(
        link("content/articles/2020", "articles"), "content/articles/2020", "link"
    ),
    "record link": Attack(link(f"content/{RECORD}", "record.yml"), f"content/{RECORD}", "link"),
    "topics link": Attack(link("content/topics.yml", "topics.yml"), "content/topics.yml", "link"),
    "settings link": Attack(link("content/site.yml", "site.yml"), "content/site.yml", "link"),
    "static link": Attack(link("static/x.txt", "secret.txt"), "static/x.txt", "link"),
    "static folder link": Attack(link("static/x", "articles"), "static/x", "link"),
    "template link": Attack(link("templates/about.html", "about.html"), "templates/about.html", "link"),
    "template folder link": Attack(link("templates/x", "articles"), "templates/x", "link"),
    "site folder link": Attack(link("site/articles", "articles"), "site/articles", "link"),
}  # fmt: skip


@pytest.fixture
def outside(folders: Folders) -> Path:
    """A folder beside the archive with what nobody may read or change."""
    path = folders.root.parent / "outside"
    (path / "articles" / "04").mkdir(parents=True)
    found = (folders.content / "articles").rglob("000-112.md")
    text = next(found).read_text("utf-8").replace("全区", SECRET)
    for name in ("article.md", "articles/04/000-112.md", "articles/index.html"):
        (path / name).write_text(text, "utf-8")
    (path / "secret.txt").write_text(SECRET, "utf-8")
    (path / "about.html").write_text(SECRET, "utf-8")
    (path / "record.yml").write_text(f"file: 000_055a70a6cdb3e695.txt\nkey: x\npaper: {SECRET}\n", "utf-8")
    (path / "topics.yml").write_text(f"secret:\n  name: {SECRET}\n  terms: {{北碚: 9}}\n", "utf-8")
    (path / "site.yml").write_text(f"name: {SECRET}\n", "utf-8")
    return path


def held(folder: Path) -> dict[str, bytes]:
    """Every file below a folder; a link counts as where it leads, and is not followed."""
    found = {}
    for base, folders, names in os.walk(folder):
        for path in (Path(base) / name for name in (*folders, *names)):
            if path.is_symlink():
                found[str(path)] = bytes(path.readlink())
            elif path.is_file():
                found[str(path)] = path.read_bytes()
    return found


def build(folders: Folders) -> tuple[Problem, ...]:
    done = pipeline.build(folders)
    return tuple(dict.fromkeys(done.ingested.problems + done.published.problems))


@pytest.mark.parametrize("name", ATTACKS)
def test_what_leads_elsewhere_is_named_and_the_rest_is_built(
    name: str, folders: Folders, outside: Path
) -> None:
    attack = ATTACKS[name]
    attack.plant(folders, outside)
    edit(find(folders, "004-41"), "title: ", "title: 又一次 ")
    before, articles = held(outside), held(folders.content / "articles")
    problems = build(folders)
    assert held(outside) == before
    for path, data in held(folders.root).items():
        is_ours = ".cache" not in path and not Path(path).is_symlink() and ".changes" not in path
        assert not is_ours or SECRET.encode() not in data, path
    where = str(folders.root / attack.file)
    if attack.line:
        where += f":{line_of(folders.root / attack.file, attack.line)}: "
    named = [p for p in problems if p.message.startswith(where) and attack.words in p.message]
    assert named, problems
    page = (folders.output / "articles/004-41.html").read_text("utf-8") if name != "site folder link" else ""
    assert "又一次" in page or name == "site folder link"
    assert (folders.output / "people/index.html").exists()
    gone = [path for path in articles if path not in held(folders.content / "articles")]
    assert not gone, "nothing that could not be read is undone"
    record = next((f.record for f in read_content(folders.content).records if f.path == RECORD), None)
    assert record is None or not record.removed


@pytest.mark.parametrize("what", [ARTICLE, f"content/{RECORD}", "content/topics.yml"])
def test_once_mended_all_is_as_before(what: str, folders: Folders, outside: Path) -> None:
    content = held(folders.content)
    path = folders.root / what
    data = path.read_bytes()
    link(what, "secret.txt")(folders, outside)
    assert build(folders)
    path.unlink()
    path.write_bytes(data)
    assert not build(folders) and held(folders.content) == content


def test_the_folders_themselves_may_be_links(folders: Folders, tmp_path: Path) -> None:
    for name in ("seeds", "content", "site"):
        (folders.root / name).rename(tmp_path / name)
        (folders.root / name).symlink_to(tmp_path / name)
    edit(find(folders, "004-41"), "title: ", "title: 又一次 ")
    assert not build(folders)
    assert "又一次" in (tmp_path / "site/articles/004-41.html").read_text("utf-8")


@pytest.mark.parametrize("name", [".000-112.md.new", f".{Path(RECORD).name}.new"])
def test_no_temporary_is_written_through_a_planted_link(folders: Folders, outside: Path, name: str) -> None:
    edit(folders.seeds / "000_055a70a6cdb3e695.txt", "发展", "大发展")
    beside = next(p for p in folders.content.rglob("*") if p.name == name[1:-4])
    beside.with_name(name).symlink_to(outside / "secret.txt")
    before = held(outside)
    assert not build(folders)
    assert held(outside) == before and not beside.is_symlink() and "000-112" in beside.read_text("utf-8")


@pytest.mark.parametrize("target", ["secret.txt", "new.txt"])
def test_no_file_of_the_site_is_written_through_a_planted_link(
    folders: Folders, outside: Path, target: str
) -> None:
    before = held(outside)
    for name in ("index.html", ".beibei-site.new", "about/index.html"):
        (folders.output / name).unlink(missing_ok=True)
        (folders.output / name).symlink_to(outside / target)
    build(folders)
    assert held(outside) == before
    page = folders.output / "index.html"
    assert not page.is_symlink() and SECRET not in page.read_text("utf-8")


def test_the_local_server_follows_no_link_out_of_the_site(folders: Folders, outside: Path) -> None:
    (folders.output / "secret.txt").symlink_to(outside / "secret.txt")
    (folders.output / "out").symlink_to(outside / "articles")
    with preview.Server(folders.output, preview.State(), 0) as httpd:
        threading.Thread(target=httpd.serve_forever, daemon=True).start()
        site = f"http://127.0.0.1:{httpd.server_address[1]}"
        assert urllib.request.urlopen(f"{site}/about/").status == 200
        for path in ("/secret.txt", "/out/", "/out/index.html", "/out/04/000-112.md"):
            with pytest.raises(urllib.error.HTTPError, match="404"):
                urllib.request.urlopen(site + path)
        httpd.shutdown()


def test_a_mark_decides_only_about_its_own_folder(folders: Folders, outside: Path) -> None:
    mark = folders.output / ".beibei-site"
    names = ["../outside/secret.txt", f"{outside}/secret.txt", "../content/site.yml", "", "a\0b", "feeds"]
    mark.write_text(mark.read_text("utf-8") + "\n".join(names), "utf-8")
    before = held(outside) | held(folders.content)
    assert not build(folders)
    assert held(outside) | held(folders.content) == before
    assert (folders.output / "feeds/all.xml").exists()


def test_what_others_have_put_into_the_site_stays(folders: Folders) -> None:
    mine = {"CNAME": b"example.org", "a/b/c.html": b"x", "topics/none.html": b"mine", ".git/HEAD": b"y"}
    for name, data in mine.items():
        path = folders.output / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    (problem,) = build(folders)
    assert (problem.code, problem.severity) == ("foreign-file", "note")
    assert problem.message.endswith(": .git, CNAME, a, topics/none.html")
    (folders.content / "topics.yml").write_text("none:\n  name: 铁路\n  terms: {北川铁路: 2}\n", "utf-8")
    problems = {p.code: p for p in build(folders)}
    assert problems["refused-file"].message.startswith(str(folders.output / "topics/none.html"))
    for name, data in mine.items():
        assert (folders.output / name).read_bytes() == data
    assert (folders.output / "feeds/topics/none.xml").exists()
    assert not (folders.output / "topics/safety.html").exists(), "its own old files go"
    build(folders)
    assert (folders.output / "topics/none.html").read_bytes() == b"mine", "not in a second run either"


@pytest.mark.parametrize(
    "where", ["", "..", "seeds", "seeds/x", "content", "content/articles", "static", "templates/x", ".cache"]
)
def test_the_site_may_not_lie_in_the_archive_s_own_folders(
    folders: Folders, where: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Not even where a mark says that it does."""
    output = folders.root / where
    output.mkdir(parents=True, exist_ok=True)
    (output / ".beibei-site").write_text("made by beibei-site\nprecious.txt\n", "utf-8")
    (output / "precious.txt").write_text("keep me", "utf-8")
    before = held(folders.root.parent)
    for command in ("build", "publish"):
        assert main([command, "--root", str(folders.root), "--output", str(output)]) == 2
        assert str(output) in capsys.readouterr().err
    assert held(folders.root.parent) == before


def test_another_archive_s_site_and_what_lies_in_it(folders: Folders, tmp_path: Path) -> None:
    """A mark without a list says nothing about what lies beside it."""
    other = tmp_path / "other"
    other.mkdir()
    (other / ".beibei-site").write_text("made by beibei-site; every file here is replaced\n", "utf-8")
    (other / "precious.txt").write_text("keep me", "utf-8")
    before = held(other)
    with pytest.raises(SetupError, match="holds files"):
        pipeline.build(replace(folders, output=other))
    assert held(other) == before


def test_what_was_left_out_shows_in_the_exit_status(
    folders: Folders, capsys: pytest.CaptureFixture[str]
) -> None:
    root = ["--root", str(folders.root)]
    assert main(["build", *root]) == 0
    (folders.output / "CNAME").write_text("example.org", "utf-8")
    assert main(["build", *root]) == 0, "a note is no fault"
    alias("../x")(folders, folders.root)
    for command in ("build", "ingest", "publish"):
        assert main([command, *root]) == 1
        err = capsys.readouterr().err
        assert err.count("'../x' is no id") == 1 and "error:" in err


def test_a_year_that_no_calendar_has_is_ignored_and_stays_to_be_mended(folders: Folders) -> None:
    path = folders.content / RECORD
    content = held(folders.content)
    for key, value in (("year", "99999"), ("year", "-5"), ("page", "-1"), ("page", "0")):
        edit(path, f"{key}: null", f"{key}: {value}")
        problems = build(folders)
        assert [p.code for p in problems] == ["refused-value"]
        line = line_of(path, f"{key}: {value}")
        assert problems[0].message.startswith(f"{path}:{line}: {key}: {value} is ignored")
        edit(path, f"{key}: {value}", f"{key}: null")
        assert not build(folders) and held(folders.content) == content


def test_strange_names_of_seeds(folders: Folders) -> None:
    text = (folders.seeds / "004_c473d4d3c41d478a.txt").read_bytes()
    names = (
        "#1.txt",
        "a#2.txt",
        "a.pdf#2.txt",
        "b.md",
        "b.md.txt",
        "_.txt",
        f"{'x' * 190}.txt",
        "on.txt",
        "'.txt",
    )
    for number, name in enumerate(names):
        (folders.seeds / name).write_bytes(text.replace("234名".encode(), f"{number + 100}名".encode()))
    for _ in range(2):
        assert not build(folders)
    records = {f.record.file: f.record for f in read_content(folders.content).records}
    assert set(names) < set(records) and len({r.key for r in records.values()}) == len(records)
    for name in names:
        page = (folders.output / f"sources/{records[name].key}.html").read_text("utf-8")
        assert "政协委员" in page, f"the lines of {name} are shown"
    assert not build(folders)


def test_names_that_no_file_may_have_are_named(folders: Folders) -> None:
    for name in (b"\xff\xfe.txt", b"a\nb.txt", b"y" * 220 + b".txt", b"\\x.txt"):
        Path(os.fsdecode(bytes(folders.seeds) + b"/" + name)).write_bytes(b"text")
    problems = build(folders)
    assert {p.code for p in problems} == {"refused-file"} and len(problems) == 4
    shown = "\n".join(p.message for p in problems)
    assert "\\xff\\xfe.txt: its name is not UTF-8" in shown and "a\\nb.txt" in shown and "200 bytes" in shown
    assert main(["build", "--root", str(folders.root)]) == 1


def test_hidden_files_of_editors_do_not_count(folders: Folders) -> None:
    path = find(folders, "000-112")
    path.with_name(".#000-112.md").symlink_to("somebody@somewhere.1234")
    path.with_name("._000-112.md").write_bytes(b"\x00\x05\x16\x07")
    (folders.seeds / "._a.txt").write_bytes(b"\x00\x05\x16\x07")
    assert not build(folders)


def test_a_page_that_could_not_be_read_again_is_left_as_it_was(
    folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever a future reader of pages may bring forth."""
    from_page = "000_055a70a6cdb3e695.txt"
    edit(folders.seeds / from_page, "发展", "大发展")
    edit(folders.seeds / "004_c473d4d3c41d478a.txt", "234名", "235名")
    before = held(folders.content)
    for spoil in (lambda t: t.replace("title: ", "title: x"), lambda t: t + "\ud800", lambda t: t[4:]):
        with monkeypatch.context() as patch:

            def render(a: Article, spoil: Callable[[str], str] = spoil) -> str:
                return spoil(render_article(a)) if a.source_file == from_page else render_article(a)

            patch.setattr(ledger, "render_article", render)
            problems = pipeline.run_ingest(folders).problems
        assert [p.code for p in problems] == ["unwritable-page"] and from_page in problems[0].message
        changed = {Path(p).name[:3] for p, data in held(folders.content).items() if before.get(p) != data}
        assert "004" in changed and "000" not in changed
    assert not pipeline.run_ingest(folders).problems
    assert "大发展" in article(folders, "000-112").body


PARTS = st.text(st.characters(codec=None, categories=("L", "N", "P", "S", "Z", "C")), max_size=8)
ODD = st.sampled_from(["..", ".", "", "/", "\0", "\udcff", "~", "C:", "\\", "a", "link", "folder"])


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("tree")
    (path / "in" / "folder").mkdir(parents=True)
    (path / "in" / "link").symlink_to(path)
    (path / "in" / "folder" / "link").symlink_to("..")
    return path / "in"


@example("/0")
@example("folder/link/x")
@given(st.lists(PARTS | ODD, max_size=5).map("/".join) | PARTS)
def test_a_path_is_inside_or_refused(tree: Path, path: str) -> None:
    for place in (lambda: inside(tree, path), lambda: Below(tree)(path)):
        try:
            found = place()
        except PathError:
            continue
        assert found.parent.resolve().is_relative_to(tree.resolve())
        assert found == tree / path and not found.parent.is_symlink()


@given(
    st.sets(
        st.text("ab.#2pdfmtx", min_size=1, max_size=9).map(lambda t: f"{t}.txt")
        | st.sampled_from(["a.md", "a.md.txt", "a.pdf", "a.pdf#2", "a.pdf#2.txt", "a.PDF.txt", "a.txt.txt"]),
        min_size=2,
    )
)
def test_no_two_pages_share_a_record(names: set[str]) -> None:
    pages = [name for name in names if is_page_name(name)]
    assert len({record_path(page) for page in pages}) == len(pages)


@given(st.text("abz019-./A北", max_size=8))
def test_an_id_is_one_plain_part(text: str) -> None:
    if is_id(text):
        assert inside(Path("/usr"), text) == Path("/usr") / text and text == text.lower().strip("-./")


def test_only_further_pages_have_a_number() -> None:
    assert [seed_of(n) for n in ("a.pdf#2", "A.PDF#12", "a.txt#3", "a.pdf", "a.pdf#x", "#1.txt", "a.md#2")] == [
        "a.pdf", "A.PDF", "a.txt", "a.pdf", "a.pdf#x", "#1.txt", "a.md#2",
    ]  # fmt: skip


def test_files_are_found_in_the_order_of_their_paths(tree: Path) -> None:
    for name in ("b.md", "a.md", "folder/c.md", "folder/.x.md", "folder-1.md"):
        (tree / name).write_text("", "utf-8")
    found = find_files(tree, kinds=(".md",))
    assert found.files == ["a.md", "b.md", "folder/c.md", "folder-1.md"]
    assert found.refused == {"folder/link": "it is a link", "link": "it is a link"}
