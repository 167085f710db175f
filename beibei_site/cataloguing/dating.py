"""Dating: the year of each page, then the day of each of its stories.

A year comes from, in this order: the curator, the page's own text, a page that prints the same story, the
pages of its folder and paper on both sides. If none of them decides it, it stays unknown.
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from beibei_site.domain import dates
from beibei_site.domain.dates import ENGLISH_DAY, MONTH_DAY, YEAR, month_and_day
from beibei_site.domain.issue import NO_ISSUE, FileKind, IssueData, in_year, merged, value_of
from beibei_site.domain.lead import lead_length
from beibei_site.domain.model import IssueDate, Story
from beibei_site.domain.record import PageRecord
from beibei_site.domain.text import is_english


@dataclass(frozen=True, slots=True)
class ReadPage:
    """What dating needs to know about a page: name, full text, stories, the curator's record, and the issue
    printed on the page itself."""

    file: str
    text: str
    stories: tuple[Story, ...]
    record: PageRecord | None = None
    printed: IssueData = NO_ISSUE
    kind: FileKind = "page"

    @property
    def issue(self) -> IssueData:
        """The issue of the page; values set by the curator take precedence."""
        return issue_of(None, self)

    @property
    def issued(self) -> str:
        """The day of issue; empty if it is unknown."""
        return value_of(self.issue.issued)


def issue_of(story: Story | None, page: ReadPage) -> IssueData:
    """The issue in which a story was printed: from the curator, the story's own source line, or its page."""
    read = merged(story.issue if story else NO_ISSUE, page.printed)
    return merged(page.record.set_issue, in_year(read, page.record.year)) if page.record else read


@dataclass(frozen=True, slots=True)
class YearRule:
    """A pattern that names a year, with its weight as evidence (a plain mention is 1).

    `pattern` has a group `year`; the page's year is `ahead` years after the one named.
    """

    name: str
    pattern: re.Pattern[str]
    weight: float
    ahead: int = 0


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Context before or after a year that changes the weight of the mention."""

    name: str
    before: re.Pattern[str]
    after: re.Pattern[str]
    weight: float


YEAR_RULES = (
    YearRule("full date", re.compile(rf"(?<!\d)(?P<year>{YEAR})\s*年\s*{MONTH_DAY}日"), 6.0),
    YearRule("day, then year", re.compile(rf"{MONTH_DAY}日[，,]\s*(?P<year>{YEAR})\s*年"), 5.0),
    YearRule("this year, by its number", re.compile(rf"今年[^。；]{{0,24}}?(?P<year>{YEAR})年"), 4.0),
    YearRule("number, then this year", re.compile(rf"(?P<year>{YEAR})年[^。；]{{0,12}}?今年"), 4.0),
    YearRule(
        "last year, by its number", re.compile(rf"[去上]年[^。；，,]{{0,8}}?(?P<year>{YEAR})年"), 4.0, 1
    ),
)
MENTION = 1.0
SURROUNDINGS = (
    Surroundings(
        "a plan",
        re.compile(r"(?:到|(?<!截)至|力争|预计|计划|确保|将于|有望)$"),
        re.compile(r"底前|年底前|以前|前|.{0,6}(?:建成|完成|实现|候选|目标)"),
        0.0,
    ),
    Surroundings(
        "a look back",
        re.compile(r"(?:自|从|于|截至|早在|始于|建于|创办于|成立于|回顾|与|较|比)$"),
        re.compile(r"以来|起|开始|.{0,10}(?:考核|审计|决算|同期|相比)"),
        0.25,
    ),
)
_MENTION = re.compile(rf"(?<!\d)(?P<year>{YEAR})\s*年")
_SPAN_OF_YEARS = re.compile(rf"{YEAR}\s*[—–-]\s*{YEAR}\s*年")
_NAMED = 4.0  # enough evidence for the year of a single article, which may name any year
_FAIR_SHARE = 0.3  # of the strongest year's evidence

_WEEKDAY = re.compile(rf"(?<![\d年]){MONTH_DAY}日\s*星期(?P<weekday>[一二三四五六日天])")
_WEEKDAYS = "一二三四五六日"
_NEAR = 10  # years before and after in which to match a printed weekday

_DAY = re.compile(rf"(?:(?P<year>{YEAR})\s*年\s*)?(?<![\d.]){MONTH_DAY}日(?!起|前|之前|止|开始|至|将)")
_ENGLISH = re.compile(ENGLISH_DAY)
_OPENING = 160  # characters at the start of a paragraph in which a story may give its day
_NEWS = 3  # days: news is at most this old when printed
_AFTER_LEAD = 12  # characters between a lead and its dateline


def year_evidence(text: str) -> dict[int, float]:
    """The evidence in a page's text for each year being its own, in units of plain mentions."""
    found: defaultdict[int, float] = defaultdict(float)
    for rule in YEAR_RULES:
        for match in rule.pattern.finditer(text):
            found[int(match["year"]) + rule.ahead] += rule.weight
    for match in _MENTION.finditer(_SPAN_OF_YEARS.sub("", text)):
        found[int(match["year"])] += _weigh(match)
    return {year: weight for year, weight in found.items() if weight}


