"""Dossiers: which entries have one, what stands in it, and that it is the same every time."""

from __future__ import annotations

import io
import re
import zipfile
from html import unescape

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html

from beibei_site.content.settings import Books, Settings
from beibei_site.domain.archive import Archive
from beibei_site.domain.findings import Findings
from beibei_site.domain.model import Article, AuthorityRecord
from beibei_site.rendering.context import SiteContext
from beibei_site.rendering.dossiers.dossier import DossierView
from beibei_site.rendering.dossiers.epub import Binder
from beibei_site.rendering.dossiers.fragments import own_fragment
from beibei_site.rendering.jinja.environment import make_environment
from beibei_site.rendering.prose import to_html
from beibei_site.rendering.views.entries import EntryView
from tests.conftest import ROOT, Built
from tests.rendering.views import views_of

RECORDS = [AuthorityRecord(id="rail", facet="topics", preferred="铁路", description="新线 <与> 旧线")]


def context(*articles: Article) -> SiteContext:
    return SiteContext(Archive(articles, records={"topics": RECORDS}), Settings(paper="渡口报"), Findings())


def story(number: int, body: str = "正文。", **given: object) -> Article:
    return Article(id=f"{number}", title=f"第{number}篇", topics=("rail",), body=body, **given)  # type: ignore[arg-type]


def dossiers(site: SiteContext) -> list[DossierView]:
    return [view for view in views_of(site) if isinstance(view, DossierView)]


def book(site: SiteContext) -> dict[str, str]:
    """The files of the only EPUB of a site, in the order of the archive."""
    (view,) = dossiers(site)
    data = Binder(make_environment((ROOT / "templates",), site.settings)).epub(view)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_topics_of_two_stories_and_people_of_five_have_a_dossier(built: Built) -> None:
    found = {p.relative_to(built.folders.output).as_posix() for p in built.folders.output.rglob("*.epub")}
    wanted = set()
    for facet, least in (("topics", 2), ("people", 5)):
        for record in built.archive.entries(facet):  # type: ignore[arg-type]
            if len(built.archive.fold(built.archive.with_entry(facet, record.id))) >= least:  # type: ignore[arg-type]
                wanted.add(f"{facet}/{record.id}.epub")
    assert found == wanted and len(wanted) > 8
    assert {path.replace("epub", "dossier.html") for path in found} == {
        p.relative_to(built.folders.output).as_posix() for p in built.folders.output.rglob("*.dossier.html")
    }
    assert not dossiers(context(story(1), story(2, twins=("1",)))), "twins are one story"
    person = {"people": [AuthorityRecord(id="he-ping", facet="people", preferred="何平")]}
    for count in (4, 5):
        named = Archive([story(n, people=("何平",)) for n in range(count)], records={**person})
        made = [v.path for v in dossiers(SiteContext(named, Settings(), Findings()))]
        assert made == ["people/he-ping.dossier.html"] * (count == 5)


def test_the_settings_say_who_has_a_book() -> None:
    records = {"topics": RECORDS, "people": [AuthorityRecord(id="he-ping", facet="people", preferred="何平")]}
    archive = Archive([story(n, people=("何平",)) for n in range(5)], records=records)
    person, topic = "people/he-ping.dossier.html", "topics/rail.dossier.html"
    wanted: dict[Books, set[str]] = {"all": {person, topic}, "topics": {topic}, "none": set()}
    for books, paths in wanted.items():
        site = SiteContext(archive, Settings(books=books), Findings())
        assert {view.path for view in dossiers(site)} == paths
        assert {v.dossier for v in views_of(site) if isinstance(v, EntryView)} - {""} == paths


def test_a_book_holds_each_story_once_the_oldest_first(built: Built) -> None:
    stories = built.archive.fold(built.archive.with_entry("topics", "beibei-mianyang"))
    folder = built.folders.output / "topics"
    chapters = [f"a-{a.id}" for a in stories]
    page = html.parse(str(folder / "beibei-mianyang.dossier.html"))
    assert page.xpath("//article/@id") == chapters
    assert [target[1:] for target in page.xpath("//nav[@aria-labelledby='contents']//a/@href")] == chapters
    with zipfile.ZipFile(folder / "beibei-mianyang.epub") as archive:
        nav = etree.fromstring(archive.read("EPUB/nav.xhtml"))
        package = etree.fromstring(archive.read("EPUB/package.opf"))
        texts = {a.id: archive.read(f"EPUB/a-{a.id}.xhtml").decode() for a in stories}
    links = list(nav.xpath("//*[local-name()='a']/@href"))
    assert links == ["title.xhtml", *(f"{name}.xhtml" for name in chapters), "colophon.xhtml"]
    order = package.xpath("//*[local-name()='itemref']/@idref")
    assert order == ["title", "nav", *chapters, "colophon"]
    for article in stories:
        assert article.title in texts[article.id]
        shown = "".join(etree.fromstring(texts[article.id].encode()).itertext())
        body = make_environment((ROOT / "templates",), Settings()).filters["prose"](article.body)
        printed = "".join(html.fragment_fromstring(body, create_parent="div").itertext())
        assert printed in shown


