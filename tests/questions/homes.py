"""Homes to ask about, each as plain pandas and as readings of the same numbers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd

from energy_core.assistant.context import Context
from energy_core.home import Home
from energy_core.readings import Channel, Readings, Role
from energy_core.settings import Settings
from tests.questions.homes_with_tariffs import MADE
from tests.questions.unseen_homes import UNSEEN


@dataclass(frozen=True)
class AskedHome:
    """frame : index local start of each interval, one column of kWh per channel; NaN = missing."""

    frame: pd.DataFrame
    minutes: int
    context: Context

    def total(self) -> pd.Series:
        mains = [c.name for c in self.context.readings.channels if c.role == "mains"]
        return self.frame[mains].sum(axis=1) if mains else self.frame.sum(axis=1)


@cache
def home(name: str) -> AskedHome:
    if name in MADE | UNSEEN:
        made = (MADE | UNSEEN)[name]()
        return _asked(made.frame, made.minutes, made.home, made.roles)
    return {"sample": _sample, "halfhours": _halfhours, "daily": _daily, "uci": _uci, "june": _june}[name]()


def _sample() -> AskedHome:
    """Four appliances by the hour over 45 days, British price."""
    rng = np.random.default_rng(42)
    index = pd.date_range("2024-06-01", periods=45 * 24, freq="h", tz="Europe/London")
    hour = index.hour.to_numpy()
    evening = np.isin(hour, (18, 19, 20))
    washing = np.where((hour == 10) & np.isin(index.day_of_week, (1, 5)), 0.9, 0.0)
    frame = pd.DataFrame(
        {
            "Air Conditioner": 0.2 + 1.4 * evening + 0.3 * rng.random(len(index)),
            "Refrigerator": 0.05 + 0.02 * rng.random(len(index)),
            "Washing Machine": washing,
            "Lighting": 0.02 + 0.25 * evening + 0.02 * rng.random(len(index)),
        },
        index=index,
    ).round(5)
    frame.iloc[30 * 24 + 3, 0] = 6.0  # 1 July 03:00
    known = Home(home_id="sample", country="GB", currency="GBP", price_per_kwh=0.3)
    return _asked(frame, 60, known, dict.fromkeys(frame.columns, "appliance"))


def _june() -> AskedHome:
    """The sample home's June alone, without country or price: the readings end with a month."""
    frame = home("sample").frame["2024-06-01":"2024-06-30"]
    return _asked(frame, 60, Home(home_id="june"), dict.fromkeys(frame.columns, "appliance"))


def _halfhours() -> AskedHome:
    """The whole home by the half hour over 430 days with two clock changes each way; no price."""
    rng = np.random.default_rng(7)
    index = pd.date_range("2023-12-10", periods=430 * 48, freq="30min", tz="Europe/London")
    hour = index.hour.to_numpy()
    season = 1 + 0.4 * np.cos(2 * np.pi * (index.day_of_year.to_numpy() - 15) / 365)
    kwh = season * (0.08 + 0.3 * np.isin(hour, (17, 18, 19)) + 0.1 * rng.random(len(index)))
    frame = pd.DataFrame({"mains": kwh.round(4)}, index=index)
    frame = frame[frame.index < pd.Timestamp("2025-02-11", tz="Europe/London")]
    return _asked(frame, 30, Home(home_id="halfhours", country="GB"), {"mains": "mains"})


def _daily() -> AskedHome:
    """One reading a day over 500 days in New York, price in dollars."""
    rng = np.random.default_rng(3)
    index = pd.date_range("2023-03-01", periods=500, freq="D", tz="America/New_York")
    kwh = 20 + 8 * np.sin(2 * np.pi * index.day_of_year.to_numpy() / 365) + 4 * rng.random(len(index))
    frame = pd.DataFrame({"usage": kwh.round(3)}, index=index)
    known = Home(home_id="daily", country="US", currency="USD", price_per_kwh=0.16)
    return _asked(frame, 24 * 60, known, {"usage": "mains"})


def _uci() -> AskedHome:
    """A main meter with three sub-meters by the quarter hour over 70 days, six hours missing."""
    rng = np.random.default_rng(11)
    index = pd.date_range("2007-02-01", periods=70 * 96, freq="15min", tz="Europe/Paris")
    index = index[index < pd.Timestamp("2007-04-12", tz="Europe/Paris")]
    hour = index.hour.to_numpy()
    frame = pd.DataFrame(
        {
            "Sub_metering_1": np.where(np.isin(hour, (12, 19)), 0.25, 0.0) * (rng.random(len(index)) > 0.3),
            "Sub_metering_2": 0.01 + np.where((index.day_of_week == 5) & (hour == 15), 0.4, 0.0),
            "Sub_metering_3": 0.05 + 0.15 * np.isin(hour, (6, 7, 22)),
        },
        index=index,
    )
    frame.insert(0, "Global_active_power", frame.sum(axis=1) + 0.08 + 0.1 * rng.random(len(index)))
    frame = frame.round(5)
    frame.loc["2007-03-10 06:00":"2007-03-10 11:45"] = np.nan
    roles = {name: "mains" if name.startswith("Global") else "appliance" for name in frame.columns}
    return _asked(frame, 15, Home(home_id="uci", country="FR", currency="EUR", price_per_kwh=0.2), roles)


def _asked(frame: pd.DataFrame, minutes: int, known: Home, roles: dict[str, Role]) -> AskedHome:
    zone = str(frame.index.tz)
    starts = frame.index.tz_convert("UTC").as_unit("us")
    whole = {24 * 60: pd.DateOffset(days=1), 0: pd.DateOffset(months=1)}
    step = whole.get(minutes, pd.Timedelta(minutes=minutes))
    ends = (frame.index + step).tz_convert("UTC").as_unit("us")
    channels = []
    for name, role in roles.items():
        intervals = pd.DataFrame(
            {
                "start": starts,
                "end": ends,
                "kwh": frame[name].to_numpy(),
                "quality": pd.Categorical(["measured"] * len(frame)),
                "source_file": pd.Categorical(["home.csv"] * len(frame)),
            }
        )
        channels.append(Channel(name, role, intervals, source_unit="kWh"))
    readings = Readings(tuple(channels), zone)
    return AskedHome(frame, minutes, Context(known, readings, Settings(model="seasonal-naive")))
