"""PageRecord ⇄ YAML text: the ledger of one source page."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field, fields

import msgspec

from beibei_site.content.cache import Remember, anew, in_groups, key_of
from beibei_site.content.disk.paths import is_id, is_page_name
from beibei_site.content.formats import yamltext
from beibei_site.content.formats.mistakes import FieldError, read_field
from beibei_site.domain import dates
from beibei_site.domain.issue import FileKind, IssueData, IssuedOrigin, Printed
from beibei_site.domain.reasons import CODES, Reason, Value
from beibei_site.domain.record import LedgerEntry, PageRecord

HEADER = """\
# The ledger of one source page. You may set kind (page, article, collection), paper, issued (2020-04-02),
# year, page and section: its articles follow. The rest is the program's: what it read of these (read), which
# line went where, and why.
"""
LOG_HEADER = """\
# When the articles that come from no source page entered the archive (added), were last corrected in it, and
# were removed from it. The program writes this file.
"""
_DAYS = ("added", "corrected", "removed")
_ISSUE = tuple(field.name for field in fields(IssueData))


class _Entry(msgspec.Struct, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    lines: list[int | str] = []
    heading: list[int | str] = []
    path: str = ""
    digest: str = ""
    added: object = None
    corrected: object = None
    removed: object = None
    words: str = ""
    was: list[int | str] = []
    reasons: list[object] = []
    alternatives: list[object] = []


class _Printed(msgspec.Struct, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    value: object
    origin: IssuedOrigin = msgspec.field(name="from")
    lines: list[int | str] = []


class _Read(msgspec.Struct, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    kind: FileKind | None = None
    issued: _Printed | None = None
    paper: _Printed | None = None
    page: _Printed | None = None
    section: _Printed | None = None


class _Record(msgspec.Struct, kw_only=True):
    file: str
    key: str
    sha256: str = ""
    fingerprints: str = ""
    formerly: list[str] = []
    encoding: str = "utf-8"
    kind: FileKind | None = None
    paper: str | None = None
    issued: object = None
    year: int | None = None
    page: int | str | None = None
    section: str | None = None
    read: _Read = msgspec.field(default_factory=_Read)
    articles: dict[str, _Entry] = {}
    furniture: list[int | str] = []
    orphans: list[int | str] = []
    removed: dict[str, _Entry] = {}


KEYS = tuple(_Record.__struct_fields__)


@dataclass(frozen=True, slots=True)
class RecordFile:
    """One page record as it lies on disk: its path below `content/`, and the digest of its bytes."""

    record: PageRecord
    path: str
    digest: str = field(repr=False)


def parse_record(text: str, file: str) -> PageRecord:
    """The page record in the YAML `text` of `file`; raises SetupError with line and key."""
    mapping = yamltext.parse_mapping(text, file)
    shape = yamltext.convert(mapping, _Record, text, file)
    issued = yamltext.from_date(mapping, "issued", text, file)
    try:
        return PageRecord(
            file=shape.file,
            key=shape.key,
            sha256=shape.sha256,
            fingerprints=shape.fingerprints,
            formerly=tuple(shape.formerly),
            encoding=shape.encoding,
            kind=shape.kind,
            paper=shape.paper,
            issued=issued or None,
            year=shape.year,
            page=yamltext.to_text(shape.page),
            section=shape.section,
            read_kind=shape.read.kind,
            read=_to_issue(shape.read, shape.file),
            articles=_to_entries(shape.articles, shape.file, "articles"),
            furniture=yamltext.from_lines(shape.furniture, shape.file, "furniture"),
            orphans=yamltext.from_lines(shape.orphans, shape.file, "orphans"),
            removed=_to_entries(shape.removed, shape.file, "removed"),
            extra=tuple((key, value) for key, value in mapping.items() if key not in KEYS),
        )
    except FieldError as error:
        raise yamltext.located(error, text, file) from None


def _to_issue(shape: _Read, file: str) -> IssueData:
    return IssueData(
        **{
            name: Printed(
                yamltext.to_text(read.value) or "",
                read.origin,
                yamltext.from_lines(read.lines, file, "read", name, "lines"),
            )
            for name in _ISSUE
            if (read := getattr(shape, name))
        }
    )


def _from_issue(record: PageRecord) -> dict[str, object]:
    """What the program has read of a page's kind and issue, and where."""
    found: dict[str, object] = {"kind": record.read_kind} if record.read_kind else {}
    for name in _ISSUE:
        read: Printed | None = getattr(record.read, name)
        if read:
            value = yamltext.to_date(read.value) if name == "issued" else read.value
            lines = {"lines": yamltext.to_lines(read.spans)} if read.spans else {}
            found[name] = {"value": value, "from": read.origin, **lines}
    return found


