"""Web pages and Word files as lines: which blocks there are, what marks them, what is the article's."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import docx
import pytest
from docx.shared import Pt

from beibei_site.parsing.sources.html import read_html
from beibei_site.parsing.sources.word import read_word
from tests.parsing.files import PARAGRAPHS


def shown(body: str, title: str = "") -> list[str]:
    """The lines of a web page."""
    page = f"<html><head><title>{title}</title></head><body>{body}</body></html>"
    return [line for line in read_html(page.encode()).text.split("\n") if line]


def article_of(body: str, title: str = "夏粮收购全面启动") -> list[str]:
    """The lines that are the article's."""
    page = read_html(f"<html><head><title>{title}</title></head><body>{body}</body></html>".encode())
    return [line for n, line in enumerate(page.text.split("\n"), 1) if line and n not in page.furniture]


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("<p>夏粮<b>开</b>秤<br>农户</p>", ["夏粮开秤", "农户"]),
        ("<div>夏粮<p>开秤</p>农户</div>", ["夏粮", "开秤", "农户"]),
        ("<p>夏 粮\n\t&nbsp;开秤</p>", ["夏 粮 开秤"]),
        ("<p>甲</p><script>乙</script><style>丙</style><p>丁</p>", ["甲", "丁"]),
        ("<table><tr><td>甲</td><td>乙</td></tr></table>", ["甲", "乙"]),
        ("<p>甲</p><p>——</p><!-- 乙 --><p>丙</p>", ["甲", "丙"]),
        ("<h1>甲</h1><h3><a>乙</a></h3><h6>丙</h6>", ["# 甲", "### 乙", "###### 丙"]),
        ("<h2><span>甲<br>乙</span></h2>", ["## 甲", "## 乙"]),
    ],
)
def test_every_block_that_is_shown_is_a_line(body: str, lines: list[str]) -> None:
    assert shown(body) == lines


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("<p><strong>仓容充足</strong></p>", "## 仓容充足"),
        ("<p><b>仓容<i>充足</i></b></p>", "## 仓容充足"),
        ("<p><b>仓容</b>充足</p>", "仓容充足"),
        ("<p>仓容<b>充足</b></p>", "仓容充足"),
        ("<p><b>仓容充足。</b></p>", "仓容充足。"),
        (f"<p><b>{'仓容' * 14}</b></p>", "仓容" * 14),
        (f"<p><b>{'仓容' * 13}</b></p>", "## " + "仓容" * 13),
    ],
)
def test_a_short_bold_line_is_a_heading(body: str, line: str) -> None:
    assert shown(body) == [line]


HEAD = "<h1>夏粮收购全面启动</h1>"
TEXT = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
LINES = ["# 夏粮收购全面启动", *PARAGRAPHS]


def test_the_article_is_from_its_headline_to_the_last_of_its_text() -> None:
    around = "<div><a href='#'>首页</a> &gt; 正文</div>", "<div>版权所有：江城网</div>"
    assert article_of(f"{around[0]}<div>{HEAD}{TEXT}</div>{around[1]}") == LINES


def test_the_kicker_over_a_headline_is_the_articles() -> None:
    assert article_of(f"<div><p>夏粮开秤</p>{HEAD}{TEXT}</div>") == ["夏粮开秤", *LINES]
    for over in ("<p>首页 &gt; 民生</p>", "<p><a href='#'>夏粮开秤</a></p>", f"<p>{'夏粮开秤' * 11}</p>"):
        assert article_of(f"<div>{over}{HEAD}{TEXT}</div>") == LINES
    assert article_of(f"<div>夏粮开秤</div><div>{HEAD}{TEXT}</div>") == LINES


def test_what_stands_beside_the_text_below_it_is_the_articles_unless_it_is_links() -> None:
    end = "<p>（记者 石青）</p><p><a href='#'>老街改造征求意见稿公布</a></p><p>江城网</p>"
    assert article_of(f"<div>{HEAD}{TEXT}{end}</div>") == [*LINES, "（记者 石青）"]


