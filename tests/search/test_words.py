"""Whole words: how they are cut, how Whoosh's index of them is written, and what `--words` finds."""

from __future__ import annotations

import gc
import random
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from whoosh import query as wq
from whoosh.filedb.filestore import FileStorage
from whoosh.index import Index

from beibei_site.chinese.cutter import Cutter, cutters
from beibei_site.domain.archive import Archive
from beibei_site.domain.model import Article, AuthorityRecord, Credit
from beibei_site.domain.problems import SetupError
from beibei_site.search.document import searched_text
from beibei_site.search.whoosh.bulk import Document, agrees_with_whoosh, write_segment, write_stock
from beibei_site.search.whoosh.index import build_index
from beibei_site.search.whoosh.inverted import Inverted, invert
from beibei_site.search.whoosh.schema import WORD_FIELDS, build_schema, cut_words, to_document
from beibei_site.search.whoosh.search import search
from benchmarks.search.corpus import make_archive
from tests.conftest import Built

BOTH = pytest.mark.parametrize("cutter", cutters(), ids=lambda cutter: cutter.name)
ZHOU = AuthorityRecord(id="zhou-xu", facet="people", preferred="周旭", variants=("老周",))


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("华人", ["w-1"]),
        ("中华人民共和国", ["w-2"]),
        ("华人 -铁路", []),
        ("华人 OR 铁路", ["w-1", "w-2"]),
        ("铁路华人", ["w-1"]),
        ("title:铁路", ["w-2"]),
        ("title:通车", []),
        ("person:老周", ["w-1"]),
        ("person:老", ["w-1"]),
        ("person:.*", []),
        ("by:石", ["w-2"]),
        ("id:w-2", ["w-2"]),
        ("date:2020", ["w-1"]),
        ("date:6月8日", ["w-1"]),
        ("二〇一九年", ["w-2"]),
        ("，", []),
        ("", []),
    ],
)
def test_whole_words_as_jieba_cuts_them(
    tmp_path_factory: pytest.TempPathFactory, query: str, ids: list[str]
) -> None:
    articles = [
        Article(id="w-1", title="侨乡", date="2020-06-08", people=("周旭",), body="许多华人乘坐铁路回乡。"),
        Article(id="w-2", title="铁路", byline=(Credit("记者", "石青"),), body="中华人民共和国成立。2019年通车。"),
    ]  # fmt: skip
    folder = tmp_path_factory.mktemp("words")
    build_index(Archive(articles, records={"people": [ZHOU]}), folder, "1")
    assert sorted(hit.id for hit in search(folder, query, words=True).hits) == ids


TERMS = st.lists(st.text("甲乙a\U00020000\uffff", min_size=1, max_size=2), max_size=6)


@given(st.lists(TERMS, max_size=6))
def test_postings_are_those_of_a_plain_count(lists: list[list[str]]) -> None:
    counts = [Counter(one) for one in lists]
    expected = []
    for term in sorted({term for one in lists for term in one}, key=str.encode):
        articles = [number for number, one in enumerate(counts) if term in one]
        expected.append((term, articles, [counts[number][term] for number in articles]))
    assert list(invert(lists)) == expected


def documents_of(archive: Archive) -> list[Document]:
    return [to_document(archive, article, cutters()[0]) for article in archive.articles]


def hits(index: Index, query: wq.Query) -> list[tuple[str, float]]:
    with index.searcher() as searcher:
        return [(hit["id"], hit.score) for hit in searcher.search(query, limit=None)]


def test_a_segment_written_at_once_is_read_as_one_by_whoosh_itself(tmp_path: Path) -> None:
    """The same hits with the same scores for random queries, before and after an update by Whoosh's writer."""
    assert agrees_with_whoosh()
    documents, chance = documents_of(make_archive(300)), random.Random(4)
    stores = (FileStorage(str(tmp_path / name)).create() for name in ("ours", "stock"))
    ours, stock = (store.create_index(build_schema()) for store in stores)
    for start in (0, 200):  # two segments
        write_segment(ours, documents[start : start + 200])
        write_stock(stock, documents[start : start + 200])
    with ours.reader() as reader:
        terms = sorted(reader.all_terms())
        with stock.reader() as other:
            assert terms == sorted(other.all_terms())
    terms = [(field, text) for field, text in terms if field in (*WORD_FIELDS, "places", "date")]
    for _ in range(2):
        for _ in range(60):
            drawn = chance.sample(terms, 4)
            leaves = [wq.Term(field, text.decode(), boost=chance.choice((1, 4))) for field, text in drawn]
            common = [wq.Term("body", word) for word in chance.sample(["的", "在", "和", "一事"], 2)]
            query = wq.Or([wq.And([leaves[0], common[0]]), wq.Or(leaves[1:]), wq.And(common)])
            assert hits(ours, query) == hits(stock, query)
        for index in (ours, stock):
            with index.writer() as writer:
                writer.update_document(**{**documents[7], "body": ["铁路", "通车"]})
                writer.delete_by_term("id", str(documents[210]["id"]))


def test_words_of_articles_that_are_written_do_not_stay_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoosh's writers refer to themselves, and a build works without Python's collector."""

    def held_after(at_once: int) -> int:
        gc.collect()
        monkeypatch.setattr("beibei_site.search.whoosh.index._AT_ONCE", at_once)
        build_index(make_archive(60), tmp_path / f"{at_once}", "1")
        return sum(isinstance(one, Inverted) for one in gc.get_objects())

    gc.disable()
    try:
        assert held_after(10) == held_after(60) > 0
    finally:
        gc.enable()


def test_both_cut_the_articles_the_same_way_but_for_latin_letters_and_digits(built: Built) -> None:
    fast, slow = cutters()
    for article in built.archive.articles:
        one, other = (Counter(cut_words(searched_text(article), cutter)) for cutter in (fast, slow))
        assert all(word.isascii() for word in (one - other) + (other - one)), article.id


@BOTH
def test_what_cut_the_index_cuts_the_query(tmp_path: Path, cutter: Cutter) -> None:
    """F-16 is one word to rjieba and two to jieba."""
    archive = Archive([Article(id="f-1", title="战机", body="两架F-16飞过。")])
    build_index(archive, tmp_path, "1", cutter)
    assert [hit.id for hit in search(tmp_path, "F-16", words=True).hits] == ["f-1"]
    other = next(one for one in cutters() if one != cutter)
    assert cut_words("F-16", cutter) != cut_words("F-16", other)
    assert build_index(archive, tmp_path, "1", cutter) == 0
    assert build_index(archive, tmp_path, "1", other) == 1, "cut by another: made anew"


def test_an_index_that_was_cut_by_what_is_not_installed_says_so(tmp_path: Path) -> None:
    gone = Cutter("rjieba 0.0.0", list)
    build_index(Archive([Article(id="a-1", title="战机")]), tmp_path, "1", gone)
    assert search(tmp_path, "战机").total == 1, "strings need no words"
    with pytest.raises(SetupError, match=r"cut by rjieba 0\.0\.0, which is not installed"):
        search(tmp_path, "战机", words=True)
