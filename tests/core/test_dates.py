from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

import edtf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendgraph.core.bounds import ANY_DAY, Bounds
from sendgraph.core.dates import DateError, bounds_text, parse_day, parse_edtf, parse_moment

days = st.dates(date(1, 1, 1), date(9999, 12, 31))
near_days = st.dates(date(2015, 1, 1), date(2026, 12, 31))


@st.composite
def some_bounds(draw: st.DrawFn, among: st.SearchStrategy[date] = days) -> Bounds:
    """Bounds with at least one side."""
    first, last = sorted((draw(among), draw(among)))
    side = draw(st.sampled_from(("both", "first", "last")))
    return Bounds(None if side == "last" else first, None if side == "first" else last)


def bounds(first: str, last: str) -> Bounds:
    return Bounds(date.fromisoformat(first) if first else None, date.fromisoformat(last) if last else None)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2021", "2021-01-01", "2021-12-31"),
        ("2021-11", "2021-11-01", "2021-11-30"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("1900-02", "1900-02-01", "1900-02-28"),
        ("2021-11-20", "2021-11-20", "2021-11-20"),
        ("0001", "0001-01-01", "0001-12-31"),
        ("9999", "9999-01-01", "9999-12-31"),
        ("202X", "2020-01-01", "2029-12-31"),
        ("20XX", "2000-01-01", "2099-12-31"),
        ("XXXX", "0001-01-01", "9999-12-31"),
        ("2021-1X", "2021-10-01", "2021-12-31"),
        ("2021-0X", "2021-01-01", "2021-09-30"),
        ("2021-XX", "2021-01-01", "2021-12-31"),
        ("2021-11-XX", "2021-11-01", "2021-11-30"),
        ("2021-11-1X", "2021-11-10", "2021-11-19"),
        ("2021-02-2X", "2021-02-20", "2021-02-28"),
        ("2021-XX-31", "2021-01-31", "2021-12-31"),
        ("202X-02-29", "2020-02-29", "2028-02-29"),
        ("[2021-03..2021-05]", "2021-03-01", "2021-05-31"),
        ("[..2021-11-20]", "", "2021-11-20"),
        ("[2021-11..]", "2021-11-01", ""),
        ("[2020~..202X]", "2020-01-01", "2029-12-31"),
        ("2018/2021-03", "2018-01-01", "2021-03-31"),
        ("2018-03-07/2018-03-08", "2018-03-07", "2018-03-08"),
        ("2018-03/..", "2018-03-01", ""),
        ("2018-03/", "2018-03-01", ""),
        ("../2018-03", "", "2018-03-31"),
        ("/2018-03", "", "2018-03-31"),
    ],
)
def test_every_form_has_the_bounds_of_the_calendar(text: str, first: str, last: str) -> None:
    parsed = parse_edtf(text)
    assert parsed.bounds == bounds(first, last)
    assert parsed.text == text


@pytest.mark.parametrize("mark", ["?", "~", "%"])
@pytest.mark.parametrize("text", ["2021", "2021-11", "2021-11-20", "202X", "2021-11-XX"])
def test_a_qualifier_is_a_flag_and_moves_no_bound(text: str, mark: str) -> None:
    parsed = parse_edtf(text + mark)
    assert parsed.bounds == parse_edtf(text).bounds
    assert (parsed.is_approximate, parsed.is_uncertain) == (mark in "~%", mark in "?%")


def test_the_qualifiers_of_both_ends_count() -> None:
    for text in ("2018~/2021?", "[2018~..2021?]"):
        parsed = parse_edtf(text)
        assert (parsed.is_approximate, parsed.is_uncertain) == (True, True)


def test_an_open_end_and_an_unknown_end_are_told_apart() -> None:
    going_on, unknown = parse_edtf("2018-03/.."), parse_edtf("2018-03/")
    assert (going_on.end_open, unknown.end_open) == (True, False)
    assert going_on.end == unknown.end == ANY_DAY


def test_an_interval_keeps_the_bounds_of_both_ends() -> None:
    parsed = parse_edtf("2018/2021-03")
    assert parsed.is_interval
    assert (parsed.start, parsed.end) == (bounds("2018-01-01", "2018-12-31"), bounds("2021-03-01", "2021-03-31"))