PRIZES = ["获奖名单如下：", "一等奖：石青", "二等奖：林晓"]
LIST = f"<p>{PRIZES[0]}</p><ul><li>{PRIZES[1]}</li><li>{PRIZES[2]}</li></ul>"
TABLE = f"<p>{PRIZES[0]}</p><table><tr><td>{PRIZES[1]}</td></tr><tr><td><p>{PRIZES[2]}</p></td></tr></table>"
LINKS = "<h3>相关新闻</h3><ul><li><a href='#'>老街改造征求意见稿公布</a></li></ul>"


@pytest.mark.parametrize("end", [LIST, TABLE, f"<div>{LIST}</div>", LIST.replace("li>", "dd>")])
@pytest.mark.parametrize(
    "text", [TEXT, f"<p>{PARAGRAPHS[0]}</p>", f"<section>{TEXT}</section><section>{TEXT}</section>"]
)
def test_a_list_or_table_below_a_text_is_the_articles(text: str, end: str) -> None:
    body = f"<div>{HEAD}</div><div>{text}{end}{LINKS}</div><div><p>版权所有：江城网</p></div>"
    assert article_of(body)[-3:] == PRIZES


@pytest.mark.parametrize("apart", ["aside", "footer", "nav", "form"])
def test_what_a_page_sets_apart_below_a_text_is_not(apart: str) -> None:
    aside = f"<{apart}><ul><li>农户的来信</li></ul></{apart}>"
    assert article_of(f"<div>{HEAD}{TEXT}{aside}</div>") == LINES
    assert article_of(f"{HEAD}{TEXT}<div><ul><li>农户的来信</li></ul></div>") == LINES, (
        "all of it is in the page"
    )


def test_links_in_the_midst_of_an_article_are_none_of_it() -> None:
    links = "<p>更多：<a href='#'>老街改造征求意见稿公布</a></p>"
    some = "<p>详见<a href='#'>收购公告</a>全文，农户可以到收购点领取。</p>"
    assert article_of(f"<div>{HEAD}{some}{links}{TEXT}</div>") == [
        LINES[0], "详见收购公告全文，农户可以到收购点领取。", *PARAGRAPHS,
    ]  # fmt: skip


def test_what_is_no_main_text_does_not_end_an_article() -> None:
    assert article_of(f"<div>{HEAD}{TEXT}</div><div><p>夏粮</p><p>农户的来信。</p></div>") == LINES
    assert article_of(f"<div>{HEAD}</div><div>{TEXT}</div><div><p>江城网</p></div>") == LINES


def test_of_two_headlines_that_the_title_names_the_higher_is_the_articles() -> None:
    crumbs = "<ul><li>夏粮收购全面启动</li></ul>"
    assert article_of(f"{crumbs}<div>{HEAD}{TEXT}</div>") == LINES
    assert article_of(f"{crumbs}<div>{TEXT}</div>") == ["夏粮收购全面启动", *PARAGRAPHS]


def test_without_a_title_the_first_heading_of_the_first_level_is_the_headline() -> None:
    assert article_of(f"<p>江城网</p><h2>频道</h2><div>{HEAD}{TEXT}</div>", "") == LINES
    assert article_of(f"<p>江城网首页</p><div>{TEXT}</div>", "") == list(PARAGRAPHS)


@pytest.mark.parametrize(
    "meta",
    [
        '<meta property="article:published_time" content="2020-06-09T08:00:00+08:00">',
        '<meta name="PubDate" content="2020年6月9日">',
        '<meta itemprop="datePublished" content="2020-06-09">',
        '<meta name="keywords" content="2021-01-01"><meta name="publishdate" content="2020-06-09">',
    ],
)
def test_the_day_in_the_metadata(meta: str) -> None:
    issued = read_html(f"<html><head>{meta}</head><body>{HEAD}{TEXT}</body></html>".encode()).issue.issued
    assert issued and (issued.value, issued.origin) == ("2020-06-09", "metadata")


