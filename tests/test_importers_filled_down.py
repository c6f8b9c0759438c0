"""Dates that stand once for all readings of their day."""

from __future__ import annotations

import pytest

from energy_core.errors import UnreadableFileError
from tests.files import only, read

DAYS = ("2024-03-01", "2024-03-02", "2024-03-03")
HALF_HOURS = [f"{i // 2:02d}:{30 * (i % 2):02d}" for i in range(48)]


def merged(clocks: list[str], days: tuple[str, ...] = DAYS) -> str:
    """1 kWh for each time of day; the date stands in the first row of each day."""
    rows = [f"{day if i == 0 else ''},{clock},1" for day in days for i, clock in enumerate(clocks)]
    return "\n".join(["date,time,kWh", *rows])


def test_a_date_in_the_first_row_of_its_day_holds_for_the_rows_below():
    imported = read(merged(HALF_HOURS))

    channel = only(imported)
    assert (channel.kwh, channel.interval_minutes) == (144, 30)
    assert (str(channel.start), str(channel.end)) == (
        "2024-03-01 00:00:00+00:00",
        "2024-03-04 00:00:00+00:00",
    )
    assert "dates" in [decision.what for decision in imported.receipt.decisions]


def test_midnight_at_the_end_of_a_day_is_its_end():
    channel = only(read(merged([*HALF_HOURS[1:], "00:00"])))

    assert (channel.kwh, len(channel.intervals)) == (144, 144)
    assert (str(channel.start), str(channel.end)) == (
        "2024-03-01 00:00:00+00:00",
        "2024-03-04 00:00:00+00:00",
    )


@pytest.mark.parametrize("newest_first", [False, True])
def test_dates_in_rows_of_their_own_above_the_times(newest_first):
    clocks = [*HALF_HOURS[1:], "00:00"]
    order = -1 if newest_first else 1
    days = [(day, *clocks[::order]) for day in DAYS[::order]]
    lines = [f"{cell};;" if cell in DAYS else f"{cell};500;ok" for day in days for cell in day]

    imported = read("\n".join(["Date et heure;Puissance (W);Nature", *lines]), kind="power")

    channel = only(imported)
    assert (channel.kwh, len(channel.intervals)) == (36, 144)
    assert (str(channel.start), str(channel.end)) == (
        "2024-03-01 00:00:00+00:00",
        "2024-03-04 00:00:00+00:00",
    )
    assert imported.receipt.rows_read == 144


def test_an_hour_that_clocks_repeat_may_stand_twice_in_its_day():
    days = {"2023-10-28": range(24), "2023-10-29": [0, 1, 2, 2, *range(3, 24)], "2023-10-30": range(24)}
    rows = [
        f"{day if i == 0 else ''},{hour:02d}:00,1"
        for day, hours in days.items()
        for i, hour in enumerate(hours)
    ]

    channel = only(read("\n".join(["date,time,kWh", *rows]), timezone="Europe/Berlin"))

    assert (channel.kwh, len(channel.intervals)) == (73, 73)


def test_dates_are_not_carried_down_where_times_do_not_run_through_the_day():
    mixed = ["10:00", "03:00", "17:00", "01:00", "20:00", "06:00"]

    with pytest.raises(UnreadableFileError, match="date and time in every row"):
        read(merged(mixed))
