"""What the archive holds of the newspaper: pages and issues that are there, missing or damaged, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import reduce

from beibei_site.domain.model import SourcePage
from beibei_site.rendering import urls
from beibei_site.rendering.alignment import shares
from beibei_site.rendering.context import Holdings, article_link
from beibei_site.rendering.prose import count_lacunae, count_restored
from beibei_site.rendering.views.paging import paged
from beibei_site.rendering.views.parts import Flaw, Holding, Issue, Link, Shares
from beibei_site.rendering.views.types import CoverageView, SourcesView, SourceView, View


def source_views(holdings: Holdings) -> Iterator[View]:
    """The list of source pages, the page of each with its lines, and the coverage."""
    kept = tuple(_holding(holdings, page) for page in holdings.archive.pages)
    for path, part, pages in paged(urls.source(), kept):
        yield SourcesView(
            path=path, template="sources.html", section="sources", holdings=tuple(part), pages=pages
        )
    for at, page in enumerate(holdings.archive.pages):
        yield _source_view(holdings, page, kept, at)
    yield _coverage_view(holdings, kept)


def _source_view(holdings: Holdings, page: SourcePage, kept: Sequence[Holding], at: int) -> SourceView:
    record = page.record
    facts = (
        ("file", record.file),
        ("paper", record.paper or ""),
        ("issued", record.issued or ""),
        ("page", str(record.page or "")),
        ("encoding", record.encoding),
        ("sha256", record.sha256),
    )
    return SourceView(
        path=urls.source(record.key),
        template="source.html",
        title=record.key,
        section="sources",
        before=kept[at - 1].link if at else None,
        after=kept[at + 1].link if at + 1 < len(kept) else None,
        up=Link(urls.source(), ""),
        file=record.file,
        lines=holdings.lines[record.file],
        articles=tuple(article_link(a) for a in holdings.archive.of_page(record.file)),
        facts=tuple((name, value) for name, value in facts if value),
        shares=kept[at].shares,
    )


def _holding(holdings: Holdings, page: SourcePage) -> Holding:
    record = page.record
    articles = holdings.archive.of_page(record.file)
    days = sorted(a.date for a in articles if a.date)
    return Holding(
        link=Link(urls.source(record.key), record.file),
        paper=record.paper or holdings.settings.paper,
        issued=record.issued or "",
        first=days[0] if days else "",
        last=days[-1] if days else "",
        page=record.page,
        articles=len(articles),
        shares=shares(holdings.lines[record.file]),
        flaws=tuple(_flaws(holdings, page)),
    )


def _flaws(holdings: Holdings, page: SourcePage) -> Iterator[Flaw]:
    """What a reader of one source page must know to be missing or damaged."""
    record = page.record
    here = urls.source(record.key)
    if not page.lines:
        yield Flaw("no-seed", Link(here, record.file))
    for article in holdings.archive.of_page(record.file):
        lost, restored = count_lacunae(article.body), count_restored(article.body)
        if lost:
            yield Flaw("lacuna", article_link(article), number=lost)
        if restored:
            yield Flaw("restored", article_link(article), number=restored)
        if article.jump:
            yield Flaw(f"jump-{article.jump.direction}", article_link(article), number=article.jump.page)
    for span in record.orphans:
        words = " / ".join(line.strip() for line in page.lines[span.first - 1 : span.last])
        yield Flaw("orphan", Link(f"{here}#{urls.line_anchor(span.first)}", words))


def total_shares(holdings: Holdings) -> Shares:
    """The shares of all source pages together."""
    return reduce(_add, (shares(lines) for lines in holdings.lines.values()), Shares())


def _add(a: Shares, b: Shares) -> Shares:
    return Shares(
        a.total + b.total,
        a.article + b.article,
        a.furniture + b.furniture,
        a.orphan + b.orphan,
        a.removed + b.removed,
    )


def _coverage_view(holdings: Holdings, kept: tuple[Holding, ...]) -> CoverageView:
    archive = holdings.archive
    undated = len(archive.within(""))
    return CoverageView(
        path=urls.COVERAGE,
        template="coverage.html",
        section="sources",
        shares=total_shares(holdings),
        issues=tuple(_issues(holdings, kept)),
        holdings=kept,
        undated=Link(urls.undated(), "", undated) if undated else None,
        supplied=sum(a.title_from == "supplied" for a in archive.articles),
        reviewed=sum(a.reviewed for a in archive.articles),
        total=len(archive.articles),
    )


def _issues(holdings: Holdings, kept: Sequence[Holding]) -> Iterator[Issue]:
    """The issues of which the day is known, with the pages that jump lines and gaps show to be missing."""
    there: dict[str, dict[int, Link]] = defaultdict(dict)
    needed: dict[str, set[int]] = defaultdict(set)
    for page, holding in zip(holdings.archive.pages, kept, strict=True):
        if not holding.issued:
            continue
        if holding.page:
            there[holding.issued][holding.page] = holding.link
        jumps = (a.jump.page for a in holdings.archive.of_page(page.record.file) if a.jump)
        needed[holding.issued].update(jumps)
    for day in sorted(set(there) | set(needed)):
        known = there[day]
        wanted = needed[day] | set(range(1, max(known, default=0) + 1))
        yield Issue(
            day,
            tuple(Link(known[n].target, str(n)) for n in sorted(known)),
            tuple(sorted(wanted - set(known))),
        )
