"""The contents of a page as a newspaper prints them: kicker, headline, deck, and where an article goes on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from beibei_site.domain.model import Article
from beibei_site.rendering.components import Link
from beibei_site.rendering.context import SiteContext, article_link
from beibei_site.rendering.lists.around import JumpLink, jump_link


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
