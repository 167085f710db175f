"""Text → stories: the recipe, top to bottom. A pure function of one page; it knows of no other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from beibei_site.domain.issue import FileKind, IssueData, merged, value_of
from beibei_site.domain.model import PageReading, Story
from beibei_site.domain.spans import Span, numbers_of, to_spans
from beibei_site.domain.text import is_english
from beibei_site.parsing.bare.reading import open_page, trace_draft
from beibei_site.parsing.blocks.fragments import build_fragments
from beibei_site.parsing.blocks.leads import put_leads_first
from beibei_site.parsing.blocks.rules import apply_rules
from beibei_site.parsing.blocks.units import Unit, build_units
from beibei_site.parsing.documents.front import read_front_matter
from beibei_site.parsing.documents.kinds import find_kind, folio_beside, may_hold_several
from beibei_site.parsing.documents.reading import DocumentTrace, trace_document
from beibei_site.parsing.documents.rows import read_rows
from beibei_site.parsing.folio.issue import Issue, read_issue
from beibei_site.parsing.folio.names import issue_of_name
from beibei_site.parsing.hints import NO_HINTS, Hints
from beibei_site.parsing.role_trace import RoleTrace
from beibei_site.parsing.sheet.layout import find_sides
from beibei_site.parsing.sheet.model import Sheet
from beibei_site.parsing.sheet.reading import trace_sheet
from beibei_site.parsing.stories.assembly import build_story
from beibei_site.parsing.stories.closings import attach_closings
from beibei_site.parsing.stories.infographic import Infographic, read_graphic
from beibei_site.parsing.stories.plan import Habit, StoryPlan, plan_page
from beibei_site.parsing.stories.scoring import STAND_IN, Page
from beibei_site.parsing.text.lines import PageLine, read_lines, unprinted_lines
from beibei_site.parsing.text.places import Places
from beibei_site.parsing.trace import PageTrace

Trace = PageTrace | RoleTrace | DocumentTrace
_PIECES = 0.1  # the least share of lines that follow a blank one
_SURE, _SURER = 0.75, 0.85  # the least mean confidence of the rule-based reading, where the learned one is
_SEVERAL, _HEADED = 0.65, 0.3  # the least confidence in each of two stories in a text that could be one
# article; the same if it has a folio. 61 of 67 texts of several have two such stories, and 5 of 1,481 of one
_LOST, _BEHIND = 0.2, 0.2  # at a loss (its own is not greater) or less confident (by so much)
_LONGEST_PAGE = (
    10_000  # lines: all that a large page prints has 1,000; the readers of pages take their square
)


def read_page(
    text: str,
    file: str,
    claimed: frozenset[int] = frozenset(),
    sheet: Sheet | None = None,
    hints: Hints = NO_HINTS,
) -> PageReading:
    """The stories in `text` (the decoded seed `file`); with its `sheet`, by geometry.

    Lines in `claimed` belong to articles that a person has made and are skipped. Every other
    non-blank line stands in exactly one story, in `furniture` or in `orphans`.
    """
    return trace_page(text, file, claimed, sheet, hints).reading


def trace_page(
    text: str,
    file: str,
    claimed: frozenset[int] = frozenset(),
    sheet: Sheet | None = None,
    hints: Hints = NO_HINTS,
) -> Trace:
    """The reading of a page, as `read_page` gives it, with the decisions that led to it."""
    lines = text.split("\n")
    issue = read_issue(lines, file, find_sides(sheet) if sheet else ())
    kind = hints.kind or _find_kind(text, lines, sheet, hints, issue)
    kind = "collection" if kind == "page" and not sheet and len(lines) > _LONGEST_PAGE else kind
    if kind != "page":
        around = _around(text, hints, issue) if kind == "article" else hints.furniture
        trace: Trace = trace_document(text, file, kind, claimed, around)
    else:
        trace = _trace_columns(
            text, file, claimed, sheet or hints.places, (issue.folio | hints.furniture) - claimed
        )
    if kind == "collection":  # of which the articles may be of any day
        issue = read_issue(_outside(lines, trace.reading.stories), file)
    known = merged(_own_issue(trace.reading, issue.data, kind), hints.issue, issue_of_name(file))
    stories = tuple(map(_with_language, trace.reading.stories))
    wrong, no_day = issue.wrong_weekday, None if known.issued else issue.no_day
    read = replace(trace.reading, stories=stories, kind=kind, issue=known, wrong_weekday=wrong, no_day=no_day)
    return replace(trace, reading=_with_unprinted(read, unprinted_lines(lines) - claimed))


def _with_unprinted(reading: PageReading, unprinted: frozenset[int]) -> PageReading:
    """A reading that accounts for the lines `unprinted`, of which no reader knows."""
    spans = (*(span for story in reading.stories for span in story.spans), *reading.orphans)
    furniture = numbers_of(reading.furniture) | (unprinted - numbers_of(spans))
    return replace(reading, furniture=to_spans(furniture, reading.file)) if unprinted else reading


def _with_language(story: Story) -> Story:
    """A story with the key `lang` if it is English, unless its front matter has one."""
    if not is_english(story.text) or "lang" in dict(story.extra):
        return story
    return replace(story, extra=(*story.extra, ("lang", "en")))


def _trace_columns(
    text: str, file: str, claimed: frozenset[int], stood: Sheet | Places | None, folio: frozenset[int]
) -> PageTrace | RoleTrace:
    """The reading of a newspaper page, whose `folio` lines are known to be furniture, by where its lines
    `stood`, if that is known."""
    left_out = claimed | folio
    trace = (
        trace_sheet(stood, file, left_out)
        if isinstance(stood, Sheet)
        else _trace_text(text, file, left_out, stood)
    )
    furniture = numbers_of(trace.reading.furniture) | folio
    reading = replace(trace.reading, furniture=to_spans(furniture, file))
    return replace(trace, reading=reading, claimed=to_spans(claimed, file), folio=to_spans(folio, file))


def _outside(lines: Sequence[str], stories: Sequence[Story]) -> list[str]:
    """The lines with those of the stories blank, but for what stands over the first headline: a preface with
    the flag of the paper is of the whole text."""
    first = next((at for at, story in enumerate(stories) if story.heading.headline), 0)
    used = numbers_of(span for story in stories[first:] for span in story.spans)
    return ["" if number in used else line for number, line in enumerate(lines, 1)]


def _own_issue(reading: PageReading, folio: IssueData, kind: FileKind) -> IssueData:
    """What the text itself says of the issue: an article in its source line, where a name behind the page is
    its author's and no section, a collection in its front matter or between its articles."""
    if kind == "article":
        own = merged(*(story.issue for story in reading.stories), folio)
        authors = {credit.name for story in reading.stories for credit in story.credits}
        return replace(own, section=None) if value_of(own.section) in authors else own
    return folio if kind == "page" else merged(reading.issue, replace(folio, page=None, section=None))


