"""Answers about tariffs: which is set, which would be cheapest, and how use falls into its rates."""

from __future__ import annotations

from dataclasses import replace

from energy_core import words
from energy_core.assistant.answer import Value
from energy_core.assistant.context import Context
from energy_core.assistant.draft import Draft
from energy_core.assistant.intent import Intent
from energy_core.assistant.outcome import UnanswerableError, UnclearError
from energy_core.assistant.rules_rank import one_channel
from energy_core.assistant.scope import period_of
from energy_core.assistant.tools import billing
from energy_core.assistant.tools.rates import by_rate
from energy_core.bills.explain import caution
from energy_core.tariffs import Rate, Tariff

MOST_RATES = 6


def tariff(context: Context, intent: Intent) -> Draft:
    """The prices that are set: each rate with its hours, and what is paid besides."""
    own, draft = billing.require_tariff(context), Draft(context)
    unit = billing.unit_of(own.currency)
    version = own.versions[-1]
    if context.home.tariff is not None:
        draft.quote(f"The tariff is {words.label(own.name)}.")
    for rate in version.rates[:MOST_RATES]:
        _say_rate(draft, own, rate, unit, alone=len(version.rates) == 1)
    if version.standing_charge_per_day:
        charge = Value("standing_charge_per_day", float(version.standing_charge_per_day), unit, tool="tariff")
        draft.say("The standing charge is {charge} per day.", charge=charge)
    if version.export_per_kwh:
        credit = Value("price_per_kwh", float(version.export_per_kwh), unit, tool="tariff")
        draft.say("What is exported earns {credit}.", credit=credit)
    if own.vat_percent is not None:
        vat = Value("vat_percent", float(own.vat_percent), "%", tool="tariff")
        draft.say("VAT of {vat} comes on top of these prices.", vat=vat)
    if len(version.rates) > 1 and (mean := context.price) is not None:
        paid = Value("price_per_kwh", round(mean.per_kwh, 6), mean.unit, tool="tariff")
        draft.say("At the hours you use it a kWh costs {paid} on average, VAT included.", paid=paid)
    draft.period = context.whole
    return draft


def _say_rate(draft: Draft, own: Tariff, rate: Rate, unit: str, *, alone: bool) -> None:
    for number, step in enumerate(rate.steps):
        price = Value(
            "price_per_kwh", float(step.per_kwh), unit, tool="tariff", arguments={"rate": rate.name}
        )
        when = " ".join(
            part for part in (" ".join(rate.days), " ".join(rate.hours), " ".join(rate.months)) if part
        )
        limit = "" if step.up_to_kwh_per_month is None else " up to a limit per billing period"
        draft.keep((price,))
        if alone and not number and not limit:
            draft.say("A kWh costs {price}.", price=price)
            continue
        placed = f" ({words.label(when)})" if when else " (all other hours)"
        text = f"{words.label(rate.name)}{placed}{limit}: "
        draft.quote(text)
        draft.say("{price}.", price=price)


def cheap_hours(context: Context, intent: Intent) -> Draft:
    """When a kWh costs least under the home's tariff."""
    if not context.has_rates:
        raise UnanswerableError(
            "Your price is the same at all hours, so no hour is cheaper than another.",
            suggestions=("When are my peak hours?",),
        )
    own, draft = billing.require_tariff(context), Draft(context)
    unit = billing.unit_of(own.currency)
    if intent.is_yes_no:
        draft.sentences.append("That depends on the hour.")
    draft.sentences.append("The rates, the cheapest first:")
    for rate in sorted(own.versions[-1].rates, key=lambda one: one.steps[0].per_kwh):
        _say_rate(draft, own, rate, unit, alone=False)
    if own.vat_percent is not None:
        draft.sentences.append("VAT comes on top.")
    draft.period = context.whole
    return draft


def best_tariff(context: Context, intent: Intent) -> Draft:
    """The home's own bill beside the same days under each of its other tariffs."""
    own, draft = billing.require_tariff(context), Draft(context)
    if intent.channels:
        raise UnclearError("Tariffs are compared for the home as a whole. Please ask without an appliance.")
    period = period_of(context, intent, None)
    result = billing.compared(context, period=period)
    totals = [value for value in result if value.name == "bill_under_tariff"]
    cheapest, now = totals[0], next(v for v in totals if v.arguments["tariff"] == own.name)
    saving = replace(now, name="saving", value=round(now.number - cheapest.number, 2))
    best = str(cheapest.arguments["tariff"])
    if best == own.name:
        draft.say("{name} is already the cheapest of those that are set: {total} in {period}.",
                  name=best, total=now, period=period)  # fmt: skip
        if intent.is_yes_no and intent.more is None:
            draft.sentences.insert(0, "Yes.")
    else:
        if intent.is_yes_no and intent.more is None:
            draft.sentences.append("No.")
        draft.say(
            "{best} would have been the cheapest in {period}: {total} against {now} with {own}.",
            best=best, period=period, total=cheapest, now=now, own=own.name,
        )  # fmt: skip
        draft.say("That is {saving} less.", saving=saving)
    for value in totals:
        if value not in (cheapest, now):
            draft.say("{name}: {total}.", name=str(value.arguments["tariff"]), total=value)
    draft.keep((replace(cheapest, name="cheapest_tariff", value=best, unit=""), saving))
    draft.about(result)
    if note := caution(billing.made_bill(context, own, period)):
        draft.quote(note)
    draft.remark(period)
    return draft


def rate_share(context: Context, intent: Intent) -> Draft:
    """How much of the use falls into each rate of the tariff."""
    draft, channel = Draft(context), one_channel(intent)
    period = period_of(context, intent, channel)
    if period.is_filtered:
        raise UnclearError("A rate has its own hours. Please ask without hours or days of the week.")
    result = by_rate(context, channel=channel, period=period)
    names = [str(value.value) for value in result if value.name == "rate"]
    wanted = _rate_named(intent.rate, names)
    whose = "{channel}'s use" if channel else "the use"
    for name in [wanted] if wanted else names:
        values = {v.name: v for v in result if v.arguments.get("rate") == name}
        draft.say(
            f"In {{period}} {{share}} of {whose} fell into {{rate}}: {{kwh}} of {{whole}}, for {{cost}}.",
            channel=channel or "",
            period=period,
            share=values["share_in_rate"],
            rate=name,
            kwh=values["usage_in_rate"],
            whole=result["usage"],
            cost=values["cost_in_rate"],
        )
    draft.about(result)
    draft.remark(period)
    return draft


def _rate_named(said: str | None, names: list[str]) -> str | None:
    """The rate meant: by its name, else the cheapest or the dearest."""
    if said is None:
        return None
    known = {name.lower(): name for name in names}
    return known.get(said) or (names[0] if said == "cheapest" else names[-1])
