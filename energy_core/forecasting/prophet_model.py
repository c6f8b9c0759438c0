"""Prophet: weekly and daily seasonality, automatic trend, 80% band. The only module that imports prophet."""

from __future__ import annotations

import hashlib
import logging
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from energy_core.forecasting.band import HIGH, LOW, by_day, total_band
from energy_core.forecasting.prediction import ModelUnavailableError, Prediction, Total, never_negative
from energy_core.forecasting.seeded import quieten, seeded
from energy_core.forecasting.series import History, Resolution, hour_bounds, next_midnight
from energy_core.settings import BAND
from energy_core.spread import Floats

if TYPE_CHECKING:
    from prophet import Prophet

NAME: Final = "prophet"

LEAST_DAYS: Final[dict[Resolution, int]] = {"hourly": 14, "daily": 21}
"""Every weekday twice, or three times where a day is a single value: with two, the daily 80% band held 37%
of what came (docs/decisions/0004)."""

TRAIN_DAYS: Final = 91
"""13 weeks. A year of hours is better for single hours, worse for the total, and takes five times as long."""

YEARLY_TRAIN_DAYS: Final = 1095
YEARLY_LEAST_DAYS: Final = 731
"""Days with two full years behind them are learnt from three years, with a yearly curve: better for four of
five meters (docs/decisions/0004). From one year it would take that year's accidents for seasons. Hours never:
a yearly curve needs years of hours, and those take seconds."""

HOURS_SHARE: Final = 0.9
"""Days are summed from hours unless over a tenth of what they could learn from is only read by the day."""

SHORT_DAYS: Final = 56
STIFF_TREND: Final = 0.01
USUAL_TREND: Final = 0.05
"""How readily the automatic trend bends (Prophet's changepoint_prior_scale, 0.05 by its own default). In less
than eight weeks the default may take one warm week for a trend. The evidence is mixed (docs/decisions/0004):
better totals on generated homes, about the same on real meters."""

SAMPLES: Final = 300
"""Draws behind the band; more cost time and memory and move it by less than a tenth of its width."""

SEED: Final = 20240101
"""Any fixed number: the same readings give the same band."""

RESIDUAL_DAYS: Final = 56
"""The total's band comes from how far the fit was off in the last eight weeks."""

LEVEL_DAYS: Final = 4.0
"""How many days the level a week past the end of a bending trend is known from: with 4, the 80% band
held 72 to 83% of the weeks of 15 meters; the sums of Prophet's own draws held 20% (docs/decisions/0004)."""

FIT_ERRORS: Final = (
    RuntimeError,
    ValueError,
    ArithmeticError,
    OSError,
    AttributeError,
    LookupError,
    TypeError,
)
"""cmdstan that does not run or converge, a backend that does not load, a pandas unknown to Prophet."""

PARTS: Final = ("trend", "weekly", "daily", "yearly", "holidays")
"""Prophet's additive components."""

_LOG: Final = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Fit:
    """What Prophet says of the future intervals, and how far it was off on each day it learnt from. [kWh]"""

    middle: Floats
    samples: Floats
    off_by_day: Floats
    parts: pd.DataFrame


def components(past: History, starts: pd.DatetimeIndex) -> pd.DataFrame:
    """What the curve is made of: columns start, part (trend, weekly …) and kwh; the parts add up to it.

    Raises ModelUnavailableError if Prophet is not installed or its fit fails.
    """
    parts = _fit(past, starts).parts
    named = [name for name in PARTS if name in parts.columns and bool((parts[name] != 0).any())]
    return pd.concat(
        [pd.DataFrame({"start": starts, "part": name, "kwh": parts[name].to_numpy()}) for name in named],
        ignore_index=True,
    )


def predict(past: History, starts: pd.DatetimeIndex) -> Prediction:
    """Forecast of the intervals that begin at `starts` (local time).

    Days of a home that is read by the hour are the sums of its hours, so that the hourly and the daily
    forecast of a week agree; from two years on they are learnt from days, with a yearly curve.

    Raises ModelUnavailableError if Prophet is not installed or its fit fails.
    """
    if past.hours is not None and _hours_suffice(past, past.hours):
        return _days_from_hours(past.hours, starts)
    fit = _fit(past, starts)
    lower, upper = np.quantile(fit.samples, [LOW, HIGH], axis=1)
    # the fit is by least squares: its centre is a mean. The mean of the clipped samples is not: on meters
    # that are mostly zero it added 30% to the week (docs/decisions/0004)
    mean = np.clip(fit.middle, 0, None)
    days = max(round(len(starts) / past.steps_per_day), 1)
    total = _total(mean, fit.off_by_day, days)
    return never_negative(fit.middle, mean_kwh=mean, lower=lower, upper=upper, total=total)


def _hours_suffice(past: History, hours: History) -> bool:
    enough = hours.days >= max(HOURS_SHARE * min(past.days, TRAIN_DAYS), LEAST_DAYS["hourly"])
    return enough and past.days < YEARLY_LEAST_DAYS


