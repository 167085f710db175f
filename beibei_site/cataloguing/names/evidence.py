"""What speaks for a candidate being a name: its characters, the dictionary, what stands beside it.

The weights are like logarithms of odds; what is found is added up.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

from beibei_site.cataloguing.names import lexicon as lore
from beibei_site.cataloguing.names.candidates import Candidate, Shape, places_in_runs

_SHAPES: dict[Shape, float] = {
    "han": -1.2, "dotted": 3.5, "foreign": 0.0, "piece": -1.2, "japanese": -0.4, "elements": 0.0,
    "listed": -2.5,
}  # fmt: skip
_CHARS = 0.5  # the weight of the characters' own odds
_BEST_CHARS = 4.0
_IN_RUN = -1.5  # what ends inside a long run of characters for foreign names
_WORK = -4.0  # the title of a work: 《林则徐》
_PIECE = -8.0  # a part of a dotted name
_BEFORE = {"office": 3.0, "person": 1.8, "age": 2.5, "word": 0.8, "sign": 0.3, "function": 0.2, "other": -1.0}
_AFTER = {"title": 2.5, "age": 2.0, "saying": 2.2, "doing": 1.2, "sign": 0.4, "function": 0.5, "other": -1.3}
_FUNCTION = ("v", "d", "p", "c", "u", "t", "m", "r", "q", "f", "y", "k")
_FREQUENT = 100  # more frequent words that the dictionary calls names are mostly something else: 高峰, 温泉
_AGE_BEFORE = re.compile(r"(?:\d岁的?|名叫|她叫|他叫|叫做)$")
_AGE_AFTER = re.compile(r"[，,]?(?:今年|现年)?\d+岁|[（(](?:男|女|\d+岁|化名|音译|右|左|中|前|后)")
_THING_ENDS = "镇路街村县区市乡城州省庙站谷园湾峡坝感性率"
_VILLAGE_ENDS = "厝屯寨圩垸塬"
_WORD_SURNAMES = "和于向应由时来全会都计能代从自党平海水花木英占战修丰盖满才居那保折原"
_SAYING = frozenset(w for w in lore.SAYING if len(w) > 1) | frozenset("说称曾则还已也均都被把将到在往向对从")
_DOING = frozenset(w for w in lore.DOING if len(w) > 1)
_OFFICES = frozenset(lore.OFFICES)
_JOINTS = ("、", "和", "与", "及", "同", "跟", " ", "或")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What a general dictionary says: the part of speech of each word, and how often it is used."""

    tags: Mapping[str, str]
    frequency: Mapping[str, int]


