"""The moving average and the seasonal naive, worked out by hand."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from energy_core.forecasting import moving_average, seasonal_naive
from energy_core.forecasting.models import MODELS, Model
from energy_core.forecasting.prediction import Prediction
from energy_core.forecasting.series import Resolution, history, steps
from energy_core.readings import Readings
from tests.build import days, mains

EVENING_HOME = [0.2] * 18 + [1.0] * 3 + [0.4] * 3
LIGHT_MODELS = [model for model in MODELS if model.name != "prophet"]


def predicted(
    model: object, home: Readings, *, resolution: Resolution = "hourly", for_days: int = 7
) -> Prediction:
    past = history(home, resolution=resolution)
    return model.predict(past, steps(past, for_days)[:-1])  # type: ignore[attr-defined, no-any-return]


def test_the_moving_average_of_an_hour_is_the_mean_of_that_hour_of_the_last_28_days():
    old = [9.0] * 24 * 10
    recent = [1.0] * 24 * 14 + [2.0] * 24 * 7 + [4.0] * 24 * 7

    made = predicted(moving_average, mains(old + recent))

    assert made.mean_kwh.tolist() == pytest.approx([(14 * 1 + 7 * 2 + 7 * 4) / 28] * 168)
    assert made.kwh.tolist() == pytest.approx([1.5] * 168)


def test_the_moving_average_keeps_the_evening_in_the_evening():
    made = predicted(moving_average, days(EVENING_HOME, 30), for_days=1)

    assert made.kwh.tolist() == pytest.approx(EVENING_HOME)


def test_the_moving_average_works_from_one_day_and_says_so_by_a_wide_band():
    made = predicted(moving_average, days(EVENING_HOME, 1), for_days=1)

    assert made.mean_kwh.tolist() == pytest.approx(EVENING_HOME)
    assert (made.upper - made.lower).min() > 0.3
    assert made.total.upper - made.total.lower > 0.5 * made.total.kwh


def test_a_daily_moving_average_knows_weekdays_from_four_weeks_on():
    week = [10.0] * 5 + [20.0, 20.0]

    four_weeks = predicted(moving_average, mains(week * 4, minutes=1440), resolution="daily")
    three_weeks = predicted(moving_average, mains(week * 3, minutes=1440), resolution="daily")

    assert four_weeks.mean_kwh.tolist() == week  # 1 January 2024 is a Monday
    assert three_weeks.mean_kwh.tolist() == pytest.approx([sum(week) / 7] * 7)


def test_the_band_of_the_moving_average_is_what_eight_of_ten_days_were():
    levels = [float(level) for level in range(1, 20)]  # 19 days at 1, 2 … 19 kWh an hour

    made = predicted(moving_average, mains([kwh for kwh in levels for _ in range(24)]), for_days=1)

    assert made.lower.tolist() == pytest.approx([2.0] * 24)
    assert made.upper.tolist() == pytest.approx([18.0] * 24)


def test_an_hour_that_was_never_read_is_taken_as_the_mean_of_all_and_not_as_zero():
    home = days([math.nan] + [2.0] * 23, 5)

    made = predicted(moving_average, home, for_days=1)

    assert made.mean_kwh.tolist() == [2.0] * 24


def test_the_seasonal_naive_repeats_last_week():
    two_weeks = [float(hour) for hour in range(336)]

    made = predicted(seasonal_naive, mains(two_weeks))

    assert made.kwh.tolist() == two_weeks[168:]


def test_the_seasonal_naive_repeats_yesterday_before_a_week_was_read():
    made = predicted(seasonal_naive, mains([1.0] * 24 + [3.0] * 24))

    assert made.kwh.tolist() == [3.0] * 168


def test_the_seasonal_naive_looks_one_week_further_back_over_a_gap():
    first, second = [1.0] * 168, [2.0] * 100 + [math.nan] * 10 + [2.0] * 58

    made = predicted(seasonal_naive, mains(first + second))

    assert made.kwh[99:111].tolist() == [2.0] + [1.0] * 10 + [2.0]


def test_the_seasonal_naive_repeats_the_clock_hour_over_a_clock_change():
    by_clock = [float(hour) for hour in range(24)]
    home = days(
        by_clock, 28, start="2024-03-01", timezone="Europe/Paris"
    )  # to 29 March; 31 March has 23 hours

    made = predicted(seasonal_naive, home)
    past = history(home, resolution="hourly")
    hours = steps(past, 7)[:-1].hour

    assert len(made.kwh) == 167
    assert made.kwh.tolist() == [float(hour) for hour in hours]


def test_a_horizon_of_two_weeks_repeats_the_last_week_twice():
    week = [float(hour) for hour in range(168)]

    made = predicted(seasonal_naive, mains(week), for_days=14)

    assert made.kwh.tolist() == week * 2


@pytest.mark.parametrize("model", LIGHT_MODELS, ids=lambda model: model.name)
@given(factor=st.floats(0.001, 1000), seed=st.integers(0, 50), read_days=st.integers(2, 40))
@settings(max_examples=25, deadline=None)
def test_a_home_that_uses_ten_times_as_much_gets_a_forecast_ten_times_as_high(
    model: Model, factor: float, seed: int, read_days: int
):
    used = np.random.default_rng(seed).gamma(1.0, 0.5, 24 * read_days)

    once = predicted(model, mains(used.tolist()))
    scaled = predicted(model, mains((used * factor).tolist()))

    for curve in ("kwh", "mean_kwh", "lower", "upper"):
        assert getattr(scaled, curve) == pytest.approx(
            getattr(once, curve) * factor, rel=1e-6, abs=1e-9 * factor
        )
    assert scaled.total.upper == pytest.approx(once.total.upper * factor, rel=1e-6)


@pytest.mark.parametrize("model", LIGHT_MODELS, ids=lambda model: model.name)
@given(st.lists(st.floats(0, 5), min_size=24, max_size=200), st.integers(1, 10))
@settings(max_examples=25, deadline=None)
def test_no_curve_is_negative_and_the_total_is_the_sum_of_the_mean_curve(
    model: Model, used: list[float], for_days: int
):
    made = predicted(model, mains(used), for_days=for_days)

    assert len(made.kwh) == 24 * for_days
    assert np.isfinite([made.kwh, made.mean_kwh, made.lower, made.upper]).all()
    assert min(made.kwh.min(), made.mean_kwh.min(), made.lower.min(), made.total.lower) >= 0
    assert made.total.kwh == pytest.approx(made.mean_kwh.sum())


def test_recent_days_are_counted_back_from_the_last_reading():
    past = history(mains([1.0] * 24 * 40), resolution="hourly")

    assert past.recent(28).index[0] == pd.Timestamp("2024-01-13")
