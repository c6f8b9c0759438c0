"""Past weeks of many meters, for benchmarks of forecasts: real series, or generated homes without them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from energy_core.forecasting.series import History, Resolution

Floats = npt.NDArray[np.float64]

FOLDER: Final = Path("../shared/series")
WINDOW_DAYS: Final = 7
WINDOWS: Final = 4
HOMES: Final = 6
GENERATED_DAYS: Final = 400
LEAST_DAYS: Final = 60
"""What counts as long history at least; the longest is a year."""


@dataclass(frozen=True)
class Window:
    """A week to forecast and what was known before it; by local hour, from midnight to midnight. [kWh]"""

    meter: str
    starts: pd.Timestamp
    known: Floats
    actual: Floats

    def history(self, resolution: Resolution) -> History:
        """What a forecast may learn from."""
        at = self.starts.tz_localize("UTC")
        hours = pd.date_range(end=at, periods=len(self.known) + 1, freq="h")[:-1]
        by_hour = History(pd.Series(self.known, index=hours), "hourly", self.meter, "UTC", at)
        if resolution == "hourly":
            return by_hour
        days = pd.date_range(end=at, periods=len(self.known) // 24 + 1, freq="D")[:-1]
        kwh = pd.Series(by_day(self.known), index=days)
        return History(kwh, "daily", self.meter, "UTC", at, by_hour)

    def future(self, resolution: Resolution) -> pd.DatetimeIndex:
        """The starts of what is to be forecast."""
        at = self.starts.tz_localize("UTC")
        hourly = resolution == "hourly"
        return pd.date_range(at, periods=len(self.actual) if hourly else 7, freq="h" if hourly else "D")


def by_day(hours: Floats) -> Floats:
    """Sums of 24 hours each; NaN where one was not read. [kWh]"""
    return np.asarray(hours.reshape(-1, 24).sum(axis=1))


def windows(most_days: int) -> list[Window]:
    """About four weeks of each meter, at least a week apart, with up to `most_days` days before them."""
    found = []
    for meter, kwh in meters():
        first = kwh.index[0].ceil("D")
        values = kwh[first:].to_numpy(dtype=np.float64)
        days = len(values) // 24
        least = min(most_days, LEAST_DAYS)
        last = days - WINDOW_DAYS
        if last < least:
            continue
        count = min(WINDOWS, (last - least) // WINDOW_DAYS + 1)
        begin = max(least, min(most_days, last - WINDOW_DAYS * (count - 1)))
        for at in np.unique(np.linspace(begin, last, count).round().astype(int)):
            known = values[24 * max(at - most_days, 0) : 24 * at]
            actual = values[24 * at : 24 * (at + WINDOW_DAYS)]
            if np.isnan(actual).mean() < 0.1 and np.isnan(known).mean() < 0.3:
                found.append(Window(meter, first + pd.Timedelta(days=int(at)), known, actual))
    return found


def meters() -> Iterator[tuple[str, pd.Series]]:
    if not FOLDER.is_dir():
        yield from _generated()
    for path in sorted(FOLDER.glob("*.parquet")):
        frame = pd.read_parquet(path)
        kwh = frame["kwh"].where(frame["filled"] == 0)
        yield path.stem, pd.Series(kwh.to_numpy(), index=pd.DatetimeIndex(frame["ts"]))


def _generated() -> Iterator[tuple[str, pd.Series]]:
    from energy_core.synthetic import sample_home

    for seed in range(HOMES):
        table = sample_home(days=GENERATED_DAYS, seed=seed).table
        hours = table.groupby("timestamp")["kwh"].sum()
        start = pd.Timestamp("2024-01-01")
        yield (
            f"generated-{seed}",
            pd.Series(hours.to_numpy(), index=pd.date_range(start, periods=len(hours), freq="h")),
        )
