"""The view of one article, with its source lines, twins and neighbours."""

from __future__ import annotations

from beibei_site import urls
from beibei_site.archive import Archive
from beibei_site.findings import Findings
from beibei_site.frontmatter import REPORTER
from beibei_site.model import Article
from beibei_site.rendering.collation import collate
from beibei_site.rendering.parts import (
    DATE_NOTES,
    article_link,
    chinese_date,
    entry_links,
    line_text,
    source_lines,
)
from beibei_site.rendering.prose import has_marks, to_html
from beibei_site.rendering.views import ArticleView, Link, SourceLine, TwinPart
from beibei_site.text import plain


def article_view(
    archive: Archive,
    article: Article,
    before: Article | None,
    after: Article | None,
    findings: Findings,
    lines: tuple[SourceLine, ...],
) -> ArticleView:
    """The page of `article`, which stands between `before` and `after` in time; `lines` are its page's."""
    page = archive.page_of_file.get(article.source_file or "")
    wanted = {n for s in article.source for n in s}
    return ArticleView(
        path=urls.article(article.id),
        template="article.html",
        title=article.title,
        section="dates",
        description=plain(article.body)[:120],
        article=article,
        body=to_html(article.body),
        byline="　".join(f"{c.role} {c.name}" for c in article.byline if c.role != REPORTER)
        if all(c.role != REPORTER for c in article.byline)
        else _byline(article),
        date_note=DATE_NOTES[article.date_from],
        day=Link(urls.dates(article.date), chinese_date(article.date)) if article.date else None,
        people=entry_links(archive, article, "people"),
        topics=entry_links(archive, article, "topics"),
        places=entry_links(archive, article, "places"),
        bodies=entry_links(archive, article, "bodies"),
        source=Link(f"{urls.source(page.record.key)}#{urls.line_anchor(min(wanted))}", page.record.file)
        if page and wanted
        else None,
        lines=line_text(article.source),
        raw=tuple(line for line in lines if line.number in wanted),
        twins=_twins(archive, article),
        before=article_link(before) if before else None,
        after=article_link(after) if after else None,
        reasons=_reasons(archive, article, findings),
        has_marks=has_marks(article.body),
    )


def _byline(article: Article) -> str:
    names = [c.name if c.role == REPORTER else f"{c.name}（{c.role}）" for c in article.byline]
    return f"{REPORTER} " + "　".join(names) if names else ""


def _twins(archive: Archive, article: Article) -> tuple[TwinPart, ...]:
    found = [archive.by_id[i] for i in article.twins if i in archive.by_id]
    return tuple(TwinPart(article_link(t, note=t.source_file or ""), collate(article, t)) for t in found)


def _reasons(archive: Archive, article: Article, findings: Findings) -> tuple[tuple[str, str], ...]:
    """For each topic of the article the words that gave it."""
    reasons = dict(findings.reasons).get(article.id, ())
    told = []
    for reason in reasons:
        record = archive.entry("topics", reason.topic)
        words = "、".join(f"{term}×{count}" for term, count in reason.terms)
        told.append((record.preferred if record else reason.topic, words))
    return tuple(told)


def all_articles(archive: Archive, findings: Findings) -> list[ArticleView]:
    """The views of all articles, in the archive's order."""
    lines = {page.record.file: source_lines(archive, page) for page in archive.pages}
    order = (None, *archive.articles, None)
    return [
        article_view(
            archive, article, order[at], order[at + 2], findings, lines.get(article.source_file or "", ())
        )
        for at, article in enumerate(archive.articles)
    ]
