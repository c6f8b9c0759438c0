"""All models on the same past weeks, each with only what was known then."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from energy_core.forecasting.accuracy import ORIGINS, Accuracy, judged, window
from energy_core.forecasting.automatic import used_by_auto
from energy_core.forecasting.context import NO_CONTEXT, Context
from energy_core.forecasting.metrics import Scores, scores
from energy_core.forecasting.models import MODELS, MOVING_AVERAGE, Model, model_named
from energy_core.forecasting.origins import LEARN_DAYS, Origin, rolling_origins, too_short
from energy_core.forecasting.prediction import ModelUnavailableError
from energy_core.forecasting.series import TOTAL, Resolution, history
from energy_core.readings import Readings


@dataclass(frozen=True)
class ModelScore:
    """One model over all origins; seconds per forecast, None without a timer; accuracy: beside the naive."""

    model: str
    scores: Scores
    seconds: float | None
    accuracy: Accuracy


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
    context: Context = NO_CONTEXT,
) -> Backtest:
    """Every model, or those named, on the same past weeks.

    Raises NotEnoughDataError with the days it needs, UnknownNameError for a model that does not exist.
    """
    past = history(readings, resolution=resolution, channel=channel, context=context)
    named = [model_named(name, registry) for name in models or [model.name for model in registry]]
    chosen = {model.name: model for model in named}.values()
    learn = max([LEARN_DAYS, *(model.least_days[resolution] for model in chosen)])
    origins = rolling_origins(past, learn_days=learn, most=ORIGINS)
    if not origins:
        raise too_short(past, learn)
    results, left_out = [], []
    for model in chosen:
        try:
            results.append(_model_score(model, origins, timer))
        except ModelUnavailableError as error:
            left_out.append((model.name, f"{error}."))
    used = used_by_auto(past, registry).model.name
    used = MOVING_AVERAGE.name if used in dict(left_out) else used
    return Backtest(resolution, len(origins), tuple(results), used, tuple(left_out))


def _model_score(model: Model, origins: Sequence[Origin], timer: Callable[[], float] | None) -> ModelScore:
    began = timer() if timer else 0.0
    windows = [window(model, origin) for origin in origins]
    seconds = (timer() - began) / len(origins) if timer else None
    return ModelScore(model.name, scores(windows), seconds, judged(origins, windows))
