"""Five homes that questions were written for before the grammar was looked at, as plain pandas."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final

import numpy as np
import pandas as pd

from energy_core.home import Home
from energy_core.tariffs import Rate, Tariff, Version
from tests.questions.homes_with_tariffs import Made


def _near(hour: np.ndarray, at: float, width: float) -> np.ndarray:
    """A hill around a time of day."""
    away = np.minimum(abs(hour - at), 24 - abs(hour - at))
    return np.exp(-((away / width) ** 2))


def _index(start: str, end: str, freq: str, zone: str) -> tuple[pd.DatetimeIndex, np.ndarray, np.ndarray]:
    index = pd.date_range(start, end, freq=freq, tz=zone, inclusive="left")
    return index, (index.hour + index.minute / 60).to_numpy(), index.day_of_year.to_numpy()


def texas() -> Made:
    """Three months by the hour, names as people write them, twelve hours missing."""
    rng = np.random.default_rng(11)
    index, hour, of_year = _index("2025-08-01", "2025-10-31", "h", "America/Chicago")
    day, n = index.day_of_week.to_numpy(), len(index)
    free, warm = day >= 5, np.clip(1 - (of_year - 213) / 110, 0.15, 1)
    cooling = 1.9 * warm * _near(hour, 17, 5) + 0.25 * warm + rng.normal(0, 0.12, n)
    frame = pd.DataFrame(
        {
            "GE Fridge (kitchen)": 0.055 + 0.02 * _near(hour, 18, 4) + rng.normal(0, 0.004, n),
            "HVAC_upstairs": np.clip(cooling, 0, None),
            "ChargePoint EV": np.where(np.isin(day, (1, 4)) & np.isin(hour, (22, 23)), 7.2, 0.0),
            "Laundry - dryer": np.where((day == 6) & np.isin(hour, (10, 11)), 2.4, 0.0)
            + np.where((day == 2) & (hour == 20), 2.1, 0.0),
            "Bosch Dishwasher": np.where((hour == 21) & (day % 2 == 0), 1.05, 0.0) + 0.001,
            "hot tub": 0.22 + np.where(free & np.isin(hour, (19, 20)), 2.8, 0) + rng.normal(0, 0.01, n),
            "Office PC + monitors": np.where(~free & (hour >= 9) & (hour < 17), 0.21, 0.018),
        },
        index=index,
    ).round(4)
    frame.loc["2025-10-15 02:00":"2025-10-15 04:00", "HVAC_upstairs"] += 3.1
    rest = 0.18 + 0.35 * _near(hour, 19, 2.5) + rng.gamma(2, 0.03, n)
    frame.insert(0, "Mains Panel A", (frame.sum(axis=1) + rest).round(4))
    frame.loc["2025-09-10 06:00":"2025-09-10 17:00"] = np.nan
    known = Home(home_id="texas", country="US", currency="USD", price_per_kwh=0.145)
    return Made(frame, 60, known, dict.fromkeys(frame.columns, "appliance") | {"Mains Panel A": "mains"})


def exporter() -> Made:
    """What was taken from the grid and given back, by the half hour over a clock change."""
    rng = np.random.default_rng(22)
    index, hour, of_year = _index("2025-01-06", "2025-04-14", "30min", "Europe/London")
    used = 0.09 + 0.22 * _near(hour, 7.5, 1.2) + 0.42 * _near(hour, 18.5, 2) + rng.gamma(2, 0.025, len(index))
    used *= 1 + 0.18 * (index.day_of_week.to_numpy() >= 5)
    sun = (0.5 + of_year / 110) * _near(hour, 12.5, 2.4) * 1.1 * rng.uniform(0.2, 1, len(index)) - 0.05
    net = used - np.clip(sun, 0, None)
    frame = pd.DataFrame(
        {"Import (kWh)": np.clip(net, 0, None), "Export (kWh)": np.clip(-net, 0, None)}, index=index
    ).round(3)
    known = Home(home_id="exporter", country="GB", currency="GBP", price_per_kwh=0.28)
    return Made(frame, 30, known, {"Import (kWh)": "mains", "Export (kWh)": "export"})


def night_saver() -> Made:
    """A car, a heat pump and a washing machine under a tariff with a cheap night and a dear evening."""
    rng = np.random.default_rng(33)
    index, hour, of_year = _index("2025-03-01", "2025-06-01", "30min", "Europe/London")
    day, n = index.day_of_week.to_numpy(), len(index)
    shape = 0.35 + 0.25 * _near(hour, 6.5, 2) + 0.2 * _near(hour, 19, 2)
    heat = (1.1 - (of_year - 60) / 110) * shape + rng.normal(0, 0.03, n)
    frame = pd.DataFrame(
        {
            "Zappi EV charger": np.where(np.isin(day, (0, 3)) & (hour >= 1) & (hour < 4), 3.5, 0.0),
            "Heat pump (Daikin)": np.clip(heat, 0.01, None).round(3),
            "washing m/c": np.where(np.isin(day, (2, 5)) & (hour >= 10) & (hour < 11.5), 0.55, 0.0005),
        },
        index=index,
    )
    rest = 0.08 + 0.25 * _near(hour, 18, 2) + 0.1 * _near(hour, 8, 1.5) + rng.gamma(2, 0.02, n)
    frame.insert(0, "Whole House", (frame.sum(axis=1) + rest).round(3))
    rates = (
        Rate("night", per_kwh=Decimal("0.085"), hours=("00:30-04:30",)),
        Rate("peak", per_kwh=Decimal("0.40"), hours=("16:00-19:00",)),
        Rate("day", per_kwh=Decimal("0.27")),
    )
    version = Version(date(2025, 1, 1), rates, standing_charge_per_day=Decimal("0.55"))
    tariff = Tariff("Night saver", "GBP", (version,), country="GB")
    known = Home(home_id="night_saver", country="GB", currency="GBP", tariff=tariff)
    return Made(frame, 30, known, dict.fromkeys(frame.columns, "appliance") | {"Whole House": "mains"})


def sydney() -> Made:
    """One reading a day; October and November occur twice, three days in May are missing."""
    rng = np.random.default_rng(44)
    index = pd.date_range("2023-10-01", "2024-11-24", freq="D", tz="Australia/Sydney")
    season = np.cos((index.day_of_year.to_numpy() - 195) / 365 * 2 * np.pi)
    free = index.day_of_week.to_numpy() >= 5
    kwh = (14 + 5 * season + 2.2 * free + rng.gamma(2, 0.9, len(index))).round(2)
    frame = pd.DataFrame({"usage_kwh": kwh}, index=index)
    frame.loc["2024-05-06":"2024-05-08", "usage_kwh"] = np.nan
    frame.loc["2024-07-13", "usage_kwh"] = 41.37
    known = Home(home_id="sydney", country="AU", currency="AUD", price_per_kwh=0.33)
    return Made(frame, 24 * 60, known, {"usage_kwh": "mains"})


def boiler() -> Made:
    """Electricity and gas of a winter by the half hour, without a price."""
    rng = np.random.default_rng(55)
    index, hour, of_year = _index("2025-01-01", "2025-03-21", "30min", "Europe/London")
    used = 0.07 + 0.15 * _near(hour, 7.5, 1) + 0.34 * _near(hour, 19, 2) + rng.gamma(2, 0.02, len(index))
    burnt = 1.6 * _near(hour, 7, 1.5) + 2.0 * _near(hour, 19, 2.5) + 0.15
    burnt = (1.25 - of_year / 120) * burnt + rng.normal(0, 0.05, len(index))
    frame = pd.DataFrame({"Electricity": used, "Gas": np.clip(burnt, 0, None)}, index=index).round(3)
    return Made(frame, 30, Home(home_id="boiler", country="GB"), {"Electricity": "mains", "Gas": "gas"})


UNSEEN: Final = {
    "texas": texas, "exporter": exporter, "night_saver": night_saver, "sydney": sydney, "boiler": boiler,
}  # fmt: skip
