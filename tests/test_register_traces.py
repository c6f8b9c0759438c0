"""Generated counters with known truth: every fault told by its name, no energy made up, hardly any lost."""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np
import pytest

from energy_core.errors import UnreadableFileError
from energy_core.importers.receipt import Import
from tests.files import read
from tests.register_traces import FAULTS, HOURS, UNITS, Trace, steady

DAYS = {"5 min": 8, "15 min": 20, "hour": 60, "day": 400}
STEPS_KWH = (0.001, 0.01, 0.1, 1.0)
NEEDS_HEIGHT = {"tenfold", "thousandfold"}
"""A counter near zero is ten times what it was soon anyway; then these look like any other odd reading."""


def of_one_fault(fault: str, cadence: str, step_kwh: float, *, seed: int = 1) -> Trace:
    trace = steady(seed, cadence=cadence, days=DAYS[cadence], step_kwh=step_kwh)
    FAULTS[fault](trace, len(trace.shown) // 2)
    return trace


def mixed(seed: int) -> tuple[Trace, str]:
    """A home with one to four faults, and the unit its counter is written in."""
    chance = random.Random(seed)
    cadence, unit = chance.choice(list(HOURS)), chance.choice(list(UNITS))
    trace = steady(
        seed,
        cadence=cadence,
        days=DAYS[cadence],
        begins_kwh=chance.choice((0.0, 412.0, 6199.5, 88_123.0)),
        step_kwh=chance.choice(STEPS_KWH),
        noise=chance.choice((0.1, 0.3, 0.6)),
    )
    faults = chance.sample(list(FAULTS), chance.randint(1, 4))
    faults.sort(key=lambda fault: fault != "rollover")
    apart = len(trace.shown) // (len(faults) + 1)
    for i, fault in enumerate(faults, start=1):
        place = i * apart + chance.randint(-5, 5)
        if fault in NEEDS_HEIGHT and trace.shown[place] < 40 * 24 * 0.5:
            fault = "zero_glitch"
        FAULTS[fault](trace, place)
    return trace, unit


def assert_true(trace: Trace, imported: Import, *, faults: int = 1) -> None:
    """The energy is what can be known, to a thousandth or the counter's own steps; the kinds are told."""
    receipt = imported.receipt
    (channel,) = imported.readings.channels
    rounded = 2.01 * trace.step_kwh * (faults + 1)
    assert channel.kwh == pytest.approx(trace.knowable_kwh, rel=1e-3, abs=rounded)
    assert channel.kwh <= trace.used[-1] + rounded
    assert (channel.intervals["kwh"].dropna() >= 0).all()
    assert {issue.kind for issue in receipt.issues} == trace.kinds
    assert receipt.rows_read == receipt.rows_kept + receipt.rows_dropped + receipt.rows_duplicate
    assert receipt.kwh_read == pytest.approx(channel.kwh) == receipt.kwh_kept


@pytest.mark.parametrize("cadence", ["15 min", "day"])
@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_of_a_counter_is_told_by_its_name(fault, cadence):
    trace = of_one_fault(fault, cadence, 0.001)

    assert_true(trace, read(trace.text(unit="kWh")))


@pytest.mark.prove
@pytest.mark.parametrize("step_kwh", STEPS_KWH)
@pytest.mark.parametrize("cadence", HOURS)
@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_told_at_every_cadence_and_resolution(fault, cadence, step_kwh):
    for unit in UNITS:
        trace = of_one_fault(fault, cadence, step_kwh, seed=len(unit))

        assert_true(trace, read(trace.text(unit=unit)))


@pytest.mark.parametrize("seed", range(8))
def test_several_faults_of_one_counter_are_told_apart(seed):
    trace, unit = mixed(seed)

    assert_true(trace, read(trace.text(unit=unit)), faults=4)


@pytest.mark.prove
@pytest.mark.parametrize("seed", range(8, 308))
def test_many_counters_with_several_faults_keep_their_energy(seed):
    trace, unit = mixed(seed)

    assert_true(trace, read(trace.text(unit=unit)), faults=4)


@pytest.mark.parametrize("header", ["kWh", "Energy kWh", "sensor.grid_import_total (kWh)"])
def test_a_counter_needs_no_telling_name(header):
    trace = steady(3, cadence="hour", days=20)

    assert_true(trace, read(trace.text(unit="kWh", header=header)))


def test_a_register_that_drops_to_zero_and_back_is_no_new_register():
    trace = steady(4, cadence="hour", days=60, begins_kwh=11_000)
    for place in (300, 700, 1100):
        trace.shown[place] = 0.0
    trace.kinds = {"register_glitch"}

    assert_true(trace, read(trace.text(unit="kWh")))


def daily(trace: Trace, *, hours_late: int = 0) -> Trace:
    """The same home with a counter that begins again each midnight, or at another hour."""
    local = trace.stamps - trace.stamps[0].normalize()
    day = (local.total_seconds() - hours_late * 3600) // 86_400
    at_midnight = {d: trace.used[(day == d).argmax()] for d in day.unique()}
    trace.shown = trace.used - [at_midnight[d] for d in day]
    return trace


@pytest.mark.parametrize("header", ["Energy today kWh", "kWh"])
def test_a_counter_that_begins_again_each_day_loses_only_what_nobody_read(header):
    trace = daily(steady(5, cadence="15 min", days=10))
    unread = sum(trace.step(96 * day) for day in range(1, 11))

    imported = read(trace.text(unit="kWh", header=header))

    (channel,) = imported.readings.channels
    assert channel.kwh == pytest.approx(trace.used[-1] - unread, abs=0.02)
    assert channel.intervals["kwh"].isna().sum() == 10
    assert "begins again every day" in [decision.choice for decision in imported.receipt.decisions]


def test_a_counter_whose_midnights_fall_between_its_readings_counts_from_midnight():
    trace = steady(6, cadence="15 min", days=10)
    full = trace.shown.copy()
    trace = daily(trace)
    keep = slice(2, None, 4)
    lines = [
        f"{at:%Y-%m-%d %H:%M},{v:.3f}" for at, v in zip(trace.stamps[keep], trace.shown[keep], strict=True)
    ]

    imported = read("\n".join(["time,Energy today kWh", *lines]))

    half_hours = sum(full[96 * day] - full[96 * day - 2] for day in range(1, 10))
    (channel,) = imported.readings.channels
    assert channel.kwh == pytest.approx(full[keep][-1] - full[keep][0] - half_hours, abs=0.05)


def test_a_counter_that_begins_again_each_month_is_told_by_its_name_or_its_dates():
    trace = steady(7, cadence="day", days=150)
    month = trace.stamps.month
    begin = {m: trace.used[(month == m).argmax()] for m in month.unique()}
    trace.shown = trace.used - [begin[m] for m in month]
    lost = sum(trace.step(int((month == m).argmax())) for m in list(month.unique())[1:])

    imported = read(trace.text(unit="kWh", header="Total this month kWh"))

    (channel,) = imported.readings.channels
    assert channel.kwh == pytest.approx(trace.used[-1] - lost, abs=0.02)


def test_a_credit_that_is_used_up_counts_its_falls():
    trace = steady(8, cadence="hour", days=30)
    balance = 900.0 - trace.used
    balance[400:] += 250
    trace.shown = balance

    imported = read(trace.text(unit="kWh", header="remaining kWh"), value_columns=("remaining kWh",))

    (channel,) = imported.readings.channels
    assert channel.kwh == pytest.approx(trace.used[-1] - trace.step(400), abs=0.01)
    assert "counts down" in [decision.choice for decision in imported.receipt.decisions]


def test_a_counter_that_runs_backwards_when_the_sun_shines_takes_and_gives():
    trace = steady(9, cadence="hour", days=40, begins_kwh=9_000)
    step = [-0.4 if 11 <= at.hour <= 15 else 0.3 for at in trace.stamps[1:]]
    trace.shown = np.array(sum_of(step)) + 9_000

    imported = read(trace.text(unit="kWh", header="net meter reading kWh"))

    assert sum(c.kwh for c in imported.readings.channels if c.role == "mains") == pytest.approx(
        0.3 * sum(s > 0 for s in step)
    )
    assert sum(c.kwh for c in imported.readings.channels if c.role == "export") == pytest.approx(
        0.4 * sum(s < 0 for s in step)
    )


def sum_of(step: Sequence[float]) -> list[float]:
    total, found = 0.0, [0.0]
    for one in step:
        total += one
        found.append(total)
    return found


def test_two_counters_in_one_column_are_asked_about():
    trace = steady(10, cadence="hour", days=10)
    lines = []
    for i, at in enumerate(trace.stamps):
        lines.append(f"{at:%Y-%m-%d %H:%M},{trace.shown[i] if i % 2 else trace.shown[i] / 2 + 40:.3f}")

    with pytest.raises(UnreadableFileError):
        read("\n".join(["time,Meter reading kWh", *lines]), kind="register")