class Reading:
    """One text with what a dictionary and a segmenter say of it."""

    def __init__(self, text: str, lexicon: Lexicon, cut: Mapping[int, int]) -> None:
        self.text, self.lexicon, self.cut = text, lexicon, cut
        self.inside = {at for begin, end in cut.items() for at in range(begin + 1, end)
                       if text[begin:end] in lexicon.tags}  # fmt: skip
        self.in_runs = places_in_runs(text)

    def own(self, c: Candidate) -> float:
        """What the candidate itself tells: its characters, its length, the dictionary."""
        score = _SHAPES[c.shape] + self._dictionary(c)
        if c.shape in ("han", "japanese"):
            score += min(_BEST_CHARS, _characters(c)) + self._ending(c)
            score += _IN_RUN if c.end in self.in_runs else 0.0
        if c.shape == "elements" and len(c.name) >= 4:
            score += 2.5
        if c.shape in ("foreign", "piece"):
            score += 0.4 * min(3, len(c.name) - 3)
        if self.cut.get(c.start) == c.end:
            score += 0.8
        if c.shape != "dotted" and (self._char(c.start - 1) in lore.DOTS or self._char(c.end) in lore.DOTS):
            score += _PIECE
        if self._char(c.start - 1) == "《" and self._char(c.end) == "》":
            score += _WORK
        return score - 1.8 * ((c.start in self.inside) + (c.end in self.inside))

    def _dictionary(self, c: Candidate) -> float:
        tag, frequency = self.lexicon.tags.get(c.name, ""), self.lexicon.frequency.get(c.name, 0)
        if not tag or c.shape == "dotted":
            return 0.0
        if c.name in lore.WORDS:
            return -2.5
        if tag in ("nrt", "nrfg"):
            return 1.5
        if tag == "nr":
            return 0.6 if frequency <= _FREQUENT else 0.0
        if tag == "ns":
            return -1.0 if len(c.name) >= 4 else -2.8
        if tag in ("t", "m", "d", "p", "c"):
            return -4.0
        return -0.6 - 0.3 * math.log10(frequency + 1)

    def _ending(self, c: Candidate) -> float:
        """A name that ends with the verb after it (陆游曾), or is made like a place or a thing (温泉镇)."""
        last, pair = c.name[-1], c.name[-2:]
        if last in _SAYING or pair in _SAYING or pair in _OFFICES or c.name[0] == c.name[1]:
            return -6.0
        if pair in _DOING and len(c.name) > 2:
            return -3.0
        if (len(c.name) == 3 and last in _THING_ENDS) or last in _VILLAGE_ENDS:
            return -3.5
        return -1.0 if c.name[0] in _WORD_SURNAMES else 0.0

    def _char(self, at: int) -> str:
        return self.text[at] if 0 <= at < len(self.text) else "\n"

    def around(self, c: Candidate, starts: set[int], ends: set[int]) -> float:
        """What stands left and right of the candidate; `starts` and `ends` are those of likely names."""
        return self._before(c) + self._after(c) + self._list(c, starts, ends)

    def _before(self, c: Candidate) -> float:
        before = self.text[max(0, c.start - 8) : c.start]
        if before.endswith(lore.STAFF):
            return -6.0
        if before.endswith(lore.OFFICES):
            return _BEFORE["office"]
        if _AGE_BEFORE.search(before):
            return _BEFORE["age"]
        if before.endswith(lore.BEFORE_WORDS):
            return _BEFORE["word"]
        if not before or before[-1] in lore.SIGNS:
            return _BEFORE["sign"]
        word, tag = self._word_before(c.start)
        if tag.startswith("n") and len(word) >= 2 and word.endswith(lore.PERSON_ENDS):
            return _BEFORE["person"]
        return _BEFORE["function" if tag.startswith(_FUNCTION) else "other"]

    def _word_before(self, at: int) -> tuple[str, str]:
        for length in (4, 3, 2, 1):
            word = self.text[max(0, at - length) : at]
            if word in self.lexicon.tags:
                return word, self.lexicon.tags[word]
        return "", ""

    def _after(self, c: Candidate) -> float:
        after = self.text[c.end : c.end + 8]
        if after.startswith(lore.TITLES_AFTER):
            return _AFTER["title"]
        if _AGE_AFTER.match(after):
            return _AFTER["age"]
        if after.startswith(lore.SAYING):
            return _AFTER["saying"]
        if not after or after[0] in lore.SIGNS:
            return _AFTER["sign"]
        if after.startswith(lore.DOING) and after[0] not in _JOINTS:
            return _AFTER["doing"]
        tag = self._tag_after(after)
        return _AFTER["function" if tag.startswith(_FUNCTION) else "other"]

    def _tag_after(self, after: str) -> str:
        words = (after[:length] for length in (2, 3, 4, 1))
        return next(
            (self.lexicon.tags[w] for w in words if w in self.lexicon.tags), "m" if after[0].isdigit() else ""
        )

    def _list(self, c: Candidate, starts: set[int], ends: set[int]) -> float:
        """Names stand among names: 甲、乙、丙; what stands among other things is none."""
        score = 0.0
        if c.name[-1] in _JOINTS and c.end in starts:  # 李政和 of 李政和何燕
            score -= 1.5
        if self.text[c.end : c.end + 1] in _JOINTS:
            score += self._neighbour(c.end, c.end + 1 in starts, self.text[c.end + 1 : c.end + 14], c)
        if c.start and self.text[c.start - 1] in _JOINTS:
            score += self._neighbour(c.start - 1, c.start - 1 in ends, "", c)
        return score

    def _neighbour(self, joint: int, named: bool, item: str, c: Candidate) -> float:
        if named:
            return 1.2
        if self.text[joint] != "、":
            return 0.0 if self.text[joint] == " " else -0.4
        return 0.0 if any(office in item for office in lore.OFFICES) else -1.2


def _characters(c: Candidate) -> float:
    """The odds of surname and given name, and of its length."""
    surname = 2 if c.shape == "japanese" or c.name[:2] in lore.COMPOUND else 1
    given = c.name[surname:]
    odds = 3.0 if surname == 2 else float(lore.SURNAME_ODDS.get(c.name[0], 0))
    odds += sum(lore.MIDDLE_ODDS.get(char, lore.RARE_ODDS) for char in given[:-1])
    odds += lore.LAST_ODDS.get(given[-1], lore.RARE_ODDS)
    length = {1: -0.8, 2: 0.5, 3: -0.8}[len(given)]
    return _CHARS * odds + length
