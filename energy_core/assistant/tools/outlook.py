"""The forecast of the days after the last reading."""

from __future__ import annotations

import pandas as pd

from energy_core import words
from energy_core.assistant.answer import Rows
from energy_core.assistant.context import Context, Price
from energy_core.assistant.outcome import UnanswerableError
from energy_core.assistant.periods import Period
from energy_core.assistant.tools.result import Origin, Result

LONGEST_DAYS = 31


def forecast(context: Context, *, channel: str | None, period: Period) -> Result:
    """Energy expected in a period to come [kWh] with its 80% band, and the model that says so."""
    last = context.span_of(channel).end
    days = _days_to(last, period.end, context.timezone)
    is_one_day = period.day_count == 1
    _require_reach(context, channel, period, days=days, is_one_day=is_one_day)
    # hours begin at the last reading: they are the days asked about only if that was at midnight
    whole_days = last.tz_convert(context.timezone) == last.tz_convert(context.timezone).normalize()
    fine = all(c.interval_minutes <= 60 for c in context.counted(channel))
    hourly = days == 7 and not is_one_day and whole_days and fine
    found = context.forecast(days=7 if is_one_day and days <= 7 else days, hourly=hourly, channel=channel)
    points = found.points
    if is_one_day:
        starts = pd.DatetimeIndex(points["start"])
        local = starts if starts.tz is None else starts.tz_convert(context.timezone).tz_localize(None)
        points = points[(local.normalize() == period.start.tz_localize(None).normalize())]
        if points.empty:
            raise UnanswerableError(f"The forecast does not reach {period.text}.")
    kwh, band = _expected(found, points, is_one_day)
    origin = Origin(
        "forecast",
        period,
        channel,
        {"horizon_days": found.horizon_days, "resolution": found.resolution, "model": found.model},
    )
    values = (
        origin.value("forecast", round(kwh, 6), "kWh", band=band),
        origin.value("forecast_lower", band[0], "kWh"),
        origin.value("forecast_upper", band[1], "kWh"),
        origin.value("band", round(100 * found.band), "%"),
    )
    rows = tuple((row["start"], round(float(row["mean_kwh"]), 6)) for row in points.to_dict("records"))
    return Result(values, period, Rows(("start", "mean_kwh"), rows))


def _require_reach(
    context: Context, channel: str | None, period: Period, *, days: int, is_one_day: bool
) -> None:
    """Raises UnanswerableError for a period that is over, too far ahead, or not next after the readings.

    The band of several days together is known only from the last reading on.
    """
    known = context.span_of(channel)
    if days < 1:
        raise UnanswerableError(f"{period.text} is over; the forecast begins after {known.text}.")
    if days > LONGEST_DAYS or (not is_one_day and period.day_count < days):
        raise UnanswerableError(
            f"There is no forecast of {period.text}: it is counted from the last reading, "
            f"{words.day(known.last_day)}, and reaches {LONGEST_DAYS} days. "
            f"You can ask about the next {LONGEST_DAYS} days.",
            suggestions=(f"What will I use in the next {LONGEST_DAYS} days?",),
        )


def forecast_cost(energy: Result, price: Price) -> Result:
    """A forecast's energy, and its band, in money."""
    value = energy["forecast"]
    assert value.lower is not None
    assert value.upper is not None
    origin = Origin(
        "forecast_cost",
        energy.period,
        None if value.channel == "total" else value.channel,
        {"price_per_kwh": price.per_kwh},
    )
    low, high = (round(kwh * price.per_kwh, 6) for kwh in (value.lower, value.upper))
    return Result(
        (
            origin.value(
                "forecast_cost", round(value.number * price.per_kwh, 6), price.unit, band=(low, high)
            ),
            origin.value("forecast_cost_lower", low, price.unit),
            origin.value("forecast_cost_upper", high, price.unit),
            origin.value("price_per_kwh", price.per_kwh, price.unit),
            *energy,
        ),
        energy.period,
    )


def _expected(found: object, points: pd.DataFrame, is_one_day: bool) -> tuple[float, tuple[float, float]]:
    if is_one_day:
        point = points.iloc[0]
        return float(point["mean_kwh"]), (round(float(point["lower"]), 6), round(float(point["upper"]), 6))
    total = found.total  # type: ignore[attr-defined]
    return float(total.kwh), (round(float(total.lower), 6), round(float(total.upper), 6))


def _days_to(last: pd.Timestamp, end: pd.Timestamp, timezone: str) -> int:
    first_without = (last.tz_convert(timezone) - pd.Timedelta(seconds=1)).normalize().tz_localize(None)
    return int((end.tz_localize(None).normalize() - first_without).days) - 1
