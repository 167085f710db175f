"""What must hold for any file: no traceback, every line accounted for, every letter from its lines."""

from __future__ import annotations

import io
import zipfile
from collections import Counter

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beibei_site.content.disk import archives
from beibei_site.content.disk.archives import unpack
from beibei_site.content.disk.paths import is_page_name
from beibei_site.domain.issue import FileKind
from beibei_site.domain.spans import Span
from beibei_site.domain.text import letters
from beibei_site.parsing.hints import Hints, hints_of
from beibei_site.parsing.reader import read_page
from beibei_site.parsing.sources.decode import decode
from beibei_site.parsing.sources.seeds import read_pages
from tests.parsing.files import OTHER, PARAGRAPHS, Piece, as_html, as_text, as_word
from tests.parsing.test_properties import JUNK, accounted

KINDS = st.sampled_from([None, "page", "article", "collection"])
LINE = (
    st.sampled_from([*PARAGRAPHS, *OTHER, "　　" + PARAGRAPHS[1]])
    | st.sampled_from(
        "夏粮收购全面启动|仓容准备充足|====|* * *|第2版　民生|江城日报|记者 石青|图为收购点。".split("|")
    )
    | st.sampled_from(
        "2020-06-09 来源：江城日报|2020年6月9日 星期二|【打印】|责任编辑：林晓|第3页 共9页".split("|")
    )
    | st.sampled_from("# 夏粮|## 分题|- 甲|> 引文|---|title: 夏粮|date: 2020-06-09|（下转2版）".split("|"))
    | JUNK
)
TEXTS = st.lists(LINE, max_size=16).flatmap(
    lambda lines: st.sampled_from(["\n", "\n\n"]).map(lambda gap: gap.join(lines))
)


def check(name: str, data: bytes, kind: FileKind | None) -> None:
    """A file is read to the last line, or refused with a sentence."""
    try:
        pages = read_pages(name, data, kind=kind)
    except ValueError as error:
        assert str(error)
        return
    for page in pages:
        reading = read_page(page.text, page.name, sheet=page.sheet, hints=hints_of(page, kind))
        lines = page.text.split("\n")
        printed = {number for number, line in enumerate(lines, 1) if line.strip()}
        counts = accounted(reading)
        assert set(counts) == printed, "every non-blank line, and no other"
        assert set(counts.values()) <= {1}, "exactly once"
        for story in reading.stories:
            heading = story.heading
            ours = [heading.headline, heading.kicker, *heading.deck, *(block.text for block in story.blocks)]
            own = Counter(letters("".join(lines[n - 1] for span in story.spans for n in span)))
            assert not Counter("".join(letters(text) for text in ours if text)) - own


@given(TEXTS, st.sampled_from(["a.txt", "a.md"]), KINDS)
@settings(max_examples=150)
def test_any_text(text: str, name: str, kind: FileKind | None) -> None:
    check(name, text.encode("utf-8", "replace"), kind)


@given(st.binary(max_size=80), st.sampled_from(["txt", "md", "html", "docx", "pdf"]))
@settings(max_examples=150)
def test_any_bytes(data: bytes, suffix: str) -> None:
    check(f"a.{suffix}", data, None)


@given(st.binary(max_size=8), st.integers(0, 5000), st.sampled_from(["html", "docx", "zip"]))
@settings(max_examples=40)
def test_damaged_files(damage: bytes, at: int, suffix: str) -> None:
    whole = {
        "html": as_html(Piece()),
        "docx": as_word(Piece(), styled=True),
        "zip": zipped({"a.txt": b"x" * 50}),
    }[suffix]
    data = whole[: at % len(whole)] + damage + whole[at % len(whole) + len(damage) :]
    if suffix == "zip":
        try:
            assert set(unpack(data).files) <= {"a.txt"} or unpack(data)
        except ValueError as error:
            assert str(error)
    else:
        check(f"a.{suffix}", data, None)


@given(
    st.lists(
        st.sampled_from(["<p>", "</p>", "<h1>", "</div>", "<div>", "<br>", "<table><tr><td>", "</b>", "<b>"])
        | LINE
    )
)
@settings(max_examples=60)
def test_any_tags(parts: list[str]) -> None:
    check("a.html", ("<html><body>" + "".join(parts)).encode("utf-8", "replace"), None)


@given(st.lists(st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=30), max_size=8))
@settings(max_examples=30)
def test_any_word_file(paragraphs: list[str]) -> None:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    data = io.BytesIO()
    document.save(data)
    check("a.docx", data.getvalue(), None)


@given(st.text("的一是了我不人在他有这来到大说国，。报讯记者收购", min_size=12, max_size=60))
def test_chinese_text_is_read_in_the_encoding_that_it_has(text: str) -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "gb18030"):
        assert decode(text.encode(encoding)).text == text


def zipped(files: dict[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, inner in files.items():
            archive.writestr(name, inner)
    return data.getvalue()


@given(
    st.dictionaries(
        st.text("a/.\\一\n", min_size=1, max_size=12).map(lambda n: n + ".txt"),
        st.binary(max_size=9),
        max_size=5,
    )
)
def test_nothing_in_a_zip_file_leads_out_of_it(files: dict[str, bytes]) -> None:
    found = unpack(zipped(files))
    assert all(is_page_name(f"x.zip/{name}") for name in found.files)


def test_what_a_zip_file_holds_too_much_of_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "_MOST", 2)
    found = unpack(zipped(dict.fromkeys(("a.txt", "b.txt", "c.txt", "d.txt"), b"x")))
    assert list(found.files) == ["a.txt", "b.txt"]
    assert list(found.refused) == ["c.txt"] and "2 pages" in found.refused["c.txt"]


def test_a_zip_file_that_unfolds_to_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is refused takes no room, and leaves it to what comes after it."""
    monkeypatch.setattr(archives, "_WHOLE", 10)
    found = unpack(zipped({"a.txt": b"x" * 6, "b.txt": b"x" * 5, "c.txt": b"x" * 4, "d.txt": b"x"}))
    assert list(found.files) == ["a.txt", "c.txt"] and list(found.refused) == ["b.txt", "d.txt"]


def test_a_zip_file_of_chinese_windows() -> None:
    name = "夏粮/甲.txt"
    raw = name.encode("gb18030")
    placeholder = "x" * len(raw.split(b"/")[0]) + "/yy.txt"
    data = zipped({placeholder: as_text(Piece()).encode()}).replace(placeholder.encode(), raw)
    assert unpack(data).files == {name: as_text(Piece()).encode()}


@pytest.mark.parametrize("kind", ["page", "article", "collection"])
@pytest.mark.parametrize("line", ["\u200b", "\ue000\ue000 ", "\ufeff"])
def test_a_line_without_a_printed_sign_is_accounted_for(line: str, kind: FileKind) -> None:
    reading = read_page(f"渡口小学\n{line}\n本报讯 渡口小学迎来新校舍。\n", "a.txt", hints=Hints(kind=kind))
    assert accounted(reading) == {1: 1, 2: 1, 3: 1}
    assert list(reading.furniture) == [Span("a.txt", 2, 2)]
