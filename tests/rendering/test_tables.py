"""Names, offices and mentions as data: what the tables hold, that they validate, that no cell is a formula."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import frictionless
import pytest
from hypothesis import given
from hypothesis import strategies as st

from beibei_site.content.settings import Settings
from beibei_site.domain.archive import Archive
from beibei_site.domain.findings import Findings, Holder, Office, OfficeHeld
from beibei_site.domain.model import Article, AuthorityRecord
from beibei_site.rendering.context import SiteContext
from beibei_site.rendering.keyed import Keyed
from beibei_site.rendering.outline import Told
from beibei_site.rendering.outputs.exports import citation, data_resources, version_of
from beibei_site.rendering.outputs.linked import entry_json_ld
from beibei_site.rendering.outputs.resources import PART, Resource, csv_text, in_chunks, table
from beibei_site.rendering.outputs.tables import tables
from tests.conftest import Built
from tests.rendering.views import source

HELD = OfficeHeld("渡口市长", "2021-03", "2021-09-02", ("a-1", "a-2"), "mayor")
MAYOR = Office(
    id="mayor",
    name="渡口市长",
    body="school",
    holders=(Holder("he-ping", HELD.first, HELD.last, HELD.articles),),
)


def context(**settings: str) -> SiteContext:
    records = {
        "people": [AuthorityRecord(id="he-ping", facet="people", preferred="何平", variants=("老何",))],
        "topics": [AuthorityRecord(id="rice", facet="topics", preferred="水稻")],
        "places": [
            AuthorityRecord(
                id="ford",
                facet="places",
                preferred="渡口市",
                variants=("渡口",),
                at=(29.8, 106.4),
                same_as=("Q11725", "https://viaf.org/viaf/1"),
                aliases=("old-ford",),
            ),
            AuthorityRecord(id="slope", facet="places", preferred="东坡镇"),
        ],
        "bodies": [AuthorityRecord(id="school", facet="bodies", preferred="=渡口中学")],
    }
    articles = [
        Article(
            id="a-1",
            title="何平在渡口",
            date="2021-09-02",
            people=("何平",),
            topics=("rice",),
            places=("渡口市", "东坡镇"),
            body="老何说，渡口市的水稻熟了，渡口的何平来了。",
        ),
        Article(id="a-2", title="", date="2021-03", people=("老何",), bodies=("=渡口中学",), body="开学了。"),
    ]
    findings = Findings(offices={"he-ping": (HELD,)}, all_offices=(MAYOR,), parents={"slope": "ford"})
    return SiteContext(Archive(articles, records=records), Settings(name="渡口旧报", **settings), findings)  # type: ignore[arg-type]


def data(**settings: str) -> tuple[Keyed[SiteContext], list[Keyed[Told]]]:
    made = source(context(**settings))
    return made.outline, [*made.told.values()]


def rows(resources: Iterator[Resource]) -> dict[str, list[dict[str, str]]]:
    return {r.name: list(csv.DictReader(io.StringIO(r.parts[0].file.data.decode()))) for r in resources}


def test_the_tables_hold_names_offices_and_where_they_are_mentioned() -> None:
    made = rows(tables(*data()))
    (person,) = made["people"]
    assert person["variants"] == "老何" and person["articles"] == "2"
    assert person["offices"] == "渡口市长 2021-03/2021-09-02 [a-1 a-2]"
    assert (person["first"], person["last"]) == ("2021-03", "2021-09-02")
    ford, slope = made["places"]
    assert (ford["latitude"], ford["longitude"], ford["former_ids"]) == ("29.8", "106.4", "old-ford")
    assert ford["same_as"] == "https://www.wikidata.org/entity/Q11725;https://viaf.org/viaf/1"
    assert (slope["parent"], slope["latitude"]) == ("ford", "")
    assert made["offices"] == [
        {
            "office": "mayor",
            "name": "渡口市长",
            "body": "school",
            "person": "he-ping",
            "person_name": "何平",
            "first": "2021-03",
            "last": "2021-09-02",
            "articles": "a-1;a-2",
        }
    ]
    assert [tuple(row.values()) for row in made["mentions"]] == [
        ("a-2", "people", "he-ping", "", "0"),
        ("a-2", "bodies", "school", "", "0"),
        ("a-1", "people", "he-ping", "何平", "2"),
        ("a-1", "people", "he-ping", "老何", "1"),
        ("a-1", "topics", "rice", "", "0"),
        ("a-1", "places", "ford", "渡口", "2"),
        ("a-1", "places", "ford", "渡口市", "1"),
        ("a-1", "places", "slope", "", "0"),
    ]


def test_a_small_package_validates_and_a_wrong_reference_does_not(tmp_path: Path) -> None:
    resources = data_resources(*data())
    (tmp_path / "data").mkdir()
    for r in resources:
        (tmp_path / r.parts[0].file.path).write_bytes(r.parts[0].file.data)
    package = {"name": "p", "profile": "data-package", "resources": [r.descriptor() for r in resources]}
    descriptor = tmp_path / "data" / "datapackage.json"
    descriptor.write_text(json.dumps(package), encoding="utf-8")
    assert frictionless.validate(str(descriptor)).valid
    for r in package["resources"]:
        assert isinstance(r, dict)
        del r["bytes"], r["hash"]
    offices = tmp_path / "data" / "offices.csv"
    offices.write_text(offices.read_text(encoding="utf-8").replace("he-ping", "nobody"), encoding="utf-8")
    descriptor.write_text(json.dumps(package), encoding="utf-8")
    report = frictionless.validate(str(descriptor))
    assert {error[0] for error in report.flatten(["type"])} == {"foreign-key"}


def test_a_long_table_lies_in_several_files_of_whole_rows(tmp_path: Path) -> None:
    rows = [{"id": f"a-{number}"} for number in range(PART + 2)]
    long = table("articles", "one a row", (("id", "string", "id"),), in_chunks(rows, str, list), ["id"])
    assert [(part.file.path, part.rows) for part in long.parts] == [
        ("data/articles.csv", PART),
        ("data/articles.2.csv", 2),
    ]
    (tmp_path / "data").mkdir()
    for part in long.parts:
        (tmp_path / part.file.path).write_bytes(part.file.data)
    package = tmp_path / "data/datapackage.json"
    package.write_text(json.dumps({"name": "p", "resources": [long.descriptor()]}), encoding="utf-8")
    assert frictionless.validate(str(package)).valid
    read = frictionless.Package(str(package)).get_resource("articles").read_rows()
    assert [row["id"] for row in read] == [row["id"] for row in rows]
    assert [
        part.rows
        for part in table("none", "", (("id", "string", ""),), in_chunks([], str, list), ["id"]).parts
    ] == [0]


@given(st.lists(st.one_of(st.text(max_size=8), st.lists(st.text(max_size=4), max_size=3)), min_size=1))
def test_no_cell_is_a_formula_and_none_loses_its_text(values: list[str | list[str]]) -> None:
    made = csv_text(["value"], [{"value": value} for value in values])
    cells = [row[0] if row else "" for row in csv.reader(io.StringIO(made, newline=""))][1:]
    for value, cell in zip(values, cells, strict=True):
        plain = re.sub("\r\n?", "\n", ";".join(value) if isinstance(value, list) else value)
        assert not cell.startswith(("=", "+", "-", "@"))
        assert cell in (plain, f"'{plain}")


def test_every_entry_of_the_five_pages_is_in_a_table_and_every_mention_leads_to_one(built: Built) -> None:
    folder = built.folders.output / "data"
    made = {
        p.stem: list(csv.DictReader(io.StringIO(p.read_text(encoding="utf-8")))) for p in folder.glob("*.csv")
    }
    for facet in ("people", "topics", "places", "bodies"):
        assert {row["id"] for row in made[facet]} == {r.id for r in built.archive.entries(facet)}  # type: ignore[arg-type]
        assert all((built.folders.output / row["path"]).is_file() for row in made[facet])
    for row in made["mentions"]:
        assert built.archive.by_id[row["article"]]
        assert row["entry"] in {r["id"] for r in made[row["facet"]]}
    secretary = [row for row in made["offices"] if row["office"] == "bei-bei-qu-wei-shu-ji"]
    assert [(row["person_name"], row["first"][:4]) for row in secretary] == [
        ("周旭", "2020"),
        ("王俊", "2023"),
    ]


def test_the_data_page_names_every_file_with_its_size_and_how_to_cite(built: Built) -> None:
    folder = built.folders.output / "data"
    html = (folder / "index.html").read_text(encoding="utf-8")
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert package["citation"] in html and package["version"] in package["citation"]
    for resource in package["resources"]:
        assert f'href="{resource["path"]}"' in html
        assert resource["bytes"] == (folder / resource["path"]).stat().st_size


def test_the_version_of_the_data_is_that_of_what_they_say() -> None:
    one, other = data_resources(*data()), data_resources(*data(license="CC0"))
    assert version_of(one) == version_of(other) != version_of(one[1:])
    at = context(base_url="https://example.org/a/")
    assert citation(at, one) == f"渡口旧报[DS/OL]. {version_of(one)}. https://example.org/a/data/index.html."
    assert citation(context(), one) == f"渡口旧报[DS]. {version_of(one)}."


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        (("people", "he-ping"), {"@type": "Person", "name": "何平", "alternateName": ["老何"]}),
        (
            ("places", "ford"),
            {
                "@type": "Place",
                "sameAs": ["https://www.wikidata.org/entity/Q11725", "https://viaf.org/viaf/1"],
                "geo": {"@type": "GeoCoordinates", "latitude": 29.8, "longitude": 106.4},
            },
        ),
        (("places", "slope"), {"containedInPlace": {"@type": "Place", "name": "渡口市"}}),
        (
            ("bodies", "school"),
            {"@type": "Organization", "url": "https://example.org/bodies/school.html"},
        ),
    ],
)
def test_json_ld_says_what_an_entry_is(key: tuple[str, str], expected: dict[str, object]) -> None:
    made = json.loads(entry_json_ld(context(base_url="https://example.org"), key))  # type: ignore[arg-type]
    assert made["@context"] == "https://schema.org" and expected.items() <= made.items()


def test_a_topic_has_no_json_ld() -> None:
    assert entry_json_ld(context(), ("topics", "rice")) == ""
