"""Unusually high use: mean plus some standard deviations, per channel."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from energy_core.anomalies import EVENTS, POINTS, z_score
from energy_core.bills.pricing import FlatPrice
from energy_core.errors import NotEnoughDataError, TooCoarseError, UnknownNameError
from energy_core.settings import Settings
from tests.build import channel, mains, readings

SPIKE = [1.0] * 9 + [11.0]
"""Mean 2, sample deviation sqrt(90 / 9) = 3.1623: the 11 lies 2.846 deviations above."""


def limit(threshold: float, **channels: float) -> Settings:
    return Settings(threshold=threshold, thresholds=channels)


def test_a_spike_is_flagged_with_everything_it_was_judged_by():
    """1 January 2024 is a Monday; the tenth hour begins at 09:00."""
    found = z_score(mains(SPIKE), settings=Settings(), prices=FlatPrice(0.5))

    point = found.points.iloc[0]
    assert len(found.points) == 1
    assert (point["kwh"], point["expected_kwh"], point["mean_kwh"], point["excess_kwh"]) == (11, 2, 2, 9)
    assert point["std_kwh"] == pytest.approx(math.sqrt(10))
    assert point["limit_kwh"] == pytest.approx(2 + 2 * math.sqrt(10))
    assert point["score"] == pytest.approx(9 / math.sqrt(10))
    assert (point["local_hour"], point["weekday"]) == (9, "Monday")
    assert point["cost"] == 4.5
    assert found.checked_intervals == 10


def test_only_what_is_strictly_above_the_limit_is_flagged():
    """0, 0, 2: mean 2/3, deviation 2/sqrt(3); at 1.1547 deviations the 2 is exactly on the limit or below."""
    values = [0.0, 0.0, 2.0]
    exactly = (2 - 2 / 3) / float(pd.Series(values).std())

    assert z_score(mains(values), settings=limit(exactly + 1e-9)).points.empty
    assert len(z_score(mains(values), settings=limit(exactly - 1e-9)).points) == 1


def test_low_use_is_not_flagged():
    assert z_score(mains([10.0] * 9 + [0.0]), settings=Settings()).points.empty


@pytest.mark.parametrize("value", [0.1, 0.0, 3.7])
def test_a_channel_that_never_changes_has_nothing_unusual(value: float):
    found = z_score(mains([value] * 1000), settings=limit(0))

    assert found.points.empty
    assert found.checked_intervals == 1000


def test_what_differs_only_by_rounding_is_not_unusual():
    """0.1 + 0.2 is a hair more than 0.3."""
    home = readings(channel("mains", [0.15, 0.15] * 30 + [0.1, 0.2], role="mains", minutes=30))

    assert z_score(home, settings=Settings()).points.empty


def test_missing_is_neither_flagged_nor_judged_by():
    found = z_score(mains([*SPIKE, None, None]), settings=Settings())

    assert found.points["kwh"].tolist() == [11.0]
    assert found.points["mean_kwh"].tolist() == [2.0]
    assert found.checked_intervals == 10


def test_an_hour_read_in_part_is_not_judged():
    home = readings(channel("mains", [0.5] * 20 + [9.0], role="mains", minutes=30))

    assert z_score(home, settings=Settings()).points.empty


def test_every_channel_is_judged_by_itself():
    """An oven's usual 2 kWh would be an anomaly of the refrigerator."""
    home = readings(channel("fridge", SPIKE), channel("oven", [20.0] * 9 + [22.0]))

    found = z_score(home, settings=Settings())

    assert found.points["mean_kwh"].tolist() == [2.0, 20.2]
    assert found.points["channel"].tolist() == ["fridge", "oven"]


def test_a_channel_can_have_a_threshold_of_its_own():
    home = readings(channel("fridge", SPIKE), channel("oven", SPIKE))

    found = z_score(home, settings=limit(2, fridge=3))

    assert found.points["channel"].tolist() == ["oven"]
    assert found.thresholds == {"fridge": 3, "oven": 2}


def test_a_threshold_for_a_channel_that_is_not_there_is_refused():
    with pytest.raises(UnknownNameError, match="found 'kettle'"):
        z_score(mains(SPIKE), settings=limit(2, kettle=3))


def test_daily_readings_are_judged_by_day():
    found = z_score(mains(SPIKE, minutes=1440), settings=Settings())

    point = found.points.iloc[0]
    assert point["end"] - point["start"] == pd.Timedelta(days=1)
    assert point["local_hour"] is None
    assert point["weekday"] == "Wednesday"
    assert found.events["kind"].tolist() == ["spike"]
    assert found.events["reason"].tolist() == [
        "mains used 11.0 kWh on Wednesday 10 January 2024, 2.8 standard deviations above its mean of 2.0 kWh."
    ]


def test_times_are_local():
    home = mains(SPIKE, start="2024-07-01 12:00", timezone="America/New_York")

    point = z_score(home, settings=Settings()).points.iloc[0]

    assert point["start"].isoformat() == "2024-07-01T21:00:00-04:00"
    assert point["local_hour"] == 21


def test_generation_and_gas_are_not_unusual_use():
    home = readings(channel("mains", [1.0] * 10, role="mains"), channel("roof", SPIKE, role="generation"))

    assert z_score(home, settings=Settings()).points.empty


def test_a_block_is_neither_flagged_nor_judged_by():
    one = channel("mains", [*SPIKE, 50.0], role="mains")
    quality = pd.Categorical(["measured"] * 10 + ["block"])

    found = z_score(
        readings(replace(one, intervals=one.intervals.assign(quality=quality))), settings=Settings()
    )

    assert found.points["kwh"].tolist() == [11.0]


