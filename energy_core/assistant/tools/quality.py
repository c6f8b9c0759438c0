"""What the readings are: their dates, how many, what is missing."""

from __future__ import annotations

from energy_core.assistant.answer import Rows
from energy_core.assistant.context import Context
from energy_core.assistant.tools.amounts import amount
from energy_core.assistant.tools.result import Origin, Result


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
