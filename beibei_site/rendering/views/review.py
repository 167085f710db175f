"""How far each article can be trusted; those that need review, least confident first, each with the edit that
would settle it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from beibei_site.content.body import plain
from beibei_site.content.frontmatter import content_path
from beibei_site.domain.findings import Proposal
from beibei_site.domain.model import Article
from beibei_site.domain.problems import BrokenFile
from beibei_site.domain.reasons import because
from beibei_site.domain.record import PageRecord
from beibei_site.domain.review import certainty
from beibei_site.rendering import urls
from beibei_site.rendering.components import Link, SourceLine, Trust, YearOrigin
from beibei_site.rendering.context import SiteContext, article_link
from beibei_site.rendering.lists.paging import Pages, paged
from beibei_site.rendering.outline import Told
from beibei_site.rendering.views.newspaper.contents import beside_target
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


def trust_in(context: SiteContext, told: Told) -> Trust:
    """How far an article can be trusted, and why."""
    article, entry = told.article, told.entry
    page = context.archive.page_of_file.get(article.source_file or "")
    file = context.archive.files.get(article.id) or content_path(article)
    address = urls.article(article.id)
    settings = context.settings
    edit = settings.edit_address(
        file=file, id=article.id, title=article.title, address=context.absolute(address) or address
    )
    issued = context.archive.issue_of(article).issued
    people = [key for key in context.keys(article) if key[0] == "people"]
    names = {key: context.links[key].text for key in people}
    return Trust(
        file=file,
        edit=edit if settings.edits_file else "",
        report=edit if not settings.mail else "",
        certainty=certainty(article),
        by_hand=entry is None or entry.reasons == (because("by-hand"),),
        reasons=entry.reasons if entry else (),
        alternatives=entry.alternatives if entry else (),
        issued_from=issued.origin if issued else "",
        year_from=_year_origin(article, page.record if page else None),
        listed=tuple(name for key, name in names.items() if key in context.findings.listed),
        found=tuple(name for key, name in names.items() if key not in context.findings.listed),
    )


def _year_origin(article: Article, record: PageRecord | None) -> YearOrigin:
    """Where the year of an article's date stands; one that is given with the whole day counts as printed."""
    printed = (article.printed_heading + plain(article.body)).translate(_NUMERALS)
    if article.date_from not in ("dateline", "text") or article.begins[:4] in printed:
        return "text"
    return "page-record" if record and record.year else "page"


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
        beside=beside_target(context, article),
        article=article,
        trust=trust_in(context, told),
        edit=_edit(article),
        lines=context.lines_of(article),
    )


def _edit(article: Article) -> str:
    """The front matter to write if the reading is right, or if only its title is wrong."""
    if article.title_from in ("headline", "curator"):
        return "reviewed: true"
    return "title: …\ntitle_from: curator\nreviewed: true"
