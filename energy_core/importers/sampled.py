"""What the first rows of a table amount to: energy over time, before its unit is known."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

import numpy as np

from energy_core.importers.dialect import Dialect, plain_cell
from energy_core.importers.stamps import DAY_US, NAT, clock_us, read_stamps
from energy_core.spread import Floats, Integers

YEAR_HOURS: Final = 8_766.0
"""Mean length of a year of the Gregorian calendar: 365.25 days. [hours]"""

_NUMBER: Final = re.compile(r"[-+]?[\d.,' ]*\d")


@dataclass(frozen=True)
class Sampled:
    """hours : usual time between two rows, 0 = unknown. span_hours : from the first start to the last end."""

    hours: float
    span_hours: float


def sampled(how: Dialect, time: tuple[int, ...]) -> Sampled:
    """How far apart the sample's rows are. Dates that fit both ways are read as the closer ones."""
    best = Sampled(0.0, 0.0)
    for order in ("dmy", "mdy"):
        us = _instants(how, time, order)
        stamps = np.unique(us[us != NAT])
        if len(stamps) < 2:
            continue
        steps = np.diff(stamps)
        values, counts = np.unique(steps, return_counts=True)
        usual = float(values[counts.argmax()]) if counts.max() > 0.3 * len(steps) else float(np.median(steps))
        found = Sampled(usual / 3.6e9, float(stamps[-1] - stamps[0] + usual) / 3.6e9)
        if best.hours == 0 or found.span_hours < best.span_hours:
            best = found
    return best


def _instants(how: Dialect, time: tuple[int, ...], order: str) -> Integers:
    rows = [[plain_cell(row[i]) for i in time] for row in how.sample]
    stamps = read_stamps([row[0] for row in rows], order=order)  # type: ignore[arg-type]
    us = stamps.us
    if len(time) > 1:
        clock = clock_us([row[1] for row in rows])
        us = np.where((us == NAT) | (clock == NAT), NAT, us - us % DAY_US + np.where(clock == NAT, 0, clock))
    return us


def sample_values(how: Dialect, column: int) -> Floats:
    """The sample's numbers of one column, NaN = none."""
    thousands = "." if how.decimal == "," else ","
    found = []
    for row in how.sample:
        match = _NUMBER.match(plain_cell(row[column]).lstrip("€£$ "))
        text = re.sub(rf"[' {re.escape(thousands)}]", "", match[0]).replace(how.decimal, ".") if match else ""
        try:
            found.append(float(text))
        except ValueError:
            found.append(np.nan)
    return np.array(found, dtype=float)


def is_counter(values: Floats) -> bool:
    """Whether values rise as a counter does: never less, and far above their steps."""
    known = values[np.isfinite(values)]
    if len(known) and known[0] > known[-1]:
        known = known[::-1]
    steps = np.diff(known)
    return bool(len(steps) >= 5 and (steps >= 0).mean() > 0.98 and steps.max() > 0 and (
        known[-1] > 3 * steps.max() or (steps >= 0).all()))  # fmt: skip


def amount(values: Floats) -> float:
    """The sample's sum; of a counter what it rose."""
    known = values[np.isfinite(values)]
    if not len(known):
        return 0.0
    return abs(float(known[-1] - known[0])) if is_counter(values) else float(known.sum())
