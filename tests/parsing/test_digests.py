"""Collections whose articles come from several papers: each has its own source, and nothing of another's."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beibei_site.domain.issue import value_of
from beibei_site.domain.model import PageReading
from tests.parsing.files import OTHER, PARAGRAPHS, read
from tests.parsing.test_properties import accounted

DAYS = ("1985年3月2日", "1986年7月9日", "1991年11月16日", "1991年11月23日")
ISO = ("1985-03-02", "1986-07-09", "1991-11-16", "1991-11-23")
HEADS = ("琴社成立", "剧社成立", "诗社成立", "画社成立")
SOURCES = ("{} 云川日报", "来源：云川日报 {}", "（云川日报 {} 第2版）", "云川日报 {} 作者：石青")


def digest(source: str, *, heads: tuple[str, ...] = HEADS, below: bool = False, border: str = "====") -> str:
    parts = []
    for head, day in zip(heads, DAYS, strict=True):
        lines = [source.format(day), "", *OTHER]
        parts.append("\n".join([head, *(lines[2:] + lines[:1] if below else lines)]))
    return f"\n{border}\n".join(parts) + "\n"


def told(reading: PageReading) -> list[tuple[str | None, str, str]]:
    return [(s.heading.headline, value_of(s.issue.issued), value_of(s.issue.paper)) for s in reading.stories]


@pytest.mark.parametrize("below", [False, True])
@pytest.mark.parametrize("source", SOURCES)
def test_each_article_of_a_digest_keeps_its_source(source: str, below: bool) -> None:
    reading = read("a.txt", digest(source, below=below))
    assert reading.kind == "collection" and not reading.orphans
    assert [s.heading.headline for s in reading.stories] == list(HEADS)
    assert all(s.blocks[-1].kind == "note" and "云川日报" in s.blocks[-1].text for s in reading.stories)
    if not below:
        assert told(reading) == [(head, day, "云川日报") for head, day in zip(HEADS, ISO, strict=True)]
        assert all(bool(s.credits) == ("石青" in source) for s in reading.stories)
    assert reading.issue.issued is None, "what one of them says is not said of all"


def test_headlines_with_numbers_are_headlines() -> None:
    heads = ("第10期简讯", "第11期简讯", "第12期简讯", "第13期简讯")
    assert told(read("a.txt", digest(SOURCES[0], heads=heads)))[2] == ("第12期简讯", "1991-11-16", "云川日报")


def test_an_issue_by_pages_may_reprint_what_others_had() -> None:
    text = "江城日报\n2020年6月9日　星期二\n\n第1版　要闻\n\n" + digest(SOURCES[0], border="第2版　民生")
    reading = read("a.txt", text)
    assert told(reading) == [(head, day, "云川日报") for head, day in zip(HEADS, ISO, strict=True)]
    assert value_of(reading.issue.issued) == "2020-06-09"


def test_a_line_over_the_flag_of_the_paper_does_not_take_its_day() -> None:
    pages = "\n\n第2版　民生\n\n".join("\n".join([head, *PARAGRAPHS]) for head in HEADS[:2])
    text = f"整理者按：本期据馆藏录入。\n\n江城日报\n2020年6月9日　星期二\n\n第1版　要闻\n\n{pages}\n"
    reading = read("a.txt", text)
    assert reading.kind == "collection" and value_of(reading.issue.issued) == "2020-06-09"


def test_short_articles_between_separators_make_a_collection() -> None:
    parts = [f"{head}\n{day} 云川日报\n\n县里昨日传出消息。" for head, day in zip(HEADS, DAYS, strict=True)]
    reading = read("a.txt", "\n====\n".join(parts))
    assert reading.kind == "collection" and [d for _, d, _ in told(reading)] == list(ISO)


def test_running_heads_stand_in_the_text() -> None:
    heads = [f"江城文选 2020年6月9日 {number}" for number in range(1, 5)]
    first = ["琴社成立", OTHER[0], heads[0], OTHER[1], heads[1], PARAGRAPHS[1], "===="]
    second = ["剧社成立", heads[2], PARAGRAPHS[0], heads[3], PARAGRAPHS[2]]
    reading = read("a.txt", "\n".join(first + second), "collection")
    assert {n for span in reading.furniture for n in span} == {3, 5, 7, 9, 11}, "and the separator"
    assert [(s.heading.headline, len(s.blocks)) for s in reading.stories] == [
        ("琴社成立", 3),
        ("剧社成立", 2),
    ]
    assert value_of(reading.issue.issued) == "2020-06-09"


MARKED = [f"# {head}\n\n{day} 云川日报\n\n" for head, day in zip(HEADS[:2], DAYS[:2], strict=True)]
BODY = "\n\n".join(OTHER) + "\n\n"


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
@pytest.mark.parametrize("title", ["", "剪报\n\n", "剪报一束\n二〇〇三年编\n\n"])
@pytest.mark.parametrize("body", [BODY, "县里昨日传出消息。\n\n", BODY + "## 分题\n\n" + BODY])
def test_first_level_headings_part_the_articles_of_a_text(name: str, title: str, body: str) -> None:
    reading = read(name, title + MARKED[0] + body + MARKED[1] + body)
    assert reading.kind == "collection"
    assert told(reading) == [(head, day, "云川日报") for head, day in zip(HEADS[:2], ISO[:2], strict=True)]


CUT = OTHER[1][:30] + "\n\n" + OTHER[1][30:] + "\n\n"


@pytest.mark.parametrize(
    "text",
    [
        BODY + MARKED[0] + BODY + MARKED[1] + BODY,  # a text over the first heading
        MARKED[0] + BODY + CUT + MARKED[1] + BODY,  # the end of a column
        MARKED[0] + BODY + MARKED[1] + BODY + "# 诗社成立\n",  # a heading without a text
        MARKED[0] + BODY + "江城日报 2020年6月9日 星期二 第2版\n\n" + MARKED[1] + BODY,  # a folio line
        MARKED[0] + BODY + PARAGRAPHS[0] + "\n\n" + MARKED[1] + BODY,  # a lead of its own
    ],
)
def test_the_headings_of_a_page_that_was_read_as_a_picture_do_not(text: str) -> None:
    assert read("a.md", text).kind == "page"


CLIPPINGS = st.lists(
    st.tuples(
        st.text("琴剧诗画棋书", min_size=2, max_size=6),
        st.dates(datetime.date(1950, 1, 1), datetime.date(2020, 1, 1)) | st.just(datetime.date(1985, 3, 2)),
        st.integers(1, 8),
    ),
    min_size=2,
    max_size=7,
)


@given(CLIPPINGS, st.sampled_from(["====", "* * *", "————————"]))
def test_no_clipping_has_the_day_of_another(
    pieces: list[tuple[str, datetime.date, int]], border: str
) -> None:
    parts = [
        f"{head}社成立\n云川日报 {day.year}年{day.month}月{day.day}日 第{page}版\n\n" + "\n\n".join(OTHER)
        for head, day, page in pieces
    ]
    text = f"\n{border}\n".join(parts)
    reading = read("a.txt", text)
    assert [
        (value_of(s.issue.issued), value_of(s.issue.page), s.heading.headline) for s in reading.stories
    ] == [(day.isoformat(), str(page), f"{head}社成立") for head, day, page in pieces]
    counts = accounted(reading)
    assert set(counts) == {n for n, line in enumerate(text.split("\n"), 1) if line}
    assert set(counts.values()) == {1}
