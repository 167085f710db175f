"""What the page of an article shows of the rest of the archive."""

from __future__ import annotations

from dataclasses import dataclass

from beibei_site.content.cache import key_of
from beibei_site.content.frontmatter import content_path
from beibei_site.domain.issue import IssueData
from beibei_site.domain.model import Article, AuthorityRecord
from beibei_site.domain.spans import first_of
from beibei_site.rendering import urls
from beibei_site.rendering.components import Link, PageName, Printing
from beibei_site.rendering.context import SiteContext, article_link
from beibei_site.rendering.lists.paging import page_of
from beibei_site.rendering.lists.reading import Series, series_of
from beibei_site.rendering.lists.trails import trail_of


@dataclass(frozen=True, slots=True)
class JumpLink:
    """A jump line: its direction, the page that it names (as a number), that page's address (empty: not in
    the archive), and the article there if it is known which one it is."""

    direction: str
    page: str
    target: str = ""
    article: Link | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """An entry that an article has; `is_listed`: whether a curator has written its record."""

    record: AuthorityRecord
    link: Link
    is_listed: bool


class Around:
    """What stands around an article: whoever is given this, and no more of the archive, makes what depends on
    nothing else in it. Nothing is worked out before it is asked for."""

    __slots__ = ("_article", "_context")

    def __init__(self, context: SiteContext, article: Article) -> None:
        self._context = context
        self._article = article

    @property
    def file(self) -> str:
        """Its file, below `content/`."""
        return self._context.archive.files.get(self._article.id) or content_path(self._article)

    @property
    def issue(self) -> IssueData:
        return self._context.archive.issue_of(self._article)

    @property
    def page_has_year(self) -> bool:
        """Whether the record of its page says of which year it is."""
        page = self._context.archive.page_of_file.get(self._article.source_file or "")
        return bool(page and page.record.year)

    @property
    def entries(self) -> tuple[Named, ...]:
        context = self._context
        listed = context.findings.listed
        keys = context.keys(self._article)
        return tuple(Named(context.records[key], context.links[key], key in listed) for key in keys)

    @property
    def neighbours(self) -> tuple[Link | None, Link | None]:
        """The story before and the story after."""
        before, after = self._context.neighbours[self._article.id]
        return article_link(before) if before else None, article_link(after) if after else None

    @property
    def source(self) -> Link | None:
        """The place of its first line on the page of its seed."""
        file = self._article.source_file or ""
        if file not in self._context.archive.page_of_file:
            return None
        return Link(line_target(self._context, file, first_of(self._article.source)), file)

    @property
    def beside(self) -> str:
        return beside_target(self._context, self._article)

    @property
    def jump(self) -> JumpLink | None:
        return jump_link(self._context, self._article)

    @property
    def place(self) -> PageName | None:
        return self._context.place_of(self._article)

    @property
    def is_in_issue(self) -> bool:
        return self._article.id in self._context.shelf.by_article

    @property
    def also(self) -> tuple[Printing, ...]:
        """Its story's other printings."""
        printings = self._context.archive.printings_of(self._article)
        return tuple(self._context.printing(a) for a in printings if a.id != self._article.id)

    @property
    def series(self) -> Series | None:
        return series_of(self._context, self._article)

    @property
    def crumbs(self) -> tuple[Link, ...]:
        return trail_of(self._context, self._article)

    @property
    def key(self) -> str:
        """The digest of all that can be asked for here."""
        return key_of([getattr(self, name) for name in _SHOWN])


_SHOWN = tuple(name for name, what in vars(Around).items() if isinstance(what, property) and name != "key")


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
    at = context.read_places.get(article.id)
    return urls.beside(page.record.key, article.id, page_of(at)) if page and at is not None else ""


def line_target(context: SiteContext, file: str, number: int) -> str:
    """The address of a line of a file of the archive."""
    return f"{context.shelf.names[file].target}#{context.shelf.line_anchor(file, number)}"