def _to_entries(shapes: dict[str, _Entry], file: str, *above: str) -> tuple[LedgerEntry, ...]:
    return tuple(
        LedgerEntry(
            id=key,
            spans=yamltext.from_lines(entry.lines, file, *above, key, "lines"),
            heading=yamltext.from_lines(entry.heading, file, *above, key, "heading"),
            path=entry.path,
            digest=entry.digest,
            **{name: read_field(_to_day, getattr(entry, name), *above, key, name) for name in _DAYS},
            words=entry.words,
            was=yamltext.from_lines(entry.was, file, *above, key, "was"),
            reasons=_to_reasons(entry.reasons),
            alternatives=_to_reasons(entry.alternatives),
        )
        for key, entry in shapes.items()
    )


def _from_entry(entry: LedgerEntry) -> dict[str, object]:
    shape = _Entry(
        lines=yamltext.to_lines(entry.spans),
        heading=yamltext.to_lines(entry.heading),
        path=entry.path,
        digest=entry.digest,
        **{name: yamltext.to_date(getattr(entry, name)) for name in _DAYS},
        words=entry.words,
        was=yamltext.to_lines(entry.was),
        reasons=_from_reasons(entry.reasons),
        alternatives=_from_reasons(entry.alternatives),
    )
    mapping: dict[str, object] = msgspec.to_builtins(shape, builtin_types=(datetime.date,))
    return mapping


def _to_day(value: object) -> str:
    day = dates.normalise(value)
    if day and not dates.is_day(day):
        raise ValueError(f"'{value}' is not a day such as 2026-11-28")
    return day


def _to_reasons(items: Iterable[object]) -> tuple[Reason, ...]:
    """Reasons as they stand in a record: `{code: headline-below, pairs: 12}`.

    Anything else is left out: older versions wrote sentences, and the next ingest writes the reasons again.
    """
    found = []
    for item in items:
        with suppress(msgspec.ValidationError):
            values = msgspec.convert(item, dict[str, Value])
            code = values.pop("code", "")
            if isinstance(code, str) and CODES.get(code) == tuple(values):
                found.append(Reason(code, tuple(values.items())))
    return tuple(found)


def _from_reasons(reasons: Iterable[Reason]) -> list[object]:
    return [{"code": reason.code, **dict(reason.values)} for reason in reasons]


def render_record(record: PageRecord) -> str:
    """The YAML file of `record`: the opposite of `parse_record`."""
    mapping: dict[str, object] = {
        "file": record.file,
        "key": record.key,
        "sha256": record.sha256,
        "encoding": record.encoding,
        "kind": record.kind,
        "paper": record.paper,
        "issued": yamltext.to_date(record.issued or ""),
        "year": record.year,
        "page": record.page,
        "section": record.section,
        "read": _from_issue(record),
        "articles": {entry.id: _from_entry(entry) for entry in record.articles},
        "furniture": yamltext.to_lines(record.furniture),
        "orphans": yamltext.to_lines(record.orphans),
    }
    if record.fingerprints:
        mapping["fingerprints"] = record.fingerprints
    if record.formerly:
        mapping["formerly"] = list(record.formerly)
    if record.removed:
        mapping["removed"] = {entry.id: _from_entry(entry) for entry in record.removed}
    return HEADER + yamltext.dump(mapping | dict(record.extra))


def parse_log(text: str, file: str) -> tuple[LedgerEntry, ...]:
    """The log in the YAML `text` of `file`: what is kept of articles that no page record has.

    Raises SetupError with line and key.
    """
    mapping = yamltext.parse_mapping(text, file)
    shapes = {key: yamltext.convert(value, _Entry, text, file, key=key) for key, value in mapping.items()}
    try:
        for key in shapes:
            if not is_id(key):
                raise FieldError("is no id of an article", key)
        return _to_entries(shapes, "")
    except FieldError as error:
        raise yamltext.located(error, text, file) from None


def render_log(entries: Iterable[LedgerEntry], remember: Remember = anew) -> str:
    """The YAML file of a log: the opposite of `parse_log`."""
    by_id = {entry.id: entry for entry in entries}
    if not by_id:
        return LOG_HEADER + yamltext.dump({})
    keys = {i: key_of(entry) for i, entry in by_id.items()}
    parts = dict(in_groups("log lines", list[str], keys, lambda i: _log_lines(by_id[i]), remember))
    return LOG_HEADER + "".join(parts[i] for i in by_id)


def _log_lines(entry: LedgerEntry) -> str:
    return yamltext.dump({entry.id: _from_entry(entry)})


def record_path(page: str) -> str:
    """Where the record of a page lies below `content/`; no two pages share one.

    >>> record_path("a.txt"), record_path("a.pdf#2"), record_path("a.pdf#2.txt")
    ('pages/a.yml', 'pages/a.pdf#2.yml', 'pages/a.pdf#2.txt.yml')
    """
    stem = page.removesuffix(".txt")
    return f"pages/{page if is_page_name(stem) else stem}.yml"
