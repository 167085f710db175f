"""The finished index is searched for strings of the archive before it is published."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from beibei_site.domain.archive import Archive
from beibei_site.domain.model import Article
from beibei_site.search.browser.export import export_search
from beibei_site.search.browser.scripts import parse_script
from beibei_site.search.browser.shards import Tree
from beibei_site.search.check import check_search, find_exact
from beibei_site.search.date_forms import date_forms

ARTICLES = [
    Article(id=f"a-{n:02}", title=f"第{n}处夏粮收购点", body="稻" * n + "谷满仓。") for n in range(40)
]
FILES = {file.path: file.data for file in export_search(Archive(ARTICLES)).files}
DEAD = FILES | {path: b"beibei.shard(0,{})" for path in FILES if path.startswith("search/i/")}


def test_a_good_index_is_passed_and_so_is_an_empty_archive() -> None:
    assert check_search(Archive(ARTICLES), FILES.__getitem__) == ()
    assert check_search(Archive([]), {}.__getitem__) == ()


def test_a_dead_index_is_named_with_strings_from_the_middle_of_the_text() -> None:
    text = Article(id="a", title="甲乙丙丁戊己庚辛", kicker="子丑", body="一二三四五六七八九\n\n十")
    (problem,) = check_search(Archive([text]), DEAD.__getitem__)
    assert (problem.code, problem.severity) == ("search-broken", "error")
    assert problem.message == "the search does not find a: “丙丁戊己”, a: “三四五六”"
    short = Article(id="a", title="甲乙丙", body="一二三")
    assert check_search(Archive([short]), DEAD.__getitem__) == (), "too short to be a sample"
    (problem,) = check_search(Archive(ARTICLES), DEAD.__getitem__)
    assert problem.message.count("“") == 5


@pytest.mark.parametrize(
    ("string", "numbers"),
    [
        ("夏粮收", range(40)),
        ("处夏粮收购点", range(40)),
        ("第7处夏", [7]),
        ("购夏粮收", []),
        ("夏粮收购处", []),
        ("夏粮收夏粮收", []),
        ("稻" * 38 + "谷满", [38, 39]),
        ("稻" * 39 + "谷", [39]),
    ],
)
def test_a_string_is_found_where_all_of_it_stands(string: str, numbers: Sequence[int]) -> None:
    tree = Tree.parse(parse_script(FILES["search/manifest.js"])[1])
    assert find_exact(string, FILES.__getitem__, tree) == set(numbers)


def test_of_many_articles_twenty_are_looked_for() -> None:
    numbers = {article.id: at for at, article in enumerate(ARTICLES)}
    wrong = [a for a in numbers if check_search(Archive(ARTICLES), FILES.__getitem__, numbers | {a: 99})]
    assert wrong == [article.id for article in ARTICLES[::2]]


def test_a_year_keeps_its_four_digits() -> None:
    assert date_forms("〇九九九年十二月") == ("〇九九九年十二月", "0999年12月")
    assert date_forms("0999年") == ("0999年", "〇九九九年")
