"""Which line of a heading does what, whose headings and closing lines are whose, how sure a reading is."""

from __future__ import annotations

import pytest

from beibei_site.domain.model import Heading, Jump, PageReading, Story
from beibei_site.parsing.blocks.fragments import build_fragments
from beibei_site.parsing.blocks.rules import apply_rules
from beibei_site.parsing.blocks.units import Unit, build_units
from beibei_site.parsing.reader import trace_tables
from beibei_site.parsing.stories.fit import build_bags, fit_heading
from beibei_site.parsing.stories.heads import build_heading
from beibei_site.parsing.stories.infographic import find_infographic, part_texts
from beibei_site.parsing.text.lines import read_lines


def set_in(text: str, width: int = 17) -> str:
    """A paragraph as a column sets it, its indent lost."""
    return "\n".join(
        [text[: width - 2], *(text[at : at + width] for at in range(width - 2, len(text), width))]
    )


HARVEST = set_in("本报讯（记者 石青）6月8日，全市夏粮收购工作全面启动，二十个收购点同时开秤，农户排队卖粮。")
PRICES = set_in(
    "据了解，夏粮收购价比去年高出一成，仓容准备充足，收购点为农户准备了茶水和遮阳棚，做到随到随收。"
)
SCHOOL = set_in(
    "本报讯（记者 林晓）9月1日，渡口镇中心小学的新校舍正式启用，三百二十名学生在新教室里上了第一课。"
)
CLASSES = set_in(
    "校长介绍，渡口小学的新操场比从前大了整整一倍，图书室也添了两千册书，学生再也不用蹚水上学了。"
)
BIRDS = set_in("镜湖湿地公园里，上千只红嘴鸥嬉戏觅食，引来众多市民驻足观赏，湖水水质达到了三类标准。")
GRAIN, PUPILS = "全市夏粮收购全面启动", "渡口小学新校舍启用"


def read(*blocks: str) -> PageReading:
    return trace_tables(read_lines("\n\n".join(blocks) + "\n"), "page.txt").reading


def told(reading: PageReading) -> list[tuple[str | None, int, tuple[str, ...]]]:
    """Of each story the headline, how many paragraphs, and the crossheads."""
    return [
        (
            story.heading.headline,
            sum(block.kind == "paragraph" for block in story.blocks),
            tuple(block.text for block in story.blocks if block.kind == "crosshead"),
        )
        for story in reading.stories
    ]


# whose headings ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("blocks", "stories"),
    [
        ([GRAIN, HARVEST, PRICES], [(GRAIN, 2, ())]),
        ([HARVEST, PRICES, GRAIN], [(GRAIN, 2, ())]),
        ([GRAIN, HARVEST, PUPILS, SCHOOL], [(GRAIN, 1, ()), (PUPILS, 1, ())]),
        ([HARVEST, GRAIN, SCHOOL, PUPILS], [(GRAIN, 1, ()), (PUPILS, 1, ())]),
        ([HARVEST, GRAIN, PUPILS, SCHOOL], [(GRAIN, 1, ()), (PUPILS, 1, ())]),
        ([GRAIN, HARVEST, PRICES, SCHOOL, CLASSES, PUPILS], [(GRAIN, 2, ()), (PUPILS, 2, ())]),
        ([HARVEST, SCHOOL], [(None, 1, ()), (None, 1, ())]),
        (["镜湖来了红嘴鸥", BIRDS, GRAIN, HARVEST], [("镜湖来了红嘴鸥", 1, ()), (GRAIN, 1, ())]),
        # crossheads
        ([GRAIN, HARVEST, "收购价高出一成", PRICES, "夏粮仓容充足", PRICES], [(GRAIN, 3, ("收购价高出一成", "夏粮仓容充足"))]),
        ([GRAIN, HARVEST, "一、价格", PRICES, "二、仓容", PRICES], [(GRAIN, 3, ("一、价格", "二、仓容"))]),
        ([GRAIN, "一、启动", HARVEST, "二、仓容", PRICES], [(GRAIN, 2, ("一、启动", "二、仓容"))]),
        (["# " + GRAIN, HARVEST, "## 收购价高", PRICES, "# " + PUPILS, SCHOOL], [(GRAIN, 2, ("收购价高",)), (PUPILS, 1, ())]),
        (["# " + GRAIN, HARVEST, "# 仓容", PRICES], [(GRAIN, 1, ()), ("仓容", 1, ())]),
        # no crosshead: a byline or a dateline below it
        ([GRAIN, HARVEST, "镜湖来了红嘴鸥", "记者 何苗", BIRDS], [(GRAIN, 1, ()), ("镜湖来了红嘴鸥", 1, ())]),
        ([GRAIN, HARVEST, "镜湖来了红嘴鸥", set_in("2月21日，" + BIRDS.replace("\n", ""))], [(GRAIN, 1, ()), ("镜湖来了红嘴鸥", 1, ())]),
        # a line of closing parts stories
        ([GRAIN, HARVEST, "据江城日报", BIRDS], [(GRAIN, 1, ()), (None, 1, ())]),
        ([GRAIN, HARVEST, "（下转3版）", BIRDS], [(GRAIN, 1, ()), (None, 1, ())]),
        # another measure
        ([GRAIN, HARVEST, PRICES, "镜湖来了红嘴鸥", set_in(BIRDS.replace("\n", ""), 23)], [(GRAIN, 2, ()), ("镜湖来了红嘴鸥", 1, ())]),
    ],
)  # fmt: skip
def test_headings_go_to_the_stories_whose_words_they_have(
    blocks: list[str], stories: list[tuple[str | None, int, tuple[str, ...]]]
) -> None:
    assert told(read(*blocks)) == stories


