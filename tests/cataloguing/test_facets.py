"""Topics, places, bodies and keywords of an article."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from beibei_site.cataloguing.catalogue import assign_facets
from beibei_site.cataloguing.keywords import choose_keywords, countable
from beibei_site.cataloguing.topics import explain_topic
from beibei_site.content.authority_file import parse_authority
from beibei_site.domain.model import Article
from tests.cataloguing.catalogue import authorities, catalogue, compute_always

HARVEST = "harvest:\n  name: 秋收\n  terms: {秋收: 1, 秋收时节: 2, 收割: 1}\n  without: [秋收起义]\n"


@pytest.mark.parametrize(
    ("body", "has"),
    [
        ("秋收开始，收割机下田。又一处秋收。", True),
        ("秋收开始了。", False),
        ("秋收起义，秋收起义，秋收起义，收割。", False),
        ("秋收时节，收割正忙。", True),
    ],
)
def test_a_topic_needs_enough_of_its_terms(body: str, has: bool) -> None:
    assert (catalogue(body, topics=HARVEST)[0].topics == ("harvest",)) is has


def test_a_heading_counts_double_and_a_supplied_title_is_no_heading() -> None:
    article = Article(id="a", title="秋收", body="收割正忙。")
    supplied = Article(id="b", title="秋收", title_from="supplied", body="收割正忙。")
    done = assign_facets([article, supplied], authorities(topics=HARVEST), remember=compute_always)
    assert [a.topics for a in done] == [("harvest",), ()]


def test_the_reason_for_a_topic_names_its_terms() -> None:
    (record,) = parse_authority(HARVEST, "topics.yml", "topics").records
    reason = explain_topic(record, "秋收", "收割，收割")
    assert reason.score == 4 and dict(reason.terms) == {"秋收": 1, "收割": 2}


def test_places_are_named_in_full_where_the_archive_knows_the_full_form() -> None:
    one, other = catalogue("记者在柳荫镇、金刀峡镇看到，东升村的路通了。", "他从绵阳来到四川省绵阳市江油县。")
    assert one.places == ("柳荫镇", "金刀峡镇", "东升村")
    assert other.places[0] == "绵阳市" and "江油县" in other.places and "绵阳" not in other.places


def test_kinds_of_places_are_no_places() -> None:
    assert catalogue("全区各镇的景区、园区、老城区和贫困村都通了公交。我市山区也一样。")[0].places == ()


def test_bodies_are_found_with_the_words_that_belong_to_them() -> None:
    (article,) = catalogue("西南大学与区政协、北碚区委座谈，重庆市福建商会参加，全局工作有序推进。")
    assert set(article.bodies) == {"西南大学", "区政协", "北碚区委", "重庆市福建商会"}


def test_a_curator_adds_renames_and_rejects_places() -> None:
    file = "dong-po:\n  name: 东坡村\n  variants: [东坡]\nnot: [柳荫镇]\n"
    assert catalogue("柳荫镇的东坡上种满了茶。", places=file)[0].places == ("东坡村",)


def test_keywords_mark_an_article_out() -> None:
    stop = ("。", "x")
    words = [("脱贫", "n"), ("攻坚", "n"), stop, ("蜜蜂", "n"), stop] * 3
    other = [("铁路", "n"), stop, ("蜜蜂", "n"), stop] * 3
    first, second, _ = choose_keywords([countable(words), countable(other), ()])
    assert first[0] == "脱贫攻坚" and second[0] == "铁路" and "攻坚" not in first


def test_what_is_remembered_needs_no_dictionary(monkeypatch: pytest.MonkeyPatch) -> None:
    memory: dict[str, Any] = {}

    def remember(kind: str, key: str, shape: type, compute: Callable[[], Any]) -> Any:
        return memory.setdefault(key, None) or memory.update({key: compute()}) or memory[key]

    articles = [Article(id="a", title="", title_from="supplied", body="区委书记周旭强调，要抓落实。")]
    first = assign_facets(articles, authorities(), remember=remember)
    monkeypatch.setattr("beibei_site.cataloguing.catalogue.dictionary", lambda: pytest.fail("loaded again"))
    assert assign_facets(articles, authorities(), remember=remember) == first
