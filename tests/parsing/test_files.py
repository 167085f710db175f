"""One article a file, in every form; collections; and newspaper pages, which are neither."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from playwright.sync_api import Browser

from beibei_site.domain.model import PageReading, Story
from beibei_site.parsing.sources.decode import decode
from beibei_site.parsing.sources.html import read_html
from tests.conftest import ROOT
from tests.parsing.files import OTHER, PARAGRAPHS, Piece, as_html, as_text, as_word, as_wrapped, read

SOURCE = "2020-06-09 来源：江城日报 作者：石青"
LONG = "收购点为农户准备了茶水和遮阳棚：记者走访多地，听农户说怎么卖粮、怎么看今年的收购价，又打算怎么种秋粮"
HEADS = [
    Piece(),
    Piece(source=SOURCE),
    Piece(headline=LONG),
    Piece(kicker="夏粮开秤", deck=("农户排队卖粮，收购价比去年高出一成",), source=SOURCE),
    Piece(deck=("——来自二十个收购点的报道",), byline="□本报记者 石青"),
    Piece(kicker="【一线】", crosshead="仓容准备充足"),
]
FORMS: dict[str, Callable[[Piece], str | bytes]] = {
    "blank lines": as_text,
    "indents": lambda piece: as_text(piece, gap="\n", indent="　　"),
    "no blank lines": lambda piece: as_text(piece, gap="\n", over="\n"),
    "hard wrapped": lambda piece: as_wrapped(piece, 34),
    "html": as_html,
    "styled word file": lambda piece: as_word(piece, styled=True),
    "plain word file": lambda piece: as_word(piece, styled=False),
}
SUFFIX = {"html": "html", "styled word file": "docx", "plain word file": "docx"}


def texts(story: Story, kind: str = "paragraph") -> list[str]:
    return ["".join(b.text.split()) for b in story.blocks if b.kind == kind]


def closed(lines: tuple[str, ...]) -> list[str]:
    return ["".join(line.split()) for line in lines]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("piece", HEADS, ids=lambda p: p.kicker or p.headline[:8])
def test_one_article_is_read_from_every_form(piece: Piece, form: str) -> None:
    reading = read(f"a.{SUFFIX.get(form, 'txt')}", FORMS[form](piece))
    (story,) = reading.stories
    assert reading.kind == "article" and not reading.orphans
    heading = story.heading
    assert (heading.headline, heading.kicker or "", heading.deck) == (
        piece.headline,
        piece.kicker,
        piece.deck,
    )
    assert texts(story) == closed(piece.paragraphs)
    assert texts(story, "crosshead") == [piece.crosshead] * bool(piece.crosshead)
    assert [c.name for c in story.credits] == ["石青"]
    issued = story.issue.issued
    assert (issued.value if issued else "") == ("2020-06-09" if piece.source else "")
    assert not piece.source or (story.issue.paper and story.issue.paper.value == "江城日报")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_encodings_and_line_ends(encoding: str, end: str) -> None:
    (story,) = read("a.txt", as_text(HEADS[1]).replace("\n", end).encode(encoding)).stories
    assert story.heading.headline == "夏粮收购全面启动" and texts(story) == closed(PARAGRAPHS)


def test_big5() -> None:
    text = "夏糧收購全面啟動\n\n【本報訊】全市夏糧收購工作昨日全面啟動，二十個收購點同時開秤，農戶排隊賣糧，收購價比去年高出一成。\n"
    decoded = decode(text.encode("big5"))
    assert (decoded.text, decoded.encoding) == (text, "big5") and decoded.certainty > 0.9
    assert read("a.txt", text.encode("big5")).stories[0].heading.headline == "夏糧收購全面啟動"


def test_html_in_the_encoding_that_it_declares() -> None:
    (story,) = read("a.htm", as_html(HEADS[1], "gb2312")).stories
    assert story.heading.headline == "夏粮收购全面启动" and texts(story) == closed(PARAGRAPHS)


def test_what_surrounds_an_article_on_the_web_is_furniture() -> None:
    reading = read("a.html", as_html(HEADS[3]))
    lines = read_html(as_html(HEADS[3])).text.split("\n")
    furniture = {lines[n - 1] for span in reading.furniture for n in span}
    assert furniture >= {
        "首页",
        "时政",
        "[责任编辑：罗一禾]",
        "### 相关新闻",
        "老街改造征求意见",
        "版权所有：江城网",
    }
    assert not any("不是正文" in line for line in lines)


def test_the_links_beside_an_article_are_of_no_paper() -> None:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    links = "<div>[责任编辑：罗一禾]</div><div><h3>相关新闻</h3><ul><li><a href='#'>老街改造征求意见</a></li></ul></div>"
    page = f"<h1>夏粮收购全面启动</h1><p>发布日期：2020-06-09　作者：石青</p><div>{text}</div>{links}"
    issue = read("a.html", f"<meta charset=utf-8><body>{page}</body>").issue
    assert issue.issued and issue.issued.value == "2020-06-09" and issue.paper is None


@pytest.mark.parametrize(("last", "section"), [("石青", None), ("民生", "民生"), ("民生　石青", "民生")])
def test_a_name_behind_the_page_is_its_author_and_no_section(last: str, section: str | None) -> None:
    text = "\n".join(["夏粮收购全面启动", f"2020年6月9日　江城日报　第3版　{last}", *PARAGRAPHS])
    issue = read("a.txt", text).issue
    assert (issue.section.value if issue.section else None) == section
    assert issue.page and issue.page.value == "3"


def test_a_source_line_below_the_text_tells_the_issue_too() -> None:
    issue = read(
        "a.txt", "\n".join(["夏粮收购全面启动", *PARAGRAPHS, "（原载《江城日报》2020年6月9日第3版）"])
    ).issue
    told = (issue.issued, issue.paper, issue.page)
    assert [value and value.value for value in told] == ["2020-06-09", "江城日报", "3"]


def test_buttons_and_editors_in_copied_text_are_furniture() -> None:
    text = as_text(HEADS[1]) + "\n责任编辑：罗一禾\n\n【打印】【关闭】\n\n上一篇：老街改造征求意见\n"
    reading = read("a.txt", text)
    assert texts(reading.stories[0]) == closed(PARAGRAPHS)
    assert sum(span.last - span.first + 1 for span in reading.furniture) == 3


FRONT = "---\ntitle: 夏粮收购全面启动\ndate: 2020-06-09\nauthor: 石青、林晓\nsource: 江城日报\ntags: [转载, 剪报]\n---\n\n"
MARKDOWN = "一段**加重**的话，有[链接](https://example.org)。\n\n- 甲\n- 乙\n\n## 分题\n\n> 引文。\n"


def test_markdown_keeps_the_words_of_its_person() -> None:
    (story,) = read("a.md", FRONT + "# 夏粮收购全面启动\n\n" + MARKDOWN).stories
    assert story.markdown == MARKDOWN.strip("\n")
    assert story.heading.headline == "夏粮收购全面启动"
    assert [c.name for c in story.credits] == ["石青", "林晓"]
    assert story.extra == (("tags", ["转载", "剪报"]),)
    assert story.issue.issued and (story.issue.issued.value, story.issue.issued.origin) == (
        "2020-06-09",
        "metadata",
    )


def test_markdown_without_front_matter_and_front_matter_that_is_none() -> None:
    (story,) = read(
        "a.md", f"# 夏粮收购全面启动\n\n{PARAGRAPHS[0]}\n\n## 仓容充足\n\n{PARAGRAPHS[1]}\n"
    ).stories
    assert story.heading.headline == "夏粮收购全面启动" and story.markdown.startswith("本报讯")
    broken = read("a.md", "---\ntitle: [\n---\n\n" + PARAGRAPHS[0] + "\n")
    assert broken.stories


PIECES = (
    replace(HEADS[3], crosshead="仓容准备充足"),
    Piece(headline="渡口小学迎来新校舍", source="渡口晚报 2019年9月2日 第3版", paragraphs=OTHER),
)


@pytest.mark.parametrize("border", ["=" * 20, "* * *", "————————"])
def test_a_digest_is_parted_at_its_separators(border: str) -> None:
    text = f"剪报文摘　2022年第3辑\n\n{border}\n" + f"\n{border}\n".join(map(as_text, PIECES))
    reading = read("digest.txt", text)
    assert reading.kind == "collection"
    assert [s.heading.headline for s in reading.stories] == [p.headline for p in PIECES]
    assert [texts(s) for s in reading.stories] == [closed(p.paragraphs) for p in PIECES]
    assert [s.issue.issued and s.issue.issued.value for s in reading.stories] == ["2020-06-09", "2019-09-02"]
    assert [s.issue.page and s.issue.page.value for s in reading.stories] == [None, "3"]


def test_an_issue_as_text_is_parted_at_its_pages_and_headlines() -> None:
    one, two = (
        as_text(p, gap="\n", indent="　　")
        for p in (replace(PIECES[0], source=""), replace(PIECES[1], source=""))
    )
    text = f"江城日报\n2020年6月9日　星期二\n\n第1版　要闻\n\n{one}\n{two}\n第2版　民生\n\n{two}"
    reading = read("issue.txt", text)
    assert reading.kind == "collection"
    assert [s.heading.headline for s in reading.stories] == [PIECES[0].headline, *[PIECES[1].headline] * 2]
    assert [s.issue.page and s.issue.page.value for s in reading.stories] == ["1", "1", "2"]
    assert reading.issue.issued and reading.issue.issued.value == "2020-06-09"
    assert reading.issue.paper and reading.issue.paper.value == "江城日报"


BOOK = [
    replace(piece, headline=piece.headline + sign, paragraphs=tuple(sign + text for text in piece.paragraphs))
    for sign in "甲乙丙丁"
    for piece in PIECES
]


@pytest.fixture(scope="module")
def flowing(browser: Browser) -> bytes:
    """A PDF of one column whose pages go on from each other, with running heads."""
    text = "".join(
        f"<h1>{p.headline}</h1>"
        + "".join(f"<h2>{d}</h2>" for d in p.deck)
        + "".join(f"<p>{t}</p>" for t in p.paragraphs)
        for p in BOOK
    )
    style = """body { font: 10.5pt/1.6 'Noto Serif CJK SC' } h1 { font-size: 18pt } h2 { font-size: 12pt }
        h1, h2 { text-align: center; break-after: avoid } p { text-indent: 2em; margin: 0; text-align: justify }"""
    head = "<div style='font-size: 9px; margin-left: 60px'>江城文选　2020年第9期　2020年9月18日　<span class='pageNumber'></span></div>"
    page = browser.new_page()
    page.set_content(f"<!doctype html><meta charset='utf-8'><style>{style}</style>{text}")
    data = page.pdf(
        width="595px", height="500px", display_header_footer=True, header_template=head, footer_template="<i></i>",
        margin={"top": "70px", "bottom": "50px", "left": "60px", "right": "60px"},
    )  # fmt: skip
    page.close()
    return data


def test_the_pages_of_a_flowing_pdf_go_on_from_each_other(flowing: bytes) -> None:
    reading = read("book.pdf", flowing)
    assert reading.kind == "collection"
    assert [s.heading.headline for s in reading.stories] == [p.headline for p in BOOK]
    assert [texts(s) for s in reading.stories] == [closed(p.paragraphs) for p in BOOK]
    assert reading.issue.issued and reading.issue.issued.value == "2020-09-18"


def test_the_five_pages_and_columns_are_pages() -> None:
    for seed in sorted((ROOT / "seeds").glob("*.txt")):
        assert read(seed.name, seed.read_bytes()).kind == "page"
    narrow = "夏粮收购全面启动\n\n" + "\n".join(
        t[at : at + 17] for t in PARAGRAPHS for at in range(0, len(t), 17)
    )
    assert read("a.txt", narrow).kind == "page"
    two = as_text(HEADS[0]) + "\n" + as_text(replace(HEADS[0], headline="秋粮播种过半"))
    assert read("a.txt", two).kind == "page"


@pytest.mark.parametrize("kind", ["page", "article", "collection"])
def test_a_curators_word_decides(kind: str) -> None:
    for data in (as_text(HEADS[3]), "夏粮\n" + "\n".join(PARAGRAPHS)):
        assert read("a.txt", data, kind).kind == kind  # type: ignore[arg-type]


def stories_of(reading: PageReading) -> list[str]:
    return [s.heading.headline or "" for s in reading.stories]


def test_a_part_without_a_text_is_no_article() -> None:
    text = "目录\n========\n" + as_text(HEADS[0]) + "========\n" + as_text(PIECES[1]) + "========\n完\n"
    assert stories_of(read("a.txt", text)) == [HEADS[0].headline, PIECES[1].headline]
