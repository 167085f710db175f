"""Reading on in the list that one came from, by file:// and without scripts."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import address
from tests.conftest import Built


def own_id(page: Page) -> str:
    return page.url.split("/articles/")[1].split(".html")[0]


@pytest.mark.parametrize("entry", ["topics/beibei-mianyang", "people/zhou-xu"])
def test_the_pager_stays_in_the_list_to_its_end(built: Built, page: Page, entry: str) -> None:
    facet, entry_id = entry.split("/")
    twins_once = [a.id for a in built.archive.fold(built.archive.with_entry(facet, entry_id))]  # type: ignore[arg-type]
    page.goto(address(built.folders, f"{entry}.html"))
    name = page.get_by_role("heading", level=1).inner_text()
    page.locator(".cards h3 a").first.click()
    read = [own_id(page)]
    forth = page.locator(".pager a[rel=next]")
    while len(read) < len(twins_once):
        expect(page.locator(".in-list")).to_contain_text(f"{len(read)} / {len(twins_once)}")
        forth.click()
        page.wait_for_url(re.compile(rf"articles/(?!{read[-1]}\.)"))
        read.append(own_id(page))
    assert read == twins_once
    expect(page.locator(".in-list")).to_contain_text(f"{len(read)} / {len(read)}")
    expect(forth).to_have_count(0)
    page.keyboard.press("ArrowLeft")
    page.wait_for_url(f"**/articles/{read[-2]}.html**")
    page.locator(".in-list").get_by_role("link", name=name).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def test_menu_and_breadcrumbs_show_the_list(built: Built, page: Page) -> None:
    page.goto(address(built.folders, "articles/000-112.html"))
    expect(page.locator(".flag [aria-current]")).to_have_text("日期")
    page.goto(address(built.folders, "topics/culture-tourism.html"))
    page.locator(".cards h3 a", has_text="全区文化和旅游发展大会召开").click()
    expect(page.locator(".flag [aria-current]")).to_have_text("专题")
    expect(page.locator(".breadcrumbs li")).to_have_text(["首页", "专题", "文化旅游"])


def test_the_pager_stays_among_the_hits_of_a_search(built: Built, page: Page) -> None:
    page.goto(address(built.folders, "search/index.html") + "#q=绵阳&sort=date")
    expect(page.locator("#hits li h2 a").nth(5)).to_have_attribute("href", re.compile("hits="))
    hits = page.locator("#hits li h2 a").evaluate_all(
        "links => links.map(a => a.pathname.split('/').at(-1).slice(0, -5))"
    )
    page.locator("#hits li h2 a").first.click()
    for number, found in enumerate(hits, 1):
        expect(page.locator(".in-list")).to_contain_text(f"{number} / ")
        assert own_id(page) == found
        if number < len(hits):
            page.locator(".pager a[rel=next]").click()
            page.wait_for_url(f"**/articles/{hits[number]}.html**")
    expect(page.locator(".flag [aria-current]")).to_have_text("检索")
    expect(page.locator(".article-text mark").first).to_be_visible()
    page.locator(".in-list").get_by_role("link", name="检索“绵阳”").click()
    expect(page.get_by_label("检索全文")).to_have_value("绵阳")
    expect(page.get_by_label("排序")).to_have_value("date")


@pytest.mark.parametrize("where", ["topics/../../x", "https://example.org/x", "topics/beibei-mianyang", "search&hits=a.b"])  # fmt: skip
def test_an_address_that_names_another_list_leaves_the_page_as_it_is(
    built: Built, page: Page, where: str
) -> None:
    """The article is not in it, or it is no list."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address(built.folders, "articles/004-5.html") + f"#in={where}", wait_until="load")
    expect(page.locator(".pager")).to_have_count(1)
    expect(page.locator(".in-list")).to_have_count(0)
    assert not [url for url in asked if "example.org" in url or url.endswith("/x.js")]


def test_without_scripts_an_article_leads_on_in_its_first_topic(built: Built, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    stories = built.archive.fold(built.archive.with_entry("topics", "beibei-mianyang"))
    at = next(n for n, a in enumerate(stories) if n and a.topics[0] == "beibei-mianyang")
    page.goto(address(built.folders, f"articles/{stories[at].id}.html"))
    series = page.get_by_role("navigation", name="专题“北碚—绵阳合作”")
    expect(series).to_contain_text("上一篇")
    series.get_by_role("link", name=stories[at - 1].title, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(stories[at - 1].title)
    context.close()


def test_twins_are_one_entry_that_names_the_other(built: Built, page: Page) -> None:
    page.goto(address(built.folders, "topics/beibei-mianyang.html"))
    expect(page.locator(".also").first).to_have_text("又见于 《四川省绵阳市党政代表团来碚考察》所在的一版")
    titles = page.locator(".cards h3 a").evaluate_all(
        "links => links.map(a => a.pathname.split('/').at(-1).slice(0, -5))"
    )
    assert {"003-170", "003-2"} <= set(titles) and not {"001-159", "001-95"} & set(titles)
