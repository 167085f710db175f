"""Page lines → the lines of type that the reader weighs: characters set below each other become one line, and
every line knows the measure of its neighbourhood."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from beibei_site.chinese.variants import simplify
from beibei_site.domain.text import is_english
from beibei_site.parsing.text.latin import in_chinese_signs, is_capitalised
from beibei_site.parsing.text.lines import PageLine

_AROUND = 14  # lines above and below that show the measure
_LEAST_VERTICAL = 3  # characters that make a vertical line
_WORD = 4.5  # characters by which full lines of English differ
_TEXT = 5.0  # characters: narrower lines set no measure


@dataclass(frozen=True, slots=True)
class BareLine:
    """A line of type: its line numbers, its text (`folded`: in simplified characters) and width, the
    `measure` of the text about it (0: none), how far it is indented, the blank lines above beyond the page's
    usual number, its Markdown level (a line of English in capitals has one, too)."""

    numbers: tuple[int, ...]
    text: str
    folded: str
    width: float
    measure: float
    indent: float
    blanks: int
    level: int
    vertical: bool
    spaced: bool

    @property
    def short(self) -> float:
        """By how many characters it ends before the measure does."""
        return self.measure - self.width - self.indent


def gather_lines(lines: Sequence[PageLine]) -> list[BareLine]:
    """The lines of a page as lines of type."""
    groups = list(_gather(lines))
    widths = [sum(line.width for line in group) for group in groups]
    vertical = [len(group) > 1 for group in groups]
    usual = Counter(group[0].after_blank for group in groups[1:]).most_common(1)
    usual_blanks = usual[0][0] if usual else 0
    solid = [0.0 if v else w for w, v in zip(widths, vertical, strict=True)]
    texts = ["".join(line.text for line in group) for group in groups]
    english = is_english("\n".join(texts))
    shown = [in_chinese_signs(text) for text in texts] if english else texts
    if english:
        widths = solid = fill_out(solid)
    return [
        BareLine(
            numbers=tuple(line.number for line in group),
            text=texts[at],
            folded=simplify(shown[at]),
            width=widths[at],
            measure=_measure(solid[max(0, at - _AROUND) : at + _AROUND + 1]),
            indent=group[0].indent,
            blanks=group[0].after_blank - usual_blanks,
            level=group[0].level or int(english and is_capitalised(texts[at])),
            vertical=vertical[at],
            spaced=group[0].spaced,
        )
        for at, group in enumerate(groups)
    ]


def _gather(lines: Sequence[PageLine]) -> Iterator[list[PageLine]]:
    """Runs of single characters together, all other lines by themselves."""
    run: list[PageLine] = []
    for line in lines:
        if (
            len(line.text) == 1
            and not line.level
            and (not run or line.after_blank == run[-1].after_blank or len(run) == 1)
        ):
            run.append(line)
            continue
        yield from _vertical(run)
        run = [line] if len(line.text) == 1 and not line.level else []
        if not run:
            yield [line]
    yield from _vertical(run)


def _vertical(run: Sequence[PageLine]) -> Iterator[list[PageLine]]:
    if len(run) >= _LEAST_VERTICAL:
        yield list(run)
    else:
        yield from ([line] for line in run)


def fill_out(widths: Sequence[float]) -> list[float]:
    """The widths of lines of English with those made even that fill their measure: letters are of many
    widths, and words seldom broken, so that full lines differ by a word."""
    found = []
    for at, width in enumerate(widths):
        near = sorted(w for w in widths[max(0, at - _AROUND) : at + _AROUND + 1] if w >= _TEXT)
        usual = near[len(near) * 3 // 4] if near else 0.0
        full = usual - _WORD <= width <= usual + _WORD / 2
        found.append(round(2 * usual) / 2 if full else width)
    return found


def _measure(widths: Sequence[float]) -> float:
    """The width, to half a character, that most text of a neighbourhood keeps to; 0 if no two lines agree."""
    counts: Counter[float] = Counter()
    for width in widths:
        if width >= _TEXT:
            counts[round(2 * width) / 2] += 1
    best = max(
        counts, key=lambda w: (w * (counts[w] + 0.6 * (counts[w - 0.5] + counts[w + 0.5])), w), default=0.0
    )
    return best if counts[best] + counts[best - 0.5] + counts[best + 0.5] > 1 else 0.0
