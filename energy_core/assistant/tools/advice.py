"""Findings about the home that say what to do."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from energy_core.assistant.context import Context
from energy_core.errors import NotEnoughDataError
from energy_core.insights import Finding, findings

Part = TypeVar("Part")
PAGES_TO_ACT_ON = frozenset({"usage", "anomalies", "auditor"})


def savings(context: Context, *, count: int) -> tuple[Finding, ...]:
    """The most valuable findings that come with advice."""
    return tuple(
        finding for finding in context.findings if finding.advice and finding.page in PAGES_TO_ACT_ON
    )[:count]


def most_valuable(context: Context, *, count: int) -> tuple[Finding, ...]:
    """The findings worth most, those with advice before the others."""
    with_advice = savings(context, count=count)
    others = tuple(f for f in context.findings if f not in with_advice and f.page in PAGES_TO_ACT_ON)
    return (*with_advice, *others)[:count]


def light_findings(context: Context) -> tuple[Finding, ...]:
    """Findings from the readings alone: a forecast is not waited for."""
    from energy_core.period_change import period_change
    from energy_core.trend import trend
    from energy_core.usage import usage

    readings = context.readings
    return findings(
        readings,
        context.home,
        usage=usage(readings, by="day", prices=context.prices),
        profile=_attempt(lambda: context.profile(None)),
        anomalies=_attempt(lambda: context.anomalies),
        forecasts={},
        comparison=None,
        change=_attempt(lambda: period_change(readings)),
        trend=_attempt(lambda: trend(readings)),
        audit=_attempt(lambda: context.audit),
    )


def _attempt(part: Callable[[], Part]) -> Part | None:
    try:
        return part()
    except NotEnoughDataError:
        return None  # findings do without a part that these readings are too few for
