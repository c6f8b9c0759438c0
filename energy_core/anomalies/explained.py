"""What explains an event: a gap, a clock change, a time away, a holiday, the weather."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

import numpy as np
import pandas as pd

from energy_core.anomalies.labelled import Span
from energy_core.local_time import day_starts, local_dates
from energy_core.readings import Readings

HOUR: Final = pd.Timedelta(hours=1)

MOSTLY: Final = 0.5

HEATS_BELOW_C: Final = 15.5
COOLS_ABOVE_C: Final = 22.0
"""Base temperatures of degree days: 15.5 °C is the usual base of heating degree days in the United Kingdom
(Carbon Trust, Degree days for energy management); that for cooling is our choice (2026)."""

LEAST_DAYS: Final = 21
LEAST_FIT: Final = 0.3
"""Share of the variance of a day's use that the weather must account for before it explains anything."""


def explained_by(
    events: pd.DataFrame, readings: Readings, *, away: Iterable[Span], holidays: Iterable[date]
) -> list[str | None]:
    """For each event the first that holds of `gap`, `clock change`, `away`, `holiday`, `temperature`."""
    spans, free = list(away), {pd.Timestamp(day) for day in holidays}
    weather: dict[str, pd.Series | None] = {}
    found: list[str | None] = []
    for event in events.to_dict("records"):
        days = _days(event, readings.timezone)
        if _is_at_a_gap(event, readings):
            found.append("gap")
        elif event["kind"] != "drift" and _has_a_clock_change(days, readings.timezone):
            found.append("clock change")
        elif _is_away(event, spans):
            found.append("away")
        elif event["kind"] != "drift" and np.mean([day in free for day in days]) >= MOSTLY:
            found.append("holiday")
        else:
            name = str(event["channel"])
            if name not in weather:
                weather[name] = _rise_by_weather(readings, name)
            found.append("temperature" if _is_weather(event, days, weather[name]) else None)
    return found


def _days(event: dict[Any, Any], timezone: str) -> pd.DatetimeIndex:
    """The local dates of an event."""
    edges = pd.DatetimeIndex([event["start"], event["end"] - pd.Timedelta(microseconds=1)])
    first, last = local_dates(edges, timezone)
    return pd.date_range(first, last, freq="D")


def _is_at_a_gap(event: dict[Any, Any], readings: Readings) -> bool:
    """Whether readings are missing right before or after it, or were filled in during it."""
    intervals = readings.channel(str(event["channel"])).intervals
    # sorted and never overlapping: two look-ups instead of a comparison of every interval
    first_near = intervals["end"].searchsorted(event["start"] - HOUR, side="right")
    last_near = intervals["start"].searchsorted(event["end"] + HOUR, side="left")
    near = intervals.iloc[first_near:last_near]
    if near.empty:
        return False
    inside = near[(near["end"] > event["start"]) & (near["start"] < event["end"])]
    filled = inside["quality"].isin(["estimated", "repaired"]).mean() if len(inside) else 0.0
    begins, ends = near["start"].iloc[0], near["end"].iloc[-1]
    first, last = intervals["start"].iloc[0], intervals["end"].iloc[-1]
    holes = near["kwh"].isna().any() or (near["start"].iloc[1:].array != near["end"].iloc[:-1].array).any()
    before = begins >= event["start"] and first < event["start"]
    after = ends <= event["end"] and last > event["end"]
    return bool(holes or before or after or filled >= MOSTLY)


def _has_a_clock_change(days: pd.DatetimeIndex, timezone: str) -> bool:
    """Whether one of these days, or of an event of hours its only one, has not 24 hours."""
    edges = day_starts(pd.date_range(days[0], days[-1] + pd.Timedelta(days=1), freq="D"), timezone)
    return len(days) <= 2 and bool(((edges[1:] - edges[:-1]) != pd.Timedelta(hours=24)).any())


def _is_away(event: dict[Any, Any], spans: list[Span]) -> bool:
    length = event["end"] - event["start"]
    shared = sum(
        (max(min(event["end"], last) - max(event["start"], first), pd.Timedelta(0)) for first, last in spans),
        start=pd.Timedelta(0),
    )
    return bool(shared >= MOSTLY * length)


def _is_weather(event: dict[Any, Any], days: pd.DatetimeIndex, rise: pd.Series | None) -> bool:
    """Whether the weather of those days accounts for half of the rise."""
    if rise is None or not event["excess_kwh"] > 0 or not event["expected_kwh"] > 0:
        return False
    known = rise.reindex(days).dropna()
    return len(known) > 0 and bool(known.mean() >= MOSTLY * event["excess_kwh"] / event["expected_kwh"])


def _rise_by_weather(readings: Readings, channel: str) -> pd.Series | None:
    """By local date, how much more the weather made a channel use than on its mean day [share].

    None without a channel of temperature, or where the weather does not show in the channel.
    """
    outdoor = next((c for c in readings.channels if c.role == "temperature"), None)
    if outdoor is None:
        return None
    celsius = (
        outdoor.intervals["kwh"]
        .groupby(local_dates(pd.DatetimeIndex(outdoor.intervals["start"]), readings.timezone))
        .mean()
    )
    used = readings.daily().complete[channel].dropna()
    both = pd.DataFrame({"kwh": used, "celsius": celsius}).dropna()
    if len(both) < LEAST_DAYS:
        return None
    degrees = np.column_stack(
        [
            np.ones(len(both)),
            (HEATS_BELOW_C - both["celsius"]).clip(lower=0),
            (both["celsius"] - COOLS_ABOVE_C).clip(lower=0),
        ]
    )
    weights, *_ = np.linalg.lstsq(degrees, both["kwh"].to_numpy(), rcond=None)
    fitted = degrees @ weights
    variance = float(both["kwh"].var(ddof=0))
    if not variance > 0 or 1 - float(((both["kwh"] - fitted) ** 2).mean()) / variance < LEAST_FIT:
        return None
    mean = float(fitted.mean())
    return pd.Series(fitted / mean - 1, index=both.index) if mean > 0 else None
