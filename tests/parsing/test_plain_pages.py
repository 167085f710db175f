"""Pages that are laid out plainly are read as they are laid out, with all that stories may have."""

from __future__ import annotations

import pytest

from beibei_site.domain.model import PageReading, Story
from beibei_site.parsing.reader import read_page
from beibei_site.parsing.sheet.model import Box, Sheet, TypeLine
from beibei_site.parsing.sheet.reading import in_order, to_text

HARVEST = (
    "本报讯（记者 石青）6月8日，全市夏粮收购工作全面启动，二十个收购点同时开秤，农户排队卖粮，收购价比去年高出一成，农户都很满意。",
    "据了解，今年全市夏粮种植面积稳中有增，总产量预计再创新高，仓容准备充足，不会出现卖粮难的情况，农民种粮的积极性很高。",
    "市粮食局要求各收购点延长营业时间，为农户准备茶水和遮阳棚，做到随到随收，不打白条，不压级压价，让农户卖上放心粮食。",
)
SCHOOL = (
    "本报讯（记者 林晓）9月1日，渡口镇中心小学的新校舍正式启用，三百二十名学生在新教室里上了第一课，孩子们再也不用蹚水上学。",
    "校长介绍，渡口小学的新操场比从前大了整整一倍，图书室也添了两千册书，由镇政府和当地企业共同出资，历时整整两年才建成。",
)
SIZE, STEP, WIDTH, GUTTER = 10.0, 15.0, 14, 20.0


def line(
    text: str, x: float, y: float, size: float = SIZE, *, down: bool = False, ink: float = 1.0
) -> TypeLine:
    long = size * len(text)
    box = Box(x, y, x + (size if down else long), y + (long if down else size))
    return TypeLine(text, box, size, vertical=down, ink=ink)


def column(text: str, x: float, y: float, *, indent: int = 2) -> list[TypeLine]:
    """A paragraph set in lines of fourteen letters."""
    first, rest = text[: WIDTH - indent], text[WIDTH - indent :]
    cut = [rest[at : at + WIDTH] for at in range(0, len(rest), WIDTH)]
    return [
        line(first, x + indent * SIZE, y), *(line(part, x, y + STEP * n) for n, part in enumerate(cut, 1)),
    ]  # fmt: skip


def place(number: int) -> float:
    """The left edge of a column of the page."""
    return 40 + number * (WIDTH * SIZE + GUTTER)


def foot(lines: list[TypeLine]) -> float:
    return max(x.box.y1 for x in lines)


def story(paragraphs: tuple[str, ...], x: float, y: float) -> list[TypeLine]:
    lines: list[TypeLine] = []
    for text in paragraphs:
        lines += column(text, x, foot(lines) + STEP - SIZE if lines else y)
    return lines


def read(
    lines: list[TypeLine], *, pictures: tuple[Box, ...] = (), rules: tuple[Box, ...] = ()
) -> PageReading:
    sheet = in_order(Sheet(560, 800, tuple(lines), rules=rules, pictures=pictures))
    return read_page(to_text(sheet), "page.pdf", sheet=sheet)


def paragraphs(found: Story) -> tuple[str, ...]:
    return tuple(block.text for block in found.blocks if block.kind == "paragraph")


def blocks(found: Story, kind: str) -> list[str]:
    return [block.text for block in found.blocks if block.kind == kind]


HEAD, OTHER = "夏粮收购全面启动", "渡口小学迎来新校舍"


def page(*more: TypeLine) -> list[TypeLine]:
    """A story in the first column, another in the second, each under its headline."""
    return [
        line(HEAD, place(0), 60, 17), *story(HARVEST, place(0), 100),
        line(OTHER, place(1), 60, 15), *story(SCHOOL, place(1), 100), *more,
    ]  # fmt: skip


def test_two_stories_beside_each_other() -> None:
    first, second = read(page()).stories
    assert (first.heading.headline, paragraphs(first)) == (HEAD, HARVEST)
    assert (second.heading.headline, paragraphs(second)) == (OTHER, SCHOOL)
    assert [[c.name for c in found.credits] for found in (first, second)] == [["石青"], ["林晓"]]


def test_two_stories_below_each_other() -> None:
    upper = [line(HEAD, place(0), 60, 17), *story(HARVEST, place(0), 100)]
    lower = [line(OTHER, place(0), foot(upper) + 30, 15), *story(SCHOOL, place(0), foot(upper) + 65)]
    first, second = read([*upper, *lower]).stories
    assert (paragraphs(first), paragraphs(second)) == (HARVEST, SCHOOL)
    assert (first.heading.headline, second.heading.headline) == (HEAD, OTHER)


