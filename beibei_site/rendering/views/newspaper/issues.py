"""An issue: the contents of its pages as a newspaper prints them, what is missing and how that is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from beibei_site.domain.issue import IssuedOrigin
from beibei_site.domain.newspaper.issues import Ground, Issue, IssuePage, MissingPage
from beibei_site.rendering import urls
from beibei_site.rendering.components import Link, PageName
from beibei_site.rendering.context import SiteContext, article_link
from beibei_site.rendering.views.newspaper.contents import Entry, entries
from beibei_site.rendering.views.view import View

MOST_ROWS = 60  # issues in a list of all; more are listed by the year


@dataclass(frozen=True, slots=True)
class Missing:
    """Pages that are not there and have the same grounds: their numbers, how they are known to have existed,
    and the articles whose jump lines lead to them."""

    pages: tuple[str, ...]
    grounds: tuple[Ground, ...]
    articles: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueRow:
    """An issue in a list. `extent` is the number of its pages; 0: nobody has said."""

    name: PageName
    there: tuple[PageName, ...]
    missing: tuple[Missing, ...]
    extent: int
    articles: int


@dataclass(frozen=True, slots=True)
class Contents:
    """A page in an issue's table of contents; `copies` are the files of it."""

    name: PageName
    section: str
    copies: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueView(View):
    """An issue. `others` are issues of other papers on that day, `stories` leads to the articles that tell of
    that day."""

    template: str = "issue.html"
    section: str = "issues"
    row: IssueRow
    origins: tuple[IssuedOrigin, ...]
    contents: tuple[Contents, ...]
    others: tuple[PageName, ...]
    stories: Link | None
    year: Link


def issue_row(context: SiteContext, issue: Issue) -> IssueRow:
    """An issue as lists show it: what is there, what is missing, and how that is known."""
    return IssueRow(
        name=context.shelf.issue_name(issue),
        there=tuple(context.shelf.name(issue, page) for page in issue.pages),
        missing=_missing(issue.missing),
        extent=len(issue.extent),
        articles=len(issue.articles),
    )


def _missing(pages: Sequence[MissingPage]) -> tuple[Missing, ...]:
    """The missing pages; neighbours with the same grounds together, unless a jump line tells of them."""
    found: list[Missing] = []
    for page in pages:
        if found and found[-1].grounds == page.grounds and not page.articles:
            found[-1] = Missing((*found[-1].pages, str(page.place)), page.grounds, ())
        else:
            found.append(Missing((str(page.place),), page.grounds, tuple(map(article_link, page.articles))))
    return tuple(found)


def issue_view(context: SiteContext, issue: Issue, around: tuple[Issue | None, Issue | None]) -> IssueView:
    """An issue; `around` are those before and after it."""
    before, after = (Link(context.shelf.address(i), i.day) if i else None for i in around)
    told = len(context.within(issue.day))
    return IssueView(
        path=context.shelf.address(issue),
        row=issue_row(context, issue),
        origins=issue.origins,
        contents=tuple(_contents(context, issue, page) for page in issue.pages),
        others=tuple(
            context.shelf.issue_name(other) for other in context.shelf.of_day(issue.day) if other is not issue
        ),
        stories=Link(urls.dates(issue.day), issue.day, told) if told else None,
        year=year_link(context, issue),
        up=paper_link(context, issue.paper),
        before=before,
        after=after,
    )


def _contents(context: SiteContext, issue: Issue, page: IssuePage) -> Contents:
    return Contents(
        context.shelf.name(issue, page), page.section, len(page.sources), entries(context, page.articles)
    )


def paper_link(context: SiteContext, paper: str) -> Link:
    """The issues of a paper."""
    return Link(urls.issues(paper=context.shelf.papers.get(paper, "")), paper)


def year_link(context: SiteContext, issue: Issue) -> Link:
    """The issues of an issue's year."""
    year = issue.day[:4]
    return Link(urls.issues(year, context.shelf.papers[issue.paper]), year)
