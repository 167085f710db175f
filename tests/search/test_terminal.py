"""The terminal's search over a handful of articles: what is found, in which order, and how a hit is shown."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beibei_site.domain.archive import Archive
from beibei_site.domain.model import Article, AuthorityRecord, Credit
from beibei_site.domain.problems import SetupError
from beibei_site.search.bigrams import fold
from beibei_site.search.notes import Note
from beibei_site.search.whoosh.formats import PairPositions, WordCounts
from beibei_site.search.whoosh.index import build_index
from beibei_site.search.whoosh.search import make_snippet, search

ZHOU = AuthorityRecord(id="zhou-xu", facet="people", preferred="周旭", variants=("老周",))
RAIL = AuthorityRecord(id="rail", facet="topics", preferred="铁路", names=(("en", "Railways"),))
ARTICLES = [
    Article(id="a-1", title="夏粮收购启动", kicker="颗粒归仓", date="2020-06-08", people=("周旭",),
            body="本报讯 全市夏粮收购工作启动，农户排队卖粮。"),
    Article(id="a-2", title="铁路通车", deck=("老站换新颜",), date="2020-06", topics=("rail",),
            byline=(Credit("记者", "石青"),), body="二〇二〇年六月八日，北川铁路通车。沿线夏粮收购点忙。"),
    Article(id="a-3", title="（无题）", title_from="supplied", date="2019", body="周旭调研夏粮，老周说收购价高。"),
    Article(id="b-1", title="秋粮", body="秋粮入库，夏粮收购已完，收购夏粮的仓满了。"),
]  # fmt: skip
RECORDS = {"people": [ZHOU], "topics": [RAIL]}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("terminal") / "whoosh"
    assert build_index(Archive(ARTICLES, records=RECORDS), folder, "1") == len(ARTICLES)
    return folder


def found(index: Path, query: str, **options: str) -> list[str]:
    result = search(index, query, **options)  # type: ignore[arg-type]
    assert result.total == len(result.hits)
    return sorted(hit.id for hit in result.hits)


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("夏粮收购", ["a-1", "a-2", "b-1"]),
        ("夏粮 收购", ["a-1", "a-2", "a-3", "b-1"]),
        ("夏粮 -周旭", ["a-1", "a-2", "b-1"]),
        ("粮收", ["a-1", "a-2", "b-1"]),
        ("粮", ["a-1", "a-2", "a-3", "b-1"]),
        ("(秋粮 OR 铁路) 收购", ["a-2", "b-1"]),
        ("title:夏粮", ["a-1"]),
        ("title:归仓", ["a-1"]),
        ("title:新颜", ["a-2"]),
        ("person:老周", ["a-1"]),
        ("person:zhou-xu", ["a-1"]),
        ("topic:railways", ["a-2"]),
        ("by:石青", ["a-2"]),
        ("石青", ["a-2"]),
        ("id:a-1", ["a-1"]),
        ("id:a", []),
        ("2020年6月8日", ["a-1", "a-2"]),
        ('"2020年6月8日"', ["a-2"]),
        ("date:2020", ["a-1", "a-2"]),
        ("date:2020-06-08", ["a-1"]),
        ("date:..2019", ["a-3"]),
        ("date:2020-06..", ["a-1", "a-2"]),
        ("NOT 夏粮", []),
        ("", []),
    ],
)
def test_a_query_finds_what_it_describes(index: Path, query: str, ids: list[str]) -> None:
    assert found(index, query) == ids


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        ({"person": "周旭"}, ["a-1"]),
        ({"topic": "rail"}, ["a-2"]),
        ({"topic": "rail", "person": "周旭"}, []),
        ({"date_from": "2020-06-08"}, ["a-1"]),
        ({"date_to": "2019"}, ["a-3"]),
        ({"date_from": "2019", "date_to": "2020-06-07"}, ["a-2", "a-3"]),
    ],
)
def test_options_narrow_and_stand_alone(index: Path, options: dict[str, str], ids: list[str]) -> None:
    assert found(index, "夏粮", **options) == found(index, "", **options) == ids


def test_a_word_in_the_title_counts_most_then_in_the_deck(tmp_path: Path) -> None:
    body = "各地各部门抓好落实。" * 3
    usual = Article(id="body", title="工作", deck=("别的",), body=body + "铁路")
    articles = [
        usual,
        replace(usual, id="deck", deck=("铁路",), body=body + "工作"),
        replace(usual, id="title", title="铁路", body=body + "工作"),
        *(replace(usual, id=f"other-{n}", body=body + "工作") for n in range(5)),
    ]
    build_index(Archive(articles), tmp_path / "whoosh", "1")
    hits = search(tmp_path / "whoosh", "铁路").hits
    assert [hit.id for hit in hits] == ["title", "deck", "body"]
    few = search(tmp_path / "whoosh", "落实", limit=2)
    assert len(few.hits) == 2 and few.total == 8


def test_what_nothing_holds_exactly_is_sought_by_its_words(index: Path) -> None:
    assert search(index, "铁路夏粮").notes == (Note("relaxed"),)
    assert found(index, "铁路夏粮") == ["a-2"]
    assert search(index, "铁路航班").notes == () and found(index, "铁路航班") == []
    assert search(index, "夏粮收购").notes == ()


def test_a_hit_shows_the_article_and_where_it_holds_what_was_sought(index: Path) -> None:
    (hit,) = search(index, "老周").hits[:1]
    assert (hit.id, hit.title, hit.title_from, hit.date) == ("a-3", "（无题）", "supplied", "2019")
    assert hit.path == "articles/undated/a-3.md"
    assert [hit.snippet[first:last] for first, last in hit.marks] == ["老周"]
    (hit,) = search(index, '"2020年6月8日"').hits
    assert [hit.snippet[first:last] for first, last in hit.marks] == ["二〇二〇年六月八日"]


@pytest.mark.parametrize(
    ("text", "sought", "snippet", "marked"),
    [
        ("甲" * 20 + "铁路" + "乙" * 80, ["铁路"], "甲" * 16 + "铁路" + "乙" * 42, ["铁路"]),
        ("题\n甲甲铁路", ["铁路"], "甲甲铁路", ["铁路"]),
        ("铁路\n鐵路", ["铁路"], "铁路 鐵路", ["铁路", "鐵路"]),
        ("北川铁路、铁路", ["北川铁路", "铁路"], "北川铁路、铁路", ["北川铁路", "铁路"]),
        ("铁路铁路", ["铁路"], "铁路铁路", ["铁路", "铁路"]),
        ("铁路", ["航班", "铁路"], "铁路", ["铁路"]),
        ("铁路", ["", "航班"], "铁路", []),
        ("", ["铁路"], "", []),
    ],
)
def test_a_snippet_is_taken_round_the_first_string(
    text: str, sought: list[str], snippet: str, marked: list[str]
) -> None:
    piece, marks = make_snippet(text, sought)
    assert piece == snippet and [piece[first:last] for first, last in marks] == marked


@given(
    st.text("铁路鐵甲\n\u200bＡ㎡", max_size=90),
    st.lists(st.text("铁路甲a", min_size=1, max_size=3), max_size=3),
)
def test_marks_do_not_overlap_and_are_what_was_sought(text: str, sought: list[str]) -> None:
    piece, marks = make_snippet(text, sought)
    assert piece in text.replace("\n", " ") and len(piece) <= 60
    assert all(before[1] <= after[0] for before, after in pairwise(marks))
    assert {fold(piece[first:last]) for first, last in marks} <= {*sought, "m2"}


def test_an_index_is_brought_up_to_date(tmp_path: Path) -> None:
    folder, many = tmp_path / "new" / "whoosh", [
        Article(id=f"c-{n:02}", title=f"第{n}篇", body="夏粮收购") for n in range(15)
    ]  # fmt: skip
    assert build_index(Archive(many), folder, "1") == 15
    assert build_index(Archive(many), folder, "1") == 0
    few = [replace(many[0], body="铁路通车"), *many[2:]]
    assert build_index(Archive(few), folder, "1") == 1
    assert found(folder, "铁路") == ["c-00"] and found(folder, "夏粮") == [a.id for a in many[2:]]
    assert build_index(Archive(few[1:-1]), folder, "1") == 0, "two less: nothing to index"
    assert found(folder, "铁路") == [] and found(folder, "第14篇") == []
    assert build_index(Archive(few[:4]), folder, "1") == 4, "more than a fifth has changed"
    assert build_index(Archive(few[:4]), folder, "2") == 4, "another version of the program"
    (folder / "articles.json").write_text("{", "utf-8")
    assert build_index(Archive(few[:4]), folder, "2") == 4, "not known what it holds"
    assert found(folder, "夏粮") == ["c-02", "c-03", "c-04"]


def test_without_an_index_a_person_is_told_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="no search index yet"):
        search(tmp_path, "夏粮")


def test_what_the_index_holds_of_a_pair_and_a_word_is_read_as_it_was_written() -> None:
    pairs = PairPositions()
    (pair, count, weight, value), *_ = pairs.word_values("双城圈双城", None)
    assert (pair, count, weight) == ("双城", 2, 2.0)
    assert pairs.decode_positions(value) == [0, 3] and pairs.decode_frequency(value) == 2
    assert pairs.decode_positions(pairs.combine([pairs.encode([5, 7]), value])) == [0, 3, 5, 7]
    counts = WordCounts()
    found = {word: (n, weight, held) for word, n, weight, held in counts.word_values("合作，合作会", None)}
    n, weight, held = found["合作"]
    assert (n, weight, counts.decode_frequency(held), counts.decode_weight(held)) == (2, 2.0, 2, 2.0)
