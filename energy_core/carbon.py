"""CO2 of electricity: the average of the grid for what is used, its marginal plants for what is saved."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from energy_core import words
from energy_core.home import Home

OWN: Final = "carbon.kg_per_kwh"
"""Under this name a home keeps a factor of its own, among what it overruled in the audit."""

YOURS: Final = "your own figure"


@dataclass(frozen=True)
class Factor:
    """CO2 of one kWh from a grid in a year. [kg/kWh]

    marginal_kg_per_kwh : of one kWh less; None where no source gives it, then the average stands in.
    """

    country: str | None
    region: str
    year: int
    average_kg_per_kwh: float
    marginal_kg_per_kwh: float | None
    source: str
    date: str
    verified: bool
    marginal_source: str | None = None

    @property
    def saved_kg_per_kwh(self) -> float:
        """What one kWh less avoids. [kg/kWh]"""
        return self.average_kg_per_kwh if self.marginal_kg_per_kwh is None else self.marginal_kg_per_kwh

    @property
    def sentence(self) -> str:
        """The figure with its place, year and source, and what stands against it."""
        if self.source == YOURS:
            return f"CO2 at your own figure, {words.number(self.average_kg_per_kwh)} kg per kWh."
        saved = self.marginal_kg_per_kwh
        marginal = (
            f" {words.number(saved)} kg for one saved ({self.marginal_source})." if saved is not None else ""
        )
        once = "" if self.verified else " Found in one place only."
        return (
            f"CO2 of {self.region} in {self.year}: {words.number(self.average_kg_per_kwh)} kg per kWh used"
            f" ({self.source}).{marginal}{once} {self.caveat or ''}"
        ).strip()

    @property
    def caveat(self) -> str | None:
        """What stands against the figure."""
        if self.marginal_kg_per_kwh is None:
            return (
                "Saved CO2 is counted at the average of the grid: what is saved is usually dirtier than that."
            )
        return None


def factor_for(home: Home, *, year: int) -> Factor | None:
    """The factor of the home's grid in a year, or the nearest year known; None where nobody knows it."""
    own = home.audit.get(OWN)
    if own is not None:
        return Factor(home.country, "your own factor", year, own, own, YOURS, str(year), False)
    known = [factor for factor in factors() if factor.country == home.country]
    return min(known, key=lambda factor: (abs(factor.year - year), -factor.year), default=None)


@cache
def factors() -> tuple[Factor, ...]:
    """Every factor of carbon.toml."""
    text = files("energy_core").joinpath("carbon.toml").read_text(encoding="utf-8")
    return tuple(_factor(row) for row in tomllib.loads(text)["factor"])


def _factor(row: dict[str, Any]) -> Factor:
    return Factor(
        country=row["country"],
        region=row["region"],
        year=row["year"],
        average_kg_per_kwh=row["average_kg_per_kwh"],
        marginal_kg_per_kwh=row.get("marginal_kg_per_kwh"),
        source=row["source"],
        date=row["date"],
        verified=row["verified"],
        marginal_source=row.get("marginal_source"),
    )
