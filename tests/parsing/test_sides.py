"""Folio lines that are set down the side of a page, in a PDF that a real browser prints."""

from __future__ import annotations

from playwright.sync_api import Browser

from tests.parsing.files import read
from tests.parsing.test_pdf import NEXT, OTHER, STORY

SIDE = "江城日报　第2版　民生　二〇二〇年六月九日　星期二"
PAGE = f"""<!doctype html><meta charset="utf-8"><style>
body {{ font: 12px/1.4 'Noto Serif CJK SC'; margin: 0 0 0 60px }} h1 {{ font-size: 28px; margin: 8px 0 }}
main {{ columns: 3; column-gap: 20px }} p {{ margin: 0; text-indent: 2em; text-align: justify }}
aside {{ position: absolute; left: 10px; top: 30px; writing-mode: vertical-rl; font-size: 10px }}
</style><aside>{SIDE}</aside><h1>夏粮收购全面启动</h1><main><p>{STORY}</p><p>{NEXT}</p><p>{OTHER}</p><p>{NEXT}</p></main>"""


def test_the_day_of_issue_down_the_side_of_a_page(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content(PAGE)
    data = page.pdf(width="794px", height="500px")
    page.close()
    reading = read("a.pdf", data)
    issue = reading.issue
    assert issue.issued and issue.paper and issue.page and issue.section
    found = [printed.value for printed in (issue.issued, issue.paper, issue.page, issue.section)]
    assert found == ["2020-06-09", "江城日报", "2", "民生"]
    furniture = {number for span in reading.furniture for number in span}
    assert furniture >= {number for span in issue.issued.spans for number in span}