def _weigh(mention: re.Match[str]) -> float:
    before = mention.string[max(0, mention.start() - 8) : mention.start()]
    after = mention.string[mention.end() : mention.end() + 14]
    return next((s.weight for s in SURROUNDINGS if s.before.search(before) or s.after.match(after)), MENTION)


def weekday_years(text: str, near: int) -> set[int]:
    """The years within ten of `near` in which a printed day (4月2日 星期四) fell on that weekday."""
    return {
        year
        for match in _WEEKDAY.finditer(text)
        for year in range(near - _NEAR, near + _NEAR + 1)
        if dates.make(year, int(match["month"]), int(match["day"]))
        and calendar.weekday(year, int(match["month"]), int(match["day"]))
        == _WEEKDAYS.index(match["weekday"].replace("天", "日"))
    }


def own_year(page: ReadPage) -> int | None:
    """The year of a page, from its curator or its own text; None if neither gives one.

    Articles in a collection have no year in common. Of the years with a fair share of the evidence, the
    latest wins: newspapers look back more often than ahead. If a printed weekday contradicts that year, the
    nearest year that fits is taken.
    """
    set_year = page.record.year if page.record else None
    if set_year or page.issued:
        return set_year or int(dates.begins(page.issued)[:4])
    evidence = year_evidence(page.text)
    strongest = max(evidence.values(), default=0.0)
    if page.kind == "collection" or (page.kind == "article" and strongest < _NAMED):
        return None
    year = max((y for y, weight in evidence.items() if weight >= _FAIR_SHARE * strongest), default=None)
    if year is None:
        return None
    return min(weekday_years(page.text, year), key=lambda y: (abs(y - year), y), default=year)


def find_years(pages: Sequence[ReadPage], twin_pages: Mapping[str, str]) -> dict[str, int]:
    """The year of every page that can be dated.

    A page without evidence of its own takes the year of the page that prints the same story (`twin_pages`),
    or else, if it is a page of a newspaper, that of the dated pages next to it in its folder, in the given
    order, if both sides agree on year and paper.
    """
    own = {page.file: year for page in pages if (year := own_year(page))}
    twin = {file: own[other] for file, other in twin_pages.items() if other in own}
    known = twin | own
    folders: defaultdict[str, list[ReadPage]] = defaultdict(list)
    for page in pages:
        if page.kind == "page":
            folders[page.file.rpartition("/")[0]].append(page)
    agreed = (found for folder in folders.values() for found in _agreed(folder, known))
    return dict(agreed) | known


