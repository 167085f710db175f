"""When: the year of a page from what it and its neighbours say, and the day of each story.

The order of proof: what a curator has set, full dates, then plausible mentions of a year. Plans for
later years and looks back may not win; unknown stays unknown.
"""

from __future__ import annotations

import calendar
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from beibei_site.domain import dates
from beibei_site.domain.model import Dateline, IssueDate, PageRecord, Story

_FULL = re.compile(
    r"(?<!\d)((?:19|20)\d{2})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日(?:\s*星期([一二三四五六日天]))?"
)
_MONTH_DAY_YEAR = re.compile(r"(\d{1,2})\s*月\s*(\d{1,2})\s*日[，,]\s*((?:19|20)\d{2})\s*年")
_WEEKDAY = re.compile(r"(?<![\d年])(\d{1,2})\s*月\s*(\d{1,2})\s*日\s*星期([一二三四五六日天])")
_YEAR = re.compile(
    r"(?P<before>.{0,8}?)(?<!\d)(?P<year>(?:19|20)\d{2})\s*(?:年|[—–-]\s*(?P<until>(?:19|20)\d{2})\s*年)(?P<after>.{0,14})",
    re.S,
)
_PLAN = re.compile(
    r"(?:到|至|力争|预计|计划|确保|将于|有望)$|^(?:底前|年底前|以前|前|.{0,6}(?:建成|完成|实现|候选|目标))"
)
_BACK = re.compile(
    r"(?:自|从|于|截至|早在|始于|建于|创办于|成立于|回顾|与|较|比)$|^(?:以来|起|开始|.{0,10}(?:考核|审计|决算|同期|相比))"
)
_THIS_YEAR = re.compile(r"今年[^。；]{0,24}?((?:19|20)\d{2})年|((?:19|20)\d{2})年[^。；]{0,12}?今年")
_LAST_YEAR = re.compile(r"(?:去年|上年)[^。；，,]{0,8}?((?:19|20)\d{2})年")
_WEIGHTS = {
    "full date": 6.0,
    "day, then year": 5.0,
    "this year": 4.0,
    "weekday": 8.0,
    "mention": 1.0,
    "past": 0.25,
}
_DAY = re.compile(
    r"(?:(?P<year>(?:19|20)\d{2})\s*年\s*)?(?<![\d.])(?P<month>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*日(?P<after>.{0,3})"
)
_LEAD = re.compile(
    r"^[^，。]{0,36}?(?:讯|电|报道|消息|记者[^，。）)]{0,20})[）)：:\s]*(?:[（(][^）)]{0,40}[）)])?[：:\s]*"
)
_NEAR = 12


@dataclass(frozen=True, slots=True)
class PageText:
    """What dating needs of one page: its name, all its text, its stories, and the curator's word."""

    file: str
    text: str
    stories: tuple[Story, ...]
    record: PageRecord | None = None


def year_evidence(text: str) -> dict[int, float]:
    """How much of a page's text speaks for each year being its own."""
    found: defaultdict[int, float] = defaultdict(float)
    for year, *_ in _FULL.findall(text):
        found[int(year)] += _WEIGHTS["full date"]
    for _, _, year in _MONTH_DAY_YEAR.findall(text):
        found[int(year)] += _WEIGHTS["day, then year"]
    for a, b in _THIS_YEAR.findall(text):
        found[int(a or b)] += _WEIGHTS["this year"]
    for year in _LAST_YEAR.findall(text):
        found[int(year) + 1] += _WEIGHTS["this year"]
    for match in _YEAR.finditer(text):
        before, after = match["before"], match["after"]
        if match["until"] or _PLAN.search(before) or _PLAN.match(after):
            continue
        looks_back = _BACK.search(before) or _BACK.match(after)
        found[int(match["year"])] += _WEIGHTS["past" if looks_back else "mention"]
    return dict(found)


def weekday_years(text: str, near: int) -> set[int]:
    """The years within ten of `near` in which a printed day (4月2日 星期四) fell on its weekday."""
    years: set[int] = set()
    for month, day, weekday in _WEEKDAY.findall(text):
        wanted = "一二三四五六日".index(weekday.replace("天", "日"))
        for year in range(near - 10, near + 11):
            if (
                dates.make(year, int(month), int(day))
                and calendar.weekday(year, int(month), int(day)) == wanted
            ):
                years.add(year)
    return years


