"""The pieces that views are made of: charts, lines beside their text, collation, prose, paging."""

from __future__ import annotations

import calendar
import datetime
import re
from html import unescape

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from beibei_site.chinese.pinyin import pinyin
from beibei_site.content.body import Body, Part, Restored, parse_body, render_body
from beibei_site.domain.model import Article
from beibei_site.domain.spans import Span
from beibei_site.domain.text import letters
from beibei_site.rendering import urls
from beibei_site.rendering.alignment import BODY, HEADING, align, line_text, shares
from beibei_site.rendering.charts import (
    CELL,
    PeriodCount,
    bars,
    count_by_period,
    heat,
    periods_of,
    sparkline,
    year_strip,
)
from beibei_site.rendering.components import SourceLine
from beibei_site.rendering.lists.paging import paged
from beibei_site.rendering.newspaper.collation import Run, collate, mark_differences
from beibei_site.rendering.prose import anchors, marked_html, to_html
from tests.content.bodies import bodies


def test_periods_are_months_or_years() -> None:
    assert periods_of(["2020-11-02", "2021-01", ""]) == ("2020-11", "2020-12", "2021-01")
    assert periods_of(["1950-01-01", "1960"]) == tuple(map(str, range(1950, 1961)))
    assert periods_of([""]) == ()


def test_a_date_counts_only_where_it_is_precise_enough() -> None:
    found = count_by_period(["2020-04-02", "2020-04", "2020", ""], ("2020-04", "2020-05"))
    assert found == (PeriodCount("2020-04", 2), PeriodCount("2020-05", 0))


@given(st.lists(st.integers(0, 900), max_size=80))
def test_a_sparkline_has_a_bar_for_every_count(counts: list[int]) -> None:
    chart = sparkline([PeriodCount("2020-04", n) for n in counts])
    assert chart.path.count("M") == sum(1 for n in counts if n)
    assert all(0 < int(y) <= chart.height for y in re.findall(r"v-(\d+)", chart.path))


def test_charts_of_a_single_moment_are_left_out() -> None:
    april, may = PeriodCount("2020-04", 3), PeriodCount("2020-05", 0)
    assert bars([april]) is None
    assert bars([PeriodCount("2020-04", 0), may]) is None
    assert bars([april, may]) is not None


def test_heat_goes_from_none_to_the_busiest() -> None:
    assert [heat(n, 20) for n in (0, 1, 20)] == [0, 1, 4]
    assert [heat(n, 1) for n in (0, 1)] == [0, 1]


@given(st.dates(datetime.date(1000, 1, 1), datetime.date(9999, 12, 31)))
def test_every_day_stands_inside_the_outline_of_its_year(day: datetime.date) -> None:
    strip = year_strip(f"{day.year:04d}", "x", {day.isoformat(): 1}, 1, 1)
    (mark,) = strip.marks
    assert mark.y == day.weekday() * CELL
    assert 0 <= mark.x <= 53 * CELL
    cells = _area(strip.outline) / CELL**2
    assert cells == (366 if calendar.isleap(day.year) else 365)


def _area(path: str) -> float:
    """The area inside a path of M, H, V and z."""
    points, x, y = [], 0, 0
    for command, value in re.findall(r"([MHV])([\d ]+)", path):
        if command == "M":
            x, y = map(int, value.split())
        elif command == "H":
            x = int(value)
        else:
            y = int(value)
        points.append((x, y))
    turned = points[1:] + points[:1]
    return abs(sum(a * d - c * b for (a, b), (c, d) in zip(points, turned, strict=True))) / 2


def test_each_paragraph_stands_beside_its_lines() -> None:
    article = Article(
        id="a-1",
        title="秋粮开镰",
        source=(Span("a.txt", 1, 5),),
        body="稻子熟了，收割机下田。\n\n粮站开门迎客。",
    )
    lines = [
        SourceLine(1, "稻子熟了，收割", role=BODY),
        SourceLine(2, "机 下 田。", role=BODY),
        SourceLine(3, "粮站开门迎客。", role=BODY),
        SourceLine(4, "", role=""),
        SourceLine(5, "秋粮开镰", role=HEADING),
    ]
    paragraphs = align(article, lines)
    assert [[line.number for line in p.lines] for p in paragraphs] == [[5], [1, 2], [3]]
    assert [p.is_head for p in paragraphs] == [True, False, False]


def test_no_line_is_lost_beside_its_article() -> None:
    article = Article(id="a-1", title="题", body="一段。")
    strange = [SourceLine(n, text, role=BODY) for n, text in enumerate(("一段", "别处的字", "题"), 1)]
    found = [line.number for p in align(article, strange) for line in p.lines]
    assert sorted(found) == [1, 2, 3]