def test_a_story_in_columns_under_one_headline() -> None:
    lines = story(HARVEST, 0, 0)
    rows = -(-len(lines) // 3)
    moved = [
        line(x.text, place(at // rows) + x.box.x0, 100 + STEP * (at % rows)) for at, x in enumerate(lines)
    ]
    (found,) = read([line(HEAD, place(0) + 60, 50, 34), *moved]).stories
    assert (found.heading.headline, paragraphs(found)) == (HEAD, HARVEST)


def test_a_heading_of_three_parts() -> None:
    kicker, deck = (
        line("全市夏粮收购工作会议", place(0) + 60, 25, 16),
        line("方远出席 何平主持", place(0) + 70, 92, 16),
    )
    texts = [*story(HARVEST, place(0), 130), *story(HARVEST[1:], place(1), 130)]
    (found,) = read([kicker, line(HEAD, place(0) + 20, 50, 32), deck, *texts]).stories
    heading = found.heading
    assert (heading.kicker, heading.headline, heading.deck) == (kicker.text, HEAD, (deck.text,))


@pytest.mark.parametrize(("two", "headline"), [
    (("夏粮收购", "全面启动"), "夏粮收购 全面启动"), (("夏粮收购工作在十个收", "购点启动"), "夏粮收购工作在十个收购点启动"),
])  # fmt: skip
def test_a_headline_of_two_lines(two: tuple[str, str], headline: str) -> None:
    heads = [line(text, place(0), 40 + 30 * n, 140 // max(len(two[0]), 7)) for n, text in enumerate(two)]
    (found,) = read([*heads, *story(HARVEST, place(0), 110)]).stories
    assert found.heading.headline == headline and found.heading.kicker is None and not found.heading.deck


def test_a_crosshead_stands_over_the_paragraph_below_it() -> None:
    upper = [line(HEAD, place(0), 60, 17), *story(HARVEST[:2], place(0), 100)]
    cross = line("服务到位", place(0) + 50, foot(upper) + 15, ink=1.6)
    lower = story(HARVEST[2:], place(0), foot(upper) + 42)
    (found,) = read([*upper, cross, *lower]).stories
    kinds = [block.kind for block in found.blocks]
    assert kinds == ["paragraph", "paragraph", "crosshead", "paragraph"] and paragraphs(found) == HARVEST


def test_a_caption_belongs_to_the_story_of_its_picture() -> None:
    picture = Box(place(0), 560, place(0) + 140, 640)
    caption = line("图为农户在收购点排队卖粮。", place(0), 646, 8)
    first, second = read([*page(), caption], pictures=(picture,)).stories
    assert blocks(first, "caption") == [caption.text] and not blocks(second, "caption")
    assert paragraphs(first) == HARVEST


def test_a_byline_right_over_a_text_is_its_own() -> None:
    plain = tuple(text.split("）")[-1] for text in SCHOOL)
    lines = [
        line(HEAD, place(0), 60, 17), *story(HARVEST, place(0), 100),
        line(OTHER, place(1), 60, 15), line("本报记者 何苗", place(1) + 35, 82, 10), *story(plain, place(1), 104),
    ]  # fmt: skip
    first, second = read(lines).stories
    assert [c.name for c in second.credits] == ["何苗"] and [c.name for c in first.credits] == ["石青"]


def test_a_jump_line_ends_a_story() -> None:
    lines = page(line("（下转3版）", place(1) + 70, foot(page()[-9:]) + 6))
    first, second = read(lines).stories
    assert second.jump and (second.jump.direction, second.jump.page) == ("to", 3) and first.jump is None
    assert paragraphs(second) == SCHOOL


def test_the_folio_is_furniture() -> None:
    folio = line("江城日报 第2版 民生 2020年6月9日 星期二", place(0), 10, 9)
    reading = read([folio, *page()])
    assert [n for span in reading.furniture for n in span] == [1] and not reading.orphans
    assert reading.issue.issued and reading.issue.issued.value == "2020-06-09"


def test_a_vertical_headline_beside_its_text() -> None:
    head = line(HEAD, place(0), 100, 22, down=True)
    texts = story(HARVEST, place(0) + 40, 100)
    (found,) = read([head, *texts]).stories
    assert (found.heading.headline, paragraphs(found)) == (HEAD, HARVEST)


def test_blanks_inside_a_line_of_text_are_not_kept() -> None:
    lines = page()
    lines[3] = line(lines[3].text[:4] + " " + lines[3].text[5:], lines[3].box.x0, lines[3].box.y0)
    first, _ = read(lines).stories
    assert " " not in "".join(paragraphs(first)).replace("记者 石青", "")


def test_paragraphs_of_short_last_lines_and_gaps() -> None:
    flush = [*column(HARVEST[0], place(0), 100)]
    flush += column(HARVEST[2], place(0), foot(flush) + 12, indent=0)
    (found,) = read([line(HEAD, place(0), 60, 17), *flush]).stories
    assert paragraphs(found) == (HARVEST[0], HARVEST[2])
