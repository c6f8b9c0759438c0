"""What if: move a load in time, remove or replace an appliance, lower the always-on load.

Each change makes new readings from the home's own; before and after are then billed and compared alike.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from energy_core.errors import RequestError, TooCoarseError
from energy_core.readings import Channel, Readings
from energy_core.spread import Floats, microseconds

HOUR: Final = 3.6e9


@dataclass(frozen=True)
class Shift:
    """Use of one channel between two local hours of the day, moved to begin at another hour.

    share : how much of it moves [fraction]. from_hour may be after until_hour: over midnight.
    """

    channel: str
    from_hour: int
    until_hour: int
    to_hour: int
    share: float = 1.0


def shifted(readings: Readings, shift: Shift) -> Readings:
    """The readings with a load moved within each local day; every kWh stays.

    The energy of an hour moves to the hour as far after `to_hour` as it was after `from_hour`, on the same
    date; a day without that hour (clock change) keeps its use where it was.

    Raises
    ------
    TooCoarseError : a channel that is not read hourly. RequestError : a share that is no fraction.
    """
    if not 0 <= shift.share <= 1:
        raise RequestError(f"Needed a share from 0 to 1 to move; found {shift.share}.")
    return _changed(
        readings,
        shift.channel,
        lambda rows: _moved(rows, readings.timezone, shift, readings.channel(shift.channel)),
    )


def moved_kwh(before: Readings, after: Readings) -> float:
    """Energy that is at another time after a move, over all channels that were changed, once. [kWh]"""
    moved = 0.0
    for old, new in zip(before.channels, after.channels, strict=True):
        less = old.intervals["kwh"].to_numpy() - new.intervals["kwh"].to_numpy()
        moved = max(moved, float(np.nansum(less.clip(min=0))))
    return moved


def spread_into(readings: Readings, channel: str, inside: npt.NDArray[np.bool_]) -> Readings:
    """The readings with what a load used at other times spread evenly over some intervals of its local day.

    inside : which of the channel's intervals it may run in. A day with none of them keeps its use as it was.

    Raises
    ------
    TooCoarseError : a channel that is not read hourly.
    """
    known = readings.channel(channel)
    if known.interval_minutes > 60:
        raise TooCoarseError("Moving a load", need_minutes=60, have_minutes=known.interval_minutes)
    return _changed(readings, channel, lambda rows: _gathered(rows, readings.timezone, inside))


def scaled(readings: Readings, share: float) -> Readings:
    """The readings as if the home had used this share of what it did at every moment. [fraction]"""
    channels = tuple(
        replace(c, intervals=c.intervals.assign(kwh=c.intervals["kwh"] * share))
        if c.role in ("mains", "appliance")
        else c
        for c in readings.channels
    )
    return replace(readings, channels=channels)


def without(readings: Readings, channel: str) -> Readings:
    """The readings as if an appliance had not run."""
    return replaced(readings, channel, 0.0)


def replaced(readings: Readings, channel: str, share: float) -> Readings:
    """The readings as if an appliance had used this share of what it did. [fraction]"""
    if share < 0:
        raise RequestError(f"Needed a share of 0 or more; found {share}.")
    return _changed(readings, channel, lambda rows: rows["kwh"].to_numpy() * share)


def lower_baseload(readings: Readings, kw: float) -> Readings:
    """The readings with this much less power at all times, never below nothing. [kW]"""
    found = []
    for channel in readings.channels:
        if channel not in readings.consumption:
            found.append(channel)
            continue
        rows = channel.intervals
        hours = (microseconds(rows["end"]) - microseconds(rows["start"])) / HOUR
        part = kw / len(readings.consumption)
        found.append(replace(channel, intervals=rows.assign(kwh=(rows["kwh"] - part * hours).clip(lower=0))))
    return replace(readings, channels=tuple(found))


def _changed(readings: Readings, name: str, change: Callable[[pd.DataFrame], Floats]) -> Readings:
    """One channel changed, and the mains that feed it by as much, never below nothing."""
    channel = readings.channel(name)
    rows = channel.intervals
    kwh = change(rows)
    difference = kwh - rows["kwh"].to_numpy()
    changed = {name: replace(channel, intervals=rows.assign(kwh=kwh))}
    if channel.role == "appliance" and channel not in readings.consumption:
        changed |= _through_mains(readings, rows, difference)
    return replace(readings, channels=tuple(changed.get(c.name, c) for c in readings.channels))


def _through_mains(readings: Readings, rows: pd.DataFrame, difference: Floats) -> dict[str, Channel]:
    """What an appliance uses less or more, in the mains before it; several mains by their use."""
    from energy_core.spread import spread

    total = sum(c.kwh for c in readings.consumption)
    found = {}
    for mains in readings.consumption:
        own = mains.intervals
        edges = pd.DatetimeIndex(
            np.unique(np.concatenate([microseconds(own["start"]), microseconds(own["end"])])).view(
                "datetime64[us]"
            )
        ).tz_localize("UTC")
        inside = rows.assign(kwh=difference)
        inside = inside[(inside["start"] >= edges[0]) & (inside["end"] <= edges[-1])]
        spans, _ = spread(inside[["start", "end", "kwh"]], edges)
        at = edges.searchsorted(pd.DatetimeIndex(own["start"]))
        change = np.nan_to_num(spans)[at] * (mains.kwh / total if total else 1.0)
        found[mains.name] = replace(mains, intervals=own.assign(kwh=(own["kwh"] + change).clip(lower=0)))
    return found


def _gathered(rows: pd.DataFrame, timezone: str, inside: npt.NDArray[np.bool_]) -> Floats:
    day = pd.DatetimeIndex(rows["start"]).tz_convert(timezone).tz_localize(None).normalize()
    kwh = rows["kwh"].to_numpy(dtype=np.float64)
    open_ = inside & ~np.isnan(kwh)
    places = pd.Series(open_.astype(np.float64)).groupby(day).transform("sum").to_numpy()
    leaves = ~inside & ~np.isnan(kwh) & (places > 0)
    moved = pd.Series(np.where(leaves, kwh, 0.0)).groupby(day).transform("sum").to_numpy()
    with np.errstate(invalid="ignore", divide="ignore"):
        arrives = np.where(open_, moved / places, 0.0)
    return np.asarray(np.where(leaves, 0.0, kwh) + arrives, dtype=np.float64)


def _moved(rows: pd.DataFrame, timezone: str, shift: Shift, channel: Channel) -> Floats:
    if channel.interval_minutes > 60:
        raise TooCoarseError("Moving a load", need_minutes=60, have_minutes=channel.interval_minutes)
    local = pd.DatetimeIndex(rows["start"]).tz_convert(timezone).tz_localize(None)
    length = (shift.until_hour - shift.from_hour) % 24 or 24
    after = (local.hour - shift.from_hour) % 24
    leaves = np.asarray(after < length) & rows["kwh"].notna().to_numpy()
    target = (
        local.normalize()
        + pd.to_timedelta((shift.to_hour + after) % 24, unit="h")
        + (local - local.floor("h"))
    )
    place = pd.Series(np.arange(len(rows)), index=local)
    place = place[~place.index.duplicated()]
    where = place.reindex(target).to_numpy()
    kwh = rows["kwh"].to_numpy(dtype=np.float64).copy()
    goes = leaves & ~np.isnan(where)
    goes[goes] &= ~np.isnan(kwh[where[goes].astype(np.int64)])
    amount = np.where(goes, kwh * shift.share, 0.0)
    kwh -= amount
    np.add.at(kwh, where[goes].astype(np.int64), amount[goes])
    return kwh
