"""Days smoothed: a level that follows slowly, and what each weekday has above or below it.

Exponential smoothing with additive weekdays and no trend: Winters, Forecasting Sales by Exponentially
Weighted Moving Averages, Management Science 6 (1960). The same numbers for every meter
(docs/decisions/0004).
"""

from __future__ import annotations

from typing import Final

import numpy as np

from energy_core.spread import Floats, Integers

LEVEL: Final = 0.1
WEEKDAY: Final = 0.05
"""How much of what a day was off goes into the level, and into its weekday."""

FIRST_DAYS: Final = 14
"""Two weeks to begin with."""


def smoothed_days(day_kwh: Floats, weekday: Integers, ahead: Integers) -> Floats:
    """Energy of the days ahead, by their weekday [kWh].

    Parameters
    ----------
    day_kwh : of past days in order, NaN = not read. weekday : of each of them, 0 Monday.
    """
    begin = int(np.isfinite(day_kwh).argmax())
    first, of_first = (values[begin : begin + FIRST_DAYS] for values in (day_kwh, weekday))
    level = float(np.nanmean(first))
    above = np.zeros(7)
    for day in range(7):
        own = first[of_first == day]
        if np.isfinite(own).any():
            above[day] = np.nanmean(own) - level
    for kwh, day in zip(day_kwh.tolist(), weekday.tolist(), strict=True):
        if kwh == kwh:  # what was not read teaches nothing
            off = kwh - level - above[day]
            level += LEVEL * off
            above[day] += WEEKDAY * off
    return np.asarray(np.maximum(level + above[ahead], 0.0))
