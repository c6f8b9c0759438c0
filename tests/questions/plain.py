"""Expected figures in plain pandas, independent of the product's own functions."""

from __future__ import annotations

import pandas as pd

from tests.questions.case import Expected
from tests.questions.homes import AskedHome


def column(asked: AskedHome, name: str | None) -> pd.Series:
    return asked.total() if name is None else asked.frame[name]


def between(series: pd.Series, start: str | None, end: str | None) -> pd.Series:
    """[start, end) by local wall time."""
    zone = series.index.tz
    low = series.index[0] if start is None else pd.Timestamp(start, tz=zone)
    high = series.index[-1] + pd.Timedelta(days=1) if end is None else pd.Timestamp(end, tz=zone)
    return series[(series.index >= low) & (series.index < high)]


def kwh(
    name: str | None = None,
    start: str | None = None,
    end: str | None = None,
    *,
    hours: tuple[int, ...] | None = None,
    weekdays: tuple[int, ...] | None = None,
    times: float = 1.0,
) -> Expected:
    """Sum of a channel (None: the home) over [start, end), times a price."""

    def figure(asked: AskedHome) -> float:
        return times * float(picked(column(asked, name), start, end, hours, weekdays).sum())

    return figure


def picked(
    series: pd.Series,
    start: str | None,
    end: str | None,
    hours: tuple[int, ...] | None,
    weekdays: tuple[int, ...] | None,
) -> pd.Series:
    part = between(series, start, end)
    if hours is not None:
        part = part[part.index.hour.isin(hours)]
    if weekdays is not None:
        part = part[part.index.day_of_week.isin(weekdays)]
    return part


def by_day(series: pd.Series) -> pd.Series:
    return series.groupby(series.index.tz_localize(None).normalize()).sum()


def by_hour(series: pd.Series) -> pd.Series:
    return series.groupby(series.index.tz_convert("UTC").floor("h")).sum().tz_convert(series.index.tz)


def known(value: float | str) -> Expected:
    """A figure worked out beside the bank: a name, a count, or an amount of plain pandas."""
    return lambda asked: value


def share(name: str, start: str | None = None, end: str | None = None) -> Expected:
    """Percent of the home's energy."""
    return lambda asked: 100 * kwh(name, start, end)(asked) / kwh(None, start, end)(asked)


def more(first: Expected, second: Expected) -> Expected:
    return lambda asked: first(asked) - second(asked)


def percent_more(first: Expected, second: Expected) -> Expected:
    return lambda asked: 100 * (first(asked) - second(asked)) / second(asked)


def mean_day(
    name: str | None = None, start: str | None = None, end: str | None = None, *, times: float = 1.0
) -> Expected:
    return lambda asked: times * float(by_day(between(column(asked, name), start, end)).mean())


def mean_hour(name: str | None = None, start: str | None = None, end: str | None = None) -> Expected:
    return lambda asked: float(by_hour(between(column(asked, name), start, end)).mean())


def highest_day(name: str | None = None, start: str | None = None, end: str | None = None) -> Expected:
    return lambda asked: float(by_day(between(column(asked, name), start, end)).max())


def lowest_day(name: str | None = None, start: str | None = None, end: str | None = None) -> Expected:
    return lambda asked: float(by_day(between(column(asked, name), start, end)).min())


def highest_hour(name: str | None = None, start: str | None = None, end: str | None = None) -> Expected:
    return lambda asked: float(by_hour(between(column(asked, name), start, end)).max())


def days_above(limit: float, start: str | None = None, end: str | None = None) -> Expected:
    return lambda asked: int((by_day(between(asked.total(), start, end)) > limit).sum())


def top_hour_of_day(name: str | None = None, start: str | None = None, end: str | None = None) -> Expected:
    def figure(asked: AskedHome) -> int:
        hourly = by_hour(between(column(asked, name), start, end))
        return int(hourly.groupby(hourly.index.hour).mean().idxmax())

    return figure
