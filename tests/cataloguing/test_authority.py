"""What a curator writes into the authority files, and the ids that stay."""

from __future__ import annotations

import pytest

from beibei_site.cataloguing.authority import AccessPoints, complete_records
from beibei_site.content.authority_file import parse_authority
from beibei_site.domain.archive import Archive
from beibei_site.domain.model import Article, Authority
from beibei_site.domain.problems import SetupError
from tests.cataloguing.catalogue import catalogue

TWO_OF_A_NAME = """\
zhang-wei:
  name: 张伟
  terms: {水利: 1, 水库: 1}
zhang-wei-2:
  name: 张伟
  terms: {小学: 1}
"""


def test_ids_are_made_from_the_pinyin_and_numbered_in_the_order_given() -> None:
    records = complete_records(Authority("people"), ["周旭", "周序", "欧阳静", "周旭"])
    assert [(r.id, r.preferred) for r in records] == [
        ("zhou-xu", "周旭"), ("zhou-xu-2", "周序"), ("ou-yang-jing", "欧阳静"),
    ]  # fmt: skip


def test_a_curators_id_and_a_former_id_are_never_given_away() -> None:
    authority = parse_authority("zhou-xu:\n  name: 周序\n  aliases: [zhou-xu-2]\n", "people.yml", "people")
    records = complete_records(authority, ["周旭", "周序"])
    assert [(r.id, r.preferred) for r in records] == [("zhou-xu", "周序"), ("zhou-xu-3", "周旭")]


@pytest.mark.parametrize("name", ["·", "A·B", "Zoë", "１２"])
def test_any_name_gets_an_id(name: str) -> None:
    (record,) = complete_records(Authority("people"), [name])
    assert record.id and record.id.isascii()


def test_variants_and_former_ids_lead_to_the_record() -> None:
    authority = parse_authority(
        "he-qing:\n  name: 何庆\n  variants: [老何]\n  aliases: [he]\n", "people.yml", "people"
    )
    articles = [
        Article(id=f"a-{n}", title="", people=(value,)) for n, value in enumerate(("何庆", "老何", "he"))
    ]
    archive = Archive(articles, records={"people": complete_records(authority, ["何庆", "老何", "he"])})
    assert [a.id for a in archive.with_entry("people", "he-qing")] == ["a-0", "a-1", "a-2"]


def test_an_article_bears_the_preferred_form() -> None:
    file = "he-qing:\n  name: 何庆\n  variants: [何老庆]\n"
    assert catalogue("村民何老庆说，今年是丰年。", people=file)[0].people == ("何庆",)


def test_homonyms_are_told_apart_by_their_words_and_stand_by_id() -> None:
    water, school = catalogue(
        "副局长张伟说，水库已经蓄水。", "校长张伟说，小学已经开学。", people=TWO_OF_A_NAME
    )
    assert (water.people, school.people) == (("zhang-wei",), ("zhang-wei-2",))


def test_three_mentions_of_a_word_tell_homonyms_apart_as_well_as_seven() -> None:
    file = "a:\n  name: 张伟\n  terms: {水库: 1}\nb:\n  name: 张伟\n  terms: {小学: 2}\n"
    (article,) = catalogue("局长张伟说，" + "水库，" * 7 + "小学，小学。", people=file)
    assert article.people == ("b",)


def test_a_curators_form_is_found_without_a_rule_and_a_rejected_one_is_not() -> None:
    points = AccessPoints.of(parse_authority("a:\n  name: 东坡村\nnot: [柳荫镇]\n", "places.yml", "places"))
    assert points.complete(["柳荫镇", "渡口镇"], "东坡村在柳荫镇") == ["渡口镇", "东坡村"]
    assert points.complete([], "别处") == []


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("zhou-xu:\n  nam: 周旭\n", 2, "nam"),
        ("zhou-xu: 周旭\n", 1, "name:"),
        ("a:\n  name: 甲\nb:\n  name: 乙\n  parent: c\n", 5, "'c'"),
        ("a:\n  name: 甲\nb:\n  name: 乙\n  aliases: [a]\n", 5, "'a'"),
        ("not: 高峰\n", 1, "not"),
        ("a: [\n", 2, "YAML"),
    ],
)
def test_a_mistake_is_named_with_file_and_line(text: str, line: int | None, words: str) -> None:
    with pytest.raises(SetupError) as caught:
        parse_authority(text, "people.yml", "people")
    assert words in str(caught.value) and caught.value.file == "people.yml"
    assert caught.value.line == line
