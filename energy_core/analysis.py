"""Everything the product knows about a home's readings, computed once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Any, TypeVar, get_args

from energy_core.anomalies import Anomalies, contextual, z_score
from energy_core.audit import Audit, audit
from energy_core.bills import Bill, bill
from energy_core.bills.pricing import Prices, prices_of, tariff_of
from energy_core.carbon import factor_for
from energy_core.comparison import Comparison, similar_homes
from energy_core.errors import NotEnoughDataError, TariffError
from energy_core.forecasting import Context, Forecast, Resolution, compare_models
from energy_core.forecasting.bill_forecast import BillForecast, bill_forecast
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
    bill : of all days, under what the home pays; bill_forecast : of the billing period the readings end in.
    audit : what could be saved, and what each measure is worth.
    anomalies : unusual use by context; z_scores : what lies above mean + threshold × deviation.
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
    bill: Bill | None = None
    bill_forecast: BillForecast | None = None
    audit: Audit | None = None
    z_scores: Anomalies | None = None

    @cached_property
    def prices(self) -> Prices | None:
        """What energy costs at each hour; None while nobody has said what the home pays."""
        return prices_of(self.readings, self.home)


class _Tried:
    """Parts that could be computed; for each of the others, why not."""

    def __init__(self) -> None:
        self.not_possible: dict[str, str] = {}

    def part(self, name: str, compute: Callable[[], Part]) -> Part | None:
        try:
            return compute()
        except (NotEnoughDataError, TariffError) as error:
            self.not_possible[name] = error.message
            return None


def analyse(
    readings: Readings, home: Home, settings: Settings | None = None, *, progress: Progress = lambda _: None
) -> Analysis:
    """All parts of the analysis; a part that these readings are too few or too coarse for is None.

    Raises NotEnoughDataError if the readings hold no value at all.
    """
    settings, tried = settings or Settings(), _Tried()
    _require_values(readings)
    progress("Adding up usage")
    prices = prices_of(readings, home)
    by_day = usage(readings, by="day", prices=prices)
    profile = tried.part("profile", lambda: load_profile(readings))
    comparison = tried.part("comparison", lambda: similar_homes(readings, home))
    change = tried.part("change", lambda: period_change(readings))
    slope = tried.part("trend", lambda: trend(readings))
    progress("Looking for unusual use")
    unusual = tried.part("anomalies", lambda: contextual(readings, home, settings=settings, prices=prices))
    above = tried.part("z_scores", lambda: z_score(readings, settings=settings, prices=prices))
    compared = _compared(readings, settings, Context.of(home), tried, progress=progress)
    found = Analysis(
        home=home,
        settings=settings,
        readings=readings,
        usage=by_day,
        profile=profile,
        anomalies=unusual,
        z_scores=above,
        comparison=comparison,
        change=change,
        trend=slope,
        forecasts={resolution: models[0] for resolution, models in compared.items()},
        compared=compared,
        findings=(),
        not_possible=tried.not_possible,
        **_bills(readings, home, tried, progress),
        audit=tried.part("audit", lambda: _audited(readings, home)),
    )
    progress("Ranking findings")
    return replace(found, findings=_ranked(found))


def _audited(readings: Readings, home: Home) -> Audit:
    factor = factor_for(home, year=readings.end.year)
    return audit(readings, home, kg_per_kwh=None if factor is None else factor.saved_kg_per_kwh)


def _bills(readings: Readings, home: Home, tried: _Tried, progress: Progress) -> dict[str, Any]:
    tariff = tariff_of(home)
    if tariff is None or not readings.consumption:
        return {}
    progress("Working out the bill")
    resolution: Resolution = "hourly" if readings.is_hourly else "daily"
    return {
        "bill": tried.part("bill", lambda: bill(readings, tariff)),
        "bill_forecast": tried.part(
            "bill_forecast",
            lambda: bill_forecast(readings, tariff, resolution=resolution, context=Context.of(home)),
        ),
    }


def _compared(
    readings: Readings, settings: Settings, context: Context, tried: _Tried, *, progress: Progress
) -> dict[str, tuple[Forecast, ...]]:
    compared: dict[str, tuple[Forecast, ...]] = {}
    for resolution in get_args(Resolution):
        progress(f"Forecasting {resolution}")
        every_model = partial(
            compare_models,
            readings,
            resolution=resolution,
            horizon_days=settings.horizon_days,
            model=settings.model,
            context=context,
        )
        if models := tried.part(f"forecast_{resolution}", every_model):
            compared[resolution] = tuple(models)
    return compared


def _ranked(found: Analysis) -> tuple[Finding, ...]:
    return findings(
        found.readings,
        found.home,
        usage=found.usage,
        profile=found.profile,
        anomalies=found.anomalies,
        forecasts=found.forecasts,
        comparison=found.comparison,
        change=found.change,
        trend=found.trend,
        audit=found.audit,
    )


def _require_values(readings: Readings) -> None:
    if not any(channel.intervals["kwh"].notna().any() for channel in readings.energy):
        raise NotEnoughDataError("An analysis", need=1, have=0, unit="readings with a value")
