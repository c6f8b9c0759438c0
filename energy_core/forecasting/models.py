"""The forecasting models by name, and how a model that cannot run is replaced."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import pandas as pd

from energy_core.errors import NotEnoughDataError, UnknownNameError
from energy_core.forecasting import blend, moving_average, prophet_model, seasonal_naive
from energy_core.forecasting.prediction import ModelUnavailableError, Prediction
from energy_core.forecasting.series import SUBJECTS, History, Resolution


@dataclass(frozen=True)
class Model:
    """A way to forecast: its name, the days of readings it needs, and what it predicts from them."""

    name: str
    least_days: Mapping[Resolution, int]
    predict: Callable[[History, pd.DatetimeIndex], Prediction]


BLEND: Final = Model(blend.NAME, blend.LEAST_DAYS, blend.predict)
PROPHET: Final = Model(prophet_model.NAME, prophet_model.LEAST_DAYS, prophet_model.predict)
MOVING_AVERAGE: Final = Model(moving_average.NAME, moving_average.LEAST_DAYS, moving_average.predict)
SEASONAL_NAIVE: Final = Model(seasonal_naive.NAME, seasonal_naive.LEAST_DAYS, seasonal_naive.predict)

MODELS: Final[tuple[Model, ...]] = (BLEND, PROPHET, MOVING_AVERAGE, SEASONAL_NAIVE)

AUTO: Final = "auto"
"""The default: the first model of the registry."""


REPLACED: Final = {BLEND.name: "The blend", PROPHET.name: "Prophet"}
"""The models that the moving average stands in for, as a sentence names them."""


@dataclass(frozen=True)
class Outcome:
    """What was predicted, by which model, and why by another one than asked for."""

    model: Model
    prediction: Prediction
    fallback_reason: str | None = None


def model_named(name: str, models: Sequence[Model] = MODELS) -> Model:
    """The model of a name. Raises UnknownNameError that lists the names."""
    if name == AUTO:
        return models[0]
    for model in models:
        if model.name == name:
            return model
    names = ", ".join([AUTO, *(model.name for model in models)])
    raise UnknownNameError(
        f"Needed the name of a forecasting model; found {name!r}. The models are: {names}.",
        where={"option": "--model"},
    )


def predicted(model: Model, past: History, starts: pd.DatetimeIndex) -> Outcome:
    """The model's prediction; the moving average's, with the reason, where the model cannot run.

    Raises NotEnoughDataError if there are too few readings for the moving average too.
    """
    need = model.least_days[past.resolution]
    if past.days >= need:
        try:
            return Outcome(model, model.predict(past, starts))
        except ModelUnavailableError as error:
            return _moving_average(past, starts, because=str(error))
    if model.name not in REPLACED:
        raise not_enough(past, need)
    name = REPLACED[model.name]
    because = f"{name} needs {need} complete days and these readings have {past.days:g}"
    return _moving_average(past, starts, because=because, better_from=_works_from(past, need))


def not_enough(past: History, need: int) -> NotEnoughDataError:
    """The refusal, with the date from which the same question will work."""
    return NotEnoughDataError(
        SUBJECTS[past.resolution],
        need=need,
        have=past.days,
        unit="complete days",
        from_date=_works_from(past, need),
    )


def _works_from(past: History, need: int) -> date:
    missing = pd.Timedelta(days=math.ceil(need - past.days))
    return (past.end.tz_localize(None) + missing).date()


def _moving_average(
    past: History, starts: pd.DatetimeIndex, *, because: str, better_from: date | None = None
) -> Outcome:
    need = MOVING_AVERAGE.least_days[past.resolution]
    if past.days < need:
        raise not_enough(past, need)
    reason = f"{because}, so the moving average of the last {moving_average.WINDOW_DAYS} days was used."
    if better_from is not None:
        reason += f" It will work from {better_from:%d %B %Y}."
    return Outcome(MOVING_AVERAGE, MOVING_AVERAGE.predict(past, starts), reason)
