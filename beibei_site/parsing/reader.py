"""Page text → stories: the recipe, top to bottom. A pure function of one page; it knows of no other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from beibei_site.model import PageReading, Story
from beibei_site.parsing.assembly import Draft, attach_closings, build_story, to_spans
from beibei_site.parsing.blocks import Fragment, build_fragments
from beibei_site.parsing.infographic import Infographic, read_graphic
from beibei_site.parsing.lines import read_lines
from beibei_site.parsing.measure import put_leads_first
from beibei_site.parsing.plan import Gap, Plan, Planned, plan_page
from beibei_site.parsing.scoring import STAND_IN, Page
from beibei_site.parsing.units import Unit, build_units


def read_page(text: str, file: str, claimed: frozenset[int] = frozenset()) -> PageReading:
    """The stories on the page `text` (the decoded seed `file`).

    Lines in `claimed` belong to articles that a person has made and are passed over. Every other
    non-blank line stands in exactly one story, in `furniture` or in `orphans`.
    """
    units, graphic = read_units(build_fragments(read_lines(text, claimed)))
    drafts, plan = _draft_page(units, graphic)
    stories = tuple(build_story(draft, file, plan.habit) for draft in drafts)
    furniture = [
        u for u in units if u.kind == "furniture" or (not drafts and u.kind not in ("heading", "numbered"))
    ]
    used = {line for story in stories for span in story.spans for line in span}
    used |= {line.number for u in furniture for line in u.lines}
    left = [line for u in units for line in u.lines if line.number not in used]
    return PageReading(
        file=file,
        stories=_in_order(stories),
        furniture=to_spans((line for u in furniture for line in u.lines), file),
        orphans=to_spans(left, file),
    )


def read_units(fragments: Sequence[Fragment]) -> tuple[tuple[Unit, ...], Infographic | None]:
    """The units of a page in the order of its stories, and its infographic if it has one."""
    return read_graphic(put_leads_first(build_units(fragments)))


def _in_order(stories: Sequence[Story]) -> tuple[Story, ...]:
    return tuple(sorted(stories, key=lambda s: s.first_line))


def _draft_page(units: Sequence[Unit], graphic: Infographic | None) -> tuple[list[Draft], Plan]:
    """The stories of a page as drafts, with all closing lines attached, and the plan they follow."""
    paragraphs: list[Unit] = []
    gaps: list[list[Unit]] = [[]]
    for unit in graphic.stand_in(units) if graphic else units:
        if unit.kind == "paragraph":
            paragraphs.append(unit)
            gaps.append([])
        else:
            gaps[-1].append(_as_heading(unit))
    plan = plan_page(paragraphs, [Gap(tuple(g)) for g in gaps], Page.of(units))
    drafts = [_draft(story, paragraphs, graphic) for story in plan.stories]
    headed = {story.first for story in plan.stories if story.side == "before"}
    closings = [
        (sum(s.first < at for s in plan.stories) + (at in headed and _opens(gap, place)), unit)
        for at, gap in enumerate(gaps)
        for place, unit in enumerate(gap)
        if unit.kind in ("caption", "credit", "source", "jump")
    ]
    return (attach_closings(drafts, closings) if drafts else []), plan


def _opens(gap: Sequence[Unit], place: int) -> bool:
    """Whether unit `place` of a gap is a byline set between a heading and the body below it."""
    above = any(u.kind == "heading" for u in gap[:place])
    return gap[place].kind == "credit" and above and not any(u.kind == "heading" for u in gap[place:])


def _as_heading(unit: Unit) -> Unit:
    """A numbered heading outside an infographic is a crosshead like others."""
    if unit.kind != "numbered":
        return unit
    return replace(unit, kind="heading", rule="crosshead mark")


def _draft(story: Planned, paragraphs: Sequence[Unit], graphic: Infographic | None) -> Draft:
    """A planned story with its crossheads in their places."""
    if graphic and paragraphs[story.first].rule == STAND_IN:
        body = tuple(unit for section in graphic.sections for unit in section)
        return Draft(body, story.headings, kind="infographic", planned=story)
    heads = dict(story.crossheads)
    body = tuple(
        unit for at in range(story.first, story.last) for unit in (*heads.get(at, ()), paragraphs[at])
    )
    alone = not story.headings and story.first > 0 and not paragraphs[story.first].has_lead
    return Draft(body, story.headings, kind="sidebar" if alone else "report", planned=story)
