"""Files that flow: what their heads, source lines and bylines say, where their lines are broken, what they are."""

from __future__ import annotations

import pytest

from beibei_site.domain.model import Story
from beibei_site.domain.reasons import because
from beibei_site.parsing.documents.article import read_article
from beibei_site.parsing.documents.chrome import is_chrome
from beibei_site.parsing.documents.collection import running_heads
from beibei_site.parsing.documents.head import split_head
from beibei_site.parsing.documents.kinds import find_kind, folio_beside, may_hold_several
from beibei_site.parsing.documents.rows import Row, begins_paragraph, measure_of, read_rows
from beibei_site.parsing.documents.source_line import read_source_line
from beibei_site.parsing.folio.issue import folio_lines, read_issue
from beibei_site.parsing.text.credits import read_byline
from tests.parsing.files import OTHER, PARAGRAPHS, read

TEXT = PARAGRAPHS[1]


def rows(*lines: str) -> tuple[Row, ...]:
    return read_rows("\n".join(lines))


# heads ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "kicker", "headline", "deck"),
    [
        (["夏粮收购全面启动"], None, "夏粮收购全面启动", ()),
        (["夏粮开秤", "夏粮收购全面启动"], "夏粮开秤", "夏粮收购全面启动", ()),
        (["全市夏粮今天开秤", "夏粮收购全面启动"], None, "全市夏粮今天开秤", ("夏粮收购全面启动",)),
        (["【一线调查】", "夏粮收购全面启动"], "【一线调查】", "夏粮收购全面启动", ()),
        (["一线：调查", "夏粮收购全面启动"], None, "一线：调查", ("夏粮收购全面启动",)),
        (["夏粮开秤", "——来自收购点的报道"], None, "夏粮开秤", ("——来自收购点的报道",)),
        (["夏粮开秤", "（二十个收购点同时开秤）"], None, "夏粮开秤", ("（二十个收购点同时开秤）",)),
        (["夏粮开秤", "方远出席 何平主持"], None, "夏粮开秤", ("方远出席 何平主持",)),
        (["颗粒归仓 丰收在望", "夏粮收购全面启动"], "颗粒归仓 丰收在望", "夏粮收购全面启动", ()),
        (["收购点里的夏粮", "农户排队，收购点同时开秤，价格好"], "收购点里的夏粮", "农户排队，收购点同时开秤，价格好", ()),
        (["收购点里的全部夏粮", "农户排队，收购点同时开秤，价格好"], None, "收购点里的全部夏粮", ("农户排队，收购点同时开秤，价格好",)),
        (["夏粮收购，", "今天全面启动"], None, "夏粮收购，今天全面启动", ()),
        (["夏粮收购“全面", "启动”", "农户排队卖粮"], None, "夏粮收购“全面启动”", ("农户排队卖粮",)),
        (["### 夏粮开秤", "# 夏粮收购", "## 农户排队卖粮"], "夏粮开秤", "夏粮收购", ("农户排队卖粮",)),
        (["# 夏粮收购", "# 全面启动", "", "# 农户排队"], None, "夏粮收购全面启动", ("农户排队",)),
    ],
)  # fmt: skip
def test_heading_lines_have_their_duties(
    lines: list[str], kicker: str | None, headline: str, deck: tuple[str, ...]
) -> None:
    head, body = split_head(rows(*lines, "", TEXT), 0.0)
    assert (head.heading.kicker, head.heading.headline, head.heading.deck) == (kicker, headline, deck)
    assert [row.text for row in body] == [TEXT]


