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

ALIKE: Final = 0.5
MOST_ALIKE: Final = 3
"""Where a counter often stands still for half as long or longer, it does so because nothing is used."""

EXPECTED_STEPS: Final = 20.0
"""So many of its smallest steps a counter would have made in that time; else its steps are too coarse."""

FEEBLE: Final = 0.4
EXCESSIVE: Final = 4.0
"""A counter makes up for about as much as it would have counted at its mean rate."""


def settle_standstills(counter: Counter) -> None:
    """Readings of a stuck counter do not hold: what it made up for afterwards was used all along."""
    first, last = _standstills(counter.kwh)
    if not len(first):
        return
    ordinary = (first == 0) | ~counter.unusual[first - 1]
    hours = counter.hours[last] - counter.hours[first]
    enough = last - first >= FEWEST
    for s, e in zip(first[enough].tolist(), last[enough].tolist(), strict=True):
        alike = int((hours[ordinary] >= ALIKE * float(counter.span(s, e))).sum())
        if alike <= MOST_ALIKE and _made_up(counter, s, e):
            counter.leave_out("stuck", s, e + 1)
        elif alike <= MOST_ALIKE and _is_long(counter, s, e):
            counter.found.append(Occurrence("stood_still", s, e, 0, 0.0))


def _standstills(kwh: Floats) -> tuple[Integers, Integers]:
    """First and last reading of every run of equal ones."""
    still = np.concatenate([[False], np.diff(kwh) == 0, [False]])
    turn = np.diff(still.astype(np.int8))
    return np.flatnonzero(turn == 1), np.flatnonzero(turn == -1)


def _made_up(counter: Counter, s: int, e: int) -> bool:
    """Whether a step that is large for its time, but not for the whole standstill, ends it."""
    if e + 1 >= len(counter.kwh) or not counter.fits(s, e + 1):
        return False
    if any(place in counter.known for place in range(s, e + 2)) or (s > 0 and counter.broken[s - 1]):
        return False
    if e + 2 < len(counter.kwh) and counter.kwh[e + 2] < counter.kwh[e + 1]:
        return False
    pace, gain = counter.pace, counter.gain(s, e + 1)
    at_once = pace.usual_kw * float(counter.span(e, e + 1)) + 2.0 * pace.step_kwh
    expected = pace.mean_kw * float(counter.span(s, e + 1))
    return gain > at_once and expected > at_once and FEEBLE * expected <= gain <= EXCESSIVE * expected


def _is_long(counter: Counter, s: int, e: int) -> bool:
    if counter.kwh[s] == 0 and s == 0:
        return False
    hours = float(counter.span(s, e))
    expected = counter.pace.mean_kw * hours
    return hours >= LONG_HOURS and e - s >= LONG_STEPS and expected >= EXPECTED_STEPS * counter.pace.step_kwh
