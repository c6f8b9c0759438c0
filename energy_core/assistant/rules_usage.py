"""Answers about amounts: totals, cost, averages, hours and days."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from energy_core import words
from energy_core.assistant.answer import Rows, Value
from energy_core.assistant.context import Context, Price
from energy_core.assistant.draft import Draft
from energy_core.assistant.intent import Intent
from energy_core.assistant.outcome import UnclearError
from energy_core.assistant.periods import Period
from energy_core.assistant.scope import inside, period_of
from energy_core.assistant.tools import money
from energy_core.assistant.tools import usage as tools
from energy_core.assistant.tools.billing import bill_of, is_billed
from energy_core.assistant.tools.result import Result
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
        return _one_cost(draft, intent, channel, period)
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
    return result["usage"]


def _one_cost(draft: Draft, intent: Intent, channel: str | None, period: Period) -> Value:
    """The bill of whole days of a home with a tariff, else its energy in money."""
    context, price = draft.context, require_price(intent)
    if is_billed(context, price, channel, period):
        result = bill_of(context, period=period)
        say_bill(draft, result, said="The home cost {bill} in {period}")
        energy = money.cost(context, channel=channel, period=period, price=price)
        draft.keep((replace(energy["cost"], name="energy_cost"),))
        draft.about(result)
        draft.remark(period)
        return result["bill"]
    result = money.cost(context, channel=channel, period=period, price=price)
    by_hour = money.by_hour(context, price) is not None
    on_average = " on average, by the hours of the tariff" if by_hour and context.has_rates else ""
    draft.say(
        f"{subject(context, channel).removesuffix(' used')} cost {{money}} in {{period}}: {{usage}}"
        f" at {{price}}"
        f"{on_average}.",
        channel=channel or "",
        money=result["cost"],
        period=period,
        usage=result["usage"],
        price=result["price_per_kwh"],
    )
    if by_hour and context.has_standing_charge:
        draft.sentences.append("The standing charge is not in it.")
    draft.about(result)
    draft.missing(result)
    draft.remark(period)
    return result["cost"]


BILL_PARTS: Final = {
    "energy_charge": "{energy_charge} for {usage}",
    "standing charge": "{standing} standing charge",
    "minimum": "{minimum} to the monthly minimum",
    "export": "less {export} for what was exported",
    "VAT": "{vat} VAT",
}
_SLOTS: Final = {"standing charge": "standing", "VAT": "vat"}


def say_bill(draft: Draft, result: Result, *, said: str = "The bill of {period} is {bill}") -> None:
    """The total of a bill and the lines it is made of."""
    made = [name for name in BILL_PARTS if result.get(name) is not None]
    slots = {_SLOTS.get(name, name): result[name] for name in made}
    parts = words.listed(BILL_PARTS[name] for name in made)
    text = parts if len(made) > 1 else "for {usage}"
    mark = ":" if len(made) > 1 else ","
    draft.say(
        f"{said}{mark} {text}.", period=result.period, bill=result["bill"], usage=result["usage"], **slots
    )
    draft.missing(result)


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
            _say_mean_cost(draft, intent, mean, per, period)
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


def _say_mean_cost(draft: Draft, intent: Intent, mean: Value, per: Span, period: Period) -> None:
    context, price = draft.context, require_price(intent)
    channel = None if mean.channel == "total" else mean.channel
    found = money.mean_cost(context, channel=channel, period=period, per=per, price=price)
    start = _lower(subject(context, channel).removesuffix(" used"))
    draft.say(
        f"On average {start} cost {{money}} per {per} ({{mean}}) in {{period}}, at {{price}}.",
        channel=channel or "",
        money=found[f"average_cost_per_{per}"],
        mean=mean,
        period=period,
        price=found["price_per_kwh"],
    )
    if (charge := found.get("standing charge")) is not None:
        whole = found[f"average_bill_per_{per}"]
        draft.say(
            f"With the standing charge of {{charge}} it is {{whole}} per {per}.", charge=charge, whole=whole
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
        price = require_price(intent)
        draft.say("That cost {money}.", money=money.cost_of(context, total["usage"], price, "cost"))
        result = _with_costs(context, result, price)
    when = Period(top.start, top.end)
    draft.say(f"The highest {span} was {{when}} with {{top}}.", when=when, top=top)
    draft.about(result, chart=True)
    draft.missing(total)
    draft.remark(period)
    return draft


def _with_costs(context: Context, result: Result, price: Price) -> Result:
    """The table with the money of each row."""
    costs = [money.cost_of(context, value, price, "cost") for value in result.values]
    rows = tuple(
        (v.start, v.end, v.channel, v.value, c.value) for v, c in zip(result.values, costs, strict=True)
    )
    columns = ("start", "end", "channel", "kwh", "cost")
    return replace(result, values=(*result.values, *costs), rows=Rows(columns, rows))


def _calendar_span(intent: Intent) -> Span:
    return intent.span or "day"
