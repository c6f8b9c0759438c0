"""Answers that put two figures side by side: periods, appliances, weekdays and weekends, the usual."""

from __future__ import annotations

from dataclasses import replace

from energy_core.assistant.answer import Value
from energy_core.assistant.context import Context
from energy_core.assistant.draft import Draft
from energy_core.assistant.intent import Intent
from energy_core.assistant.outcome import UnclearError
from energy_core.assistant.periods import Period
from energy_core.assistant.rules_usage import require_price, subject
from energy_core.assistant.scope import inside
from energy_core.assistant.tools import money
from energy_core.assistant.tools import usage as tools
from energy_core.assistant.tools.billing import bill_of, is_billed
from energy_core.assistant.tools.unusual import against_usual

SAME_LENGTH = 0.02
"""Periods whose lengths differ by less than this part are compared by their totals."""


def comparison(context: Context, intent: Intent) -> Draft:
    """Two periods of one channel, two channels in one period, or one period beside the usual."""
    if max(len(intent.channels), len(intent.periods)) > 2 or len(intent.channels) == len(intent.periods) == 2:
        return _several(context, intent)
    if len(intent.channels) == 2:
        return _channels(context, intent)
    if len(intent.periods) == 2:
        return _periods(context, intent)
    if len(intent.periods) == 1:
        return usual(context, intent)
    if intent.channel is not None:
        raise UnclearError(
            "Compared with what? Please name a second appliance or two periods.",
            suggestions=("Which appliance uses the most?",),
        )
    raise UnclearError(
        "Compared with what? Please name two periods, such as this month and last month.",
        suggestions=("Did I use more this week than last week?",),
    )


def _several(context: Context, intent: Intent) -> Draft:
    """Three or more beside each other: each for itself, the highest and the lowest named."""
    if intent.is_yes_no or (len(intent.channels) > 1 and len(intent.periods) > 1):
        raise UnclearError("That compares more than two things. Please ask about two at a time.")
    draft = Draft(context)
    figures = []
    for channel in intent.channels or (None,):
        for said in intent.periods or (_common(context, intent.channels),):
            period = inside(context, said, channel)
            figure = _figure(context, intent, channel, period)
            verb = subject(context, channel)
            draft.say(
                f"{verb.replace(' used', ' cost') if intent.money else verb} {{figure}} in {{period}}.",
                channel=channel or "",
                figure=figure,
                period=period,
            )
            draft.remark(period)
            figures.append((figure, channel, period))
    (_, most, when), (_, least, then) = (
        side(figures, key=lambda found: found[0].number) for side in (max, min)
    )
    if intent.channels and len(intent.channels) > 1:
        draft.say("{most} is the highest, {least} the lowest.", most=most or "", least=least or "")
    else:
        draft.say("{most} is the highest, {least} the lowest.", most=when, least=then)
    return draft


def _channels(context: Context, intent: Intent) -> Draft:
    draft = Draft(context)
    figures = []
    for channel in intent.channels:
        period = (
            inside(context, intent.periods[0], channel)
            if intent.periods
            else _common(context, intent.channels)
        )
        result = tools.usage_total(context, channel=channel, period=period)
        figures.append(_figure(context, intent, channel, period))
        draft.about(result)
    first, second = figures
    _verdict(draft, intent, first, second)
    draft.say(
        "{one} used {first} and {other} {second} in {period}."
        if not intent.money
        else "{one} cost {first} and {other} {second} in {period}.",
        one=intent.channels[0],
        other=intent.channels[1],
        first=first,
        second=second,
        period=period,
    )
    _gap(draft, first, second, who="{one}", slot=intent.channels[0])
    draft.remark(period)
    return draft


def _common(context: Context, channels: tuple[str, ...]) -> Period:
    """The time in which all were read."""
    first, *others = (context.span_of(channel) for channel in channels)
    for other in others:
        first = first.clipped(other.start, other.end) or first
    return first


