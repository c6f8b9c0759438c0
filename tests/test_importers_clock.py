"""Clock changes: whichever way an exporter writes them, kWh is exact and no hour moves."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
import pytest

from energy_core.importers.clock import instants
from energy_core.importers.ledger import Ledger
from tests.files import only, read, rows

CHANGES = {
    "Europe/London": ("2023-03-26", "2023-10-29"),
    "Europe/Berlin": ("2023-03-26", "2023-10-29"),
    "America/New_York": ("2023-03-12", "2023-11-05"),
    "Australia/Lord_Howe": ("2023-10-01", "2023-04-02"),  # by half an hour
    "America/Santiago": ("2023-09-03", "2023-04-02"),  # at midnight
}
SPRING = [(zone, days[0]) for zone, days in CHANGES.items()]
AUTUMN = [(zone, days[1]) for zone, days in CHANGES.items()]


@dataclass(frozen=True)
class Truth:
    """Half-hours of three days around a change: instants and energy, no two alike."""

    instants: pd.DatetimeIndex
    kwh: list[float]
    zone: str

    @property
    def local(self) -> pd.DatetimeIndex:
        return self.instants.tz_convert(self.zone)

    @property
    def wall(self) -> list[str]:
        return list(self.local.strftime("%Y-%m-%d %H:%M"))


def three_days(zone: str, day: str) -> Truth:
    first = pd.Timestamp(day) - pd.Timedelta(days=1)
    edges = pd.DatetimeIndex([first, first + pd.Timedelta(days=3)]).tz_localize(
        zone, nonexistent="shift_forward"
    )
    stamps = pd.date_range(
        edges[0].tz_convert("UTC"), edges[1].tz_convert("UTC"), freq="30min", inclusive="left"
    )
    return Truth(stamps, [round(0.1 + 0.001 * i, 3) for i in range(len(stamps))], zone)


def assert_exact(truth: Truth, text: str) -> None:
    channel = only(read(text, timezone=truth.zone))

    assert channel.kwh == pytest.approx(sum(truth.kwh), rel=1e-12)
    assert list(channel.intervals["start"]) == list(truth.instants)
    assert list(channel.intervals["kwh"]) == pytest.approx(truth.kwh)


@pytest.mark.parametrize(("zone", "day"), [*SPRING, *AUTUMN])
def test_stamps_in_utc_are_exact(zone, day):
    truth = three_days(zone, day)
    stamps = list(truth.instants.strftime("%Y-%m-%d %H:%M"))

    assert_exact(truth, rows(stamps, truth.kwh, header="time UTC,kWh"))


@pytest.mark.parametrize(("zone", "day"), [*SPRING, *AUTUMN])
def test_stamps_with_offsets_are_exact(zone, day):
    truth = three_days(zone, day)

    assert_exact(truth, rows([stamp.isoformat() for stamp in truth.local], truth.kwh))


@pytest.mark.parametrize(("zone", "day"), [*SPRING, *AUTUMN])
def test_local_stamps_in_order_are_exact(zone, day):
    truth = three_days(zone, day)

    assert_exact(truth, rows(truth.wall, truth.kwh))


@pytest.mark.parametrize(("zone", "day"), [*SPRING, *AUTUMN])
def test_local_stamps_newest_first_are_exact(zone, day):
    truth = three_days(zone, day)

    assert_exact(truth, rows(truth.wall[::-1], truth.kwh[::-1]))


@pytest.mark.parametrize(("zone", "day"), AUTUMN)
def test_local_stamps_sorted_with_the_repeated_hour_in_pairs_are_exact(zone, day):
    truth = three_days(zone, day)
    order = np.argsort(truth.wall, kind="stable")

    assert_exact(truth, rows([truth.wall[i] for i in order], [truth.kwh[i] for i in order]))


@pytest.mark.parametrize(("zone", "day"), SPRING)
@pytest.mark.parametrize("filler", ["", "0"])
def test_a_skipped_hour_that_the_exporter_filled_is_no_reading(zone, day, filler):
    truth = three_days(zone, day)
    everyday = pd.date_range(truth.wall[0], truth.wall[-1], freq="30min").strftime("%Y-%m-%d %H:%M")
    known = dict(zip(truth.wall, truth.kwh, strict=True))

    assert_exact(truth, rows(list(everyday), [known.get(stamp, filler) for stamp in everyday]))


@pytest.mark.parametrize(("zone", "day"), SPRING)
def test_readings_in_a_skipped_hour_mean_standard_time_all_year(zone, day):
    truth = three_days(zone, day)
    standard = min(stamp.utcoffset() for stamp in truth.local)
    stamps = (truth.instants + standard).strftime("%Y-%m-%d %H:%M")

    assert_exact(truth, rows(list(stamps), truth.kwh))


def test_an_export_that_is_doubled_as_a_whole_still_has_each_hour_once():
    truth = three_days("Europe/London", "2023-10-29")

    assert_exact(truth, rows(truth.wall * 2, truth.kwh * 2))


def test_every_appliance_of_a_long_table_has_its_own_repeated_hour():
    truth = three_days("Europe/London", "2023-10-29")
    lines = [
        f"{stamp},{name},{kwh}"
        for stamp, kwh in zip(truth.wall, truth.kwh, strict=True)
        for name in ("Oven", "TV")
    ]

    imported = read("\n".join(["time,appliance,kWh", *lines]), timezone="Europe/London")

    assert [list(c.intervals["start"]) for c in imported.readings.channels] == [list(truth.instants)] * 2


def test_a_repeated_hour_reveals_the_zone_when_nobody_said_one():
    truth = three_days("Europe/Berlin", "2023-10-29")

    imported = read(rows(truth.wall, truth.kwh), timezone=None)

    assert imported.readings.timezone == "Europe/Berlin"
    assert imported.receipt.timezone_source == "file"
    assert only(imported).kwh == pytest.approx(sum(truth.kwh))


def test_a_zone_without_clock_changes_moves_nothing():
    local = pd.date_range("2023-10-28", periods=96, freq="30min").as_unit("us").asi8

    found = instants(local, zone="Asia/Kathmandu", ledger=Ledger())

    assert set(local - found) == {(5 * 60 + 45) * 60 * 1_000_000}
