"""`python -m benchmarks.reading.train FOLDER …`: learn the weights of the sheet reader from composed pages.

Reads pages with their gold (see `gold`), fits the roles of lines (multinomial logistic regression), the links
(conditional logit, McFadden 1974) and the confidence, and writes `parsing/sheet/weights.toml`. The same pages
give the same table. `--check` leaves the table alone and prints figures cross-validated by page.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from beibei_site.domain.text import letters
from beibei_site.parsing.sheet import reading
from beibei_site.parsing.sheet.features import measure_lines
from beibei_site.parsing.sheet.layout import lay_out
from beibei_site.parsing.sheet.links import SheetPage, plan_page
from beibei_site.parsing.sheet.pieces import chains, make_pieces
from beibei_site.parsing.sheet.roles import find_roles
from beibei_site.parsing.sheet.weights import ROLES, SIZES, Weights, parse_weights, size_class
from benchmarks.reading.gold import GoldPage, read_pages
from benchmarks.reading.learning import (
    Choice,
    describe_confidence,
    find_edges,
    is_article,
    learn_confidence,
    learn_links,
    letters_of,
    rounded,
)

TABLE = Path(reading.__file__).with_name("weights.toml")
_HEADINGS = {"headline": "heading", "kicker": "heading", "deck": "heading"}
_FOLDS = 4
_NEVER = -9.0  # the constant of a role that no line of a size has
_ROLES_C = 0.3  # the inverse of the strength of regularisation

Rows = Sequence[Sequence[Mapping[str, float]]]


@dataclass(frozen=True)
class Sample:
    """A page with what is learned from it."""

    page: GoldPage
    features: list[dict[str, float]]
    roles: list[str]
    links: list[Choice]

    @classmethod
    def of(cls, page: GoldPage) -> Sample:
        layout = lay_out(page.sheet)
        roles = [_HEADINGS.get(label.role, label.role) for label in page.labels]
        sheet = SheetPage(layout, make_pieces(layout, roles))
        links = []
        for at, right in enumerate(_true_links(sheet, page)):
            options = list(sheet.candidates(at))
            places = [n for n, (link, _, _) in enumerate(options) if link == right]
            if places:
                links.append(([features for _, _, features in options], places[0]))
        return cls(page, measure_lines(layout), roles, links)


def _true_links(sheet: SheetPage, page: GoldPage) -> list[tuple[str, int]]:
    """What comes before each run in the gold."""
    whose = []
    for run in sheet.runs:
        article = Counter(page.labels[n].article for n in run.lines).most_common(1)[0][0]
        places = sorted(page.labels[n].place for n in run.lines if page.labels[n].article == article)
        whose.append((article, places[len(places) // 2]))
    heads = [
        Counter(page.labels[n].article for p in g.pieces for n in p.lines).most_common(1)[0][0]
        for g in sheet.groups
    ]
    found: list[tuple[str, int]] = [("none", -1)] * len(whose)
    for article in {a for a, _ in whose} - {-1}:
        own = [n for n, a in enumerate(heads) if a == article]
        before = ("group", max(own, key=lambda n: sheet.groups[n].size)) if own else ("none", -1)
        for _, at in sorted((place, at) for at, (a, place) in enumerate(whose) if a == article):
            found[at] = before
            before = ("run", at)
    return found


def steps(values: np.ndarray[Any, Any], edges: Sequence[float]) -> np.ndarray[Any, Any]:
    """One column for each edge: whether the value lies beyond it."""
    return (values[:, None] > np.array(edges)[None, :]).astype(np.float32)


def learn_roles(samples: Sequence[Sample]) -> dict[str, Any]:
    """`roles`, `constants` and `after` of the table."""
    names = list(samples[0].features[0])
    table: dict[str, Any] = {"roles": {}, "constants": {}}
    every = [(f, r) for s in samples for f, r in zip(s.features, s.roles, strict=True)]
    for size in SIZES:
        own = [(f, r) for f, r in every if size_class(f["size"]) == size]
        matrix = np.array([[f[n] for n in names] for f, _ in own])
        edges = [find_edges(matrix[:, at].tolist()) for at in range(len(names))]
        columns = np.column_stack([steps(matrix[:, at], e) for at, e in enumerate(edges) if e])
        model = LogisticRegression(C=_ROLES_C, max_iter=400).fit(columns, [r for _, r in own])
        place = {role: list(model.classes_).index(role) for role in ROLES if role in model.classes_}
        constants, weights = _of_all_classes(model)
        table["constants"][size] = [rounded(constants[place[r]]) if r in place else _NEVER for r in ROLES]
        rows, start = {}, 0
        for name, found in zip(names, edges, strict=True):
            if found:
                part = weights[:, start : start + len(found)]
                start += len(found)
                sums = np.concatenate([np.zeros((len(part), 1)), np.cumsum(part, axis=1)], axis=1)
                worth = [
                    [rounded(sums[place[r], k]) if r in place else 0.0 for r in ROLES]
                    for k in range(len(found) + 1)
                ]
                if np.abs(worth).max() >= 0.1:
                    rows[name] = {"edges": found, "worth": worth}
        table["roles"][size] = rows
    return table | {"after": _neighbours(samples)}


def _of_all_classes(model: LogisticRegression) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Constants and weights with a row for each class, of two classes as well."""
    if len(model.classes_) > 2:
        return model.intercept_, model.coef_
    return np.append(0.0, model.intercept_), np.vstack([np.zeros_like(model.coef_), model.coef_])


