"""Front matter over a text: all that it says reaches the article, or is reported with its line."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beibei_site.domain.issue import value_of
from beibei_site.domain.model import PageReading, Story
from tests.parsing.files import OTHER, PARAGRAPHS, read
from tests.parsing.test_properties import accounted

BODY = "\n\n".join(OTHER)
SOURCE = "来源：云川日报　发布时间：1990-05-07　作者：古月　电话：63221"


def story(front: str, over: str = "") -> Story:
    (found,) = read("a.md", f"---\n{front}\n---\n\n{over}{BODY}\n").stories
    return found


def reported(front: str) -> list[str]:
    reading = read("a.md", f"---\n{front}\n---\n\n{BODY}\n")
    assert reading.stories and all(p.code == "front-matter" and p.remedy for p in reading.problems)
    return [problem.message for problem in reading.problems]


def test_the_keys_of_articles_mean_the_same_over_a_seed() -> None:
    found = story(
        "title: 琴社成立\nkicker: 文化简讯\ndeck: 首批社员三十六人\npage: 第3版\nkind: notice\njump: {to: 4}\n"
        "people: [石青]\ntopics: 文艺、教育\nplaces: [渡口镇]\nbodies: 琴社\nkeywords: [古琴]\nmood: 好"
    )
    heading = found.heading
    assert (heading.kicker, heading.headline, heading.deck) == (
        "文化简讯", "琴社成立", ("首批社员三十六人",),
    )  # fmt: skip
    assert (value_of(found.issue.page), found.kind) == ("3", "notice") and found.jump and found.jump.page == 4
    assert dict(found.facets) == {
        "people": ("石青",), "topics": ("文艺", "教育"), "places": ("渡口镇",), "bodies": ("琴社",),
    }  # fmt: skip
    assert found.keywords == ("古琴",) and found.extra == (("mood", "好"),)


def test_a_source_may_be_a_source_line() -> None:
    issue = story("source: 云川日报 1986年5月7日 第2版").issue
    assert tuple(map(value_of, (issue.paper, issue.issued, issue.page))) == ("云川日报", "1986-05-07", "2")
    issue = story("source: 云川日报 1986年5月7日 第2版\ndate: 1986-05-08\npage: A3").issue
    assert tuple(map(value_of, (issue.paper, issue.issued, issue.page))) == ("云川日报", "1986-05-08", "A3")


@pytest.mark.parametrize("day", ["1986-02-31", "07/05/1986", "1986年春", "[1, 2]", "1986年2月31日"])
def test_a_day_that_no_calendar_has_is_reported_with_its_line(day: str) -> None:
    (message,) = reported(f"title: 琴社成立\ndate: {day}")
    assert message.startswith("a.md:3: date: ") and message.endswith("; it is left out")


def test_a_value_that_cannot_be_used_costs_that_value() -> None:
    front = "title: 琴社成立\npage: 封面之后\nkind: 通讯\nkicker: [1]\npeople: [石青, '']\ntopics: [文艺]"
    assert [message[:7] for message in sorted(reported(front))] == [f"a.md:{n}:"[:7] for n in (3, 4, 5, 6)]
    assert dict(story(front).facets) == {"topics": ("文艺",)}


@pytest.mark.parametrize("over", ["", "# 琴社成立\n\n"])
@pytest.mark.parametrize("front", ["title: 琴社成立", "mood: 好"])
def test_what_stands_above_the_text_is_kept_below_it(front: str, over: str) -> None:
    found = story(front, f"{over}{SOURCE}\n\n本报记者 石青\n\n")
    assert found.markdown == f"{BODY}\n\n> {SOURCE.replace('　', ' ')}\n\n> 本报记者 石青"
    assert value_of(found.issue.issued) == "1990-05-07" and {c.name for c in found.credits} >= {
        "古月",
        "石青",
    }


def furniture(reading: PageReading) -> set[int]:
    return {n for span in reading.furniture for n in span}


@pytest.mark.parametrize(
    ("front", "lines", "message"),
    [
        ("---\ntitle: 琴社成立\ndate: [2003-02-05\nauthor: 古月\n---\n\n", 5, "a.md:4: not valid YAML"),
        ("---\ntitle: 琴社成立\ndate 2003-02-05\n---\n\n", 4, "a.md:"),
        ("---\ntitle：琴社成立\ndate: 2003-02-05\n---\n\n", 4, "a.md:2: not valid YAML: a full-width colon"),
        ("---\ntitle: 琴社成立\ntitle: 画社成立\n---\n\n", 4, "a.md:3: title: this key stands in line 2 already"),
        ("---\ntitle: 琴社成立\ndate: 2003-02-05\n\n", 3, "a.md:1: no '---' closes this front matter"),
        ("---\ntitle: 琴社成立\ntags:\n  - 剪报\n# 画社成立\n\n", 4, "a.md:1: no '---' closes this front matter"),
    ],
)  # fmt: skip
def test_front_matter_that_is_broken_is_reported_and_no_headline(
    front: str, lines: int, message: str
) -> None:
    reading = read("a.md", f"{front}{BODY}\n")
    assert reading.kind == "article" and furniture(reading) == set(range(1, lines + 1))
    (found,) = reading.stories
    assert (found.heading.headline or "", found.heading.kicker) == (
        "画社成立" * ("画社成立\n\n" in front),
        None,
    )
    assert [p.message.startswith(message) for p in reading.problems] == [True]


@pytest.mark.parametrize(
    "text",
    [
        f"---\n琴社成立\n\n{BODY}\n---\n画社成立\n\n{BODY}\n",
        f"---\nSource: 云川日报\n{BODY}\n---\n画社成立\n\n{BODY}\n",
        f"---\n\n琴社成立\n\n{BODY}\n",
    ],
)
def test_text_between_rules_is_no_front_matter(text: str) -> None:
    reading = read("a.md", text)
    assert not reading.problems and OTHER[0] in "".join(s.text for s in reading.stories)


def test_front_matter_over_a_collection_speaks_of_all_of_it() -> None:
    text = f"---\ntitle: 剪报\ndate: 2020-06-09\nsource: 江城日报\n---\n\n# 琴社成立\n\n{BODY}\n\n# 画社成立\n\n{BODY}\n"
    reading = read("a.md", text)
    assert [s.heading.headline for s in reading.stories] == ["琴社成立", "画社成立"]
    assert value_of(reading.issue.issued) == "2020-06-09" and furniture(reading) == {1, 2, 3, 4, 5}


WORDS = st.text("琴社画诗成立日报云川", min_size=2, max_size=6)
VALUES = WORDS | st.integers(0, 40) | st.lists(WORDS, min_size=1, max_size=3) | st.sampled_from(
    ["2020-06-09", "1986-02-31", "notice", "第2版", True, {"to": 3}]
)  # fmt: skip
NAMES = st.sampled_from(
    "title date author source kicker deck page kind jump people topics places bodies keywords mood".split()
)


@given(st.dictionaries(NAMES, VALUES, min_size=1))
def test_what_front_matter_says_is_in_the_article_or_reported(keys: dict[str, object]) -> None:
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in keys.items()]
    text = f"---\n{''.join(lines)}---\n\n{PARAGRAPHS[1]}\n"
    reading = read("a.md", text)
    (found,) = reading.stories
    issue = found.issue
    said = repr(
        (found.heading, found.credits, found.facets, found.keywords, found.kind, found.jump, found.extra)
    )
    said += " ".join(map(value_of, (issue.issued, issue.paper, issue.page)))
    told = " ".join(problem.message for problem in reading.problems)
    for at, (key, value) in enumerate(keys.items(), 2):
        items = value if isinstance(value, list) else [3] if isinstance(value, dict) else [value]
        printed = all(str(item).strip("第版") in said for item in items)
        assert printed or f"a.md:{at}:" in told or value in (0, "") or key in ("title", "source"), (
            key,
            value,
        )
    counts = accounted(reading)
    assert set(counts) == {n for n, line in enumerate(text.split("\n"), 1) if line}
    assert set(counts.values()) == {1}
