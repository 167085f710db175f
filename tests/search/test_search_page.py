"""The search page under the reader's hands: what keys, clicks and typing do, and the way back from an article."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from beibei_site.search.whoosh.search import search
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


def go(page: Page, built: Built, fragment: str) -> None:
    page.goto(address(built.folders, "search/index.html") + fragment)
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
    ("fragment", "name"),
    [("#from=2020-04&to=2020-05&sort=date", "2020-04–2020-05"), ("#people=周旭&from=2020", "周旭 · 2020–")],
)
def test_a_search_without_words_is_called_by_what_was_chosen(
    built: Built, page: Page, fragment: str, name: str
) -> None:
    go(page, built, fragment)
    page.locator("#hits h2 a[href*=hits]").first.click()
    expect(page.locator(".breadcrumbs li").last).to_have_text(name)


def test_a_hit_shows_punctuation_as_the_article_does(built: Built, page: Page) -> None:
    go(page, built, "#q=王俊主持并讲话")
    shown = page.locator("#hits li p").first.inner_text().removesuffix("…")
    assert "（记者 霍吕）2月16日，" in shown
    page.locator("#hits h2 a").first.click()
    assert shown.split(" ", 1)[1][:60] in page.locator("article p", has_text="2月16日，").first.inner_text()


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


def test_what_is_pressed_after_a_date_was_typed_is_pressed(built: Built, page: Page) -> None:
    """The search has run before the box loses the focus: nothing is replaced between press and release."""
    go(page, built, "#q=绵阳")
    found = page.get_by_role("status")
    before = found.inner_text()
    page.get_by_label("从").press_sequentially("2020-04-28")
    expect(found).not_to_have_text(before)
    page.locator("#facets button[data-facet=topics]").first.wait_for()
    page.locator("#facets button[data-facet=topics]").first.click(delay=50)
    page.locator("#facets button[aria-pressed=true]").wait_for()


def test_what_an_input_method_is_putting_together_is_not_sought(built: Built, page: Page) -> None:
    go(page, built, "#q=绵阳")
    before = page.get_by_role("status").inner_text()
    page.get_by_label("检索全文").focus()
    session = page.context.new_cdp_session(page)
    session.send("Input.imeSetComposition", {"text": "he zuo", "selectionStart": 6, "selectionEnd": 6})
    expect(page.get_by_label("检索全文")).to_have_value("绵阳he zuo")
    page.wait_for_timeout(400)
    expect(page.get_by_role("status")).to_have_text(before)
    session.send("Input.insertText", {"text": " 合作"})
    expect(page.get_by_label("检索全文")).to_have_value("绵阳 合作")
    page.wait_for_url("**#q=*+*")


def test_an_input_method_does_not_filter_names(built: Built, page: Page) -> None:
    page.goto(address(built.folders, "people/index.html"))
    page.get_by_label("筛选").focus()
    session = page.context.new_cdp_session(page)
    session.send("Input.imeSetComposition", {"text": "qq", "selectionStart": 2, "selectionEnd": 2})
    expect(page.get_by_label("筛选")).to_have_value("qq")
    expect(page.locator("#unfiltered")).to_be_visible()
    session.send("Input.insertText", {"text": "周旭"})
    expect(page.locator("#filtered a").first).to_have_text("周旭")


def test_dates_in_the_wrong_order_are_exchanged(built: Built, page: Page) -> None:
    go(page, built, "#q=北碚&from=2023&to=2020")
    expect(page.locator("#notes li")).to_have_text("“2023..2020”先后颠倒，已对调。")


def test_a_search_without_words_that_finds_nothing_says_so(built: Built, page: Page) -> None:
    page.goto(address(built.folders, "search/index.html") + "#from=2025")
    expect(page.get_by_role("status")).to_have_text("没有找到文章")
    expect(page.locator("#narrow")).to_be_hidden()


def test_a_right_name_is_not_respelled(built: Built, page: Page) -> None:
    page.goto(address(built.folders, "search/index.html") + "#q=王俊 周旭")
    expect(page.locator("#notes")).to_contain_text("分开找：")
    expect(page.locator("#notes")).not_to_contain_text("也许是")
    assert search(built.folders.index, "王俊 周旭").around.nearest == ()


def test_back_undoes_what_was_chosen_and_not_what_was_typed(built: Built, page: Page) -> None:
    go(page, built, "#q=绵阳")
    found = page.get_by_role("status")
    before = found.inner_text()
    page.locator("#facets button[data-facet=people]").first.click()
    expect(found).not_to_have_text(before)
    narrowed = found.inner_text()
    page.get_by_label("排序").select_option("date")
    page.wait_for_url("**sort=date**")
    for typed in ("2020", "2020-04-28"):
        page.get_by_label("从").fill(typed)
        page.wait_for_url(f"**from={typed}&**")
    page.go_back()
    expect(page.get_by_label("从")).to_have_value("")
    expect(page.get_by_label("排序")).to_have_value("date")
    page.go_back()
    expect(page.get_by_label("排序")).to_have_value("relevance")
    expect(found).to_have_text(narrowed)
    page.go_back()
    expect(found).to_have_text(before)
    page.get_by_label("检索全文").fill("典范")
    expect(found).to_have_text("找到 6 篇")
    expect(page).to_have_title("“典范” · 检索 · 北碚报纸文献库")
    page.go_back()
    expect(page).not_to_have_title("“绵阳” · 检索 · 北碚报纸文献库")


def test_more_hits_are_gone_on_with_and_are_there_again(built: Built, page: Page) -> None:
    go(page, built, "#q=北碚")
    hits = page.locator("#hits h2 a")
    expect(hits).to_have_count(10)
    page.locator("#hits li").first.evaluate("first => first.dataset.kept = ''")
    page.get_by_role("button", name="更多").press("Enter")
    expect(hits).to_have_count(20)
    expect(hits.nth(10)).to_be_focused()
    expect(page.locator("#hits li[data-kept]")).to_have_count(1)
    page.locator("#hits h2 a[href*=hits]").nth(15).click()
    page.get_by_role("heading", level=1).wait_for()
    page.go_back()
    expect(hits).to_have_count(20)


def test_what_was_chosen_can_be_undone_where_nothing_is_left(built: Built, page: Page) -> None:
    page.goto(address(built.folders, "search/index.html") + "#q=绵阳&people=周旭&from=2025")
    expect(page.get_by_role("status")).to_have_text("没有找到“绵阳”")
    page.locator("#facets button[aria-pressed=true]").click()
    expect(page.locator("#facets button")).to_have_count(0)
    expect(page.locator("#narrow")).to_be_hidden()


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_moves_while_a_search_is_opened(built: Built, page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver(list => list.getEntries().forEach(e => { moved += e.value; }))"
        ".observe({type: 'layout-shift', buffered: true});"
    )
    go(page, built, "#q=周旭")
    page.locator("#hits h2 a[href*=hits]").first.wait_for()
    page.wait_for_timeout(300)
    assert page.evaluate("moved") < 0.02


def test_hits_and_facets_have_dates_as_all_pages_have(built: Built, page: Page) -> None:
    go(page, built, "#q=id:000-112")
    expect(page.locator("#hits .meta")).to_contain_text("2020年4月2日 · ")
    expect(page.locator("#facets .day")).to_have_text("2020年4月2日")
