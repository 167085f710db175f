"""`python -m benchmarks.reading.train FOLDER …`: learn the weights of the sheet reader from composed pages.

Reads pages with their gold (see `gold`), fits the roles of lines (boosted trees), the links (boosted trees on
a conditional logit) and the headlines, and writes `parsing/sheet/weights.toml`, `roles.json` and
`links.json`. Links are learned from roles that were found with the weights of other pages. The same pages
give the same tables. `--check` leaves them alone and prints figures cross-validated by page.
`--confidence` learns nothing but the confidence (boosted trees), from pages with layouts and articles that
the other weights have not seen (of those that they were learned from they are too sure): from the stories
that are read there and all that a second look would try.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import lightgbm
import numpy as np

from beibei_site.domain.text import letters
from beibei_site.parsing.chains import Chain
from beibei_site.parsing.sheet import reading
from beibei_site.parsing.sheet.features import measure_lines
from beibei_site.parsing.sheet.heads import lines_of_group, measure_heading
from beibei_site.parsing.sheet.layout import lay_out
from beibei_site.parsing.sheet.links import Features, SheetPage
from beibei_site.parsing.sheet.pieces import chains, make_pieces
from beibei_site.parsing.sheet.reading import SheetReader, in_order, open_sheet
from beibei_site.parsing.sheet.roles import find_roles
from beibei_site.parsing.sheet.weights import ROLES, Weights, learned, parse_weights
from beibei_site.parsing.trees import ABSENT
from benchmarks.reading.boosting import learn_choices, to_tree, write_trees
from benchmarks.reading.gold import GoldPage, read_pages
from benchmarks.reading.learning import (
    Answer,
    is_article,
    learn_answers,
    learn_confidence,
    letters_of,
    rounded,
    rows_of,
)

TABLE = Path(reading.__file__).with_name("weights.toml")
TREES, LINKS, CONFIDENCE = (TABLE.with_name(f"{name}.json") for name in ("roles", "links", "confidence"))
_HEADINGS = {"headline": "heading", "kicker": "heading", "deck": "heading"}
_FOLDS = 4
_HALVES = 2  # that find the roles of each other, for the links
_SAME_SIZE = 0.06  # as a share: what differs by less is of one size
_RESIZED = (0.9, 1.1)  # times
_ROUNDS = 90  # trees for each role
_TREES = 300  # of the links
_BOOSTING = {
    "objective": "multiclass",
    "num_class": len(ROLES),
    "num_leaves": 16,
    "learning_rate": 0.12,
    "min_data_in_leaf": 60,
    "lambda_l2": 3,
    "feature_fraction": 0.4,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "seed": 1,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 1,
    "verbose": -1,
}


Choice = tuple[list[Features], int]  # the features of each option, and the right one


@dataclass(frozen=True)
class Sample:
    """A page with what is learned from it."""

    page: GoldPage
    features: list[dict[str, float]]
    roles: list[str]
    heads: list[Answer]

    @classmethod
    def of(cls, page: GoldPage) -> Sample:
        layout = lay_out(page.sheet)
        roles = [_HEADINGS.get(label.role, label.role) for label in page.labels]
        sheet = SheetPage(layout, make_pieces(layout, roles))
        return cls(page, measure_lines(layout), roles, list(_headlines(sheet, page)))


def find_choices(samples: Sequence[Sample]) -> list[list[Choice]]:
    """The links of each page, between the parts that roles learned from other pages make of it."""
    found: list[list[Choice]] = [[] for _ in samples]
    for fold in range(_HALVES):
        others = [s for n, s in enumerate(samples) if n % _HALVES != fold]
        weights = parse_weights(write_table(learn(others)), write_trees(learn_roles(others)), "{}")
        for n in range(fold, len(samples), _HALVES):
            found[n] = list(_choices_of(samples[n].page, weights))
    return found


def _choices_of(page: GoldPage, weights: Weights) -> Iterator[Choice]:
    layout = lay_out(page.sheet)
    sheet = SheetPage(layout, make_pieces(layout, find_roles(layout, weights)[0]))
    for at, right in enumerate(_true_links(sheet, page)):
        options = list(sheet.candidates(at))
        places = [n for n, (link, _, _) in enumerate(options) if link == right]
        if places:
            yield [features for _, _, features in options], places[0]


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


def _headlines(sheet: SheetPage, page: GoldPage) -> Iterator[Answer]:
    """The lines of every heading that holds a headline: their features, and whether they are of it."""
    for group in sheet.groups:
        found = [page.labels[n].role == "headline" for n in lines_of_group(group)]
        if any(found):
            yield from zip(measure_heading(sheet.layout, group), found, strict=True)


def learn_roles(samples: Sequence[Sample]) -> dict[str, list[Any]]:
    """The trees of each role (gradient boosting, by LightGBM)."""
    names = list(samples[0].features[0])
    pages = [page for s in samples for page in (s.features, _resized(s.features, s.page.name))]
    rows = np.array([[features[n] for n in names] for page in pages for features in page])
    roles = [ROLES.index(role) for s in samples for role in s.roles * 2]
    model = lightgbm.train(_BOOSTING, lightgbm.Dataset(rows, roles), _ROUNDS)
    found: dict[str, list[Any]] = {role: [] for role in ROLES}
    for at, tree in enumerate(model.dump_model()["tree_info"]):
        found[ROLES[at % len(ROLES)]].append(to_tree(tree["tree_structure"], names))
    return found


def _resized(features: Sequence[Features], seed: str) -> Iterator[Features]:
    """The lines of a page as if every size of type but that of the text were somewhat larger or smaller: a
    composer knows few sizes, and trees would learn these instead of what is large and small."""
    for line in features:
        if abs(line["size"] - 1) <= _SAME_SIZE:
            yield line
        else:
            factor = Random(f"{seed} {line['size']:.2f}").uniform(*_RESIZED)
            ratios = {name: line[name] / factor for name in ("size above", "size below")}
            yield line | ratios | {"size": line["size"] * factor}


def learn_links(choices: Sequence[Choice]) -> dict[str, list[Any]]:
    """The trees of the links."""
    names = sorted({name for options, _ in choices for features in options for name in features})
    rows = [
        (
            np.array([[features.get(name, ABSENT) for name in names] for features in options], np.float32),
            right,
        )
        for options, right in choices
    ]
    return {"link": learn_choices(names, rows, _TREES)}


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


def judge(page: GoldPage, weights: Weights, others: bool = False) -> list[Judged]:
    """The stories that `weights` read on a page, each with whether text and headline are right; with `others`
    also those that a second look tries, each once."""
    sheet = in_order(page.sheet)
    right = {letters_of(article) for article in page.gold["articles"]}
    reader = open_sheet(sheet, range(1, len(sheet.lines) + 1), "page", weights)
    tried = [reader.chains, *(reader.others() if others else ())]
    return [_judge(reader, chain, right) for chain in dict.fromkeys(c for plan in tried for c in plan)]


def _judge(reader: SheetReader, chain: Chain, right: Iterable[tuple[str, str, str]]) -> Judged:
    story = reader.story(chain)
    text = letters("".join(block.text for block in story.blocks if block.kind == "paragraph"))
    headline = letters(story.heading.headline or "")
    return Judged(reader.measures_of(chain), any(is_article(text, headline, *r) for r in right))


def _judge_all(page: GoldPage) -> list[Judged]:
    return judge(page, replace(learned(), confidence=()), others=True)


def write_table(table: Mapping[str, Any]) -> str:
    """The table as TOML, a feature a line."""
    lines = [
        "# Learned by benchmarks/reading/train.py from composed pages; do not edit.",
        "# Every number is a natural logarithm of odds. `edges` part the values of a feature into ranges,",
        f"# each with its `worth`; the roles are {', '.join(ROLES)}.",
    ]
    lines += ["", "[after]", *(f'"{name}" = {value}' for name, value in table["after"].items())]
    lines += ["", "[heads]", *rows_of(table["heads"])]
    return "\n".join(lines) + "\n"


def learn(samples: Sequence[Sample]) -> dict[str, Any]:
    """The table of weights."""
    heads = learn_answers([answer for sample in samples for answer in sample.heads])
    return {"after": _neighbours(samples), "heads": heads}


def cross_validate(samples: Sequence[Sample], choices: Sequence[Sequence[Choice]]) -> None:
    """Say how many articles are right if every page is read with weights learned from other pages."""
    right = 0
    for fold in range(_FOLDS):
        others = [s for n, s in enumerate(samples) if n % _FOLDS != fold]
        known = [choice for n, own in enumerate(choices) if n % _FOLDS != fold for choice in own]
        roles, links = write_trees(learn_roles(others)), write_trees(learn_links(known))
        weights = parse_weights(write_table(learn(others)), roles, links)
        right += sum(j.right for s in samples[fold::_FOLDS] for j in judge(s.page, weights))
    articles = sum(len(s.page.gold["articles"]) for s in samples)
    print(f"{len(samples)} pages, {articles} articles, right in text and headline: {right / articles:.3f}")


def learn_reading(pages: Sequence[GoldPage]) -> dict[Path, str]:
    """`weights.toml`, `roles.json` and `links.json`."""
    samples = [Sample.of(page) for page in pages]
    choices = find_choices(samples)
    cross_validate(samples, choices)
    links = learn_links([choice for own in choices for choice in own])
    tables = write_table(learn(samples)), write_trees(learn_roles(samples)), write_trees(links)
    return dict(zip((TABLE, TREES, LINKS), tables, strict=True))


def judge_pages(pages: Sequence[GoldPage]) -> dict[Path, str]:
    """`confidence.json`."""
    with ProcessPoolExecutor() as pool:
        judged = list(pool.map(_judge_all, pages))
    folds = [[story for own in judged[fold::_FOLDS] for story in own] for fold in range(_FOLDS)]
    return {CONFIDENCE: learn_confidence(folds)}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reading.train", description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path, help="folders of NAME.pdf and NAME.gold.json")
    parser.add_argument("--check", action="store_true", help="print figures only")
    parser.add_argument(
        "--confidence", action="store_true", help="learn only the confidence, from unseen pages"
    )
    options = parser.parse_args()
    pages = list(read_pages(options.folders))
    files = judge_pages(pages) if options.confidence else learn_reading(pages)
    if not options.check:
        for path, text in files.items():
            path.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
