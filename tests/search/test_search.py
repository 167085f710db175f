"""The terminal's search, the browser's search and a plain scan for the string find the same articles."""

from __future__ import annotations

import gzip
import random
import re
from datetime import date
from urllib.parse import quote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from beibei_site.chinese.segmenter import dictionary
from beibei_site.content.store import Folders
from beibei_site.search.bigrams import fold, fold_with_places
from beibei_site.search.date_forms import date_forms
from beibei_site.search.document import searched_text
from beibei_site.search.notes import Note
from beibei_site.search.whoosh.search import search
from tests.conftest import Built

QUERIES = 500


def scan(built: Built, string: str) -> set[str]:
    return {a.id for a in built.archive.articles if fold(string) in fold(searched_text(a))}


def samples(built: Built, count: int) -> list[str]:
    """Strings of one to eight characters from anywhere in the articles, across word borders; and some
    that stand nowhere. None holds a quotation mark: they are sought in quotation marks."""
    chance = random.Random(7)
    found: list[str] = []
    while len(found) < count:
        text = searched_text(chance.choice(built.archive.articles))
        start, length = chance.randrange(len(text)), chance.randint(1, 8)
        string = text[start : start + length]
        if len(found) % 10 == 0:
            string = "".join(chance.sample(string, len(string)))
        if len(string) == length and fold(string) and not set(string) & set('\n"“”'):
            found.append(string)
    return found


def test_terminal_browser_and_scan_agree(built: Built, page: Page) -> None:
    strings = samples(built, QUERIES)
    ours = page.evaluate(
        "async queries => Promise.all(queries.map(beibei.search))", [f'"{s}"' for s in strings]
    )
    for string, in_browser in zip(strings, ours, strict=True):
        expected = scan(built, string)
        assert set(in_browser) == expected, string
        found = search(built.folders.index, f'"{string}"', limit=100)
        exact = set() if Note("relaxed") in found.notes else {hit.id for hit in found.hits}
        assert exact == expected, string


def test_options_narrow(built: Built) -> None:
    wide = search(built.folders.index, "绵阳", limit=100)
    narrow = search(built.folders.index, "绵阳", date_from="2020-04-29", date_to="2020-04-30", limit=100)
    assert 0 < narrow.total < wide.total
    assert all("2020-04-29" <= hit.date <= "2020-04-30" for hit in narrow.hits)


def test_marks_are_whole_phrases(built: Built) -> None:
    for hit in search(built.folders.index, "双城经济圈", limit=100).hits:
        assert hit.marks
        assert {fold(hit.snippet[a:b]) for a, b in hit.marks} == {"双城经济圈"}


@given(st.text(max_size=40))
def test_every_folded_character_has_its_place(text: str) -> None:
    again, places = fold_with_places(text)
    assert again == fold(text) and len(places) == len(again)


def test_traditional_characters_find_simplified_ones(built: Built, page: Page) -> None:
    expected = scan(built, "双城经济圈")
    assert expected and set(page.evaluate("beibei.ranked", "雙城經濟圈")) == expected
    assert {h.id for h in search(built.folders.index, "雙城經濟圈", limit=100).hits} == expected


@pytest.mark.parametrize(
    "query", ["齊宏 OR 疫情", "北碚 -雙城經濟圈", "北碚 AND (綿陽 OR 疫情)", "topic:雙城 OR 疫情"]
)
def test_each_part_of_a_query_may_be_in_traditional_characters(
    built: Built, browser: Browser, query: str
) -> None:
    """Also where another part finds something, so that the whole does."""
    opened = browser.new_page()
    opened.goto((built.folders.output / "search" / "index.html").as_uri())
    expected = [hit.id for hit in search(built.folders.index, query, limit=100).hits]
    assert expected and opened.evaluate("beibei.ranked", query) == expected
    opened.close()


def test_a_character_repeated_is_not_sought_alone(built: Built) -> None:
    assert search(built.folders.index, "碚").total and not search(built.folders.index, "碚碚碚").total


