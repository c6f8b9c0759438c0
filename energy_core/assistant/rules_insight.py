"""Answers from the analysis: unusual use and why, the forecast, saving, similar homes, the readings, help."""

from __future__ import annotations

from energy_core import words
from energy_core.assistant.answer import Value
from energy_core.assistant.catalogue import BY_NAME, Metric
from energy_core.assistant.context import Context
from energy_core.assistant.draft import Draft
from energy_core.assistant.intent import Intent
from energy_core.assistant.outcome import UnanswerableError, UnclearError
from energy_core.assistant.periods import Period
from energy_core.assistant.rules_compare import usual
from energy_core.assistant.rules_usage import require_price
from energy_core.assistant.scope import inside, period_of
from energy_core.assistant.tools import advice, outlook, quality, unusual
from energy_core.assistant.tools.result import Origin

MOST_FINDINGS = 3


def anomalies(context: Context, intent: Intent) -> Draft:
    """How many, the strongest, and what went above the expected."""
    draft, period = Draft(context), period_of(context, intent, intent.channel)
    result = unusual.anomalies(context, channels=intent.channels, period=period)
    events, intervals = result["unusual_events"], result["unusual_intervals"]
    unit = "hours" if context.readings.is_hourly else "days"
    if intent.is_yes_no:
        draft.sentences.append("Yes." if events.number else "No.")
    if not events.number:
        draft.say("Nothing unusual was found in {period}: {count} events.", period=period, count=events)
    else:
        draft.say(f"In {{period}} there were {{count}} unusual events with {{points}} unusual {unit}, together {{excess}} above the expected.",
                  period=period, count=events, points=intervals, excess=result["excess"])  # fmt: skip
        _strongest(draft, result["strongest_event"], result["expected_then"])
        if intent.money:
            excess = result["excess"]
            price = require_price(intent)
            draft.say("The excess cost {money}.", money=Value("excess_cost", round(excess.number * price.per_kwh, 6), price.unit,
                      excess.channel, excess.start, excess.end, excess.tool, excess.arguments))  # fmt: skip
    draft.about(result)
    draft.remark(period)
    return draft


def _strongest(draft: Draft, event: Value, expected: Value) -> None:
    assert event.start is not None
    assert event.end is not None
    draft.say("The strongest was {channel}, {when}: {kwh} where {expected} was expected.", channel=event.channel or "",
              when=Period(event.start, event.end), kwh=event, expected=expected)  # fmt: skip


def why(context: Context, intent: Intent) -> Draft:
    """A period beside the usual, the appliance behind it, and unusual events in it."""
    if not intent.periods:
        return anomalies(context, intent)
    draft = usual(context, intent)
    period = inside(context, intent.periods[0], intent.channel)
    behind = unusual.appliance_behind(context, period=period) if not intent.channels else None
    if behind is not None and behind["above_usual"].number > 0:
        value = behind["above_usual"]
        draft.say(
            "Furthest above its usual use was {channel}, by {above}.",
            channel=value.channel or "",
            above=value,
        )
    result = unusual.anomalies(context, channels=intent.channels, period=period)
    if result["unusual_events"].number:
        draft.say("There were {count} unusual events.", count=result["unusual_events"])
        _strongest(draft, result["strongest_event"], result["expected_then"])
    else:
        draft.sentences.append("No single hour or day of it was unusual.")
    return draft


def forecast(context: Context, intent: Intent) -> Draft:
    """Energy, or money, of a time to come."""
    if len(intent.channels) > 1:
        raise UnclearError("Please ask for the forecast of one appliance at a time.")
    if intent.periods:
        raise UnclearError("The forecast is of the days after the last reading. Which of them do you mean?",
                           suggestions=("What will I use next week?",))  # fmt: skip
    draft, channel = Draft(context), intent.channel
    period = intent.future or _next_week(context, channel)
    result = outlook.forecast(context, channel=channel, period=period)
    value, low, high, band = (
        result[name] for name in ("forecast", "forecast_lower", "forecast_upper", "band")
    )
    who = "{channel}" if channel else "the home"
    draft.say(f"In {{period}} {who} is expected to use {{kwh}}, with {{band}} probability between {{low}} and {{high}}.",
              period=period, channel=channel or "", kwh=value, band=band, low=low, high=high)  # fmt: skip
    if intent.money:
        money = outlook.forecast_cost(result, require_price(intent))
        draft.say("At {price} that is {money}, between {low} and {high}.", price=money["price_per_kwh"], money=money["forecast_cost"],
                  low=money["forecast_cost_lower"], high=money["forecast_cost_upper"])  # fmt: skip
    draft.about(result, chart=True)
    draft.remark(period)
    return draft


def _next_week(context: Context, channel: str | None) -> Period:
    """The seven days after the last reading's day."""
    last = context.span_of(channel).last_day.tz_localize(None)
    first, end = (
        (last + step).tz_localize(context.timezone, nonexistent="shift_forward", ambiguous=True)
        for step in (_days(1), _days(8))
    )
    return Period(first, end)


def _days(count: int):  # type: ignore[no-untyped-def]
    import pandas as pd

    return pd.DateOffset(days=count)


