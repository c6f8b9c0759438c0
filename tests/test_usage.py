"""Where and when energy goes."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from energy_core.bills.pricing import FlatPrice
from energy_core.breakdown import UNTRACKED, consumption_parts
from energy_core.errors import NotEnoughDataError, RequestError, TooCoarseError
from energy_core.readings import Channel
from energy_core.usage import BYS, WEEKDAYS, Usage, usage
from tests.build import channel, days, intervals, mains, readings


def kwh_of(used: Usage, name: str = "mains") -> list[float]:
    return used.rows.loc[used.rows["channel"] == name, "kwh"].round(9).tolist()


def figures(used: Usage, name: str = "mains") -> pd.Series:
    return used.statistics.set_index("channel").loc[name]


def hours_then_a_month() -> Channel:
    """48 hours of 1 kWh, then one bill of 300 kWh for 31 days and 12 hours."""
    parts = [intervals("2024-01-01", [1.0] * 48), intervals("2024-01-03", [300.0], minutes=31.5 * 1440)]
    return Channel("mains", "mains", pd.concat(parts, ignore_index=True))


def test_hours_add_up_to_days_with_their_instants_in_local_time():
    home = days([1.0] * 24, 2, start="2024-07-01", timezone="Europe/London")

    used = usage(home, by="day")

    assert kwh_of(used) == [24.0, 24.0]
    assert used.rows["start"].iloc[0].isoformat() == "2024-07-01T00:00:00+01:00"
    assert used.rows["end"].iloc[0].isoformat() == "2024-07-02T00:00:00+01:00"


def test_the_day_the_clocks_go_back_has_25_hours_of_energy():
    home = mains([1.0] * 73, start="2024-10-26", timezone="Europe/London")

    assert kwh_of(usage(home, by="day")) == [24.0, 25.0, 24.0]


def test_weeks_begin_on_monday():
    home = mains([1.0] * 10, minutes=1440, start="2024-01-05")

    used = usage(home, by="week")

    assert kwh_of(used) == [3.0, 7.0]
    assert used.rows["start"].dt.strftime("%a %d").tolist() == ["Mon 01", "Mon 08"]


def test_months_are_calendar_months():
    home = mains([1.0] * 60, minutes=1440)

    assert kwh_of(usage(home, by="month")) == [31.0, 29.0]


def test_hours_of_the_day_are_summed_over_all_days():
    home = days([0.0] * 18 + [2.0] + [0.0] * 5, 3)

    evening = usage(home, by="hour-of-day").rows.iloc[18]

    assert (evening["start"], evening["end"], evening["kwh"]) == ("18:00", "19:00", 6.0)


def test_the_last_hour_of_the_day_ends_at_midnight():
    rows = usage(days([1.0] * 24, 1), by="hour-of-day").rows

    assert (rows["start"].iloc[-1], rows["end"].iloc[-1]) == ("23:00", "00:00")


def test_weekdays_are_summed_over_all_weeks():
    """1 January 2024 is a Monday."""
    rows = usage(mains([1.0] * 8, minutes=1440), by="weekday").rows

    assert rows["start"].tolist() == list(WEEKDAYS)
    assert rows["end"].iloc[-1] == "Monday"
    assert rows["kwh"].tolist() == [2.0, 1, 1, 1, 1, 1, 1]


def test_a_gap_makes_no_row_and_no_zero():
    assert kwh_of(usage(mains([1.0, None, 3.0]), by="hour")) == [1.0, 3.0]


def test_a_bill_among_hours_stays_one_row_and_is_counted_once():
    home = readings(hours_then_a_month())

    used = usage(home, by="day")

    assert kwh_of(used) == [24.0, 24.0, 300.0]
    assert used.rows["end"].iloc[-1] == pd.Timestamp("2024-02-03 12:00", tz="UTC")


def test_a_bill_stands_beside_the_hours_of_the_day():
    rows = usage(readings(hours_then_a_month()), by="hour-of-day").rows

    assert rows["kwh"].sum() == 348.0
    assert rows["start"].iloc[-1] == "2024-01-03T00:00:00+00:00"


def test_bills_alone_are_shown_as_they_are_whatever_the_span():
    home = mains([300.0, 310.0], minutes=32 * 1440)

    for by in ("hour", "day", "week", "month"):
        assert kwh_of(usage(home, by=by)) == [300.0, 310.0]


def test_daily_readings_have_no_hours_of_the_day():
    with pytest.raises(TooCoarseError, match="these come every day"):
        usage(mains([10.0] * 3, minutes=1440), by="hour-of-day")


@settings(max_examples=40, deadline=None)
@given(
    kwh=st.lists(st.one_of(st.none(), st.floats(-5, 50)), min_size=1, max_size=80),
    minutes=st.sampled_from([15, 30, 60, 90, 1440, 10080, 44640, 50000]),
    zone=st.sampled_from(
        ["UTC", "Europe/London", "Australia/Lord_Howe", "Asia/Kathmandu", "America/Sao_Paulo"]
    ),
    by=st.sampled_from(BYS),
)
def test_the_rows_of_a_channel_add_up_to_its_energy(kwh, minutes, zone, by):
    home = mains(kwh, minutes=minutes, start="2018-10-20", timezone=zone)
    try:
        used = usage(home, by=by)
    except TooCoarseError:
        assert minutes > 60
        return

    assert used.rows["kwh"].sum() == pytest.approx(home.channels[0].kwh, abs=1e-7)


def test_mean_and_deviation_are_of_complete_hours():
    """1, 3, 5 and half an hour: mean 3, deviation 2; the half hour is in the sum only."""
    home = readings(channel("mains", [0.5, 0.5, 1.5, 1.5, 2.5, 2.5, 9.0], role="mains", minutes=30))

    found = figures(usage(home, by="day"))

    assert (found["sum_kwh"], found["mean_kwh"], found["std_kwh"]) == (18.0, 3.0, 2.0)
    assert found["interval_minutes"] == 60


def test_of_daily_readings_mean_and_deviation_are_by_day():
    found = figures(usage(mains([8.0, 10.0, 12.0], minutes=1440), by="month"))

    assert (found["mean_kwh"], found["std_kwh"], found["interval_minutes"]) == (10.0, 2.0, 1440)


def test_one_reading_has_a_mean_and_no_deviation():
    found = figures(usage(mains([2.0]), by="day"))

    assert found["mean_kwh"] == 2.0
    assert math.isnan(found["std_kwh"])


def test_shares_are_of_what_the_home_consumed():
    home = readings(
        channel("mains", [10.0], role="mains"),
        channel("oven", [4.0]),
        channel("roof", [7.0], role="generation"),
    )

    statistics = usage(home, by="day").statistics.set_index("channel")

    assert statistics.loc["oven", "share"] == 0.4
    assert statistics.loc["mains", "share"] == 1.0
    assert math.isnan(statistics.loc["roof", "share"])


def test_the_price_is_of_what_is_consumed_and_not_of_what_is_generated_or_gas():
    home = readings(
        channel("mains", [10.0], role="mains"),
        channel("roof", [7.0], role="generation"),
        channel("gas", [5.0], role="gas"),
    )

    cost = usage(home, by="day", prices=FlatPrice(0.25)).rows.set_index("channel")["cost"]

    assert cost["mains"] == 2.5
    assert cost[["roof", "gas"]].isna().all()


def test_without_a_price_there_is_no_cost_rather_than_none_to_pay():
    assert usage(mains([1.0]), by="day").rows["cost"].isna().all()


def test_rows_of_a_time_come_in_the_order_of_the_channels():
    home = readings(channel("oven", [1.0, 1.0]), channel("fridge", [1.0, 1.0]))

    assert usage(home, by="hour").rows["channel"].tolist() == ["oven", "fridge", "oven", "fridge"]


@pytest.mark.parametrize("by", BYS)
def test_a_meter_of_which_nothing_was_read_has_no_rows(by):
    used = usage(mains([None, None]), by=by, prices=FlatPrice(0.3))

    assert used.rows.empty
    assert figures(used)["sum_kwh"] == 0


def test_temperature_has_no_usage():
    home = readings(channel("outside", [12.0], role="temperature"))

    with pytest.raises(NotEnoughDataError, match="Usage needs 1 channel with energy"):
        usage(home, by="day")


def test_another_span_is_refused_with_those_there_are():
    with pytest.raises(
        RequestError, match="--by must be one of hour, day, week, month, hour-of-day, weekday"
    ):
        usage(mains([1.0]), by="fortnight")  # type: ignore[arg-type]


@pytest.mark.timeout(20)  # a guard against quadratic work only
def test_a_year_of_ten_channels_is_no_great_work():
    random = np.random.default_rng(0)
    home = readings(*(channel(f"c{i}", random.random(8760).tolist()) for i in range(10)))

    used = usage(home, by="hour")

    assert len(used.rows) == 87_600


def test_what_is_behind_a_circuit_is_in_it_and_counts_once():
    kitchen = channel("Kitchen", [3.0] * 24)
    fridge = replace(channel("Fridge", [1.0] * 24), parent="Kitchen")
    home = readings(channel("Mains", [5.0] * 24, role="mains"), kitchen, fridge)

    found = usage(home, by="day")

    assert found.nested == {"Fridge"}
    assert consumption_parts(found.rows, found.nested).groupby("channel")["kwh"].sum().to_dict() == {
        "Kitchen": 72.0,
        UNTRACKED: 48.0,
    }
    assert readings(kitchen, fridge).consumption_kwh == 72
