"""The search page under the reader's hands: what keys, clicks and typing do, and the way back from an article."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import address
from tests.conftest import Built


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that fails the test if the browser reports an error."""
    opened = browser.new_page(viewport={"width": 1280, "height": 900})
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    yield opened
    opened.close()
    assert not errors


def go(page: Page, built: Built, search: str) -> None:
    page.goto(address(built.folders, "search/index.html") + search)
    page.locator("#hits li").first.wait_for()


def test_a_search_begun_on_the_home_page_is_the_way_back_from_an_article(built: Built, page: Page) -> None:
    page.goto(address(built.folders, "index.html"))
    page.get_by_role("searchbox").fill("绵阳 合作")
    page.keyboard.press("Enter")
    page.locator("#hits h2 a[href*=hits]").first.click()
    expect(page.locator(".breadcrumbs li")).to_have_text(["首页", "检索", "绵阳 合作"])
    back = page.locator(".in-list").get_by_role("link", name="检索“绵阳 合作”")
    assert "total" not in str(back.get_attribute("href"))
    back.click()
    expect(page.get_by_label("检索全文")).to_have_value("绵阳 合作")
    page.locator("#hits li").first.wait_for()


@pytest.mark.parametrize(
    ("search", "name"),
    [("#from=2020-04&to=2020-05&sort=date", "2020-04–2020-05"), ("#people=周旭&from=2020", "周旭 · 2020–")],
)
def test_a_search_without_words_is_called_by_what_was_chosen(
    built: Built, page: Page, search: str, name: str
) -> None:
    go(page, built, search)
    page.locator("#hits h2 a[href*=hits]").first.click()
    expect(page.locator(".breadcrumbs li").last).to_have_text(name)


def test_a_slash_is_typed_in_a_date(built: Built, page: Page) -> None:
    go(page, built, "#q=绵阳")
    page.get_by_label("从").press_sequentially("2020/4/28")
    expect(page.get_by_label("从")).to_have_value("2020/4/28")


def test_arrows_elsewhere_are_left_to_the_browser(built: Built, page: Page) -> None:
    go(page, built, "#q=绵阳")
    order = page.get_by_label("排序")
    order.press("ArrowDown")
    expect(order).to_be_focused()
    expect(order).to_have_value("date")
    page.get_by_text("历时").click()
    page.get_by_role("radio", name="次数").press("ArrowDown")
    expect(page.get_by_role("radio", name="每万字")).to_be_focused()
    page.get_by_role("link", name="怎样检索").focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("link", name="怎样检索")).to_be_focused()
    page.get_by_label("检索全文").press("Shift+ArrowDown")
    expect(page.get_by_label("检索全文")).to_be_focused()