def _find_kind(text: str, lines: Sequence[str], sheet: Sheet | None, hints: Hints, issue: Issue) -> FileKind:
    """What a text with this `issue` is. A sheet of columns is a page; so is what could be one article, but,
    read as a page, tells several stories."""
    if sheet:
        return "page"
    front = read_front_matter(text, "")
    over = set(range(1, front.last + 1)) if front else set()
    rows = read_rows(text, hints.furniture | over)
    kind = find_kind(lines, rows, issue.folio, flowing=hints.flowing or front is not None)
    if kind != "article" or front or not may_hold_several(rows):
        return kind
    page = _trace_columns(text, "", frozenset(), hints.places, issue.folio | hints.furniture).reading
    least = _HEADED if folio_beside(rows, issue) else _SEVERAL
    stories = sum(s.heading.headline is not None and s.confidence >= least for s in page.stories)
    return "page" if stories > 1 else kind


def _around(text: str, hints: Hints, issue: Issue) -> frozenset[int]:
    """The lines around an article that are not its own: what its source knows as such, and, unless it has
    front matter, the folio of its page."""
    rows = () if read_front_matter(text, "") else read_rows(text, hints.furniture)
    return hints.furniture | folio_beside(rows, issue)


def _trace_text(
    text: str, file: str, left_out: frozenset[int], places: Places | None
) -> PageTrace | RoleTrace:
    """The learned reading; of a page in pieces the rule-based one, if that is confident and the learned not.

    Of 60 such texts of pages that neither was made for, the rule-based one is used for 3: 1 of their
    articles is right, 7 with the learned one."""
    lines = read_lines(text, left_out)
    draft, changes = open_page(lines, places)
    if _is_in_pieces(lines) and not is_english("\n".join(line.text for line in lines)):
        tables = trace_tables(lines, file)  # which know Chinese only
        learned = draft.expected / max(len(draft.chains), 1)
        least = _SURE if learned <= _LOST else max(_SURER, learned + _BEHIND)
        if _mean(tables.reading) >= least:
            return tables
    return trace_draft(draft, changes, file)