def _days_from_hours(hours: History, day_starts: pd.DatetimeIndex) -> Prediction:
    until = next_midnight(day_starts[-1])
    starts = hour_bounds(day_starts[0], until, hours.timezone)[:-1]
    fit = _fit(hours, starts)
    dates = hours.clock(starts).normalize()
    by_date = pd.Series(fit.middle).clip(lower=0).groupby(dates).sum()
    kwh: Floats = np.asarray(by_date, dtype=np.float64)
    one_day = [_total(np.array([value]), fit.off_by_day, 1) for value in kwh]
    return never_negative(
        kwh,
        mean_kwh=kwh,
        lower=np.array([day.lower for day in one_day]),
        upper=np.array([day.upper for day in one_day]),
        total=_total(kwh, fit.off_by_day, len(kwh)),
    )


def _total(mean_kwh: Floats, off_by_day: Floats, days: int) -> Total:
    recent = off_by_day[-RESIDUAL_DAYS:]
    return total_band(float(mean_kwh.sum()), recent, days=days, learnt_from_days=LEVEL_DAYS)


def _fit(past: History, starts: pd.DatetimeIndex) -> _Fit:
    train, yearly = _training(past)
    return _fit_of(_Task.of(past, train, past.clock(starts), yearly=yearly))


@dataclass(frozen=True)
class _Task:
    """What to fit; equal tasks have equal bytes, so that the days of a week take the fit of its hours."""

    content: bytes
    past: History = field(compare=False)
    train: pd.Series = field(compare=False)
    future: pd.DatetimeIndex = field(compare=False)
    yearly: bool = field(compare=False)

    @classmethod
    def of(cls, past: History, train: pd.Series, future: pd.DatetimeIndex, *, yearly: bool) -> _Task:
        clock = past.clock(pd.DatetimeIndex(train.index))
        arrays = (train.to_numpy(dtype=np.float64), clock.asi8, future.asi8)
        content = hashlib.sha256(f"{past.resolution} {sorted(past.holidays)}".encode())
        for array in arrays:
            content.update(len(array).to_bytes(8, "big") + array.tobytes())
        return cls(content.digest(), past, train, future, yearly)


@lru_cache(maxsize=16)
def _fit_of(task: _Task) -> _Fit:
    quieten()
    try:
        from prophet import Prophet
    except ImportError as error:
        raise ModelUnavailableError("Prophet is not installed here") from error
    except AttributeError as error:
        raise ModelUnavailableError("Prophet does not fit the other packages installed here") from error
    past, train = task.past, task.train
    future = pd.DataFrame({"ds": task.future})
    try:
        with seeded(SEED):
            model = _fitted(Prophet, train, past, yearly=task.yearly)
            samples = model.predictive_samples(future)["yhat"]
            parts = _centre(model, future)
            before = np.clip(_centre(model, model.history[["ds"]])["yhat"].to_numpy(), 0, None)
    except FIT_ERRORS as error:
        _LOG.warning("Prophet failed on %s values", len(train), exc_info=error)
        raise ModelUnavailableError(f"Prophet could not be fitted ({type(error).__name__})") from error
    off = pd.Series(model.history["y"].to_numpy() - before, index=model.history["ds"])
    middle = parts["yhat"].to_numpy(dtype=np.float64)
    return _Fit(middle, samples, by_day(off, past.steps_per_day), parts)


def _training(past: History) -> tuple[pd.Series, bool]:
    """What to learn from, and whether a year's course is in it."""
    read = past.kwh.dropna()
    if past.resolution == "daily" and len(read) >= YEARLY_LEAST_DAYS:
        return read.tail(YEARLY_TRAIN_DAYS), True
    return read.tail(TRAIN_DAYS * past.steps_per_day), False


def _fitted(prophet: type[Prophet], train: pd.Series, past: History, *, yearly: bool) -> Prophet:
    days = len(train) / past.steps_per_day
    model = prophet(
        changepoint_prior_scale=STIFF_TREND if days < SHORT_DAYS else USUAL_TREND,
        interval_width=BAND,
        uncertainty_samples=SAMPLES,
        weekly_seasonality=True,
        daily_seasonality=past.resolution == "hourly",
        yearly_seasonality=yearly,
        holidays=_holidays(past, train),
    )
    frame = pd.DataFrame({"ds": past.clock(train.index), "y": train.to_numpy(dtype=np.float64)})
    return model.fit(frame, seed=SEED)


def _holidays(past: History, train: pd.Series) -> pd.DataFrame | None:
    """The country's public holidays; None where none of them is in what is learnt from."""
    clock = past.clock(train.index)
    if not any(clock[0].date() <= day <= clock[-1].date() for day in past.holidays):
        return None
    return pd.DataFrame({"holiday": "public holiday", "ds": pd.DatetimeIndex(sorted(past.holidays))})


def _centre(model: Prophet, frame: pd.DataFrame) -> pd.DataFrame:
    """The centre of Prophet's distribution, with its parts: what its 300 samples scatter around evenly."""
    samples, model.uncertainty_samples = model.uncertainty_samples, 0
    try:
        return pd.DataFrame(model.predict(frame))
    finally:
        model.uncertainty_samples = samples
