"""What the readings are: their dates, how many, what is missing."""

from __future__ import annotations

import pandas as pd

from energy_core.assistant.answer import Rows
from energy_core.assistant.context import Context
from energy_core.assistant.periods import Period
from energy_core.assistant.tools.amounts import BARELY, amount
from energy_core.assistant.tools.result import Origin, Result
from energy_core.readings import Channel


def readings_span(context: Context) -> Result:
    """First and last reading, days, number of readings, hours without readings, channels."""
    period = context.whole
    found = amount(context, None, period)
    counted = [int(c.intervals["kwh"].notna().sum()) for c in context.readings.energy]
    origin = Origin("readings_span", period)
    values = (
        origin.value("days", period.day_count, "days"),
        origin.value("readings", sum(counted), "readings"),
        origin.value("missing", round(found.missing_hours, 6), "hours"),
        origin.value("channels", len(counted), "count"),
        origin.value("usage", round(found.kwh, 6), "kWh"),
    )
    rows = tuple(
        (c.name, c.role, c.interval_minutes, count, round(c.kwh, 6))
        for c, count in zip(context.readings.energy, counted, strict=True)
    )
    return Result(values, period, Rows(("channel", "role", "interval_minutes", "readings", "kwh"), rows))


def gaps(context: Context, *, channel: str | None, period: Period) -> Result:
    """Each stretch of a period without readings [hours], and the hours of all of them."""
    found = amount(context, channel, period)
    counted = context.counted(channel)
    of_stretch: dict[tuple[pd.Timestamp, pd.Timestamp], list[str]] = {}
    for c in counted:
        for stretch in _unread(c, period):
            of_stretch.setdefault(stretch, []).append(c.name)
    origin = Origin("gaps", period, channel)
    values = [origin.value("missing", round(found.missing_hours, 6), "hours")]
    for (start, end), names in sorted(of_stretch.items()):
        hours = round((end - start).total_seconds() / 3600, 6)
        only = names[0] if len(names) < len(counted) else None
        values.append(origin.value("gap", hours, "hours", start=start, end=end, channel=only))
    rows = tuple((v.start, v.end, v.channel, v.value) for v in values[1:])
    return Result(tuple(values), period, Rows(("start", "end", "channel", "hours"), rows))


def _unread(channel: Channel, period: Period) -> list[tuple[pd.Timestamp, pd.Timestamp]]:
    """The stretches of a period between known intervals of a channel, local time."""
    known = channel.intervals[channel.intervals["kwh"].notna()]
    zone = period.start.tz
    ends = [period.start, *known["end"].dt.tz_convert(zone)]
    starts = [*known["start"].dt.tz_convert(zone), period.end]
    stretches = (
        (max(end, period.start), min(start, period.end)) for end, start in zip(ends, starts, strict=True)
    )
    return [(a, b) for a, b in stretches if (b - a).total_seconds() / 3600 > BARELY]
