"""Pieces that many views share: links, cards, month tables, lines of a source page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from beibei_site import dates, urls
from beibei_site.archive import Archive
from beibei_site.model import Article, AuthorityRecord, Facet, SourcePage, Span
from beibei_site.rendering.views import Card, DayCell, Link, MonthTable, SourceLine
from beibei_site.text import plain

_OPENING = 84
FACET_NAMES: dict[Facet, str] = {"people": "人物", "topics": "专题", "places": "地点", "bodies": "机构"}
DATE_NOTES = {
    "dateline": "据电头",
    "text": "据正文",
    "page": "据版面推定",
    "curator": "编者所定",
    "unknown": "日期不详",
}


def article_link(article: Article, note: str = "") -> Link:
    return Link(urls.article(article.id), article.title, note=note)


def entry_link(record: AuthorityRecord, count: int = 0) -> Link:
    return Link(urls.facet(record.facet, record.id), record.preferred, count)


def entry_links(archive: Archive, article: Article, facet: Facet) -> tuple[Link, ...]:
    return tuple(
        entry_link(r, len(archive.with_entry(facet, r.id))) for r in archive.entries_of(article, facet)
    )


def card(archive: Archive, article: Article) -> Card:
    """An article as lists show it."""
    text = next((p for p in plain(article.body).split("\n") if len(p) > 20), plain(article.body))
    return Card(
        target=urls.article(article.id),
        title=article.title,
        title_from=article.title_from,
        date=article.date,
        opening=text[:_OPENING] + ("…" if len(text) > _OPENING else ""),
        people=entry_links(archive, article, "people")[:5],
        topics=entry_links(archive, article, "topics"),
    )


def cards(archive: Archive, articles: Iterable[Article]) -> tuple[Card, ...]:
    return tuple(card(archive, a) for a in articles)


def chinese_date(date: str) -> str:
    """`2020-04-02` as 2020年4月2日; empty as 日期不详."""
    if not date:
        return "日期不详"
    parts = date.split("-")
    return "".join(f"{int(part)}{unit}" for part, unit in zip(parts, "年月日", strict=False))


def month_table(archive: Archive, month: str) -> MonthTable:
    """The calendar of a month `2020-04`."""
    found = archive.within(month)
    counts = Counter(a.date for a in found)
    year, number = map(int, month.split("-"))

    def cell(day: int) -> DayCell:
        date = f"{month}-{day:02d}"
        count = counts.get(date, 0) if day else 0
        return DayCell(day, urls.dates(date) if count else "", count)

    weeks = tuple(tuple(cell(day) for day in week) for week in dates.month_weeks(year, number))
    return MonthTable(chinese_date(month), urls.dates(month), len(found), weeks)


def months_of(archive: Archive, part: str = "") -> list[str]:
    """The months that have articles, of a year or of all years."""
    return sorted({d[:7] for d in archive.dates if d.count("-") and (not part or dates.covers(d, part))})


def line_text(spans: Sequence[Span]) -> str:
    """Spans in words: `1-7、9`."""
    return "、".join(str(s.first) if s.first == s.last else f"{s.first}–{s.last}" for s in spans)


def source_lines(archive: Archive, page: SourcePage) -> tuple[SourceLine, ...]:
    """Every line of a source page with the article it went to, or what else it is."""
    record = page.record
    owner: dict[int, tuple[str, str, str]] = {}
    for article in archive.of_page(record.file):
        target, title = urls.article(article.id), article.title
        owner |= {n: (target, title, "正文") for s in article.source for n in s if s.file == record.file}
    for entry in record.articles:
        for n in (n for s in entry.heading for n in s):
            if n in owner:
                owner[n] = (*owner[n][:2], "标题")
    for role, spans in (("版面附件", record.furniture), ("无主标题", record.orphans)):
        owner |= {n: ("", "", role) for s in spans for n in s if n not in owner}
    owner |= {n: ("", "", "已删去") for e in record.removed for s in e.spans for n in s if n not in owner}
    lines: list[SourceLine] = []
    before = ("", "", "")
    for number, text in enumerate(page.lines, 1):
        here = owner.get(number, ("", "", ""))
        lines.append(SourceLine(number, text, *here, first=bool(text.strip()) and here != before))
        before = here if text.strip() else before
    return tuple(lines)
