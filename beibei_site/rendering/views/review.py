"""Articles that need review, least confident first, with the edit that would settle each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from beibei_site.content.frontmatter import content_path
from beibei_site.domain.findings import Proposal
from beibei_site.domain.model import Article
from beibei_site.domain.reasons import Reason
from beibei_site.domain.review import is_doubtful
from beibei_site.rendering import urls
from beibei_site.rendering.components import Link, SourceLine
from beibei_site.rendering.context import SiteContext, article_link
from beibei_site.rendering.lists.paging import Pages, paged
from beibei_site.rendering.views.newspaper.sources import orphan_link
from beibei_site.rendering.views.view import View

_PAGE = 20


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """One article to review: how sure the reader is, why, and the edit that would settle it."""

    link: Link
    beside: str
    article: Article
    file: str
    reasons: tuple[Reason, ...]
    alternatives: tuple[Reason, ...]
    edit: str
    lines: tuple[SourceLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewView(View):
    template: str = "review.html"
    section: str = "review"
    items: tuple[ReviewItem, ...]
    pages: Pages
    orphans: tuple[Link, ...]
    proposals: tuple[Proposal, ...]


def review_views(context: SiteContext) -> Iterator[ReviewView]:
    """The review in pages; what is not about one article stands on the first."""
    doubtful = sorted(filter(is_doubtful, context.archive.articles), key=lambda a: (a.confidence, a.id))
    orphans = tuple(orphan_link(context, p, span) for p in context.archive.pages for span in p.record.orphans)
    for path, articles, pages in paged(urls.REVIEW, doubtful, _PAGE):
        yield ReviewView(
            path=path,
            items=tuple(_item(context, a) for a in articles),
            pages=pages,
            orphans=orphans if pages.is_first else (),
            proposals=context.findings.proposals if pages.is_first else (),
        )


def _item(context: SiteContext, article: Article) -> ReviewItem:
    entry = context.archive.ledger.get(article.id)
    lines = context.lines_of(article)
    return ReviewItem(
        link=article_link(article),
        beside=urls.beside(article.id) if lines else "",
        article=article,
        file=entry.path if entry and entry.path else content_path(article),
        reasons=entry.reasons if entry else (),
        alternatives=entry.alternatives if entry else (),
        edit=_edit(article),
        lines=lines,
    )


def _edit(article: Article) -> str:
    """The front matter to write if the reading is right, or if only its title is wrong."""
    if article.title_from in ("headline", "curator"):
        return "reviewed: true"
    return "title: …\ntitle_from: curator\nreviewed: true"
