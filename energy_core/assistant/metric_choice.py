"""Which metric a question asks for: by its cue in the catalogue, else by several small words together."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from energy_core.assistant.catalogue import METRICS
from energy_core.assistant.context import Context
from energy_core.assistant.dates import Dates
from energy_core.assistant.intent import Intent, Subject
from energy_core.assistant.outcome import NotUnderstoodError
from energy_core.assistant.periods import WEEKEND, WORKING_DAYS
from energy_core.assistant.signals import Signals
from energy_core.local_time import Span

COVERING: Final = frozenset({
    "what_if_moved", "what_if_less", "what_if_baseload", "what_if_price", "bill_forecast", "cheap_hours",
    "tariff", "best_tariff", "measures", "measure", "per_run", "self_consumption",
})  # fmt: skip
"""Metrics whose questions may hold the words of another one: "what should I do to save"."""

OF_WISH: Final = {
    "moved": "what_if_moved", "less": "what_if_less", "without": "what_if_less",
    "baseload": "what_if_baseload", "price": "what_if_price",
}  # fmt: skip


def metric_in(text: str) -> tuple[str, str]:
    """The first metric whose cue is in the text, and the text without it.

    Raises NotUnderstoodError for two.
    """
    chosen, rest = "", text
    for metric in METRICS:
        match = metric.pattern.search(rest) if metric.cues else None
        if match is None:
            continue
        if chosen and metric.strong and chosen not in COVERING and not _goes_with(chosen, metric.name):
            raise NotUnderstoodError("That is more than one question. Please ask one at a time.")
        chosen = chosen or metric.name
        rest = metric.pattern.sub(lambda m: re.sub(r"\S", "·", m[0]), rest)
    return chosen, rest


def _goes_with(chosen: str, other: str) -> bool:
    pairs = {
        "why": {"anomalies", "peak_hours", "peak_power", "trend", "similar"},
        "savings": {"similar", "baseload", "forecast", "why", "anomalies", "trend", "peak_hours", "share"},
        "similar": {"anomalies", "trend", "share", "typical_day", "why"},
        "gaps": {"readings_span"},
        "readings_span": {"runs", "anomalies", "peak_hours"},
        "runs": {"peak_hours", "anomalies", "readings_span"},
        "anomalies": {"runs"},
        "forecast": {"peak_hours", "anomalies", "trend"},
        "baseload": {"share", "peak_hours", "peak_power"},
        "untracked": {"share"},
        "peak_hours": {"typical_day"},
        "channels": {"readings_span"},
        "help": {"savings", "why", "runs", "peak_hours", "forecast"},
        "peak_power": {"peak_hours"},
        "load_factor": {"peak_power"},
        "trend": {"typical_day"},
        "price": set(),
    }
    return other in pairs.get(chosen, set())


def plain_metric(intent: Intent, told: Signals, when: Dates) -> str:
    first = {
        "forecast": intent.future is not None,
        "spans_beyond": intent.limit_kwh is not None,
        "change_ranking": told.superlative and told.change is not None,
    }
    if clear := next((metric for metric, is_asked in first.items() if is_asked), None):
        return clear
    two = len(intent.periods) == 2 or len(intent.channels) == 2
    if (two and (told.compares or told.more is not None)) or told.compares_usual:
        return "comparison"
    if told.more is not None and when.limits and not told.superlative:
        return "comparison"
    if told.superlative:
        return "ranking"
    if told.averages and not intent.every_channel:
        return "average"
    if intent.every_channel:
        return "by_channel"
    if told.more is not None or told.compares:
        return "comparison"
    if intent.span is not None:
        return "average" if not told.lists_spans else "usage_by"
    return "cost" if intent.money else "total"


def completed(intent: Intent, context: Context, told: Signals) -> Intent:
    """What goes without saying: weekdays are compared with weekends, a ranking is of appliances or days."""
    two_periods = len(intent.periods) == 2 and not intent.channels
    if intent.metric == "share" and two_periods and (told.compares or told.more is not None):
        return replace(intent, metric="comparison")
    if intent.metric == "comparison" and len(intent.periods) == 1 and len(intent.channels) < 2:
        period = intent.periods[0]
        others = {WORKING_DAYS: WEEKEND, WEEKEND: WORKING_DAYS}
        if period.weekdays in others:
            return replace(intent, periods=(period, replace(period, weekdays=others[period.weekdays])))
        if period.hours is not None:
            return replace(
                intent, periods=(period, replace(period, hours=frozenset(range(24)) - period.hours))
            )
    if intent.metric == "ranking" and intent.subject == "hour" and told.says_now and not intent.periods:
        return replace(intent, subject="hour-of-day")
    if intent.metric == "ranking" and intent.subject is None:
        if told.asks_when and context.readings.is_hourly:
            return replace(intent, subject="hour")
        subject: Subject = (
            "channel" if told.asks_what and context.names.appliances and len(intent.channels) != 1 else "day"
        )
        return replace(intent, subject=subject)
    if intent.metric == "average" and intent.span is None:
        span: Span = "day" if context.readings.is_daily else "month"
        return replace(intent, span=span)
    return intent
