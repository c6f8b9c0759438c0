"""Counters that do not move for a while: stuck, or nothing used."""

from __future__ import annotations

from typing import Final

import numpy as np

from energy_core.importers.counter import Counter, Occurrence
from energy_core.spread import Floats, Integers

FEWEST: Final = 3
"""Steps without any energy before a large one that made up for them."""

LONG_HOURS: Final = 24.0
LONG_STEPS: Final = 24
"""A standstill that nothing made up for is worth saying from this length on."""

FAR_LONGER: Final = 4.0
"""Beside the other times when this counter stood still."""

EXPECTED_STEPS: Final = 20.0
"""So many of its smallest steps a counter would have made in that time; else its steps are too coarse."""

FEEBLE: Final = 0.4
"""Less than this share of what it would have counted was not made up for, but used just then."""

OFTEN: Final = 0.9
LONGER: Final = 1.5
"""A standstill must be so much longer than nearly all others of the counter, which may be its nights."""


def settle_standstills(counter: Counter) -> None:
    """Readings of a stuck counter do not hold: what it made up for afterwards was used all along."""
    first, last = _standstills(counter.kwh)
    if not len(first):
        return
    hours = counter.hours[last] - counter.hours[first]
    typical = float(np.quantile(hours, OFTEN, method="lower")) if len(hours) > 1 else 0.0
    for s, e in zip(
        first[last - first >= FEWEST].tolist(), last[last - first >= FEWEST].tolist(), strict=True
    ):
        if _made_up(counter, s, e, typical=typical):
            counter.leave_out("stuck", s, e + 1)
        elif _is_long(counter, s, e, typical=typical):
            counter.found.append(Occurrence("stood_still", s, e, 0, 0.0))


def _standstills(kwh: Floats) -> tuple[Integers, Integers]:
    """First and last reading of every run of equal ones."""
    still = np.concatenate([[False], np.diff(kwh) == 0, [False]])
    turn = np.diff(still.astype(np.int8))
    return np.flatnonzero(turn == 1), np.flatnonzero(turn == -1)


def _made_up(counter: Counter, s: int, e: int, *, typical: float) -> bool:
    """Whether a step that is large for its time, but not for the whole standstill, ends it."""
    if e + 1 >= len(counter.kwh) or not counter.fits(s, e + 1):
        return False
    if any(place in counter.known for place in range(s, e + 2)) or (s > 0 and counter.unusual[s - 1]):
        return False
    if e + 2 < len(counter.kwh) and counter.kwh[e + 2] < counter.kwh[e + 1]:
        return False
    pace, gain = counter.pace, counter.gain(s, e + 1)
    at_once = pace.usual_kw * float(counter.span(e, e + 1)) + 2.0 * pace.step_kwh
    expected = pace.mean_kw * float(counter.span(s, e + 1))
    longer = float(counter.span(s, e)) > LONGER * typical
    return longer and gain > at_once and gain >= FEEBLE * expected and expected > at_once


def _is_long(counter: Counter, s: int, e: int, *, typical: float) -> bool:
    hours = float(counter.span(s, e))
    expected = counter.pace.mean_kw * hours
    return (
        hours >= max(LONG_HOURS, FAR_LONGER * typical)
        and e - s >= LONG_STEPS
        and expected >= EXPECTED_STEPS * counter.pace.step_kwh
    )
