"""ESB Networks' harmonised files: half-hours of power or energy by their end, newest first, and registers."""

from __future__ import annotations

import pandas as pd
import pytest

from energy_core.errors import UnreadableFileError
from energy_core.importers.inspection import export_kwh
from energy_core.importers.receipt import Import
from tests.files import read

HEADER = "MPRN,Meter Serial Number,Read Value,Read Type,Read Date and End Time"


def halves(start: str, end: str) -> pd.DatetimeIndex:
    """Ends of the half-hours between two local midnights."""
    return pd.date_range(start, end, freq="30min", tz="Europe/Dublin")[1:]


def hdf(ends: pd.DatetimeIndex, *types: tuple[str, float]) -> str:
    rows = [
        f"10000000001,22000000,{value:.6f},{kind},{end:%d-%m-%Y %H:%M}"
        for end in ends
        for kind, value in types
    ]
    return "\n".join([HEADER, *reversed(rows), ""])


def imported(text: str, **hints: object) -> Import:
    return read(text, name="HDF.csv", timezone=None, **hints)


def test_mean_power_of_half_hours_becomes_half_as_many_kilowatt_hours():
    ends = halves("2024-01-01", "2024-01-03")

    found = imported(hdf(ends, ("Active Import Interval (kW)", 0.5), ("Active Export Interval (kW)", 0.25)))

    assert (found.readings.consumption_kwh, export_kwh(found.readings)) == (24, 12)
    assert (found.receipt.format, found.readings.timezone) == ("esb_hdf", "Europe/Dublin")
    assert found.readings.start.isoformat() == "2024-01-01T00:00:00+00:00"


@pytest.mark.parametrize("kind", ["Active Import Interval (kWh)", "30-Minute Active Import Interval kWh"])
def test_energy_of_half_hours_is_taken_as_it_is(kind):
    found = imported(hdf(halves("2024-01-01", "2024-01-03"), (kind, 0.25)))

    assert found.readings.consumption_kwh == 24
    assert found.readings.names == ["Active Import Interval"]


@pytest.mark.parametrize(
    ("start", "end", "count"), [("2023-10-29", "2023-10-30", 50), ("2024-03-31", "2024-04-01", 46)]
)
def test_the_days_of_clock_changes_have_all_their_half_hours(start, end, count):
    ends = halves(str((pd.Timestamp(start) - pd.Timedelta("1D")).date()), end)

    found = imported(hdf(ends, ("Active Import Interval (kW)", 1)))

    assert found.readings.consumption_kwh == (48 + count) / 2
    assert found.readings.daily().complete["Active Import Interval"].tolist() == [24, count / 2]


def test_registers_become_their_differences():
    days = pd.date_range("2024-01-02", periods=20, freq="D")
    rows = [
        f"1,2,{1000 + 5 * i:.3f},24 Hr Active Import Register (kWh),{day:%d-%m-%Y %H:%M}"
        for i, day in enumerate(days)
    ]

    found = imported("\n".join([HEADER, *reversed(rows)]))

    assert found.readings.consumption_kwh == 95
    assert found.readings.channels[0].kind == "register"


def test_two_supply_points_are_asked_about():
    text = hdf(halves("2024-01-01", "2024-01-03"), ("Active Import Interval (kW)", 0.5))
    both = text + text.replace("10000000001", "10000000002").partition("\n")[2]

    with pytest.raises(UnreadableFileError) as asked:
        imported(both)

    assert asked.value.option == "--meter"


def test_a_read_type_without_a_unit_is_asked_about():
    text = hdf(halves("2024-01-01", "2024-01-03"), ("Active Import Interval", 0.5))

    with pytest.raises(
        UnreadableFileError, match=r"line 2 of HDF\.csv has 'Active Import Interval'"
    ) as asked:
        imported(text)

    assert asked.value.option == "--unit"
    assert imported(text, unit="kW").readings.consumption_kwh == 24
