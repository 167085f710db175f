"""The article and role of each line of a composed page, found by matching its characters against the gold.

The gold of a page is a JSON file: `articles` with `headline`, `kicker`, `deck`, `byline_text`, `paragraphs`,
`crossheads`, `captions`, `quotes`, `jump_text` and `regions` (boxes in points), and `furniture`.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from typing import Any

from beibei_site.domain.text import letters
from beibei_site.parsing.pdf.pdfium import read_pdf
from beibei_site.parsing.sheet.layout import lay_out, upright
from beibei_site.parsing.sheet.model import Box, Sheet, TypeLine

Gold = dict[str, Any]
_BIG = 1.12  # times the size of an article's text: type of headings
_FEW = 4  # letters that may stand anywhere
_BOLD = 1.2  # times the usual ink: the same
_NO_TEXT = frozenset(("headline", "kicker", "deck"))


@dataclass(frozen=True, slots=True)
class Label:
    """The label of a line: the article (-1: none), its role, and the position of its characters in the
    article's text."""

    article: int
    role: str
    place: int = 0


@dataclass(frozen=True, slots=True)
class GoldPage:
    name: str
    sheet: Sheet
    gold: Gold
    labels: tuple[Label, ...]


def read_pages(folders: Sequence[Path], split: str = "dev") -> Iterator[GoldPage]:
    """The pages in `folders` (NAME.pdf beside NAME.gold.json), upright, in name order."""
    for folder in folders:
        for path in sorted(folder.glob("*.gold.json")):
            gold = json.loads(path.read_text("utf-8"))
            pdf = path.with_name(path.name.replace(".gold.json", ".pdf"))
            if gold.get("split", "dev") == split and pdf.is_file():
                yield read_page(pdf, gold)


def read_page(pdf: Path, gold: Gold) -> GoldPage:
    """The page in `pdf`, upright."""
    printed = read_pdf(pdf.read_bytes()).sheets[0]
    sheet = upright(printed)
    if sheet is not printed:
        gold = _turned(gold, printed.width)
    return GoldPage(f"{pdf.parent.parent.name}/{pdf.stem}", sheet, gold, label_lines(sheet, gold))


def _turned(gold: Gold, width: float) -> Gold:
    articles = [
        article | {"regions": [[r[1], width - r[2], r[3], width - r[0]] for r in article["regions"]]}
        for article in gold["articles"]
    ]
    return gold | {"articles": articles}


def label_lines(sheet: Sheet, gold: Gold) -> tuple[Label, ...]:
    """The label of every line of a sheet."""
    furniture = letters("".join(gold["furniture"]))
    options = [_options(line, gold, furniture) for line in sheet.lines]
    sizes: defaultdict[int, list[float]] = defaultdict(list)
    for line, found in zip(sheet.lines, options, strict=True):
        if {label.role for label in found} == {"body"}:
            sizes[found[0].article].append(line.size)
    usual = {article: median(found) for article, found in sizes.items()}
    labels = [_choose(line, found, usual) for line, found in zip(sheet.lines, options, strict=True)]
    labels = _with_last_letters(sheet, labels, options)
    return tuple(_with_run_ins(sheet, list(_without_repeats(sheet, labels, options, usual)), gold))


def _with_last_letters(
    sheet: Sheet, labels: Sequence[Label], options: Sequence[Sequence[Label]]
) -> list[Label]:
    """`labels` with the last letters of a heading, alone in their line, as part of it."""
    found = list(labels)
    places = lay_out(sheet).places
    for at, (line, choice) in enumerate(zip(sheet.lines, options, strict=True)):
        if len(choice) > 1 and len(letters(line.text)) < _FEW and places[at].above >= 0:
            above = found[places[at].above]
            end = above.place + len(letters(sheet.lines[places[at].above].text))
            found[at] = next((c for c in choice if c == replace(above, place=end)), found[at])
    return found


def _with_run_ins(sheet: Sheet, labels: Sequence[Label], gold: Gold) -> Iterator[Label]:
    """`labels` with the lines of text that open with their headline as such."""
    heads = {a["id"]: letters(a["headline"] or "") for a in gold["articles"] if "runin" in a["traits"]}
    for line, label in zip(sheet.lines, labels, strict=True):
        head = heads.get(label.article) if label.role == "body" else None
        yield Label(label.article, "run-in") if head and letters(line.opening) == head else label


def texts_of(article: Gold) -> Iterator[tuple[str, str]]:
    """The texts of an article by role; what follows its text directly counts as text."""
    body = letters("".join(article["paragraphs"]))
    closing = letters(article.get("byline_text") or "") if article.get("byline_at") == "end" else ""
    jump = letters("".join(article["jump_text"]))
    yield "body", body
    head = letters(article["headline"] or "")
    run_in = head if "runin" in article["traits"] else ""  # on the same line as the beginning of the text
    for more in (body + closing + jump, body + jump, jump + body, run_in + body):
        yield "body", more
    yield "headline", head
    yield "kicker", letters(article["kicker"] or "")
    yield "deck", letters("".join(article["deck"]))
    yield "body" if closing else "byline", letters(article.get("byline_text") or "")
    for heading in article["crossheads"]:
        yield "crosshead", letters(heading["text"])
    for role, key in (("caption", "captions"), ("quote", "quotes"), ("jump", "jump_text"), ("body", "extra")):
        for text in article.get(key, []):
            yield role, letters(text)


def _inside(box: Box, region: Sequence[float], slack: float = 3.0) -> bool:
    x, y = box.centre
    return region[0] - slack <= x <= region[2] + slack and region[1] - slack <= y <= region[3] + slack


def _options(line: TypeLine, gold: Gold, furniture: str) -> list[Label]:
    """The candidates for a line: articles and roles with its characters in their text, in their region."""
    text = letters(line.text)
    own = [a for a in gold["articles"] if any(_inside(line.box, r) for r in a["regions"])]
    if not text:
        return [Label(own[0]["id"] if len(own) == 1 else -1, "body" if own else "furniture", -1)]
    for articles in (own, gold["articles"] if len(text) >= _FEW else []):
        found = {
            (article["id"], role): Label(article["id"], role, held.find(text))
            for article in articles
            for role, held in reversed(list(texts_of(article)))
            if held and text in held
        }
        if found:
            return list(found.values())
    return [Label(-1, "furniture")]


def _choose(line: TypeLine, found: Sequence[Label], usual: dict[int, float]) -> Label:
    """Of several roles the one that suits the type."""

    def suits(label: Label) -> float:
        big = line.size > _BIG * usual.get(label.article, line.size) or line.ink > _BOLD
        if label.role in _NO_TEXT or label.role == "quote":
            return 2.0 if big else 0.2
        return {"body": -1.0 if big else 1.0, "byline": 1.5, "jump": 1.4, "caption": 0.8}.get(label.role, 0.9)

    return max(found, key=suits)


def _without_repeats(
    sheet: Sheet, labels: Sequence[Label], options: Sequence[Sequence[Label]], usual: dict[int, float]
) -> Iterator[Label]:
    """`labels` with lines of another size that repeat characters of the text relabelled as what else they may
    be, or as pull quotes."""
    for line, label, found in zip(sheet.lines, labels, options, strict=True):
        size = usual.get(label.article)
        odd = size is not None and abs(line.size - size) > 0.06 * size
        again = [
            o for o in labels if o.role == "body" and (o.article, o.place) == (label.article, label.place)
        ]
        if label.role != "body" or not odd or len(again) < 2:
            yield label
        else:
            yield next((o for o in found if o.role != "body"), Label(label.article, "quote"))
