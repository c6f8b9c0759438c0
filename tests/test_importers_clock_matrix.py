"""12 zones × 6 ways to write a clock change × 4 cadences × both changes: kWh, instants and day lengths exact.

The files are built with datetime and zoneinfo alone (`tests/clock_truth.py`). `make test` reads a sample of
them, `make prove` all: stamped at the start and at the end, newest first, and two channels in a long table.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import numpy as np
import pandas as pd
import pytest

from energy_core.importers.receipt import Import
from tests.clock_truth import MINUTES, SEASONS, STYLES, ZONES, Truth, long_table, table, truth, written
from tests.files import only, read

Written = Callable[[Truth, str], Import]


def at_start(known: Truth, style: str) -> Import:
    return read(table(written(known, style)), timezone=known.zone)


def at_end(known: Truth, style: str) -> Import:
    return read(table(written(known, style, ends=True)), timezone=known.zone, stamp="end")


def newest_first(known: Truth, style: str) -> Import:
    return read(table(written(known, style)[::-1]), timezone=known.zone)


def long(known: Truth, style: str) -> Import:
    return read(long_table(written(known, style), channels=("Oven", "TV")), timezone=known.zone)


WAYS: tuple[Written, ...] = (at_start, at_end, newest_first, long)
CASES = list(product(ZONES, SEASONS, MINUTES, STYLES))
SAMPLE = [
    (zone, season, 30, style)
    for (place, zone), season, (number, style) in product(enumerate(ZONES), SEASONS, enumerate(STYLES))
    if (place + number) % 2 == 0 or zone == "Europe/Berlin"
]
TURNED = [
    (way, zone, season, minutes, style)
    for way, (zone, minutes) in zip(
        WAYS[1:], (("Australia/Lord_Howe", 60), ("Pacific/Chatham", 15), ("Europe/Berlin", 30)), strict=True
    )
    for season in SEASONS
    for style in STYLES[2:]
]


def cannot_be_known(known: Truth, style: str) -> bool:
    """Whether the file leaves open at which instants some readings are."""
    if style == "standard":
        return known.season == "autumn" and known.changes
    return style == "filled or summed" and known.written_once


def assert_exact(imported: Import, known: Truth, *, times: int) -> None:
    """Energy, instants, lengths and day lengths of the channel that holds `times` the known energy."""
    channel = imported.readings.channels[times - 1]
    there = channel.intervals[channel.intervals["kwh"].notna()]
    assert channel.kwh == pytest.approx(times * known.total_kwh, abs=1e-6)
    assert list(there["start"]) == [pd.Timestamp(at) for at in known.instants]
    assert set((there["end"] - there["start"]) / pd.Timedelta(minutes=1)) == {known.minutes}
    lengths = imported.readings.daily().length_hours
    assert {day.date(): hours for day, hours in lengths.items() if day.date() in known.day_hours} == (
        pytest.approx(known.day_hours)
    )
    assert not imported.receipt.issues


def assert_said(imported: Import, known: Truth, *, times: int) -> None:
    """No energy is lost, and the receipt says what was assumed."""
    assert imported.readings.channels[times - 1].kwh == pytest.approx(times * known.total_kwh, abs=1e-6)
    (decision,) = [d for d in imported.receipt.decisions if d.what == "clock changes"]
    assert (decision.option, decision.confidence) == ("--timezone", 0.6)
    assert "is there once, so it is taken for one of the two" in decision.evidence


def assert_right(way: Written, zone: str, season: str, minutes: int, style: str) -> None:
    known = truth(zone, season, minutes)

    imported = way(known, style)

    receipt = imported.receipt
    assert receipt.rows_read == receipt.rows_kept + receipt.rows_dropped + receipt.rows_duplicate
    for times in range(1, len(imported.readings.channels) + 1):
        if cannot_be_known(known, style):
            assert_said(imported, known, times=times)
        else:
            assert_exact(imported, known, times=times)


@pytest.mark.parametrize(("zone", "season", "minutes", "style"), SAMPLE)
def test_half_hours_are_exact_whichever_way_the_change_is_written(zone, season, minutes, style):
    assert_right(at_start, zone, season, minutes, style)


@pytest.mark.parametrize(("way", "zone", "season", "minutes", "style"), TURNED)
def test_ends_newest_first_and_long_tables_are_as_exact(way, zone, season, minutes, style):
    assert_right(way, zone, season, minutes, style)


@pytest.mark.prove
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("zone", "season", "minutes", "style"), CASES)
def test_every_zone_style_cadence_and_change_is_exact(way, zone, season, minutes, style):
    assert_right(way, zone, season, minutes, style)


def year(zone: str) -> pd.DatetimeIndex:
    return pd.date_range("2023-01-01", "2024-01-01", freq="h", inclusive="left", tz=zone)


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Africa/Casablanca"])
def test_a_year_in_standard_time_is_exact_from_its_first_hour_to_its_last(zone):
    instants = year("UTC")
    fixed = min(at.utcoffset() for at in instants.tz_convert(zone))
    stamps = (instants + fixed).strftime("%Y-%m-%d %H:%M")
    kwh = np.arange(len(instants)) % 17 / 10  # at times 0, in hours that clocks skip too

    channel = only(read(table(list(zip(stamps, kwh, strict=True))), timezone=zone, stamp="start"))

    assert list(channel.intervals["start"]) == list(instants)
    assert channel.kwh == pytest.approx(kwh.sum())


def repeated_from(known: Truth) -> int:
    """Place of the first reading of the repeated hour."""
    wall = known.wall
    return next(number for number, at in enumerate(wall) if wall.count(at) > 1)


@pytest.mark.parametrize("gone", range(1, 7))
def test_a_reading_that_is_missing_in_the_repeated_hour_moves_no_other(gone):
    known = truth("Europe/Berlin", "autumn", 15)
    begin = repeated_from(known)
    rows = written(known, "in order")
    left = [number for number in range(len(rows)) if number != begin + gone]

    channel = only(read(table([rows[number] for number in left]), timezone="Europe/Berlin"))

    assert list(channel.intervals["start"]) == [pd.Timestamp(known.instants[number]) for number in left]


@pytest.mark.parametrize("kept", ["first", "second"])
def test_a_file_that_has_one_of_the_repeated_hours_keeps_the_step_to_its_neighbours(kept):
    known = truth("Europe/Berlin", "autumn", 15)
    begin = repeated_from(known)
    rows = slice(0, begin + 4) if kept == "first" else slice(begin + 4, None)

    channel = only(read(table(written(known, "in order")[rows]), timezone="Europe/Berlin"))

    assert list(channel.intervals["start"]) == [pd.Timestamp(at) for at in known.instants[rows]]


def test_ends_that_are_labels_are_as_exact_as_ends_read_off_a_clock():
    known = truth("Europe/London", "spring", 30)
    later = pd.Timedelta(minutes=30)
    clock = [
        f"{(pd.Timestamp(at) + later).tz_convert('Europe/London'):%Y-%m-%d %H:%M}" for at in known.instants
    ]

    channel = only(
        read(table(list(zip(clock, known.kwh, strict=True))), timezone="Europe/London", stamp="end")
    )

    assert list(channel.intervals["start"]) == [pd.Timestamp(at) for at in known.instants]
