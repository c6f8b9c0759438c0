"""How a column's values move from one to the next: what tells a counter from the energy of intervals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from energy_core.spread import Floats

FEWEST: Final = 24
"""So many values never rise all the time by chance, as consumption goes up and down."""

DIGITS: Final = 7
"""Values with more digits behind the point than this are taken as exact."""

FEW: Final = 0.02
RISES_PER_FALL: Final = 10
"""A counter falls in no more of its steps than this, once in so many steps up; a load goes up and down."""

ZERO_BELOW: Final = 20.0
"""A counter that is so many steps high does not begin at zero."""

SMOOTH: Final = 10.0
"""A counter is so many times higher than nearly all of its steps."""

PARTS: Final = 6
"""A counter goes on in most parts of its time, a load that was switched on only in the last."""


@dataclass(frozen=True)
class Climb:
    """What can be said of values in order, faults of single values left aside.

    rising, falling : share of the steps that do not fall, or rise. ups, moves : steps that rise, or that are
    none. low, high, lowest, mean, median : of the values. step, typical : the largest step up, the usual one.
    """

    count: int
    hours: float
    rising: float
    falling: float
    ups: int
    moves: int
    lowest: float
    low: float
    high: float
    mean: float
    median: float
    step: float
    typical: float
    few_falls: bool
    is_line: bool
    goes_on: bool
    has_plateau: bool
    is_smooth: bool
    restarts: bool


def climb_of(known: Floats, *, hours: float) -> Climb:
    """How at least two known values move; hours : from the first to the last."""
    values = _without_faults(known)
    steps = np.diff(values)
    up = steps[steps > 0]
    rises = up if len(up) else np.zeros(1)
    falls = int((steps < 0).sum())
    moved = np.abs(steps[steps != 0])
    usual = float(np.quantile(moved, 0.9)) if len(moved) else 0.0
    return Climb(
        count=len(values), hours=hours, rising=float((steps >= 0).mean()), falling=float((steps <= 0).mean()),
        ups=len(up), moves=len(moved), lowest=float(values.min()),
        low=float(np.quantile(values, 0.02, method="lower")),
        high=float(values.max()), mean=float(values.mean()), median=float(np.median(values)),
        step=float(np.quantile(rises, 0.98, method="lower")), typical=float(np.median(rises)),
        few_falls=0 < falls <= max(1, FEW * len(steps)) and len(up) >= RISES_PER_FALL * falls,
        is_line=_is_line(values),
        goes_on=_goes_on(steps),
        has_plateau=_has_plateau(values, steps),
        is_smooth=bool(np.median(np.abs(values)) > SMOOTH * usual),
        restarts=_restarts(values, steps),
    )  # fmt: skip


def _without_faults(known: Floats) -> Floats:
    """Values without single ones that stand out, and without zeros among high ones: faults of a counter."""
    if len(known) < 8:
        return known
    values = known
    zero = values == 0
    if zero.any() and zero.mean() <= 0.3:
        rest = values[~zero]
        steps = np.abs(np.diff(rest))
        far = ZERO_BELOW if zero[0] else 1.0
        if (np.diff(rest) >= 0).mean() > 1 - FEW and rest.min() > far * float(np.median(steps)):
            values = rest
    middle = np.median(np.stack([values[:-2], values[1:-1], values[2:]]), axis=0)
    away = values[1:-1] != middle
    if 0 < away.mean() <= 0.1 and (np.diff(middle) >= 0).mean() > 1 - FEW:
        return np.concatenate([values[:1], middle, values[-1:]])
    return values


def _is_line(values: Floats) -> bool:
    """Whether values are on a straight line but for rounding: made up, no consumption is so even."""
    digits = next((d for d in range(DIGITS) if np.abs(values - np.round(values, d)).max() < 1e-9), DIGITS)
    rounding = 1.001 * 10.0**-digits
    steps, line = np.diff(values), np.linspace(values[0], values[-1], len(values))
    return float(steps.max() - steps.min()) <= rounding and bool(np.abs(values - line).max() <= rounding)


def _goes_on(steps: np.ndarray[tuple[int], np.dtype[np.float64]]) -> bool:
    """Whether the values rise in most parts of their time, often enough."""
    up = steps > 0
    if up.sum() < max(3, 0.05 * len(steps)):
        return False
    return sum(bool(part.any()) for part in np.array_split(up, PARTS)) >= PARTS / 2


def _has_plateau(values: Floats, steps: Floats) -> bool:
    """Whether values stay for long where they have risen to: a load would have gone back to nothing."""
    first = int((steps > 0).argmax()) if (steps > 0).any() else len(steps)
    return bool(len(values) - first > FEWEST / 2 and (values[first + 1 :] > values[0]).all())


def _restarts(values: Floats, steps: Floats) -> bool:
    """Whether values rise nearly always, and where they fall, fall to less than half."""
    fallen = np.flatnonzero(steps < 0)
    few = 0 < len(fallen) <= max(1, 0.05 * len(steps))
    rises = int((steps > 0).sum()) >= max(2, 0.5 * (len(steps) - len(fallen)))
    return bool(values.min() >= 0 and few and rises and (values[fallen + 1] < 0.5 * values[fallen]).all())
