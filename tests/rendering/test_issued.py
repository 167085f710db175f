"""One day of issue in every format, read by parsers of others; and none where no page prints one."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import bibtexparser
import extruct
import feedparser
import pytest
import rispy
from citeproc.source.json import CiteProcJSON
from lxml import etree, html

from beibei_site.content.cache import anew
from beibei_site.content.settings import Settings
from beibei_site.domain.archive import Archive
from beibei_site.domain.findings import Findings
from beibei_site.domain.model import Article, Span
from beibei_site.domain.record import PageRecord, SourcePage
from beibei_site.rendering.plan import source_of
from beibei_site.rendering.site import render_site
from tests.conftest import ROOT, Built

ADDRESS = "https://example.org/a/"
STORY = "2021-09-02"  # the day of every story
# The day of issue of each article, as it is known: from the record of its page, or from its own file.
ISSUED = {
    "record": "2021-09-03",
    "own": "2021-09-04",
    "month": "2021-09",
    "year": "2021",
    "doubt": "2021-09-05~",
    "span": "2021-09-05/2021-09-06",
    "unknown": "",
}
EXACT = ("record", "own", "month", "year", "unknown")


@cache
def made() -> dict[str, str]:
    """The files of a small archive."""
    articles = [
        Article(
            id=name,
            title=f"秋粮开镰 {name}",
            date=STORY,
            date_from="dateline",
            issued="" if name == "record" else issued,
            issued_from=None if name == "record" or not issued else "curator",
            source=(Span("a.txt", 1, 1),) if name == "record" else (),
            body="渡口镇秋粮开镰。",
        )
        for name, issued in ISSUED.items()
    ]
    page = SourcePage(PageRecord(file="a.txt", key="a", issued=ISSUED["record"], page="2"), ("渡口镇",))
    rendered = render_site(
        source_of(
            Archive(articles, pages=[page]),
            Settings(name="渡口文库", paper="渡口报", base_url=ADDRESS),
            Findings(),
            anew,
        ),
        templates=(ROOT / "templates",),
        static=(),
    )
    return {file.path: file.data.decode() for file in rendered if not file.path.endswith(".zip")}


def page_of(name: str) -> str:
    return made()[f"articles/{name}.html"]


def cited(name: str, form: str) -> str:
    (found,) = html.fromstring(page_of(name)).xpath(f"//*[@id='cite-{form}']")
    return str(found.text_content())


def gbt(name: str) -> str:
    """By the standard's own form of a newspaper article online."""
    form = r"(?P<title>.+)\[N/OL\]\. 渡口报, (?P<date>\S+?)(?:\((?P<page>\w+)\))?\[引用日期\]\. https://\S+\."
    match = re.fullmatch(form, cited(name, "gbt"))
    assert match and (match["page"] or "") == ("2" if name == "record" else "")
    return "" if match["date"] == "[出版日期不详]" else match["date"]


def bibtex(name: str) -> str:
    (entry,) = bibtexparser.parse_string(cited(name, "bibtex")).entries
    fields = {key: field.value for key, field in entry.fields_dict.items()}
    day = fields.get("date", "")
    year, month = fields.get("year", ""), fields.get("month", "")
    assert day.startswith(year) and (not month or int(day[5:7]) == int(month))
    return day


def ris(name: str) -> str:
    (entry,) = rispy.loads(cited(name, "ris"))
    assert entry["type_of_reference"] == "NEWS" and entry.get("year", "") == ISSUED[name][:4]
    return str(entry.get("date", "")).replace("/", "-")


def csl(name: str) -> str:
    source = CiteProcJSON(json.loads(cited(name, "csl")))
    issued = source[name].get("issued")
    if issued is None:
        return ""
    return "-".join(f"{part:02d}" for key in ("year", "month", "day") if (part := issued.get(key)))


def highwire(name: str) -> str:
    tags = html.fromstring(page_of(name)).xpath("//meta[@name='citation_publication_date']/@content")
    return "".join(tags).replace("/", "-")


def dublin_core(name: str) -> str:
    found = extruct.extract(page_of(name), syntaxes=["dublincore"])["dublincore"][0]["elements"]
    named = {element["name"].lower(): element["content"] for element in found}
    assert named["dc.coverage"] == STORY
    return str(named.get("dc.date", ""))


def json_ld(name: str) -> str:
    (item,) = extruct.extract(page_of(name), syntaxes=["json-ld"])["json-ld"]
    assert item["@type"] == "NewsArticle" and item["temporalCoverage"] == STORY
    day, whole = item.get("datePublished", ""), item["isPartOf"]
    assert whole.get("datePublished", "") == day
    paper = whole["isPartOf"] if whole["@type"] == "PublicationIssue" else whole
    assert (whole["@type"] == "PublicationIssue") == bool(ISSUED[name])
    assert paper == {"@type": "Newspaper", "name": "渡口报"}
    return str(day)


