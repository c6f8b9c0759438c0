"""Answers about times: peaks, runs, the typical day, always-on load, spans above a limit."""

from __future__ import annotations

from energy_core.assistant.answer import Value
from energy_core.assistant.context import Context
from energy_core.assistant.draft import Draft
from energy_core.assistant.intent import Intent
from energy_core.assistant.rules_rank import lowered, one_channel, ranked_cycle
from energy_core.assistant.rules_usage import require_price, subject
from energy_core.assistant.scope import period_of
from energy_core.assistant.tools import extremes, profile
from energy_core.assistant.tools.money import cost_of
from energy_core.assistant.tools.usage import usage_total


def peak_hours(context: Context, intent: Intent) -> Draft:
    """The three peak hours of the day; of a single day, its highest hour."""
    draft, channel = Draft(context), one_channel(intent)
    if intent.lowest and intent.metric == "peak_hours":
        return ranked_cycle(context, intent, "lowest")
    period = period_of(context, intent, channel)
    if period.is_one_day:
        result = extremes.ranked_spans(
            context, channel=channel, period=period, span="hour", side="highest", count=1
        )
        top = result.values[0]
        assert top.start is not None
        hour = Value(
            "peak_hour", top.start.hour, "hour", top.channel, top.start, top.end, top.tool, top.arguments
        )
        draft.say("The peak hour of {day} began at {hour}, with {kwh}.", day=period, hour=hour, kwh=top)
    else:
        result = extremes.peak_hours(context, channel=channel, period=period)
        first, second, third = (value for value in result if value.name == "peak_hours")
        whose = "The peak hours of {channel}" if channel else "The peak hours of the home"
        draft.say(
            f"{whose} begin at {{first}}, {{second}} and {{third}}: the three consecutive hours with "
            f"the highest mean use in {{period}}.",
            channel=channel or "",
            first=first,
            second=second,
            third=third,
            period=period,
        )
        draft.say(
            "The single highest begins at {hour}, with {kwh} on average.",
            hour=result["peak_hour"],
            kwh=result["mean_in_peak_hour"],
        )
    draft.about(result, chart=not period.is_one_day)
    draft.remark(period)
    return draft


def peak_power(context: Context, intent: Intent) -> Draft:
    """The highest hourly mean power."""
    draft, channel = Draft(context), one_channel(intent)
    period = period_of(context, intent, channel)
    result = profile.peak_power(context, channel=channel, period=period)
    peak = result["peak_power"]
    assert peak.start is not None
    who = "{channel}" if channel else "The home"
    draft.say(
        f"{who} drew most in the hour from {{at}}: {{peak}} on average over that hour, in {{period}}.",
        channel=channel or "",
        at=peak.start,
        peak=peak,
        period=period,
    )
    draft.about(result)
    draft.remark(period)
    return draft


def mean_power(context: Context, intent: Intent) -> Draft:
    """Energy over time."""
    draft, channel = Draft(context), one_channel(intent)
    period = period_of(context, intent, channel)
    result = profile.mean_power(context, channel=channel, period=period)
    who = "{channel}" if channel else "The home"
    draft.say(
        f"{who} drew {{kw}} on average in {{period}}: {{usage}} over {{hours}}.",
        channel=channel or "",
        kw=result["average_power"],
        period=period,
        usage=result["usage"],
        hours=result["read"],
    )
    draft.about(result)
    draft.remark(period)
    return draft


def baseload(context: Context, intent: Intent) -> Draft:
    """Always-on power, what it uses in a day, and its cost."""
    draft, channel = Draft(context), one_channel(intent)
    period = period_of(context, intent, channel)
    result = profile.baseload(context, channel=channel, period=period)
    who = "{channel}" if channel else "The home"
    draft.say(
        f"{who} always draws about {{kw}}, which is {{day}} per day or {{year}} in a year (from {{period}}).",
        channel=channel or "",
        kw=result["baseload"],
        day=result["baseload_per_day"],
        year=result["baseload_per_year"],
        period=period,
    )
    if intent.money or (intent.price and not intent.channels):
        money = cost_of(
            context, result["baseload_per_day"], require_price(intent), "baseload_cost_per_day", evenly=True
        )
        yearly = cost_of(
            context, result["baseload_per_year"], require_price(intent), "baseload_cost_per_year", evenly=True
        )
        draft.say("That costs {money} per day, {yearly} in a year.", money=money, yearly=yearly)
    draft.about(result)
    draft.remark(period)
    return draft


def load_factor(context: Context, intent: Intent) -> Draft:
    draft, channel = Draft(context), one_channel(intent)
    period = period_of(context, intent, channel)
    result = profile.load_factor(context, channel=channel, period=period)
    draft.say(
        "The load factor in {period} is {factor}: mean power divided by the highest hour, {peak}.",
        period=period,
        factor=result["load_factor"],
        peak=result["peak_power"],
    )
    draft.about(result)
    draft.remark(period)
    return draft


def typical_day(context: Context, intent: Intent) -> Draft:
    draft, channel = Draft(context), one_channel(intent)
    period = period_of(context, intent, channel)
    result = profile.typical_day(context, channel=channel, period=period)
    draft.say(
        f"On a typical day in {{period}} {lowered(subject(context, channel))} {{total}}.",
        period=period,
        channel=channel or "",
        total=result["typical_day"],
    )
    draft.say(
        "The highest hour begins at {high} with {most}, the lowest at {low} with {least}.",
        high=result["highest_hour"],
        most=result["mean_in_highest_hour"],
        low=result["lowest_hour"],
        least=result["mean_in_lowest_hour"],
    )
    draft.about(result, chart=True)
    draft.remark(period)
    return draft


def spans_beyond(context: Context, intent: Intent) -> Draft:
    """How many days, hours … were above or below a limit."""
    draft, channel = Draft(context), one_channel(intent)
    assert intent.limit_kwh is not None
    period = period_of(context, intent, channel)
    span = intent.span or "day"
    result = extremes.spans_beyond(
        context,
        channel=channel,
        period=period,
        span=span,
        limit_kwh=intent.limit_kwh,
        above=intent.limit_above,
    )
    if intent.is_yes_no and period.is_one_day:
        used = usage_total(context, channel=channel, period=period)["usage"]
        beyond = used.number > intent.limit_kwh if intent.limit_above else used.number < intent.limit_kwh
        draft.sentences.append("Yes." if beyond else "No.")
        draft.say(
            f"{subject(context, channel)} {{used}} in {{period}}.",
            channel=channel or "",
            used=used,
            period=period,
        )
    word = "more" if intent.limit_above else "less"
    count, all_of = result[f"{span}s_beyond"], result[f"{span}s_counted"]
    unit = "" if span in ("hour", "day") else f" {span}s"
    draft.say(
        f"{subject(context, channel)} {word} than {{limit}} in {{count}}{unit} of {{all_of}} in {{period}}.",
        channel=channel or "",
        limit=result["limit"],
        count=count,
        all_of=all_of,
        period=period,
    )
    if count.number:
        draft.say("That makes {sum} in all of them.", sum=result["usage_beyond"])
    draft.about(result)
    draft.remark(period)
    return draft
