"""The files that people and the program share: written, they are read back; wrong, they are named with their line."""

from __future__ import annotations

import datetime
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beibei_site.content.authority_file import parse_authority
from beibei_site.content.formats.yamltext import from_lines, line_at, to_date, to_lines
from beibei_site.content.frontmatter import content_path, parse_article, render_article
from beibei_site.content.page_record import HEADER, parse_record, render_record
from beibei_site.content.settings import Settings, parse_settings
from beibei_site.domain.model import Article, Credit, Jump, Span
from beibei_site.domain.problems import SetupError
from beibei_site.domain.reasons import CODES, Reason
from beibei_site.domain.record import LedgerEntry, PageRecord

FILE = "a.txt"
SIGNS = "甲乙a1 　:#-?!&*|>'\"%@`{}[],~\\=\t\n\u00a0\u200b\u2028𠀀"  # whatever means something to YAML
text = st.text(st.sampled_from(SIGNS), min_size=1, max_size=8) | st.sampled_from(
    ["null", "yes", "1e3", "007", "0x1F", "2020-04-02", "12:30", "---", "<<", "記者"]
)
texts = st.lists(text, max_size=3).map(tuple)
name = text.filter(lambda t: bool(t.strip()))
names = st.lists(name, max_size=3).map(tuple)
dates = st.sampled_from(
    [
        "",
        "2020",
        "2020-04",
        "2020-04-02",
        "2020~",
        "2020-04-02?",
        "2020-04-01/2020-04-05",
        "../2020%",
        "2020/..",
    ]
)
PAGES = st.none() | st.sampled_from(["1", "12", "A06", "头版"])
spans = st.lists(
    st.tuples(st.integers(1, 999), st.integers(0, 99)).map(lambda s: Span(FILE, s[0], s[0] + s[1])),
    max_size=3,
).map(tuple)


@st.composite
def articles(draw: st.DrawFn) -> Article:
    """Any article that the program could hold."""
    date = draw(dates)
    reviewed_on = draw(st.just("") | st.dates().filter(lambda d: d.year > 999).map(str))
    return Article(
        id=draw(text),
        title=draw(text),
        title_from=draw(st.sampled_from(["headline", "twin", "supplied"])),
        kicker=draw(st.none() | text),
        deck=draw(texts),
        date=date,
        date_from=draw(st.sampled_from(["dateline", "text", "page", "curator"])) if date else "unknown",
        kind=draw(st.sampled_from(["report", "sidebar", "infographic", "photo", "document", "notice"])),
        byline=draw(st.lists(st.builds(Credit, st.just("记者") | name, name), max_size=3).map(tuple)),
        people=draw(names),
        topics=draw(names),
        places=draw(names),
        bodies=draw(names),
        keywords=draw(names),
        page=draw(PAGES),
        jump=draw(st.none() | st.builds(Jump, st.sampled_from(["to", "from"]), st.integers(1, 99))),
        twins=draw(names),
        aliases=draw(names),
        source=draw(spans),
        confidence=draw(st.integers(0, 100)) / 100,
        reviewed=bool(reviewed_on) or draw(st.booleans()),
        reviewed_on=reviewed_on,
        body=draw(st.text("甲 #-:\n", max_size=9)).strip("\n"),
        extra=tuple(draw(st.dictionaries(st.sampled_from(["note", "x: y", "序"]), text, max_size=2)).items()),
    )


@given(articles())
def test_an_article_is_read_as_it_was_written(article: Article) -> None:
    written = render_article(article)
    assert parse_article(written, "x.md") == article
    assert render_article(parse_article(written.replace("\n", "\r\n"), "x.md")) == written


@st.composite
def reasons(draw: st.DrawFn) -> Reason:
    code = draw(st.sampled_from(sorted(CODES)))
    return Reason(code, tuple((name, draw(st.integers(0, 99))) for name in CODES[code]))


entries = st.builds(
    LedgerEntry, id=text, spans=spans, heading=spans, path=text, digest=text,
    reasons=st.lists(reasons(), max_size=2).map(tuple), alternatives=st.lists(reasons(), max_size=2).map(tuple),
)  # fmt: skip
ledgers = st.lists(entries, max_size=3, unique_by=lambda entry: entry.id).map(tuple)


@given(
    st.builds(
        PageRecord, file=st.just(FILE), key=text, sha256=text, encoding=text, paper=st.none() | text,
        issued=dates.map(lambda date: date or None), year=st.none() | st.integers(1900, 2100),
        page=PAGES, articles=ledgers, furniture=spans, orphans=spans, removed=ledgers,
        extra=st.dictionaries(st.sampled_from(["note", "序"]), text, max_size=2).map(lambda d: tuple(d.items())),
    )
)  # fmt: skip
def test_a_record_is_read_as_it_was_written(record: PageRecord) -> None:
    written = render_record(record)
    assert written.startswith(HEADER) and parse_record(written, "a.yml") == record