@pytest.mark.parametrize(
    ("lines", "count"),
    [
        (["夏粮", TEXT, TEXT], 1),
        ([TEXT, TEXT], 0),
        (["夏粮收购全面启动了吗？", TEXT], 1),  # headlines may ask
        (["农户" * 16 + "？", TEXT], 0),
        (["夏粮", "粮价" * 30, TEXT], 2),
        (["夏粮", "粮价" * 31, TEXT], 1),  # a long row is text
        (["粮价" * 31, TEXT], 1),  # unless it is the first
        (["夏粮", "图为收购点", TEXT], 1),
        (["夏粮", "本报讯（记者 石青）收购点", TEXT], 1),
        (["夏粮", "　　收购点开秤", "　　" + TEXT], 1),
        (["　　夏粮", "　　收购点开秤", "　　" + TEXT], 2),
        (["夏粮", "本报记者 石青", "收购点开秤", TEXT], 3),
        ([*"甲乙丙丁戊己庚辛壬癸", TEXT], 8),
    ],
)  # fmt: skip
def test_where_the_text_begins(lines: list[str], count: int) -> None:
    assert len(split_head(rows(*lines), 0.0)[1]) == len(lines) - count


def test_in_broken_text_a_full_line_above_another_begins_the_text() -> None:
    wide = "二十个收购点同时开秤" * 3
    assert len(split_head(rows("夏粮", "", wide, wide, "完。"), 30.0)[1]) == 3
    assert len(split_head(rows("夏粮", "", wide, "", wide, "完。"), 30.0)[1]) == 2
    assert len(split_head(rows("夏粮", wide, wide, "完。"), 30.0)[1]) == 1
    assert len(split_head(rows("夏粮", "", wide[:27], wide, "完。"), 30.0)[1]) == 1


def test_with_a_title_known_only_marked_lines_are_headings() -> None:
    head, body = split_head(rows("夏粮开秤", "农户排队卖粮", TEXT), 0.0, "夏粮开秤")
    assert [row.text for row in head.headings] == ["夏粮开秤"] and len(body) == 2
    head, body = split_head(rows("## 夏粮收购全面启动", "夏粮今天开秤", TEXT), 0.0, "夏粮今天开秤")
    assert [row.text for row in head.headings] == ["夏粮收购全面启动", "夏粮今天开秤"] and len(body) == 1
    head, body = split_head(rows("# 夏粮", "【打印】", "石青", "农户排队卖粮", TEXT), 0.0, "夏粮开秤")
    assert [row.text for row in head.headings] == ["夏粮"] and len(body) == 2
    assert [c.name for c in head.credits] == ["石青"] and len(head.chrome) == 1


def test_a_head_with_all_that_it_may_hold() -> None:
    lines = [
        "夏粮收购全面启动",
        "2020年6月9日",
        "来源：江城日报 第3版",
        "□本报记者 石青",
        "林晓",
        "【打印】",
        TEXT,
    ]
    head, body = split_head(rows(*lines), 0.0)
    assert head.heading.headline == "夏粮收购全面启动" and not head.heading.deck and len(body) == 1
    assert (head.source.day, head.source.paper, head.source.page) == ("2020-06-09", "江城日报", "3")
    assert [c.name for c in head.credits] == ["石青", "林晓"]
    assert [len(part) for part in (head.sources, head.bylines, head.chrome)] == [2, 2, 1]
    first_day = split_head(rows("2020年6月9日", "夏粮收购全面启动", TEXT), 0.0)[0]
    assert first_day.heading.headline == "2020年6月9日", "a day over all is a headline"


