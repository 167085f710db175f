"""What the scripts add to reading: filter boxes, names marked in the text, copied citations, keys."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from beibei_site.commands import pipeline
from beibei_site.content.store import Folders
from tests.browser.conftest import address
from tests.conftest import Built


def test_the_day_of_access_is_the_reader_s(folders: Folders, browser: Browser, page: Page) -> None:
    site = folders.content / "site.yml"
    site.write_text(
        site.read_text("utf-8").replace('base_url: ""', "base_url: https://example.org/a/"), "utf-8"
    )
    pipeline.build(folders)
    article = (folders.output / "articles/000-112.html").as_uri()
    ends = ". https://example.org/a/articles/000-112.html."
    page.clock.set_fixed_time("2031-02-03T12:00:00")
    page.goto(article)
    expect(page.locator("#cite-gbt")).to_have_text(
        f"齐宏. 全区文化和旅游发展大会召开[N/OL]. 北碚报, [出版日期不详][2031-02-03]{ends}"
    )
    expect(page.locator("#access-note")).to_have_count(0)
    plain = browser.new_page(java_script_enabled=False)
    plain.goto(article)
    expect(plain.locator("#cite-gbt")).to_contain_text(f"[出版日期不详][引用日期]{ends}")
    expect(plain.locator("#access-note")).to_be_visible()
    plain.close()


@pytest.mark.parametrize("typed", ["zx", "zhouxu", "周旭", "ZhouX"])
def test_a_filter_box_knows_characters_pinyin_and_initials(built: Built, page: Page, typed: str) -> None:
    page.goto(address(built.folders, "people/index.html"))
    page.get_by_label("筛选").fill(typed)
    expect(page.locator("#filtered a").first).to_have_text("周旭")
    expect(page.locator("#unfiltered")).to_be_hidden()
    page.locator("#filtered a").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("周旭")


def test_a_filter_box_says_that_nothing_fits_and_can_be_emptied(built: Built, page: Page) -> None:
    page.goto(address(built.folders, "people/index.html"))
    page.get_by_label("筛选").fill("qqqq")
    expect(page.locator("#filtered")).to_have_text("没有这样的名称")
    page.get_by_label("筛选").fill("")
    expect(page.locator("#unfiltered")).to_be_visible()


def test_names_are_marked_in_the_text_on_demand(built: Built, page: Page) -> None:
    page.goto(address(built.folders, "articles/000-112.html"))
    before = page.locator(".article-text").inner_text()
    button = page.get_by_role("button", name="在文中标出")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    assert page.locator(".mention", has_text="周旭").count() > 1
    assert page.locator(".article-text").inner_text() == before
    button.click()
    expect(page.locator(".mention")).to_have_count(0)
    button.click()
    page.locator(".mention", has_text="何庆").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("何庆")


def test_a_citation_is_copied(built: Built, page: Page) -> None:
    page.goto(address(built.folders, "articles/000-112.html"))
    page.locator(".cite").get_by_role("button", name="复制").first.click()
    expect(page.locator(".cite").get_by_role("button", name="已复制")).to_be_visible()


def test_arrows_move_from_month_to_month(built: Built, page: Page) -> None:
    page.goto(address(built.folders, "dates/2020/04.html"), wait_until="load")
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("heading", level=1)).to_have_text("2020年3月")
    page.wait_for_load_state("load")  # the script that hears keys comes after the heading
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("heading", level=1)).to_have_text("2020年4月")


def test_a_slash_goes_to_the_search(built: Built, page: Page) -> None:
    page.goto(address(built.folders, "about/index.html"))
    page.keyboard.press("/")
    page.wait_for_url("**/search/index.html")


def test_an_article_reads_the_same_without_scripts(built: Built, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address(built.folders, "articles/000-112.html"))
    expect(page.locator(".article-text p").first).to_be_visible()
    expect(page.get_by_label("著录").get_by_role("link", name="周旭")).to_be_visible()
    assert page.get_by_role("button").count() == 0
    context.close()


def test_what_was_sought_is_marked_as_it_is_printed(folders: Folders, page: Page) -> None:
    """The index takes ○ for 〇, 經 for 经, and drops invisible characters; so must the marking."""
    printed = "二○二○年的經\u200b驗"
    article = f"---\nid: extra\ntitle: 年终小结\ndate: 2020-12-31\n---\n\n会上交流了{printed}。\n"
    (folders.content / "articles" / "extra.md").write_text(article, encoding="utf-8")
    pipeline.run_publish(folders)
    page.goto((folders.output / "search" / "index.html").as_uri() + "#q=二〇二〇年的经验")
    expect(page.locator("#hits mark").first).to_have_text(printed)
    page.locator("#hits h2 a").first.click()
    expect(page.locator(".article-text mark")).to_have_text(printed)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_shifts_and_nothing_is_wider_than_a_phone(built: Built, browser: Browser, theme: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 800}, color_scheme=theme)  # type: ignore[arg-type]
    for path in ("index.html", "articles/000-112.html", "people/zhou-xu.html", "topics/index.html",
                 "coverage/index.html", "connections/index.html", "review/index.html", "sources/000.html"):  # fmt: skip
        page.goto(address(built.folders, path))
        width = page.evaluate("() => document.documentElement.scrollWidth")
        assert width <= 360, path
    page.close()


@pytest.mark.parametrize(
    ("today", "day"), [("2026-04-02", "04-02"), ("2026-04-05", "04-28"), ("2026-12-31", "02-16")]
)
def test_the_start_page_leads_to_this_day_in_other_years(
    built: Built, page: Page, today: str, day: str
) -> None:
    page.clock.set_fixed_time(f"{today}T12:00:00")
    page.goto(address(built.folders, "index.html"))
    page.locator(".on-this-day a").click()
    assert page.url == address(built.folders, f"on-this-day/{day}.html")
    assert page.locator(".card").count()
