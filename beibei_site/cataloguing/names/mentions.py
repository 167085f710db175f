"""Names of persons, places and bodies in one text: what the tagger sees, with what it cannot know."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from beibei_site.cataloguing.names import words
from beibei_site.cataloguing.names.places import is_generic
from beibei_site.chinese.tagger.tagger import NameSpan, tag_names
from beibei_site.domain.model import Facet
from beibei_site.domain.text import DOTS, HAN, any_of

KINDS: tuple[Facet, ...] = ("people", "places", "bodies")
LIKELY = 0.5  # what a neighbour in a list must have by itself, or a longer name that swallows a shorter

_LEAST = 0.08  # what is less probable is forgotten
_CUE = 0.3  # what an office or a verb beside a person adds to the probability, or a neighbour in a list
_DOUBT = 0.5  # what it loses if a dictionary knows the string as something else
_SMALL_DOUBT = 0.1  # what a person's name loses that begins with another word: 展现政协
_TITLE = re.compile(f"(?:{any_of((*words.OFFICES, *words.TITLES_AFTER, *words.ADDRESS))})+$")
_RUN_INTO = re.compile(f"(?<=..)[{words.NO_END}]$")
_HALF_NAMED = re.compile(f"(?!老[舍子]|小泉)[小老].|.[{words.SHORT_ADDRESS}]|.{{1,2}}某+.?")
_CHINESE = re.compile(rf"[A-Za-z{DOTS}-]*[{HAN}][A-Za-z{HAN}{DOTS}-]*")
_TWICE = re.compile(r"(.{2,}?(.{3,}))(.{2,}\2)")  # 甲市人民政府乙区人民政府
_JOINTS = ("、", "和", "与", "及")
# The parts of speech of words that are none, or that are hardly a name of the kind.
_NO_PERSON = ("d", "p", "c", "u", "r", "m", "q", "t", "f", "y")
_DOUBTFUL = {
    "people": ("ns", "nt"),
    "places": ("n", "v", "a", "d", "f", "s", "t", "m", "r", "i", "l"),
    "bodies": ("v", "a", "d", "f", "t", "m", "r", "i", "l"),
}
_PROPER = ("nr", "ns", "nt", "nz")


@dataclass(frozen=True, slots=True)
class Mention:
    """A possible name at `start`: its kind (one of `KINDS`, or `other` for what is called after a person),
    and how much speaks for it, from 0 to 1."""

    kind: str
    form: str
    start: int
    p: float

    @property
    def end(self) -> int:
        return self.start + len(self.form)


def find_mentions(text: str, tags: Mapping[str, str]) -> tuple[Mention, ...]:
    """The possible names of `text` (simplified characters), in its order; `tags` are a dictionary's parts of
    speech."""
    likeliest: dict[tuple[int, int], NameSpan] = {}  # of the kinds that one string may have
    for span in sorted((*tag_names(text), *_built(text)), key=lambda s: (s.p, s.kind)):
        likeliest[span.start, span.end] = span
    named = _joined(m for span in likeliest.values() for m in _to_mentions(text, span))
    found = [_doubted(m, tags) for m in named if m.kind != "people" or _is_person(m, text, tags)]
    likely = [m for m in found if m.kind == "people" and m.p >= LIKELY]
    starts, ends = {m.start for m in likely}, {m.end for m in likely}
    cued = (_beside(text, m, starts, ends) if m.kind == "people" else m for m in found)
    return tuple(sorted((m for m in cued if m.p >= _LEAST), key=lambda m: (m.start, m.form, m.kind)))


def _built(text: str) -> Iterator[NameSpan]:
    """The names in `text` that are built of known elements: 才让卓玛."""
    return (NameSpan("people", m.start(), m.end(), 1.0) for m in words.ELEMENTS.finditer(text))


def _to_mentions(text: str, span: NameSpan) -> Iterator[Mention]:
    """What a span names: bodies run together each by itself, persons without their titles."""
    form = text[span.start : span.end]
    if span.kind == "people":
        yield _to_person(text, span, form)
    elif (twice := _TWICE.fullmatch(form)) and span.kind == "bodies":
        yield Mention("bodies", twice[1], span.start, span.p)
        yield Mention("bodies", twice[3], span.start + len(twice[1]), span.p)
    else:
        yield Mention(span.kind, form, span.start, span.p)


def _to_person(text: str, span: NameSpan, form: str) -> Mention:
    """A person, or what is called after one."""
    form = _RUN_INTO.sub("", _to_the_mark(text, span.start, _TITLE.sub("", form)))
    house = words.CALLED_AFTER.match(text, span.start + len(form)) if len(form) > 1 else None
    if house and house.lastgroup:
        return Mention(house.lastgroup, form + house[0], span.start, min(1.0, span.p + _CUE))
    return Mention("people", form, span.start, span.p)


def _to_the_mark(text: str, start: int, form: str) -> str:
    """In a list a name reaches up to the mark: 江绪容 of 区领导江绪容、吴萍, not 江绪."""
    longer = text[start : start + 3]
    in_list = len(form) == 2 and text[start + 3 : start + 4] == "、" and longer[2:] not in words.NO_END
    return longer if in_list else form


def _joined(mentions: Iterable[Mention]) -> list[Mention]:
    """`mentions` with those in one that have become the same name."""
    joined: dict[tuple[str, int, str], Mention] = {}
    for m in mentions:
        key = m.kind, m.start, m.form
        joined[key] = replace(m, p=min(1.0, m.p + joined[key].p)) if key in joined else m
    return list(joined.values())


def _is_person(m: Mention, text: str, tags: Mapping[str, str]) -> bool:
    """Whether a mention may be a person: no abbreviation (NBA), nobody half named (王某), no title of a work,
    no country and no adverb."""
    is_title = text[m.start - 1 : m.start] == "《" and text[m.end : m.end + 1] == "》"
    is_word = tags.get(m.form, "").startswith(_NO_PERSON) or m.form in words.names_of_the_world()
    is_name = len(m.form) > 1 and bool(_CHINESE.fullmatch(m.form)) and not _HALF_NAMED.fullmatch(m.form)
    return is_name and not is_title and not is_word


def _doubted(m: Mention, tags: Mapping[str, str]) -> Mention:
    """The mention, less probable if the string is rather something else, or begins with a word that is."""
    tag = tags.get(m.form, "")
    is_else = tag.startswith(_DOUBTFUL.get(m.kind, ())) and (
        m.kind == "people" or not tag.startswith(_PROPER)
    )
    is_else |= m.kind == "places" and is_generic(m.form)
    begins = m.kind == "people" and len(m.form) > 2 and not tags.get(m.form[:2], "nr").startswith("nr")
    return replace(m, p=max(0.0, m.p - _DOUBT * is_else - _SMALL_DOUBT * begins))


def _beside(text: str, m: Mention, starts: set[int], ends: set[int]) -> Mention:
    """A person, more probable for an office, a title, a verb, or another person in a list on either side."""
    before, after = text[max(0, m.start - 8) : m.start], text[m.end : m.end + 8]
    left = before.endswith(words.OFFICES) or (before[-1:] in _JOINTS and m.start - 1 in ends)
    right = after.startswith(words.AFTER) or (after[:1] in _JOINTS and m.end + 1 in starts)
    return replace(m, p=round(min(1.0, m.p + _CUE * (left + right)), 3))