# source lines, bylines --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "day", "paper", "page", "names"),
    [
        ("2020-06-09 来源：江城日报 作者：石青", "2020-06-09", "江城日报", None, ["石青"]),
        ("来源：江城日报", None, "江城日报", None, []),
        ("稿源：《江城日报》 2020年6月9日 星期二 第3版", "2020-06-09", "江城日报", "3", []),
        ("江城日报 2020年6月9日", "2020-06-09", "江城日报", None, []),
        ("江城网 | 2020-06-09 08:30 | 石青", "2020-06-09", "江城网", None, ["石青"]),
        ("发布时间：2020-06-09 字号：大 中 小 [打印]", "2020-06-09", None, None, []),
        ("作者：石青、林晓 来源：江城晚报", None, "江城晚报", None, ["石青", "林晓"]),
        ("（2020-06-09 来源：江城日报 浏览次数：31）", "2020-06-09", "江城日报", None, []),
        ("来源：江城日报 A03版 责任编辑：罗一禾", None, "江城日报", "A03", []),
        ("江城日报 2020年6月9日 A3版 民生 记者 石青", "2020-06-09", "江城日报", "A3", ["石青"]),
        ("2020年6月9日　江城日报　第1版　要闻", "2020-06-09", "江城日报", "1", []),
        ("江城日报 2020年6月9日 综合版 本报记者石青 林晓", "2020-06-09", "江城日报", None, ["石青", "林晓"]),
        ("民國四十七年八月二十三日 江城日報 第二版 本報記者 石青", "1958-08-23", "江城日報", "2", ["石青"]),
        ("（原载《江城日报》2020年6月9日第3版）", "2020-06-09", "江城日报", "3", []),
    ],
)
def test_source_lines(
    text: str, day: str | None, paper: str | None, page: str | None, names: list[str]
) -> None:
    line = read_source_line(text)
    assert line and (line.day, line.paper, line.page) == (day, paper, page)
    assert [credit.name for credit in line.credits] == names


@pytest.mark.parametrize(
    "text",
    [
        "2020年6月9日", "江城日报", "石青", "作者：石青", "2020年6月9日，夏粮收购全面启动", "来源：江城日报。",
        "2020年6月9日 夏粮收购", "来源：江城日报 " + "江城日报 " * 24, "浏览次数：31",
    ],
)  # fmt: skip
def test_no_source_lines(text: str) -> None:
    assert read_source_line(text) is None


@pytest.mark.parametrize(
    ("text", "credits"),
    [
        ("本报记者 石青", [("记者", "石青")]),
        ("□记者 石青 通讯员 林晓", [("记者", "石青"), ("通讯员", "林晓")]),
        ("新华社记者 石青、林晓", [("记者", "石青"), ("记者", "林晓")]),
        ("记者 石青 摄", [("摄", "石青")]),
        ("记者：石青/文图", [("文图", "石青")]),
        ("撰文 石青 摄影 林晓", [("撰文", "石青"), ("摄影", "林晓")]),
        ("石青 文/图", [("文/图", "石青")]),
        ("作者 石 青", [("作者", "石青")]),
        ("本报记者石青报道", [("报道", "石青")]),
        ("记者 石青在收购点采访", []),
        ("记者 " + "石青、" * 22 + "石青", []),
    ],
)
def test_bylines(text: str, credits: list[tuple[str, str]]) -> None:
    assert [(c.role, c.name) for c in read_byline(text)] == credits


@pytest.mark.parametrize(
    ("text", "names"), [("石青", ["石青"]), ("石 青", ["石青"]), ("记者石青", ["石青"]), ("夏粮收购启动", [])]
)
def test_bylines_over_a_text_may_be_bare(text: str, names: list[str]) -> None:
    assert [c.name for c in read_byline(text, known=True)] == names
    assert read_byline(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "[打印] [关闭]", "上一篇：夏粮开秤", "责任编辑：罗一禾", "您现在的位置：首页 > 正文", "字号：大 中 小", "相关新闻：",
        "版权所有：江城网", "京ICP备12345号", "未经授权不得转载", "免责声明", "扫一扫关注我们", "关注江城日报公众号",
    ],
)  # fmt: skip
def test_what_the_site_adds_is_furniture(text: str) -> None:
    assert is_chrome(text)


def test_words_and_long_lines_are_no_furniture() -> None:
    assert not any(
        map(is_chrome, ("打印机卖得好", "编辑部来了新人", "上一篇文章里说过", "相关部门的新闻发布会"))
    )
    assert is_chrome("版权所有" + "江" * 116) and not is_chrome("版权所有" + "江" * 117)


# broken lines -----------------------------------------------------------------------------------

WIDE = "二十个收购点同时开秤农户排队卖粮收购价比去年高出一成仓容准备充足"


