"""Where the lines of a text laid out with blanks stood, and what that says of its stories."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from beibei_site.domain.text import letters
from beibei_site.parsing.bare.candidates import PLACES
from beibei_site.parsing.bare.evidence.positions import Positions
from beibei_site.parsing.bare.links import BarePage
from beibei_site.parsing.bare.runs import Group, Parts, Run
from beibei_site.parsing.bare.weights import learned
from beibei_site.parsing.sources.layout import order_columns
from beibei_site.parsing.text.lines import read_lines
from beibei_site.parsing.text.places import NOTHING, Grid, Place, grid_of
from beibei_site.parsing.trees import score_rows
from tests.parsing.files import read
from tests.parsing.test_bare import HARVEST, SCHOOL
from tests.parsing.test_columns import COLUMNS, set_in, side_by_side
from tests.parsing.test_flow import LEFT, RIGHT, picture

HEAD = ["夏粮收购全面启动"]
LONG = HARVEST.replace("\n", "") + "各收购点延长了营业时间，农户在家门口就能卖粮，粮款当天结清。" * 2


def at(depth: int, start: int, width: int = 10, column: int = 0) -> Place:
    return Place(depth, start, start + width, column, depth)


# Two columns of three lines under a heading over both, and a third column beside all of that.
PAGE = [
    at(1, 0, 22),
    *(at(row, 0, column=1) for row in (3, 4, 5)),
    *(at(row, 12, column=2) for row in (3, 4, 5)),
    *(at(row, 26, column=3) for row in (1, 2, 3, 4, 5)),
]


def test_the_places_of_lines_are_those_of_the_picture() -> None:
    text, places = order_columns(picture((0, 4, HEAD), (2, 0, LEFT), (2, 14, RIGHT)))
    assert places is not None
    found = {line: places[number] for number, line in enumerate(text.split("\n"), 1) if line}
    assert found[HEAD[0]] == Place(1, 4, 12, 0, 1)
    assert found[LEFT[1]] == Place(5, 0, len(LEFT[1]), 1, 5)  # the blank row counts twice
    assert found[RIGHT[1]] == Place(5, 14, 14 + len(RIGHT[1]), 2, 5)


def test_text_without_columns_has_no_places() -> None:
    assert order_columns("\n".join(LEFT)) == ("\n".join(LEFT), None)


@given(st.lists(COLUMNS.map(lambda columns: side_by_side(*columns)), min_size=1, max_size=4))
@settings(max_examples=80)
def test_every_line_stands_where_its_letters_are(blocks: list[str]) -> None:
    rows: dict[int, str] = {}
    depth = 0
    for row in "\n\n".join(blocks).split("\n"):
        depth += 1 + (not row.strip())
        rows[depth] = row
    text, places = order_columns("\n\n".join(blocks))
    for number, place in (places or {}).items():
        line = text.split("\n")[number - 1]
        assert "".join(rows[place.depth][place.start : place.end].split()) == "".join(line.split()) != ""
    if places is not None:
        assert places.keys() == {line.number for line in read_lines(text)}


def test_what_stands_above_below_and_to_the_left() -> None:
    grid = Grid(PAGE)
    assert grid.above == [NOTHING, 0, 1, 2, 0, 4, 5, NOTHING, 7, 8, 9, 10]
    assert grid.below == [1, 2, 3, NOTHING, 5, 6, NOTHING, 8, 9, 10, 11, NOTHING]
    assert grid.left[4:7] == [1, 2, 3]
    assert grid.left[7] == 0
    assert grid.left[1] == NOTHING


def test_a_line_of_which_nothing_is_known_leaves_the_page_without_a_grid() -> None:
    places = {1: at(1, 0), 2: at(2, 0)}
    assert grid_of([(1,), (2,)], places) is not None
    assert grid_of([(1,), (3,)], places) is None
    assert grid_of([(1,)], None) is grid_of([], places) is None


def test_characters_below_each_other_are_one_place() -> None:
    grid = grid_of([(1, 2, 3)], {1: at(1, 4, 1), 2: at(2, 4, 1), 3: at(3, 4, 1)})
    assert grid is not None
    assert grid.places == [Place(1, 4, 5, 0, 3)]


def parts_of(*runs: Sequence[int]) -> Parts:
    """The text of PAGE under its heading."""
    texts = [f"第{lines[0]}行起的文字" for lines in runs]
    found = [
        Run(tuple(lines), text, text, text, 10, 0, 0.1, 0.5) for lines, text in zip(runs, texts, strict=True)
    ]
    order = [("group", 0), *(("run", number) for number in range(len(runs)))]
    return Parts(found, [Group((0,), HEAD[0])], order)


def test_a_text_may_go_on_at_the_top_of_the_next_column_and_below() -> None:
    positions = Positions(parts_of((1, 2), (3,), (4, 5, 6), (7, 8, 9, 10, 11)), Grid(PAGE))
    assert positions.runs_for(1) >= {0}
    assert positions.runs_for(2) >= {0, 1}  # what ends the column to the left, and is under the same heading
    assert positions.groups_for(2) == {0}
    below, beside = positions.of_runs(0, 1), positions.of_runs(1, 2)
    assert below["right below"] and below["rows down"] == 1 and below["edges apart"] == 0
    assert beside["beside its column"] and beside["under its heading"] and beside["gap across"] == 2
    assert beside["bottoms apart"] == beside["stretches apart"] == 0
    assert not positions.of_runs(0, 1)["beside its column"]


def test_a_heading_stands_over_the_columns_under_it() -> None:
    positions = Positions(parts_of((1, 2, 3), (4, 5, 6), (7, 8, 9, 10, 11)), Grid(PAGE))
    first, third = positions.of_group(0, 0), positions.of_group(0, 2)
    assert first["right above"] and first["under its heading"] and first["span shared"] == 1
    assert first["text lines between"] == 0
    assert not third["right above"] and third["gap across"] == 4 and third["span shared"] < 0


def test_links_are_measured_by_place_only_where_it_is_known() -> None:
    parts = parts_of((1, 2, 3), (4, 5, 6), (7, 8, 9, 10, 11))
    without, placed = BarePage(parts).candidates(), BarePage(parts, grid=Grid(PAGE)).candidates()
    assert set(placed.columns) - set(without.columns) == set(PLACES) - {"kind"}
    pairs = [list(zip(found.of.tolist(), found.links, strict=True)) for found in (without, placed)]
    rows = [pairs[1].index(pair) for pair in pairs[0]]
    assert all((placed.columns[name][rows] == values).all() for name, values in without.columns.items())


def test_where_words_do_not_tell_the_next_column_is_likelier_than_one_under_another_heading() -> None:
    parts = parts_of((1, 2, 3), (4, 5, 6), (7, 8, 9, 10, 11))
    positions = Positions(parts, Grid(PAGE))
    rows = [{"kind": 1.0} | positions.of_run(run) | positions.of_runs(0, run) for run in (1, 2)]
    beside, far = score_rows(learned().places, rows)[:, 0]
    assert beside > far


def test_two_stories_in_columns_side_by_side_are_read_from_the_file() -> None:
    harvest, school = set_in(16, LONG), set_in(16, SCHOOL.replace("\n", ""))
    half = (len(harvest) + 1) // 2
    reading = read(
        "page.txt",
        picture(
            (0, 4, HEAD), (0, 40, ["渡口镇小学搬进新校舍"]),
            (2, 0, harvest[:half]), (2, 19, harvest[half:]), (2, 38, school),
        ),
    )  # fmt: skip
    assert {(s.heading.headline, letters(s.text)) for s in reading.stories} == {
        (HEAD[0], letters(LONG)),
        ("渡口镇小学搬进新校舍", letters(SCHOOL)),
    }
