"""What-ifs change what they say and nothing else: kWh stay, the mains follow, nothing falls below 0."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from energy_core.errors import RequestError, TooCoarseError
from energy_core.readings import Readings
from energy_core.shifting import Shift, lower_baseload, replaced, shifted, without
from tests.build import channel, mains, readings

LONDON = "Europe/London"


def home(washer: list[float | None], *, start: str = "2024-01-08", timezone: str = "UTC") -> Readings:
    """A washer behind a mains that has 1 kWh an hour besides."""
    whole = [None if kwh is None else kwh + 1 for kwh in washer]
    return readings(
        channel("mains", whole, role="mains", start=start, timezone=timezone),
        channel("washer", washer, start=start, timezone=timezone),
        timezone=timezone,
    )


def kwh(of: Readings, name: str) -> list[float]:
    return of.channel(name).intervals["kwh"].round(9).tolist()


def test_a_wash_of_the_evening_runs_at_night_and_the_mains_follow():
    evening = [0.0] * 18 + [2.0, 1.0] + [0.0] * 4

    moved = shifted(home(evening), Shift("washer", from_hour=18, until_hour=20, to_hour=2))

    assert kwh(moved, "washer") == [0, 0, 2, 1, *[0] * 20]
    assert kwh(moved, "mains") == [1, 1, 3, 2, *[1] * 20]


def test_half_of_a_load_moves_and_half_stays():
    evening = [0.0] * 18 + [2.0] + [0.0] * 5

    moved = shifted(home(evening), Shift("washer", 18, 19, 3, share=0.5))

    assert kwh(moved, "washer")[3] == kwh(moved, "washer")[18] == 1


def test_hours_over_midnight_move_within_the_date_on_which_they_fall():
    """22:00 to 02:00 begins at 10:00 instead: 22, 23, 0, 1 become 10, 11, 12, 13 of the same date."""
    night = [3.0, 4.0] + [0.0] * 20 + [1.0, 2.0]

    moved = shifted(home(night), Shift("washer", 22, 2, 10))

    assert kwh(moved, "washer") == [*[0] * 10, 1, 2, 3, 4, *[0] * 10]


@pytest.mark.parametrize(("day", "hours"), [("2024-03-31", 23), ("2024-10-27", 25)])
def test_every_kwh_stays_on_days_of_23_and_25_hours(day, hours):
    used = [0.1 * hour for hour in range(hours)]
    before = home(used, start=day, timezone=LONDON)

    for target in range(24):
        moved = shifted(before, Shift("washer", 0, 4, target))

        assert moved.channel("washer").kwh == pytest.approx(sum(used))
        assert moved.channel("mains").kwh == pytest.approx(sum(used) + hours)


def test_a_day_without_the_hour_keeps_its_use_where_it_was():
    """On 31 March 2024 London has no 01:00."""
    before = home([0.0] * 10 + [2.0] + [0.0] * 12, start="2024-03-31", timezone=LONDON)

    moved = shifted(before, Shift("washer", 11, 12, 1))

    assert kwh(moved, "washer") == kwh(before, "washer")


def test_the_hour_that_comes_twice_moves_twice():
    """On 27 October 2024 London has 01:00 twice: both kWh go to 05:00."""
    before = home([0.0, 1.0, 1.0, *[0.0] * 22], start="2024-10-27", timezone=LONDON)

    moved = shifted(before, Shift("washer", 1, 2, 5))

    assert kwh(moved, "washer") == [0, 0, 0, 0, 0, 0, 2, *[0] * 18]


def test_what_is_missing_stays_missing_and_takes_nothing():
    before = home([1.0, None, *[0.0] * 22])

    moved = shifted(before, Shift("washer", 0, 2, 1))

    assert moved.channel("washer").kwh == before.channel("washer").kwh == 1
    assert np.isnan(moved.channel("washer").intervals["kwh"].iloc[1])


def test_half_hours_keep_their_minutes():
    before = readings(channel("washer", [0.0] * 36 + [1.0, 2.0] + [0.0] * 10, minutes=30))

    moved = shifted(before, Shift("washer", 18, 19, 7))

    assert kwh(moved, "washer")[14:16] == [1, 2]


@settings(max_examples=25, deadline=None, derandomize=True)
@given(
    st.lists(st.none() | st.floats(0, 5), min_size=24, max_size=75),
    st.tuples(*[st.integers(0, 23)] * 3),
    st.floats(0, 1),
    st.sampled_from(["2024-03-30", "2024-10-26"]),
)
def test_a_shift_keeps_every_kwh_and_makes_none_negative(used, hours, share, day):
    before = home(used, start=day, timezone=LONDON)

    moved = shifted(before, Shift("washer", *hours, share=share))

    for name in ("washer", "mains"):
        assert moved.channel(name).kwh == pytest.approx(before.channel(name).kwh)
        assert moved.channel(name).intervals["kwh"].min() >= -1e-9 or not moved.channel(name).kwh


def test_an_appliance_that_did_not_run_is_gone_from_the_mains():
    after = without(home([2.0, 0.5]), "washer")

    assert kwh(after, "washer") == [0, 0]
    assert kwh(after, "mains") == [1, 1]


def test_a_replacement_uses_its_share():
    after = replaced(home([2.0, 0.5]), "washer", 0.5)

    assert kwh(after, "washer") == [1, 0.25]
    assert kwh(after, "mains") == [2, 1.25]


def test_the_mains_never_fall_below_nothing():
    """The washer's meter says more than the mains."""
    before = readings(channel("mains", [1.0, 1.0], role="mains"), channel("washer", [3.0, 0.5]))

    assert kwh(without(before, "washer"), "mains") == [0, 0.5]


