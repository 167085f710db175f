"""When nothing is proposed: a curator is asked only what the archive leaves open."""

from __future__ import annotations

from dataclasses import replace

import pytest

from beibei_site.cataloguing.proposals import find_proposals
from beibei_site.domain.archive import Archive
from beibei_site.domain.findings import OfficeHeld, ProposalKind
from beibei_site.domain.model import Article, Authority, AuthorityRecord, Facet
from beibei_site.domain.newspaper.jumps import stitch_archive
from beibei_site.domain.reasons import because


def record(facet: Facet, key: str, name: str, **given: object) -> AuthorityRecord:
    return AuthorityRecord(id=key, facet=facet, preferred=name, **given)  # type: ignore[arg-type]


GAO = record("people", "gao-feng", "高峰")
SEEN = Article(id="a", title="", people=("高峰",), body="当天，高峰来得早。")


def proposed(
    kind: ProposalKind,
    articles: list[Article],
    *records: AuthorityRecord,
    offices: dict[str, tuple[OfficeHeld, ...]] | None = None,
    known: frozenset[str] = frozenset(),
) -> list[str]:
    """The reasons of a kind, in short; the persons `known` are those that a curator has written down."""
    facets: dict[Facet, list[AuthorityRecord]] = {}
    for made in records:
        facets.setdefault(made.facet, []).append(made)
    topics = Authority("topics", tuple(facets.get("topics", ())))
    archive, keywords = Archive(articles, records=facets), {a.id: a.keywords for a in articles}
    found = find_proposals(archive, offices or {}, topics, keywords, stitch_archive(archive).unsure, known)
    return [" ".join(str(value) for _, value in p.why.values) for p in found if p.kind == kind]


HELD = OfficeHeld("水利局局长", "2020-01-01", "2020-02-01", ("a",))


@pytest.mark.parametrize(
    ("article", "known", "expected"),
    [
        (SEEN, GAO, ["高峰"]),
        (replace(SEEN, body="高峰来得早，高峰走得晚。"), GAO, []),
        (replace(SEEN, body="水利局局长高峰来得早。"), GAO, []),
        (replace(SEEN, body="高峰说，来得早。"), GAO, []),
        (replace(SEEN, body="来得早。"), GAO, []),
        (replace(SEEN, reviewed=True), GAO, []),
    ],
)
def test_a_person_is_doubted_who_is_named_once_with_nothing_that_tells_one(
    article: Article, known: AuthorityRecord, expected: list[str]
) -> None:
    assert proposed("person", [article], known) == expected
    assert proposed("person", [article], known, offices={"gao-feng": (HELD,)}) == []
    assert proposed("person", [article, replace(article, id="b")], known) == []
    assert proposed("person", [article], known, known=frozenset({GAO.id})) == []


def test_a_part_of_a_foreign_name_may_be_its_short_form() -> None:
    whole, part = record("people", "ya", "亚历·波波夫"), record("people", "bo", "波波夫")
    three = record("people", "yi", "伊万·亚历·波波夫")
    assert proposed("merge", [], whole, part) == ["波波夫 亚历·波波夫"]
    assert proposed("merge", [], three, part) == ["波波夫 伊万·亚历·波波夫"]
    assert proposed("merge", [], whole) == [] == proposed("merge", [], whole, record("people", "bf", "波夫"))


@pytest.mark.parametrize("names", [("高峰", "高锋"), ("高锋", "高峰")])
def test_names_that_sound_alike_are_proposed_in_whatever_order(names: tuple[str, str]) -> None:
    one, other = (
        record("people", key, name) for key, name in zip(("gao-feng", "gao-feng-2"), names, strict=True)
    )
    assert proposed("merge", [], one, other) == [" ".join(names)]


def test_each_person_is_looked_at() -> None:
    people = [record("people", f"p-{n}", name) for n, name in enumerate(("周旭", "高峰", "文静"))]
    articles = [
        Article(id="a", title="", people=("周旭",), body="周旭说，来得早。"),
        Article(id="b", title="", people=("高峰",), body="当天，高峰来得早。", reviewed=True),
        Article(id="c", title="", people=("文静",), body="当天，文静来得早。"),
    ]
    assert proposed("person", articles, *people) == ["文静"]


def test_a_doubted_person_is_shown_in_its_sentence() -> None:
    body = "会议到了下午三点钟才开始，\n当天高峰来得早，走得也很晚。"
    (found,) = find_proposals(
        Archive([replace(SEEN, body=body)], records={"people": [GAO]}), {}, Authority("topics"), {}, ()
    )
    assert [seen.words for seen in found.evidence] == ["…下午三点钟才开始， 当天高峰来得早，走得也很…"]


