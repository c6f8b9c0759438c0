"""Answers about money: the bill and its lines, the bill to come."""

from __future__ import annotations

from dataclasses import replace

from energy_core import words
from energy_core.assistant.answer import Value
from energy_core.assistant.context import Context
from energy_core.assistant.draft import Draft
from energy_core.assistant.intent import Intent
from energy_core.assistant.outcome import UnanswerableError, UnclearError
from energy_core.assistant.periods import Period
from energy_core.assistant.rules_usage import say_bill, total
from energy_core.assistant.scope import inside, period_of
from energy_core.assistant.tools import billing
from energy_core.assistant.tools.usage import usage_total


def bill(context: Context, intent: Intent) -> Draft:
    """What is paid for a period, line by line; of one appliance, its energy alone."""
    if intent.channels or (intent.price_said and context.home.tariff is None):
        return total(context, replace(intent, metric="cost", money=True))
    draft, said = Draft(context), intent.periods or (None,)
    sums = []
    for one in said:
        period = inside(context, one, None) if one else context.span_of(None)
        result = billing.bill_of(context, period=period)
        say_bill(draft, result)
        draft.about(result)
        draft.remark(period)
        sums.append(result["bill"])
    if len(said) == 1:
        _by_channel(draft, intent, period)
    elif len(said) == 2 and not intent.is_yes_no:
        whole = replace(sums[0], name="sum", value=round(sum(part.number for part in sums), 2), tool="sum")
        draft.say("Together that is {whole}.", whole=whole)
    return draft


def _by_channel(draft: Draft, intent: Intent, period: Period) -> None:
    """Each appliance's part, where it is asked for."""
    if not intent.every_channel:
        return
    for value in sorted(billing.bill_per_channel(draft.context, period=period), key=lambda v: -v.number):
        draft.say("{channel}: {money}.", channel=value.channel or "", money=value)
    draft.sentences.append("The parts are of the energy, before VAT and without the standing charge.")


def bill_line(context: Context, intent: Intent) -> Draft:
    """One line of the bill: standing charge, VAT, export credit or energy."""
    line = intent.line or "standing charge"
    draft, period = Draft(context), period_of(context, intent, None)
    if line == "export" and not any(c.role == "export" for c in context.readings.channels):
        raise UnanswerableError(f"These readings have no export channel. {context.names.offer()}")
    if line == "export" and (intent.price_said or not context.has_export_price):
        return _export_at(draft, intent, period)
    result = billing.bill_of(context, period=period)
    name = "energy_charge" if line == "energy" else line
    found = result.get(name)
    if found is None:
        raise UnanswerableError(
            f"The tariff {words.label(billing.require_tariff(context).name)} has no {line}.",
            suggestions=("Which tariff is set?",),
        )
    whole = result["bill"]
    if line == "export":
        credit = replace(found, name="export_credit", value=abs(found.number))
        draft.say("In {period} the export credit was {line}.", period=period, line=credit)
    elif line == "energy":
        draft.say("In {period} the energy alone was {line}, before VAT.", period=period, line=found)
    else:
        before = ", before VAT" if line == "standing charge" and result.get("VAT") is not None else ""
        draft.say(f"In {{period}} the {line} was {{line}}{before}.", period=period, line=found)
    draft.say("The whole bill is {bill}.", bill=whole)
    if line != "export" and whole.number > 0:
        part = replace(
            found, name="share_of_bill", unit="%", value=round(100 * found.number / whole.number, 6)
        )
        draft.say("So it is {part} of it.", part=part)
    draft.about(result)
    draft.remark(period)
    return draft


def _export_at(draft: Draft, intent: Intent, period: Period) -> Draft:
    """What was exported at the price that the question says. Raises UnclearError without one."""
    price = intent.price
    if price is None or not intent.price_said:
        raise UnclearError(
            "No price for export is set, so I can't say what it earned. Add it to the question, such as “at "
            "£0.15 per kWh”, or set a tariff with export_per_kwh.",
            suggestions=("How much did I export?",),
        )
    for channel in (c.name for c in draft.context.readings.energy if c.role == "export"):
        usage = usage_total(draft.context, channel=channel, period=period)["usage"]
        earned = replace(
            usage, name="export_credit", unit=price.unit, value=round(usage.number * price.per_kwh, 6)
        )
        paid = Value("price_per_kwh", price.per_kwh, price.unit, tool="question")
        draft.say("In {period} {usage} went out by {channel}: {earned} at {paid}.", period=period,
                  usage=usage, channel=channel, earned=earned, paid=paid)  # fmt: skip
    draft.remark(period)
    return draft


def bill_forecast(context: Context, intent: Intent) -> Draft:
    """What the bill of the billing period that the readings end in will come to."""
    if intent.channels:
        raise UnclearError("The bill to come is of the home. Please ask for the forecast of that appliance.")
    draft = Draft(context)
    result, _ = billing.coming_bill(context)
    draft.say(
        "The bill of {period} is expected to be {bill}, with {band} probability between {low} and {high}.",
        period=result.period,
        bill=result["bill_forecast"],
        band=result["band"],
        low=result["bill_forecast_lower"],
        high=result["bill_forecast_upper"],
    )
    if result["bill_so_far"].number:
        are = "is" if result["days_left"].number == 1 else "are"
        draft.say(f"So far it is {{so_far}}; {{days}} {are} left.", so_far=result["bill_so_far"],
                  days=result["days_left"])  # fmt: skip
    draft.about(result)
    return draft
