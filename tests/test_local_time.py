"""Where local hours, days, weeks and months begin."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from energy_core.errors import RequestError, UnknownNameError
from energy_core.local_time import (
    day_starts,
    edges,
    hour_edges,
    known_zone,
    local_dates,
    local_instant,
    local_midnight,
)

ZONES = (
    "UTC", "Europe/London", "America/New_York", "Australia/Lord_Howe", "America/Sao_Paulo",
    "Asia/Kathmandu", "Pacific/Chatham", "America/Havana", "Asia/Beirut", "Pacific/Apia",
    "America/St_Johns", "Africa/Casablanca",
)  # fmt: skip
INSTANTS = st.datetimes(
    pd.Timestamp("2000-01-01").to_pydatetime(), pd.Timestamp("2037-01-01").to_pydatetime()
)


def utc(text: str) -> pd.Timestamp:
    return pd.Timestamp(text, tz="UTC")


def day_hours(day: str, zone: str) -> float:
    both = day_starts(pd.DatetimeIndex([day, pd.Timestamp(day) + pd.Timedelta(days=1)]), zone)
    return (both[1] - both[0]) / pd.Timedelta(hours=1)


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("Europe/London", "2024-03-31", 23),
        ("Europe/London", "2024-10-27", 25),
        ("Europe/London", "2024-06-01", 24),
        ("Australia/Lord_Howe", "2024-10-06", 23.5),
        ("Australia/Lord_Howe", "2024-04-07", 24.5),
        ("America/Sao_Paulo", "2018-11-04", 23),
        ("America/Sao_Paulo", "2018-02-17", 25),
        ("America/Havana", "2024-11-03", 25),
        ("Pacific/Chatham", "2024-04-07", 25),
        ("Asia/Kathmandu", "2024-04-07", 24),
    ],
)
def test_a_day_is_as_long_as_the_clocks_make_it(zone: str, day: str, hours: float):
    assert day_hours(day, zone) == hours


def test_a_day_without_a_midnight_begins_at_one_o_clock():
    begin = day_starts(pd.DatetimeIndex(["2018-11-04"]), "America/Sao_Paulo")[0]

    assert begin.tz_convert("America/Sao_Paulo").hour == 1


def test_a_midnight_that_comes_twice_begins_the_day_the_first_time():
    begin = day_starts(pd.DatetimeIndex(["2024-11-03"]), "America/Havana")[0]

    assert begin == utc("2024-11-03 04:00")


def test_the_hours_of_kathmandu_begin_at_a_quarter_past_in_utc():
    found = hour_edges(utc("2024-01-01 00:00"), utc("2024-01-01 02:00"), "Asia/Kathmandu")

    assert list(found) == [
        utc(f"{day}:15") for day in ("2023-12-31 23", "2024-01-01 00", "2024-01-01 01", "2024-01-01 02")
    ]


def test_half_an_hour_of_clock_change_is_an_hour_of_its_own_on_lord_howe():
    zone = "Australia/Lord_Howe"
    start = pd.Timestamp("2024-04-07 00:00", tz=zone).tz_convert("UTC")

    found = hour_edges(start, start + pd.Timedelta(hours=4), zone)

    assert list((found[1:] - found[:-1]) / pd.Timedelta(hours=1)) == [1, 1, 0.5, 1, 1]


def test_weeks_begin_on_monday_and_months_on_the_first():
    start, end = utc("2024-02-29 12:00"), utc("2024-03-05 12:00")

    weeks, months = (edges(start, end, "UTC", span) for span in ("week", "month"))

    assert list(weeks) == [utc("2024-02-26"), utc("2024-03-04"), utc("2024-03-11")]
    assert list(months) == [utc("2024-02-01"), utc("2024-03-01"), utc("2024-04-01")]


def test_a_day_that_a_zone_left_out_is_no_day():
    """Samoa went from 29 to 31 December 2011."""
    found = edges(utc("2011-12-29 12:00"), utc("2012-01-01 12:00"), "Pacific/Apia", "day")

    assert list(local_dates(found, "Pacific/Apia").strftime("%m-%d")) == [
        "12-29",
        "12-31",
        "01-01",
        "01-02",
        "01-03",
    ]


@settings(max_examples=50, deadline=None)
@given(
    zone=st.sampled_from(ZONES),
    start=INSTANTS,
    hours=st.integers(1, 1200),
    span=st.sampled_from(["hour", "day", "week", "month"]),
)
def test_edges_ascend_and_cover_exactly_the_spans_that_are_touched(zone, start, hours, span):
    first = pd.Timestamp(start, tz="UTC").floor("min")
    last = first + pd.Timedelta(hours=hours)

    found = edges(first, last, zone, span)

    assert (found[1:] > found[:-1]).all()
    assert found[0] <= first < found[1]
    assert found[-2] < last <= found[-1]


@settings(max_examples=50, deadline=None)
@given(zone=st.sampled_from(ZONES), start=INSTANTS)
def test_no_hour_is_longer_than_an_hour_and_each_has_one_clock_hour(zone, start):
    first = pd.Timestamp(start, tz="UTC").floor("h")

    found = hour_edges(first, first + pd.Timedelta(hours=40), zone)

    assert ((found[1:] - found[:-1]) <= pd.Timedelta(hours=1)).all()
    last_moment = (found[1:] - pd.Timedelta(minutes=1)).tz_convert(zone)
    assert (found[:-1].tz_convert(zone).hour == last_moment.hour).all()


def test_an_unknown_zone_is_refused_with_an_example():
    with pytest.raises(UnknownNameError, match="Needed a time zone such as Europe/London; found 'Mars'"):
        known_zone("Mars")


def test_a_date_is_read_as_the_local_midnight():
    assert local_midnight("2024-07-01", "Europe/London", option="--start") == utc("2024-06-30 23:00")


@pytest.mark.parametrize("text", ["1 July", "2024-13-01", ""])
def test_what_is_no_date_is_refused_with_the_option(text: str):
    with pytest.raises(RequestError, match="--start needs a date such as 2024-01-31") as refused:
        local_midnight(text, "UTC", option="--start")

    assert refused.value.where == {"option": "--start"}


def test_a_time_without_offset_is_local_and_one_with_offset_is_not():
    assert local_instant("2024-07-01T12:00", "Europe/London", option="--as-of") == utc("2024-07-01 11:00")
    assert local_instant("2024-07-01T12:00+05:00", "Europe/London", option="--as-of") == utc(
        "2024-07-01 07:00"
    )


def test_a_time_that_the_clock_skipped_is_the_moment_after_it():
    assert local_instant("2024-03-31T01:30", "Europe/London", option="--as-of") == utc("2024-03-31 01:00")
