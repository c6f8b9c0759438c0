"""How wide the 80% bands are."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from energy_core.forecasting.band import by_day, quantiles, residual_band, total_band
from energy_core.forecasting.prediction import Total, never_negative


def test_of_nine_values_the_band_is_the_lowest_to_the_highest():
    assert quantiles(np.arange(1.0, 10.0)) == (1.0, 9.0)


def test_of_nineteen_values_the_band_leaves_one_out_on_each_side():
    low, high = quantiles(np.arange(1.0, 20.0))

    assert (low, high) == pytest.approx((2.0, 18.0))


def test_hours_with_enough_values_have_a_band_of_their_own():
    evening = [-1.0, 1.0] * 10
    night = [0.0] * 20
    off = pd.Series(evening + night)
    slots = pd.Index([19] * 20 + [3] * 20)

    lower, upper = residual_band(off, slots, pd.Index([3, 19]))

    assert lower.tolist() == [0.0, -1.0]
    assert upper.tolist() == [0.0, 1.0]


def test_hours_with_few_values_share_one_band():
    off = pd.Series([-2.0, -1.0, 0.0, 1.0, 2.0])

    lower, upper = residual_band(off, pd.Index([0, 1, 2, 3, 4]), pd.Index([0, 4]))

    assert lower.tolist() == [-2.0, -2.0]
    assert upper.tolist() == [2.0, 2.0]


def test_days_that_are_off_independently_widen_the_week_by_the_root_of_seven():
    off = np.array([1.0, 1.0, -1.0, -1.0] * 7)  # neighbours agree as often as not, but for the ends

    total = total_band(70.0, off, days=7, learnt_from_days=math.inf)

    assert total.kwh == 70.0
    assert total.upper - total.kwh == pytest.approx(1.2816 * math.sqrt(7), rel=0.05)


def test_days_that_are_off_together_widen_the_week_more():
    apart = total_band(70.0, np.array([1.0, -1.0] * 14), days=7, learnt_from_days=math.inf)
    together = total_band(70.0, np.array([1.0] * 14 + [-1.0] * 14), days=7, learnt_from_days=math.inf)

    assert together.upper - together.lower > 1.5 * (apart.upper - apart.lower)


def test_a_level_known_from_seven_days_doubles_the_variance_of_a_week():
    off = np.array([1.0, -1.0] * 14)

    known = total_band(70.0, off, days=7, learnt_from_days=math.inf)
    learnt = total_band(70.0, off, days=7, learnt_from_days=7)

    assert (learnt.upper - 70) / (known.upper - 70) == pytest.approx(math.sqrt(2))


def test_residuals_of_a_day_are_added_up_unless_hours_are_missing():
    hours = pd.date_range("2024-01-01", periods=48, freq="h")
    off = pd.Series([0.5] * 24 + [1.0] * 24, index=hours).drop(hours[30:33])

    assert by_day(off, 24).tolist() == [12.0]


@given(st.lists(st.floats(-10, 10), min_size=1, max_size=30))
@settings(max_examples=50)
def test_nothing_is_ever_forecast_below_zero_and_the_median_lies_in_its_band(values: list[float]):
    kwh = np.array(values)

    made = never_negative(
        kwh, mean_kwh=kwh - 1, lower=kwh - 2, upper=kwh - 0.5, total=Total(-5.0, -9.0, -1.0)
    )

    assert min(made.kwh.min(), made.mean_kwh.min(), made.lower.min(), made.upper.min()) >= 0
    assert (made.lower <= made.kwh).all()
    assert (made.kwh <= made.upper).all()
    assert 0 <= made.total.lower <= made.total.kwh == made.mean_kwh.sum() <= made.total.upper
