"""How sure the reading of a chain is, and the reasons for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import exp, log

from beibei_site.domain.reasons import Reason, because
from beibei_site.parsing.chains import Chain, Doubt

_DOUBTED = 0.1  # the least probability of a reading that is worth telling

Measures = dict[str, float]
Numbers = Callable[[int], Sequence[int]]


def measure_chain(chain: Chain, sure: Sequence[float], lines: Sequence[int], least: float) -> Measures:
    """What the links of a story and the roles of its `lines` (the probability of each is in `sure`) say:
    logarithms of probabilities. The sum of those of the roles counts as `least` at least."""
    links = [log(p) for p in chain.links]
    roles = [log(max(sure[at], 1e-4)) for at in lines]
    return {
        "first link": max(links[0], -5.0),
        "weakest link": max(min(links), -5.0),
        "claim": log(max(1.0 - chain.claim.probability, 1e-2)) if chain.claim else 0.0,
        "all links": max(sum(links), -10.0),
        "weakest role": max(min(roles), -5.0),
        "all roles": max(sum(roles), least),
        "runs": log(len(links)),
        "headed": float(chain.group >= 0),
    }


def chance_of(points: float) -> float:
    """The probability with these log-odds."""
    return 1 / (1 + exp(-points))


def as_told(chance: float) -> float:
    """A probability to two digits; nothing is sure."""
    return round(min(0.99, max(0.01, chance)), 2)


def doubts_of(chain: Chain, run: Numbers, heading: Numbers) -> tuple[Reason, ...]:
    """What else a story could be: the second best choice for its weakest link, and text of another story that
    may belong to it. `run` and `heading` give the line numbers of a run and a heading of the page."""
    return tuple(
        _tell(doubt, run, heading)
        for doubt in (chain.second, chain.claim)
        if doubt and doubt.probability >= _DOUBTED
    )


def _tell(doubt: Doubt, run: Numbers, heading: Numbers) -> Reason:
    line, percent, (what, number) = run(doubt.run)[0], round(100 * doubt.probability), doubt.before
    if what == "run":
        return because("may-follow", line=line, after=run(number)[-1], percent=percent)
    if what == "group":
        return because("may-have-headline", line=line, headline=heading(number)[0], percent=percent)
    return because("may-stand-alone", line=line, percent=percent)


def reasons_of(chain: Chain, heading: Reason) -> tuple[Reason, ...]:
    """Why a story was put together so; `heading` tells how its heading stands to it."""
    reasons = [heading]
    if len(chain.runs) > 1:
        reasons.append(because("columns-joined", count=len(chain.runs)))
    return (*reasons, because("weakest-link", percent=round(100 * min(chain.links))))
