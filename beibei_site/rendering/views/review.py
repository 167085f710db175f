"""How far each article can be trusted; those that need review, least confident first, each with the edit that
would settle it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from beibei_site.content.body import plain
from beibei_site.content.settings import Settings
from beibei_site.domain.findings import Proposal
from beibei_site.domain.model import Article
from beibei_site.domain.problems import BrokenFile
from beibei_site.domain.reasons import because
from beibei_site.domain.review import certainty
from beibei_site.rendering import urls
from beibei_site.rendering.components import Link, SourceLine, Trust, YearOrigin
from beibei_site.rendering.context import SiteContext, article_link
from beibei_site.rendering.lists.paging import Pages, paged
from beibei_site.rendering.outline import Told
from beibei_site.rendering.views.newspaper.sources import orphan_link
from beibei_site.rendering.views.view import View

_PAGE = 20
_NUMERALS = str.maketrans("〇○零一二三四五六七八九", "000123456789")  # as years are spelled


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """One article to review: how sure the reader is, why, and the edit that would settle it."""

    link: Link
    beside: str
    article: Article
    trust: Trust
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
    broken: tuple[BrokenFile, ...]


def trust_in(settings: Settings, told: Told) -> Trust:
    """How far an article can be trusted, and why."""
    article, around, entry = told.article, told.around, told.entry
    file, address = around.file, urls.article(article.id)
    whole = urls.absolute(settings.base_url, address) or address
    edit = settings.edit_address(file=file, id=article.id, title=article.title, address=whole)
    issued = around.issue.issued
    people = [named for named in around.entries if named.record.facet == "people"]
    return Trust(
        file=file,
        edit=edit if settings.edits_file else "",
        report=edit if not settings.mail else "",
        certainty=certainty(article),
        by_hand=entry is None or entry.reasons == (because("by-hand"),),
        reasons=entry.reasons if entry else (),
        alternatives=entry.alternatives if entry else (),
        issued_from=issued.origin if issued else "",
        year_from=_year_origin(article, page_has_year=around.page_has_year),
        listed=tuple(named.link.text for named in people if named.is_listed),
        found=tuple(named.link.text for named in people if not named.is_listed),
    )


def _year_origin(article: Article, *, page_has_year: bool) -> YearOrigin:
    """Where the year of an article's date stands; one that is given with the whole day counts as printed."""
    printed = (article.printed_heading + plain(article.body)).translate(_NUMERALS)
    if article.date_from not in ("dateline", "text") or article.begins[:4] in printed:
        return "text"
    return "page-record" if page_has_year else "page"


def review_views(
    context: SiteContext, doubtful: Sequence[Told], proposals: tuple[Proposal, ...]
) -> Iterator[ReviewView]:
    """The review of the `doubtful` articles in pages; what is not about one article stands on the first."""
    orphans = tuple(orphan_link(context, p, span) for p in context.archive.pages for span in p.record.orphans)
    ranked = sorted(doubtful, key=lambda told: (told.article.confidence, told.article.id))
    for path, part, pages in paged(urls.REVIEW, ranked, _PAGE):
        yield ReviewView(
            path=path,
            items=tuple(_item(context, told) for told in part),
            pages=pages,
            orphans=orphans if pages.is_first else (),
            proposals=proposals if pages.is_first else (),
            broken=context.archive.broken if pages.is_first else (),
        )


def _item(context: SiteContext, told: Told) -> ReviewItem:
    article = told.article
    return ReviewItem(
        link=article_link(article),
        beside=told.around.beside,
        article=article,
        trust=trust_in(context.settings, told),
        edit=_edit(article),
        lines=context.lines_of(article),
    )


def _edit(article: Article) -> str:
    """The front matter to write if the reading is right, or if only its title is wrong."""
    if article.title_from in ("headline", "curator"):
        return "reviewed: true"
    return "title: …\ntitle_from: curator\nreviewed: true"
