"""Columns as blocks: where paragraphs and headings end, what each fragment is, which goes on with which."""

from __future__ import annotations

import pytest

from beibei_site.parsing.blocks.breaks import split_paragraphs
from beibei_site.parsing.blocks.fragments import Fragment, build_fragments, set_widths
from beibei_site.parsing.blocks.leads import LEAD_ACROSS, put_leads_first
from beibei_site.parsing.blocks.rules import apply_rules
from beibei_site.parsing.blocks.units import Unit, build_units
from beibei_site.parsing.text.lines import read_lines

WORDS = "全市夏粮收购工作全面启动二十个收购点同时开秤农户排队卖粮收购价比去年高出一成仓容准备充足"


def full(at: int = 0, width: int = 16) -> str:
    """A line of running text without clauses."""
    return (WORDS * 3)[at : at + width]


def stop(width: int) -> str:
    """A line that ends a sentence."""
    return full(3, width - 1) + "。"


def parts(*lines: str, measure: float = 16.0) -> list[int]:
    """How many lines each part of a run has."""
    return [len(part) for part in split_paragraphs(read_lines("\n".join(lines)), measure)]


@pytest.mark.parametrize(
    ("lines", "sizes"),
    [
        # a news lead, also cut by a narrow column
        ([full(), "本报讯（记者石青）六月八日夏粮", full()], [1, 2]),
        ([full(), "本报讯（记", "者石青）六月八日夏粮", full()], [1, 3]),
        # jump lines end a piece
        ([full(), "仓容充足（下转3版）", full()], [2, 1]),
        # captions begin anew, and end where a sentence does
        ([full(), "图为农户在排队卖粮", full()], [1, 2]),
        (["图为农户在排队卖粮的收购点里。", full(), full()], [1, 2]),
        (["图为农户在排队卖粮的收购点里", full(), full()], [3]),
        # no line begins with a closing sign, or with the rest of a word and a stop
        ([stop(10), "，" + full(), full()], [3]),
        ([stop(10), "粮。会议指出" + full(0, 10), full()], [3]),
        # credit lines stand alone
        ([full(), "记者 石青 摄", full()], [1, 1, 1]),
        # a sentence that ends short of the measure ends a paragraph
        ([full(), full(), stop(14), full(), full()], [3, 2]),
        ([full(), full(), stop(15), full(), full()], [5]),
        ([full(), full(), full(0, 12), full(), full()], [5]),
        # a heading after a sentence: set neither to the measure nor to the indent
        ([full(), full(), stop(16), full(5, 9), full(), full()], [3, 3]),
        ([full(), full(), stop(16), full(5, 14), full(), full()], [6]),
        ([full(), full(), stop(16), full(5, 9) + "，", full(), full()], [6]),
        # headings over a lead, whatever their width
        ([full(), full(), stop(16), full(5), "本报讯（记者石青）六月八日夏粮", full()], [3, 1, 2]),
        ([full(), full(), stop(16), full(5), full(6), "本报讯（记者石青）六月八日夏粮"], [3, 2, 1]),
        ([full(), full(), stop(16), full(5), *[full(6)] * 3, "本报讯（记者石青）六月八日夏粮"], [7, 1]),
        # numbered headings
        ([full(5, 9), "3 办老年学堂", full(), full()], [1, 1, 2]),
        # a deck in brackets ends a heading
        (["夏粮收购全面启动", "（二十个收购点同时开秤）", "一成仓容"], [2, 1]),
        # the title of a document
        (["关于封闭施工的通告", full(), full(), full()], [1, 3]),
        # a heading over running text: shorter than a first line, or over one that is indented
        (["夏粮收购启动", full(0, 10) + "，" + full(0, 5), full(), full()], [1, 3]),
        (["夏粮收购工作全面启动", full(0, 10) + "，" + full(0, 5), full(), full()], [1, 3]),
        (["夏粮收购工作全面启动了", full(0, 10) + "，" + full(0, 5), full(), full()], [4]),
        (["夏粮收购工作全面启动了", full(0, 8) + "，" + full(0, 5), full(), full()], [1, 3]),
        ([full(0, 14), full(0, 8) + "，" + full(0, 5), full(), full()], [4]),
        # lines of a heading stay together
        (["夏粮收购", "全面启动", "开秤"], [3]),
    ],
)  # fmt: skip
def test_where_a_run_of_lines_is_parted(lines: list[str], sizes: list[int]) -> None:
    assert parts(*lines) == sizes