def _periods(context: Context, intent: Intent) -> Draft:
    draft, channel = Draft(context), intent.channel
    first_period, second_period = (inside(context, period, channel) for period in intent.periods)
    first, second = (_figure(context, intent, channel, period) for period in (first_period, second_period))
    days = [_days(context, channel, period) for period in (first_period, second_period)]
    means = _per_day(days, (first, second), asked=intent.span == "day")
    # weekdays beside weekends: five days beside two say nothing, so the days are judged
    by_day = intent.span == "day" or any(period.is_filtered for period in intent.periods)
    judged = means if means and by_day else (first, second)
    _verdict(draft, intent, *judged)
    verb = (
        subject(context, channel) if not intent.money else subject(context, channel).replace(" used", " cost")
    )
    draft.say(
        f"{verb} {{first}} in {{one}} and {{second}} in {{other}}.",
        channel=channel or "",
        first=first,
        one=first_period,
        second=second,
        other=second_period,
    )
    if means:
        draft.say("Per day that is {first} against {second}.", first=means[0], second=means[1])
    _gap(draft, *judged, who="{period}", slot=first_period)
    if means and (means[0].number > means[1].number) != (judged[0].number > judged[1].number):
        draft.sentences.append("Per day it is the other way round.")
    for period in (first_period, second_period):
        draft.remark(period)
    draft.period = first_period
    return draft


def _figure(context: Context, intent: Intent, channel: str | None, period: Period) -> Value:
    if intent.money:
        price = require_price(intent)
        if is_billed(context, price, channel, period):
            return bill_of(context, period=period)["bill"]
        return money.cost(context, channel=channel, period=period, price=price)["cost"]
    return tools.usage_total(context, channel=channel, period=period)["usage"]


def _per_day(days: list[float], figures: tuple[Value, Value], *, asked: bool) -> tuple[Value, Value] | None:
    """Means per day where they are asked for or the periods differ in length: totals alone would mislead."""
    if min(days) <= 0:
        return None
    if not asked and abs(days[0] - days[1]) <= SAME_LENGTH * max(days):
        return None
    return tuple(  # type: ignore[return-value]
        replace(figure, name=f"{figure.name}_per_day", value=round(figure.number / count, 6))
        for figure, count in zip(figures, days, strict=True)
    )


def _days(context: Context, channel: str | None, period: Period) -> float:
    """Length in days, without the time that was not read; with limits to hours or weekdays, its dates."""
    missing = tools.usage_total(context, channel=channel, period=period).get("missing")
    hours = 0.0 if missing is None else missing.number
    if period.is_filtered:
        return period.day_count - hours / len(period.hours or range(24))
    return (period.end - period.start).total_seconds() / 86400 - hours / 24


def _verdict(draft: Draft, intent: Intent, first: Value, second: Value) -> None:
    if not intent.is_yes_no or intent.more is None:
        return
    is_more = first.number > second.number
    draft.sentences.append("Yes." if is_more == intent.more and first.number != second.number else "No.")


def _gap(draft: Draft, first: Value, second: Value, *, who: str, slot: Period | str) -> None:
    gap, *percent = tools.difference(first, second)
    if gap.number == 0:
        draft.sentences.append("That is the same.")
        draft.keep((gap,))
        return
    word = "more" if gap.number > 0 else "less"
    start = f"{who} is" if isinstance(slot, str) else "In {period} it is"
    name = "one" if isinstance(slot, str) else "period"
    rest = f"{{gap}} {word}" + (f" ({{percent}} {word})." if percent else ".")
    draft.say(f"{start} {rest}", **{name: slot, "gap": gap} | ({"percent": percent[0]} if percent else {}))


def usual(context: Context, intent: Intent) -> Draft:
    """One period beside what the rest of the readings use in as many hours."""
    draft, channel = Draft(context), intent.channel
    period = inside(context, intent.periods[0], channel)
    result = against_usual(context, channel=channel, period=period)
    above = result["above_usual"]
    if intent.is_yes_no and intent.more is not None:
        draft.sentences.append("Yes." if (above.number > 0) == intent.more else "No.")
    draft.say(
        f"{subject(context, channel)} {{usage}} in {{period}}; as many hours at the rate of the other "
        f"readings are {{usual}}.",
        channel=channel or "",
        usage=result["usage"],
        period=period,
        usual=result["usual"],
    )
    word = "more" if above.number > 0 else "less"
    if (percent := result.get("above_usual_percent")) is not None:
        draft.say(f"That is {{above}} ({{percent}}) {word} than usual.", above=above, percent=percent)
    draft.about(result)
    draft.remark(period)
    return draft
