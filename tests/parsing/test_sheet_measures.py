"""What is measured of a story on a page with geometry, from which its confidence is made."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite

from hypothesis import given, settings
from hypothesis import strategies as st

from beibei_site.parsing.sheet.layout import lay_out
from beibei_site.parsing.sheet.model import Box, Sheet, TypeLine
from beibei_site.parsing.sheet.reading import SheetReader
from beibei_site.parsing.sheet.weights import learned
from tests.parsing.test_places import column, line, sheet

HEADLINE = "全市夏粮收购工作启动"


def reader_of(drawn: Sheet, roles: Sequence[str], sure: float = 0.99) -> SheetReader:
    """A reader of a sheet whose lines have these roles."""
    texts = [own.text for own in drawn.lines]
    numbers = range(1, len(texts) + 1)
    return SheetReader(lay_out(drawn), texts, roles, numbers, "page", [sure] * len(texts), learned())


def measured(drawn: Sheet, *headings: str, sure: float = 0.99) -> dict[str, float]:
    """What is measured of the first story of a sheet whose first lines have the roles `headings`, the others
    being text."""
    roles = [*headings, *["body"] * (len(drawn.lines) - len(headings))]
    reader = reader_of(drawn, roles, sure)
    return dict(reader.measures_of(min(reader.chains, key=lambda chain: chain.runs)))


def test_a_headline_that_could_be_another_is_told() -> None:
    text = column(0, 60, 8, end="仓容准备充足。")
    alone = measured(sheet([line(HEADLINE, 0, 20, 20), *text]), "heading")
    kicker = measured(
        sheet([line(HEADLINE[:6], 0, 0, 9), line(HEADLINE, 0, 20, 20), *text]), *["heading"] * 2
    )
    alike = measured(
        sheet([line(HEADLINE[:6], 0, 0, 18), line(HEADLINE, 0, 20, 20), *text]), *["heading"] * 2
    )
    assert (kicker["lines of kicker"], kicker["lines of headline"], kicker["lines of deck"]) == (1, 1, 0)
    assert alone["margin of headline"] > kicker["margin of headline"] > alike["margin of headline"]
    assert alone["letters of headline"] == len(HEADLINE) and alone["size of heading"] == 2


def test_text_that_a_story_may_have_missed_is_told() -> None:
    head, ended = line(HEADLINE[:6], 0, 0, 20), column(0, 30, 8, end="仓容准备充足。")
    whole = measured(sheet([head, *ended]), "heading")
    assert "gap to text below" not in whole and "gap to text on the right" not in whole
    followed = measured(sheet([head, *ended, *column(0, 190, 8)]), "heading")
    assert followed["gap to text below"] < 5 and "gap to text on the right" not in followed
    beside = sheet([head, line("足球联赛落幕", 140, 45, 16), *ended, *column(140, 70, 6, end="准备充足。")])
    found = measured(beside, "heading", "heading")
    assert found["text on the right has a heading"] and not found["under one heading with text on the right"]


def test_a_heading_or_line_that_is_not_sure_is_told() -> None:
    drawn = sheet([line(HEADLINE, 0, 0, 20), *column(0, 30, 8)])
    sure, unsure = measured(drawn, "heading"), measured(drawn, "heading", sure=0.5)
    for name in ("weakest role of heading", "sure of first line", "least sure of text", "roles of page"):
        assert unsure[name] < sure[name] < 0


LINES = st.builds(
    lambda text, x, y, size: TypeLine(text, Box(x, y, x + size * len(text), y + size), size),
    st.sampled_from([HEADLINE, "本报讯（记者 石青）6月8日，", "仓容准备充足。", "，收购价比去"]),
    st.sampled_from([0.0, 140.0, 160.0, 280.0]),
    st.integers(0, 30).map(lambda n: 15.0 * n),
    st.sampled_from([9.0, 10.0, 10.0, 20.0]),
)
ROLES = ["heading", "body", "body", "caption", "byline", "crosshead", "furniture"]


@settings(max_examples=40)
@given(st.lists(st.tuples(LINES, st.sampled_from(ROLES)), min_size=1, max_size=24))
def test_every_measure_is_a_number_and_the_same_each_time(drawn: list[tuple[TypeLine, str]]) -> None:
    page, roles = sheet([own for own, _ in drawn]), [role for _, role in drawn]
    reader, again = reader_of(page, roles), reader_of(page, roles)
    for chain in reader.chains:
        found = reader.measures_of(chain)
        assert all(map(isfinite, found.values()))
        assert found == again.measures_of(chain)
        assert 0 < reader.story(chain).confidence < 1
