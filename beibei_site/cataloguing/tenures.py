"""Offices and their holders: what texts print before names (`offices`), told apart by office.

A joint office is two (区委副书记、区长); 区委书记 and 北碚区委书记 are one, if the archive knows of which
place the short form is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from beibei_site.cataloguing.names.bodies import HEAD, NOWHERE, Home, home_of, take_apart
from beibei_site.cataloguing.names.words import OFFICES
from beibei_site.cataloguing.offices import PLURAL, dated, in_order
from beibei_site.chinese.pinyin import in_letters
from beibei_site.domain.archive import Archive
from beibei_site.domain.findings import Holder, Office, OfficeHeld
from beibei_site.domain.model import Article
from beibei_site.domain.text import first_free

_NO_OFFICE = ("领导",)  # anyone may be called so
# A bare rank that belongs to the body of the office before it: 西南大学党委书记、校长.
_RANK = re.compile(r"(?!家长|班长|[省市州县区镇乡]长)[^、]{0,8}?(?:长|书记|主任|主席|经理|总裁|工程师)")
# Names of bodies that every town has: the office is that of the body named before it, or of an unknown one.
_ANYWHERE = re.compile(r".{0,4}(?:部|办公室|办)|.{0,8}委|政协|人大(?:常委会)?|党委|党组|政府|法院|检察院")
_JOINTS = re.compile(rf"、|(?<=..)兼(?=.*(?:{'|'.join(OFFICES)})$)")


@dataclass(frozen=True, slots=True)
class _Key:
    """What makes an office one: the place or body (id) it is of, and its rank there. `scope` is empty for an
    occupation."""

    scope: str
    rank: str
    body: str = ""
    named: str = ""  # the name of the place or body, where the printed form leaves it out


@dataclass(slots=True)
class _Found:
    forms: dict[str, None] = field(default_factory=dict)
    holders: dict[str, list[Article]] = field(default_factory=lambda: defaultdict(list))


def group_offices(
    archive: Archive, printed: Mapping[str, tuple[OfficeHeld, ...]], home: Home = NOWHERE
) -> tuple[tuple[Office, ...], dict[str, tuple[OfficeHeld, ...]]]:
    """The offices of places and bodies with their holders, and for each person (id) the offices held; from
    the offices as `printed` before each person's name. `home` says of which town 区委书记 is."""
    resolver = _Resolver.of(archive, home)
    found: dict[tuple[str, str], _Found] = defaultdict(_Found)
    keys: dict[tuple[str, str], _Key] = {}
    for person, held in printed.items():
        for joint in held:
            for form, key in resolver.keys(joint.office):
                place = key.scope, key.rank
                keys.setdefault(place, key)
                found[place].forms[form] = None
                found[place].holders[person] += [archive.by_id[i] for i in joint.articles]
    made = _to_offices(found, keys)
    by_person: dict[str, list[OfficeHeld]] = defaultdict(list)
    for office in made:
        for h in office.holders:
            by_person[h.person].append(OfficeHeld(office.title, h.first, h.last, h.articles, office.id))
    everyone = {person: in_order(by_person[person]) for person in sorted(by_person)}
    return tuple(o for o in made if o.id), everyone


def _to_offices(
    found: Mapping[tuple[str, str], _Found], keys: Mapping[tuple[str, str], _Key]
) -> list[Office]:
    """The offices by first mention, with ids that stay as the archive grows."""
    offices = [_to_office(keys[place], one) for place, one in found.items()]
    used: set[str] = set()
    made = []
    for key, office in sorted(
        zip(keys.values(), offices, strict=True),
        key=lambda pair: (pair[1].holders[0].first or "9999", pair[1].id, pair[1].name),
    ):
        is_office = bool(office.id) and not key.rank.endswith(_NO_OFFICE)
        office_id = first_free(office.id, used.__contains__) if is_office else ""
        used.add(office_id)
        made.append(replace(office, id=office_id))
    return made


def _to_office(key: _Key, found: _Found) -> Office:
    forms = tuple(found.forms)
    holders = (Holder(person, *dated(articles)) for person, articles in found.holders.items())
    whole = [form for form in forms if take_apart(form).places or (key.named and key.named in form)]
    name = min(whole or forms, key=len)
    return Office(
        id=_id(key),
        name=name,
        of="" if whole else key.named,
        body=key.body,
        forms=forms,
        shared=bool(PLURAL.search(name)),
        holders=tuple(sorted(holders, key=lambda h: (h.first or "9999", h.last, h.person))),
    )


def _id(key: _Key) -> str:
    if not key.scope:
        return ""
    return in_letters(key.named.removesuffix(key.rank[0]) + key.rank)


@dataclass(frozen=True, slots=True)
class _Resolver:
    """What is needed to tell of which place or body an office is."""

    home: Home
    bodies: Mapping[tuple[str, str], str]  # place and organ → id
    by_form: Mapping[str, str]  # any form of a body → id
    names: Mapping[str, str]  # id → preferred form

    @classmethod
    def of(cls, archive: Archive, home: Home) -> _Resolver:
        records = archive.entries("bodies")
        home = Home({**home.places, **home_of(r.forms for r in records).places})
        bodies: dict[tuple[str, str], str] = {}
        by_form: dict[str, str] = {}
        for record in records:
            for form in record.forms:
                bodies.setdefault(home.key(form), record.id)
                by_form.setdefault(form, record.id)
        return cls(home, bodies, by_form, {r.id: r.preferred for r in records})

    def keys(self, office: str) -> Iterator[tuple[str, _Key]]:
        """The single offices in a printed one, each with its key."""
        place, body = "", ""
        for part in filter(None, _JOINTS.split(office)):
            parts = take_apart(part)
            key = self._of_place(part, place) if parts.unit else self._of_body(part, body)
            place, body = parts.places[-1] if parts.places else place, key.body or body
            yield part, key

    def _of_place(self, part: str, among: str) -> _Key:
        """The key of an office with a place or the unit of one: 区委书记."""
        place, organ = self.home.key(part, among)
        head = HEAD.fullmatch(organ)
        organs = (f"{head[2]}政府",) if head else _beginnings(organ)
        body = next((self.bodies[place, o] for o in organs if (place, o) in self.bodies), "")
        return _Key(place, organ, body, place)

    def _of_body(self, part: str, among: str) -> _Key:
        """The key of any other office: that of a body by its name, or of the body (id) named before it."""
        form = next((form for form in _beginnings(part) if form in self.by_form), "")
        if form and not _ANYWHERE.fullmatch(form):
            body = self.by_form[form]
            return _Key(body, part.removeprefix(form), body, self.names[body])
        if among and (form or _RANK.fullmatch(part)):
            return _Key(among, part, among, self.names[among])
        return _Key("", part)


def _beginnings(text: str) -> Iterable[str]:
    """What `text` begins with, the longest first: 区委书, 区委, 区."""
    return (text[:end] for end in range(len(text) - 1, 0, -1))
