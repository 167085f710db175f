"""Cards, dates, spellings and trends on the search page, opened from the disk."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from beibei_site.domain.archive import Archive
from beibei_site.domain.findings import Findings, OfficeHeld
from beibei_site.domain.issue import Printed
from beibei_site.domain.model import Article, AuthorityRecord
from beibei_site.search.beside.cards import card_table
from beibei_site.search.document import searched_text
from tests.conftest import Built

ZHOU = AuthorityRecord(
    id="zhou-xu",
    facet="people",
    preferred="周旭",
    variants=("周旭旭",),
    aliases=("zx-old",),
    names=(("en", "Zhou"),),
)
ZHAO = AuthorityRecord(id="zhao-xin", facet="people", preferred="赵欣")
QING = AuthorityRecord(id="chongqing", facet="places", preferred="重庆")
ARTICLES = (
    Article(id="a", title="甲", date="2020-04", people=("周旭",), places=("重庆",), issued="2020-05-01"),
    Article(id="b", title="乙", date="2020-04-02~", people=("周旭", "赵欣"), issued="2020-05-01"),
    Article(id="c", title="丙", issued="2020-06"),  # of no day: there is no page of that issue
)
ARCHIVE = Archive(ARTICLES, records={"people": [ZHOU, ZHAO], "places": [QING]})
OFFICE = OfficeHeld("区委书记", "2020-04", "2020-04", ("a",))


@pytest.mark.parametrize("key", ["周旭", "周旭旭", "zhou-xu", "zx-old", "zhou", "zhouxu", "zhouxuxu", "zxx"])
def test_a_card_is_found_by_every_name(key: str) -> None:
    assert card_table(ARCHIVE, Findings(), "zh-CN")[key] == ["=people/zhou-xu"]


def test_a_card_says_what_is_known() -> None:
    table = card_table(ARCHIVE, Findings(offices={"zhou-xu": (OFFICE,)}), "en")
    offices = [["区委书记", "2020-04", "2020-04"]]
    assert table["=people/zhou-xu"] == ["Zhou", 2, "2020-04", "2020-04-02", offices, "周旭\n周旭旭"]
    assert table["=people/zhao-xin"] == ["赵欣", 1, "2020-04-02", "2020-04-02", [], ""]
    assert table["zx"] == ["=people/zhou-xu", "=people/zhao-xin"]  # the one with more articles first
    assert table["chongqing"] == ["=places/chongqing"]
    assert table["2020-05-01"] == ["=issues/2020-05-01"] and table["=issues/2020-05-01"][1] == 2
    assert "2020-06" not in table
    assert ARCHIVE.issue_of(ARTICLES[0]).issued == Printed("2020-05-01", "curator")


@pytest.fixture(params=[320, 1280])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A narrow and a wide page that fail the test if the browser reports an error or they are too wide."""
    opened = browser.new_page(viewport={"width": request.param, "height": 900})
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    yield opened
    root = "document.documentElement"
    assert opened.evaluate(f"{root}.scrollWidth <= {root}.clientWidth") and not errors
    opened.close()


def go(page: Page, built: Built, query: str, more: str = "") -> None:
    page.goto("about:blank")
    page.goto((built.folders.output / "search" / "index.html").as_uri())
    page.evaluate("hash => { location.hash = hash; }", f"q={query}{more}")


@pytest.mark.parametrize(
    "query", ["周旭", "zhouxu", "zhou xu", "zx", "ZhouXu", "person:周旭", '"周旭"', "zhou-xu"]
)
def test_a_person_has_a_card_that_leads_to_the_page(built: Built, page: Page, query: str) -> None:
    go(page, built, query)
    card = page.locator("#cards > li").first
    expect(card.locator("h2")).to_have_text("人物 周旭")
    expect(card).to_contain_text("8 篇 · 2020年3月30日 – 2020年4月30日")
    expect(card.locator(".offices")).to_contain_text("区委书记")
    card.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("周旭")


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("北碚區", "地点 北碚区"),
        ("北碚", "地点 北碚区"),
        ("mianyang", "地点 绵阳市"),
        ("区委", "机构 北碚区委"),
    ],
)
def test_what_has_a_page_has_a_card(built: Built, page: Page, query: str, name: str) -> None:
    go(page, built, query)
    expect(page.locator("#cards h2").first).to_have_text(name)


