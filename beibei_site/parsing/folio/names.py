"""The issue in a file name or a document title: 江浦日报_20210603_A02.txt, 2021/06/03/2.pdf."""

from __future__ import annotations

import re

from beibei_site.domain import dates
from beibei_site.domain.issue import IssueData, IssuedOrigin, Printed
from beibei_site.domain.text import fold_width
from beibei_site.parsing.folio.days import find_days
from beibei_site.parsing.folio.issue import page_number
from beibei_site.parsing.folio.words import is_paper

_COMPACT = re.compile(
    r"(?<![0-9])(?P<year>(?:19|20)\d{2})(?P<sign>[-_./]?)(?P<month>\d{2})(?P=sign)(?P<day>\d{2})(?![0-9A-Za-z])"
)
_HEX = re.compile(r"[0-9a-f]{12,}", re.I)  # a digest, not a date
_PRINTED_PAGE = re.compile(r"第?([A-Za-z]?\d{1,3}|[一二三四五六七八九十]{1,3})版|[头頭]版")
_PAGE_BEHIND = re.compile(r"[-_ /.p]+([A-Za-z]?\d{1,2})(?![\w])")


def issue_of_name(name: str) -> IssueData:
    """What the name of a seed, including its folders, says about its issue.

    >>> found = issue_of_name("江浦日报_20210603_A02.txt")
    >>> found.issued.value, found.paper.value, found.page.value
    ('2021-06-03', '江浦日报', 'A02')
    >>> issue_of_name("000_055a70a6cdb3e695.txt")
    IssueData(issued=None, paper=None, page=None, section=None)
    """
    return issue_in_words(name.rsplit(".", 1)[0], "file")


def issue_in_words(words: str, origin: IssuedOrigin) -> IssueData:
    """The issue in a name or title; empty without a full date."""
    text = _HEX.sub(" ", fold_width(words))
    found = find_days(text)
    if found:
        day, end = found[0].value, found[0].end
    else:
        match = next((m for m in _COMPACT.finditer(text) if _day(m)), None)
        if match is None:
            return IssueData()
        day, end = _day(match) or "", match.end()
    page = _PRINTED_PAGE.search(text) or _PAGE_BEHIND.match(text, end)
    paper = next(filter(is_paper, re.split(r"[\W_\d]+", text)), None)
    return IssueData(
        issued=Printed(day, origin),
        paper=Printed(paper, origin) if paper else None,
        page=Printed(page_number(page[0].strip("-_ /.p")), origin) if page else None,
    )


def _day(match: re.Match[str]) -> str | None:
    return dates.make(int(match["year"]), int(match["month"]), int(match["day"]))
