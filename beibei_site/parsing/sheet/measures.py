"""What confidence in a story of a sheet is made of."""

from __future__ import annotations

from collections.abc import Sequence
from math import log

from beibei_site.parsing.certainty import Measures, measure_chain
from beibei_site.parsing.chains import Chain
from beibei_site.parsing.sheet.runs import Run
from beibei_site.parsing.text.grammar import has_lead, is_closed

_LEAST_ROLES = -10.0  # as the sum of logarithms of probabilities


def measure_story(chain: Chain, runs: Sequence[Run], sure: Sequence[float], lines: Sequence[int]) -> Measures:
    """The measures of a chain of `runs` with these `lines` (`sure`: how probable the role of each line is),
    whether it opens as stories do, and at how many ends of columns it could have ended."""
    own = [runs[n] for n in chain.runs]
    first, borders = own[0], sum(is_closed(run.last) for run in own[:-1])
    return measure_chain(chain, sure, lines, _LEAST_ROLES) | {
        "opens": float(first.indented or bool(first.heading) or has_lead(first.first)),
        "borders": log(1 + borders),
    }