@pytest.mark.parametrize(
    ("query", "path", "count"),
    [
        ("2020-04-28", "dates/2020/04.html#28", 7),
        ("二〇二〇年四月二十八日", "dates/2020/04.html#28", 7),
        ("4月28日", "dates/2020/04.html#28", 7),
        ("2020年4月", "dates/2020/04.html", 17),
        ("date:2020-04", "dates/2020/04.html", 17),
    ],
)
def test_a_date_has_a_card_and_finds_its_articles(
    built: Built, page: Page, query: str, path: str, count: int
) -> None:
    go(page, built, query)
    link = page.locator("#cards").get_by_role("link")
    expect(link).to_have_count(1)
    assert str(link.get_attribute("href")).endswith(f"/{path}")
    expect(page.locator("#cards .meta")).to_have_text(f"{count} 篇")
    found = page.locator("#status").inner_text()
    assert int(re.findall(r"\d+", found)[0]) >= count


def test_another_word_has_no_card_and_takes_the_last_one_away(built: Built, page: Page) -> None:
    go(page, built, "周旭")
    expect(page.locator("#cards > li")).to_have_count(1)
    page.get_by_label("检索全文").fill("典范")
    expect(page.locator("#status")).to_have_text("找到 6 篇")
    expect(page.locator("#cards > li")).to_have_count(0)


@pytest.mark.parametrize("query", ["constructor", "__proto__"])
def test_what_every_object_has_is_a_word_as_any_other(built: Built, page: Page, query: str) -> None:
    go(page, built, query)
    expect(page.locator("#status")).to_have_text(f"没有找到“{query}”")
    expect(page.locator("#notes")).to_have_text("其中没有一个词见于本库。")


@pytest.mark.parametrize(
    ("query", "offer"), [("绵杨", "绵阳"), ("合作 绵杨", "合作 绵阳"), ("双成经济圈", "双城经济圈")]
)
def test_a_slip_is_offered_in_its_right_spelling(built: Built, page: Page, query: str, offer: str) -> None:
    go(page, built, query)
    link = page.locator("#notes").get_by_role("link", name=offer, exact=True)
    count = link.locator("xpath=..").locator(".count").inner_text()
    link.click()
    expect(page.locator("#status")).to_have_text(f"找到 {count} 篇")
    expect(page.locator("#hits mark").first).to_be_visible()


def test_what_is_not_found_is_taken_apart_into_words(built: Built, page: Page) -> None:
    go(page, built, "绵阳火箭发射")
    expect(page.locator("#notes")).to_contain_text("分开找：")
    assert page.locator("#notes li").all_inner_texts()[1:] == ["绵阳 9", "火箭发射 0"]
    go(page, built, "火星探测器登陆")
    expect(page.locator("#notes")).to_have_text("其中没有一个词见于本库。")


def test_dates_narrow_a_search_and_stand_alone(built: Built, page: Page) -> None:
    go(page, built, "北碚")
    expect(page.locator("#status")).to_have_text("找到 20 篇")
    page.get_by_label("从").fill("2020年4月28日")
    page.get_by_label("到").fill("2020-04")
    page.get_by_label("到").press("Enter")
    within = [a for a in built.archive.articles if "2020-04-28" <= a.date < "2020-05"]
    number = sum("北碚" in searched_text(article) for article in within)
    expect(page.locator("#status")).to_have_text(f"找到 {number} 篇")
    page.reload()
    expect(page.locator("#status")).to_have_text(f"找到 {number} 篇")
    page.get_by_label("检索全文").fill("")
    expect(page.locator("#status")).to_have_text(f"找到 {len(within)} 篇")
    page.get_by_label("到").fill("昨天")
    page.get_by_label("到").press("Enter")
    expect(page.locator("#notes")).to_contain_text("“昨天”不是日期")