def test_an_article_in_a_persons_hand_needs_an_id_and_a_text() -> None:
    article = parse_article("\ufeff---  \r\nid: a-1\r\n---\r\n\r\n第一行\r\n第二行\r\n", "x.md")
    assert article == Article(
        id="a-1",
        title="a-1",
        title_from="supplied",
        date_from="unknown",
        confidence=1.0,
        body="第一行\n第二行",
    )
    assert parse_article("---\nid: a\ntitle: 题\ndate: 2020-4-2\ndeck: 副题\nsource: {file: a.txt, lines: [7, 9-10]}\n---\n", "x.md") == Article(
        id="a", title="题", deck=("副题",), date="2020-04-02", date_from="curator",
        source=(Span("a.txt", 7, 7), Span("a.txt", 9, 10)),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("header", "message", "line"),
    [
        ("title: 题", "the key 'id' is missing", 2),
        ("id: a\npage: [1]", "page: expected a whole number or text or nothing, got a list", 3),
        ("id: a\nreviewed: 1", "reviewed: expected true or false", 3),
        ("id: a\nreviewed: gestern", "reviewed: write true, false or the day of the review", 3),
        ("id: a\nreviewed: 2026-11", "reviewed: write true, false or the day of the review", 3),
        ("id: a\nreviewed: ''", "reviewed: write true, false or the day of the review", 3),
        ("id: a\npeople: 周旭", "people: expected a list [a, b] or nothing, got text", 3),
        ("id: a\nsource: {file: a.txt,\n  lines: [1.5]}", "source.lines", 4),
        (
            "id: a\nkind: story",
            "kind: 'story' is none of document, infographic, notice, photo, report, sidebar",
            3,
        ),
        ("id: a\ntitle: 甲: 乙", "not valid YAML", 3),
        ("id: a\n\ttitle: 甲", "not valid YAML", 3),
        ("- id", "expected lines of the form 'key: value'", 2),
        ("id: a\njump: {to: 3, from: 1}", "jump: write {to: 3} or {from: 1}", 3),
        ("id: a\njump: {at: 3}", "jump: write {to: 3} or {from: 1}", 3),
        ("id: a\ndate: 2020-13-02", "date: '2020-13-02' is not a day of the calendar", 3),
        ("id: a\ntitle: 甲\nissued: 2020-04-02/2020-04-01", "issued: '2020-04-02/2020-04-01' ends before", 4),
        ("id: a\nsource: {file: a.txt, lines: [9-7]}", "'9-7' is not a line number or a range", 3),
        ("id: a\nsource: {file: a.txt, lines: [7-9-11]}", "'7-9-11' is not a line number or a range", 3),
    ],
)
def test_a_mistake_in_an_article_is_named_with_its_line(header: str, message: str, line: int | None) -> None:
    with pytest.raises(SetupError) as caught:
        parse_article(f"---\n{header}\n---\n", "x.md")
    assert message in str(caught.value) and caught.value.file == "x.md" and caught.value.line == line


@pytest.mark.parametrize(
    "written", ["", "id: a\n", "---\nid: a\n", "--- \nid: a\n----\n", "\n---\nid: a\n---\n"]
)
def test_an_article_without_front_matter_is_named(written: str) -> None:
    with pytest.raises(SetupError, match="no front matter") as caught:
        parse_article(written, "x.md")
    assert caught.value.line == 1


@pytest.mark.parametrize(
    ("date", "path"),
    [
        ("2020-04-02", "articles/2020/04/a-1.md"),
        ("2020-04", "articles/2020/04/a-1.md"),
        ("2020", "articles/undated/a-1.md"),
        ("", "articles/undated/a-1.md"),
    ],
)
def test_articles_lie_in_the_folder_of_their_month(date: str, path: str) -> None:
    assert content_path(Article(id="a-1", title="题", date=date)) == path


def test_reasons_that_this_version_does_not_know_are_left_out() -> None:
    known = "{code: opens-with-lead}"
    others = (
        "a sentence, {code: no-such-code}, {code: opens-with-lead, points: 1}, {code: 1}, {code: [opens]}, {}"
    )
    record = parse_record(
        f"file: a.txt\nkey: a\narticles:\n  a-1: {{lines: [1], reasons: [{known}, {others}]}}\n", "a.yml"
    )
    assert record.articles[0].reasons == (Reason("opens-with-lead", ()),)


