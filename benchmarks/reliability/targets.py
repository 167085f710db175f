"""What reads a file, or what somebody has typed: how it is damaged, and what must hold whatever it holds."""

from __future__ import annotations

import random
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

from beibei_site.content.authority_file import parse_authority
from beibei_site.content.body import parse_body, plain
from beibei_site.content.checks import checked_article, checked_authority, checked_record
from beibei_site.content.frontmatter import render_article
from beibei_site.content.issue_file import parse_issues
from beibei_site.content.page_record import parse_log, render_log, render_record
from beibei_site.content.settings import parse_settings
from beibei_site.content.store import Folders
from beibei_site.domain.model import FACETS, Facet
from beibei_site.domain.problems import SetupError
from beibei_site.parsing.hints import Hints
from beibei_site.parsing.reader import read_page
from beibei_site.parsing.sources.decode import decode
from beibei_site.parsing.sources.seeds import read_pages
from beibei_site.rendering.prose import to_html
from beibei_site.search.syntax import parse_query
from beibei_site.search.whoosh.search import search
from benchmarks.reliability import faults, samples
from benchmarks.reliability.archive import AUTHORITIES
from benchmarks.reliability.damage import (
    damaged,
    damaged_article,
    damaged_bytes,
    damaged_package,
    damaged_yaml,
)

Make, Read = Callable[[random.Random], Any], Callable[[Any], object]
_LIVE = re.compile(
    r"<(?:script|iframe)|<[^>]*\s(?:on\w+=|(?:href|src)=[\"']?\s*(?:javascript|data|vbscript):)", re.I
)


@dataclass(frozen=True, slots=True)
class Target:
    """`share` of 1,000 inputs go to it. `make` draws one; `read` reads it, and raises AssertionError if what
    must hold does not. Any exception but those of the type `message`, written for people, is a fault."""

    name: str
    share: int
    make: Make
    read: Read
    message: type[Exception] | tuple[()] = ()


def _same(parse: Callable[[str], Any], render: Callable[[Any], str], text: str) -> None:
    """What the program writes it reads, and writes again as it was."""
    written = render(parse(text))
    try:
        again = render(parse(written))
    except SetupError as error:
        raise AssertionError(f"what is written is refused: {error}") from error
    assert again == written, "what is written is read as something else"


def _article(text: str) -> None:
    _same(lambda text: checked_article(text, "a.md").value, render_article, text)


def _record(text: str) -> None:
    _same(lambda text: checked_record(text, "a.yml").value, render_record, text)


def _log(text: str) -> None:
    _same(partial(parse_log, file="log.yml"), render_log, text)


def _authority(text: str, facet: Facet) -> None:
    checked_authority(parse_authority(text, f"{facet}.yml", facet), text, f"{facet}.yml")


def _markdown(text: str) -> None:
    assert not _LIVE.search(to_html(text)), "something in it may run"


def _words(text: str) -> None:
    assert plain(text) == parse_body(text).text


def _page(kind: Any, name: str, data: bytes) -> None:
    """Every line that is not blank stands in one place."""
    for page in read_pages(name, data):
        hints = Hints(kind=kind, flowing=page.flowing, furniture=page.furniture, issue=page.issue)
        reading = read_page(page.text, page.name, sheet=page.sheet, hints=hints)
        spans = [*(s for story in reading.stories for s in story.spans), *reading.furniture, *reading.orphans]
        counts = Counter(line for span in spans for line in span)
        assert set(counts.values()) <= {1}, "a line in two places"
        printed = {number for number, line in enumerate(page.text.split("\n"), 1) if line.strip()}
        assert set(counts) == printed, "a line in no place, or a blank one in one"


@cache
def _temporary() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory()  # until the end of this process


@cache
def _index() -> Path:
    """The index of the five pages."""
    root = Path(_temporary().name)
    faults.copy(faults.ROOT / "seeds", root / "seeds")
    (root / "content").mkdir()
    for name in AUTHORITIES:
        faults.copy(faults.ROOT / "content" / name, root / "content" / name)
    assert faults.build_here(root) == 0
    return Folders(root, root / "seeds", root / "content", root / "site").index


def _search(text: str) -> None:
    search(_index(), text, words=len(text) % 2 == 0, limit=3)


def _of(found: Iterable[Any], damage: Callable[[Any, random.Random], Any]) -> Make:
    return lambda chance: damage(chance.choice(tuple(found)), chance)


def _yaml(name: str, share: int, found: Iterable[str], read: Read) -> Target:
    return Target(name, share, _of(found, damaged_yaml), read, SetupError)


def _file(name: str, share: int, make: Make) -> Target:
    return Target(name, share, make, lambda made: _page(*made), ValueError)


TARGETS = (
    Target("article", 181, _of(samples.ARTICLES, damaged_article), _article, SetupError),
    _yaml("record", 100, samples.RECORDS, _record),
    _yaml("settings", 90, (samples.SETTINGS,), partial(parse_settings, file="site.yml")),
    _yaml("issues", 60, (samples.ISSUES,), partial(parse_issues, file="issues.yml")),
    _yaml("log", 60, (samples.LOG,), _log),
    *(
        _yaml(
            facet,
            60,
            (samples.PLACES if facet == "places" else samples.ENTRIES,),
            partial(_authority, facet=facet),
        )
        for facet in FACETS
    ),
    Target("Markdown", 80, _of(samples.ARTICLES, damaged), _markdown),
    Target("words", 40, _of(samples.ARTICLES, damaged), _words),
    Target("query", 70, _of(samples.QUERIES, damaged), parse_query),
    Target("search", 4, _of(samples.QUERIES, damaged), _search),
    Target(
        "encoding", 30, lambda chance: damaged_bytes(samples.text_file(chance)[2], chance), decode, ValueError
    ),
    _file("text", 20, samples.text_file),
    _file("web page", 15, samples.web_page),
    _file("Word file", 7, lambda chance: (None, "a.docx", damaged_package(samples.word_file(), chance))),
    _file("PDF", 7, lambda chance: (None, "a.pdf", damaged_bytes(chance.choice(samples.pdfs()), chance))),
)
