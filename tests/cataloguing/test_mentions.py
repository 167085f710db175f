"""What the words beside a name and a dictionary add to what the tagger sees, and what the archive adds to that."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from beibei_site.cataloguing.names.mentions import Mention, find_mentions
from beibei_site.cataloguing.names.pooling import Pool
from beibei_site.chinese.segmenter import dictionary
from beibei_site.chinese.tagger.tagger import tag_names


def added(text: str, kind: str, form: str, tags: dict[str, str] | None = None) -> float | None:
    """How much more probable a name is than the tagger says; None if it is no name at all."""
    seen = {(span.kind, text[span.start : span.end]): span.p for span in tag_names(text)}
    found = {(m.kind, m.form): m.p for m in find_mentions(text, tags or {})}
    return round(found[kind, form] - seen[kind, form], 2) if (kind, form) in found else None


@pytest.mark.parametrize(
    ("text", "form", "more"),
    [
        ("文静今天来。", "文静", 0.0),
        ("区长文静今天来。", "文静", 0.3),
        ("请文静与王建国来", "文静", 0.3),  # beside a likely person in a list
        ("请文静与王建国来", "王建国", 0.0),  # beside an unlikely one
        ("大家都夸文静走得快。", "文静", 0.0),
        ("大家都夸文静走得快。", "夸文静", None),  # too improbable
        ("电影《周恩来》上映", "周恩来", None),  # the title of a work
    ],
)
def test_offices_and_neighbours_make_a_person_more_probable(text: str, form: str, more: float | None) -> None:
    assert added(text, "people", form) == more


@pytest.mark.parametrize(
    ("text", "kind", "form", "tag", "more"),
    [
        ("请文静与王建国来", "people", "王建国", "nr", 0.0),
        ("请文静与王建国来", "people", "王建国", "ns", -0.5),
        ("请文静与王建国来", "people", "王建国", "nt", -0.5),
        ("请文静与王建国来", "people", "王建国", "d", None),
        ("请文静与王建国来", "people", "王建国", "m", None),
        ("在金山的日子", "places", "金山", "ns", 0.0),
        ("在金山的日子", "places", "金山", "nz", 0.0),
        ("在金山的日子", "places", "金山", "n", -0.5),
        ("在金山的日子", "places", "金山", "v", -0.5),
        ("看展现政协风采", "bodies", "展现政协", "n", 0.0),
        ("看展现政协风采", "bodies", "展现政协", "v", None),
    ],
)
def test_what_a_dictionary_knows_as_something_else_is_doubted(
    text: str, kind: str, form: str, tag: str, more: float | None
) -> None:
    assert added(text, kind, form, {form: tag}) == more


def test_a_person_whose_name_begins_with_another_word_is_doubted_a_little() -> None:
    text = "请文静与王建国来"
    assert added(text, "people", "王建国", {"王建": "v"}) == -0.1
    assert added(text, "people", "王建国", {"王建": "nr"}) == 0.0
    assert added(text, "people", "文静", {"文静": "a"}) == 0.3, "two letters have no beginning"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("文某说", []),
        ("《王建国》很好看。", []),
        ("王建国镇的人", ["places 王建国镇"]),
        ("卢作孚纪念馆", ["bodies 卢作孚纪念馆"]),
        ("绵阳市人民政府北碚区人民政府", ["bodies 绵阳市人民政府", "bodies 北碚区人民政府"]),
        ("在金山的日子", ["places 金山"]),
        ("我们在美国生活", ["places 美国"]),
        ("走进王建国小学", ["bodies 王建国小学"]),
    ],
)
def test_what_a_name_is(text: str, names: list[str]) -> None:
    found = find_mentions(text, {})
    assert [f"{m.kind} {m.form}" for m in found if m.p >= 0.5] == names
    assert all(0 < m.p <= 1 for m in found)


# pooling ----------------------------------------------------------------------------------------

NAME = "甲乙"


def pooled(own: float, others: Sequence[float | None]) -> float:
    """The probability of a name beside the same string's elsewhere (None: it stands there and is no name)."""
    first = Mention("people", NAME, 0, own)
    rest = [[] if p is None else [Mention("people", NAME, 0, p)] for p in others]
    return Pool.of([f"{NAME}来了"] * (1 + len(others)), [[first], *rest]).blend(first).p


