"""What never switches off, when the peak is, how even the load is."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from energy_core.errors import NotEnoughDataError, TooCoarseError, UnknownNameError
from energy_core.load_profile import load_profile, peak_hours
from tests.build import channel, days, mains, readings

EVENING = [0.2] * 7 + [0.5] * 11 + [1.0, 2.0, 1.5] + [0.4] * 3


def test_the_baseload_is_what_runs_at_night():
    assert load_profile(days(EVENING, 7)).baseload_kw == pytest.approx(0.2)


def test_one_power_cut_does_not_move_the_baseload():
    kwh = EVENING * 9
    kwh[4 * 24 : 4 * 24 + 20] = [0.0] * 20

    assert load_profile(mains(kwh)).baseload_kw == pytest.approx(0.2)


def test_an_hour_of_power_cut_every_night_does_not_move_the_baseload():
    """The 10% quantile of 24 hours lies between the third and the fourth lowest."""
    assert load_profile(days([0.0, *EVENING[1:]], 7)).baseload_kw == pytest.approx(0.2)


def test_six_days_are_too_few_for_a_baseload_and_the_rest_is_still_there():
    profile = load_profile(days(EVENING, 6))

    assert profile.baseload_kw is None
    assert (
        profile.baseload_reason == "Baseload needs 7 complete days; these readings have 6. Add a longer file."
    )
    assert profile.peak_hours == [18, 19, 20]


def test_a_day_begun_at_noon_and_one_with_a_gap_are_no_complete_days():
    kwh: list[float | None] = [*EVENING[12:], *EVENING * 8]
    kwh[12 + 24 + 3] = None

    assert load_profile(mains(kwh, start="2024-01-01 12:00")).complete_days == 7


@pytest.mark.parametrize(("day", "hours"), [("2024-03-31", 23), ("2024-10-27", 25)])
def test_days_of_23_and_25_hours_are_complete_days(day: str, hours: int):
    home = mains([1.0] * hours, start=day, timezone="Europe/London")

    assert load_profile(home).complete_days == 1


def test_the_peak_hours_may_wrap_midnight():
    pattern = [2.0, *[0.1] * 21, 2.0, 2.0]

    assert load_profile(days(pattern, 3)).peak_hours == [22, 23, 0]


def test_of_equal_peaks_the_earliest_counts():
    assert load_profile(days([1.0] * 24, 2)).peak_hours == [0, 1, 2]


def test_peak_hours_are_local():
    home = days(EVENING, 3, start="2024-07-01", timezone="America/New_York")

    assert load_profile(home).peak_hours == [18, 19, 20]


def test_hours_never_read_are_never_peak():
    assert peak_hours(pd.Series({6: 1.0, 7: 1.0, 8: 1.0, 20: 9.0})) == [6, 7, 8]
    with pytest.raises(NotEnoughDataError, match="Peak hours need 3 consecutive hours"):
        peak_hours(pd.Series({6: 1.0, 20: 9.0}))


def test_peak_power_comes_with_its_time_and_the_load_factor_is_mean_by_peak():
    """48 hours of 0.5 kWh, but one of 4.5: the mean is (47 × 0.5 + 4.5) / 48 kW."""
    kwh = [0.5] * 48
    kwh[30] = 4.5

    profile = load_profile(mains(kwh, start="2024-07-01", timezone="Europe/London"))

    assert profile.peak_kw == 4.5
    assert profile.peak_at.isoformat() == "2024-07-02T06:00:00+01:00"
    assert profile.load_factor == pytest.approx((47 * 0.5 + 4.5) / 48 / 4.5)


def test_a_meter_that_stands_still_has_no_load_factor():
    profile = load_profile(days([0.0] * 24, 7))

    assert profile.load_factor is None
    assert profile.baseload_kw == 0.0


def test_the_typical_day_tells_weekdays_from_weekends():
    """1 January 2024 is a Monday: five days of 1, two of 3."""
    home = mains([1.0] * 5 * 24 + [3.0] * 2 * 24)

    noon = load_profile(home).typical_day.query("hour == 12").set_index("day_type")["mean_kwh"]

    assert noon["weekday"] == 1.0
    assert noon["weekend"] == 3.0
    assert noon["all"] == pytest.approx(11 / 7)


def test_the_band_of_the_typical_day_holds_four_days_of_five():
    """11 days of 0 to 10 kWh at noon: a tenth lies below 1, a tenth above 9."""
    kwh = [value for day in range(11) for value in [0.0] * 12 + [float(day)] + [0.0] * 11]

    noon = load_profile(mains(kwh)).typical_day.query("hour == 12 and day_type == 'all'").iloc[0]

    assert (noon["low_kwh"], noon["mean_kwh"], noon["high_kwh"]) == pytest.approx((1.0, 5.0, 9.0))


def test_the_heat_map_names_weekdays_from_monday():
    heat = load_profile(days(EVENING, 7)).heat_map

    assert heat["weekday"].unique().tolist()[:2] == ["Monday", "Tuesday"]
    assert len(heat) == 7 * 24
    assert heat.query("weekday == 'Sunday' and hour == 19")["mean_kwh"].tolist() == [2.0]


def test_the_half_hour_of_a_clock_change_is_no_hour_of_low_use():
    """On 7 April 2024 Lord Howe has an hour of 30 minutes; 1 kW is 1 kW in it."""
    home = mains([0.5] * 49, minutes=30, start="2024-04-07", timezone="Australia/Lord_Howe")

    assert load_profile(home).typical_day["mean_kwh"].tolist() == pytest.approx([1.0] * 48)


def test_one_channel_has_a_profile_of_its_own():
    home = readings(channel("mains", [3.0] * 48, role="mains"), channel("oven", [1.0] * 48))

    assert load_profile(home).peak_kw == 3.0
    assert load_profile(home, channel="oven").peak_kw == 1.0


def test_daily_readings_have_no_profile_and_it_says_where_to_get_one():
    with pytest.raises(
        TooCoarseError, match="A load profile needs a reading at least every hour; these come every day"
    ):
        load_profile(mains([10.0] * 10, minutes=1440))


def test_an_unknown_channel_is_refused():
    with pytest.raises(UnknownNameError):
        load_profile(days(EVENING, 2), channel="kettle")


@pytest.mark.parametrize("kwh", [[None] * 48, [1.0]])
def test_nothing_read_or_a_single_hour_is_refused(kwh):
    with pytest.raises(NotEnoughDataError):
        load_profile(mains(kwh))


def test_generation_alone_is_no_consumption():
    with pytest.raises(NotEnoughDataError):
        load_profile(readings(channel("roof", [1.0] * 48, role="generation")))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.floats(0.01, 5), min_size=24, max_size=24), st.floats(0.1, 20))
def test_scaling_the_readings_scales_baseload_and_peak_and_leaves_the_load_factor(pattern, factor):
    one, more = (load_profile(days([value * by for value in pattern], 7)) for by in (1, factor))

    assert more.baseload_kw == pytest.approx(one.baseload_kw * factor)
    assert more.peak_kw == pytest.approx(one.peak_kw * factor)
    assert more.load_factor == pytest.approx(one.load_factor)
