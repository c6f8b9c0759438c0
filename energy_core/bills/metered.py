"""A home's energy by quarter hour: what every bill under every tariff is worked out from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

import numpy as np
import pandas as pd

from energy_core.errors import MissingFactError
from energy_core.local_time import day_starts, local_dates
from energy_core.readings import Channel, Readings
from energy_core.spread import Floats, spread
from energy_core.tariffs.calendar import Quarters

HOURS: Final = 0.25
LONGEST: Final = pd.Timedelta(hours=1)
"""An interval longer than this may hide prices inside it: it is spread evenly, and the bill says so."""


@dataclass(frozen=True)
class Metered:
    """Energy of whole local days by quarter hour; prices change at whole quarters.

    kwh : per channel of consumption, appliances and export; NaN where nothing was read. shape (n,) [kWh]
    consumption : names of the channels that add up to consumption. appliances : those behind the mains.
    spread_kwh : how much of the consumption came in intervals longer than an hour. [kWh]
    """

    start: date
    end: date
    quarters: Quarters
    kwh: dict[str, Floats]
    consumption: tuple[str, ...]
    appliances: tuple[str, ...]
    exports: tuple[str, ...]
    spread_kwh: float

    @cached_property
    def used(self) -> Floats:
        """Consumption per quarter [kWh]; NaN where no counted channel was read."""
        return _sum([self.kwh[name] for name in self.consumption], len(self.quarters.starts))

    @cached_property
    def exported(self) -> Floats:
        return _sum([self.kwh[name] for name in self.exports], len(self.quarters.starts))

    @cached_property
    def parts(self) -> dict[str, Floats]:
        """What consumption is made of, adding up to `used`: appliances and the rest of the mains."""
        from energy_core.breakdown import UNTRACKED

        read = ~np.isnan(self.used)
        if not self.appliances:
            return {name: np.nan_to_num(self.kwh[name]) for name in self.consumption}
        behind = {name: np.where(read, np.nan_to_num(self.kwh[name]), 0.0) for name in self.appliances}
        rest = np.nan_to_num(self.used) - np.sum(list(behind.values()), axis=0)
        return {**behind, UNTRACKED: rest}


def metered(readings: Readings, *, start: date | None = None, end: date | None = None) -> Metered:
    """Put the readings on quarter hours of the local days from start to end (exclusive).

    start, end : local dates; by default all days that have readings of consumption or export.

    Raises
    ------
    MissingFactError : without a channel of consumption or export, or without readings in the period.
    """
    exports = tuple(c for c in readings.channels if c.role == "export")
    used = readings.consumption or (() if exports else readings.require_consumption("A bill"))
    appliances = tuple(c for c in readings.channels if c.role == "appliance" and c not in used)
    counted = [*used, *exports]
    first, last = _days(counted, readings.timezone)
    start, end = start or first, end or last
    if start >= last or end <= first or end <= start:
        raise MissingFactError(
            "A bill",
            fact="readings in its period",
            advice=f"These run from {first} to {last} (exclusive); the period is {start} to {end}.",
        )
    bounds = day_starts(pd.DatetimeIndex([start, end]), readings.timezone)
    edges = pd.date_range(bounds[0], bounds[1], freq="15min")
    parts = {c.name: _on_quarters(c, edges) for c in (*counted, *appliances)}
    return Metered(
        start=start,
        end=end,
        quarters=Quarters(edges[:-1], readings.timezone),
        kwh=parts,
        consumption=tuple(c.name for c in used),
        appliances=tuple(c.name for c in appliances),
        exports=tuple(c.name for c in exports),
        spread_kwh=sum(_longer(c, edges) for c in used),
    )


def _days(channels: Sequence[Channel], timezone: str) -> tuple[date, date]:
    start, end = min(c.start for c in channels), max(c.end for c in channels)
    last = local_dates(pd.DatetimeIndex([end - pd.Timedelta(microseconds=1)]), timezone)[0]
    first = local_dates(pd.DatetimeIndex([start]), timezone)[0]
    return first.date(), (last + pd.Timedelta(days=1)).date()


def _on_quarters(channel: Channel, edges: pd.DatetimeIndex) -> Floats:
    inside = _inside(channel, edges)
    kwh, _ = spread(inside, edges)
    return kwh


def _inside(channel: Channel, edges: pd.DatetimeIndex) -> pd.DataFrame:
    """The intervals inside the edges; one across the first or last edge is divided by time."""
    rows = channel.intervals[["start", "end", "kwh"]]
    rows = rows[(rows["end"] > edges[0]) & (rows["start"] < edges[-1])]
    start = rows["start"].mask(rows["start"] < edges[0], edges[0])
    end = rows["end"].mask(rows["end"] > edges[-1], edges[-1])
    share = (end - start) / (rows["end"] - rows["start"])
    return pd.DataFrame({"start": start, "end": end, "kwh": rows["kwh"] * share})


def _longer(channel: Channel, edges: pd.DatetimeIndex) -> float:
    rows = _inside(channel, edges)
    return float(rows.loc[rows["end"] - rows["start"] > LONGEST, "kwh"].sum())


def _sum(parts: Sequence[Floats], length: int) -> Floats:
    """Sum per quarter; NaN where every part is."""
    if not parts:
        return np.full(length, np.nan)
    stacked = np.vstack(parts)
    return np.where(np.isnan(stacked).all(axis=0), np.nan, np.nansum(stacked, axis=0))
