"""Pages with geometry: how a sheet is laid out, what is measured on its lines, what may come before a text."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from beibei_site.parsing.chains import Features, Link
from beibei_site.parsing.sheet.features import measure_lines
from beibei_site.parsing.sheet.layout import FAR, find_sides, lay_out
from beibei_site.parsing.sheet.links import SheetPage
from beibei_site.parsing.sheet.model import Box, Sheet, TypeLine
from beibei_site.parsing.sheet.pieces import chains, make_pieces

WORDS = "全市夏粮收购工作全面启动二十个收购点同时开秤农户排队卖粮收购价比去年高出一成仓容准备充足"


def line(
    text: str, x: float, y: float, size: float = 10.0, *, down: bool = False, light: float = 0.0
) -> TypeLine:
    length = size * len(text)
    box = Box(x, y, x + (size if down else length), y + (length if down else size))
    return TypeLine(text, box, size, vertical=down, light=light)


def column(
    x: float, y: float, count: int, *, indent: bool = True, at: int = 0, end: str = ""
) -> list[TypeLine]:
    """A paragraph of lines of twelve letters, fifteen points apart; `end` is its last line."""
    lines = [line((WORDS * 3)[at + 12 * n :][:12], x, y + 15 * n) for n in range(count)]
    if indent:
        lines[0] = line(lines[0].text[:10], x + 20, y)
    if end:
        lines[-1] = line(end, x, y + 15 * (count - 1))
    return lines


def sheet(
    lines: Sequence[TypeLine],
    rules: Sequence[Box] = (),
    frames: Sequence[Box] = (),
    pictures: Sequence[Box] = (),
) -> Sheet:
    return Sheet(400.0, 500.0, tuple(lines), tuple(rules), tuple(frames), tuple(pictures))


# layout -----------------------------------------------------------------------------------------


def test_the_usual_type_is_that_of_most_letters() -> None:
    layout = lay_out(sheet([line("夏粮收购", 0, 0, 24), *column(0, 40, 6), *column(140, 40, 6)]))
    assert (layout.size, layout.gap) == (10.0, 0.5)
    alone = lay_out(sheet([line("夏粮收购", 0, 0, 24)]))
    assert (alone.size, alone.gap) == (24.0, 0.5)


def test_every_line_knows_its_column_and_its_neighbours() -> None:
    head = line("夏粮收购全面", 0, 0, 24)
    layout = lay_out(sheet([head, *column(0, 40, 4), *column(140, 40, 4)]))
    places = layout.places
    assert [(p.above, p.below) for p in places] == [
        (-1, 1), (0, 2), (1, 3), (2, 4), (3, -1), (-1, 6), (5, 7), (6, 8), (7, -1),
    ]  # fmt: skip
    assert {(p.left, p.right) for p in places[1:5]} == {(0.0, 120.0)}
    assert {(p.left, p.right) for p in places[5:]} == {(140.0, 260.0)}


def test_vertical_lines_have_no_part_in_a_column() -> None:
    lines = [*column(0, 40, 3), line("夏粮收购", 100, 30, down=True)]
    assert [(p.above, p.below) for p in lay_out(sheet(lines)).places] == [(-1, 1), (0, 2), (1, -1), (-1, -1)]


def test_a_line_is_in_the_smallest_frame_around_it() -> None:
    page, large, small = Box(0, 0, 400, 480), Box(-5, 30, 150, 300), Box(-3, 50, 130, 100)
    lines = [*column(0, 35, 3), *column(200, 35, 2)]
    assert [p.frame for p in lay_out(sheet(lines, frames=[page, large, small])).places] == [1, 2, 2, -1, -1]


@pytest.mark.parametrize(
    ("lower", "rules", "together"),
    [
        (line("夏粮收购夏粮收购夏粮收购", 0, 55), [], True),
        (line("夏粮收购夏粮收购夏粮收购", 0, 62), [], True),
        (line("夏粮收购夏粮收购夏粮收购", 0, 63), [], False),  # too far below
        (line("夏粮收购夏粮收购夏粮收购", 0, 55, 10.5), [], True),
        (line("夏粮收购夏粮收购夏粮收购", 0, 55, 11), [], False),
        (line("夏粮收购夏粮收购夏粮收购", 0, 55, light=1.0), [], False),
        (line("夏粮收购夏粮收购夏粮收购", 0, 55), [Box(0, 52, 120, 53)], False),
        (line("夏粮收购夏粮收购夏粮收购", 0, 55), [Box(0, 52, 30, 53)], True),  # a short rule
        (line("夏粮收购夏粮收购夏粮收购", 0, 55), [Box(60, 0, 61, 200)], True),  # a standing one
        (line("夏粮收购夏粮收购夏粮收购", 0, 55), [Box(0, 90, 120, 91)], True),
        (line("夏粮收购夏粮收购夏粮收购", 100, 55), [], False),  # hardly below
        (line("夏粮收购夏粮收购夏粮收购", 80, 55), [], True),
    ],
)
def test_what_is_set_together(lower: TypeLine, rules: list[Box], together: bool) -> None:
    lines = [line("全市夏粮收购工作全面启动", 0, 40), lower, *column(200, 40, 9)]
    assert (chains(lay_out(sheet(lines, rules)))[0] == [0, 1]) is together


def test_pieces_are_parted_where_roles_or_columns_change() -> None:
    lines = [*column(0, 40, 3), *column(200, 40, 6)]
    roles = ["body", "body", "caption", *["body"] * 6]
    assert [(p.role, p.lines) for p in make_pieces(lay_out(sheet(lines)), roles)] == [
        ("body", (0, 1)), ("body", (3, 4, 5, 6, 7, 8)), ("caption", (2,)),
    ]  # fmt: skip


def test_parts_of_a_heading_beside_each_other_are_one_piece() -> None:
    def count(*heads: TypeLine, role: str = "heading") -> int:
        lines = [*heads, *column(0, 100, 6)]
        roles = [*[role] * len(heads), *["body"] * 6]
        return sum(piece.role == role for piece in make_pieces(lay_out(sheet(lines)), roles))

    left = line("夏粮", 0, 10, 20)
    assert count(left, line("收购", 60, 10, 20)) == 1
    assert count(left, line("收购", 92, 10, 20)) == 1
    assert count(left, line("收购", 93, 10, 20)) == 2, "far away"
    assert count(left, line("收购", 60, 17, 20)) == 2, "not level"
    assert count(left, line("收购", 60, 10, 17)) == 2, "in other type"
    assert count(left, line("收购", 60, 10, 20), role="quote") == 2
    down = line("夏粮收购", 300, 10, 20, down=True)
    assert count(down, line("全面启动", 276, 10, 20, down=True)) == 1
    assert count(down, line("全面启动", 255, 10, 20, down=True)) == 2
    assert count(down, line("全面启动", 276, 95, 20, down=True)) == 2


# measures of lines ------------------------------------------------------------------------------

PAGE = [
    line("江城日报", 0, 0),
    line("夏粮收购全面", 0, 20, 20),
    *column(0, 60, 4, end="秤点。"),
    *column(140, 60, 4),
    line("图为收购点", 140, 240, 8),
    line("责编某某", 0, 400),
]
PICTURES = [Box(140, 150, 260, 236)]
RULES = [Box(0, 14, 260, 15), Box(130, 60, 131, 130)]
FRAMES = [Box(135, 55, 265, 125)]


def measured(at: int, *names: str) -> list[float]:
    found = measure_lines(lay_out(sheet(PAGE, RULES, FRAMES, PICTURES)))[at]
    return [round(found[name], 2) for name in names]


def test_type_is_measured_in_the_usual_size() -> None:
    assert measured(1, "size", "width", "length", "vertical", "light", "ink") == [2.0, 12.0, 6, 0, 0, 1]
    assert measured(10, "size", "width", "length") == [0.8, 4.0, 5]


def test_where_a_line_stands_on_the_page() -> None:
    assert [measured(at, "above all text", "below all text") for at in (0, 1, 2, 5, 10, 11)] == [
        [1, 0], [1, 0], [0, 0], [0, 0], [0, 1], [0, 1],
    ]  # fmt: skip
    assert measured(11, "from top", "from bottom") == [0.8, 0.18]


def test_how_a_line_stands_in_its_column() -> None:
    assert measured(2, "indent", "short", "column") == [2.0, 0.0, 12.0]
    assert measured(3, "indent", "short", "off centre") == [0.0, 0.0, FAR]
    assert measured(5, "indent", "short") == [0.0, 9.0]
    centred = [*column(0, 60, 6), line("夏粮收购", 40, 150), line("秋粮播种", 50, 165)]
    found = measure_lines(lay_out(sheet(centred)))
    assert [round(found[at]["off centre"], 1) for at in (6, 7)] == [0.0, 2.0]


def test_pictures_and_rules_near_a_line() -> None:
    names = ("under picture", "beside picture", "rule above", "rule below")
    assert measured(10, *names) == [0.4, FAR, FAR, FAR]
    assert measured(0, *names) == [FAR, FAR, FAR, 0.4]
    assert measured(1, *names) == [FAR, FAR, 0.5, FAR]
    assert measured(2, *names)[2:] == [4.5, FAR], "a standing rule does not count"
    beside = measure_lines(lay_out(sheet(PAGE, pictures=[Box(130, 60, 139, 130)])))
    assert [beside[at]["beside picture"] for at in (2, 4, 7, 11)] == [1.0, 1.0, 0.1, FAR]
    far = measure_lines(lay_out(sheet(PAGE, pictures=[Box(0, 150, 120, 236)])))
    assert far[10]["under picture"] == FAR, "a picture over another column"
    framed = measure_lines(lay_out(sheet(PAGE, frames=[Box(140, 150, 260, 236)])))
    assert round(framed[10]["under picture"], 2) == 0.4, "an empty frame is a picture"


def test_what_stands_above_and_below_a_line() -> None:
    assert measured(2, "gap above", "gap below", "size above", "size below") == [1.5, 0.0, 2.0, 1.0]
    assert measured(0, "gap above", "size above", "same frame above") == [FAR, 0.0, 0.0]
    assert measured(7, "same frame above", "same frame below") == [1.0, 1.0]
    assert measured(4, "above finished", "above short", "below indented") == [0, 0.0, 0.0]
    lead = [
        *column(0, 60, 4, end="秤点。"),
        line("本报讯（记者石青）", 20, 120),
        line("■夏粮收购工作全面启动了", 0, 135),
    ]
    found = measure_lines(lay_out(sheet(lead)))
    told = ("above finished", "above short", "below lead", "below mark", "below staff", "below indented")
    assert [found[3][name] for name in told] == [0, 0, 1, 0, 1, 2.0]
    assert [found[4][name] for name in told] == [1, FAR, 0, 1, 0, 0.0]


def test_what_a_frame_holds() -> None:
    names = ("frame", "frame letters", "frame body lines", "frame lines", "frame height")
    assert measured(6, *names) == [1.0, 0.46, 4.0, 4.0, 7.0]
    assert measured(2, *names) == [0.0, FAR, FAR, FAR, FAR]


def test_the_sides_of_a_page() -> None:
    text = [*column(60, 40, 6), *column(200, 40, 6)]
    lines = [*text, line("第2版", 10, 60), line("江城日报", 10, 20), line("民生", 340, 30)]
    assert find_sides(sheet(lines)) == ((14, 13), (15,))
    assert find_sides(sheet(text)) == ()
    assert find_sides(sheet([*text[:9], line("第2版", 10, 60)])) == (), "too little text to tell"


# what may come before a text --------------------------------------------------------------------


def page_of(
    *parts: tuple[str, Sequence[TypeLine]], rules: Sequence[Box] = (), frames: Sequence[Box] = ()
) -> SheetPage:
    """A page whose lines have roles."""
    lines = [x for _, own in parts for x in own]
    roles = [role for role, own in parts for _ in own]
    layout = lay_out(sheet(lines, rules, frames))
    return SheetPage(layout, make_pieces(layout, roles))


def before(page: SheetPage, first: str) -> dict[Link, tuple[str, Features]]:
    """What may come before the run that begins so."""
    at = next(n for n, run in enumerate(page.runs) if run.first.startswith(first))
    return {link: (kind, features) for link, kind, features in page.candidates(at)}


def kinds_of(page: SheetPage, first: str) -> dict[str, str]:
    """The same as first letters and kinds."""
    names: dict[Link, str] = {("none", -1): "none"}
    names |= {("run", n): run.first[:2] for n, run in enumerate(page.runs)}
    names |= {("group", n): group.text[:2] for n, group in enumerate(page.groups)}
    return {names[link]: kind for link, (kind, _) in before(page, first).items()}


HEAD = ("heading", [line("秋收开镰秋收", 0, 20, 20)])
LEFT = ("body", column(0, 60, 4))
RIGHT = ("body", column(140, 60, 4, indent=False, at=48, end="准备充足。"))
BELOW = ("body", column(0, 150, 4, at=22, end="高出一成。"))


def test_headings_and_texts_that_may_come_before_a_text() -> None:
    page = page_of(HEAD, LEFT, RIGHT, BELOW)
    assert kinds_of(page, RIGHT[1][0].text[:2]) == {
        "none": "none",
        "全市": "left",
        "秋收": "besides",
        BELOW[1][0].text[:2]: "left",
    }
    assert kinds_of(page, BELOW[1][0].text[:2]) == {
        "none": "none", "全市": "up", RIGHT[1][0].text[:2]: "wrap", "秋收": "over",
    }  # fmt: skip
    assert kinds_of(page, "全市")["秋收"] == "over" and "全市" not in kinds_of(page, "全市")


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (line("秋收开镰秋收", 0, 20, 20), "over"),
        (line("秋收开镰秋收", 0, 140, 20), "under"),
        (line("秋收开镰", 150, 60, 20), "rightof"),
        (line("秋收开镰", -90, 60, 20), "leftof"),
        (line("秋收开镰", 150, 20, 20), "besides"),
    ],
)
def test_how_a_heading_stands_to_a_text(head: TypeLine, kind: str) -> None:
    assert kinds_of(page_of(("heading", [head]), LEFT), "全市")["秋收"] == kind


def test_a_heading_far_away_has_no_part_in_a_text() -> None:
    assert "秋收" not in kinds_of(page_of(("heading", [line("秋收开镰", 375, 200, 20)]), LEFT), "全市")


def told(page: SheetPage, first: str, of: str) -> Features:
    """What is told of a run or heading that begins with `of` before the run that begins with `first`."""
    texts: dict[Link, str] = {("run", n): run.first for n, run in enumerate(page.runs)}
    texts |= {("group", n): group.text for n, group in enumerate(page.groups)}
    texts[("none", -1)] = "none"
    return next(f for link, (_, f) in before(page, first).items() if texts[link].startswith(of))


def test_what_is_told_of_a_column_on_the_left() -> None:
    right = RIGHT[1][0].text[:2]
    found = told(page_of(HEAD, LEFT, RIGHT), right, "全市")
    assert [found[name] for name in ("kind", "finished above", "short above", "indented")] == [2, 0, 0, 0]
    assert [found[f"{name}"] for name in ("gap", "wider gutter", "top", "bottom", "tops level")] == [
        2,
        0,
        0,
        0,
        0,
    ]
    assert [found[f"{name}"] for name in ("measure", "columns between", "standing rule", "rule between")] == [
        0
    ] * 4
    assert found["same frame"] == 1
    ruled = told(page_of(HEAD, LEFT, RIGHT, rules=[Box(129, 50, 130, 200)]), right, "全市")
    assert ruled["standing rule"] == 1
    framed = told(page_of(HEAD, LEFT, RIGHT, frames=[Box(135, 50, 265, 130)]), right, "全市")
    assert framed["same frame"] == 0
    third = ("body", column(280, 60, 4, indent=False, at=20, end="充足。"))
    far = told(page_of(HEAD, LEFT, RIGHT, third), third[1][0].text[:2], "全市")
    assert (far["columns between"], far["gap"], far["wider gutter"]) == (1, 16, 14)


def test_what_is_told_of_a_text_above() -> None:
    below = BELOW[1][0].text[:2]
    found = told(page_of(HEAD, LEFT, BELOW), below, "全市")
    assert found["gap"] == pytest.approx(3.0) and found["other edge"] == 0
    assert found["heading between"] == found["rule between"] == found["picture between"] == 0
    between = ("crosshead", [line("价格", 40, 127)])
    found = told(page_of(HEAD, LEFT, between, BELOW, rules=[Box(0, 142, 120, 143)]), below, "全市")
    assert (found["crosshead between"], found["byline between"], found["rule between"]) == (
        1,
        0,
        1,
    )


@pytest.mark.parametrize(
    ("end", "begin", "told_of"),
    [
        ("", "indent", (0, 0, 1, 0)),
        ("秤点", "flush", (0, 9, 0, 0)),
        ("全市夏粮收购工作全面启。", "indent", (1, 0, 1, 0)),
        ("秤点。", "flush", (1, 9, 0, 0)),
        ("秤点。", "，", (1, 9, 0, 1)),
    ],
)
def test_how_the_ends_of_texts_go_together(end: str, begin: str, told_of: tuple[float, ...]) -> None:
    right = column(140, 60, 4, indent=begin == "indent", at=22)
    if begin == "，":
        right[0] = line("，" + right[0].text[:11], 140, 60)
    page = page_of(HEAD, ("body", column(0, 60, 4, end=end)), ("body", right))
    found = told(page, right[0].text[:2], "全市")
    names = ("finished above", "short above", "indented", "starts closed")
    assert tuple(found[name] for name in names) == told_of


def test_letters_that_often_stand_together_read_on_better() -> None:
    def gain(above: str, below: str) -> float:
        parts = [("body", [line(text, 140 * n, 60)]) for n, text in enumerate((above, below))]
        return told(page_of(*parts), below, above)["gain"]

    assert gain("全市粮食收购工作的中", "国人民银行") > 0 > gain("全市粮食收购工作的中", "们收购粮食")


def test_an_empty_gap_is_one_in_which_nothing_stands() -> None:
    below = BELOW[1][0].text[:2]
    found = told(page_of(HEAD, LEFT, BELOW), below, "全市")
    assert found["empty gap"] == found["gap"] == found["empty above"] == pytest.approx(3.0)
    between = ("crosshead", [line("价格", 40, 127)])
    found = told(page_of(HEAD, LEFT, between, BELOW), below, "全市")
    assert found["empty gap"] == 0 and found["empty above"] == pytest.approx(0.8)
    assert told(page_of(LEFT), "全市", "none")["empty above"] == FAR, "nothing stands above"


def test_what_is_told_of_a_heading_over_a_text() -> None:
    head = ("heading", [line("夏粮收购工作", 0, 20, 20)])
    found = told(page_of(head, LEFT, RIGHT), "全市", "夏粮")
    assert (
        found["size"],
        found["distance"],
        found["left edge"],
        found["top edge"],
    ) == (2, 2, 0, 4)
    assert found["nearest"] == found["first below"] == found["indented"] == 1
    assert found["shared words"] == 1.0 and found["vertical"] == 0
    assert found["text between"] == found["text on the left"] == found["rule between"] == 0
    other = told(page_of(head, LEFT, RIGHT), RIGHT[1][0].text[:2], "夏粮")
    assert other["shared words"] < 1 and other["more than others"] < 0
    assert other["first below"] == 0 and other["text on the left"] == 1
    byline = ("byline", [line("石青", 40, 45)])
    assert told(page_of(head, byline, LEFT), "全市", "夏粮")["byline"] == 1
    ruled = told(page_of(head, LEFT, rules=[Box(0, 50, 120, 51)]), "全市", "夏粮")
    assert ruled["rule between"] == 1


def test_what_speaks_for_nothing_before_a_text() -> None:
    page = page_of(HEAD, LEFT, RIGHT)
    found = told(page, "全市", "none")
    assert [found[f"{name}"] for name in ("indented", "ceiling", "heading over")] == [1, 1, 1]
    assert [found[f"{name}"] for name in ("lead", "mark", "from", "more above", "text on the left")] == [
        0
    ] * 5
    assert told(page, RIGHT[1][0].text[:2], "none")["text on the left"] == 1
    assert found["first in frame"] == 0, "there is none"
    lead = [line("本报讯（记者石青）夏", 20, 60), *LEFT[1][1:]]
    assert told(page_of(HEAD, ("body", lead)), "本报", "none")["lead"] == 1
    box = told(page_of(HEAD, LEFT, RIGHT, frames=[Box(135, 50, 265, 130)]), RIGHT[1][0].text[:2], "none")
    assert box["first in frame"] == 1 and box["length"] == 41


def test_a_text_is_parted_where_a_story_may_begin() -> None:
    def runs(*texts: str) -> int:
        lines = [line(text, 0, 60 + 15 * n) for n, text in enumerate(texts)]
        return len(page_of(("body", lines)).runs)

    full = "全市夏粮收购工作全面启动"
    assert runs(full, full) == 1
    assert runs(full[:11] + "。", "本报讯（记者石青）") == 2
    assert runs(full, "本报讯（记者石青）") == 1, "in mid-sentence"
    assert runs(full, "■" + full) == 2 and runs(full, "（上接第一版）") == 2


def test_heading_lines_near_each_other_make_one_heading() -> None:
    def groups(*heads: TypeLine, rules: Sequence[Box] = ()) -> list[str]:
        return sorted(group.text for group in page_of(("heading", heads), LEFT, rules=rules).groups)

    first = line("夏粮收购", 0, 0, 20)
    assert groups(first, line("农户排队", 0, 32, 12)) == ["夏粮收购农户排队"]
    assert groups(first, line("农户排队", 0, 36, 12)) == ["农户排队", "夏粮收购"]
    assert groups(first, line("农户排队", 60, 32, 12)) == ["农户排队", "夏粮收购"]
    assert groups(first, line("农户排队", 0, 32, 12), rules=[Box(0, 24, 80, 25)]) == ["农户排队", "夏粮收购"]
    assert groups(first, line("农户排队", 0, 32, 12, down=True)) == ["农户排队", "夏粮收购"]
    upright = line("夏粮收购", 300, 0, 20, down=True)
    assert groups(upright, line("农户排队", 280, 0, 12, down=True)) == ["夏粮收购农户排队"]
    assert groups(line("农户排队", 325, 0, 12, down=True), upright) == ["农户排队夏粮收购"], (
        "from right to left"
    )


# what stands around -----------------------------------------------------------------------------


def test_what_stands_above_and_below_in_the_columns_of_two_texts() -> None:
    lower = ("body", column(0, 135, 3, at=22, end="高出一成。"))
    right = RIGHT[1][0].text[:2]
    found = told(page_of(HEAD, LEFT, lower, RIGHT), right, "全市")
    assert (found["more below"], found["more above"]) == (1, 0)
    assert (found["tops level"], found["bottoms level"], found["stack wider"]) == (0, 0, 0)
    last = told(page_of(HEAD, LEFT, lower, RIGHT), right, lower[1][0].text[:2])
    assert (last["top"], last["bottom"], last["reach"]) == (-7.5, 6.0, 11.5)
    assert last["tops level"] == 0 and last["bottoms level"] == 6.0
    apart = ("body", column(0, 190, 3, at=22, end="高出一成。"))
    assert told(page_of(HEAD, LEFT, apart, RIGHT), right, "全市")["more below"] == 0, "a gap parts them"


def test_headings_over_and_rules_between_columns() -> None:
    right = RIGHT[1][0].text[:2]
    over = ("heading", [line("秋粮播种", 140, 30, 20)])
    found = told(page_of(over, LEFT, RIGHT), right, "全市")
    assert (found["heading over"], found["same ceiling"]) == (1, 0)
    both = ("heading", [line("秋粮播种秋粮播种秋粮播", 0, 20, 22)])
    found = told(page_of(both, LEFT, RIGHT), right, "全市")
    assert found["same ceiling"] == 1
    low = ("body", column(140, 150, 4, indent=False, at=48, end="准备充足。"))
    found = told(page_of(HEAD, LEFT, low), low[1][0].text[:2], "全市")
    assert found["rule between"] == 0
    ruled = told(page_of(HEAD, LEFT, low, rules=[Box(0, 130, 260, 131)]), low[1][0].text[:2], "全市")
    assert ruled["rule between"] == 1
    short = told(page_of(HEAD, LEFT, low, rules=[Box(0, 130, 100, 131)]), low[1][0].text[:2], "全市")
    assert short["rule between"] == 0, "it spans only one of them"


@pytest.mark.parametrize(
    ("rule", "stands"),
    [
        (Box(129, 50, 130, 200), 1),
        (Box(119, 50, 120, 200), 1),
        (Box(110, 50, 111, 200), 0),  # inside the left column
        (Box(150, 50, 151, 200), 0),
        (Box(129, 200, 130, 300), 0),  # below both
        (Box(100, 62, 160, 63), 0),  # lying
    ],
)
def test_a_standing_rule_between_columns(rule: Box, stands: int) -> None:
    found = told(page_of(HEAD, LEFT, RIGHT, rules=[rule]), RIGHT[1][0].text[:2], "全市")
    assert found["standing rule"] == stands


@pytest.mark.parametrize(
    ("head", "name", "value"),
    [
        (line("秋收开镰", 150, 60, 20), "distance", 3.0),
        (line("秋收开镰", 150, 60, 20), "left edge", -15.0),
        (line("秋收开镰", -90, 60, 20), "distance", 1.0),
        (line("秋收开镰", 0, 140, 20), "distance", 2.5),
        (line("秋收开镰", 0, 140, 20), "top edge", -8.0),
        (line("秋收开镰", 150, 20, 20), "distance", 5.0),
        (line("秋收开镰", 0, 20, 20), "text between", 0.0),
        (line("秋收", 0, -60, 20), "distance", 10.0),
        (line("秋收开镰", 10, 60, 20, down=True), "vertical", 1.0),
    ],
)
def test_how_far_a_heading_stands_from_a_text(head: TypeLine, name: str, value: float) -> None:
    text = ("body", column(0 if not head.vertical else 60, 60, 4))
    assert told(page_of(("heading", [head]), text), "全市", "秋收")[name] == pytest.approx(value)


def test_text_between_a_heading_and_a_text() -> None:
    head = ("heading", [line("夏粮收购工作", 0, 20, 20)])
    lower = ("body", column(0, 150, 4, at=22, end="高出一成。"))
    found = told(page_of(head, LEFT, lower), lower[1][0].text[:2], "夏粮")
    assert (found["text between"], found["nearest"], found["first below"]) == (1, 1, 0)
    beside = told(page_of(head, LEFT, RIGHT), RIGHT[1][0].text[:2], "夏粮")
    assert beside["nearest"] == 0


def test_of_headings_over_each_other_the_lower_is_the_nearest() -> None:
    upper, under = ("heading", [line("秋粮播种", 0, -60, 20)]), ("heading", [line("夏粮收购", 0, 30, 20)])
    page = page_of(upper, under, LEFT)
    assert [told(page, "全市", head)["nearest"] for head in ("秋粮", "夏粮")] == [0, 1]


def test_the_first_text_in_a_frame() -> None:
    frame = [Box(-5, 50, 265, 300)]
    page = page_of(LEFT, RIGHT, frames=frame)
    assert [told(page, run.first[:2], "none")["first in frame"] for run in page.runs] == [1, 0]


def test_rare_words_that_two_texts_share() -> None:
    def shared(*texts: str) -> float:
        parts = [("body", [line(text, 140 * n, 60)]) for n, text in enumerate(texts)]
        return told(page_of(*parts), texts[-1][:4], texts[0][:4])["shared words"]

    assert shared("全市夏粮收购", "江城石桥渡口") == 0.0
    assert 0 < shared("全市夏粮收购", "江城夏粮渡口") < shared("全市夏粮收购", "江城夏粮收购") < 1
    common = shared("全市夏粮收购", "农户夏粮播种", "江城夏粮渡口")
    assert common < shared("全市夏粮收购", "农户秋粮播种", "江城夏粮渡口"), "what many texts hold tells less"
