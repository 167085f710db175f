"""What speaks for a candidate being a name: its characters, the dictionary, what stands beside it.

The rules are tables. Weights are log odds, and what is found is added up. They were set by hand on
`benchmarks/people/dev.txt`, and are held to account by `held_out.txt`; the odds of characters are jieba's own
(`data/name-characters.toml`).
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from beibei_site.cataloguing.names import lexicon as lore
from beibei_site.cataloguing.names.candidates import Candidate, Shape, places_in_runs

_FUNCTION_TAGS = ("v", "d", "p", "c", "u", "t", "m", "r", "q", "f", "y", "k")
_NO_NAME_TAGS = ("t", "m", "d", "p", "c")
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
class Rule:
    """A sign for or against a name, and its weight in log odds."""

    name: str
    weight: float
    holds: Callable[[Reading, Candidate], bool]


SHAPES: dict[Shape, float] = {
    "han": -1.2, "dotted": 3.5, "foreign": 0.0, "piece": -1.2, "japanese": -0.4, "elements": 0.0,
    "listed": -2.5,
}  # fmt: skip

# Of the candidate itself all that hold count.
OWN = (
    Rule("a run of name elements", 2.5, lambda r, c: c.shape == "elements" and len(c.name) >= 4),
    Rule("a word of the segmenter", 0.8, lambda r, c: r.cut.get(c.start) == c.end),
    Rule("begins inside a word", -1.8, lambda r, c: c.start in r.inside),
    Rule("ends inside a word", -1.8, lambda r, c: c.end in r.inside),
    Rule("ends inside a foreign name", -1.5, lambda r, c: _is_han(c) and c.end in r.in_runs),
    Rule("a part of a dotted name", -8.0, lambda r, c: c.shape != "dotted" and r.is_beside_a_dot(c)),
    Rule("the title of a work", -4.0, lambda r, c: r.char(c.start - 1) == "《" and r.char(c.end) == "》"),
)

# Of each of the next four tables the first that holds counts. What the dictionary says of a word it knows:
DICTIONARY = (
    Rule("a word that looks like a name", -2.5, lambda r, c: c.name in lore.WORDS),
    Rule("a foreign or an old name", 1.5, lambda r, c: r.tag(c) in ("nrt", "nrfg")),
    Rule("a rare name", 0.6, lambda r, c: r.tag(c) == "nr" and r.frequency(c) <= _FREQUENT),
    Rule("a frequent name", 0.0, lambda r, c: r.tag(c) == "nr"),
    Rule("a long place", -1.0, lambda r, c: r.tag(c) == "ns" and len(c.name) >= 4),
    Rule("a short place", -2.8, lambda r, c: r.tag(c) == "ns"),
    Rule("a time, a number, a particle", -4.0, lambda r, c: r.tag(c) in _NO_NAME_TAGS),
)
_ANY_WORD = -0.6
_TENFOLD = -0.3  # for every ten times that a word is more frequent

# How a name ends that has run into the verb after it (陆游曾), or is that of a place or a thing (温泉镇).
ENDINGS = (
    Rule("a verb of saying", -6.0, lambda r, c: c.name[-1] in _SAYING or c.name[-2:] in _SAYING),
    Rule("an office at the end", -6.0, lambda r, c: c.name[-2:] in _OFFICES),
    Rule("a doubled character", -6.0, lambda r, c: c.name[0] == c.name[1]),
    Rule("a verb of doing", -3.0, lambda r, c: c.name[-2:] in _DOING and len(c.name) > 2),
    Rule("a thing or a place", -3.5, lambda r, c: len(c.name) == 3 and c.name[-1] in _THING_ENDS),
    Rule("a village", -3.5, lambda r, c: c.name[-1] in _VILLAGE_ENDS),
    Rule("a surname that is mostly a word", -1.0, lambda r, c: c.name[0] in _WORD_SURNAMES),
)

BEFORE = (
    Rule("the paper's staff", -6.0, lambda r, c: r.before(c).endswith(lore.STAFF)),
    Rule("an office before", 3.0, lambda r, c: r.before(c).endswith(lore.OFFICES)),
    Rule("an age before", 2.5, lambda r, c: bool(_AGE_BEFORE.search(r.before(c)))),
    Rule("a word before", 0.8, lambda r, c: r.before(c).endswith(lore.BEFORE_WORDS)),
    Rule("a sign before", 0.3, lambda r, c: r.before(c)[-1:] in lore.SIGNS or not r.before(c)),
    Rule("a noun for persons before", 1.8, lambda r, c: r.has_person_before(c)),
    Rule("a function word before", 0.2, lambda r, c: r.word_before(c)[1].startswith(_FUNCTION_TAGS)),
    Rule("anything else before", -1.0, lambda r, c: True),
)

AFTER = (
    Rule("a title after", 2.5, lambda r, c: r.after(c).startswith(lore.TITLES_AFTER)),
    Rule("an age after", 2.0, lambda r, c: bool(_AGE_AFTER.match(r.after(c)))),
    Rule("a verb of saying after", 2.2, lambda r, c: r.after(c).startswith(lore.SAYING)),
    Rule("a sign after", 0.4, lambda r, c: r.after(c)[:1] in lore.SIGNS or not r.after(c)),
    Rule("a verb of doing after", 1.2, lambda r, c: _does(r.after(c))),
    Rule("a function word after", 0.5, lambda r, c: r.tag_after(c).startswith(_FUNCTION_TAGS)),
    Rule("anything else after", -1.3, lambda r, c: True),
)

# Names stand among names (甲、乙、丙); what stands among other things is none.
LISTS = {
    "a joint at its end": -1.5,  # 李政和 of 李政和何燕
    "a name": 1.2,
    "an office": 0.0,
    "beyond a blank": 0.0,
    "no name beyond 和": -0.4,
    "no name beyond 、": -1.2,
}

_CHARACTERS = 0.5  # the share of the characters' own odds that counts
_MOST_CHARACTERS = 4.0
_COMPOUND_SURNAME = 3.0
_GIVEN_LENGTH = {1: -0.8, 2: 0.5, 3: -0.8}
_FOREIGN_CHARACTER = 0.4  # for each from the fourth to the sixth of a foreign name; a shorter one loses it


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What a general dictionary says: the part of speech of each word, and how often it is used."""

    tags: Mapping[str, str]
    frequency: Mapping[str, int]


