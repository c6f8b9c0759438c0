"""Rolling origins: what a model would have said in past weeks, with only what was known then."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
import pandas as pd

from energy_core.errors import NotEnoughDataError
from energy_core.forecasting.metrics import ROUNDING, Scores, Window, absolute_error, ratio, scores
from energy_core.forecasting.models import AUTO, MODELS, SEASONAL_NAIVE, Model, model_named, predicted
from energy_core.forecasting.prediction import ModelUnavailableError
from energy_core.forecasting.seasonal_naive import weekly_differences
from energy_core.forecasting.series import (
    TOTAL,
    History,
    Resolution,
    clock_later,
    history,
    next_midnight,
    steps,
)
from energy_core.readings import Readings
from energy_core.spread import Floats

WINDOW_DAYS: Final = 7
"""Each window is a week, a week apart: every weekday counts alike, no hour is judged twice."""

LEARN_DAYS: Final = 14
"""Before each window: two weeks, so that the weekly naive rule has errors to scale by."""

ACCURACY_ORIGINS: Final = 4
BACKTEST_ORIGINS: Final = 8
SEARCHED_WEEKS: Final = 12
"""Weeks with gaps are passed over, but accuracy older than a season says little."""

READ_SHARE: Final = 0.5
"""A week of which less was read is not judged."""


@dataclass(frozen=True)
class Accuracy:
    """How good the model was on this channel's own past weeks; see metrics.Scores for the figures.

    skill : 1 - mean absolute error / that of `naive_rule`; above 0 the model is better.
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


@dataclass(frozen=True)
class Origin:
    """An instant of the past, what was known then, and what came next."""

    past: History
    starts: pd.DatetimeIndex
    actual_kwh: Floats
    week_before_kwh: Floats


@dataclass(frozen=True)
class ModelScore:
    """One model over all origins; seconds per forecast, None without a timer."""

    model: str
    scores: Scores
    seconds: float | None


@dataclass(frozen=True)
class Backtest:
    """All models on the same weeks. `used` is what `auto` uses; left_out: model and reason."""

    resolution: Resolution
    origins: int
    models: tuple[ModelScore, ...]
    used: str
    left_out: tuple[tuple[str, str], ...] = ()


def backtest(
    readings: Readings,
    *,
    resolution: Resolution = "hourly",
    channel: str = TOTAL,
    models: Sequence[str] = (),
    timer: Callable[[], float] | None = None,
    registry: Sequence[Model] = MODELS,
) -> Backtest:
    """Every model, or those named, on the same past weeks.

    Raises NotEnoughDataError with the days it needs, UnknownNameError for a model that does not exist.
    """
    past = history(readings, resolution=resolution, channel=channel)
    named = [model_named(name, registry) for name in models or [model.name for model in registry]]
    chosen = {model.name: model for model in named}.values()
    learn = max([LEARN_DAYS, *(model.least_days[resolution] for model in chosen)])
    origins = rolling_origins(past, learn_days=learn, most=BACKTEST_ORIGINS)
    if not origins:
        raise _too_short(past, learn)
    results, left_out = [], []
    for model in chosen:
        try:
            results.append(_model_score(model, origins, timer))
        except ModelUnavailableError as error:
            left_out.append((model.name, f"{error}."))
    used = _used(model_named(AUTO, registry), results, origins[0])
    return Backtest(resolution, len(origins), tuple(results), used, tuple(left_out))


def accuracy(model: Model, past: History) -> tuple[Accuracy | None, str | None]:
    """The model's accuracy on the last weeks, or the sentence that says what is missing."""
    learn = max(LEARN_DAYS, model.least_days[past.resolution])
    origins = rolling_origins(past, learn_days=learn, most=ACCURACY_ORIGINS)
    if not origins:
        return None, _too_short(past, learn).message
    try:
        windows = [_window(model, origin) for origin in origins]
    except ModelUnavailableError as error:
        return None, f"Accuracy is not known: {error}."
    naive = [_window(SEASONAL_NAIVE, origin) for origin in origins]
    result = scores(windows)
    found = Accuracy(
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
    )
    return found, None


def _skill(error_kwh: float, naive_error_kwh: float) -> float | None:
    """1 - error / naive error; 0 where both are nothing, None where only the naive rule is perfect."""
    relative = ratio(error_kwh, naive_error_kwh)
    if relative is None:
        return None
    return 1 - relative if naive_error_kwh > ROUNDING else 0.0


def rolling_origins(past: History, *, learn_days: int, most: int) -> list[Origin]:
    """The latest weeks that can be judged, newest first: read for the most part, with enough before them."""
    found: list[Origin] = []
    if not len(past.kwh):
        return found
    last = pd.Timestamp(past.kwh.index[-1])
    end = next_midnight(last) if past.resolution == "daily" else last + pd.Timedelta(hours=1)
    for week in range(1, SEARCHED_WEEKS + 1):
        origin = clock_later(end, -WINDOW_DAYS * week)
        before = past.before(origin)
        if before.days < learn_days or len(found) == most:
            break
        starts = steps(before, WINDOW_DAYS)[:-1]
        actual = past.kwh.reindex(starts).to_numpy(dtype=np.float64)
        week_before = weekly_differences(before).to_numpy(dtype=np.float64)
        if np.isfinite(actual).mean() >= READ_SHARE and len(week_before):
            found.append(Origin(before, starts, actual, week_before))
    return found


def _window(model: Model, origin: Origin) -> Window:
    return Window(model.predict(origin.past, origin.starts), origin.actual_kwh, origin.week_before_kwh)


def _model_score(model: Model, origins: Sequence[Origin], timer: Callable[[], float] | None) -> ModelScore:
    began = timer() if timer else 0.0
    windows = [_window(model, origin) for origin in origins]
    seconds = (timer() - began) / len(origins) if timer else None
    return ModelScore(model.name, scores(windows), seconds)


def _used(auto: Model, results: Sequence[ModelScore], latest: Origin) -> str:
    if any(result.model == auto.name for result in results):
        return auto.name
    return predicted(auto, latest.past, latest.starts).model.name


def _too_short(past: History, learn_days: int) -> NotEnoughDataError:
    need = learn_days + WINDOW_DAYS
    missing = int(np.ceil(need - past.days))
    if missing <= 0:
        unit = "past week that was read for the most part"
        return NotEnoughDataError("Accuracy", need=1, have=0, unit=unit, from_date=_later(past, WINDOW_DAYS))
    unit = "complete days"
    return NotEnoughDataError(
        "Accuracy", need=need, have=past.days, unit=unit, from_date=_later(past, missing)
    )


def _later(past: History, days: int) -> date:
    return (past.end.tz_localize(None) + pd.Timedelta(days=days)).date()
