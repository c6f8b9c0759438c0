"""Answers that name the highest or lowest: appliances, days, hours, days of the week, hours of the day."""

from __future__ import annotations

from dataclasses import replace

from energy_core import words
from energy_core.assistant.answer import Value
from energy_core.assistant.context import Context
from energy_core.assistant.draft import Draft
from energy_core.assistant.intent import Intent
from energy_core.assistant.outcome import UnclearError
from energy_core.assistant.periods import Period
from energy_core.assistant.rules_usage import MOST_LISTED, priced, require_price, subject
from energy_core.assistant.scope import period_of
from energy_core.assistant.tools import extremes
from energy_core.local_time import Span


def ranking(context: Context, intent: Intent) -> Draft:
    """The highest or lowest appliances, hours, days, weeks, months, days of the week, hours of the day."""
    side: extremes.Side = "lowest" if intent.lowest else "highest"
    if intent.subject == "channel":
        return _ranked_channels(context, intent, side)
    if intent.subject in ("weekday", "hour-of-day"):
        return ranked_cycle(context, intent, side)
    span: Span = intent.subject or "day"  # type: ignore[assignment]
    draft, channel = Draft(context), one_channel(intent)
    period = period_of(context, intent, channel)
    result = extremes.ranked_spans(
        context, channel=channel, period=period, span=span, side=side, count=intent.count
    )
    if len(result.values) == 1:
        value = result.values[0]
        draft.say(
            f"The {side} {span} in {{period}} was {{when}}: {lowered(subject(context, channel))} {{kwh}}.",
            period=period,
            when=span_of(value),
            channel=channel or "",
            kwh=value,
        )
    else:
        draft.say(f"The {side} {span}s in {{period}}:", period=period)
        for value in result.values[:MOST_LISTED]:
            draft.say("{when} with {kwh}.", when=span_of(value), kwh=value)
            if intent.money:
                draft.say("It cost {money}.", money=priced(value, require_price(intent), "cost"))
    if intent.money and len(result.values) == 1:
        draft.say("That cost {money}.", money=priced(result.values[0], require_price(intent), "cost"))
    draft.about(result)
    draft.remark(period)
    return draft


def _ranked_channels(context: Context, intent: Intent, side: extremes.Side) -> Draft:
    draft, period = Draft(context), period_of(context, intent, None)
    result = extremes.ranked_channels(context, period=period, side=side, count=intent.count)
    word = "most" if side == "highest" else "least"
    if len(result.values) == 1:
        value = result.values[0]
        assert value.channel is not None
        draft.keep((replace(value, name=f"{side}_channel", value=value.channel, unit=""),))
        draft.say(
            f"{{channel}} used the {word} in {{period}}: {{kwh}}.",
            channel=value.channel,
            period=period,
            kwh=value,
        )
    else:
        draft.say(f"What used the {word} in {{period}}:", period=period)
        for value in result.values[:MOST_LISTED]:
            draft.say("{channel} {kwh}.", channel=value.channel or "", kwh=value)
            if intent.money:
                draft.say("It cost {money}.", money=priced(value, require_price(intent), "cost"))
    if intent.money and len(result.values) == 1:
        draft.say("That cost {money}.", money=priced(result.values[0], require_price(intent), "cost"))
    draft.about(result, chart=len(result.values) > 1)
    draft.remark(period)
    return draft


def ranked_cycle(context: Context, intent: Intent, side: extremes.Side) -> Draft:
    draft, channel = Draft(context), one_channel(intent)
    period = period_of(context, intent, channel)
    cycle = "weekday" if intent.subject == "weekday" else "hour"
    result = extremes.mean_by(context, channel=channel, period=period, cycle=cycle)  # type: ignore[arg-type]
    top = (min if intent.lowest else max)(result.values, key=lambda value: value.number)
    key = int(top.name.rsplit("_", 1)[1])
    if cycle == "weekday":
        name = words.WEEKDAYS[key]
        draft.say(
            f"{name} is the {side} day of the week: on average {lowered(subject(context, channel))} "
            f"{{kwh}} in {{period}}.",
            channel=channel or "",
            kwh=top,
            period=period,
        )
        draft.keep((Value("weekday", name, "", top.channel, top.start, top.end, top.tool, top.arguments),))
    else:
        hour = Value("hour", key, "hour", top.channel, top.start, top.end, top.tool, top.arguments)
        draft.say(
            f"The {side} hour of the day begins at {{hour}}: on average {{kwh}} in {{period}}.",
            hour=hour,
            kwh=top,
            period=period,
        )
    draft.about(result)
    draft.remark(period)
    return draft


def one_channel(intent: Intent) -> str | None:
    if len(intent.channels) > 1:
        raise UnclearError("Please ask about one appliance at a time.")
    return intent.channel


def lowered(start: str) -> str:
    return "the home used" if start == "The home used" else start


def span_of(value: Value) -> Period:
    assert value.start is not None
    assert value.end is not None
    return Period(value.start, value.end)
