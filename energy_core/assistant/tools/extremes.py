"""Peaks, highest and lowest spans and channels, spans above a limit, and runs of an appliance."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

import numpy as np
import pandas as pd

from energy_core.assistant.answer import Rows, Value
from energy_core.assistant.context import Context, Price
from energy_core.assistant.outcome import UnanswerableError
from energy_core.assistant.periods import Period
from energy_core.assistant.tools.amounts import series, span_bounds
from energy_core.assistant.tools.money import cost_of, cost_series
from energy_core.assistant.tools.result import Origin, Result
from energy_core.assistant.tools.usage import by_channel
from energy_core.load_profile import peak_hours as three_peak_hours
from energy_core.local_time import Span
from energy_core.year import DAYS_PER_YEAR

Side = Literal["highest", "lowest"]
WHOLE_YEAR: Final = 365
MOST_DAYS: Final = 7
"""Days of runs told one by one; the table holds all runs."""

RUNNING: Final = 0.1
"""An appliance runs while it draws more than this part of its highest power. Own choice, 2026: standby
is meant to stay below it and every phase of a programme above; the answer shows the limit in kW."""


def ranked_spans(
    context: Context, *, channel: str | None, period: Period, span: Span, side: Side, count: int,
    price: Price | None = None,
) -> Result:  # fmt: skip
    """The highest or lowest hours, days, weeks or months [kWh]; the lowest only of those read in full.

    price : rank by what they cost.
    """
    found = series(context, channel, period, span=span, complete=side == "lowest")
    if found.empty:
        raise UnanswerableError(f"No {span} of {period.text} was read in full.")
    ranked = found
    if price is not None:
        ranked = cost_series(context, channel, period, span=span, complete=side == "lowest", price=price)
    order = ranked.sort_values(ascending=side == "lowest", kind="stable").head(count).index
    ordered = found.reindex(order)
    origin = Origin("ranked_spans", period, channel, {"span": span, "side": side, "count": count})
    values = []
    for start, kwh in ordered.items():
        first, last = span_bounds(context, start, span)  # type: ignore[arg-type]
        values.append(origin.value(f"{side}_{span}", round(float(kwh), 6), "kWh", start=first, end=last))
    rows = tuple((value.start, value.end, value.value) for value in values)
    return Result(tuple(values), period, Rows(("start", "end", "kwh"), rows))


def ranked_channels(
    context: Context, *, among: tuple[str, ...], period: Period, side: Side, count: int,
    price: Price | None = None,
) -> Result:  # fmt: skip
    """The appliances that used most or least [kWh]; `among` empty = all. price : rank by what they cost."""
    everything = [v for v in by_channel(context, period=period) if not among or v.channel in among]
    if not everything:
        raise UnanswerableError(f"Appliances are ranked here. {context.names.offer()}")
    if price is not None:
        everything.sort(key=lambda value: -cost_of(context, value, price, "cost").number)
    values = tuple(everything) if side == "highest" else tuple(everything)[::-1]
    rows = tuple((value.channel, value.value) for value in values[:count])
    return Result(values[:count], period, Rows(("channel", "kwh"), rows))


def mean_by(
    context: Context, *, channel: str | None, period: Period, cycle: Literal["hour", "weekday"]
) -> Result:
    """Mean energy of each hour of the day, or of each day of the week [kWh]."""
    found = series(context, channel, period, span="hour" if cycle == "hour" else "day", complete=True)
    if found.empty:
        raise UnanswerableError(f"There are no complete {cycle}s {period.placed}.")
    index = pd.DatetimeIndex(found.index)
    means = found.groupby(index.hour if cycle == "hour" else index.day_of_week).mean()
    origin = Origin("mean_by", period, channel, {"cycle": cycle})
    values = tuple(
        origin.value(f"mean_of_{cycle}_{key}", round(float(kwh), 6), "kWh") for key, kwh in means.items()
    )
    rows = tuple((key, round(float(kwh), 6)) for key, kwh in means.items())
    return Result(values, period, Rows((cycle, "mean_kwh"), rows))


def peak_hours(context: Context, *, channel: str | None, period: Period) -> Result:
    """The three consecutive hours of the day with the highest mean use, and the single highest."""
    means = mean_by(context, channel=channel, period=period, cycle="hour")
    assert means.rows is not None
    by_hour = pd.Series({row[0]: row[1] for row in means.rows.rows})
    origin = Origin("peak_hours", period, channel)
    hours = three_peak_hours(by_hour)
    top = int(by_hour.index[int(by_hour.argmax())])
    values = [origin.value("peak_hours", hour, "hour") for hour in hours]
    values.append(origin.value("peak_hour", top, "hour"))
    values.append(origin.value("mean_in_peak_hour", float(by_hour[top]), "kWh"))
    return Result(tuple(values), period, means.rows)


def spans_beyond(
    context: Context, *, channel: str | None, period: Period, span: Span, limit_kwh: float, above: bool
) -> Result:
    """How many hours, days … used more, or less, than a limit."""
    found = series(context, channel, period, span=span, complete=not above)
    beyond = found[found > limit_kwh] if above else found[found < limit_kwh]
    origin = Origin("spans_beyond", period, channel, {"span": span, "limit_kwh": limit_kwh, "above": above})
    unit = {"hour": "hours", "day": "days"}.get(span, "count")
    bounds = [(span_bounds(context, start, span), kwh) for start, kwh in beyond.items()]  # type: ignore[arg-type]
    rows = tuple((first, last, round(float(kwh), 6)) for (first, last), kwh in bounds)
    values = (
        origin.value(f"{span}s_beyond", len(beyond), unit),
        origin.value(f"{span}s_counted", len(found), unit),
        origin.value("limit", limit_kwh, "kWh"),
        origin.value("usage_beyond", round(float(beyond.sum()), 6), "kWh"),
    )
    return Result(values, period, Rows(("start", "end", "kwh"), rows))


def runs(context: Context, *, channel: str, period: Period) -> Result:
    """When an appliance ran: its last run, how many runs and how many hours in them."""
    measured = context.readings.channel(channel).intervals
    hours = (measured["end"] - measured["start"]).dt.total_seconds() / 3600
    power = (measured["kwh"] / hours).to_numpy(dtype=np.float64)
    if hours.median() > 1.01:
        raise UnanswerableError("When an appliance ran needs a reading at least every hour.")
    inside = ((measured["start"] >= period.start) & (measured["start"] < period.end)).to_numpy()
    highest = float(np.nanmax(power)) if np.isfinite(power).any() else 0.0
    running = (power > RUNNING * highest) & inside
    origin = Origin("runs", period, channel)
    if not running.any():
        return Result((origin.value("run_count", 0, "count"),), period)
    starts = np.flatnonzero(running & ~np.r_[False, running[:-1]])
    ends = np.flatnonzero(running & ~np.r_[running[1:], False])
    first = measured["start"].iloc[starts[-1]].tz_convert(context.timezone)
    last = measured["end"].iloc[ends[-1]].tz_convert(context.timezone)
    kwh = float(measured["kwh"].iloc[starts[-1] : ends[-1] + 1].sum())
    values = (
        origin.value("last_run", round(kwh, 6), "kWh", start=first, end=last),
        origin.value(
            "last_run_length", round((last - first).total_seconds() / 3600, 6), "hours", start=first, end=last
        ),
        origin.value("run_count", len(starts), "count"),
        origin.value("run_days", _days(measured["start"][running], context.timezone), "days"),
        origin.value("usage_per_run", round(float(measured["kwh"][running].sum()) / len(starts), 6), "kWh"),
        origin.value("run_hours", round(float(hours[running].sum()), 6), "hours"),
        origin.value("running_above", round(RUNNING * highest, 6), "kW"),
    )
    rows = tuple(
        (
            measured["start"].iloc[begin].tz_convert(context.timezone),
            measured["end"].iloc[last].tz_convert(context.timezone),
            round(float(measured["kwh"].iloc[begin : last + 1].sum()), 6),
        )
        for begin, last in zip(starts, ends, strict=True)
    )
    return Result((*values, *_by_day(origin, rows)), period, Rows(("start", "end", "kwh"), rows))


def _by_day(origin: Origin, runs: Sequence[tuple[pd.Timestamp, pd.Timestamp, float]]) -> list[Value]:
    """Energy of the runs that began on each day [kWh]; none where those are many."""
    sums: dict[pd.Timestamp, float] = {}
    for start, _, kwh in runs:
        day = start.normalize()
        sums[day] = sums.get(day, 0.0) + kwh
    if len(sums) > MOST_DAYS:
        return []
    return [
        origin.value("run_day", round(kwh, 6), "kWh", start=day, end=day + pd.DateOffset(days=1))
        for day, kwh in sums.items()
    ]


def _days(starts: pd.Series, timezone: str) -> int:
    """How many local days these instants are on."""
    return len(set(pd.DatetimeIndex(starts).tz_convert(timezone).date))


def cost_per_run(context: Context, *, channel: str, period: Period, price: Price) -> Result:
    """Mean energy [kWh] and money of a run of an appliance, at the hours it ran."""
    found = runs(context, channel=channel, period=period)
    per_run = found.get("usage_per_run")
    if per_run is None:
        raise UnanswerableError(f"It did not run {period.placed}, so there is no mean of a run.")
    money = cost_of(context, per_run, price, "cost_per_run")
    return Result((money, per_run, found["run_count"], found["running_above"]), period)


def spread(context: Context, *, channel: str | None, period: Period, span: Span) -> Result:
    """Standard deviation and mean of the hours, days, weeks or months read in full [kWh]."""
    found = series(context, channel, period, span=span, complete=True)
    if len(found) < 2:
        raise UnanswerableError(
            f"A standard deviation needs two {span}s read in full; {period.text} has fewer."
        )
    origin = Origin("spread", period, channel, {"span": span})
    return Result(
        (
            origin.value("standard_deviation", round(float(found.std()), 6), "kWh"),
            origin.value("mean", round(float(found.mean()), 6), "kWh"),
        ),
        period,
    )


def yearly(context: Context, *, channel: str | None, period: Period) -> Result:
    """Energy of a year at the mean of the days read in full [kWh], and how many those are."""
    found = series(context, channel, period, span="day", complete=True)
    if found.empty:
        raise UnanswerableError(f"No day of {period.text} was read in full.")
    origin = Origin("yearly", period, channel)
    return Result(
        (
            origin.value("usage_per_year", round(float(found.mean()) * DAYS_PER_YEAR, 6), "kWh"),
            origin.value("complete_days", len(found), "days"),
        ),
        period,
    )
