"""Archives of any size on disk: articles, topics and settings, and if wanted the pages that printed them.

A weekly paper of four pages, eight articles to a page. Every page has its text in `seeds/` and its record in
`content/pages/`.
"""

from __future__ import annotations

import datetime
import hashlib
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from beibei_site.content.frontmatter import render_article
from beibei_site.content.page_record import record_path, render_record
from beibei_site.domain.model import Article
from beibei_site.domain.record import LedgerEntry, PageRecord
from beibei_site.domain.spans import Span
from benchmarks.search.corpus import make_archive

_A_PAGE, _AN_ISSUE = 8, 32  # articles
_FIRST = datetime.date(1990, 1, 1)
_LINE = 24  # characters of a column
_TOPICS = 40
_SETTINGS = "name: 测试文献库\npaper: 渡口报\nlanguage: zh-CN\n"


def write_archive(root: Path, count: int, *, pages: bool) -> None:
    """An archive of `count` articles below `root`; with `pages`, each stands on one."""
    (root / "seeds").mkdir(parents=True)
    articles = list(make_articles(count))
    _write(root / "content/site.yml", _SETTINGS)
    _write(root / "content/topics.yml", "".join(map(_topic, range(_TOPICS))))
    for number in range(0, count, _A_PAGE):
        write_page(root, articles[number : number + _A_PAGE], pages=pages)


def make_articles(count: int, start: int = 0) -> Iterator[Article]:
    """Articles `start` to `count` of an archive, each with the day of its issue and its page."""
    made = sorted(make_archive(count).articles, key=lambda article: article.id)
    for number, article in enumerate(islice(made, start, None), start):
        issue, place = divmod(number, _AN_ISSUE)
        issued = _FIRST + datetime.timedelta(weeks=issue)
        yield replace(
            article,
            date=(issued - datetime.timedelta(days=place % 7)).isoformat(),
            date_from="dateline",
            issued=issued.isoformat(),
            issued_from="folio",
            page=str(place // _A_PAGE + 1),
            topics=(f"topic-{number % _TOPICS}",) if number % 3 else (),
        )


def write_page(root: Path, articles: Sequence[Article], *, pages: bool) -> None:
    """The articles of one page; with `pages`, the page as well."""
    first = articles[0]
    name = f"{first.issued}-{first.page}.txt"
    lines: list[str] = []
    entries: list[LedgerEntry] = []
    for article in articles:
        start = len(lines) + 1
        lines += _printed(article)
        if pages:
            spans = (Span(name, start, len(lines)),)
            article = replace(article, source=spans)
            entries.append(LedgerEntry(id=article.id, spans=spans, added="2026-11-01"))
        write_article(root, article)
    if pages:
        text = "\n".join(lines) + "\n"
        _write(root / "seeds" / name, text)
        _write(root / "content" / record_path(name), render_record(_record(name, text, first, entries)))


def write_article(root: Path, article: Article) -> None:
    year, month, _ = article.date.split("-")
    _write(root / "content/articles" / year / month / f"{article.id}.md", render_article(article))


def _record(name: str, text: str, first: Article, entries: Iterable[LedgerEntry]) -> PageRecord:
    return PageRecord(
        file=name,
        key=name.removesuffix(".txt"),
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        kind="page",
        issued=first.issued,
        page=first.page,
        articles=tuple(entries),
    )


def _printed(article: Article) -> Iterator[str]:
    """An article as the lines of a column."""
    yield article.title
    for paragraph in article.body.split("\n\n"):
        yield from textwrap.wrap(paragraph, _LINE)


def _topic(number: int) -> str:
    return f"topic-{number}:\n  name: 专题{number}\n  terms: {{第{number}号工程: 3}}\n"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
