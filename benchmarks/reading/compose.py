"""Articles → a newspaper page in HTML, as layout programs order its text."""

from __future__ import annotations

import html
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from benchmarks.reading.articles import Composed

_CSS = """
@page { size: 340mm 480mm; margin: 10mm; }
body { font: 12px/1.3 'Noto Serif CJK SC', serif; margin: 0; text-align: justify; }
.folio, .advert { font-size: 10px; margin: 0 0 8px; }
.story { display: flex; flex-direction: column; margin-bottom: 14px; border-bottom: 1px solid #999; }
.head { order: -1; text-align: center; }
.kicker, .deck { font-size: 16px; margin: 0; } h1 { font-size: 30px; margin: 4px 0; }
.text { column-gap: 18px; } .text p { margin: 0; text-indent: 2em; }
h3 { font-size: 14px; margin: 4px 0; text-align: center; column-span: none; }
.closing { text-align: right; margin: 0; } .slogan { font-size: 26px; text-align: center; margin: 4px; }
.round { float: left; width: 150px; height: 150px; border-radius: 50%; shape-outside: circle(); }
.spaced { letter-spacing: .3em; } .spaced h1 { letter-spacing: .6em; }
.graphic { display: grid; grid-template-columns: repeat(4, 1fr); gap: 4px 18px; }
.graphic p { margin: 0; }
.beside { display: grid; grid-template-columns: 1fr 1fr 1fr; gap: 0 18px; }
.beside .lead { grid-column: 2 / 4; grid-row: 1; } .beside .section { grid-row: 1 / 3; grid-column: 1; }
.beside .rest { grid-column: 2 / 4; grid-row: 2; }
figure { margin: 6px 0; break-inside: avoid; } figure div { height: 70px; background: #ddd; }
figcaption { font-size: 11px; text-align: left; }
"""
_CAPTIONS = (
    "图为活动现场，居民们正在有序排队领取材料。",
    "▲志愿者冒雨清理河道里的漂浮物，过往行人纷纷点赞。",
    "图为技术人员正在检修设备，确保线路安全运行。",
)


@dataclass(frozen=True, slots=True)
class Page:
    """A composed page: its HTML, and the articles as they stand on it (what a reader should find)."""

    html: str
    articles: tuple[Composed, ...]


@dataclass(frozen=True, slots=True)
class Set:
    """A story as it is set: the article as it stands on the page, and the HTML of its text."""

    article: Composed
    text: str


def _columns(article: Composed, chance: random.Random, extra: str = "") -> Set:
    """The plain way: the text in a few columns of one width."""
    body = extra + "".join(_paragraph(text) for text in article.body)
    return Set(article, f'<div class="text" style="columns:{chance.choice((2, 3, 4, 5))}">{body}</div>')


def _paragraph(text: str) -> str:
    return f"<h3>{html.escape(text[3:])}</h3>" if text.startswith("## ") else f"<p>{html.escape(text)}</p>"


def _round_a_circle(article: Composed, chance: random.Random) -> Set:
    plain = _columns(article, chance, '<div class="round"></div>')
    return Set(
        plain.article, f'<div class="spaced">{plain.text}</div>' if chance.random() < 0.5 else plain.text
    )


