"""Views as values: what a template will print, from small archives."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beibei_site.content.settings import Settings
from beibei_site.domain.archive import Archive
from beibei_site.domain.findings import Findings, Holder, Office, OfficeHeld
from beibei_site.domain.model import Article, AuthorityRecord, Credit
from beibei_site.domain.reasons import because
from beibei_site.domain.record import LedgerEntry, PageRecord, SourcePage
from beibei_site.domain.spans import Span
from beibei_site.rendering import urls
from beibei_site.rendering.charts import Bar
from beibei_site.rendering.components import Excerpt, Trust
from beibei_site.rendering.context import SiteContext
from beibei_site.rendering.lists.around import beside_target
from beibei_site.rendering.lists.paging import page_of
from beibei_site.rendering.lists.reading import list_files
from beibei_site.rendering.views.articles import ArticleView
from beibei_site.rendering.views.dates import DatesView
from beibei_site.rendering.views.entries import EntryView, IndexView
from beibei_site.rendering.views.names.connections import connections_view
from beibei_site.rendering.views.names.offices import OfficesView, OfficeView, office_rows, office_views
from beibei_site.rendering.views.search import grammar_view
from tests.rendering.views import source, views_of

PEOPLE = {"fang-yuan": "方圆", "he-ping": "何平", "lin-xiao": "林晓"}
RECORDS = [AuthorityRecord(id=i, facet="people", preferred=name) for i, name in PEOPLE.items()]


def trusted(context: SiteContext) -> dict[str, Trust]:
    """How far each article can be trusted, by its id."""
    return {v.article.id: v.trust for v in views_of(context) if isinstance(v, ArticleView)}


def site(
    *articles: Article, pages: tuple[SourcePage, ...] = (), findings: Findings | None = None
) -> SiteContext:
    archive = Archive(articles, records={"people": RECORDS}, pages=pages)
    return SiteContext(archive, Settings(paper="渡口报"), findings or Findings())


def _excerpts(context: SiteContext) -> dict[str, Excerpt]:
    return {i: excerpt.value for i, excerpt in source(context).excerpts.items()}


def article(number: int, *people: str, **given: object) -> Article:
    return Article(id=f"a-{number}", title=f"第{number}篇", people=people, **given)  # type: ignore[arg-type]


def test_what_is_told_of_an_article_changes_with_its_neighbours_and_with_no_other() -> None:
    articles = [article(number, date=f"2020-04-0{number}") for number in range(1, 7)]
    before = source(site(*articles)).told
    articles[3] = replace(articles[3], title="新题")
    after = source(site(*articles)).told
    changed = {article_id for article_id, one in after.items() if one.key != before[article_id].key}
    assert changed == {"a-3", "a-4", "a-5"}


def test_connections_are_pairs_of_more_than_one_article() -> None:
    view = connections_view(
        site(
            article(1, "何平", "方圆", "林晓"),
            article(2, "何平", "方圆"),
            article(3, "林晓", "方圆"),
            article(4, "方圆", "何平"),
        )
    )
    found = [(pair.one.text, pair.other.text, len(pair.articles)) for pair in view.connections]
    assert found == [("方圆", "何平", 3), ("方圆", "林晓", 2)]
    assert view.total == 2


def test_the_day_of_issue_is_cited_and_never_that_of_the_story() -> None:
    record = PageRecord(file="a.txt", key="a", issued="2021-09-03", page="2")
    story = article(
        1,
        date="2021-09-02",
        date_from="dateline",
        source=(Span("a.txt", 1, 1),),
        byline=(Credit("记者", "林晓"), Credit("摄", "何平")),
    )
    inferred = article(2, date="2021-09-02", date_from="dateline", title_from="supplied")
    context = site(story, inferred, pages=(SourcePage(record, ("一",)),))
    first, second = (view for view in views_of(context) if isinstance(view, ArticleView))
    assert "".join(first.citation.gbt7714("不详")) == "林晓. 第1篇[N]. 渡口报, 2021-09-03(2)."
    assert "".join(second.citation.gbt7714("不详")) == "第2篇（自拟题名）[N]. 渡口报, [不详]."
    assert (
        second.citation.note
        == "版面上没有标题，此题为整理者所拟；出版日期不详；报道之事：2021年9月2日（据电头）"
    )


def test_how_far_an_article_can_be_trusted_is_said_with_the_reasons() -> None:
    read = (because("headline-above", pairs=4), because("no-lead"))
    entries = (
        LedgerEntry(
            id="a-1", spans=(Span("a.txt", 1, 1),), reasons=read, alternatives=(because("no-headline"),)
        ),
        LedgerEntry(id="a-2", spans=(Span("a.txt", 2, 2),), reasons=(because("by-hand"),)),
    )
    record = PageRecord(file="a.txt", key="a", articles=entries)
    context = site(
        article(1, "何平", "方圆", source=(Span("a.txt", 1, 1),), confidence=0.6),
        article(2, source=(Span("a.txt", 2, 2),), confidence=0.8),
        article(3, confidence=0.3, reviewed=True),
        pages=(SourcePage(record, ("一", "二")),),
        findings=Findings(listed=frozenset({("people", "he-ping"), ("topics", "fang-yuan")})),
    )
    one, two, three = trusted(context).values()
    assert (one.reasons, one.alternatives) == (read, (because("no-headline"),))
    assert (one.listed, one.found) == (("何平",), ("方圆",))
    assert [t.by_hand for t in (one, two, three)] == [False, True, True]
    assert [t.certainty for t in (one, two, three)] == ["low", "fair", "high"]


@pytest.mark.parametrize(
    ("body", "origin", "year", "expected"),
    [
        ("9月2日，渡口镇开会。", "dateline", None, "page"),
        ("9月2日，渡口镇开会。", "dateline", 2021, "page-record"),
        ("9月2日，2021年秋收总结会召开。", "dateline", None, "text"),
        ("二〇二一年九月二日，渡口镇开会。", "text", None, "text"),
        ("9月2日，渡口镇开会。", "curator", None, "text"),
        ("9月2日，渡口镇开会。", "page", None, "text"),
    ],
)
def test_a_year_that_the_text_does_not_print_is_told(
    body: str, origin: str, year: int | None, expected: str
) -> None:
    record = PageRecord(file="a.txt", key="a", year=year)
    given = article(1, date="2021-09-02", date_from=origin, body=body, source=(Span("a.txt", 1, 1),))
    assert trusted(site(given, pages=(SourcePage(record, ("一",)),)))["a-1"].year_from == expected


def test_errors_are_reported_where_the_settings_say() -> None:
    archive = Archive([article(1)], files={"a-1": "articles/mine.md"})
    edit = "https://example.org/edit/{file}"

    def trust(**settings: str) -> Trust:
        return trusted(SiteContext(archive, Settings(**settings), Findings()))["a-1"]  # type: ignore[arg-type]

    assert (trust().report, trust().edit, trust().file) == ("", "", "articles/mine.md")
    assert (
        trust(edit_url=edit).report
        == trust(edit_url=edit).edit
        == "https://example.org/edit/articles/mine.md"
    )
    by_mail = trust(edit_url=edit, contact="a@example.org")
    assert (by_mail.report, by_mail.edit) == ("", "https://example.org/edit/articles/mine.md")
    form = trust(edit_url="https://example.org/new?{id}+{address}+{text}", base_url="https://example.org")
    assert form.report == "https://example.org/new?a-1+https%3A//example.org/articles/a-1.html+"
    assert form.edit == ""


def test_the_bars_of_offices_stay_on_their_line() -> None:
    held = (
        OfficeHeld("书记", "2020", "2020-06", ("a-1",)),
        OfficeHeld("区长", "2023-02-01", "2023-02-01", ("a-1", "gone")),
        OfficeHeld("顾问", "", "", ()),
    )
    context = site(article(1, "何平"), findings=Findings(offices={"he-ping": held}))
    (view,) = (v for v in views_of(context) if isinstance(v, EntryView) and v.record.id == "he-ping")
    first, last, unknown = view.offices
    assert first.bar.left == 0 and last.bar.left + last.bar.width == 1000
    assert unknown.bar == Bar()
    assert [link.text for link in last.articles] == ["第1篇"]


def test_examples_of_searches_are_made_from_what_there_is() -> None:
    assert grammar_view(site()).examples == {}
    alone = grammar_view(site(article(1, "何平", date="2021-09-02"))).examples
    assert alone == {
        "phrase": '"第1篇"',
        "person": "person:何平",
        "date": "date:2021-09",
        "span": "date:2021-09..2021-09",
    }
    two = grammar_view(site(article(1, "何平", "方圆", byline=(Credit("记者", "Ann Lee"),)))).examples
    assert (two["words"], two["without"], two["by"]) == ("方圆 何平", "方圆 -何平", 'by:"Ann Lee"')


def test_no_two_views_stand_at_one_address() -> None:
    paths = [view.path for view in views_of(site(article(1, "何平"), article(2, "何平", date="2020")))]
    assert len(paths) == len(set(paths)) > 20


def test_an_index_by_name_leads_to_each_letter() -> None:
    names = {f"p-{n}": f"{'阿布曹'[n // 150]}{n}" for n in range(450)} | {"five-g": "5G"}
    records = [AuthorityRecord(id=i, facet="bodies", preferred=name) for i, name in names.items()]
    context = SiteContext(Archive([], records={"bodies": records}), Settings(), Findings())
    views = [v for v in views_of(context) if isinstance(v, IndexView) and v.facet == "bodies"]
    pages = {v.path: v for v in views if v.order == "name"}
    assert [len(group.entries) for v in pages.values() for group in v.groups] == [150, 50, 100, 100, 50, 1]
    letters = next(iter(pages.values())).letters
    assert [(link.text, link.count) for link in letters] == [("A", 150), ("B", 150), ("C", 150), ("#", 1)]
    assert letters[-1].target == "bodies/index.by-name.3.html#letter-other"
    for link in letters:
        shown = pages[link.target.partition("#")[0]].groups
        assert link.text in [group.letter for group in shown]
    assert [group.letter for v in views if v.order == "count" for group in v.groups] == ["", "", ""]


def test_entries_of_one_name_are_told_apart() -> None:
    records = [
        AuthorityRecord(id="li-na", facet="people", preferred="李娜"),
        AuthorityRecord(id="li-na-2", facet="people", preferred="李娜", description="渡口小学教师"),
        AuthorityRecord(id="li-na-3", facet="people", preferred="李娜"),
        AuthorityRecord(id="he-ping", facet="people", preferred="何平", note="另有同名者"),
    ]
    findings = Findings(offices={"li-na": (OfficeHeld("镇长", "2020", "2021", ()),)})
    context = SiteContext(Archive([], records={"people": records}), Settings(), findings)
    (index,) = (
        v for v in views_of(context) if isinstance(v, IndexView) and v.path == "people/index.by-name.html"
    )
    notes = {Path(link.target).stem: link.note for group in index.groups for link in group.entries}
    assert notes == {"li-na": "镇长", "li-na-2": "渡口小学教师", "li-na-3": "li-na-3", "he-ping": ""}


def test_what_shares_title_and_day_in_a_list_says_where_it_stood() -> None:
    pages = [PageRecord(file=f"{key}.txt", key=key, page=page) for key, page in (("a", "2"), ("b", None))]
    stories = [
        Article(id=key, title="简讯", date="2020-05-01", people=("何平",), source=(Span(f"{key}.txt", 1, 1),))
        for key in "ab"
    ]
    other = Article(id="c", title="简讯", date="2020-05-02", people=("何平",))
    context = site(*stories, other, pages=tuple(SourcePage(page) for page in pages))
    cards = context.cards(context.listed(("people", "he-ping")), _excerpts(context))
    places = [card.printing and card.printing.place for card in cards]
    assert [place and (place.page, place.target) for place in places] == [
        ("2", "sources/a.html"), ("", "sources/b.html"), None,
    ]  # fmt: skip
    assert not any(card.also for card in cards)


def test_twins_count_once_in_lists_and_name_each_other() -> None:
    first = article(1, "何平", date="2021-09-02", body="全文")
    second = article(2, "何平", "方圆", date="2021-09-02", twins=("a-1",), body="〔…〕")
    context = site(first, second)
    assert [context.counts["people", i] for i in ("he-ping", "fang-yuan")] == [1, 1]
    (both,) = context.cards(context.listed(("people", "he-ping")), _excerpts(context))
    (one,) = context.cards(context.listed(("people", "fang-yuan")), _excerpts(context))
    assert (both.link.target, [p.link.target for p in both.also]) == (
        "articles/a-1.html",
        ["articles/a-2.html"],
    )
    assert (one.link.target, [p.link.target for p in one.also]) == (
        "articles/a-2.html",
        ["articles/a-1.html"],
    )
    assert len(context.within("2021")) == len(context.within("2021-09-02")) == 1
    assert connections_view(context).total == 0
    views = {v.article.id: v for v in views_of(context) if isinstance(v, ArticleView)}
    assert [(v.before, v.after) for v in views.values()] == [(None, None)] * 2


def test_breadcrumbs_of_an_article_lead_to_the_page_that_printed_it() -> None:
    record = PageRecord(file="a.txt", key="a", issued="2021-09-03", page="2")
    printed = article(1, date="2021-09-02", source=(Span("a.txt", 1, 1),))
    context = site(printed, article(2, date="2021-09-02"), article(3), pages=(SourcePage(record, ("一",)),))
    views = {v.article.id: v for v in views_of(context) if isinstance(v, ArticleView)}
    trails = {i: [(link.target, link.text) for link in v.crumbs[1:]] for i, v in views.items()}
    assert trails == {
        "a-1": [
            ("issues/index.html", "issues"),
            ("issues/2021-09-03/index.html", "2021-09-03"),
            ("issues/2021-09-03/2.html", "2"),
        ],
        "a-2": [("dates/index.html", "dates"), ("dates/2021/09.html", "2021-09")],
        "a-3": [("dates/index.html", "dates")],
    }
    assert [v.section for v in views.values()] == ["issues", "dates", "dates"]


def test_lists_of_several_pages_lead_on_from_page_to_page() -> None:
    stories = [article(n, "何平", date=f"2021-{1 + n // 28:02d}-{1 + n % 28:02d}") for n in range(120)]
    context = site(*stories)
    files = {f.path: json.loads(f.data.decode()[len("beibeiList(") : -2]) for f in list_files(context, str)}
    assert list(files) == ["people/he-ping.js", "people/he-ping.2.js", "people/he-ping.3.js"]
    shown = {path: [int(row[0][2:]) + 1 for row in data["articles"]] for path, data in files.items()}
    assert list(shown.values()) == [list(range(1, 52)), list(range(50, 102)), list(range(100, 121))]
    for path, data in files.items():
        assert data["total"] == 120 and data["first"] == shown[path][0]
        for article_id, _, page in data["articles"]:
            number = int(article_id[2:])
            assert page == "people/he-ping" + ("" if number < 50 else f".{number // 50 + 1}")


@pytest.mark.parametrize("count", [30, 200])
def test_a_day_has_one_address_however_long_its_month_is(count: int) -> None:
    stories = [article(n, "何平", date=f"2021-09-{1 + n % 30:02d}") for n in range(count)]
    stories.append(article(count, "何平", date="2021-09"))
    first, *more = (v for v in views_of(site(*stories)) if isinstance(v, DatesView) and v.date == "2021-09")
    cells = [cell for week in first.months[0].weeks for cell in week if cell.day]
    anchors = [day.anchor for day in first.days if day.anchor] + [
        cell.anchor for cell in cells if cell.anchor
    ]
    days = [f"{number:02d}" for number in range(1, 31)]
    assert sorted(anchors) == days and not any(view.months for view in more)
    for day, cell in zip(days, cells, strict=True):
        path, anchor = cell.target.split("#")
        (view,) = (v for v in (first, *more) if v.path == path)
        assert anchor == day in [shown.anchor for shown in view.days]
    assert [len(view.days) for view in (first, *more)] == ([31] if count == 30 else [8, 8, 8, 7])
    shown = [card.link.target for view in (first, *more) for day in view.days for card in day.cards]
    assert len(shown) == len(set(shown)) == count + 1


def test_breadcrumbs_lead_through_the_wider_entries_and_end_where_they_close_a_circle() -> None:
    parents = {"a": "b", "b": "c", "c": "b", "d": None}
    records = [AuthorityRecord(id=i, facet="topics", preferred=i, parent=p) for i, p in parents.items()]
    context = SiteContext(Archive([], records={"topics": records}), Settings(), Findings())
    crumbs = {
        v.record.id: [link.text for link in v.crumbs] for v in views_of(context) if isinstance(v, EntryView)
    }
    assert crumbs["a"] == ["home", "topics", "c", "b"] and crumbs["d"] == ["home", "topics"]
    assert crumbs["b"] == ["home", "topics", "c"]


YEARS = st.sampled_from(["", *map(str, range(2000, 2006))])
TERMS = st.tuples(YEARS, YEARS).map(sorted).map(lambda t: ("", "") if "" in t else tuple(t))


@given(st.lists(TERMS, min_size=1, max_size=6), st.integers(0, 5))
def test_whoever_left_an_office_last_before_a_person_came_is_the_predecessor(
    terms: list[tuple[str, str]], chosen: int
) -> None:
    """One without a date is nobody's."""
    records = [
        AuthorityRecord(id=f"person-{n}", facet="people", preferred=f"人{n}") for n in range(len(terms))
    ]
    holders = [Holder(record.id, *term, ()) for record, term in zip(records, terms, strict=True)]
    me = holders[chosen % len(holders)]
    holders.sort(key=lambda h: (h.first or "9999", h.last, h.person))
    office = Office(id="mayor", name="市长", holders=tuple(holders))
    held = {me.person: (OfficeHeld(office.title, me.first, me.last, (), office.id),)}
    archive = Archive([], records={"people": records})
    context = SiteContext(archive, Settings(), Findings(offices=held, all_offices=(office,)))
    (row,) = office_rows(context, me.person)
    ended = {h.last for h in holders if h.last and h.last < me.first}
    begun = {h.first for h in holders if me.last and h.first > me.last}
    by_link = {context.links["people", h.person]: h for h in holders}
    assert [by_link[link].last for link in row.before] == sorted(ended)[-1:]
    assert [by_link[link].first for link in row.after] == sorted(begun)[:1]


