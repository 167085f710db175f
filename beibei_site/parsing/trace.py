"""What the reader decided about a page, step by step: recorded while it reads, printed by `explain`."""

from __future__ import annotations

from dataclasses import dataclass

from beibei_site.domain.model import PageReading
from beibei_site.domain.spans import Span
from beibei_site.parsing.blocks.fragments import Fragment
from beibei_site.parsing.blocks.rules import Context, Kind
from beibei_site.parsing.blocks.units import Unit
from beibei_site.parsing.stories.infographic import Infographic
from beibei_site.parsing.stories.plan import Plan
from beibei_site.parsing.tables import Rule


@dataclass(frozen=True, slots=True)
class PageTrace:
    """The decisions about one page, in the order in which they were made.

    `rules` holds the rule that decided the kind of each fragment. The `units` are those that the plan was
    made for: leads across columns are moved, texts of an infographic split. `claimed` lines were skipped.
    """

    fragments: tuple[Fragment, ...]
    rules: tuple[Rule[Context, Kind], ...]
    units: tuple[Unit, ...]
    graphic: Infographic | None
    plan: Plan
    reading: PageReading
    claimed: tuple[Span, ...] = ()
