"""The modules of the reader, each by what it promises."""

from __future__ import annotations

from dataclasses import replace

import pytest

from beibei_site.domain.model import Block, Credit, Jump
from beibei_site.parsing.blocks.fragments import build_fragments, set_widths
from beibei_site.parsing.blocks.leads import put_leads_first
from beibei_site.parsing.blocks.rules import apply_rules
from beibei_site.parsing.blocks.units import Unit, build_units
from beibei_site.parsing.explain import explain_page
from beibei_site.parsing.reader import read_page, trace_tables
from beibei_site.parsing.sources.decode import decode
from beibei_site.parsing.sources.seeds import read_pages
from beibei_site.parsing.stories import fit, heads, infographic
from beibei_site.parsing.stories.assembly import without_jumps
from beibei_site.parsing.stories.plan import plan_page
from beibei_site.parsing.stories.scoring import Page
from beibei_site.parsing.text import credits, grammar, signatures
from beibei_site.parsing.text.lines import close_up, is_spaced, read_lines, width_of
from beibei_site.parsing.text.spacing import close_heading, close_sentence, join_lines
from beibei_site.rendering.sentences import teller


def column(text: str, width: int = 19) -> str:
    """`text` as a column sets it: the first line two characters short, for its indent is lost."""
    first = width - 2
    return "\n".join([text[:first], *(text[at : at + width] for at in range(first, len(text), width))])


LEAD = "本报讯（记者石青）六月八日，全市夏粮收购工作全面启动，二十个收购点同时开秤，农户排队卖粮，收购价比去年高出一成。"
NEXT = "据了解，今年全市夏粮种植面积稳中有增，总产量预计再创新高，仓容准备充足，不会出现卖粮难的情况。"
COLUMN = column(LEAD) + "\n\n" + column(NEXT) + "\n"


def units_of(text: str) -> tuple[Unit, ...]:
    fragments = build_fragments(read_lines(text))
    return build_units(fragments, apply_rules(fragments))


# decode -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_decode_finds_the_encoding(encoding: str) -> None:
    text = decode("渡口小学\r\n迎来新校舍\f完".encode(encoding)).text
    assert text == "渡口小学\n迎来新校舍\f完"


def test_a_damaged_character_does_not_make_a_text_unreadable() -> None:
    (page,) = read_pages("a.txt", f"{'夏粮收购工作全面启动。' * 20}\0完".encode())
    assert page.text.endswith("启动。完") and [p.code for p in page.problems] == ["control-character"]


def test_decode_refuses_what_is_no_text() -> None:
    with pytest.raises(ValueError, match="UTF-8"):
        decode(b"\x00\x01\xff\xfe\x80")


JAPANESE = (
    "昨日の午後、会議が開かれ、新しい計画について話し合われた。カメラやテレビの取材も多く、市長が挨拶した。"
)
CHINESE = "昨天下午，区委召开会议，研究部署有关工作。会议指出，这是全区人民的一件大事，要把各项任务做好。"
TRADITIONAL = "昨天下午，縣府召開會議，討論了新的計畫。記者到場採訪，縣長說，這是全縣人民的一件大事。"


@pytest.mark.parametrize(
    ("text", "encoding", "name"),
    [
        (CHINESE, "gb18030", "gb18030"),
        (CHINESE, "gb2312", "gb18030"),
        (TRADITIONAL, "big5", "big5"),
        (JAPANESE, "shift_jis", "shift-jis"),
        (JAPANESE, "euc_jp", "euc-jp"),
        (CHINESE, "utf-16", "utf-16"),
        (CHINESE, "utf-8", "utf-8"),
    ],
)
def test_an_encoding_is_found_by_its_frequent_characters(text: str, encoding: str, name: str) -> None:
    decoded = decode(text.encode(encoding))
    assert (decoded.text, decoded.encoding) == (text, name) and decoded.certainty > 0.6


def test_what_is_read_with_doubt_is_said() -> None:
    (page,) = read_pages("a.txt", "魑魅魍魎饕餮".encode("gb18030"))
    assert [p.code for p in page.problems] == ["guessed-encoding"] and "certain" in page.problems[0].message
    assert read_pages("a.txt", CHINESE.encode("gb18030"))[0].problems == ()


