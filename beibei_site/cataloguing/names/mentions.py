"""Names of persons, places and bodies in one text: the tagger's output, corrected by a few rules."""

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
LIKELY = 0.5  # minimum for a list neighbour to count, and for a longer name to absorb a shorter one

_LEAST = 0.08  # anything less probable is dropped
_CUE = 0.3  # added for an office or a verb beside a person, or for a neighbour in a list
_DOUBT = 0.5  # subtracted if a dictionary knows the string as something else
_SMALL_DOUBT = 0.1  # subtracted if a person's name begins with another word: 展现政协
_TITLE = re.compile(f"(?:{any_of((*words.OFFICES, *words.TITLES_AFTER, *words.ADDRESS))})+$")
_RUN_INTO = re.compile(f"(?<=..)[{words.NO_END}]$")
_HALF_NAMED = re.compile(f"(?!老[舍子]|小泉)[小老].|.[{words.SHORT_ADDRESS}]|.{{1,2}}某+.?")
_CHINESE = re.compile(rf"[A-Za-z{DOTS}-]*[{HAN}][A-Za-z{HAN}{DOTS}-]*")
# Two bodies run together: 甲市人民政府乙区人民政府, 区委区政府.
_TWO = re.compile(
    r"(?P<one>.{2,}?(?P<end>.{3,}))(?P<other>.{2,}(?P=end))"
    r"|(?P<party>.*(?P<unit>[省市州县区镇乡])委)(?P<government>(?P=unit)(?:人民)?政府)"
)
# What stands before the cut-off end of a firm's name in a list: 、睿蓝|汽车科技有限公司、
_FIRM = re.compile(rf"[{HAN}]+(?:公司|集团)")
_TRADE_NAME = re.compile(rf"(?<=[、，,：:；;])[{HAN}]{{2,4}}$")
_NO_TRADE_NAME = ("v", "p", "c", "u", "d", "r", "m", "t", "f")  # parts of speech that begin none
_JOINTS = ("、", "和", "与", "及")
# Parts of speech that rule out a name, or make one of the kind unlikely.
_NO_PERSON = ("d", "p", "c", "u", "r", "m", "q", "t", "f", "y")
_DOUBTFUL = {
    "people": ("ns", "nt"),
    "places": ("n", "v", "a", "d", "f", "s", "t", "m", "r", "i", "l"),
    "bodies": ("v", "a", "d", "f", "t", "m", "r", "i", "l"),
}
_PROPER = ("nr", "ns", "nt", "nz")


@dataclass(frozen=True, slots=True)
class Mention:
    """A possible name at `start`: its kind (one of `KINDS`, or `other` for something named after a person)
    and its probability."""

    kind: str
    form: str
    start: int
    p: float

    @property
    def end(self) -> int:
        return self.start + len(self.form)


def find_mentions(text: str, tags: Mapping[str, str]) -> tuple[Mention, ...]:
    """The possible names in `text` (simplified characters), in text order; `tags` are parts of speech from a
    dictionary."""
    likeliest: dict[tuple[int, int], NameSpan] = {}  # of the kinds that a string may have
    for span in sorted((*tag_names(text), *_built(text)), key=lambda s: (s.p, s.kind)):
        likeliest[span.start, span.end] = span
    named = _joined(_whole(text, m, tags) for span in likeliest.values() for m in _to_mentions(text, span))
    found = [_doubted(m, tags) for m in named if m.kind != "people" or _is_person(m, text, tags)]
    likely = [m for m in found if m.kind == "people" and m.p >= LIKELY]
    starts, ends = {m.start for m in likely}, {m.end for m in likely}
    cued = (_beside(text, m, starts, ends) if m.kind == "people" else m for m in found)
    return tuple(sorted((m for m in cued if m.p >= _LEAST), key=lambda m: (m.start, m.form, m.kind)))


def _built(text: str) -> Iterator[NameSpan]:
    """Names in `text` made up of known elements: 才让卓玛."""
    return (NameSpan("people", m.start(), m.end(), 1.0) for m in words.ELEMENTS.finditer(text))


def _to_mentions(text: str, span: NameSpan) -> Iterator[Mention]:
    """What a span names: bodies run together are separated, titles are removed from persons."""
    form = text[span.start : span.end]
    if span.kind == "people":
        yield _to_person(text, span, form)
    elif span.kind == "bodies" and (two := _TWO.fullmatch(form)):
        one, other = (two["one"], two["other"]) if two["one"] else (two["party"], two["government"])
        yield Mention("bodies", one, span.start, span.p)
        yield Mention("bodies", other, span.start + len(one), span.p)
    else:
        yield Mention(span.kind, form, span.start, span.p)