def _scattered(article: Composed, chance: random.Random) -> Set:
    """Numbered headings and their texts in the cells of a picture, in any order of the content stream."""
    if not any(text.startswith("## 1 ") for text in article.body):
        return _columns(article, chance)
    cells = []
    for at, text in enumerate(article.body):
        row, column = divmod(at // 2, 4)
        place = f"grid-area:{2 * row + 1 + at % 2}/{column + 1}"
        cells.append(_paragraph(text).replace(">", f' style="{place}">', 1))
    chance.shuffle(cells)
    return Set(article, f'<div class="text graphic">{"".join(cells)}</div>')


def _lead_beside(article: Composed, chance: random.Random) -> Set:
    """A lead across the columns; the section on its left stands before it in the content stream."""
    heads = [at for at, text in enumerate(article.body) if text.startswith("## ")]
    if len(heads) < 2 or heads[0] == 0 or article.body[heads[0]].startswith("## 1 "):
        return _columns(article, chance)
    first, second = heads[:2]
    parts = {
        "section": article.body[first:second],
        "lead": article.body[:first],
        "rest": article.body[second:],
    }
    blocks = "".join(
        f'<div class="text {name}"{" style=columns:2" if name == "rest" else ""}>'
        f"{''.join(map(_paragraph, texts))}</div>"
        for name, texts in parts.items()
    )
    return Set(article, f'<div class="beside">{blocks}</div>')


def _pictured(article: Composed, chance: random.Random) -> Set:
    """A photo with its caption in the columns, a jump line, credits with several roles."""
    body = [_paragraph(text) for text in article.body]
    caption = html.escape(chance.choice(_CAPTIONS))
    at = chance.randrange(1, len(body) + 1)
    body.insert(at, f"<figure><div></div><figcaption>{caption}</figcaption></figure>")
    if chance.random() < 0.5:
        body[-1] = body[-1].replace("</p>", f"（下转{chance.randint(2, 8)}版）</p>")
    if not article.byline and not article.closing:
        article = replace(article, byline=("秦岭", "白露", "顾言"), closing="记者 秦岭 白露/文 顾言/制图")
    return Set(article, f'<div class="text" style="columns:{chance.choice((2, 3, 4))}">{"".join(body)}</div>')


def _letter_spaced(article: Composed, chance: random.Random) -> Set:
    return _columns(article, chance)


def _lost_end(article: Composed, chance: random.Random) -> Set:
    """A paragraph whose last letters the page has lost."""
    long = [at for at, text in enumerate(article.body[:-1]) if len(text) > 70 and not text.startswith("#")]
    if len(article.body) > 2 and long:
        at = chance.choice(long)
        lost = article.body[at][: -chance.randint(3, 8)].rstrip("，。、；：”")
        article = replace(article, body=(*article.body[:at], lost, *article.body[at + 1 :]))
    return _columns(article, chance)


_SETTERS: dict[str, Callable[[Composed, random.Random], Set]] = {
    "headings first": _columns,
    "headings last": _columns,
    "mixed": _columns,
    "orphans": _columns,
    "lost ends": _lost_end,
    "no leads": _columns,
    "round a circle": _round_a_circle,
    "infographic": _scattered,
    "lead beside": _lead_beside,
    "pictures": _pictured,
    "letter-spaced": _letter_spaced,
}
STYLES = tuple(_SETTERS)
_NEEDED = {"infographic": "## 1 ", "lead beside": "## "}  # what one article of such a page must hold


def compose(articles: Sequence[Composed], style: str, seed: int) -> Page:
    """A page of three to five articles in a style; the same for the same seed."""
    chance = random.Random(f"{style} {seed}")
    parts = [_folio(chance)] if chance.random() < 0.4 else []
    placed: list[Composed] = []
    for article in _choose(articles, style, chance):
        last = style == "headings last" or (style == "mixed" and chance.random() < 0.5)
        if style == "orphans" and chance.random() < 0.4:
            article, orphan = _orphaned(article, chance)
            parts += [_heading(replace(article, headline=text, kicker="", deck=())) for text in orphan]
        if style == "no leads":
            article = _leadless(article)
        story = _SETTERS[style](article, chance)
        parts.append(_story(story, last, "spaced" if style == "letter-spaced" else ""))
        placed.append(story.article)
    if chance.random() < 0.3:
        parts.insert(chance.randrange(len(parts) + 1), '<p class="slogan">讲文明树新风讲文明树新风</p>')
    head = f'<meta charset="utf-8"><style>{_CSS}</style>'
    page = f'<!doctype html><html lang="zh">{head}<body>{"".join(parts)}</body></html>'
    return Page(page, tuple(placed))


def _choose(articles: Sequence[Composed], style: str, chance: random.Random) -> list[Composed]:
    chosen = chance.sample(articles, chance.randint(3, 5))
    needed = _NEEDED.get(style)
    if needed and not any(needed in "".join(a.body) for a in chosen):
        chosen[0] = chance.choice([a for a in articles if needed in "".join(a.body)])
    return chosen


def _folio(chance: random.Random) -> str:
    day, weekday = chance.randint(1, 30), chance.choice("一二三四五六日")
    line = f"2021年11月{day}日 星期{weekday}　第{chance.randint(1, 8)}版"
    advert = '<p class="advert">公益广告</p>' if chance.random() < 0.5 else ""
    return f'<p class="folio">{line}　责任编辑：杜若</p>{advert}'


def _orphaned(article: Composed, chance: random.Random) -> tuple[Composed, list[str]]:
    """Either the article loses its heading, or a heading stands before it whose text is elsewhere."""
    if chance.random() < 0.5:
        return replace(article, headline="", kicker="", deck=()), []
    return article, ["百年老站今朝换新颜"]


def _leadless(article: Composed) -> Composed:
    """The article without the words that open a news story, where a byline stands in them."""
    opening, _, rest = article.body[0].partition("）")
    if not rest or "讯（" not in opening:
        return article
    return replace(article, body=(rest.lstrip(), *article.body[1:]), closing="", byline=())


def _heading(article: Composed) -> str:
    parts = [f'<p class="kicker">{html.escape(article.kicker)}</p>'] if article.kicker else []
    parts += [f"<h1>{html.escape(article.headline)}</h1>"] if article.headline else []
    parts += [f'<p class="deck">{html.escape(deck)}</p>' for deck in article.deck]
    return f'<div class="head">{"".join(parts)}</div>' if parts else ""


def _story(story: Set, heading_last: bool, style: str) -> str:
    head = _heading(story.article)
    closing = story.article.closing
    end = f'<p class="closing">{html.escape(closing)}</p>' if closing else ""
    ordered = f"{story.text}{head}{end}" if heading_last else f"{head}{story.text}{end}"
    return f'<div class="story {style}">{ordered}</div>'