def test_a_probability_is_drawn_to_the_mean_of_the_others_the_more_there_are() -> None:
    assert pooled(0.5, []) == 0.5
    assert pooled(0.2, [0.0, 0.05]) == 0.2, "too improbable everywhere to be counted"
    assert (
        pooled(0.0, [1.0])
        < pooled(0.0, [1.0, 1.0])
        == 0.35
        < pooled(0.0, [1.0] * 8)
        == 0.56
        < pooled(0.0, [1.0] * 99)
        < 0.7
    )
    assert pooled(1.0, [None, None]) == 0.65 and pooled(1.0, [None] * 8) == 0.44
    assert pooled(0.5, [0.5] * 5) == 0.5
    assert pooled(0.0, [1.0, None]) == pytest.approx(0.175)


def names_in(
    text: str, mentions: Sequence[Mention], *, sure: int = 0, rejected: frozenset[str] = frozenset()
) -> list[str]:
    """The names of a text in an archive that names 甲乙 in `sure` other texts."""
    texts = [text, *[f"{NAME}来了"] * sure]
    found = [mentions, *[[Mention("people", NAME, 0, 1.0)]] * sure]
    pool = Pool.of(texts, found)
    return [f"{m.form}{m.start}" for m in pool.names_in(text, mentions, (), {"people": rejected})]


def test_a_name_that_the_archive_is_sure_of_counts_where_the_text_says_nothing() -> None:
    text = f"昨天，{NAME}也在。"
    assert names_in(text, []) == [] == names_in(text, [], sure=1)
    assert names_in(text, [], sure=9) == ["甲乙3"]
    assert names_in(text, [], sure=9, rejected=frozenset([NAME])) == []
    assert names_in(f"{NAME}大街上", [], sure=9) == [], "a street is called after them"


def test_of_names_that_overlap_the_likeliest_counts() -> None:
    long, short, next_ = (
        Mention("people", form, at, p)
        for form, at, p in (("甲乙丙", 0, 0.6), ("甲乙", 0, 0.7), ("丙丁", 2, 0.5))
    )
    assert names_in("甲乙丙丁来", [long, short, next_]) == ["甲乙0", "丙丁2"]
    assert names_in("甲乙丙丁来", [long, Mention("people", "甲乙", 0, 0.6)]) == ["甲乙丙0"], (
        "of two alike the longer"
    )
    assert names_in("甲乙丙丁来", [Mention("people", "甲乙", 0, 0.39)]) == []
    assert names_in("甲乙丙丁来", [Mention("people", "甲乙", 0, 0.4)]) == ["甲乙0"]


def test_what_only_the_archive_makes_probable_gives_way_to_a_longer_name_that_holds_it() -> None:
    hall = Mention("bodies", "甲乙纪念馆", 0, 0.45)
    part = Mention("people", NAME, 0, 0.2)
    assert names_in("甲乙纪念馆开门", [hall, part], sure=9) == ["甲乙纪念馆0"]
    assert names_in("甲乙今天开门", [part], sure=9) == ["甲乙0"]


def test_a_part_of_a_foreign_name_is_none_beside_the_whole() -> None:
    whole, part = Mention("people", "甲丙·甲乙", 0, 0.9), Mention("people", NAME, 7, 0.9)
    assert names_in("甲丙·甲乙来，甲乙走", [whole, part]) == ["甲丙·甲乙0"]
    assert names_in("甲丙·丁戊来，甲乙走", [part]) == ["甲乙7"]


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("代表们先后到扩能项目、睿蓝汽车科技有限公司、缙云山视察。", ["睿蓝汽车科技有限公司"]),
        ("代表们先后到扩能项目、走访汽车科技有限公司、缙云山视察。", ["汽车科技有限公司"]),
        ("大家看到了区委区政府的决心。", ["区委", "区政府"]),
        ("这是市委市政府的要求。", ["市委", "市政府"]),
    ],
)
def test_a_body_is_neither_cut_nor_run_into_the_next(text: str, bodies: list[str]) -> None:
    found = find_mentions(text, dictionary().tags(text))
    assert [m.form for m in found if m.kind == "bodies" and m.p > 0.5] == bodies
