"""The plan of a page → its stories: text, credits, captions and jump lines assembled, with reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from beibei_site.domain.model import ArticleKind, Block, BlockKind, Credit, Story
from beibei_site.domain.spans import to_spans
from beibei_site.parsing.blocks.rules import Kind
from beibei_site.parsing.blocks.units import Unit
from beibei_site.parsing.stories.confidence import judge_story
from beibei_site.parsing.stories.heads import build_heading
from beibei_site.parsing.stories.plan import Habit, StoryPlan
from beibei_site.parsing.tables import Rule, first_match
from beibei_site.parsing.text.grammar import find_jump, has_lead
from beibei_site.parsing.text.signatures import story_credits
from beibei_site.parsing.text.spacing import close_heading, close_sentence

_BLOCKS: dict[Kind, BlockKind] = {
    "paragraph": "paragraph",
    "heading": "crosshead",
    "numbered": "crosshead",
    "caption": "caption",
    "credit": "credit",
    "source": "note",
    "jump": "note",
}
_NOTICE = ("公告", "通告", "公示", "启事", "声明")
_DOCUMENT = tuple("决议 决定 条例 意见 办法 方案 讲话 报告 规划 倡议书 公开信".split())


def _is_photo(story: Story) -> bool:
    paragraphs = sum(b.kind == "paragraph" for b in story.blocks)
    return paragraphs <= 2 and any(c.role in ("摄", "摄影") for c in story.credits)


# What a line beside the text of a story becomes, by its learned role.
CLOSINGS: dict[str, BlockKind] = {"caption": "caption", "byline": "credit", "quote": "note", "jump": "note"}

# The kind of a story that is neither a sidebar nor an infographic.
KINDS: tuple[Rule[Story, ArticleKind], ...] = (
    Rule("lead", "report", lambda s: has_lead(s.blocks[0].text)),
    Rule("photographer", "photo", _is_photo),
    Rule("title of a notice", "notice", lambda s: (s.heading.headline or "").endswith(_NOTICE)),
    Rule("title of a document", "document", lambda s: (s.heading.headline or "").endswith(_DOCUMENT)),
    Rule("any", "report", lambda s: True),
)


def build_story(plan: StoryPlan, file: str, habit: Habit) -> Story:
    """The planned story; every line of its units is in its spans."""
    units = (*plan.body, *plan.closings)
    jumps = (find_jump(u.text)[1] for u in units if u.kind in ("paragraph", "jump"))
    judgement = judge_story(plan, habit)
    story = Story(
        heading=build_heading(plan.headings, plan.text),
        blocks=tuple(_block(unit, file) for unit in units),
        spans=to_spans((line.number for u in (*units, *plan.headings) for line in u.lines), file),
        heading_spans=to_spans((line.number for u in plan.headings for line in u.lines), file),
        kind=plan.kind,
        credits=_credits(plan),
        jump=next((jump for jump in jumps if jump), None),
        confidence=judgement.confidence,
        reasons=judgement.reasons,
        alternatives=judgement.alternatives,
    )
    return replace(story, kind=first_match(KINDS, story).verdict) if plan.kind == "report" else story


def without_jumps(blocks: Sequence[Block]) -> list[Block]:
    """The blocks of a story without jump lines. A block that holds nothing else goes, unless all do."""
    texts = [replace(block, text=find_jump(block.text)[0]) for block in blocks]
    return [block for block in texts if block.text] or [block for block in blocks if block.text]


def _block(unit: Unit, file: str) -> Block:
    kind = _BLOCKS[unit.kind]
    spans = to_spans((line.number for line in unit.lines), file)
    if kind == "paragraph":
        text, jump = find_jump(unit.text)
        return Block(kind, text, spans, cut=unit.cut and jump is None)
    text = close_sentence(unit.text, wrapped=False) if kind == "note" else close_heading(unit.text)
    return Block(kind, text, spans)


def _credits(plan: StoryPlan) -> tuple[Credit, ...]:
    """The credits in the lead (or, if there are none, at the end) and in credit lines, without duplicates."""
    paragraphs = [u.text for u in plan.body if u.kind == "paragraph"]
    return story_credits(paragraphs, ([u.text] for u in plan.closings if u.kind == "credit"))
