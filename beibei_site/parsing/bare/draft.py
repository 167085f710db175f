"""A page with the roles of its lines decided: its parts, its stories as chains, and how sure each is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass

import numpy as np

from beibei_site.domain.text import is_english
from beibei_site.parsing.bare.features import Described
from beibei_site.parsing.bare.lines import BareLine
from beibei_site.parsing.bare.links import BarePage
from beibei_site.parsing.bare.measures import StoryMeasures
from beibei_site.parsing.bare.roles import Change, find_roles
from beibei_site.parsing.bare.runs import Parts, part_page
from beibei_site.parsing.bare.weights import ROLES, TEXT, Array, Weights
from beibei_site.parsing.certainty import Measures, chance_of
from beibei_site.parsing.chains import Chain, Options, improve_chains, other_chains, plan_chains, weigh
from beibei_site.parsing.text.english import heading_roles, role_of
from beibei_site.parsing.text.furniture import is_separator
from beibei_site.parsing.text.places import Grid
from beibei_site.parsing.text.seams import Seams
from beibei_site.parsing.trees import Trees, features_of, score_columns

_BETTER = 0.1  # of a story that is right: a gain in the sum of confidences that is worth another link


@dataclass(frozen=True, slots=True)
class Page:
    """What all drafts of a page share: `odds` holds how probable every role of each line is, `grid` where the
    lines stood, if that is known."""

    lines: Sequence[BareLine]
    odds: Array
    weights: Weights
    grid: Grid | None = None

    def draft(self, *many: Sequence[str]) -> list[Draft]:
        """A draft for each list of roles, with the most probable links between the parts of the page. Many
        take less time together."""
        settled = [_settle(self.lines, roles) for roles in many]
        parts = [part_page(self.lines, roles, self.odds) for roles in settled]
        pages = _bare_pages(parts, self.grid)
        options = _weigh_links(pages, [self.weights.links, *([self.weights.places] if self.grid else ())])
        return [Draft(self, *own) for own in zip(settled, parts, pages, options, strict=True)]


def draft_page(
    lines: Sequence[BareLine], described: Described, weights: Weights, grid: Grid | None = None
) -> tuple[Draft, list[Change]]:
    """A page of described lines with their most probable roles, and what other roles they may have."""
    roles, odds, changes = find_roles(described, weights.roles)
    (draft,) = Page(lines, odds, weights, grid).draft(roles)
    return draft, changes


def _bare_pages(many: Sequence[Parts], grid: Grid | None) -> list[BarePage]:
    """A page for every way to part it."""
    number: dict[str, int] = {}
    own = [[number.setdefault(run.text, len(number)) for run in parts.runs] for parts in many]
    seams = Seams(list(number))
    return [BarePage(parts, seams.some(texts), grid) for parts, texts in zip(many, own, strict=True)]


def _weigh_links(pages: Sequence[BarePage], many: Sequence[Trees]) -> list[list[Options]]:
    """What may come before each run of each page, by the sum of what several trees give it."""
    found = [page.candidates() for page in pages]
    count = sum(len(one.links) for one in found)
    names = sorted({name for trees in many for name in features_of(trees)})
    columns = {name: np.concatenate([one.columns[name] for one in found]) for name in names}
    scores = iter(np.sum([score_columns(trees, columns, count)[:, 0] for trees in many], axis=0).tolist())
    return [weigh(one.of_runs(scores)) for one in found]


def _settle(lines: Sequence[BareLine], roles: Sequence[str]) -> list[str]:
    """Roles, but for those that the words of a line decide."""
    texts = [line.text for line in lines]
    settled = ["furniture" if is_separator(text) else role for text, role in zip(texts, roles, strict=True)]
    if not is_english("\n".join(texts)):
        return settled
    own = [role_of(text, role, "paragraph") for text, role in zip(texts, settled, strict=True)]
    return heading_roles(texts, own)


class Draft:
    """A page while its stories are put together. The lines that are neither text nor heading are by run in
    `crossheads`, those over it, and `extras`; `loose` are those of no run."""

    def __init__(
        self,
        page: Page,
        roles: Sequence[str],
        parts: Parts,
        linked: BarePage,
        options: Sequence[Options],
    ) -> None:
        self.page, self.roles, self.parts, self.options = page, roles, parts, options
        self._measures = StoryMeasures(linked, page.lines, roles, page.odds)
        self.sure = self._measures.sure
        self.crossheads: defaultdict[int, list[int]] = defaultdict(list)
        self.extras: defaultdict[int, list[int]] = defaultdict(list)
        self.loose: list[int] = []
        self._place_others()
        self.chains = plan_chains(options, len(parts.groups)) if parts.runs else []
        self._free = set(range(len(parts.groups))) - {chain.group for chain in self.chains}
        self._chances: dict[Chain, float] = {}

    def improved(self) -> Draft:
        """The page with its links chosen once more, by how probably the stories are right."""
        groups = len(self.parts.groups)
        return self._with(improve_chains(self.chains, self.options, groups, self.chance_of, _BETTER))

    def others(self) -> list[Draft]:
        """The page with another link each."""
        return [self._with(plan) for plan in other_chains(self.chains, self.options, len(self.parts.groups))]

    def _with(self, chains: list[Chain]) -> Draft:
        draft = copy(self)
        draft.chains = chains
        return draft

    @property
    def expected(self) -> float:
        """How many stories are right, probably."""
        return sum(map(self.chance_of, self.chains))

    def chance_of(self, chain: Chain) -> float:
        """How probably a chain is a story of the page, in text and headline."""
        if chain not in self._chances:
            points = self.page.weights.confidence.score(self.measures_of(chain))
            self._chances[chain] = chance_of(points)
        return self._chances[chain]

    def stories(self) -> Iterator[tuple[tuple[int, ...], tuple[str, ...]]]:
        """The lines of every story with their roles."""
        for lines in map(self.lines_of, self.chains):
            yield tuple(lines), tuple(self.roles[at] for at in lines)

    # ---- what is neither text nor heading

    def _place_others(self) -> None:
        order = self.parts.order
        for place, (what, number) in enumerate(order):
            if what in ("run", "group"):
                continue
            below = next((n for kind, n in order[place + 1 :] if kind == "run"), -1)
            above = next((n for kind, n in reversed(order[:place]) if kind == "run"), -1)
            if what == "furniture" or not self.parts.runs:
                self.loose.append(number)
            elif what.startswith("crosshead"):
                self.crossheads[below].append(number) if below >= 0 else self.loose.append(number)
            else:
                nearest = below if above < 0 or (below >= 0 and self._belongs_below(place)) else above
                self.extras[nearest].append(number)

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

    def extras_of(self, chain: Chain) -> list[int]:
        """The bylines, captions, quotes and jump lines of a story, down the page."""
        return sorted(at for run in chain.runs for at in self.extras[run])

    def lines_of(self, chain: Chain) -> list[int]:
        """All lines of a story."""
        group = self.parts.groups[chain.group].lines if chain.group >= 0 else ()
        text = [at for run in chain.runs for at in self.parts.runs[run].lines]
        heads = [at for run in chain.runs for at in self.crossheads[run]]
        return [*text, *group, *self.extras_of(chain), *heads]

    # ---- how sure

    def measures_of(self, chain: Chain) -> Measures:
        """What the confidence in a story is made of."""
        return self._measures.of_story(chain, self.lines_of(chain), self._free)

    @property
    def disorder(self) -> float:
        """The share of lines of text that do not go on from the line above or are of several columns."""
        text = [at for at, role in enumerate(self.roles) if role in TEXT]
        lost = self.page.odds[text][:, [ROLES.index("start"), ROLES.index("mixed")]]
        return float(lost.sum()) / len(text) if text else 0.0
