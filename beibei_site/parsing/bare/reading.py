"""A page of bare text → the stories on it: the recipe, top to bottom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from math import log

from beibei_site.chinese.recurrent import on_one_core
from beibei_site.domain.model import Block, BlockKind, Credit, Heading, PageReading, Story
from beibei_site.domain.reasons import Reason, because
from beibei_site.domain.spans import Span, to_spans
from beibei_site.domain.text import is_english
from beibei_site.parsing.bare.features import Described, describe_lines
from beibei_site.parsing.bare.lines import BareLine, gather_lines
from beibei_site.parsing.bare.links import BarePage
from beibei_site.parsing.bare.roles import find_roles
from beibei_site.parsing.bare.runs import Parts, part_page
from beibei_site.parsing.bare.weights import ROLES, TEXT, Array, Weights, learned
from beibei_site.parsing.certainty import Measures, confidence_of, doubts_of, measure_chain, reasons_of
from beibei_site.parsing.chains import Chain, plan_chains, score_links
from beibei_site.parsing.stories.assembly import KINDS
from beibei_site.parsing.tables import first_match
from beibei_site.parsing.text.credits import is_credit
from beibei_site.parsing.text.english import heading_roles, role_of
from beibei_site.parsing.text.furniture import is_separator
from beibei_site.parsing.text.grammar import find_jump, is_closed
from beibei_site.parsing.text.lines import PageLine
from beibei_site.parsing.text.signatures import story_credits
from beibei_site.parsing.text.spacing import close_heading, close_sentence, join_lines

_CLOSINGS: dict[str, BlockKind] = {"caption": "caption", "byline": "credit", "quote": "note", "jump": "note"}
_BEGINS = frozenset(("paragraph", "start"))
_DISORDER = 0.25  # share of such lines from which on the text has lost the order of the page
_LEAST_ROLES = -20.0  # as the sum of logarithms of probabilities
_WRAPPED = 30.0  # characters: a wider line holds several set ones, whose breaks may stand in it as blanks


@dataclass(frozen=True, slots=True)
class BareTrace:
    """What was decided about a page: the role of each line with its probability, and the reading."""

    lines: tuple[tuple[int, str, float, str], ...]  # number, role, probability, text
    reading: PageReading
    claimed: tuple[Span, ...] = ()
    folio: tuple[Span, ...] = ()


def trace_bare(lines: Sequence[PageLine], file: str, weights: Weights | None = None) -> BareTrace:
    """The reading of a page, with the decisions that led to it."""
    known = weights or learned()
    own = gather_lines(lines)
    with on_one_core():
        reader = read_gathered(own, describe_lines(own), file, known)
        reading = reader.read()
    told = zip(own, reader.roles, reader.sure, strict=True)
    rows = tuple((n, role, odd, line.text) for line, role, odd in told for n in line.numbers)
    return BareTrace(rows, reading)


def read_gathered(lines: Sequence[BareLine], described: Described, file: str, weights: Weights) -> BareReader:
    """The reader of a page of described lines."""
    roles, odds = find_roles(described, weights.roles)
    texts = [line.text for line in lines]
    roles = ["furniture" if is_separator(text) else role for text, role in zip(texts, roles, strict=True)]
    if is_english("\n".join(texts)):
        roles = heading_roles(
            texts, [role_of(text, role, "paragraph") for text, role in zip(texts, roles, strict=True)]
        )
    sure = [float(odds[at, ROLES.index(role)]) for at, role in enumerate(roles)]
    return BareReader(lines, roles, odds, sure, file, weights)


def plan_page(parts: Parts, weights: Weights) -> list[Chain]:
    """The stories of a page as chains of runs."""
    page = BarePage(parts)
    options = [list(page.candidates(at)) for at in range(len(parts.runs))]
    return plan_chains(score_links(weights.links, options), len(parts.groups))


class BareReader:
    """One page while its stories are put together."""

    def __init__(
        self,
        lines: Sequence[BareLine],
        roles: Sequence[str],
        odds: Array,
        sure: Sequence[float],
        file: str,
        weights: Weights,
    ) -> None:
        self.lines, self.roles, self.sure, self.file, self.weights = lines, roles, sure, file, weights
        self.parts = part_page(lines, roles, odds)
        self.chains = plan_page(self.parts, weights) if self.parts.runs else []
        self.crossheads: defaultdict[int, list[int]] = defaultdict(list)  # lines by the run below
        self.extras: defaultdict[int, list[int]] = defaultdict(list)  # lines by chain
        self.loose: list[int] = []

        self.disorder = _disorder(roles, odds)
        self._place_others()

    def judged(self) -> list[tuple[Chain, list[int], Story]]:
        """Every story with its chain and its lines."""
        return [self._story(at, chain) for at, chain in enumerate(self.chains)]

    def read(self) -> PageReading:
        stories = sorted((story for _, _, story in self.judged()), key=lambda s: s.first_line)
        used = {n for story in stories for span in story.spans for n in span}
        orphans = {at for group in self.parts.groups for at in group.lines} | {
            at for at in self.loose if self.roles[at] != "furniture"
        }
        left = set(self._numbers(orphans)) - used
        every = {n for line in self.lines for n in line.numbers}
        return PageReading(
            file=self.file,
            stories=tuple(stories),
            furniture=to_spans(every - used - left, self.file),
            orphans=to_spans(left, self.file),
            ordered=self.disorder <= _DISORDER,
        )

    # ---- what is neither text nor heading

    def _place_others(self) -> None:
        chain_of = {run: at for at, chain in enumerate(self.chains) for run in chain.runs}
        order = self.parts.order
        for place, (what, number) in enumerate(order):
            if what in ("run", "group"):
                continue
            below = next((n for kind, n in order[place + 1 :] if kind == "run"), -1)
            above = next((n for kind, n in reversed(order[:place]) if kind == "run"), -1)
            if what == "furniture" or not self.chains:
                self.loose.append(number)
            elif what.startswith("crosshead"):
                self.crossheads[below].append(number) if below >= 0 else self.loose.append(number)
            else:
                nearest = below if above < 0 or (below >= 0 and self._belongs_below(place)) else above
                self.extras[chain_of[nearest]].append(number)

    def _belongs_below(self, place: int) -> bool:
        """Whether a line is a byline right over a text, below its heading or at the top of the page."""
        order = self.parts.order
        if (
            order[place][0] != "byline"
            or place + 1 == len(order)
            or order[place + 1][0] not in ("run", "byline")
        ):
            return False
        return place == 0 or order[place - 1][0] != "run"

    # ---- one story

    def _story(self, at: int, chain: Chain) -> tuple[Chain, list[int], Story]:
        group = self.parts.groups[chain.group].lines if chain.group >= 0 else ()
        runs = [self.parts.runs[n] for n in chain.runs]
        blocks = self._blocks(chain.runs)
        closings = [self._closing(n) for n in self.extras[at]]
        jumps = [find_jump(block.text) for block in (*blocks, *closings)]
        texts = [replace(block, text=find_jump(block.text)[0]) for block in blocks]
        lines = [n for run in runs for n in run.lines]
        lines += [*group, *self.extras[at], *(n for run in chain.runs for n in self.crossheads[run])]
        found = measures(chain, self.parts, self.roles, self.sure, lines)
        story = Story(
            heading=self._heading(group),
            blocks=(*([block for block in texts if block.text] or blocks), *closings),
            spans=self._spans(lines),
            heading_spans=self._spans(group),
            credits=self._credits(blocks, self.extras[at]),
            jump=next((jump for _, jump in jumps if jump), None),
            confidence=confidence_of(found, self.weights.confidence),
            reasons=reasons_of(chain, _place_of(chain)),
            alternatives=doubts_of(
                chain,
                lambda run: self._numbers(self.parts.runs[run].lines),
                lambda heading: self._numbers(self.parts.groups[heading].lines),
            ),
        )
        return chain, lines, replace(story, kind=first_match(KINDS, story).verdict)

    def _numbers(self, lines: Iterable[int]) -> list[int]:
        return [n for at in lines for n in self.lines[at].numbers]

    def _spans(self, lines: Iterable[int]) -> tuple[Span, ...]:
        return to_spans(self._numbers(lines), self.file)

    def _blocks(self, runs: Sequence[int]) -> list[Block]:
        """The crossheads and paragraphs of a story, in order."""
        found: list[Block] = []
        part: list[int] = []
        for run in runs:
            heads = self.crossheads[run]
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
        kind, text = _CLOSINGS.get(self.roles[at], "note"), self.lines[at].text
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


def _disorder(roles: Sequence[str], odds: Array) -> float:
    """The share of lines of text that do not go on from the line above or hold words of several columns."""
    text = [at for at, role in enumerate(roles) if role in TEXT]
    lost = odds[text][:, [ROLES.index("start"), ROLES.index("mixed")]]
    return float(lost.sum()) / len(text) if text else 0.0


def _place_of(chain: Chain) -> Reason:
    if chain.group < 0:
        return because("no-headline")
    over = chain.kind.startswith(("over", "before"))
    return because("headline-over" if over else "headline-under")


def measures(
    chain: Chain, parts: Parts, roles: Sequence[str], sure: Sequence[float], lines: Sequence[int]
) -> Measures:
    """What confidence is made of."""
    text = [at for run in chain.runs for at in parts.runs[run].lines]
    mixed = sum(role == "mixed" for role in roles) / len(roles)
    return measure_chain(chain, sure, lines, _LEAST_ROLES) | {
        "lines": log(len(text)),
        "mixed": sum(roles[at] == "mixed" for at in text) / len(text),
        "mixed page": mixed,
        "starts": sum(run.starts for run in parts.runs) / len(parts.runs),
        "finished": float(is_closed(parts.runs[chain.runs[-1]].last)),
        "opens": parts.runs[chain.runs[0]].opens,
    }
