"""How a line compares with the rest of its page: lines set like it, text around it, larger type over it."""

from __future__ import annotations

from dataclasses import replace

from beibei_site.parsing.sheet.evidence.styles import measure_ceilings, measure_styles
from beibei_site.parsing.sheet.layout import lay_out
from beibei_site.parsing.sheet.model import Box, Sheet, TypeLine


def line(text: str, y: float, *, x: float = 0.0, size: float = 10.0, ink: float = 1.0) -> TypeLine:
    return TypeLine(text, Box(x, y, x + size * len(text), y + size), size, ink=ink)


def measure(*lines: TypeLine, frames: tuple[Box, ...] = ()) -> list[dict[str, float]]:
    return measure_styles(lay_out(Sheet(400.0, 500.0, lines, frames=frames)))


BRIEFS = (
    line("简讯", 0, size=20, ink=1.5),
    line("◆夏粮收购启动", 30, ink=1.4),
    line("二十个夏粮收购点同时开秤，农户排队", 45),
    line("卖粮，仓容准备充足。（记者 周路）", 60),
    line("◆河堤加固完工", 75, ink=1.4),
    line("全长三公里的河堤提前半月完工，沿岸", 90),
    line("八百户人家安心度汛。", 105),
)


def test_headlines_of_briefs_stand_under_a_rubric_and_end_one_text() -> None:
    found = measure(*BRIEFS)
    first, second = found[1], found[4]
    assert (first["alike"], second["alike"]) == (2, 2)
    assert (first["text lines above"], second["text lines above"]) == (0, 2)
    assert first["alike: text above"] == second["alike: text above"] == 0.5
    assert (first["credit above"], second["credit above"], second["alike: credit above"]) == (0, 1, 0.5)
    assert all(row["ceiling rubric"] == 1 and row["ceiling letters"] == 2 for row in found[1:])
    assert found[0]["ceiling size"] == 0, "nothing is over the rubric"


def test_a_heading_has_words_of_its_own_text() -> None:
    found = measure(*BRIEFS)[4]
    assert found["words below"] > found["words above"] == 0
    assert found["ink below"] < 0.8 and found["ink above"] < 0.8


def test_lines_with_another_mark_or_other_type_are_not_alike() -> None:
    lines = (
        line("◆夏粮收购启动", 30, ink=1.4),
        line("●夏粮收购启动", 60, ink=1.4),
        line("夏粮收购启动", 90, ink=1.4),
        line("◆夏粮收购启动", 120),
        line("◆夏粮收购启动", 150, size=12, ink=1.4),
        line("◆河堤加固", 180, ink=1.45),
    )
    assert [row["alike"] for row in measure(*lines)] == [2, 1, 1, 1, 1, 2]


def test_the_ceiling_of_a_column_is_over_its_top_or_beside_that() -> None:
    head = line("要闻", 30, size=20)
    first = [line("夏粮收购全面启动二十", 60 + 15 * n) for n in range(4)]
    level = [line("河堤加固提前半月完工", 60 + 15 * n, x=150) for n in range(4)]
    lower = [line("旧书店昨天重新开门了", 160 + 15 * n, x=150) for n in range(4)]
    sheet = Sheet(400.0, 500.0, (head, *first, *level, *lower))
    found = [row["ceiling rubric"] for row in measure_ceilings(lay_out(sheet))]
    assert found == [0, *[1] * 8, *[0] * 4]
    framed = replace(sheet, frames=(Box(-10.0, 20.0, 320.0, 240.0),))
    assert [row["ceiling rubric"] for row in measure_ceilings(lay_out(framed))] == [0, *[1] * 12]


def test_a_page_without_lines_has_no_features() -> None:
    assert measure() == []
