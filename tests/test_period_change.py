"""The last days against those before, and against a year ago."""

from __future__ import annotations

from datetime import date

import pytest

from energy_core.errors import NotEnoughDataError, TooCoarseError
from energy_core.usage import period_change
from tests.build import mains


def daily(*kwh: float | None, start: str = "2024-01-01"):
    return mains(list(kwh), minutes=1440, start=start)


def test_a_week_of_12_after_a_week_of_10_is_a_fifth_more():
    change = period_change(daily(*[10.0] * 7, *[12.0] * 7))

    assert (change.kwh, change.previous_kwh) == (84.0, 70.0)
    assert change.change_percent == pytest.approx(20.0)
    assert (change.start, change.previous_start) == (date(2024, 1, 8), date(2024, 1, 1))
    assert change.days == change.period_days == 7


def test_with_eight_weeks_four_are_compared_with_four():
    change = period_change(daily(*[10.0] * 28, *[5.0] * 28))

    assert change.days == 28
    assert change.change_percent == pytest.approx(-50.0)


def test_a_missing_day_is_left_out_on_both_sides():
    """The second day of the last week is missing, so the second of the week before does not count either."""
    change = period_change(daily(*[10.0] * 7, 12.0, None, *[12.0] * 5))

    assert change.days == 6
    assert (change.kwh, change.previous_kwh) == (72.0, 60.0)


def test_a_last_day_read_in_part_does_not_count():
    home = mains([1.0] * (14 * 24) + [9.0] * 6)

    change = period_change(home)

    assert (change.kwh, change.previous_kwh) == (168.0, 168.0)


def test_the_same_weekdays_of_a_year_ago_are_compared_when_there_are_any():
    """The last four weeks at 15, the same four weeks 52 weeks earlier at 10, all between at 12."""
    change = period_change(daily(*[10.0] * 28, *[12.0] * 336, *[15.0] * 28))

    assert change.year_ago_kwh == 280.0
    assert change.year_ago_percent == pytest.approx(50.0)
    assert change.change_percent == pytest.approx(25.0)


def test_without_a_year_of_readings_nothing_is_said_about_a_year_ago():
    change = period_change(daily(*[10.0] * 14))

    assert change.year_ago_kwh is None
    assert change.year_ago_percent is None


def test_after_a_time_of_no_use_there_is_no_percentage():
    change = period_change(daily(*[0.0] * 7, *[5.0] * 7))

    assert change.change_percent is None
    assert change.kwh == 35.0


def test_ten_days_are_too_few_and_it_says_from_when_it_works():
    with pytest.raises(
        NotEnoughDataError, match="14 complete days in a row; these readings have 10"
    ) as refused:
        period_change(daily(*[1.0] * 10))

    assert refused.value.from_date == date(2024, 1, 15)


def test_days_full_of_gaps_are_too_few_and_no_date_is_promised():
    with pytest.raises(NotEnoughDataError) as refused:
        period_change(daily(*[1.0, None] * 12, 1.0))

    assert refused.value.from_date is None


def test_as_many_days_as_asked_for():
    assert period_change(daily(*[1.0] * 30), days=10).period_days == 10


def test_bills_are_too_coarse():
    with pytest.raises(TooCoarseError):
        period_change(mains([300.0] * 12, minutes=32 * 1440))
