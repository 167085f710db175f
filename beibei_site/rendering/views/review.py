"""What needs a person's eye, the least certain first, with the edit that would settle it."""

from __future__ import annotations

from collections.abc import Iterator

from beibei_site.content.frontmatter import content_path
from beibei_site.domain.model import Article
from beibei_site.domain.review import is_doubtful
from beibei_site.rendering import urls
from beibei_site.rendering.context import Holdings, article_link
from beibei_site.rendering.views.paging import paged
from beibei_site.rendering.views.parts import Link, ReviewItem
from beibei_site.rendering.views.types import ReviewView

_PAGE = 20


def review_views(holdings: Holdings) -> Iterator[ReviewView]:
    """The review in pages; what is not about one article stands on the first."""
    doubtful = sorted(filter(is_doubtful, holdings.archive.articles), key=lambda a: (a.confidence, a.id))
    for path, articles, pages in paged(urls.REVIEW, doubtful, _PAGE):
        first = pages.number == 1
        yield ReviewView(
            path=path,
            template="review.html",
            section="review",
            items=tuple(_item(holdings, a) for a in articles),
            pages=pages,
            orphans=tuple(_orphans(holdings)) if first else (),
            proposals=holdings.findings.proposals if first else (),
        )


def _orphans(holdings: Holdings) -> Iterator[Link]:
    """The headings whose text is on none of the pages."""
    for page in holdings.archive.pages:
        for span in page.record.orphans:
            words = " / ".join(line.strip() for line in page.lines[span.first - 1 : span.last])
            target = f"{urls.source(page.record.key)}#{urls.line_anchor(span.first)}"
            yield Link(target, words, note=page.record.file)


def _item(holdings: Holdings, article: Article) -> ReviewItem:
    entry = holdings.ledger.get(article.id)
    return ReviewItem(
        link=article_link(article),
        beside=urls.beside(article.id) if holdings.lines_of(article) else "",
        article=article,
        file=entry.path if entry and entry.path else content_path(article),
        reasons=entry.reasons if entry else (),
        alternatives=entry.alternatives if entry else (),
        edit=_edit(article),
        lines=holdings.lines_of(article),
    )


def _edit(article: Article) -> str:
    """The front matter to write if the reading is right, or if only its title is wrong."""
    if article.title_from == "headline":
        return "reviewed: true"
    return "title: …\ntitle_from: headline\nreviewed: true"
