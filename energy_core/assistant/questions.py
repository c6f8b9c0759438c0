"""A question in words to an intent, by grammar. What is not understood is asked back, never skipped."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from energy_core.assistant.catalogue import METRICS
from energy_core.assistant.context import Context
from energy_core.assistant.dates import Dates, dates, limited
from energy_core.assistant.intent import Intent, Subject
from energy_core.assistant.lexicon import RISKY, mended, normal, not_understood
from energy_core.assistant.outcome import UnclearError
from energy_core.assistant.periods import WEEKEND, WORKING_DAYS
from energy_core.assistant.prices import asks_money, price_in
from energy_core.assistant.signals import Signals, signals
from energy_core.assistant.topics import refuse_foreign
from energy_core.local_time import Span

ASK: Final = "What would you like to know?"
YEARLY: Final = frozenset({"baseload", "similar", "savings"})
"""Metrics that are told per year."""


@dataclass(frozen=True)
class Parsed:
    """An intent, and whether the question said which figure it wants and of what kind of thing."""

    intent: Intent
    said_metric: bool
    said_subject: bool


def intent_of(question: str, context: Context) -> Parsed:
    """Raises UnclearError or UnanswerableError with the whole reply."""
    _refuse_several(question)
    text = normal(question)
    if not re.search(r"\w", text):
        raise UnclearError(ASK, suggestions=("What can I ask?",))
    named = context.names.find_names(text)
    price, price_said, rest = price_in(named.rest, context.price, context.home.currency)
    in_money = price_said or asks_money(named.rest, price)
    rest = mended(rest, context.names.vocabulary)
    refuse_foreign(rest)
    when = dates(rest, context.calendar, context.timezone)
    found = context.names.find(when.rest, already=named)
    metric, cut = _metric(found.rest)
    told = signals(cut)
    intent = Intent(
        metric="",
        channels=found.names,
        every_channel=told.every_channel,
        periods=when.periods or (limited(context.whole, when.limits) if when.limits else ()),
        future=when.future,
        subject=told.subject,
        lowest=told.lowest,
        count=told.count,
        span=told.span,
        more=told.more,
        is_yes_no=told.is_yes_no and not told.offers_either,
        money=told.money or in_money,
        price=price,
        price_said=price_said,
        limit_kwh=told.limit_kwh,
        limit_above=told.limit_above,
    )
    _refuse_leftovers(told.rest)
    if told.yearly and metric not in YEARLY:
        raise UnclearError(
            "A year is not averaged here. You can ask per hour, day, week or month, or name a year."
        )
    if not (metric or told.says_metric or price_said or when.said or found.names):
        raise UnclearError(ASK, suggestions=("What can I ask?",))
    chosen = metric or _plain_metric(intent, told, when)
    intent = _completed(replace(intent, metric=chosen), context, told)
    return Parsed(intent, bool(metric) or told.says_metric, told.subject is not None)


def _refuse_several(question: str) -> None:
    if len([part for part in question.split("?") if re.search(r"\w", part)]) > 1:
        raise UnclearError("That is more than one question. Please ask one at a time.")


def _metric(text: str) -> tuple[str, str]:
    """The first metric whose cue is in the text, and the text without it. Raises UnclearError for two."""
    chosen, rest = "", text
    for metric in METRICS:
        match = metric.pattern.search(rest) if metric.cues else None
        if match is None:
            continue
        if chosen and metric.strong and not _goes_with(chosen, metric.name):
            raise UnclearError("That is more than one question. Please ask one at a time.")
        chosen = chosen or metric.name
        rest = metric.pattern.sub(lambda m: re.sub(r"\S", "·", m[0]), rest)
    return chosen, rest


def _goes_with(chosen: str, other: str) -> bool:
    pairs = {
        "why": {"anomalies", "peak_hours", "peak_power", "trend", "similar"},
        "savings": {"similar", "baseload", "forecast", "why", "anomalies", "trend", "peak_hours", "share"},
        "similar": {"anomalies", "trend", "share", "typical_day", "why"},
        "readings_span": {"runs", "anomalies", "peak_hours"},
        "runs": {"peak_hours", "anomalies", "readings_span"},
        "anomalies": {"peak_hours", "runs"},
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


def _plain_metric(intent: Intent, told: Signals, when: Dates) -> str:
    if intent.future is not None:
        return "forecast"
    if intent.limit_kwh is not None:
        return "spans_beyond"
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


def _completed(intent: Intent, context: Context, told: Signals) -> Intent:
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
    if intent.metric == "ranking" and intent.subject is None:
        if told.asks_when and context.readings.is_hourly:
            return replace(intent, subject="hour")
        subject: Subject = (
            "channel" if told.asks_what and context.names.appliances and not intent.channels else "day"
        )
        return replace(intent, subject=subject)
    if intent.metric == "average" and intent.span is None:
        span: Span = "day" if context.readings.is_daily else "month"
        return replace(intent, span=span)
    return intent


def _refuse_leftovers(rest: str) -> None:
    leftovers = not_understood(rest)
    if not leftovers:
        return
    risky = [word for word in leftovers if word in RISKY]
    shown = ", ".join(f"“{word}”" for word in dict.fromkeys(risky or leftovers))
    raise UnclearError(
        f"I did not understand {shown}. Can you say it in other words?", suggestions=("What can I ask?",)
    )
