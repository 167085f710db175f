"""The front matter over a text: where it begins and ends, what its keys say, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from beibei_site.content.formats import yamltext
from beibei_site.content.frontmatter import KEYS
from beibei_site.domain.model import Problem
from beibei_site.domain.problems import SetupError, place
from beibei_site.parsing.text.grammar import is_closed

_OPENING = re.compile(r"\A\s*---[ \t]*\n")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.M)
_KEY = re.compile(r" *(?:- \S|(\w[\w -]{0,30}):(?:\s|$)|([a-z]+)：)")  # title：, by an input method
# What a person may write for the keys of an article's own file, or beside them.
NAMES: Mapping[str, Sequence[str]] = {
    "title": ("title", "标题", "headline"),
    "issued": ("issued", "date", "pubdate", "published", "日期", "发布日期"),
    "byline": ("author", "authors", "byline", "作者"),
    "paper": ("source", "paper", "来源", "publication"),
    "kicker": ("kicker", "引题"),
    "deck": ("deck", "subtitle", "副题"),
    "page": ("page", "版"),
    "keywords": ("keywords", "关键词"),
    **{key: (key,) for key in ("kind", "jump", "people", "topics", "places", "bodies")},
}
KNOWN = frozenset({*KEYS, *(name for names in NAMES.values() for name in names)})


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The front matter of a text: its keys, its YAML and the line on which that begins, the number of its
    last line; no keys, and a problem, if it is broken."""

    keys: Mapping[str, object]
    last: int
    yaml: str = field(default="", repr=False)
    first: int = 2
    problems: tuple[Problem, ...] = ()

    def find(self, key: str) -> tuple[str, object]:
        """The name under which a person has written a key of `NAMES`, and its value; empty if nobody has."""
        return next(((name, self.keys[name]) for name in NAMES[key] if self.keys.get(name)), ("", None))

    def wrong(self, file: str, name: str, message: str) -> Problem:
        """What is wrong with the value under a name."""
        line = self.first - 1 + yamltext.line_at(self.yaml, name)
        return _problem(file, line, f"{message}; it is left out", f"Correct '{name}', or rename it.")


def read_front_matter(text: str, file: str) -> FrontMatter | None:
    """The front matter of a text; None if there is none. Text between two rules is none: the first line of a
    block that is broken must have a key, and no line be a sentence."""
    opening = _OPENING.match(text)
    if not opening:
        return None
    first = text.count("\n", 0, opening.end()) + 1
    closing = _CLOSING.search(text, opening.end())
    yaml = text[opening.end() : closing.start()] if closing else ""
    problem = _problem(file, first - 1, "no '---' closes this front matter", "Write '---' below the keys.")
    try:
        keys = yamltext.parse_mapping(yaml, file, first)
        if closing and keys:
            return FrontMatter(keys, text.count("\n", 0, closing.end()) + 1, yaml, first)
    except SetupError as error:
        broken = _problem(file, error.line, error.message, error.remedy)
    else:
        broken = problem
    last, is_open = _broken_block(text.split("\n"), first)
    return FrontMatter({}, last, first=first, problems=(problem if is_open else broken,)) if last else None


def _problem(file: str, line: int | None, message: str, remedy: str) -> Problem:
    return Problem("front-matter", "warning", place(file, line) + message, remedy)


def _broken_block(lines: Sequence[str], first: int) -> tuple[int, bool]:
    """The last line of front matter that is no YAML (0: there is none), and whether nothing closes it; it
    ends before a blank line."""
    block = list(takewhile(str.strip, lines[first - 1 :]))
    ends = next((at for at, line in enumerate(block) if _CLOSING.fullmatch(line)), None)
    inner = block[:ends] if ends is not None else list(takewhile(_KEY.match, block))
    keys = [_KEY.match(line) for line in inner]
    is_text = any(is_closed(line) for key, line in zip(keys, inner, strict=True) if not key)
    if is_text or not any(key and (key[1] or key[2]) in KNOWN for key in keys[:1]):
        return 0, False
    return first - 1 + len(inner) + (ends is not None), ends is None
