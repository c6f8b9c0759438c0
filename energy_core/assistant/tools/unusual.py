"""Unusual use, and why."""

from __future__ import annotations

import pandas as pd

from energy_core.assistant.answer import Rows
from energy_core.assistant.context import Context
from energy_core.assistant.outcome import UnanswerableError
from energy_core.assistant.periods import Period
from energy_core.assistant.tools.amounts import amount, span_bounds
from energy_core.assistant.tools.result import Origin, Result
from energy_core.local_time import Span

COLUMNS = ("start", "end", "channel", "kwh", "expected_kwh", "excess_kwh", "reason")


def anomalies(context: Context, *, channels: tuple[str, ...], period: Period) -> Result:
    """Events and flagged intervals, their energy above the expected [kWh], the strongest event."""
    found = context.anomalies
    events, points = (_inside(frame, channels, period) for frame in (found.events, found.points))
    channel = channels[0] if len(channels) == 1 else None
    origin = Origin("anomalies", period, channel, {"channels": list(channels)} if len(channels) > 1 else None)
    values = [
        origin.value("unusual_events", len(events), "count"),
        origin.value("unusual_intervals", len(points), "count"),
    ]
    own = events if channels else _of_home(context, events)
    if len(own):
        values.append(origin.value("excess", round(float(own["excess_kwh"].sum()), 6), "kWh"))
        if context.has_rates and own["cost"].notna().all():
            unit = context.home.currency or "money"
            values.append(origin.value("excess_cost", round(float(own["cost"].sum()), 6), unit))
    if len(events):
        top = _strongest_first(context, events).iloc[0]
        span = {"start": top["start"], "end": top["end"], "channel": str(top["channel"])}
        values += [
            origin.value("strongest_event", round(float(top["kwh"]), 6), "kWh", **span),
            origin.value("expected_then", round(float(top["expected_kwh"]), 6), "kWh", **span),
            origin.value("excess_then", round(float(top["excess_kwh"]), 6), "kWh", **span),
            origin.value("times_expected", round(float(top["kwh"] / top["expected_kwh"]), 6), "count", **span)
            if top["expected_kwh"] > 0
            else origin.value("expected_then_was", 0, "kWh", **span),
        ]
    rows = tuple(tuple(row[column] for column in COLUMNS) for row in events.to_dict("records"))
    return Result(tuple(values), period, Rows(COLUMNS, rows))


def strongest(context: Context, *, channels: tuple[str, ...], period: Period, count: int) -> Result:
    """The events furthest above the usual [kWh], each with its energy above the expected."""
    events = _inside(context.anomalies.events, channels, period)
    top = _strongest_first(context, events).head(count)
    origin = Origin("strongest_anomalies", period, None, {"channels": list(channels), "count": count})
    values = []
    for row in top.to_dict("records"):
        span = {"start": row["start"], "end": row["end"], "channel": str(row["channel"])}
        for name, column in (("event", "kwh"), ("expected", "expected_kwh"), ("excess", "excess_kwh")):
            values.append(origin.value(name, round(float(row[column]), 6), "kWh", **span))
    rows = tuple(tuple(row[column] for column in COLUMNS) for row in top.to_dict("records"))
    return Result(tuple(values), period, Rows(COLUMNS, rows))


def most_unusual_span(context: Context, *, channels: tuple[str, ...], period: Period, span: Span) -> Result:
    """The day, week or month in which the most unusual events began, and how many."""
    events = _inside(context.anomalies.events, channels, period)
    if events.empty:
        raise UnanswerableError(f"Nothing unusual was found {period.placed}.")
    days = pd.DatetimeIndex(events["start"]).tz_convert(context.timezone).tz_localize(None).normalize()
    begun = {
        "day": days,
        "week": days - pd.to_timedelta(days.day_of_week, unit="D"),
        "month": days.to_period("M").to_timestamp(),
    }[span]
    counts = pd.Series(1, index=begun).groupby(level=0).sum().sort_values(ascending=False, kind="stable")
    origin = Origin("most_unusual_span", period, None, {"channels": list(channels), "span": span})
    values = []
    for start, count in counts.items():
        first, last = span_bounds(context, start, span)  # type: ignore[arg-type]
        values.append(origin.value(f"unusual_events_of_{span}", int(count), "count", start=first, end=last))
    rows = tuple((v.start, v.end, v.value) for v in values)
    return Result(tuple(values), period, Rows(("start", "end", "events"), rows))


def _strongest_first(context: Context, events: pd.DataFrame) -> pd.DataFrame:
    """By the energy above the usual; by deviations, where the z-score judged."""
    by = "score" if context.anomalies.method == "z-score" else "excess_kwh"
    return events.sort_values(by, ascending=False, kind="stable")


def _of_home(context: Context, events: pd.DataFrame) -> pd.DataFrame:
    """Events of the channels that add up to the home: an appliance behind a main meter counts once."""
    return events[events["channel"].isin([c.name for c in context.readings.consumption])]


def _inside(frame: pd.DataFrame, channels: tuple[str, ...], period: Period) -> pd.DataFrame:
    if frame.empty:
        return frame
    start = pd.DatetimeIndex(frame["start"])
    keep = (start >= period.start) & (start < period.end)
    if channels:
        keep &= frame["channel"].isin(channels).to_numpy()
    if period.hours is not None:
        keep &= start.hour.isin(period.hours)
    if period.weekdays is not None:
        keep &= start.day_of_week.isin(period.weekdays)
    return frame[keep]


def against_usual(context: Context, *, channel: str | None, period: Period) -> Result:
    """Energy of a period beside what its days used on average elsewhere in the readings [kWh], by channel."""
    whole = context.span_of(channel)
    used = amount(context, channel, period)
    everything = amount(context, channel, whole)
    others = everything.read_hours - used.read_hours
    if others <= 0:
        raise UnanswerableError(f"{period.text} is all there is, so there is nothing to compare it with.")
    usual = (everything.kwh - used.kwh) / others * used.read_hours
    origin = Origin("against_usual", period, channel)
    values = [
        origin.value("usage", round(used.kwh, 6), "kWh"),
        origin.value("usual", round(usual, 6), "kWh"),
        origin.value("above_usual", round(used.kwh - usual, 6), "kWh"),
    ]
    if usual > 0:
        values.append(origin.value("above_usual_percent", round(100 * (used.kwh - usual) / usual, 6), "%"))
    return Result(tuple(values), period)


def appliance_behind(context: Context, *, period: Period) -> Result | None:
    """The appliance furthest above its usual use in a period; None without appliances read then."""
    found = []
    for channel in context.names.appliances:
        try:
            found.append(against_usual(context, channel=channel.name, period=period))
        except UnanswerableError:
            continue  # not read then, or nothing else to compare with: it explains nothing
    return max(found, key=lambda result: result["above_usual"].number, default=None)
