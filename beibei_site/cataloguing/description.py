"""Story → Article: the shape of a content file, with supplied and restored text marked as such."""

from __future__ import annotations

import re
import textwrap

from beibei_site.cataloguing.twins import Borrowed
from beibei_site.content.body import Body, Lacuna, Part, Passage, Restored, render_body
from beibei_site.domain.issue import NO_ISSUE, IssueData, value_of
from beibei_site.domain.lead import lead_length
from beibei_site.domain.model import Article, Block, Heading, IssueDate, Story, TitleOrigin
from beibei_site.domain.text import is_english

_AT_THE_END = ("caption", "credit", "note")

_UNTITLED = "（无题）"
_LONGEST_TITLE = 30
_SHORTEST_TITLE = 10
_DAY = re.compile(
    r"""
    ^ (?: (?:\d{4}年)? \d{1,2}月\d{1,2}日 (?:至\d{1,2}日)? (?:上午|下午|晚)?
        | 近日 | 日前 | 昨日 | 昨天 | 今天 ) [，,]?
    """,
    re.X,
)


def build_article(
    story: Story,
    article_id: str,
    date: IssueDate,
    *,
    borrowed: Borrowed | None = None,
    twins: tuple[str, ...] = (),
    issue: IssueData = NO_ISSUE,
) -> Article:
    """The article for a story; of its facets only what its front matter gives."""
    heading, origin = _heading(story, borrowed)
    issued, given = issue.issued, dict(story.facets)
    return Article(
        id=article_id,
        title=heading.headline or supply_title(story),
        title_from=origin,
        kicker=heading.kicker,
        deck=heading.deck,
        date=date.value,
        date_from=date.origin,
        issued=value_of(issued),
        issued_from=issued.origin if issued else None,
        kind=story.kind,
        byline=story.credits,
        people=given.get("people", ()),
        topics=given.get("topics", ()),
        places=given.get("places", ()),
        bodies=given.get("bodies", ()),
        keywords=story.keywords,
        page=value_of(issue.page) or None,
        jump=story.jump,
        twins=twins,
        source=story.spans,
        confidence=story.confidence,
        body=story.markdown or render_body(build_body(story.blocks, borrowed)),
        extra=story.extra,
    )


def _heading(story: Story, borrowed: Borrowed | None) -> tuple[Heading, TitleOrigin]:
    if borrowed is not None and borrowed.heading is not None:
        return borrowed.heading, "twin"
    return story.heading, "headline" if story.heading.headline else "supplied"


def build_body(blocks: tuple[Block, ...], borrowed: Borrowed | None = None) -> Body:
    """The body of an article: the text, then captions, credits and notes.

    The missing end of a paragraph is restored from the twin, or else marked as a lacuna.
    """
    ordered = sorted(blocks, key=lambda block: block.kind in _AT_THE_END)
    return Body(
        tuple(Part("note" if b.kind == "credit" else b.kind, (b.text, *_end(b, borrowed))) for b in ordered)
    )


def _end(block: Block, borrowed: Borrowed | None) -> tuple[Passage, ...]:
    if not block.cut or block.kind != "paragraph":
        return ()
    ending = borrowed.endings.get(block) if borrowed else None
    return (Restored(ending, borrowed.twin_id),) if borrowed and ending else (Lacuna(),)


def supply_title(story: Story) -> str:
    """A title taken from the story's first sentence, without lead and dateline; truncated with ….

    It is not a printed headline, so it must be marked as supplied wherever it is shown.
    """
    first = next((b.text for b in story.blocks if b.kind == "paragraph"), "")
    words = _DAY.sub("", first[lead_length(first) :].strip(), count=1).strip(' ，,“"')
    if is_english(words):
        sentence = re.split(r"[?!;]|\.(?=\s|$)", words, maxsplit=1)[0]
        title = textwrap.shorten(sentence, 2 * _LONGEST_TITLE, placeholder="…")
        return title if title.strip("…") else _UNTITLED
    sentence = re.split(r"[。！？!?；;]", words, maxsplit=1)[0]
    if not sentence:
        return _UNTITLED
    return sentence if len(sentence) <= _LONGEST_TITLE else _shorten(sentence)


def _shorten(sentence: str) -> str:
    """The longest run of whole clauses that fits, or else the first characters; ends in … either way."""
    cut = max((m.start() for m in re.finditer(r"[，,：:]", sentence[: _LONGEST_TITLE + 1])), default=0)
    return sentence[: cut if cut >= _SHORTEST_TITLE else _LONGEST_TITLE] + "…"
