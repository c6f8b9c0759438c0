"""The same mains under two names counts once."""

from __future__ import annotations

import pytest

from energy_core.lake.merge import merged
from tests.build import channel, readings

DAY = [0.2] * 12 + [0.5] * 6 + [1.5] * 6


def mains(name: str, kwh: list[float], **options: object):
    return readings(channel(name, kwh, role="mains", **options))  # type: ignore[arg-type]


def test_the_same_month_from_the_meter_and_from_the_portal_counts_once():
    portal = mains("Usage (kWh)", DAY * 30)
    half_hours = [kwh / 2 for kwh in DAY * 30 for _ in range(2)]

    together = merged([portal, mains("E1", half_hours, minutes=30)])

    assert together.names == ["E1"]
    assert together.consumption_kwh == pytest.approx(30 * sum(DAY))


def test_a_portal_that_rounds_to_tenths_is_the_same_meter():
    rounded = [round(kwh * 1.01, 2) for kwh in DAY * 10]

    together = merged([mains("old export", DAY * 10), mains("new export", rounded)])

    assert together.names == ["new export"]


def test_a_second_meter_with_other_days_is_added():
    heat_pump = [2.0, 0.1] * 12 * 10

    together = merged([mains("house", DAY * 10), mains("heat pump meter", heat_pump)])

    assert together.consumption_kwh == pytest.approx(10 * sum(DAY) + sum(heat_pump))


def test_a_meter_that_follows_another_is_no_overlap():
    together = merged([mains("old meter", DAY * 10), mains("new meter", DAY * 10, start="2024-01-11")])

    assert together.names == ["old meter", "new meter"]
    assert together.consumption_kwh == pytest.approx(20 * sum(DAY))


def test_two_equal_phases_in_one_file_stay_two():
    phases = readings(channel("phase A", DAY * 5, role="mains"), channel("phase B", DAY * 5, role="mains"))

    together = merged([phases, phases])

    assert together.consumption_kwh == pytest.approx(2 * 5 * sum(DAY))
