"""What the report begins with: headline figures and findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from energy_core import words
from energy_core.report.content import Findings, Headline, Headlines, Paragraph, Section

if TYPE_CHECKING:
    from energy_core.analysis import Analysis


def summary(analysis: Analysis) -> Section:
    home, items = analysis.home, []
    consumed = analysis.readings.consumption_kwh
    readings = analysis.readings
    period = words.period(readings.start, readings.end)
    if consumed is not None:
        items.append(Headline("Electricity used", words.kwh(consumed), period))
        if (prices := analysis.prices) is not None:
            cost = words.money(_cost(analysis, consumed * prices.mean_per_kwh), home.currency)
            mean = "" if home.tariff is None else " on average"
            at = words.price(prices.mean_per_kwh, home.currency)
            items.append(Headline("Cost", cost, f"at {at}{mean}"))
    items += [
        Headline(c.role.capitalize(), words.kwh(c.kwh), words.label(c.name))
        for c in readings.energy
        if c.role in ("export", "generation", "gas")
    ]
    profile = analysis.profile
    if profile is not None:
        if profile.baseload_kw is not None:
            items.append(Headline("Always on", words.power(profile.baseload_kw), "day and night"))
        items.append(Headline("Peak hours", words.hours(profile.peak_hours), "local time"))
    forecast = analysis.forecasts.get("daily") or analysis.forecasts.get("hourly")
    if forecast is not None:
        band = words.between(words.kwh(forecast.total.lower), words.kwh(forecast.total.upper))
        items.append(Headline(f"Next {forecast.horizon_days} days", words.kwh(forecast.total.kwh), band))
    comparison = analysis.comparison
    if comparison is not None:
        usual = words.between(words.kwh(comparison.typical_low_kwh), words.kwh(comparison.typical_high_kwh))
        beside = "metered appliances only" if comparison.coverage_caveat else f"similar homes: {usual}"
        items.append(Headline("A year at this rate", words.kwh(comparison.kwh_per_year), beside))
    return Section("summary", "Summary", (Headlines(tuple(items)),))


def _cost(analysis: Analysis, energy: float) -> float:
    """The total of the bill, which is rounded line by line, where it has nothing but energy."""
    made = analysis.bill
    return float(made.total) if made is not None and analysis.home.tariff is None else energy


def findings(analysis: Analysis) -> Section:
    if not analysis.findings:
        return Section("findings", "Findings", (Paragraph("These readings are too few for findings."),))
    return Section("findings", "Findings, the most valuable first", (Findings(analysis.findings),))