def _agreed(pages: Sequence[ReadPage], known: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    """Those of the pages of one folder whose neighbours agree on year (as far as it is `known`) and paper."""
    papers = [value_of(page.issue.paper) for page in pages]
    told = [
        (known[page.file], paper) if page.file in known else None
        for page, paper in zip(pages, papers, strict=True)
    ]
    after = [*_latest(reversed(told))][::-1]
    for page, paper, one, other in zip(pages, papers, _latest(told), after, strict=True):
        if one and one == other and paper in ("", one[1]):
            yield page.file, one[0]


def _latest(told: Iterable[tuple[int, str] | None]) -> Iterator[tuple[int, str] | None]:
    """The last that is known at each position."""
    return accumulate(told, lambda last, one: one or last)


@dataclass(frozen=True, slots=True)
class Opening:
    """The day that opens a story (its year is seldom printed); `is_dateline` if directly after the lead."""

    month: int
    day: int
    year: int | None = None
    is_dateline: bool = False


def opening_day(story: Story) -> Opening | None:
    """The first valid calendar day at the start of one of a story's first two paragraphs.

    A day that marks a start or a deadline (4月2日起) is not the date of the story.
    """
    paragraphs = [block.text for block in story.blocks if block.kind == "paragraph"]
    lead = lead_length(paragraphs[0]) if paragraphs else 0
    for at, paragraph in enumerate(paragraphs[:2]):
        for match in (_ENGLISH if is_english(paragraph) else _DAY).finditer(paragraph[:_OPENING]):
            month, day = month_and_day(match)
            if dates.make(2000, month, day):  # a leap year, so that 29 February is valid
                is_dateline = at == 0 and bool(lead) and match.start() <= lead + _AFTER_LEAD
                return Opening(month, day, int(match["year"] or 0) or None, is_dateline)
    return None


def date_stories(page: ReadPage, year: int | None) -> tuple[IssueDate, ...]:
    """The date of each story: its dateline, or the day its text opens with, or the date of the page.

    The page's date is its day of issue, or else the latest day that one of its stories opens with. If the day
    of issue is known, a day in the text counts only if it is that day or one of the three before it: older
    news is not printed.
    """
    openings = [opening_day(story) for story in page.stories]
    turns = any(o.month == 1 for o in openings if o)
    issues = [issue_of(story, page).issued for story in page.stories]
    values = [
        _own_day(opening, year, turns, value_of(issue))
        for opening, issue in zip(openings, issues, strict=True)
    ]
    page_date = _page_date(values, year)
    return tuple(
        IssueDate(value, "dateline" if opening and opening.is_dateline else "text")
        if value
        else IssueDate(issue.value, "curator" if issue.origin == "page-record" else "page")
        if issue
        else page_date
        for opening, value, issue in zip(openings, values, issues, strict=True)
    )


def _own_day(opening: Opening | None, year: int | None, turns: bool, issued: str) -> str:
    """The day that a story gives for itself; empty if it gives none."""
    if opening is None:
        return ""
    if not dates.is_day(issued):
        return _full_date(opening, year, turns)
    issue = datetime.date.fromisoformat(issued)
    value = _full_date(opening, issue.year, False)
    if value > issued and not opening.year:
        value = _full_date(opening, issue.year - 1, False)
    before = (issue - datetime.date.fromisoformat(value)).days if value else -1
    return value if 0 <= before <= _NEWS else ""


def _page_date(values: Iterable[str], year: int | None) -> IssueDate:
    """The date of a page derived from its stories: the latest, or else just the year."""
    return IssueDate(max(values, default="") or str(year), "page") if year else IssueDate()


def _full_date(opening: Opening, year: int | None, turns: bool) -> str:
    """The full date of a printed day; empty if its year is unknown or the date does not exist.

    If the year `turns` (another story opens in January), December belongs to the previous year.
    """
    if year is None or opening.year:
        year, turns = opening.year or 0, False
    return dates.make(year - (turns and opening.month == 12), opening.month, opening.day) or ""