def test_facets_are_above_the_hits_on_a_phone_and_open_on_a_wide_screen(built: Built, page: Page) -> None:
    go(page, built, "绵阳")
    page.locator("#hits li").first.wait_for()
    is_wide = (page.viewport_size or {"width": 0})["width"] > 1000
    narrow = page.locator("#narrow")
    assert narrow.evaluate("details => details.open") == is_wide
    top = narrow.evaluate("details => details.getBoundingClientRect().top")
    assert top <= page.locator("#hits").evaluate("hits => hits.getBoundingClientRect().top") < 900
    if not is_wide:
        page.get_by_text("筛选").click()
    page.locator("#facets button[data-facet=topics]").first.click()
    page.locator("#facets button[aria-pressed=true]").wait_for()


def test_the_trend_of_a_word_is_that_of_a_plain_count(built: Built, page: Page) -> None:
    go(page, built, "绵阳 合作")
    page.get_by_text("历时").click()
    page.locator("#chart tbody tr").first.wait_for()
    rows = page.locator("#chart tbody tr").all()
    assert len(rows) == 3
    for row in rows:
        period, chars, *numbers = row.locator("th, td").all_inner_texts()
        texts = [searched_text(a) for a in built.archive.articles if a.date.startswith(period)]
        assert int(chars) == sum(len(re.sub(r"\s", "", text)) for text in texts)
        for word, count, share in zip(["绵阳", "合作"], numbers[::2], numbers[1::2], strict=True):
            assert int(count) == sum(re.sub(r"[^\S\n]", "", text).count(word) for text in texts)
            assert float(share) == pytest.approx(10000 * int(count) / int(chars), abs=0.006)
    chart = page.locator("#chart svg[role=img]")
    assert "次数以 2020-04 为最高" in str(chart.get_attribute("aria-label"))
    page.get_by_label("每万字").check()
    assert "每万字以 2020-04 为最高" in str(page.locator("#chart svg").get_attribute("aria-label"))


def test_the_empty_page_has_examples_that_find_something(built: Built, page: Page) -> None:
    go(page, built, "")
    links = page.locator("#start a")
    queries = links.all_inner_texts()
    assert len(queries) >= 12 and "人物:习近平" in queries
    for query in queries:
        go(page, built, "")
        page.locator("#start").get_by_role("link", name=query, exact=True).click()
        page.locator("#hits li, #cards li").first.wait_for()
        expect(page.locator("#start")).to_be_hidden()


def test_a_search_is_a_link(built: Built, page: Page) -> None:
    go(page, built, "绵阳", "&from=2020-04")
    page.locator("#hits li").first.wait_for()
    saved = str(page.get_by_role("link", name="这次检索的链接").get_attribute("href"))
    page.get_by_role("button", name="复制链接").click()
    expect(page.locator("#copy")).to_have_text("已复制")
    expect(page.locator("#address")).to_have_text("这次检索的链接")
    status = page.locator("#status").inner_text()
    page.goto("about:blank")
    page.goto(saved)
    expect(page.locator("#status")).to_have_text(status)


def test_a_slash_and_the_menu_lead_into_the_box(built: Built, page: Page) -> None:
    home = (built.folders.output / "index.html").as_uri()
    page.goto(home)
    page.get_by_role("navigation").get_by_role("link", name="检索").click()
    expect(page.locator("#q")).to_be_focused()
    page.goto((built.folders.output / "dates" / "index.html").as_uri())
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    page.locator("#start a").first.focus()
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
