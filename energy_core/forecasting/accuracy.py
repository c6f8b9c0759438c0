"""How good a model was on this channel's own past weeks, beside the rule that repeats the week before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from energy_core.forecasting.metrics import ROUNDING, Window, absolute_error, inside, ratio, scores
from energy_core.forecasting.models import PROPHET, SEASONAL_NAIVE, Model
from energy_core.forecasting.origins import LEARN_DAYS, Origin, rolling_origins, too_short
from energy_core.forecasting.prediction import ModelUnavailableError
from energy_core.forecasting.series import History
from energy_core.spread import Booleans, Floats, Integers

ORIGINS: Final = 8
PROPHET_ORIGINS: Final = 4
"""Two months of weeks; half of them where each costs a fit."""


@dataclass(frozen=True)
class Slice:
    """The accuracy of one day of the horizon (`at` 1 to 7), or of one hour of the day (0 to 23).

    wape, naive_wape : sum of absolute errors over the energy used, of the model and of the naive rule.
    coverage : share of the values inside the 80% band. All are fractions.
    """

    at: int
    wape: float | None
    naive_wape: float | None
    coverage: float | None


@dataclass(frozen=True)
class Accuracy:
    """How good the model was on this channel's own past weeks; see metrics.Scores for the figures.

    skill : 1 - mean absolute error / that of `naive_rule`; above 0 the model is better.
    naive_wape : the wape of the naive rule on the same weeks.
    day_error, naive_day_error : how far whole days were off, over the energy used [fraction].
    by_horizon_day, by_hour : the same in parts; by_hour is empty where a value is a day.
    """

    origins: int
    mase: float | None
    wape: float | None
    coverage: float | None
    skill: float | None
    naive_rule: str
    rmsse: float | None
    bias: float | None
    winkler: float | None
    total_error: float | None
    naive_wape: float | None = None
    day_error: float | None = None
    naive_day_error: float | None = None
    by_horizon_day: tuple[Slice, ...] = ()
    by_hour: tuple[Slice, ...] = ()


def window(model: Model, origin: Origin) -> Window:
    """What the model would have said at an origin, and what came true."""
    return Window(model.predict(origin.past, origin.starts), origin.actual_kwh, origin.week_before_kwh)


def accuracy(model: Model, past: History) -> tuple[Accuracy | None, str | None]:
    """The model's accuracy on the last weeks, or the sentence that says what is missing."""
    learn = max(LEARN_DAYS, model.least_days[past.resolution])
    most = PROPHET_ORIGINS if model.name == PROPHET.name else ORIGINS
    origins = rolling_origins(past, learn_days=learn, most=most)
    if not origins:
        return None, too_short(past, learn).message
    try:
        windows = [window(model, origin) for origin in origins]
    except ModelUnavailableError as error:
        return None, f"Accuracy is not known: {error}."
    return judged(origins, windows), None


def judged(origins: Sequence[Origin], windows: Sequence[Window]) -> Accuracy:
    """The figures of one model's windows, beside those of the naive rule at the same origins."""
    naive = [window(SEASONAL_NAIVE, origin) for origin in origins]
    result, rule = scores(windows), scores(naive)
    values, rules = _Values.of(origins, windows), _Values.of(origins, naive)
    hourly = origins[0].past.resolution == "hourly"
    return Accuracy(
        origins=len(origins),
        mase=result.mase,
        wape=result.wape,
        coverage=result.coverage,
        skill=_skill(absolute_error(windows), absolute_error(naive)),
        naive_rule=SEASONAL_NAIVE.name,
        rmsse=result.rmsse,
        bias=result.bias,
        winkler=result.winkler,
        total_error=result.total_error,
        naive_wape=rule.wape,
        day_error=values.day_error(),
        naive_day_error=rules.day_error(),
        by_horizon_day=_slices(values, rules, values.day),
        by_hour=_slices(values, rules, values.hour) if hourly else (),
    )


@dataclass(frozen=True)
class _Values:
    """Every value of all windows that was read. [kWh]"""

    day: Integers
    hour: Integers
    date: Integers
    actual: Floats
    middle: Floats
    mean: Floats
    held: Booleans

    @classmethod
    def of(cls, origins: Sequence[Origin], windows: Sequence[Window]) -> _Values:
        parts = []
        for origin, made in zip(origins, windows, strict=True):
            clock = origin.past.clock(origin.starts)
            read = ~np.isnan(made.actual_kwh)
            day = (clock - clock[0]).days + 1
            date = (clock.normalize() - pd.Timestamp(0)).days
            band = inside(made)
            curves = (made.actual_kwh, made.prediction.kwh, made.prediction.mean_kwh, band)
            parts.append([np.asarray(a)[read] for a in (day, clock.hour, date, *curves)])
        return cls(*(np.concatenate(column) for column in zip(*parts, strict=True)))

    def day_error(self) -> float | None:
        """Errors of the days' totals over the energy used; of the mean curve, which alone is added up."""
        off = pd.Series(self.mean - self.actual).groupby(self.date).sum().abs().sum()
        return ratio(float(off), float(self.actual.sum()))


def _slices(model: _Values, rule: _Values, of: Integers) -> tuple[Slice, ...]:
    return tuple(
        Slice(int(at), _wape(model, of == at), _wape(rule, of == at), float(model.held[of == at].mean()))
        for at in np.unique(of)
    )


def _wape(values: _Values, rows: Booleans) -> float | None:
    off = np.abs(values.middle[rows] - values.actual[rows]).sum()
    return ratio(float(off), float(values.actual[rows].sum()))


def _skill(error_kwh: float, naive_error_kwh: float) -> float | None:
    """1 - error / naive error; 0 where both are nothing, None where only the naive rule is perfect."""
    relative = ratio(error_kwh, naive_error_kwh)
    if relative is None:
        return None
    return 1 - relative if naive_error_kwh > ROUNDING else 0.0
