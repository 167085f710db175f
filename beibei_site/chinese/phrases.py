"""Where a line of a headline may end: between words, never within one."""

from __future__ import annotations

from beibei_site.chinese.segmenter import dictionary

_OPENING = frozenset("“‘「『（(《〈【〔[")


def phrases(text: str) -> tuple[str, ...]:
    """The parts of `text`, which together are the text, between which a line may end: its words (jieba's),
    a single character or sign with the word before it, a sign that opens with the word after it."""
    found: list[str] = []
    for word in dictionary().cut(text):
        if found and (found[-1][-1] in _OPENING or (len(word) == 1 and word not in _OPENING)):
            found[-1] += word
        else:
            found.append(word)
    return tuple(found)