def test_control_characters_are_left_out_and_counted() -> None:
    (page,) = read_pages("a.txt", "渡口\x01小学\n\x02\ufffe\n校舍".encode())
    assert page.text == "渡口小学\n\n校舍"
    assert "3 control characters such as U+0001" in page.problems[0].message


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("字" * 200_001, "line 1 has 200,001 characters"),
        ("字\n" * 200_000, "200,001 lines"),
        (("字" * 99_999 + "\n") * 51, "5,100,000 characters"),
        ("a" * (64 * 2**20 + 1), "of over 64 MiB"),
    ],
    ids=["line", "lines", "characters", "bytes"],
)
def test_what_no_newspaper_prints_is_refused_by_its_size(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        read_pages("a.txt", text.encode())


# lines ------------------------------------------------------------------------------------------


def test_lines_keep_their_numbers_and_their_marks() -> None:
    lines = read_lines("\n## 标题\n\u200b\n　　正文\n 新框")
    assert [(x.number, x.text, x.level, x.indent, x.after_blank) for x in lines] == [
        (2, "标题", 2, 0.0, 1),
        (4, "正文", 0, 2.0, 1),
        (5, "新框", 0, 0.5, 0),
    ]


def test_letter_spacing_is_seen_and_closed() -> None:
    assert is_spaced("强 对 脱 贫 攻 坚 监 督") and not is_spaced("周旭出席 何庆主持")
    assert close_up("本 报 讯（记 者 霍 吕）") == "本报讯（记者霍吕）"
    assert width_of("4月AB，") == 0.5 + 1 + 1 + 1


def test_claimed_lines_count_as_blank() -> None:
    assert [x.number for x in read_lines("甲\n乙\n丙", frozenset({2}))] == [1, 3]


# blocks -----------------------------------------------------------------------------------------


def test_the_measure_is_the_width_of_a_full_line() -> None:
    first, second = build_fragments(read_lines(COLUMN))
    assert second.measure == 19.0
    assert first.indented(19.0) and not first.runs_on(19.0)


def test_line_breaks_left_as_blanks_are_set_lines() -> None:
    (line,) = read_lines(
        "会议传达学习市委五届八次全会精神,听取 区发展改革委通报有关情况,并围绕推动 建设进行协商讨论。"
    )
    assert len(set_widths(line)) == 3


def test_a_paragraph_ends_where_a_line_is_short() -> None:
    text = "区领导梁亚荣参加调研。\n在金刀峡镇小华蓥村昕杨养殖合作社，周旭详\n细了解蜂蜜产量、价格、销售渠道等情况，要\n以专业合作社为载体，带动农户增收致富。"
    assert [f.lines[0].number for f in build_fragments(read_lines(text))] == [1, 2]


# grammar ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "本报讯（记者 石青）",
        "本 报 讯（记 者 石 青）",
        "新华社北京4月1日电",
        "本报记者 石青 报道",
        "讯（通讯员 何苗）",
    ],
)
def test_leads(text: str) -> None:
    assert grammar.has_lead(text)


@pytest.mark.parametrize("text", ["据了解，今年", "记者节的来历", "区委书记周旭"])
def test_no_leads(text: str) -> None:
    assert not grammar.has_lead(text)


def test_credits_with_their_roles() -> None:
    assert credits.line_credits("记者 石青 何苗/文 方圆/制图") == (
        Credit("文", "石青"),
        Credit("文", "何苗"),
        Credit("制图", "方圆"),
    )
    assert credits.is_credit("记者 林晓 摄") and not credits.is_credit("周旭出席 何庆主持")
    assert signatures.lead_credits("本报讯（记者 石青 通讯员 何苗）") == (
        Credit("记者", "石青"),
        Credit("通讯员", "何苗"),
    )
    assert signatures.closing_credits("完。（记者 石青）") == (Credit("记者", "石青"),)


@pytest.mark.parametrize(
    ("text", "jump"),
    [
        ("稳定。（下转3版）", Jump("to", 3)),
        ("（上接第一版）", Jump("from", 1)),
        ("（紧接第十二版）", Jump("to", 12)),
    ],
)
def test_jumps(text: str, jump: Jump) -> None:
    assert grammar.find_jump(text)[1] == jump


def test_datelines_and_source_lines() -> None:
    assert grammar.has_day("本报讯（记者 石青）6 月 8 日，") and grammar.has_day("6月8—10日")
    assert not grammar.has_day("13月40日，")
    assert (
        grammar.is_source("据重庆日报")
        and grammar.is_source("（据新华社）")
        and not grammar.is_source("据了解")
    )
    assert grammar.is_caption("图为会场。") and grammar.is_caption("会议召开。 记者 林晓 摄")


# rules, units -----------------------------------------------------------------------------------


