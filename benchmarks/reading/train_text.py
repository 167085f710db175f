"""`python -m benchmarks.reading.train_text FOLDER …`: learn the weights of the reader of bare text.

Reads the texts of composed pages with their gold (see `lines`), fits the roles of lines (conditional random
field, by CRFsuite), the links (boosted trees on a conditional logit, by LightGBM) and the confidence, and
writes `parsing/bare/weights.json` and `links.json`. Links are learned from roles that were found with the
weights of other pages. `--check` leaves the tables alone.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import sklearn_crfsuite

from beibei_site.domain.text import letters
from beibei_site.parsing.bare import reading
from beibei_site.parsing.bare.features import KINDS, describe_lines, kind_of
from beibei_site.parsing.bare.links import FEATURES, BarePage
from beibei_site.parsing.bare.roles import find_roles
from beibei_site.parsing.bare.runs import Parts, part_page
from beibei_site.parsing.bare.weights import ROLES, Weights, parse_weights
from beibei_site.parsing.chains import Link
from beibei_site.parsing.trees import ABSENT
from benchmarks.reading.boosting import Rows, learn_choices, write_trees
from benchmarks.reading.learning import (
    describe_confidence,
    is_article,
    learn_confidence,
    letters_of,
    rounded,
)
from benchmarks.reading.lines import WHOLE, TextPage, crop, read_texts, roles_of

TABLE = Path(reading.__file__).with_name("weights.json")
TREES = TABLE.with_name("links.json")
_IN_ORDER = ("ocr-md", "pymupdf", "pdfium", "pypdf", "pdftotext-raw", "sketch")  # that keep the file's order
_FOLDS = 2
_TURNS = (  # the tools that are learned from on every fourth page: many give a page alike
    ("ocr-md", "pymupdf", "pdfminer"),
    ("ocr-md", "pypdf", "pdftotext-layout", "pdftotext"),
    ("ocr-md", "pdftotext-raw", "pdftotext"),
    ("ocr-md", "pdfium", "pdftotext-layout"),
)
_ROUNDS = 120
_TREES = 160  # of the links
_C1, _C2 = 0.5, 0.5  # weights of the sum of absolute values and of squares, for the roles
_SHARE = 0.4  # of the links are learned from
_UNSEEN = -9.0  # of a role that no page of the kind has
_LEAST = 0.05  # a smaller worth is left out


@dataclass
class Sample:
    page: TextPage
    features: list[list[str]]
    roles: list[str]
    fold: int


def read_samples(folders: Sequence[Path]) -> list[Sample]:
    """The texts to learn from, with parts of pages as small pages of their own."""
    pages = list(read_texts(folders))
    names = sorted({page.name for page in pages})
    drawn = {name: _TURNS[at % len(_TURNS)] for at, name in enumerate(names)}
    pages = [p for p in pages if p.extractor in (*drawn[p.name], *WHOLE, "real_blank", "sketch")]
    pages += [small for page in pages for small in _parts_of(page)]
    return [
        Sample(page, describe_lines(page.lines), roles_of(page), names.index(page.name) % _FOLDS)
        for page in pages
    ]


def _parts_of(page: TextPage) -> Iterator[TextPage]:
    """One, two or three articles of a page in reading order."""
    count = len({place.article for place in page.places} - {-1})
    draw = Random(f"{page.name} {page.extractor}")
    if count and page.gold.get("layout", {}).get("stream") == "reading" and page.extractor in _IN_ORDER:
        for size in (1, 3):
            first = draw.randrange(max(1, count - size))
            yield crop(page, first, first + size - 1)


def learn_roles(samples: Sequence[Sample]) -> dict[str, Any]:
    """`roles` and `after` of the table: a model for each kind of page, as a feature says another thing where
    lines alternate between columns."""
    found = {kind: _learn_roles(kind, [s for s in samples if kind_of(s.features) == kind]) for kind in KINDS}
    return {
        "roles": {kind: roles for kind, (roles, _) in found.items()},
        "after": {kind: after for kind, (_, after) in found.items()},
    }


def _learn_roles(kind: str, samples: Sequence[Sample]) -> tuple[dict[str, Any], dict[str, Any]]:
    model = sklearn_crfsuite.CRF(
        algorithm="lbfgs", c1=_C1, c2=_C2, max_iterations=_ROUNDS, all_possible_transitions=True
    )
    model.fit([s.features for s in samples], [s.roles for s in samples])
    roles: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for (feature, role), worth in model.state_features_.items():
        if abs(worth) >= _LEAST:
            roles[feature][role] = rounded(worth)
    known = set(model.classes_)
    for role in ROLES:
        if role not in known:
            roles[f"page: is {kind}"][role] = _UNSEEN
    after = {
        one: {
            other: rounded(worth)
            for other in ROLES
            if (worth := model.transition_features_.get((one, other), 0.0))
        }
        for one in ROLES
    }
    return dict(sorted(roles.items())), after


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


def choices_of(sample: Sample, weights: Weights) -> Iterator[tuple[Rows, int]]:
    """What may come before the runs of a page, as features in the order of FEATURES, and the right answer."""
    roles, odds = find_roles(sample.features, kind_of(sample.features), weights)
    parts = part_page(sample.page.lines, roles, odds)
    if not parts.runs:
        return
    page = BarePage(parts)
    draw = Random(f"{sample.page.name} {sample.page.extractor}")
    for at, right in enumerate(true_links(sample.page, parts)):
        options = list(page.candidates(at))
        places = [n for n, (link, _, _) in enumerate(options) if link == right]
        if draw.random() < _SHARE and places and len(options) > 1:
            rows = [[features.get(name, ABSENT) for name in FEATURES] for _, _, features in options]
            yield np.array(rows, np.float32), places[0]


def learn_links(choices: Iterable[tuple[Rows, int]]) -> list[Any]:
    """The trees of the links."""
    return learn_choices(FEATURES, list(choices), _TREES)


@dataclass(frozen=True)
class Judged:
    measures: dict[str, float]
    right: bool
    body: bool
    title: bool
    tool: str


def judge(sample: Sample, weights: Weights) -> list[Judged]:
    """The stories that `weights` read on a page, each with whether text and headline are right."""
    reader = reading.read_gathered(sample.page.lines, sample.features, "page", weights)
    right = [letters_of(a) for a in sample.page.gold["articles"]]
    found = []
    for chain, lines, story in reader.judged():
        text = letters("".join(b.text for b in story.blocks if b.kind == "paragraph"))
        headline = letters(story.heading.headline or "")
        bodies = [r for r in right if is_article(text, r[2], *r)]
        found.append(
            Judged(
                reading.measures(chain, reader.parts, reader.roles, reader.sure, lines),
                any(r[2] == headline for r in bodies),
                bool(bodies),
                any(headline and r[2] == headline for r in right),
                sample.page.extractor,
            )
        )
    return found


def write_table(table: Mapping[str, Any], depth: int = 3) -> str:
    """The table as JSON, a feature a line: the values `depth` levels down stand in one."""
    if not depth or not all(isinstance(value, dict) for value in table.values()):
        return json.dumps(table)
    rows = (f"{json.dumps(name)}: {write_table(value, depth - 1)}" for name, value in table.items())
    return "{\n" + ",\n".join(rows) + "\n}"


def make(table: Mapping[str, Any], links: Sequence[Any] = ()) -> Weights:
    return parse_weights(write_table({"confidence": {}} | table), write_trees({"link": links}))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reading.train_text", description=__doc__)
    parser.add_argument(
        "folders", nargs="+", type=Path, help="folders of NAME.gold.json and texts/NAME.TOOL.txt"
    )
    parser.add_argument("--check", action="store_true", help="print figures only")
    options = parser.parse_args()
    samples = read_samples(options.folders)
    print(len(samples), "texts", flush=True)
    choices: list[list[tuple[Rows, int]]] = []
    by_fold = []
    for fold in range(_FOLDS):
        roles = learn_roles([s for s in samples if s.fold != fold])
        by_fold.append(roles)
        weights = make(roles)
        choices.append([c for s in samples if s.fold == fold for c in choices_of(s, weights)])
        print("fold", fold, len(choices[-1]), "links", flush=True)
    judged: list[Judged] = []
    for fold in range(_FOLDS):
        links = learn_links(c for n, found in enumerate(choices) if n != fold for c in found)
        weights = make(by_fold[fold], links)
        judged += [j for s in samples if s.fold == fold for j in judge(s, weights)]
        print("fold", fold, "judged", flush=True)
    report(samples, judged)
    confidence = learn_confidence(judged)
    print(describe_confidence(judged, confidence))
    if not options.check:
        TABLE.write_text(write_table(learn_roles(samples) | confidence) + "\n", "utf-8")
        links = learn_links(c for found in choices for c in found)
        TREES.write_text(write_trees({"link": links}), "utf-8")


def report(samples: Sequence[Sample], judged: Sequence[Judged]) -> None:
    articles: Counter[str] = Counter()
    for sample in samples:
        articles[sample.page.extractor] += len(sample.page.gold["articles"])
    for tool, count in sorted(articles.items()):
        own = [j for j in judged if j.tool == tool]
        print(
            f"{tool:18} {count:5} articles, right body {sum(j.body for j in own) / count:.3f},"
            f" title {sum(j.title for j in own) / count:.3f}, both {sum(j.right for j in own) / count:.3f}"
        )


if __name__ == "__main__":
    main()
