"""Offices over time: the offices the text gives each person, when, and in which articles."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from beibei_site.cataloguing.names.words import OFFICES
from beibei_site.content.body import plain
from beibei_site.content.cache import Remember, digests_of, in_groups, key_of
from beibei_site.domain.archive import Archive
from beibei_site.domain.dates import first_and_last
from beibei_site.domain.findings import OfficeHeld
from beibei_site.domain.model import Article
from beibei_site.domain.text import occurrences

_STOP = re.compile(
    r"""
    [，。；：！？“”（）()《》,;:!?\n]
  | 出席 | 参加 | 主持 | 会见 | 以及 | 其中
  | [由和与对向是在了的访让请据受为给]
    """,
    re.X,
)
Printed = tuple[tuple[str, str], ...]  # persons (ids), each with the office that a text gives
_LONGEST = 30  # characters before a name
_SHORT = 2  # characters: an office this short counts only in a list, as in 区委书记、区长
# Not offices, even with a place in front: too many people are called this.
_COMMON = tuple("先生 女士 同志 老师 老人 爸爸 妈妈 父亲 母亲 儿子 女儿 村民 居民 市民 群众 等人".split())
# An office that several people may hold also applies to the names that follow in a list.
PLURAL = re.compile(r"副[^、]{1,6}$|领导$|委员$|代表$|常委$|成员$|教授$|专家$")


def office_before(text: str, at: int) -> str:
    """The office directly before a name at position `at`.

    >>> office_before("区委副书记、区长何庆主持会议", 8)
    '区委副书记、区长'
    """
    before = _STOP.split(text[max(0, at - _LONGEST) : at])[-1]
    if not before.endswith(OFFICES):
        return ""
    parts = before.split("、")
    first = len(parts)
    while first > 0 and parts[first - 1].endswith(OFFICES):
        first -= 1
    office = "、".join(parts[first:])
    tells = len(parts[-1]) > _SHORT or len(parts) - first > 1
    return office if tells and not office.endswith(_COMMON) else ""


def offices_in(text: str, names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Each person (`names` maps printed forms to persons) for whom `text` gives an office, with that
    office."""
    office, end = "", -2
    for start, name in occurrences(names, text):
        own = office_before(text, start)
        goes_on = text[end:start] == "、" and bool(PLURAL.search(office))
        office, end = own or (office if goes_on else ""), start + len(name)
        if office:
            yield names[name], office


def find_offices(archive: Archive, remember: Remember) -> dict[str, tuple[OfficeHeld, ...]]:
    """For each person (by id, sorted), the offices found in the archive's texts as printed, by date."""
    find, people = partial(_offices_of, archive), key_of(archive.entries("people"))
    printed = dict(in_groups("offices", list[Printed], digests_of(archive), find, remember, people))
    found: dict[str, dict[str, list[Article]]] = defaultdict(lambda: defaultdict(list))
    for article in archive.articles:
        for person, office in printed[article.id]:
            found[person][office].append(article)
    return {
        person: in_order(OfficeHeld(office, *dated(articles)) for office, articles in offices.items())
        for person, offices in sorted(found.items())
    }


def _offices_of(archive: Archive, article_id: str) -> Printed:
    article = archive.by_id[article_id]
    records = archive.entries_of(article, "people")
    names = {form: r.id for r in records for form in r.forms}
    return tuple(offices_in(plain(article.body), names))


def dated(articles: Iterable[Article]) -> tuple[str, str, tuple[str, ...]]:
    """The first and the last date of `articles` (empty if none has one), and their ids by date."""
    ordered = sorted(articles, key=lambda a: (a.begins or "9999", a.id))
    distinct = {a.id: a for a in ordered}
    return *first_and_last(a.begins for a in ordered), tuple(distinct)


def in_order(held: Iterable[OfficeHeld]) -> tuple[OfficeHeld, ...]:
    """Offices by their first date."""
    return tuple(sorted(held, key=lambda o: (o.first or "9999", o.office)))