def test_what_is_found_in_a_deck_is_shown(built: Built, browser: Browser) -> None:
    """Beside the hit, and on its page."""
    opened = search_page(built, browser, "#q=周继超出席动员部署会")
    assert opened.locator("#hits .snippet mark").first.inner_text() == "周继超出席动员部署会"
    opened.locator("#hits h2 a").first.click()
    assert opened.locator(".deck mark").inner_text() == "周继超出席动员部署会"
    opened.close()


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("四月二十八日", "4月28日"),
        ("二〇二〇年四月二十八日", "2020年4月28日"),
        ("二○二○年", "2020年"),
        ("4月1号", "4月1号"),
    ],
)
def test_dates_find_each_other_in_either_way(built: Built, page: Page, typed: str, printed: str) -> None:
    expected = scan(built, printed) | scan(built, typed)
    assert set(page.evaluate("beibei.search", f'"{typed}"')) == expected
    found = search(built.folders.index, f'"{typed}"', limit=100)
    assert ({hit.id for hit in found.hits} if expected else set()) == expected


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("双城經濟圈", "双城经济圈"),
        ("「雙城經濟圈」", "双城经济圈"),
        ("绵阳市•重庆市", "绵阳市·重庆市"),
        ("绵阳市・重慶市", "绵阳市·重庆市"),
        ("ａ ｏ ｓ", "AOS"),
        ("２０２０年０４月", "2020年4月"),
        ("二零二零年四月一号", "2020年4月1日"),
        ("四月", "4月"),
        ("北碚\u200b区", "北碚区"),
        ("周　旭", "周 旭"),
        ("一千", "北碚火星"),  # only single characters of it stand in the texts: these are not taken for it
    ],
)
def test_what_is_typed_otherwise_finds_what_is_meant(
    built: Built, page: Page, typed: str, meant: str
) -> None:
    def ids(query: str) -> list[str]:
        return [hit.id for hit in search(built.folders.index, query, limit=100).hits]

    browsed = [set(page.evaluate("query => beibei.ranked(query)", query)) for query in (typed, meant)]
    assert browsed[0] == browsed[1] == set(ids(typed)) == set(ids(meant))
    assert bool(browsed[0]) == (typed != "一千")


@given(st.dates(min_value=date(1900, 1, 1)))
def test_a_date_has_two_forms(day: date) -> None:
    written = f"{day.year}年{day.month}月{day.day}日"
    _, spoken = date_forms(written)
    assert not any(c.isdigit() and c.isascii() for c in spoken)
    assert date_forms(spoken) == (spoken, written)


@pytest.mark.parametrize("text", ["三年行动", "一日之计", "13月1日", "一二三四五年", "123456年"])
def test_what_is_no_date_stays(text: str) -> None:
    assert date_forms(text) == (text,)


def search_page(built: Built, browser: Browser, hash_: str) -> Page:
    opened = browser.new_page()
    opened.goto((built.folders.output / "search" / "index.html").as_uri() + hash_)
    opened.wait_for_function("document.querySelector('#status').textContent !== ''")
    return opened


def test_facets_narrow_combine_and_can_be_undone(built: Built, browser: Browser) -> None:
    opened = search_page(built, browser, "#q=绵阳")
    opened.wait_for_selector("#facets button")
    wide = opened.locator("#status").inner_text()
    chip = opened.locator("#facets button[data-facet=topics]").first
    value, count = chip.get_attribute("data-value"), chip.locator(".count").inner_text()
    chip.click()
    opened.wait_for_selector("#facets button[data-facet=topics][aria-pressed=true]")
    assert opened.locator("#status").inner_text() == f"找到 {count} 篇"
    assert "topics=" in opened.evaluate("location.hash") and value
    opened.locator("#facets button[data-facet=date]").first.click()
    opened.wait_for_selector("#facets button[data-facet=date][aria-pressed=true]")
    opened.reload()
    opened.wait_for_selector("#facets button[data-facet=date][aria-pressed=true]")
    for facet in ("date", "topics"):
        opened.locator(f"#facets button[data-facet={facet}][aria-pressed=true]").first.click()
        opened.wait_for_selector(f"#facets button[data-facet={facet}][aria-pressed=true]", state="detached")
    assert opened.locator("#status").inner_text() == wide
    opened.close()


def test_pinyin_offers_names(built: Built, browser: Browser) -> None:
    opened = search_page(built, browser, "#q=zhouxu")
    opened.locator("#notes").get_by_role("link", name="周旭").click()
    opened.wait_for_selector("#hits mark")
    assert opened.locator("#hits mark").first.inner_text() == "周旭"
    opened.close()


def test_nothing_found_says_what_was_tried(built: Built, browser: Browser) -> None:
    opened = search_page(built, browser, "#q=绵阳火箭发射")
    opened.wait_for_selector("#notes li")
    assert "没有找到" in opened.locator("#status").inner_text()
    assert "绵阳" in opened.locator("#notes").inner_text()
    opened.close()


