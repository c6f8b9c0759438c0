"""Whether a column is a counter or the energy of intervals: by its name, and by how it rises."""

from __future__ import annotations

from typing import Final

import numpy as np

from energy_core.importers import words
from energy_core.spread import Floats

NAMED: Final = words.words(
    "stand|meterstand|zählerstand|zaehlerstand|counter|register|cumulative|lifetime|meter readings?|index|"
    "total increasing|ablesung|lectura|relevé"
)
READING: Final = words.words("readings?|read|meter")
"""Words that may mean a counter or the energy of an interval; the values decide."""

MOST_RESETS: Final = 0.05
"""Of a counter's steps: it is replaced or starts again now and then, consumption falls every other hour."""

FEWEST: Final = 24
"""So many values never rise all the time by chance, as consumption goes up and down."""

UNEVEN: Final = 0.2
"""Spread of a counter's steps beside their mean: consumption differs from hour to hour."""

MUCH_KW: Final = 10.0
"""A mean power few homes reach: a few rising values that would mean more are asked about."""

FAR_ABOVE: Final = 20.0
PLAUSIBLE_KW: Final = 50.0
"""What a home may draw over an interval: values that would mean more, and never fall, are a counter."""


def is_register(values: Floats, *, name: str, kwh_per_unit: float, hours: float) -> bool | None:
    """Whether values are a counter, by name and by how they rise; None = cannot be told.

    values : in order of time. hours : the usual time between two.
    """
    known = values[np.isfinite(values)]
    if len(known) < 3:
        return False
    steps = np.diff(known)
    rising = float((steps >= 0).mean())
    highest = float(steps.max(initial=0.0))
    if words.says(NAMED, name) and rising > 0.95 and known.min() >= 0:
        return True
    if rising < 1.0 and _restarts(known, steps):
        return _is_reset_counter(known, steps, name=name, kw=float(np.median(known)) * kwh_per_unit / hours)
    if rising < 1.0 or (highest <= 0 and known.min() <= 0):
        return _falls_rarely(known, steps, rising)
    if known.min() * kwh_per_unit / hours > PLAUSIBLE_KW:
        return True
    if len(known) >= FEWEST:
        return _climbs(known, steps)
    large = float(known.mean()) * kwh_per_unit / hours > MUCH_KW
    return None if large and highest > 0 and known[0] >= FAR_ABOVE * highest else False


def _restarts(known: Floats, steps: Floats) -> bool:
    """Whether values rise nearly always, and where they fall, fall to less than half."""
    fallen = np.flatnonzero(steps < 0)
    few = len(fallen) <= max(1, MOST_RESETS * len(steps))
    rises = int((steps > 0).sum()) >= max(2, 0.5 * (len(steps) - len(fallen)))
    return bool(known.min() >= 0 and few and rises and (known[fallen + 1] < 0.5 * known[fallen]).all())


def _is_reset_counter(known: Floats, steps: Floats, *, name: str, kw: float) -> bool | None:
    """Values that climb and start again: by name, or because no home could use as much as they say."""
    far_above = float(known.max()) >= FAR_ABOVE / 2 * float(np.median(steps[steps > 0]))
    if words.says(NAMED, name) or (far_above and (kw > PLAUSIBLE_KW or words.says(READING, name))):
        return True
    if _falls_rarely(known, steps, float((steps >= 0).mean())):
        return True
    return None if words.says(READING, name) or (far_above and kw > MUCH_KW) else False


def rises_beside(values: Floats, *, supply: bool, kwh_per_unit: float, hours: float) -> bool:
    """Whether values beside a counter are one too: they never fall, and rise.

    One that never rises is a counter if its name speaks of the supply (an export that never happened), or if
    no load could be so high; else it is a constant load.
    """
    known = values[np.isfinite(values)]
    steps = np.diff(known)
    if not len(steps) or (steps < 0).any() or known[0] <= 0:
        return False
    rises = int((steps > 0).sum())
    if rises == 0:
        return supply or bool(known[0] * kwh_per_unit / hours > MUCH_KW)
    return bool(rises >= max(3, 0.1 * len(steps)) or known[0] > FAR_ABOVE * steps.max())


def _climbs(known: Floats, steps: Floats) -> bool:
    """Whether values rise as a counter does: all the time, now more, now less, or in tiny steps."""
    up = steps[steps > 0]
    if len(up) < max(FEWEST / 2, len(steps) / 4):
        return bool(len(up)) and bool(known[0] > 1_000 * up.max())
    return bool(known[0] > 1_000 * up.max() or steps.std() > UNEVEN * steps.mean())


def _falls_rarely(known: Floats, steps: Floats, rising: float) -> bool:
    """A long climb with a few falls (resets), whose steps are small beside its height."""
    if len(known) < 4 * FEWEST or rising < 0.99:
        return False
    up = steps[steps > 0]
    return bool(len(up) and np.median(known) > 50 * np.median(up) and rising > 0.99)
