"""Tables in other forms: times in parts, dates as names of columns, a row for each meter, month or hour."""

from __future__ import annotations

import pytest

from tests.files import hours, only, read

VALUES = [7 * i % 24 / 10 + 0.1 for i in range(48)]
"""Two days of hours, 0.1 to 2.4 kWh; 60 kWh together, 30 each day."""

DAYS = [f"2024-01-{day:02d}" for day in range(1, 21)]
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def lines(header: str, rows: list[list[object]], delimiter: str = ",") -> str:
    return "\n".join([header, *(delimiter.join(map(str, row)) for row in rows)])


def half_hour(i: int) -> tuple[str, int, int]:
    return f"2024-01-{i // 48 + 1:02d}", i // 2 % 24, i % 2 * 30


PARTS = {
    "year, month, day, hour": lines(
        "year,month,day,hour,kWh", [[2024, 1, i // 24 + 1, i % 24, v] for i, v in enumerate(VALUES)]
    ),
    "hours from 1": lines(
        "Jahr,Monat,Tag,Stunde,kWh", [[2024, 1, i // 24 + 1, i % 24 + 1, v] for i, v in enumerate(VALUES)]
    ),
    "and minute": lines(
        "year,month,day,hour,minute,kWh",
        [[2024, 1, 1, *half_hour(i)[1:], v] for i, v in enumerate(VALUES)],
    ),
    "date, hour, minute": lines(
        "date,hour,minute,kWh", [[*half_hour(i), v] for i, v in enumerate(VALUES)]
    ),
    "date and hhmm": lines(
        "date,time,kWh",
        [[d, h * 100 + m, v] for i, v in enumerate(VALUES) for d, h, m in [half_hour(i)]],
    ),
    "date and 0030": lines(
        "date,time,kWh",
        [[d, f"{h:02d}{m:02d}", v] for i, v in enumerate(VALUES) for d, h, m in [half_hour(i)]],
    ),
}  # fmt: skip


@pytest.mark.parametrize("way", PARTS)
def test_times_in_several_columns_are_put_together(way):
    channel = only(read(PARTS[way]))

    assert channel.kwh == pytest.approx(60)
    assert str(channel.start) == "2024-01-01 00:00:00+00:00"
    assert channel.interval_minutes == (
        60 if "hour" in way and "minute" not in way and way != "and minute" else 30
    )


def test_years_and_months_are_months():
    channel = only(
        read(lines("year,month,kWh", [[2024, m, 100 * v] for m, v in zip(MONTHS, VALUES, strict=False)]))
    )

    assert channel.kwh == pytest.approx(100 * sum(VALUES[:12]))
    assert str(channel.end) == "2025-01-01 00:00:00+00:00"


def test_dates_across_with_a_row_for_each_meter():
    house, garage = VALUES[:20], VALUES[20:40]
    rows = [["House", "kWh", *house, sum(house)], ["Garage", "kWh", *garage, sum(garage)]]

    imported = read(lines(f"Meter,Unit,{','.join(DAYS)},Total", rows))

    assert {c.name: round(c.kwh, 6) for c in imported.readings.channels} == {
        "House kWh": round(sum(house), 6),
        "Garage kWh": round(sum(garage), 6),
    }
    assert "Total" in str(imported.receipt.decisions)


@pytest.mark.parametrize("hour", ["{:02d}:00", "{}"])
def test_dates_across_with_a_row_for_each_hour(hour):
    rows = [[hour.format(h), *(VALUES[(24 * d + h) % 48] for d in range(20))] for h in range(24)]

    channel = only(read(lines(f"Hour,{','.join(DAYS)}", rows), unit="kWh"))

    assert channel.kwh == pytest.approx(600)
    assert channel.interval_minutes == 60
    assert channel.intervals["kwh"].iloc[25] == pytest.approx(VALUES[25])


def test_a_row_for_each_year_and_a_column_for_each_month():
    rows = [
        [2022, *(100 * v for v in VALUES[:12]), 9],
        [2023, *(100 * v for v in VALUES[12:24]), 9],
        ["Mean", *[1] * 13],
    ]

    imported = read(lines(f"Year,{','.join(MONTHS)},Total", rows), unit="kWh")

    assert only(imported).kwh == pytest.approx(3000)
    assert str(only(imported).end) == "2024-01-01 00:00:00+00:00"
    assert imported.receipt.reasons[0].first_row == 4


def test_a_table_that_lies_on_its_side_is_turned():
    rows = [["Verbrauch kWh", *VALUES[:24]], ["Einspeisung kWh", *(v / 2 for v in VALUES[:24])]]

    imported = read(lines(f"Zeit,{','.join(hours(24))}", rows))

    assert {c.role: round(c.kwh, 6) for c in imported.readings.channels} == {"mains": 30, "export": 15}