def test_the_measure_at_which_lines_are_broken() -> None:
    assert measure_of(rows(*[WIDE[:30]] * 3, "完。", *[WIDE[:30]] * 3, "完。")) == 30.0
    assert measure_of(rows("　　" + WIDE[:28], *[WIDE[:29]] * 3, "完。")) == 30.0
    assert measure_of(rows(*[TEXT] * 4)) == 0.0, "every line ends a sentence"
    assert measure_of(rows(WIDE[:30], "", WIDE[:30], "", WIDE[:30])) == 0.0, "blank lines between all"
    assert measure_of(rows(WIDE[:8], WIDE[:30], WIDE[:18], WIDE[:23], WIDE[:12], "完。")) == 0.0, (
        "no width is usual"
    )
    assert measure_of(rows(*[WIDE * 2 + "二"] * 3, "完。")) == 0.0, "too wide for a line"
    assert measure_of(rows("# " + WIDE[:30], "完。")) == 0.0
    assert measure_of(rows(WIDE[:30], WIDE[:30], TEXT + TEXT)) == 0.0, "most of the text is not broken"


def test_where_paragraphs_of_broken_text_begin() -> None:
    def begins(*lines: str, measure: float = 30.0) -> bool:
        *_, above, row = rows(*lines)
        return begins_paragraph(above, row, measure)

    full, short = WIDE[:30], WIDE[:20]
    assert not begins(full, "农户") and not begins(full, "", "农户") and not begins(full[:28], "农户")
    assert begins(short, "农户") and begins(full[:27], "农户")
    assert begins(full[:29] + "。", "", "农户") and not begins(full[:29] + "。", "农户")
    assert begins(full, "　　农户") and not begins(full, "　农户")
    assert begins("# " + full, "农户") and begins(full, "## 农户")
    assert begins(full, "农户", measure=0.0)
    assert begins_paragraph(None, rows("农户")[0], 30.0)


def test_lines_that_come_back_with_other_numbers_are_running_heads() -> None:
    def heads(*lines: str) -> frozenset[int]:
        return running_heads(lines, rows(*lines), 0.0)

    lines = [part.format(n) for n in (1, 2, 3) for part in ("第九期 江城文选 第{}", "{}吨粮食。")]
    assert heads(*lines) == {1, 3, 5}
    assert heads(*lines[:4]) == frozenset()
    assert heads("江城文选 1", "2 江城文选", "江城文选 3") == {1, 2, 3}, "left and right pages"
    assert heads(*(f"粮食产量一共有{n}吨" * 5 for n in (1, 2, 3))) == frozenset()
    assert heads("第3页 共9页", "- 3 -", "3/9页", "第3页", "3", "夏粮") == {1, 2, 3, 4}


# kinds ------------------------------------------------------------------------------------------


def kind(*lines: str, flowing: bool = False) -> str:
    return find_kind(lines, rows(*lines), folio_lines(lines), flowing=flowing)


ARTICLE = ["夏粮收购全面启动", "", PARAGRAPHS[0], "", TEXT]


def test_one_head_over_paragraphs_is_an_article() -> None:
    assert kind(*ARTICLE) == "article"
    assert kind(*ARTICLE, "", "江城日报 第3版 2020年6月9日 星期二") == "page", "a folio line"
    assert kind(*ARTICLE, "", "秋粮播种过半", "", *PARAGRAPHS[:1]) == "page", "another lead"
    assert kind(*ARTICLE, "", "来源：江城晚报 2020年6月9日", "", TEXT) == "page", "another source line"
    assert kind(*ARTICLE, "", "来源：江城网 作者：林晓") == "article", "at its end"
    assert kind(*ARTICLE, "", "秋粮播种过半", "林晓 报道", TEXT) == "page", "another byline"
    assert kind(*ARTICLE, "", "林晓 报道", TEXT) == "article", "a byline below a text"
    assert kind("# 夏粮", PARAGRAPHS[0], "## 仓容", TEXT) == "article"
    assert kind("## 夏粮", PARAGRAPHS[0], "## 秋粮", TEXT) == "page"
    assert kind(PARAGRAPHS[0], TEXT) == "page", "no head"
    assert kind("夏粮", "秋粮") == "page", "no text"
    assert kind(PARAGRAPHS[0], TEXT, flowing=True) == "article", "its source says so"
    assert kind("") == "page" == kind("", flowing=True)


