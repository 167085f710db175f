"""Issues put together from pages and articles: order, what is missing, pages of unknown issues, jump lines."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from beibei_site.domain.archive import Archive
from beibei_site.domain.issue import FileKind, IssueExtent
from beibei_site.domain.model import Article, Jump
from beibei_site.domain.newspaper.issues import Issue, build_issues, day_of, is_newspaper_page
from beibei_site.domain.newspaper.jumps import stitch
from beibei_site.domain.newspaper.places import place_of
from beibei_site.domain.newspaper.unplaced import find_unplaced
from beibei_site.domain.record import PageRecord, SourcePage
from beibei_site.domain.spans import Span

DAY = "2021-09-03"


def page(
    name: str,
    issued: str = DAY,
    number: str | None = None,
    *,
    paper: str | None = None,
    kind: FileKind = "page",
) -> SourcePage:
    record = PageRecord(
        file=f"{name}.txt", key=name, issued=issued or None, page=number, paper=paper, kind=kind
    )
    return SourcePage(record, ("一", "二", "三"))


def on(name: str, line: int = 1, **given: object) -> Article:
    """An article on a line of the page `name`."""
    file = f"{name}.txt"
    return Article(
        **{"id": f"{name}-{line}", "title": f"{name}之{line}", "source": (Span(file, line, line),), **given}
    )  # type: ignore[arg-type]


def shown(issue: Issue) -> list[tuple[str, str]]:
    """The pages of an issue and their articles."""
    return [(p.printed, " ".join(a.id for a in p.articles)) for p in issue.pages]


def missing(issue: Issue) -> list[str]:
    return [f"{m.place} {'+'.join(m.grounds)}" for m in issue.missing]


def test_pages_stand_as_in_the_paper_and_articles_as_on_the_page() -> None:
    names = {"a": "B2", "b": "A1", "c": "10", "d": "头版", "e": "2", "f": "副刊", "g": None}
    pages = [page(name, number=number) for name, number in names.items()]
    articles = [on("e", 3), on("e", 1), Article(id="z", title="题", issued=DAY), on("b", 2)]
    (issue,) = build_issues(Archive(articles, pages=pages))
    assert shown(issue) == [
        ("头版", ""), ("2", "e-1 e-3"), ("10", ""), ("A1", "b-2"), ("B2", ""), ("副刊", ""), ("", "z"), ("", ""),
    ]  # fmt: skip
    assert issue.origins == ("page-record", "curator")


def test_one_page_has_one_place_however_it_is_printed() -> None:
    assert place_of("A06") == place_of("a-6") and place_of("头版") == place_of("1") == place_of("第一版")
    assert place_of("A1") != place_of("B1") != place_of("1")
    assert str(place_of("十二三版")) == "十二三", "no number, so a name"
    (issue,) = build_issues(Archive([], pages=[page("a", number="01"), page("b", number="头版")]))
    assert [[s.record.key for s in p.sources] for p in issue.pages] == [["a", "b"]], "two copies of page 1"


def test_an_article_follows_its_own_file_before_its_page() -> None:
    articles = [on("a", 1), on("a", 2, page="3"), on("a", 3, issued="2021-09-10")]
    first, second = build_issues(Archive(articles, pages=[page("a", number="1")]))
    assert (shown(first), shown(second)) == ([("1", "a-1"), ("3", "a-2")], [("1", "a-3")])


def test_papers_of_one_day_are_not_mixed() -> None:
    pages = [
        page("a", number="1"),
        page("b", number="1", paper="江城日报"),
        page("c", number="2", paper="渡口报"),
    ]
    issues = build_issues(Archive([], pages=pages, paper="渡口报"))
    assert [(i.paper, [p.printed for p in i.pages]) for i in issues] == [
        ("", ["1", "2"]),
        ("江城日报", ["1"]),
    ]


def test_files_that_are_no_pages_bring_articles_but_no_pages() -> None:
    articles = [on("a", 1, issued=DAY, page="2"), on("b", 1, issued=DAY), on("b", 2, issued=DAY), on("c", 1)]
    pages = [page("a", kind="article"), page("b", kind="collection"), page("c", "", kind="article")]
    archive = Archive(articles, pages=pages)
    (issue,) = build_issues(archive)
    assert shown(issue) == [("2", "a-1"), ("", "b-1 b-2")]
    assert find_unplaced(archive) == ()


def test_what_is_missing_and_how_that_is_known() -> None:
    jumping = on("a", 1, jump=Jump("to", 6))
    pages = [page("a", number="2"), page("b", number="4")]
    (issue,) = build_issues(Archive([jumping], pages=pages))
    assert missing(issue) == ["1 gap", "3 gap", "5 gap", "6 jump"]
    assert issue.missing[-1].articles == (jumping,) and issue.extent == ()
    (issue,) = build_issues(Archive([jumping], pages=pages, extents=[IssueExtent(DAY, ("1", "2", "3", "4"))]))
    assert missing(issue) == ["1 extent+gap", "3 extent+gap", "5 gap", "6 jump"]


def test_a_jump_line_in_a_section_means_a_page_of_that_section() -> None:
    pages = [page("a", number="A1"), page("b", number="A3")]
    (issue,) = build_issues(Archive([on("a", 1, jump=Jump("to", 3))], pages=pages))
    assert missing(issue) == ["A2 gap"]


def test_an_issue_of_which_nothing_is_left_is_known_from_the_curator() -> None:
    extents = [IssueExtent(DAY, ("1", "2")), IssueExtent(DAY, ("A1",), "江城日报")]
    own, other = build_issues(Archive([], paper="渡口报", extents=extents))
    assert (own.paper, missing(own)) == ("", ["1 extent", "2 extent"])
    assert (other.paper, missing(other)) == ("江城日报", ["A1 extent"])
    named = build_issues(Archive([], paper="江城日报", extents=extents[1:]))
    assert [issue.paper for issue in named] == [""], "the archive's own paper may be named"


def test_what_can_be_said_of_a_page_whose_issue_is_unknown() -> None:
    articles = [
        on("a", 1, date="2021-09-01", date_from="dateline"),
        on("a", 2, date="2021-09-04", date_from="text"),
        on("a", 3, date="2021-09-05", date_from="page"),
        on("b", 1, date="2021-08-30", date_from="text"),
        on("c", 1),
    ]
    pages = [page("a", "", "2"), page("b", "2021-09"), page("c", "", paper="江城日报"), page("d")]
    b, a, c = find_unplaced(Archive(articles, pages=pages, paper="渡口报"))
    assert (a.not_before, a.first, a.last, a.page) == ("2021-09-01", "2021-09-01", "2021-09-05", "2")
    assert (b.not_before, b.issued) == ("2021-08-30", "2021-09")
    assert (c.not_before, c.paper, c.first) == ("", "江城日报", "")


HARVEST = "粮站开门迎客，运粮的车队一早就在门外排起了长龙，收购点都备足了资金。"
MORE = "为了方便农户，粮站把收购点设到了村口，运粮的车队上门收粮，卖粮不再排长龙。"
SCHOOL = "渡口小学新校舍落成，三百名学生搬进了宽敞明亮的新教室，操场也铺上了草皮。"
PUPILS = "校长说，搬进新教室的学生再也不用冒雨上学，渡口小学的操场周末也向村民开放。"


def jumps(*articles: tuple[str, str, Jump]) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """What is joined, and what may be, of articles on pages (its key is its number) with a text and a jump line."""
    keys = dict.fromkeys(key for key, _, _ in articles)
    made = [
        on(key, n, body=text, jump=jump, title=text[:3]) for n, (key, text, jump) in enumerate(articles, 1)
    ]
    found = stitch(build_issues(Archive(made, pages=[page(key, number=key) for key in keys])))
    return (
        [(c.start.id, c.rest.id) for c in found.sure],
        [(c.start.id, c.rest.id) for c in found.unsure],
    )


def test_an_article_is_joined_with_its_other_part() -> None:
    start, rest = ("1", HARVEST, Jump("to", 3)), ("3", MORE, Jump("from", 1))
    assert jumps(start, rest) == ([("1-1", "3-2")], [])
    others = (("1", SCHOOL, Jump("to", 3)), ("3", PUPILS, Jump("from", 1)))
    assert jumps(start, *others, rest) == ([("1-1", "3-4"), ("1-2", "3-3")], [])


def test_what_does_not_fit_is_left_to_the_curator() -> None:
    start = ("1", HARVEST, Jump("to", 3))
    assert jumps(start, ("3", PUPILS, Jump("from", 1))) == ([], [("1-1", "3-2")]), "no words in common"
    twice = (("3", MORE, Jump("from", 1)), ("3", MORE, Jump("from", 1)))
    assert jumps(start, *twice) == ([], [("1-1", "3-2"), ("1-1", "3-3")])
    for rest in (("3", MORE, Jump("from", 2)), ("2", MORE, Jump("from", 1)), ("3", MORE, Jump("to", 1))):
        assert jumps(start, rest) == ([], []), "they do not name each other's pages"


def test_parts_in_different_issues_are_not_joined() -> None:
    articles = [on("a", 1, body=HARVEST, jump=Jump("to", 3)), on("b", 1, body=MORE, jump=Jump("from", 1))]
    for other in (page("b", "2021-09-10", "3"), page("b", number="3", paper="江城日报"), page("b", "", "3")):
        found = stitch(build_issues(Archive(articles, pages=[page("a", number="1"), other])))
        assert found.sure == found.unsure == ()


def test_words_that_a_third_article_has_join_nothing() -> None:
    start, rest = ("1", HARVEST, Jump("to", 3)), ("3", HARVEST, Jump("from", 1))
    assert jumps(start, rest)[0] and not jumps(start, rest, ("2", HARVEST, Jump("to", 9)))[0]


numbers = st.sampled_from([None, "1", "2", "03", "A1", "A2", "B1", "头版", "副刊"])
days = st.sampled_from(["", "2021", "2021-09-03", "2021-09-10"])
papers = st.sampled_from([None, "渡口报", "江城日报"])
kinds: st.SearchStrategy[FileKind] = st.sampled_from(["page", "page", "article"])
jump_lines = st.none() | st.builds(Jump, st.sampled_from(["to", "from"]), st.integers(1, 4))
texts = st.sampled_from([HARVEST, MORE, SCHOOL, PUPILS, ""])


@st.composite
def archives(draw: st.DrawFn) -> Archive:
    pages = [
        page(f"p{n}", draw(days), draw(numbers), paper=draw(papers), kind=draw(kinds))
        for n in range(draw(st.integers(0, 6)))
    ]
    articles = [
        on(p.record.key, line, body=draw(texts), jump=draw(jump_lines), issued=draw(days), page=draw(numbers))
        for p in pages
        for line in range(1, draw(st.integers(1, 3)))
    ]
    return Archive(articles, pages=pages, paper="渡口报")


@given(archives())
def test_everything_has_just_one_place(archive: Archive) -> None:
    issues = build_issues(archive)
    known = [a.id for a in archive.articles if day_of(archive.issue_of(a))]
    assert Counter(a.id for issue in issues for a in issue.articles) == Counter(known)
    placed = [s.record.file for i in issues for p in i.pages for s in p.sources]
    loose = [p.source.record.file for p in find_unplaced(archive)]
    assert sorted(placed + loose) == [p.record.file for p in archive.pages if is_newspaper_page(p)]
    for issue in issues:
        there = [p.place for p in issue.pages if p.place]
        assert len(set(there)) == len(there) and there == sorted(there)
        assert not {m.place for m in issue.missing} & set(there)
        assert all(m.grounds for m in issue.missing)


@given(archives())
def test_no_article_goes_on_in_two(archive: Archive) -> None:
    found = stitch(build_issues(archive))
    ends = [a.id for c in found.sure for a in (c.start, c.rest)]
    assert len(set(ends)) == len(ends)
    assert all(c.start.jump and c.start.jump.direction == "to" for c in found.sure)
    assert not {a.id for c in found.unsure for a in (c.start, c.rest)} & set(ends)