def test_a_heading_of_nothing_on_the_page_is_nobodys() -> None:
    reading = read(GRAIN, HARVEST, PUPILS, SCHOOL, "秋季运动会昨日闭幕")
    assert told(reading) == [(GRAIN, 1, ()), (PUPILS, 1, ())]
    assert [(span.first, span.last) for span in reading.orphans] == [(13, 13)]


# kicker, headline, deck -------------------------------------------------------------------------


def heading(*lines: str, body: str = HARVEST) -> Heading:
    found = build_fragments(read_lines("\n".join(lines)))
    units = [unit for unit in build_units(found, apply_rules(found)) if unit.kind == "heading"]
    assert len(units) == sum(bool(line) for line in lines), "all are heading lines"
    return build_heading(units, body.replace("\n", ""))


@pytest.mark.parametrize(
    ("lines", "kicker", "headline", "deck"),
    [
        ([GRAIN], None, GRAIN, ()),
        (["农户喜上眉梢", "", GRAIN], "农户喜上眉梢", GRAIN, ()),
        ([GRAIN, "", "农户喜上眉梢"], None, GRAIN, ("农户喜上眉梢",)),
        (["农户喜上眉梢", "", GRAIN, "", "方远出席 何平主持"], "农户喜上眉梢", GRAIN, ("方远出席 何平主持",)),
        (["全市夏粮收购会议强调", "", "二十个收购点同时开秤"], "全市夏粮收购会议强调", "二十个收购点同时开秤", ()),
        (["全市夏粮收购", "", "——二十个收购点同时开秤收购夏粮"], None, "全市夏粮收购", ("——二十个收购点同时开秤收购夏粮",)),
        (["全市夏粮收购", "", "二十个收购点同时开秤见闻"], None, "全市夏粮收购", ("二十个收购点同时开秤见闻",)),
        (["夏粮收购 农户卖粮", "", "二十个收购点同时开秤"], "夏粮收购 农户卖粮", "二十个收购点同时开秤", ()),
        (["夏粮收购启动 农户", "", "秋后"], None, "夏粮收购启动 农户".replace(" ", ""), ("秋后",)),
        (["### 全市夏粮收购全面启动", "", "# 开秤"], "全市夏粮收购全面启动", "开秤", ()),
        # a headline of several lines
        (["全市夏粮收购工作在", "二十个收购点启动"], None, "全市夏粮收购工作在二十个收购点启动", ()),
        (["全市夏粮收购工作在", "", "二十个收购点启动"], None, "全市夏粮收购工作在", ("二十个收购点启动",)),
        (["全市夏粮“收购", "启动”开秤"], None, "全市夏粮“收购启动”开秤", ()),
        (["全市夏粮收购与", "方远出席 何平主持"], None, "全市夏粮收购与", ("方远出席 何平主持",)),
        (["# 全市夏粮收购", "# 农户排队卖粮"], None, "全市夏粮收购 农户排队卖粮", ()),
        (["# 全市夏粮收购", "# 农户排队卖粮", "# 二十个点开秤"], None, "全市夏粮收购农户排队卖粮二十个点开秤", ()),
        ([GRAIN, "", "农户说“今年", "价格好”"], None, GRAIN, ("农户说“今年价格好”",)),
    ],
)  # fmt: skip
def test_the_lines_of_a_heading(
    lines: list[str], kicker: str | None, headline: str, deck: tuple[str, ...]
) -> None:
    found = heading(*lines)
    assert (found.kicker, found.headline, found.deck) == (kicker, headline, deck)


