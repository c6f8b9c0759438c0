"""A year on one sheet: every day or month once, none that the calendar does not have, no sums."""

from __future__ import annotations

import calendar

import pytest

from energy_core.errors import UnreadableFileError
from tests.files import only, read

MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def days_by_months(year: int) -> list[str]:
    """5 kWh on every first day of a month, 4 on every second … and again 5 on every sixth."""
    rows = ["Day," + ",".join(MONTHS)]
    for day in range(1, 32):
        cells = [
            f"{5 - (day - 1) % 5}" if day <= calendar.monthrange(year, month)[1] else ""
            for month in range(1, 13)
        ]
        rows.append(f"{day}," + ",".join(cells))
    return rows


def test_days_below_each_other_and_months_beside_each_other_are_a_year_of_days():
    channel = only(read("\n".join(["Energy (kWh) 2024", *days_by_months(2024)])))

    assert len(channel.intervals) == 366
    assert channel.intervals.kwh.sum() == 7 * 95 + 4 * 90 + 89  # 5+4+3+2+1 six times, then 5
    assert channel.intervals.start.iloc[0].isoformat() == "2024-01-01T00:00:00+00:00"


def test_days_and_months_without_a_year_are_refused():
    with pytest.raises(UnreadableFileError):
        read("\n".join(["Energy (kWh)", *days_by_months(2024)]))


@pytest.mark.parametrize("total", ["", "Gesamt;78;90;102\n"])
def test_months_below_each_other_and_years_beside_each_other_follow_each_other(total):
    names = ["Jan", "Feb", "Mär", "Apr", "Mai", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dez"]
    rows = "".join(f"{name};{i + 1};{i + 2};{i + 3}\n" for i, name in enumerate(names))

    channel = only(read(f"Stromverbrauch [kWh]\nMonat;2021;2022;2023\n{rows}{total}"))

    assert len(channel.intervals) == 36
    assert channel.intervals.kwh.sum() == pytest.approx(78 + 90 + 102)
    assert list(channel.intervals.kwh)[:2] == [1, 2]
    assert channel.intervals.start.iloc[-1].isoformat() == "2023-12-01T00:00:00+00:00"
