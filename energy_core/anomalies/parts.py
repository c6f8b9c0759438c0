"""The parts of the detector that look at hours: more than usual, left on, and nothing where something runs.

Each returns a score: above 1 at the sensitivity that everything is measured at.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from energy_core.anomalies.usual import (
    LEAST_SPREAD,
    TRIMMED,
    TRIMMED_RUNS,
    Flags,
    Stretch,
    over,
    spread_over,
    tamed,
    trimmed,
)
from energy_core.spread import Floats

SURGE: Final = 2.1
"""Robust deviations, measured by the home's own tail, from which one hour is unusual."""

LEAST_RISE: Final = 0.15
"""Of the usual: what an hour must lie above it, however evenly the channel runs."""

DAY_SURGE: Final = 3.0
"""The same for readings of a day."""

CONTRAST: Final = 0.7
"""How much of what its neighbours have in excess is taken off an hour."""

HELD_HOURS: Final = 7
HELD_MINIMUM: Final = 3.5
HELD_EACH: Final = 0.7
"""Left on: the lowest of seven hours lies this high above the usual lowest, each of them this high above its
usual [deviations]."""

QUIET_HOURS: Final = 10
QUIET_SHARE: Final = 0.15
QUIET_SHARE_OF_HOUR: Final = 0.35
"""Nothing runs: the highest of ten hours is below this share of what it hardly ever falls below, over all
hours and at that time of day."""

RARELY: Final = 0.1
DEAD: Final = 0.05
"""Of the usual: one run as low as this is an outage, however long, and no measure of what is usual."""

STANDBY: Final = 0.05
"""A device that draws this quantile of its other hours is off, not dead."""

ON: Final = 0.15
MOSTLY_OFF: Final = 0.3
OFF_LEVEL: Final = 0.02
"""A device is on above this share of its high hours; one that is on in fewer hours than that share of all,
and next to nothing at half of them, is used now and then."""

USUAL_USE: Final = 0.9
RARE_HOUR: Final = 0.03


@dataclass(frozen=True)
class Judged:
    """Each hour's usual energy, its spread [kWh], and how unusual it is by each part (1 = just so)."""

    expected: Floats
    spread: Floats
    surge: Floats
    held: Floats
    quiet: Floats


def judge(hours: Stretch) -> Judged:
    """The parts over some weeks."""
    excess = hours.kwh - hours.expected
    learned = np.where(np.isnan(hours.learnable), np.nan, excess)
    floor = LEAST_SPREAD * hours.mean_kwh + 1e-9
    spread = np.maximum(np.nan_to_num(hours.spread_of(learned, own=0.5)), floor)
    deviations = excess / spread
    if hours.slots == 1:
        surge = tamed(deviations) / DAY_SURGE
        held = np.full(len(surge), -np.inf)
    else:
        both = np.minimum(deviations, contrast := _contrast(hours))
        together = np.where(both > 0, np.sqrt(np.maximum(deviations, 0) * np.maximum(contrast, 0)), both)
        surge = tamed(together) / SURGE
        held = _held(hours, tamed(deviations))
        surge = np.where(_is_a_usual_use(hours), np.minimum(surge, 0.0), surge)
    rise = excess / np.maximum(LEAST_RISE * hours.expected, 1e-12)
    return Judged(hours.expected, spread, np.fmin(surge, rise), np.fmin(held, rise), _quiet(hours))


def _contrast(hours: Stretch) -> Floats:
    """Deviations of each hour from its usual once what its neighbours have in excess is taken off.

    Of square roots: what varies by a share of itself varies alike at low and at high hours.
    """
    root, learnable = np.sqrt(np.maximum(hours.kwh, 0)), np.sqrt(np.maximum(hours.learnable, 0))
    usual, _ = trimmed(hours.by_day(learnable), TRIMMED)
    excess = root - usual[hours.slot]
    around = np.nan_to_num(excess)
    before, after = np.roll(around, 1), np.roll(around, -1)
    before[0] = after[-1] = 0.0
    shared = np.median(np.stack([before, after, np.zeros(len(around))]), axis=0)
    sharp = excess - CONTRAST * shared
    known = np.where(np.isnan(hours.learnable), np.nan, sharp)
    _, single = trimmed(hours.by_day(known), TRIMMED)
    _, whole = trimmed(known[:, None], TRIMMED)
    spread = np.sqrt(0.7 * np.nan_to_num(single) ** 2 + 0.3 * np.nan_to_num(whole) ** 2)[hours.slot]
    mean = float(np.nanmean(learnable)) if hours.mean_kwh else 0.0
    return np.asarray(sharp / np.maximum(spread, LEAST_SPREAD * mean + 1e-9), dtype=np.float64)


