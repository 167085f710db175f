"""Issues on the site: from folio lines and page records to contents, pages, calendars and links."""

from __future__ import annotations

import datetime
import re
from html import unescape
from pathlib import Path

import pytest

from beibei_site.commands import pipeline
from beibei_site.content.settings import Settings
from beibei_site.content.store import Folders
from beibei_site.domain.archive import Archive
from beibei_site.domain.findings import Findings
from beibei_site.domain.record import PageRecord, SourcePage
from beibei_site.rendering.context import SiteContext
from beibei_site.rendering.newspaper.shelf import Shelf
from beibei_site.rendering.views.newspaper.calendar import IssuesView, issue_views
from beibei_site.rendering.views.newspaper.coverage import coverage_views
from tests.test_site import Page, broken_links, reached, read_pages

SEEDS = {
    "jc1.txt": """江城日报　2020年6月9日　星期二　第1版　要闻

夏粮收购全面启动
本报讯（记者 石青）6月8日，全市夏粮收购工作全面启动，二十个收购点同时开秤。粮站开门迎客，运粮的车队一早就在门外排起了长龙，工人们忙着过磅、验质、入仓，秩序井然。
今年夏粮收购价每公斤比去年高出一成，农户卖粮的积极性很高。市粮食局副局长林晓介绍说，各收购点都备足了资金。
（下转第3版）

渡口小学迎来新校舍
本报讯（记者 方圆）6月7日，渡口小学新校舍落成，三百名学生搬进了宽敞明亮的新教室。新校舍有教室十八间，操场一处。
校长何平说，孩子们再也不用冒雨上学了。
""",
    "jc3.txt": """江城日报　2020年6月9日　星期二　第3版　民生

夏粮收购全面启动
（上接第1版）为了方便农户，粮站把收购点设到了村口。林晓说，二十个收购点都实行一站式服务，过磅、验质、结算当场办完，农户卖粮不再排长龙。
市粮食局还组织了运粮车队，上门收粮，农户足不出户就能卖粮。

社区食堂开到家门口
本报讯（记者 沈秋）6月8日，东门社区食堂开张，老人花八元钱就能吃上两荤一素的热饭。
食堂还给行动不便的老人送餐上门。
""",
    "a.txt": """石桥村办起夜校
本报讯（记者 沈秋）9月2日，石桥村夜校开课，四十名村民报名学习果树嫁接。
教师由县农技站的技术员担任，每周两课，全部免费。
""",
    "b.txt": """老街装上新路灯
本报讯（记者 沈秋）9月2日，老街换装的六十盏路灯全部点亮，夜里出门亮堂多了。
路灯由太阳能供电，天黑自亮，一年可省电两万度。
""",
    "c.txt": """山塘水库除险加固完工
本报讯（记者 沈秋）9月1日，山塘水库除险加固工程完工，下游三个村庄的灌溉有了保障。
工程历时五个月，投入资金八百万元。
""",
}
OWN = {"a": ("2021-09-03", "A1"), "b": ("2021-09-03", "A1"), "c": (None, "2")}
ISSUES = "2021-09-03: {pages: [A1-A2, B1]}\n2021-09-10: {pages: 2}\n江城日报:\n  2020-06-09: {pages: 3}\n"


def dated(number: int, day: str, paper: str | None = None) -> SourcePage:
    record = PageRecord(file=f"{number:03}.txt", key=f"p-{number}", issued=day, page="1", paper=paper)
    return SourcePage(record, ("一",))


def shelf_of(*pages: SourcePage) -> Shelf:
    return Shelf(Archive([], pages=pages, paper="渡口报"))


def test_no_paper_takes_an_address_that_is_another_ones() -> None:
    names = [None, "江城日报", "姜程日报", "2020", "Unknown", "！"]
    found = shelf_of(*(dated(n, "2020-06-09", name) for n, name in enumerate(names))).papers
    assert found[""] == "" and found["2020"] == "paper-2020" and found["Unknown"] == "paper-unknown"
    assert {found["江城日报"], found["姜程日报"]} == {"jiang-cheng-ri-bao", "jiang-cheng-ri-bao-2"}
    assert len(set(found.values())) == len(found) == 6