def test_no_day_in_the_metadata() -> None:
    metas = '<meta name="date" content="昨天"><meta name="viewport" content="2020-06-09">'
    assert read_html(f"<html><head>{metas}</head><body>{HEAD}</body></html>".encode()).issue.issued is None


@pytest.mark.parametrize(
    ("declared", "encoding", "named"),
    [
        ("gb2312", "gb18030", "gb18030"),
        ("GBK", "gb18030", "gb18030"),
        ("big5", "big5", "big5"),
        ("utf8", "utf-8", "utf-8"),
        ("gbk", "utf-8", "utf-8"),  # declared by mistake
        ("x-unknown", "utf-8", "utf-8"),
    ],
)
def test_the_encoding_that_a_page_declares(declared: str, encoding: str, named: str) -> None:
    page = read_html(f'<meta charset="{declared}"><p>夏日收工一覽</p>'.encode(encoding, "replace"))
    assert (page.text.strip(), page.encoding) == ("夏日收工一覽", named)


# Word -------------------------------------------------------------------------------------------


def written(*steps: Callable[[Any], object]) -> list[str]:
    """The lines of a Word file made by these steps."""
    document = docx.Document()
    for step in steps:
        step(document)
    data = io.BytesIO()
    document.save(data)
    return read_word(data.getvalue()).split("\n")[:-1]


def plain(
    text: str, *, bold: bool = False, style: str | None = None, indent: int = 0
) -> Callable[[Any], object]:
    def step(document: Any) -> None:
        paragraph = document.add_paragraph(style=style)
        paragraph.add_run(text).bold = bold
        if indent:
            paragraph.paragraph_format.first_line_indent = Pt(indent)

    return step


def test_the_levels_of_styles_become_marks() -> None:
    styles = ("Heading 1", "Heading 2", "Heading 6", "Heading 9")
    lines = written(*(plain("甲", style=style) for style in styles), plain("乙。"))
    assert lines == ["# 甲", "## 甲", "###### 甲", "###### 甲", "乙。"]


def test_below_a_title_headings_are_one_level_lower() -> None:
    lines = written(plain("甲", style="Title"), plain("乙", style="Heading 1"), plain("丙。"))
    assert lines == ["# 甲", "## 乙", "丙。"]


def test_the_first_bold_line_near_the_top_is_the_headline() -> None:
    text = plain("收购点开秤。")
    assert written(text, plain("甲", bold=True), text, plain("乙", bold=True)) == [
        "收购点开秤。", "# 甲", "收购点开秤。", "## 乙",
    ]  # fmt: skip
    blank = plain("")
    assert written(*[blank] * 9, *[text] * 5, plain("甲", bold=True))[-1] == "# 甲"
    assert written(*[text] * 6, plain("甲", bold=True))[-1] == "## 甲"
    assert written(plain("甲", style="Heading 2"), plain("乙", bold=True)) == ["## 甲", "## 乙"]


def test_a_bold_line_that_is_long_or_ends_a_sentence_is_text() -> None:
    head = plain("甲", style="Heading 1")
    assert written(head, plain("乙" * 40, bold=True), plain("乙" * 41, bold=True), plain("乙。", bold=True)) == [
        "# 甲", "## " + "乙" * 40, "乙" * 41, "乙。",
    ]  # fmt: skip

    def half(document: Any) -> None:
        paragraph = document.add_paragraph()
        paragraph.add_run("乙").bold = True
        paragraph.add_run("丙")

    assert written(head, half)[1] == "乙丙"


def test_indents_line_breaks_and_tables_are_kept() -> None:
    def table(document: Any) -> None:
        cells = document.add_table(rows=1, cols=2).rows[0].cells
        cells[0].text, cells[1].text = "甲\n乙", "丙"

    lines = written(
        plain("丁。", indent=20), plain("　戊。", indent=20), plain("己\n庚"), plain("辛", indent=-20), table
    )
    assert lines == ["　　丁。", "　戊。", "己", "庚", "辛", "甲 乙 | 丙"]


def test_a_damaged_word_file_is_named() -> None:
    with pytest.raises(ValueError, match="this Word file cannot be read"):
        read_word(b"PK")
