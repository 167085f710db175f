"""The rewrite desk: gives an article another heading, crossheads and a caption, made from its own sentences.

An article printed on many pages then does not always look alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random

from benchmarks.reading.compose.articles import Article, read_articles

_BREAKS = re.compile("[，。；！？：、\n]")
_ODD = re.compile(r"[“”‘’「」《》（）{}#]|本报|本報|记者|記者")
_WEAK = re.compile("[的了]")
_RUBRICS = "今日视点 民生热线 记者调查 岁月 人物 现场 一线观察 读者来信 连线 镜头 城市笔记 乡村夜话".split()
_SERIES = ("系列报道之三", "追踪报道", "回声", "本报记者实地探访", "三问三答", "特别报道（上）")
_PHOTOS = ("图为{}。", "▲{}。", "{}。　{} 摄", "图：{}", "{}　（资料图片）", "图为{}。　通讯员 {} 摄")
_LONG, _SHORT = 260, 60  # letters: an article with room for crossheads; a paragraph that may join the next
Body = tuple[str, ...]


def rewrite(article: Article, chance: Random) -> Article:
    """The article with some of its heading, crossheads, caption and paragraphs changed."""
    clauses = list(_clauses(article.body))
    if article.kind in ("notice", "document") or len(clauses) < 6:
        return article
    take = _Clauses(clauses, chance)
    headline = _headline(take, chance) if chance.random() < 0.55 else article.headline
    kicker = _kicker(take, chance) if chance.random() < 0.25 else article.kicker
    deck = _deck(take, chance) if chance.random() < 0.35 else article.deck
    body = _paragraphs(article.body, chance)
    if article.length > _LONG and chance.random() < 0.4:
        body = _with_crossheads([text for text in body if not text.startswith("## ")], take, chance)
    caption = _caption(take, chance) if chance.random() < 0.4 else article.caption
    return replace(article, headline=headline, kicker=kicker, deck=deck, body=body, caption=caption)


def _clauses(body: Body) -> Iterator[str]:
    """The parts of sentences that may stand by themselves."""
    for text in body:
        yield from (part for part in _BREAKS.split(text) if 4 <= len(part) <= 24 and not _ODD.search(part))


class _Clauses:
    """The clauses of an article, each to be taken once."""

    def __init__(self, clauses: Sequence[str], chance: Random) -> None:
        self._left = list(clauses)
        self._chance = chance

    def one(self, least: int, most: int) -> str:
        """A clause with so many letters, or the beginning of a longer one."""
        fits = [text for text in self._left if least <= len(text) <= most]
        text = self._chance.choice(fits or self._left)
        if len(self._left) > 3:
            self._left.remove(text)
        text = text[:most]
        return _WEAK.sub("", text) if self._chance.random() < 0.5 and len(text) > least + 1 else text


def _headline(take: _Clauses, chance: Random) -> str:
    form = chance.randrange(9)
    if form < 4:
        return take.one(7, 20)
    if form < 6:
        return f"{take.one(4, 9)} {take.one(4, 11)}"
    if form == 6:
        return f"{take.one(4, 7)}：{take.one(5, 12)}"
    if form == 7:
        return f"“{take.one(4, 6)}”{take.one(4, 11)}"
    return take.one(6, 16) + chance.choice("？！？")


def _kicker(take: _Clauses, chance: Random) -> str:
    form = chance.randrange(6)
    if form == 0:
        return chance.choice(("【{}】", "{}", "■{}", "·{}·")).format(chance.choice(_RUBRICS))
    if form == 1:
        return f"{take.one(4, 8)}{chance.choice(_SERIES)}"
    return take.one(5, 16) if form < 5 else f"{take.one(5, 9)} {take.one(5, 9)}"


def _deck(take: _Clauses, chance: Random) -> str:
    """One deck or several, a line each."""
    form = chance.randrange(5)
    if form == 0:
        return f"——{chance.choice(('记', '访', '', ''))}{take.one(5, 15)}"
    if form == 1:
        return f"{take.one(5, 10)} {take.one(5, 10)}"
    if form == 2:
        return "\n".join(take.one(6, 20) for _ in range(chance.randint(2, 3)))
    return take.one(8, 24) if form == 3 else f"{take.one(5, 12)}，{take.one(5, 12)}"


def _caption(take: _Clauses, chance: Random) -> str:
    names = [name for article in read_articles() for name, _ in article.byline]
    return chance.choice(_PHOTOS).format(take.one(8, 24), chance.choice(names))


def _paragraphs(body: Body, chance: Random) -> Body:
    """Paragraphs parted at a full stop, or joined with a short one."""
    found: list[str] = []
    share = chance.choice((0.0, 0.3))
    for text in body:
        stops = [
            at + 1 for at in range(12, len(text) - 12) if text[at] == "。" and text[at + 1] not in "”」）"
        ]
        if text.startswith("## ") or chance.random() >= share:
            found.append(text)
        elif found and len(text) < _SHORT and not found[-1].startswith("## "):
            found[-1] += text
        elif stops:
            at = chance.choice(stops)
            found += [text[:at], text[at:]]
        else:
            found.append(text)
    return tuple(found)


def _with_crossheads(body: Sequence[str], take: _Clauses, chance: Random) -> Body:
    """The text with a crosshead above some paragraphs."""
    form = chance.choice(("{}", "{}", "{}", "{} {}", "{}、{}", "“{}”"))
    numbers = iter("一二三四五六七八九")
    found: list[str] = []
    for at, text in enumerate(body):
        if at and at % chance.randint(1, 3) == 0:
            first = next(numbers, "十") if form == "{}、{}" else take.one(4, 9)
            found.append("## " + form.format(first, take.one(4, 9)))
        found.append(text)
    return tuple(found)