def test_the_measure_near_a_seam_is_that_of_the_lines_about_it() -> None:
    wide = [full(0, 30)] * 5
    assert parts(*wide, *[full()] * 6, stop(16), *[full()] * 5) == [17], "a full line of the narrow part"
    assert parts(*wide, stop(16), *wide) == [6, 5], "a short one among wide lines"
    assert parts(full(0, 22), full(), full(), stop(16), full(), full()) == [6], (
        "a wider heading sets no measure"
    )


# fragments --------------------------------------------------------------------------------------


def fragments(*lines: str) -> tuple[Fragment, ...]:
    return build_fragments(read_lines("\n".join(lines)))


@pytest.mark.parametrize(
    ("lines", "count"),
    [
        ([full(), full()], 1),
        ([full(), "", full()], 2),
        ([full(), "　　" + full()], 2),
        ([full(), " " + full()], 2),  # a new text frame
        (["　　" + full(), "　　" + full()], 2),
        (["　" + full(), "　" + full()], 1),
        ([full(), "## " + full()], 2),
        (["## 夏粮", full()], 2),
        ([full(), "2021年6月9日 星期三"], 2),
        (["2021年6月9日 星期三", "责任编辑：罗一禾"], 1),
        (["2021年6月9日 星期三", "热烈庆祝大桥通车"], 2),
    ],
)
def test_what_parts_fragments(lines: list[str], count: int) -> None:
    assert len(fragments(*lines)) == count


def test_the_measure_of_a_fragment() -> None:
    def measures(*lines: str) -> list[float]:
        return [fragment.measure for fragment in fragments(*lines)]

    assert measures(full(0, 14), full(), full(), stop(9)) == [16.0]
    assert measures(full(0, 14), full(), full(), stop(9), "", full(0, 9)) == [16.0, 16.0], "a single line"
    assert measures(full(0, 14), full(), full(), stop(9), "", full(0, 13), full(0, 9)) == [16.0, 16.0]
    assert measures(full(0, 14), full(), full(), stop(9), "", full(0, 10), full(0, 9)) == [16.0, 10.0], (
        "too narrow"
    )
    assert measures(full(0, 14), full(), full(), stop(9), "", full(0, 20)) == [16.0, 0.0], "too wide"
    assert measures(full(0, 20)) == [0.0], "nothing tells"
    far = [line for _ in range(6) for line in ("", "## 夏粮收购的那些事情全面启动二十个收")]
    assert measures(full(0, 14), full(), full(), stop(9), *far, "", full(0, 9))[-1] == 0.0, "too far away"
    assert measures(*[full()] * 3, "", full(0, 9), "", *[full(0, 11)] * 3)[1] == 16.0, "of two, that above"


def test_a_first_line_that_leaves_room_is_indented() -> None:
    def indented(*lines: str, measure: float = 16.0) -> bool | None:
        return fragments(*lines)[0].indented(measure)

    more = (full(), full(), full())
    assert indented(full(0, 14), *more) is True
    assert indented(full(0, 16), *more) is False
    assert indented(full(0, 15) + "A", *more) is False
    assert indented(full(0, 15), *more, measure=15.5) is False
    assert indented(full(0, 15), *more) is None, "one character tells nothing"
    assert indented(full(0, 12), *more) is True
    assert indented(full(0, 11), *more) is None
    assert indented(full(0, 18), *more) is None or indented(full(0, 18), *more) is False
    assert indented("　　" + full(0, 16), *more) is True, "a printed indent"
    assert indented(full(0, 14), *more, measure=0.0) is None
    assert indented(stop(14)) is None, "a whole paragraph of one line"
    assert indented(full(0, 16), full(0, 18), measure=15.0) is True, "a wider line shows a wider measure"


