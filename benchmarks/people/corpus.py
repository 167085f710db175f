"""Invented newspaper text with marked names, two ways to find them, and the score."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from beibei_site.cataloguing.catalogue import assign_facets
from beibei_site.content.cache import each_anew
from beibei_site.domain.model import FACETS, Article, Authority, Facet

Names = dict[Facet, list[set[str]]]  # for each kind, the names in every paragraph

HERE = Path(__file__).parent
_MARKED: dict[Facet, str] = {"people": r"\{([^{}]+)\}", "places": r"\[([^\[\]]+)\]", "bodies": r"<([^<>]+)>"}


def read_corpus(path: Path) -> tuple[list[str], Names]:
    """The paragraphs of a corpus file without marks, and the names in each: `{persons}`, and, if the file
    marks them, `[places]` and `<bodies>`; kinds that are never marked are left out."""
    paragraphs = [p for p in path.read_text("utf-8").strip().split("\n\n") if not p.startswith("#")]
    truth: Names = {kind: [set(re.findall(mark, p)) for p in paragraphs] for kind, mark in _MARKED.items()}
    texts = [re.sub(r"[{}<>\[\]]", "", p) for p in paragraphs]
    return texts, {kind: names for kind, names in truth.items() if any(names)}


def find_names(texts: Sequence[str]) -> Names:
    """The names found by the program."""
    articles = [
        Article(id=f"a-{n}", title=f"a-{n}", title_from="supplied", body=t) for n, t in enumerate(texts)
    ]
    found = assign_facets(articles, {f: Authority(f) for f in FACETS}, remember_each=each_anew)
    return {kind: [set(article.facet(kind)) for article in found] for kind in _MARKED}


def tag_names(texts: Sequence[str]) -> Names:
    """The words tagged as names by jieba."""
    tagger = importlib.import_module("jieba.posseg")
    words = [[w for w in tagger.cut(text) if len(w.word) > 1] for text in texts]
    tags = {"people": "nr", "places": "ns", "bodies": "nt"}
    return {kind: [{w.word for w in ws if w.flag.startswith(tags[kind])} for ws in words] for kind in _MARKED}


def score(found: Iterable[set[str]], truth: Iterable[set[str]]) -> tuple[float, float, float]:
    """Precision, recall and F1 over all paragraphs."""
    pairs = list(zip(found, truth, strict=True))
    right = sum(len(f & t) for f, t in pairs)
    precision = right / max(1, sum(len(f) for f, _ in pairs))
    recall = right / max(1, sum(len(t) for _, t in pairs))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)
