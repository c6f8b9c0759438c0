"""Homes with their own production, in the layouts of many portals, each with its truth."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np

from tests.homes_of_known_roles import Home, Made, Series, Sunny, kwh, sunny

WITH_LOAD: Final = """
made=Energy Produced (Wh)  load=Energy Consumed (Wh)  given=Exported to Grid  taken=Imported from Grid
made=PV(kWh)  taken=Purchased Energy(kWh)  given=Feed-in(kWh)  load=Load(kWh)
made=PV-Erzeugung  taken=Netzbezug  given=Netzeinspeisung  load=Hausverbrauch  own=Eigenverbrauch
made=System Production  load=Consumption  given=Export  taken=Import  own=Self Consumption
made=opwek  taken=levering  given=teruglevering  load=verbruik
made=Production  taken=Soutirage  given=Injection  load=Consommation  own=Autoconsommation
made=gen [kW]  load=use [kW]  taken=grid import [kW]  given=grid export [kW]
made=producción  taken=consumo de red  given=excedentes  load=consumo casa
made=produkcja  taken=energia pobrana  given=energia oddana  load=zużycie
made=PV production  load=Consumption  taken=Energy from grid  given=Energy to grid  own=Consumed directly
"""
WITH_BATTERY: Final = """
load=Home (kWh)  out=From Powerwall  into=To Powerwall  made=Solar  taken=From Grid  given=To Grid
made=Production-Today  load=Consumption-Today  given=Feed-in Power-Today  taken=Energy Purchased  into=Energy Charged  out=Energy Discharged
made=Erzeugung  load=Verbrauch  given=Einspeisung  taken=Bezug  into=Batterieladung  out=Batterieentladung
"""  # noqa: E501
GRID_ONLY: Final = """
taken=import  given=export
taken=1.8.0  given=2.8.0
taken=E1  given=B1
taken=A+ (kWh)  given=A- (kWh)
taken=Afname  given=Injectie
taken=import  given=export  made=solar
taken=Bezug  given=Einspeisung  made=PV
taken=consumptionKWh  given=surplusEnergyKWh  made=generationEnergyKWh  own=selfConsumptionEnergyKWh
"""


def solar_cases(seed: int) -> Iterator[tuple[str, Made]]:
    """Name and home."""
    day, night = sunny(seed), sunny(seed + 100, battery=True)
    for flows, layouts in ((day, WITH_LOAD), (night, WITH_BATTERY)):
        for names in _layouts(layouts):
            columns = _columns(flows, names)
            yield (
                f"sun: {', '.join(columns)}",
                Made(columns, kwh(flows.load), kwh(flows.given), roles={names["load"]: "mains"}),
            )
    for names in _layouts(GRID_ONLY):
        columns = _columns(day, names)
        yield f"grid meter: {', '.join(columns)}", Made(columns, kwh(day.taken), kwh(day.given))
    yield from _exchanged(day)
    yield from _totals(day, seed)
    yield from _beside_appliances(day, seed)


def _layouts(text: str) -> Iterator[dict[str, str]]:
    for line in text.strip().splitlines():
        yield dict(part.split("=") for part in line.split("  "))  # type: ignore[misc]


def _columns(flows: Sunny, names: dict[str, str]) -> dict[str, Series]:
    return {name: getattr(flows, flow) for flow, name in names.items()}


def _exchanged(flows: Sunny) -> Iterator[tuple[str, Made]]:
    """Names that say the opposite of what the values do."""
    names = {"given": "Import", "taken": "Export", "made": "Solar"}
    yield (
        "no load, export and import exchanged",
        Made(_columns(flows, names), kwh(flows.taken), kwh(flows.given)),
    )
    yield (
        "export and import exchanged",
        Made(
            _columns(flows, {**names, "load": "House"}),
            kwh(flows.load),
            kwh(flows.given),
            roles={"Import": "export"},
        ),
    )


def _totals(flows: Sunny, seed: int) -> Iterator[tuple[str, Made]]:
    day = (Home(seed).hour >= 7) & (Home(seed).hour < 13)
    yield (
        "tariffs and totals of both directions",
        Made(
            {
                "Import T1": np.where(day, flows.taken, 0),
                "Import T2": np.where(day, 0, flows.taken),
                "Import total": flows.taken,
                "Export T1": np.where(day, flows.given, 0),
                "Export T2": np.where(day, 0, flows.given),
                "Export total": flows.given,
            },
            kwh(flows.taken),
            kwh(flows.given),
        ),
    )
    first = np.round(flows.made * 0.6, 3)
    yield (
        "two inverters and their sum",
        Made(
            {
                "Inverter 1": first,
                "Inverter 2": flows.made - first,
                "PV total": flows.made,
                "Consumption": flows.load,
            },
            kwh(flows.load),
            kwh(flows.made),
        ),
    )


def _beside_appliances(flows: Sunny, seed: int) -> Iterator[tuple[str, Made]]:
    yield (
        "load and sun",
        Made({"Consumption": flows.load, "Production": flows.made}, kwh(flows.load), kwh(flows.made)),
    )
    oven = Home(seed + 7).oven()
    house = np.round(flows.load + oven, 3)
    yield "sun and appliances", Made(
        {"Oven": oven, "Solar": flows.made, "House": house},
        kwh(house), kwh(flows.made), kwh(flows.load), {"Oven": "appliance"},
    )  # fmt: skip