def test_without_a_price_the_cost_is_unknown():
    assert z_score(mains(SPIKE), settings=Settings()).points["cost"].isna().all()


@pytest.mark.parametrize("kwh", [[1.0], [None] * 5])
def test_one_reading_or_none_cannot_be_judged(kwh):
    with pytest.raises(NotEnoughDataError, match="Anomalies need 2 complete hours"):
        z_score(mains(kwh), settings=Settings())


def test_monthly_bills_are_too_coarse():
    with pytest.raises(TooCoarseError, match="Anomalies need a reading at least every day"):
        z_score(mains([300.0] * 12, minutes=30 * 1440), settings=Settings())


def test_a_home_without_meters_of_consumption_is_refused():
    with pytest.raises(NotEnoughDataError, match=r"need a channel of consumption\. Give one of roof"):
        z_score(readings(channel("roof", SPIKE, role="generation")), settings=Settings())


def test_hours_in_a_row_are_one_event_with_their_sums():
    """Mean (20 × 1 + 2 × 12) / 22 = 2; both hours lie 10 above."""
    found = z_score(
        mains([*[1.0] * 10, 12.0, 12.0, *[1.0] * 10]), settings=Settings(), prices=FlatPrice(0.25)
    )

    event = found.events.iloc[0]
    assert len(found.events) == 1
    assert (event["kwh"], event["expected_kwh"], event["excess_kwh"], event["cost"]) == (24, 4, 20, 5)
    assert event["end"] - event["start"] == pd.Timedelta(hours=2)
    assert (event["kind"], event["explained_by"], event["muted"]) == ("spike", None, False)


def test_an_ordinary_hour_between_makes_two_events():
    kwh = [*[1.0] * 20, 12.0, 1.0, 12.0, *[1.0] * 20]

    assert len(z_score(mains(kwh), settings=Settings()).events) == 2


def test_two_channels_at_the_same_time_are_two_events():
    home = readings(channel("fridge", SPIKE), channel("oven", SPIKE))

    assert z_score(home, settings=Settings()).events["channel"].tolist() == ["fridge", "oven"]


@pytest.mark.parametrize(("hours", "kind"), [(5, "spike"), (6, "stuck_on")])
def test_six_hours_in_a_row_are_something_left_on(hours: int, kind: str):
    kwh = [*[1.0] * 100, *[9.0] * hours, *[1.0] * 100]

    assert z_score(mains(kwh), settings=Settings()).events["kind"].tolist() == [kind]


def test_the_reason_is_a_sentence_with_the_figures():
    home = readings(channel("Washing Machine", [*[0.1] * 19, 2.1], start="2024-01-13"))

    assert z_score(home, settings=Settings()).events["reason"].tolist() == [
        "Washing Machine used 2.1 kWh between 19:00 and 20:00 on Saturday 13 January 2024, "
        "4.2 standard deviations above its mean of 0.2 kWh."
    ]


def test_the_reason_of_a_night_names_both_days():
    kwh = [*[1.0] * 46, *[9.0] * 4, *[1.0] * 46]

    reason = z_score(mains(kwh), settings=Settings()).events["reason"].iloc[0]

    assert "36.0 kWh between 22:00 on Tuesday 2 January 2024 and 02:00 on Wednesday 3 January 2024" in reason
    assert "at its highest" in reason
    assert reason.endswith("kWh an hour.")


def test_an_event_to_midnight_stays_on_its_day():
    reason = z_score(mains([*[1.0] * 23, 9.0]), settings=Settings()).events["reason"].iloc[0]

    assert "between 23:00 and 00:00 on Monday 1 January 2024" in reason


def test_without_anomalies_the_tables_keep_their_columns_and_kinds():
    flagged = z_score(mains(SPIKE), settings=Settings())
    none = z_score(mains(SPIKE), settings=limit(9))

    assert (tuple(none.points.columns), tuple(none.events.columns)) == (POINTS, EVENTS)
    assert len(none.points) == len(none.events) == 0
    assert none.points.dtypes.tolist() == flagged.points.dtypes.tolist()
    assert none.events.dtypes.tolist() == flagged.events.dtypes.tolist()


@examples(max_examples=40, deadline=None)
@given(
    kwh=st.lists(
        st.one_of(st.none(), st.integers(0, 20_000).map(lambda wh: wh / 1000)), min_size=3, max_size=60
    ),
    threshold=st.floats(0, 4),
)
def test_exactly_what_pandas_says_is_above_the_limit_is_flagged(kwh, threshold):
    values = pd.Series(kwh, dtype="float64")
    if values.count() < 2 or values.max() == values.min():
        return

    found = z_score(mains(kwh), settings=limit(threshold))

    expected = values[values > values.mean() + threshold * values.std()].tolist()
    assert found.points["kwh"].tolist() == pytest.approx(expected)
    assert found.events["kwh"].sum() == pytest.approx(sum(expected))
    assert found.events["excess_kwh"].sum() == pytest.approx(found.points["excess_kwh"].sum())


@examples(max_examples=20, deadline=None)
@given(st.lists(st.floats(0, 20), min_size=5, max_size=40), st.floats(0.5, 50))
def test_scaling_the_readings_flags_the_same_hours(kwh, factor):
    random = np.random.default_rng(0).random(len(kwh))
    base = [value + extra for value, extra in zip(kwh, random, strict=True)]

    one, more = (z_score(mains([v * by for v in base]), settings=limit(1.5)) for by in (1, factor))

    assert one.points["start"].tolist() == more.points["start"].tolist()
