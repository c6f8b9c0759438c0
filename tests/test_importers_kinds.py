"""Counter, or the energy of intervals? By evidence, else asked."""

from __future__ import annotations

import numpy as np
import pytest

from energy_core.errors import UnreadableFileError
from energy_core.importers.kinds import Series, kind_of
from tests.files import hours, only, read, rows

MORNING = [0.12, 0.13, 0.15, 0.15, 0.19, 0.26, 0.38, 0.55, 0.71, 0.8, 0.83, 0.9]
"""Half-hours from 5 to 11, in which a home wakes up."""

DAY = [0.3, 0.2, 0.2, 0.2, 0.3, 0.5, 0.9, 0.8, 0.4, 0.4, 0.5, 0.7, 0.6, 0.4, 0.4, 0.5, 0.8, 1.2, 1.4, 1.3,
       1.1, 0.9, 0.6, 0.4]  # fmt: skip


def counted(first: float, steps: list[float]) -> list[float]:
    """The readings of a counter that makes these steps."""
    values = [first]
    for step in steps:
        values.append(round(values[-1] + step, 3))
    return values


def kind(values: list[float], *, header: str = "time,kWh", minutes: int = 60) -> str:
    return only(read(rows(hours(len(values), minutes=minutes), values, header=header))).kind


def test_a_made_up_pattern_that_rises_all_day_from_nothing_is_asked_about():
    with pytest.raises(UnreadableFileError, match="--kind register or --kind interval"):
        kind([round(0.01 * (place % 24), 2) for place in range(24 * 20)])


@pytest.mark.parametrize("minutes", [15, 30, 60])
def test_values_that_rise_all_day_from_far_above_their_steps_are_energy(minutes):
    a_day = 24 * 60 // minutes
    pattern = [round(0.1 + 0.01 * (place % a_day), 2) for place in range(a_day * 20)]

    assert kind(pattern, minutes=minutes) == "interval"


def test_a_morning_that_rises_is_no_counter():
    assert kind(MORNING, minutes=30) == "interval"


def test_a_day_that_goes_up_and_down_is_no_counter_whatever_its_header_says():
    assert kind(DAY, header="time,Meter reading (kWh)") == "interval"


@pytest.mark.parametrize("first", [0.0, 3.0, 250.0, 6199.5])
def test_values_that_rise_through_days_are_a_counter(first):
    assert kind(counted(first, DAY * 2)) == "register"


@pytest.mark.parametrize(
    "name",
    ["Zählerstand (kWh)", "Meterstand kWh", "energy_total_increasing_kwh", "Index kWh", "Lectura kWh",
     "relevé kWh", "1-0:1.8.0 kWh", "Cumulative kWh"],
)  # fmt: skip
def test_a_telling_name_makes_two_rising_readings_a_counter(name):
    assert kind([310.0, 355.5], header=f"time,{name}", minutes=24 * 60) == "register"


@pytest.mark.parametrize(
    ("values", "minutes"),
    [
        (counted(0.0, DAY[:8]), 60),
        (counted(212.0, [9.5, 11.0, 8.7, 10.2, 12.9, 9.1]), 24 * 60),
        ([15.0, 15.1, 15.3, 15.4, 15.5], 60),
    ],
)
def test_a_few_rising_values_that_may_be_either_are_asked_about(values, minutes):
    with pytest.raises(UnreadableFileError, match="a counter or the energy of each interval") as refused:
        read(rows(hours(len(values), minutes=minutes), values))

    assert (refused.value.option, refused.value.choices) == ("--kind", ("register", "interval"))


def test_values_no_home_can_use_are_asked_about_and_not_added_up():
    values = [round(480 + 3 * use, 1) for use in DAY * 3]

    with pytest.raises(UnreadableFileError, match="as energy of intervals") as refused:
        read(rows(hours(len(values)), values))

    assert refused.value.option == "--kind"


def test_the_kwh_of_a_factory_are_read_once_their_unit_is_said():
    values = [round(480 + 300 * use, 1) for use in DAY * 3]

    with pytest.raises(UnreadableFileError, match="more than 100 kW") as refused:
        read(rows(hours(len(values)), values))

    assert refused.value.option == "--unit"
    assert only(read(rows(hours(len(values)), values), unit="kWh")).kwh == pytest.approx(sum(values))