def table(name: str) -> str:
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(made()["data/articles.csv"]))}
    lines = {row["id"]: row for row in map(json.loads, made()["data/articles.jsonl"].splitlines())}
    assert rows[name]["issued"] == lines[name]["issued"] and rows[name]["date"] == STORY
    assert rows[name]["page"] == ("2" if name == "record" else "")
    origin = "page-record" if name == "record" else "curator" if ISSUED[name] else ""
    assert rows[name]["issued_from"] == lines[name]["issued_from"] == origin
    return rows[name]["issued"]


def sitemap(name: str) -> str:
    tree = etree.fromstring(made()["sitemap.xml"].encode())
    named = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    found = tree.xpath(f"//s:url[contains(s:loc, 'articles/{name}.')]/s:lastmod/text()", namespaces=named)
    return "".join(map(str, found))


def feed_entry(name: str) -> feedparser.FeedParserDict:
    entries = feedparser.parse(made()["feeds/all.xml"]).entries
    return next(entry for entry in entries if entry.title.endswith(f" {name}"))


@pytest.mark.parametrize("name", EXACT)
@pytest.mark.parametrize(
    "read", [gbt, bibtex, ris, csl, highwire, dublin_core, json_ld, table, sitemap], ids=lambda f: f.__name__
)
def test_every_format_says_the_same_day_of_issue(read: Callable[[str], str], name: str) -> None:
    assert read(name) == ISSUED[name]


def test_feeds_say_the_day_of_issue_or_none() -> None:
    assert feed_entry("record").published == "2021-09-03T00:00:00Z" == feed_entry("record").updated
    assert "published" not in feed_entry("unknown") and "published" not in feed_entry("doubt")
    assert feed_entry("unknown").updated == "1970-01-01T00:00:00Z"
    assert {feed_entry(name).dcterms_temporal for name in ISSUED} == {STORY}
    items = {item["title"].split()[-1]: item for item in json.loads(made()["feeds/all.json"])["items"]}
    assert items["own"]["date_published"] == "2021-09-04T00:00:00Z"
    assert "date_published" not in items["unknown"] and "date_published" not in items["doubt"]
    assert {name: item["_archive"]["issued"] or "" for name, item in items.items()} == ISSUED


def test_a_day_in_doubt_is_nowhere_given_as_certain() -> None:
    assert gbt("doubt") == "[2021-09-05]" and gbt("span") == "2021-09-05/2021-09-06"
    assert bibtex("doubt") == dublin_core("doubt") == table("doubt") == "2021-09-05~"
    assert not any(read("doubt") for read in (highwire, json_ld, sitemap))
    (item,) = json.loads(cited("doubt", "csl"))
    assert item["issued"] == {"date-parts": [[2021, 9, 5]], "circa": True}
    (item,) = json.loads(cited("span", "csl"))
    assert item["issued"] == {"date-parts": [[2021, 9, 5], [2021, 9, 6]]}
    assert "DA  -" not in cited("doubt", "ris") and "PY  -" not in cited("doubt", "ris")
    assert "出版日期：约2021年9月5日（编者所定）" in cited("doubt", "ris")


@pytest.mark.parametrize("name", ISSUED)
def test_notes_tell_the_story_s_day_in_words_and_of_an_unknown_issue(name: str) -> None:
    for form in ("bibtex", "ris", "csl"):
        assert "报道之事：2021年9月2日（据电头）" in cited(name, form)
        assert ("出版日期不详" in cited(name, form)) == (name == "unknown")
    line = " ".join(
        html.fromstring(page_of(name)).xpath("//p[@class='provenance']")[0].text_content().split()
    )
    assert "报道之事：2021年9月2日 （据电头）" in line
    assert ("出版日期不详" in line) == (name == "unknown")


def test_no_article_of_the_five_pages_states_a_day_of_issue(built: Built) -> None:
    """No page prints one; the days of the stories must not stand in its place."""
    output: Path = built.folders.output
    assert len(built.archive.articles) == 25
    for article in built.archive.articles:
        text = (output / "articles" / f"{article.id}.html").read_text("utf-8")
        assert "citation_publication_date" not in text and "DC.date" not in text
        assert "datePublished" not in text and "北碚报, [出版日期不详]." in text
        for form in ("bibtex", "ris", "csl"):
            (block,) = re.findall(rf'<pre id="cite-{form}"[^>]*>(.*?)</pre>', text, re.S)
            assert not re.search(r"^ *(date|year|month|DA|PY|.?issued)\b", block, re.M), block
    for feed in (output / "feeds").rglob("*.xml"):
        assert "<published>" not in feed.read_text("utf-8")
    with (output / "data" / "articles.csv").open(encoding="utf-8", newline="") as file:
        assert {row["issued"] + row["issued_from"] for row in csv.DictReader(file)} == {""}