@given(spans)
def test_lines_are_read_as_they_were_written(lines: tuple[Span, ...]) -> None:
    assert from_lines(to_lines(lines), FILE) == lines


def test_lines_are_written_short() -> None:
    assert to_lines([Span(FILE, 7, 7), Span(FILE, 9, 10)]) == [7, "9-10"]
    assert from_lines([" 7 ", "9-9"], FILE) == (Span(FILE, 7, 7), Span(FILE, 9, 9))
    for wrong in ("", "7-", "-7", "七", "8-7", "7 - 9"):
        with pytest.raises(ValueError, match="not a line number"):
            from_lines([wrong], FILE)


def test_dates_are_written_without_quotes() -> None:
    assert [to_date(value) for value in ("", "2020", "2020-04", "2020-04-02")] == [
        None, 2020, "2020-04", datetime.date(2020, 4, 2)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        ((), 2), (("a",), 2), (("b",), 3), (("b", "c"), 4), (("b", "c", 0), 5), (("b", "c", 1), 7), (("b", "c", 2), 4),
        (("b", "x"), 3), (("x",), 2), (("b", 0), 3), (("a", 0), 2), (("b", "c", 1, "d"), 7), (("e",), 9),
    ],
)  # fmt: skip
def test_the_line_of_what_stands_under_keys(keys: tuple[str | int, ...], line: int) -> None:
    yaml = "---\na: 1\nb:\n  c:\n    - x\n    -\n      d: 2\ne: 1\ne: 2\n---\nbody: 甲\n"
    assert line_at(yaml, *keys) == line


AUTHORITY = """\
# a comment
rice:
  name: 稻
  names: {en: Rice}
  variants: [水稻, 稻谷]
  description: 粮
  note: 注
  same_as: ["https://example.org/rice"]
  aliases: [paddy]
  parent: grain
  terms: {稻: 1, 水稻: 2.5}
  all: [[稻, 谷], [村]]
  without: [稻香]
grain: {name: 谷物}
not: [稻城, 2020]
"""


def test_an_authority_file_is_read_whole() -> None:
    made = parse_authority(AUTHORITY, "topics.yml", "topics")
    rice, grain = made.records
    assert (made.facet, made.rejected) == ("topics", ("稻城", "2020"))
    assert (rice.id, rice.facet, rice.preferred, rice.names) == ("rice", "topics", "稻", (("en", "Rice"),))
    assert (rice.variants, rice.description, rice.note) == (("水稻", "稻谷"), "粮", "注")
    assert (rice.same_as, rice.aliases, rice.parent) == (("https://example.org/rice",), ("paddy",), "grain")
    assert (rice.terms, rice.required, rice.without) == (
        (("稻", 1), ("水稻", 2.5)), (("稻", "谷"), ("村",)), ("稻香",)
    )  # fmt: skip
    assert (grain.id, grain.preferred, grain.parent, grain.terms) == ("grain", "谷物", None, ())


@pytest.mark.parametrize(
    ("change", "message", "line"),
    [
        (("name: 稻\n", "title: 稻\n"), "rice.title: there is no such key", 3),
        (("{name: 谷物}", "谷物"), "grain: expected keys such as 'name:' below it", 14),
        (("parent: grain", "parent: corn"), "rice.parent: 'corn' is no id of this file", 10),
        (("{name: 谷物}", "{name: 谷物, aliases: [rice]}"), "grain.aliases: 'rice' stands for another entry", 14),
        (("{name: 谷物}", "{name: 谷物, aliases: [paddy]}"), "grain.aliases: 'paddy' stands for another entry", 14),
        (("[paddy]", "[paddy, paddy]"), "rice.aliases: 'paddy' stands for another entry", 9),
        (("not: [稻城, 2020]", "not: 稻城"), "not: expected a list [a, b]", 15),
        (("terms: {", "terms: {稻草: 多, "), "rice.terms: expected a number, got text", 11),
        (("terms: {", 'terms: {稻草: "2", '), "rice.terms: expected a number, got text", 11),
    ],
)  # fmt: skip
def test_a_mistake_in_an_authority_file_is_named_with_its_line(
    change: tuple[str, str], message: str, line: int | None
) -> None:
    assert change[0] in AUTHORITY
    with pytest.raises(SetupError) as caught:
        parse_authority(AUTHORITY.replace(*change), "topics.yml", "topics")
    assert message in str(caught.value) and (caught.value.file, caught.value.line) == ("topics.yml", line)


