"""Counters with known faults and known truth: what a home used, and what its counter said of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import pandas as pd

HOURS: Final = {"5 min": 5 / 60, "15 min": 0.25, "hour": 1.0, "day": 24.0}
"""Cadences by name and how long they are [hours]."""

UNITS: Final = {"kWh": 1.0, "Wh": 1000.0, "MWh": 0.001}


@dataclass
class Trace:
    """One counter.

    stamps : when it was read (UTC). used : what the home used up to each reading since the first. [kWh]
    shown : what the counter says, NaN = no reading. [kWh] unknown_kwh : what nobody can know any more.
    kinds : what happened, as the receipt calls it. step_kwh : the counter's smallest step.
    """

    stamps: pd.DatetimeIndex
    used: np.ndarray
    shown: np.ndarray
    step_kwh: float
    hours: float
    unknown_kwh: float = 0.0
    kinds: set[str] = field(default_factory=set)

    @property
    def knowable_kwh(self) -> float:
        return float(self.used[-1]) - self.unknown_kwh

    def step(self, place: int) -> float:
        """What was used up to a reading since the one before. [kWh]"""
        return float(self.used[place] - self.used[place - 1])

    def text(self, *, unit: str, header: str | None = None) -> str:
        """The counter as a file."""
        digits = max(0, round(-np.log10(self.step_kwh * UNITS[unit])))
        cells = ["" if np.isnan(v) else f"{v * UNITS[unit]:.{digits}f}" for v in self.shown]
        lines = [f"{at:%Y-%m-%d %H:%M},{cell}" for at, cell in zip(self.stamps, cells, strict=True)]
        return "\n".join([f"time,{header or f'Meter reading {unit}'}", *lines, ""])


def steady(
    seed: int,
    *,
    cadence: str,
    days: float,
    begins_kwh: float = 6199.5,
    step_kwh: float = 0.001,
    noise: float = 0.5,
) -> Trace:
    """A home with a daily shape, evenings above nights, and chance of its own.

    noise : how much an interval differs from the shape, as a share.
    """
    random = np.random.default_rng(seed)
    hours = HOURS[cadence]
    count = round(days * 24 / hours) + 1
    stamps = pd.date_range("2024-02-10", periods=count, freq=pd.Timedelta(hours=hours))
    of_day = np.asarray(stamps.hour + stamps.minute / 60)[1:]
    shape = 0.25 + 0.5 * np.exp(-(((of_day - 19) / 3) ** 2)) if hours < 24 else np.full(count - 1, 0.4)
    power = shape * random.lognormal(0, noise, count - 1) + (random.random(count - 1) < 0.02) * 3.0
    used = np.concatenate([[0.0], np.cumsum(power * hours)])
    shown = np.floor((begins_kwh + used) / step_kwh + 1e-9) * step_kwh
    return Trace(stamps, used, shown, step_kwh, hours)


def floored(trace: Trace, kwh: np.ndarray) -> np.ndarray:
    return np.floor(kwh / trace.step_kwh + 1e-9) * trace.step_kwh


def reset(trace: Trace, place: int) -> None:
    """Begins again at zero at a reading; what was used since the one before is lost."""
    trace.shown[place:] = floored(trace, trace.used[place:] - trace.used[place])
    trace.unknown_kwh += trace.step(place)
    trace.kinds.add("register_reset")


def replaced_lower(trace: Trace, place: int) -> None:
    level = float(trace.shown[place])
    trace.shown[place:] = floored(trace, 0.37 * level + trace.used[place:] - trace.used[place])
    trace.unknown_kwh += trace.step(place)
    trace.kinds.add("register_replaced")


def replaced_higher(trace: Trace, place: int) -> None:
    trace.shown[place:] = floored(trace, trace.shown[place] + 27_311 + trace.used[place:] - trace.used[place])
    trace.unknown_kwh += trace.step(place)
    trace.kinds.add("register_replaced")


def rollover(trace: Trace, place: int) -> None:
    """The counter reaches its highest number within the step before a reading, and goes on from zero."""
    most = max(1000.0, 10.0 ** np.ceil(np.log10(float(np.nanmax(trace.shown)) + 10)))
    lift = most - float(trace.used[place - 1] + trace.used[place]) / 2
    trace.shown = floored(trace, trace.used + lift)
    trace.shown[place:] -= most
    trace.kinds.add("register_rollover")


def zero_glitch(trace: Trace, place: int) -> None:
    trace.shown[place] = 0.0
    trace.kinds.add("register_glitch")


def zeros_glitch(trace: Trace, place: int) -> None:
    trace.shown[place : place + 5] = 0.0
    trace.kinds.add("register_glitch")


def spike_glitch(trace: Trace, place: int) -> None:
    trace.shown[place] += 41_234.0
    trace.kinds.add("register_glitch")


def small_spike_glitch(trace: Trace, place: int) -> None:
    """A jump that a home could make, and back."""
    trace.shown[place] += 40 * max(trace.step_kwh, trace.hours)
    trace.kinds.add("register_glitch")


def missing(trace: Trace, place: int) -> None:
    trace.shown[place : place + 4] = np.nan


def corrected(trace: Trace, place: int) -> None:
    """The last six readings were estimates, more and more too high; then comes the right one."""
    place = _calm(trace, place)
    excess = 0.6 * (trace.used[place - 6 : place] - trace.used[place - 7]) + 2 * trace.step_kwh
    trace.shown[place - 6 : place] = floored(trace, trace.shown[place - 6 : place] + excess)
    if trace.shown[place] < trace.shown[place - 1]:
        trace.kinds.add("register_corrected")


def _calm(trace: Trace, place: int) -> int:
    """A place nearby before which nothing large was switched on."""
    step = np.diff(trace.used)
    return next(
        p for p in range(place, place + 200) if step[p - 8 : p + 1].max() < 2 * np.median(step[p - 8 : p + 1])
    )


def stuck(trace: Trace, place: int) -> None:
    """Stands still for a day and a half or six readings, then makes up for it."""
    count = max(6, round(36 / trace.hours))
    trace.shown[place : place + count] = trace.shown[place]
    trace.kinds.add("register_stuck")


def tenfold(trace: Trace, place: int) -> None:
    trace.shown[place : place + 6] *= 10
    trace.kinds.add("register_decimal_shift")


def thousandfold(trace: Trace, place: int) -> None:
    trace.shown[place] *= 1000
    trace.kinds.add("register_decimal_shift")


FAULTS: Final[dict[str, Callable[[Trace, int], None]]] = {
    fault.__name__: fault
    for fault in (
        reset, replaced_lower, replaced_higher, rollover, zero_glitch, zeros_glitch, spike_glitch,
        small_spike_glitch, missing, corrected, stuck, tenfold, thousandfold,
    )
}  # fmt: skip
