"""Pages in English: told by their letters, and shown to the readers as the Chinese that they have learned.

The learned readers weigh a line by its marks, its length in characters, its lead, its byline and the pairs of
characters that it shares with others. An English line has all of these in other signs: two letters take the
room of a character, a comma is `，`, the words before a dash that name a place and a day are a lead.
"""

from __future__ import annotations

import re

from beibei_site.domain.lead import ENGLISH_LEAD
from beibei_site.parsing.text.english import is_byline, read_jump

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SHORT = 3  # letters of a word that headings may print small
_INITIAL = re.compile(r"(?:^|[\s.])(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Prof|Gen|Col|Capt|Lt|Sen|Rep|Gov|No|Co)$")
_MARKS = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"}
_LETTERS = 27  # with one for others than those of the alphabet
_PARTICLES = {  # what headings leave out, in both languages
    word: particle
    for particle, words in {
        "的": "the of",
        "和": "and",
        "在": "in at on",
        "是": "is was were are",
        "对": "to",
        "从": "from",
        "与": "with",
        "了": "had has have",
        "被": "be been",
        "于": "for",
    }.items()
    for word in words.split()
}
_SIGNS = 0x29000  # first of the characters that stand for pairs of letters; hardly any text holds them
SIGN = re.compile(f"[{chr(_SIGNS)}-{chr(_SIGNS + _LETTERS**2 - 1)}]")


def in_chinese_signs(line: str) -> str:
    """A line of an English page in the signs of a Chinese one; never empty."""
    if is_byline(line):
        return "本报记者 某某"
    jump = read_jump(line)
    if jump:
        rest = in_chinese_signs(jump.rest) if jump.rest else ""
        said = f"（{'下转' if jump.jump.direction == 'to' else '上接'}第{jump.jump.page}版）"
        return rest + said if jump.jump.direction == "to" else said + rest
    lead = ENGLISH_LEAD.match(line)
    if lead:
        return "本报讯 " + _signs(line[lead.end() :])
    return _signs(line) or line


def is_capitalised(line: str) -> bool:
    """Whether a line of English is set as headings are: all its longer words begin with a capital.

    >>> [is_capitalised(t) for t in ("Wheat Prices Ease on Rain", "Wheat prices eased", "By Jane Doe")]
    [True, False, False]
    """
    long = [word for word in _WORD.findall(line) if len(word) > _SHORT]
    titled = (
        bool(long)
        and all(word[0].isupper() for word in long)
        and (" " in line or line.isupper())
        and line[-1] not in ".,;:”"
    )
    return titled and not is_byline(line) and not ENGLISH_LEAD.match(line)


def _signs(text: str) -> str:
    found, at = [], 0
    for match in _WORD.finditer(text):
        found += [_mark(text, n) for n in range(at, match.start())]
        found.append(_pairs(match[0]))
        at = match.end()
    return "".join((*found, *(_mark(text, n) for n in range(at, len(text)))))


def _mark(text: str, at: int) -> str:
    """What stands for a sign that is no letter: blanks go; a full stop that ends an initial is none."""
    sign = text[at]
    if sign.isspace():
        return ""
    if sign == ".":
        inside = at + 1 < len(text) and text[at + 1].isalnum()
        return "" if inside or _INITIAL.search(text[:at]) else "。"
    return _MARKS.get(sign, sign)


def _pairs(word: str) -> str:
    """A word as a particle, or as characters, one for two letters, the same for the same letters."""
    if word in _PARTICLES:
        return _PARTICLES[word]
    codes = [ord(c) - 96 if "a" <= c <= "z" else 0 for c in word.lower() if c.isalpha()]
    pairs = zip(codes[::2], [*codes[1::2], 0][: len(codes[::2])], strict=True)
    return "".join(chr(_SIGNS + first * _LETTERS + second) for first, second in pairs)
