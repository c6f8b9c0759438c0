"""Six homes with tariffs, gas, solar, German names, flats and monthly readings, as plain pandas."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

import numpy as np
import pandas as pd

from energy_core.home import Home
from energy_core.readings import Role
from energy_core.tariffs import Rate, Tariff, Version

BEGIN: Final = date(2024, 1, 1)


@dataclass(frozen=True)
class Made:
    """frame : kWh by local start of interval. minutes : of an interval, 0 = months. roles : by channel."""

    frame: pd.DataFrame
    minutes: int
    home: Home
    roles: dict[str, Role]


def gas() -> Made:
    """Electricity and gas by the half hour over half a year; one price, standing charge and VAT."""
    rng = np.random.default_rng(21)
    index = pd.date_range("2025-01-01", "2025-06-30 23:30", freq="30min", tz="Europe/London")
    hour, month = index.hour.to_numpy(), index.month.to_numpy()
    cold = np.array([1.0, 0.95, 0.7, 0.4, 0.15, 0.05])[month - 1]
    frame = pd.DataFrame(
        {
            "Electricity": 0.06 + 0.25 * np.isin(hour, (7, 17, 18, 19)) + 0.05 * rng.random(len(index)),
            "Gas": cold
            * (0.3 + 2.0 * np.isin(hour, (6, 7, 8, 17, 18, 19, 20)) + 0.2 * rng.random(len(index))),
        },
        index=index,
    ).round(4)
    frame.loc["2025-03-03", "Electricity"] += 0.4
    tariff = Tariff(
        "Standard",
        "GBP",
        (
            Version(
                BEGIN, (Rate("unit rate", per_kwh=Decimal("0.27")),), standing_charge_per_day=Decimal("0.60")
            ),
        ),
        vat_percent=Decimal(5),
    )
    known = Home(home_id="gas", country="GB", tariff=tariff)
    return Made(frame, 30, known, {"Electricity": "mains", "Gas": "gas"})


def solar() -> Made:
    """Import, export, solar and three appliances by the hour over a quarter, in California."""
    rng = np.random.default_rng(22)
    index = pd.date_range("2025-04-01", "2025-06-30 23:00", freq="h", tz="America/Los_Angeles")
    hour = index.hour.to_numpy()
    sun = np.clip(np.sin((hour - 6) / 14 * np.pi), 0, None) * (2.5 + 1.0 * rng.random(len(index)))
    charging = np.isin(hour, (18, 19, 20)) & np.isin(index.day_of_week, (0, 2, 4))
    car = np.where(charging, 3.6, 0.0)
    pump = 0.15 + 0.5 * np.isin(hour, (5, 6, 22, 23)) + 0.1 * rng.random(len(index))
    water = np.where(np.isin(hour, (6, 21)), 1.2, 0.05)
    used = car + pump + water + 0.3 + 0.2 * rng.random(len(index))
    frame = pd.DataFrame(
        {
            "Grid import": np.clip(used - sun, 0, None),
            "Grid export": np.clip(sun - used, 0, None),
            "Solar production": sun,
            "EV charger": car,
            "Heat pump": pump,
            "Water heater": water,
        },
        index=index,
    ).round(4)
    frame.iloc[70 * 24 + 2, 4] += 3.0  # 10 June 02:00
    rates = (
        Rate("peak", per_kwh=Decimal("0.52"), hours=("16:00-21:00",)),
        Rate("off-peak", per_kwh=Decimal("0.31")),
    )
    tariff = Tariff(
        "TOU-D",
        "USD",
        (Version(BEGIN, rates, standing_charge_per_day=Decimal("0.40"), export_per_kwh=Decimal("0.08")),),
    )
    roles: dict[str, Role] = dict.fromkeys(frame.columns, "appliance") | {
        "Grid import": "mains",
        "Grid export": "export",
        "Solar production": "generation",
    }
    return Made(frame, 60, Home(home_id="solar", country="US", tariff=tariff), roles)


def tou() -> Made:
    """A main meter and four appliances by the half hour over three months; a cheap night and VAT."""
    rng = np.random.default_rng(23)
    index = pd.date_range("2025-03-01", "2025-05-31 23:30", freq="30min", tz="Europe/London")
    hour, day = index.hour.to_numpy(), index.day_of_week.to_numpy()
    car = np.where(np.isin(hour, (18, 19)) & np.isin(day, (1, 3)), 3.5, 0.0)
    dishes = np.where((hour == 20) & (day != 2), 0.6, 0.0)
    washing = np.where((hour == 10) & np.isin(day, (5, 6)), 0.45, 0.0)
    games = 0.01 + np.where(np.isin(hour, (16, 17, 21, 22)), 0.12 + 0.03 * rng.random(len(index)), 0.0)
    rest = 0.08 + 0.1 * np.isin(hour, (7, 18)) + 0.03 * rng.random(len(index))
    frame = pd.DataFrame(
        {
            "Main meter": car + dishes + washing + games + rest,
            "EV charger": car,
            "Dishwasher": dishes,
            "Washing machine": washing,
            "TV & games": games,
        },
        index=index,
    ).round(4)
    night = Rate("night", per_kwh=Decimal("0.09"), hours=("00:30-05:30",))
    tariff = Tariff(
        "Night Saver",
        "GBP",
        (
            Version(
                BEGIN,
                (night, Rate("day", per_kwh=Decimal("0.29"))),
                standing_charge_per_day=Decimal("0.55"),
            ),
        ),
        vat_percent=Decimal(5),
    )
    other = Tariff(
        "Flat Fix",
        "GBP",
        (
            Version(
                BEGIN, (Rate("all day", per_kwh=Decimal("0.24")),), standing_charge_per_day=Decimal("0.50")
            ),
        ),
        vat_percent=Decimal(5),
    )
    dear = Tariff(
        "Green Plus",
        "GBP",
        (
            Version(
                BEGIN, (Rate("all day", per_kwh=Decimal("0.31")),), standing_charge_per_day=Decimal("0.50")
            ),
        ),
        vat_percent=Decimal(5),
    )
    roles: dict[str, Role] = dict.fromkeys(frame.columns, "appliance") | {"Main meter": "mains"}
    known = Home(home_id="tou", country="GB", tariff=tariff, other_tariffs=(other, dear))
    return Made(frame, 30, known, roles)


def flats() -> Made:
    """Three flats and the common areas by the day over 18 months; one price."""
    rng = np.random.default_rng(24)
    index = pd.date_range("2024-01-01", "2025-06-30", freq="D", tz="Europe/London")
    day, later = index.day_of_year.to_numpy(), np.arange(len(index)) / len(index)
    season = 1 + 0.3 * np.cos(2 * np.pi * (day - 15) / 365)
    frame = pd.DataFrame(
        {
            "Flat 1": season * (6 + 2 * rng.random(len(index))),
            "Flat 2": season * (9 + 3 * rng.random(len(index))),
            "Flat 3": season * (5 + 4 * later + 2 * rng.random(len(index))),
            "Common areas": 3 + 0.5 * np.isin(index.day_of_week, (5, 6)) + rng.random(len(index)),
        },
        index=index,
    ).round(3)
    known = Home(home_id="flats", country="GB", currency="GBP", price_per_kwh=0.25)
    return Made(frame, 24 * 60, known, dict.fromkeys(frame.columns, "appliance"))


def german() -> Made:
    """A main meter and four appliances with German names by the hour over four months; one price."""
    rng = np.random.default_rng(25)
    index = pd.date_range("2025-01-01", "2025-04-30 23:00", freq="h", tz="Europe/Berlin")
    hour, day = index.hour.to_numpy(), index.day_of_week.to_numpy()
    cold = np.array([1.0, 0.9, 0.6, 0.3])[index.month.to_numpy() - 1]
    pump = cold * (0.5 + 0.6 * np.isin(hour, (5, 6, 7, 20, 21)) + 0.2 * rng.random(len(index)))
    fridge = 0.03 + 0.02 * rng.random(len(index))
    washing = np.where((hour == 11) & np.isin(day, (0, 5)), 0.8, 0.0)
    dishes = np.where((hour == 19) & (day != 6), 1.0, 0.0)
    rest = 0.12 + 0.2 * np.isin(hour, (18, 19, 20)) + 0.05 * rng.random(len(index))
    frame = pd.DataFrame(
        {
            "Hauptzähler": pump + fridge + washing + dishes + rest,
            "Kühlschrank": fridge,
            "Waschmaschine": washing,
            "Geschirrspüler": dishes,
            "Wärmepumpe": pump,
        },
        index=index,
    ).round(4)
    tariff = Tariff(
        "Grundversorgung",
        "EUR",
        (
            Version(
                BEGIN,
                (Rate("Arbeitspreis", per_kwh=Decimal("0.36")),),
                standing_charge_per_day=Decimal("0.45"),
            ),
        ),
    )
    roles: dict[str, Role] = dict.fromkeys(frame.columns, "appliance") | {"Hauptzähler": "mains"}
    return Made(frame, 60, Home(home_id="german", country="DE", tariff=tariff), roles)


def bills() -> Made:
    """One figure a month, as bills have it, over two years; price in Australian dollars."""
    index = pd.date_range("2023-07-01", periods=24, freq="MS", tz="Australia/Sydney")
    season = 1 + 0.35 * np.cos(2 * np.pi * (index.month.to_numpy() - 7) / 12)
    frame = pd.DataFrame({"Electricity bill": (420 * season + 3 * np.arange(24)).round(1)}, index=index)
    known = Home(home_id="bills", country="AU", currency="AUD", price_per_kwh=0.33)
    return Made(frame, 0, known, {"Electricity bill": "mains"})


MADE: Final = {"gas": gas, "solar": solar, "tou": tou, "flats": flats, "german": german, "bills": bills}
