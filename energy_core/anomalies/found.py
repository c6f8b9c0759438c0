"""What every method of finding unusual use returns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

import pandas as pd

Method = Literal["z-score"]
Kind = Literal["spike", "stuck_on", "unusual_hour", "drop_out", "drift"]

POINTS: Final = (
    "start", "end", "channel", "kwh", "expected_kwh", "score", "mean_kwh", "std_kwh", "limit_kwh",
    "local_hour", "weekday", "cost", "excess_kwh",
)  # fmt: skip
EVENTS: Final = (
    "start", "end", "channel", "kind", "kwh", "expected_kwh", "excess_kwh", "cost", "score", "reason",
    "explained_by", "muted",
)  # fmt: skip


@dataclass(frozen=True)
class Anomalies:
    """Flagged intervals, and the runs they form. Times are local, ends exclusive, energy in kWh.

    points : columns POINTS, by start. excess_kwh = kwh - expected_kwh; cost is that of the excess, NaN
        without a price; score in standard deviations; local_hour is None for a reading of a day; weekday is
        a name.
    events : columns EVENTS, by start. Sums over the run; score is its highest.
    thresholds : what each channel was judged by. [standard deviations]
    checked_intervals : how many intervals were judged, over all channels.
    """

    method: Method
    points: pd.DataFrame
    events: pd.DataFrame
    thresholds: Mapping[str, float]
    checked_intervals: int
