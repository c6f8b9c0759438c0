"""What a forecast learns from and which hours it is for."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from energy_core.errors import MissingFactError, NotEnoughDataError, TooCoarseError, UnknownNameError
from energy_core.forecasting import forecast
from energy_core.forecasting.series import history, steps
from energy_core.readings import Readings
from tests.build import channel, intervals, mains, readings

DAY = 24


def test_a_gap_is_missing_in_the_history_and_not_zero():
    home = mains([1.0] * 30 + [math.nan] * 5 + [1.0] * 13)

    past = history(home, resolution="hourly")

    assert past.kwh.isna().sum() == 5
    assert past.kwh.min() == 1.0


def test_an_hour_that_was_half_read_is_no_training_value():
    home = mains([0.5] * 49, minutes=30)

    past = history(home, resolution="hourly")

    assert past.kwh.tolist() == [1.0] * 24


def test_the_forecast_begins_with_the_first_full_hour_after_the_last_reading():
    home = mains([0.5] * 49, minutes=30)

    first = steps(history(home, resolution="hourly"), 1)[0]

    assert first == pd.Timestamp("2024-01-02 01:00", tz="UTC")


def test_a_daily_forecast_begins_with_the_first_day_without_readings():
    home = mains([1.0] * (3 * DAY + 5))

    first = steps(history(home, resolution="daily"), 7)[0]

    assert first == pd.Timestamp("2024-01-05", tz="UTC")


def test_a_daily_forecast_after_readings_that_end_at_midnight_begins_there():
    home = mains([1.0] * (3 * DAY), timezone="Europe/Berlin")

    first = steps(history(home, resolution="daily"), 7)[0]

    assert first == pd.Timestamp("2024-01-04", tz="Europe/Berlin")


@pytest.mark.parametrize(
    ("start", "hours"), [("2024-03-16", 167), ("2024-10-12", 169), ("2024-06-01", 168)], ids=str
)
def test_a_week_over_a_clock_change_has_167_or_169_hours(start: str, hours: int):
    ten_days = pd.Timestamp(start) + pd.Timedelta(days=10)
    home = mains([1.0] * (10 * DAY), start=start, timezone="Europe/Paris")

    bounds = steps(history(home, resolution="hourly"), 7)

    assert bounds[0] == ten_days.tz_localize("Europe/Paris")
    assert len(bounds) - 1 == hours
    assert (bounds[-1].hour, bounds[-1].date()) == (0, (ten_days + pd.Timedelta(days=7)).date())


def test_days_of_a_daily_forecast_are_local_days_over_a_clock_change():
    home = mains([1.0] * (28 * DAY), start="2024-03-01", timezone="Europe/Paris")

    bounds = steps(history(home, resolution="daily"), 7)

    assert list(bounds.hour) == [0] * 8
    assert sorted(np.diff(bounds.asi8) / 3.6e9)[0] == 23


def test_a_day_that_begins_at_one_after_a_clock_change_is_still_that_day():
    home = mains([1.0] * (28 * DAY), start="2024-03-24", timezone="Africa/Cairo")  # to 21 April

    past = history(home, resolution="daily")
    bounds = steps(past, 7)

    assert bounds[5] == pd.Timestamp("2024-04-26 01:00", tz="Africa/Cairo")
    assert past.clock(bounds).tolist() == list(pd.date_range("2024-04-21", periods=8))
    assert len(forecast(home, resolution="daily").points) == 7


def test_hours_of_a_half_hour_zone_begin_on_the_local_clock():
    home = mains([1.0] * DAY, timezone="Asia/Kolkata")

    bounds = steps(history(home, resolution="hourly"), 1)

    assert set(bounds.minute) == {0}
    assert len(bounds) == 25


def test_a_repeated_hour_counts_once_by_the_clock_with_its_mean():
    home = mains([1.0] * 2 + [2.0, 4.0] + [1.0] * 21, start="2024-10-27", timezone="Europe/Paris")

    past = history(home, resolution="hourly")

    assert len(past.kwh) == 25
    assert past.wall[pd.Timestamp("2024-10-27 02:00")] == 3.0


def test_readings_that_end_between_the_two_hours_of_a_clock_change_go_on_with_the_second():
    home = mains([1.0] * (7 * DAY + 3), start="2024-10-20", timezone="Europe/Paris")

    bounds = steps(history(home, resolution="hourly"), 7)

    assert bounds[0].isoformat() == "2024-10-27T02:00:00+01:00"
    assert bounds[-1].isoformat() == "2024-11-03T02:00:00+01:00"


def test_the_total_is_the_mains_and_not_the_circuits_behind_it():
    home = readings(channel("grid", [2.0] * DAY, role="mains"), channel("oven", [1.0] * DAY))

    assert history(home, resolution="hourly").kwh.tolist() == [2.0] * DAY


def test_a_block_that_bridges_a_gap_is_not_learnt_from_but_moves_the_forecast_on():
    hours = intervals("2024-01-01", [1.0] * DAY)
    block = intervals("2024-01-02", [30.0], minutes=20 * 60, quality="block")
    frame = pd.concat([hours.astype({"quality": str, "source_file": str}), block], ignore_index=True)
    home = Readings((channel("meter", [1.0], role="mains"),), "UTC")
    home = Readings((type(home.channels[0])("meter", "mains", frame),), "UTC")

    past = history(home, resolution="hourly")

    assert past.kwh.tolist() == [1.0] * DAY
    assert past.end == pd.Timestamp("2024-01-02 20:00", tz="UTC")


def test_daily_readings_give_no_hourly_forecast():
    home = mains([10.0] * 60, minutes=1440)

    with pytest.raises(TooCoarseError, match="An hourly forecast needs a reading at least every hour"):
        history(home, resolution="hourly")


def test_monthly_bills_give_no_daily_forecast():
    home = mains([300.0] * 12, minutes=30 * 1440)

    with pytest.raises(TooCoarseError, match="these come every 30 days"):
        history(home, resolution="daily")


def test_a_home_that_only_exports_is_told_to_name_the_channel():
    home = readings(channel("roof", [1.0] * DAY, role="export"))

    with pytest.raises(MissingFactError, match="by its name instead: roof"):
        history(home, resolution="hourly")


def test_generation_can_be_forecast_by_name():
    home = readings(
        channel("grid", [2.0] * DAY, role="mains"), channel("roof", [1.0] * DAY, role="generation")
    )

    assert history(home, resolution="hourly", channel="roof").kwh.sum() == 24.0


def test_a_temperature_is_no_energy_to_forecast():
    home = readings(
        channel("grid", [2.0] * DAY, role="mains"), channel("hall", [20.0] * DAY, role="temperature")
    )

    with pytest.raises(UnknownNameError, match="holds energy"):
        history(home, resolution="hourly", channel="hall")


def test_an_unknown_channel_is_refused_with_the_names_there_are():
    with pytest.raises(UnknownNameError, match="The channels are: mains"):
        history(mains([1.0] * DAY), resolution="hourly", channel="sauna")


def test_a_channel_without_any_value_is_not_enough():
    home = readings(channel("grid", [2.0] * DAY, role="mains"), channel("oven", [math.nan] * DAY))

    with pytest.raises(NotEnoughDataError, match="A forecast of oven"):
        history(home, resolution="hourly", channel="oven")
