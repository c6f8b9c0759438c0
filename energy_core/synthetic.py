"""The sample home: a made-up household for trying things out, the same one for the same seed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, TypedDict, Unpack

import numpy as np
import pandas as pd

from energy_core.errors import RequestError
from energy_core.local_time import day_starts, known_zone
from energy_core.spread import Floats
from energy_core.synthetic_shapes import SHAPES, Hours, outdoor_c

APPLIANCES: Final = ("Air Conditioner", "Refrigerator", "Washing Machine", "Lighting")
START: Final = date(2024, 6, 1)
"""Summer, so that the air conditioner has something to do. Fixed: the sample home knows no clock."""

MAX_DAYS: Final = 3660
DECIMALS: Final = 5
"""Hundredths of a Wh: an anomaly of a standby hour is still a multiple of it."""

IN_USE: Final = 0.5
"""Of an appliance's mean: hours above it are in use, and anomalies fall on those first."""

WEATHER, ANOMALIES = 1000, 1001
"""Random streams beside those of the appliances, which are counted from 0."""


class Options(TypedDict, total=False):
    """What may be chosen about the sample home: the arguments of `sample_home`."""

    days: int
    seed: int
    start: date
    timezone: str
    appliances: Sequence[str]
    peak_hours: tuple[int, int]
    anomaly_rate: float
    anomaly_factor: tuple[float, float]


@dataclass(frozen=True)
class Sample:
    """table : timestamp (local time with offset), appliance, kwh; by hour, then appliance.
    truth : timestamp, appliance, kwh, normal_kwh, factor of every anomaly, in the order of the table."""

    table: pd.DataFrame
    truth: pd.DataFrame


def sample_home(
    *,
    days: int = 30,
    seed: int = 42,
    start: date = START,
    timezone: str = "UTC",
    appliances: Sequence[str] = APPLIANCES,
    peak_hours: tuple[int, int] = (18, 21),
    anomaly_rate: float = 0.05,
    anomaly_factor: tuple[float, float] = (1.5, 3.0),
) -> Sample:
    """A home of DAYS × 24 consecutive hours from the local midnight of `start`.

    An appliance looks the same whichever others are chosen. round(anomaly_rate × rows) rows are anomalies:
    what the appliance would have used, times a random factor. They fall on hours in which the appliance is
    in use, and on others only when there are no more of those.

    Parameters
    ----------
    peak_hours : first hour of the evening peak and the hour it ends; may wrap midnight.
    anomaly_rate : share of rows. [0 to 1]

    Raises RequestError for a value that cannot be.
    """
    names = appliance_names(appliances)
    _check(days, seed, peak=peak_hours, rate=anomaly_rate, factor=anomaly_factor)
    begin = day_starts(pd.DatetimeIndex([start]), known_zone(timezone))[0]
    stamps = pd.date_range(begin, periods=days * 24, freq="h").as_unit("us").tz_convert(timezone)
    hours = _hours(stamps, peak_hours, seed)
    normal = np.column_stack([_normal(name, hours, seed) for name in names]).ravel().round(DECIMALS)
    factor = _factors(normal, len(names), seed=seed, rate=anomaly_rate, between=anomaly_factor)
    kwh = (normal * factor).round(DECIMALS)
    appliance = pd.Series(list(names) * len(stamps), dtype="str")
    table = pd.DataFrame({"timestamp": stamps.repeat(len(names)), "appliance": appliance, "kwh": kwh})
    unusual = factor != 1
    truth = table.assign(normal_kwh=normal, factor=factor.round(4))[unusual].reset_index(drop=True)
    return Sample(table, truth)


def sample_csv(**options: Unpack[Options]) -> bytes:
    """The sample home as the file that `energy generate` writes."""
    return csv_bytes(sample_home(**options).table)


def csv_bytes(table: pd.DataFrame) -> bytes:
    """A table of the sample home as CSV, times as ISO 8601 with offset."""
    text = table.assign(timestamp=[stamp.isoformat() for stamp in table["timestamp"]])
    return text.to_csv(index=False, lineterminator="\n").encode()


def appliance_names(wanted: Sequence[str]) -> tuple[str, ...]:
    """The appliances asked for, as the sample home spells them; case, spaces and dashes do not matter."""
    known = {_plain(name): name for name in SHAPES}
    unknown = [name for name in wanted if _plain(name) not in known]
    if unknown or not wanted:
        raise RequestError(
            f"--appliances needs some of {', '.join(SHAPES)}; found {', '.join(unknown) or 'none'}.",
            where={"option": "--appliances"},
        )
    return tuple(dict.fromkeys(known[_plain(name)] for name in wanted))


def _plain(name: str) -> str:
    return "".join(char for char in name.lower() if char.isalnum())


def _check(days: int, seed: int, *, peak: tuple[int, int], rate: float, factor: tuple[float, float]) -> None:
    checks = (
        ("--days", f"a number of days from 1 to {MAX_DAYS}", str(days), 1 <= days <= MAX_DAYS),
        ("--seed", "a whole number of 0 or more", str(seed), seed >= 0),
        (
            "--peak-hours",
            "two different hours from 0 to 24, such as 18-21",
            f"{peak[0]}-{peak[1]}",
            0 <= peak[0] < 24 and 0 <= peak[1] <= 24 and peak[0] != peak[1] % 24,
        ),
        ("--anomaly-rate", "a share from 0 to 1", str(rate), 0 <= rate <= 1),
        (
            "--anomaly-factor",
            "two factors above 1 and up to 1000, the lower first, such as 1.5-3",
            f"{factor[0]:g}-{factor[1]:g}",
            1 < factor[0] <= factor[1] <= 1000,
        ),
    )
    for option, need, found, right in checks:
        if not right:
            raise RequestError(f"{option} needs {need}; found {found}.", where={"option": option})


def _hours(stamps: pd.DatetimeIndex, peak: tuple[int, int], seed: int) -> Hours:
    local = stamps.tz_localize(None).normalize()
    day = np.asarray((local - local[0]).days, dtype=np.int64)
    year = np.asarray((local.day_of_year - 1) / 365.25, dtype=np.float64)
    hour = np.asarray(stamps.hour, dtype=np.int64)
    first, end = peak[0], peak[1] % 24
    is_peak = (
        (hour >= first) & (hour < (end or 24)) if first < (end or 24) else (hour >= first) | (hour < end)
    )
    weather = outdoor_c(day, year, np.random.default_rng([seed, WEATHER]))
    return Hours(hour, day, np.asarray(local.day_of_week, dtype=np.int64), year, weather, is_peak)


def _normal(name: str, hours: Hours, seed: int) -> Floats:
    position = list(SHAPES).index(name)
    return SHAPES[name](hours, np.random.default_rng([seed, position]))


def _factors(
    normal: Floats, appliances: int, *, seed: int, rate: float, between: tuple[float, float]
) -> Floats:
    """1 for ordinary rows, the random factor for anomalies."""
    rng = np.random.default_rng([seed, ANOMALIES])
    mean = normal.reshape(-1, appliances).mean(axis=0)
    idle = normal < IN_USE * np.tile(mean, len(normal) // appliances)
    order = np.lexsort((rng.random(len(normal)), idle))
    chosen = order[: round(rate * len(normal))]
    factor = np.ones(len(normal))
    factor[chosen] = rng.uniform(*between, len(chosen))
    return factor
