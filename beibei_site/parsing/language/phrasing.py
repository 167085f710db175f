"""How much a line reads like one of a heading, or like the first of an article, whatever stands around it.

Two logistic regressions on the letters of a line, each two of them in a row, and its ends: headings leave
particles out, seldom part sentences, and name places, offices and deeds; articles open with days, places and
who reports. `phrasing.json` holds the weights, learned by `benchmarks/reading/learn_phrasing.py` from news.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

from beibei_site.chinese.variants import simplify
from beibei_site.parsing.language.neighbours import DIGITS

_AS_ZERO = dict.fromkeys(map(ord, DIGITS), "0")
_LONGEST = 45  # letters that are looked at

Weights = dict[str, float]


@lru_cache(4096)  # the same lines are asked for whenever a page is read in another way
def measure_phrasing(line: str) -> tuple[float, float]:
    """How much more probable a line of Chinese is in a heading than in a text, and as the first line of an
    article than as any other: logarithms, each up to a constant."""
    heading, opening = _weights()
    signs = list(signs_of(line))
    return sum(heading.get(s, 0.0) for s in signs), sum(opening.get(s, 0.0) for s in signs)


def signs_of(line: str) -> Iterator[str]:
    """What is weighed of a line: its letters and pairs of letters, each once, its ends and its length."""
    text = simplify(line[:_LONGEST]).translate(_AS_ZERO)
    yield from sorted({*text, *map("".join, pairwise(text))})
    yield from (f"^{text[:1]}", f"^{text[:2]}", f"{text[-1:]}$", f"{text[-2:]}$", f"={len(text) // 3}")


@cache
def _weights() -> tuple[Weights, Weights]:
    table = json.loads(Path(__file__).with_suffix(".json").read_text("utf-8"))
    return table["heading"], table["opening"]
