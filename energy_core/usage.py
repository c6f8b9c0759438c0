"""Where and when energy goes: totals by hour, day, week and month, by hour of the day and by weekday."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, Literal, cast, get_args

import pandas as pd

from energy_core.alignment import Aligned
from energy_core.bills.pricing import Prices
from energy_core.errors import NotEnoughDataError, RequestError, TooCoarseError
from energy_core.local_time import Span
from energy_core.period_change import PeriodChange, period_change
from energy_core.readings import Channel, Readings
from energy_core.trend import Trend, trend

By = Literal["hour", "day", "week", "month", "hour-of-day", "weekday"]
BYS: Final[tuple[By, ...]] = get_args(By)

WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ROWS: Final = ("start", "end", "channel", "kwh", "cost", "role")
PAID_ROLES: Final = ("mains", "appliance")
"""The price per kWh is the price of electricity consumed: export, generation and gas cost nothing here."""

__all__ = ["BYS", "WEEKDAYS", "By", "PeriodChange", "Trend", "Usage", "period_change", "trend", "usage"]


@dataclass(frozen=True)
class Usage:
    """Totals of every channel that holds energy.

    rows : start, end, channel, kwh, cost, role. Start and end are instants in local time; under `hour-of-day`
        the text "18:00" and "19:00", under `weekday` "Monday" and "Tuesday". An interval longer than the
        span stays a row of its own, so a channel's rows add up to its energy. cost is NaN without a price.
    statistics : channel, sum_kwh, mean_kwh, std_kwh, share, role, interval_minutes. Mean and standard
        deviation (n - 1) are over complete local hours, or over the readings as they are where they are
        longer: interval_minutes says which. share is of the consumption [fraction], NaN for the rest.
    nested : appliances whose energy is in another appliance's circuit too; never to be added to it.
    """

    by: By
    rows: pd.DataFrame
    statistics: pd.DataFrame
    nested: frozenset[str] = frozenset()


def usage(readings: Readings, *, by: By, prices: Prices | None = None) -> Usage:
    """Energy by span, and its statistics. No kWh is made, lost or counted twice.

    Parameters
    ----------
    prices : what energy consumed costs at each hour.

    Raises
    ------
    NotEnoughDataError if no channel holds energy; TooCoarseError by hour of the day or weekday if no channel
    is read that often; RequestError for another `by`.
    """
    if by not in BYS:
        raise RequestError(f"--by must be one of {', '.join(BYS)}; found {by!r}.", where={"option": "--by"})
    if not readings.energy:
        raise NotEnoughDataError("Usage", need=1, have=0, unit="channels with energy")
    cycle = by in ("hour-of-day", "weekday")
    rows = _by_cycle(readings, by, prices) if cycle else _by_span(readings, cast(Span, by), prices)
    roles = {channel.name: channel.role for channel in readings.energy}
    rows["role"] = rows["channel"].map(roles).astype("str")
    rows["cost"] = rows["cost"].where(rows["role"].isin(PAID_ROLES))
    top = {channel.name for channel in readings.appliances}
    nested = frozenset(name for name, role in roles.items() if role == "appliance" and name not in top)
    return Usage(by, rows[list(ROWS)], _statistics(readings), nested)


def _by_span(readings: Readings, span: Span, prices: Prices | None) -> pd.DataFrame:
    parts = [_longer(readings, span, prices)]
    try:
        parts.insert(0, _stacked(readings.by(span), readings, prices))
    except TooCoarseError:
        if parts[0].empty:
            raise
    filled = [part for part in parts if len(part)] or parts[:1]
    order = {name: position for position, name in enumerate(readings.names)}
    rows = pd.concat(filled, ignore_index=True)
    return rows.sort_values(
        ["start", "channel"], key=lambda column: column.map(order) if column.name == "channel" else column
    ).reset_index(drop=True)


def _stacked(spans: Aligned, readings: Readings, prices: Prices | None) -> pd.DataFrame:
    """One row per channel and span in which anything was read."""
    starts = spans.start.tz_convert(readings.timezone)
    ends = spans.end.tz_convert(readings.timezone)
    parts = []
    for name in spans.kwh.columns:
        kwh = spans.kwh[name].to_numpy()
        read = ~pd.isna(kwh)
        rows = pd.DataFrame({"start": starts[read], "end": ends[read], "channel": name, "kwh": kwh[read]})
        parts.append(rows.assign(cost=_cost(rows, prices, name)))
    return pd.concat(parts, ignore_index=True)


def _cost(rows: pd.DataFrame, prices: Prices | None, channel: str) -> Any:
    if prices is None:
        return float("nan")
    return prices.cost(rows["kwh"].to_numpy(), rows["start"], rows["end"], channel=channel)


def _longer(readings: Readings, span: Span, prices: Prices | None) -> pd.DataFrame:
    """Intervals longer than the span, with what was read in them."""
    longer = readings.coarser_than(span).dropna(subset="kwh")
    for column in ("start", "end"):
        instants = pd.to_datetime(longer[column], utc=True).dt.as_unit("us")
        longer[column] = instants.dt.tz_convert(readings.timezone)
    longer["cost"] = float("nan")
    for name, rows in longer.groupby("channel"):
        longer.loc[rows.index, "cost"] = _cost(rows, prices, str(name))
    return longer[["start", "end", "channel", "kwh", "cost"]]


def _by_cycle(readings: Readings, by: By, prices: Prices | None) -> pd.DataFrame:
    """Sums by local hour of the day or weekday; longer intervals follow as rows of their own."""
    span: Span = "hour" if by == "hour-of-day" else "day"
    single = _stacked(readings.by(span), readings, prices)
    index = pd.DatetimeIndex(single["start"])
    single["at"] = index.hour if by == "hour-of-day" else index.day_of_week
    names = [f"{hour:02d}:00" for hour in range(24)] if by == "hour-of-day" else list(WEEKDAYS)
    sums = single.groupby(["channel", "at"], sort=False)[["kwh", "cost"]].sum(min_count=1)
    rows = sums.reset_index().sort_values("at", kind="stable")
    rows = rows.sort_values("channel", kind="stable", key=lambda c: c.map(readings.names.index))
    following = (rows["at"] + 1) % len(names)
    rows["start"] = rows["at"].map(dict(enumerate(names))).astype("str")
    rows["end"] = following.map(dict(enumerate(names))).astype("str")
    longer = _longer(readings, span, prices)
    for column in ("start", "end"):
        longer[column] = [instant.isoformat() for instant in longer[column]]
    parts = [part[["start", "end", "channel", "kwh", "cost"]] for part in (rows, longer)]
    return pd.concat([part for part in parts if len(part)] or parts[:1], ignore_index=True)


def _statistics(readings: Readings) -> pd.DataFrame:
    consumed = readings.consumption_kwh
    rows = []
    for channel in readings.energy:
        values, minutes = _intervals_of(readings, channel)
        share = channel.kwh / consumed if consumed and channel.role in PAID_ROLES else float("nan")
        rows.append((channel.name, channel.kwh, values.mean(), values.std(), share, channel.role, minutes))
    names = ["channel", "sum_kwh", "mean_kwh", "std_kwh", "share", "role", "interval_minutes"]
    return pd.DataFrame(rows, columns=names)


def _intervals_of(readings: Readings, channel: Channel) -> tuple[pd.Series, float]:
    """What mean and standard deviation are over: complete local hours, or longer readings; their minutes."""
    if channel.interval_minutes <= 60:
        return readings.hourly().complete[channel.name].dropna(), 60.0
    return channel.intervals["kwh"].dropna(), channel.interval_minutes
