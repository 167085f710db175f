"""axe-core finds no violation on any kind of page, narrow and wide, light and dark."""

from __future__ import annotations

from typing import Literal

import pytest
from playwright.sync_api import Browser

from tests.checkers.conftest import Served, kinds, module

RUN = "() => axe.run(document, {resultTypes: ['violations']})"
OPEN = "() => document.querySelectorAll('details').forEach(d => { d.open = true; })"


@pytest.mark.parametrize("width", [360, 1280])
def test_no_violation_in_the_bar_of_a_passage(served: Served, browser: Browser, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(f"{served.address}/{kinds(served.root)['article']}")
    page.locator(".here").nth(1).focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="引用这段").click()
    page.locator(".passage textarea").wait_for()
    page.evaluate(module("axe-core/axe.min.js").read_text(encoding="utf-8"))
    found = [v["id"] for v in page.evaluate(RUN)["violations"]]
    page.close()
    assert found == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_no_violation(served: Served, browser: Browser, width: int, theme: Literal["light", "dark"]) -> None:
    axe = module("axe-core/axe.min.js").read_text(encoding="utf-8")
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=theme)
    found = []
    reading_on = {"in a list": "articles/000-243.html#in=topics/beibei-mianyang"}
    for kind, name in (kinds(served.root) | reading_on).items():
        page.goto(f"{served.address}/{name}" + ("#q=大会" if kind == "search" else ""))
        if kind == "search":
            page.locator("#hits li").first.wait_for()
        if kind in reading_on:
            page.locator(".in-list").wait_for()
        page.evaluate(OPEN)
        page.evaluate(axe)
        for violation in page.evaluate(RUN)["violations"]:
            nodes = [n["html"][:160] for n in violation["nodes"][:3]]
            found.append(f"{kind}: {violation['id']}: {nodes}")
    page.close()
    assert found == []
