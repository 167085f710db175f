"""Whatever stands in a file that a person writes: it has a value, or it is named with its line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beibei_site.content.authority_file import parse_authority
from beibei_site.content.body import plain
from beibei_site.content.checks import checked_article, checked_record
from beibei_site.content.frontmatter import parse_article, render_article
from beibei_site.content.issue_file import parse_issues
from beibei_site.content.page_record import parse_log
from beibei_site.content.settings import parse_settings
from beibei_site.domain.problems import SetupError

CONTENT = Path(__file__).parent.parent.parent / "content"
ARTICLE = next((CONTENT / "articles").rglob("000-112.md")).read_text("utf-8")
RECORD = (CONTENT / "pages/000_055a70a6cdb3e695.yml").read_text("utf-8")
ENTRIES = "a:\n  name: 甲\n  variants: [乙]\n  terms: {丁: 2}\n  same_as: [https://example.org/]\n  at: [1, 2]\nnot: [戊]\n"
PARSERS: dict[str, tuple[str, Callable[[str], object]]] = {
    "article": (ARTICLE, lambda text: checked_article(text, "a.md")),
    "record": (RECORD, lambda text: checked_record(text, "a.yml")),
    "topics": (ENTRIES, lambda text: parse_authority(text, "topics.yml", "topics")),
    "places": (ENTRIES, lambda text: parse_authority(text, "places.yml", "places")),
    "settings": ("name: 报\nbase_url: https://a.org/\nfeatured: [a]\n", lambda text: parse_settings(text, "site.yml")),
    "issues": ("2020-05-01: {pages: 4}\n报:\n  2020-06-09: {pages: [A1-A8]}\n", lambda text: parse_issues(text, "issues.yml")),
    "log": ("a-1: {path: articles/a.md, added: 2020-05-01}\n", lambda text: parse_log(text, "log.yml")),
    "body": (ARTICLE, plain),
}  # fmt: skip
ODD = st.sampled_from(
    ["&a", "*a", "<<: ", "[" * 30, "{" * 30, "]", "}", "- " * 30, "!!int x", "!!set {a}", ".nan", "1e999", "9" * 5000, "'", '"', "\\", "\0", "\x01",
     "\x85", "\u2028", "\ufeff", "\ufffe", "\U0010ffff", ": ", "#", "|", "---\n", "\t", "\r", "\n\n", "null", "2020-13-45", "1-999999999", "../a", "〔"],
) | st.text(max_size=9)  # fmt: skip


@pytest.mark.parametrize("name", PARSERS)
@settings(max_examples=30)
@given(st.data())
def test_it_is_read_or_named(name: str, data: st.DataObject) -> None:
    text, parse = PARSERS[name]
    for _ in range(data.draw(st.integers(1, 4))):
        first = data.draw(st.integers(0, len(text)))
        text = text[:first] + data.draw(ODD) + text[first + data.draw(st.integers(0, 30)) :]
    try:
        parse(text)
    except SetupError as error:
        assert error.message and error.file
        assert error.line is None or 1 <= error.line <= len(text.splitlines()) + 1


@pytest.mark.parametrize("name", PARSERS)
@settings(max_examples=30)
@given(st.text(max_size=200))
def test_any_text_at_all(name: str, text: str) -> None:
    try:
        PARSERS[name][1](text)
    except SetupError as error:
        assert error.message and error.file


@given(st.text("\0\x01\ufffe\n一 ", max_size=9))
def test_a_text_without_its_control_characters_is_written_as_it_is_read(body: str) -> None:
    article = checked_article(f"---\nid: a\ntitle: 甲\n---\n{body}", "a.md").value
    assert parse_article(render_article(article), "a.md") == article
