"""Captions, credits, source and jump lines → the stories they belong to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from beibei_site.parsing.blocks.units import Unit
from beibei_site.parsing.stories.plan import StoryPlan
from beibei_site.parsing.tables import Rule, first_match
from beibei_site.parsing.text.credits import line_credits
from beibei_site.parsing.text.grammar import find_jump

CLOSING = ("caption", "credit", "source", "jump")


@dataclass(frozen=True, slots=True)
class Closing:
    """A closing line, the stories of its page, and the number of the story above it."""

    unit: Unit
    stories: Sequence[StoryPlan]
    above: int

    @property
    def near(self) -> list[int]:
        """The stories by number, nearest first."""
        return sorted(range(len(self.stories)), key=lambda at: (abs(at - self.above), at))

    @property
    def is_taken(self) -> bool:
        """Whether the story above has a byline, or never has one."""
        story = self.stories[self.above]
        return story.has_byline or story.kind == "sidebar"

    @property
    def is_drawn(self) -> bool:
        """Whether the line credits whoever drew an infographic on the page."""
        drawn = any(c.role.startswith("制") for c in line_credits(self.unit.text))
        return drawn and any(s.kind == "infographic" for s in self.stories)


def _infographic(closing: Closing) -> int:
    return next(at for at in closing.near if closing.stories[at].kind == "infographic")


def _nameless(closing: Closing) -> int:
    """The nearest story without a byline (a sidebar only if there is no other), or else the one above."""
    nameless = [at for at in closing.near if not closing.stories[at].has_byline]
    main = [at for at in nameless if closing.stories[at].kind != "sidebar"]
    return (main or nameless or [closing.above])[0]


# Which story a closing line belongs to; the verdict returns its number.
OWNERS: tuple[Rule[Closing, Callable[[Closing], int]], ...] = (
    Rule("draughtsman", _infographic, lambda c: c.unit.kind == "credit" and c.is_drawn),
    Rule("second byline", _nameless, lambda c: c.unit.kind == "credit" and c.is_taken),
    Rule("any", lambda c: c.above, lambda c: True),
)


def attach_closings(stories: Sequence[StoryPlan], gaps: Sequence[Sequence[Unit]]) -> list[StoryPlan]:
    """`stories` with the closing lines from `gaps`, each assigned to one story."""
    found = list(stories)
    for at, gap in enumerate(gaps):
        begun = sum(story.first < at for story in stories)
        headed = any(story.first == at and story.side == "before" for story in stories)
        for place, unit in enumerate(gap):
            if unit.kind in CLOSING and found:
                above = max(begun - 1 + (headed and _is_of_text_below(gap, place)), 0)
                owner = first_match(OWNERS, closing := Closing(unit, found, above)).verdict(closing)
                found[owner] = replace(found[owner], closings=(*found[owner].closings, unit))
    return found


def _is_of_text_below(gap: Sequence[Unit], place: int) -> bool:
    """Whether unit `place` of a gap stands between a heading and the body below it, and opens that: a byline,
    or the page from which it goes on."""
    unit = gap[place]
    jump = find_jump(unit.text)[1] if unit.kind == "jump" else None
    opens = unit.kind == "credit" or (jump is not None and jump.direction == "from")
    above = any(u.kind == "heading" for u in gap[:place])
    return opens and above and not any(u.kind == "heading" for u in gap[place:])
