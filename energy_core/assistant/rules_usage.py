"""Answers about amounts: totals, cost, averages, hours and days."""

from __future__ import annotations

from energy_core.assistant.answer import Value
from energy_core.assistant.context import Context, Price
from energy_core.assistant.draft import Draft
from energy_core.assistant.intent import Intent
from energy_core.assistant.outcome import UnclearError
from energy_core.assistant.periods import Period
from energy_core.assistant.scope import inside, period_of
from energy_core.assistant.tools import usage as tools
from energy_core.local_time import Span

MOST_LISTED = 12
"""Rows said in words; the table holds all."""


def subject(context: Context, channel: str | None) -> str:
    """The start of a sentence about a channel: a slot with the name, or the home."""
    if channel is None:
        return "The home used"
    verb = {"export": "exported", "generation": "generated"}.get(
        context.readings.channel(channel).role, "used"
    )
    return "{channel} " + verb


def require_price(intent: Intent) -> Price:
    """The price to count with. Raises UnclearError that says how to give one."""
    if intent.price is None:
        raise UnclearError(
            "No price per kWh is set, so I can't say what it cost. Add it to the question, such as "
            "“at £0.30 per kWh”, or set the home's price.",
            suggestions=("How much did I use in total?",),
        )
    return intent.price


def total(context: Context, intent: Intent) -> Draft:
    """Energy, or money, of one or several channels in one or several periods."""
    draft = Draft(context)
    channels: tuple[str | None, ...] = intent.channels or (None,)
    said = intent.periods or (None,)
    sums: list[Value] = []
    for channel in channels:
        for one in said:
            period = inside(context, one, channel) if one else context.span_of(channel)
            sums.append(_one_total(draft, intent, channel, period))
    if len(sums) > 1:
        say_sum(draft, sums)
    return draft


def _one_total(draft: Draft, intent: Intent, channel: str | None, period: Period) -> Value:
    context = draft.context
    if intent.money:
        price = require_price(intent)
        result = tools.cost(context, channel=channel, period=period, price=price)
        start = subject(context, channel).removesuffix(" used")
        draft.say(
            f"{start} cost {{money}} in {{period}}: {{usage}} at {{price}}.",
            channel=channel or "",
            money=result["cost"],
            period=period,
            usage=result["usage"],
            price=result["price_per_kwh"],
        )
    else:
        result = tools.usage_total(context, channel=channel, period=period)
        draft.say(
            f"{subject(context, channel)} {{usage}} in {{period}}.",
            channel=channel or "",
            usage=result["usage"],
            period=period,
        )
    draft.about(result)
    draft.missing(result)
    draft.remark(period)
    return result["cost"] if intent.money else result["usage"]


def say_sum(draft: Draft, parts: list[Value]) -> None:
    channels = {part.channel for part in parts}
    if len(channels) > 1 and _overlap(draft.context, channels):
        return
    arguments = {"parts": [dict(part.arguments) for part in parts]}
    whole = Value(
        "sum",
        round(sum(part.number for part in parts), 6),
        parts[0].unit,
        parts[0].channel if len(channels) == 1 else None,
        tool="sum",
        arguments=arguments,
    )
    draft.say("Together that is {whole}.", whole=whole)


def _overlap(context: Context, channels: set[str | None]) -> bool:
    """Whether adding these channels counts energy twice, or adds unlike things."""
    roles = {context.readings.channel(name).role for name in channels if name and name != "total"}
    return len(roles) > 1 or "total" in channels


def average(context: Context, intent: Intent) -> Draft:
    """Mean use of an hour, day, week or month."""
    draft, per = Draft(context), intent.span or "day"
    for channel in intent.channels or (None,):
        period = period_of(context, intent, channel)
        result = tools.average(context, channel=channel, period=period, per=per)
        mean = result[f"average_per_{per}"]
        draft.about(result)
        if intent.money:
            price = require_price(intent)
            money = priced(mean, price, f"average_cost_per_{per}")
            start = subject(context, channel).removesuffix(" used")
            draft.say(
                f"On average {_lower(start)} cost {{money}} per {per} ({{mean}}) in {{period}}, at "
                f"{{price}}.",
                channel=channel or "",
                money=money,
                mean=mean,
                period=period,
                price=_price_value(price, mean),
            )
        else:
            draft.say(
                f"On average {_lower(subject(context, channel))} {{mean}} per {per} in {{period}}.",
                channel=channel or "",
                mean=mean,
                period=period,
            )
        draft.remark(period)
    return draft


def _lower(start: str) -> str:
    return "the home" + start.removeprefix("The home") if start.startswith("The home") else start


def priced(energy: Value, price: Price, name: str) -> Value:
    arguments = {**energy.arguments, "price_per_kwh": price.per_kwh}
    return Value(
        name,
        round(energy.number * price.per_kwh, 6),
        price.unit,
        energy.channel,
        energy.start,
        energy.end,
        energy.tool,
        arguments,
    )


def _price_value(price: Price, like: Value) -> Value:
    return Value(
        "price_per_kwh",
        price.per_kwh,
        price.unit,
        "total",
        like.start,
        like.end,
        like.tool,
        {"price_per_kwh": price.per_kwh},
    )


def usage_by(context: Context, intent: Intent) -> Draft:
    """A table of hours, days, weeks or months."""
    draft, span = Draft(context), _calendar_span(intent)
    channel = intent.channel
    if len(intent.channels) > 1:
        raise UnclearError(f"Please ask for one appliance by {span} at a time.")
    period = period_of(context, intent, channel)
    result = tools.usage_by(context, channel=channel, period=period, group_by=span)
    total = tools.usage_total(context, channel=channel, period=period)
    top = max(result.values, key=lambda value: value.number)
    assert top.start is not None
    assert top.end is not None
    draft.say(
        f"{subject(context, channel)} {{usage}} in {{period}}; the table has every {span}.",
        channel=channel or "",
        usage=total["usage"],
        period=period,
    )
    if intent.money:
        money = priced(total["usage"], require_price(intent), "cost")
        draft.say("That cost {money}.", money=money)
    when = Period(top.start, top.end)
    draft.say(f"The highest {span} was {{when}} with {{top}}.", when=when, top=top)
    draft.about(result, chart=True)
    draft.missing(total)
    draft.remark(period)
    return draft


def _calendar_span(intent: Intent) -> Span:
    return intent.span or "day"
