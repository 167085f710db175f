"""PDFs with a text layer, printed by a real browser."""

from __future__ import annotations

import shutil
from pathlib import Path

import pymupdf
import pytest
from playwright.sync_api import Browser

from beibei_site.commands import pipeline
from beibei_site.content.store import Folders
from beibei_site.parsing.reader import read_page
from beibei_site.parsing.sources.seeds import read_pages
from tests.test_explain import explained, ingested

STORY = "本报讯（记者 石青）6月8日，全市夏粮收购工作全面启动，二十个收购点同时开秤，农户排队卖粮，收购价比去年高出一成。"
NEXT = "据了解，今年全市夏粮种植面积稳中有增，总产量预计再创新高，仓容准备充足，不会出现卖粮难的情况，农民种粮的积极性很高。"
OTHER = "本报讯（记者 林晓）9月1日，渡口镇中心小学的新校舍正式启用，三百二十名学生在新教室里上了第一课，孩子们再也不用蹚水上学。"
PAGE = f"""<!doctype html><meta charset="utf-8"><style>
body {{ font: 12px/1.4 'Noto Serif CJK SC' }} h1 {{ font-size: 28px; margin: 8px 0 }}
div {{ columns: 3; column-gap: 20px; margin-bottom: 20px }} p {{ margin: 0; text-indent: 2em; text-align: justify }}
</style><h1>夏粮收购全面启动</h1><div><p>{STORY}</p><p>{NEXT}</p></div><h1>渡口小学迎来新校舍</h1><div><p>{OTHER}</p></div>"""


@pytest.fixture(scope="module")
def printed(browser: Browser) -> bytes:
    page = browser.new_page()
    page.set_content(PAGE + '<div style="break-before: page"></div>' + PAGE.split("</style>")[1])
    data = page.pdf(format="A4")
    page.close()
    return data


def test_columns_paragraphs_and_headings_are_found(printed: bytes) -> None:
    first, second = read_pages("page.pdf", printed)
    for page in (first, second):
        stories = read_page(page.text, page.name, sheet=page.sheet).stories
        assert [s.heading.headline for s in stories] == ["夏粮收购全面启动", "渡口小学迎来新校舍"]
        assert [b.text for b in stories[0].blocks] == [STORY, NEXT]
        assert [c.name for s in stories for c in s.credits] == ["石青", "林晓"]


def test_a_pdf_is_a_seed_of_as_many_pages_as_it_has(printed: bytes, tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "paper.pdf").write_bytes(printed)
    folders = Folders(tmp_path, tmp_path / "seeds", tmp_path / "content", tmp_path / "site")
    built = pipeline.build(folders)
    assert (built.ingested.pages, built.published.articles) == (2, 4)
    assert pipeline.build(folders).published.written == 0
    assert len(list((tmp_path / "site" / "sources").glob("*.txt"))) == 2
    pages = [line for name in ("paper.pdf", "paper.pdf#2") for line in ingested(folders, name)]
    assert explained(folders, "paper.pdf") == pages != []


def test_a_scan_and_a_broken_file_are_named_and_the_rest_goes_on(browser: Browser, tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    page = browser.new_page()
    page.set_content('<svg width="300" height="300"><rect width="200" height="200" fill="gray"/></svg>')
    (seeds / "scan.pdf").write_bytes(page.pdf())
    page.close()
    (seeds / "broken.pdf").write_bytes(b"%PDF-1.4 nothing more")
    with pymupdf.open() as locked:
        locked.new_page()
        locked.save(seeds / "locked.pdf", encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="secret")
    shutil.copy(Path(__file__).parent.parent.parent / "seeds" / "004_c473d4d3c41d478a.txt", seeds)
    folders = Folders(tmp_path, seeds, tmp_path / "content", tmp_path / "site")
    built = pipeline.build(folders)
    said = " ".join(p.message for p in built.ingested.problems)
    assert "scan.pdf: this PDF contains no text" in said and "broken.pdf: this PDF cannot be read" in said
    assert "locked.pdf: this PDF is locked with a password" in said
    assert built.published.articles == 6
