"""Passages of an article: chosen, linked to, cited, reported, and found again, by file://."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from beibei_site.commands import pipeline
from beibei_site.content.store import Folders
from tests.browser.conftest import address
from tests.conftest import Built

ARTICLE = "articles/000-112.html"
CHOSEN = "以大有可为、时不我待的责任感和使命感，使尽方寸力，谋建百丈功"
SELECT = """([from, to, at]) => {
  const find = (words, n) => {
    const walker = document.createTreeWalker(document.getElementById('text'), NodeFilter.SHOW_TEXT);
    for (let seen = 0; walker.nextNode(); )
      for (let at = walker.currentNode.data.indexOf(words); at >= 0; at = walker.currentNode.data.indexOf(words, at + 1))
        if (seen++ === n) return [walker.currentNode, at];
  };
  const [first, start] = find(from, at), [last, end] = find(to, from === to ? at : 0), range = document.createRange();
  range.setStart(first, start);
  range.setEnd(last, end + to.length);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


@pytest.fixture(params=["desk", "phone"])
def context(request: pytest.FixtureRequest, browser: Browser) -> Iterator[BrowserContext]:
    """A wide window with a mouse, a phone with a touch screen; an error of any page fails the test."""
    phone = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
    opened = browser.new_context(**(phone if request.param == "phone" else {}))
    errors: list[str] = []
    opened.on("weberror", lambda error: errors.append(str(error.error)))
    opened.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    yield opened
    opened.close()
    assert not errors


def select(page: Page, words: str, to: str = "", at: int = 0) -> None:
    """Selects `words`, where they stand for the `at`-th time, or all from there to the first `to`."""
    page.evaluate(SELECT, [words, to or words, at])


def written(page: Page, button: str) -> str:
    """What a button of the bar writes."""
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.get_by_role("status")).to_have_text("已复制")
    return page.locator(".passage textarea").input_value()


def marked(page: Page) -> str:
    """The words that are marked as the passage which the address names."""
    expect(page.locator("mark.linked").first).to_be_in_viewport()
    return "".join(page.locator("mark.linked").all_text_contents())


