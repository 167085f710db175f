"""Evidence for each name pooled over the whole archive, then applied to each article."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from beibei_site.cataloguing.names.mentions import LIKELY, Mention
from beibei_site.cataloguing.names.words import CALLED_AFTER
from beibei_site.domain.text import DOTS

Name = tuple[str, str]  # kind and form
Index = Mapping[str, Sequence[Name]]  # names by their first two characters

# The probability at which a name is accepted. F1 is greatest at a threshold of half the achievable F1
# (Lipton et al. 2014, "Optimal thresholding of classifiers to maximize F1 measure").
ACCEPTED = 0.4
_SHARE = 0.7  # greatest weight of the rest of the archive, relative to a single mention
_HALF = 2.0  # other occurrences of a string at which they have half that weight
_NOTED = 0.3  # anything less probable in the whole archive is not counted


@dataclass(frozen=True, slots=True)
class Pool:
    """For each name, the sum of its probabilities in the archive (`sums`) and the number of occurrences of
    its string (`counts`); `sure` names are accepted on the evidence of the archive alone."""

    sums: Mapping[Name, float]
    counts: Mapping[Name, int]
    sure: Index

    @classmethod
    def of(cls, texts: Sequence[str], mentions: Sequence[Sequence[Mention]]) -> Pool:
        """The pool of an archive, from its texts and the mentions in each."""
        sums: defaultdict[Name, float] = defaultdict(float)
        for m in (m for article in mentions for m in article):
            sums[m.kind, m.form] += m.p
        noted = _index(name for name, total in sums.items() if total >= _NOTED)
        counts = Counter(
            (m.kind, m.form) for pair in zip(texts, mentions, strict=True) for m in _standing(*pair, noted)
        )
        pool = cls(sums, counts, {})
        sure = (name for name in counts if pool.blend(Mention(*name, 0, 0.0)).p >= ACCEPTED)
        return replace(pool, sure=_index(sure))

    def blend(self, m: Mention) -> Mention:
        """A mention, with its probability shifted towards the mean of the same string elsewhere."""
        name = m.kind, m.form
        others = self.counts.get(name, 0) - 1
        if others < 1:
            return m
        mean = min(1.0, max(0.0, self.sums[name] - m.p) / others)
        share = _SHARE * others / (others + _HALF)
        return replace(m, p=round((1 - share) * m.p + share * mean, 3))

    def names_in(
        self,
        text: str,
        mentions: Sequence[Mention],
        given: Iterable[str],
        rejected: Mapping[str, frozenset[str]],
    ) -> tuple[Mention, ...]:
        """The accepted mentions in one text, in text order and without overlaps.

        `given` are persons' names confirmed by a curator, `rejected` the strings rejected for each kind.
        """
        places = {(m.kind, m.start, m.form): m for m in (*_standing(text, mentions, self.sure), *mentions)}
        local = [m for m in places.values() if m.form not in rejected.get(m.kind, ())]
        known = _standing(text, local, _index(("people", form) for form in given if form in text))
        blended = ((m, self.blend(m)) for m in local)
        counted = (b for m, b in blended if b.p >= ACCEPTED and not (b.p > m.p and _is_part(m, local)))
        return _without_parts(_choose((*(replace(m, p=1.0) for m in known), *counted)))


def _is_part(m: Mention, mentions: Sequence[Mention]) -> bool:
    """Whether a longer and more probable mention contains this one: 卢作孚 in 卢作孚纪念馆."""
    return any(o.start <= m.start and m.end <= o.end and o.form != m.form and o.p > m.p for o in mentions)


def _index(names: Iterable[Name]) -> Index:
    index: defaultdict[str, list[Name]] = defaultdict(list)
    for kind, form in sorted(names):
        index[form[:2]].append((kind, form))
    return dict(index)


def _standing(text: str, mentions: Sequence[Mention], index: Index) -> Iterator[Mention]:
    """Where the names in `index` occur in a text by themselves, not inside a longer likely name."""
    longer = {at: m for m in mentions if m.p >= LIKELY for at in range(m.start, m.end)} if index else {}
    for at in range(len(text) - 1 if index else 0):
        for kind, form in index.get(text[at : at + 2], ()):
            if text.startswith(form, at):
                end = at + len(form)
                holder = longer.get(at) or longer.get(end - 1)
                swallowed = holder is not None and len(holder.form) > len(form)
                if not swallowed and not (kind == "people" and CALLED_AFTER.match(text, end)):
                    yield Mention(kind, form, at, 0.0)


def _choose(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """The best non-overlapping mentions, in text order."""
    taken: set[int] = set()
    chosen: list[Mention] = []
    for m in sorted(mentions, key=lambda m: (-m.p, -len(m.form), m.start, m.kind)):
        span = range(m.start, m.end)
        if taken.isdisjoint(span):
            taken.update(span)
            chosen.append(m)
    return tuple(sorted(chosen, key=lambda m: m.start))


def _without_parts(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """`mentions` without short forms of foreign names that also occur in full (波波夫)."""
    parts = {part for m in mentions for part in re.split(f"[{DOTS}]", m.form) if part != m.form}
    return tuple(m for m in mentions if m.form not in parts)
