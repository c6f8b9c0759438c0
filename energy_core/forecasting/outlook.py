"""The next days of a home or a channel: the curve, its band, the total, and how far to trust it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import pandas as pd

from energy_core.errors import RequestError
from energy_core.forecasting.accuracy import Accuracy
from energy_core.forecasting.automatic import Choice, choice_of, used_by_auto
from energy_core.forecasting.context import NO_CONTEXT, Context
from energy_core.forecasting.models import AUTO, MODELS, Model, model_named, predicted
from energy_core.forecasting.prediction import Total
from energy_core.forecasting.series import TOTAL, History, Resolution, history, steps
from energy_core.readings import Readings
from energy_core.settings import BAND, DEFAULT_HORIZON_DAYS

LONGEST_HORIZON_DAYS: Final = 366
"""Beyond a year nothing here has anything to go by."""


@dataclass(frozen=True)
class Forecast:
    """What comes after the last reading.

    model : the model that made it; fallback_reason says why it is not the one asked for.
    history_end : the end of the last reading, local time.
    points : columns start, end (local time), channel, kwh (median), mean_kwh, lower, upper. [kWh]
    total : the sum of mean_kwh, with its own band.
    accuracy : on this channel's own past weeks, or None with accuracy_reason.
    """

    model: str
    fallback_reason: str | None
    resolution: Resolution
    horizon_days: int
    band: float
    timezone: str
    history_end: pd.Timestamp
    points: pd.DataFrame
    total: Total
    accuracy: Accuracy | None
    accuracy_reason: str | None


def forecast(
    readings: Readings,
    *,
    horizon_days: int = DEFAULT_HORIZON_DAYS,
    resolution: Resolution = "hourly",
    model: str = AUTO,
    channel: str = TOTAL,
    models: Sequence[Model] = MODELS,
    context: Context = NO_CONTEXT,
) -> Forecast:
    """The hours or days after the last reading.

    `auto` is the blend; where it was worse than the naive rule over eight weeks, that rule takes its place.
    Where the model asked for fails or has too little history, the moving average does. `fallback_reason`
    says so.

    Raises
    ------
    TooCoarseError : readings farther apart than the resolution.
    NotEnoughDataError : too few for any model; says from which date it works.
    UnknownNameError : no such model or channel.
    RequestError : a horizon that is not 1 to 366 days.
    """
    model_named(model, models)
    past = history(readings, resolution=resolution, channel=channel, context=context)
    return _forecast(_choice(model, past, models), past, _checked(horizon_days))


def compare_models(
    readings: Readings,
    *,
    resolution: Resolution = "hourly",
    horizon_days: int = DEFAULT_HORIZON_DAYS,
    channel: str = TOTAL,
    model: str = AUTO,
    models: Sequence[Model] = MODELS,
    context: Context = NO_CONTEXT,
) -> list[Forecast]:
    """One forecast per model that can run on these readings; the first is the one in use, `forecast`'s own.

    A model that cannot run is left out; if it is the one asked for, the first says why.

    Raises what `forecast` raises.
    """
    model_named(model, models)
    past = history(readings, resolution=resolution, channel=channel, context=context)
    days = _checked(horizon_days)
    chosen = _choice(model, past, models)
    compared = [_forecast(chosen, past, days)]
    for other in models:
        tried = other is chosen.model or other.name in {made.model for made in compared}
        if not tried and past.days >= other.least_days[resolution]:
            made = _forecast(choice_of(other, past), past, days)
            compared += [made] if made.model == other.name else []
    return compared


def _choice(model: str, past: History, models: Sequence[Model]) -> Choice:
    return used_by_auto(past, models) if model == AUTO else choice_of(model_named(model, models), past)


def _forecast(chosen: Choice, past: History, horizon_days: int) -> Forecast:
    bounds = steps(past, horizon_days)
    outcome = predicted(chosen.model, past, bounds[:-1])
    if outcome.model is not chosen.model:
        chosen = replace(choice_of(outcome.model, past), replaced=outcome.fallback_reason)
    prediction = outcome.prediction
    points = pd.DataFrame(
        {
            "start": bounds[:-1],
            "end": bounds[1:],
            "channel": past.channel,
            "kwh": prediction.kwh,
            "mean_kwh": prediction.mean_kwh,
            "lower": prediction.lower,
            "upper": prediction.upper,
        }
    )
    return Forecast(
        model=outcome.model.name,
        fallback_reason=chosen.replaced,
        resolution=past.resolution,
        horizon_days=horizon_days,
        band=BAND,
        timezone=past.timezone,
        history_end=past.end,
        points=points,
        total=prediction.total,
        accuracy=chosen.accuracy,
        accuracy_reason=chosen.accuracy_reason,
    )


def _checked(horizon_days: int) -> int:
    if 1 <= horizon_days <= LONGEST_HORIZON_DAYS:
        return horizon_days
    raise RequestError(
        f"Needed a horizon of 1 to {LONGEST_HORIZON_DAYS} days; found {horizon_days}.",
        where={"option": "--horizon-days"},
    )
