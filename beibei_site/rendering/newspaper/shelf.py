"""The issues and pages of an archive with their addresses, and where each file and each article stands."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property

from beibei_site.chinese.pinyin import in_letters
from beibei_site.domain.archive import Archive
from beibei_site.domain.issue import value_of
from beibei_site.domain.model import Article
from beibei_site.domain.newspaper.issues import Issue, IssuePage, build_issues, is_newspaper_page, paper_of
from beibei_site.domain.newspaper.unplaced import UnplacedPage, find_unplaced
from beibei_site.domain.record import SourcePage
from beibei_site.domain.text import first_free
from beibei_site.rendering import urls
from beibei_site.rendering.components import PageName

_RESERVED = re.compile(r"|unknown|\d.*")  # addresses below issues/ that are no paper's


class Shelf:
    """All issues with their places on the site. Read-only; every property is computed once."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    @cached_property
    def issues(self) -> tuple[Issue, ...]:
        return build_issues(self._archive)

    @cached_property
    def unplaced(self) -> tuple[UnplacedPage, ...]:
        return find_unplaced(self._archive)

    @cached_property
    def papers(self) -> dict[str, str]:
        """The papers and their names in addresses: the archive's own (empty) first, if it has issues."""
        found: dict[str, str] = {}
        for paper in sorted({issue.paper for issue in self.issues}):
            name = in_letters(paper) if paper else ""
            name = f"paper-{name}".strip("-") if paper and _RESERVED.fullmatch(name) else name
            found[paper] = first_free(name, set(found.values()).__contains__) if paper else ""
        return found

    @cached_property
    def _by_paper(self) -> dict[str, list[Issue]]:
        found: dict[str, list[Issue]] = defaultdict(list)
        for issue in self.issues:
            found[issue.paper].append(issue)
        return dict(found)

    def of_paper(self, paper: str) -> tuple[Issue, ...]:
        """The issues of one paper by day."""
        return tuple(self._by_paper.get(paper, ()))

    @cached_property
    def _by_day(self) -> dict[str, list[Issue]]:
        found: dict[str, list[Issue]] = defaultdict(list)
        for issue in self.issues:
            found[issue.day].append(issue)
        return dict(found)

    def of_day(self, day: str) -> tuple[Issue, ...]:
        """The issues of one day, that of the archive's own paper first."""
        return tuple(self._by_day.get(day, ()))

    @cached_property
    def thickest(self) -> int:
        """The most pages that the archive has of one issue."""
        return max((len(issue.pages) for issue in self.issues), default=0)

    def address(self, issue: Issue) -> str:
        return urls.issue(issue.day, self.papers[issue.paper])

    def issue_name(self, issue: Issue) -> PageName:
        """An issue by its paper and day."""
        return PageName(target=self.address(issue), paper=issue.paper, day=issue.day)

    def name(self, issue: Issue, page: IssuePage) -> PageName:
        """A page of an issue. Articles without a page and a file stand on the page of the issue itself."""
        if place := page.place:
            own = str(place)
        elif page.sources:
            own = f"unnumbered-{page.sources[0].record.key}"
        else:
            return self.issue_name(issue)
        return PageName(
            target=urls.issue_page(issue.day, own, self.papers[issue.paper]),
            paper=issue.paper,
            day=issue.day,
            page=page.printed,
            count=len(page.articles),
        )

    @cached_property
    def names(self) -> dict[str, PageName]:
        """Every file of the archive by its name: the page of the issue that it is, or its own page."""
        own = {page.record.file: self._own_name(page) for page in self._archive.pages}
        return own | {
            source.record.file: self.name(issue, page)
            for issue in self.issues
            for page in issue.pages
            for source in page.sources
        }

    def _own_name(self, source: SourcePage) -> PageName:
        articles, issue = self._archive.of_page(source.record.file), source.record.issue
        return PageName(
            target=urls.source(source.record.key),
            paper=paper_of(value_of(issue.paper), self._archive.paper),
            day=value_of(issue.issued),
            page=value_of(issue.page),
            lead=leading_headline(articles),
            count=len(articles),
            kind="page" if is_newspaper_page(source) else source.record.kind or "",
        )

    @cached_property
    def addresses(self) -> tuple[str, ...]:
        """The addresses of all calendars, issues and pages, each once."""
        years = (urls.issues(i.day[:4], self.papers[i.paper]) for i in self.issues)
        indexes = (urls.issues(paper=slug) for slug in self.papers.values())
        pages = (self.name(issue, page).target for issue in self.issues for page in issue.pages)
        issues = map(self.address, self.issues)
        return tuple(dict.fromkeys([urls.issues(), *indexes, *years, *issues, *pages, urls.UNPLACED]))

    @cached_property
    def by_article(self) -> dict[str, tuple[Issue, IssuePage]]:
        """The issue and the page that printed an article, by its id, where they are known."""
        return {
            article.id: (issue, page)
            for issue in self.issues
            for page in issue.pages
            for article in page.articles
        }

    def line_anchor(self, file: str, number: int) -> str:
        """The anchor of a line on the page of its file: of a page's further copies with the file's key."""
        first = self._first_copies.get(file, file) == file
        key = self._archive.page_of_file[file].record.key
        return urls.line_anchor(number) if first else f"{key}-{urls.line_anchor(number)}"

    @cached_property
    def _first_copies(self) -> dict[str, str]:
        """For each file in an issue, the first of the copies of its page."""
        return {
            source.record.file: page.sources[0].record.file
            for issue in self.issues
            for page in issue.pages
            for source in page.sources
        }


def leading_headline(articles: Sequence[Article]) -> str:
    """The first printed headline of a page, or else its first title."""
    printed = [a.title for a in articles if a.title_from == "headline"]
    return next(iter([*printed, *(a.title for a in articles)]), "")
