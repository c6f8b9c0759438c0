"""Periods under hours and days of the week; a night of one date runs into the morning of the next."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from energy_core.assistant.outcome import UnclearError
from energy_core.assistant.periods import Period
from energy_core.assistant.times_of_day import Limit


def with_limits(
    periods: list[Period], limits: tuple[Limit, ...], *, nights: frozenset[int] = frozenset()
) -> tuple[Period, ...]:
    """Every period under the limits; two limits of a kind make two periods of one.

    nights : places of the periods that are two dates around one night.
    """
    by_hours = [limit.hours for limit in limits if limit.hours is not None]
    by_days = [limit.weekdays for limit in limits if limit.weekdays is not None]
    if (len(by_hours) > 1 and len(by_days) > 1) or (
        len(periods) > 1 and max(len(by_hours), len(by_days)) > 1
    ):
        raise UnclearError(
            "The question names several periods and times of day. Please ask about one pair at a time."
        )
    if not periods:
        return ()
    plain = [replace(p, weekdays=days) for days in by_days[:1] for p in periods] or periods
    limited = [
        under_hours(p, hours, one_night=place in nights)
        for hours in by_hours[:1]
        for place, p in enumerate(plain)
    ] or plain
    extra = [under_hours(plain[0], hours) for hours in by_hours[1:]]
    extra += [replace(limited[0], weekdays=days) for days in by_days[1:]]
    return (*limited, *extra)


def under_hours(period: Period, hours: frozenset[int], *, one_night: bool = False) -> Period:
    """A period under hours of the day; of a single date, hours over midnight end on the next date."""
    if not (_is_over_midnight(hours) and (one_night or _is_a_date(period))):
        return replace(period, hours=hours)
    first = next(hour for hour in hours if hour - 1 not in hours and hour)
    last = next(hour for hour in range(24) if hour not in hours)
    evening = period.start.tz_localize(None)
    return replace(
        period,
        start=_at(evening, first, period),
        end=_at(evening + pd.Timedelta(days=1), last, period),
    )


def _is_over_midnight(hours: frozenset[int]) -> bool:
    return {0, 23} <= hours and len(hours) < 24


def _is_a_date(period: Period) -> bool:
    return period.weekdays is None and period.is_one_day and period.start == period.start.normalize()


def _at(day: pd.Timestamp, hour: int, period: Period) -> pd.Timestamp:
    moment = day + pd.Timedelta(hours=hour)
    return moment.tz_localize(period.start.tz, nonexistent="shift_forward", ambiguous=True)
