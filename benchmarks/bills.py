"""A year of half-hours under 20 tariffs, beside a plain loop over a pandas table.

python -m benchmarks.bills
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from typing import TypeVar

import numpy as np
import pandas as pd

from energy_core.bills import compare
from energy_core.readings import Channel, Readings
from energy_core.tariffs import Tariff
from energy_core.tariffs.file import tariff_from_fields

T = TypeVar("T")
TARIFFS = 20
ZONE = "Europe/London"


def main() -> None:
    readings = _year()
    tariffs = [_tariff(number) for number in range(TARIFFS)]
    ours, bills = _best(lambda: [made.total for made in compare(readings, tariffs).bills], times=3)
    loop, plain = _best(lambda: [_plain(readings, number) for number in range(TARIFFS)], times=1)
    apart = max(abs(float(one) - two) for one, two in zip(bills, plain, strict=True))
    print(f"a year of half-hours, {TARIFFS} tariffs: {ours:.3f} s")
    print(f"the same by a loop over rows: {loop:.3f} s, {loop / ours:.0f} times as long")
    print(f"largest difference of a bill: {apart:.2f} (the loop rounds once a year, a bill every month)")


def _best(run: Callable[[], list[T]], *, times: int) -> tuple[float, list[T]]:
    best = float("inf")
    for _ in range(times):
        start = time.perf_counter()
        found = run()
        best = min(best, time.perf_counter() - start)
    return best, found


def _year() -> Readings:
    edges = pd.date_range("2024-01-01", "2025-01-01", freq="30min", tz="UTC").as_unit("us")
    kwh = np.random.default_rng(1).gamma(2, 0.15, len(edges) - 1).round(3)
    frame = pd.DataFrame(
        {
            "start": edges[:-1],
            "end": edges[1:],
            "kwh": kwh,
            "quality": pd.Categorical(["measured"] * len(kwh)),
            "source_file": pd.Categorical(["year.csv"] * len(kwh)),
        }
    )
    return Readings((Channel("mains", "mains", frame, source_unit="kWh"),), ZONE)


def _prices(number: int) -> tuple[float, float, float]:
    """Peak, off-peak and standing charge of the tariffs in turn."""
    return 0.30 + number / 100, 0.20 - number / 200, 0.40 + number / 50


def _tariff(number: int) -> Tariff:
    peak, rest, standing = _prices(number)
    rates = [
        {"name": "peak", "per_kwh": peak, "days": ["mon-fri"], "hours": ["16:00-19:00"]},
        {"name": "off-peak", "per_kwh": rest},
    ]
    version = {"start": date(2020, 1, 1), "standing_charge_per_day": standing, "rates": rates}
    return tariff_from_fields({"name": f"tariff {number}", "currency": "GBP", "versions": [version]})


def _plain(readings: Readings, number: int) -> float:
    """What a script would do: ask each row for its hour."""
    peak, rest, standing = _prices(number)
    rows = readings.channels[0].intervals
    local = rows["start"].dt.tz_convert(ZONE)
    cost = 0.0
    for start, kwh in zip(local, rows["kwh"], strict=True):
        cost += kwh * (peak if start.day_of_week < 5 and 16 <= start.hour < 19 else rest)
    return round(cost, 2) + standing * local.dt.date.nunique()


if __name__ == "__main__":
    main()