@pytest.mark.parametrize(
    ("lines", "beside"),
    [
        (["江城日报　2020年6月9日　星期二　第3版", *ARTICLE], {1}),
        (["江城日报", "2020年6月9日", "A3", "", *ARTICLE], {1, 2, 3}),
        ([*ARTICLE, "", "2020.6.9 星期二 第三版　民生"], {7}),
        (["江城日报　2020年6月9日", *ARTICLE], set()),  # without a page
        ([ARTICLE[0], "江城日报　2020年6月9日　第3版", *ARTICLE[1:]], set()),  # the source line
        (ARTICLE, set()),
    ],
)
def test_a_folio_beside_a_text(lines: list[str], beside: set[int]) -> None:
    assert folio_beside(rows(*lines), read_issue(lines)) == beside


def test_lines_that_could_be_headlines_of_more_articles() -> None:
    assert may_hold_several(rows(*ARTICLE, "仓容准备充足", TEXT))
    assert not may_hold_several(rows(*ARTICLE, "仓容准备充足")), "with nothing below"
    assert not may_hold_several(rows(*ARTICLE, TEXT, TEXT))
    assert not may_hold_several(rows(*ARTICLE, "仓容" * 21, TEXT)), "too long"
    assert not may_hold_several(rows(*ARTICLE, *["仓容准备充足", TEXT] * 200)), "a book"


def test_columns_are_a_page() -> None:
    for width, what in ((18, "page"), (22, "page"), (24, "article")):
        broken = [(TEXT * 2)[at : at + width] for at in range(0, 100, width)]
        assert kind("夏粮", "", *broken, "完。") == what
    ends = [TEXT, "仓容准备充足农户排队卖粮", TEXT]
    assert kind("夏粮", "", *ends) == "article", "a crosshead"
    assert kind("夏粮", "", TEXT, *["仓容准备充足农户排队卖粮，收购价比去年"] * 3) == "page", (
        "lines break off"
    )


def test_what_parts_several_articles_makes_a_collection() -> None:
    other = ["渡口小学迎来新校舍", "", *OTHER]
    assert kind(*ARTICLE, "========", *other) == "collection"
    assert kind(*ARTICLE, "─ ─ ─ ─", *other) == "collection"
    assert kind(*ARTICLE, "…………", *other) == "collection"
    assert kind(*ARTICLE, "========", "完") == "article"
    assert kind(*ARTICLE, "========", "本文有删节。") == "article"
    assert kind(*ARTICLE, "========", "画社成立", "县里昨日传出消息。") == "collection"
    assert kind("第1版 要闻", *ARTICLE, "第2版 民生", *other) == "collection"
    assert kind("# 夏粮", *ARTICLE[2:], "# 小学", *other[2:], flowing=True) == "collection"
    assert kind("# 夏粮", *ARTICLE[2:], "# 小学", *other[2:]) == "collection"
    assert kind("# 夏粮", *ARTICLE[2:], "# 小学", flowing=True) == "article"


def collection(*lines: str) -> list[tuple[str | None, int]]:
    """Of each article of a collection the headline and how many paragraphs."""
    stories = read("a.txt", "\n".join(lines), "collection").stories
    return [(s.heading.headline, sum(b.kind == "paragraph" for b in s.blocks)) for s in stories]


