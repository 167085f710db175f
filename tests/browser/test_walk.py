"""A reader's walk through the site in a real browser, opened by file:// and under a sub-path of a host."""

from __future__ import annotations

import functools
import http.server
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import Built


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module", params=["file", "host"])
def home(
    request: pytest.FixtureRequest, built: Built, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    if request.param == "file":
        yield (built.folders.output / "index.html").as_uri()
        return
    root = tmp_path_factory.mktemp("host")
    shutil.copytree(built.folders.output, root / "some" / "where")
    handler = functools.partial(_Quiet, directory=str(root))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/some/where/index.html"
        server.shutdown()


def test_a_walk(home: str, page: Page) -> None:
    page.goto(home)
    page.get_by_role("link", name="周旭", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("周旭")
    page.locator(".cards").get_by_role("link", name="全区文化和旅游发展大会召开").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("全区文化和旅游发展大会召开")
    page.get_by_label("著录").get_by_role("link", name="文化旅游").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("文化旅游")
    page.go_back()
    page.get_by_role("link", name="2020年4月2日").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("2020年4月")
    page.get_by_role("link", name="全区文化和旅游发展大会召开").click()
    page.get_by_role("link", name="期次待考的一版").click()
    expect(page.locator("tr:target")).to_contain_text("本报讯（记者 齐宏）4 月 2 日，2020")
    page.locator("tbody:has(tr:target)").get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("全区文化和旅游发展大会召开")


def test_an_article_is_found_by_search(home: str, page: Page) -> None:
    page.goto(home)
    page.get_by_role("searchbox").fill("北川铁路复建")
    page.get_by_role("button", name="检索").click()
    hit = page.locator("#hits li").first
    expect(hit.locator("mark").first).to_have_text("北川铁路复建")
    expect(page.get_by_role("status")).to_have_text("找到 1 篇")
    hit.get_by_role("link").click()
    expect(page.locator(".article-text mark").first).to_have_text("北川铁路复建")


def test_hits_come_as_one_types_and_facets_narrow(home: str, page: Page) -> None:
    page.goto(home.replace("index.html", "search/index.html"))
    page.get_by_role("searchbox").press_sequentially("绵阳")
    expect(page.locator("#hits li").first).to_be_visible()
    before = page.get_by_role("status").inner_text()
    page.locator("#facets").get_by_role("button", name="颜超").click()
    expect(page.get_by_role("status")).not_to_have_text(before)
    assert "people=" in page.url and "q=" in page.url
    narrowed = page.get_by_role("status").inner_text()
    page.reload()
    expect(page.get_by_role("status")).to_have_text(narrowed)
    page.locator("#facets").get_by_role("button", name="颜超").click()
    expect(page.get_by_role("status")).to_have_text(before)


def test_the_keyboard_is_enough(home: str, page: Page) -> None:
    page.goto(home.replace("index.html", "search/index.html") + "#q=脱贫攻坚")
    expect(page.locator("#hits li").first).to_be_visible()
    page.locator("h1").click()
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#hits li h2 a").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".article-text mark").first).to_have_text("脱贫攻坚")


def test_without_javascript_search_leads_on(home: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(home.replace("index.html", "search/index.html"))
    page.locator("noscript a", has_text="人物").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("人物")
    context.close()


@pytest.mark.parametrize("width", [360, 1280])
def test_no_page_is_wider_than_the_screen(built: Built, browser: Browser, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    for path in sample_pages(built.folders.output):
        page.goto(path.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    page.close()


def sample_pages(output: Path) -> list[Path]:
    """One page of every kind, and the longest articles."""
    names = [
        "index.html",
        "404.html",
        "issues/unknown.html",
        "dates/2020.html",
        "about",
        "search",
        "review",
        "people",
        "topics",
        "sources",
        "issues",
        "coverage",
        "dates",
    ]
    pages = ["dates/2020/04", "people/zhou-xu", "topics/beibei-mianyang", "sources/002"]
    pages += ["articles/000-48", "articles/001-95", "articles/003-2"]
    names += [f"{name}.html" for name in pages]
    return [output / name if name.endswith(".html") else output / name / "index.html" for name in names]