def _whole(text: str, m: Mention, tags: Mapping[str, str]) -> Mention:
    """A firm in a list with its trade name, if the tagger has cut that off: what is left of the name are
    words of the dictionary, and what stands between it and the separator is none of them."""
    if m.kind != "bodies" or not _FIRM.fullmatch(m.form) or not _is_of_words(m.form, tags):
        return m
    before = _TRADE_NAME.search(text[max(0, m.start - 5) : m.start])
    if before is None or before[0] in tags:
        return m
    begins = (tags.get(before[0][:n], "") for n in (1, 2))
    if any(tag.startswith(_NO_TRADE_NAME) for tag in begins):
        return m
    return replace(m, form=before[0] + m.form, start=m.start - len(before[0]))


def _is_of_words(form: str, tags: Mapping[str, str]) -> bool:
    """Whether a firm's name is nothing but common words, two characters each: 汽车科技有限公司."""
    pairs = (form[at : at + 2] for at in range(0, len(form), 2))
    return all(tags.get(pair, "").startswith(("n", "v", "a", "b")) for pair in pairs)


def _to_person(text: str, span: NameSpan, form: str) -> Mention:
    """A person, or something named after one."""
    form = _RUN_INTO.sub("", _to_the_mark(text, span.start, _TITLE.sub("", form)))
    house = words.CALLED_AFTER.match(text, span.start + len(form)) if len(form) > 1 else None
    if house and house.lastgroup:
        return Mention(house.lastgroup, form + house[0], span.start, min(1.0, span.p + _CUE))
    return Mention("people", form, span.start, span.p)


def _to_the_mark(text: str, start: int, form: str) -> str:
    """In a list, a name extends to the separator: 江绪容 in 区领导江绪容、吴萍, not 江绪."""
    longer = text[start : start + 3]
    in_list = len(form) == 2 and text[start + 3 : start + 4] == "、" and longer[2:] not in words.NO_END
    return longer if in_list else form


def _joined(mentions: Iterable[Mention]) -> list[Mention]:
    """`mentions`, with those that have become the same name merged."""
    joined: dict[tuple[str, int, str], Mention] = {}
    for m in mentions:
        key = m.kind, m.start, m.form
        joined[key] = replace(m, p=min(1.0, m.p + joined[key].p)) if key in joined else m
    return list(joined.values())


def _is_person(m: Mention, text: str, tags: Mapping[str, str]) -> bool:
    """Whether a mention can be a person: not an abbreviation (NBA), a partial name (王某), the title of a
    work, a country or an adverb."""
    is_title = text[m.start - 1 : m.start] == "《" and text[m.end : m.end + 1] == "》"
    is_word = tags.get(m.form, "").startswith(_NO_PERSON) or m.form in words.names_of_the_world()
    is_name = len(m.form) > 1 and bool(_CHINESE.fullmatch(m.form)) and not _HALF_NAMED.fullmatch(m.form)
    return is_name and not is_title and not is_word


def _doubted(m: Mention, tags: Mapping[str, str]) -> Mention:
    """The mention, made less probable if the string is more likely something else, or begins with a word that
    is."""
    tag = tags.get(m.form, "")
    is_else = tag.startswith(_DOUBTFUL.get(m.kind, ())) and (
        m.kind == "people" or not tag.startswith(_PROPER)
    )
    is_else |= m.kind == "places" and is_generic(m.form)
    begins = m.kind == "people" and len(m.form) > 2 and not tags.get(m.form[:2], "nr").startswith("nr")
    return replace(m, p=max(0.0, m.p - _DOUBT * is_else - _SMALL_DOUBT * begins))


def _beside(text: str, m: Mention, starts: set[int], ends: set[int]) -> Mention:
    """A person, made more probable by an office, a title, a verb, or another person on either side in a
    list."""
    before, after = text[max(0, m.start - 8) : m.start], text[m.end : m.end + 8]
    left = before.endswith(words.OFFICES) or (before[-1:] in _JOINTS and m.start - 1 in ends)
    right = after.startswith(words.AFTER) or (after[:1] in _JOINTS and m.end + 1 in starts)
    return replace(m, p=round(min(1.0, m.p + _CUE * (left + right)), 3))
