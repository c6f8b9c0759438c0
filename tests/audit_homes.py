"""Homes for the tests of the auditor: a year of hours, US prices, round numbers."""

from __future__ import annotations

from collections.abc import Mapping

from energy_core.home import Home
from energy_core.readings import Readings, Role
from energy_core.tariffs import Tariff, flat_tariff
from energy_core.tariffs.file import read_tariff
from tests.build import channel, readings

HOURS_PER_YEAR = 8766
"""365.25 days: the year in which the auditor counts."""


def year_of(
    kwh_per_year: Mapping[str, float], *, hours: int = HOURS_PER_YEAR, mains: float | None = None
) -> Readings:
    """Channels that draw the same power at all times, for a year unless told otherwise."""
    roles: dict[str, Role] = {"mains": "mains"}
    every = {**({} if mains is None else {"mains": mains}), **kwh_per_year}
    return readings(
        *(
            channel(name, [kwh / HOURS_PER_YEAR] * hours, role=roles.get(name, "appliance"))
            for name, kwh in every.items()
        )
    )


def us_home(price: float | None = 0.20, **fields: object) -> Home:
    tariff = None if price is None else flat_tariff(price, currency="USD")
    return Home(country="US", currency="USD", tariff=tariff, **fields)  # type: ignore[arg-type]


def evening_tariff(
    *, peak: float = 0.30, night: float = 0.10, vat: float | None = None, name: str = "Evening"
) -> Tariff:
    """Dear from 16:00 to 21:00."""
    text = f"""
        name = "{name}"
        currency = "USD"
        {"" if vat is None else f"vat_percent = {vat}"}
        [[versions]]
        start = 2020-01-01
        [[versions.rates]]
        name = "peak"
        per_kwh = {peak}
        hours = ["16:00-21:00"]
        [[versions.rates]]
        name = "other"
        per_kwh = {night}
    """
    return read_tariff(text.encode(), name="evening.toml")


def tiered_tariff(*, limit: int, below: float, above: float) -> Tariff:
    text = f"""
        name = "Tiers"
        currency = "USD"
        [[versions]]
        start = 2020-01-01
        [[versions.rates]]
        name = "all"
        tiers = [{{up_to_kwh_per_month = {limit}, per_kwh = {below}}}, {{per_kwh = {above}}}]
    """
    return read_tariff(text.encode(), name="tiers.toml")
