"""Names of persons in one text: candidates with the evidence that stands beside them.

A candidate is a surname with one or two characters more, or a name with a middle dot. What stands left
of it (an office, a list), right of it (a verb of saying, a title), what the dictionary knows of it and
what its characters are used for is added up; `people` pools these sums over the archive.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from beibei_site.cataloguing import namelore as lore

WEIGHTS = {
    "office before": 3.0,
    "word before": 0.8,
    "sign before": 0.4,
    "nothing before": -1.2,
    "title after": 2.5,
    "saying after": 2.2,
    "doing after": 1.2,
    "sign after": 0.5,
    "nothing after": -2.5,
    "list of names": 2.0,
    "list of other things": -1.5,
    "common surname": 0.6,
    "rare surname": -0.4,
    "name in the dictionary": 1.2,
    "frequent word tagged as a name": -1.5,
    "word in the dictionary": -3.0,
    "place in the dictionary": -2.5,
    "cut out as unknown": 1.0,
    "crosses words": -2.0,
    "odd character": -2.0,
    "middle dot": 4.0,
}
_HAN = re.compile(r"[\u4e00-\u9fff]")
_SENTENCE = re.compile(r"[，。；：！？,;:\n“”（）()]")
_FREQUENT = 30  # a tag of a name on a more frequent word is mostly wrong: 智慧, 高峰, 温泉
_STAFF = re.compile(
    r"^>.*$|[（(][^（）()]{0,4}(?:记者|通讯员)[^（）()]{0,60}[）)]|(?:本报|新华社)?(?:记者|通讯员) "
    r"[^，。\n]{2,20}(?=$|\n|摄|/)",
    re.M,
)


@dataclass(frozen=True, slots=True)
class Mention:
    """One candidate in a text with its evidence: best and summed score, and how often it stands there."""

    name: str
    best: float
    total: float
    count: int


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What a general dictionary says: the part of speech of each word, and how often it is used."""

    tags: Mapping[str, str]
    frequency: Mapping[str, int]


def find_mentions(text: str, lexicon: Lexicon, cut: Mapping[int, int]) -> tuple[Mention, ...]:
    """Every candidate of `text` with its evidence, by name.

    `cut` gives the end of the word that begins at a place, as a word segmenter sees the text.
    """
    masked = mask_staff(text)
    scores: dict[str, list[float]] = defaultdict(list)
    for start, name in _candidates(masked):
        scores[name].append(_score(masked, start, name, lexicon, cut))
    return tuple(
        Mention(name, round(max(found), 2), round(sum(s for s in found if s > 0), 2), len(found))
        for name, found in sorted(scores.items())
        if max(found) > 0
    )


def mask_staff(text: str) -> str:
    """`text`, as long as before, without the bylines: their names are authors, kept apart."""
    return _STAFF.sub(lambda m: "。" * len(m[0]), text)


def _candidates(text: str) -> Iterator[tuple[int, str]]:
    for match in lore.MINORITY.finditer(text):
        start = match.start() + _dot_offset(match[0])
        yield start, text[start : match.end()]
    for start, char in enumerate(text):
        surname = 2 if text[start : start + 2] in lore.COMPOUND else 1 if char in lore.SURNAMES else 0
        for length in (surname + 1, surname + 2) if surname else ():
            name = text[start : start + length]
            if len(name) == length and all(_HAN.match(c) for c in name):
                yield start, name


def _dot_offset(run: str) -> int:
    """How many characters before a dotted name belong to the sentence: an office that runs into it."""
    head = re.split("[·•・]", run)[0]
    for office in lore.OFFICES:
        if head.startswith(office) or (office in head and head.index(office) + len(office) < len(head)):
            return head.index(office) + len(office)
    return 0


def _score(text: str, start: int, name: str, lexicon: Lexicon, cut: Mapping[int, int]) -> float:
    end = start + len(name)
    before, after = text[max(0, start - 6) : start], text[end : end + 5]
    score = _before(before) + _after(after) + _own(name, lexicon)
    score += _list(text, start, end)
    if cut.get(start) == end and name not in lexicon.tags:
        score += WEIGHTS["cut out as unknown"]
    elif _cuts_a_word(text, start, lexicon, cut) or _cuts_a_word(text, end, lexicon, cut):
        score += WEIGHTS["crosses words"]
    return score


def _list(text: str, start: int, end: int) -> float:
    """What the other items of a list 甲、乙、丙 tell: names stand among names."""
    if "、" not in (text[start - 1 : start], text[end : end + 1]):
        return 0.0
    left = _SENTENCE.split(text[max(0, start - 40) : start])[-1].split("、")[:-1]
    right = _SENTENCE.split(text[end : end + 40])[0].split("、")[1:]
    items = [item[-3:] for item in left[-1:]] + [item[:3] for item in right[:1]]
    items = [item for item in (*items, *left[1:-1], *right[1:-1]) if item]
    named = sum(_is_name_shaped(item) for item in items)
    repeated = text[start] in lore.RARE and any(item[0] == text[start] for item in items)  # 全员、全流程
    named = named if not repeated else -1
    return WEIGHTS["list of names" if items and named == len(items) else "list of other things"]


def _is_name_shaped(item: str) -> bool:
    """Whether two or three characters at either end of a list's item could be a name."""
    return 2 <= len(item) <= 3 and any(
        item[at] in lore.SURNAMES and len(item) - at >= 2 for at in range(len(item) - 1)
    )


def _cuts_a_word(text: str, at: int, lexicon: Lexicon, cut: Mapping[int, int]) -> bool:
    """Whether `at` lies inside a word of the dictionary."""
    return any(
        begin in cut and cut[begin] > at and text[begin : cut[begin]] in lexicon.tags
        for begin in range(at - 4, at)
    )


def _before(before: str) -> float:
    if before.endswith(lore.OFFICES):
        return WEIGHTS["office before"]
    if before.endswith(lore.BEFORE_WORDS):
        return WEIGHTS["word before"]
    return (
        WEIGHTS["sign before"] if not before or before[-1] in lore.BEFORE_SIGNS else WEIGHTS["nothing before"]
    )


def _after(after: str) -> float:
    if after.startswith(lore.TITLES_AFTER):
        return WEIGHTS["title after"]
    if after.startswith(lore.SAYING):
        return WEIGHTS["saying after"]
    if after.startswith(lore.DOING):
        return WEIGHTS["doing after"]
    return WEIGHTS["sign after"] if not after or after[0] in lore.SIGNS else WEIGHTS["nothing after"]


def _own(name: str, lexicon: Lexicon) -> float:
    if not name.isalnum():
        return WEIGHTS["middle dot"]
    given = name[2:] if name[:2] in lore.COMPOUND else name[1:]
    score = WEIGHTS["common surname"] if name[0] in lore.COMMON else WEIGHTS["rare surname"]
    score += WEIGHTS["odd character"] * sum(c in lore.NOT_GIVEN for c in given)
    tag = lexicon.tags.get(name, "")
    if tag.startswith("nr") and lexicon.frequency.get(name, 0) <= _FREQUENT:
        score += WEIGHTS["name in the dictionary"]
    elif tag.startswith("nr"):
        score += WEIGHTS["frequent word tagged as a name"]
    elif tag.startswith("ns"):
        score += WEIGHTS["place in the dictionary"]
    elif tag:
        score += WEIGHTS["word in the dictionary"]
    return score
