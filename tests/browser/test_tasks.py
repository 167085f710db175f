"""What readers come for, each in at most two clicks: from the start page unless a test says otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import address
from tests.conftest import Built

MOST = 2


@dataclass
class Reader:
    """One in front of a page, whose clicks are counted."""

    page: Page
    clicks: int = 0

    def click(self, what: Locator) -> None:
        what.click()
        self.clicks += 1

    def follow(self, name: str) -> None:
        self.click(self.page.get_by_role("link", name=name, exact=True).first)

    def search(self, text: str) -> None:
        self.page.get_by_role("searchbox").fill(text)
        self.page.keyboard.press("Enter")
        self.page.locator("#hits li").first.wait_for()


@pytest.fixture
def reader(built: Built, page: Page) -> Iterator[Reader]:
    """A reader on the start page; the test fails if it took too many clicks."""
    page.goto(address(built.folders, "index.html"))
    reader = Reader(page)
    yield reader
    assert reader.clicks <= MOST


def test_a_series_is_read_in_order(reader: Reader) -> None:
    reader.follow("北碚—绵阳合作")
    reader.follow("从第一篇读起")
    expect(reader.page.locator(".in-list")).to_contain_text("1 / ")
    expect(reader.page.locator(".pager a[rel=next]")).to_be_visible()


def test_who_held_which_office_when_and_who_came_after(reader: Reader) -> None:
    reader.search("周旭")
    card = reader.page.locator("#cards")
    expect(card).to_contain_text("区委书记")
    reader.click(card.get_by_role("link", name="周旭").first)
    expect(reader.page.locator(".tenures")).to_contain_text("2020")
    reader.click(reader.page.locator(".tenures").get_by_role("link", name="北碚区委书记").first)
    expect(reader.page.locator("main")).to_contain_text("王俊")


def test_a_phrase_is_found_and_cited(reader: Reader) -> None:
    reader.search('"滚石上山的劲头"')
    reader.click(reader.page.locator("#hits li h2 a").first)
    expect(reader.page.locator(".article-text mark").first).to_have_text("滚石上山的劲头")
    expect(reader.page.locator("#cite-gbt")).to_contain_text("出版日期不详")


def test_how_sure_a_text_is_and_what_was_printed(reader: Reader) -> None:
    reader.page.goto(reader.page.url.replace("index.html", "articles/004-96.html"))
    expect(reader.page.locator(".trust summary")).to_contain_text("可信度")
    reader.click(reader.page.locator(".trust summary"))
    expect(reader.page.locator(".trust .facts")).to_contain_text("题名")
    reader.follow("与原文逐行对照")
    expect(reader.page.locator(".beside .raw li").first).to_be_visible()


def test_what_is_missing(reader: Reader) -> None:
    reader.follow("期次")
    expect(reader.page.locator("main")).to_contain_text("期次待考")
    expect(reader.page.locator("main")).to_contain_text("没有一个版面的出版日期是已知的")
    reader.follow("收录情况")
    expect(reader.page.locator("main")).to_contain_text("缺")


def test_a_table_of_all_articles_is_downloaded(reader: Reader) -> None:
    reader.follow("数据与订阅")
    with reader.page.expect_download() as download:
        reader.follow("articles.csv")
    assert download.value.path().read_text("utf-8-sig").startswith("id,")


def test_a_feed_of_what_is_new_is_followed(reader: Reader) -> None:
    reader.follow("新收与改正")
    link = reader.page.get_by_role("link", name="订阅", exact=True)
    assert (link.get_attribute("href") or "").endswith("feeds/new.xml")


def test_hits_are_narrowed_on_a_phone(reader: Reader) -> None:
    page = reader.page
    page.set_viewport_size({"width": 390, "height": 844})
    reader.search("绵阳")
    before = page.get_by_role("status").inner_text()
    reader.click(page.locator("#narrow > summary"))
    reader.click(page.locator("#facets").get_by_role("button", name="颜超"))
    expect(page.get_by_role("status")).not_to_have_text(before)


def test_the_keyboard_alone_finds_an_article(reader: Reader) -> None:
    page = reader.page
    page.keyboard.press("/")
    page.keyboard.type("脱贫攻坚")
    page.keyboard.press("Enter")
    page.locator("#hits li").first.wait_for()
    page.get_by_role("searchbox").press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".article-text mark").first).to_have_text("脱贫攻坚")
    assert not reader.clicks


def test_an_article_is_read_without_scripts(built: Built, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    reader = Reader(context.new_page())
    reader.page.goto(address(built.folders, "index.html"))
    reader.follow("脱贫攻坚")
    reader.click(reader.page.locator(".cards h3 a").first)
    expect(reader.page.locator("#text p").first).to_be_visible()
    assert reader.clicks <= MOST
    context.close()


def test_a_topic_is_printed(reader: Reader) -> None:
    reader.follow("北碚—绵阳合作")
    reader.follow("打印全部")
    reader.page.emulate_media(media="print")
    expect(reader.page.locator("header nav:visible, button:visible, .tools:visible")).to_have_count(0)
    assert reader.page.get_by_role("heading", level=2).count() > 5


def test_a_paragraph_is_linked_to(built: Built, reader: Reader) -> None:
    """From the article on."""
    reader.page.goto(address(built.folders, "articles/000-112.html"))
    paragraph = reader.page.locator("#text p").nth(2)
    paragraph.hover()
    reader.click(paragraph.locator(".here"))
    reader.click(reader.page.locator(".passage button").first)
    expect(reader.page.locator(".passage textarea")).to_have_value(
        f"{address(built.folders, 'articles/000-112.html')}#{paragraph.get_attribute('id')}"
    )
