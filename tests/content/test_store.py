"""What is read from an archive's folders."""

from __future__ import annotations

import warnings
import zipfile
from pathlib import Path
from unittest.mock import Mock

import pytest

from beibei_site.content import store
from beibei_site.content.reading import read_content, read_curated, unique
from beibei_site.content.settings import Settings
from beibei_site.content.store import SeedReader, read_seeds
from beibei_site.domain.problems import SetupError


def test_settings_are_those_of_the_file_or_the_usual_ones(tmp_path: Path) -> None:
    assert read_curated(tmp_path).settings == Settings()
    (tmp_path / "site.yml").write_text("\ufeffname: 报\r\nlanguage: en\r\n", "utf-8")
    assert read_curated(tmp_path).settings == Settings(name="报", language="en")
    (tmp_path / "site.yml").write_bytes("name: 报".encode("gb18030"))
    found = read_curated(tmp_path)
    assert found.settings == Settings() and [b.message for b in found.broken] == ["not UTF-8 text (byte 6)"]


def test_an_authority_file_that_is_not_there_is_empty(tmp_path: Path) -> None:
    (tmp_path / "people.yml").write_text("zhou-xu: {name: 周旭}\nnot: [高峰]\n", "utf-8")
    found = read_curated(tmp_path).authorities
    assert set(found) == {"people", "topics", "places", "bodies"}
    assert [r.preferred for r in found["people"].records] == ["周旭"] and found["people"].rejected == (
        "高峰",
    )
    assert found["topics"].records == () and found["topics"].facet == "topics"


def test_files_of_other_kinds_are_named_once_a_kind(tmp_path: Path) -> None:
    names = (
        "a.txt",
        "old/b.doc",
        "c.DOC",
        "d",
        "e.rtf",
        ".hidden",
        ".DS_Store",
        "Thumbs.db",
        "web_files/x.css",
        "~$g.docx",
        "h.txt~",
    )
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("甲", "utf-8")
    with zipfile.ZipFile(tmp_path / "f.zip", "w") as archive:
        for name in ("p.txt", "q.odt", "__MACOSX/._q.odt", "r/.git/s.doc", "t.zip"):
            archive.writestr(name, "乙")
    found = read_seeds(tmp_path)
    assert [name for name, _ in found.value] == ["a.txt", "f.zip/p.txt"]
    assert {p.code for p in found.problems} == {"unread-files"}
    assert [p.message.removeprefix(f"{tmp_path}/") for p in found.problems] == [
        "d: a file is not read: files without a suffix",
        "c.DOC: 2 files are not read: *.doc",
        "f.zip/q.odt: a file is not read: *.odt",
        "e.rtf: a file is not read: *.rtf",
        "f.zip/t.zip: a file is not read: *.zip",
    ]


def test_articles_are_read_in_the_order_of_their_paths(tmp_path: Path) -> None:
    assert read_content(tmp_path / "nowhere").articles == ()
    for name in ("articles/2020/04/b.md", "articles/a.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("---\nid: one\ntitle: 一\n---\n", "utf-8")
    read = read_content(tmp_path)
    assert [file.path for file in read.articles] == ["articles/2020/04/b.md", "articles/a.md"]
    assert read.records == () and read.problems == ()
    kept, broken = unique(read.articles)
    assert [file.path for file in kept] == ["articles/2020/04/b.md"]
    assert [str(b.message) for b in broken] == ["the id 'one' is already that of articles/2020/04/b.md"]
    assert unique(read.articles[:1]) == ([read.articles[0]], [])


def test_seeds_are_texts_and_pdfs_in_folders_too(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "c.pdf", "d.jpg", "deep/e.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(name.encode())
    assert read_seeds(tmp_path).value == [
        ("a.md", b"a.md"),
        ("b.txt", b"b.txt"),
        ("c.pdf", b"c.pdf"),
        ("deep/e.txt", b"deep/e.txt"),
    ]
    with pytest.raises(SetupError, match="there is no such folder"):
        read_seeds(tmp_path / "nowhere")


def test_a_reader_of_seeds_reads_what_all_of_them_hold(tmp_path: Path) -> None:
    (tmp_path / "2020").mkdir()
    for name in ("2020/a.zip", "b.ZIP"):
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            for page in ("1.txt", "deep/2.txt", "1.txt"):
                with warnings.catch_warnings(action="ignore"):
                    archive.writestr(page, f"{name} {page}")
    (tmp_path / "c.txt").write_text("c", "utf-8")
    read, seeds = SeedReader(tmp_path), read_seeds(tmp_path).value
    assert len(seeds) == 5 and all(read(name) == data for name, data in [*seeds, *reversed(seeds)])
    for missing in ("d.txt", "d.zip/1.txt", "b.ZIP/3.txt", "b.ZIP/2.txt"):
        assert read(missing) is None
    (tmp_path / "d.zip").write_bytes(b"PK")
    for _ in range(2):
        with pytest.raises(ValueError, match="damaged"):
            read("d.zip/1.txt")
    assert read("2020/a.zip/1.txt") == b"2020/a.zip 1.txt"


def test_a_reader_of_seeds_unpacks_an_archive_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else a zip file would cost the square of its pages."""
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for number in range(9):
            archive.writestr(f"{number}.txt", str(number))
    unpacked = Mock(wraps=store.unpack)
    monkeypatch.setattr(store, "unpack", unpacked)
    read = SeedReader(tmp_path)
    assert [read(f"a.zip/{number}.txt") for number in range(9)] == [str(n).encode() for n in range(9)]
    assert unpacked.call_count == 1
