"""What every finding starts from: the home's consumption, over how long, and what a kWh costs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
import pandas as pd

from energy_core import words
from energy_core.bills.pricing import Prices, prices_of
from energy_core.home import Home
from energy_core.insights.finding import MONEY, Figure, Finding, Page, Sentences
from energy_core.readings import Channel, Readings
from energy_core.spread import microseconds
from energy_core.year import DAYS_PER_YEAR

MIN_DAYS_FOR_A_YEAR: Final = 7
"""Fewer days than a week say nothing about a year: a weekday and a Sunday differ too much."""

SURPRISE_SHARE: Final = 0.05
"""A finding with nothing at stake ranks as if, at most, this share of the home's use were."""


@dataclass(frozen=True)
class Facts:
    """The readings and the home, with the figures that most findings need."""

    readings: Readings
    home: Home

    @cached_property
    def total_kwh(self) -> float:
        return self.readings.consumption_kwh or 0.0

    @cached_property
    def days(self) -> float:
        """Time in which any counted channel was read [days]."""
        return covered_hours(self.readings.consumption) / 24

    @property
    def kwh_per_day(self) -> float:
        return self.total_kwh / self.days if self.days else 0.0

    @property
    def kwh_per_year(self) -> float:
        return self.kwh_per_day * DAYS_PER_YEAR

    @property
    def speaks_for_a_year(self) -> bool:
        return self.days >= MIN_DAYS_FOR_A_YEAR

    def yearly(self, kwh: float) -> float | None:
        """Energy of the readings' days as energy of a year at this rate; None if they are too few."""
        return kwh / self.days * DAYS_PER_YEAR if self.speaks_for_a_year else None

    @cached_property
    def prices(self) -> Prices | None:
        return prices_of(self.readings, self.home)

    @property
    def money_unit(self) -> str:
        return self.home.currency or MONEY

    def money(self, kwh: float | None) -> float | None:
        return None if self.prices is None or kwh is None else kwh * self.prices.mean_per_kwh

    def worth(self, kwh: float | None) -> float | None:
        """What saving this energy is worth, at the price of one kWh less. [currency]"""
        return None if self.prices is None or kwh is None else kwh * self.prices.mean_marginal_per_kwh

    def range_figures(self, name: str, worth: str, low: float, high: float) -> dict[str, Figure]:
        """A range of energy, and of what it is worth if there is a price, to two digits."""
        bounds = {f"{name}_low": low, f"{name}_high": high}
        found = {key: Figure(key, words.estimate(kwh), "kWh") for key, kwh in bounds.items()}
        for key, kwh in ((f"{worth}_low", low), (f"{worth}_high", high)):
            amount = self.worth(kwh)
            if amount is not None:
                found[key] = Figure(key, words.estimate(amount), self.money_unit)
        return found

    def _range_worth(self, saving: tuple[float, float] | None) -> tuple[float, float] | None:
        low, high = (self.worth(kwh) for kwh in saving) if saving else (None, None)
        return None if low is None or high is None else (low, high)

    def money_figure(self, name: str, kwh: float | None) -> dict[str, Figure]:
        """The figure of what this energy costs, by its name; nothing without a price."""
        amount = self.money(kwh)
        return {} if amount is None else {name: Figure(name, amount, self.money_unit)}

    @property
    def start(self) -> pd.Timestamp:
        return min(c.start for c in self.readings.consumption).tz_convert(self.readings.timezone)

    @property
    def end(self) -> pd.Timestamp:
        return max(c.end for c in self.readings.consumption).tz_convert(self.readings.timezone)

    def finding(
        self,
        kind: str,
        sentences: Sentences,
        figures: dict[str, Figure],
        *,
        kwh_per_year: float | None = None,
        at_stake: float = 0.0,
        surprise: float = 0.0,
        saving: tuple[float, float] | None = None,
        page: Page = "usage",
    ) -> Finding:
        """A finding with its sentences filled; at_stake [kWh/year], surprise from 0 to 1."""
        filled = sentences.filled(figures)
        unusual = min(max(surprise, 0.0), 1.0) * SURPRISE_SHARE * self.kwh_per_year
        return Finding(
            kind=kind,
            title=filled.title,
            text=filled.text,
            advice=filled.advice,
            figures=tuple(figures.values()),
            kwh_per_year=kwh_per_year,
            money_per_year=self.money(kwh_per_year),
            rank_score=float(max(at_stake, 0.0) + unusual),
            page=page,
            saving_kwh_per_year=saving,
            saving_money_per_year=self._range_worth(saving),
        )


def figures(*rows: Figure) -> dict[str, Figure]:
    return {figure.name: figure for figure in rows}


def covered_hours(channels: Sequence[Channel]) -> float:
    """Time in which at least one of the channels has a value [hours]; what two of them share counts once."""
    parts = [c.intervals.loc[c.intervals["kwh"].notna(), ["start", "end"]] for c in channels]
    if not parts:
        return 0.0
    spans = pd.concat(parts).sort_values("start")
    start, end = microseconds(spans["start"]), microseconds(spans["end"])
    if not len(start):
        return 0.0
    before = np.concatenate([start[:1], np.maximum.accumulate(end)[:-1]])
    return float(np.maximum(end - np.maximum(start, before), 0).sum() / 3.6e9)
