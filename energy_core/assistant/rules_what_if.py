"""Answers about what would be: a load moved, an appliance used less or not at all, other prices."""

from __future__ import annotations

from dataclasses import replace

from energy_core import words
from energy_core.assistant.answer import Value
from energy_core.assistant.context import Context, Price
from energy_core.assistant.draft import Draft
from energy_core.assistant.intent import Intent
from energy_core.assistant.outcome import UnanswerableError, UnclearError
from energy_core.assistant.periods import Period
from energy_core.assistant.rules_measures import at_other_prices
from energy_core.assistant.rules_rank import one_channel
from energy_core.assistant.scope import period_of
from energy_core.assistant.tools import billing, changes
from energy_core.assistant.tools import profile as profiles
from energy_core.assistant.tools.result import Result


def what_if_moved(context: Context, intent: Intent) -> Draft:
    """A load in other hours of the same day."""
    draft, channel = Draft(context), one_channel(intent)
    if channel is None:
        raise UnclearError(
            f"Which appliance shall I move? {context.names.offer()}", suggestions=("When are my peak hours?",)
        )
    period = _days(context, intent, channel)
    to: frozenset[int] | str | None = intent.rate or intent.to_hours
    if to is None:
        raise UnclearError("To which hours shall I move it, for instance after midnight, or off-peak?")
    billing.require_tariff(context)
    result = changes.moved(context, period, channel, to)
    name = _rate_name(context, to) if isinstance(to, str) else words.hours(to)
    draft.texts.append(name)
    saved = result["saved_money"]
    word = "less" if saved.number >= 0 else "more"
    if saved.number == 0:
        _say_no_change(draft, channel, name, period=period, saved=saved)
        _finish(draft, result, period)
        return draft
    draft.say(
        f"With {{channel}} in {{to}} of the same day instead, {{period}} would have cost {{saved}} {word}, "
        f"which is {{year}} {word} in a year at this rate.",
        channel=channel,
        to=name,
        period=period,
        saved=saved,
        year=result["saved_money_per_year"],
    )
    draft.sentences.append("Its use is spread evenly over those hours; the energy stays the same.")
    _finish(draft, result, period)
    return draft


def _say_no_change(draft: Draft, channel: str, to: str, *, period: Period, saved: Value) -> None:
    one_price = not draft.context.has_rates
    why = "your price is the same at all hours" if one_price else "it runs at hours of the same price already"
    draft.say(
        f"With {{channel}} in {{to}} of the same day instead, {{period}} would have cost the same: "
        f"{why}, so {{saved}} would be saved.",
        channel=channel,
        to=to,
        period=period,
        saved=saved,
    )
    if one_price:
        draft.sentences.append("Moving it saves only under a tariff with cheaper hours.")


def _rate_name(context: Context, rate: str) -> str:
    """The rate's own name; nothing in it is a figure."""
    tariff = billing.require_tariff(context)
    if len(tariff.versions[-1].rates) < 2:
        return "other hours"
    return f"the hours of {words.label(tariff.versions[-1].rates[changes.rate_number(tariff, rate)].name)}"


def what_if_less(context: Context, intent: Intent) -> Draft:
    """An appliance, or the whole home, using some percent less or more; without it at all."""
    draft, channel = Draft(context), one_channel(intent)
    if intent.percent is None:
        raise UnclearError("By how much, for instance 10% less?")
    if intent.percent < -100:
        raise UnclearError("Nothing can use less than nothing. By how many percent shall I count?")
    period = _days(context, intent, channel)
    result = changes.used_less(context, period, channel, intent.percent)
    who = "{channel}" if channel else "the home"
    percent = Value("percent", intent.percent, "%", channel, tool="use_less")
    if intent.percent == -100 and channel:
        draft.say("Without {channel}, in {period}:", channel=channel, period=period)
    else:
        word = "less" if intent.percent < 0 else "more"
        draft.say(f"With {who} using {{percent}} {word}, in {{period}}:", channel=channel or "",
                  percent=percent, period=period)  # fmt: skip
    draft.keep((percent,))
    _say_saved(draft, result)
    _finish(draft, result, period)
    return draft


def what_if_baseload(context: Context, intent: Intent) -> Draft:
    """The always-on load lowered by some power or percent."""
    draft = Draft(context)
    if intent.channels:
        raise UnclearError(
            "The always-on load is of the home. For an appliance, say by how many percent less."
        )
    if intent.kw is None and intent.percent is None:
        raise UnclearError("By how much shall it be lower, for instance 50 W or 20%?")
    period = _days(context, intent, None)
    base = profiles.baseload(context, channel=None, period=period)["baseload"]
    kw = abs(intent.kw) if intent.kw is not None else base.number * abs(intent.percent or 0) / 100
    if kw > base.number:
        draft.say("The home always draws only about {base}.", base=base)
        raise UnclearError(draft.sentences[0] + " Please name less than that.")
    result = changes.base_lowered(context, period, kw)
    lower = Value("lower_by", round(kw, 6), "kW", tool="lower_baseload")
    draft.say("With {lower} less of the {base} that is always on, in {period}:",
              lower=lower, base=base, period=period)  # fmt: skip
    _say_saved(draft, result)
    _finish(draft, result, period)
    return draft


