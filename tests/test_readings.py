"""Readings of a home: channels, roles, totals and periods."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from energy_core.errors import NotEnoughDataError, UnknownNameError
from energy_core.readings import Channel, Readings
from tests.build import channel, days, intervals, mains, readings


def at(text: str, zone: str = "UTC") -> pd.Timestamp:
    return pd.Timestamp(text, tz=zone)


def with_blocks(one: Channel, positions: list[int]) -> Channel:
    quality = ["block" if i in positions else "measured" for i in range(len(one.intervals))]
    return replace(one, intervals=one.intervals.assign(quality=pd.Categorical(quality)))


def test_consumption_is_the_mains_and_not_the_appliances_behind_it():
    home = readings(channel("mains", [5.0], role="mains"), channel("oven", [3.0]))

    assert home.consumption_kwh == 5.0
    assert [c.name for c in home.metered] == ["mains", "oven"]


def test_without_mains_the_appliances_are_the_consumption():
    home = readings(channel("oven", [3.0]), channel("fridge", [1.0]))

    assert home.consumption_kwh == 4.0


@pytest.mark.parametrize("role", ["generation", "export", "gas", "temperature", "other"])
def test_what_is_not_consumed_never_enters_consumption(role):
    home = readings(channel("it", [3.0], role=role))

    assert home.consumption_kwh is None
    assert home.metered == ()


def test_temperature_is_no_energy():
    home = readings(channel("outside", [12.0], role="temperature"), channel("oven", [3.0]))

    assert [c.name for c in home.energy] == ["oven"]
    assert list(home.hourly().kwh.columns) == ["oven"]


def test_the_commonest_interval_decides_and_not_a_single_gap():
    hourly = intervals("2024-01-01", [1.0] * 5)
    day = intervals("2024-01-02", [20.0], minutes=1440)
    home = readings(Channel("mains", "mains", pd.concat([hourly, day], ignore_index=True)))

    assert home.channels[0].interval_minutes == 60
    assert home.is_hourly


def test_daily_readings_are_daily_and_not_hourly():
    home = mains([10.0] * 3, minutes=1440)

    assert home.is_daily
    assert not home.is_hourly


def test_two_mains_are_added_up():
    home = readings(channel("day rate", [2.0], role="mains"), channel("night rate", [1.0], role="mains"))

    assert home.total("hour").tolist() == [3.0]


def test_the_total_is_unknown_while_one_mains_is_silent():
    one = channel("day rate", [2.0, 2.0, 2.0], role="mains")
    other = channel("night rate", [1.0, None, 1.0], role="mains")

    assert readings(one, other).total("hour").isna().tolist() == [False, True, False]


def test_a_channel_that_starts_later_does_not_make_the_time_before_unknown():
    old, new = channel("old", [2.0, 2.0]), channel("new", [1.0], start="2024-01-01 01:00")

    assert readings(old, new).total("hour").tolist() == [2.0, 3.0]


def test_overlapping_intervals_are_a_bug_and_not_data():
    twice = pd.concat([intervals("2024-01-01", [1.0]), intervals("2024-01-01", [1.0])], ignore_index=True)

    with pytest.raises(ValueError, match="overlap"):
        Channel("mains", "mains", twice)


def test_columns_in_another_shape_are_a_bug():
    with pytest.raises(ValueError, match="columns"):
        Channel("mains", "mains", intervals("2024-01-01", [1.0])[["start", "end", "kwh"]])


def test_an_unknown_channel_is_answered_with_the_ones_there_are():
    with pytest.raises(UnknownNameError, match=r"found 'kettle'. The channels are: oven, fridge\."):
        readings(channel("oven", [1.0]), channel("fridge", [1.0])).channel("kettle")


def test_a_period_divides_the_interval_that_crosses_its_boundary():
    home = mains([24.0, 48.0], minutes=1440)

    half = home.between(at("2024-01-01 12:00"), at("2024-01-02 06:00"))

    assert half.channels[0].intervals["kwh"].tolist() == [12.0, 12.0]
    assert half.start == at("2024-01-01 12:00")
    assert half.end == at("2024-01-02 06:00")


def test_a_temperature_is_the_same_in_half_an_interval():
    home = readings(channel("outside", [12.0], role="temperature"), channel("oven", [4.0]))

    half = home.between(at("2024-01-01 00:30"), None)

    assert [c.intervals["kwh"].tolist() for c in half.channels] == [[12.0], [2.0]]


@settings(max_examples=50, deadline=None)
@given(
    kwh=st.lists(st.one_of(st.none(), st.floats(-5, 50)), min_size=1, max_size=60),
    minutes=st.sampled_from([15, 60, 1440, 44640]),
    cut=st.floats(0.01, 0.99),
)
def test_two_neighbouring_periods_add_up_to_the_whole(kwh, minutes, cut):
    home = mains(kwh, minutes=minutes)
    middle = (home.start + (home.end - home.start) * cut).round("us")

    parts = [home.between(None, middle), home.between(middle, None)]

    assert sum(part.channels[0].kwh for part in parts) == pytest.approx(home.channels[0].kwh, abs=1e-7)


def test_a_period_without_readings_is_refused():
    with pytest.raises(
        NotEnoughDataError,
        match=r"This period needs readings inside it\. These run from 2024-01-01 to 2024-01-01",
    ):
        mains([1.0]).between(at("2025-01-01"), None)


def test_channels_without_readings_in_the_period_are_left_out():
    home = readings(channel("old", [1.0]), channel("new", [1.0], start="2024-02-01"))

    assert home.between(at("2024-01-15"), None).names == ["new"]


def test_an_hour_that_has_not_ended_is_not_known_yet():
    home = mains([1.0, 2.0, 3.0])

    assert home.known_at(at("2024-01-01 02:30")).channels[0].kwh == 3.0


def test_blocks_count_in_totals_but_not_in_what_hours_teach():
    home = readings(with_blocks(channel("mains", [1.0, 9.0, 1.0], role="mains"), [1]))

    learned = home.without_blocks()

    assert home.consumption_kwh == 11.0
    assert learned.total("hour").isna().tolist() == [False, True, False]


def test_readings_without_blocks_stay_the_same_object():
    home = mains([1.0, 2.0])

    assert home.without_blocks() is home


@settings(max_examples=25, deadline=None)
@given(kwh=st.lists(st.floats(0, 10), min_size=48, max_size=48), factor=st.floats(0.1, 20))
def test_twice_the_readings_is_twice_every_total(kwh, factor):
    home, more = mains(kwh), mains([value * factor for value in kwh])

    for span in ("hour", "day", "week", "month"):
        expected = home.by(span).kwh["mains"] * factor
        pd.testing.assert_series_equal(more.by(span).kwh["mains"], expected, rtol=1e-9)


def test_local_start_and_end_are_in_the_home_s_zone():
    home = days([1.0] * 24, 1, start="2024-07-01", timezone="Europe/London")

    assert home.start.isoformat() == "2024-07-01T00:00:00+01:00"
    assert home.end.isoformat() == "2024-07-02T00:00:00+01:00"


def test_only_some_channels_come_in_the_order_asked_for():
    home: Readings = readings(channel("a", [1.0]), channel("b", [1.0]), channel("c", [1.0]))

    assert home.only(["c", "a"]).names == ["c", "a"]