def test_shares_count_lines_with_text() -> None:
    lines = [
        SourceLine(1, "一", role=BODY),
        SourceLine(2, " "),
        SourceLine(3, "二", role="orphan"),
        SourceLine(4, "三"),
    ]
    found = shares(lines)
    assert (found.total, found.article, found.orphan, found.lost) == (3, 1, 1, 1)
    assert line_text((Span("a", 1, 7), Span("a", 9, 9))) == "1–7、9"


@given(st.text("甲乙丙，。", max_size=30), st.text("甲乙丙，。", max_size=30))
def test_collation_alters_neither_text(left: str, right: str) -> None:
    ours, theirs = mark_differences(left, right)
    assert "".join(run.text for run in ours) == left
    assert "".join(run.text for run in theirs) == right
    assert "".join(r.text for r in ours if not r.differs) == "".join(r.text for r in theirs if not r.differs)


def test_collation_pairs_paragraphs_and_keeps_those_without_a_pair() -> None:
    left = Article(id="a-1", title="题", body="渡口小学迎来新校舍。\n\n只在这里的一段话。")
    right = Article(id="b-1", title="题", body="渡口小学喜迎新校舍。\n\n另一版才有的文字内容。")
    first, *rest = collate(left, right)
    assert [run.text for run in first.left if run.differs] == ["来"]
    assert [run.text for run in first.right if run.differs] == ["喜"]
    assert rest[0].left == (Run("只在这里的一段话。", True),) and rest[0].right == ()
    assert rest[1].left == () and rest[1].right == (Run("另一版才有的文字内容。", True),)


def test_the_editors_brackets_are_set_apart() -> None:
    html = to_html("确保师生健〔…〕文旅〔新亮点〕[^1]，国发〔2020〕12号\n\n[^1]: 据 a-1 补。")
    assert '<span class="lacuna">〔…〕</span>' in html
    assert '<ins class="restored">〔新亮点〕</ins>' in html
    assert "国发〔2020〕12号" in html, "brackets that the page prints are its own"
    body = "〔…〕〔字〕[^1]〔2020〕\n\n[^1]: 〔 〕内的文字，据 a-1 补。"
    assert (parse_body(body).lacunae, len(parse_body(body).restored)) == (1, 1)


@given(bodies)
def test_a_body_is_shown_as_the_page_prints_it(body: Body) -> None:
    text, _, _ = to_html(render_body(body)).partition('<div class="footnote">')
    shown = unescape(re.sub(r"<sup.*?</sup>|<[^<>]*>", "", text))
    assert "\n".join(line for line in shown.split("\n") if line) == body.text


PARAGRAPH = re.compile(r'<p id="([^"]+)">(.*?)<a [^>]*class="here" href="#([^"]+)"></a></p>', re.S)


@given(bodies)
def test_every_paragraph_has_an_anchor_of_its_own_and_a_link_to_it(body: Body) -> None:
    markdown = render_body(body)
    html = to_html(markdown, "第{}段")
    text, _, notes = html.partition('<div class="footnote">')
    found = PARAGRAPH.findall(text)
    assert len(found) == text.count("<p") == len(body.of("paragraph", "caption", "note"))
    assert all(anchor == target for anchor, _, target in found)
    assert len({anchor for anchor, *_ in found}) == len(found)
    assert 'class="here"' not in notes
    assert re.sub(r' id="p-[^"]+"|<a [^>]*class="here"[^>]*></a>', "", html) == to_html(markdown)


SIGNS = '北碚, 1.A"#-+=:>*_[]<&\\`|)〔〕\n\t\u3000'
PARAGRAPHS = st.lists(st.one_of(st.text('北碚，1.A" '), st.text(SIGNS))).map("\n\n".join)


@given(PARAGRAPHS, st.sampled_from(["", "第{}段"]), st.booleans())
@example("一段,\n\n又一段。\n\n一段,", "第{}段", True)
def test_what_holds_only_words_is_shown_as_markdown_shows_it(text: str, label: str, wide: bool) -> None:
    assert to_html(text, label, wide=wide) == marked_html(text, label, wide)


@given(bodies, st.data())
def test_an_edit_leaves_the_anchors_of_other_paragraphs_alone(body: Body, data: st.DataObject) -> None:
    assume(body.parts)
    at = data.draw(st.integers(0, len(body.parts) - 1))
    new = Part("note", ("另外", Restored("补", "b-2")))
    edited = data.draw(st.sampled_from([(), (new,), (body.parts[at], new)]))
    before = anchors_by_letters(body)
    after = anchors_by_letters(Body(body.parts[:at] + edited + body.parts[at + 1 :]))
    for text, found in before.items():
        kept = after.get(text, [])
        assert kept == found[: len(kept)], "equal paragraphs are numbered in their order"
        assert len(found) - len(kept) == (not edited or edited[0] == new) * (text == same(body.parts[at]))


def same(part: Part) -> str:
    """What paragraphs with one anchor have in common."""
    return "" if part.kind == "crosshead" else letters(part.text) or part.text