def test_where_the_articles_of_a_collection_begin() -> None:
    first, second = [("夏粮开秤", 2), ("新校舍启用", 2)], [PARAGRAPHS[0], TEXT]
    assert collection("# 夏粮开秤", *second, "## 仓容充足", "# 新校舍启用", *OTHER) == first
    assert collection("# 夏粮开秤", PARAGRAPHS[0], "## 仓容充足", TEXT, "# 新校舍启用", *OTHER) == first
    assert collection("夏粮开秤", *second, "", "新校舍启用", *OTHER) == first, (
        "blank lines between articles only"
    )
    apart = [part for text in second for part in (text, "")]
    assert collection("夏粮开秤", "", *apart, "新校舍启用", "林晓 报道", "", *OTHER) == first
    assert (
        collection("夏粮开秤", "", *apart, "新校舍启用", "", "本报讯（记者 林晓）" + OTHER[0], "", OTHER[1])
        == first
    )
    assert collection("夏粮开秤", "", *apart, "仓容准备充足", "", TEXT) == [("夏粮开秤", 3)], "a crosshead"
    assert (
        collection("目录", "=====", "夏粮开秤", *second, "=====", "新校舍启用", *OTHER, "=====", "完")
        == first
    )


# articles ---------------------------------------------------------------------------------------


def article(*lines: str, measure: float = 0.0) -> Story:
    return read_article(rows(*lines), "a.txt", because("whole-file"), measure=measure).story


def blocks(*lines: str, measure: float = 0.0) -> list[tuple[str, str]]:
    return [(b.kind, b.text) for b in article("夏粮收购全面启动", "", *lines, measure=measure).blocks]


def test_what_stands_in_the_body_of_an_article() -> None:
    first, last = ("paragraph", PARAGRAPHS[0]), ("paragraph", TEXT)
    assert blocks(PARAGRAPHS[0], TEXT) == [first, last]
    assert blocks(PARAGRAPHS[0], "仓容准备充足", TEXT) == [first, ("crosshead", "仓容准备充足"), last]
    assert blocks(PARAGRAPHS[0], "图为收购点", TEXT) == [first, ("caption", "图为收购点"), last]
    assert blocks(PARAGRAPHS[0], TEXT, "本报记者 石青") == [first, last, ("credit", "本报记者 石青")]
    assert blocks(PARAGRAPHS[0], "【打印】", TEXT) == [first, last]
    assert blocks(PARAGRAPHS[0], TEXT, "来源：江城日报") == [first, last, ("note", "来源：江城日报")]
    assert blocks(PARAGRAPHS[0], "## 仓容准备充足。", TEXT) == [first, ("crosshead", "仓容准备充足。"), last]
    assert blocks(PARAGRAPHS[0], TEXT, "## 仓容")[-1] == ("paragraph", "仓容"), "a heading over nothing"


@pytest.mark.parametrize(
    ("line", "above", "below"),
    [
        ("仓容准备充足", "农户排队卖粮", TEXT),  # the text above breaks off
        ("仓容准备充足。", PARAGRAPHS[0], TEXT),
        ("仓容准备充足", PARAGRAPHS[0], "农户排队卖粮"),
        ("仓容" * 14, PARAGRAPHS[0], TEXT),
        ("曙光里小区居民 石青芬", PARAGRAPHS[0], TEXT),  # signed
    ],
)
def test_short_lines_that_are_no_crossheads(line: str, above: str, below: str) -> None:
    assert [kind for kind, _ in blocks(PARAGRAPHS[0], above, line, below)] == ["paragraph"] * 4


def test_in_broken_text_lines_make_paragraphs() -> None:
    found = blocks("　　" + WIDE[:28], WIDE[:30], "完。", "　　" + WIDE[:28], "完。", measure=30.0)
    assert found == [("paragraph", WIDE[:28] + WIDE[:30] + "完。"), ("paragraph", WIDE[:28] + "完。")]


@pytest.mark.parametrize(
    ("end", "credits"),
    [
        ("完。（记者 石青）", [("记者", "石青")]),
        ("完。（石青）", [("作者", "石青")]),
        ("完。(石青)", [("作者", "石青")]),
        ("完。（未完待续）", []),
        ("完。（未完）", []),
        ("（石青）说完。", []),
    ],
)
def test_who_signs_an_article(end: str, credits: list[tuple[str, str]]) -> None:
    assert [(c.role, c.name) for c in article("夏粮", "", TEXT, end).credits] == credits