# fit --------------------------------------------------------------------------------------------


def paragraph(text: str) -> Unit:
    return Unit("paragraph", text, tuple(read_lines(text)))


def line(text: str) -> Unit:
    return Unit("heading", text, tuple(read_lines(text)))


TEXTS = [paragraph(text.replace("\n", "")) for text in (HARVEST, PRICES, SCHOOL)]
BAGS = build_bags(TEXTS, [0, 0, 1])


def fit(*lines: str, first: int = 0, last: int = 2) -> float:
    body = "".join(text.text for text in TEXTS[first:last])
    return fit_heading([line(text) for text in lines], BAGS, body, first, last).score


def test_a_heading_fits_better_the_more_of_its_words_a_text_has() -> None:
    assert fit("夏粮收购工作全面启动") > fit("夏粮收购工作会议闭幕") > fit("秋季运动会昨日闭幕") < 0
    assert fit("夏粮收购工作全面启动") > 0 > fit("夏粮收购工作全面启动", first=2, last=3)
    assert fit("夏粮收购工作全面启动") > fit("夏粮收购") > 0, "few words tell less"
    assert fit("收购价比去年高出一成") > fit("收购价比去年高出一成", last=1), "in any of the paragraphs"
    assert fit("夏粮收购“全面启动”") > fit("夏粮收购全面启动“四地”") + 1, "what it quotes is missing"


def test_of_several_lines_the_best_counts_most() -> None:
    best = fit("夏粮收购工作全面启动")
    assert best > fit("夏粮收购工作全面启动", "秋季运动会昨日闭幕") > 0, "a kicker may use other words"
    assert fit("夏粮收购工作全面启动", "农户排队卖粮") > best
    assert fit("秋季运动会昨日闭幕", "夏粮收购工作全面启动") == fit(
        "夏粮收购工作全面启动", "秋季运动会昨日闭幕"
    )
    seven, six = (fit(*["夏粮收购工作全面启动"] * count) for count in (7, 6))
    assert seven - six < six - fit(*["夏粮收购工作全面启动"] * 5), "too many lines for one heading"


def test_rare_words_weigh_more() -> None:
    bags = build_bags([paragraph("江城夏粮"), paragraph("江城小学"), paragraph("江城红鸥")], [0, 1, 2])
    common, rare = (bags.coverage(frozenset([word, "没有"]), 0, 1) for word in ("江城", "夏粮"))
    assert 0 < common < rare < 1
    assert bags.coverage(frozenset(), 0, 3) == 0 == bags.coverage(frozenset(["夏粮"]), 1, 3)
    together = build_bags([paragraph("江城夏粮"), paragraph("江城夏粮")], [0, 0])
    assert together.weights["夏粮"] == together.weights["江城"], "paragraphs of one story count once"


# infographics -----------------------------------------------------------------------------------


def graphic(*blocks: str) -> list[tuple[str, str]] | None:
    found = build_fragments(read_lines("\n\n".join(blocks)))
    made = find_infographic(build_units(found, apply_rules(found)))
    return made and [(head.text, text.text[:2]) for head, text in made.sections]


BEDS, MONEY, LESSONS = (
    set_in("把养老院的床位搬到老人家中，护理员定期上门，为老人测血压和血糖。"),
    set_in("高龄津贴的标准由一百元提高到一百五十元，通过社会保障卡按月发放。"),
    set_in("依托社区开设书画、合唱等课程，老年学堂全年都不放假，还送教上门。"),
)
ONE, TWO, THREE = "1 建家庭床位", "2 发高龄津贴", "3 办老年学堂"
SECTIONS = [(ONE, "把养"), (TWO, "高龄"), (THREE, "依托")]


def test_each_numbered_heading_gets_the_text_that_has_its_words() -> None:
    assert graphic(ONE, TWO, THREE, BEDS, MONEY, LESSONS) == SECTIONS
    assert graphic(LESSONS, THREE, MONEY, BEDS, TWO, ONE) == SECTIONS
    assert graphic(BEDS, ONE, LESSONS, THREE, MONEY, TWO) == SECTIONS
    assert graphic(TWO, MONEY, ONE, BEDS, THREE, LESSONS) == SECTIONS, "not in order"


