"""The analysis of a home as insights.json: what it found, how sure it is, and what it could not do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from energy_core.audit import as_json
from energy_core.bills.as_json import bill_json

if TYPE_CHECKING:
    from energy_core.analysis import Analysis
    from energy_core.forecasting import Forecast


def insights(analysis: Analysis) -> dict[str, Any]:
    """Plain values and dataclasses, ready to be written as JSON."""
    return {
        "home_id": analysis.home.home_id,
        "timezone": analysis.readings.timezone,
        "currency": analysis.home.currency,
        "summary": _summary(analysis),
        "channels": [
            {"name": c.name, "role": c.role, "kwh": c.kwh, "interval_minutes": c.interval_minutes}
            for c in analysis.readings.energy
        ],
        "findings": analysis.findings,
        "anomalies": _anomalies(analysis),
        "forecast": {name: _forecast(made) for name, made in analysis.forecasts.items()},
        "accuracy": {name: _accuracy(models) for name, models in analysis.compared.items()},
        **_audit(analysis),
        "bill": analysis.bill and bill_json(analysis.bill),
        "bill_forecast": analysis.bill_forecast,
        "comparison": analysis.comparison,
        "change": analysis.change,
        "trend": analysis.trend,
        "not_possible": analysis.not_possible,
    }


def _audit(analysis: Analysis) -> Mapping[str, Any]:
    if analysis.audit is None:
        return {"measures": [], "audit": None}
    found = as_json(analysis.audit)
    return {"measures": found.pop("measures"), "audit": found}


def _summary(analysis: Analysis) -> Mapping[str, Any]:
    readings, profile, prices = analysis.readings, analysis.profile, analysis.prices
    kwh = readings.consumption_kwh
    return {
        "start": readings.start,
        "end": readings.end,
        "consumption_kwh": kwh,
        "cost": None if prices is None or kwh is None else kwh * prices.mean_per_kwh,
        "price_per_kwh": prices and prices.mean_per_kwh,
        "baseload_kw": profile and profile.baseload_kw,
        "peak_hours": profile and profile.peak_hours,
        "peak_kw": profile and profile.peak_kw,
        "load_factor": profile and profile.load_factor,
    }


def _anomalies(analysis: Analysis) -> Mapping[str, Any] | None:
    found = analysis.anomalies
    if found is None:
        return None
    return {
        "method": found.method,
        "thresholds": found.thresholds,
        "checked_intervals": found.checked_intervals,
        "points": len(found.points),
        "events": found.events,
    }


def _forecast(made: Forecast) -> Mapping[str, Any]:
    return {
        "model": made.model,
        "fallback_reason": made.fallback_reason,
        "horizon_days": made.horizon_days,
        "band": made.band,
        "history_end": made.history_end,
        "total": made.total,
    }


def _accuracy(models: tuple[Forecast, ...]) -> list[Mapping[str, Any]]:
    return [
        {"model": made.model, "accuracy": made.accuracy, "accuracy_reason": made.accuracy_reason}
        for made in models
    ]