def test_names_in_head_lead_and_byline_count_once() -> None:
    lines = ["夏粮", "来源：江城日报 作者：石青", "记者 林晓", "", PARAGRAPHS[0], TEXT, "", "摄影 何苗"]
    found = [(c.role, c.name) for c in article(*lines).credits]
    assert found == [("记者", "石青"), ("记者", "林晓"), ("摄影", "何苗")]


def test_an_article_is_less_sure_the_less_its_form_says() -> None:
    whole = article("夏粮收购全面启动", "", TEXT)
    less = [
        article("夏粮开秤", "夏粮收购全面启动", "", TEXT),  # a kicker may be the headline
        article("夏粮收购全面启动", "——来自收购点", "", TEXT),
        article("夏粮收购全面启动", "", TEXT, "农户排队卖粮"),  # it breaks off
        article("夏粮收购全面启动"),
        article(TEXT),
    ]
    assert 0.9 < whole.confidence < 1
    assert all(0 < story.confidence < whole.confidence for story in less)
    assert less[4].confidence < less[3].confidence < less[0].confidence
    assert article("夏粮收购全面启动", "", TEXT, "农户卖粮（图）").confidence == whole.confidence


def test_a_jump_line_is_taken_out_of_the_text() -> None:
    story = article("夏粮", "", TEXT + "（下转3版）")
    assert story.jump and story.jump.page == 3 and story.blocks[0].text == TEXT


@pytest.mark.parametrize(
    ("front", "day", "paper", "extra"),
    [
        ("date: 2020-06-09", "2020-06-09", None, {}),
        ("date: 2020年6月9日\nsource: 江城日报", "2020-06-09", "江城日报", {}),
        ("date: 昨天", None, None, {}),
        ("发布日期: 2020-06", "2020-06", None, {}),
        ("date: 2020/6/9 08:30", "2020-06-09", None, {}),
        ("date: 2020-06-09T08:30:00+08:00", "2020-06-09", None, {}),
        ("date: 2020/06", "2020-06", None, {}),
        ("published: 2020-06-09\n来源: 江城网\nmood: 好", "2020-06-09", "江城网", {"mood": "好"}),
        ("date: [1, 2]", None, None, {}),
    ],
)
def test_the_issue_in_front_matter(
    front: str, day: str | None, paper: str | None, extra: dict[str, str]
) -> None:
    (story,) = read("a.md", f"---\n{front}\n---\n\n# 夏粮收购全面启动\n\n{TEXT}\n").stories
    issue = story.issue
    assert (issue.issued and issue.issued.value, issue.paper and issue.paper.value) == (day, paper)
    assert dict(story.extra) == extra


def test_a_title_in_front_matter_and_headings_in_the_text() -> None:
    def heading(title: str, *lines: str) -> tuple[str | None, str | None, tuple[str, ...]]:
        (story,) = read("a.md", f"---\ntitle: {title}\n---\n\n" + "\n\n".join([*lines, TEXT]) + "\n").stories
        return story.heading.kicker, story.heading.headline, story.heading.deck

    assert heading("夏粮收购 全面启动", "# 夏粮收购全面启动") == (None, "夏粮收购全面启动", ())
    assert heading("夏粮开秤") == (None, "夏粮开秤", ())


# front matter -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("front", "headline", "kicker", "names"),
    [
        ("title: 夏粮开秤", "夏粮开秤", None, []),
        ("标题: 夏粮收购全面启动\n作者: [石青, 林晓]", "夏粮收购全面启动", None, ["石青", "林晓"]),
        ("author: 石青、林晓", "夏粮收购全面启动", None, ["石青", "林晓"]),
        ("author: 石青 / 林晓；何苗", "夏粮收购全面启动", None, ["石青", "林晓", "何苗"]),
    ],
)
def test_what_a_person_wrote_over_a_text_comes_first(
    front: str, headline: str, kicker: str | None, names: list[str]
) -> None:
    (story,) = read("a.md", f"---\n{front}\n---\n\n# 夏粮收购全面启动\n\n{TEXT}\n").stories
    assert (story.heading.headline, story.heading.kicker) == (headline, kicker)
    assert [c.name for c in story.credits] == names
