"""Counters that begin again at zero every day, week or month."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import Final

import numpy as np
import pandas as pd

from energy_core.local_time import Span, edges
from energy_core.spread import Floats, Integers, microseconds

SPANS: Final[tuple[tuple[Span, float], ...]] = (("day", 24.0), ("week", 168.0), ("month", 730.0))
"""Local spans and how long they are [hours]."""

FEWEST_RESTARTS: Final = 2
FEWEST_IN_SPAN: Final = 4
"""Of fewer readings in a day, one fall a day says nothing."""

AT_BOUNDARIES: Final = 0.9
"""Share of the falls that hold a boundary, and of the boundaries at which the counter falls."""

MOST_AT_FIRST: Final = 2.0
"""What a counter says first, in its largest steps: hardly more than was added since the boundary."""

SAME_STEP: Final = 1e-6


@dataclass(frozen=True)
class Cycle:
    """span : how long the counter counts. step : the places before each boundary; the next reading counts
    from the boundary. boundary : its instant (UTC) [microseconds]."""

    span: Span
    step: Integers
    boundary: Integers

    @property
    def hours(self) -> float:
        """How long the span is, about."""
        return dict(SPANS)[self.span]

    def begins_at_nothing(self, kwh: Floats) -> bool:
        """Whether it says no more at first than a step adds: energy that only rises may begin far above."""
        return float(np.median(kwh[self.step + 1])) <= MOST_AT_FIRST * float(self._steps(kwh).max(initial=0))

    def is_even(self, kwh: Floats) -> bool:
        """Whether it adds the same with every step: no load does, so it may be a pattern somebody made."""
        step = self._steps(kwh)
        return float(np.ptp(step)) <= SAME_STEP * float(np.abs(step).max(initial=0.0))

    def _steps(self, kwh: Floats) -> Floats:
        return np.delete(np.diff(kwh), self.step)


def falls_far(kwh: Floats) -> Integers:
    """The places before which a counter falls to less than half of what it was."""
    return np.flatnonzero((kwh[1:] < 0.5 * kwh[:-1]) & (kwh[:-1] > 0) & (kwh[1:] >= 0))


def cycle_of(us: Integers, kwh: Floats, timezone: str) -> Cycle | None:
    """When the counter begins again, if it does so at the boundaries of local days, weeks or months.

    us : when each reading was taken, in order (UTC) [microseconds]. kwh : the readings, all known.
    """
    fallen = falls_far(kwh)
    if len(fallen) < FEWEST_RESTARTS:
        return None
    usual_hours = float(np.median(np.diff(us))) / 3.6e9
    fitting = [span for span, hours in SPANS if usual_hours * FEWEST_IN_SPAN <= hours]
    for span, zone in product(fitting, dict.fromkeys((timezone, "UTC"))):
        bounds = _bounds(us, zone, span)
        inside = np.searchsorted(bounds, us[fallen + 1], "right") - np.searchsorted(
            bounds, us[fallen], "left"
        )
        if len(bounds) == 0 or (inside > 0).mean() < AT_BOUNDARIES:
            continue
        cycle = _cycle(us, kwh, bounds, fallen=fallen, span=span)
        expected = cycle.step[kwh[cycle.step] > 0]
        if len(expected) and np.isin(expected, fallen).mean() >= AT_BOUNDARIES:
            return cycle
    return None


def _bounds(us: Integers, timezone: str, span: Span) -> Integers:
    first, last = (pd.Timestamp(int(at), unit="us", tz="UTC") for at in (us[0], us[-1]))
    bounds = microseconds(edges(first, last, timezone, span))
    inside: Integers = bounds[(bounds >= us[0]) & (bounds <= us[-1])]
    return inside


def _cycle(us: Integers, kwh: Floats, bounds: Integers, *, fallen: Integers, span: Span) -> Cycle:
    """The step over each boundary; a reading at midnight sharp has begun again, or is the last of its day."""
    full = int(np.isin(us[fallen], bounds).sum()) > int(np.isin(us[fallen + 1], bounds).sum())
    step = np.searchsorted(us, bounds, side="right" if full else "left") - 1
    inside = (step >= 0) & (step < len(us) - 1)
    step, bounds = step[inside], bounds[inside]
    last = np.append(step[1:] != step[:-1], True)
    return Cycle(span, step[last], bounds[last])