class Reading:
    """One text with what a dictionary and a segmenter say of it."""

    def __init__(self, text: str, lexicon: Lexicon, cut: Mapping[int, int]) -> None:
        self.text = text
        self.lexicon = lexicon
        self.cut: Mapping[int, int] = cut
        self.inside: frozenset[int] = frozenset(
            at
            for begin, end in cut.items()
            if text[begin:end] in lexicon.tags
            for at in range(begin + 1, end)
        )
        self.in_runs: frozenset[int] = places_in_runs(text)

    def own(self, c: Candidate) -> float:
        """What the candidate itself tells: its shape, its characters, the dictionary."""
        score = SHAPES[c.shape] + sum(rule.weight for rule in OWN if rule.holds(self, c))
        if c.shape != "dotted" and self.tag(c):
            any_word = _ANY_WORD + _TENFOLD * math.log10(self.frequency(c) + 1)
            score += self._first(DICTIONARY, c, any_word)
        if _is_han(c):
            score += min(_MOST_CHARACTERS, _characters(c)) + self._first(ENDINGS, c)
        if c.shape in ("foreign", "piece"):
            score += _FOREIGN_CHARACTER * min(3, len(c.name) - 3)
        return round(score, 2)

    def around(self, c: Candidate, starts: set[int], ends: set[int]) -> float:
        """What stands left and right of the candidate; `starts` and `ends` are those of likely names."""
        return self._first(BEFORE, c) + self._first(AFTER, c) + self._list(c, starts, ends)

    def _first(self, rules: tuple[Rule, ...], c: Candidate, otherwise: float = 0.0) -> float:
        return next((rule.weight for rule in rules if rule.holds(self, c)), otherwise)

    def tag(self, c: Candidate) -> str:
        """The candidate's part of speech, empty if the dictionary does not know it."""
        return self.lexicon.tags.get(c.name, "")

    def frequency(self, c: Candidate) -> int:
        return self.lexicon.frequency.get(c.name, 0)

    def char(self, at: int) -> str:
        """The character at a place; outside the text a line break."""
        return self.text[at] if 0 <= at < len(self.text) else "\n"

    def is_beside_a_dot(self, c: Candidate) -> bool:
        return self.char(c.start - 1) in lore.DOTS or self.char(c.end) in lore.DOTS

    def before(self, c: Candidate) -> str:
        return self.text[max(0, c.start - 8) : c.start]

    def after(self, c: Candidate) -> str:
        return self.text[c.end : c.end + 8]

    def word_before(self, c: Candidate) -> tuple[str, str]:
        """The longest word of the dictionary right before the candidate, and its part of speech."""
        words = (self.text[max(0, c.start - length) : c.start] for length in (4, 3, 2, 1))
        return next(((w, self.lexicon.tags[w]) for w in words if w in self.lexicon.tags), ("", ""))

    def has_person_before(self, c: Candidate) -> bool:
        word, tag = self.word_before(c)
        return tag.startswith("n") and len(word) >= 2 and word.endswith(lore.PERSON_ENDS)

    def tag_after(self, c: Candidate) -> str:
        """The part of speech of the word right after the candidate: of two characters, if there is one."""
        after = self.after(c)
        words = (after[:length] for length in (2, 3, 4, 1))
        number = "m" if after[0].isdigit() else ""
        return next((self.lexicon.tags[w] for w in words if w in self.lexicon.tags), number)

    def _list(self, c: Candidate, starts: set[int], ends: set[int]) -> float:
        score = 0.0
        if c.name[-1] in _JOINTS and c.end in starts:
            score += LISTS["a joint at its end"]
        if self.char(c.end) in _JOINTS:
            item = self.text[c.end + 1 : c.end + 14]
            score += LISTS[_neighbour(self.char(c.end), c.end + 1 in starts, item)]
        if self.char(c.start - 1) in _JOINTS:
            score += LISTS[_neighbour(self.char(c.start - 1), c.start - 1 in ends, "")]
        return score


def _neighbour(joint: str, named: bool, item: str) -> str:
    """What stands on the other side of a joint: a row of `LISTS`."""
    if named:
        return "a name"
    if joint != "、":
        return "beyond a blank" if joint == " " else "no name beyond 和"
    return "an office" if any(office in item for office in lore.OFFICES) else "no name beyond 、"


def _is_han(c: Candidate) -> bool:
    """Whether a candidate is made of a surname and a given name."""
    return c.shape in ("han", "japanese")


def _does(after: str) -> bool:
    return after.startswith(lore.DOING) and after[0] not in _JOINTS


def _characters(c: Candidate) -> float:
    """The odds of surname and given name, and of its length."""
    surname = 2 if c.shape == "japanese" or c.name[:2] in lore.COMPOUND else 1
    given = c.name[surname:]
    odds = _COMPOUND_SURNAME if surname == 2 else float(lore.SURNAME_ODDS.get(c.name[0], 0))
    odds += sum(lore.MIDDLE_ODDS.get(char, lore.RARE_ODDS) for char in given[:-1])
    odds += lore.LAST_ODDS.get(given[-1], lore.RARE_ODDS)
    return _CHARACTERS * odds + _GIVEN_LENGTH[len(given)]