def test_text_that_ends_with_a_full_line_runs_on() -> None:
    def runs_on(*lines: str) -> bool:
        return fragments(*lines)[0].runs_on(16.0)

    assert runs_on(full(), full()) and runs_on(full(), full(0, 15)) and not runs_on(full(), full(0, 14))
    assert not runs_on(full(), stop(16)) and not runs_on(full(), full(0, 15) + "：")
    assert runs_on(full(0, 13)) and not runs_on(full(0, 12)), "a single line may be indented"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("会议传达学习市委五届八次全会精神, 听取区发展改革委通报有关情况, 并围绕推动建设进行协商讨论", 3),
        ("会议传达学习市委五届八次全会精神 听取区发展改革委通报有关情况", 1),  # no clause mark
        ("会议传达,学习精神 听取", 1),  # too short
        ("强 对 脱 贫 攻 坚 监 督 全 市 夏 粮 收 购 工 作，启 动", 1),  # spaced out
        ("## 会议传达学习市委五届八次全会精神, 听取区发展改革委通报有关情况, 并围绕推动建设进行协商讨论", 1),
        (
            "会议传达学习市委五届八次全会精神并听取区发展改革委通报有关情况, 并围绕推动",
            1,
        ),  # one blank, printed
        ("会议传达学习市委五届八次, 全会 精神听取区发展改革, 有关情况并围绕推动建设进行", 3),
    ],
)
def test_blanks_in_a_line_may_be_the_line_breaks_of_a_column(text: str, count: int) -> None:
    (line,) = read_lines(text)
    widths = set_widths(line)
    assert len(widths) == count and (count == 1 or max(widths) - min(widths) <= 6)


# rules ------------------------------------------------------------------------------------------


def kinds(*lines: str) -> list[str]:
    """What each fragment of a page is."""
    return [rule.verdict for rule in apply_rules(fragments(*lines))]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("2021年6月9日 星期三", "furniture"),
        ("热烈庆祝大桥通车", "furniture"),
        ("讲文明树新风讲文明树新风", "furniture"),
        ("（下转3版）", "jump"),
        ("夏粮收购工作全面启动（下转3版）", "jump"),
        ("夏粮收购工作全面启动二十个收购点（下转3版）", "jump"),
        ("夏粮收购工作全面启动二十个收购点同（下转3版）", "heading"),
        ("仓容充足。（下转3版）", "paragraph"),
        ("据新华社报道", "source"),
        ("记者 石青 摄", "credit"),
        ("图为收购点", "caption"),
        ("本报讯（记者 石青）夏粮收购启动", "paragraph"),
        ("3 办老年学堂", "numbered"),
        ("一、仓容准备充足", "heading"),
        ("● 仓容准备充足", "heading"),
        ("一、仓容准备充足。", "paragraph"),
        ("一、" + "仓容" * 14 + "，", "paragraph"),
        ("夏粮收购全面启动", "heading"),
        ("今年夏粮丰收，农户笑开了颜，", "paragraph"),
        ("今年夏粮丰收。农户笑", "paragraph"),
        ("## " + "夏粮收购，" * 17 + "夏粮收购", "heading"),
        ("## " + "夏粮收购，" * 18 + "夏粮收购", "paragraph"),
        ("图为" + "农户" * 79, "caption"),
        ("图为" + "农户" * 80, "paragraph"),
    ],
)
def test_what_a_line_is_by_its_words(line: str, kind: str) -> None:
    assert kinds(line) == [kind]


def test_a_slogan_that_is_extracted_twice_is_furniture() -> None:
    assert kinds("讲文明树新风", "讲文明树新风") == ["furniture"]
    assert kinds("讲文明", "讲文明") == ["heading"], "too short to tell"
    assert kinds("讲文明树新风", "讲文明树新人") == ["heading"]


COLUMN = [full(0, 14), full(), full(), full(0, 8) + "，" + full(0, 6) + "。"]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        (full(0, 9), "heading"),
        (full(0, 24), "heading"),
        (full(0, 36), "heading"),
        (full(0, 18) + "，" + full(0, 17), "heading"),
        (full(0, 18) + "，" + full(0, 18), "paragraph"),
        (full(0, 8) + "、" + full(0, 8), "heading"),
        (full(0, 8) + "、" + full(0, 4) + "、" + full(0, 4), "heading"),
        (full(0, 6) + "，" + full(0, 6), "heading"),
        (full(0, 6) + "，" + full(0, 6) + "，" + full(0, 6), "paragraph"),
        (full(0, 6) + "“" + full(0, 6), "paragraph"),
        (full(0, 6) + "“" + full(0, 6) + "”", "heading"),
        ("6月8日" + full(0, 9), "heading"),
        (f"（{full(0, 9)}，{full(0, 9)}）", "heading"),
        (full(0, 9) + "，" + full(0, 9) + " " + full(0, 9), "heading"),
    ],
)
def test_what_a_line_over_a_column_is_by_its_shape(line: str, kind: str) -> None:
    assert kinds(line, "", *COLUMN)[0] == kind


