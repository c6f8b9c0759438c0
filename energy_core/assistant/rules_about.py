"""Answers about the readings and the assistant itself: dates, appliances, price, help."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from energy_core import words
from energy_core.assistant.answer import Value
from energy_core.assistant.catalogue import BY_NAME, Metric
from energy_core.assistant.context import Context, Price
from energy_core.assistant.draft import Draft
from energy_core.assistant.intent import Intent
from energy_core.assistant.rules_rank import one_channel, span_of
from energy_core.assistant.rules_usage import MOST_LISTED, require_price
from energy_core.assistant.scope import period_of
from energy_core.assistant.tools import money, quality
from energy_core.assistant.tools.billing import bill_of, is_billed
from energy_core.carbon import factor_for

WEEKS = 9
"""A trend needs eight complete weeks; the first and last day of readings are seldom complete."""

GROUPS: Final = {
    "Use": ("total", "usage_by", "average"),
    "Comparisons": ("comparison", "ranking", "share"),
    "Money": ("cost", "bill", "bill_forecast", "tariff"),
    "When": ("peak_hours", "runs", "typical_day"),
    "What stands out": ("anomalies", "why", "baseload"),
    "To come": ("forecast", "trend"),
    "Saving": ("measures", "measure", "what_if_less", "what_if_price"),
    "Environment": ("carbon", "self_consumption"),
    "Your readings": ("readings_span", "gaps", "channels"),
}
"""What can be asked, as the help shows it: metrics of the catalogue by subject, the plainest first."""

MOST_EXAMPLES: Final = 2


def readings_span(context: Context, intent: Intent) -> Draft:
    """Dates, number and gaps of the readings."""
    draft, result = Draft(context), quality.readings_span(context)
    noun = "channel" if result["channels"].number == 1 else "channels"
    draft.say(
        f"The readings run over {{period}}: {{days}}, {{readings}} in {{channels}} {noun}, "
        "{usage} in total.",
        period=result.period,
        days=result["days"],
        readings=result["readings"],
        channels=result["channels"],
        usage=result["usage"],
    )
    if result["missing"].number:
        draft.say("{missing} in between have no readings.", missing=result["missing"])
    else:
        draft.say("Nothing is missing in between: {missing} without readings.", missing=result["missing"])
    draft.about(result)
    return draft


def gaps(context: Context, intent: Intent) -> Draft:
    """When readings are missing."""
    draft, channel = Draft(context), one_channel(intent)
    period = period_of(context, intent, channel)
    result = quality.gaps(context, channel=channel, period=period)
    missing, *stretches = result
    if intent.is_yes_no:
        draft.sentences.append("Yes." if stretches else "No.")
    if not stretches:
        draft.say(
            "Nothing is missing in {period}: {missing} without readings.", period=period, missing=missing
        )
    else:
        draft.say("In {period}, {missing} have no readings:", period=period, missing=missing)
    for gap in stretches[:MOST_LISTED]:
        whose = "" if gap.channel in ("total", channel) else " ({channel})"
        draft.say(f"{{when}}{whose}, {{gap}}.", when=span_of(gap), gap=gap, channel=gap.channel or "")
    draft.about(result)
    draft.remark(period)
    return draft


def channels(context: Context, intent: Intent) -> Draft:
    """The appliances there are."""
    draft, result = Draft(context), quality.readings_span(context)
    appliances = context.names.appliances
    count = Value("appliances", len(appliances), "count", tool="readings_span")
    if appliances:
        start = "There is {count} appliance:" if len(appliances) == 1 else "There are {count} appliances:"
        draft.say(start, count=count)
        draft.quote(f"{words.listed(words.label(c.name) for c in appliances)}.")
    others = [c for c in context.readings.energy if c.role != "appliance"]
    if others:
        draft.quote(
            f"{'Besides' if appliances else 'These readings have'}: "
            f"{words.listed(f'{words.label(c.name)} ({c.role})' for c in others)}."
        )
    draft.about(result)
    return draft


def price(context: Context, intent: Intent) -> Draft:
    """The price that is set; of a period or an appliance, what was paid on average."""
    known = require_price(intent)
    draft = Draft(context)
    if intent.periods or intent.channels or context.has_rates:
        return _paid(draft, intent, known)
    draft.say(
        "Cost is counted at {price}.", price=Value("price_per_kwh", known.per_kwh, known.unit, tool="home")
    )
    return draft


def _paid(draft: Draft, intent: Intent, known: Price) -> Draft:
    context, channel = draft.context, one_channel(intent)
    period = period_of(context, intent, channel)
    result = money.cost(context, channel=channel, period=period, price=known)
    who = "{channel}" if channel else "the home"
    draft.say(
        f"In {{period}} {who} cost {{paid}} on average: {{cost}} for {{usage}}, at the hours it was used.",
        period=period,
        channel=channel or "",
        paid=result["price_per_kwh"],
        cost=result["cost"],
        usage=result["usage"],
    )
    if is_billed(context, known, channel, period) and result["usage"].number > 0:
        bill = bill_of(context, period=period)["bill"]
        whole = replace(bill, name="price_per_kwh", value=round(bill.number / result["usage"].number, 6))
        draft.say("With everything on the bill of {bill} it is {whole}.", bill=bill, whole=whole)
    draft.about(result)
    draft.remark(period)
    return draft


def help_(context: Context, intent: Intent) -> Draft:
    """What can be asked, from the catalogue."""
    draft = Draft(context)
    possible = set(examples(context))
    for group, names in GROUPS.items():
        asked = [text for text in (example(BY_NAME[name], context) for name in names) if text in possible]
        if asked:
            draft.paragraph()
            draft.quote(f"{group}: {' '.join(asked[:MOST_EXAMPLES])}")
    draft.suggestions = examples(context)
    return draft


def examples(context: Context) -> tuple[str, ...]:
    """Questions that work on this home, from the catalogue."""
    possible = [
        metric for metric in BY_NAME.values() if metric.name != "help" and is_possible(metric, context)
    ]
    return tuple(example(metric, context) for metric in possible)


def example(metric: Metric, context: Context, *, channel: str | None = None) -> str:
    """The question of the catalogue about this metric, with the channel or an appliance that there is."""
    first = context.names.appliances[0].name if context.names.appliances else ""
    return metric.example.replace("{appliance}", words.label(channel or first))


def is_possible(metric: Metric, context: Context) -> bool:
    """Whether this home has what the metric needs."""
    if metric.name == "cost" and context.price is None:
        return False
    has = context.kept("needs", lambda: held(context))
    return all(has[need] for need in metric.needs.split())


def held(context: Context) -> dict[str, bool]:
    """What this home has of all that a metric's example may need."""
    roles = {channel.role for channel in context.readings.channels}
    daily, days = context.readings.is_daily, context.whole.day_count
    return {
        "two": False,
        "months": True,
        "hours": context.readings.is_hourly,
        "days": daily,
        "appliance": bool(context.names.appliances),
        "untracked": bool(context.names.appliances) and "mains" in roles,
        "weeks": daily and days >= WEEKS * 7,
        "fortnight": daily and days >= 2 * 7,
        "country": context.home.country is not None,
        "price": context.home.has_price,
        "tariff": context.home.tariff is not None,
        "rates": context.has_rates,
        "standing": context.has_standing_charge,
        "tariffs": context.home.has_price and bool(context.home.other_tariffs),
        "solar": {"generation", "export"} <= roles,
        "carbon": factor_for(context.home, year=context.readings.end.year) is not None,
    }
