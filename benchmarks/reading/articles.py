"""The articles that pages are composed of: those of the five pages, and invented ones of other papers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from beibei_site.content import yamltext
from beibei_site.parsing.sources.decode import decode
from beibei_site.parsing.text.spacing import close_heading, close_sentence, join_lines

ROOT = Path(__file__).parent.parent.parent
SOURCE = Path(__file__).with_name("articles.txt")


@dataclass(frozen=True, slots=True)
class Composed:
    """One article with the truth about it. A part of the body that begins with `## ` is a crosshead."""

    name: str
    headline: str
    kicker: str
    deck: tuple[str, ...]
    byline: tuple[str, ...]
    body: tuple[str, ...]
    closing: str = ""


def invented() -> list[Composed]:
    """The articles in `articles.txt`: fields as `key: value`, then the paragraphs, parted by `====`."""
    return [_parse(number, text) for number, text in enumerate(SOURCE.read_text("utf-8").split("\n====\n"))]


def _parse(number: int, text: str) -> Composed:
    lines = [line for line in text.strip().split("\n") if line]
    fields = dict(
        line.split(": ", 1) for line in lines if re.match(r"(?:headline|kicker|deck|byline|closing): ", line)
    )
    body = tuple(line for line in lines if not re.match(r"(?:headline|kicker|deck|byline|closing): ", line))
    return Composed(
        name=f"x{number}",
        headline=fields.get("headline", ""),
        kicker=fields.get("kicker", ""),
        deck=(fields["deck"],) if "deck" in fields else (),
        byline=tuple(fields.get("byline", "").split()),
        body=body,
        closing=fields.get("closing", ""),
    )


def of_the_five_pages() -> list[Composed]:
    """The whole articles of the five pages, by the hand-made reading: no lacunae, no infographic."""
    gold = yamltext.parse_mapping((ROOT / "tests/gold/seeds.yaml").read_text("utf-8"), "seeds.yaml")
    found = []
    for file, page in gold.items():
        lines = decode((ROOT / "seeds" / file).read_bytes())[0].split("\n")
        for article in page["articles"]:
            if not article.get("cut") and not article.get("sections") and article.get("headline"):
                found.append(_from_gold(f"{file[:3]}{article['id']}", article, lines))
    return found


def _from_gold(name: str, article: dict[str, list[str]], lines: list[str]) -> Composed:
    def words(ranges: list[str]) -> str:
        return close_sentence(join_lines(x.strip() for x in _lines(ranges, lines)), wrapped=True)

    def heading(key: str) -> str:
        return close_heading(" ".join(x.strip("# ") for x in _lines(article.get(key, []), lines)))

    body = [
        (int(str(p[0]).split("-")[0]), re.sub(r"（下转.版）", "", words(p))) for p in article["paragraphs"]
    ]
    body += [(int(s), "## " + close_heading(lines[int(s) - 1].strip())) for s in article.get("subheads", [])]
    ordered = [text for _, text in sorted(body)]
    closing = " ".join(x.strip() for x in _lines(article.get("credits", []), lines))
    decks = tuple(close_heading(x.strip()) for x in _lines(article.get("deck", []), lines) if x.strip())
    return Composed(
        name, heading("headline"), heading("kicker"), decks, tuple(article["byline"]), tuple(ordered), closing
    )


def _lines(ranges: list[str], lines: list[str]) -> list[str]:
    found = []
    for item in ranges:
        first, _, last = str(item).split(":")[0].partition("-")
        found += lines[int(first) - 1 : int(last or first)]
    return found
