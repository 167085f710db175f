"""Who is named: the evidence for each name pooled over the archive, then given back to its articles.

A name proved once counts wherever it stands; a string that a curator has rejected is never a person.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from beibei_site.cataloguing.names.lexicon import DOTS, INSTITUTION
from beibei_site.cataloguing.names.mentions import Mention, choose, mask_staff
from beibei_site.domain.model import Authority

# In log odds, as the evidence is.
PROVED = 1.5  # the sum from which a mention by itself proves a name
ACCEPTED = 0.9  # the sum that a mention needs together with what the archive knows of the name
_GIVEN = 9.0  # a curator's word
_SHARE = 0.5  # how much of a name's best proof every mention of it gets
_MOST = 3.5  # of a proof, for one mention
_SURE = 3  # characters of a form that counts even where another name begins
_DOUBLED = 0.3  # for every time that the number of mentions doubles


def pool(mentions: Iterable[Sequence[Mention]]) -> dict[str, float]:
    """What speaks for every name that is proved somewhere, from the mentions of each article."""
    scores: dict[str, list[float]] = defaultdict(list)
    for article in mentions:
        for m in choose(article):
            scores[m.name].append(m.score)
    return {
        name: round(max(s) + _DOUBLED * math.log2(len(s)), 2)
        for name, s in sorted(scores.items())
        if max(s) >= PROVED
    }


def prove(proofs: Mapping[str, float], authority: Authority, known: Iterable[str] = ()) -> dict[str, float]:
    """How much the archive speaks for each string that names a person.

    `known` are the names that a curator's articles bear; those that the authority rejects are left out.
    """
    proved = dict(proofs)
    proved |= dict.fromkeys(known, _GIVEN)
    proved |= {form: _GIVEN for r in authority.records for form in (r.preferred, *r.variants)}
    return {name: score for name, score in proved.items() if name not in authority.rejected}


def people_in(
    text: str,
    mentions: Sequence[Mention],
    proved: Mapping[str, float],
    *,
    given: Sequence[str] = (),
    rejected: frozenset[str] = frozenset(),
) -> tuple[str, ...]:
    """The names in `text`, in the order of their first mention, as they are printed there.

    `given` are the forms that a curator's word has proved; `rejected` those that are no persons.
    """
    local = [m for m in mentions if m.name not in rejected]
    known = _known(text, {m.start for m in local}, given)
    raised = [
        replace(m, score=m.score + min(_MOST, _SHARE * max(0.0, proved.get(m.name, 0.0)))) for m in local
    ]
    chosen = [m for m in choose((*raised, *known)) if m.score >= ACCEPTED and m.name in proved]
    return _without_parts(dict.fromkeys(m.name for m in chosen))


def given_forms(proved: Mapping[str, float]) -> tuple[str, ...]:
    """The forms among `proved` that stand in a curator's file or article."""
    return tuple(sorted(form for form, score in proved.items() if score == _GIVEN))


def _known(text: str, here: set[int], given: Sequence[str]) -> list[Mention]:
    """Mentions of the curator's forms, which need not have the shape of a name."""
    masked = mask_staff(text) if given else ""
    return [
        Mention(form, match.start(), _MOST)
        for form in given
        if form in masked
        for match in re.finditer(re.escape(form), masked)
        if not INSTITUTION.match(masked, match.end()) and (len(form) >= _SURE or match.start() not in here)
    ]


def _without_parts(names: Iterable[str]) -> tuple[str, ...]:
    """`names` without a short form of a foreign name that stands there in full (波波夫)."""
    listed = tuple(names)
    parts = {part for name in listed for part in re.split(f"[{DOTS}]", name) if part != name}
    return tuple(name for name in listed if name not in parts)
