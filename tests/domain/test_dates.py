"""Dates of any precision, numerals, letters and fresh names."""

from __future__ import annotations

import calendar
import datetime
import re

import pytest
from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException
from hypothesis import given
from hypothesis import strategies as st

from beibei_site.domain.dates import (
    MONTH_DAY,
    YEAR,
    begins,
    bounds,
    is_day,
    is_exact,
    make,
    month_weeks,
    normalise,
    normalise_edtf,
    precision,
)
from beibei_site.domain.text import first_free, fold_width, letters, slug, spelled_number

ONES = "〇一二三四五六七八九"


@given(st.dates(datetime.date(1000, 1, 1)))
def test_every_day_of_the_calendar_is_a_date(day: datetime.date) -> None:
    text = day.isoformat()
    assert make(day.year, day.month, day.day) == text == normalise(text) == normalise(day)
    assert [precision(text[:length]) for length in (10, 7, 4, 0)] == ["day", "month", "year", "unknown"]
    assert [is_day(text[:length]) for length in (10, 7, 4, 0)] == [True, False, False, False]


@given(st.integers(900, 10_100), st.integers(-1, 14), st.integers(-1, 33))
def test_what_the_calendar_does_not_have_is_no_date(year: int, month: int, day: int) -> None:
    good_year, good_month = 1000 <= year <= 9999, 1 <= month <= 12
    last = calendar.monthrange(year, month)[1] if good_year and good_month else 0
    assert (make(year) is not None) == good_year
    assert (make(year, month) is not None) == (good_year and good_month)
    assert (make(year, month, day) is not None) == (1 <= day <= last)


@pytest.mark.parametrize(
    ("value", "date"),
    [
        (None, ""),
        ("", ""),
        (2020, "2020"),
        (" 2020-4 ", "2020-04"),
        ("2020-4-2", "2020-04-02"),
        ("2020-02-29", "2020-02-29"),
    ],
)
def test_an_editors_date_is_written_one_way(value: object, date: str) -> None:
    assert normalise(value) == date


@pytest.mark.parametrize("value", ["2020-04-02x", "20-04-02", "2020/04/02", "April", 12020, True])
def test_what_is_no_date_is_said_with_an_example(value: object) -> None:
    with pytest.raises(ValueError, match=f"'{value}' is not a date; write 2020-04-02"):
        normalise(value)


@pytest.mark.parametrize("value", ["2019-02-29", "2020-13", "2020-04-31", "2020-00-01", "0999"])
def test_a_day_that_never_was_is_said(value: str) -> None:
    with pytest.raises(ValueError, match=f"'{value}' is not a day of the calendar"):
        normalise(value)


@given(st.integers(1000, 9998), st.integers(1, 12))
def test_the_weeks_of_a_month_begin_on_monday_and_hold_every_day(year: int, month: int) -> None:
    weeks = month_weeks(year, month)
    days = [day for week in weeks for day in week if day]
    assert days == list(range(1, calendar.monthrange(year, month)[1] + 1))
    assert {len(week) for week in weeks} == {7}
    assert weeks[0].index(1) == datetime.date(year, month, 1).weekday()


@pytest.mark.parametrize(
    ("text", "found"), [("4月2日", ("4", "2")), ("12 月 31 日", ("12", "31")), ("4月", None)]
)
def test_a_day_in_newspaper_text(text: str, found: tuple[str, str] | None) -> None:
    match = re.match(rf"{MONTH_DAY}日", text)
    assert (match and (match["month"], match["day"])) == found


def test_a_year_in_newspaper_text_is_of_the_last_two_centuries() -> None:
    assert re.findall(YEAR, "1899 1900 2099 2100") == ["1900", "2099"]


@given(st.integers(0, 99))
def test_numerals_spell_numbers(number: int) -> None:
    tens, ones = divmod(number, 10)
    ten = f"{ONES[tens] if tens > 1 else ''}十" if tens else ""
    spelled = ten + (ONES[ones] if ones or not tens else "")
    assert spelled_number(spelled) == number
    assert spelled_number("".join(ONES[int(digit)] for digit in str(number))) == number
    assert spelled_number("零") == 0


@pytest.mark.parametrize("text", ["４月１日，　ＡＯＳ", "a\u200b\u00adb  \n c ", ""])
def test_folding_the_width_folds_once(text: str) -> None:
    folded = fold_width(text)
    assert fold_width(folded) == folded and "  " not in folded and letters(folded) == letters(text)


@given(st.text("甲，。１1 a\u200b“”—é", max_size=20))
def test_letters_are_all_letters_and_nothing_else(text: str) -> None:
    assert letters(text).isalnum() or not letters(text)
    assert letters(text) == letters(letters(text)) == "".join(letters(char) for char in text)


@pytest.mark.parametrize(
    ("text", "name"),
    [("Zhou Xu", "zhou-xu"), ("--A·B--", "ab"), ("Zoë 2", "zoe-2"), ("周", ""), ("１２", "12")],
)
def test_a_slug_is_ascii(text: str, name: str) -> None:
    assert slug(text) == name


@given(st.sets(st.sampled_from(["a", "a-2", "a-3", "a-4", "b"])))
def test_a_fresh_name_is_free_and_the_first_that_is(used: set[str]) -> None:
    name = first_free("a", used.__contains__)
    order = ["a", "a-2", "a-3", "a-4", "a-5"]
    assert name not in used and set(order[: order.index(name)]) <= used


partial_dates = st.dates(datetime.date(1000, 1, 1)).flatmap(
    lambda day: st.sampled_from([day.isoformat(), day.isoformat()[:7], day.isoformat()[:4]])
)
doubtful = st.builds(str.__add__, partial_dates, st.sampled_from(["", "~", "?", "%"]))
intervals = st.tuples(doubtful | st.sampled_from(["", ".."]), doubtful | st.sampled_from(["", ".."])).map(
    "/".join
)


@given(doubtful | intervals)
def test_a_date_in_edtf_is_read_as_by_the_library(text: str) -> None:
    try:
        edtf = normalise_edtf(text)
    except ValueError as error:
        if "ends before it begins" in str(error):  # which the library lets pass
            first, last = text.split("/")
            assert parse_edtf(first).lower_strict() > parse_edtf(last).upper_strict()
        else:
            assert not set(text.split("/")) - {"", ".."}, "an interval without any day says nothing"
        return
    assert edtf == text == normalise_edtf(f" {text} ")
    read = parse_edtf(text)
    for day, bound, end in zip(
        bounds(edtf), (read.lower_strict(), read.upper_strict()), (0, -1), strict=True
    ):
        if text.split("/")[end] not in ("", ".."):  # for which the library invents ten years
            assert day == "{:04d}-{:02d}-{:02d}".format(*bound[:3])
        else:
            assert day == ""
    assert begins(edtf) and is_exact(begins(edtf)) and begins(edtf) in edtf
    assert is_exact(edtf) == ("/" not in edtf and edtf[-1] not in "~?%")


@pytest.mark.parametrize(
    "value", ["2020-04-02x", "2020~?", "~", "/", "../..", "..", "2020/2021/2022", "2020-02-30/2021"]
)
def test_what_is_no_edtf_is_said(value: str) -> None:
    with pytest.raises(ValueError, match="not a da"):
        normalise_edtf(value)
    if value != "../..":  # which the library takes for an interval
        with pytest.raises(EDTFParseException):
            parse_edtf(value)
