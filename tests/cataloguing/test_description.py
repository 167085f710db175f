"""A story becomes an article: what is supplied or restored is marked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beibei_site.cataloguing.description import build_article, build_body, supply_title
from beibei_site.cataloguing.twins import Borrowed
from beibei_site.content.body import Body, Lacuna, Part, Restored, parse_body
from beibei_site.domain.issue import IssueData, Printed
from beibei_site.domain.model import Block, BlockKind, Credit, Heading, IssueDate, Jump, Story
from beibei_site.domain.spans import Span
from tests.cataloguing.stories import story

KINDS: tuple[BlockKind, ...] = ("credit", "paragraph", "caption", "crosshead", "note", "paragraph")
SPAN = (Span("a.txt", 1, 1),)


@pytest.mark.parametrize(
    ("opening", "title"),
    [
        ("本报讯（记者 石青）6月8日，全市夏粮收购启动。二十个收购点开秤。", "全市夏粮收购启动"),
        ("新华社北京6月8日电 夏粮收购启动！", "夏粮收购启动"),
        ("2020年6月8日至10日上午，夏粮收购启动；", "夏粮收购启动"),
        *((f"{day}，夏粮收购启动？", "夏粮收购启动") for day in "近日 日前 昨日 昨天 今天".split()),
        ("昨夏粮收购启动。", "昨夏粮收购启动"),
        ("“夏粮收购启动。”他说。", "夏粮收购启动"),
        ("稻" * 30 + "。", "稻" * 30),
        ("稻" * 31 + "。", "稻" * 30 + "…"),
        ("稻" * 10 + "，" + "麦" * 30 + "。", "稻" * 10 + "…"),
        ("稻" * 9 + "，" + "麦" * 30 + "。", "稻" * 9 + "，" + "麦" * 20 + "…"),
        ("稻" * 12 + "，" + "麦" * 17 + "，" + "豆" * 9, "稻" * 12 + "，" + "麦" * 17 + "…"),
        ("稻" * 12 + "：" + "麦" * 12 + "，" + "豆" * 12, "稻" * 12 + "：" + "麦" * 12 + "…"),
        ("。", "（无题）"),
        ("本报讯（记者 石青）", "（无题）"),
    ],
)
def test_a_title_is_supplied_from_the_first_sentence(opening: str, title: str) -> None:
    assert supply_title(story(opening, "第二段。")) == title


def test_a_story_without_a_paragraph_has_no_title() -> None:
    assert supply_title(story()) == "（无题）"
    assert supply_title(story("![](images/1.jpg)")) == supply_title(story("a" * 90)) == "（无题）"


@given(st.text("本报讯新华社记者6月8日，。；：“稻麦豆（）", max_size=80))
def test_a_supplied_title_is_short_and_in_the_words_of_the_story(text: str) -> None:
    title = supply_title(story(text))
    assert 1 <= len(title) <= 31
    assert title == "（无题）" or title.removesuffix("…") in text


def test_captions_credits_and_notes_stand_at_the_end() -> None:
    blocks = tuple(Block(kind, str(at), SPAN) for at, kind in enumerate(KINDS))
    body = build_body(blocks)
    assert [(part.kind, part.text) for part in body.parts] == [
        ("paragraph", "1"), ("crosshead", "3"), ("paragraph", "5"), ("note", "0"), ("caption", "图：2"), ("note", "4"),
    ]  # fmt: skip


def test_a_lost_end_is_a_lacuna_unless_the_twin_prints_it() -> None:
    blocks = story("第一段。", "宝贵意", cut=True).blocks
    whole = Part("paragraph", ("第一段。",))
    assert build_body(blocks) == Body((whole, Part("paragraph", ("宝贵意", Lacuna()))))
    restored = build_body(blocks, Borrowed("b-1", None, {blocks[1]: "见。"}))
    assert restored == Body((whole, Part("paragraph", ("宝贵意", Restored("见。", "b-1")))))
    elsewhere = build_body(blocks, Borrowed("b-1", None, {blocks[0]: "见。"}))
    assert elsewhere == build_body(blocks)


def test_an_article_bears_all_that_the_story_tells() -> None:
    credits, jump = (Credit("记者", "石青"),), Jump("to", 3)
    made = Story(
        heading=Heading("题", "引", ("副",)), blocks=story("文。").blocks, spans=SPAN, kind="sidebar",
        credits=credits, jump=jump, confidence=0.5,
    )  # fmt: skip
    article = build_article(
        made, "a-1", IssueDate("2020-04", "page"), twins=("b-1",), issue=IssueData(page=Printed("2", "folio"))
    )
    assert (article.id, article.title, article.title_from, article.kicker, article.deck) == (
        "a-1", "题", "headline", "引", ("副",)
    )  # fmt: skip
    assert (article.date, article.date_from, article.kind, article.page) == (
        "2020-04",
        "page",
        "sidebar",
        "2",
    )
    assert (article.byline, article.jump, article.confidence) == (credits, jump, 0.5)
    assert (article.twins, article.source, article.body) == (("b-1",), SPAN, "文。")


def test_a_borrowed_or_supplied_title_is_marked() -> None:
    borrowed = Borrowed("b-1", Heading("题", "引"))
    twin = build_article(story("文。", kicker="引"), "a-1", IssueDate(), borrowed=borrowed)
    assert (twin.title, twin.title_from, twin.kicker, twin.date_from) == ("题", "twin", "引", "unknown")
    supplied = build_article(
        story("文。", kicker="引"), "a-1", IssueDate(), borrowed=Borrowed("b-1", None, {})
    )
    assert (supplied.title, supplied.title_from, supplied.kicker) == ("文", "supplied", "引")


@given(st.lists(st.text("甲乙#>-1. *〔〕…", min_size=1, max_size=9).map(lambda t: f"甲{t}乙"), max_size=4))
def test_no_word_of_a_story_is_lost_in_its_article(paragraphs: list[str]) -> None:
    article = build_article(story(*paragraphs, cut=True), "a-1", IssueDate())
    assert [part.printed for part in parse_body(article.body).parts] == paragraphs