def savings(context: Context, intent: Intent) -> Draft:
    """The most valuable findings with advice."""
    if intent.periods or intent.future:
        raise UnclearError(
            "Advice rests on all readings. Please ask without dates.", suggestions=("How can I save?",)
        )
    draft = Draft(context)
    found = advice.savings(context, count=MOST_FINDINGS if intent.count == 1 else intent.count)
    if intent.channels:
        found = tuple(
            f for f in context.findings if any(g.channel in intent.channels for g in f.figures) and f.advice
        )
    if not found:
        raise UnanswerableError("No finding of these readings comes with advice. You can ask what uses the most.",
                                suggestions=("When are my peak hours?",))  # fmt: skip
    for finding in found:
        draft.quote(finding.text)
        draft.quote(finding.advice or "")
        draft.keep(
            Value(
                figure.name,
                figure.value,
                figure.unit,
                figure.channel or "total",
                figure.start,
                figure.end,
                "findings",
                {"kind": finding.kind},
            )
            for figure in finding.figures
        )
    draft.period = context.whole
    return draft


def similar(context: Context, intent: Intent) -> Draft:
    """The use of a year beside that of typical homes in the country."""
    from energy_core.comparison import similar_homes

    if intent.channels:
        raise UnanswerableError(
            "What is typical is known for whole homes here, not for an appliance. You can ask what share it has.",
            suggestions=("What share does each appliance have?",),
        )
    found = (
        context.analysis.comparison if context.analysis is not None and context.analysis.comparison else None
    )
    found = found or similar_homes(context.readings, context.home)
    draft, origin = Draft(context), Origin("similar_homes", context.whole)
    year = origin.value("kwh_per_year", round(found.kwh_per_year, 6), "kWh")
    low, mid, high = (
        origin.value(name, float(value), "kWh")
        for name, value in (
            ("typical_low", found.typical_low_kwh),
            ("typical", found.typical_kwh),
            ("typical_high", found.typical_high_kwh),
        )
    )
    verdict = {"low": "less than typical", "typical": "typical", "high": "more than typical"}.get(
        found.verdict or ""
    )
    draft.say("At this rate the home uses {year} a year; typical homes here use {mid}, most between {low} and {high}.", year=year,
              mid=mid, low=low, high=high)  # fmt: skip
    if verdict:
        draft.say(f"So it is {verdict}.")
    if found.seasonal_caveat:
        draft.quote(found.seasonal_caveat)
    draft.period = context.whole
    return draft


def trend(context: Context, intent: Intent) -> Draft:
    """Whether use rises or falls, per month."""
    from energy_core.trend import trend as slope

    if len(intent.periods) == 1:
        return usual(context, intent)
    if intent.channels or intent.periods:
        raise UnclearError(
            "The trend is of the home over all its readings. For an appliance, please compare two periods."
        )
    found = (
        context.analysis.trend
        if context.analysis is not None and context.analysis.trend
        else slope(context.readings)
    )
    draft, origin = Draft(context), Origin("trend", context.whole)
    value = origin.value("trend_per_month", round(found.percent_per_month, 6), "%")
    days = origin.value("trend_days", found.days, "days")
    word = "rising" if value.number > 0 else "falling"
    draft.say(f"Use is {word} by {{value}} a month, over {{days}} read in full.", value=value, days=days)
    draft.period = context.whole
    return draft


def readings_span(context: Context, intent: Intent) -> Draft:
    """Dates, number and gaps of the readings."""
    draft, result = Draft(context), quality.readings_span(context)
    draft.say("The readings run over {period}: {days}, {readings} in {channels} channels, {usage} in total.", period=result.period,
              days=result["days"], readings=result["readings"], channels=result["channels"], usage=result["usage"])  # fmt: skip
    if result["missing"].number:
        draft.say("{missing} in between have no readings.", missing=result["missing"])
    else:
        draft.say("Nothing is missing in between: {missing} without readings.", missing=result["missing"])
    draft.about(result)
    return draft


def channels(context: Context, intent: Intent) -> Draft:
    """The appliances there are."""
    draft, result = Draft(context), quality.readings_span(context)
    appliances = context.names.appliances
    count = Value("appliances", len(appliances), "count", tool="readings_span")
    if appliances:
        draft.say("There are {count} appliances:", count=count)
        draft.quote(f"{words.listed(words.label(c.name) for c in appliances)}.")
    others = [c for c in context.readings.energy if c.role != "appliance"]
    if others:
        draft.quote(
            f"{'Besides' if appliances else 'These readings have'}: {words.listed(f'{words.label(c.name)} ({c.role})' for c in others)}."
        )
    draft.about(result)
    return draft


def price(context: Context, intent: Intent) -> Draft:
    known = require_price(intent)
    draft = Draft(context)
    draft.say(
        "Cost is counted at {price}.", price=Value("price_per_kwh", known.per_kwh, known.unit, tool="home")
    )
    return draft


def help_(context: Context, intent: Intent) -> Draft:
    """What can be asked, from the catalogue."""
    draft = Draft(context)
    possible = [
        metric for metric in BY_NAME.values() if metric.name != "help" and _is_possible(metric, context)
    ]
    draft.quote("You can ask about " + words.listed(metric.description for metric in possible) + ".")
    draft.suggestions = examples(context)
    return draft


def examples(context: Context) -> tuple[str, ...]:
    """Questions that work on this home, from the catalogue."""
    possible = [
        metric for metric in BY_NAME.values() if metric.name != "help" and _is_possible(metric, context)
    ]
    appliance = words.label(context.names.appliances[0].name) if context.names.appliances else ""
    return tuple(metric.example.replace("{appliance}", appliance) for metric in possible)


def _is_possible(metric: Metric, context: Context) -> bool:
    mains = any(c.role == "mains" for c in context.readings.channels)
    return {
        "": True,
        "hours": context.readings.is_hourly,
        "appliance": bool(context.names.appliances),
        "untracked": bool(context.names.appliances) and mains,
        "country": context.home.country is not None,
    }[metric.needs] and (metric.name != "cost" or context.price is not None)