def test_every_chapter_says_where_it_was_printed_and_how_to_cite_it() -> None:
    files = book(
        context(story(1, date="2020-05-01", date_from="curator", issued="2020-05-02", page="3"), story(2))
    )
    first, second = (re.sub(r"\s+", "", unescape(files[f"EPUB/a-{n}.xhtml"])) for n in (1, 2))
    assert "渡口报2020年5月2日第3版" in first
    assert "第1篇[N].渡口报,2020-05-02(3)." in first
    assert "出版日期不详" in second and "日期不详" in files["EPUB/nav.xhtml"]
    assert "&lt;与&gt;" in files["EPUB/title.xhtml"]


def test_a_book_is_the_same_every_time_and_knows_no_clock(built: Built) -> None:
    for path in sorted(built.folders.output.rglob("*.epub")):
        with zipfile.ZipFile(path) as archive:
            first, *others = archive.infolist()
            assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
            assert archive.read(first) == b"application/epub+zip"
            assert {entry.date_time for entry in (first, *others)} == {(1980, 1, 1, 0, 0, 0)}
            package = archive.read("EPUB/package.opf").decode()
            nav = archive.read("EPUB/nav.xhtml").decode()
        modified = re.search(r'modified">(\d{4}-\d\d-\d\d)T00:00:00Z<', package)
        assert modified and modified[1] in {kept.changed for kept in built.archive.ledger.values()}
        assert 'lang="zh-CN"' in nav


def test_where_the_days_of_change_are_not_kept_a_book_states_that_of_its_last_story() -> None:
    dated = context(story(1, date="2020-05-01"), story(2, date="2020-06~"), story(3, date="2020-05-04"))
    assert "2020-05-04T00:00:00Z" in book(dated)["EPUB/package.opf"]
    assert "1970-01-01T00:00:00Z" in book(context(story(1), story(2)))["EPUB/package.opf"]


def test_a_book_in_another_language_says_so() -> None:
    site = context(story(1, extra=(("lang", "en"),)), story(2))
    files = book(site)
    assert '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="en" xml:lang="en">' in files["EPUB/a-1.xhtml"]  # fmt: skip
    assert 'xml:lang="zh-CN"' in files["EPUB/a-2.xhtml"]


def test_notes_of_two_articles_do_not_meet_and_nothing_leads_out_of_a_book() -> None:
    noted = "〔新亮点〕[^1]与[站内](../x.html)、[站外](https://example.org)、![图](x.png)\n\n[^1]: 据 2 补。"
    files = book(context(story(1, noted), story(2, noted)))
    for number in (1, 2):
        text = files[f"EPUB/a-{number}.xhtml"]
        tree = etree.fromstring(text.encode())
        ids = set(tree.xpath("//@id"))
        links = tree.xpath("//@href")
        assert ids and all(i.startswith(f"a-{number}-fn") and ":" not in i for i in ids)
        assert {link[1:] for link in links if link.startswith("#")} == ids
        assert [link for link in links if not link.startswith("#")] == ["book.css", "https://example.org"]
        assert "图" in text and "<img" not in text


@given(st.text(max_size=200))
def test_any_text_becomes_xml_that_says_the_same(text: str) -> None:
    made = to_html(text)
    tree = etree.fromstring(own_fragment(made, "p-", "xml"))
    shown = re.sub(r"[\x00-\x20\x7f-\xa0\ufffd-\uffff]", "", "".join(tree.itertext()))
    wanted = html.fragment_fromstring(
        re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", made), create_parent="div"
    )
    pictures = "".join(wanted.xpath(".//img/@alt"))
    words = re.sub(r"[\x00-\x20\x7f-\xa0\ufffd-\uffff]", "", "".join(wanted.itertext()))
    assert shown == words or pictures


def test_a_title_with_signs_that_xml_knows_stays_as_it_is() -> None:
    files = book(context(story(1), Article(id="2", title="甲 & <乙> \x08", topics=("rail",))))
    for name, text in files.items():
        if name.endswith(("xhtml", "opf", "svg", "xml")):
            etree.fromstring(text.encode())
    assert "甲 &amp; &lt;乙&gt;" in files["EPUB/a-2.xhtml"]
