"""More expected figures in plain pandas: runs, profiles, own generation, carbon, years."""

from __future__ import annotations

import numpy as np
import pandas as pd

from tests.questions.case import Expected
from tests.questions.homes import AskedHome
from tests.questions.plain import between, by_day, by_hour, column, kwh, picked


def by_month(series: pd.Series) -> pd.Series:
    return series.groupby(series.index.tz_localize(None).to_period("M")).sum()


def highest_month(name: str | None = None) -> Expected:
    return lambda asked: float(by_month(column(asked, name)).max())


def lowest_month(name: str | None = None) -> Expected:
    return lambda asked: float(by_month(column(asked, name)).min())


def mean_month(name: str | None = None, *, times: float = 1.0) -> Expected:
    return lambda asked: times * float(by_month(column(asked, name)).mean())


def year(name: str | None = None, times: float = 1.0) -> Expected:
    """A year at the mean of the days."""
    return lambda asked: times * 365.25 * float(by_day(column(asked, name)).mean())


def std_day(name: str | None = None) -> Expected:
    return lambda asked: float(by_day(column(asked, name)).std())


def top_channel(names: tuple[str, ...]) -> Expected:
    return lambda asked: max(names, key=lambda name: asked.frame[name].sum())


def carbon(
    factor: float, name: str | None = None, start: str | None = None, end: str | None = None
) -> Expected:
    return kwh(name, start, end, times=factor)


def baseload_kw(name: str | None = None) -> Expected:
    """The median over the days of the 10% quantile of their hours."""

    def figure(asked: AskedHome) -> float:
        hours = by_hour(column(asked, name))
        return float(hours.groupby(hours.index.tz_localize(None).normalize()).quantile(0.1).median())

    return figure


def load_factor(name: str | None = None) -> Expected:
    def figure(asked: AskedHome) -> float:
        hours = by_hour(column(asked, name))
        return float(100 * hours.mean() / hours.max())

    return figure


def mean_kw(
    name: str | None, start: str | None, end: str | None, *, hours: tuple[int, ...] | None = None
) -> Expected:
    def figure(asked: AskedHome) -> float:
        part = picked(column(asked, name), start, end, hours, None)
        return float(part.sum() / (len(part) * asked.minutes / 60))

    return figure


def by_weekday_mean(days: tuple[int, ...], name: str | None = None) -> Expected:
    def figure(asked: AskedHome) -> float:
        sums = by_day(column(asked, name))
        return float(sums[sums.index.day_of_week.isin(days)].mean())

    return figure


def _running(asked: AskedHome, name: str) -> pd.Series:
    return asked.frame[name] > 0.1 * asked.frame[name].max()


def run_count(name: str, start: str | None = None, end: str | None = None) -> Expected:
    def figure(asked: AskedHome) -> int:
        on = between(_running(asked, name), start, end).to_numpy()
        return int((on & ~np.r_[False, on[:-1]]).sum())

    return figure


def run_days(name: str, start: str | None = None, end: str | None = None) -> Expected:
    def figure(asked: AskedHome) -> int:
        on = between(_running(asked, name), start, end)
        return len(set(on[on].index.date))

    return figure


def mean_run(name: str, whole: Expected) -> Expected:
    """A figure of the whole of an appliance that uses nothing between its runs, by run."""
    return lambda asked: whole(asked) / run_count(name)(asked)


def last_day(name: str, amount: float) -> Expected:
    """The energy of the last run."""
    return lambda asked: amount


def _sums(asked: AskedHome, start: str | None, end: str | None) -> tuple[float, float, float]:
    part = [
        float(between(asked.frame[n], start, end).sum())
        for n in ("Solar production", "Grid export", "Grid import")
    ]
    return part[0], part[1], part[2]


def self_use(start: str | None = None, end: str | None = None) -> Expected:
    def figure(asked: AskedHome) -> float:
        made, out, _ = _sums(asked, start, end)
        return 100 * (made - out) / made

    return figure


def self_sufficiency(start: str | None = None, end: str | None = None) -> Expected:
    def figure(asked: AskedHome) -> float:
        made, out, bought = _sums(asked, start, end)
        return 100 * (made - out) / (made - out + bought)

    return figure


def used_here(start: str | None = None, end: str | None = None) -> Expected:
    def figure(asked: AskedHome) -> float:
        made, out, _ = _sums(asked, start, end)
        return made - out

    return figure
