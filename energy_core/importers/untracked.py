"""What the mains measured besides the appliances behind them."""

from __future__ import annotations

from energy_core.errors import NotEnoughDataError, TooCoarseError
from energy_core.importers.role_names import meaning
from energy_core.readings import Readings
from energy_core.spread import microseconds


def untracked_kwh(readings: Readings) -> float | None:
    """Mains minus the appliances behind them, each once, in the time the mains were read [kWh].

    None without mains or without appliances, and where the mains are a grid meter behind which the home's own
    production feeds the appliances too. What an appliance drew while it was not read is untracked.
    """
    mains = [c for c in readings.channels if c.role == "mains"]
    behind = [c for c in readings.appliances if any(c.start < m.end and m.start < c.end for m in mains)]
    if not mains or not behind or _sun_feeds_them(readings):
        return None
    start, end = min(c.start for c in mains), max(c.end for c in mains)
    if all(start <= c.start and c.end <= end for c in behind) and _has_no_gaps(readings):
        return sum(c.kwh for c in mains) - sum(c.kwh for c in behind)
    try:
        spans = readings.hourly() if readings.is_hourly else readings.daily()
    except (NotEnoughDataError, TooCoarseError):
        return sum(c.kwh for c in mains) - sum(c.kwh for c in behind)
    kwh = spans.kwh
    whole = kwh[[c.name for c in mains if c.name in kwh.columns]].sum(axis=1, min_count=1)
    parts = kwh[[c.name for c in behind if c.name in kwh.columns]].sum(axis=1)
    return float((whole - parts).sum())


def _has_no_gaps(readings: Readings) -> bool:
    """Whether every mains was read without a break."""
    return all(
        c.intervals["kwh"].notna().all()
        and bool((microseconds(c.intervals["start"])[1:] == microseconds(c.intervals["end"])[:-1]).all())
        for c in readings.channels
        if c.role == "mains"
    )


def _sun_feeds_them(readings: Readings) -> bool:
    own = any(c.role in ("generation", "export") for c in readings.channels)
    return own and not any(
        meaning(c.name) in ("load", "whole") for c in readings.channels if c.role == "mains"
    )
