"""The interface in its languages: every string is translated, and no Chinese is left in the English site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, get_args

import pytest
from babel.messages.pofile import read_po
from jinja2 import DictLoader, Environment

from beibei_site.cataloguing.proposals import find_proposals
from beibei_site.content.cache import anew
from beibei_site.content.settings import Settings
from beibei_site.domain.archive import Archive
from beibei_site.domain.findings import Findings, OfficeHeld, ProposalKind, TopicReason
from beibei_site.domain.model import Article, Authority, AuthorityRecord, Credit, Jump
from beibei_site.domain.newspaper.jumps import stitch_archive
from beibei_site.domain.reasons import CODES, Reason
from beibei_site.domain.record import LedgerEntry, PageRecord, SourcePage
from beibei_site.domain.spans import Span
from beibei_site.rendering.jinja.environment import make_environment
from beibei_site.rendering.language import CATALOGUES, ORIGINS, TITLE_MARKS, show_date, translations
from beibei_site.rendering.plan import source_of
from beibei_site.rendering.sentences import AT_ZERO, SENTENCES
from beibei_site.rendering.site import render_site

ROOT = Path(__file__).parent.parent.parent
TEMPLATES = ROOT / "templates"
HAN = re.compile(r"[\u3000-\u3013\u3016-\u303f\u3400-\u9fff\uff00-\uffef]")
MsgId = str | tuple[str, str]


def wanted() -> list[MsgId]:
    """Every string that templates and program ask the catalogue for, in order, each once."""
    environment = Environment(extensions=["jinja2.ext.i18n"])
    found: list[MsgId] = []
    for path in sorted(TEMPLATES.iterdir()):
        for _, _, message in environment.extract_translations(path.read_text(encoding="utf-8")):  # type: ignore[attr-defined]
            one, *more = (message,) if isinstance(message, str) else message
            found.append((one, more[0]) if more and more[0] else one)
    for path in sorted((ROOT / "beibei_site" / "rendering").rglob("*.py")):
        found += re.findall(r'gettext\("([^"]+)"\)', path.read_text(encoding="utf-8"))
    found += [words for mark in TITLE_MARKS.values() for words in (mark.label, mark.meaning)]
    found += ORIGINS.values()
    found += [*SENTENCES.values(), *AT_ZERO.values()]
    return list(dict.fromkeys(found))


@pytest.mark.parametrize("path", sorted(CATALOGUES.glob("*.po")), ids=lambda p: p.stem)
def test_no_string_is_missing_and_none_is_left_over(path: Path) -> None:
    with path.open("rb") as file:
        catalogue = {m.id: m.string for m in read_po(file) if m.id}
    assert sorted(map(str, wanted())) == sorted(map(str, catalogue))
    assert [
        key for key, text in catalogue.items() if not (all(text) if isinstance(text, tuple) else text)
    ] == []


def test_words_translated_with_the_template_are_those_translated_with_the_page() -> None:
    """`~` keeps what is escaped and what is not; a variable holds the same words as the text before it."""
    environment = make_environment((TEMPLATES,), Settings(language="en"))
    environment.loader = DictLoader(
        {
            "now": "{{ _('专题') }} {{ _('上一篇') ~ x ~ _('<&>') }}{% set y = _('人物') %}{{ y }}",
            "then": "{% set t = _ %}{{ t('专题') }} {{ t('上一篇') ~ x ~ t('<&>') }}{% set y = t('人物') %}{{ y }}",
        }
    )
    now, then = (environment.get_template(name).render(x="<i>") for name in ("now", "then"))
    assert now == then and now.startswith("Topics ") and "&lt;i&gt;<&>" in now


@pytest.mark.parametrize("path", sorted(CATALOGUES.glob("*.po")), ids=lambda p: p.stem)
def test_translations_keep_their_placeholders(path: Path) -> None:
    with path.open("rb") as file:
        for message in read_po(file):
            ids = message.id if isinstance(message.id, tuple) else (message.id,)
            texts = message.string if isinstance(message.string, tuple) else (message.string,)
            for text in filter(None, texts) if ids[0] else ():
                assert set(re.findall(r"%\(\w+\)s", text)) == set(re.findall(r"%\(\w+\)s", ids[0]))


def archive() -> tuple[Archive, Findings]:
    """An archive without a Chinese character, that shows everything which the templates can show."""
    first = Article(
        id="a-1",
        title="Harvest",
        kicker="From the fields",
        deck=("A good year",),
        date="2021-09-02",
        date_from="dateline",
        byline=(Credit("reporter", "Lin"),),
        people=("He Ping", "Fang Yuan"),
        topics=("farming", "harvset"),
        places=("Ford",),
        bodies=("School", "Ford School"),
        keywords=("rice", "farming", "weather"),
        page="2",
        jump=Jump("to", 3),
        twins=("a-9",),
        aliases=("a-0",),
        source=(Span("a.txt", 1, 3),),
        body="He Ping and Fang Yuan met.\n\n## Rice\n\nIt was a good year.",
        confidence=0.4,
    )
    second = Article(
        id="a-9",
        title="The same",
        title_from="supplied",
        date="2021-09",
        date_from="text",
        people=("He Ping", "Fang Yuan"),
        topics=("farming",),
        keywords=("rice", "weather"),
        twins=("a-1",),
        source=(Span("a.txt", 5, 5),),
        jump=Jump("from", 1),
        body="He Ping and Fang Yuan met.",
        confidence=0.5,
        reviewed=False,
    )
    third = Article(
        id="b-1",
        title="Old",
        title_from="twin",
        date="2020",
        body="Long ago.",
        reviewed=True,
        reviewed_on="2026-11-20",
    )
    fourth = Article(
        id="b-2",
        title="When?",
        people=("He Bing", "Ali·Sina", "Sina"),
        keywords=("weather",),
        body="Nobody knows, says He Bing.",
    )
    fifth = Article(
        id="c-1",
        title="Elsewhere",
        title_from="supplied",
        issued="2021-09-02",
        issued_from="curator",
        page="3",
        jump=Jump("from", 2),
        body="Quite another matter.",
    )
    record = PageRecord(
        file="a.txt",
        key="a",
        issued="2021-09-02",
        page="2",
        articles=(
            LedgerEntry(
                id="a-1",
                spans=first.source,
                heading=(Span("a.txt", 1, 1),),
                reasons=tuple(Reason(code, tuple((n, "1") for n in names)) for code, names in CODES.items()),
            ),
        ),
        furniture=(Span("a.txt", 6, 6),),
        orphans=(Span("a.txt", 7, 7),),
        removed=(LedgerEntry(id="a-8", spans=(Span("a.txt", 8, 8),)),),
    )
    lines = (
        "Harvest",
        "He Ping and Fang Yuan met.",
        "It was",
        "",
        "The same",
        "slogan",
        "orphan",
        "gone",
        "?",
    )
    people = [
        AuthorityRecord(
            id="he-ping", facet="people", preferred="He Ping", variants=("Ping",), aliases=("hp",)
        ),
        AuthorityRecord(id="fang-yuan", facet="people", preferred="Fang Yuan", same_as=("Q1",)),
        AuthorityRecord(id="he-ping-2", facet="people", preferred="He Bing"),
        AuthorityRecord(id="ali-sina", facet="people", preferred="Ali·Sina"),
        AuthorityRecord(id="sina", facet="people", preferred="Sina"),
    ]
    topics = [
        AuthorityRecord(id="farming", facet="topics", preferred="farming", description="Fields"),
        AuthorityRecord(id="rice", facet="topics", preferred="rice", parent="farming", note="a note"),
    ]
    made = Archive(
        (first, second, third, fourth, fifth),
        records={
            "people": people,
            "topics": topics,
            "places": [AuthorityRecord(id="ford", facet="places", preferred="Ford")],
            "bodies": [
                AuthorityRecord(id="school", facet="bodies", preferred="School"),
                AuthorityRecord(id="ford-school", facet="bodies", preferred="Ford School"),
            ],
        },
        pages=(SourcePage(record, lines),),
    )
    held = (
        OfficeHeld("mayor", "2021-09", "2021-09-02", ("a-1",)),
        OfficeHeld("cook", "2021-09", "2021-09", ("a-9",)),
    )
    offices = {"he-ping": held}
    keywords = {a.id: a.keywords for a in made.articles}
    findings = Findings(
        offices=offices,
        reasons={"a-1": (TopicReason("farming", 3.5, 3.0, (("rice", 2),)),)},
        proposals=find_proposals(
            made, offices, Authority("topics", tuple(topics)), keywords, stitch_archive(made).unsure
        ),
    )
    return made, findings


def files(
    language: str, of: tuple[Archive, Findings] | None = None, **settings: object
) -> Iterator[tuple[str, str]]:
    made, findings = of or archive()
    chosen = Settings(name="The Archive", paper="The Paper", language=language, **settings)  # type: ignore[arg-type]
    for file in render_site(
        source_of(made, chosen, findings, anew),
        templates=(TEMPLATES,),
        static=(),
    ):
        if not file.path.endswith(".zip"):
            yield file.path, file.data.decode()


def test_no_chinese_is_left_in_the_english_site() -> None:
    made = files(
        "en", base_url="https://example.org/a/", contact="a@example.org", edit_url="https://example.org/{id}"
    )
    samples = re.compile(
        r'<code[^>]*>.*?</code>|placeholder="[^"]*"'
    )  # queries stay in the archive's language
    left = {path: HAN.findall(samples.sub("", text)) for path, text in made}
    assert {path: "".join(found) for path, found in left.items() if found} == {}


def test_what_the_program_adds_to_an_article_is_in_the_language_of_the_site() -> None:
    made = Article(
        id="a-1",
        title="Harvest",
        byline=(Credit("记者", "Lin"),),
        source=(Span("a.txt", 1, 1), Span("a.txt", 3, 3)),
        body="A good year.",
    )
    record = PageRecord(file="a.txt", key="a", articles=(LedgerEntry(id="a-1", spans=made.source),))
    only = Archive((made,), pages=(SourcePage(record, ("Harvest", "", "A good year.")),)), Findings()
    page = dict(files("en", only))["articles/a-1.html"]
    assert "reporter Lin" in page and "lines 1, 3" in page


@pytest.mark.parametrize("kind", ["page", "article", "collection"])
def test_a_file_without_articles_has_a_name(kind: Literal["page", "article", "collection"]) -> None:
    removed = LedgerEntry(id="a-1", spans=(Span("a.txt", 1, 1),))
    record = PageRecord(file="a.txt", key="a", kind=kind, removed=(removed,))
    only = Archive((Article(id="mine", title="我的"),), pages=(SourcePage(record, ("一",)),)), Findings()
    made = dict(files("zh-CN", only))
    assert "<h1>没有文章的一版" in made["sources/a.html"]
    assert ">没有文章的一版</a>" in made["articles/a-1.html"]  # which says that it was removed


def test_the_language_is_declared() -> None:
    for path, text in files("en"):
        if path.endswith(".html"):
            assert '<html lang="en">' in text, path
    article = dict(files("en"))["articles/a-1.html"]
    assert '<article class="page" lang="zh-CN">' in article


def test_the_line_of_trust_sums_up_what_is_known() -> None:
    pages = dict(files("en", contact="a@example.org", edit_url="https://example.org/{file}"))
    lines = {i: summary(pages[f"articles/{i}.html"]) for i in ("a-1", "a-9", "b-1", "b-2")}
    assert lines == {
        "a-1": "Reliability: low · boundaries 0.40 · headline printed on the page"
        " · date from the dateline, year inferred · not reviewed by a person",
        "a-9": "Reliability: low · text written or edited by hand · supplied title"
        " · date from the text, year inferred · not reviewed by a person",
        "b-1": "Reliability: high · title from another page · Undated · reviewed by a person on November 20, 2026",
        "b-2": "Reliability: high · text written or edited by hand · headline printed on the page"
        " · Undated · not reviewed by a person",
    }
    assert summary(pages["sources/a.beside.html"]) == lines["a-1"]


def summary(html: str) -> str:
    """The words of the line of trust."""
    return " ".join(re.sub("<[^>]*>", "", html.split("<summary>")[1].split("</summary>")[0]).split())


def test_dates_of_any_precision() -> None:
    assert show_date("2020-04-02", "en") == "April 2, 2020"
    assert show_date("2020-04-02", "zh-CN", "full") == "2020年4月2日星期四"
    assert show_date("2020-04", "en") == "April 2020"
    assert show_date("2020", "zh-CN") == "2020年"


@pytest.mark.parametrize(
    ("date", "chinese", "english"),
    [
        ("2020-04-02~", "约2020年4月2日", "about April 2, 2020"),
        ("2020-04?", "2020年4月（存疑）", "April 2020 (uncertain)"),
        ("2020%", "约2020年（存疑）", "about 2020 (uncertain)"),
        ("2020-04-01/2020-04-05", "2020年4月1日至5日", "Apr 1 – 5, 2020"),
        ("2020-04/2021-05", "2020年4月至2021年5月", "April 2020 – May 2021"),
        ("2020/2020-04-02~", "2020年至约2020年4月2日", "2020 to about April 2, 2020"),
        ("2020-04-01/..", "2020年4月1日起", "from April 1, 2020"),
        ("2020-04-01/", "2020年4月1日起，止日不详", "from April 1, 2020, end unknown"),
        ("../2020-04", "至2020年4月止", "until April 2020"),
        ("/2020-04", "至2020年4月止，起日不详", "until April 2020, beginning unknown"),
        ("", "", ""),
    ],
)
def test_dates_in_edtf_are_said_in_words(date: str, chinese: str, english: str) -> None:
    assert (show_date(date, "zh-CN"), show_date(date, "en")) == (chinese, english)


def test_a_language_without_a_catalogue_speaks_chinese() -> None:
    assert translations("zh-CN").gettext("人物") == "人物"
    assert translations("en").ngettext("%(num)s 篇", "%(num)s 篇", 2) == "%(num)s articles"


def test_the_english_site_shows_every_kind_of_proposal_in_english() -> None:
    _, findings = archive()
    assert {p.kind for p in findings.proposals} == set(get_args(ProposalKind))
    review = dict(files("en"))["review/index.html"]
    for sentence in (
        "harvset: topics.yml does not have this topic.",
        "He Ping / He Bing: same pronunciation.",
        "Sina: is it short for Ali·Sina?",
        "School: is it short for Ford School?",
        "He Ping: unrelated offices.",
        "He Bing: is this a person&#39;s name?",
        "weather: a keyword of 3 articles.",
        "“Harvest” and “Elsewhere”: their jump lines name each other’s pages. Are they one article?",
    ):
        assert f"<h3>{sentence}" in review, sentence
    assert '<li><span lang="zh-CN">mayor</span>: <a href="../articles/a-1.html">a-1</a></li>' in review
