"""Reasons as data: in page records, in both languages, and each of them used."""

from __future__ import annotations

import ast
import pickle
import re
from collections.abc import Iterator
from dataclasses import replace

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from beibei_site.cataloguing.recipe import find_findings
from beibei_site.commands import pipeline
from beibei_site.content.cache import anew
from beibei_site.content.page_record import parse_record, render_record
from beibei_site.content.reading import read_curated
from beibei_site.content.store import Folders
from beibei_site.domain.reasons import CODES, Reason, because
from beibei_site.domain.record import LedgerEntry, PageRecord
from beibei_site.domain.spans import Span
from beibei_site.rendering.sentences import AT_ZERO, SENTENCES, teller
from tests.conftest import ROOT, Built

HAN = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
TEXTS = st.text("北碚、：“” :,-{}[]#&*!|>'\"%@`=~?\\0123.eyn\n\t", max_size=8)
VALUES = (
    TEXTS | st.integers(-99, 99) | st.integers(-99, 99).map(lambda n: n / 10) | st.lists(TEXTS).map(tuple)
)


def reasons_of(code: str) -> st.SearchStrategy[Reason]:
    return st.tuples(*(VALUES for _ in CODES[code])).map(
        lambda v: because(code, **dict(zip(CODES[code], v, strict=True)))
    )


REASONS = st.lists(st.sampled_from(sorted(CODES)).flatmap(reasons_of), max_size=4).map(tuple)


@given(REASONS, REASONS)
def test_a_record_gives_back_the_reasons_that_it_was_given(
    reasons: tuple[Reason, ...], alternatives: tuple[Reason, ...]
) -> None:
    entry = LedgerEntry(
        id="p-1", spans=(Span("p.txt", 1, 3),), path="p", reasons=reasons, alternatives=alternatives
    )
    record = PageRecord(file="p.txt", key="p", articles=(entry,))
    assert parse_record(render_record(record), "p.yml") == record


@given(REASONS)
def test_reasons_survive_the_cache_and_another_process(reasons: tuple[Reason, ...]) -> None:
    remembered = msgspec.json.decode(msgspec.json.encode(reasons), type=tuple[Reason, ...])
    assert repr(remembered) == repr(reasons) == repr(pickle.loads(pickle.dumps(reasons)))  # 3.0 is not 3


def test_reasons_are_compact_and_stable() -> None:
    reasons = (because("headline-below", pairs=12), because("margin", points=0.8), because("no-lead"))
    entry = LedgerEntry(id="p-1", spans=(Span("p.txt", 1, 3),), reasons=reasons)
    assert "    reasons:\n    - {code: headline-below, pairs: 12}\n    - {code: margin, points: 0.8}\n" in (
        render_record(PageRecord(file="p.txt", key="p", articles=(entry,)))
    )


def test_what_is_no_reason_is_left_out() -> None:
    text = """\
file: p.txt
key: p
articles:
  p-1:
    lines: [1-3]
    reasons: [opens with a lead, 7, {code: [a]}, {code: nonsense}, {pairs: 3}, {code: headline-above},
      {code: margin, points: {a: b}}, {code: opens-with-lead}]
"""
    (entry,) = parse_record(text, "p.yml").articles
    assert entry.reasons == (because("opens-with-lead"),)


def in_words(record: str) -> str:
    """A record as version 0.1.0 wrote it before reasons were data: with sentences in English."""
    return re.sub(
        r"^    (reasons|alternatives):\n(?:    (?:- |  ).*\n)+",
        r"    \1: ['headline after body, 4 shared pairs', no lead; the page's habit is headings after]\n",
        record,
        flags=re.M,
    )


def test_a_record_with_sentences_is_read_and_replaced_by_the_next_ingest(folders: Folders) -> None:
    paths = sorted((folders.content / "pages").glob("*.yml"))
    now = [
        path.read_text("utf-8").replace("paper: null", "paper: 北碚报") + "shelfmark: A-12\n"
        for path in paths
    ]
    for path, text in zip(paths, now, strict=True):
        path.write_text(in_words(text), "utf-8")
        assert "shared pairs" in path.read_text("utf-8") and "code:" not in in_words(text)
    assert pipeline.run_publish(folders).problems == ()
    assert len(pipeline.run_review(folders)) == 10
    pipeline.run_ingest(folders)
    assert [path.read_text("utf-8") for path in paths] == now


def test_an_article_of_a_person_says_so(folders: Folders) -> None:
    path = next((folders.content / "articles").rglob("000-112.md"))
    path.write_text(path.read_text("utf-8").replace("reviewed: false", "reviewed: true"), "utf-8")
    pipeline.run_ingest(folders)
    record = (folders.content / "pages" / "000_055a70a6cdb3e695.yml").read_text("utf-8")
    assert record.count("- {code: by-hand}") == 1


# Words ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", sorted(CODES))
def test_a_code_has_a_sentence_with_its_values(code: str) -> None:
    assert set(re.findall(r"%\((\w+)\)s", SENTENCES[code])) == set(CODES[code])
    reason = Reason(code, tuple((name, f"<{name}>") for name in CODES[code]))
    chinese, english = teller("zh-CN")(reason), teller("en")(reason)
    assert HAN.search(chinese) and not HAN.search(english)
    for name in CODES[code]:
        assert f"<{name}>" in chinese and f"<{name}>" in english


def test_no_sentence_is_left_over() -> None:
    assert set(SENTENCES) == set(CODES) >= set(AT_ZERO)


@pytest.mark.parametrize("code", sorted(AT_ZERO))
def test_what_comes_to_nothing_is_said_in_words(code: str) -> None:
    reason = Reason(code, tuple((name, 0) for name in CODES[code]))
    for said in (teller("zh-CN")(reason), teller("en")(reason)):
        assert "0" not in said


def given_reasons() -> Iterator[tuple[str, tuple[str, ...]]]:
    """The code and the names of the values of every call of `because` in the program."""
    for path in (ROOT / "beibei_site").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "because":
                names = tuple(str(keyword.arg) for keyword in node.keywords)
                code = node.args[0]
                for each in (code.body, code.orelse) if isinstance(code, ast.IfExp) else (code,):
                    assert isinstance(each, ast.Constant), path
                    yield each.value, names


def test_the_program_gives_every_reason_with_its_values_and_no_other() -> None:
    assert {(code, names) for code, names in given_reasons()} == set(CODES.items())


def test_the_reasons_and_proposals_of_the_five_pages_are_told_in_both_languages(built: Built) -> None:
    findings = find_findings(built.archive, read_curated(built.folders.content).authorities, anew)
    reasons = {p.why for p in findings.proposals}
    for page in built.archive.pages:
        for entry in page.record.articles:
            reasons |= {*entry.reasons, *entry.alternatives}
    assert len({reason.code for reason in reasons}) > 10
    for reason in reasons:
        blank = replace(reason, values=tuple((name, "x") for name, _ in reason.values))
        assert HAN.search(teller("zh-CN")(reason)) and not HAN.search(teller("en")(blank))
