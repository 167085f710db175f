"""What is learned of links: what comes before a run of bare text, by words and order, and by place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from random import Random
from typing import Any

import numpy as np

from beibei_site.parsing.bare.candidates import FEATURES, PLACES, Candidates
from beibei_site.parsing.bare.evidence.ends import Ids
from beibei_site.parsing.bare.links import BarePage
from beibei_site.parsing.bare.roles import find_roles
from beibei_site.parsing.bare.runs import Parts, part_page
from beibei_site.parsing.bare.weights import RoleNetwork, learned
from beibei_site.parsing.chains import Link
from beibei_site.parsing.text.places import Grid
from beibei_site.parsing.trees import parse_trees, score_columns
from benchmarks.reading.boosting import Numbers, Rows, learn_choices, write_trees
from benchmarks.reading.lines import TextPage
from benchmarks.reading.samples import FOLDS, Sample

_TREES = 160  # of the links
_SHARE = 0.4  # of the links are learned from
_PLACE_TREES = 120  # that correct links by where lines stood
Choice = tuple[Rows, int]  # what may come before a run, as features, and the number of the right answer


def true_links(page: TextPage, parts: Parts) -> list[Link | None]:
    """What comes before each run in the gold; None where that cannot be told."""
    places = page.places

    def owner(lines: Sequence[int]) -> int:
        counts: Counter[int] = Counter()
        for at in lines:
            counts[places[at].article if places[at].role != "mixed" else -2] += max(
                1, len(page.lines[at].text)
            )
        return counts.most_common(1)[0][0]

    owners = [owner(run.lines) for run in parts.runs]
    heads: dict[int, int] = {}
    for number, group in enumerate(parts.groups):
        article = owner(group.lines)
        main = any(places[at].role == "headline" for at in group.lines)
        if article >= 0 and (main or article not in heads):
            heads[article] = number
    found: list[Link | None] = [None if owner == -2 else ("none", -1) for owner in owners]
    for article in set(owners) - {-1, -2}:
        own = [
            (sorted(places[at].start for at in run.lines if places[at].article == article), at)
            for at, run in enumerate(parts.runs)
            if owners[at] == article
        ]
        before: Link = ("group", heads[article]) if article in heads else ("none", -1)
        for _, at in sorted((starts[len(starts) // 2], at) for starts, at in own):
            found[at] = before
            before = ("run", at)
    return found


def choices_of(sample: Sample, network: RoleNetwork) -> Iterator[Choice]:
    """What may come before some runs of a page, as features in the order of FEATURES, and the right one."""
    draw = Random(f"{sample.page.name} {sample.page.extractor}")
    found, answers = _questions(sample, network)
    for rows, right in answers:
        if draw.random() < _SHARE and right >= 0 and len(rows) > 1:
            yield _table(FEATURES, found, rows), right


def _questions(
    sample: Sample, network: RoleNetwork, grid: Grid | None = None
) -> tuple[Candidates, list[tuple[Ids, int]]]:
    """What may come before the runs of a page; which of it before each of them, and the number of the right
    answer among that (-1: it is not)."""
    roles, odds, _ = find_roles(sample.described, network)
    parts = part_page(sample.page.lines, roles, odds)
    found = BarePage(parts, grid=grid).candidates()
    answers = []
    for at, right in enumerate(true_links(sample.page, parts)):
        rows = np.flatnonzero(found.of == at)
        links = [found.links[row] for row in rows]
        answers.append((rows, links.index(right) if right in links else -1))
    return found, answers


def _table(names: Sequence[str], found: Candidates, rows: Ids) -> Rows:
    return np.array([found.columns[name][rows] for name in names], np.float32).T


def learn_links(choices: Iterable[tuple[Rows, int]]) -> list[Any]:
    """The trees of the links."""
    return learn_choices(FEATURES, list(choices), _TREES)


def learn_places(samples: Sequence[Sample]) -> dict[str, bytes]:
    """`places.json`: what the scores of links by words and order are corrected by where it is known where the
    lines stood. It says how many links are right on pages of the other fold, before and after."""
    weights = learned()
    own: list[list[tuple[Rows, int, Numbers]]] = [[] for _ in range(FOLDS)]
    for sample in samples:
        found, answers = _questions(sample, weights.roles, sample.page.grid)
        scores = score_columns(weights.links, found.columns, len(found.links))[:, 0]
        own[sample.fold] += [
            (_table(PLACES, found, rows), right, scores[rows])
            for rows, right in answers
            if right >= 0 and len(rows) > 1
        ]
    for fold, found in enumerate(own):
        others = [one for n, part in enumerate(own) if n != fold for one in part]
        print("fold", fold, _describe(found, _learn_places(others)), flush=True)
    return {"places.json": _learn_places([one for part in own for one in part]).encode()}


def _learn_places(choices: Sequence[tuple[Rows, int, Numbers]]) -> str:
    start = np.concatenate([scores for *_, scores in choices])
    learned = learn_choices(PLACES, [(rows, right) for rows, right, _ in choices], _PLACE_TREES, start)
    return write_trees({"link": learned})


def _describe(choices: Sequence[tuple[Rows, int, Numbers]], trees: str) -> str:
    """How often the right answer has the best score before and after correction."""
    parsed, before, after = parse_trees(trees), 0, 0
    for rows, right, scores in choices:
        before += int(np.argmax(scores)) == right
        columns = dict(zip(PLACES, rows.T.astype(float), strict=True))
        after += int(np.argmax(scores + score_columns(parsed, columns, len(rows))[:, 0])) == right
    count = len(choices)
    return f"{count} links: {before / count:.3f} right, {after / count:.3f} by place as well"
