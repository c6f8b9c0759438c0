"""The highest and lowest half hours, where the readings tell them apart."""

from __future__ import annotations

from typing import Final

import pandas as pd

from energy_core.assistant.answer import Rows
from energy_core.assistant.context import Context
from energy_core.assistant.outcome import UnanswerableError
from energy_core.assistant.periods import Period
from energy_core.assistant.tools.extremes import Side
from energy_core.assistant.tools.result import Origin, Result
from energy_core.readings import Channel

HALF_HOUR: Final = pd.Timedelta(minutes=30)
EDGE: Final = pd.Timedelta(minutes=1)
"""A reading that ends this little after its half hour is in it."""


def ranked_half_hours(
    context: Context, *, channel: str | None, period: Period, side: Side, count: int
) -> Result:
    """The highest or lowest half hours that were read in full [kWh].

    Raises UnanswerableError for readings that are further apart.
    """
    channels = context.counted(channel)
    coarsest = max(one.interval_minutes for one in channels)
    if coarsest > 31:
        raise UnanswerableError(
            "Half hours can't be told apart: the readings are further apart than that. "
            "You can ask about hours or days.",
            suggestions=("Which day did I use the most?",),
        )
    found = pd.concat([_of(one, context.timezone) for one in channels], axis=1).dropna().sum(axis=1)
    index = pd.DatetimeIndex(found.index)
    keep = (index >= period.start) & (index < period.end)
    if period.hours is not None:
        keep &= index.hour.isin(period.hours)
    if period.weekdays is not None:
        keep &= index.day_of_week.isin(period.weekdays)
    found = found[keep].sort_values(ascending=side == "lowest", kind="stable").head(count)
    if found.empty:
        raise UnanswerableError(f"No half hour of {period.text} was read in full.")
    origin = Origin("ranked_half_hours", period, channel, {"side": side, "count": count})
    values = tuple(
        origin.value(f"{side}_half_hour", round(float(kwh), 6), "kWh", start=start, end=start + HALF_HOUR)
        for start, kwh in zip(pd.DatetimeIndex(found.index), found, strict=True)
    )
    rows = tuple((value.start, value.end, value.value) for value in values)
    return Result(values, period, Rows(("start", "end", "kwh"), rows))


def _of(channel: Channel, timezone: str) -> pd.Series:
    """Energy of its half hours, local start; those with a missing reading are left out."""
    intervals = channel.intervals
    start = pd.DatetimeIndex(intervals["start"])
    half = start.floor(HALF_HOUR)
    inside = pd.DatetimeIndex(intervals["end"]) <= half + HALF_HOUR + EDGE
    kwh = intervals["kwh"].to_numpy()
    length = (pd.DatetimeIndex(intervals["end"]) - start).total_seconds()
    frame = pd.DataFrame({"kwh": kwh, "read": length.where(~pd.isna(kwh), 0.0)}, index=half)[inside]
    sums = frame.groupby(level=0).sum()
    whole = sums.loc[sums["read"] > 0.99 * HALF_HOUR.total_seconds(), "kwh"]
    return whole.tz_convert(timezone).rename(channel.name)
