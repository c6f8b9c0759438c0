"""Counters: differences are energy, falls are not."""

from __future__ import annotations

import pytest

from energy_core.errors import UnreadableFileError
from tests.files import hours, only, read, rows


def climbing(first: float, count: int) -> list[float]:
    """A counter whose steps are 0.1, 0.2, 0.3 kWh in turn."""
    values = [first]
    for i in range(count - 1):
        values.append(round(values[-1] + 0.1 * (i % 3 + 1), 3))
    return values


def test_a_counters_energy_is_its_last_minus_its_first_reading():
    values = climbing(6199.5, 49)

    channel = only(read(rows(hours(49), values, header="time,Import kWh")))

    assert channel.kind == "register"
    assert channel.kwh == pytest.approx(values[-1] - values[0])
    assert len(channel.intervals) == 48


def test_a_new_counter_that_starts_at_zero_is_a_counter_too():
    values = climbing(0.0, 49)

    assert only(read(rows(hours(49), values))).kwh == pytest.approx(values[-1])


def test_a_reset_makes_no_energy():
    before, after = climbing(5000, 60), climbing(0.5, 60)

    imported = read(rows(hours(120), before + after, header="time,Meter reading (kWh)"))

    expected = before[-1] - before[0] + after[-1] - after[0]
    assert only(imported).kwh == pytest.approx(expected)
    assert "register_reset" in [issue.kind for issue in imported.receipt.issues]


def test_a_missing_reading_makes_a_block_and_loses_nothing():
    values: list[float | str] = list(climbing(6000, 48))
    values[10] = values[11] = ""

    channel = only(read(rows(hours(48), values)))

    assert channel.kwh == pytest.approx(climbing(6000, 48)[-1] - 6000)
    assert (channel.intervals["quality"] == "block").sum() == 1


def test_a_few_rising_values_that_may_be_either_are_asked_about():
    with pytest.raises(UnreadableFileError, match="--kind register or --kind interval") as refused:
        read(rows(hours(5), [15.0, 15.1, 15.3, 15.4, 15.5]))

    assert refused.value.option == "--kind"


def test_the_answer_is_used():
    text = rows(hours(5), [15.0, 15.1, 15.3, 15.4, 15.5])

    assert only(read(text, kind="register")).kwh == pytest.approx(0.5)
    assert only(read(text, kind="interval")).kwh == pytest.approx(76.3)


def test_consumption_that_rises_evenly_is_no_counter():
    values = [round(0.1 + 0.001 * i, 3) for i in range(48)]

    assert only(read(rows(hours(48), values))).kind == "interval"


@pytest.mark.parametrize("header", ["Reading date,Meter reading (kWh)", "date,Reading (kWh)"])
def test_a_counter_that_starts_again_is_no_consumption(header):
    months = ["2024-01-03", "2024-02-05", "2024-03-04", "2024-04-04", "2024-05-04"]

    imported = read(rows(months, [10300, 10650, 10900, 150, 450], header=header))

    assert only(imported).kwh == 350 + 250 + 300
    assert [issue.kind for issue in imported.receipt.issues] == ["register_reset"]


def test_days_that_would_need_a_factorys_power_are_a_counter_that_was_replaced():
    days = [f"2024-01-{day:02d}" for day in range(1, 21)]
    values = [10_300 + 9 * n for n in range(10)] + [9 * n for n in range(10)]

    assert only(read(rows(days, values, header="date,kWh"))).kwh == 81 + 81


def test_an_interval_value_called_reading_stays_one():
    assert only(read(rows(hours(8), [1, 0.5, 2, 0.4, 1, 0.3, 2, 0.8], header="time,reading_kwh"))).kwh == 8


def test_a_constant_load_beside_a_counter_is_energy():
    lines = [f"{at},{value},0.01" for at, value in zip(hours(48), climbing(5000, 48), strict=True)]

    imported = read("\n".join(["time,meter reading kWh,router kWh", *lines]))

    assert {c.name: c.kind for c in imported.readings.channels} == {
        "meter reading kWh": "register",
        "router kWh": "interval",
    }
    assert imported.readings.channel("router kWh").kwh == pytest.approx(0.48)


def test_an_export_counter_that_stands_still_is_no_export():
    lines = [f"{at},{value},12.5" for at, value in zip(hours(48), climbing(5000, 48), strict=True)]

    imported = read("\n".join(["time,Import kWh,Export kWh", *lines]))

    assert imported.readings.channel("Export kWh").kwh == 0
