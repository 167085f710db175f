"""From a text to the names that may occur in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from beibei_site.chinese.recurrent import on_one_core
from beibei_site.chinese.tagger.crf import FLOOR, Key
from beibei_site.chinese.tagger.models import large_model, small_model

# Sentences; longer ones are cut at a comma. The networks were trained on single sentences.
_SENTENCE = re.compile(
    r"[^。！？；\n]{1,64}(?:[。！？；]+[”」』）]*|(?<=[，、,：])|(?=\n|$))|[^。！？；\n]{1,64}"
)
_BATCH = 32  # sentences per batch: limits memory
_LARGE = 0.6  # weight of the large model in the combined probability


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A possible name in a text: its kind (`people`, `places`, `bodies`), its position (characters, end
    exclusive), and its probability."""

    kind: str
    start: int
    end: int
    p: float


def tag_names(text: str) -> tuple[NameSpan, ...]:
    """Every possible name in `text` (simplified characters), in text order, except single characters. The
    probabilities of all spans that cover a character sum to at most 1.

    Depends only on the text and the installed models. Raises SetupError.
    """
    with on_one_core():
        return tuple(sorted(_spans_of(text), key=lambda s: (s.start, s.end, s.kind)))


def _spans_of(text: str) -> Iterator[NameSpan]:
    pieces = sorted(_SENTENCE.finditer(text), key=lambda m: len(m[0]))  # so that a batch has little padding
    for batch in (pieces[at : at + _BATCH] for at in range(0, len(pieces), _BATCH)):
        for piece, found in zip(batch, _read([m[0] for m in batch]), strict=True):
            for (kind, start, end), p in found.items():
                if end - start > 1:
                    yield NameSpan(kind, piece.start() + start, piece.start() + end, round(p, 3))


def _read(sentences: Sequence[str]) -> Iterator[Mapping[Key, float]]:
    """The models' names for each sentence; the large model runs only on sentences where the small one found
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
