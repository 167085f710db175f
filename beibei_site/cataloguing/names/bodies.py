"""Names of bodies and offices taken apart: of which place they are, and of which of its organs.

区委, 北碚区委 and 中共重庆市北碚区委 name one body, if the archive's own place is 北碚区. What a short form
stands for is never guessed from the text around it: two towns are never taken for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from beibei_site.cataloguing.names.words import ORGANS, PLACE_RANKS
from beibei_site.domain.text import HAN, any_of

UNITS = tuple(unit for units in PLACE_RANKS[:-1] for unit in units)  # without villages
_UNIT = any_of(UNITS)
# Not 区政府常务副区, and not 区林业局乡.
_PLACE = re.compile(rf"(?:(?!政府|[副委局厅])[{HAN}]){{2,8}}?({_UNIT})")
# A word that only begins like one of the organs of a place: 市场监管局.
_BARE = re.compile(
    rf"""
    ({_UNIT}) (?![场民容值区郊域块会城际花井镇道里间别]|政(?!府|协|法)) (?=[{HAN}])
  | (?:常务副|副) (?=([省市州县区镇乡])长$)
    """,
    re.X,
)
_PARTY = re.compile("中共|中国共产党")
_CPPCC = re.compile(r"(?:政协|中国人民政治协商会议)(?=.+委员会$)")
_TERM = re.compile("第[一二三四五六七八九十]+届")
HEAD = re.compile("((?:常务副|副)?([省市州县区镇乡])长)")
_ORGAN = re.compile(any_of(ORGANS))


@dataclass(frozen=True, slots=True)
class OrganName:
    """A name taken apart: the `places` it gives, the widest first, the `unit` of the place that it is of (区;
    empty: of none) and the `organ` with that unit before it, in its short form (区政府)."""

    places: tuple[str, ...]
    unit: str
    organ: str


def take_apart(name: str) -> OrganName:
    """The place and the organ in the name of a body or an office.

    >>> take_apart("中共重庆市北碚区委")
    OrganName(places=('重庆市', '北碚区'), unit='区', organ='区委')
    >>> take_apart("区人民政府"), take_apart("北碚区常务副区长").organ
    (OrganName(places=(), unit='区', organ='区政府'), '常务副区长')
    """
    text = _TERM.sub("", name)
    party, cppcc = _PARTY.match(text), _CPPCC.match(text)
    before = party or cppcc
    rest = text[before.end() :] if before else text
    places: list[str] = []
    unit = ""
    while (match := _PLACE.match(rest)) and match.end() < len(rest):
        places.append(match[0])
        unit, rest = match[1], rest[match.end() :]
    bare = _BARE.match(rest)
    if bare and not places:
        unit = bare[1] or bare[2]
    if not unit:
        return OrganName((), "", _shortened(name))
    rest = rest.removeprefix(unit)
    if cppcc and rest == "委员会":
        rest = "政协"
    elif party and rest == "委员会":
        rest = "委"
    head = HEAD.fullmatch(_shortened(rest).removeprefix("政府"))
    organ = head[1] if head and head[2] == unit else unit + _shortened(rest)
    return OrganName(tuple(places), unit, organ)


def _shortened(organ: str) -> str:
    """`organ` with what it begins with in the short form: 人民政府办公室 → 政府办公室."""
    match = _ORGAN.match(organ)
    return ORGANS[match[0]] + organ[match.end() :] if match else organ


@dataclass(frozen=True, slots=True)
class Home:
    """The archive's own place and those around it, by their unit: 区 → 北碚区, 市 → 重庆市."""

    places: Mapping[str, str]

    def key(self, name: str, among: str = "") -> tuple[str, str]:
        """The place and the organ that `name` stands for; the place is empty if it is not known.

        `among` is a place named before it, to which a short form belongs (绵阳市委副书记、市长).
        """
        parts = take_apart(name)
        if parts.places:
            return parts.places[-1], parts.organ
        if parts.unit and among.endswith(parts.unit):
            return among, parts.organ
        return self.places.get(parts.unit, ""), parts.organ


NOWHERE = Home({})


def find_home(names: Iterable[str], paper: str, seat: str) -> Home:
    """The home of an archive: the place after which its `paper` is called (北碚报), the wider ones named
    before it (重庆市北碚区), and a wider one that is the paper's `seat` (publisher_place).

    `names` are those of places and bodies in the archive. A paper that is not called after one of them has no
    home: 市委 in a provincial paper may be that of any city. Without a paper, its seat is the home.
    """
    chains = {take_apart(f"{name}政府").places for name in set(names)} - {()}
    known = {place for chain in chains for place in chain}
    own = _called(paper or seat, known)
    if not own:
        return NOWHERE
    wider = {place for chain in chains if own in chain for place in chain[: chain.index(own)]}
    wider |= {place for place in known if seat and _stem(place) == _stem(seat) and _rank(place) < _rank(own)}
    by_unit: dict[str, list[str]] = {}
    for place in sorted({own, *wider}):
        by_unit.setdefault(_unit(place), []).append(place)
    return Home({unit: places[0] for unit, places in by_unit.items() if len(places) == 1})


def home_of(bodies: Iterable[Iterable[str]]) -> Home:
    """The home that the joined names of each body tell: one that is 区委 and 北碚区委."""
    found: dict[str, set[str]] = {}
    for forms in bodies:
        parts = [take_apart(form) for form in forms]
        units = {p.unit for p in parts if p.unit and not p.places}
        for part in parts:
            if part.places and part.unit in units:
                found.setdefault(part.unit, set()).add(part.places[-1])
    return Home({unit: next(iter(places)) for unit, places in found.items() if len(places) == 1})


def _called(paper: str, places: Iterable[str]) -> str:
    """The place whose name without its unit stands in `paper`: the longest such name, the widest such
    place."""
    named = [p for p in places if len(_stem(p)) > 1 and _stem(p) in paper]
    return min(named, key=lambda p: (-len(_stem(p)), _rank(p), p), default="")


def _unit(place: str) -> str:
    return next((unit for unit in UNITS if place.endswith(unit)), "")


def _stem(place: str) -> str:
    return place.removesuffix(_unit(place))


def _rank(place: str) -> int:
    return UNITS.index(_unit(place)) if _unit(place) else len(UNITS)


def same_bodies(names: Iterable[str], home: Home) -> Iterator[tuple[str, ...]]:
    """The groups of two or more `names` that stand for one body, in the order given.

    Names whose place is not known, and those of places of one name in two different wider places (朝阳区),
    stand for themselves.
    """
    groups: dict[tuple[str, str], list[str]] = {}
    for name in dict.fromkeys(names):
        key = home.key(name)
        if key[0]:
            groups.setdefault(key, []).append(name)
    for group in groups.values():
        within = {take_apart(name).places[-2:-1] for name in group} - {()}
        if len(group) > 1 and len(within) < 2:
            yield tuple(group)


def best_form(names: Iterable[str]) -> str:
    """The form under which a body stands: the shortest that names its place.

    >>> best_form(["区委", "中共重庆市北碚区委", "北碚区委"])
    '北碚区委'
    """
    return min(names, key=lambda name: (not take_apart(name).places, len(name)))
