"""Rows that say one interval twice: counted once, by evidence, and said."""

from __future__ import annotations

from tests.files import hours, only, read, rows


def test_a_measured_row_counts_before_an_estimate_wherever_it_stands():
    stamps = [*hours(30), *hours(3)]
    values = [1.0] * 30 + [5.0] * 3
    marks = ["Actual"] * 30 + ["Estimated"] * 3
    lines = [f"{a},{v},{m}" for a, v, m in zip(stamps, values, marks, strict=True)]

    imported = read("\n".join(["time,kWh,Estimated/Actual", *lines]))

    assert only(imported).kwh == 30
    assert imported.receipt.rows_duplicate == 3
    assert "a measured one counts before an estimate" in imported.receipt.issues[0].message


def test_rows_that_fill_each_others_blanks_become_one():
    lines = [line for at in hours(24) for line in (f"{at},0.5,", f"{at},,0.25")]

    imported = read("\n".join(["time,Import kWh,Export kWh", *lines]))

    assert {c.name: c.kwh for c in imported.readings.channels} == {"Import kWh": 12, "Export kWh": 6}
    assert (imported.receipt.rows_read, imported.receipt.rows_duplicate) == (48, 0)


def test_hours_and_their_daily_totals_at_midnight_count_once():
    lines = []
    for day in range(1, 4):
        lines.append(f"2024-01-0{day} 00:00,24.0")
        lines += [f"2024-01-0{day} {hour:02d}:00,1.0" for hour in range(24)]

    imported = read("\n".join(["time,kWh", *lines]))

    assert only(imported).kwh == 72
    assert [(r.reason, r.count, r.kwh) for r in imported.receipt.reasons] == [
        ("the row is a total of other rows", 3, 72)
    ]


def test_hours_and_their_daily_totals_at_the_end_of_the_day_count_once():
    lines = []
    for day in range(1, 4):
        lines += [f"2024-01-0{day} {hour:02d}:00,0.5" for hour in range(24)]
        lines.append(f"2024-01-0{day} 23:59,12.0")

    assert only(read("\n".join(["time,kWh", *lines]))).kwh == 36


def test_a_meter_that_was_changed_at_one_moment_loses_nothing():
    days = [f"2024-03-{day:02d}" for day in range(1, 11)]
    old = [f"{day},{9_000 + 8 * i}" for i, day in enumerate(days[:6])]
    new = [f"{day},{5 + 8 * i}" for i, day in enumerate(days[5:])]

    imported = read("\n".join(["date,Meter reading kWh", *old, *new]))

    assert only(imported).kwh == 8 * 9
    assert imported.receipt.rows_duplicate == 0


def test_of_two_readings_of_a_counter_the_one_that_fits_counts():
    values = [1_000 + 0.5 * i for i in range(48)]
    lines = [f"{at},{v}" for at, v in zip(hours(48), values, strict=True)]
    lines.insert(20, f"{hours(48)[20]},4711.0")
    lines.append(f"{hours(48)[30]},12.0")

    imported = read("\n".join(["time,Meter reading kWh", *lines]))

    assert only(imported).kwh == 0.5 * 47
    assert imported.receipt.rows_duplicate == 2
    assert imported.receipt.kwh_read == 0.5 * 47


def test_rows_that_are_out_of_order_are_sorted_and_said():
    stamps = hours(24)

    imported = read(rows([*stamps[12:], *stamps[:12]], [0.5] * 24))

    assert only(imported).kwh == 12
    assert ("order of rows", "sorted by time") in [(d.what, d.choice) for d in imported.receipt.decisions]


def test_a_month_among_its_days_counts_once():
    days = [f"2024-01-{day:02d},2" for day in range(1, 32)] + ["2024-01,62"]
    days += [f"2024-02-{day:02d},3" for day in range(1, 30)] + ["2024-02,87"]

    assert read("\n".join(["Date,kWh", *days]) + "\n").readings.consumption_kwh == 31 * 2 + 29 * 3