def test_what_is_no_infographic() -> None:
    assert graphic(ONE, BEDS, TWO, MONEY, THREE, LESSONS) is None, "a list in a story"
    assert graphic(ONE, TWO, BEDS, MONEY) is None, "too few"
    assert graphic(ONE, TWO, THREE, BEDS, MONEY) is None, "a text is missing"
    assert graphic(ONE, TWO, "2 办老年学堂", BEDS, MONEY, LESSONS) is None, "a number stands twice"
    assert graphic(ONE, TWO, THREE, HARVEST, BEDS, MONEY) is None, "texts of a story with a lead"


def test_a_text_right_beside_a_heading_is_its_own_if_words_do_not_tell() -> None:
    plain = [set_in(f"{sign}" * 6 + "，" + f"{sign}" * 20 + "。") for sign in "甲乙丙"]
    names = ("3 建家园", "1 发津贴", "2 办学堂")
    found = graphic(*(part for pair in zip(names, plain, strict=True) for part in pair))
    assert found == [("1 发津贴", "乙乙"), ("2 办学堂", "丙丙"), ("3 建家园", "甲甲")]


def parted(*blocks: str) -> list[str]:
    """The paragraphs of a page after the texts of an infographic are parted, each by its first letters."""
    found = build_fragments(read_lines("\n\n".join(blocks)))
    units = part_texts(build_units(found, apply_rules(found)))
    return [unit.text[:2] for unit in units if unit.kind == "paragraph"]


FLUSH = [  # three texts that run together, each ending where a line ends a sentence
    "把养老院的床位搬到老人家中，护士", "每周定期上门，为老人测血压血糖。",
    "高龄津贴由一百元提高到百五十元，", "通过社会保障卡按月发放到老人手。",
    "依托社区开设书画合唱等老年课程，", "学堂全年都不放假，还能送教上门。",
]  # fmt: skip


def test_texts_that_run_together_are_parted_if_each_heading_gets_one() -> None:
    run = "\n".join(FLUSH)
    assert parted(ONE, TWO, THREE, run) == ["把养", "高龄", "依托"] == parted(run, ONE, TWO, THREE)
    assert parted(ONE, TWO, run) == ["把养"], "two headings are no infographic"
    assert parted(ONE, TWO, THREE, "4 送餐上门", run) == ["把养"], "a text would be missing"
    assert parted(ONE, run, HARVEST, TWO, THREE) == ["把养", "高龄", "依托", "本报"], (
        "a story among them stays whole"
    )
    assert parted(run, HARVEST, ONE, TWO, THREE) == ["把养", "本报"], "parted from the headings by a story"


def test_an_infographic_stands_where_most_of_it_stands() -> None:
    stories = read(
        ONE, GRAIN, HARVEST, PUPILS, SCHOOL, "为老服务办实事", TWO, THREE, LESSONS, MONEY, BEDS
    ).stories
    graphic = next(story for story in stories if story.kind == "infographic")
    assert stories[-1] is graphic or stories[0] is graphic
    assert [block.text for block in graphic.blocks if block.kind == "crosshead"] == [
        head.replace(" ", "") for head in (ONE, TWO, THREE)
    ]
    assert [block.text[:2] for block in graphic.blocks if block.kind == "paragraph"] == [
        "把养",
        "高龄",
        "依托",
    ]


@pytest.mark.parametrize("signs", ["①②③", "❶❷❸", "123"])
def test_numbers_of_any_kind(signs: str) -> None:
    heads = [f"{sign} {head[2:]}" for sign, head in zip(signs, (ONE, TWO, THREE), strict=True)]
    assert graphic(LESSONS, heads[2], MONEY, BEDS, heads[1], heads[0]) == [
        (head, text) for head, (_, text) in zip(heads, SECTIONS, strict=True)
    ]


# closing lines ----------------------------------------------------------------------------------


def names(reading: PageReading) -> list[list[str]]:
    return [[credit.name for credit in story.credits] for story in reading.stories]


def test_closing_lines_go_to_the_story_above() -> None:
    assert names(read(GRAIN, PRICES, "记者 何苗", PUPILS, SCHOOL)) == [["何苗"], ["林晓"]]
    assert names(read(GRAIN, HARVEST, PUPILS, "记者 何苗", CLASSES)) == [["石青"], ["何苗"]], (
        "a byline over a text"
    )
    assert names(read(GRAIN, HARVEST, "记者 何苗", PUPILS, CLASSES)) == [["石青"], ["何苗"]], (
        "it has one already"
    )
    assert names(read(GRAIN, HARVEST, PUPILS, SCHOOL, "记者 何苗")) == [["石青"], ["林晓", "何苗"]], (
        "all have one"
    )
    below = read("# " + GRAIN, PRICES, "# " + PUPILS, "记者 何苗", CLASSES)
    assert names(below) == [[], ["何苗"]], "though the story above has none"
    assert names(read(PRICES, "# " + GRAIN, "记者 何苗", CLASSES, "# " + PUPILS)) == [["何苗"], []], (
        "below its heading"
    )
    assert names(read("记者 何苗", GRAIN, PRICES)) == [["何苗"]]
    first, second = read(GRAIN, HARVEST, "图为收购点", PUPILS, SCHOOL, "据江城日报").stories
    assert [block.text for block in (first.blocks[-1], second.blocks[-1])] == ["图为收购点", "据江城日报"]