def test_a_counter_beside_a_counter_needs_no_evidence_of_its_own():
    lines = [
        f"{at},{a},{b}"
        for at, a, b in zip(hours(49), counted(6_000, DAY * 2), counted(1.5, [0.02] * 48), strict=True)
    ]

    imported = read("\n".join(["time,Import kWh,Export kWh", *lines]))

    assert {c.name: round(c.kwh, 3) for c in imported.readings.channels} == {
        "Import kWh": round(sum(DAY) * 2, 3),
        "Export kWh": 0.96,
    }


def test_an_appliance_that_ran_twice_is_no_counter():
    assert kind([0.0] * 20 + [0.4, 0.9, 0.2] + [0.0] * 20 + [0.3, 0.8] + [0.0] * 5) == "interval"


MINUTES = np.arange(50_000)
USED = np.where(MINUTES % 1440 < 600, 0.004, 0.02) + 0.001 * (MINUTES % 7)
"""Kilowatt-hours of 50,000 minutes with ten quiet hours a day and a fridge."""

VACANT = np.where((MINUTES < 21_000) | (MINUTES > 29_000), 0.0, USED)


@pytest.mark.parametrize(
    ("values", "is_counter"),
    [
        (6_200 + np.cumsum(USED), True),
        (np.cumsum(USED) - np.repeat(np.cumsum(USED)[::1440], 1440)[:50_000], True),
        (np.where(MINUTES < 25_000, 6_200, 0) + np.cumsum(USED), True),
        (6_200 + np.cumsum(VACANT), True),
        (USED, False),
        (VACANT, False),
    ],
    ids=["rises", "begins again each day", "is reset", "stands still but for days", "load", "vacant home"],
)
def test_a_counter_of_many_minutes_is_told_from_a_load(values, is_counter):
    known = Series(MINUTES * 60_000_000, values, "kWh", 1.0, 1 / 60)

    assert kind_of(known).kind == ("register" if is_counter else "interval")


def test_a_load_that_a_timer_switches_off_at_midnight_is_asked_about():
    pump = [0.0] * 10 + [1.5] * 14

    with pytest.raises(UnreadableFileError, match="begin again with the next") as refused:
        read(rows(hours(24 * 20), pump * 20))

    assert refused.value.option == "--kind"


PEAK = "Date;Peak (kWh);Off-peak (kWh)"
READ_ON = ["2023-01-03", "2023-02-01", "2023-03-04", "2023-04-02", "2023-05-01", "2023-06-03"]


def two_tariffs(header: str, high: list[int], low: list[int]) -> str:
    rows_of = zip(READ_ON, high, low, strict=True)
    return "\n".join([header, *(f"{day};{one};{other}" for day, one, other in rows_of)])


@pytest.mark.parametrize("header", ["Datum;HT (kWh);NT (kWh)", "Date;T1 (kWh);T2 (kWh)"])
@pytest.mark.parametrize("level", [0, 40_000])
def test_a_few_readings_of_two_tariffs_are_counters(header: str, level: int):
    high = [level + value for value in (5210, 5302, 5367, 5450, 5502, 5631)]
    low = [2605, 2651, 2683, 2725, 2751, 2815]

    imported = read(two_tariffs(header, high, low))

    assert imported.readings.consumption_kwh == (5631 - 5210) + (2815 - 2605)


def test_tariffs_that_only_rise_from_low_values_are_asked_about():
    text = two_tariffs(PEAK, [210, 302, 367, 450, 502, 631], [100, 150, 180, 220, 250, 310])

    with pytest.raises(UnreadableFileError, match="the values of all tariffs only rise") as asked:
        read(text)

    assert asked.value.option == "--kind"
    assert read(text, kind="register").readings.consumption_kwh == 421 + 210


def test_bills_of_two_tariffs_that_go_up_and_down_are_energy():
    text = two_tariffs(PEAK, [310, 302, 267, 250, 202, 231], [100, 150, 180, 120, 250, 210])

    assert read(text).readings.consumption_kwh == 1562 + 1010
