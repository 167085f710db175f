"""Story → Article: the content file's shape, with what is supplied or restored marked as such."""

from __future__ import annotations

import re
from dataclasses import dataclass

from beibei_site.cataloguing.supply import supply_title
from beibei_site.domain.model import Article, Block, Heading, IssueDate, Story, TitleOrigin

LACUNA = "〔…〕"
_MARKUP = re.compile(r"([\\`*_\[\]<>])")
_LINE_START = re.compile(r"^(\s*)(#{1,6}(?=\s)|[-+](?=\s)|\d+(?=[.)]\s)|>|-{3,}$|={3,}$)")
_LABELS = {"caption": "图：", "credit": "", "note": ""}


@dataclass(frozen=True, slots=True)
class Loan:
    """What a twin lends: the headline it has, and the lost ends of paragraphs by the text they follow."""

    twin_id: str
    heading: Heading | None = None
    endings: tuple[tuple[str, str], ...] = ()


def escape(text: str) -> str:
    """`text` so that Markdown shows it as it stands.

    >>> escape("1. 甲*乙*")
    '1\\\\. 甲\\\\*乙\\\\*'
    """
    marked = _MARKUP.sub(r"\\\1", text)
    return _LINE_START.sub(_escape_start, marked)


def _escape_start(match: re.Match[str]) -> str:
    start = match[2]
    return f"{match[1]}{start}" + "\\" if start.isdigit() else f"{match[1]}\\{start}"


def build_body(blocks: tuple[Block, ...], loan: Loan | None = None) -> str:
    """The body of an article in Markdown: paragraphs, `## ` crossheads, then captions and credits as quotes.

    A lacuna is 〔…〕; an ending that a twin lends stands in 〔 〕 with a footnote that names the twin.
    """
    endings = dict(loan.endings) if loan else {}
    parts: list[str] = []
    restored = False
    for block in blocks:
        if block.kind == "paragraph":
            ending = endings.get(block.text, "") if block.cut else ""
            restored = restored or bool(ending)
            mark = f"〔{escape(ending)}〕[^1]" if ending else LACUNA if block.cut else ""
            parts.append(escape(block.text) + mark)
        elif block.kind == "crosshead":
            parts.append(f"## {escape(block.text)}")
    parts += [f"> {_LABELS[b.kind]}{escape(b.text)}" for b in blocks if b.kind in _LABELS]
    if restored and loan:
        parts.append(f"[^1]: 〔 〕内的文字原版面已失，据 {loan.twin_id} 补。")
    return "\n\n".join(parts)


def build_article(
    story: Story,
    article_id: str,
    date: IssueDate,
    *,
    loan: Loan | None = None,
    twins: tuple[str, ...] = (),
    page: int | None = None,
) -> Article:
    """The article of a story, its facets still empty."""
    heading, origin = _heading(story, loan)
    return Article(
        id=article_id,
        title=heading.headline or supply_title(story),
        title_from=origin,
        kicker=heading.kicker,
        deck=heading.deck,
        date=date.value,
        date_from=date.origin if date.value else "unknown",
        kind=story.kind,
        byline=story.credits,
        page=page,
        jump=story.jump,
        twins=twins,
        source=story.spans,
        confidence=story.confidence,
        body=build_body(story.blocks, loan),
    )


def _heading(story: Story, loan: Loan | None) -> tuple[Heading, TitleOrigin]:
    if loan is not None and loan.heading is not None:
        return loan.heading, "twin"
    return story.heading, "headline" if story.heading.headline else "supplied"
