"""Which metric a question asks for: by its cue in the catalogue, else by several small words together."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from energy_core.assistant.catalogue import BY_NAME, METRICS
from energy_core.assistant.context import Context
from energy_core.assistant.dates import Dates
from energy_core.assistant.intent import Intent, Subject
from energy_core.assistant.outcome import NotUnderstoodError, UnclearError
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
        "yearly": told.yearly,
        "comparison": told.judges is not None and len(intent.periods) == 1 and not told.superlative,
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


def _judged(intent: Intent, told: Signals) -> Intent:
    """Whether the fridge is normal asks for what was unusual; what is left on at night is always on."""
    if intent.metric == "anomalies" and told.judges:
        return replace(intent, is_yes_no=False)
    if intent.metric == "baseload":
        whole = tuple(period for period in intent.periods if period.phrase)
        return replace(intent, periods=tuple(replace(period, hours=None) for period in whole))
    if intent.metric == "trend" and told.rises is not None:
        return replace(intent, more=told.rises)
    if intent.metric == "comparison" and told.judges in ("more", "less"):
        return replace(intent, more=told.judges == "more")
    return intent


def praised(intent: Intent, context: Context, *, praises: bool | None) -> Intent:
    """The best day of what is generated or exported is its highest."""
    roles = {context.readings.channel(name).role for name in intent.channels}
    if praises is None or not roles or not roles <= {"generation", "export"}:
        return intent
    return replace(intent, lowest=not praises)


def completed(intent: Intent, context: Context, told: Signals) -> Intent:
    """What goes without saying: weekdays are compared with weekends, a ranking is of appliances or days."""
    if intent.limit_kwh is not None and intent.metric in ("runs", "anomalies"):
        return replace(intent, metric="spans_beyond", span=intent.span or "hour", subject=None)
    if intent.metric == "readings_span" and intent.periods:
        return replace(intent, metric="gaps", is_yes_no=False)
    if intent.metric == "typical_day" and (not context.readings.is_hourly or _has_hours(intent)):
        return replace(intent, metric="average", span="day", subject=None)
    intent = praised(_judged(intent, told), context, praises=told.praises)
    if intent.metric in ("share", "trend", "comparison"):
        return _compared(intent, told)
    if intent.metric == "ranking":
        return _ranked(intent, context, told)
    if intent.metric == "average" and intent.span is None:
        span: Span = "day" if context.readings.is_daily and not told.says_bill else "month"
        return replace(intent, span=span)
    return intent


def without_channels(intent: Intent, excluded: tuple[str, ...]) -> Intent:
    """The home's use without some appliances. Raises UnclearError where they can't be left out."""
    if not excluded:
        return intent
    if intent.metric in ("total", "cost") and not set(excluded) & set(intent.channels):
        return intent if intent.channels else replace(intent, metric="remainder", channels=excluded)
    raise UnclearError(
        "An appliance can be left out of what the home used or paid in one period, not out of "
        f"{BY_NAME[intent.metric].description}.",
        suggestions=("How much is not tracked by any appliance?",),
    )


def _has_hours(intent: Intent) -> bool:
    return any(period.hours is not None for period in intent.periods)


def _compared(intent: Intent, told: Signals) -> Intent:
    """Of two periods the later one beside the earlier if use grew; of one its counterpart."""
    two_periods = len(intent.periods) == 2 and not intent.channels
    compares = told.compares or told.more is not None
    if two_periods and intent.metric == "share" and compares:
        return replace(intent, metric="comparison")
    same_thing = len(intent.periods) == 2 and len(intent.channels) == 1 and intent.metric == "trend"
    if same_thing or (
        two_periods and (intent.metric == "trend" or told.change in ("up", "down") or told.changes)
    ):
        later_first = sorted(intent.periods, key=lambda period: period.start, reverse=True)
        return replace(intent, metric="comparison", periods=tuple(later_first))
    if intent.metric != "comparison" or len(intent.periods) != 1 or len(intent.channels) > 1 or told.judges:
        return intent
    period = intent.periods[0]
    others = {WORKING_DAYS: WEEKEND, WEEKEND: WORKING_DAYS}
    if period.weekdays in others:
        return replace(intent, periods=(period, replace(period, weekdays=others[period.weekdays])))
    if period.hours is not None:
        return replace(intent, periods=(period, replace(period, hours=frozenset(range(24)) - period.hours)))
    return intent


def _ranked(intent: Intent, context: Context, told: Signals) -> Intent:
    if intent.subject == "hour" and told.says_now and not intent.periods and intent.count == 1:
        return replace(intent, subject="hour-of-day")
    if intent.subject is not None:
        return intent
    if told.asks_when and context.readings.is_hourly:
        return replace(intent, subject="hour")
    of_channels = told.asks_what and context.names.appliances and len(intent.channels) != 1
    subject: Subject = "channel" if of_channels else "day"
    return replace(intent, subject=subject)
