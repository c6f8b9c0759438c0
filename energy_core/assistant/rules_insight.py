"""Answers from the analysis: unusual use and why, saving, similar homes."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from energy_core.assistant.answer import Value
from energy_core.assistant.context import Context
from energy_core.assistant.draft import Draft
from energy_core.assistant.intent import Intent
from energy_core.assistant.outcome import UnanswerableError, UnclearError
from energy_core.assistant.periods import Period
from energy_core.assistant.rules_compare import usual
from energy_core.assistant.rules_usage import priced, require_price
from energy_core.assistant.scope import inside, period_of
from energy_core.assistant.tools import advice, unusual
from energy_core.assistant.tools.result import Origin, Result

MOST_FINDINGS = 3
VERDICTS = {"low": "less than typical", "typical": "typical", "high": "more than typical"}


def anomalies(context: Context, intent: Intent) -> Draft:
    """How many, the strongest, and what went above the expected."""
    draft, period = Draft(context), period_of(context, intent, intent.channel)
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
        _strongest(draft, result["strongest_event"], result["expected_then"])
        _excess(draft, intent, result.get("excess"))
        if intent.subject == "channel":
            _most_often(draft, result)
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


def _excess(draft: Draft, intent: Intent, excess: Value | None) -> None:
    """Energy above the expected, each kWh counted once, and its cost."""
    if excess is None:
        if intent.money:
            draft.say("None of that shows on the meter of the whole home, so it has no cost of its own.")
        return
    draft.say("Together that is {excess} above the expected.", excess=excess)
    if intent.money:
        draft.say("It cost {money}.", money=priced(excess, require_price(intent), "excess_cost"))


def _strongest(draft: Draft, event: Value, expected: Value) -> None:
    assert event.start is not None
    assert event.end is not None
    draft.say(
        "The strongest was {channel}, {when}: {kwh} where {expected} was expected.",
        channel=event.channel or "",
        when=Period(event.start, event.end),
        kwh=event,
        expected=expected,
    )


def why(context: Context, intent: Intent) -> Draft:
    """A period beside the usual, the appliance behind it, and unusual events in it."""
    if not intent.periods:
        return anomalies(context, intent)
    draft = usual(context, intent)
    period = inside(context, intent.periods[0], intent.channel)
    behind = unusual.appliance_behind(context, period=period) if not intent.channels else None
    if behind is not None and behind["above_usual"].number > 0:
        value = behind["above_usual"]
        draft.say(
            "Furthest above its usual use was {channel}, by {above}.",
            channel=value.channel or "",
            above=value,
        )
    result = unusual.anomalies(context, channels=intent.channels, period=period)
    if result["unusual_events"].number:
        draft.say("There were {count} unusual events.", count=result["unusual_events"])
        _strongest(draft, result["strongest_event"], result["expected_then"])
    else:
        draft.sentences.append("No single hour or day of it was unusual.")
    return draft


def savings(context: Context, intent: Intent) -> Draft:
    """The most valuable findings with advice."""
    if intent.periods or intent.future:
        raise UnclearError(
            "Advice rests on all readings. Please ask without dates.", suggestions=("How can I save?",)
        )
    draft = Draft(context)
    found = advice.savings(context, count=MOST_FINDINGS if intent.count == 1 else intent.count)
    if intent.channels:
        found = tuple(
            f for f in context.findings if any(g.channel in intent.channels for g in f.figures) and f.advice
        )
    if not found:
        raise UnanswerableError(
            "No finding of these readings comes with advice. You can ask what uses the most.",
            suggestions=("When are my peak hours?",),
        )
    for finding in found:
        draft.quote(finding.text)
        draft.quote(finding.advice or "")
        draft.keep(
            Value(
                figure.name,
                figure.value,
                figure.unit,
                figure.channel or "total",
                figure.start,
                figure.end,
                "findings",
                {"kind": finding.kind},
            )
            for figure in finding.figures
        )
    draft.period = context.whole
    return draft


def similar(context: Context, intent: Intent) -> Draft:
    """The use of a year beside that of typical homes in the country."""
    from energy_core.comparison import similar_homes

    if intent.channels:
        raise UnanswerableError(
            "What is typical is known for whole homes here, not for an appliance. You can ask what "
            "share it has.",
            suggestions=("What share does each appliance have?",),
        )
    found = (
        context.analysis.comparison if context.analysis is not None and context.analysis.comparison else None
    )
    found = found or similar_homes(context.readings, context.home)
    draft, origin = Draft(context), Origin("similar_homes", context.whole)
    year = origin.value("kwh_per_year", round(found.kwh_per_year, 6), "kWh")
    low, mid, high = (
        origin.value(name, float(value), "kWh")
        for name, value in (
            ("typical_low", found.typical_low_kwh),
            ("typical", found.typical_kwh),
            ("typical_high", found.typical_high_kwh),
        )
    )
    draft.say(
        "At this rate the home uses {year} a year; typical homes here use {mid}, most between {low} "
        "and {high}.",
        year=year,
        mid=mid,
        low=low,
        high=high,
    )
    if found.verdict is not None:
        draft.say(f"So it is {VERDICTS[found.verdict]}.")
    if found.seasonal_caveat:
        draft.quote(found.seasonal_caveat)
    draft.period = context.whole
    return draft
