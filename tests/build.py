"""Readings in one line, for tests."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from energy_core.readings import Channel, Kind, Readings, Role


def intervals(
    start: str, kwh: Sequence[float], *, minutes: float = 60, timezone: str = "UTC", quality: str = "measured"
) -> pd.DataFrame:
    """Consecutive intervals of equal length from a local start; None or NaN = missing."""
    step = pd.Timedelta(minutes=minutes)
    first = pd.Timestamp(start, tz=timezone).tz_convert("UTC")
    starts = pd.date_range(first, periods=len(kwh), freq=step).as_unit("us")
    return pd.DataFrame(
        {
            "start": starts,
            "end": starts + step,
            "kwh": pd.array(kwh, dtype="float64"),
            "quality": pd.Categorical([quality] * len(kwh)),
            "source_file": pd.Categorical(["test.csv"] * len(kwh)),
        }
    )


def channel(
    name: str,
    kwh: Sequence[float],
    *,
    role: Role = "appliance",
    start: str = "2024-01-01",
    minutes: float = 60,
    timezone: str = "UTC",
    kind: Kind = "interval",
) -> Channel:
    frame = intervals(start, kwh, minutes=minutes, timezone=timezone)
    return Channel(name, role, frame, source_unit="kWh", kind=kind)


def readings(*channels: Channel, timezone: str = "UTC") -> Readings:
    return Readings(tuple(channels), timezone)


def mains(
    kwh: Sequence[float], *, start: str = "2024-01-01", minutes: float = 60, timezone: str = "UTC"
) -> Readings:
    """One mains channel named `mains`."""
    return readings(
        channel("mains", kwh, role="mains", start=start, minutes=minutes, timezone=timezone),
        timezone=timezone,
    )


def days(pattern: Sequence[float], count: int, **options: object) -> Readings:
    """The same day again and again: `pattern` has one value per interval of a day."""
    return mains(list(pattern) * count, minutes=24 * 60 / len(pattern), **options)  # type: ignore[arg-type]
