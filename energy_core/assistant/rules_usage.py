"""Answers about amounts: totals, cost, averages, shares, appliances side by side."""

from __future__ import annotations

from energy_core.assistant.answer import Value
from energy_core.assistant.context import Context, Price
from energy_core.assistant.draft import Draft
from energy_core.assistant.intent import Intent
from energy_core.assistant.outcome import UnanswerableError, UnclearError
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
        _sum(draft, sums)
    return draft


def _one_total(draft: Draft, intent: Intent, channel: str | None, period: Period) -> Value:
    context = draft.context
    if intent.money:
        price = require_price(intent)
        result = tools.cost(context, channel=channel, period=period, price=price)
        start = subject(context, channel).removesuffix(" used")
        draft.say(
            f"{start} cost {{money}} in {{period}}: {{usage}} at {{price}}.",
            channel=channel or "", money=result["cost"], period=period, usage=result["usage"], price=result["price_per_kwh"],
        )  # fmt: skip
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


def _sum(draft: Draft, parts: list[Value]) -> None:
    channels = {part.channel for part in parts}
    if len(channels) > 1 and _overlap(draft.context, channels):
        return
    arguments = {"parts": [dict(part.arguments) for part in parts]}
    whole = Value("sum", round(sum(part.number for part in parts), 6), parts[0].unit,
                  parts[0].channel if len(channels) == 1 else None, tool="sum", arguments=arguments)  # fmt: skip
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
            money = _priced(mean, price, f"average_cost_per_{per}")
            start = subject(context, channel).removesuffix(" used")
            draft.say(f"On average {_lower(start)} cost {{money}} per {per} ({{mean}}) in {{period}}, at {{price}}.",
                      channel=channel or "", money=money, mean=mean, period=period, price=_price_value(price, mean))  # fmt: skip
        else:
            draft.say(f"On average {_lower(subject(context, channel))} {{mean}} per {per} in {{period}}.",
                      channel=channel or "", mean=mean, period=period)  # fmt: skip
        draft.remark(period)
    return draft


def _lower(start: str) -> str:
    return "the home" + start.removeprefix("The home") if start.startswith("The home") else start


def _priced(energy: Value, price: Price, name: str) -> Value:
    arguments = {**energy.arguments, "price_per_kwh": price.per_kwh}
    return Value(name, round(energy.number * price.per_kwh, 6), price.unit, energy.channel, energy.start, energy.end,
                 energy.tool, arguments)  # fmt: skip


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


def share(context: Context, intent: Intent) -> Draft:
    """An appliance's part of the total; of all appliances when none is named."""
    if not intent.channels and len(intent.periods) == 1 and intent.periods[0].is_filtered:
        return _share_of_time(context, intent)
    if not intent.channels:
        return by_channel(context, intent)
    draft = Draft(context)
    for channel in intent.channels:
        period = period_of(context, intent, channel)
        result = tools.share(context, channel=channel, period=period)
        draft.say("{channel} used {share} of the home's energy in {period}: {usage} of {whole}.", channel=channel,
                  share=result["share"], period=period, usage=result["usage"], whole=result["total_usage"])  # fmt: skip
        draft.about(result)
        draft.remark(period)
    return draft


def _share_of_time(context: Context, intent: Intent) -> Draft:
    """What part of the use falls into some hours or days of the week."""
    draft, period = Draft(context), period_of(context, intent, None)
    result = tools.share_of_time(context, channel=None, period=period)
    draft.say(
        "{share} of the home's energy was used in {period}: {usage} of {whole}.",
        share=result["share"], period=period, usage=result["usage"], whole=result["total_usage"],
    )  # fmt: skip
    draft.about(result)
    draft.remark(period)
    return draft


def by_channel(context: Context, intent: Intent) -> Draft:
    """Every appliance, the highest first."""
    draft = Draft(context)
    period = period_of(context, intent, None)
    result = tools.by_channel(context, period=period)
    draft.about(result, chart=True)
    draft.say("In {period}, from the highest:", period=period)
    listed = [value for value in result if value.channel in intent.channels or not intent.channels][
        :MOST_LISTED
    ]
    for value in listed:
        assert value.channel is not None
        if intent.money:
            money = _priced(value, require_price(intent), "cost")
            draft.say("{channel} {money} ({usage}).", channel=value.channel, money=money, usage=value)
        elif intent.metric == "share":
            part = tools.share(context, channel=value.channel, period=period)["share"]
            draft.say("{channel} {share} ({usage}).", channel=value.channel, share=part, usage=value)
        else:
            draft.say("{channel} {usage}.", channel=value.channel, usage=value)
    draft.remark(period)
    return draft


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
    draft.say(f"{subject(context, channel)} {{usage}} in {{period}}; the table has every {span}.",
              channel=channel or "", usage=total["usage"], period=period)  # fmt: skip
    if intent.money:
        money = _priced(total["usage"], require_price(intent), "cost")
        draft.say("That cost {money}.", money=money)
    when = Period(top.start, top.end)
    draft.say(f"The highest {span} was {{when}} with {{top}}.", when=when, top=top)
    draft.about(result, chart=True)
    draft.missing(total)
    draft.remark(period)
    return draft


def _calendar_span(intent: Intent) -> Span:
    return intent.span or "day"


def untracked(context: Context, intent: Intent) -> Draft:
    """What no appliance accounts for."""
    if intent.channels:
        raise UnanswerableError("What is not tracked belongs to the home as a whole, not to an appliance.")
    draft, period = Draft(context), period_of(context, intent, None)
    result = tools.untracked(context, period=period)
    draft.say("Of {whole} in {period}, {untracked} went through no appliance that is metered.", whole=result["total_usage"],
              period=period, untracked=result["untracked"])  # fmt: skip
    if (part := result.get("untracked_share")) is not None:
        draft.say("That is {part}.", part=part)
    draft.about(result)
    draft.remark(period)
    return draft
