"""The z-score everybody knows: above the channel's mean plus some standard deviations."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd

from energy_core.alignment import Aligned
from energy_core.anomalies.events import events
from energy_core.anomalies.found import POINTS, Anomalies
from energy_core.anomalies.judgeable import in_order, judgeable, span_of_channel
from energy_core.bills.pricing import Prices
from energy_core.errors import NotEnoughDataError
from energy_core.readings import Channel, Readings
from energy_core.settings import Settings

ROUNDING_KWH: Final = 1e-9
"""Equal readings differ by this much at most once they are added up; else every hair would be an anomaly."""


def z_score(readings: Readings, *, settings: Settings, prices: Prices | None = None) -> Anomalies:
    """Intervals strictly above mean + threshold × standard deviation of their channel.

    Every mains and appliance channel is judged by itself, over its complete local hours; one that is read
    daily over its complete days. The standard deviation is the sample's (n - 1), as pandas computes it.
    Missing is never flagged; a channel that never changes has nothing to flag.

    Parameters
    ----------
    settings : threshold [standard deviations], for all channels or by channel.
    prices : what a kWh in excess costs at each hour.

    Raises
    ------
    NotEnoughDataError without a channel of two complete intervals; TooCoarseError for readings longer than a
    day; UnknownNameError for a threshold of a channel that is not there.
    """
    for name in settings.thresholds:
        readings.channel(name)
    judged: dict[str, pd.DataFrame] = {}
    checked = 0
    readings = readings.without_blocks()
    for channel in judgeable(readings):
        spans = readings.by(span_of_channel(channel))
        kwh = spans.complete[channel.name].dropna()
        if len(kwh) < 2:
            continue
        checked += len(kwh)
        judged[channel.name] = _points(
            channel, spans, readings, threshold=settings.threshold_of(channel.name), prices=prices
        )
    if not checked:
        raise NotEnoughDataError("Anomalies", need=2, have=0, unit="complete hours of a channel")
    points = in_order(judged)
    thresholds = {name: settings.threshold_of(name) for name in judged}
    return Anomalies("z-score", points, events(points), thresholds, checked)


def _points(
    channel: Channel, spans: Aligned, readings: Readings, *, threshold: float, prices: Prices | None
) -> pd.DataFrame:
    kwh = spans.complete[channel.name].to_numpy()
    values = pd.Series(kwh).dropna()
    mean = float(values.mean())
    std = float(values.std()) if values.max() - values.min() > ROUNDING_KWH else 0.0
    limit = mean + threshold * std
    above = (kwh > limit) & (std > 0)
    start = spans.start.tz_convert(readings.timezone)[above]
    hours = [int(hour) for hour in start.hour] if spans.span == "hour" else [None] * len(start)
    frame = pd.DataFrame(
        {
            "start": start,
            "end": spans.end.tz_convert(readings.timezone)[above],
            "channel": pd.Series([channel.name] * len(start), dtype="str"),
            "kwh": kwh[above],
            "expected_kwh": mean,
            "score": (kwh[above] - mean) / (std or 1.0),
            "mean_kwh": mean,
            "std_kwh": std,
            "limit_kwh": limit,
            "local_hour": pd.Series(hours, dtype="object"),
            "weekday": pd.Series(start.day_name(), dtype="str"),
            "excess_kwh": kwh[above] - mean,
        }
    )
    cost: Any = float("nan")
    if prices is not None:
        cost = prices.cost(frame["excess_kwh"].to_numpy(), frame["start"], frame["end"], channel=channel.name)
    return frame.assign(cost=cost)[list(POINTS)]
