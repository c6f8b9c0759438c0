"""A finding and the figures it rests on: its sentences are filled from them, so each number has one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

import pandas as pd

from energy_core import words

Page = Literal["usage", "anomalies", "forecast", "upload", "auditor"]

MONEY: Final = "money"
"""Unit of an amount whose currency nobody has said."""


@dataclass(frozen=True)
class Figure:
    """One computed value: a number, a channel's name or a time, with its unit, period and channel.

    unit : kWh, kW, %, fraction, hours, days, hour (of the day), readings, count, an ISO currency, `money`,
        or empty for names and times.
    start, end : local; end exclusive.
    """

    name: str
    value: float | str
    unit: str = ""
    channel: str | None = None
    start: pd.Timestamp | None = None
    end: pd.Timestamp | None = None

    @property
    def text(self) -> str:
        """The figure as sentences quote it: without its sign, which the sentence says in words."""
        value = self.value if isinstance(self.value, str) else abs(self.value)
        return words.quantity(value, self.unit)


@dataclass(frozen=True)
class Finding:
    """One thing worth knowing about a home.

    title, text, advice : plain sentences; names in them are as in the file and not escaped for any markup.
    kwh_per_year, money_per_year : the use the finding is about, at this rate for a year; None if unknown.
    saving_kwh_per_year : the range that others achieved, low and high; None if there is nothing to claim.
    saving_money_per_year : what that is worth, or what changing the price saves; None without a price.
    rank_score : energy at stake [kWh/year]; what is only surprising adds a small part of the home's use.
    page : where the app shows more.
    """

    kind: str
    title: str
    text: str
    advice: str | None
    figures: tuple[Figure, ...]
    kwh_per_year: float | None = None
    money_per_year: float | None = None
    rank_score: float = 0.0
    page: Page = "usage"
    saving_kwh_per_year: tuple[float, float] | None = None
    saving_money_per_year: tuple[float, float] | None = None


@dataclass(frozen=True)
class Sentences:
    """Templates: `{slot}` stands for a figure, `{x}` for the range of the figures `x_low` and `x_high`."""

    title: str
    text: str
    advice: str | None = None

    def filled(self, figures: Mapping[str, Figure]) -> Sentences:
        """The sentences with every slot replaced once: braces inside a channel's name stay what they are."""
        said = {slot: figure.text for slot, figure in figures.items()}
        for slot in figures:
            name = slot.removesuffix("_low")
            if name != slot and f"{name}_high" in said:
                said[name] = words.between(said[slot], said[f"{name}_high"])
        advice = self.advice.format_map(said) if self.advice else None
        return Sentences(self.title.format_map(said), self.text.format_map(said), advice)