def own_year(page: PageText) -> tuple[int | None, str]:
    """The year of a page by its curator or by its own text, and the evidence; None if it does not tell.

    Of the years that have a fair share of the evidence the latest wins: a paper looks back more often
    than ahead.
    """
    record = page.record
    if record is not None and (record.year or record.issued):
        return record.year or int((record.issued or "")[:4]), "set by the curator"
    evidence = year_evidence(page.text)
    if not evidence:
        return None, ""
    strongest = max(evidence.values())
    year = max(y for y, weight in evidence.items() if weight >= 0.3 * strongest)
    by_weekday = weekday_years(page.text, year)
    if by_weekday and year not in by_weekday:
        year = min(by_weekday, key=lambda y: (abs(y - year), y))
        return year, "the printed weekday"
    return year, f"the page speaks of {year}"


def find_years(pages: Sequence[PageText], alike: Mapping[str, str]) -> dict[str, tuple[int | None, str]]:
    """The year of every page, and how it is known.

    A page that does not tell takes the year of the page that prints the same story (`alike`), else that
    of its nearest neighbour in the order of names, if the neighbours on both sides agree.
    """
    found = {page.file: own_year(page) for page in pages}
    for page in pages:
        other = alike.get(page.file)
        if found[page.file][0] is None and other and found[other][0] is not None:
            found[page.file] = found[other][0], f"the same story stands in {other}"
    names = [page.file for page in pages]
    known = dict(found)
    for at, name in enumerate(names):
        if found[name][0] is None:
            before = next((known[n][0] for n in reversed(names[:at]) if known[n][0]), None)
            after = next((known[n][0] for n in names[at + 1 :] if known[n][0]), None)
            if before is not None and before == after:
                found[name] = before, "its neighbours' year"
    return found


def date_page(page: PageText, year: int | None) -> IssueDate:
    """The day of the page itself: as set, as printed in its folio, or the latest of its datelines."""
    record = page.record
    if record is not None and record.issued:
        return IssueDate(record.issued, "curator", "set by the curator")
    days = [d for story in page.stories if (d := opening_day(story)[0]) is not None]
    if year is None or not days:
        return IssueDate(str(year), "page", "") if year else IssueDate()
    values = sorted(v for d in days if (v := _with_year(d, year, days)))
    return (
        IssueDate(values[-1], "page", "the latest dateline on the page")
        if values
        else IssueDate(str(year), "page")
    )


def opening_day(story: Story) -> tuple[Dateline | None, bool]:
    """The day that opens a story, and whether it stands as a dateline, right after the lead."""
    for at, block in enumerate([b for b in story.blocks if b.kind == "paragraph"][:2]):
        lead = _LEAD.match(block.text) if at == 0 else None
        for match in _DAY.finditer(block.text[:160]):
            line = Dateline(
                int(match["month"]), int(match["day"]), int(match["year"]) if match["year"] else None
            )
            ahead = re.match(r"(?:起|前|之前|止|开始|至|将)", match["after"])
            if dates.make(2000, line.month, line.day) and not ahead:
                return line, lead is not None and match.start() <= lead.end() + _NEAR and at == 0
    inside = re.match(r"[^，。]{0,20}?(\d{1,2})月(\d{1,2})日[^，。]{0,6}电", story.text)
    return (Dateline(int(inside[1]), int(inside[2])), True) if inside else (None, False)


def date_story(story: Story, page: PageText, year: int | None) -> IssueDate:
    """The date of one story: its dateline, the day its text opens with, else the page's."""
    day, is_dateline = opening_day(story)
    others = [d for s in page.stories if (d := opening_day(s)[0]) is not None]
    if day is not None and (day.year or year):
        value = _with_year(day, year or day.year or 0, others, page.record.issued if page.record else None)
        if value:
            return IssueDate(value, "dateline" if is_dateline else "text", f"{day.month}月{day.day}日")
    return date_page(page, year)


def _with_year(day: Dateline, year: int, others: Sequence[Dateline], issued: str | None = None) -> str:
    """The full date of a printed day; in a January paper December is of the year before."""
    if day.year:
        return dates.make(day.year, day.month, day.day) or ""
    turns = day.month == 12 and any(d.month == 1 for d in others)
    value = dates.make(year - turns, day.month, day.day) or ""
    if issued and value > issued and issued.count("-") == 2:
        value = dates.make(int(issued[:4]) - 1, day.month, day.day) or ""
    return value
