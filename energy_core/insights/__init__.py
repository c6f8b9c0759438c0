"""Findings: what is worth knowing about a home, the most valuable first, each with its figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from energy_core.home import Home
from energy_core.insights import events, over_time
from energy_core.insights.appliances import appliance_findings
from energy_core.insights.facts import Facts
from energy_core.insights.finding import Figure, Finding
from energy_core.insights.load import load_findings
from energy_core.insights.measures import measure_findings, promised_once
from energy_core.readings import Readings

if TYPE_CHECKING:
    from energy_core.anomalies import Anomalies
    from energy_core.audit import Audit
    from energy_core.comparison import Comparison
    from energy_core.forecasting import Forecast
    from energy_core.load_profile import LoadProfile
    from energy_core.period_change import PeriodChange
    from energy_core.trend import Trend
    from energy_core.usage import Usage

__all__ = ["Figure", "Finding", "findings"]


def findings(
    readings: Readings,
    home: Home,
    *,
    usage: Usage,
    profile: LoadProfile | None,
    anomalies: Anomalies | None,
    forecasts: Mapping[str, Forecast],
    comparison: Comparison | None,
    change: PeriodChange | None,
    trend: Trend | None,
    audit: Audit | None = None,
) -> tuple[Finding, ...]:
    """All findings that these parts of an analysis allow, ranked.

    By energy at stake in a year, and so by money, where it is worth the same at every hour; what is only
    surprising ranks by how surprising it is, below what can be saved. Measures of the audit stand among them
    by what they are worth at the hours of their load. A part that is None gives no finding.
    """
    facts = Facts(readings, home)
    if not readings.consumption:
        return tuple(events.no_consumption(facts))

    def found() -> Iterator[Finding]:
        if facts.total_kwh > 0:
            if profile is not None:
                yield from load_findings(facts, profile)
            yield from appliance_findings(facts, usage.statistics)
            yield from over_time.weekend(facts)
            if change is not None:
                yield from over_time.change(facts, change)
            if trend is not None:
                yield from over_time.trend(facts, trend)
            if comparison is not None:
                yield from over_time.similar(facts, comparison)
            if anomalies is not None:
                yield from events.unusual(facts, anomalies, peak_hours=profile.peak_hours if profile else ())
            yield from events.outlook(facts, forecasts)
            yield from measure_findings(facts, audit)
        yield from events.gaps(facts)
        yield from events.total_use(facts)

    return tuple(sorted(promised_once(found(), audit), key=lambda finding: -finding.rank_score))
