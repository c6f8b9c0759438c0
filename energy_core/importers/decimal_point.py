"""A counter whose decimal point has moved: it shows ten, a hundred or a thousand times what it should."""

from __future__ import annotations

from typing import Final

import numpy as np

from energy_core.importers.counter import Counter, Occurrence
from energy_core.spread import Floats

FACTORS: Final = (1000.0, 100.0, 10.0, 0.001, 0.01, 0.1)
CLEARLY_ABOVE: Final = 20.0
ABOVE: Final = 4.0
"""A counter this many usual steps high does not reach a tenth or the tenfold of itself by chance; not so
many are needed where it comes back."""

HIGHEST_MEAN_KW: Final = 50.0
LOWEST_MEAN_KW: Final = 0.005
"""No home uses more than this on average, and hardly anything that is metered less."""

RECENT: Final = 100
OFTEN_SHARE: Final = 0.8


def moved_point(counter: Counter, i: int) -> int | None:
    """The decimal point moves for a while: readings ten or a thousand times what they should be."""
    begin = max(0, i - RECENT)
    step, time = np.diff(counter.kwh[begin : i + 1]), np.diff(counter.hours[begin : i + 1])
    rates = (step / time)[step > 0]
    level, j = counter.kwh[i], i + 1
    if len(rates) < 3 or level <= 0:
        return None
    usual = 6.0 * float(np.quantile(rates, OFTEN_SHARE)) * float(counter.span(i, j))
    for factor in FACTORS:
        below, above = _rounded_off(counter, factor)
        most = usual + above
        if -below <= counter.kwh[j] / factor - level <= most and level >= ABOVE * most:
            end = _end_of_move(counter, i, factor)
            sure = level >= CLEARLY_ABOVE * most and _moves_alike(counter, i, end, factor, rates)
            if sure or _comes_back(counter, end, factor):
                return _move_back(counter, i, end, factor)
    return None


def _rounded_off(counter: Counter, factor: float) -> tuple[float, float]:
    """How much a divided reading may be below and above the true one, for its last digit. [kWh]"""
    step = counter.pace.step_kwh
    return (counter.noise, step) if factor > 1 else (step / factor, step / factor)


def _end_of_move(counter: Counter, i: int, factor: float) -> int:
    """The first reading after one that does not go on from it when all are divided."""
    below, above = _rounded_off(counter, factor)
    scaled = np.append(counter.kwh[i], counter.kwh[i + 1 :] / factor)
    step, time = np.diff(scaled), np.diff(counter.hours[i:])
    broken = (step < -below) | (step > counter.pace.most_kwh(time) + above)
    return i + 1 + (int(broken.argmax()) if broken.any() else len(broken))


def _moves_alike(counter: Counter, i: int, end: int, factor: float, rates: Floats) -> bool:
    """Whether the readings move as fast as before when they are divided, and not as they stand."""
    step, time = np.diff(counter.kwh[i + 1 : end]), np.diff(counter.hours[i + 1 : end])
    rate = (step / time)[step > 0]
    if len(rate) < 3:
        return True
    faster = float(np.median(rate) / np.median(rates))
    return bool(abs(np.log10(faster / factor)) < abs(np.log10(faster)))


def _comes_back(counter: Counter, end: int, factor: float) -> bool:
    if end >= len(counter.kwh):
        return False
    below, above = _rounded_off(counter, factor)
    gain = float(counter.kwh[end]) - float(counter.kwh[end - 1]) / factor
    return -above <= gain <= float(counter.pace.usual_kwh(counter.span(end - 1, end))) + below


def _move_back(counter: Counter, i: int, end: int, factor: float) -> int:
    """Divide the readings after one, or those up to it if only the later ones are a home's."""
    if end == len(counter.kwh) and _are_later_right(counter, i, factor):
        counter.kwh[: i + 1] *= factor
        counter.mended[: i + 1] = True
        gain = float(counter.kwh[i] - counter.kwh[0])
        counter.found.append(Occurrence("shifted", 0, i, i + 1, gain, 1 / factor))
        return i + 1
    mended = np.maximum.accumulate(np.append(counter.kwh[i], counter.kwh[i + 1 : end] / factor))
    counter.kwh[i + 1 : end] = mended[1:]
    counter.mended[i + 1 : end] = True
    gain = float(mended[-1] - mended[0])
    counter.found.append(Occurrence("shifted", i, end - 1, end - i - 1, gain, factor))
    return i + 1


def _are_later_right(counter: Counter, i: int, factor: float) -> bool:
    """Whether the readings before are too many for a home, or hardly anything, and those after are not."""
    before = counter.gain(0, i) / max(float(counter.span(0, i)), 1e-9)
    later = before * factor
    return before > HIGHEST_MEAN_KW >= later or (before < LOWEST_MEAN_KW and later >= 10 * LOWEST_MEAN_KW)
