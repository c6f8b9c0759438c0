"""Whether what one channel draws is seen in another: when it switches, the other changes as much."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from energy_core.importers.intervals import Flags
from energy_core.importers.side_by_side import SideBySide
from energy_core.spread import Floats

FEWEST_STEPS: Final = 16
"""Changes from one interval to the next that are compared, at least."""

MANY_STEPS: Final = 60
"""Of fewer the fit must be closer."""

MOST_ROWS: Final = 9_000
"""A year of hours; of more rows only some stretches are compared."""

FEWEST_ACTIVE: Final = 6
"""So many of them must be real changes of the part."""

ALWAYS: Final = 0.985
"""Share of the hours in which a circuit must draw at least what is behind it."""

NEARLY_ALL: Final = 0.95
STIRS: Final = 0.05
"""A change of less than this share of the largest tells nothing."""

ROUNDS: Final = 20
HUBER: Final = 1.345 * 1.4826
"""Of the median absolute deviation."""

DAYS_FOR_HABITS: Final = 5
"""From so many days on, the usual change of each hour is taken out: habits make all appliances alike."""


@dataclass(frozen=True)
class Seen:
    """share : how much the whole changes when the part changes by 1. error : standard error of that.
    active : changes of the part. compared : all changes that were compared."""

    share: float
    error: float
    active: int
    compared: int

    @property
    def is_inside(self) -> bool:
        if self.compared < MANY_STEPS:
            return abs(self.share - 1) <= 0.1 and self.error <= 0.04
        return abs(self.share - 1) <= 0.15 and self.error <= 0.1

    @property
    def is_outside(self) -> bool:
        return self.share + (2 if self.compared >= MANY_STEPS else 5) * self.error < 0.35

    @property
    def is_plain(self) -> bool:
        """Whether there is no doubt that the part is inside."""
        return abs(self.share - 1) <= 0.03 and self.error <= 0.02


def seen(beside: SideBySide, whole: str, parts: Sequence[str]) -> dict[str, Seen]:
    """How much of each part's changes the whole shows, all at once; parts that hardly change are left out."""
    beside = _stretches(beside)
    steps = {name: _steps(beside, beside.of(name)) for name in (whole, *parts)}
    usable = [name for name in parts if _active(steps[name]) >= FEWEST_ACTIVE]
    common = [n for n in usable if _known(steps, whole, n).sum() >= 0.5 * np.isfinite(steps[whole]).sum()]
    found = _fitted(steps, whole, common)
    for name in usable:
        if name not in found:
            found |= _fitted(steps, whole, [name])
    return found


def _stretches(beside: SideBySide) -> SideBySide:
    """The rows, or of very many a beginning, a middle and an end."""
    count, long = len(beside.kwh), MOST_ROWS // 3
    if count <= MOST_ROWS:
        return beside
    first = np.array([0, (count - long) // 2, count - long])
    rows = (first[:, None] + np.arange(long)).ravel()
    follows = beside.follows[rows]
    follows[::long] = False
    return replace(beside, kwh=beside.kwh[rows], follows=follows, hour=beside.hour[rows])


def never_above(part: Floats, whole: Floats) -> float:
    """Share of the intervals, of those in which the part draws, in which it draws no more than the whole."""
    drawing = _drawing(part, whole)
    if not drawing.any():
        return 1.0
    slack = 0.02 * float(np.nanmax(part))
    return float((part[drawing] <= 1.03 * whole[drawing] + slack).mean())


def may_contain(whole: Floats, part: Floats) -> bool:
    """Whether a channel can hold another one: it uses more, and hardly ever draws less.

    Loads that draw nearly the same, such as the phases of one machine, do not contain each other: what one
    draws more than the other is then a share of it, or of either sign.
    """
    known = np.isfinite(whole) & np.isfinite(part)
    all_, some = whole[known], part[known]
    if not some.sum() < all_.sum() or never_above(part, whole) < ALWAYS:
        return False
    if some.sum() <= NEARLY_ALL * all_.sum():
        return True
    rest = all_ - some
    above = float((rest >= -1e-3 * float(some.max())).mean()) >= ALWAYS
    if not (above and np.ptp(rest) > 0 and np.ptp(some) > 0):
        return False
    return bool(np.corrcoef(rest, some)[0, 1] < 0.5)


def hours_drawing(part: Floats, whole: Floats) -> int:
    return int(_drawing(part, whole).sum())


def _drawing(part: Floats, whole: Floats) -> Flags:
    known = np.isfinite(part) & np.isfinite(whole)
    if not known.any():
        return known
    found: Flags = known & (part > 0.1 * float(np.max(part[known])))
    return found


def _known(steps: dict[str, Floats], *names: str) -> Flags:
    found: Flags = np.logical_and.reduce([np.isfinite(steps[name]) for name in names])
    return found


def _active(steps: Floats) -> int:
    known = np.abs(steps[np.isfinite(steps)])
    return int((known > 0.1 * known.max()).sum()) if len(known) and known.max() > 0 else 0


def _steps(beside: SideBySide, values: Floats) -> Floats:
    """Changes from interval to interval, without what is usual at that hour; NaN where not known."""
    change = np.full(len(values), np.nan)
    change[1:] = np.where(beside.follows[1:], np.diff(values), np.nan)
    hours = beside.hour
    if len(hours) and hours[0] >= 0:
        known = np.isfinite(change)
        each = np.bincount(hours[known], minlength=24)
        if each.min() >= DAYS_FOR_HABITS:
            usual = np.bincount(hours[known], weights=change[known], minlength=24) / each
            change = change - usual[hours]
    return change


def _fitted(steps: dict[str, Floats], whole: str, parts: Sequence[str]) -> dict[str, Seen]:
    """The whole's changes as a sum of shares of the parts' changes.

    Robust, as other appliances switch now and then and by much more (Huber 1964: beyond 1.345 standard
    deviations a difference counts by its size, not its square).
    """
    if not parts:
        return {}
    known = _known(steps, whole, *parts)
    x = np.column_stack([steps[name][known] for name in parts])
    y = steps[whole][known]
    moving = (np.abs(x) > STIRS * np.abs(x).max(axis=0, initial=0.0)).any(axis=1)
    x, y = x[moving], y[moving]
    if len(y) < max(FEWEST_STEPS, 3 * len(parts)) or np.linalg.matrix_rank(x) < len(parts):
        return {}
    share, error = _robust(x, y)
    return {
        name: Seen(float(a), float(e), _active(steps[name][known]), len(y))
        for name, a, e in zip(parts, share, error, strict=True)
    }


def _robust(x: Floats, y: Floats) -> tuple[Floats, Floats]:
    share = _least_squares(x, y)
    weight = np.ones(len(y))
    for _ in range(ROUNDS):
        left = y - x @ share
        scale = max(HUBER * float(np.median(np.abs(left))), 1e-6 * float(np.abs(y).max(initial=1e-9)))
        weight = scale / np.maximum(np.abs(left), scale)
        share = _least_squares(x * weight[:, None] ** 0.5, y * weight**0.5)
    left = y - x @ share
    inside = (weight > 0.999).astype(np.float64)
    inner = np.linalg.pinv((x * inside[:, None]).T @ x)
    pull = x * (weight * left)[:, None]
    error: Floats = np.sqrt(np.maximum(np.diag(inner @ (pull.T @ pull) @ inner), 0.0))
    return share, error


def _least_squares(x: Floats, y: Floats) -> Floats:
    return np.asarray(np.linalg.lstsq(x, y, rcond=None)[0], dtype=np.float64)
