"""From a text to the names that may stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from threadpoolctl import ThreadpoolController

from beibei_site.chinese.tagger.crf import FLOOR, Key
from beibei_site.chinese.tagger.models import large_model, small_model

# Sentences, and what is longer cut at a comma; the networks were trained on single sentences.
_SENTENCE = re.compile(
    r"[^。！？；\n]{1,64}(?:[。！？；]+[”」』）]*|(?<=[，、,：])|(?=\n|$))|[^。！？；\n]{1,64}"
)
_BATCH = 32  # sentences read at once: they bound the memory
_LARGE = 0.6  # the share of the large model in what both say


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A possible name in a text: its kind (`people`, `places`, `bodies`), where it stands (characters, the
    end not included), and how probable it is."""

    kind: str
    start: int
    end: int
    p: float


def tag_names(text: str) -> tuple[NameSpan, ...]:
    """Every possible name of `text` (simplified characters) in the order of the text; those of one character
    are left out. The probabilities of all spans that cover one character sum to 1 at most.

    The value depends on nothing but the text and the models that are installed. Raises SetupError.
    """
    with _blas().limit(limits=1):
        return tuple(sorted(_spans_of(text), key=lambda s: (s.start, s.end, s.kind)))


@cache
def _blas() -> ThreadpoolController:
    """numpy's matrix products: on one core they are the same every time, and for such small ones faster."""
    return ThreadpoolController().select(user_api="blas")


def _spans_of(text: str) -> Iterator[NameSpan]:
    pieces = sorted(_SENTENCE.finditer(text), key=lambda m: len(m[0]))  # so that a batch has little padding
    for batch in (pieces[at : at + _BATCH] for at in range(0, len(pieces), _BATCH)):
        for piece, found in zip(batch, _read([m[0] for m in batch]), strict=True):
            for (kind, start, end), p in found.items():
                if end - start > 1:
                    yield NameSpan(kind, piece.start() + start, piece.start() + end, round(p, 3))


def _read(sentences: Sequence[str]) -> Iterator[Mapping[Key, float]]:
    """What the models say of each sentence; the large one is asked only where the small one has found
    something."""
    first = small_model().spans(sentences)
    large = large_model()
    asked = [at for at, found in enumerate(first) if found] if large else []
    second = (
        dict(zip(asked, large.spans([sentences[at] for at in asked]), strict=True)) if large and asked else {}
    )
    for at, found in enumerate(first):
        yield _mean(found, second[at]) if at in second else found


def _mean(small: Mapping[Key, float], large: Mapping[Key, float]) -> dict[Key, float]:
    both = {k: (1 - _LARGE) * small.get(k, 0.0) + _LARGE * large.get(k, 0.0) for k in {**small, **large}}
    return {key: p for key, p in both.items() if p > FLOOR}
