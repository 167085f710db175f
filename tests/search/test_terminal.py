"""The terminal's search over a handful of articles: what is found, in which order, and how a hit is shown."""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beibei_site.chinese.cutter import cutters
from beibei_site.domain.archive import Archive
from beibei_site.domain.model import Article, AuthorityRecord, Credit
from beibei_site.domain.problems import SetupError
from beibei_site.search.bigrams import fold
from beibei_site.search.document import body_text
from beibei_site.search.notes import Note
from beibei_site.search.syntax import parse_query
from beibei_site.search.whoosh.index import build_index
from beibei_site.search.whoosh.schema import cut_words
from beibei_site.search.whoosh.search import search
from beibei_site.search.whoosh.snippets import make_snippet
from beibei_site.search.whoosh.texts import TextFile, write_texts
from tests.search.evaluate import ids_of, to_json

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


def test_a_word_in_the_heading_counts_most(tmp_path: Path) -> None:
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
    assert {hit.id for hit in hits[:2]} == {"title", "deck"} and [hit.id for hit in hits[2:]] == ["body"]
    by_words = search(tmp_path / "whoosh", "铁路", words=True).hits
    assert [hit.id for hit in by_words] == ["title", "deck", "body"]
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
        Article(id=f"c-{n:02}", title=f"第{n}篇", body="夏粮收购") for n in range(18)
    ]  # fmt: skip
    assert build_index(Archive(many), folder, "1") == 18
    assert build_index(Archive(many), folder, "1") == 0
    few = [replace(many[0], body="铁路通车"), *many[2:]]
    assert build_index(Archive(few), folder, "1") == 1
    assert found(folder, "铁路") == ["c-00"] and found(folder, "夏粮") == [a.id for a in many[2:]]
    assert build_index(Archive(few[1:-1]), folder, "1") == 0, "two less: nothing to index"
    assert found(folder, "铁路") == [] and found(folder, "第17篇") == []
    assert build_index(Archive(few[:4]), folder, "1") == 4, "more than a fifth has changed"
    assert build_index(Archive(few[:4]), folder, "2") == 4, "another version of the program"
    assert found(folder, "夏粮") == ["c-02", "c-03", "c-04"]


@pytest.mark.parametrize(
    ("pattern", "data"),
    [
        ("state", b"{"),
        ("state", b'\n{"version": "1"}'),
        ("*/texts-base", b""),
        ("*/texts-base", b"texts 1\n" + bytes(9)),
        ("*/texts-young", b"something else that is long enough"),
    ],
)
def test_a_damaged_index_is_said_to_be_and_made_anew(tmp_path: Path, pattern: str, data: bytes) -> None:
    folder = tmp_path / "whoosh"
    build_index(Archive(ARTICLES), folder, "1")
    (path,) = folder.glob(pattern)
    path.write_bytes(data)
    with pytest.raises(SetupError, match="damaged"):
        search(folder, "夏粮")
    build_index(Archive([*ARTICLES, replace(ARTICLES[0], id="z")]), folder, "1")
    assert "z" in found(folder, "夏粮")


class Planted:
    """Fails the test when it is unpickled."""

    def __reduce__(self) -> tuple[Callable[[str], object], tuple[str]]:
        return pytest.fail, ("a planted file was opened",)


def test_no_file_of_whoosh_is_opened_that_the_build_has_not_written(tmp_path: Path) -> None:
    folder = tmp_path / "whoosh"
    build_index(Archive(ARTICLES), folder, "1")
    for path in (path for path in sorted(folder.glob("*/*")) if not path.name.startswith("texts")):
        before = path.read_bytes()
        for planted in (pickle.dumps(Planted()), b"", before + b"x"):
            if planted != before:
                path.write_bytes(planted)
                with pytest.raises(SetupError, match="damaged"):
                    search(folder, "夏粮", words=True)
        path.write_bytes(before)
    assert search(folder, "夏粮", words=True).total == 4
    path.write_bytes(pickle.dumps(Planted()))
    assert build_index(Archive(ARTICLES), folder, "1") == 4 and search(folder, "夏粮", words=True).total == 4