def test_rules_name_what_they_see() -> None:
    text = (
        "2021年6月9日 星期三\n\n热烈庆祝大桥通车\n\n夏粮收购全面启动\n\n"
        + COLUMN
        + "\n记者 林晓 摄\n\n据重庆日报"
    )
    fragments = build_fragments(read_lines(text))
    assert [r.name for r in apply_rules(fragments)] == [
        "folio", "slogan", "heading by shape", "lead", "stop inside or comma at the end", "credit line", "source line",
    ]  # fmt: skip


def test_a_column_break_inside_a_sentence_is_joined() -> None:
    lines = column(LEAD).split("\n")
    text = "\n".join([*lines[:2], "", *lines[2:]]) + "\n\n" + column(NEXT)
    assert [u.text for u in units_of(text)] == [LEAD.replace("记者", "记者 "), NEXT]


def test_a_lost_end_is_marked() -> None:
    first, second = units_of("\n".join(column(LEAD).split("\n")[:2]) + "\n\n" + column(NEXT))
    assert first.cut and not second.cut and second.text == NEXT


# spacing ----------------------------------------------------------------------------------------


def test_blanks() -> None:
    assert join_lines(["Beibei", "District", "4月29", "日"]) == "Beibei District4月29日"
    assert close_sentence("（记 者", wrapped=False) == "（记者"
    assert close_sentence("《绵阳市人民政府 北碚区人民政府行动计划》", wrapped=False).count(" ") == 1
    assert close_heading("周旭出席 何庆主持") == "周旭出席 何庆主持"


# heads, scoring, plan ---------------------------------------------------------------------------


def headings(*texts: str) -> list[Unit]:
    return [u for u in units_of("\n\n".join(texts) + "\n\n" + COLUMN) if u.kind == "heading"]


def test_the_headline_is_the_line_that_names_the_event() -> None:
    body = "6月8日，全市夏粮收购工作全面启动，方远出席。"
    heading = heads.build_heading(
        headings("颗粒归仓 丰收在望", "全市夏粮收购全面启动", "方远出席 何平主持"), body
    )
    assert heading.kicker == "颗粒归仓 丰收在望"
    assert heading.headline == "全市夏粮收购全面启动"
    assert heading.deck == ("方远出席 何平主持",)
    assert heads.build_heading([], body).headline is None


def test_a_heading_fits_the_body_that_has_its_words() -> None:
    paragraphs = [u for u in units_of(COLUMN) if u.kind == "paragraph"]
    bags = fit.build_bags(paragraphs, [0, 1])
    (line,) = headings("夏粮收购工作启动")
    own = fit.fit_heading([line], bags, paragraphs[0].text, 0, 1)
    other = fit.fit_heading([line], bags, paragraphs[1].text, 1, 2)
    assert own.score > 0 > other.score
    assert "收购" in own.words


def test_quoted_words_must_stand_in_the_text() -> None:
    paragraphs = [u for u in units_of(COLUMN) if u.kind == "paragraph"]
    bags = fit.build_bags(paragraphs, [0, 0])
    (line,) = headings("夏粮收购实现“四地”目标")
    assert fit.fit_heading([line], bags, COLUMN, 0, 2).missing == ("四地",)


def test_a_plan_without_paragraphs_leaves_headings_to_nobody() -> None:
    (line,) = [u for u in units_of("夏粮收购工作启动\n") if u.kind == "heading"]
    assert not plan_page([], [[line]], Page(0, 0)).stories


# infographic, measure ---------------------------------------------------------------------------

GRAPHIC = """\
协同推进干线路网建设，加快推进铁路建设，
畅通两地高速公路主通道，缩短通行的时间。

加强干部教育资源共享，互派优秀青年干部到
对方挂职锻炼，推动干部人才的交流与合作。

2 干部人才互派交流

推动电子政务平台的横向对接和数据共享，协
同推进智慧城市建设，共享政务信息和服务。

1 交通路网互联互通

3 政务信息共建共享
"""


def test_scattered_numbers_are_put_in_order() -> None:
    graphic = infographic.find_infographic(units_of(GRAPHIC))
    assert graphic is not None
    assert [(h.text[0], t.text[:4]) for h, t in graphic.sections] == [
        ("1", "协同推进"), ("2", "加强干部"), ("3", "推动电子"),
    ]  # fmt: skip