def test_half_a_sentence_is_no_heading() -> None:
    prose = [full(0, 14), full(), full(0, 8) + "，" + full(0, 7), full()]
    assert kinds(*prose, "", full(0, 16), "", *COLUMN)[1] == "paragraph", "flush below text that breaks off"
    assert kinds(*prose, "", full(0, 9), "", *COLUMN)[1] == "heading"
    goes_on = [full(0, 8) + "，" + full(0, 7), full(), full(), "完。"]
    assert kinds(full(0, 16), "", *goes_on)[0] == "paragraph", "a full line over text that is not indented"
    assert kinds(full(0, 9), "", *goes_on)[0] == "heading"


def test_on_a_page_that_marks_headings_lines_without_marks_are_text() -> None:
    marked = ["## 夏粮收购", "", *COLUMN, ""]
    assert kinds(*marked, full(0, 20), "", *COLUMN)[2] == "heading"
    assert kinds(*marked, full(0, 28), "", "今年夏粮，丰收")[2] == "paragraph"


# joins and units --------------------------------------------------------------------------------


def units(*lines: str) -> tuple[Unit, ...]:
    found = fragments(*lines)
    return build_units(found, apply_rules(found))


def paragraphs(*lines: str) -> list[str]:
    return [unit.text for unit in units(*lines) if unit.kind == "paragraph"]


TAIL = [full(0, 14), full(1), full(2), "农户说，" + full(3, 12)]  # breaks off
REST = ["收购点的茶水，" + full(4, 9), full(5), full(6), "准备充足。"]  # goes on
OTHER = [full(7, 14), full(8), full(9), "农户说，都很好。"]  # begins and ends


def test_a_paragraph_goes_on_below_a_heading_or_another_paragraph() -> None:
    whole = "".join([*TAIL, *REST])
    assert paragraphs(*TAIL, "", *REST) == [whole]
    assert paragraphs(*TAIL, "", "夏粮开秤", "", *REST) == [whole]
    assert paragraphs(*TAIL, "", *OTHER, "", *REST) == [whole, "".join(OTHER)]
    assert paragraphs(*OTHER, "", *REST, "", *TAIL) == ["".join(OTHER), whole], (
        "columns came in the wrong order"
    )


def test_what_ends_or_begins_a_paragraph_is_not_joined() -> None:
    assert paragraphs(*TAIL, "", *OTHER) == ["".join(TAIL), "".join(OTHER)]
    assert paragraphs(*OTHER, "", *REST) == ["".join(OTHER), "".join(REST)]
    lead = ["本报讯（记者石青）六月八日，夏", *REST[1:]]
    assert len(paragraphs(*TAIL, "", *lead)) == 2
    assert len(paragraphs(*TAIL, "", *lead, "", *REST)) == 3, "nothing goes on below a lead"


def test_nothing_is_joined_up_over_a_new_frame_or_a_lead() -> None:
    framed = [" " + OTHER[0], *OTHER[1:]]
    whole = "".join([*TAIL, *REST])
    assert paragraphs(*OTHER, "", *REST, "", *OTHER, "", *TAIL) == ["".join(OTHER), "".join(OTHER), whole]
    for border in (framed, ["本报讯（记者石青）六月八日", *OTHER[1:]]):
        assert whole not in paragraphs(*OTHER, "", *REST, "", *border, "", *TAIL)


def test_a_paragraph_goes_on_in_its_own_measure() -> None:
    wide = ["为农户备茶水，" + full(4, 17), full(5, 24), full(6, 24), "准备充足。"]
    narrow = ["为农户备茶水，" + full(4, 9), *REST[1:]]
    assert len(paragraphs(*TAIL, "", "夏粮开秤", "", *narrow)) == 1
    assert len(paragraphs(*TAIL, "", "夏粮开秤", "", *wide)) == 2
    assert len(paragraphs(*TAIL, "", *wide)) == 1, "right below it may be set otherwise"


