"""Laws of counters, whatever happened to them: order, repeats, scale and cuts make no energy."""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from energy_core.importers.receipt import Import
from energy_core.lake.merge import merged
from tests.files import only, read
from tests.register_traces import FAULTS, Trace, steady

few = settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
many = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))

SCALED = [fault for fault in FAULTS if fault != "rollover"]
"""A rollover is at 10,000 or 100,000; half the counter has none."""


@st.composite
def traces(draw: st.DrawFn, faults: Sequence[str] = tuple(FAULTS)) -> Trace:
    trace = steady(draw(st.integers(0, 10_000)), cadence="hour", days=draw(st.integers(12, 40)), noise=0.3)
    place = len(trace.shown) // 2 + draw(st.integers(-20, 20))
    FAULTS[draw(st.sampled_from(faults))](trace, place)
    return trace


def lines_of(trace: Trace, *, factor: float = 1.0) -> list[str]:
    return [
        f"{at:%Y-%m-%d %H:%M},{'' if np.isnan(value) else format(value * factor, '.6f')}"
        for at, value in zip(trace.stamps, trace.shown, strict=True)
    ]


def counter(lines: list[str]) -> Import:
    return read("\n".join(["time,Meter reading kWh", *lines]))


def told(imported: Import) -> tuple[float, list[str]]:
    return round(only(imported).kwh, 6), sorted(issue.kind for issue in imported.receipt.issues)


def order_changes_nothing(trace: Trace, seed: int) -> None:
    lines = lines_of(trace)
    shuffled = random.Random(seed).sample(lines, len(lines))

    assert told(counter(shuffled)) == told(counter(lines))


def repeats_change_nothing(trace: Trace, seed: int) -> None:
    lines = lines_of(trace)
    again = random.Random(seed).choices(lines, k=len(lines) // 3)
    imported = counter(lines + again)

    assert told(imported) == told(counter(lines))
    assert imported.receipt.rows_duplicate == len(again)
    assert imported.receipt.kwh_read == pytest.approx(only(imported).kwh)


def scale_scales(trace: Trace, factor: float) -> None:
    assert only(counter(lines_of(trace, factor=factor))).kwh == pytest.approx(
        factor * only(counter(lines_of(trace))).kwh, abs=1e-3
    )


def a_cut_changes_nothing(trace: Trace, share: float) -> None:
    """Both parts have the reading at which they are cut."""
    lines = lines_of(trace)
    cut = int(share * len(lines))
    parts = [counter(lines[: cut + 1]).readings, counter(lines[cut:]).readings]

    assert merged(parts).channels[0].kwh == pytest.approx(only(counter(lines)).kwh, abs=1e-6)


@few
@given(traces(), st.integers(0, 99))
def test_the_order_of_rows_changes_nothing(trace, seed):
    order_changes_nothing(trace, seed)


@few
@given(traces(), st.integers(0, 99))
def test_identical_repeats_change_nothing(trace, seed):
    repeats_change_nothing(trace, seed)


@few
@given(traces(SCALED), st.sampled_from([0.5, 2.0, 3.0]))
def test_a_counter_of_twice_the_height_counts_twice_the_energy(trace, factor):
    scale_scales(trace, factor)


@few
@given(traces(), st.sampled_from([0.2, 0.3, 0.75, 0.85]))
def test_a_counter_cut_in_two_files_counts_the_same(trace, share):
    a_cut_changes_nothing(trace, share)


@pytest.mark.prove
@many
@given(traces(), st.integers(0, 99))
def test_the_order_of_rows_never_changes_anything(trace, seed):
    order_changes_nothing(trace, seed)


@pytest.mark.prove
@many
@given(traces(), st.integers(0, 99))
def test_identical_repeats_never_change_anything(trace, seed):
    repeats_change_nothing(trace, seed)


@pytest.mark.prove
@many
@given(traces(SCALED), st.floats(0.4, 4.0))
def test_the_scale_of_a_counter_is_the_scale_of_its_energy(trace, factor):
    scale_scales(trace, factor)


@pytest.mark.prove
@many
@given(traces(), st.sampled_from([0.15, 0.2, 0.3, 0.75, 0.85, 0.9]))
def test_wherever_a_counter_is_cut_it_counts_the_same(trace, share):
    a_cut_changes_nothing(trace, share)