def test_numbers_on_one_line_are_parted() -> None:
    page = GRAPHIC.replace(
        "1 交通路网互联互通\n\n3 政务信息共建共享", "1 交通路网互联互通 3 政务信息共建共享"
    )
    _, graphic = infographic.read_graphic(units_of(page))
    assert graphic is not None
    assert [h.text for h, _ in graphic.sections] == [
        "1 交通路网互联互通", "2 干部人才互派交流", "3 政务信息共建共享",
    ]  # fmt: skip


def test_an_orderly_list_is_no_infographic() -> None:
    text = (
        "1 修路架桥\n\n先修路，再架桥。\n\n2 通水通电\n\n先通水，再通电。\n\n3 建校建院\n\n先建校，再建院。"
    )
    assert infographic.find_infographic(units_of(text)) is None


def test_a_lead_across_columns_comes_first() -> None:
    wide = column(
        "在两地携手建设双城经济圈的进程当中，本区将加快建设先进制造业基地和协同创新基地，推动高质量发展。", 40
    )
    section = column(
        "两地首先建立合作的保障机制，高质量召开两地党政联席会议，完善沟通协调机制，形成工作合力。", 16
    )
    text = (
        f"合作机制建起来 行动计划定出来\n\n{section}\n\n{wide}\n\n多部门走上前台 多领域实质合作\n\n{section}"
    )
    ordered = put_leads_first(units_of(text))
    assert ordered[0].text.startswith("在两地携手")


def test_a_caption_in_a_column_is_a_block_of_its_own() -> None:
    page = "夏粮收购全面启动\n\n" + column(LEAD) + "\n图为农户在排队卖粮。记者 林晓 摄\n"
    blocks = read_page(page, "page.txt").stories[0].blocks
    assert [b.kind for b in blocks] == ["paragraph", "caption"]
    assert blocks[1].text.startswith("图为农户")


def test_texts_of_an_infographic_that_run_together_are_parted() -> None:
    page = (
        "1 建家庭床位\n\n2 发高龄津贴\n\n3 办老年学堂\n\n"
        "把养老院的床位搬到老人家中，护理员定\n期上门，为老人测血压。\n"
        "标准由一百元提高到一百五十元，通过社\n会保障卡按月发放。\n"
        "依托社区开设书画、合唱等课程，学堂全\n年都不放假。\n"
    )
    parted = infographic.part_texts(units_of(page))
    assert [u.text[:4] for u in parted if u.kind == "paragraph"] == ["把养老院", "标准由一", "依托社区"]


# assembly, explain, reader ----------------------------------------------------------------------


def test_a_paragraph_that_is_only_a_jump_line_leaves_the_text() -> None:
    lead, text = (
        Block("paragraph", "（上接第1版）", ()),
        Block("paragraph", "农户排队卖粮。（下转第3版）", ()),
    )
    assert [block.text for block in without_jumps([lead, text])] == ["农户排队卖粮。"]
    assert without_jumps([lead]) == [lead]
    assert without_jumps([replace(lead, text="")]) == []


def test_explain_shows_every_line_and_every_story() -> None:
    trace = trace_tables(read_lines("夏粮收购全面启动\n\n" + COLUMN), "page.txt")
    report = list(explain_page(trace, teller("en")))
    for number in (1, 3, 4, 5, 6, 8, 9, 10):
        assert any(line.strip().startswith(f"{number} ") for line in report)
    assert any("headline: 夏粮收购全面启动" in line for line in report)
    assert any("because: headline above its text" in line for line in report)


def test_a_short_report_with_a_photo_is_no_photo() -> None:
    page = "夏粮收购全面启动\n\n" + column(LEAD) + "\n\n记者 林晓 摄\n"
    assert read_page(page, "page.txt").stories[0].kind == "report"
    assert read_page(page.replace("本报讯（记者石青）", ""), "page.txt").stories[0].kind == "photo"


def test_an_empty_page_has_no_stories() -> None:
    assert read_page(" \n\u3000\n", "page.txt").stories == ()


@pytest.mark.parametrize("extractor", ["crlf", "fullwidth indent", "zero width", "form feed"])
def test_extractors_do_not_matter(extractor: str) -> None:
    text = "夏粮收购全面启动\n\n" + COLUMN
    changed = {
        "crlf": text.replace("\n", "\r\n"),
        "fullwidth indent": text.replace("本报讯", "　　本报讯").replace("据了解", "　　据了解"),
        "zero width": text.replace("，", "，\u200b"),
        "form feed": text + "\f",
    }[extractor]
    story = read_page(decode(changed.encode()).text, "page.txt").stories[0]
    want = read_page(text, "page.txt").stories[0]
    assert (story.heading, story.text) == (want.heading, want.text)
