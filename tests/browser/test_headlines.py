"""Headlines of hits on a narrow screen: a line ends between words."""

from __future__ import annotations

from itertools import accumulate

from playwright.sync_api import Page, expect

from beibei_site.chinese.phrases import phrases
from tests.browser.conftest import address
from tests.conftest import Built

# The texts of the lines that each headline takes.
LINES = """links => links.map(link => {
    const lines = [], walker = document.createTreeWalker(link, NodeFilter.SHOW_TEXT), range = document.createRange();
    let bottom = -1;
    while (walker.nextNode()) {
        [...walker.currentNode.data].forEach((letter, at) => {
            range.setStart(walker.currentNode, at);
            range.setEnd(walker.currentNode, at + 1);
            const box = range.getClientRects()[0];
            if (box.top >= bottom) {
                lines.push('');
                bottom = box.bottom;
            }
            lines[lines.length - 1] += letter;
        });
    }
    return lines;
})"""


def test_the_headlines_of_hits_break_between_words(built: Built, page: Page) -> None:
    page.set_viewport_size({"width": 240, "height": 844})
    page.goto(address(built.folders, "search/index.html") + "#q=北碚")
    expect(page.locator("#hits li")).to_have_count(10)
    headlines = page.locator("#hits h2 a").evaluate_all(LINES)
    titles = {article.title for article in built.archive.articles}
    assert {"".join(lines) for lines in headlines} <= titles
    assert sum(len(lines) > 1 for lines in headlines) > 3
    for lines in headlines:
        ends = {*accumulate(map(len, phrases("".join(lines))))}
        assert {*accumulate(map(len, lines))} <= ends, lines
