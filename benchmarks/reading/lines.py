"""The article and role of each line of bare text, found by matching its characters against the gold of its
page.

Bare text has no positions, so short lines may match in many places: of all assignments of the page's lines,
the one in which most lines continue the line above is taken (Viterbi 1967).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from beibei_site.domain.text import letters
from beibei_site.parsing.bare.lines import BareLine, gather_lines
from beibei_site.parsing.sources.layout import order_columns
from beibei_site.parsing.text.lines import read_lines
from beibei_site.parsing.text.places import Grid, grid_of
from benchmarks.reading.gold import Gold

_KEY = 2  # characters of the key by which places of a line are looked up
_MOST = 24  # candidate places per line
_GOES_ON, _SAME_TEXT, _SAME_ARTICLE = 3.0, 1.5, 1.0  # points for a line that continues the one above
_LOST = -4.0  # points for a line without a place


@dataclass(frozen=True, slots=True)
class Place:
    """The place of a line: article (-1: none), role, offset in that text, and whether a paragraph begins."""

    article: int
    role: str
    start: int = 0
    end: int = 0
    first: bool = False


NOWHERE = Place(-1, "mixed")  # characters of several texts on one line, or none in the gold


@dataclass(frozen=True, slots=True)
class TextPage:
    name: str
    extractor: str
    lines: list[BareLine]
    places: tuple[Place, ...]
    gold: Gold
    grid: Grid | None = None


def read_texts(folders: Sequence[Path], split: str = "dev") -> Iterator[TextPage]:
    """The texts for the pages NAME.gold.json in `folders`: texts/NAME.TOOL.txt, NAME.txt or NAME.md."""
    for folder in folders:
        for path in sorted(folder.glob("*.gold.json")):
            gold = json.loads(path.read_text("utf-8"))
            name = path.name.removesuffix(".gold.json")
            if gold.get("split", "dev") != split or gold.get("encoding", "utf-8") != "utf-8":
                continue
            whole = f"{folder.parent.name}/{folder.name}/{name}"
            for text in sorted([*folder.glob(f"texts/{name}.*.txt"), *folder.glob(f"{name}.txt")]):
                tool = text.name.split(".")[1].replace("txt", folder.name)
                yield read_text(text.read_text("utf-8-sig"), whole, tool, gold)
            for text in folder.glob(f"{name}.md"):
                yield read_text(text.read_text("utf-8-sig"), whole, folder.name, gold)


def read_text(text: str, name: str, tool: str, gold: Gold) -> TextPage:
    """A text with the places of its lines in the gold, and on the page, if its blanks show them."""
    ordered, stood = order_columns(text)
    lines = gather_lines(read_lines(ordered))
    grid = grid_of([line.numbers for line in lines], stood)
    return TextPage(name, tool, lines, place_lines([line.text for line in lines], gold), gold, grid)


def crop(page: TextPage, first: int, last: int) -> TextPage:
    """The articles `first` to `last` in page order as a page of their own, with all lines between them."""
    order = list(dict.fromkeys(place.article for place in page.places if place.article >= 0))
    kept = set(order[first : last + 1])
    own = [at for at, place in enumerate(page.places) if place.article in kept]
    lines = page.lines[own[0] : own[-1] + 1]
    text = "".join(
        "\n" * max(0, line.blanks) + f"{'#' * line.level} {line.text}".strip() + "\n" for line in lines
    )
    articles = [
        a for a in page.gold["articles"] if a["id"] in {p.article for p in page.places[own[0] : own[-1] + 1]}
    ]
    return read_text(text, page.name, "cropped", page.gold | {"articles": articles})


def place_lines(lines: Sequence[str], gold: Gold) -> tuple[Place, ...]:
    """The place of each line of a page."""
    texts = _Texts(gold)
    scores: list[dict[Place, float]] = []
    came: list[dict[Place, Place]] = []
    for line in lines:
        options = texts.places(letters(line)) or [NOWHERE]
        before = scores[-1] if scores else {NOWHERE: 0.0}
        here: dict[Place, float] = {}
        back: dict[Place, Place] = {}
        for place in options:
            above = max(before, key=lambda p, to=place: before[p] + _worth(p, to))  # type: ignore[misc]
            here[place] = before[above] + _worth(above, place)
            back[place] = above
        scores.append(here)
        came.append(back)
    found: list[Place] = []
    if scores:
        place = max(scores[-1], key=scores[-1].__getitem__)
        for back in reversed(came):
            found.append(place)
            place = back[place]
    return tuple(reversed(found))


def _worth(above: Place, place: Place) -> float:
    if place is NOWHERE:
        return _LOST
    if place.article != above.article:
        return 0.0
    if place.role != above.role:
        return _SAME_ARTICLE if place.article >= 0 else 0.0
    return _GOES_ON if place.start == above.end else _SAME_TEXT


class _Texts:
    """The texts of a page's gold, with the positions of every bigram."""

    def __init__(self, gold: Gold) -> None:
        self.texts: list[tuple[int, str, str, frozenset[int]]] = []
        for article in gold["articles"]:
            for role, parts in _parts(article):
                self._add(article["id"], role, [letters(part) for part in parts])
        for line in gold["furniture"]:
            self._add(-1, "furniture", [letters(line)])
        self._add(-1, "furniture", [letters("".join(gold["furniture"]))])
        self.found: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, (_, _, text, _) in enumerate(self.texts):
            for at in range(len(text)):
                for length in range(1, _KEY + 1):
                    self.found[text[at : at + length]].append((number, at))

    def _add(self, article: int, role: str, parts: Sequence[str]) -> None:
        starts, at = set(), 0
        for part in parts:
            starts.add(at)
            at += len(part)
        if at:
            self.texts.append((article, role, "".join(parts), frozenset(starts)))

    def places(self, line: str) -> list[Place]:
        if not line:
            return []
        found = {}
        for number, at in dict.fromkeys(self.found[line[:_KEY]]):
            article, role, text, starts = self.texts[number]
            if text.startswith(line, at):
                place = Place(article, role, at, at + len(line), at in starts)
                found.setdefault((article, role, at), place)
        ranked = sorted(found.values(), key=lambda p: not p.first)
        return ranked[:_MOST]