@pytest.mark.parametrize(
    ("words", "to", "at"),
    [(CHOSEN, "", 0), ("高质量发展", "", 4), ("主持大会", "周旭指出，近年来", 0)],
    ids=["long", "words that stand there often", "two paragraphs"],
)
def test_the_link_to_a_passage_marks_it(
    built: Built, context: BrowserContext, words: str, to: str, at: int
) -> None:
    page = context.new_page()
    page.goto(address(built.folders, ARTICLE))
    select(page, words, to, at)
    link = written(page, "链接到这段")
    page.keyboard.press("Escape")
    expect(page.locator(".passage")).to_have_count(0)
    opened = context.new_page()
    opened.goto(link)
    text = marked(opened)
    assert text.startswith(words) and text.endswith(to or words)
    if at:
        before = opened.evaluate(
            "() => { const range = document.createRange(), text = document.getElementById('text');"
            "range.setStart(text, 0); range.setEndBefore(text.querySelector('mark')); return range.toString(); }"
        )
        assert before.count(words) == at
    assert opened.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def test_a_browser_that_knows_text_fragments_is_given_one(built: Built, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(address(built.folders, ARTICLE))
    select(page, CHOSEN)
    link = unquote(written(page, "链接到这段"))
    assert link.endswith(f"&text={CHOSEN[:10]}&end={CHOSEN[-10:]}:~:text={CHOSEN[:10]},{CHOSEN[-10:]}")
    page.keyboard.press("Escape")
    select(page, "北碚", at=1)
    assert ":~:" not in written(page, "链接到这段"), "it would lead to the first place"


def test_the_citation_of_a_passage_says_where_it_stands(built: Built, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(address(built.folders, ARTICLE))
    select(page, "打好“生态、滨江、人文、温泉、乡村”“五张牌”")
    quoted, reference = written(page, "引用这段").split("\n")
    assert quoted == "“打好‘生态、滨江、人文、温泉、乡村’‘五张牌’”（第1段）"
    paragraph = page.locator("#text p").first.get_attribute("id")
    assert reference == f"{page.locator('#cite-gbt').inner_text()} {ARTICLE}#{paragraph}"


def test_a_paragraph_is_linked_to_by_its_sign(built: Built, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(address(built.folders, ARTICLE))
    third = page.locator("#text p").nth(2)
    anchor = third.get_attribute("id")
    third.locator(".here").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="链接到这段")).to_be_focused()
    assert page.url.endswith(f"#{anchor}")
    page.keyboard.press("Enter")
    expect(page.locator(".passage textarea")).to_have_value(page.url)
    page.keyboard.press("Escape")
    expect(third.locator(".here")).to_be_focused()
    third.locator(".here").click()
    page.get_by_role("button", name="引用这段").click()
    cited = page.locator(".passage textarea").input_value()
    assert cited.startswith(f"“{third.inner_text()}”（第3段）\n")
    opened = context.new_page()
    opened.goto(page.url)
    expect(opened.locator(f"#{anchor}")).to_be_in_viewport()
    expect(opened.locator(".passage")).to_have_count(0)


def test_the_tabulator_leads_from_a_selection_to_the_bar(built: Built, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(address(built.folders, ARTICLE))
    select(page, CHOSEN)
    expect(page.get_by_role("group", name="选中的文字")).to_be_visible()
    for name in ("链接到这段", "引用这段"):
        page.keyboard.press("Tab")
        expect(page.get_by_role("button", name=name)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".passage textarea")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#text p").nth(2).locator(".here")).to_be_focused()


def test_the_bar_goes_with_the_selection(built: Built, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(address(built.folders, ARTICLE))
    before = page.locator("#text").inner_text()
    select(page, CHOSEN)
    bar = page.locator(".passage")
    expect(bar).to_be_in_viewport()
    box, line = bar.bounding_box(), page.evaluate("() => getSelection().getRangeAt(0).getClientRects()[0].y")
    assert box and (box["y"] + box["height"] <= line or box["y"] > line + 20), (
        "it does not hide what it is about"
    )
    page.evaluate("() => getSelection().removeAllRanges()")
    expect(bar).to_have_count(0)
    page.evaluate("() => getSelection().selectAllChildren(document.querySelector('h1'))")
    page.wait_for_timeout(400)
    expect(bar).to_have_count(0)
    assert page.locator("#text").inner_text() == before


def test_names_that_are_marked_are_no_hindrance(built: Built, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(address(built.folders, ARTICLE))
    page.get_by_role("button", name="在文中标出").click()
    select(page, "何庆", "梁萍")
    link = written(page, "链接到这段")
    opened = context.new_page()
    opened.goto(link)
    assert marked(opened).startswith("何庆主持大会")


@pytest.fixture
def small(folders: Folders) -> Folders:
    write(
        folders,
        "渡口镇中心小学的新校舍正式启用。",
        "孩子们再也不用蹚水上学了，校长何平说。",
        "镇党委书记方远出席。",
    )
    return folders


def write(folders: Folders, *paragraphs: str, settings: str = "") -> None:
    """Publishes the archive with an article of these paragraphs."""
    text = "\n\n".join(["---\nid: extra\ntitle: 新校舍\n---", *paragraphs])
    (folders.content / "articles" / "extra.md").write_text(f"{text}\n", encoding="utf-8")
    with (folders.content / "site.yml").open("a", encoding="utf-8") as file:
        file.write(settings)
    pipeline.run_publish(folders)


EXTRA = "articles/extra.html"


def test_a_link_outlives_edits(small: Folders, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(address(small, EXTRA))
    select(page, "孩子们再也不用蹚水上学了")
    link = written(page, "链接到这段")
    for paragraph, expected in [
        ("孩子们再也不用蹚水上学了,校长何平说.", "孩子们再也不用蹚水上学了"),
        ("校长何平说，孩子们再也不用蹚水上学了。", "孩子们再也不用蹚水上学了"),
        ("孩子们再也不必蹚水上学了。", "孩子们再也不"),
    ]:
        write(small, "镇党委书记方远出席。", "新的一段。", paragraph)
        opened = context.new_page()
        opened.goto(link)
        assert expected in marked(opened)
    write(small, "镇党委书记方远出席。")
    opened = context.new_page()
    opened.goto(link)
    expect(opened.get_by_role("status")).to_have_text(
        "链接所指的文字已经改动，文中找不到：孩子们再也不用蹚水上学了"
    )


def test_an_anchor_that_is_gone_is_told(small: Folders, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(address(small, EXTRA) + "#p-aaaaaa")
    expect(page.get_by_role("status")).to_contain_text("链接所指的文字已经改动")


def test_an_error_is_reported_with_the_selected_text(small: Folders, context: BrowserContext) -> None:
    write(small, "新校舍正式启川。", settings="contact: archive@example.org\n")
    page = context.new_page()
    page.goto(address(small, EXTRA))
    page.locator(".trust summary").click()
    letter = unquote(page.locator("#report").get_attribute("href") or "")
    assert letter == (
        "mailto:archive@example.org?subject=报告错误：extra 新校舍&body=地址：articles/extra.html\r\n有误的文字："
    )
    select(page, "启川")
    link = page.locator(".passage").get_by_role("link", name="报告错误")
    expect(link).to_be_visible()
    assert unquote(link.get_attribute("href") or "") == f"{letter}启川"


def test_an_error_is_reported_where_the_archive_is_edited(small: Folders, context: BrowserContext) -> None:
    write(
        small, "新校舍正式启川。", settings="edit_url: https://example.org/new?{id}&file={file}&body={text}\n"
    )
    page = context.new_page()
    page.goto(address(small, EXTRA))
    select(page, "启川")
    link = page.locator(".passage").get_by_role("link", name="报告错误")
    expect(link).to_be_visible()
    assert (
        unquote(link.get_attribute("href") or "")
        == "https://example.org/new?extra&file=articles/extra.md&body=启川"
    )


def test_a_site_with_an_address_is_cited_by_it(small: Folders, context: BrowserContext) -> None:
    settings = small.content / "site.yml"
    settings.write_text(
        settings.read_text("utf-8").replace('base_url: ""', "base_url: https://example.org/a/"), "utf-8"
    )
    write(small, "渡口镇中心小学的新校舍正式启用。")
    page = context.new_page()
    page.goto(address(small, EXTRA))
    select(page, "新校舍正式启用")
    link = written(page, "链接到这段")
    assert link.startswith("https://example.org/a/articles/extra.html#at=p-")
    reference = written(page, "引用这段").split("\n")[1]
    anchor = page.locator("#text p").first.get_attribute("id")
    assert f"https://example.org/a/articles/extra.html#{anchor}" in reference
    assert reference.count("https://") == 1


def test_without_scripts_a_paragraph_is_linked_to_all_the_same(built: Built, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 500})
    page = context.new_page()
    page.goto(address(built.folders, ARTICLE))
    last = page.locator("#text p").last
    last.locator(".here").click()
    assert page.url.endswith(f"#{last.get_attribute('id')}")
    expect(last).to_be_in_viewport()
    page.get_by_text("可信度").click()
    expect(page.get_by_text("content/articles/2020/04/000-112.md")).to_be_visible()
    context.close()


def test_nothing_for_passages_is_loaded_before_it_is_needed(built: Built, browser: Browser) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(Path(request.url).name))
    page.goto(address(built.folders, ARTICLE), wait_until="load")
    assert len(asked) <= 6 and "passages.js" not in asked
    page.close()
