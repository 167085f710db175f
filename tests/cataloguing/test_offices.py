"""Offices over time and proposals for the curator."""

from __future__ import annotations

import pytest

from beibei_site.cataloguing.authority import complete_records
from beibei_site.cataloguing.offices import find_offices, office_before
from beibei_site.cataloguing.recipe import find_findings
from beibei_site.content.cache import anew
from beibei_site.domain.archive import Archive
from beibei_site.domain.findings import Evidence, Findings, Proposal, ProposalKind
from beibei_site.domain.model import FACETS, Article, Authority
from beibei_site.domain.reasons import because
from tests.cataloguing.catalogue import authorities
from tests.conftest import Built


def archive_of(*articles: Article) -> Archive:
    return Archive(
        articles,
        records={
            f: complete_records(Authority(f), (v for a in articles for v in a.facet(f))) for f in FACETS
        },
    )


def findings_of(*articles: Article) -> Findings:
    return find_findings(archive_of(*articles), authorities(), anew)


def proposals_of(kind: ProposalKind, *articles: Article) -> list[Proposal]:
    return [p for p in findings_of(*articles).proposals if p.kind == kind]


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("区委副书记、区长何庆主持会议", "区委副书记、区长"),
        ("会议由市水利局局长何庆主持", "市水利局局长"),
        ("村民何庆说", ""),
        ("何庆说", ""),
        ("区长何庆", ""),
        ("副区长何庆", "副区长"),
        ("区委书记、区长何庆", "区委书记、区长"),
        ("全区的老师、区委书记何庆", "老师、区委书记"),
        ("石村党支部书记、村民何庆", ""),
        ("区委书记孟云和何庆", ""),
        ("出席会议的区委书记何庆", "区委书记"),
        ("市" * 26 + "区委书记何庆", "市" * 26 + "区委书记"),
        ("市" * 27 + "区委书记何庆", "市" * 26 + "区委书记"),
        ("重庆市福建商会会长、融汇集团董事长何庆一行", "重庆市福建商会会长、融汇集团董事长"),
    ],
)
def test_the_office_before_a_name(text: str, office: str) -> None:
    assert office_before(text, text.index("何庆")) == office


def test_offices_follow_each_other_with_their_dates_and_articles() -> None:
    archive = archive_of(
        Article(id="c", title="", date="2023-02-16", people=("董伦",), body="区政协主席董伦参加。"),
        Article(id="a", title="", date="2020-04-01", people=("董伦",), body="北碚区常务副区长董伦介绍情况。"),
        Article(id="b", title="", date="2020-04-30", people=("董伦",), body="北碚区常务副区长董伦出席。"),
    )
    ((person, tenures),) = find_offices(archive, anew).items()
    assert person == "dong-lun"
    assert [(t.office, t.first, t.last, t.articles) for t in tenures] == [
        ("北碚区常务副区长", "2020-04-01", "2020-04-30", ("a", "b")),
        ("区政协主席", "2023-02-16", "2023-02-16", ("c",)),
    ]


def test_an_office_that_several_hold_goes_along_the_list() -> None:
    body = "区委书记周旭、区长何庆出席，区政协副主席韩燕、梁萍参加，袁宏列席。"
    people = ("周旭", "何庆", "韩燕", "梁萍", "袁宏")
    found = find_offices(archive_of(Article(id="a", title="", people=people, body=body)), anew)
    assert {p: [t.office for t in ts] for p, ts in found.items()} == {
        "zhou-xu": ["区委书记"],
        "han-yan": ["区政协副主席"],
        "liang-ping": ["区政协副主席"],
    }


def test_names_that_sound_alike_are_proposed_for_a_merge() -> None:
    one = Article(id="a", title="", people=("周旭",), body="区委书记周旭出席。")
    two = Article(id="b", title="", people=("周序",), body="区委书记周序出席。")
    (proposal,) = proposals_of("merge", one, two)
    assert "variants: [周序]" in proposal.edit and "aliases: [zhou-xu-2]" in proposal.edit
    assert proposal.evidence == (Evidence("周旭", ("a",)), Evidence("周序", ("b",)))
    assert proposal.why == because("same-sound", one="周旭", other="周序")


def test_a_short_foreign_name_is_proposed_for_a_merge() -> None:
    one = Article(id="a", title="", people=("安德烈·波波夫",), body="外长安德烈·波波夫来访。")
    two = Article(id="b", title="", people=("波波夫",), body="外长波波夫来访。")
    assert because("short-form", short="波波夫", full="安德烈·波波夫") in [
        p.why for p in proposals_of("merge", one, two)
    ]


def test_offices_without_a_word_in_common_in_one_year_are_proposed_for_a_split() -> None:
    one = Article(id="a", title="", date="2020-01-02", people=("张伟",), body="水利局局长张伟说。")
    two = Article(id="b", title="", date="2020-03-02", people=("张伟",), body="中心小学教师张伟说。")
    (proposal,) = proposals_of("split", one, two)
    assert "zhang-wei-2:" in proposal.edit


def test_a_name_seen_once_without_an_office_is_put_to_the_curator() -> None:
    article = Article(id="a", title="", people=("高峰",), body="当天，高峰来得早。")
    (proposal,) = proposals_of("person", article)
    assert "not: [高峰]" in proposal.edit
    assert proposal.evidence == (Evidence("…当天，高峰来得早。…", ("a",)),)


def test_a_keyword_of_several_articles_is_proposed_as_a_topic() -> None:
    articles = [Article(id=f"a-{n}", title="", keywords=("铁路复建",), body="铁路") for n in range(3)]
    (proposal,) = proposals_of("topic", *articles)
    assert "铁路复建" in proposal.edit
    assert proposal.why == because("frequent-keyword", word="铁路复建", count=3)


def test_the_five_pages_tell_the_careers_of_those_they_name(built: Built) -> None:
    offices = {p: [t.office for t in ts] for p, ts in find_offices(built.archive, anew).items()}
    assert offices["dong-lun"][0] == "北碚区委常委、常务副区长"
    assert offices["dong-lun"][-1] == "区政协主席"


def test_a_topic_that_no_file_knows_is_put_to_the_curator_once() -> None:
    one = Article(id="a", title="", topics=("harvset", "harvset"))
    two = Article(id="b", title="", topics=("harvset",))
    (proposal,) = proposals_of("unknown-topic", one, two)
    assert proposal.why == because("unknown-topic", topic="harvset")
    assert proposal.evidence == (Evidence("", ("a", "b")),)


def test_a_body_with_and_without_its_place_is_proposed_for_a_merge() -> None:
    article = Article(id="a", title="", bodies=("区政协", "北碚区政协"), body="区政协")
    (proposal,) = proposals_of("merge", article)
    assert proposal.why == because("short-form", short="区政协", full="北碚区政协")
