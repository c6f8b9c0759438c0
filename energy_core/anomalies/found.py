"""What both methods of finding unusual use return."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, get_args

import pandas as pd

Method = Literal["contextual", "z-score"]
METHODS: Final[tuple[Method, ...]] = get_args(Method)
Kind = Literal["spike", "stuck_on", "unusual_hour", "drop_out", "drift"]

CALLED: Final[Mapping[Kind, str]] = {
    "spike": "spike",
    "stuck_on": "left on",
    "unusual_hour": "unusual hour",
    "drop_out": "drop-out",
    "drift": "lasting rise",
}
"""What people call them, in the order in which they are shown."""

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
        without a price; local_hour is None for a reading of a day; weekday is a name. Under `z-score` they
        are what lies above the limit and score is in standard deviations; under `contextual` they are what
        lies inside the events, score is in units of the threshold (above it an interval is unusual), and
        mean_kwh, std_kwh and limit_kwh are those of the hour: its usual, how much that varies, and about how
        much is still usual.
    events : columns EVENTS, by start; those of a channel do not overlap. Sums over the run; score is its
        highest. explained_by is None, or one of gap, clock change, away, holiday, temperature.
    thresholds : what each channel was judged by.
    checked_intervals : how many intervals were judged, over all channels.
    """

    method: Method
    points: pd.DataFrame
    events: pd.DataFrame
    thresholds: Mapping[str, float]
    checked_intervals: int
