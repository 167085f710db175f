"""One query, one meaning: `queries.json` says what each query means and which of the five pages' articles it
finds. Python's parser and the terminal, the browser's parser and its search are all held to it, and to each
other on random queries."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page

from beibei_site.search.bigrams import fold
from beibei_site.search.date_forms import words_of_date
from beibei_site.search.notes import ENGLISH, Note, in_english
from beibei_site.search.syntax import FIELDS, MAX_DEPTH, MAX_LENGTH, clean, parse_query
from beibei_site.search.tree import And, DateRange, Node, Not, Or, Text, join
from beibei_site.search.whoosh.search import Found, search
from tests.conftest import ROOT, Built
from tests.search.conftest import Modules
from tests.search.evaluate import Tree, ids_of, to_json

CASES = json.loads((ROOT / "tests" / "search" / "queries.json").read_text("utf-8"))
WELL_FORMED, MALFORMED = CASES["well_formed"], CASES["malformed"]
ALL = [*WELL_FORMED, *MALFORMED]
ALL_ARTICLES = 100


def parsed(query: str) -> tuple[Tree | None, list[Note]]:
    found = parse_query(query)
    return to_json(found.tree), list(found.notes)


def parsed_in_script(modules: Modules, queries: list[str]) -> list[tuple[Tree | None, list[Note]]]:
    """The same of the browser's parser."""
    found = modules("parseQuery", [[query] for query in queries])
    return [(one["tree"], [Note(**note) for note in one["notes"]]) for one in found]


def searched_in_browser(page: Page, queries: list[str]) -> list[list[str]]:
    found: list[list[str]] = page.evaluate(
        "text => Promise.all(JSON.parse(text).map(beibei.search))", json.dumps(queries)
    )
    return found


def exact(found: Found) -> list[str]:
    """The ids of the hits, if they are no second choice."""
    return [] if Note("relaxed") in found.notes else sorted(hit.id for hit in found.hits)


def meant(case: dict[str, Any]) -> tuple[Tree | None, list[Note]]:
    return case["tree"], [Note(*note) for note in case["notes"]]


def test_there_are_enough_cases() -> None:
    assert len(WELL_FORMED) >= 110 and len(MALFORMED) >= 40
    assert len({case["query"] for case in ALL}) == len(ALL)
    assert not any(case["notes"] for case in WELL_FORMED)


def test_the_ids_of_the_cases_are_those_of_a_plain_reading(built: Built) -> None:
    for case in ALL:
        assert case["ids"] == ids_of(case["tree"], built.archive), case["query"]


@pytest.mark.parametrize("case", ALL, ids=lambda case: ascii(case["query"]))
def test_the_parser(case: dict[str, Any]) -> None:
    assert parsed(case["query"]) == meant(case)


@pytest.mark.parametrize("case", ALL, ids=lambda case: ascii(case["query"]))
def test_the_terminal_s_search(built: Built, case: dict[str, Any]) -> None:
    assert exact(search(built.folders.index, case["query"], limit=ALL_ARTICLES)) == case["ids"]


def test_the_browser_s_parser(modules: Modules) -> None:
    for case, found in zip(ALL, parsed_in_script(modules, [case["query"] for case in ALL]), strict=True):
        assert found == meant(case), case["query"]


def test_the_browser_s_search(page: Page) -> None:
    page.evaluate("beibei.ranked('從來沒有')")  # finds nothing, so that the variant characters are loaded
    for case, found in zip(ALL, searched_in_browser(page, [case["query"] for case in ALL]), strict=True):
        assert found == case["ids"], case["query"]


def test_both_know_the_same_fields(modules: Modules) -> None:
    assert modules("fields", [[]]) == [FIELDS]


def test_the_documentation_names_every_field_and_its_examples_are_well_formed() -> None:
    text = (ROOT / "docs" / "search.md").read_text("utf-8")
    (rule,) = re.findall(r"\n    field +=([^;]+);", text)
    assert re.findall(r'"([^"]+)"', rule) == list(FIELDS)
    table = text[text.index("| typed | finds |") : text.index("    query ")]
    examples = [e for row in table.split("\n")[2:] for e in re.findall(r"`([^`]+)`", row.split(" | ")[0])]
    assert len(examples) > 15
    for example in examples:
        codes = {note.code for note in parse_query(example).notes}
        assert codes <= ({"empty-field"} if example.endswith(":") else set()), example