def test_an_office_shows_its_holders_and_a_person_who_came_before_and_after() -> None:
    first, second = (
        Holder("fang-yuan", "2020", "2020-06", ("a-2",)),
        Holder("he-ping", "2021-09-02", "2021-09-02", ("a-1",)),
    )
    mayor = Office(id="mayor", name="市长", of="渡口市", forms=("市长",), holders=(first, second))
    shared = Office(id="vice", name="副市长", shared=True, holders=(first, second))
    held = {
        "he-ping": tuple(
            OfficeHeld(o.title, second.first, second.last, second.articles, o.id) for o in (mayor, shared)
        )
    }
    context = site(
        article(1, "何平", date="2021-09-02"),
        article(2, "方圆", date="2020"),
        findings=Findings(offices=held, all_offices=(mayor, shared)),
    )
    (view,) = (v for v in views_of(context) if isinstance(v, EntryView) and v.record.id == "he-ping")
    one, other = view.offices
    assert (one.office, one.target) == ("市长（渡口市）", "offices/mayor.html")
    assert [link.text for link in one.before] == ["方圆"] and one.after == ()
    assert other.before == other.after == ()  # of those who share an office none follows another
    listed, *pages = office_views(context)
    assert isinstance(listed, OfficesView)
    assert [(o.link.text, o.link.count, o.first, o.last) for o in listed.offices] == [
        ("市长（渡口市）", 2, "2020", "2021-09-02"),
        ("副市长", 2, "2020", "2021-09-02"),
    ]
    page = pages[0]
    assert isinstance(page, OfficeView)
    assert [(h.person.text, h.first.text, h.first.note) for h in page.holders] == [
        ("方圆", "第2篇", "2020"),
        ("何平", "第1篇", "2021-09-02"),
    ]


@given(st.lists(st.sampled_from([0, 1, 2, 3, 200, 300]), min_size=1, max_size=8), st.booleans())
def test_an_article_stands_beside_its_lines_where_the_list_of_its_file_has_it(
    first: list[int], has_text: bool
) -> None:
    """Only articles with lines that are there are counted."""
    articles = [
        article(n, source=(Span("a.txt", line, line),) if line else (), date="")
        for n, line in enumerate(first)
    ]
    page = SourcePage(PageRecord(file="a.txt", key="a"), ("字",) * 250 if has_text else ())
    context = site(*articles, pages=(page,))
    there = [a for a in context.archive.of_page("a.txt") if context.lines_of(a)]
    for one in articles:
        told = beside_target(context, one)
        assert told == (urls.beside("a", one.id, page_of(there.index(one))) if one in there else "")
