"""Who held which office, when, by which articles: offices told apart by place and body."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from beibei_site.cataloguing.authority import complete_records
from beibei_site.cataloguing.names.bodies import NOWHERE, Home
from beibei_site.cataloguing.offices import find_offices
from beibei_site.cataloguing.recipe import find_findings
from beibei_site.cataloguing.tenures import group_offices
from beibei_site.content.authority_file import parse_authority
from beibei_site.content.cache import anew
from beibei_site.domain.archive import Archive
from beibei_site.domain.findings import Office
from beibei_site.domain.model import FACETS, Article, Authority
from tests.cataloguing.catalogue import authorities
from tests.conftest import Built

HOME = Home({"区": "柳林区", "市": "渡口市"})


def archive_of(*articles: Article, curated: str = "", home: Home = HOME) -> Archive:
    files = {f: Authority(f) for f in FACETS} | {"bodies": parse_authority(curated, "bodies.yml", "bodies")}
    values: Mapping[str, list[str]] = {f: [v for a in articles for v in a.facet(f)] for f in FACETS}
    return Archive(articles, records={f: complete_records(files[f], values[f], home) for f in FACETS})


def offices_of(*articles: Article, curated: str = "", home: Home = HOME) -> dict[str, Office]:
    archive = archive_of(*articles, curated=curated, home=home)
    offices, _ = group_offices(archive, find_offices(archive, anew), home)
    return {office.title: office for office in offices}


def told(number: int, date: str, text: str, *people: str, bodies: tuple[str, ...] = ()) -> Article:
    return Article(id=f"a-{number}", title="", date=date, people=people, bodies=bodies, body=text)


def holders(office: Office) -> list[tuple[str, str, str, int]]:
    return [(h.person, h.first, h.last, len(h.articles)) for h in office.holders]


def test_one_office_printed_in_three_ways_has_its_holders_in_order() -> None:
    offices = offices_of(
        told(1, "2020-03-30", "区委书记周旭出席。", "周旭", bodies=("区委", "柳林区委")),
        told(2, "2020-04-29", "区委书记、区疫情防控工作总指挥长周旭出席。", "周旭"),
        told(3, "2020-04-30", "中共渡口市柳林区委书记周旭来访。", "周旭"),
        told(4, "2023-02-16", "区委书记王俊出席。", "王俊"),
    )
    assert list(offices) == ["中共渡口市柳林区委书记", "区疫情防控工作总指挥长（柳林区）"]
    secretary, _ = offices.values()
    assert secretary.id == "liu-lin-qu-wei-shu-ji" and secretary.body == "liu-lin-qu-wei"
    assert secretary.forms == ("区委书记", "中共渡口市柳林区委书记") and not secretary.shared
    assert holders(secretary) == [
        ("zhou-xu", "2020-03-30", "2020-04-30", 3),
        ("wang-jun", "2023-02-16", "2023-02-16", 1),
    ]


def test_a_short_form_in_a_list_is_of_the_place_named_before_it() -> None:
    offices = offices_of(
        told(1, "2020-04-29", "青山市委副书记、市长元方来访。", "元方"),
        told(2, "2020-04-30", "市委副书记、市长何庆出席。", "何庆"),
    )
    assert {title: [h.person for h in office.holders] for title, office in offices.items()} == {
        "青山市委副书记": ["yuan-fang"],
        "市长（青山市）": ["yuan-fang"],
        "市委副书记（渡口市）": ["he-qing"],
        "市长（渡口市）": ["he-qing"],
    }


def test_an_office_of_an_unknown_town_is_nobodys() -> None:
    articles = (
        told(1, "2020-04-29", "市委书记元方来访。", "元方"),
        told(2, "2020-04-30", "市委书记何庆出席。", "何庆"),
        told(3, "2020-05-01", "统战部部长李静出席。", "李静", bodies=("统战部",)),
        told(4, "2020-05-01", "中心小学教师文静出席。", "文静"),
    )
    assert offices_of(*articles, home=NOWHERE) == {}
    archive = archive_of(*articles, home=NOWHERE)
    _, held = group_offices(archive, find_offices(archive, anew), NOWHERE)
    assert {p: [(o.office, o.id) for o in offices] for p, offices in held.items()} == {
        "yuan-fang": [("市委书记", "")],
        "he-qing": [("市委书记", "")],
        "li-jing": [("统战部部长", "")],
        "wen-jing": [("中心小学教师", "")],
    }


def test_a_rank_belongs_to_the_body_named_before_it() -> None:
    offices = offices_of(
        told(1, "2020-04-01", "江口大学党委书记、校长李旭锋出席。", "李旭锋", bodies=("江口大学",)),
        told(2, "2020-04-29", "渡口市委常委、统战部部长李静出席。", "李静", bodies=("渡口市委", "统战部")),
    )
    assert [(o.title, o.body) for o in offices.values()] == [
        ("江口大学党委书记", "jiang-kou-da-xue"),
        ("校长（江口大学）", "jiang-kou-da-xue"),
        ("渡口市委常委", "du-kou-shi-wei"),
        ("统战部部长（渡口市委）", "du-kou-shi-wei"),
    ]


def test_a_curator_decides_which_bodies_are_one_and_so_which_offices() -> None:
    curated = "school:\n  name: 渡口中学\n  variants: [二中]\n"
    offices = offices_of(
        told(1, "2020-04-01", "渡口中学校长李旭锋出席。", "李旭锋", bodies=("渡口中学",)),
        told(2, "2021-04-01", "二中校长文静出席。", "文静", bodies=("二中",)),
        curated=curated,
    )
    assert [(o.title, o.forms) for o in offices.values()] == [("渡口中学校长", ("渡口中学校长", "二中校长"))]
    assert [h.person for o in offices.values() for h in o.holders] == ["li-xu-feng", "wen-jing"]


def test_heads_of_a_government_belong_to_it_and_deputies_share_their_office() -> None:
    offices = offices_of(
        told(1, "2020-04-01", "柳林区常务副区长董伦出席。", "董伦", bodies=("区政府",)),
        told(2, "2020-04-02", "区政府常务副区长董伦出席。", "董伦"),
        told(3, "2020-04-03", "区领导吴萍出席。", "吴萍"),
    )
    (deputy,) = offices.values()
    assert (deputy.title, deputy.body, deputy.shared) == ("柳林区常务副区长", "qu-zheng-fu", True)
    assert holders(deputy) == [("dong-lun", "2020-04-01", "2020-04-02", 2)]


def test_the_five_pages_tell_who_was_the_secretary_of_the_district(built: Built) -> None:
    offices = find_findings(built.archive, authorities(), anew).all_offices
    (secretary,) = (o for o in offices if o.id == "bei-bei-qu-wei-shu-ji")
    assert [(h.person, h.first[:4], h.last[:4]) for h in secretary.holders] == [
        ("zhou-xu", "2020", "2020"),
        ("wang-jun", "2023", "2023"),
    ]


PRINTED = st.lists(
    st.sampled_from(["区委书记", "柳林区委书记", "青山区委书记", "市长", "副区长", "教授", "区领导"]),
    min_size=1,
)


@given(
    st.lists(st.tuples(st.sampled_from(["周旭", "何庆", "王俊"]), PRINTED)), st.sampled_from([HOME, NOWHERE])
)
def test_every_office_that_a_text_gives_is_a_persons_once(
    given_offices: list[tuple[str, list[str]]], home: Home
) -> None:
    archive = archive_of(
        *(
            told(n, f"2020-01-{n % 28 + 1:02d}", f"{'、'.join(offices)}{person}出席。", person)
            for n, (person, offices) in enumerate(given_offices)
        ),
        home=home,
    )
    printed = find_offices(archive, anew)
    offices, held = group_offices(archive, printed, home)
    assert set(held) == set(printed)
    ids = [office.id for office in offices]
    assert all(ids) and len(set(ids)) == len(ids)
    for person, joint in printed.items():
        assert {i for o in joint for i in o.articles} == {i for o in held[person] for i in o.articles}
    told_of = {(o.id, h.person, h.articles) for o in offices for h in o.holders}
    assert told_of == {(o.id, p, o.articles) for p, all_held in held.items() for o in all_held if o.id}
