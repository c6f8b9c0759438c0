"""Counters that pass their highest number and go on from zero."""

from __future__ import annotations

from typing import Final

from energy_core.spread import Floats

DECIMAL: Final = tuple(10.0**digits for digits in range(3, 10))
"""One more than the highest number of a counter with so many digits, in kWh or, for a few more, in Wh."""

BINARY: Final = tuple(
    2.0**bits / per for bits in (32, 31, 16) for per in (1.0, 10.0, 100.0, 1e3, 1e4, 6e4, 1e6, 3.6e6)
)
"""The same for counters of 32, 31 and 16 bits, in kWh, Wh, parts of them, watt-minutes and joules."""

MOST_OF_DECIMAL: Final = 0.05
MOST_OF_BINARY: Final = 0.005
MOST_OF_REPEATED: Final = 0.15
"""A counter that may rise by a larger share of its highest number in one step is near it by chance; one that
falls from there again and again is not."""

NEARLY: Final = 0.9


def rolled_over_kwh(before: float, after: float, *, usual_kwh: float, peaks: Floats) -> float | None:
    """Energy between two readings on both sides of a rollover; None if it was none. [kWh]

    usual_kwh : what the counter may well rise by in that time. peaks : all readings from which it fell.
    """
    found = []
    for numbers, share in ((DECIMAL, MOST_OF_DECIMAL), (BINARY, MOST_OF_BINARY)):
        for most in numbers:
            near = int(((peaks <= most) & (peaks >= most - usual_kwh)).sum())
            allowed = MOST_OF_REPEATED if near >= 2 else share
            kwh = most - before + after
            if usual_kwh <= allowed * most and NEARLY * most <= before <= most and 0 <= kwh <= usual_kwh:
                found.append(kwh)
    return min(found, default=None)
