"""The articles of one file, each beside the lines that it was read from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from beibei_site.domain.model import Article
from beibei_site.rendering import urls
from beibei_site.rendering.alignment import AlignedParagraph, align
from beibei_site.rendering.components import Link, PageName, SourceLine, Trust
from beibei_site.rendering.context import SiteContext, article_link
from beibei_site.rendering.lists.around import line_target
from beibei_site.rendering.lists.paging import Pages, paged
from beibei_site.rendering.outline import Told
from beibei_site.rendering.views.review import trust_in
from beibei_site.rendering.views.view import View


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """An article with its lines; `line` is the address of each on the page of its file but for the number."""

    link: Link
    article: Article
    trust: Trust
    lines: tuple[SourceLine, ...]
    line: str

    @property
    def paragraphs(self) -> tuple[AlignedParagraph, ...]:
        return align(self.article, self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class BesideView(View):
    """Articles beside their lines, in the order of the page `place`."""

    template: str = "beside.html"
    section: str = "sources"
    place: PageName
    articles: tuple[ReadArticle, ...]
    pages: Pages


def beside_views(context: SiteContext, file: str, told: Sequence[Told]) -> Iterator[BesideView]:
    """The list of the articles of a file, as far as their lines are there, in its order."""
    key = context.archive.page_of_file[file].record.key
    read = [one for one in told if context.lines_of(one.article)]
    for path, part, pages in paged(urls.beside(key), read) if read else ():
        yield BesideView(
            path=path,
            title=file,
            place=context.shelf.names[file],
            articles=tuple(_read(context, file, told) for told in part),
            pages=pages,
        )


def _read(context: SiteContext, file: str, told: Told) -> ReadArticle:
    article = told.article
    return ReadArticle(
        link=article_link(article),
        article=article,
        trust=trust_in(context.settings, told),
        lines=context.lines_of(article),
        line=line_target(context, file, 0).removesuffix("0"),
    )
