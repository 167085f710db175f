"""The articles of one file, each beside the lines that it was read from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from beibei_site.domain.model import Article
from beibei_site.rendering import urls
from beibei_site.rendering.alignment import AlignedParagraph, align
from beibei_site.rendering.components import Link, PageName, SourceLine, Trust
from beibei_site.rendering.context import SiteContext, article_link
from beibei_site.rendering.lists.paging import Pages, paged
from beibei_site.rendering.views.newspaper.contents import line_target
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


def beside_views(context: SiteContext) -> Iterator[BesideView]:
    """For every file whose lines are there, a list of the articles that were read from it."""
    for page in context.archive.pages:
        file = page.record.file
        found = context.articles_read_from(file)
        for path, articles, pages in paged(urls.beside(page.record.key), found) if found else ():
            yield BesideView(
                path=path,
                title=file,
                place=context.shelf.names[file],
                articles=tuple(_read(context, file, article) for article in articles),
                pages=pages,
            )


def _read(context: SiteContext, file: str, article: Article) -> ReadArticle:
    return ReadArticle(
        link=article_link(article),
        article=article,
        trust=trust_in(context, article),
        lines=context.lines_of(article),
        line=line_target(context, file, 0).removesuffix("0"),
    )
