"""Unusual for its hour, its kind of day and the weeks around it, told as events with a kind."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

import numpy as np
import pandas as pd

from energy_core.alignment import Aligned
from energy_core.anomalies.detector import Verdict, detect
from energy_core.anomalies.explained import explained_by
from energy_core.anomalies.found import POINTS, Anomalies
from energy_core.anomalies.judgeable import in_order, judgeable, span_of_channel
from energy_core.anomalies.labelled import Span, away_spans, is_away, is_muted
from energy_core.anomalies.told import events_of
from energy_core.anomalies.usual import Stretch
from energy_core.bills.pricing import Prices
from energy_core.errors import NotEnoughDataError
from energy_core.home import Home
from energy_core.local_time import local_dates
from energy_core.readings import Channel, Readings
from energy_core.settings import DEFAULT_THRESHOLD, Settings

LEAST_DAYS: Final = 14
"""Two of each weekday; with fewer nobody knows what is usual."""

WEEKEND: Final = 5


def contextual(
    readings: Readings, home: Home, *, settings: Settings, prices: Prices | None = None
) -> Anomalies:
    """Events of every mains and appliance channel: spike, stuck_on, unusual_hour, drop_out, drift.

    Each hour (day, where readings are daily) is judged against the usual of its hour over the weeks around
    it, up to the last reading. Missing intervals and blocks are never part of an event. What was labelled
    away is not learned from; what was labelled normal is muted, and so is its like at the same hours.

    Parameters
    ----------
    settings : threshold; DEFAULT_THRESHOLD is what the parts are measured at, higher finds less.
    prices : what a kWh in excess costs at each hour.

    Raises
    ------
    NotEnoughDataError without a channel of LEAST_DAYS days; TooCoarseError for readings longer than a day;
    UnknownNameError for a threshold of a channel that is not there.
    """
    for name in settings.thresholds:
        readings.channel(name)
    readings = readings.without_blocks()
    away, free = away_spans(home, readings.timezone), _holidays(home, readings)
    judged: dict[str, tuple[pd.DataFrame, pd.DataFrame]] = {}
    checked, most_days = 0, 0
    for channel in judgeable(readings):
        found = _stretch(channel, readings, away=away, free=free)
        if found is None:
            continue
        stretch, spans, inside = found
        days = len(np.unique(stretch.day[~np.isnan(stretch.kwh)]))
        most_days = max(most_days, days)
        if days >= LEAST_DAYS:
            checked += int((~np.isnan(stretch.kwh)).sum())
            verdict = detect(stretch, threshold=settings.threshold_of(channel.name))
            judged[channel.name] = _told(channel, readings, prices, spans=(spans, inside), verdict=verdict)
    if not judged:
        _refuse(readings, most_days)
    points = in_order({name: own for name, (own, _) in judged.items()})
    events = in_order({name: own for name, (_, own) in judged.items()})
    events["explained_by"] = pd.Series(
        explained_by(events, readings, away=away, holidays=free), index=events.index, dtype="object"
    )
    events["muted"] = is_muted(events, home, readings.timezone)
    thresholds = {name: settings.threshold_of(name) for name in judged}
    return Anomalies("contextual", points, events, thresholds, checked)


def _refuse(readings: Readings, have: int) -> None:
    begins = min(channel.start for channel in readings.consumption).tz_convert(readings.timezone)
    from_date = (begins + pd.Timedelta(days=LEAST_DAYS)).date()
    raise NotEnoughDataError("Anomalies", need=LEAST_DAYS, have=have, unit="days", from_date=from_date)


def _holidays(home: Home, readings: Readings) -> set[date]:
    if home.country is None:
        return set()
    from energy_core.tariffs.calendar import holidays_of

    try:
        return holidays_of(home.country, None, years=range(readings.start.year, readings.end.year + 1))
    except ValueError:
        return set()


def _stretch(
    channel: Channel, readings: Readings, *, away: list[Span], free: set[date]
) -> tuple[Stretch, Aligned, slice] | None:
    """The channel from its first to its last complete span, and where in the spans of all channels."""
    spans = readings.by(span_of_channel(channel))
    kwh = spans.complete[channel.name].to_numpy(dtype=np.float64)
    read = np.flatnonzero(~np.isnan(kwh))
    if not len(read):
        return None
    inside = slice(int(read[0]), int(read[-1]) + 1)
    start, end = spans.start[inside], spans.end[inside]
    dates = local_dates(start, readings.timezone)
    off = np.asarray(dates.day_of_week >= WEEKEND) | np.asarray(dates.isin([pd.Timestamp(d) for d in free]))
    hourly = spans.span == "hour"
    stretch = Stretch(
        kwh=kwh[inside],
        learnable=np.where(is_away(start, end, away), np.nan, kwh[inside]),
        day=np.asarray((dates - dates[0]).days, dtype=np.int64),
        slot=np.asarray(
            start.tz_convert(readings.timezone).hour if hourly else dates.day * 0, dtype=np.int64
        ),
        slots=24 if hourly else 1,
        day_off=off,
    )
    return stretch, spans, inside


def _told(
    channel: Channel,
    readings: Readings,
    prices: Prices | None,
    *,
    spans: tuple[Aligned, slice],
    verdict: Verdict,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Points and events of one channel."""
    aligned, inside = spans
    flagged = verdict.event >= 0
    start = aligned.start[inside].tz_convert(readings.timezone)[flagged]
    kwh = aligned.kwh[channel.name].to_numpy(dtype=np.float64)[inside][flagged]
    expected, spread = verdict.expected[flagged], verdict.spread[flagged]
    hours = [int(hour) for hour in start.hour] if aligned.span == "hour" else [None] * len(start)
    frame = pd.DataFrame(
        {
            "start": start,
            "end": aligned.end[inside].tz_convert(readings.timezone)[flagged],
            "channel": pd.Series([channel.name] * len(start), dtype="str"),
            "kwh": kwh,
            "expected_kwh": expected,
            "score": verdict.score[flagged],
            "mean_kwh": expected,
            "std_kwh": spread,
            "limit_kwh": expected + DEFAULT_THRESHOLD * spread,
            "local_hour": pd.Series(hours, dtype="object"),
            "weekday": pd.Series(start.day_name(), dtype="str"),
            "excess_kwh": kwh - expected,
        }
    )
    cost: Any = float("nan")
    if prices is not None:
        cost = prices.cost(frame["excess_kwh"].to_numpy(), frame["start"], frame["end"], channel=channel.name)
    points = frame.assign(cost=cost)[list(POINTS)]
    return points, events_of(points, [str(kind) for kind in verdict.kind[flagged]], verdict.event[flagged])