def anchors_by_letters(body: Body) -> dict[str, list[str]]:
    """The anchors of all paragraphs with the same letters, in order."""
    found: dict[str, list[str]] = {}
    html = to_html(render_body(body), "第{}段").partition('<div class="footnote">')[0]
    paragraphs = [part for part in body.parts if part.kind != "crosshead"]
    for part, (anchor, *_) in zip(paragraphs, PARAGRAPH.findall(html), strict=True):
        found.setdefault(same(part), []).append(anchor)
    return found


@given(st.lists(st.text("甲乙丙，。 12", max_size=4), max_size=12), st.data())
def test_anchors_depend_on_letters_and_on_equal_paragraphs_alone(
    texts: list[str], data: st.DataObject
) -> None:
    found = list(anchors(texts))
    assert len(set(found)) == len(found)
    at = data.draw(st.integers(0, len(texts)))
    assert [a for n, a in enumerate(anchors([*texts[:at], "另起一段", *texts[at:]])) if n != at] == found
    assert list(anchors(text.replace("1", "１") for text in texts)) == found


def test_the_number_of_a_footnote_is_no_part_of_an_anchor() -> None:
    one = "甲〔乙〕[^1]丙\n\n丁〔戊〕[^2]\n\n[^1]: 据 a-1 补。\n[^2]: 据 a-2 补。"
    last = PARAGRAPH.findall(to_html(one, "{}"))[-1][0]
    assert PARAGRAPH.findall(to_html(one.split("\n\n", 1)[1], "{}"))[-1][0] == last


def test_what_looks_like_a_tag_is_text() -> None:
    assert "<script>" not in to_html("<script>alert(1)</script>\n\n价格<b>上涨") and "&lt;b" in to_html(
        "价格<b>上涨"
    )


def test_a_long_list_is_paged_at_addresses_that_stay() -> None:
    pages = list(paged("people/index.html", list(range(101))))
    assert [path for path, _, _ in pages] == [
        "people/index.html",
        "people/index.2.html",
        "people/index.3.html",
    ]
    assert [len(items) for _, items, _ in pages] == [50, 50, 1]
    assert pages[1][2].number == 2 and pages[1][2].targets == pages[0][2].targets
    assert [len(items) for _, items, _ in paged("a/index.html", [])] == [0]


path = st.lists(st.sampled_from(["a", "b", "c"]), min_size=1, max_size=4).map(
    lambda p: "/".join([*p, "x.html"])
)


@given(path, path)
def test_a_relative_link_leads_to_its_target(target: str, start: str) -> None:
    parts = start.split("/")[:-1] + urls.relative(target, start).split("/")
    walked: list[str] = []
    for part in parts:
        if part == "..":
            walked.pop()
        else:
            walked.append(part)
    assert "/".join(walked) == target


def test_names_are_put_in_order_by_pinyin() -> None:
    assert sorted(["周旭", "安平", "何庆"], key=pinyin) == ["安平", "何庆", "周旭"]


SCRIPTS = [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "&#106;avascript:alert(1)", "javascript&colon;alert(1)",
    "jav&#x09;ascript:alert(1)", "&#x6A&#x61vascript:alert(1)", "<javascript:alert(1)>", "data:text/html,x", "vbscript:x", "//evil.example/x",
    "/\\evil.example/x", "file:///etc/passwd", "blob:x", "view-source:x",
]  # fmt: skip


@pytest.mark.parametrize("address", SCRIPTS)
@pytest.mark.parametrize("form", ["[文]({})", "[文]: {}\n\n[文]", "![文]({})", "[![文](a.png)]({})"])
def test_no_link_leads_to_a_script_or_another_scheme(address: str, form: str) -> None:
    made = to_html(form.format(address))
    assert "href" not in made and ("src" not in made or 'src="a.png"' in made), made


@pytest.mark.parametrize(
    "address", ["https://example.org/?a=1", "http://example.org", "mailto:a@example.org", "../b.html#c", "#c"]
)
def test_links_of_readers_stay(address: str) -> None:
    assert to_html(f"[文]({address})") == f'<p><a href="{address}">文</a></p>'


def test_a_picture_from_elsewhere_becomes_a_link() -> None:
    assert to_html("![图](https://example.org/a.png)") == '<p><a href="https://example.org/a.png">图</a></p>'
    assert to_html("[![图](http://a.org/b.png)](c.html)") == '<p><a href="c.html"><span>图</span></a></p>'


@pytest.mark.parametrize("mark", ["[", "![", "[a](", "[^1]", "![a][", "1. ", "- ", "> ", "*a ", "〔a〕["])
def test_marks_that_no_writer_sets_are_shown_and_take_no_time(mark: str) -> None:
    for times in (15, 400, 20_000):
        assert to_html(mark * times)  # 20,000 took minutes, or all of the stack


def test_lists_inside_lists_end_somewhere() -> None:
    assert to_html("".join("    " * depth + "- 一\n" for depth in range(300)))
