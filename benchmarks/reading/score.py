"""A reading against the truth of a composed page."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from beibei_site.domain.model import PageReading, Story
from beibei_site.domain.text import letters
from beibei_site.parsing.text.credits import is_credit
from benchmarks.reading.articles import Composed
from benchmarks.reading.compose import Page

FIGURES = ("body exact", "headline", "kicker and deck", "byline", "b-cubed F1")
_RUN = 6


@dataclass
class Figures:
    """Counts by figure: what was right under its name, how many there were under `<name> of`."""

    counts: Counter[str] = field(default_factory=Counter)

    def add(self, figure: str, right: float) -> None:
        self.counts[figure] += right  # type: ignore[assignment]
        self.counts[f"{figure} of"] += 1


def runs(text: str) -> frozenset[str]:
    plain = letters(text)
    return frozenset(plain[at : at + _RUN] for at in range(max(1, len(plain) - _RUN + 1)))


def body_of(article: Composed) -> str:
    """The letters of an article's paragraphs; a line of credits alone is none of them."""
    return "".join(t for t in article.body if not t.startswith("## ") and not is_credit(t))


def score_page(page: Page, reading: PageReading, say: str | bool = False) -> Figures:
    """The figures of one page; with `say`, what was read wrong is printed under that name.

    A body is exact if 98.5 % of its runs of six letters are there and at most 6 % are foreign.
    """
    figures = Figures()
    stories = [
        (story, runs("".join(b.text for b in story.blocks if b.kind == "paragraph")))
        for story in reading.stories
    ]
    for article in page.articles:
        wanted = runs(body_of(article))
        best = max(stories, key=lambda pair: len(pair[1] & wanted), default=None)
        if best is None:
            figures.add("body exact", 0)
            continue
        story, found = best
        exact = len(found & wanted) >= 0.985 * len(wanted) and len(found - wanted) <= 0.06 * len(found)
        figures.add("body exact", exact)
        heading = story.heading
        title = letters(heading.headline or "") == letters(article.headline)
        figures.add("headline", title)
        around = letters((heading.kicker or "") + "".join(heading.deck))
        figures.add("kicker and deck", around == letters(article.kicker + "".join(article.deck)))
        names = {c.name for c in story.credits} == set(article.byline)
        figures.add("byline", names)
        figures.add("b-cubed F1", _b_cubed(wanted, [f for _, f in stories]))
        if say and not (exact and title and names):
            _say(str(say), article, story, exact, title, names)
    return figures


def _b_cubed(wanted: frozenset[str], found: list[frozenset[str]]) -> float:
    """The B-cubed F1 of one article's letters over the stories that hold them (Bagga and Baldwin 1998)."""
    recall = sum(len(wanted & f) ** 2 for f in found) / len(wanted) ** 2
    precision = sum(len(wanted & f) ** 2 / len(f) for f in found if f) / len(wanted)
    return min(1.0, 2 * precision * recall / (precision + recall)) if precision + recall else 0.0


def _say(name: str, article: Composed, story: Story, exact: bool, title: bool, names: bool) -> None:
    heading = story.heading
    print(f"{name}: {article.headline or article.body[0][:20]}")
    if not exact:
        print(f"    body: read {len(story.text)} letters of {len(body_of(article))}")
    if not title:
        print(f"    headline: {heading.headline!r} (kicker {heading.kicker!r}, deck {heading.deck!r})")
    if not names:
        print(f"    byline: {[c.name for c in story.credits]} want {list(article.byline)}")
