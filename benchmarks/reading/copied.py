"""Pages that a person has copied: headings and paragraphs as they stand, a line each, without columns.

The folio stands above or below, or was left out; blank lines part the stories, all paragraphs, or nothing;
the file is a text or a Word file with or without styles. Some pages have a single story. Stories are as the
copy desk leaves them.
"""

from __future__ import annotations

import argparse
import io
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Literal

from docx import Document

from beibei_site.domain.issue import FileKind
from beibei_site.domain.text import letters
from beibei_site.parsing.hints import Hints
from beibei_site.parsing.reader import read_page
from beibei_site.parsing.sources.word import read_word
from benchmarks.reading.compose.articles import Article
from benchmarks.reading.compose.copydesk import Copy, edit
from benchmarks.reading.compose.dates import draw_date
from benchmarks.reading.compose.folio import draw_issue
from benchmarks.reading.compose.house import draw_house
from benchmarks.reading.compose.newspaper import add_articles, articles_for

_STYLES = (
    "text",
    "text",
    "text",
    "plain",
    "bold",
    "heading 1",
    "heading 2",
)  # of headlines; `text`: no Word file
_CROSSHEAD = "## "
Role = Literal["folio", "headline", "heading", "byline", "crosshead", "text", "blank"]
Line = tuple[Role, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """A copied page: its lines, how it was copied, the letters of each headline and of its paragraphs."""

    lines: tuple[Line, ...]
    style: str
    folio: str
    blanks: str
    stories: tuple[tuple[str, str], ...]

    @property
    def traits(self) -> tuple[str, ...]:
        several = "one story" if len(self.stories) == 1 else "several stories"
        style = self.style if self.style == "text" else f"Word, {self.style}"
        return "all", several, f"{several}, {style}", f"folio {self.folio}", f"blank lines {self.blanks}"


def draw_copied(seed: int, number: int, articles: Sequence[Article]) -> Copied:
    """The page `number`, of one to five of the `articles`."""
    chance = Random(f"{seed} copied {number}")
    house = draw_house(chance, vertical=False, traditional=False)
    issue = draw_issue(chance, house)
    wanted = [article for article in articles if article.headline and not article.traditional]
    copies = [edit(a, house, issue, chance) for a in chance.sample(wanted, chance.choice((1, 1, 2, 3, 4, 5)))]
    blanks = chance.choice(("between stories", "everywhere", "nowhere"))
    folio = chance.choice(("above", "above", "below", "left out"))
    pieces = [issue.paper, *draw_date(chance, issue.day, house), issue.number_text, issue.section]
    cut = chance.choice((1, len(pieces)))  # one line, or each piece on its own
    told: list[Line] = [("folio", "　".join(pieces))] if cut == 1 else [("folio", piece) for piece in pieces]
    between: list[Line] = [] if blanks == "nowhere" else [("blank", "")]
    lines = list(told) if folio == "above" else []
    for at, copy in enumerate(copies):
        lines += between if at or folio == "above" else []
        for one in _story(copy, "　　" if house.indent else ""):
            lines += [one, ("blank", "")] if blanks == "everywhere" else [one]
    lines += [*between, *told] if folio == "below" else []
    stories = tuple((letters(copy.headline), letters("".join(copy.paragraphs))) for copy in copies)
    style = chance.choice(_STYLES)
    return Copied(lines=tuple(lines), style=style, folio=folio, blanks=blanks, stories=stories)


def _story(copy: Copy, indent: str) -> Iterator[Line]:
    if copy.kicker:
        yield "heading", copy.kicker
    yield "headline", copy.headline.replace("\n", "　")
    yield from (("heading", line) for line in copy.deck.split("\n") if line)
    if copy.byline_text and copy.byline_at == "line":
        yield "byline", copy.byline_text
    for text in copy.body:
        is_crosshead = text.startswith(_CROSSHEAD)
        yield ("crosshead", text[len(_CROSSHEAD) :]) if is_crosshead else ("text", indent + text)
    if copy.byline_text and copy.byline_at == "end":
        yield "byline", copy.byline_text


def text_of(page: Copied) -> str:
    """The page as the reader gets it."""
    if page.style == "text":
        return "".join(f"{text}\n" for _, text in page.lines)
    document = Document()
    for role, text in page.lines:
        if role == "headline" and page.style.startswith("heading"):
            document.add_heading(text, int(page.style[-1]))
        else:
            run = document.add_paragraph().add_run(text)
            run.bold = page.style == "bold" and role in ("headline", "crosshead")
    file = io.BytesIO()
    document.save(file)
    return read_word(file.getvalue())


def read(page: Copied, kind: FileKind | None = None) -> list[tuple[str, str]]:
    """The letters of the headline and the paragraphs of each story that the reader finds."""
    reading = read_page(text_of(page), "page", hints=Hints(kind=kind, flowing=page.style != "text"))
    return [
        (
            letters(s.heading.headline or ""),
            letters("".join(b.text for b in s.blocks if b.kind == "paragraph")),
        )
        for s in reading.stories
    ]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reading.copied", description=__doc__)
    parser.add_argument("--pages", type=int, default=200, help="number of pages (default: 200)")
    parser.add_argument("--seed", type=int, default=1, help="seed of the random pages (default: 1)")
    add_articles(parser)
    options = parser.parse_args()
    sums: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for number in range(options.pages):
        page = draw_copied(options.seed, number, articles_for(options.articles, options.seed, number))
        found = read(page)
        headlines, bodies = {headline for headline, _ in found}, {body for _, body in found}
        right = sum(h in headlines for h, _ in page.stories), sum(b in bodies for _, b in page.stories)
        for trait in page.traits:
            sums[trait] = [
                a + b for a, b in zip(sums[trait], (len(page.stories), *right, len(found)), strict=True)
            ]
    print("| copied pages | stories | found | headline | body exact |\n|---|--:|--:|--:|--:|")
    for trait, (whole, headline, body, stories) in sorted(sums.items()):
        print(f"| {trait} | {whole} | {stories} | {headline / whole:.3f} | {body / whole:.3f} |")


if __name__ == "__main__":
    main()
