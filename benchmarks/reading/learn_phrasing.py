"""`python -m benchmarks.reading.learn_phrasing`: learn how headings read, and how articles open.

Writes `parsing/language/phrasing.json`, the weights of `phrasing.py` there, from titles and texts of news of
the web and of the part of the newspaper that weights are learned from. With `--without-articles` nothing
is used that a composed page may print (see `count_letters`).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression

from beibei_site.parsing.language import phrasing
from benchmarks.reading.compose.newspaper import read_newspaper
from benchmarks.reading.compose.webnews import read_titled

TABLE = Path(phrasing.__file__).with_suffix(".json")
_PARTS = (1, 1, 2, 2, 3)  # lines of a heading
_SHORTEST = 4  # letters of a line
_WIDTHS = (11, 12, 13, 14, 15, 16, 17, 18, 20, 22, 26, 32, 45)  # of columns, in letters
_INDENT = 2
_MOST = 25  # lines of one text
_OTHERS = 4  # lines of text for each of the other kind
_PENALTY, _LEAST = 0.05, 0.05


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reading.learn_phrasing", description=__doc__)
    parser.add_argument("--without-articles", action="store_true", help="use only what no page prints")
    options = parser.parse_args()
    draw = Random("phrasing")
    articles = list(read_titled(options.without_articles))
    if not options.without_articles:
        articles += [(article.headline, article.body) for article in read_newspaper()]
    heads = [line for title, _ in articles for line in _set_title(title, draw)]
    texts = [lines for _, body in articles if (lines := list(_set_text(body, draw)))]
    openings = [lines[0] for lines in texts]
    others = [line for lines in texts for line in lines[1:_MOST]]
    short = [line[: len(draw.choice(heads))] for line in others + openings]
    table = {"heading": _learn(heads, short, draw), "opening": _learn(openings, others, draw)}
    TABLE.write_text(json.dumps(table, ensure_ascii=False, indent=0) + "\n", "utf-8")
    print(f"{len(heads)} lines of headings, {len(openings)} of openings, {len(others)} others;", end=" ")
    print(f"{sum(map(len, table.values()))} weights")


def _learn(wanted: Sequence[str], others: Sequence[str], draw: Random) -> dict[str, float]:
    """The weights that tell one kind of line from others."""
    drawn = draw.sample(others, min(len(others), _OTHERS * len(wanted)))
    counter = CountVectorizer(analyzer=lambda line: list(phrasing.signs_of(line)), min_df=4, binary=True)
    signs = counter.fit_transform([*wanted, *drawn])
    model = LogisticRegression(C=_PENALTY, max_iter=500, class_weight="balanced")
    model.fit(signs, np.repeat([1, 0], [len(wanted), len(drawn)]))
    weights = zip(counter.get_feature_names_out(), model.coef_[0], strict=True)
    return {sign: round(float(weight), 2) for sign, weight in sorted(weights) if abs(weight) >= _LEAST}


def _set_title(title: str, draw: Random) -> Iterator[str]:
    """The lines in which a heading may be set."""
    for part in title.split():
        width = -(-len(part) // draw.choice(_PARTS))
        yield from (_cut(part, width, width) if width > _SHORTEST else [part])


def _set_text(body: Sequence[str], draw: Random) -> Iterator[str]:
    """The lines of a text in a column of some width."""
    width = draw.choice(_WIDTHS)
    for paragraph in body:
        text = paragraph.replace("　", "").removeprefix("## ")
        yield from (line for line in _cut(text, width - _INDENT, width) if len(line) >= _SHORTEST)


def _cut(text: str, first: int, width: int) -> Iterator[str]:
    yield text[:first]
    yield from (text[at : at + width] for at in range(first, len(text), width))


if __name__ == "__main__":
    main()
