"""The invented articles in this folder: fields as `key: value`, then paragraphs; `====` separates articles.

A paragraph that begins with `## ` is a crosshead. `{3}` stands for the day three days before the issue. A
byline is a list of NAME/ROLE. Every line of a deck is a field of its own. Nothing is learned from the
articles in `unseen.txt`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).parent
_UNSEEN = "unseen"
_FIELD = re.compile(r"(kicker|headline|deck|byline|at|place|agency|caption|kind|sign): (.+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article as submitted by its writer. `byline` has (name, role); `at` is where it must be placed."""

    id: str
    kicker: str = ""
    headline: str
    deck: str = ""
    byline: tuple[tuple[str, str], ...] = ()
    at: str = ""
    place: str = ""
    agency: str = ""
    caption: str = ""
    sign: str = ""
    kind: str = "report"
    body: tuple[str, ...] = ()
    traditional: bool = False

    @property
    def length(self) -> int:
        return sum(map(len, self.body))


@cache
def read_articles(held_out: bool = False) -> tuple[Article, ...]:
    """The articles to learn from, or those that are held out; in order of file names."""
    return tuple(
        _parse(f"{path.stem}{number}", text)
        for path in sorted(SOURCE.glob("*.txt"))
        if (path.stem == _UNSEEN) == held_out
        for number, text in enumerate(path.read_text("utf-8").strip().split("\n====\n"))
    )


def _parse(name: str, text: str) -> Article:
    lines = text.split("\n")
    fields: dict[str, str] = {}
    for line in lines:
        if found := _FIELD.fullmatch(line):
            key, value = found.groups()
            fields[key] = f"{fields[key]}\n{value}" if key in fields else value
    names = [word.partition("/") for word in fields.pop("byline", "").split()]
    return Article(
        id=name,
        traditional=name.startswith("traditional"),
        byline=tuple((name, role) for name, _, role in names),
        body=tuple(line for line in lines if not _FIELD.fullmatch(line)),
        **fields,
    )