@pytest.mark.parametrize(
    ("text", "fault", "way_out"),
    [
        ("20/11/2021", "is not year first", "write it as YYYY-MM-DD"),
        ("20-11-2021", "is not year first", "write it as YYYY-MM-DD"),
        ("1.2.21", "is not year first", "write it as YYYY-MM-DD"),
        ("2021-21", "is a season", "write its months as a range, such as [2021-03..2021-05]"),
        ("2021-41", "is a season", "write its months as a range, such as [2021-03..2021-05]"),
        ("2021-11-05T10:00", "has a time of day", "give the day only"),
        ("2021-13", "is no day of the calendar", ""),
        ("2021-00", "is no day of the calendar", ""),
        ("2021-02-29", "is no day of the calendar", ""),
        ("0000", "is no day of the calendar", ""),
        ("XXX1-02-29", "is no day of the calendar", ""),
        ("[..]", "says nothing", "leave the cell empty instead"),
        ("../..", "says nothing", "leave the cell empty instead"),
        ("/", "says nothing", "leave the cell empty instead"),
        ("2021/2020", "is reversed, it ends before it starts", "check both against the source"),
        ("[2021..2020]", "is reversed, the first date is after the second", "check both against the source"),
    ],
)
def test_what_is_no_date_says_why_and_what_to_write(text: str, fault: str, way_out: str) -> None:
    with pytest.raises(DateError) as caught:
        parse_edtf(text)
    assert (caught.value.fault, caught.value.way_out) == (f"{text!r} {fault}", way_out)


@pytest.mark.parametrize(
    "text",
    [
        *("", "2021-1", "21", " 2021", "2021 ", "-2021", "+2021", "Y20210", "2021~-11", "?2021", "x021", "202x"),
        *("{2021,2022}", "[2021,2022]", "2021..2022", "[2021..2022..2023]", "[ 2021..2022]", "[2021..2022"),
        *("2021/2022/2023", "[2020..2021]/2022", "２０２１", "2021\n", "2021-11-20~?", "spring 2021", "None"),
    ],
)
def test_other_spellings_are_refused(text: str) -> None:
    with pytest.raises(DateError, match=r"no EDTF date|no range"):
        parse_edtf(text)


def test_a_moment_is_no_interval_and_a_day_no_month() -> None:
    with pytest.raises(DateError, match="is an interval where one moment is wanted"):
        parse_moment("2021/2022")
    assert parse_moment("[2021..2022]").bounds == bounds("2021-01-01", "2022-12-31")
    assert parse_day("2021-11-20") == date(2021, 11, 20)
    for text in ("2021-11", "20211120", "2021-11-20T00", "２０２１-11-20", "2021-11-2"):
        with pytest.raises(DateError, match="is not a full day"):
            parse_day(text)


def test_a_long_text_is_not_repeated_whole() -> None:
    with pytest.raises(DateError) as caught:
        parse_edtf("9" * 10_000)
    assert len(str(caught.value)) < 250


@given(some_bounds())
def test_bounds_written_as_text_are_read_back_the_same(limits: Bounds) -> None:
    assert parse_edtf(bounds_text(limits)).bounds == limits


@pytest.mark.parametrize(
    "text", ["0005", "0987-02", "2020-02", "2021-11", "2021", "2021-11-05", "[2021-11-01..2021-11-29]"]
)
def test_bounds_are_written_as_short_as_they_can_be(text: str) -> None:
    assert bounds_text(parse_edtf(text).bounds) == text


@given(days)
def test_a_day_is_within_its_month_its_year_and_their_masks(day: date) -> None:
    year, month, number = day.isoformat().split("-")
    for text in (year, f"{year}-{month}", day.isoformat(), f"{year[:3]}X", f"{year}-{month}-XX"):
        assert day in parse_edtf(text).bounds
    for text in (f"{year}-XX-{number}", f"{year}-{month}-{number[0]}X", f"{year}-{month[0]}X"):
        assert day in parse_edtf(text).bounds


CALENDAR = [(date(2000, 1, 1) + timedelta(n)).isoformat() for n in range(14_610)]
"""Every day of 2000 to 2039."""


@given(st.from_regex(r"20[0-3][0-9X](-[01X][0-9X](-[0-3X][0-9X])?)?", fullmatch=True))
def test_the_bounds_of_a_mask_are_the_first_and_last_days_that_fit_it(text: str) -> None:
    mask = re.compile(text.replace("X", "[0-9]"))
    fits = [day for day in CALENDAR if mask.match(day)]
    if fits:
        assert parse_edtf(text).bounds == bounds(fits[0], fits[-1])
    else:
        with pytest.raises(DateError):
            parse_edtf(text)


def second_opinion(text: str) -> tuple[date, date]:
    """Bounds by the PyPI package edtf; it is right on plain dates and on masks of whole parts."""
    parsed = edtf.parse_edtf(text)
    return date(*parsed.lower_strict()[:3]), date(*parsed.upper_strict()[:3])


@pytest.mark.parametrize(
    "text",
    [
        "2021",
        "1999",
        "2020-02",
        "2021-02",
        "2021-11",
        "2024-02-29",
        "2021-11-20",
        "202X",
        "19XX",
        "2021-XX",
        "2021-11-XX",
    ],
)
def test_another_parser_gives_the_same_bounds(text: str) -> None:
    limits = parse_edtf(text).bounds
    assert (limits.earliest, limits.latest) == second_opinion(text)


@given(near_days)
def test_the_last_day_of_a_month_is_the_calendars(day: date) -> None:
    limits = parse_edtf(day.isoformat()[:7]).bounds
    assert limits.latest == day.replace(day=monthrange(day.year, day.month)[1])