def test_without_mains_the_appliance_alone_changes():
    before = readings(channel("washer", [2.0]), channel("oven", [1.0]))

    after = without(before, "washer")

    assert after.consumption_kwh == 1
    assert kwh(after, "oven") == [1]


def test_mains_of_half_hours_follow_an_appliance_of_hours():
    before = readings(
        channel("mains", [1.0] * 4, role="mains", minutes=30), channel("washer", [1.0, 0.5], minutes=60)
    )

    assert kwh(without(before, "washer"), "mains") == [0.5, 0.5, 0.75, 0.75]


def test_mains_of_hours_follow_an_appliance_of_quarter_hours():
    before = readings(channel("mains", [2.0, 2.0], role="mains"), channel("washer", [0.25] * 8, minutes=15))

    assert kwh(without(before, "washer"), "mains") == [1, 1]


def test_always_on_load_is_lowered_by_time_and_not_below_nothing():
    """0.2 kW less: 0.1 kWh in each half hour; 0.05 becomes 0."""
    after = lower_baseload(mains([0.5, 0.05], minutes=30), 0.2)

    assert kwh(after, "mains") == [0.4, 0]


def test_an_appliance_that_only_partly_overlaps_the_mains_takes_away_what_lies_inside():
    before = readings(
        channel("mains", [2.0] * 4, role="mains", start="2024-01-01 01:00"), channel("washer", [1.0] * 6)
    )

    assert kwh(without(before, "washer"), "mains") == [1, 1, 1, 1]


def test_what_cannot_be_moved_is_said():
    days = readings(channel("washer", [5.0, 6.0], minutes=1440))

    with pytest.raises(TooCoarseError):
        shifted(days, Shift("washer", 18, 20, 2))
    with pytest.raises(RequestError, match="from 0 to 1"):
        shifted(home([1.0]), Shift("washer", 18, 20, 2, share=1.5))
    with pytest.raises(RequestError, match="0 or more"):
        replaced(home([1.0]), "washer", -1)


def test_the_readings_that_were_there_are_not_changed():
    before = home([1.0] * 24)
    kept = before.channel("mains").intervals.copy()

    shifted(before, Shift("washer", 0, 2, 10))

    pd.testing.assert_frame_equal(before.channel("mains").intervals, kept)
