"""Who is found in a text: cases that an editor could write, and what holds for any text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from beibei_site.cataloguing.names.bylines import close_names, mask_staff
from beibei_site.cataloguing.names.mentions import KINDS
from beibei_site.domain.model import Article
from benchmarks.people.corpus import HERE, find_names, read_corpus, score, tag_names
from tests.cataloguing.catalogue import catalogue

CASES = Path(__file__).parent.parent / "cases" / "names.txt"


def read_cases() -> list[tuple[str, str]]:
    found = re.findall(r"^# (.+)\n((?!#).+)", CASES.read_text("utf-8"), re.M)
    assert len(found) >= 15
    return found


@pytest.mark.parametrize(("title", "marked"), read_cases(), ids=lambda value: value[:40])
def test_the_persons_of_a_sentence(title: str, marked: str) -> None:
    (article,) = catalogue(re.sub(r"[{}]", "", marked))
    assert set(article.people) == set(re.findall(r"\{(.+?)\}", marked))


def test_persons_stand_in_the_order_of_their_first_mention() -> None:
    (article,) = catalogue("区长何庆主持会议，区委书记周旭出席。周旭强调，要抓落实。")
    assert article.people == ("何庆", "周旭")


def test_a_name_that_the_archive_bears_out_counts_where_a_text_says_too_little() -> None:
    weak = "大家都夸文静走得快。"
    strong = [
        f"镇党委书记文静强调，要抓好{what}。文静表示，今年是丰年。"
        for what in ("春耕", "秋收", "防汛", "植树")
    ]
    alone, together = catalogue(weak)[0].people, catalogue(weak, *strong)[0].people
    assert (alone, together) == ((), ("文静",))


def test_a_name_in_a_persons_article_counts_everywhere() -> None:
    mine = Article(id="mine", title="", people=("水根阿公",))
    assert catalogue("河边坐着水根阿公。", context=[mine])[0].people == ("水根阿公",)


def test_names_set_wide_are_closed_up() -> None:
    assert catalogue("副局长张 伟、李 强、王建国出席。")[0].people == ("张伟", "李强", "王建国")


def test_a_rejected_string_is_never_a_person() -> None:
    assert catalogue("区委书记周旭强调，要抓落实。", people="not: [周旭]")[0].people == ()


def test_text_that_nobody_has_seen_reaches_the_bar_and_beats_the_tagger() -> None:
    texts, truth = read_corpus(HERE / "held_out.txt")
    ours, taggers = (score(find(texts)["people"], truth["people"])[2] for find in (find_names, tag_names))
    assert ours >= 0.90 and ours > taggers + 0.2


@pytest.mark.parametrize(
    "text", ["【本报讯】（作者 石青）夏粮丰收。", "本报讯作者石青报道：夏粮丰收。", "●作者 石青 夏粮丰收。"]
)
def test_who_wrote_is_nobody_in_the_news(text: str) -> None:
    assert "石青" not in mask_staff(text) and "夏粮丰收。" in mask_staff(text)


def test_the_author_of_a_book_may_be() -> None:
    assert "石青" in mask_staff("《夏粮》（作者石青）一书出版。")


@given(st.text(alphabet="（）记者通讯员本报 ，。周旭\n", max_size=60))
def test_masking_bylines_keeps_every_place(text: str) -> None:
    masked = mask_staff(text)
    assert len(masked) == len(text)
    assert all(new in (old, "。") for old, new in zip(text, masked, strict=True))


@settings(max_examples=60)
@given(st.text(alphabet="周旭何庆区委书记长、，。和出席说记者（）·艾力买提张某A1 \n", max_size=80))
@example(" 何 周")
def test_what_is_found_stands_in_the_text(body: str) -> None:
    (article,) = catalogue(body)
    closed = close_names("\n".join(["", *(line.strip() for line in body.split("\n"))]))
    assert all(name in closed and len(name) >= 2 for kind in KINDS for name in article.facet(kind))
    assert catalogue(body) == (article,)


def test_names_in_traditional_characters_are_found_and_shown_as_printed() -> None:
    (article,) = catalogue("區委書記趙建國強調，綿陽市的水庫已經蓄水。")
    assert article.people == ("趙建國",) and article.places == ("綿陽市",)


@pytest.mark.parametrize("word", ["莱索托", "卢布", "索性", "马达加斯加", "斯瓦希里语", "海关"])
def test_what_a_list_of_places_bodies_adverbs_or_currencies_explains_is_no_person(word: str) -> None:
    bodies = [f"{word}说，今年不同。", f"区领导何庆、{word}、周旭参加。", f"记者从{word}了解到，一切照旧。"]
    assert all(word not in article.people for article in catalogue(*bodies))


def test_persons_before_a_house_or_a_doctrine_are_no_mention() -> None:
    proof = "区委书记周旭强调，要抓落实。周旭指出，今年是丰年。"
    article, _ = catalogue("周旭纪念馆开馆，周旭思想座谈会在周旭广场举行。", proof)
    assert article.people == ()


def test_titles_are_no_part_of_a_name() -> None:
    (article,) = catalogue("张建国县长走访了李红梅老师，王先生、小刘和赵某在场。")
    assert article.people == ("张建国", "李红梅")
