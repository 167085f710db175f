"""Bylines and jump lines of English papers: By Walter Reed, Special to the Herald, Continued on Page 4."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from beibei_site.domain.lead import ENGLISH_LEAD
from beibei_site.domain.model import Credit, Jump
from beibei_site.domain.text import NUMBER_WORDS, any_of

_NO_NAME = "(?!(?i:(?:mon|tues|wednes|thurs|fri|satur|sun)day|noon|in|of|the|on|at|to|for|with|an?|our)\\b)"
_PART = r"(?:[A-Z][\w.'’-]*|de|la|van|von|der|bin|al|du|le)"
_NAME = rf"{_NO_NAME}[A-Z][\w.'’-]*(?:\s{_NO_NAME}{_PART}){{1,4}}"
_BETWEEN = r",?\sand\s|,\s?|\s&\s"
_POST = r"(?:(?:staff|special|own|foreign|war|sports?)\s)?(?:correspondent|reporter|writer|editor)s?"
_BYLINE = re.compile(
    rf"""[-—–■●*\s]* (?:
      (?i:written\s)? (?i:by)[:\s]\s* (?P<names>{_NAME}(?:(?:{_BETWEEN}){_NAME})*)
        (?: (?:,|\s[-—–|/]) \s (?:(?i:(?:our|the|a)\s)? [\w.'’\s-]{{0,30}} (?i:{_POST}) | [A-Z]{{2,4}} ) )?
    | (?i:by|from)?\s* (?i:our|the|an?)\s [\w.'’\s-]{{0,30}}? (?i:{_POST}) (?:\sin\s[A-Z]\w+)?
    | (?i:special) (?:\s(?i:cable|dispatch|correspondence|wireless))? \s(?i:to)\s [A-Z\w][\w.'’\s-]{{1,40}}
    | (?i:{_POST})
    ) [.\s]*""",
    re.X,
)
_HEADLINE = ("headline", "headline+")
_PAGE = rf"(?:page|p\.|pg\.)\s*(?P<page>[A-Z]?-?\d{{1,3}}|{any_of(NUMBER_WORDS)})"
_CONTINUED = r"cont(?:inued|['’]?d)\.?"
_TO = re.compile(
    rf"""[(\[]?\s* (?:please\s)? (?: {_CONTINUED} (?:\s[\w ]{{2,30}}?)?? | turn | see [\w ]{{0,30}}, )
    \s (?:(?:on|to|at|in)\s)? (?:the\s)? {_PAGE} (?:,?\scol(?:umn)?\.?\s\w{{1,5}})? \s*[)\]]? [.\s]*$""",
    re.X | re.I,
)
_FROM = re.compile(
    rf"""^[(\[]?\s* (?:{_CONTINUED}\s)? from\s (?:the\s)? {_PAGE} \s*[)\]]? [.\s]*""", re.X | re.I
)


@dataclass(frozen=True, slots=True)
class FoundJump:
    """A jump line, and what else its line says."""

    jump: Jump
    rest: str


def is_byline(text: str) -> bool:
    """Whether a line says who wrote an article, or for which paper, and nothing else.

    >>> [is_byline(t) for t in ("By Walter Reed", "Special to the Herald", "By noon the river fell.")]
    [True, True, False]
    """
    return bool(_BYLINE.fullmatch(text))


def heading_roles(lines: Sequence[str], roles: Sequence[str]) -> list[str]:
    """The roles of lines, where the lines of a headline, its kicker and its deck were confused: kicker and
    deck are set in other letters than a headline in capitals."""
    found = list(roles)
    for at in range(1, len(found)):
        above, below = lines[at - 1].isupper(), lines[at].isupper()
        if found[at - 1] == "kicker" and found[at] == "headline" and above == below:
            found[at - 1 : at + 1] = "headline", "headline+"
        elif found[at - 1] in _HEADLINE and found[at] in ("deck", "headline", "headline+") and above:
            found[at] = "headline+" if below else "deck"
    return found


def role_of(line: str, role: str, lead: str) -> str:
    """The role of a line that was read as `role`: it is another if the line opens as a lead does, or says
    nothing but who wrote an article or where it goes on, and stands in no heading."""
    if role == "heading" or role in _HEADLINE:
        return role
    if ENGLISH_LEAD.match(line):
        return role if role in ("body", "start", "paragraph") else lead
    if is_byline(line):
        return "byline"
    jump = read_jump(line)
    return "jump" if jump and not jump.rest else role


def read_byline(text: str) -> tuple[Credit, ...]:
    """The writers named in such a line.

    >>> [c.name for c in read_byline("By WALTER REED and Jane Doe")]
    ['WALTER REED', 'Jane Doe']
    >>> read_byline("By a Staff Correspondent")
    ()
    """
    match = _BYLINE.fullmatch(text)
    if not match or not match["names"]:
        return ()
    return tuple(Credit("记者", name.strip()) for name in re.split(_BETWEEN, match["names"]))


def read_jump(text: str) -> FoundJump | None:
    """The jump line that ends or opens a text.

    >>> read_jump("Continued on Page Four").jump, read_jump("(From Page 1) The delegates met.").rest
    (Jump(direction='to', page=4), 'The delegates met.')
    """
    for pattern, direction in ((_FROM, "from"), (_TO, "to")):
        match = pattern.search(text)
        page = _number(match["page"]) if match else 0
        if match and page:
            rest = (text[: match.start()].rstrip() + " " + text[match.end() :]).strip()
            return FoundJump(Jump("to" if direction == "to" else "from", page), rest)
    return None


def _number(page: str) -> int:
    word = page.lower()
    return NUMBER_WORDS.index(word) + 1 if word in NUMBER_WORDS else int(re.sub(r"\D", "", page))
