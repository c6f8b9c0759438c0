"""The bill at the end of a period, forecast with 24, 12 and 4 days left, on a time-of-use tariff.

python -m benchmarks.bill_forecasts

Months of the meters of ../shared/series (generated homes without them), at most eight each, with 60 days of
hours known. How often the 80% band held what the month came to, in money and in kWh, and how far its middle
was off: of the whole bill, and of the days that were left alone, since the others are known.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
import pandas as pd

from benchmarks.windows import meters
from energy_core.bills import bill
from energy_core.forecasting.bill_forecast import bill_forecast
from energy_core.readings import Channel, Readings
from energy_core.tariffs import Tariff
from energy_core.tariffs.file import tariff_from_fields

LEFT_DAYS: Final = (24, 12, 4)
KNOWN_DAYS: Final = 60
MOST_MONTHS: Final = 8
TIME_OF_USE: Final = {
    "name": "Time of use",
    "currency": "EUR",
    "vat_percent": 10,
    "versions": [
        {
            "start": date(2000, 1, 1),
            "standing_charge_per_day": 0.5,
            "rates": [
                {"name": "Peak", "per_kwh": 0.42, "days": ["mon-fri"], "hours": ["16:00-21:00"]},
                {"name": "Night", "per_kwh": 0.14, "hours": ["23:00-07:00"]},
                {"name": "Day", "per_kwh": 0.27},
            ],
        }
    ],
}
"""Three rates three times apart, as Irish, Californian and Australian homes have them (2024)."""


@dataclass(frozen=True)
class Outcome:
    """What a month came to, whether the bands held that, and how far the middle was off, in shares."""

    left_days: int
    money_held: bool
    kwh_held: bool
    bill_off: float
    rest_off: float


def main() -> None:
    tariff = tariff_from_fields(TIME_OF_USE)
    flat = tariff_from_fields(TIME_OF_USE | {"vat_percent": 0, "versions": [_flat()]})
    found = [one for readings in _homes() for one in _outcomes(readings, tariff, flat)]
    print("days left   months   money held   kWh held   bill off   days left off")
    for left in LEFT_DAYS:
        own = [one for one in found if one.left_days == left]
        held = (np.mean([one.money_held for one in own]), np.mean([one.kwh_held for one in own]))
        off = (np.median([one.bill_off for one in own]), np.median([one.rest_off for one in own]))
        print(f"{left:9}{len(own):9}{held[0]:13.2f}{held[1]:11.2f}{off[0]:11.1%}{off[1]:16.1%}")


def _flat() -> dict[str, object]:
    """A euro a kWh and nothing else: its bill is the energy."""
    return {"start": date(2000, 1, 1), "rates": [{"name": "All", "per_kwh": 1}]}


def _homes() -> Iterator[Readings]:
    for name, kwh in meters():
        edges = kwh.index.tz_localize("UTC").as_unit("us")
        frame = pd.DataFrame(
            {
                "start": edges,
                "end": edges + pd.Timedelta(hours=1),
                "kwh": kwh.to_numpy(dtype=np.float64),
                "quality": pd.Categorical(["measured"] * len(kwh)),
                "source_file": pd.Categorical([name] * len(kwh)),
            }
        )
        yield Readings((Channel(name, "mains", frame, source_unit="kWh"),), "UTC")


def _outcomes(readings: Readings, tariff: Tariff, flat: Tariff) -> Iterator[Outcome]:
    first = (readings.start + pd.Timedelta(days=KNOWN_DAYS)).normalize()
    months = pd.date_range(first, readings.end - pd.Timedelta(days=31), freq="MS")
    for begin in months[np.unique(np.linspace(0, len(months) - 1, MOST_MONTHS).astype(int))]:
        end = begin + pd.offsets.MonthBegin()
        whole = readings.between(begin, end)
        if whole.channels[0].intervals["kwh"].isna().mean() > 0.02:
            continue
        came = bill(whole, tariff, start=begin.date(), end=end.date())
        for left in LEFT_DAYS:
            now = end - pd.Timedelta(days=left)
            known = readings.between(now - pd.Timedelta(days=KNOWN_DAYS), now)
            yield _outcome(known, (tariff, flat), came=(float(came.total), came.kwh), left=left)


def _outcome(
    known: Readings, tariffs: tuple[Tariff, Tariff], *, came: tuple[float, float], left: int
) -> Outcome:
    money, energy = (bill_forecast(known, tariff) for tariff in tariffs)
    off = abs(float(money.expected) - came[0])
    return Outcome(
        left,
        float(money.lower) <= came[0] <= float(money.upper),
        float(energy.lower) <= came[1] <= float(energy.upper),
        off / came[0],
        off / (came[0] - float(money.so_far)),
    )


if __name__ == "__main__":
    main()
