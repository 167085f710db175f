"""The pages of which nobody knows the issue, and what can be said of them all the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from beibei_site.domain.archive import Archive
from beibei_site.domain.dates import first_and_last, is_day
from beibei_site.domain.issue import value_of
from beibei_site.domain.model import Article, DateOrigin
from beibei_site.domain.newspaper.issues import day_of, is_newspaper_page, paper_of
from beibei_site.domain.record import SourcePage

_TELLING: tuple[tuple[DateOrigin, ...], ...] = (("dateline", "curator"), ("text",))  # the surer ones first


@dataclass(frozen=True, slots=True, kw_only=True)
class UnplacedPage:
    """A page without a day of issue: its paper (empty: the archive's own), what is known of the day
    (`2020-04`; mostly nothing), its number and section, its articles, the days that they tell of (empty:
    unknown), and the day before which it cannot have been printed."""

    source: SourcePage
    articles: tuple[Article, ...]
    paper: str
    issued: str
    page: str
    section: str
    first: str
    last: str
    not_before: str


def find_unplaced(archive: Archive) -> tuple[UnplacedPage, ...]:
    """All such pages, by the day before which they cannot have been printed; those without one last."""
    return tuple(sorted(_unplaced(archive), key=lambda p: (p.not_before or "9999", p.source.record.file)))


def _unplaced(archive: Archive) -> Iterator[UnplacedPage]:
    for source in filter(is_newspaper_page, archive.pages):
        issue = source.record.issue
        if day_of(issue):
            continue
        articles = archive.of_page(source.record.file)
        first, last = first_and_last(a.date for a in articles if is_day(a.date))
        yield UnplacedPage(
            source=source,
            articles=articles,
            paper=paper_of(value_of(issue.paper), archive.paper),
            issued=value_of(issue.issued),
            page=value_of(issue.page),
            section=value_of(issue.section),
            first=first,
            last=last,
            not_before=_not_before(articles),
        )


def _not_before(articles: tuple[Article, ...]) -> str:
    """The last of the days that the articles tell of: no paper prints what has not happened.

    A day that was inferred from the page says nothing about it; one read in the text counts only if no
    dateline gives one, as a text may also name a day to come.
    """
    for origins in _TELLING:
        days = [a.date for a in articles if a.date_from in origins and is_day(a.date)]
        if days:
            return max(days)
    return ""
