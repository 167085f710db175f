"""A sheet → the stories on it: the recipe for pages with geometry."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from beibei_site.domain.model import Block, Credit, Heading, Jump, PageReading, Story
from beibei_site.domain.reasons import because
from beibei_site.domain.spans import Span, to_spans
from beibei_site.domain.text import is_english
from beibei_site.parsing.certainty import Measures, as_told, chance_of, doubts_of, reasons_of
from beibei_site.parsing.chains import Chain, improve_chains, other_chains, plan_chains
from beibei_site.parsing.role_trace import LineRole, RoleTrace
from beibei_site.parsing.sheet.heads import find_headline, lines_of_group
from beibei_site.parsing.sheet.layout import Layout, lay_out, upright
from beibei_site.parsing.sheet.links import SheetPage, weigh_links
from beibei_site.parsing.sheet.measures import StoryMeasures
from beibei_site.parsing.sheet.model import Sheet, TypeLine
from beibei_site.parsing.sheet.pieces import Piece, chains, make_pieces
from beibei_site.parsing.sheet.roles import find_roles
from beibei_site.parsing.sheet.runs import Group, nearest
from beibei_site.parsing.sheet.weights import Weights, learned
from beibei_site.parsing.stories.assembly import CLOSINGS, KINDS, without_jumps
from beibei_site.parsing.tables import first_match
from beibei_site.parsing.text.credits import is_credit
from beibei_site.parsing.text.english import role_of
from beibei_site.parsing.text.grammar import find_jump, is_finished
from beibei_site.parsing.text.latin import in_chinese_signs
from beibei_site.parsing.text.signatures import story_credits
from beibei_site.parsing.text.spacing import close_heading, close_sentence, join_headline, join_lines
from beibei_site.parsing.text.wording import MARK

_INDENT = 0.7  # of the size of type: a line set in by more begins a paragraph
_APART = 0.45  # of the size: a gap larger than usual by more parts paragraphs
_SHORT = 1.5  # of the size: a finished line that ends before its column by more ends a paragraph
_BETTER = 0.2  # of a story that is right: a gain in the sum of confidences that is worth another link
_PLACES = {
    "over": because("headline-over"),
    "under": because("headline-under"),
    "leftof": because("headline-left"),
    "rightof": because("headline-right"),
    "besides": because("headline-near"),
}
_RUN_IN, _NONE = because("headline-run-in"), because("no-headline")


def in_order(sheet: Sheet) -> Sheet:
    """`sheet` turned upright, its lines by chains: those that are set together follow each other."""
    turned = upright(sheet)
    return replace(turned, lines=tuple(turned.lines[at] for chain in chains(lay_out(turned)) for at in chain))


def to_text(sheet: Sheet) -> str:
    """The lines of an ordered sheet as page text, a line each."""
    return "".join(f"{line.text}\n" for line in sheet.lines)


def trace_sheet(
    sheet: Sheet, file: str, left_out: frozenset[int] = frozenset(), weights: Weights | None = None
) -> RoleTrace:
    """The stories on an ordered sheet, with the decisions that led to them.

    Lines are numbered from 1, as `to_text` prints them; those in `left_out` are skipped.
    """
    numbers = [n for n in range(1, len(sheet.lines) + 1) if n not in left_out]
    own = [sheet.lines[n - 1] for n in numbers]
    if not own:
        return RoleTrace((), PageReading(file=file, stories=()), "geometry")
    reader = open_sheet(replace(sheet, lines=tuple(own)), numbers, file, weights or learned())
    told = zip(numbers, reader.roles, reader.sure, reader.texts, reader.roles, strict=True)
    return RoleTrace(tuple(LineRole(*one) for one in told), reader.read(), "geometry")


def open_sheet(sheet: Sheet, numbers: Sequence[int], file: str, weights: Weights) -> SheetReader:
    """The reader of an ordered sheet whose lines have these `numbers` on the page."""
    texts = [line.text for line in sheet.lines]
    english = is_english("\n".join(texts))
    lines = tuple(map(_in_chinese_signs, sheet.lines)) if english else sheet.lines
    layout = lay_out(replace(sheet, lines=lines, english=english))
    roles, sure = find_roles(layout, weights)
    if english:
        roles = ["body" if role == "run-in" else role for role in roles]  # a blank ends a word, not a heading
    roles = [role_of(text, role, "body") for role, text in zip(roles, texts, strict=True)]
    return SheetReader(layout, texts, roles, numbers, file, sure, weights)


def _in_chinese_signs(line: TypeLine) -> TypeLine:
    return replace(line, text=in_chinese_signs(line.text), opening_ink=1.0)


class SheetReader:
    """One page while its stories are put together."""

    def __init__(
        self,
        layout: Layout,
        texts: Sequence[str],
        roles: Sequence[str],
        numbers: Sequence[int],
        file: str,
        sure: Sequence[float],
        weights: Weights,
    ) -> None:
        self.layout, self.texts, self.numbers, self.file = layout, texts, numbers, file
        self.roles, self.sure, self.weights = roles, sure, weights
        self.page = SheetPage(layout, make_pieces(layout, roles))
        self.extras: defaultdict[int, list[int]] = defaultdict(list)  # by run, as numbers among the others
        self.crossheads: defaultdict[int, list[Piece]] = defaultdict(list)  # by the run below
        self.loose: list[Piece] = []
        for at in range(len(self.page.others)):
            self._place(at)
        self._options, groups = weigh_links(self.page, weights), len(self.page.groups)
        self.headlines = [find_headline(layout, group, weights.heads) for group in self.page.groups]
        self.chains = plan_chains(self._options, groups)
        free = set(range(groups)) - {chain.group for chain in self.chains}
        self._measures = StoryMeasures(self.page, roles, sure, self.headlines, free)
        if weights.confidence:
            self.chains = improve_chains(self.chains, self._options, groups, self._chance_of, _BETTER)

    def others(self) -> list[list[Chain]]:
        """Other stories of the page, with another link each."""
        return other_chains(self.chains, self._options, len(self.page.groups))

    def read(self) -> PageReading:
        stories = sorted(map(self.story, self.chains), key=lambda s: s.first_line)
        used = {n for story in stories for span in story.spans for n in span}
        orphans = [p for g in self.page.groups for p in g.pieces] + [
            p for p in self.loose if p.role != "furniture"
        ]
        left = {n for piece in orphans for n in self._numbers(piece.lines)} - used
        return PageReading(
            file=self.file,
            stories=tuple(stories),
            furniture=to_spans((n for n in self.numbers if n not in used and n not in left), self.file),
            orphans=to_spans(left, self.file),
        )

    # ---- what is neither text nor heading

    def _place(self, at: int) -> None:
        """Give a crosshead to the run below it, other pieces to the nearest run."""
        piece = self.page.others[at]
        if piece.role == "furniture" or not self.page.runs:
            self.loose.append(piece)
        elif piece.role == "crosshead":
            below = nearest(self.page.runs, piece.box, below=True)
            self.crossheads[below].append(piece) if below >= 0 else self.loose.append(piece)
        else:
            run = nearest(self.page.runs, piece.box, above=piece.role == "jump", below=piece.role == "byline")
            run = run if run >= 0 else nearest(self.page.runs, piece.box)
            self.extras[run].append(at)

    # ---- one story

    def story(self, chain: Chain) -> Story:
        group = self.page.groups[chain.group] if chain.group >= 0 else None
        opening = "" if group else self.page.runs[chain.runs[0]].heading
        extras = self._extras_of(chain)
        parts = [block for n in chain.runs for block in self._blocks_over(n)]
        blocks = _joined([_without(parts[0], opening), *parts[1:]] if opening else parts)
        closings = [self._closing(piece) for piece in extras]
        lines = self._lines_of(chain)
        story = Story(
            heading=self._heading(chain) if group else Heading(close_heading(MARK.sub("", opening)) or None),
            blocks=(*without_jumps(blocks), *closings),
            spans=self._spans(lines),
            heading_spans=self._spans(lines_of_group(group) if group else lines[:1] if opening else ()),
            credits=self._credits(blocks, extras),
            jump=_first_jump((*blocks, *closings)),
            confidence=as_told(self._chance_of(chain)),
            alternatives=doubts_of(
                chain,
                lambda run: self._numbers(self.page.runs[run].lines),
                lambda heading: self._numbers(lines_of_group(self.page.groups[heading])),
            ),
            reasons=reasons_of(chain, _PLACES[chain.kind] if group else _RUN_IN if opening else _NONE),
        )
        return replace(story, kind=first_match(KINDS, story).verdict) if story.blocks else story

    def _extras_of(self, chain: Chain) -> list[Piece]:
        """What stands beside the runs of a story: bylines, captions, quotes and jump lines."""
        return [self.page.others[at] for at in sorted(at for run in chain.runs for at in self.extras[run])]

    def _lines_of(self, chain: Chain) -> list[int]:
        """The lines of a story: of its runs, its heading and what else belongs to it, and its crossheads."""
        heads = self.page.groups[chain.group].pieces if chain.group >= 0 else ()
        crossheads = [piece for n in chain.runs for piece in self.crossheads[n]]
        return [n for at in chain.runs for n in self.page.runs[at].lines] + [
            n for piece in (*heads, *self._extras_of(chain), *crossheads) for n in piece.lines
        ]

    def measures_of(self, chain: Chain) -> Measures:
        """What the confidence in a story is made of."""
        return self._measures.of_story(chain, self._lines_of(chain))

    def _chance_of(self, chain: Chain) -> float:
        """How probably a chain is a story of the page, in text and headline."""
        return chance_of(self.weights.confidence.score(self.measures_of(chain)))

    def _numbers(self, lines: Iterable[int]) -> list[int]:
        return [self.numbers[at] for at in lines]

    def _blocks_over(self, number: int) -> list[Block]:
        """The crossheads over a run, and its paragraphs; the first goes on with the one before if its text is
        not set in (it is then marked as cut)."""
        heads = sorted(self.crossheads[number], key=lambda p: p.box.y0)
        found = [Block("crosshead", close_heading(self._text(p)), self._spans(p.lines)) for p in heads]
        run = self.page.runs[number]
        part = [run.lines[0]]
        goes_on = not run.indented and not heads
        for above, at in zip(run.lines, run.lines[1:], strict=False):
            if self._begins(above, at):
                found.append(self._paragraph(part, goes_on=goes_on))
                part, goes_on = [], False
            part.append(at)
        return [*found, self._paragraph(part, goes_on=goes_on)]

    def _begins(self, above: int, at: int) -> bool:
        """Whether a paragraph begins at a line."""
        layout = self.layout
        line, before, place = layout.sheet.lines[at], layout.sheet.lines[above], layout.places[at]
        if line.box.x0 - place.left > _INDENT * line.size:
            return True
        apart = (line.box.y0 - before.box.y1) / layout.size - layout.gap > _APART
        short = layout.places[above].right - before.box.x1 > _SHORT * before.size
        return is_finished(before.text) and (apart or short)

    def _paragraph(self, lines: Sequence[int], *, goes_on: bool) -> Block:
        text = join_lines(self.texts[at] for at in lines)
        return Block("paragraph", text, self._spans(lines), cut=goes_on)

    def _closing(self, piece: Piece) -> Block:
        kind, text = CLOSINGS[piece.role], self._text(piece)
        closed = close_heading(text) if kind == "credit" else close_sentence(text, wrapped=False)
        return Block(kind, closed, self._spans(piece.lines))

    def _text(self, piece: Piece) -> str:
        return join_lines(self.texts[at] for at in piece.lines)

    def _spans(self, lines: Iterable[int]) -> tuple[Span, ...]:
        return to_spans(self._numbers(lines), self.file)

    def _heading(self, chain: Chain) -> Heading:
        group, headline = self.page.groups[chain.group], self.headlines[chain.group]
        numbers = lines_of_group(group)
        lines = [self.texts[n] for n in numbers[headline.first : headline.end]]
        return Heading(
            join_headline(lines),
            " ".join(self._in_pieces(group, numbers[: headline.first])) or None,
            tuple(self._in_pieces(group, numbers[headline.end :])),
        )

    def _in_pieces(self, group: Group, numbers: Sequence[int]) -> Iterator[str]:
        """The text of some lines of a heading, piece by piece."""
        for piece in group.pieces:
            own = [self.texts[n] for n in piece.lines if n in numbers]
            if own:
                yield close_heading(join_lines(own))

    def _credits(self, blocks: Sequence[Block], extras: Sequence[Piece]) -> tuple[Credit, ...]:
        paragraphs = [b.text for b in blocks if b.kind == "paragraph"]
        told = ((piece.role, [self.texts[at] for at in piece.lines]) for piece in extras)
        bylines = (lines for role, lines in told if role == "byline" or is_credit(" ".join(lines)))
        return story_credits(paragraphs, bylines)


def _first_jump(blocks: Iterable[Block]) -> Jump | None:
    return next((jump for _, jump in (find_jump(block.text) for block in blocks) if jump), None)


def _without(paragraph: Block, opening: str) -> Block:
    """A paragraph without the heading that opens it."""
    return replace(paragraph, text=paragraph.text.removeprefix(opening).lstrip())


def _joined(blocks: Sequence[Block]) -> list[Block]:
    """Blocks with each paragraph that goes on with the one before put together with it."""
    found: list[Block] = []
    for block in blocks:
        if block.cut and found and found[-1].kind == "paragraph":
            before = found[-1]
            found[-1] = replace(
                before, text=join_lines([before.text, block.text]), spans=(*before.spans, *block.spans)
            )
        else:
            found.append(replace(block, cut=False))
    return [
        replace(b, text=close_sentence(b.text, wrapped=False)) if b.kind == "paragraph" else b for b in found
    ]
