"""Several uploads of one home become one set of readings."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from energy_core.lake.merge import merged
from energy_core.readings import Channel, Readings
from tests.build import channel, mains, readings


def _kwh(merged_readings: Readings, name: str = "mains") -> list[float | None]:
    values = merged_readings.channel(name).intervals["kwh"]
    return [None if math.isnan(value) else round(value, 9) for value in values]


def _hours(merged_readings: Readings, name: str = "mains") -> list[float]:
    frame = merged_readings.channel(name).intervals
    return [
        (end - start) / pd.Timedelta(hours=1) for start, end in zip(frame["start"], frame["end"], strict=True)
    ]


def test_one_upload_stays_as_it_is():
    only = mains([1, 2, 3])

    assert merged([only]) is only


def test_two_uploads_that_follow_each_other_are_joined_in_time_order():
    january = mains([1, 2], start="2024-01-01 00:00")
    february = mains([3, 4], start="2024-02-01 00:00")

    both = merged([february, january])

    assert _kwh(both) == [1, 2, 3, 4]


def test_where_two_uploads_overlap_the_later_one_wins():
    first = mains([1, 1, 1], start="2024-01-01 00:00")
    second = mains([5, 5], start="2024-01-01 02:00")

    both = merged([first, second])

    assert _kwh(both) == [1, 1, 5, 5]


def test_a_missing_value_in_a_later_upload_does_not_erase_an_earlier_value():
    first = mains([1, 2, 3])
    second = mains([9, None, 9])

    both = merged([first, second])

    assert _kwh(both) == [9, 2, 9]


def test_a_value_in_a_later_upload_fills_an_earlier_gap():
    both = merged([mains([1, None, None]), mains([None, 7], start="2024-01-01 00:00")])

    assert _kwh(both) == [1, 7, None]


def test_hours_replace_their_part_of_a_monthly_bill_and_the_rest_of_it_remains_once():
    bill = mains([310.0], start="2024-01-01", minutes=31 * 24 * 60)  # 10 kWh a day
    hours = mains([2.0] * 24, start="2024-01-31")

    both = merged([bill, hours])

    assert _kwh(both)[0] == 300.0
    assert both.consumption_kwh == pytest.approx(300 + 48)
    assert both.channels[0].intervals["quality"].iloc[0] == "repaired"
    assert both.channels[0].intervals["quality"].iloc[1] == "measured"


def test_hours_in_the_middle_of_a_bill_leave_two_remainders():
    bill = mains([40.0], start="2024-01-01", minutes=4 * 24 * 60)
    day = mains([9.0], start="2024-01-02", minutes=24 * 60)

    both = merged([bill, day])

    assert _kwh(both) == [10, 9, 20]
    assert _hours(both) == [24, 24, 48]


def test_an_hour_in_a_later_upload_replaces_both_half_hours():
    halves = mains([1, 1, 1, 1], minutes=30)
    hour = mains([5], start="2024-01-01 00:30", minutes=60)

    both = merged([halves, hour])

    assert _kwh(both) == [1, 5, 1]


def test_a_later_bill_replaces_the_hours_under_it():
    hours = mains([1.0] * 72, start="2024-01-01")
    bill = mains([100.0], start="2024-01-01", minutes=48 * 60)

    both = merged([hours, bill])

    assert _kwh(both) == [100, *[1] * 24]


def test_a_missing_hour_in_a_later_upload_is_filled_from_the_bill_in_proportion():
    bill = mains([48.0], start="2024-01-01", minutes=24 * 60)
    hours = mains([1.0] * 10 + [None] + [1.0] * 13, start="2024-01-01")

    both = merged([bill, hours])

    assert both.consumption_kwh == pytest.approx(23 + 2)


def test_a_temperature_that_is_cut_stays_the_same_temperature():
    day = readings(channel("outside", [12.0], role="temperature", minutes=1440))
    hour = readings(channel("outside", [15.0], role="temperature"))

    both = merged([day, hour])

    assert _kwh(both, "outside") == [15, 12]


def test_channels_of_all_uploads_are_there_and_the_latest_says_the_role():
    first = readings(channel("kitchen", [1.0]), channel("solar", [2.0]), timezone="UTC")
    second = Readings(
        (channel("solar", [3.0], role="generation", start="2024-01-02"),), timezone="Europe/London"
    )

    both = merged([first, second])

    assert both.names == ["kitchen", "solar"]
    assert both.channel("solar").role == "generation"
    assert both.timezone == "Europe/London"


def test_three_uploads_of_one_month_count_once():
    uploads = [mains([value] * 24) for value in (1.0, 2.0, 3.0)]

    both = merged(uploads)

    assert both.consumption_kwh == 72


def test_nothing_cannot_be_merged():
    with pytest.raises(ValueError, match="nothing to merge"):
        merged([])


_VALUES = st.lists(st.one_of(st.none(), st.floats(0, 50)), min_size=1, max_size=12)
_MINUTES = st.sampled_from([15, 30, 60, 90, 1440])


@st.composite
def _uploads(draw: st.DrawFn) -> Readings:
    start = pd.Timestamp("2024-01-01") + pd.Timedelta(minutes=15 * draw(st.integers(0, 40)))
    return mains(draw(_VALUES), start=str(start), minutes=draw(_MINUTES))


def _quarters(parts: list[Readings]) -> float:
    """The energy of several uploads counted by hand, quarter of an hour by quarter of an hour."""
    latest: dict[pd.Timestamp, float] = {}
    for part in parts:
        for row in part.channels[0].intervals.itertuples():
            if not math.isnan(row.kwh):
                slots = pd.date_range(row.start, row.end, freq="15min", inclusive="left")
                latest.update(dict.fromkeys(slots, row.kwh / len(slots)))
    return sum(latest.values())


@settings(max_examples=30, deadline=None)
@given(_uploads())
def test_an_upload_merged_with_itself_is_itself(upload: Readings):
    twice = merged([upload, upload])

    pd.testing.assert_frame_equal(twice.channels[0].intervals, upload.channels[0].intervals)


@settings(max_examples=50, deadline=None)
@given(st.lists(_uploads(), min_size=2, max_size=4))
def test_every_kwh_counts_once_whatever_overlaps(parts: list[Readings]):
    both = merged(parts)

    assert both.channels[0].kwh == pytest.approx(_quarters(parts), abs=1e-6)


@settings(max_examples=30, deadline=None)
@given(st.permutations([0, 1, 2]), _VALUES)
def test_uploads_that_do_not_overlap_may_come_in_any_order_and_grouping(
    order: list[int], values: list[float]
):
    months = [mains(values, start=f"2024-0{month + 1}-01") for month in range(3)]
    a, b, c = (months[i] for i in order)

    left, right = merged([merged([a, b]), c]), merged([a, merged([b, c])])

    pd.testing.assert_frame_equal(left.channels[0].intervals, right.channels[0].intervals)
    union = np.nansum([np.nansum(np.array(m.channels[0].intervals["kwh"])) for m in months])
    assert left.channels[0].kwh == pytest.approx(union)


def test_a_merged_channel_is_still_a_valid_channel():
    both = merged([mains([1.0] * 48, minutes=30), mains([2.0] * 5, start="2024-01-01 00:15")])

    assert isinstance(both.channels[0], Channel)
    assert list(both.channels[0].intervals.columns) == ["start", "end", "kwh", "quality", "source_file"]
