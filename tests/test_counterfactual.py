"""What would have been used without a measure: the rule, and the band it earned on the days before."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from energy_core.audit.counterfactual import expected_days, t_90
from energy_core.errors import NotEnoughDataError


def days(kwh: list[float] | np.ndarray, start: str = "2024-01-01") -> pd.Series:
    """Days from a Monday on."""
    return pd.Series(np.asarray(kwh, dtype="float64"), index=pd.date_range(start, periods=len(kwh), freq="D"))


WEEK = [5.0, 5, 5, 5, 5, 9, 8]


def test_weeks_that_are_all_alike_come_again_and_leave_no_doubt():
    found = expected_days(days(WEEK * 10), 10)

    assert list(found.kwh) == pytest.approx([*WEEK, 5, 5, 5])
    assert found.reach_kwh == pytest.approx(0)


def test_the_band_is_how_far_the_same_rule_was_off_over_as_long_stretches_before():
    """Four weeks at 10, one at 11, one at 13: the second was forecast as 10.25 (off 2.75), the first as 10
    (off 1). Root mean square 2.069 a day, times 1.886 for two stretches, times 7 days."""
    found = expected_days(days([10.0] * 28 + [11.0] * 7 + [13.0] * 7), 7)

    assert (found.windows, found.window_days) == (2, 7)
    assert found.reach_kwh == pytest.approx(1.886 * np.sqrt((2.75**2 + 1) / 2) * 7)


def test_beyond_what_can_be_checked_the_band_grows_with_the_square_root_of_time():
    before = days([10.0] * 28 + [11.0] * 7 + [13.0] * 7)

    week, month = expected_days(before, 7), expected_days(before, 28)

    assert month.window_days == 7
    assert month.reach_kwh / 28 == pytest.approx(week.reach_kwh / 7 * 2)


def test_with_a_year_before_half_of_it_is_last_years_season():
    """10 a day, 20 in the 60 days before now and in the same days and those after a year ago."""
    kwh = np.full(364 + 56, 10.0)
    kwh[:120] = 20
    kwh[-56:] = 20

    found = expected_days(days(kwh), 30)

    assert found.by == "the weeks before and the year before"
    assert list(found.kwh) == pytest.approx([20] * 30)


def test_days_without_readings_are_left_out_and_not_nothing():
    kwh = np.array(WEEK * 10)
    kwh[[3, 30, 50, 65]] = np.nan

    found = expected_days(days(kwh), 7)

    assert list(found.kwh) == pytest.approx(WEEK)


@pytest.mark.parametrize("kwh", [[], [5.0] * 34, [np.nan] * 200])
def test_five_weeks_are_the_least(kwh):
    with pytest.raises(NotEnoughDataError, match="needs 35 full days before it"):
        expected_days(days(kwh), 7)


def test_students_t_is_that_of_the_tables():
    """0.90 quantiles of the tables: 3.078 for 1, 1.372 for 10, 1.325 for 20, 1.282 in the end."""
    assert [t_90(n) for n in (1, 10, 20, 10**6)] == pytest.approx([3.078, 1.372, 1.325, 1.282], abs=2e-3)
