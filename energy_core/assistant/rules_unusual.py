"""Answers about unusual use: how much of it, the strongest, and where or when there was most."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from energy_core.assistant.answer import Value
from energy_core.assistant.context import Context
from energy_core.assistant.draft import Draft
from energy_core.assistant.intent import Intent
from energy_core.assistant.outcome import UnanswerableError, UnclearError
from energy_core.assistant.periods import Period
from energy_core.assistant.rules_rank import span_of
from energy_core.assistant.rules_usage import require_price
from energy_core.assistant.scope import period_of
from energy_core.assistant.tools import unusual
from energy_core.assistant.tools.money import cost_of
from energy_core.assistant.tools.result import Result
from energy_core.local_time import Span


def anomalies(context: Context, intent: Intent) -> Draft:
    """How many, the strongest, and what went above the expected."""
    period = period_of(context, intent, intent.channel)
    if intent.ranked and intent.subject != "channel":
        return _ranked(context, intent, period)
    draft = Draft(context)
    result = unusual.anomalies(context, channels=intent.channels, period=period)
    events, intervals = result["unusual_events"], result["unusual_intervals"]
    unit = "hours" if context.readings.is_hourly else "days"
    if intent.is_yes_no:
        draft.sentences.append("Yes." if events.number else "No.")
    if not events.number:
        draft.say("Nothing unusual was found in {period}: {count} events.", period=period, count=events)
    else:
        draft.say(
            f"In {{period}} there were {{count}} unusual events with {{points}} unusual {unit}.",
            period=period,
            count=events,
            points=intervals,
        )
        say_strongest(draft, result["strongest_event"], result["expected_then"])
        _excess(draft, intent, result.get("excess"), None if intent.price_said else result.get("excess_cost"))
        if intent.subject == "channel":
            _most_often(draft, result)
    draft.about(result)
    draft.remark(period)
    return draft


def _ranked(context: Context, intent: Intent, period: Period) -> Draft:
    """The strongest events alone, or the day, week or month with the most."""
    if intent.lowest:
        raise UnclearError("Unusual events are ranked from the strongest. Shall I name the strongest?")
    if intent.subject in ("day", "week", "month"):
        return _most_unusual(context, intent, period)
    if intent.subject is not None or intent.place > 1:
        raise UnclearError(
            "I can name the strongest unusual events, or the day, week or month with the most of them. "
            "Which do you mean?",
            suggestions=("Which day had the most anomalies?",),
        )
    draft = Draft(context)
    result = unusual.strongest(context, channels=intent.channels, period=period, count=intent.count)
    if not result.values:
        raise UnanswerableError(f"Nothing unusual was found {period.placed}.")
    for event, expected, excess in zip(*(iter(result.values),) * 3, strict=True):
        draft.say(
            "{channel}, {when}: {kwh} where {expected} was expected.",
            channel=event.channel or "",
            when=span_of(event),
            kwh=event,
            expected=expected,
        )
        if intent.money:
            price = require_price(intent)
            draft.say(
                "That cost {money}, of which {extra} for the {excess} above the expected.",
                money=cost_of(context, event, price, "event_cost"),
                extra=cost_of(context, excess, price, "excess_cost"),
                excess=excess,
            )
    draft.about(result)
    draft.remark(period)
    return draft


def _most_unusual(context: Context, intent: Intent, period: Period) -> Draft:
    span: Span = intent.subject  # type: ignore[assignment]
    if intent.money or intent.count > 1:
        raise UnclearError(f"I can name the {span} with the most unusual events. Please ask for that alone.")
    draft = Draft(context)
    result = unusual.most_unusual_span(context, channels=intent.channels, period=period, span=span)
    top = result.values[0]
    draft.say(
        f"The {span} with the most unusual events in {{period}} was {{when}}: {{count}}.",
        period=period,
        when=span_of(top),
        count=top,
    )
    if len(result.values) > 1 and result.values[1].value == top.value:
        draft.sentences.append(f"Another {span} had as many; the table has them all.")
    draft.about(result)
    draft.remark(period)
    return draft


def _most_often(draft: Draft, result: Result) -> None:
    """The channel with the most events."""
    assert result.rows is not None
    names = Counter(str(row[2]) for row in result.rows.rows)
    channel, count = names.most_common(1)[0]
    events = result["unusual_events"]
    draft.say(
        "Most of them were of {channel}: {count}.",
        channel=channel,
        count=replace(events, name="unusual_events_of_channel", value=count, channel=channel),
    )


def _excess(draft: Draft, intent: Intent, excess: Value | None, cost: Value | None) -> None:
    """Energy above the expected, each kWh counted once, and its cost."""
    if excess is None:
        if intent.money:
            draft.say("None of that shows on the meter of the whole home, so it has no cost of its own.")
        return
    draft.say("Together that is {excess} above the expected.", excess=excess)
    if intent.money:
        draft.say(
            "It cost {money}.",
            money=cost or cost_of(draft.context, excess, require_price(intent), "excess_cost"),
        )


def say_strongest(draft: Draft, event: Value, expected: Value) -> None:
    draft.say(
        "The strongest was {channel}, {when}: {kwh} where {expected} was expected.",
        channel=event.channel or "",
        when=span_of(event),
        kwh=event,
        expected=expected,
    )
