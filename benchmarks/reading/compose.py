"""Articles → a newspaper page in HTML, as layout programs order its text."""

from __future__ import annotations

import html
import random
from dataclasses import dataclass, replace

from benchmarks.reading.articles import Composed

STYLES = ("headings first", "headings last", "mixed", "orphans", "lost ends", "no leads")
_CSS = """
@page { size: 340mm 480mm; margin: 10mm; }
body { font: 12px/1.3 'Noto Serif CJK SC', serif; margin: 0; text-align: justify; }
.story { display: flex; flex-direction: column; margin-bottom: 14px; border-bottom: 1px solid #999; }
.head { order: -1; text-align: center; }
.kicker, .deck { font-size: 16px; margin: 0; } h1 { font-size: 30px; margin: 4px 0; }
.text { column-gap: 18px; } .text p { margin: 0; text-indent: 2em; }
h3 { font-size: 14px; margin: 4px 0; text-align: center; column-span: none; }
.closing { text-align: right; margin: 0; } .slogan { font-size: 26px; text-align: center; margin: 4px; }
"""


@dataclass(frozen=True, slots=True)
class Page:
    """A composed page: its HTML, and the articles as they stand on it (what a reader should find)."""

    html: str
    articles: tuple[Composed, ...]
    orphans: tuple[str, ...]


def compose(articles: list[Composed], style: str, seed: int) -> Page:
    """A page of five articles, or fewer, in a style; the same for the same seed."""
    chance = random.Random(f"{style} {seed}")
    chosen = chance.sample(articles, min(len(articles), chance.randint(3, 5)))
    parts: list[str] = []
    placed: list[Composed] = []
    orphans: list[str] = []
    for article in chosen:
        last = style == "headings last" or (style == "mixed" and chance.random() < 0.5)
        if style == "orphans" and chance.random() < 0.4:
            article, orphan = _orphaned(article, chance)
            orphans += orphan
            parts += [_heading(text, (), "") for text in orphan]
        if style == "lost ends" and len(article.body) > 2:
            article = _shortened(article, chance)
        parts.append(_story(article, last, chance))
        placed.append(article)
    if chance.random() < 0.3:
        parts.insert(chance.randrange(len(parts) + 1), '<p class="slogan">讲文明树新风讲文明树新风</p>')
    body = "".join(parts)
    head = f'<meta charset="utf-8"><style>{_CSS}</style>'
    page = f'<!doctype html><html lang="zh">{head}<body>{body}</body></html>'
    return Page(page, tuple(placed), tuple(orphans))


def _orphaned(article: Composed, chance: random.Random) -> tuple[Composed, list[str]]:
    """Either the article loses its heading, or a heading stands before it whose text is elsewhere."""
    if chance.random() < 0.5:
        return replace(article, headline="", kicker="", deck=()), []
    return article, ["百年老站今朝换新颜"]


def _shortened(article: Composed, chance: random.Random) -> Composed:
    """A paragraph whose last letters the page has lost."""
    long = [at for at, text in enumerate(article.body[:-1]) if len(text) > 70 and not text.startswith("#")]
    if not long:
        return article
    at = chance.choice(long)
    lost = article.body[at][: -chance.randint(3, 8)].rstrip("，。、；：”")
    return replace(article, body=(*article.body[:at], lost, *article.body[at + 1 :]))


def _heading(headline: str, decks: tuple[str, ...], kicker: str) -> str:
    parts = [f'<p class="kicker">{html.escape(kicker)}</p>'] if kicker else []
    parts += [f"<h1>{html.escape(headline)}</h1>"] if headline else []
    parts += [f'<p class="deck">{html.escape(deck)}</p>' for deck in decks]
    return f'<div class="head">{"".join(parts)}</div>' if parts else ""


def _story(article: Composed, heading_last: bool, chance: random.Random) -> str:
    columns = chance.choice((2, 3, 4, 5))
    head = _heading(article.headline, article.deck, article.kicker)
    body = "".join(
        f"<h3>{html.escape(text[3:])}</h3>" if text.startswith("## ") else f"<p>{html.escape(text)}</p>"
        for text in article.body
    )
    closing = f'<p class="closing">{html.escape(article.closing)}</p>' if article.closing else ""
    text = f'<div class="text" style="columns:{columns}">{body}</div>'
    return (
        f'<div class="story">{text}{head}{closing}</div>'
        if heading_last
        else f'<div class="story">{head}{text}{closing}</div>'
    )
