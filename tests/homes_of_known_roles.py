"""Made homes whose consumption, export and untracked energy are known, for tests of roles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd

from energy_core.readings import Channel, Role

Series = npt.NDArray[np.float64]

DAYS = 21


@dataclass(frozen=True)
class Made:
    """A home: its columns by name, and what is true of it; None = not asked. roles : some of its roles."""

    columns: Mapping[str, Series]
    consumption: float | None = None
    export: float | None = None
    untracked: float | None = None
    roles: Mapping[str, Role] = field(default_factory=dict)
    parents: Mapping[str, str] = field(default_factory=dict)
    minutes: int = 60

    def channels(self, order: Sequence[str] | None = None) -> list[Channel]:
        """As the importers hand them over, roles open."""
        return [channel(name, self.columns[name], self.minutes) for name in order or self.columns]

    def csv(self) -> str:
        """As a wide table."""
        stamps = pd.date_range("2024-03-04", periods=self.count, freq=f"{self.minutes}min")
        table = pd.DataFrame(dict(self.columns), index=stamps.strftime("%Y-%m-%d %H:%M").rename("time"))
        return table.to_csv()

    @property
    def count(self) -> int:
        return len(next(iter(self.columns.values())))


def kwh(*series: Series) -> float:
    return float(sum(np.nansum(s) for s in series))


def channel(name: str, kwh: Series, minutes: int = 60) -> Channel:
    start = pd.date_range("2024-03-04", periods=len(kwh), freq=f"{minutes}min", tz="UTC").as_unit("us")
    frame = pd.DataFrame(
        {
            "start": start,
            "end": start + pd.Timedelta(minutes=minutes),
            "kwh": np.asarray(kwh, dtype=np.float64),
            "quality": pd.Categorical(["measured"] * len(kwh)),
            "source_file": pd.Categorical(["made.csv"] * len(kwh)),
        }
    )
    return Channel(name, "other", frame, "kWh")


class Home:
    """Draws the loads of one home; the same seed gives the same home."""

    def __init__(self, seed: int = 1, days: int = DAYS) -> None:
        self.random = np.random.default_rng(seed)
        self.count = days * 24
        self.hour = np.arange(self.count) % 24

    def fridge(self) -> Series:
        return self.printed(0.03 + 0.09 * (self.random.random(self.count) < 0.5))

    def washer(self) -> Series:
        return self.runs(hours=(8, 20), chance=0.05, kwh=0.9)

    def oven(self) -> Series:
        return self.runs(hours=(17, 20), chance=0.35, kwh=1.4)

    def dishwasher(self) -> Series:
        return self.runs(hours=(19, 23), chance=0.2, kwh=1.1)

    def heat_pump(self) -> Series:
        cold = 0.6 + 0.4 * np.cos(2 * np.pi * self.hour / 24)
        return self.printed(np.where(self.random.random(self.count) < 0.7, 1.8 * cold, 0.0))

    def car(self) -> Series:
        return self.runs(hours=(0, 6), chance=0.3, kwh=7.0)

    def base(self) -> Series:
        evening = np.where((self.hour >= 17) & (self.hour < 23), 0.35, 0.0)
        return self.printed(
            0.12 + evening * self.random.random(self.count) + 0.08 * self.random.random(self.count)
        )

    def sun(self, peak: float = 4.0) -> Series:
        shape = np.clip(np.sin(np.pi * (self.hour - 6) / 12), 0, None)
        clouds = self.random.uniform(0.2, 1.0, self.count)
        return self.printed(peak * shape * clouds)

    def runs(self, *, hours: tuple[int, int], chance: float, kwh: float) -> Series:
        inside = (self.hour >= hours[0]) & (self.hour < hours[1])
        on = inside & (self.random.random(self.count) < chance)
        return self.printed(np.where(on, kwh * self.random.uniform(0.7, 1.0, self.count), 0.0))

    def printed(self, values: Series) -> Series:
        """As a meter prints it: Wh."""
        return np.round(values, 3)


@dataclass(frozen=True)
class Sunny:
    """Flows of a home with its own production. load = taken + made - given + out - into."""

    load: Series
    made: Series
    taken: Series
    given: Series
    into: Series
    out: Series

    @property
    def own(self) -> Series:
        return np.round(self.made - self.given, 3)


def sunny(seed: int = 1, *, battery: bool = False, days: int = DAYS) -> Sunny:
    home = Home(seed, days)
    load = np.round(home.base() + home.oven() + home.washer(), 3)
    made = home.sun()
    left = np.round(made - load, 3)
    into, out = np.zeros(home.count), np.zeros(home.count)
    if battery:
        stored = 0.0
        for i, rest in enumerate(left):
            if rest > 0:
                into[i] = round(min(rest, 2.5, 8.0 - stored), 3)
            else:
                out[i] = round(min(-rest, 2.5, stored), 3)
            stored += into[i] - out[i]
    rest = np.round(left - into + out, 3)
    return Sunny(
        load, made, np.round(np.clip(-rest, 0, None), 3), np.round(np.clip(rest, 0, None), 3), into, out
    )