def what_if_price(context: Context, intent: Intent) -> Draft:
    """The bill of the same days at another price, or with all prices some percent higher or lower."""
    draft, channel = Draft(context), one_channel(intent)
    if channel is not None:
        raise UnclearError(
            "Other prices are counted for the whole bill. You can ask what it would cost at a price."
        )
    period, tariff = _days(context, intent, None), billing.require_tariff(context)
    if intent.percent is not None:
        _percent_dearer(draft, intent.percent, period)
        if not intent.periods:
            at_other_prices(draft, intent.percent)
    elif intent.price_said and intent.price is not None:
        _require_currency(intent.price, context.home.currency or tariff.currency)
        other = changes.one_price(tariff, intent.price.per_kwh)
        result = changes.at_prices(context, period, tariff, other)
        price = Value("price_per_kwh", intent.price.per_kwh, intent.price.unit, tool="other_prices")
        draft.say("At {price} at all hours the bill of {period} would be {then} instead of {now}.",
                  price=price, period=period, then=result["bill_then"], now=result["bill"])  # fmt: skip
        _say_more(draft, result)
        draft.about(result)
    else:
        raise UnclearError("At which price, or by how many percent dearer?")
    draft.remark(period)
    return draft


def _require_currency(price: Price, currency: str | None) -> None:
    """Raises UnanswerableError for a price that can't be put beside the bill."""
    if price.currency is not None and currency is not None and price.currency != currency:
        raise UnanswerableError(
            f"The bill is in {currency} and that price in {price.currency}, so they can't be put beside each "
            f"other: no rate of exchange is known here. Please say the price in {currency}.",
            suggestions=("What did last month cost?",),
        )


def _percent_dearer(draft: Draft, percent: float, period: Period) -> None:
    context = draft.context
    tariff = billing.require_tariff(context)
    energy = changes.at_prices(
        context, period, tariff, changes.scaled_prices(tariff, percent, standing=False)
    )
    said = Value("percent", percent, "%", tool="other_prices")
    word = "dearer" if percent >= 0 else "cheaper"
    draft.say(f"With every kWh {{said}} {word} the bill of {{period}} would be {{then}} instead of {{now}}.",
              said=said, period=period, then=energy["bill_then"], now=energy["bill"])  # fmt: skip
    _say_more(draft, energy)
    draft.about(energy)
    if any(version.standing_charge_per_day for version in tariff.versions):
        whole = changes.at_prices(
            context, period, tariff, changes.scaled_prices(tariff, percent, standing=True)
        )
        then = replace(whole["bill_then"], name="bill_then_with_standing_charge")
        draft.say(f"With the standing charge {{said}} {word} too it would be {{then}}.", said=said, then=then)


def _say_more(draft: Draft, result: Result) -> None:
    more = result["more"]
    draft.say(f"That is {{more}} {'more' if more.number >= 0 else 'less'}.", more=more)


def _say_saved(draft: Draft, result: Result) -> None:
    kwh = result["saved"]
    word = "less" if kwh.number >= 0 else "more"
    draft.say(
        f"{{kwh}} {word}, which is {{year}} in a year at this rate.", kwh=kwh, year=result["saved_per_year"]
    )
    if (money := result.get("saved_money")) is not None:
        draft.say(f"The bill would be {{money}} {word}, which is {{year}} in a year.",
                  money=money, year=result["saved_money_per_year"])  # fmt: skip
    if (carbon := result.get("saved_carbon")) is not None and carbon.number:
        draft.say(f"That is {{carbon}} of carbon dioxide {word}.", carbon=carbon)


def _finish(draft: Draft, result: Result, period: Period) -> None:
    draft.about(result)
    if any(c.role == "export" for c in draft.context.readings.channels):
        draft.sentences.append("Only what came from the grid is counted; the export is left as it was.")
    draft.remark(period)


def _days(context: Context, intent: Intent, channel: str | None) -> Period:
    """Whole days: a bill has no parts of days."""
    period = period_of(context, replace(intent, channels=() if channel is None else (channel,)), channel)
    if period.is_filtered:
        raise UnclearError(
            "That is worked out over whole days. Please ask without hours or days of the week."
        )
    return period