def test_words_seen_together_tell_which_paragraph_goes_on() -> None:
    said = "农户说，收购点的农户。"  # the end of one and the beginning of the other
    near = ["到了下午三点钟，" + full(4, 8), full(5), full(6), "准备充足。"]
    tail = [*TAIL[:3], "农户说，" + full(3, 11) + "点"]
    found = paragraphs(*OTHER[:3], said, "", *tail, "", *near, "", "的" + REST[0], *REST[1:])
    assert "".join([*tail, *near]) in found


def test_the_end_of_a_paragraph_that_is_lost_is_marked() -> None:
    assert [unit.cut for unit in units(*TAIL, "", *OTHER)] == [True, False]
    assert [unit.cut for unit in units(*TAIL, "", *REST)] == [False]


def test_lines_of_a_heading_are_units_of_their_own() -> None:
    found = units("夏粮收购全面启动", "记者 石青", "", "全市夏粮开秤", "二十个收购点同时开秤", "", *COLUMN)
    assert [(unit.kind, unit.text) for unit in found[:-1]] == [
        ("heading", "夏粮收购全面启动"),
        ("credit", "记者 石青"),
        ("heading", "全市夏粮开秤"),
        ("heading", "二十个收购点同时开秤"),
    ]


# leads across columns ---------------------------------------------------------------------------

SECTION = [full(0, 14), full(1), full(2), "农户说，都很好。"]
SECOND = [full(3, 14), full(4), full(5), "农户说，还可以。"]
WIDE = [full(0, 34), full(2, 36), full(4, 36), "农户说，" + full(6, 20) + "。"]


def ordered(*blocks: list[str]) -> list[str]:
    """The units after leads have come first, each by its first letters."""
    lines = [line for block in blocks for line in (*block, "")]
    return [unit.text[:8] for unit in put_leads_first(units(*lines))]


HEAD, CROSS, NEXT = (["机制建起来 计划定出来"], ["多部门走上前台来"], ["项目开始落地了"])


def test_a_lead_comes_before_the_column_left_of_it() -> None:
    lead, section, second = ("".join(block)[:8] for block in (WIDE, SECTION, SECOND))
    assert ordered(HEAD, SECTION, WIDE, CROSS, SECOND) == [lead, HEAD[0][:8], section, CROSS[0], second]
    assert ordered(HEAD, NEXT, SECTION, WIDE, CROSS, SECOND) == [
        HEAD[0][:8], lead, NEXT[0], section, CROSS[0], second,
    ], "of two headings the last is the section's"  # fmt: skip
    assert ordered(HEAD, SECTION, ["记者 石青"], WIDE, CROSS, SECOND) == [
        "记者 石青", lead, HEAD[0][:8], section, CROSS[0], second,
    ], "its byline goes with it"  # fmt: skip
    assert ordered(HEAD, SECTION, WIDE, CROSS, NEXT, SECOND) == [
        CROSS[0], lead, HEAD[0][:8], section, NEXT[0], second,
    ], "and the heading below it that is no crosshead"  # fmt: skip
    moved = put_leads_first(units(*HEAD, "", *SECTION, "", *WIDE, "", *CROSS, "", *SECOND))
    assert [unit.rule == LEAD_ACROSS for unit in moved] == [True, False, False, False, False]


@pytest.mark.parametrize(
    "blocks",
    [
        [
            HEAD,
            SECTION,
            [full(0, 20), full(2, 22), full(4, 22), "农户说，好。"],
            CROSS,
            SECOND,
        ],  # hardly wider
        [HEAD, SECTION, ["本报讯（记者石青）" + full(0, 25), *WIDE[1:]], CROSS, SECOND],
        [HEAD, ["本报讯（记者石青）六月八日", *SECTION[1:]], WIDE, CROSS, SECOND],
        [HEAD, SECTION, WIDE],  # no column below
        [HEAD, SECTION, WIDE, CROSS, WIDE],
        [HEAD, WIDE, CROSS, SECOND],  # no column above
        [SECTION, WIDE, CROSS, SECOND],  # no crosshead
    ],
)
def test_other_wide_paragraphs_stay(blocks: list[list[str]]) -> None:
    lines = [line for block in blocks for line in (*block, "")]
    assert put_leads_first(units(*lines)) == units(*lines)
