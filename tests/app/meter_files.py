"""Meter files made on the fly, shaped like real ones."""

from __future__ import annotations

import math
from datetime import date, timedelta
from pathlib import Path

import numpy as np


def daily_file(folder: Path, *, days: int = 400) -> Path:
    """A total per day, as suppliers give it: more in winter, more at weekends."""
    random = np.random.default_rng(7)
    lines = ["Date,Consumption (kWh)"]
    for number in range(days):
        day = date(2023, 9, 1) + timedelta(days=number)
        season = 9 + 3 * math.cos((day.timetuple().tm_yday - 15) / 365 * 2 * math.pi)
        kwh = season * (1.15 if day.weekday() >= 5 else 1.0) * random.lognormal(0, 0.12)
        lines.append(f"{day.isoformat()},{kwh:.2f}")
    return _written(folder / "daily.csv", lines)


def uci_file(folder: Path, *, days: int = 30) -> Path:
    """Minutes in the layout of the UCI household file, with a stretch of missing rows."""
    random = np.random.default_rng(11)
    lines = [
        "Date;Time;Global_active_power;Global_reactive_power;Voltage;Global_intensity;"
        "Sub_metering_1;Sub_metering_2;Sub_metering_3"
    ]
    for minute in range(days * 1440):
        day = date(2007, 2, 1) + timedelta(days=minute // 1440)
        clock = f"{day.day}/{day.month}/{day.year};{minute % 1440 // 60:02d}:{minute % 60:02d}:00"
        if 14_000 <= minute < 14_600:
            lines.append(f"{clock};?;?;?;?;?;?;")
            continue
        hour = minute % 1440 // 60
        kitchen = 30.0 if hour in (12, 19) and minute % 3 == 0 else 0.0
        laundry = 25.0 if hour == 10 and day.weekday() == 5 else 1.0
        water = 17.0 if hour in (6, 7, 18, 20, 21) else 0.0
        other = (
            5.0 + 9.0 * (hour in range(7, 24)) + 18.0 * (hour in (18, 19, 20, 21)) + random.gamma(2.0, 1.5)
        )
        kw = (kitchen + laundry + water + other) * 60 / 1000
        lines.append(f"{clock};{kw:.3f};0.120;240.10;{kw / 0.24:.3f};{kitchen:.3f};{laundry:.3f};{water:.3f}")
    return _written(folder / "household_power.txt", lines)


def hourly_file(folder: Path, *, days: int = 45, name: str = "mains.csv") -> Path:
    """A mains meter read hourly in local time."""
    lines = ["timestamp,kwh"]
    for number in range(days * 24):
        day, hour = date(2024, 1, 1) + timedelta(days=number // 24), number % 24
        kwh = 0.2 + 0.6 * (hour in (18, 19, 20)) + 0.1 * (number % 7 == 0) + 3.0 * (number == 500)
        lines.append(f"{day.isoformat()} {hour:02d}:00,{kwh:.3f}")
    return _written(folder / name, lines)


def unitless_file(folder: Path, *, month: int = 1, name: str = "export.csv") -> Path:
    """A month of hours below a preamble, in a unit that only a person can say."""
    lines = ["Account;12345678", "Exported;2024-02-01", "", "Reading time;Reading;Quality"]
    for number in range(28 * 24):
        day, hour = 1 + number // 24, number % 24
        lines.append(f"{day:02d}.{month:02d}.2024 {hour:02d}:00;{200 + 600 * (hour in (18, 19, 20))};A")
    return _written(folder / name, lines)


def many_homes_file(folder: Path, *, homes: int = 5) -> Path:
    """Half hours of several customers of a supplier."""
    lines = ["LCLid,DateTime,kWh"]
    for home in range(homes):
        for number in range(48 * 3):
            day, minutes = 1 + number // 48, number % 48 * 30
            clock = f"2024-01-{day:02d} {minutes // 60:02d}:{minutes % 60:02d}:00"
            lines.append(f"MAC00{home:04d},{clock},{0.1 + 0.01 * home + 0.2 * (36 <= number % 48 < 42):.3f}")
    return _written(folder / "customers.csv", lines)


def _written(path: Path, lines: list[str]) -> Path:
    path.write_text("\n".join(lines) + "\n")
    return path
