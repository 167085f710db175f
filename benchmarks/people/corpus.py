"""Invented newspaper text with the names marked, the two ways to find them, and the score."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from beibei_site.cataloguing.catalogue import assign_facets
from beibei_site.domain.model import FACETS, Article, Authority

T = TypeVar("T")
HERE = Path(__file__).parent
_NAME = re.compile(r"\{([^{}]+)\}")


def read_corpus(path: Path) -> tuple[list[str], list[set[str]]]:
    """The paragraphs of a corpus file without their braces, and the names of each."""
    paragraphs = [p for p in path.read_text("utf-8").strip().split("\n\n") if not p.startswith("#")]
    return [_NAME.sub(r"\1", p) for p in paragraphs], [set(_NAME.findall(p)) for p in paragraphs]


def find_people(texts: Sequence[str]) -> list[set[str]]:
    """The names that the program finds."""
    articles = [
        Article(id=f"a-{n}", title=f"a-{n}", title_from="supplied", body=t) for n, t in enumerate(texts)
    ]
    found = assign_facets(articles, {f: Authority(f) for f in FACETS}, remember=_compute)
    return [set(article.people) for article in found]


def _compute(kind: str, key: str, shape: type[T], compute: Callable[[], T]) -> T:
    return compute()


def tag_people(texts: Sequence[str]) -> list[set[str]]:
    """The words that jieba's tagger calls names."""
    tagger = importlib.import_module("jieba.posseg")
    return [{w.word for w in tagger.cut(t) if w.flag.startswith("nr") and len(w.word) > 1} for t in texts]


def score(found: Iterable[set[str]], truth: Iterable[set[str]]) -> tuple[float, float, float]:
    """Precision, recall and F1 over all paragraphs."""
    pairs = list(zip(found, truth, strict=True))
    right = sum(len(f & t) for f, t in pairs)
    precision = right / max(1, sum(len(f) for f, _ in pairs))
    recall = right / max(1, sum(len(t) for _, t in pairs))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)
