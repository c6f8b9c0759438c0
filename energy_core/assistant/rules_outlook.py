"""Answers about where use is going: the forecast and the trend."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from energy_core.assistant.context import Context
from energy_core.assistant.draft import Draft
from energy_core.assistant.intent import Intent
from energy_core.assistant.outcome import UnclearError
from energy_core.assistant.periods import Period
from energy_core.assistant.rules_compare import usual
from energy_core.assistant.rules_rank import one_channel
from energy_core.assistant.rules_usage import require_price
from energy_core.assistant.tools import outlook
from energy_core.assistant.tools.result import Origin
from energy_core.readings import Readings


def forecast(context: Context, intent: Intent) -> Draft:
    """Energy, or money, of a time to come."""
    if len(intent.channels) > 1:
        raise UnclearError("Please ask for the forecast of one appliance at a time.")
    if intent.periods:
        raise UnclearError(
            "The forecast is of the days after the last reading. Which of them do you mean?",
            suggestions=("What will I use next week?",),
        )
    draft, channel = Draft(context), intent.channel
    period = intent.future or _next_week(context, channel)
    result = outlook.forecast(context, channel=channel, period=period)
    value, low, high, band = (
        result[name] for name in ("forecast", "forecast_lower", "forecast_upper", "band")
    )
    who = "{channel}" if channel else "the home"
    draft.say(
        f"In {{period}} {who} is expected to use {{kwh}}, with {{band}} probability between {{low}} "
        f"and {{high}}.",
        period=period,
        channel=channel or "",
        kwh=value,
        band=band,
        low=low,
        high=high,
    )
    if intent.money:
        money = outlook.forecast_cost(result, require_price(intent))
        draft.say(
            "At {price} that is {money}, between {low} and {high}.",
            price=money["price_per_kwh"],
            money=money["forecast_cost"],
            low=money["forecast_cost_lower"],
            high=money["forecast_cost_upper"],
        )
    draft.about(result, chart=True)
    draft.remark(period)
    return draft


def _next_week(context: Context, channel: str | None) -> Period:
    """The seven days after the last reading's day."""
    last = context.span_of(channel).last_day.tz_localize(None)
    first, end = (
        (last + pd.DateOffset(days=step)).tz_localize(
            context.timezone, nonexistent="shift_forward", ambiguous=True
        )
        for step in (1, 8)
    )
    return Period(first, end)


def trend(context: Context, intent: Intent) -> Draft:
    """Whether use rises or falls, per month."""
    from energy_core.trend import trend as slope

    if len(intent.periods) == 1:
        return usual(context, intent)
    if intent.periods:
        raise UnclearError("The trend is over all readings. For two periods, please compare them.")
    channel = one_channel(intent)
    found = (
        context.analysis.trend
        if context.analysis is not None and context.analysis.trend and channel is None
        else slope(_as_consumption(context, channel))
    )
    draft, origin = Draft(context), Origin("trend", context.span_of(channel), channel)
    value = origin.value("trend_per_month", round(found.percent_per_month, 6), "%")
    days = origin.value("trend_days", found.days, "days")
    word = "rising" if value.number > 0 else "falling"
    if intent.is_yes_no and intent.more is not None:
        draft.sentences.append("Yes." if (value.number > 0) == intent.more else "No.")
    who = "Use of {channel}" if channel else "Use"
    draft.say(
        f"{who} is {word} by {{value}} a month, over {{days}} read in full.",
        channel=channel or "",
        value=value,
        days=days,
    )
    draft.period = context.span_of(channel)
    return draft


def _as_consumption(context: Context, channel: str | None) -> Readings:
    """The readings, or one channel alone as if it were the home."""
    if channel is None:
        return context.readings
    alone = replace(context.readings.channel(channel), role="mains")
    return replace(context.readings, channels=(alone,))