def test_the_terminal_and_the_site_have_words_for_every_note() -> None:
    noted = {note[0] for case in MALFORMED for note in case["notes"]} | {"too-long", "too-deep", "relaxed"}
    assert noted == set(ENGLISH)
    template = (ROOT / "templates" / "search.html").read_text("utf-8")
    for code, words in ENGLISH.items():
        (said,) = re.findall(rf' data-{code}="{{{{ _\(\'([^\']+)\'\) }}}}"', template)
        assert said.count("%%s") == words.count("%s"), code
        assert "%s" not in in_english(Note(code, "x"))


NAMES = [*FIELDS, "foo", "TITLE", "constructor"]
PIECES = st.one_of(
    st.sampled_from(
        '( ) " - AND OR NOT “ ” ： （ ） － ＡＮＤ -( -" .. -- and 2020 2020-04 2020-13 2020-04..2021 2020-04-01 二〇二〇年四月 4月1号 4月..5月 \t'.split(
            " "
        )
    ),
    st.sampled_from([f"{name}:" for name in NAMES]),
    st.sampled_from("北碚 绵阳 合作 大会 周旭 王俊 F-16 8:30 碚 十二月一日 。".split()),
    st.text(st.characters(exclude_categories=("Cs", "Cn")), max_size=4),  # other Unicode, other unassigned
)
TYPED = st.lists(st.tuples(PIECES, st.sampled_from(["", " ", " ", "　"])), max_size=14).map(
    lambda pieces: "".join(piece + blank for piece, blank in pieces)
)


@settings(max_examples=100)
@given(st.lists(TYPED, min_size=10, max_size=40))
def test_both_parsers_read_anything_the_same_way(modules: Modules, queries: list[str]) -> None:
    for query, found in zip(queries, parsed_in_script(modules, queries), strict=True):
        assert found == parsed(query), query


@given(st.text(st.characters(), max_size=30))
def test_the_parser_takes_any_string(query: str) -> None:
    for note in parse_query(query).notes:
        assert in_english(note).encode()


WORDS = st.sampled_from(
    "北碚 绵阳 合作 典范 大会 周旭 何庆 习近平 北川铁路 福建商会 碚 4月1日 二〇二〇年 2020-04-01".split()
)
FIELD_TEXTS = st.sampled_from(
    [
        *[("heading", text) for text in "北碚 合作 大会 碚 周旭".split()],
        *[("people", text) for text in "周旭 周 何庆 zhou han-yan".split()],
        *[("topics", text) for text in "北碚 旅游 产业 congress-cppcc".split()],
        *[("places", text) for text in "镇 绵阳 重庆市".split()],
        *[("bodies", text) for text in "区委 公司 学".split()],
        *[("byline", text) for text in "齐宏 曾 霍吕".split()],
        *[("id", text) for text in "000-112 001-69 000".split()],
    ]
)
DAYS = st.sampled_from(["--04-01", "--04-28"])
DATES = st.sampled_from("2020 2023 2020-03 2020-04 2020-04-01 2020-04-28 2023-02-21".split())
LEAVES = st.one_of(
    WORDS.map(Text),
    FIELD_TEXTS.map(lambda pair: Text(pair[1], pair[0])),
    DATES.map(lambda date: DateRange(date, date)),
    DAYS.map(lambda day: DateRange(day, day)),
    DATES.map(lambda date: DateRange(date, "")),
    DATES.map(lambda date: DateRange("", date)),
)