def test_where_a_story_goes_on_from_is_said_between_its_heading_and_its_text() -> None:
    first, second = read(GRAIN, HARVEST, PUPILS, "（上接1版）", CLASSES).stories
    assert first.jump is None and second.jump == Jump("from", 1)
    first, second = read(GRAIN, HARVEST, "（下转3版）", PUPILS, SCHOOL).stories
    assert first.jump == Jump("to", 3) and second.jump is None


def test_who_draws_is_named_at_the_infographic() -> None:
    drawn = ("为老服务办实事", LESSONS, THREE, MONEY, BEDS, TWO, ONE)
    for page in (
        (GRAIN, HARVEST, *drawn, PUPILS, SCHOOL),
        (*drawn, GRAIN, HARVEST),
        (GRAIN, HARVEST, *drawn),
    ):
        stories = read(*page, "方圆/制图").stories
        assert {s.kind: "方圆" in [c.name for c in s.credits] for s in stories} == {
            "infographic": True,
            "report": False,
        }


def only(*blocks: str) -> Story:
    (story,) = read(*blocks).stories
    return story


@pytest.mark.parametrize(
    ("blocks", "kind"),
    [
        ([GRAIN, HARVEST], "report"),
        ([GRAIN, PRICES, "记者 何苗 摄"], "photo"),
        ([GRAIN, HARVEST, "记者 何苗 摄"], "report"),
        ([GRAIN, PRICES, PRICES, PRICES, "记者 何苗 摄"], "report"),
        (["关于解放路封闭施工的通告", PRICES], "notice"),
        (["关于夏粮收购工作的决定", PRICES], "document"),
        (["夏粮收购工作全面启动", PRICES], "report"),
    ],
)
def test_what_a_story_is(blocks: list[str], kind: str) -> None:
    assert only(*blocks).kind == kind


def test_a_story_that_nothing_heads_beside_others_is_a_sidebar() -> None:
    assert [story.kind for story in read(GRAIN, HARVEST, "据江城日报", BIRDS).stories] == [
        "report",
        "sidebar",
    ]
    assert [story.kind for story in read(BIRDS).stories] == ["report"]


# confidence -------------------------------------------------------------------------------------


def test_a_reading_is_surer_the_more_speaks_for_it() -> None:
    sure = only(GRAIN, HARVEST, PRICES).confidence
    assert 0.9 < sure < 1
    assert only(GRAIN, PRICES).confidence < sure, "without a lead"
    assert only("农户今年都很高兴", HARVEST, PRICES).confidence < sure, "other words in its heading"
    assert only(HARVEST, PRICES).confidence < 0.8, "no headline"
    cut = PRICES.rsplit("\n", 1)[0]
    one, two = (only(GRAIN, HARVEST, *[cut] * n, PRICES) for n in (1, 2))
    assert sure > one.confidence > two.confidence, "ends are lost"


def test_the_reasons_say_what_was_decided() -> None:
    def codes(story: Story) -> set[str]:
        return {reason.code for reason in story.reasons}

    below, above = read(PUPILS, CLASSES, GRAIN, HARVEST).stories
    assert codes(above) == {"headline-above", "margin", "opens-with-lead"}
    assert codes(below) == {"headline-above", "no-lead", "page-has-headlines-above"}
    assert codes(read(CLASSES, PUPILS, HARVEST, GRAIN).stories[0]) == {
        "headline-below", "margin", "no-lead", "page-has-headlines-below",
    }  # fmt: skip
    assert codes(only(HARVEST)) == {"no-headline", "opens-with-lead"}
    assert "quote-missing" in codes(only("全市夏粮收购工作全面启动“四地”", HARVEST))
    assert "lost-ends" in codes(only(GRAIN, HARVEST, PRICES.rsplit("\n", 1)[0], PRICES))
    close = read(HARVEST, "夏粮收购新校舍启用", SCHOOL).stories
    assert [other.code for story in close for other in story.alternatives] != []
    assert not above.alternatives and not below.alternatives
