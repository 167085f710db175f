"""`content/issues.yml`: which pages issues had, where a curator knows it.

2020-05-01: {pages: 4}
2020-06-09: {pages: [A1-A8, B1-B4]}
江城日报:                        # a paper other than the archive's own
  2020-06-09: {pages: 8}
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from beibei_site.content.checks import is_page_number
from beibei_site.content.formats import yamltext
from beibei_site.domain import dates
from beibei_site.domain.issue import IssueExtent
from beibei_site.domain.problems import SetupError, require_none

FILE = "issues.yml"
_MOST = 400  # pages of an issue
_NEITHER = "is neither a day nor a paper with its days"
_AS_DAY = "Write 2020-05-01: {pages: 4}, for another paper below its name."
_DAY = re.compile(r"\d{4}(?:\D|$)")
_RANGE = re.compile(
    r"(?P<section>[A-Za-z]{0,2})(?P<first>\d{1,3})\s*[-–]\s*(?:(?P=section))(?P<last>\d{1,3})"
)


def parse_issues(text: str, file: str) -> tuple[IssueExtent, ...]:
    """The issues in the YAML `text` of `file`; raises SetupError that names file, line and key."""
    extents: list[IssueExtent] = []
    errors: list[SetupError] = []
    for key, value in yamltext.parse_mapping(text, file).items():
        paper = "" if _DAY.match(key) else key
        days = {key: value} if not paper else value
        if not isinstance(days, dict):
            line = yamltext.line_at(text, key)
            errors.append(SetupError(f"{key}: {_NEITHER}", file=file, line=line, remedy=_AS_DAY))
            continue
        for day, entry in days.items():
            try:
                extents.append(IssueExtent(_day(day), tuple(_pages(entry)), paper))
            except ValueError as error:
                line = yamltext.line_at(text, *filter(None, [paper, str(day)]))
                errors.append(SetupError(f"{day}: {error}", file=file, line=line))
    require_none(errors)
    return tuple(extents)


def _day(value: object) -> str:
    day = dates.normalise(value)
    if not dates.is_day(day):
        raise ValueError("is not a day; write 2020-05-01")
    return day


def _pages(entry: object) -> Iterator[str]:
    """The pages of an issue in full; raises ValueError for what is no number of pages and no list of
    pages."""
    if not isinstance(entry, Mapping) or set(entry) != {"pages"}:
        raise ValueError("write {pages: 4}, or {pages: [A1-A8, B1-B4]}; there are no other keys")
    pages = entry["pages"]
    if isinstance(pages, int) and not isinstance(pages, bool):
        if not 1 <= pages <= _MOST:
            raise ValueError(f"pages: {pages} is no number of pages; it is from 1 to {_MOST}")
        yield from map(str, range(1, pages + 1))
    elif isinstance(pages, list) and pages:
        for item in pages:
            yield from _range(str(item))
    else:
        raise ValueError("pages: write their number, or a list such as [A1-A8, B1-B4]")


def _range(text: str) -> Iterator[str]:
    """
    >>> list(_range("A1-A3")), list(_range("头版"))
    (['A1', 'A2', 'A3'], ['头版'])
    """
    match = _RANGE.fullmatch(text.strip())
    if match:
        numbers = range(int(match["first"]), int(match["last"]) + 1)
        pages = [f"{match['section']}{number}" for number in numbers]
    else:
        pages = [text.strip()]
    if not pages or not all(map(is_page_number, pages)):
        raise ValueError(f"pages: '{text}' is no page; write 2, A6, 头版 or a range such as A1-A8")
    yield from pages