def joined(kind: type[And] | type[Or], nodes: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    return st.lists(nodes, min_size=2, max_size=4).map(lambda clauses: join(kind, clauses) or clauses[0])


def negated(node: Node) -> Node:
    return node.clause if isinstance(node, Not) else Not(node)


TREES: st.SearchStrategy[Node] = st.recursive(
    LEAVES, lambda nodes: st.one_of(joined(And, nodes), joined(Or, nodes), nodes.map(negated)), max_leaves=8
)


def show(node: Node, inside: str = "") -> str:
    """A tree as it can be typed, with no bracket that the precedence makes needless."""
    match node:
        case Text(string, field):
            return f"{field}:{string}" if field else f'"{string}"' if words_of_date(string) else string
        case DateRange(first) if first.startswith("--"):
            return f"date:{first[2:4]}月{first[5:]}日"
        case DateRange(first, last):
            return f"date:{first}" if first == last else f"date:{first}..{last}"
        case Not(clause):
            return f"-{show(clause, 'NOT')}"
        case And(clauses):
            written = " ".join(show(clause, "AND") for clause in clauses)
            return f"({written})" if inside == "NOT" else written
        case Or(clauses):
            written = " OR ".join(show(clause, "OR") for clause in clauses)
            return f"({written})" if inside in ("NOT", "AND") else written


@given(TREES)
def test_what_a_tree_looks_like_is_read_as_that_tree(tree: Node) -> None:
    assert parse_query(show(tree)).tree == tree


@settings(max_examples=50)
@given(st.lists(TREES, min_size=1, max_size=10))
def test_both_searches_find_what_a_plain_reading_finds(built: Built, page: Page, trees: list[Node]) -> None:
    queries = [show(tree) for tree in trees]
    for query, tree, browsed in zip(queries, trees, searched_in_browser(page, queries), strict=True):
        expected = ids_of(to_json(tree), built.archive)
        assert browsed == expected, query
        assert exact(search(built.folders.index, query, limit=ALL_ARTICLES)) == expected, query


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("(" * 1000, ["too-deep", "unclosed-bracket", "empty-brackets"]),
        ("(" * 400 + "北碚" + ")" * 400, ["too-deep"]),
        ("(a OR " * 150 + "北碚" + ")" * 5, ["too-deep", "unclosed-bracket"]),
        ("NOT " * 250 + "北碚", ["too-long", "dangling-operator"]),
        ("-" * 999 + "碚", []),
        ("二〇二〇年" * 20000, ["too-long"]),
        ("a:" * 20000, ["too-long", "unknown-field"]),
        ('"' * 20000, ["too-long", "empty-phrase"]),
    ],
    ids=lambda value: value[:12] if isinstance(value, str) else "",
)
def test_long_and_deep_queries_are_cut_and_said(
    built: Built, modules: Modules, query: str, codes: list[str]
) -> None:
    tree, notes = parsed(query)
    assert [note.code for note in notes] == codes
    assert parsed_in_script(modules, [query]) == [(tree, notes)]
    found = search(built.folders.index, query, limit=ALL_ARTICLES)
    assert exact(found) == ids_of(tree, built.archive)


def test_the_limits_are_those_of_the_notes() -> None:
    assert parse_query("碚" * MAX_LENGTH).notes == ()
    assert parse_query("碚" * MAX_LENGTH + "x").notes == (Note("too-long", str(MAX_LENGTH)),)
    brackets = "(" * MAX_DEPTH + "碚" + ")" * MAX_DEPTH
    assert parse_query(brackets) == parse_query("碚")
    assert parse_query(f"({brackets})").notes == (Note("too-deep", str(MAX_DEPTH)),)


@given(st.text())
def test_what_is_left_of_a_string_is_never_nothing_to_the_index(text: str) -> None:
    """An empty string stands in every text: only an empty query may come to that."""
    assert bool(clean(text).strip()) == bool(fold(text).strip())


@pytest.mark.parametrize(("query", "words"), [("旅游脱贫", ["旅游", "脱贫"]), ("绵阳！！", ["绵阳"])])
def test_the_relaxed_query_is_a_second_choice_and_says_so(
    built: Built, page: Page, query: str, words: list[str]
) -> None:
    expected = ids_of({"and": [{"text": word} for word in words]}, built.archive)
    found = search(built.folders.index, query, limit=ALL_ARTICLES)
    assert found.notes == (Note("relaxed"),) and sorted(hit.id for hit in found.hits) == expected
    assert sorted(page.evaluate("beibei.ranked", query)) == expected and expected


def test_exclusions_and_fields_are_not_relaxed(built: Built, page: Page) -> None:
    query = "旅游脱贫 -周旭大会 OR title:旅游脱贫"
    expected = ids_of({"and": [{"text": "旅游"}, {"text": "脱贫"}]}, built.archive)
    assert sorted(hit.id for hit in search(built.folders.index, query).hits) == expected
    assert sorted(page.evaluate("beibei.ranked", query)) == expected


def test_nothing_is_said_of_a_second_choice_that_finds_nothing(built: Built) -> None:
    found = search(built.folders.index, "绵阳火箭发射")
    assert (found.hits, found.total, found.notes) == ((), 0, ())
