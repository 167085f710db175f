"""Places in places, and the map: points where they belong, labels that do not run into each other."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beibei_site.content.authority_file import parse_authority
from beibei_site.content.settings import Settings
from beibei_site.domain.archive import Archive
from beibei_site.domain.findings import Findings
from beibei_site.domain.model import AuthorityRecord, Facet
from beibei_site.domain.problems import SetupError
from beibei_site.rendering.components import Link
from beibei_site.rendering.context import SiteContext
from beibei_site.rendering.views.names.maps import draw_map
from beibei_site.rendering.views.names.places import Branch, places_view


def place(key: str, **given: object) -> AuthorityRecord:
    return AuthorityRecord(id=key, facet="places", preferred=key, **given)  # type: ignore[arg-type]


def named(branches: tuple[Branch, ...]) -> list[object]:
    return [[b.link.text, named(b.within)] if b.within else b.link.text for b in branches]


def test_places_stand_below_those_in_which_they_lie_the_curators_word_first() -> None:
    records = [place("city"), place("district", parent="city"), place("town"), place("alone"), place("hill")]
    findings = Findings(parents={"town": "district", "district": "alone", "hill": "district"})
    view = places_view(SiteContext(Archive((), records={"places": records}), Settings(), findings))
    assert named(view.branches) == [["city", [["district", ["hill", "town"]]]]]
    assert view.map is None


def test_a_circle_of_places_ends() -> None:
    records = [place("a", parent="b"), place("b", parent="a"), place("c"), place("d", parent="c")]
    view = places_view(SiteContext(Archive((), records={"places": records}), Settings(), Findings()))
    assert named(view.branches) == [["c", ["d"]]]


def test_north_is_up_east_is_right_and_the_scale_tells_kilometres() -> None:
    at = {"a": (30.0, 106.0), "b": (31.0, 107.0), "c": (30.5, 106.5)}
    drawn = draw_map([(Link(f"{name}.html", name, 4 if name == "a" else 1), at[name]) for name in at])
    assert drawn
    a, b, c = (next(p for p in drawn.points if p.link.text == name) for name in at)
    assert a.x < c.x < b.x and a.y > c.y > b.y
    assert a.radius == 2 * b.radius
    kilometres = (a.y - b.y) * float(drawn.kilometres) / drawn.scale
    assert kilometres == pytest.approx(111.2, rel=0.03)  # a degree of latitude
    assert {line.degrees for line in drawn.net} >= {"106°E", "30°N"}


COORDINATES = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


@given(
    st.lists(
        st.tuples(st.text("柳林渡口", min_size=1, max_size=9), st.integers(0, 900), COORDINATES),
        min_size=1,
        max_size=12,
    )
)
def test_every_point_is_on_the_map_and_no_label_covers_another(
    places: list[tuple[str, int, tuple[float, float]]],
) -> None:
    drawn = draw_map([(Link(f"{n}.html", name, count), at) for n, (name, count, at) in enumerate(places)])
    assert drawn and len(drawn.points) == len(places)
    boxes = []
    for p in drawn.points:
        assert 0 <= p.x <= drawn.width and 0 <= p.y <= drawn.height
        if p.side:
            left = p.label_x - (15 * len(p.link.text) if p.side == "end" else 0)
            boxes.append((left, left + 15 * len(p.link.text), p.label_y))
            assert left >= 0 and boxes[-1][1] <= drawn.width
    for one, other in itertools.combinations(boxes, 2):
        assert one[1] <= other[0] or other[1] <= one[0] or abs(one[2] - other[2]) >= 18
    assert all(0 <= line.at <= (drawn.width if line.upright else drawn.height) for line in drawn.net)
    assert 0 < drawn.scale <= drawn.width


def test_without_coordinates_there_is_no_map() -> None:
    assert draw_map([]) is None


@pytest.mark.parametrize(
    ("facet", "at", "words"),
    [
        ("places", "[106.4, 200]", "[29.8, 106.4]"),
        ("places", "[29.8]", "[29.8, 106.4]"),
        ("places", "[.nan, 106.4]", "is no number"),
        ("places", "[north, 106.4]", "number"),
        ("people", "[29.8, 106.4]", "only a place"),
    ],
)
def test_coordinates_that_are_none_are_named_with_their_line(facet: Facet, at: str, words: str) -> None:
    with pytest.raises(SetupError) as caught:
        parse_authority(f"ford:\n  name: 渡口\n  at: {at}\n", "places.yml", facet)
    assert words in f"{caught.value} {caught.value.remedy}" and caught.value.line in (1, 3)


def test_coordinates_are_read() -> None:
    file = parse_authority("ford:\n  name: 渡口\n  at: [29.8, -106]\n", "places.yml", "places")
    assert file.records[0].at == (29.8, -106.0)
