"""The query language: one for the terminal and the browser, forgiving, on top of Whoosh's own.

Words must all be there; "…" is an exact phrase; -word or NOT excludes; OR offers a choice; a field
(title: person: topic: place: by: date:) narrows; date:2020-04..2020-05 is a span of time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

FIELDS = {
    "title": "heading", "heading": "heading", "题": "heading", "标题": "heading",
    "person": "people", "people": "people", "人物": "people",
    "topic": "topics", "topics": "topics", "专题": "topics",
    "place": "places", "places": "places", "地点": "places",
    "org": "bodies", "bodies": "bodies", "机构": "bodies",
    "by": "byline", "byline": "byline", "作者": "byline",
    "date": "date", "日期": "date", "id": "id",
}  # fmt: skip
_SIGNS = str.maketrans("“”：＂（）－", '"":"()-')
_SPAN = re.compile(r"date:\s*(?P<from>\d{4}(?:-?\d{2}){0,2})?\.\.(?P<to>\d{4}(?:-?\d{2}){0,2})?")
_DAY = re.compile(r"date:\s*(\d{4}(?:-\d{2}){0,2})(?![\d-])")
_FIELD = re.compile(r"(?<![\w\"])([^\W\d]\w*):(?=\S)")
_MINUS = re.compile(r"(^|\s)-(?=\S)")
_END = "￿"


@dataclass(frozen=True, slots=True)
class Prepared:
    """A query in Whoosh's words, and what was forgiven in it."""

    text: str
    notes: tuple[str, ...]


def prepare(query: str) -> Prepared:
    """`query` as typed, made fit for Whoosh's parser."""
    notes: list[str] = []
    text = query.translate(_SIGNS).strip()
    if text.count('"') % 2:
        text += '"'
        notes.append("引号没有成对，已在末尾补上。")
    parts = text.split('"')
    for at in range(0, len(parts), 2):  # what stands outside of quotes
        parts[at] = _outside(parts[at], notes)
    return Prepared('"'.join(parts), tuple(notes))


def _outside(text: str, notes: list[str]) -> str:
    text = _FIELD.sub(lambda m: _field(m, notes), text)
    text = _SPAN.sub(lambda m: f"date:[{_plain(m['from']) or '0'} TO {_plain(m['to']) or '9'}{_END}]", text)
    text = _DAY.sub(lambda m: f"date:[{_plain(m[1])} TO {_plain(m[1])}{_END}]", text)
    return _MINUS.sub(r"\1NOT ", text)


def _field(match: re.Match[str], notes: list[str]) -> str:
    known = FIELDS.get(match[1].lower())
    if known is None:
        notes.append(f"没有“{match[1]}”这个字段，已当作普通的词。")
        return f"{match[1]} "
    return f"{known}:"


def _plain(date: str | None) -> str:
    return (date or "").replace("-", "")
