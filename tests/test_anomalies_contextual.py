"""Unusual for its hour and weeks: the kinds, what explains them, labels, and what was known when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from energy_core.anomalies import EVENTS, POINTS, Anomalies, anomalies
from energy_core.anomalies.labelled import away, normal
from energy_core.errors import NotEnoughDataError, TooCoarseError
from energy_core.home import Home, Label
from energy_core.readings import Readings
from energy_core.settings import Settings
from tests.build import channel, mains, readings

HOME = Home(price_per_kwh=0.5)
DAY = [0.2] * 6 + [0.5] * 12 + [1.0] * 5 + [0.2]
"""24 hours: 0.2 kWh at night, 0.5 by day, 1 in the evening; 12.4 kWh in all."""


def days(count: int = 28, *, wobble: float = 0.1, seed: int = 0) -> np.ndarray:
    """DAY again and again, each hour up to `wobble` of itself more or less."""
    rng = np.random.default_rng(seed)
    return np.tile(DAY, count) * (1 + wobble * rng.uniform(-1, 1, 24 * count))


def found(kwh: np.ndarray, home: Home = HOME, **options: object) -> Anomalies:
    return anomalies(mains(kwh), home, **options)  # type: ignore[arg-type]


def at(day: int, hour: int) -> int:
    return 24 * day + hour


def test_an_ordinary_month_has_next_to_nothing_unusual():
    events = [len(found(days(seed=seed)).events) for seed in range(6)]

    assert sum(events) <= 6


def test_a_spike_is_told_with_the_usual_its_excess_and_its_cost():
    kwh = days()
    kwh[at(20, 14)] = 3.5

    event = found(kwh).events.iloc[0]

    assert event["kind"] == "spike"
    assert event["start"].isoformat() == "2024-01-21T14:00:00+00:00"
    assert event["expected_kwh"] == pytest.approx(0.5, abs=0.05)
    assert event["excess_kwh"] == pytest.approx(3.5 - event["expected_kwh"])
    assert event["cost"] == pytest.approx(0.5 * event["excess_kwh"])
    assert event["reason"].startswith(
        "mains used 3.5 kWh between 14:00 and 15:00 on Sunday 21 January 2024, where 0.5 kWh is usual."
    )


def test_an_ordinary_amount_at_night_is_the_hour_that_is_unusual():
    kwh = days()
    kwh[at(20, 3)] = 0.9

    assert found(kwh).events["kind"].tolist() == ["unusual_hour"]


def test_the_evening_of_every_day_is_not_unusual_as_it_is_for_the_z_score():
    kwh = np.tile([0.1] * 22 + [1.0] * 2, 28)

    assert len(found(kwh, method="z-score").points) == 56
    assert found(kwh).points.empty


def test_something_left_on_for_twelve_hours_is_one_event():
    kwh = days()
    kwh[at(20, 0) : at(20, 12)] += 0.8

    event = found(kwh).events.iloc[0]

    assert (event["kind"], event["end"] - event["start"]) == ("stuck_on", pd.Timedelta(hours=12))
    assert event["excess_kwh"] == pytest.approx(12 * 0.8, rel=0.05)
    assert "something may have been left on" in event["reason"]


def test_half_a_day_of_nothing_is_a_drop_out_with_less_than_usual():
    kwh = days()
    kwh[at(20, 8) : at(20, 20)] = 0.0

    event = found(kwh).events.iloc[0]

    assert (event["kind"], event["kwh"], event["end"] - event["start"]) == (
        "drop_out",
        0,
        pd.Timedelta(hours=12),
    )
    assert event["excess_kwh"] == pytest.approx(-event["expected_kwh"])


def test_a_refrigerator_that_stays_off_stays_an_event():
    """Off for two of five weeks: most of what is known must not become what is usual."""
    kwh = np.concatenate([days(21), np.zeros(24 * 14)])

    events = found(kwh).events

    assert events["kind"].tolist() == ["drop_out"]
    assert events["end"].iloc[0] - events["start"].iloc[0] == pd.Timedelta(days=14)


def test_a_rise_that_stays_is_one_event_and_after_two_weeks_the_usual():
    kwh = np.concatenate([days(21), days(28) + 0.5])

    events = found(kwh).events

    drift = events[events["kind"] == "drift"].iloc[0]
    assert drift["start"].isoformat() == "2024-01-22T00:00:00+00:00"
    assert drift["end"] - drift["start"] == pd.Timedelta(days=14)
    assert "a day was usual in the weeks before" in drift["reason"]


def test_a_washing_machine_is_not_unusual_for_being_used():
    """A wash of 0.9 kWh on some days at some hour of the day; once it runs for eight hours."""
    rng = np.random.default_rng(5)
    kwh = np.full(24 * 42, 0.001)
    for day in range(42):
        if rng.random() < 0.5:
            kwh[at(day, int(rng.integers(8, 20)))] = 0.9
    kwh[at(30, 8) : at(30, 16)] = 0.9
    washer = readings(channel("washer", kwh))

    events = anomalies(washer, HOME).events

    assert "2024-01-31T08:00:00+00:00" in [start.isoformat() for start in events["start"]]
    assert len(events) <= 3


def test_daily_readings_have_daily_events():
    kwh = [10.0, 11.0, 9.0, 10.5] * 14
    kwh[40] = 30.0
    kwh[50] = 0.1

    events = anomalies(mains(kwh, minutes=1440), HOME).events

    assert events["kind"].tolist() == ["spike", "drop_out"]
    assert events["start"].iloc[0].isoformat() == "2024-02-10T00:00:00+00:00"
    assert "on Saturday 10 February 2024" in events["reason"].iloc[0]


def test_monthly_bills_are_too_coarse():
    with pytest.raises(TooCoarseError, match="Anomalies need a reading at least every day"):
        anomalies(mains([300.0] * 24, minutes=30 * 1440), HOME)


def test_two_weeks_are_needed_and_the_day_is_named_from_which_it_works():
    with pytest.raises(
        NotEnoughDataError, match=r"need 14 days; these readings have 3\. It will work from 15 Jan"
    ):
        found(days(3))


def test_a_gap_and_a_block_are_never_events():
    kwh = days()
    kwh[at(10, 0) : at(12, 0)] = np.nan
    one = mains(kwh).channels[0]
    block = pd.Categorical(["block" if 600 <= i < 620 else "measured" for i in range(len(kwh))])
    home = Readings((replace(one, intervals=one.intervals.assign(quality=block)),), "UTC")

    points = anomalies(home, HOME).points

    assert not points["start"].isin(one.intervals["start"].iloc[600:620]).any()
    assert points["kwh"].notna().all()


def test_what_comes_right_after_a_gap_is_explained_by_it():
    kwh = days()
    kwh[at(10, 0) : at(12, 0)] = np.nan
    kwh[at(12, 0)] = 24.0

    assert found(kwh).events["explained_by"].tolist() == ["gap"]


def test_what_happens_on_the_day_of_a_clock_change_is_explained_by_it():
    kwh = days(29)
    kwh[at(28, 12)] = 4.0
    home = mains(kwh, start="2024-03-03", timezone="Europe/London")

    events = anomalies(home, HOME).events

    on_it = events[events["start"].dt.date == date(2024, 3, 31)]
    assert on_it["kwh"].max() == 4.0
    assert set(on_it["explained_by"]) == {"clock change"}


def test_a_public_holiday_explains_what_happens_on_it():
    kwh = days(28)
    kwh[at(24, 12)] = 4.0
    christmas = mains(kwh, start="2024-12-01", timezone="Europe/London")

    known, unknown = (anomalies(christmas, home).events for home in (Home(country="GB"), Home()))

    assert known["explained_by"].tolist() == ["holiday"]
    assert unknown["explained_by"].tolist() == [None]


def test_the_weather_explains_a_day_of_heating():
    """30 degree days once, 2 to 4 before; every degree day costs 1 kWh on top of the 12.4."""
    rng = np.random.default_rng(2)
    degrees = rng.uniform(2, 4, 40)
    degrees[30] = 12
    kwh = days(40) + np.repeat(degrees, 24) / 24
    celsius = channel("outdoor", list(np.repeat(15.5 - degrees, 24)), role="temperature")
    home = readings(channel("mains", kwh, role="mains"), celsius)

    events = anomalies(home, HOME).events

    cold = events[events["start"].dt.date == date(2024, 1, 31)]
    assert len(cold) > 0
    assert set(cold["explained_by"]) == {"temperature"}


def test_a_time_away_is_explained_and_not_learned_from():
    """Away for five of six weeks: the sixth is compared with nothing else and still not unusual."""
    kwh = np.concatenate([days(21), np.full(24 * 20, 0.05), days(14, seed=1)])
    gone = replace(HOME, away=((date(2024, 1, 22), date(2024, 2, 11)),))

    events = found(kwh, gone).events

    assert set(events["explained_by"]) == {"away"}


def test_what_was_called_normal_does_not_come_back_at_that_hour():
    kwh = days(42)
    kwh[at(20, 14)] = kwh[at(34, 15)] = 3.0
    kwh[at(38, 8)] = 3.0
    first = found(kwh).events.iloc[0].to_dict()

    events = found(kwh, replace(HOME, labels=(normal(first),))).events

    assert events["muted"].tolist() == [True, True, False]


def test_what_was_called_away_is_explained_by_it():
    kwh = days()
    kwh[at(20, 8) : at(20, 20)] = 0.0
    event = found(kwh).events.iloc[0].to_dict()

    label = away(event)
    events = found(kwh, replace(HOME, labels=(label,))).events

    assert label == Label("2024-01-21T08:00+00:00", "2024-01-21T20:00+00:00", "away")
    assert events["explained_by"].tolist() == ["away"]


@pytest.mark.parametrize(("threshold", "count"), [(0.5, 2), (2.0, 1), (1000.0, 0)])
def test_a_higher_threshold_finds_less(threshold: float, count: int):
    kwh = days()
    kwh[at(20, 14)] = 3.5

    events = found(kwh, settings=Settings(threshold=threshold)).events

    assert (len(events) >= count) if count == 2 else (len(events) == count)


def test_yesterdays_alarm_was_raised_yesterday():
    kwh = days(40)
    kwh[at(30, 14)] = 3.5
    one_hour_later = pd.Timestamp("2024-01-31T15:00Z")

    events = found(kwh, as_of=one_hour_later).events

    assert [start.isoformat() for start in events["start"]] == ["2024-01-31T14:00:00+00:00"]


@examples(max_examples=3, deadline=None)
@given(hours=st.integers(15 * 24, 40 * 24), seed=st.integers(0, 99))
def test_as_of_a_time_is_what_the_readings_until_then_say(hours: int, seed: int):
    kwh = days(40, wobble=0.6, seed=seed)
    kwh[::97] *= 4
    moment = pd.Timestamp("2024-01-01T00:30Z") + pd.Timedelta(hours=hours)

    then, cut = found(kwh, as_of=moment), found(kwh[:hours])

    pd.testing.assert_frame_equal(then.events, cut.events)
    pd.testing.assert_frame_equal(then.points, cut.points)


@examples(max_examples=4, deadline=None)
@given(seed=st.integers(0, 99), factor=st.sampled_from([0.25, 2.0, 64.0]))
def test_points_add_up_to_events_which_never_overlap_and_do_not_depend_on_the_unit(seed: int, factor: float):
    kwh = days(35, wobble=0.7, seed=seed)
    kwh[400:424] = 0
    kwh[::131] *= 3

    one, scaled = found(kwh), found(kwh * factor)

    assert (tuple(one.points), tuple(one.events)) == (POINTS, EVENTS)
    assert one.events["kwh"].sum() == pytest.approx(one.points["kwh"].sum())
    assert one.events["excess_kwh"].sum() == pytest.approx(one.points["excess_kwh"].sum())
    assert (one.events["start"].iloc[1:].array >= one.events["end"].iloc[:-1].array).all()
    assert scaled.events["start"].tolist() == one.events["start"].tolist()
