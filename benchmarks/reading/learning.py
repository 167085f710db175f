"""What both trainers learn alike (answers of yes or no, the confidence), and which stories count as right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import inf
from typing import Any, Protocol

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import brier_score_loss, roc_auc_score

from beibei_site.domain.text import letters
from beibei_site.parsing.trees import ABSENT, parse_trees
from benchmarks.reading.boosting import learn_chances, write_trees
from benchmarks.reading.score import runs

Answer = tuple[Mapping[str, float], bool]  # the features of a question of yes or no, and the answer
_FEW = 9  # values: a feature with no more has an edge between any two of them
_CUTS = (0.02, 0.06, 0.15, 0.3, 0.5, 0.7, 0.85, 0.94, 0.98)  # shares of the values below each edge, else
_ANSWERS_C = 0.5  # the inverse of the strength of regularisation
_JUDGE_TREES = 150  # of the confidence
_COVER, _FOREIGN = 0.985, 0.06  # shares of runs of six letters: of the gold that are there; of others


class Judged(Protocol):
    """A story that was read: what its confidence is made of, and whether it is right."""

    @property
    def measures(self) -> Mapping[str, float]: ...
    @property
    def right(self) -> bool: ...


def find_edges(values: Sequence[float]) -> list[float]:
    """The edges that part the values of a feature into ranges."""
    distinct = np.unique(np.fromiter(values, float))
    if len(distinct) <= _FEW:
        return [round(float(v), 3) for v in (distinct[1:] + distinct[:-1]) / 2]
    return sorted(
        {
            round(float(v), 3)
            for v in np.quantile(distinct if len(distinct) < 30 else np.fromiter(values, float), _CUTS)
        }
    )


def learn_answers(answers: Sequence[Answer]) -> dict[str, dict[str, list[float]]]:
    """What each range of each feature speaks for a yes (logistic regression). A feature that is always 1 is a
    constant."""
    values: defaultdict[str, list[float]] = defaultdict(list)
    for features, _ in answers:
        for name, value in features.items():
            values[name].append(value)
    edges = {name: [0.5] if set(found) == {1.0} else find_edges(found) for name, found in values.items()}
    rows = [[features.get(n, -inf) > edge for n in edges for edge in edges[n]] for features, _ in answers]
    right = [answer for _, answer in answers]
    model = LogisticRegression(C=_ANSWERS_C, max_iter=2000, fit_intercept=False)
    model.fit(np.array(rows, float), right)
    steps = iter(model.coef_[0])
    table: dict[str, dict[str, list[float]]] = {}
    for name, found in edges.items():
        sums = np.cumsum([0.0, *(next(steps) for _ in found)])
        table[name] = {"edges": found, "worth": [rounded(value) for value in sums]}
    return table


def learn_confidence(folds: Sequence[Sequence[Judged]]) -> str:
    """The trees of the confidence as JSON; says how well they know the stories of each fold if they have
    learned from those of the others."""
    for fold, judged in enumerate(folds):
        trees = parse_trees(_learn_judge(j for n, own in enumerate(folds) if n != fold for j in own))["right"]
        print(_describe(judged, [trees.score(j.measures) for j in judged]), flush=True)
    return _learn_judge(j for own in folds for j in own)


def _learn_judge(stories: Iterable[Judged]) -> str:
    judged = list(stories)
    names = sorted({name for story in judged for name in story.measures})
    rows = np.array([[j.measures.get(name, ABSENT) for name in names] for j in judged], np.float32)
    return write_trees({"right": learn_chances(names, rows, [j.right for j in judged], _JUDGE_TREES)})


def _describe(judged: Sequence[Judged], points: Sequence[float]) -> str:
    """How well log-odds know right stories from wrong ones."""
    sure, right = 1 / (1 + np.exp(-np.array(points))), np.array([j.right for j in judged])
    return (
        f"confidence: AUC {roc_auc_score(right, sure):.3f}, Brier score {brier_score_loss(right, sure):.3f}; "
        f"of the wrong ones {((sure > 0.75) & ~right).sum() / (~right).sum():.3f} have more than .75"
    )


def letters_of(article: Mapping[str, Any]) -> tuple[str, str, str]:
    """The letters of an article of the gold: its text, what may close it, its headline."""
    closing = letters(article.get("byline_text") or "") + letters("".join(article["jump_text"]))
    return letters("".join(article["paragraphs"])), closing, letters(article["headline"] or "")


def is_article(text: str, headline: str, body: str, closing: str, wanted: str) -> bool:
    """Whether a story is an article: the same headline, and nearly the same runs of six letters."""
    own, made = runs(body), runs(text)
    allowed = own | runs(body + closing) | runs(closing + body)
    kept = len(own & made) >= _COVER * len(own)
    return headline == wanted and kept and len(made - allowed) <= _FOREIGN * len(made)


def rounded(value: float) -> float:
    """A weight as the tables print it; -0 is 0."""
    return round(float(value), 2) + 0.0


def rows_of(table: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """A table of ranges as TOML, a feature a line."""
    return [f'"{name}" = {{ edges = {row["edges"]}, worth = {row["worth"]} }}' for name, row in table.items()]
