"""What machines read of the built site: feeds, data, Markdown, JSON-LD; and how much a page weighs."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from pathlib import Path

import frictionless
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from beibei_site.content.body import plain
from beibei_site.content.cache import anew
from beibei_site.content.frontmatter import parse_article
from beibei_site.content.settings import Settings
from beibei_site.rendering.jinja.environment import make_environment
from beibei_site.rendering.outputs.sitemaps import Listed, sitemaps
from beibei_site.rendering.outputs.zipped import pack, zipped
from beibei_site.rendering.plan import source_of
from beibei_site.rendering.site import render_site
from tests.conftest import ROOT, Built
from tests.rendering.test_language import archive, files

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def site(built: Built) -> Path:
    return built.folders.output


def test_atom_feeds_follow_their_schema(site: Path) -> None:
    schema = etree.RelaxNG(etree.parse(str(Path(__file__).with_name("atom.rng"))))
    feeds = sorted((site / "feeds").rglob("*.xml"))
    assert len(feeds) > 3
    for path in feeds:
        tree = etree.parse(str(path))
        assert schema.validate(tree), f"{path.name}: {schema.error_log}"
        moments = [e.findtext(f"{ATOM}updated") or "" for e in tree.getroot().iter(f"{ATOM}entry")]
        assert moments == sorted(moments, reverse=True)
        ids = [e.text for e in tree.getroot().iter(f"{ATOM}id")]
        assert len(set(ids)) == len(ids)


def test_the_json_feed_says_the_same(site: Path) -> None:
    feed = json.loads((site / "feeds" / "all.json").read_text(encoding="utf-8"))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    tree = etree.parse(str(site / "feeds" / "all.xml"))
    titles = [e.findtext(f"{ATOM}title") for e in tree.getroot().iter(f"{ATOM}entry")]
    assert titles and [item["title"] for item in feed["items"]] == titles
    assert all(item["id"].startswith("urn:uuid:") and item["content_text"] for item in feed["items"])


def test_links_of_feeds_lead_to_articles(site: Path) -> None:
    for path in sorted((site / "feeds").rglob("*.xml")):
        for entry in etree.parse(str(path)).getroot().iter(f"{ATOM}entry"):
            link = entry.find(f"{ATOM}link")
            assert link is not None
            assert (path.parent / link.attrib["href"]).resolve().is_file()


def test_the_data_package_validates(site: Path) -> None:
    report = frictionless.validate(str(site / "data" / "datapackage.json"))
    assert report.valid, report.flatten(["type", "note"])


def test_the_data_hold_every_article(built: Built, site: Path) -> None:
    with (site / "data" / "articles.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["id"]: row for row in csv.DictReader(file)}
    lines = (site / "data" / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    objects = {item["id"]: item for item in map(json.loads, lines)}
    assert set(rows) == set(objects) == {a.id for a in built.archive.articles}
    for article in built.archive.articles:
        row = rows[article.id]
        assert (row["title"], row["date"], row["title_from"]) == (
            article.title,
            article.date,
            article.title_from,
        )
        assert row["text"] == objects[article.id]["text"] == plain(article.body)
        assert (site / row["path"]).is_file()


def test_the_markdown_of_a_year_holds_its_content_files(built: Built, site: Path) -> None:
    found = {}
    for path in sorted((site / "data").glob("markdown-*.zip")):
        with zipfile.ZipFile(path) as archive:
            found |= {name: archive.read(name).decode() for name in archive.namelist()}
            assert all(
                f"date: {path.stem[-4:]}" in archive.read(name).decode() for name in archive.namelist()
            )
    assert {name: parse_article(text, name) for name, text in found.items()} == {
        f"{article.id}.md": article for article in built.archive.articles
    }


def test_an_article_s_markdown_lies_beside_it_if_the_settings_ask_for_it() -> None:
    made = dict(files("zh-CN", markdown=True))
    assert made["articles/a-1.md"].startswith("---\nid: a-1\n")
    assert 'href="a-1.md"' in made["articles/a-1.html"] and "articles/a-1.md" not in dict(files("zh-CN"))


def _data_block(html: str) -> dict[str, object]:
    match = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)
    assert match
    value: dict[str, object] = json.loads(match[1])
    return value


def test_json_ld_has_what_a_news_article_needs(built: Built, site: Path) -> None:
    for article in built.archive.articles:
        item = _data_block((site / "articles" / f"{article.id}.html").read_text(encoding="utf-8"))
        assert item["@context"] == "https://schema.org" and item["@type"] == "NewsArticle"
        assert str(item["headline"]).startswith(article.title)
        assert item["inLanguage"] == "zh-CN"
        assert "datePublished" not in item and item["temporalCoverage"] == article.date
        assert item["isPartOf"] == {"@type": "Newspaper", "name": "北碚报"}


def test_a_title_that_no_page_prints_is_marked_for_machines_too(built: Built, site: Path) -> None:
    supplied = [a for a in built.archive.articles if a.title_from == "supplied"]
    assert supplied
    feed = (site / "feeds" / "all.xml").read_text(encoding="utf-8")
    for article in supplied:
        html = (site / "articles" / f"{article.id}.html").read_text(encoding="utf-8")
        marked = f"{article.title}（自拟题名）"
        assert f"<title>{marked}" in html
        assert f'<meta name="citation_title" content="{marked}">' in html
        assert _data_block(html)["headline"] == marked
        assert f"<title>{marked}</title>" in feed


def test_with_an_address_there_is_what_search_engines_look_for() -> None:
    made = dict(files("zh-CN", base_url="https://example.org/a/"))
    assert "Sitemap: https://example.org/a/sitemap.xml" in made["robots.txt"]
    assert "<loc>https://example.org/a/articles/a-1.html</loc>" in made["sitemap.xml"]
    assert (
        'template="https://example.org/a/search/index.html?q={searchTerms}"' in made["search/opensearch.xml"]
    )
    assert (
        '<link rel="canonical" href="https://example.org/a/articles/a-1.html">' in made["articles/a-1.html"]
    )
    etree.fromstring(made["sitemap.xml"].encode())
    etree.fromstring(made["search/opensearch.xml"].encode())


@given(st.integers(1, 40), st.integers(1, 12))
def test_a_long_sitemap_is_cut_and_names_every_page_once(count: int, most: int) -> None:
    pages = [Listed(f"https://example.org/{number}", "") for number in range(count)]
    environment = make_environment((ROOT / "templates",), Settings())
    made = {f.path: f.data for f in sitemaps(pages, "https://example.org/{}".format, environment, most)}
    roots = {path: etree.fromstring(data) for path, data in made.items()}
    named = {path: [str(loc.text) for loc in root.iter("{*}loc")] for path, root in roots.items()}
    listed = named.pop("sitemap.xml")
    if named:
        assert listed == [f"https://example.org/{path}" for path in named]
        listed = [address for part in named.values() for address in part]
        assert all(len(part) <= most for part in named.values())
    assert listed == [page.address for page in pages]


def test_without_an_address_nothing_pretends_to_have_one() -> None:
    made = dict(files("zh-CN"))
    assert not {"robots.txt", "sitemap.xml", "search/opensearch.xml"} & set(made)
    assert "canonical" not in made["articles/a-1.html"]


def test_the_lost_page_links_by_full_addresses() -> None:
    lost = dict(files("zh-CN", base_url="https://example.org/a/"))["404.html"]
    links = re.findall(r'(?:href|src)="([^"]+)"', lost)
    assert links and all(link.startswith(("https://example.org/a/", "#")) for link in links)


def test_former_addresses_lead_on() -> None:
    made = dict(files("zh-CN"))
    assert 'content="0; url=a-1.html"' in made["articles/a-0.html"]
    assert "url=he-ping.html" in made["people/hp.html"]


def test_a_page_has_the_key_of_all_that_it_shows() -> None:
    made, findings = archive()

    def run(settings: Settings) -> dict[str, tuple[str, bytes]]:
        source = source_of(made, settings, findings, anew)
        found = render_site(source, templates=(ROOT / "templates",), static=())
        return {file.path: (file.key, file.data) for file in found if file.key}

    first, other = run(Settings()), run(Settings(name="Another"))
    assert run(Settings()) == first
    changed = {path for path in first if first[path][1] != other[path][1]}
    assert "index.html" in changed and all(first[path][0] != other[path][0] for path in changed)


def test_a_page_weighs_little(built: Built, site: Path) -> None:
    """At most 40 KB in six requests for the longest article here, 18 KB of HTML beyond its text."""
    for article in built.archive.articles:
        page = site / "articles" / f"{article.id}.html"
        html = page.read_bytes()
        text = html[html.index(b'id="text"') : html.index(b"<aside")]
        assert len(html) - len(re.sub(rb"<[^>]+>", b"", text)) <= 18_000, article.id
        loaded = re.findall(rb'(?:<script src|<link rel="(?:stylesheet|icon)" href)="([^"]+)"', html)
        assert len(loaded) <= 5, article.id
        sizes = (page.parent.joinpath(name.decode()).stat().st_size for name in loaded)
        assert len(html) + sum(sizes) <= 40_000, article.id


def test_packed_texts_make_the_archive_that_zipfile_makes_of_them() -> None:
    texts = {"a.md": "北碚" * 300, "空.md": ""}
    made, same = zipped(((name, pack(text)) for name, text in texts.items()), ("mimetype", "x")), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert archive.testzip() is None and [i.filename for i in archive.infolist()] == ["mimetype", *texts]
        entries = archive.infolist()
    with zipfile.ZipFile(same, "w") as archive:
        for entry, text in zip(entries, ("x", *texts.values()), strict=True):
            archive.writestr(entry, text.encode())
    assert made == same.getvalue()
