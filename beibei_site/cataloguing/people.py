"""Who is named: the evidence for each name pooled over the archive, then given back to its articles.

A name proved once counts wherever it stands; a string that a curator has rejected is never a person.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from beibei_site.cataloguing import namelore as lore
from beibei_site.cataloguing.names import Mention, mask_staff
from beibei_site.model import Authority

PROVED = 2.5
_HERE = 0.5


@dataclass(frozen=True, slots=True)
class Proof:
    """A name and what speaks for it over all articles."""

    name: str
    score: float
    count: int


def pool(mentions: Iterable[Sequence[Mention]]) -> dict[str, Proof]:
    """The proof for every candidate, from the mentions of each article."""
    best: dict[str, float] = defaultdict(lambda: -math.inf)
    count: dict[str, int] = defaultdict(int)
    total: dict[str, float] = defaultdict(float)
    for article in mentions:
        for m in article:
            best[m.name] = max(best[m.name], m.best)
            count[m.name] += m.count
            total[m.name] += m.total
    return {
        name: Proof(
            name, round(best[name] + 0.5 * math.log2(max(1.0, total[name] / best[name])), 2), count[name]
        )
        for name in sorted(best)
    }


def prove(proofs: Mapping[str, Proof], authority: Authority, known: Iterable[str] = ()) -> dict[str, str]:
    """The names that are persons (the string as printed → the preferred name).

    Those that a curator's file or article holds, and those whose proof is strong enough.
    """
    rejected = set(authority.rejected)
    strong = {name for name, p in proofs.items() if p.score >= PROVED and name not in rejected}
    names = {name: name for name in sorted(strong) if not _is_part(name, strong, proofs)}
    names |= {name: name for name in known}
    for record in authority.records:
        for form in (record.preferred, *record.variants):
            names[form] = record.preferred
    return names


def _is_part(name: str, strong: set[str], proofs: Mapping[str, Proof]) -> bool:
    """Whether a proved string is only a piece of names (黄祖 of 黄祖英), or a name with a verb's first
    character (董伦到)."""
    if _has_tail(name, strong):
        return True
    longer = [o for o in strong if len(o) > len(name) and o.startswith(name) and not _has_tail(o, strong)]
    return bool(longer) and sum(proofs[o].count for o in longer) >= proofs[name].count


def _has_tail(name: str, strong: set[str]) -> bool:
    return name[:-1] in strong and name[-1] in lore.NOT_GIVEN


def people_in(text: str, mentions: Sequence[Mention], names: Mapping[str, str]) -> tuple[str, ...]:
    """The preferred names of the persons that `text` mentions, in the order of their first mention."""
    text = mask_staff(text)
    here = {m.name: m.best for m in mentions}
    found: dict[str, int] = {}
    taken = [False] * len(text)
    for form in sorted((n for n in names if n in text), key=lambda n: (-len(n), n)):
        for match in re.finditer(re.escape(form), text):
            if any(taken[match.start() : match.end()]):
                continue
            taken[match.start() : match.end()] = [True] * len(form)
            if lore.INSTITUTION.match(text[match.end() : match.end() + 12]):
                continue
            if len(form) >= 3 or here.get(form, -1.0) >= _HERE:
                found.setdefault(names[form], match.start())
    return tuple(sorted(found, key=lambda name: found[name]))
