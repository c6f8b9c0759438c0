"""Several tables in one text: pages are one table, nothing is counted twice, what is open is asked."""

from __future__ import annotations

import numpy as np
import pytest

from energy_core.errors import UnreadableFileError
from tests.files import hours, only, read

HOURS = hours(48)
TAKEN = np.random.default_rng(3).integers(1, 900, 48) / 1000
GIVEN = np.random.default_rng(4).integers(1, 300, 48) / 1000


def table(values: np.ndarray, names: str = "time,kWh") -> list[str]:
    return [names, *(f"{at},{value:.3f}" for at, value in zip(HOURS, values, strict=True))]


def days(values: np.ndarray) -> list[str]:
    return ["date,kWh", *(f"2024-01-0{i + 1},{values[24 * i : 24 * i + 24].sum():.3f}" for i in range(2))]


def file(*tables: list[str]) -> str:
    return "\n".join(line for lines in tables for line in [*lines, ""])


RULER = ["=" * 30, "Meter Reading Information", "=" * 30]


def test_net_beside_import_and_export_is_not_added():
    net = table(TAKEN - GIVEN)

    imported = read(file(RULER, table(-GIVEN), RULER, net, RULER, table(TAKEN)))

    assert {c.role: round(c.kwh, 6) for c in imported.readings.channels} == {
        "mains": round(TAKEN.sum(), 6),
        "export": round(GIVEN.sum(), 6),
    }
    assert (imported.receipt.rows_read, imported.receipt.rows_kept) == (144, 96)
    assert imported.receipt.reasons[0].count == 48


def test_power_beside_the_energy_of_the_same_time_is_not_added():
    imported = read(file(table(TAKEN), table(TAKEN * 1.7, "time,kW")))

    assert only(imported).kwh == pytest.approx(TAKEN.sum())


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_hours_and_the_days_they_make_count_once(order):
    tables = [["Hourly usage", *table(TAKEN)], ["Daily usage", *days(TAKEN)]]

    channel = only(read(file(*(tables[i] for i in order))))

    assert (channel.kwh, channel.interval_minutes) == (pytest.approx(TAKEN.sum()), 60)


def test_pages_with_their_header_again_are_one_table():
    lines = table(TAKEN)
    text = file(["Page 1", *lines[:25]], ["Page 2", lines[0], *lines[25:]])

    imported = read(text)

    assert only(imported).kwh == pytest.approx(TAKEN.sum())
    assert [(r.reason, r.first_row) for r in imported.receipt.reasons] == [
        ("the line is a note or a title, not a row of readings", 28),
        ("the line is the header again", 29),
    ]


def test_titles_that_say_what_a_table_is_name_it():
    imported = read(file(["Import", *table(TAKEN)], ["Export", *table(GIVEN)]))

    assert {c.role: round(c.kwh, 6) for c in imported.readings.channels} == {
        "mains": round(TAKEN.sum(), 6),
        "export": round(GIVEN.sum(), 6),
    }


def test_two_meters_are_asked_about():
    text = file(["Meter A", *table(TAKEN)], ["Meter B", *table(GIVEN)])

    with pytest.raises(UnreadableFileError, match="more than one table says the same time") as refused:
        read(text)

    assert (refused.value.option, refused.value.choices) == (
        "--sheet",
        ("table 1: Meter A", "table 2: Meter B"),
    )
    assert only(read(text, sheet="table 2: Meter B")).kwh == pytest.approx(GIVEN.sum())
    assert read(text, meters=("all",)).readings.consumption_kwh == pytest.approx((TAKEN + GIVEN).sum())


def test_a_table_of_money_above_the_readings_is_left_out():
    money = ["month,cost", "2023-11,33.2", "2023-12,44.2", "2024-01,41.0"]

    imported = read(file(money, table(TAKEN)))

    assert only(imported).kwh == pytest.approx(TAKEN.sum())
    assert "table 1 (line 1) holds no readings" in str(imported.receipt.decisions)


def beside(left: str, right: str, *, later: str) -> str:
    """Two tables with a blank column between them; the second begins on another day."""
    first, second = hours(48), hours(48, start=later)
    lines = [f"{a},{n % 5 + 1},,{b},{n % 4 + 2}" for n, (a, b) in enumerate(zip(first, second, strict=True))]
    return "\n".join([f"time,{left},,time,{right}", *lines])


def test_two_tables_beside_each_other_keep_their_own_times():
    imported = read(beside("Import (kWh)", "Export (kWh)", later="2024-02-01"))

    taken, given = (imported.readings.channel(name) for name in ("Import (kWh)", "Export (kWh)"))
    assert (taken.kwh, taken.start.isoformat()[:10]) == (141, "2024-01-01")
    assert (given.kwh, given.start.isoformat()[:10]) == (168, "2024-02-01")


def test_months_of_one_meter_beside_each_other_follow_each_other():
    imported = read(beside("kWh", "kWh", later="2024-02-01"))

    assert imported.readings.consumption_kwh == 141 + 168


def test_one_of_two_tables_beside_each_other_may_be_named():
    assert read(beside("kWh", "kWh", later="2024-02-01"), sheet="table 2").readings.consumption_kwh == 168


def test_tables_beside_each_other_that_contradict_each_other_are_asked_about():
    with pytest.raises(UnreadableFileError, match="Say which table to read with --sheet") as asked:
        read(beside("kWh", "kWh", later="2024-01-02"))

    assert asked.value.choices == ("table 1", "table 2")
