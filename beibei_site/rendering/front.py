"""The views that belong to the whole: home, search, about, review, 404, redirects of articles."""

from __future__ import annotations

from collections.abc import Iterator

from beibei_site import urls
from beibei_site.archive import Archive
from beibei_site.findings import Findings
from beibei_site.frontmatter import content_path
from beibei_site.model import Article, LedgerEntry
from beibei_site.rendering.parts import (
    card,
    cards,
    entry_link,
    month_table,
    months_of,
    source_lines,
)
from beibei_site.rendering.prose import to_html
from beibei_site.rendering.views import (
    HomeView,
    Link,
    RedirectView,
    ReviewItem,
    ReviewView,
    SearchView,
    TextView,
    View,
)
from beibei_site.settings import Settings

DOUBTFUL = 0.75
_LATEST = 8
_MONTHS = 6
_ABOUT = """\
这个网站由纸质报纸版面的文字自动整理而成。每篇文章的每一个字都来自所注明的原始版面，逐行可查；
版面上没有标题的文章由程序拟题，并注明“自拟题名”；原文缺失处以〔…〕标出，据另一版面补入的文字写在〔〕内。

日期后的说明告诉读者日期从何而来：据电头、据正文、据版面推定，或由编者所定。

发现错误？请告诉我们，或直接改正 `content/` 中的文本文件：改过的文件不会再被程序改写。
"""


def front_views(archive: Archive, settings: Settings, findings: Findings) -> Iterator[View]:
    yield home_view(archive, settings)
    yield SearchView(path=urls.SEARCH, template="search.html", title="检索", section="search")
    contact = f"\n\n联系：{settings.contact}" if settings.contact else ""
    terms = f"\n\n使用条款：{settings.license}" if settings.license else ""
    about = to_html(_ABOUT + contact + terms)
    yield TextView(path=urls.ABOUT, template="text.html", title="关于", section="about", text=about)
    missing = to_html("这个地址没有页面。请从首页、日期、人物或专题重新找起。")
    yield TextView(path=urls.NOT_FOUND, template="404.html", title="没有这一页", text=missing)
    yield review_view(archive, findings)
    for article in archive.articles:
        for alias in article.aliases:
            yield RedirectView(
                path=urls.article(alias),
                template="redirect.html",
                title=article.title,
                target=urls.article(article.id),
            )


def home_view(archive: Archive, settings: Settings) -> HomeView:
    """The start page: what the archive holds, its newest months, its topics and people."""
    featured = [archive.by_id[i] for i in settings.featured if i in archive.by_id]
    latest = featured or sorted(archive.articles, key=lambda a: (a.date, a.id), reverse=True)[:_LATEST]
    dates = archive.dates or ("", "")
    return HomeView(
        path=urls.HOME,
        template="home.html",
        title=settings.name,
        section="home",
        description=settings.description,
        span=(dates[0], dates[-1]),
        counts=(
            Link(urls.dates(), "篇文章", len(archive.articles)),
            Link(urls.facet("people"), "位人物", len(archive.entries("people"))),
            Link(urls.facet("topics"), "个专题", len(_ranked(archive, "topics"))),
            Link(urls.source(), "个版面", len(archive.pages)),
        ),
        months=tuple(month_table(archive, m) for m in months_of(archive)[-_MONTHS:]),
        latest=cards(archive, latest),
        topics=_ranked(archive, "topics"),
        people=_ranked(archive, "people")[:24],
        intro=to_html(settings.description) if settings.description else "",
    )


def _ranked(archive: Archive, facet: str) -> tuple[Link, ...]:
    records = [(len(archive.with_entry(facet, r.id)), r) for r in archive.entries(facet)]  # type: ignore[arg-type]
    return tuple(entry_link(r, n) for n, r in sorted(records, key=lambda p: (-p[0], p[1].id)) if n)


def is_doubtful(article: Article) -> bool:
    """Whether a person should look at an article: read with little confidence and not yet confirmed."""
    return not article.reviewed and article.confidence < DOUBTFUL


def review_view(archive: Archive, findings: Findings) -> ReviewView:
    """What needs a person's eye, least certain first."""
    entries = {e.id: e for p in archive.pages for e in p.record.articles}
    doubtful = sorted((a for a in archive.articles if is_doubtful(a)), key=lambda a: (a.confidence, a.id))
    orphans = tuple(
        (
            Link(f"{urls.source(p.record.key)}#{urls.line_anchor(s.first)}", p.record.file),
            _words(p.lines, s.first, s.last),
        )
        for p in archive.pages
        for s in p.record.orphans
    )
    return ReviewView(
        path=urls.REVIEW,
        template="review.html",
        title="待审",
        items=tuple(_item(archive, a, entries.get(a.id)) for a in doubtful),
        orphans=orphans,
        problems=tuple(p.message for p in findings.problems),
    )


def _words(lines: tuple[str, ...], first: int, last: int) -> str:
    return " / ".join(line.strip() for line in lines[first - 1 : last])


def _item(archive: Archive, article: Article, entry: LedgerEntry | None) -> ReviewItem:
    page = archive.page_of_file.get(article.source_file or "")
    wanted = {n for s in article.source for n in s}
    return ReviewItem(
        card=card(archive, article),
        file=entry.path if entry else content_path(article),
        confidence=f"{article.confidence:.2f}",
        reasons=entry.reasons if entry else (),
        alternatives=entry.alternatives if entry else (),
        edit="title: …\ntitle_from: headline\nreviewed: true"
        if article.title_from == "supplied"
        else "reviewed: true",
        raw=tuple(line for line in source_lines(archive, page) if line.number in wanted) if page else (),
    )