def test_hits_can_be_put_in_the_order_of_time(built: Built, browser: Browser) -> None:
    opened = search_page(built, browser, "#q=绵阳")
    opened.get_by_label("排序").select_option("date")
    opened.wait_for_function("location.hash.includes('sort=date')")
    opened.reload()
    opened.wait_for_selector("#hits li:nth-child(9)")
    about = opened.locator("#hits .meta").all_inner_texts()
    dates = [[int(part) for part in re.findall(r"\d+", line)[:3]] for line in about if line[:1].isdigit()]
    assert dates == sorted(dates, reverse=True) and dates[0] > dates[-1]
    opened.close()


def test_more_hits_come_below_those_shown(built: Built, browser: Browser) -> None:
    opened = search_page(built, browser, "#q=北碚")
    opened.wait_for_selector("#hits li:nth-child(10)")
    first = opened.locator("#hits h2").all_inner_texts()
    opened.get_by_role("button", name="更多").click()
    opened.wait_for_selector("#hits li:nth-child(20)")
    assert opened.locator("#hits h2").all_inner_texts()[:10] == first and len(first) == 10
    opened.close()


def test_arrows_lead_from_hit_to_hit_and_back_to_the_box(built: Built, browser: Browser) -> None:
    opened = search_page(built, browser, "#q=绵阳 合作")
    opened.wait_for_selector("#hits li:nth-child(9)")
    focused = "() => [...document.querySelectorAll('#q, #hits h2 a')].indexOf(document.activeElement)"
    opened.locator("#q").focus()
    reached = []
    for key in ("ArrowUp", "ArrowDown", "ArrowDown", "ArrowUp", "ArrowUp", *["ArrowDown"] * 12):
        opened.keyboard.press(key)
        reached.append(opened.evaluate(focused))
    assert reached == [0, 1, 2, 1, 0, *range(1, 10), 9, 9, 9]
    opened.close()


@pytest.mark.parametrize("lost", ["manifest", "date"])
def test_a_lost_file_of_the_index_is_named(folders: Folders, browser: Browser, lost: str) -> None:
    (path,) = (folders.output / "search").rglob(f"{lost}.js")
    path.unlink()
    opened = browser.new_page()
    opened.goto((folders.output / "search" / "index.html").as_uri() + "#q=date:2020")
    name = path.relative_to(folders.output / "search").with_suffix("").as_posix()
    opened.get_by_text(f"检索文件读取失败：{name}").wait_for()
    opened.close()


def test_what_was_forgiven_is_said_in_the_language_of_the_site(built: Built, browser: Browser) -> None:
    opened = search_page(built, browser, "#q=" + quote('date:2020-13 $&:绵阳 ("合作'))
    opened.wait_for_selector("#notes li")
    assert opened.locator("#notes li").all_inner_texts()[:4] == [
        "引号没有成对，已在末尾补上。",
        "括号没有成对，已在末尾补上。",
        "“2020-13”不是日期，已略去；日期写成 2020-04-28 或 2020-04。",
        "没有“$&”这个字段，已当作普通的词。",
    ]
    opened.close()


def test_a_query_of_which_nothing_is_left_finds_nothing(built: Built, browser: Browser) -> None:
    opened = search_page(built, browser, "#q=date:2020-13")
    assert opened.locator("#status").inner_text() == "没有找到“date:2020-13”"
    assert opened.locator("#hits li").count() == 0
    opened.close()


def test_every_example_of_the_grammar_page_finds_something(built: Built, browser: Browser) -> None:
    opened = browser.new_page()
    opened.goto((built.folders.output / "search" / "grammar" / "index.html").as_uri())
    links = opened.locator(".examples a").evaluate_all("links => links.map(link => link.href)")
    assert len(links) == 13
    for link in links:
        opened.goto("about:blank")
        opened.goto(link)
        opened.wait_for_selector("#hits li")
    opened.close()


WORDY = st.text("北碚绵阳合作大会代表研究生命起源的科学家2020年4月AOS-Wi.fi，。 𠀀é", max_size=60)


@given(WORDY | st.text(max_size=30))
@example("一\r\n二\n\r")
def test_our_cut_is_that_of_jieba(text: str) -> None:
    lexicon = dictionary()
    assert list(lexicon.cut(text)) == list(lexicon.tokenizer.cut(text))


def test_our_cut_of_the_articles_is_that_of_jieba(built: Built) -> None:
    lexicon = dictionary()
    for article in built.archive.articles:
        text = fold(searched_text(article))
        assert list(lexicon.cut(text)) == list(lexicon.tokenizer.cut(text))


def test_the_engine_is_small(built: Built) -> None:
    engine = next((built.folders.output / "assets").glob("search*.js")).read_bytes()
    assert len(gzip.compress(engine)) <= 10_700