def test_persons_of_one_name_whom_a_curator_has_told_apart_are_not_merged() -> None:
    same = record("people", "gao-feng-2", "高峰")
    other = record("people", "gao-feng-2", "高锋", variants=("老高",), aliases=("gao",))
    assert proposed("merge", [], GAO, same) == []
    assert proposed("merge", [], GAO, other) == ["高峰 高锋"]
    assert proposed("merge", [], GAO, record("people", "gao-fen", "高芬")) == []
    (found,) = find_proposals(Archive([], records={"people": [other, GAO]}), {}, Authority("topics"), {}, ())
    assert (
        found.edit
        == "# people.yml\ngao-feng-2:\n  name: 高锋\n  variants: [老高, 高峰]\n  aliases: [gao, gao-feng]"
    )


@pytest.mark.parametrize(
    ("offices", "expected"),
    [
        ((HELD, replace(HELD, office="小学教师")), ["高峰"]),
        ((HELD, replace(HELD, office="小学教师"), replace(HELD, office="银行行长")), ["高峰"]),
        ((HELD, replace(HELD, office="水利局干部")), []),
        ((HELD, replace(HELD, office="教育局长")), []),  # the last two letters
        ((HELD, replace(HELD, office="小学教师", first="2021-01-01")), []),
        ((HELD, replace(HELD, office="区领导")), []),
        ((HELD,), []),
        ((HELD, replace(HELD, office="小学教师"), replace(HELD, office="水利局干部")), []),
    ],
)
def test_a_person_is_split_whose_offices_of_a_year_have_nothing_in_common(
    offices: tuple[OfficeHeld, ...], expected: list[str]
) -> None:
    assert proposed("split", [SEEN], GAO, offices={"gao-feng": offices}) == expected
    assert proposed("split", [SEEN], offices={"gao-feng": offices}) == []


def test_a_body_may_be_fuller_by_one_letter() -> None:
    bodies = record("bodies", "zx", "政协会"), record("bodies", "q-zx", "区政协会")
    article = Article(id="a", title="", bodies=("政协会", "区政协会"))
    assert proposed("merge", [article], *bodies) == ["政协会 区政协会"]


SHORT, LONG = record("bodies", "zx", "区政协"), record("bodies", "bb-zx", "北碚区政协")


@pytest.mark.parametrize(
    ("bodies", "others", "expected"),
    [
        ([("区政协", "北碚区政协")], [], ["区政协 北碚区政协"]),
        ([("区政协", "北碚区政协"), ("区政协",)], [], ["区政协 北碚区政协"]),
        ([("区政协", "北碚区政协"), ("区政协",), ("区政协",)], [], []),
        ([("区政协", "北碚区政协")], [record("bodies", "yb-zx", "渝北区政协")], []),
        ([("区政协",), ("北碚区政协",)], [], []),
    ],
)
def test_a_body_is_the_fuller_one_if_they_often_stand_together_and_there_is_one(
    bodies: list[tuple[str, ...]], others: list[AuthorityRecord], expected: list[str]
) -> None:
    articles = [Article(id=f"a-{at}", title="", bodies=names) for at, names in enumerate(bodies)]
    assert proposed("merge", articles, SHORT, LONG, *others) == expected


def test_frequent_keywords_are_topics_unless_something_else_bears_their_name() -> None:
    words = ("铁路", "高峰", "脱贫攻坚", "夏粮")
    articles = [Article(id=f"a-{n}", title="", keywords=(*words[: 5 - n], "铁路")) for n in range(5)]
    topic = record("topics", "relief", "脱贫", terms=(("脱贫", 1.0),))
    assert proposed("topic", articles) == ["铁路 5", "高峰 4", "脱贫攻坚 3"]
    assert proposed("topic", articles, GAO, topic) == ["铁路 5"]
    many = [Article(id=f"a-{n}", title="", keywords=tuple("甲乙丙丁戊己庚辛壬癸")) for n in range(3)]
    assert len(proposed("topic", many)) == 8


def test_a_topic_is_known_by_its_id_its_name_and_its_former_ids() -> None:
    topic = record("topics", "rail", "铁路", variants=("铁道",), aliases=("railway",))
    article = Article(id="a", title="", topics=("rail", "铁路", "铁道", "railway", "rial"))
    assert proposed("unknown-topic", [article], topic) == ["rial"]
    (found,) = find_proposals(Archive([article]), {}, Authority("topics", (topic,)), {}, ())
    assert found.why == because("unknown-topic", topic="rial")
    assert found.edit == "# topics.yml\nnew-topic:\n  name: rial"