def _parts(article: Gold) -> Iterator[tuple[str, list[str]]]:
    """The texts of an article by role, each as its paragraphs."""
    closing = [article.get("byline_text") or ""]
    at_end = article.get("byline_at") == "end"
    body = list(article["paragraphs"])
    if at_end:
        body[-1:] = [body[-1] + closing[0]] if body else closing
    yield "body", body
    jump = "".join(article["jump_text"])
    if jump:
        yield "body", [*body[:-1], body[-1] + jump]
        yield "body", [jump + body[0], *body[1:]]
        yield "jump", [jump]
    if not at_end:
        yield "byline", closing
    yield "headline", [article["headline"] or ""]
    yield "kicker", [article["kicker"] or ""]
    for deck in article["deck"]:
        yield "deck", [deck]
    for heading in article["crossheads"]:
        yield "crosshead", [heading["text"]]
    for role, key in (("caption", "captions"), ("quote", "quotes"), ("body", "extra")):
        for text in article.get(key, []):
            yield role, [text]


WHOLE = (
    "singles",
    "collections",
)  # kinds of text without columns: what the gold does not contain is not text
_TOP = Place(-1, "top")
_GOES_ON_ROLES = ("headline", "deck", "crosshead")


def roles_of(page: TextPage) -> list[str]:
    """The role of each line, under the reader's names."""
    places = page.places
    found = []
    for above, place in zip((_TOP, *places), places, strict=False):
        goes_on = (above.article, above.role, above.end) == (place.article, place.role, place.start)
        role = place.role
        if place is NOWHERE and page.extractor in WHOLE:
            role = "furniture"
        elif role == "body":
            role = (
                "start"
                if above.role in ("body", "mixed") and not goes_on
                else "paragraph"
                if place.first
                else "body"
            )
        elif role in _GOES_ON_ROLES and goes_on and place.article >= 0:
            role += "+"
        found.append(role)
    return found
