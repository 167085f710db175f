"""A page of bare text → the stories on it: the recipe, top to bottom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from beibei_site.chinese.recurrent import on_one_core
from beibei_site.domain.model import Block, Credit, Heading, PageReading, Story
from beibei_site.domain.reasons import Reason, because
from beibei_site.domain.spans import Span, to_spans
from beibei_site.parsing.bare.draft import Draft, draft_page
from beibei_site.parsing.bare.features import describe_lines
from beibei_site.parsing.bare.lines import gather_lines
from beibei_site.parsing.bare.revision import revise
from beibei_site.parsing.bare.roles import Change
from beibei_site.parsing.bare.weights import learned
from beibei_site.parsing.certainty import as_told, doubts_of, reasons_of
from beibei_site.parsing.chains import Chain
from beibei_site.parsing.role_trace import LineRole, RoleTrace
from beibei_site.parsing.stories.assembly import CLOSINGS, KINDS, without_jumps
from beibei_site.parsing.tables import first_match
from beibei_site.parsing.text.credits import is_credit
from beibei_site.parsing.text.grammar import find_jump, is_closed
from beibei_site.parsing.text.lines import PageLine
from beibei_site.parsing.text.places import Places, grid_of
from beibei_site.parsing.text.signatures import story_credits
from beibei_site.parsing.text.spacing import close_heading, close_sentence, join_lines

_DISORDER = 0.25  # share of such lines from which on the text has lost the order of the page
_WRAPPED = 30.0  # characters: a wider line holds several set ones, whose breaks may stand in it as blanks


def trace_bare(lines: Sequence[PageLine], file: str, places: Places | None = None) -> RoleTrace:
    """The reading of a page, with the decisions that led to it."""
    return trace_draft(*open_page(lines, places), file)


def open_page(lines: Sequence[PageLine], places: Places | None = None) -> tuple[Draft, list[Change]]:
    """A first draft of a page, and what other roles its lines may have; `places` is where they stood, if that
    is known."""
    own = gather_lines(lines)
    grid = grid_of([line.numbers for line in own], places)
    with on_one_core():
        return draft_page(own, describe_lines(own), learned(), grid)


def trace_draft(first: Draft, changes: Sequence[Change], file: str) -> RoleTrace:
    """The reading of a page of which there is a first draft, with the decisions that led to it."""
    with on_one_core():
        draft = revise(first, changes)
    told = zip(draft.page.lines, draft.roles, draft.sure, first.roles, strict=True)
    rows = (LineRole(n, role, p, line.text, before) for line, role, p, before in told for n in line.numbers)
    return RoleTrace(tuple(rows), BareReader(draft, file).read(), "learned weights")


class BareReader:
    """What a draft of a page says, as stories."""

    def __init__(self, draft: Draft, file: str) -> None:
        self.draft, self.file = draft, file
        self.lines, self.roles, self.parts = draft.page.lines, draft.roles, draft.parts

    def read(self) -> PageReading:
        stories = sorted(map(self.story, self.draft.chains), key=lambda s: s.first_line)
        used = {n for story in stories for span in story.spans for n in span}
        orphans = {at for group in self.parts.groups for at in group.lines} | {
            at for at in self.draft.loose if self.roles[at] != "furniture"
        }
        left = set(self._numbers(orphans)) - used
        every = {n for line in self.lines for n in line.numbers}
        return PageReading(
            file=self.file,
            stories=tuple(stories),
            furniture=to_spans(every - used - left, self.file),
            orphans=to_spans(left, self.file),
            ordered=self.draft.disorder <= _DISORDER,
        )

    # ---- one story

    def story(self, chain: Chain) -> Story:
        group = self.parts.groups[chain.group].lines if chain.group >= 0 else ()
        extras = self.draft.extras_of(chain)
        blocks = self._blocks(chain.runs)
        closings = [self._closing(n) for n in extras]
        jumps = [find_jump(block.text) for block in (*blocks, *closings)]
        story = Story(
            heading=self._heading(group),
            blocks=(*without_jumps(blocks), *closings),
            spans=self._spans(self.draft.lines_of(chain)),
            heading_spans=self._spans(group),
            credits=self._credits(blocks, extras),
            jump=next((jump for _, jump in jumps if jump), None),
            confidence=as_told(self.draft.chance_of(chain)),
            reasons=reasons_of(chain, _place_of(chain)),
            alternatives=doubts_of(
                chain,
                lambda run: self._numbers(self.parts.runs[run].lines),
                lambda heading: self._numbers(self.parts.groups[heading].lines),
            ),
        )
        return replace(story, kind=first_match(KINDS, story).verdict)

    def _numbers(self, lines: Iterable[int]) -> list[int]:
        return [n for at in lines for n in self.lines[at].numbers]

    def _spans(self, lines: Iterable[int]) -> tuple[Span, ...]:
        return to_spans(self._numbers(lines), self.file)

    def _blocks(self, runs: Sequence[int]) -> list[Block]:
        """The crossheads and paragraphs of a story, in order."""
        found: list[Block] = []
        part: list[int] = []
        for run in runs:
            heads = self.draft.crossheads[run]
            if heads:
                self._end(found, part)
                found += [self._crosshead(lines) for lines in self._split_heads(heads)]
            for at in self.parts.runs[run].lines:
                if part and self._begins(part[-1], at):
                    self._end(found, part)
                part.append(at)
        self._end(found, part)
        return found

    def _begins(self, above: int, at: int) -> bool:
        """Whether a paragraph begins at a line of text."""
        if self.roles[at] == "paragraph":
            return at == above + 1 or is_closed(self.lines[above].folded)
        return at != above + 1 and is_closed(self.lines[above].folded) and self.lines[above].short > 1.2

    def _end(self, found: list[Block], part: list[int]) -> None:
        if part:
            text = join_lines(self.lines[at].text for at in part)
            wrapped = any(self.lines[at].width > _WRAPPED for at in part)
            found.append(Block("paragraph", close_sentence(text, wrapped=wrapped), self._spans(part)))
            part.clear()

    def _split_heads(self, heads: Sequence[int]) -> list[list[int]]:
        parts: list[list[int]] = []
        for at in heads:
            if parts and self.roles[at].endswith("+"):
                parts[-1].append(at)
            else:
                parts.append([at])
        return parts

    def _crosshead(self, lines: Sequence[int]) -> Block:
        return Block("crosshead", self._joined(lines), self._spans(lines))

    def _joined(self, lines: Iterable[int]) -> str:
        return close_heading(join_lines(self.lines[at].text for at in lines))

    def _closing(self, at: int) -> Block:
        kind, text = CLOSINGS.get(self.roles[at], "note"), self.lines[at].text
        closed = close_heading(text) if kind == "credit" else close_sentence(text, wrapped=False)
        return Block(kind, closed, self._spans([at]))

    def _heading(self, group: Sequence[int]) -> Heading:
        """The lines of a heading by their roles; without a headline among them the first line is one."""
        roles = [self.roles[at] for at in group]
        if group and "headline" not in roles:
            roles[0] = "headline"
        main = [at for at, role in zip(group, roles, strict=True) if role.startswith("headline")]
        kicker = [at for at, role in zip(group, roles, strict=True) if role == "kicker"]
        decks = [at for at, role in zip(group, roles, strict=True) if role.startswith("deck")]
        return Heading(
            self._joined(main) or None,
            " ".join(self._joined([at]) for at in kicker) or None,
            tuple(self._joined(part) for part in self._split_heads(decks)),
        )

    def _credits(self, blocks: Sequence[Block], extras: Sequence[int]) -> tuple[Credit, ...]:
        paragraphs = [b.text for b in blocks if b.kind == "paragraph"]
        own = enumerate(at for at in extras if self.roles[at] == "byline")
        bylines = [[at for _, at in part] for _, part in groupby(own, lambda one: one[1] - one[0])]
        alone = [[at] for at in extras if self.roles[at] != "byline" and is_credit(self.lines[at].text)]
        return story_credits(paragraphs, ([self.lines[at].text for at in part] for part in bylines + alone))


def _place_of(chain: Chain) -> Reason:
    if chain.group < 0:
        return because("no-headline")
    over = chain.kind.startswith(("over", "before"))
    return because("headline-over" if over else "headline-under")
