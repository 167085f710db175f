"""A page of the newspaper, or another file of the archive: its articles, and its lines with where each
went."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from beibei_site.content.output import OutputFile
from beibei_site.domain.newspaper.issues import Issue
from beibei_site.domain.record import SourcePage
from beibei_site.rendering import urls
from beibei_site.rendering.alignment import BODY, HEADING, shares
from beibei_site.rendering.components import Link, PageName, Shares, SourceLine
from beibei_site.rendering.context import SiteContext
from beibei_site.rendering.lists.paging import beside
from beibei_site.rendering.views.newspaper.contents import Entry, entries
from beibei_site.rendering.views.newspaper.issues import paper_link, year_link
from beibei_site.rendering.views.view import RedirectView, View


@dataclass(frozen=True, slots=True)
class LineRun:
    """Neighbouring lines of one article (`number` is its mark) or, outside of articles, of one role."""

    article: Link | None
    number: int
    role: str
    lines: tuple[SourceLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """One file of a page: its articles, its lines in runs, and what its record says; the template has the
    words for the names of `facts`. `anchor` stands before the anchors of its lines."""

    file: str
    raw: str
    entries: tuple[Entry, ...]
    runs: tuple[LineRun, ...]
    facts: dict[str, str]
    shares: Shares
    anchor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView(View):
    """A page: its files (more than one are copies of it), and articles on it that are in none of them.

    `previous` and `following` are the pages beside it in its issue, `earlier` and `later` the issues around
    that; `story_days` (first and last) and `not_before` are what is known of a page whose issue is not.
    """

    template: str = "page.html"
    section: str = "issues"
    name: PageName
    issue: Link | None = None
    year: Link | None = None
    printed_section: str = ""
    ledgers: tuple[Ledger, ...]
    others: tuple[Entry, ...] = ()
    earlier: PageName | None = None
    later: PageName | None = None
    previous: PageName | None = None
    following: PageName | None = None
    story_days: tuple[str, str] = ("", "")
    not_before: str = ""


def page_views(context: SiteContext) -> Iterator[View]:
    """The pages of all issues, those whose issue is not known, and all other files; for each file in an
    issue a redirect from its own address."""
    for paper in context.shelf.papers:
        issues = context.shelf.of_paper(paper)
        for at, issue in enumerate(issues):
            yield from _pages_of(context, issue, beside(issues, at))
    unplaced = {page.source.record.file: at for at, page in enumerate(context.shelf.unplaced)}
    for source in context.archive.pages:
        name = context.shelf.names[source.record.file]
        own = urls.source(source.record.key)
        if name.target == own:
            yield _own_page(context, source, unplaced)
        else:
            yield RedirectView(path=own, link=Link(name.target, source.record.file))


def _pages_of(
    context: SiteContext, issue: Issue, around: tuple[Issue | None, Issue | None]
) -> Iterator[PageView]:
    """The pages of one issue that have an address of their own."""
    shelf = context.shelf
    pages = [page for page in issue.pages if page.place or page.sources]
    names = [shelf.name(issue, page) for page in pages]
    earlier, later = (shelf.issue_name(other) if other else None for other in around)
    for at, (page, name) in enumerate(zip(pages, names, strict=True)):
        previous, following = beside(names, at)
        files = {source.record.file for source in page.sources}
        yield PageView(
            path=name.target,
            name=name,
            issue=Link(shelf.address(issue), issue.day),
            year=year_link(context, issue),
            up=paper_link(context, issue.paper),
            printed_section=page.section,
            ledgers=tuple(_ledger(context, source) for source in page.sources),
            others=entries(context, (a for a in page.articles if a.source_file not in files)),
            previous=previous,
            following=following,
            earlier=earlier,
            later=later,
        )


def _own_page(context: SiteContext, source: SourcePage, shelved: Mapping[str, int]) -> PageView:
    """A page whose issue is not known, or a file that is no page, at the address of its file; `shelved` says
    where it stands among the former."""
    name = context.shelf.names[source.record.file]
    ledgers = (_ledger(context, source),)
    at = shelved.get(source.record.file)
    if at is None:
        return PageView(path=name.target, name=name, ledgers=ledgers)
    around = beside(context.shelf.unplaced, at)
    previous, following = (context.shelf.names[p.source.record.file] if p else None for p in around)
    known = context.shelf.unplaced[at]
    return PageView(
        path=name.target,
        name=name,
        printed_section=known.section,
        ledgers=ledgers,
        story_days=(known.first, known.last),
        not_before=known.not_before,
        previous=previous,
        following=following,
    )


def _ledger(context: SiteContext, source: SourcePage) -> Ledger:
    record = source.record
    articles = context.archive.of_page(record.file)
    numbers = {urls.article(a.id): number for number, a in enumerate(articles, 1)}
    lines = context.lines(source)
    facts = {"file": record.file, "encoding": record.encoding, "sha256": record.sha256}
    return Ledger(
        file=record.file,
        raw=urls.raw(record.key) if source.lines else "",
        entries=entries(context, articles, are_numbered=True),
        runs=tuple(_runs(lines, numbers)),
        facts={name: value for name, value in facts.items() if value},
        shares=shares(lines),
        anchor=context.shelf.line_anchor(record.file, 0).removesuffix(urls.line_anchor(0)),
    )


def _runs(lines: Sequence[SourceLine], numbers: dict[str, int]) -> Iterator[LineRun]:
    """The lines in runs; blank lines go with what stands before them."""
    for (article, role), run in groupby(_with_destination(lines), key=lambda pair: pair[0]):
        number = numbers.get(article.target, 0) if article else 0
        yield LineRun(article, number, role, tuple(line for _, line in run))


def _with_destination(
    lines: Iterable[SourceLine],
) -> Iterator[tuple[tuple[Link | None, str], SourceLine]]:
    """Every line with the article that it is in, or its role if it is in none."""
    where: tuple[Link | None, str] = (None, "")
    for line in lines:
        if line.text.strip():
            where = (line.article, "" if line.role in (HEADING, BODY) else line.role)
        yield where, line


def raw_files(context: SiteContext) -> Iterator[OutputFile]:
    """The text of every file of the archive, for readers to keep."""
    for source in context.archive.pages:
        if source.lines:
            text = "\n".join(source.lines)
            yield OutputFile(urls.raw(source.record.key), text.encode())
