"""How good forecasts were, window by window: the figures people compare forecasts by.

References: Hyndman and Koehler, Another look at measures of forecast accuracy, International Journal of
Forecasting 22, 2006 (MASE); Makridakis et al., The M5 accuracy competition, IJF 38, 2022 (RMSSE);
Gneiting and Raftery, Strictly proper scoring rules, JASA 102, 2007, section 6.2 (interval score, Winkler's).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from energy_core.forecasting.prediction import Prediction
from energy_core.settings import BAND
from energy_core.spread import Booleans, Floats

MISS_PENALTY: Final = 2 / (1 - BAND)
"""Each kWh outside the 80% band counts ten times in Winkler's score."""

ROUNDING: Final = 1e-9
"""A value on the edge of the band is inside it, whatever the last bit says. [kWh]"""


@dataclass(frozen=True)
class Window:
    """One forecast and what came true.

    actual_kwh : NaN where nothing was read; such intervals are not judged.
    week_before_kwh : the errors of the weekly seasonal naive in the history before the window.
    """

    prediction: Prediction
    actual_kwh: Floats
    week_before_kwh: Floats


@dataclass(frozen=True)
class Scores:
    """Over all windows; None where a figure has no meaning (nothing was used, or nothing ever varied).

    mase : mean absolute error of the median, over that of the weekly seasonal naive in-sample.
    rmsse : root mean squared error of the mean curve, scaled likewise.
    wape : sum of absolute errors of the median over the energy used [fraction].
    bias : the mean curve's total minus the energy used, over the energy used [fraction].
    total_error : how far a window's total was off, over the energy used in it, mean of windows [fraction].
    coverage : share of intervals that fell into the 80% band [fraction].
    winkler : interval score of the band, scaled as mase; smaller is better.
    """

    mase: float | None
    rmsse: float | None
    wape: float | None
    bias: float | None
    total_error: float | None
    coverage: float | None
    winkler: float | None


def scores(windows: Sequence[Window]) -> Scores:
    """All figures over some windows, at least one."""
    judged = [_judged(window) for window in windows]
    actual = np.concatenate([window.actual_kwh for window in judged])
    middle = np.concatenate([window.prediction.kwh for window in judged])
    mean = np.concatenate([window.prediction.mean_kwh for window in judged])
    used = float(actual.sum())
    return Scores(
        mase=_mean([ratio(_absolute(w), _scale(w)) for w in judged]),
        rmsse=_mean([ratio(_root_square(w), _root_scale(w)) for w in judged]),
        wape=ratio(float(np.abs(middle - actual).sum()), used),
        bias=ratio(float(mean.sum()) - used, used),
        total_error=_mean([_total_error(w) for w in judged]),
        coverage=float(np.concatenate([inside(w) for w in judged]).mean()),
        winkler=_mean([ratio(float(_interval_score(w).mean()), _scale(w)) for w in judged]),
    )


def ratio(value: float, scale: float) -> float | None:
    """value / scale; 0 for nothing out of nothing, None for something out of nothing."""
    if scale > ROUNDING:
        return value / scale
    return 0.0 if abs(value) <= ROUNDING else None


def absolute_error(windows: Sequence[Window]) -> float:
    """Mean absolute error of the median over all intervals of all windows. [kWh]"""
    errors = [np.abs(w.prediction.kwh - w.actual_kwh) for w in (_judged(window) for window in windows)]
    return float(np.concatenate(errors).mean())


def _judged(window: Window) -> Window:
    read = ~np.isnan(window.actual_kwh)
    forecast = window.prediction
    curves = [c[read] for c in (forecast.kwh, forecast.mean_kwh, forecast.lower, forecast.upper)]
    kept = Prediction(curves[0], curves[1], curves[2], curves[3], forecast.total)
    return Window(kept, window.actual_kwh[read], window.week_before_kwh)


def _absolute(window: Window) -> float:
    return float(np.abs(window.prediction.kwh - window.actual_kwh).mean())


def _root_square(window: Window) -> float:
    return float(np.sqrt(np.mean((window.prediction.mean_kwh - window.actual_kwh) ** 2)))


def _scale(window: Window) -> float:
    return float(np.abs(window.week_before_kwh).mean()) if len(window.week_before_kwh) else 0.0


def _root_scale(window: Window) -> float:
    return float(np.sqrt(np.mean(window.week_before_kwh**2))) if len(window.week_before_kwh) else 0.0


def _total_error(window: Window) -> float | None:
    used = float(window.actual_kwh.sum())
    return ratio(abs(float(window.prediction.mean_kwh.sum()) - used), used)


def inside(window: Window) -> Booleans:
    """Which values fell into the band, its edges included; NaN did not."""
    band, actual = window.prediction, window.actual_kwh
    return np.asarray((actual >= band.lower - ROUNDING) & (actual <= band.upper + ROUNDING))


def _interval_score(window: Window) -> Floats:
    band, actual = window.prediction, window.actual_kwh
    below = np.clip(band.lower - actual, 0, None)
    above = np.clip(actual - band.upper, 0, None)
    return (band.upper - band.lower) + MISS_PENALTY * (below + above)


def _mean(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return float(np.mean(known)) if known else None
