"""The issue that printed a page or an article: day, paper, page and section, each with where it was read."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Literal

from beibei_site.domain import dates
from beibei_site.domain.spans import Span

FileKind = Literal["page", "article", "collection"]
IssuedOrigin = Literal["folio", "masthead", "file", "metadata", "page-record", "curator"]


@dataclass(frozen=True, slots=True)
class Printed:
    """What a page or a file says of the issue that printed it: the value, where it was read, and on which
    lines (none: in the file's name or its metadata)."""

    value: str
    origin: IssuedOrigin
    spans: tuple[Span, ...] = ()


def value_of(printed: Printed | None) -> str:
    """The value; empty if there is none."""
    return printed.value if printed else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueData:
    """The issue of a page or an article: the day in ISO form, the paper, the page as printed (`2`, `A06`,
    头版) and its section."""

    issued: Printed | None = None
    paper: Printed | None = None
    page: Printed | None = None
    section: Printed | None = None


NO_ISSUE = IssueData()


@dataclass(frozen=True, slots=True)
class IssueExtent:
    """Which pages an issue had, as the curator says (`content/issues.yml`); `paper` is empty for the
    archive's own."""

    day: str
    pages: tuple[str, ...]
    paper: str = ""


def merged(*issues: IssueData) -> IssueData:
    """The first of the values that several sources give for each field; none where that is empty."""
    found = {
        f.name: next(filter(None, (getattr(i, f.name) for i in issues)), None) for f in fields(IssueData)
    }
    return IssueData(**{name: given for name, given in found.items() if value_of(given)})


def set_by_hand(values: tuple[str | None, ...], read: IssueData) -> IssueData:
    """What a curator has set of `values` (day, paper, page, section): what differs from what was `read`;
    empty if that has been taken out."""
    own: dict[str, Printed] = {}
    for field, value in zip(fields(IssueData), values, strict=True):
        if (value or "") != value_of(getattr(read, field.name)):
            own[field.name] = Printed(value or "", "page-record")
    return IssueData(**own)


def in_year(issue: IssueData, year: int | None) -> IssueData:
    """An issue of which somebody has set the `year` alone: in the day that was read it gives way."""
    issued = issue.issued
    if not year or not issued or issued.origin == "page-record" or issued.value[:4] == str(year):
        return issue
    value = f"{year}{issued.value[4:]}"
    if dates.is_day(value) and not dates.make(*map(int, value.split("-"))):  # 29 February
        value = value[:7]
    return replace(issue, issued=Printed(value, "page-record"))


def known(values: tuple[str | None, ...], read: IssueData) -> IssueData:
    """`values` (day, paper, page, section) as a record holds them: as `read`, else as a curator has set."""
    given: dict[str, Printed] = {}
    for field, value in zip(fields(IssueData), values, strict=True):
        found: Printed | None = getattr(read, field.name)
        if value:
            given[field.name] = found if found and found.value == value else Printed(value, "page-record")
    return IssueData(**given)