def test_every_issue_and_page_is_in_the_sitemap_once() -> None:
    addresses = shelf_of(
        dated(1, "2020-06-09"), dated(2, "2020-06-09", "江城日报"), dated(3, "2020-06-09")
    ).addresses
    assert len(set(addresses)) == len(addresses)
    assert {"issues/index.html", "issues/2020.html", "issues/2020-06-09/1.html"} < set(addresses)
    assert "issues/jiang-cheng-ri-bao/2020-06-09/1.html" in addresses


def test_long_lists_are_split() -> None:
    days = [(datetime.date(2020, 1, 1) + datetime.timedelta(7 * n)).isoformat() for n in range(61)]
    archive = Archive([], pages=[dated(n, day) for n, day in enumerate(days)])
    context = SiteContext(archive, Settings(), Findings())
    first, second = coverage_views(context, {})
    assert (len(first.holdings), len(second.holdings), first.issues, first.total_issues) == (50, 11, (), 61)
    index, *years = (view for view in issue_views(context) if isinstance(view, IssuesView))
    assert index.rows == () and [len(view.rows) for view in years] == [53, 8]
    assert index.gaps == (), "a weekly paper without a gap"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of 渡口报, whose pages are dated by their records, with two pages of another paper that print
    their folio lines; two files are copies of one page, and one page has no day of issue."""
    root = tmp_path_factory.mktemp("press")
    folders = Folders(root, root / "seeds", root / "content", root / "site")
    folders.seeds.mkdir()
    for name, text in SEEDS.items():
        (folders.seeds / name).write_text(text, encoding="utf-8")
    folders.content.mkdir()
    (folders.content / "site.yml").write_text("paper: 渡口报\n", encoding="utf-8")
    (folders.content / "issues.yml").write_text(ISSUES, encoding="utf-8")
    pipeline.build(folders)
    for key, (day, page) in OWN.items():
        path = folders.content / "pages" / f"{key}.yml"
        text = path.read_text("utf-8")
        for name, value in (("kind", "page"), ("issued", day or "null"), ("page", page), ("year", 2021)):
            text = re.sub(rf"(?m)^{name}: .*$", f"{name}: {value}", text, count=1)
        path.write_text(text, encoding="utf-8")
    assert pipeline.build(folders).published.problems == ()
    return folders.output


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Page]:
    return read_pages(site)


def text_of(site: Path, path: str) -> str:
    """The text of the main part of a page, blanks folded."""
    html = (site / path).read_text("utf-8").partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html)))


def test_issues_and_pages_have_addresses_that_a_person_can_read(pages: dict[str, Page]) -> None:
    assert {name for name in pages if name.startswith("issues/")} == {
        "issues/index.html",
        "issues/2021.html",
        "issues/2021-09-03/index.html",
        "issues/2021-09-03/A1.html",
        "issues/2021-09-10/index.html",
        "issues/jiang-cheng-ri-bao/index.html",
        "issues/jiang-cheng-ri-bao/2020.html",
        "issues/jiang-cheng-ri-bao/2020-06-09/index.html",
        "issues/jiang-cheng-ri-bao/2020-06-09/1.html",
        "issues/jiang-cheng-ri-bao/2020-06-09/3.html",
        "issues/unknown.html",
    }


def test_no_link_is_broken_and_every_page_is_reached(site: Path, pages: dict[str, Page]) -> None:
    assert broken_links(site, pages) == []
    redirects = {f"sources/{key}.html" for key in ("a", "b", "jc1", "jc3")}
    assert set(pages) - reached(pages) == {"404.html", "review/index.html"} | redirects


def test_the_address_of_a_file_leads_to_its_page(site: Path) -> None:
    moved = (site / "sources/jc1.html").read_text("utf-8")
    assert 'url=../issues/jiang-cheng-ri-bao/2020-06-09/1.html"' in moved
    assert (site / "sources/jc1.txt").read_text("utf-8") == SEEDS["jc1.txt"]


def test_an_issue_prints_its_contents_and_what_is_missing(site: Path) -> None:
    text = text_of(site, "issues/jiang-cheng-ri-bao/2020-06-09/index.html")
    assert "江城日报 2020年6月9日星期二 出版日期：据报眉 编者记本期共3版" in text
    parts = (
        "第1版 要闻 2 篇",
        "夏粮收购全面启动 下转第3版",
        "渡口小学迎来新校舍",
        "第3版 民生",
        "上接第1版",
        "缺的版 第2版",
    )
    assert sorted(parts, key=text.index) == list(parts)
    assert "编者记本期共3版；已知有排在它后面的版" in text


def test_nothing_is_called_complete_that_nobody_has_counted(site: Path) -> None:
    own = text_of(site, "issues/2021-09-03/index.html")
    assert "第A2版、第B1版 编者记本期共3版" in own and "这一版有2份文字" in own
    assert "一版也没有 第1版、第2版 编者记本期共2版" in text_of(site, "issues/index.html")
    assert "—" not in text_of(site, "coverage/index.html")


def test_a_page_shows_which_line_went_to_which_article(site: Path) -> None:
    html = (site / "issues/jiang-cheng-ri-bao/2020-06-09/1.html").read_text("utf-8")
    rows = re.findall(
        r'<tr id="L(\d+)"><th scope="row">\d+</th><td class="raw">.*?</td><td class="role">(.*?)</td>', html
    )
    assert (
        rows[0] == ("1", "附")
        and rows[2] == ("3", "1 题")
        and rows[3] == ("4", "1")
        and rows[8] == ("9", "2")
    )
    assert re.search(r'<tbody class="a1">\s*<tr class="run">.*?夏粮收购全面启动', html, re.S)
    assert "正文" not in html[html.index("<table") :]


def test_copies_of_a_page_stand_on_one_page(site: Path) -> None:
    text = text_of(site, "issues/2021-09-03/A1.html")
    assert text.index("文字之1 a.txt") < text.index("石桥村办起夜校") < text.index("文字之2 b.txt")
    assert 'id="b-L1"' in (site / "issues/2021-09-03/A1.html").read_text("utf-8")


def test_an_article_leads_to_its_other_part(site: Path) -> None:
    start, rest = text_of(site, "articles/jc1-3.html"), text_of(site, "articles/jc3-3.html")
    assert (
        start.index("各收购点都备足了资金")
        < start.index("下转第3版")
        < start.index("接第3版： 夏粮收购全面启动")
    )
    assert rest.index("前文见第1版： 夏粮收购全面启动") < rest.index("为了方便农户")


def test_a_page_of_an_unknown_issue_has_a_name_and_says_what_is_known(site: Path) -> None:
    text = text_of(site, "sources/c.html")
    assert "《山塘水库除险加固完工》所在的一版" in text
    assert "期次待考 第2版 不早于 2021年9月1日" in text
    assert "《山塘水库除险加固完工》所在的一版 第2版 不早于 2021年9月1日" in text_of(
        site, "issues/unknown.html"
    )


def test_calendars_by_issue_and_by_story_lead_to_each_other(pages: dict[str, Page]) -> None:
    assert "../dates/index.html" in pages["issues/index.html"].links
    assert "../issues/index.html" in pages["dates/index.html"].links
    assert "2021-09-03/index.html" in pages["issues/2021.html"].links
    assert "../2021-09-10/index.html" in pages["issues/2021-09-03/index.html"].links
    assert "../dates/2021.html" in pages["issues/2021.html"].links


def test_the_start_page_leads_to_the_newest_issue_of_the_archives_own_paper(site: Path) -> None:
    html = (site / "index.html").read_text("utf-8")
    newest = html[html.index('id="newest"') :].split("</section>")[0]
    assert 'href="issues/2021-09-03/index.html"' in newest, "nothing is held of the one after it"