def test_who_has_not_the_key_cannot_plant_an_index(tmp_path: Path) -> None:
    """Not even with the right digests: those that the state holds are worth nothing without its seal."""
    folder = tmp_path / "whoosh"
    build_index(Archive(ARTICLES), folder, "1")
    (path,) = folder.glob("*/*.toc")
    before = hashlib.sha256(path.read_bytes()).hexdigest().encode()
    path.write_bytes(pickle.dumps(Planted()))
    after = hashlib.sha256(path.read_bytes()).hexdigest().encode()
    state = folder / "state"
    planted = state.read_bytes().replace(before, after)
    for data in (
        planted,
        planted.replace(b'"folder":"', b'"folder":"../whoosh/'),
        planted.partition(b"\n")[2],
    ):
        state.write_bytes(data)
        with pytest.raises(SetupError, match="another user"):
            search(folder, "夏粮", words=True)
    state.write_bytes(planted)
    assert search(folder, "夏粮").total == 4, "texts are only texts"
    assert search(folder, "夏梁").around.nearest == ()
    assert build_index(Archive(ARTICLES), folder, "1") == 4 and search(folder, "夏粮", words=True).total == 4


CHARS = "甲乙aab\n𠀀é\u4e4e\u4e00\u004e\u4e4f"  # halves of some are a character with those of others
BODIES = st.text(CHARS, max_size=12)
STRINGS = st.text(CHARS.replace("\n", ""), min_size=1, max_size=3)


@given(st.lists(st.tuples(BODIES, BODIES), max_size=5), st.lists(STRINGS, max_size=6))
def test_strings_are_found_where_they_stand(
    tmp_path_factory: pytest.TempPathFactory, texts: list[tuple[str, str]], strings: list[str]
) -> None:
    """Places are UTF-16 units, as in the browser, and those that overlap are told, too."""
    path = tmp_path_factory.mktemp("texts") / "texts"
    articles = [Article(id=f"t-{n}", title=title, body=body) for n, (title, body) in enumerate(texts)]
    write_texts(path, Archive(articles), articles)
    file = TextFile.open(path)
    for column, of in (("heading", lambda a: fold(a.heading)), ("body", lambda a: fold(body_text(a)))):
        for string in map(fold, strings):
            whole = {n: places_of(string, of(article)) for n, article in enumerate(articles)}
            assert dict(file.find(column, string)) == {n: places for n, places in whole.items() if places}
        assert [file.text(column, n) for n in range(len(file))] == [of(article) for article in articles]


def places_of(string: str, text: str) -> list[int]:
    starts = (n for n in range(len(text)) if text.startswith(string, n))
    return [len(text[:n].encode("utf-16-le")) // 2 for n in starts]


PIECES = st.sampled_from("夏粮 收购 铁路 通车 粮 aa 𠀀 6月8日 六月八日".split())
EDITS = st.lists(
    st.dictionaries(st.integers(0, 11), st.lists(PIECES, max_size=6).map("".join), max_size=12), max_size=4
)


@settings(max_examples=25)
@given(st.lists(PIECES, min_size=12, max_size=12), EDITS, st.lists(PIECES, min_size=1, max_size=4))
def test_after_any_edits_the_index_finds_what_a_plain_reading_finds(
    tmp_path_factory: pytest.TempPathFactory,
    bodies: list[str],
    edits: list[dict[int, str]],
    sought: list[str],
) -> None:
    """An edit of '' deletes an article."""
    folder = tmp_path_factory.mktemp("edited")
    held = dict(enumerate(bodies))
    for edit in [{}, *edits]:
        held = {n: body for n, body in (held | edit).items() if body}
        archive = Archive(Article(id=f"e-{n:02}", title="标题", body=body) for n, body in held.items())
        build_index(archive, folder, "1")
        for query in (*sought, "".join(sought), " ".join(sought), " OR ".join(sought), f"-{sought[0]}"):
            result = search(folder, query, limit=100)
            ids = [] if Note("relaxed") in result.notes else sorted(hit.id for hit in result.hits)
            assert ids == ids_of(to_json(parse_query(query).tree), archive), query
        for word in ("铁路", "夏粮"):
            ids = sorted(hit.id for hit in search(folder, word, words=True, limit=100).hits)
            assert ids == [a.id for a in archive.articles if word in cut_words(a.body, cutters()[0])]


def test_without_an_index_a_person_is_told_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="no search index yet"):
        search(tmp_path, "夏粮")
