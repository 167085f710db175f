"""The contents of a page as a newspaper prints them: kicker, headline, deck, and where an article goes on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from beibei_site.domain.model import Article
from beibei_site.rendering import urls
from beibei_site.rendering.components import Link
from beibei_site.rendering.context import SiteContext, article_link
from beibei_site.rendering.lists.paging import page_of


@dataclass(frozen=True, slots=True)
class JumpLink:
    """A jump line: its direction, the page that it names (as a number), that page's address (empty: not in
    the archive), and the article there if it is known which one it is."""

    direction: str
    page: str
    target: str = ""
    article: Link | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """An article in a table of contents; `number` is its mark beside the lines of the page (0: none)."""

    link: Link
    kicker: str
    deck: tuple[str, ...]
    jump: JumpLink | None
    number: int = 0


def entries(
    context: SiteContext, articles: Iterable[Article], *, are_numbered: bool = False
) -> tuple[Entry, ...]:
    """The contents of a page with these articles, in their order."""
    return tuple(
        Entry(article_link(a), a.kicker or "", a.deck, jump_link(context, a), number if are_numbered else 0)
        for number, a in enumerate(articles, 1)
    )


def jump_link(context: SiteContext, article: Article) -> JumpLink | None:
    """The jump line of an article, with links as far as they lead somewhere."""
    jump = article.jump
    if jump is None:
        return None
    other = context.archive.by_id.get(context.findings.parts.get(article.id, ""))
    issue, page = context.shelf.by_article.get(article.id, (None, None))
    target = issue.jump_target(jump, page) if issue and page else None
    return JumpLink(
        jump.direction,
        str(jump.page),
        context.shelf.name(issue, target).target if issue and target else "",
        article_link(other) if other else None,
    )


def beside_target(context: SiteContext, article: Article) -> str:
    """Where an article stands beside its lines; empty if they are not there."""
    page = context.archive.page_of_file.get(article.source_file or "")
    read = [a.id for a in context.articles_read_from(page.record.file)] if page else []
    if page is None or article.id not in read:
        return ""
    return urls.beside(page.record.key, article.id, page_of(read.index(article.id)))


def line_target(context: SiteContext, file: str, number: int) -> str:
    """The address of a line of a file of the archive."""
    return f"{context.shelf.names[file].target}#{context.shelf.line_anchor(file, number)}"