def _is_in_pieces(lines: Sequence[PageLine]) -> bool:
    """Whether blank lines part a text, as the rules take for granted."""
    return sum(line.after_blank > 0 for line in lines[1:]) >= _PIECES * len(lines)


def _mean(reading: PageReading) -> float:
    """The mean confidence in the stories of a page."""
    stories = reading.stories
    return sum(story.confidence for story in stories) / len(stories) if stories else 0.0


def trace_tables(lines: Sequence[PageLine], file: str) -> PageTrace:
    """The rule-based reading: for pages whose columns are cut up and whose headlines may be anywhere,
    with leads that mark where stories begin."""
    fragments = build_fragments(lines)
    rules = apply_rules(fragments)
    units, graphic = read_graphic(put_leads_first(build_units(fragments, rules)))
    paragraphs, gaps = _split(graphic.stand_in(units) if graphic else units)
    plan = plan_page(paragraphs, gaps, Page.of(units))
    planned = attach_closings([_with_kind(story, graphic) for story in plan.stories], gaps)
    reading = _build_reading(file, units, planned, plan.habit)
    return PageTrace(fragments, rules, units, graphic, plan, reading)


def _build_reading(
    file: str, units: Sequence[Unit], planned: Sequence[StoryPlan], habit: Habit
) -> PageReading:
    stories = sorted((build_story(story, file, habit) for story in planned), key=lambda s: s.first_line)
    used = numbers_of(span for story in stories for span in story.spans)
    rest = [u for u in units if not used.intersection(line.number for line in u.lines)]
    headings = [u for u in rest if u.kind in ("heading", "numbered")]
    furniture = [u for u in rest if u.kind == "furniture" or not (stories or u in headings)]
    return PageReading(
        file=file,
        stories=tuple(stories),
        furniture=_spans(furniture, file),
        orphans=_spans((u for u in rest if u not in furniture), file),
    )


def _spans(units: Iterable[Unit], file: str) -> tuple[Span, ...]:
    return to_spans((line.number for unit in units for line in unit.lines), file)


def _split(units: Sequence[Unit]) -> tuple[list[Unit], list[list[Unit]]]:
    """The paragraphs of a page, and what stands before each and after the last."""
    paragraphs: list[Unit] = []
    gaps: list[list[Unit]] = [[]]
    for unit in units:
        if unit.kind == "paragraph":
            paragraphs.append(unit)
            gaps.append([])
        elif unit.kind == "numbered":  # outside an infographic: a crosshead like others
            gaps[-1].append(replace(unit, kind="heading", rule="crosshead mark"))
        else:
            gaps[-1].append(unit)
    return paragraphs, gaps


def _with_kind(story: StoryPlan, graphic: Infographic | None) -> StoryPlan:
    """A story, if it is the infographic with its sections, if nothing heads or leads it as a sidebar."""
    opening = next(u for u in story.body if u.kind == "paragraph")
    if graphic and opening.rule == STAND_IN:
        body = tuple(unit for section in graphic.sections for unit in section)
        return replace(story, body=body, kind="infographic")
    alone = not story.headings and story.first > 0 and not opening.has_lead
    return replace(story, kind="sidebar") if alone else story