def _neighbours(samples: Sequence[Sample]) -> dict[str, list[float]]:
    """How much more often one role follows another down a chain than it would by chance, as logarithms."""
    pairs = np.full((len(ROLES), len(ROLES)), 0.5)
    single = np.ones(len(ROLES))
    for sample in samples:
        numbers = [ROLES.index(role) for role in sample.roles]
        np.add.at(single, numbers, 1)
        for chain in chains(lay_out(sample.page.sheet)):
            for above, below in pairwise(chain):
                pairs[numbers[above], numbers[below]] += 1
    found = np.log(pairs / pairs.sum(1, keepdims=True)) - np.log(single / single.sum())[None, :]
    return {role: [rounded(v) for v in found[at]] for at, role in enumerate(ROLES)}


@dataclass(frozen=True)
class Judged:
    """A story that was read: what its confidence is made of, and whether it is right."""

    measures: dict[str, float]
    right: bool


def judge(sample: Sample, weights: Weights) -> list[Judged]:
    """The stories that `weights` read on a page, each with whether text and headline are right."""
    page = sample.page
    layout = lay_out(page.sheet)
    roles, sure = find_roles(layout, weights)
    sheet = SheetPage(layout, make_pieces(layout, roles))
    right = {letters_of(article) for article in page.gold["articles"]}
    found = []
    for chain in plan_page(sheet, weights):
        runs = [sheet.runs[n] for n in chain.runs]
        group = sheet.groups[chain.group] if chain.group >= 0 else None
        largest = max((p.size for p in group.pieces), default=0.0) if group else 0.0
        headline = (
            "".join(
                layout.sheet.lines[n].text for p in group.pieces if p.size >= 0.94 * largest for n in p.lines
            )
            if group
            else ""
        )
        lines = [n for run in runs for n in run.lines]
        text = letters("".join(run.text for run in runs))
        found.append(
            Judged(
                reading.measures(chain, sure, lines),
                any(is_article(text, letters(headline), *r) for r in right),
            )
        )
    return found


def write_table(table: Mapping[str, Any]) -> str:
    """The table as TOML, a feature a line."""
    lines = [
        "# Learned by benchmarks/reading/train.py from composed pages; do not edit.",
        "# Every number is a natural logarithm of odds. `edges` part the values of a feature into ranges;",
        f"# `worth` has a row for each range, and, for roles, a column for each of {', '.join(ROLES)}.",
    ]
    for section in ("constants", "after", "confidence"):
        lines += ["", f"[{section}]", *(f'"{name}" = {value}' for name, value in table[section].items())]
    for title, rows in (
        *((f"roles.{size}", table["roles"][size]) for size in SIZES),
        ("links", table["links"]),
    ):
        lines += ["", f"[{title}]"]
        lines += [
            f'"{name}" = {{ edges = {row["edges"]}, worth = {row["worth"]} }}' for name, row in rows.items()
        ]
    return "\n".join(lines) + "\n"


def learn(samples: Sequence[Sample], confidence: Mapping[str, Any]) -> dict[str, Any]:
    choices = [link for sample in samples for link in sample.links]
    return learn_roles(samples) | learn_links(choices) | confidence


def cross_validate(samples: Sequence[Sample], say: Callable[[str], None]) -> list[Judged]:
    """The stories of every page, read with weights learned from other pages."""
    judged: list[Judged] = []
    for fold in range(_FOLDS):
        others = [s for n, s in enumerate(samples) if n % _FOLDS != fold]
        weights = parse_weights(write_table(learn(others, {"confidence": {}})))
        judged += [j for s in samples[fold::_FOLDS] for j in judge(s, weights)]
    articles = sum(len(s.page.gold["articles"]) for s in samples)
    say(
        f"{len(samples)} pages, {articles} articles, right in text and headline: "
        f"{sum(j.right for j in judged) / articles:.3f}"
    )
    return judged


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reading.train", description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path, help="folders of NAME.pdf and NAME.gold.json")
    parser.add_argument("--check", action="store_true", help="print figures only")
    options = parser.parse_args()
    samples = [Sample.of(page) for page in read_pages(options.folders)]
    judged = cross_validate(samples, print)
    confidence = learn_confidence(judged)
    print(describe_confidence(judged, confidence))
    if not options.check:
        TABLE.write_text(write_table(learn(samples, confidence)), "utf-8")


if __name__ == "__main__":
    main()
