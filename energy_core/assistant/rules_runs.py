"""Answers about runs of an appliance, and about how much days differ."""

from __future__ import annotations

from dataclasses import replace

from energy_core import words
from energy_core.assistant.context import Context
from energy_core.assistant.draft import Draft
from energy_core.assistant.intent import Intent
from energy_core.assistant.outcome import UnanswerableError, UnclearError
from energy_core.assistant.periods import Period
from energy_core.assistant.rules_rank import lowered, one_channel, span_of
from energy_core.assistant.rules_usage import require_price, subject
from energy_core.assistant.scope import period_of
from energy_core.assistant.slots import Slot
from energy_core.assistant.tools import extremes, money
from energy_core.assistant.tools.result import Result
from energy_core.year import DAYS_PER_YEAR


def _runs_of(context: Context, intent: Intent) -> tuple[str, Period, Result]:
    """The appliance, the whole days and the runs that a question is about."""
    channel = one_channel(intent)
    if channel is None:
        raise UnclearError(f"Which appliance do you mean? {context.names.offer()}")
    period = period_of(context, intent, channel)
    if period.is_filtered:
        raise UnclearError("Runs are counted over whole days. Please ask without hours or days of the week.")
    return channel, period, extremes.runs(context, channel=channel, period=period)


def runs(context: Context, intent: Intent) -> Draft:
    """When an appliance last ran, how often and how long."""
    draft = Draft(context)
    channel, period, result = _runs_of(context, intent)
    last = result.get("last_run")
    if last is None:
        if context.readings.channel(channel).kwh <= 0:
            raise UnanswerableError(f"{words.label(channel)} used nothing in these readings.")
        draft.say(
            "{channel} did not run in {period}: {count} runs.",
            channel=channel,
            period=period,
            count=result["run_count"],
        )
    else:
        draft.say(
            "{channel} last ran {when} ({length}, {kwh}).",
            channel=channel,
            when=span_of(last),
            length=result["last_run_length"],
            kwh=last,
        )
        draft.say(
            "In {period} it ran {count} times on {days}, {hours} in all; running means above {above}.",
            period=period,
            count=result["run_count"],
            days=result["run_days"],
            hours=result["run_hours"],
            above=result["running_above"],
        )
        _say_days(draft, result)
    draft.about(result)
    draft.remark(period)
    return draft


def _say_days(draft: Draft, result: Result) -> None:
    """The days on which it ran, where they are few."""
    days = [value for value in result if value.name == "run_day"]
    if len(days) > 1:
        slots: dict[str, Slot] = {f"day_{chr(97 + at)}": span_of(day) for at, day in enumerate(days)}
        draft.say(f"Those began on {words.listed(f'{{{name}}}' for name in slots)}.", **slots)


def per_run(context: Context, intent: Intent) -> Draft:
    """Mean energy, and cost, of a run of an appliance."""
    draft = Draft(context)
    channel, period, result = _runs_of(context, intent)
    if (kwh := result.get("usage_per_run")) is None:
        raise UnanswerableError(f"{words.label(channel)} did not run {period.placed}.")
    draft.say(
        "A run of {channel} used {kwh} on average: it ran {count} times in {period}.",
        channel=channel,
        kwh=kwh,
        count=result["run_count"],
        period=period,
    )
    if intent.money or intent.price is not None:
        price = require_price(intent)
        cost = extremes.cost_per_run(context, channel=channel, period=period, price=price)["cost_per_run"]
        draft.say("That costs {cost} a run.", cost=cost)
    draft.about(result)
    draft.remark(period)
    return draft


def yearly(context: Context, intent: Intent) -> Draft:
    """Energy, and money, of a year at the rate of the days read in full."""
    draft = Draft(context)
    for channel in intent.channels or (None,):
        period = period_of(context, intent, channel)
        result = extremes.yearly(context, channel=channel, period=period)
        year = result["usage_per_year"]
        who = lowered(subject(context, channel)).replace(" used", " uses")
        draft.say(
            f"At the rate of {{period}} {who} {{year}} in a year, from {{days}} read in full.",
            period=period,
            channel=channel or "",
            year=year,
            days=result["complete_days"],
        )
        if intent.money:
            price = require_price(intent)
            cost = money.mean_cost(context, channel=channel, period=period, per="day", price=price)
            day = cost.get("average_bill_per_day") or cost["average_cost_per_day"]
            whole = replace(day, name="cost_per_year", value=round(day.number * DAYS_PER_YEAR, 6))
            draft.say("That costs {cost} in a year.", cost=whole)
        if result["complete_days"].number < extremes.WHOLE_YEAR:
            draft.sentences.append("A whole year, with its seasons, may differ.")
        draft.about(result)
    return draft


def spread(context: Context, intent: Intent) -> Draft:
    """The standard deviation of hours, days, weeks or months read in full."""
    draft, channel, span = Draft(context), one_channel(intent), intent.span or "day"
    period = period_of(context, intent, channel)
    result = extremes.spread(context, channel=channel, period=period, span=span)
    draft.say(
        f"The standard deviation of {span}s in {{period}} is {{std}}, around a mean of {{mean}}.",
        period=period,
        std=result["standard_deviation"],
        mean=result["mean"],
    )
    draft.about(result)
    draft.remark(period)
    return draft