def _held(hours: Stretch, deviations: Floats) -> Floats:
    """Left on for at least HELD_HOURS: by the lowest of them, and by each."""
    lowest = over(hours.learnable, HELD_HOURS, "min")
    mean, deviation = trimmed(hours.near(lowest), TRIMMED_RUNS)
    floor = LEAST_SPREAD * hours.mean_kwh + 1e-9
    spread = np.maximum(np.nan_to_num(deviation), floor)[hours.slot]
    high = tamed((over(hours.kwh, HELD_HOURS, "min") - mean[hours.slot]) / spread)
    each = over(deviations, HELD_HOURS, "min")
    with np.errstate(invalid="ignore"):
        starts = np.fmin(high / HELD_MINIMUM, each / HELD_EACH)
    return highest_over(np.where(np.isnan(each), -np.inf, starts), HELD_HOURS)


def _quiet(hours: Stretch) -> Floats:
    """Hardly anything used for QUIET_HOURS where something always was: the limit over what was used."""
    length = QUIET_HOURS if hours.slots > 1 else 1
    highest = over(hours.kwh, length, "max")
    usual = over(hours.learnable, length, "max")
    known = usual[~np.isnan(usual)]
    if not len(known) or not np.median(known) > 0:
        return np.full(len(highest), -np.inf)
    dead = np.nan_to_num(usual, nan=np.inf) <= DEAD * np.median(known)
    if _runs(dead) == 1:
        usual = np.where(dead, np.nan, usual)
        known = usual[~np.isnan(usual)]
    limit = min(QUIET_SHARE * float(np.quantile(known, RARELY)), 0.5 * float(np.median(known)))
    rows = np.sort(hours.near(usual), axis=0)
    count = (~np.isnan(rows)).sum(axis=0)
    low = rows[(RARELY * np.maximum(count - 1, 0)).astype(np.int64), np.arange(hours.slots)]
    limits = np.minimum(limit, QUIET_SHARE_OF_HOUR * np.nan_to_num(low))[hours.slot]
    with np.errstate(invalid="ignore", divide="ignore"):
        starts = np.where(limits > 0, np.minimum(limits / np.maximum(highest, 1e-12), 1e3), -np.inf)
    starts[_is_standby(hours, usual < limits, length)] = -np.inf
    return highest_over(np.where(np.isnan(highest), -np.inf, starts), length)


def _is_standby(hours: Stretch, low: Flags, length: int) -> Flags:
    """Runs in which a device draws what it also draws at other times when it is off."""
    others = hours.learnable[~spread_over(low, length)]
    known = others[~np.isnan(others)]
    standby = float(np.quantile(known, STANDBY)) if len(known) else 0.0
    lowest = over(hours.kwh, length, "min")
    return np.asarray((standby > 0) & (lowest >= 0.98 * standby), dtype=bool)


def highest_over(starts: Floats, length: int) -> Floats:
    """At each hour the highest score of the runs that hold it."""
    found = starts.copy()
    for step in range(1, length):
        found[step:] = np.maximum(found[step:], starts[:-step])
    return found


def _is_a_usual_use(hours: Stretch) -> Flags:
    """Hours of a device that is off most of the time and now runs as it does whenever it runs."""
    known = hours.learnable[~np.isnan(hours.learnable)]
    never = np.zeros(len(hours.kwh), dtype=bool)
    if not len(known):
        return never
    top = float(np.quantile(known, 0.99))
    on = np.nan_to_num(hours.kwh) > ON * top
    if on.mean() >= MOSTLY_OFF or np.median(known) >= OFF_LEVEL * top or not on.any():
        return never
    high = np.nan_to_num(hours.kwh) > float(np.quantile(hours.kwh[on], USUAL_USE))
    times = np.bincount(hours.slot[on], minlength=hours.slots)
    around = sum((np.roll(times, step) for step in range(-2, 3)), start=np.zeros_like(times))
    rare = on & (around <= max(3, RARE_HOUR * on.sum()))[hours.slot]
    return np.asarray(~(high | rare | spread_over(high | rare, 2)), dtype=bool)


def _runs(flags: Flags) -> int:
    return int((np.diff(flags.astype(np.int8), prepend=0) == 1).sum())
