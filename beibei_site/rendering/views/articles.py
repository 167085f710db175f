"""The views of one article: its page, the page beside its raw lines, the page beside its twins."""

from __future__ import annotations

from collections.abc import Iterator

from beibei_site.domain.model import FACETS, Article, Credit
from beibei_site.rendering import urls
from beibei_site.rendering.alignment import line_text
from beibei_site.rendering.context import Holdings, article_link
from beibei_site.rendering.outputs.citations import is_picture
from beibei_site.rendering.related import find_related
from beibei_site.rendering.views.parts import Link, Mention, Related
from beibei_site.rendering.views.types import ArticleView, BesideView, CollationView, RedirectView, View


def article_views(holdings: Holdings) -> Iterator[View]:
    """Every article's page and what belongs to it, in the archive's order; redirects of former ids."""
    articles = holdings.archive.articles
    related = find_related(holdings)
    order = (None, *articles, None)
    for at, article in enumerate(articles):
        yield _article_view(holdings, article, order[at], order[at + 2], related.get(article.id, ()))
        yield from _companions(holdings, article)
        for alias in article.aliases:
            yield RedirectView(path=urls.article(alias), template="redirect.html", link=article_link(article))


def _article_view(
    holdings: Holdings,
    article: Article,
    before: Article | None,
    after: Article | None,
    related: tuple[Related, ...],
) -> ArticleView:
    page = holdings.archive.page_of_file.get(article.source_file or "")
    record = page.record if page else None
    return ArticleView(
        path=urls.article(article.id),
        template="article.html",
        title=article.title,
        section="dates",
        article=article,
        before=article_link(before) if before else None,
        after=article_link(after) if after else None,
        authors=tuple(dict.fromkeys(c.name for c in article.byline if not is_picture(c.role))),
        credits=_credits(article.byline),
        issued=(record.issued if record else None) or "",
        paper=(record.paper if record else None) or holdings.settings.paper,
        page=article.page or (record.page if record else None),
        mentions=_mentions(holdings, article),
        keywords=_keywords(holdings, article),
        source=_source(holdings, article),
        lines=line_text(article.source),
        twins=tuple(_twin(t) for t in _twins(holdings, article)),
        related=related,
        reasons=tuple(
            (holdings.entry(("topics", r.topic), counted=False), r)
            for r in holdings.findings.reasons.get(article.id, ())
            if ("topics", r.topic) in holdings.records
        ),
    )


def _credits(credits: tuple[Credit, ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The names under each role, in the order of the byline."""
    roles = dict.fromkeys(c.role for c in credits)
    return tuple((role, tuple(c.name for c in credits if c.role == role)) for role in roles)


def _mentions(holdings: Holdings, article: Article) -> tuple[Mention, ...]:
    """The entries of every facet, each with the strings by which the text may name it."""
    terms = {r.topic: tuple(t for t, _ in r.terms) for r in holdings.findings.reasons.get(article.id, ())}
    found = []
    for key in holdings.keys[article.id]:
        record = holdings.records[key]
        forms = (record.preferred, *record.variants) if key[0] != "topics" else terms.get(record.id, ())
        found.append(Mention(holdings.entry(key), key[0], tuple(f for f in forms if f in article.body)))
    return tuple(sorted(found, key=lambda m: FACETS.index(m.facet)))


def _keywords(holdings: Holdings, article: Article) -> tuple[Link, ...]:
    """The keywords that are no entries as well, each with a search for it."""
    names = {holdings.records[key].preferred for key in holdings.keys[article.id]}
    return tuple(Link(urls.search(word), word) for word in article.keywords if word not in names)


def _source(holdings: Holdings, article: Article) -> Link | None:
    """The place of an article's first line on the page of its seed."""
    page = holdings.archive.page_of_file.get(article.source_file or "")
    if not page:
        return None
    first = min(span.first for span in article.source)
    return Link(f"{urls.source(page.record.key)}#{urls.line_anchor(first)}", page.record.file)


def _twins(holdings: Holdings, article: Article) -> tuple[Article, ...]:
    by_id = holdings.archive.by_id
    return tuple(by_id[i] for i in article.twins if i in by_id and i != article.id)


def _twin(twin: Article) -> Link:
    return article_link(twin, note=twin.source_file or "")


def _companions(holdings: Holdings, article: Article) -> Iterator[View]:
    """The pages that stand beside an article's own."""
    up = article_link(article)
    source, lines = _source(holdings, article), holdings.lines_of(article)
    if source and lines:
        yield BesideView(
            path=urls.beside(article.id),
            template="beside.html",
            title=article.title,
            section="sources",
            up=up,
            article=article,
            source=source,
            lines=lines,
        )
    twins = _twins(holdings, article)
    if twins:
        yield CollationView(
            path=urls.collation(article.id),
            template="collation.html",
            title=article.title,
            section="dates",
            up=up,
            article=article,
            twins=tuple((_twin(t), t) for t in twins),
        )
