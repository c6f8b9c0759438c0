"""Answers that name the highest or lowest: appliances, days, hours, days of the week, hours of the day."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from energy_core import words
from energy_core.assistant.answer import Value
from energy_core.assistant.context import Context, Price
from energy_core.assistant.draft import Draft
from energy_core.assistant.intent import Intent
from energy_core.assistant.outcome import UnanswerableError, UnclearError
from energy_core.assistant.periods import Period
from energy_core.assistant.rules_usage import MOST_LISTED, require_price, say_sum, subject
from energy_core.assistant.scope import inside, period_of
from energy_core.assistant.tools import extremes
from energy_core.assistant.tools.half_hours import ranked_half_hours
from energy_core.assistant.tools.money import by_hour, cost_of
from energy_core.assistant.tools.result import Result
from energy_core.local_time import Span

PLACES: Final = ("", "second ", "third ", "fourth ", "fifth ")


def ranking(context: Context, intent: Intent) -> Draft:
    """The highest or lowest appliances, hours, days, weeks, months, days of the week, hours of the day."""
    side: extremes.Side = "lowest" if intent.lowest else "highest"
    if intent.place > 1 and (intent.count > 1 or intent.is_yes_no):
        raise UnclearError("Please ask for one place at a time, such as the second highest day.")
    if intent.subject == "channel":
        return (
            _is_the_top_channel(context, intent, side)
            if intent.is_yes_no
            else _channels(context, intent, side)
        )
    if intent.is_yes_no and (intent.subject or "day") == "day":
        return _is_the_top_day(context, intent, side)
    if intent.is_yes_no:
        raise UnclearError("Shall I name the highest or lowest? Please ask which it was.")
    if intent.subject in ("weekday", "hour-of-day"):
        return ranked_cycle(context, intent, side)
    return _spans(context, intent, side)


def _spans(context: Context, intent: Intent, side: extremes.Side) -> Draft:
    span = (intent.subject or "day").replace("-", " ")
    draft, channel = Draft(context), one_channel(intent)
    period = period_of(context, intent, channel)
    result = _ranked(context, intent, side, channel=channel, period=period)
    values = _placed(result, intent, f"{span}s")
    if len(values) == 1:
        draft.say(
            f"The {PLACES[intent.place - 1]}{side} {span} in {{period}} was {{when}}: "
            f"{lowered(subject(context, channel))} {{kwh}}.",
            period=period,
            when=span_of(values[0]),
            channel=channel or "",
            kwh=values[0],
        )
    else:
        draft.say(f"The {side} {span}s in {{period}}:", period=period)
        for value in values[:MOST_LISTED]:
            draft.say("{when} with {kwh}.", when=span_of(value), kwh=value)
            _add_cost(draft, intent, value)
    if len(values) == 1:
        _add_cost(draft, intent, values[0])
    draft.about(result)
    draft.remark(period)
    return draft


def _ranked(
    context: Context, intent: Intent, side: extremes.Side, *, channel: str | None, period: Period
) -> Result:
    count, price = max(intent.count, intent.place), ranking_price(context, intent)
    if intent.subject == "half-hour":
        if price is not None:
            raise UnclearError("Half hours are ranked by energy. You can ask for the dearest hour or day.")
        return ranked_half_hours(context, channel=channel, period=period, side=side, count=count)
    span: Span = intent.subject or "day"  # type: ignore[assignment]
    return extremes.ranked_spans(
        context, channel=channel, period=period, span=span, side=side, count=count, price=price
    )


def _placed(result: Result, intent: Intent, noun: str) -> tuple[Value, ...]:
    """The values asked for: the first ones, or the one at a place."""
    if len(result.values) < intent.place:
        raise UnanswerableError(f"There are not so many {noun} to rank.")
    return result.values[intent.place - 1 :] if intent.place > 1 else result.values


def _add_cost(draft: Draft, intent: Intent, value: Value) -> None:
    if intent.money:
        draft.say("That cost {money}.", money=cost_of(draft.context, value, require_price(intent), "cost"))


def _channels(context: Context, intent: Intent, side: extremes.Side) -> Draft:
    if len(intent.channels) == 1:
        raise UnclearError("Ranked are appliances beside each other. Please name two, or none for all.")
    draft, period = Draft(context), period_of(context, intent, None)
    result = extremes.ranked_channels(
        context, among=intent.channels, period=period, side=side, count=max(intent.count, intent.place),
        price=ranking_price(context, intent),
    )  # fmt: skip
    values = _placed(result, intent, "appliances")
    word = f"{PLACES[intent.place - 1]}{'most' if side == 'highest' else 'least'}"
    if len(values) == 1:
        draft.keep((_name_of(values[0], side),))
        draft.say(
            f"{{channel}} used the {word} in {{period}}: {{kwh}}.",
            channel=values[0].channel or "",
            period=period,
            kwh=values[0],
        )
        _add_cost(draft, intent, values[0])
    else:
        draft.say(f"What used the {word} in {{period}}:", period=period)
        for value in values[:MOST_LISTED]:
            draft.say("{channel} {kwh}.", channel=value.channel or "", kwh=value)
            _add_cost(draft, intent, value)
        say_sum(draft, list(values))
    draft.about(result, chart=len(values) > 1)
    draft.remark(period)
    return draft


def _name_of(value: Value, side: extremes.Side) -> Value:
    return replace(value, name=f"{side}_channel", value=value.channel or "", unit="")


def _is_the_top_channel(context: Context, intent: Intent, side: extremes.Side) -> Draft:
    """Yes or no: the appliance named is the highest or lowest."""
    if len(intent.channels) != 1 or intent.count > 1:
        raise UnclearError("Please name one appliance, or ask which uses the most.")
    draft, period = Draft(context), period_of(context, intent, None)
    result = extremes.ranked_channels(context, among=(), period=period, side=side, count=1,
                                        price=ranking_price(context, intent))  # fmt: skip
    top, word = result.values[0], "most" if side == "highest" else "least"
    draft.sentences.append("Yes." if top.channel == intent.channel else "No.")
    draft.keep((_name_of(top, side),))
    draft.say(
        f"{{channel}} used the {word} in {{period}}: {{kwh}}.",
        channel=top.channel or "",
        period=period,
        kwh=top,
    )
    _add_cost(draft, intent, top)
    draft.about(result)
    draft.remark(period)
    return draft


def _is_the_top_day(context: Context, intent: Intent, side: extremes.Side) -> Draft:
    """Yes or no: the one day named is the highest or lowest of all."""
    channel = one_channel(intent)
    if len(intent.periods) != 1 or not intent.periods[0].is_one_day or intent.count > 1:
        raise UnclearError("Please name one day, or ask which day was the highest.")
    draft, day = Draft(context), inside(context, intent.periods[0], channel)
    whole = replace(context.span_of(channel), hours=day.hours)
    result = extremes.ranked_spans(context, channel=channel, period=whole, span="day", side=side, count=1)
    top = result.values[0]
    draft.sentences.append("Yes." if span_of(top).start == day.start.normalize() else "No.")
    draft.say(
        f"The {side} day in {{period}} was {{when}}: {lowered(subject(context, channel))} {{kwh}}.",
        period=whole,
        when=span_of(top),
        channel=channel or "",
        kwh=top,
    )
    _add_cost(draft, intent, top)
    draft.about(result)
    draft.remark(day)
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


def ranking_price(context: Context, intent: Intent) -> Price | None:
    """The price to rank by; None where the order of cost is that of energy."""
    if not intent.money or intent.price is None or by_hour(context, intent.price) is None:
        return None
    return intent.price


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
