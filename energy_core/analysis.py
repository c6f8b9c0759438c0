"""Everything the product knows about a home's readings, computed once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TypeVar, get_args

from energy_core.anomalies import Anomalies, z_score
from energy_core.comparison import Comparison, similar_homes
from energy_core.errors import NotEnoughDataError
from energy_core.forecasting import Forecast, Resolution, compare_models
from energy_core.home import Home
from energy_core.insights import Finding, findings
from energy_core.load_profile import LoadProfile, load_profile
from energy_core.readings import Readings
from energy_core.settings import Settings
from energy_core.usage import PeriodChange, Trend, Usage, period_change, trend, usage

Progress = Callable[[str], None]
Part = TypeVar("Part")


@dataclass(frozen=True)
class Analysis:
    """One home, analysed.

    usage : by local day, or by the readings' own spans where they are longer.
    forecasts : the forecast in use, by resolution (`hourly`, `daily`); compared : every model, by resolution.
    not_possible : for each part that is None or absent, the sentence that says why and what to do.
    """

    home: Home
    settings: Settings
    readings: Readings
    usage: Usage
    profile: LoadProfile | None
    anomalies: Anomalies | None
    comparison: Comparison | None
    change: PeriodChange | None
    trend: Trend | None
    forecasts: Mapping[str, Forecast]
    compared: Mapping[str, tuple[Forecast, ...]]
    findings: tuple[Finding, ...]
    not_possible: Mapping[str, str]


def analyse(
    readings: Readings, home: Home, settings: Settings | None = None, *, progress: Progress = lambda _: None
) -> Analysis:
    """All parts of the analysis; a part that these readings are too few or too coarse for is None.

    Raises NotEnoughDataError if the readings hold no value at all.
    """
    settings = settings or Settings()
    _require_values(readings)
    not_possible: dict[str, str] = {}

    def attempt(part: str, compute: Callable[[], Part]) -> Part | None:
        try:
            return compute()
        except NotEnoughDataError as error:
            not_possible[part] = error.message
            return None

    progress("Adding up usage")
    by_day = usage(readings, by="day", price_per_kwh=home.price_per_kwh)
    profile = attempt("profile", lambda: load_profile(readings))
    comparison = attempt("comparison", lambda: similar_homes(readings, home))
    change = attempt("change", lambda: period_change(readings))
    slope = attempt("trend", lambda: trend(readings))
    progress("Looking for unusual use")
    anomalies = attempt(
        "anomalies", lambda: z_score(readings, settings=settings, price_per_kwh=home.price_per_kwh)
    )
    compared: dict[str, tuple[Forecast, ...]] = {}
    for resolution in get_args(Resolution):
        progress(f"Forecasting {resolution}")
        every_model = partial(
            compare_models,
            readings,
            resolution=resolution,
            horizon_days=settings.horizon_days,
            model=settings.model,
        )
        if models := attempt(f"forecast_{resolution}", every_model):
            compared[resolution] = tuple(models)
    forecasts = {resolution: models[0] for resolution, models in compared.items()}
    progress("Ranking findings")
    ranked = findings(
        readings,
        home,
        usage=by_day,
        profile=profile,
        anomalies=anomalies,
        forecasts=forecasts,
        comparison=comparison,
        change=change,
        trend=slope,
    )
    return Analysis(
        home=home,
        settings=settings,
        readings=readings,
        usage=by_day,
        profile=profile,
        anomalies=anomalies,
        comparison=comparison,
        change=change,
        trend=slope,
        forecasts=forecasts,
        compared=compared,
        findings=ranked,
        not_possible=not_possible,
    )


def _require_values(readings: Readings) -> None:
    if not any(channel.intervals["kwh"].notna().any() for channel in readings.energy):
        raise NotEnoughDataError("An analysis", need=1, have=0, unit="readings with a value")
