"""Energy of any intervals on a grid of local hours, days, weeks and months."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from energy_core.alignment import LONGEST, aligned, coarser
from energy_core.errors import NotEnoughDataError, TooCoarseError
from energy_core.readings import COLUMNS, Channel
from tests.build import channel
from tests.test_local_time import ZONES

SPANS = ("hour", "day", "week", "month")


@st.composite
def any_intervals(draw) -> Channel:
    """Up to 40 intervals of a minute to two months, with gaps and missing values, anywhere in 20 years."""
    start = pd.Timestamp(
        draw(
            st.datetimes(
                pd.Timestamp("2004-01-01").to_pydatetime(), pd.Timestamp("2030-01-01").to_pydatetime()
            )
        )
    )
    start = start.floor("min").tz_localize("UTC")
    rows = draw(
        st.lists(
            st.tuples(
                st.sampled_from([0, 0, 0, 1, 30, 1440, 3000]),
                st.sampled_from([1, 15, 30, 60, 60, 90, 1440, 1500, 10080, 44640, 90000]),
                st.one_of(st.none(), st.floats(-5, 100)),
            ),
            min_size=1,
            max_size=40,
        )
    )
    starts, ends = [], []
    for gap, length, _ in rows:
        starts.append(start + pd.Timedelta(minutes=gap))
        ends.append(starts[-1] + pd.Timedelta(minutes=length))
        start = ends[-1]
    frame = pd.DataFrame(
        {
            "start": pd.DatetimeIndex(starts).as_unit("us"),
            "end": pd.DatetimeIndex(ends).as_unit("us"),
            "kwh": pd.array([kwh for _, _, kwh in rows], dtype="float64"),
            "quality": pd.Categorical(["measured"] * len(rows)),
            "source_file": pd.Categorical(["test.csv"] * len(rows)),
        }
    )
    return Channel("mains", "mains", frame[list(COLUMNS)])


@settings(max_examples=50, deadline=None)
@given(one=any_intervals(), zone=st.sampled_from(ZONES), span=st.sampled_from(SPANS))
def test_no_kwh_is_made_or_lost_by_any_span_in_any_zone(one: Channel, zone: str, span):
    longer = coarser([one], span)["kwh"].sum()
    try:
        on_grid = float(np.nansum(aligned([one], zone, span).kwh))
    except TooCoarseError:
        on_grid = 0.0

    assert on_grid + longer == pytest.approx(one.kwh, abs=1e-7)


@settings(max_examples=50, deadline=None)
@given(one=any_intervals(), zone=st.sampled_from(ZONES), span=st.sampled_from(SPANS))
def test_cover_is_the_time_that_was_read_and_never_more_than_the_span(one: Channel, zone: str, span):
    try:
        grid = aligned([one], zone, span)
    except TooCoarseError:
        return

    lengths = one.intervals["end"] - one.intervals["start"]
    fine = one.intervals["kwh"].notna() & ~(lengths > LONGEST[span])
    assert grid.cover_hours["mains"].sum() == pytest.approx(
        lengths[fine].sum() / pd.Timedelta(hours=1), abs=1e-6
    )
    assert (grid.cover_hours["mains"] <= grid.length_hours + 1e-9).all()
    assert ((grid.cover_hours["mains"] > 0) == grid.kwh["mains"].notna()).all()


@pytest.mark.parametrize(("day", "hours"), [("2024-03-31", 23), ("2024-10-27", 25)])
def test_days_of_23_and_25_hours_hold_the_kwh_of_their_hours(day: str, hours: int):
    one = channel(
        "mains", [1.0] * 72, start=str(pd.Timestamp(day) - pd.Timedelta(days=1)), timezone="Europe/London"
    )

    days = aligned([one], "Europe/London", "day")

    assert days.kwh.loc[day, "mains"] == hours
    assert days.length_hours.loc[day] == hours
    assert days.complete.loc[day, "mains"] == hours


def test_half_hours_add_up_to_hours():
    hours = aligned([channel("mains", [0.1, 0.2, 0.3, 0.4], minutes=30)], "UTC", "hour")

    assert hours.kwh["mains"].tolist() == pytest.approx([0.3, 0.7])


def test_hours_that_begin_at_half_past_are_divided_by_time():
    """India is 5:30 ahead: an hour of UTC is half of each of two local hours."""
    hours = aligned([channel("mains", [2.0, 4.0])], "Asia/Kolkata", "hour")

    assert hours.kwh["mains"].tolist() == [1.0, 3.0, 2.0]
    assert hours.complete["mains"].isna().tolist() == [True, False, True]


def test_a_gap_is_missing_and_not_zero():
    hours = aligned([channel("mains", [1.0, None, 3.0])], "UTC", "hour")

    assert hours.kwh["mains"].isna().tolist() == [False, True, False]
    assert hours.missing_hours["mains"].tolist() == [0, 1, 0]


def test_a_first_day_read_in_part_holds_its_part_but_is_not_complete():
    days = aligned([channel("mains", [1.0] * 30, start="2024-01-01 18:00")], "UTC", "day")

    assert days.kwh["mains"].tolist() == [6.0, 24.0]
    assert days.complete["mains"].isna().tolist() == [True, False]
    assert days.missing_hours["mains"].tolist() == [18, 0]


def test_a_negative_reading_counts_as_it_is():
    days = aligned([channel("mains", [5.0, -1.0] + [0.0] * 22)], "UTC", "day")

    assert days.kwh["mains"].tolist() == [4.0]


def test_one_reading_is_enough_for_its_hour():
    assert aligned([channel("mains", [1.5])], "UTC", "hour").kwh["mains"].tolist() == [1.5]


def test_channels_share_the_grid_from_the_first_start_to_the_last_end():
    early, late = channel("early", [1.0, 1.0]), channel("late", [2.0], start="2024-01-01 02:00")

    hours = aligned([early, late], "UTC", "hour")

    assert hours.kwh["early"].tolist()[:2] == [1.0, 1.0]
    assert hours.kwh["late"].isna().tolist() == [True, True, False]


def test_stamps_a_second_off_still_make_complete_hours():
    one = channel("mains", [1.0] * 3, start="2024-01-01 00:00:01")

    assert aligned([one], "UTC", "hour").complete["mains"].notna().tolist() == [True, True, True, False]


def test_a_day_that_begins_at_one_o_clock_keeps_its_date():
    one = channel("mains", [1.0] * 71, start="2018-11-03", timezone="America/Sao_Paulo")

    days = aligned([one], "America/Sao_Paulo", "day")

    assert days.kwh.index.strftime("%Y-%m-%d").tolist() == ["2018-11-03", "2018-11-04", "2018-11-05"]
    assert days.length_hours.tolist() == [24, 23, 24]


def test_a_monthly_bill_is_no_hour_and_says_so():
    one = channel("mains", [300.0, 310.0], minutes=30 * 1440)

    with pytest.raises(
        TooCoarseError, match="Hourly figures need a reading at least every hour; these come every 30 days"
    ):
        aligned([one], "UTC", "hour")
    assert coarser([one], "hour")["kwh"].tolist() == [300.0, 310.0]


def test_without_channels_there_is_nothing_to_align():
    with pytest.raises(NotEnoughDataError):
        aligned([], "UTC", "day")
    assert coarser([], "day").empty