def test_an_address_for_edits_has_the_places_of_an_article() -> None:
    at = "https://example.org/new?title={title}&file={file}&body={text}"
    settings = parse_settings(f"edit_url: {at}\n", "site.yml")
    values = {"file": "articles/a-1.md", "id": "a-1", "title": "一&二 {text}", "address": "x"}
    filled = "https://example.org/new?title=%E4%B8%80%26%E4%BA%8C%20%7Btext%7D&file=articles/a-1.md&body="
    assert settings.edit_address(**values) == filled
    assert settings.takes_text and settings.edits_file
    assert not Settings(edit_url="https://example.org/{id}").edits_file


@pytest.mark.parametrize(
    "url",
    ["https://example.org/", "example.org/{file}", "https://example.org/{datei}", "https://example.org/{file",
     "https://example.org/{}", "https://example.org/{text}/{file}", "https://example.org/{file.__class__}", "ftp://a/{id}",
     "https://example.org/{file}?n={id:d}", "https://example.org/{file!r}", "https://example.org/{{file}}",
     "https://example.org/{file}}", "https://example.org/{file}{", "https://example.org/{0}{id}"],
)  # fmt: skip
def test_an_address_for_edits_that_cannot_work_is_named_with_its_line(url: str) -> None:
    with pytest.raises(SetupError, match=r"edit_url.*\{file\}") as caught:
        parse_settings(f"name: 报\nedit_url: '{url}'\n", "site.yml")
    assert caught.value.line == 2


@given(
    st.lists(st.sampled_from([*"{}:!.d0", "{file}", "{id}", "{title}", "{address}", "{text}"]), max_size=8)
)
def test_every_address_for_edits_that_is_accepted_can_be_filled(parts: list[str]) -> None:
    url = "https://example.org/" + "".join(parts)
    try:
        settings = parse_settings(f"edit_url: '{url}'\n", "site.yml")
    except SetupError:
        return
    filled = settings.edit_address(file="1", id="2", title="3", address="4")
    assert re.fullmatch(r"https://example\.org/[1234:!.d0]+", filled)


@pytest.mark.parametrize(
    ("contact", "mail"),
    [("a@example.org", "a@example.org"), (" mailto:a.b@example.org ", "a.b@example.org"), ("", ""),
     ("编辑部 a@example.org", ""), ("https://example.org/@a", ""), ("a@b", ""), ("a@example.org?cc=b@example.org", "")],
)  # fmt: skip
def test_a_contact_may_be_an_address_for_mail(contact: str, mail: str) -> None:
    assert Settings(contact=contact).mail == mail


@pytest.mark.parametrize(
    "address", ["../jiang-cheng/", "archiv", "../江城/报", "https://a.org/b", "http://127.0.0.1:80/"]
)
def test_an_archive_lies_beside_this_one_or_on_another_host(address: str) -> None:
    settings = parse_settings(f"archives: [{{name: 江城, address: '{address}'}}]\n", "site.yml")
    assert [other.address for other in settings.archives] == [address]


@pytest.mark.parametrize(
    "address",
    ["", "/b/", "//a.org/b/", "javascript:alert(1)", "file:///b/", "https://", "https://a.org/b; script-src *", "https://a.org/?b",
     "https://a b/", "https://江城.cn/", "data:,x", "https://a.org:x/"],
)  # fmt: skip
def test_an_address_that_is_none_of_an_archive_is_named_with_its_line(address: str) -> None:
    with pytest.raises(SetupError, match=r"archives.*address") as caught:
        parse_settings(f"archives:\n- name: 江城\n  address: '{address}'\n", "site.yml")
    assert caught.value.line == 3


def test_settings_may_be_left_out_but_not_made_up() -> None:
    assert parse_settings("", "site.yml") == Settings()
    assert parse_settings("name: 报\nlanguage: en\nfeatured: [a-1]\n", "site.yml") == Settings(
        name="报", language="en", featured=("a-1",)
    )
    mistakes: list[tuple[str, str]] = [("nmae: 报", "nmae"), ("language: fr", "language")]
    for written, named in mistakes:
        with pytest.raises(SetupError, match=named):
            parse_settings(f"# ours\n{written}\n", "site.yml")


def test_a_file_is_written_for_people_to_read() -> None:
    article = Article(
        id="a-1",
        title="夏粮：收购",
        date="2020-04-02",
        date_from="text",
        people=("周旭", "何庆"),
        body="正文",
    )
    written = render_article(article)
    assert written.startswith(
        "---\nid: a-1\ntitle: 夏粮：收购\ntitle_from: headline\nkicker: null\ndeck: []\ndate: 2020-04-02\n"
    )
    assert "\npeople: [周旭, 何庆]\n" in written and written.endswith("\n---\n\n正文\n")
