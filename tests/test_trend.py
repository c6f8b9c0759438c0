"""Is use growing or shrinking?"""

from __future__ import annotations

import math

import pytest

from energy_core.errors import NotEnoughDataError
from energy_core.usage import trend
from tests.build import mains


def daily(kwh: list[float]):
    return mains(kwh, minutes=1440)


def test_steady_use_has_no_trend():
    assert trend(daily([10.0] * 84)).percent_per_month == pytest.approx(0.0)


def test_a_tenth_of_a_kwh_more_each_day_is_read_off_exactly():
    """12 weeks from 10 kWh by 0.1 a day: the median day has 14.15 kWh, a month adds 3.04375."""
    found = trend(daily([10 + 0.1 * day for day in range(84)]))

    assert found.percent_per_month == pytest.approx(3.04375 / 14.15 * 100)
    assert found.days == 84
    assert not found.season_removed


def test_one_week_with_visitors_does_not_make_a_trend():
    kwh = [10.0] * 84
    kwh[77:84] = [40.0] * 7

    assert trend(daily(kwh)).percent_per_month == pytest.approx(0.0)


def test_the_season_of_two_years_is_no_trend():
    kwh = [10 + 4 * math.cos(2 * math.pi * day / 364) for day in range(728)]

    found = trend(daily(kwh))

    assert found.season_removed
    assert found.percent_per_month == pytest.approx(0.0, abs=1e-9)


def test_ten_percent_more_than_a_year_ago_is_ten_percent_in_twelve_months():
    """364 days are 11.96 months; the median over both years is the middle of 10 and 11."""
    found = trend(daily([10.0] * 364 + [11.0] * 364))

    assert found.percent_per_month * 364 / (365.25 / 12) == pytest.approx(1 / 10.5 * 100)


def test_scaling_the_readings_leaves_the_trend():
    kwh = [10 + 0.1 * day for day in range(84)]

    assert trend(daily([3 * value for value in kwh])).percent_per_month == pytest.approx(
        trend(daily(kwh)).percent_per_month
    )


@pytest.mark.parametrize("kwh", [[10.0] * 30, [0.0] * 84])
def test_too_few_weeks_or_no_use_at_all_have_no_trend(kwh: list[float]):
    with pytest.raises(NotEnoughDataError):
        trend(daily(kwh))
