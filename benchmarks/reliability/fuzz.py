"""Damages files at random and hands them to the parsers: each must answer with a value, or with a message.

    python -m benchmarks.reliability.fuzz [--minutes 10] [--seed 1] [--only pdf]

Counted are exceptions that are none of the program's messages, and inputs that take more than `SLOW` seconds
of processor time. What fails is printed with its seed.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

from beibei_site.content.authority_file import parse_authority
from beibei_site.content.body import plain
from beibei_site.content.checks import checked_article, checked_record
from beibei_site.content.issue_file import parse_issues
from beibei_site.content.page_record import parse_log
from beibei_site.content.settings import parse_settings
from beibei_site.domain.model import FACETS
from beibei_site.domain.problems import SetupError
from beibei_site.parsing.reader import hints_of, read_page
from beibei_site.parsing.sources.pdf import read_pdf
from beibei_site.parsing.sources.seeds import read_pages
from beibei_site.rendering.prose import to_html
from beibei_site.search.syntax import parse_query

ROOT = Path(__file__).parent.parent.parent
SLOW = 5.0  # seconds
ODD = (
    *"] } ' \" \\ \0 \x01 \x85 \u2028 \ufeff \ufffe \U0010ffff # | > % @ ` \t \r 〔 〕 ( ~".split(" "),
    *"&a *a <<: !!int !!binary .nan .inf 1e999 0x --- null true 2020-13-45 1-999999999 NOT AND".split(),
    *"[^1] ]( ![ javascript: <script> &#0; &#xFFFFF;".split(),
    *("[" * 30, "{" * 30, "- " * 30, "9" * 5000, "../" * 9, "字" * 3000, "a" * 3000, ": ", "\n\n", "---\n"),
)
ARTICLE = next((ROOT / "content/articles").rglob("000-112.md")).read_text("utf-8")
RECORD = (ROOT / "content/pages/000_055a70a6cdb3e695.yml").read_text("utf-8")
SETTINGS = """\
name: 报
base_url: https://example.org/
featured: [a-1]
language: en
edit_url: https://example.org/{id}
"""
ENTRIES = """\
a:
  name: 甲
  variants: [乙, 丙]
  terms: {丁: 2}
  same_as: [https://example.org/]
  aliases: [b]
not: [戊]
"""
ISSUES = "2020-05-01: {pages: 4}\n江城日报:\n  2020-06-09: {pages: [A1-A8]}\n"
LOG = "a-1: {path: articles/a.md, added: 2020-05-01, words: abc}\n"
QUERY = '"北碚 发展" -title:会议 AND (person:周旭 OR date:2020-04..2020-05) NOT 学校'
SEED = (ROOT / "seeds/000_055a70a6cdb3e695.txt").read_text("utf-8")[:3000]
_HEAD = "<title>渡口</title><meta name=pubdate content=2020-05-01>"
WEB = f"<html><head>{_HEAD}</head><body><h1>渡口</h1><p>{SEED[:500]}</p></body></html>"


def read_text(text: str) -> object:
    (page,) = read_pages("a.txt", text.encode("utf-8", "surrogatepass"))
    return read_page(page.text, page.name, hints=hints_of(page, None))


Parser = tuple[str, Callable[[str], object]]
PARSERS: dict[str, Parser] = {
    "article": (ARTICLE, lambda text: checked_article(text, "a.md")),
    "record": (RECORD, lambda text: checked_record(text, "a.yml")),
    "settings": (SETTINGS, lambda text: parse_settings(text, "site.yml")),
    "issues": (ISSUES, lambda text: parse_issues(text, "issues.yml")),
    "log": (LOG, lambda text: parse_log(text, "log.yml")),
    **{facet: (ENTRIES, partial(parse_authority, file=f"{facet}.yml", facet=facet)) for facet in FACETS},
    "markdown": (ARTICLE, to_html),
    "words": (ARTICLE, plain),
    "query": (QUERY, parse_query),
    "page": (SEED, read_text),
    "web page": (WEB, lambda text: read_pages("a.html", text.encode("utf-8", "surrogatepass"))),
}


def damaged(text: str, chance: random.Random) -> str:
    """`text` with one to six random changes: cut, doubled, moved, or with something odd put in."""
    for _ in range(chance.randint(1, 6)):
        first, last = sorted(chance.choices(range(len(text) + 1), k=2))
        last = min(last, first + chance.choice((1, 3, 20, 200)))
        part = text[first:last]
        new = chance.choice(("", part * 2, part[::-1], chance.choice(ODD), chance.choice(ODD) + part))
        text = text[:first] + new + text[last:]
    return text


def damaged_bytes(data: bytes, chance: random.Random) -> bytes:
    made = bytearray(data)
    for _ in range(chance.choice((1, 4, 30, 300))):
        at = chance.randrange(len(made))
        made[at : at + chance.choice((1, 1, 1, 8))] = chance.randbytes(chance.choice((0, 1, 1, 4)))
    return bytes(made)


def pdfs() -> list[bytes]:
    """Small PDFs, drawn anew."""
    import pymupdf  # noqa: PLC0415 - of the tests, and slow to load

    found = []
    for columns in (1, 3):
        document = pymupdf.open()
        for _ in range(2):
            page = document.new_page()
            for row in range(40):
                for column in range(columns):
                    page.insert_text(
                        (40 + 180 * column, 50 + 15 * row), "县里召开会议，研究工作。", fontname="china-s"
                    )
            page.draw_line((20, 20), (500, 20))
        found += [document.tobytes(deflate=False), document.tobytes(deflate=True)]
    return found


def attempt(call: Callable[[], object]) -> str:
    """`value`, `message`, or what went wrong."""
    began = time.process_time()
    try:
        call()
        outcome = "value"
    except SetupError:
        outcome = "message"
    except Exception as error:  # the point of it
        outcome = (
            "message"
            if type(error) is ValueError and str(error)
            else f"{type(error).__name__}: {error}"[:200]
        )
    return outcome if time.process_time() - began < SLOW else f"slow: {time.process_time() - began:.0f} s"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=[*PARSERS, "pdf"])
    options = parser.parse_args()
    drawn = pdfs() if options.only in (None, "pdf") else []
    names = [options.only] if options.only else [*PARSERS, "pdf"]
    counts, wrong = Counter[str](), Counter[str]()
    end, number = time.monotonic() + 60 * options.minutes, 0
    while time.monotonic() < end:
        number += 1
        chance = random.Random(f"{options.seed}-{number}")
        name = names[number % len(names)]
        if name == "pdf":
            data = damaged_bytes(chance.choice(drawn), chance)
            outcome = attempt(partial(read_pdf, data))
        else:
            sample, parse = PARSERS[name]
            outcome = attempt(partial(parse, damaged(sample, chance)))
        counts[name] += 1
        if outcome not in ("value", "message"):
            wrong[name] += 1
            print(f"{name}, seed {options.seed}-{number}: {outcome}", flush=True)
    for name in names:
        print(f"{name:10} {counts[name]:8,} inputs, {wrong[name]} wrong")
    print(f"{sum(counts.values()):,} inputs, {sum(wrong.values())} wrong")


if __name__ == "__main__":
    main()
