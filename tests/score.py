"""The five pages against the hand-made reading in `tests/gold/seeds.yaml`."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from beibei_site.content.body import parse_body
from beibei_site.domain.archive import Archive
from beibei_site.domain.model import Article
from beibei_site.domain.text import letters

GOLD = Path(__file__).parent / "gold" / "seeds.yaml"


@dataclass
class Score:
    """Shares of the gold articles that were read right, and what was wrong."""

    right: Counter[str] = field(default_factory=Counter)
    total: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def check(self, what: str, article: str, got: Any, want: Any, accepted: Any = None) -> None:
        good = got == want or (accepted is not None and got in accepted)
        self.total[what] += 1
        self.right[what] += good
        if not good:
            self.wrong.append(f"{article} {what}: {got!r}, want {want!r}")

    def share(self, what: str) -> float:
        return self.right[what] / self.total[what]

    def f1(self, what: str) -> float:
        hit, extra, missed = (self.right[f"{what} {k}"] for k in ("hit", "extra", "missed"))
        return 2 * hit / (2 * hit + extra + missed)


def line_numbers(ranges: list[Any]) -> list[int]:
    found: list[int] = []
    for item in ranges:
        first, _, last = str(item).split(":")[0].partition("-")
        found += range(int(first), int(last or first) + 1)
    return found


def gold_pages() -> dict[str, Any]:
    pages: dict[str, Any] = yaml.safe_load(GOLD.read_text(encoding="utf-8"))
    return pages


def all_lines(gold: dict[str, Any]) -> set[int]:
    """Every line that the gold reading gives to one article."""
    keys = ("headline", "kicker", "deck", "head_other", "captions", "credits", "subheads", "notes")
    return {n for k in keys for n in line_numbers(gold.get(k, []))} | {
        n for p in gold["paragraphs"] for n in line_numbers(p)
    }


def score(archive: Archive, seeds: Path) -> Score:
    result = Score()
    for file, page in gold_pages().items():
        lines = (seeds / file).read_text(encoding="utf-8").split("\n")
        ours = archive.of_page(file)
        for gold in page["articles"]:
            wanted = all_lines(gold)
            best = max(ours, key=lambda a: len(wanted & {n for s in a.source for n in s}))
            _compare(result, f"{file[:3]} {gold['id']}", gold, best, lines)
        result.check("count", file, len(ours), len(page["articles"]))
    return result


def _compare(result: Score, name: str, gold: dict[str, Any], article: Article, lines: list[str]) -> None:
    def words(ranges: list[Any]) -> str:
        return letters("".join(lines[n - 1] for n in line_numbers(ranges)))

    printed = {n for n in all_lines(gold) if lines[n - 1].strip()}
    result.check("lines", name, {n for s in article.source for n in s}, printed)
    body = parse_body(article.body)
    ours = [letters(part.printed) for part in body.of("paragraph")]
    wanted = [words(p).replace("下转3版", "") for p in gold["paragraphs"]]
    result.check("paragraphs", name, ours, wanted)
    _compare_heading(result, name, gold, article, words)
    result.check("byline", name, {c.name for c in article.byline}, set(gold["byline"]))
    result.check("date", name, article.date, str(gold["date"]), {str(d) for d in gold.get("date_ok", [])})
    heads = {letters(part.text) for part in body.of("crosshead")}
    result.check("crossheads", name, heads, {words([s]) for s in gold.get("subheads", [])})
    for facet in ("people", "topics"):
        got, want = set(getattr(article, facet)), set(gold[facet])
        allowed = set(gold.get(f"{facet}_ok", []))
        result.right[f"{facet} hit"] += len(got & want)
        result.right[f"{facet} extra"] += len(got - want - allowed)
        result.right[f"{facet} missed"] += len(want - got)


def _compare_heading(result: Score, name: str, gold: dict[str, Any], article: Article, words: Any) -> None:
    want = gold.get("title")
    if want is None:
        twin = gold.get("title_twin")
        expected = ("twin", letters(twin)) if twin else ("supplied", letters(article.title))
        result.check("title", name, (article.title_from, letters(article.title)), expected)
    else:
        accepted = {("headline", letters(t)) for t in gold.get("title_ok", [])}
        got = (article.title_from, letters(article.title))
        result.check("title", name, got, ("headline", letters(want)), accepted)
    result.check("kicker", name, letters(article.kicker or ""), words(gold.get("kicker", [])))
    decks = words(gold.get("deck", []))
    other = words(gold.get("head_other", []))
    result.check("deck", name, letters("".join(article.deck)), decks, {other} if other else None)
