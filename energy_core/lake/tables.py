"""The rows of the lake's tables, from the analysis of one home."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from pandas.api.types import union_categoricals

from energy_core.alignment import Aligned
from energy_core.bills.pricing import Prices
from energy_core.errors import NotEnoughDataError
from energy_core.lake.merge import text_categories
from energy_core.local_time import Span
from energy_core.readings import Channel, Readings
from energy_core.spread import microseconds
from energy_core.usage import PAID_ROLES

if TYPE_CHECKING:
    from energy_core.anomalies import Anomalies
    from energy_core.forecasting import Forecast

Rows = pd.DataFrame
Months = Iterator[tuple[str, Rows]]


def readings_by_month(home_id: str, readings: Readings) -> Months:
    """Every interval of every channel, by the local month in which it begins."""
    yield from _by_month([_readings_rows(home_id, readings, channel) for channel in readings.channels])


def _readings_rows(home_id: str, readings: Readings, channel: Channel) -> Rows:
    rows = channel.intervals
    local = pd.DatetimeIndex(rows["start"]).tz_convert(readings.timezone).tz_localize(None)
    minutes = (microseconds(rows["end"]) - microseconds(rows["start"])) / 6e7
    return pd.DataFrame(
        {
            **_of_channel(home_id, readings, channel, len(rows)),
            "start": rows["start"],
            "end": rows["end"],
            "local_start": local,
            "local_date": local.normalize(),
            "local_hour": local.hour,
            "interval_minutes": minutes,
            "kwh": rows["kwh"],
            "quality": rows["quality"].astype("category"),
            "source_file": rows["source_file"].astype("category"),
        }
    )


def hourly_by_month(
    home_id: str, readings: Readings, *, peak_hours: Iterable[int] | None, prices: Prices | None
) -> Months:
    """Every channel by local clock hour, from its first to its last; NaN where an hour was not read."""
    hours = _spans(readings, "hour")
    if hours is None:
        return
    parts = []
    for channel, inside in _channels_of(hours, readings):
        index = pd.DatetimeIndex(hours.kwh.index[inside])
        kwh = hours.kwh[channel.name].to_numpy()[inside]
        is_peak = index.hour.isin(list(peak_hours)) if peak_hours is not None else [None] * len(index)
        parts.append(
            pd.DataFrame(
                {
                    **_of_channel(home_id, readings, channel, len(index)),
                    "start": hours.start[inside],
                    "local_date": index.tz_localize(None).normalize(),
                    "local_hour": index.hour,
                    "weekday": pd.Categorical(index.day_name()),
                    "is_peak_hour": pd.array(is_peak, dtype="boolean"),
                    "kwh": kwh,
                    "cost": _cost(kwh, channel, prices, (hours, inside)),
                }
            )
        )
    yield from _by_month(parts)


def daily(home_id: str, readings: Readings, *, prices: Prices | None) -> Rows:
    """Every channel by local day; mean, standard deviation (n - 1) and peak hour are over its full hours."""
    days, hours = _spans(readings, "day"), _spans(readings, "hour")
    if days is None:
        return pd.DataFrame()
    parts = []
    for channel, inside in _channels_of(days, readings):
        dates = pd.DatetimeIndex(days.kwh.index[inside])
        kwh = days.kwh[channel.name].to_numpy()[inside]
        parts.append(
            pd.DataFrame(
                {
                    **_of_channel(home_id, readings, channel, len(dates)),
                    "local_date": dates,
                    "kwh": kwh,
                    **_hours_of_days(hours, channel.name, dates),
                    "cost": _cost(kwh, channel, prices, (days, inside)),
                    "hours_missing": days.missing_hours[channel.name].to_numpy()[inside],
                }
            )
        )
    return _stacked(parts)


def _hours_of_days(hours: Aligned | None, channel: str, dates: pd.DatetimeIndex) -> Mapping[str, Any]:
    if hours is None or channel not in hours.kwh.columns:
        return {
            "mean_kwh": np.nan,
            "std_kwh": np.nan,
            "peak_hour": pd.array([None] * len(dates), dtype="Int32"),
        }
    full = hours.complete[channel].dropna()
    by_day = full.groupby(pd.DatetimeIndex(full.index).tz_localize(None).normalize())
    mean_kwh = by_day.mean()
    highest = pd.DatetimeIndex(by_day.idxmax() if len(full) else [])
    peaks = pd.Series(highest.hour, index=mean_kwh.index, dtype="Int32")
    return {
        "mean_kwh": mean_kwh.reindex(dates).to_numpy(),
        "std_kwh": by_day.std().reindex(dates).to_numpy(),
        "peak_hour": peaks.reindex(dates).array,
    }


def forecasts(home_id: str, made: Iterable[Forecast]) -> Rows:
    """The points of some forecasts, one below the other."""
    return _stacked(
        [
            forecast.points.assign(
                home_id=home_id,
                resolution=forecast.resolution,
                model=forecast.model,
                start=_utc(forecast.points["start"]),
                history_end=forecast.history_end.tz_convert("UTC"),
            )
            for forecast in made
        ]
    )


def anomalies(home_id: str, methods: Iterable[Anomalies | None]) -> Rows:
    """One row per flagged interval of each method, with kind, reason and label of the event it lies in."""
    parts = [_flagged(home_id, found) for found in methods if found is not None and len(found.points)]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()


def _flagged(home_id: str, found: Anomalies) -> Rows:
    told = ["channel", "event_start", "event_end", "kind", "reason", "explained_by", "muted"]
    events = found.events.rename(columns={"start": "event_start", "end": "event_end"})[told]
    points = found.points.assign(start=_utc(found.points["start"]), end=_utc(found.points["end"]))
    events = events.assign(event_start=_utc(events["event_start"]), event_end=_utc(events["event_end"]))
    rows = pd.merge_asof(
        points.sort_values("start", kind="stable"),
        events.sort_values("event_start", kind="stable"),
        left_on="start",
        right_on="event_start",
        by="channel",
    )
    return rows.assign(home_id=home_id, method=found.method)


def _utc(instants: pd.Series) -> pd.Series:
    return pd.Series(pd.to_datetime(instants, utc=True).dt.as_unit("us"))


def _spans(readings: Readings, span: Span) -> Aligned | None:
    try:
        return readings.by(span)
    except NotEnoughDataError:
        return None


def _channels_of(spans: Aligned, readings: Readings) -> Iterator[tuple[Channel, slice]]:
    """Each channel that has such spans, and its spans from the first to the last that was read."""
    for channel in readings.channels:
        if channel.name in spans.kwh.columns:
            read = np.flatnonzero(spans.kwh[channel.name].notna().to_numpy())
            if len(read):
                yield channel, slice(read[0], read[-1] + 1)


def _of_channel(home_id: str, readings: Readings, channel: Channel, count: int) -> dict[str, Any]:
    def repeated(text: str) -> pd.Categorical[Any]:
        return pd.Categorical.from_codes(np.zeros(count, dtype=np.int64), pd.Index([text], dtype="str"))

    return {
        "home_id": repeated(home_id),
        "channel": repeated(channel.name),
        "role": repeated(channel.role),
        "counts_as_consumption": np.full(count, any(c.name == channel.name for c in readings.consumption)),
    }


def _cost(kwh: Any, channel: Channel, prices: Prices | None, spans: tuple[Aligned, Any]) -> Any:
    if prices is None or channel.role not in PAID_ROLES:
        return np.nan
    aligned, inside = spans
    start, end = (pd.Series(edges[inside]) for edges in (aligned.start, aligned.end))
    return prices.cost(kwh, start, end, channel=channel.name)


def _by_month(parts: Iterable[Rows]) -> Months:
    months: dict[str, list[Rows]] = {}
    for part in parts:
        codes = pd.DatetimeIndex(part["local_date"]).to_period("M")
        cuts = [0, *(np.flatnonzero(codes[1:] != codes[:-1]) + 1), len(part)]
        for first, last in pairwise(cuts):
            if last > first:
                months.setdefault(str(codes[first]), []).append(part.iloc[first:last])
    for month in sorted(months):
        yield month, _stacked(months[month])


def _stacked(parts: list[Rows]) -> Rows:
    """The parts one below the other, categories joined; without parts, no rows and no columns."""
    if not parts:
        return pd.DataFrame()
    if len(parts) == 1:
        return parts[0].reset_index(drop=True)
    return pd.DataFrame({name: _joined([part[name] for part in parts]) for name in parts[0].columns})


def _joined(columns: list[pd.Series]) -> Any:
    if all(isinstance(column.dtype, pd.CategoricalDtype) for column in columns):
        return union_categoricals([text_categories(column) for column in columns])
    return pd.concat(columns, ignore_index=True)
