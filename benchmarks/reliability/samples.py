"""Samples of every kind of file, to be damaged: those of the five pages, and some that use every key."""

from __future__ import annotations

import io
import random
from functools import cache
from typing import Any

from benchmarks.reliability import faults
from benchmarks.reliability.damage import damaged, stretch

Page = tuple[Any, str, bytes]  # the kind that a curator has set, the name, the bytes


def _texts(pattern: str) -> tuple[str, ...]:
    return tuple(path.read_text("utf-8") for path in sorted((faults.ROOT / "content").glob(pattern)))


_FULL = """\
---
id: a-1
title: 渡口
kicker: 引
deck: [甲, 乙]
date: 2020-05~
issued: 2020-05-01/2020-05-03
issued_from: curator
kind: photo
byline: [丙, {name: 丁, role: 摄}]
people: [戊]
topics: [t]
places: [p]
bodies: [b]
keywords: [k]
page: A06
jump: {to: 3}
twins: [b-2]
aliases: [c-3]
source: {file: a.pdf#2, lines: [1-3, 5]}
confidence: 0.5
reviewed: 2026-11-20
own: {x: [1, 2]}
---

一〔…〕二〔三〕[^1]。

## 题

> 图：丁

[^1]: 〔 〕内的文字原版面已失，据 b-2 补。
"""
ARTICLES = (_FULL, *_texts("articles/**/*.md"))
RECORDS = _texts("pages/*.yml")
SETTINGS = """\
name: 报
paper: 报
language: en
text_language: zh-Hant
base_url: https://example.org/
contact: a@example.org
featured: [a-1]
featured_topics: [t]
review_link: true
edit_url: https://example.org/{id}?text={text}
"""
ENTRIES = """\
a:
  name: 甲
  names: {en: A}
  variants: [乙, 丙]
  terms: {丁: 2}
  all: [[壬, 癸]]
  without: [己]
  parent: b
  same_as: [https://example.org/]
  aliases: [c]
  note: 庚
b: {name: 辛}
not: [戊]
"""
PLACES = f"{ENTRIES}d: {{name: 子, at: [29.8, 106.4]}}\n"
ISSUES = "2020-05-01: {pages: 4}\n江城日报:\n  2020-06-09: {pages: [A1-A8]}\n"
LOG = """\
a-1: {path: articles/a.md, added: 2020-05-01, corrected: 2020-06-01, words: abc}
b: {removed: 2020-05-02}
"""
QUERIES = (
    '"北碚 发展" -title:会议 AND (person:周旭 OR date:2020-04..2020-05) NOT 学校',
    "topic:beibei-mianyang 2020年4月 绵阳*",
    "NOT (NOT 北碚) OR 旅遊",
)
_SEEDS = tuple(path.read_text("utf-8") for path in sorted((faults.ROOT / "seeds").glob("*.txt")))
_NAMES = ("a.txt", "a.md", "2020-05-01 A1.txt", "江城日报20200501第3版.txt")
_KINDS = (None, None, "page", "article", "collection")
_ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "gb18030", "big5", "shift-jis", "euc-jp")
_HEAD = "<title>渡口</title><meta name=pubdate content=2020-05-01>"


def text_file(chance: random.Random) -> Page:
    text = damaged(stretch(_SEEDS, chance), chance)
    data = text.encode(chance.choice(_ENCODINGS), chance.choice(("ignore", "replace")))
    return chance.choice(_KINDS), chance.choice(_NAMES), data


def web_page(chance: random.Random) -> Page:
    paragraphs = "".join(f"<p>{line}</p>" for line in stretch(_SEEDS, chance).split("\n"))
    text = f"<html><head>{_HEAD}</head><body><h1>渡口</h1>{paragraphs}</body></html>"
    return None, "a.html", damaged(text, chance).encode(chance.choice(_ENCODINGS), "ignore")


@cache
def word_file() -> bytes:
    from docx import Document  # noqa: PLC0415 - slow to load

    document = Document()
    document.add_heading("渡口", 1)
    for line in _SEEDS[0].split("\n")[:20]:
        document.add_paragraph(line)
    document.add_table(2, 2).cell(0, 0).text = "甲"
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


@cache
def pdfs() -> tuple[bytes, ...]:
    """Of two small pages each, in one column and in three."""
    import pymupdf  # noqa: PLC0415 - of the tests, and slow to load

    found = []
    for columns in (1, 3):
        document = pymupdf.open()
        for _ in range(2):
            page = document.new_page()
            for row in range(20):
                for column in range(columns):
                    place = (40 + 180 * column, 50 + 15 * row)
                    page.insert_text(place, "县里召开会议，研究工作。", fontname="china-s")
            page.draw_line((20, 20), (500, 20))
        found += [document.tobytes(deflate=False), document.tobytes(deflate=True)]
    return tuple(found)
