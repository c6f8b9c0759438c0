"""Totals, costs, averages, shares and comparisons."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from energy_core.assistant.answer import Rows, Value
from energy_core.assistant.context import Context
from energy_core.assistant.outcome import UnanswerableError
from energy_core.assistant.periods import Period
from energy_core.assistant.tools.amounts import amount, series, span_bounds
from energy_core.assistant.tools.result import Origin, Result
from energy_core.local_time import Span

GroupBy = Literal["hour", "day", "week", "month"]


def usage_total(context: Context, *, channel: str | None, period: Period) -> Result:
    """Energy used [kWh], and the hours without readings where there are some."""
    found = amount(context, channel, period)
    origin = Origin("usage_total", period, channel)
    values = [origin.value("usage", _exact(found.kwh), "kWh")]
    if found.missing_hours:
        values.append(origin.value("missing", _exact(found.missing_hours), "hours"))
    return Result(tuple(values), period)


def usage_by(context: Context, *, channel: str | None, period: Period, group_by: GroupBy) -> Result:
    """Energy of each hour, day, week or month of a period [kWh]."""
    found = series(context, channel, period, span=group_by, complete=False)
    if found.empty:
        raise UnanswerableError(f"There are no readings {period.placed}.")
    origin = Origin("usage_by", period, channel, {"group_by": group_by})
    values = []
    for start, kwh in found.items():
        first, last = span_bounds(context, start, group_by)  # type: ignore[arg-type]
        values.append(origin.value(f"usage_of_{group_by}", _exact(kwh), "kWh", start=first, end=last))
    rows = tuple((value.start, value.end, value.channel, value.value) for value in values)
    return Result(tuple(values), period, Rows(("start", "end", "channel", "kwh"), rows))


def average(context: Context, *, channel: str | None, period: Period, per: Span) -> Result:
    """Mean energy of the hours, days, weeks or months read in full [kWh], and how many those are."""
    found = series(context, channel, period, span=per, complete=True)
    if found.empty:
        raise UnanswerableError(
            f"No {per} of {period.text} was read in full. You can ask for the total instead."
        )
    origin = Origin("average", period, channel, {"per": per})
    unit = {"hour": "hours", "day": "days"}.get(per, "count")
    return Result(
        (
            origin.value(f"average_per_{per}", _exact(found.mean()), "kWh"),
            origin.value(f"complete_{per}s", len(found), unit),
        ),
        period,
    )


def by_channel(context: Context, *, period: Period) -> Result:
    """Energy of every appliance [kWh], highest first."""
    appliances = context.names.appliances
    if not appliances:
        raise UnanswerableError(f"These readings have no appliances of their own. {context.names.offer()}")
    values = []
    for channel in appliances:
        try:
            found = amount(context, channel.name, period)
        except UnanswerableError:
            continue  # an appliance not read in the period has no rank in it
        origin = Origin("by_channel", period, channel.name)
        values.append(origin.value("usage", _exact(found.kwh), "kWh"))
    if not values:
        raise UnanswerableError(f"No appliance was read {period.placed}.")
    values.sort(key=lambda value: -value.number)
    rows = tuple((value.channel, value.value) for value in values)
    return Result(tuple(values), period, Rows(("channel", "kwh"), rows))


def share(context: Context, *, channel: str, period: Period) -> Result:
    """A channel's part of the home's consumption [%]."""
    part = amount(context, channel, period).kwh
    whole = amount(context, None, period).kwh
    if whole <= 0:
        raise UnanswerableError(f"Nothing was used {period.placed}, so there is no share of it.")
    origin = Origin("share", period, channel)
    return Result(
        (
            origin.value("share", _exact(100 * part / whole), "%"),
            origin.value("usage", _exact(part), "kWh"),
            origin.value("total_usage", _exact(whole), "kWh", channel="total"),
        ),
        period,
    )


def share_of_time(context: Context, *, channel: str | None, period: Period) -> Result:
    """The part of a channel's energy that falls into the hours or days of the week of a period [%]."""
    part = amount(context, channel, period).kwh
    whole = amount(context, channel, replace(period, hours=None, weekdays=None)).kwh
    if whole <= 0:
        raise UnanswerableError(f"Nothing was used {period.placed}, so there is no share of it.")
    origin = Origin("share_of_time", period, channel)
    return Result(
        (
            origin.value("share", _exact(100 * part / whole), "%"),
            origin.value("usage", _exact(part), "kWh"),
            origin.value("total_usage", _exact(whole), "kWh"),
        ),
        period,
    )


def untracked(context: Context, *, period: Period) -> Result:
    """The home's consumption minus its appliances [kWh]."""
    if not context.names.appliances or not any(c.role == "mains" for c in context.readings.channels):
        raise UnanswerableError(
            "What no appliance accounts for needs a meter of the whole home and meters of appliances "
            "behind it."
        )
    whole = amount(context, None, period).kwh
    top = {channel.name for channel in context.readings.appliances}
    tracked = sum(value.number for value in by_channel(context, period=period) if value.channel in top)
    origin = Origin("untracked", period)
    values = [
        origin.value("untracked", _exact(whole - tracked), "kWh"),
        origin.value("total_usage", _exact(whole), "kWh"),
        origin.value("tracked", _exact(tracked), "kWh"),
    ]
    if whole > 0:
        values.append(origin.value("untracked_share", _exact(100 * (whole - tracked) / whole), "%"))
    return Result(tuple(values), period)


def difference(first: Value, second: Value) -> tuple[Value, ...]:
    """How much the first figure is above the second, and by how many percent of the second."""
    gap = _exact(first.number - second.number)
    arguments = {"first": dict(first.arguments), "second": dict(second.arguments)}
    same = first.channel if first.channel == second.channel else None
    values = [Value("difference", gap, first.unit, same, first.start, first.end, "difference", arguments)]
    if second.number:
        percent = _exact(100 * (first.number - second.number) / abs(second.number))
        values.append(
            Value("difference_percent", percent, "%", same, first.start, first.end, "difference", arguments)
        )
    return tuple(values)


def _exact(value: float) -> float:
    """Without the last bits that only come from the order of adding."""
    return round(float(value), 6)
