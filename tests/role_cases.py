"""Homes of every kind, each with its truth: what tests of roles go through."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from tests.homes_of_known_roles import Home, Made, kwh
from tests.solar_cases import solar_cases

TOTAL_NAMES = (
    "Mains", "Total", "Gesamt", "Totaal", "Consumo total", "Total maison", "Totale", "Hela huset totalt",
    "whole house", "Main panel", "Łącznie ogółem", "Celkem",
)  # fmt: skip
APPLIANCES = (
    ("Fridge", "Washing machine", "Oven"),
    ("Kühlschrank", "Waschmaschine", "Backofen"),
    ("Koelkast", "Wasmachine", "Oven"),
    ("Nevera", "Lavadora", "Horno"),
    ("Réfrigérateur", "Lave-linge", "Four"),
    ("Frigorifero", "Lavatrice", "Forno"),
    ("Kylskåp", "Tvättmaskin", "Ugn"),
    ("Refridgerator", "Washng machine", "Ovn"),
    ("Circuit 1", "Circuit 2", "Circuit 3"),
    ("A", "B", "C1"),
    ("lodówka", "pralka", "piekarnik"),
    ("lednice", "pračka", "trouba"),
)


def cases(seed: int = 1) -> Iterator[tuple[str, Made]]:
    """Name and home."""
    yield from _plain(seed)
    yield from _phases(seed)
    yield from _nested(seed)
    yield from solar_cases(seed)
    yield from _supplies(seed)
    yield from _misleading(seed)


def _plain(seed: int) -> Iterator[tuple[str, Made]]:
    for name in (
        "kWh",
        "Consumption (kWh)",
        "value",
        "Verbrauch",
        "Netzbezug",
        "1-0:1.8.0",
        "Zużycie",
        "xyz",
    ):
        load = Home(seed).base()
        yield f"mains only, {name}", Made({name: load}, kwh(load), roles={name: "mains"})
    for whole, names in zip(TOTAL_NAMES, APPLIANCES, strict=True):
        home = Home(seed)
        parts = [home.fridge(), home.washer(), home.oven()]
        rest = home.base()
        mains = np.round(sum(parts) + rest, 3)
        columns = dict(zip(names, parts, strict=True)) | {whole: mains}
        yield f"{whole} and 3 appliances", Made(columns, kwh(mains), None, kwh(rest), {whole: "mains"})
    for names in APPLIANCES[:8]:
        home = Home(seed)
        parts = [home.fridge(), home.washer(), home.oven()]
        yield f"only {names[0]} …", Made(dict(zip(names, parts, strict=True)), kwh(*parts))
    home = Home(seed)
    parts = [home.fridge(), home.washer(), home.oven()]
    mains = np.round(sum(parts) + home.base(), 3)
    broken = parts[1].copy()
    broken[96:336] = np.nan
    yield "a submeter missing for a month", Made(
        {"Total": mains, "Fridge": parts[0], "Washing machine": broken, "Oven": parts[2]},
        kwh(mains), None, kwh(mains) - kwh(parts[0], broken, parts[2]), {"Total": "mains"},
    )  # fmt: skip


def _phases(seed: int) -> Iterator[tuple[str, Made]]:
    home = Home(seed)
    one, two, three = home.base(), np.round(home.fridge() + home.oven(), 3), home.heat_pump()
    whole = np.round(one + two + three, 3)
    for names in (
        ("L1", "L2", "L3"), ("Phase A", "Phase B", "Phase C"), ("L1 kWh", "L2 kWh", "L3 kWh"),
        ("Fase 1", "Fase 2", "Fase 3"), ("Energy Wh (A)", "Energy Wh (B)", "Energy Wh (C)"),
        ("Mains_A", "Mains_B", "Mains_C"), ("energy_l1", "energy_l2", "energy_l3"),
    ):  # fmt: skip
        columns = dict(zip(names, (one, two, three), strict=True))
        yield f"phases {names[0]}", Made(columns, kwh(whole), roles=dict.fromkeys(names, "mains"))
        yield (
            f"phases {names[0]} and their total",
            Made(columns | {"Total": whole}, kwh(whole), roles={"Total": "mains"}),
        )
    appliance = {"Heat pump": three, "Oven": np.round(two * 0.6, 3)}
    yield "phases, total and appliances", Made(
        {"L1": one, "L2": two, "L3": three, **appliance, "Sum": whole},
        kwh(whole), None, kwh(whole) - kwh(*appliance.values()), {"Sum": "mains", "L1": "other"},
    )  # fmt: skip
    for low, high in (
        ("peak", "offpeak"),
        ("HT", "NT"),
        ("Verbruik laag", "Verbruik hoog"),
        ("T1", "T2"),
        ("HP", "HC"),
    ):
        day = (home.hour >= 7) & (home.hour < 22)
        a, b = np.where(day, one, 0.0), np.where(day, 0.0, one)
        yield f"tariffs {low}, {high}", Made({low: a, high: b}, kwh(one))
        yield f"tariffs {low}, {high} and total", Made({low: a, "Total": one, high: b}, kwh(one))


def _nested(seed: int) -> Iterator[tuple[str, Made]]:
    home = Home(seed)
    fridge, dish, oven, wash, base = home.fridge(), home.dishwasher(), home.oven(), home.washer(), home.base()
    lights = np.round(base * 0.4, 3)
    for kitchen, inner in (
        ("Kitchen", "Fridge"),
        ("Küche", "Kühlschrank"),
        ("Circuit 4", "Smart plug 1"),
        ("Cuisine", "Frigo"),
    ):
        room = np.round(dish + oven + lights, 3) if inner == "x" else np.round(fridge + oven + lights, 3)
        yield (
            f"{inner} in {kitchen}",
            Made({kitchen: room, "Washer": wash, inner: fridge}, kwh(room, wash), parents={inner: kitchen}),
        )
        mains = np.round(room + wash + base, 3)
        yield f"{inner} in {kitchen} behind mains", Made(
            {inner: fridge, kitchen: room, "Washer": wash, "Mains": mains},
            kwh(mains), None, kwh(base), {"Mains": "mains"}, {inner: kitchen},
        )  # fmt: skip
    floor = np.round(fridge + oven + lights + dish, 3)
    yield "three deep", Made(
        {"Ground floor": np.round(floor + wash, 3), "Kitchen": floor, "Fridge": fridge, "Pump": home.car()},
        None, parents={"Kitchen": "Ground floor", "Fridge": "Kitchen"},
    )  # fmt: skip
    hp = home.heat_pump()
    heater = home.runs(hours=(4, 8), chance=0.1, kwh=2.0)
    both = np.round(hp + heater, 3)
    yield "a heat pump and its two parts", Made(
        {"Heat pump": both, "Heat pump compressor": hp, "Heat pump heater": heater, "Fridge": fridge},
        kwh(both, fridge),
    )  # fmt: skip
    parts = {"ch1": fridge, "ch2": oven, "ch3": wash}
    yield (
        "an unnamed whole that is the sum",
        Made({**parts, "ch4": np.round(sum(parts.values()), 3)}, kwh(*parts.values())),
    )
    yield (
        "an unnamed whole that holds more",
        Made(
            {**parts, "ch0": np.round(sum(parts.values()) + base, 3)},
            kwh(base, *parts.values()),
            None,
            kwh(base),
            {"ch0": "mains"},
        ),
    )


def _supplies(seed: int) -> Iterator[tuple[str, Made]]:
    home = Home(seed)
    base, pump, car = home.base(), home.heat_pump(), home.car()
    for name in ("Heat pump", "Wärmepumpe", "Heat pump meter", "EV charger"):
        load = car if name.startswith("EV") else pump
        mains = np.round(base + load, 3)
        yield (
            f"{name} behind the mains",
            Made({"Main": mains, name: load}, kwh(mains), None, kwh(base), {name: "appliance"}),
        )
        yield (
            f"{name} with its own supply",
            Made({"Main": base, name: load}, kwh(base, load), roles={name: "mains"}),
        )
    yield "two numbered meters", Made({"meter_1": base, "meter_2": pump}, kwh(base, pump))
    gas = home.printed(np.where(home.hour < 9, 2.0, 0.3) * home.random.random(home.count))
    yield (
        "gas beside electricity",
        Made({"Electricity (kWh)": base, "Gas (kWh)": gas}, kwh(base), roles={"Gas (kWh)": "gas"}),
    )
    yield "Erdgas beside Strom", Made({"Gas Verbrauch kWh": gas, "Stromverbrauch kWh": base}, kwh(base))
    yield "district heating beside electricity", Made({"Fernwärme kWh": gas, "Strom kWh": base}, kwh(base))
    yield (
        "mains, heat pump and what heat it made",
        Made(
            {"Mains": np.round(base + pump, 3), "Heat pump": pump, "Heat output": pump * 3.4},
            kwh(base, pump),
            None,
            kwh(base),
        ),
    )


def _misleading(seed: int) -> Iterator[tuple[str, Made]]:
    home = Home(seed)
    fridge, oven, wash, base = home.fridge(), home.oven(), home.washer(), home.base()
    mains = np.round(fridge + oven + wash + base, 3)
    yield (
        "a main bedroom is no mains",
        Made(
            {"Main bedroom": wash, "Kitchen total": oven, "House": mains},
            kwh(mains),
            None,
            kwh(mains) - kwh(wash, oven),
        ),
    )
    yield "a home office is no home", Made({"Home office": wash, "Fridge": fridge}, kwh(wash, fridge))
    yield (
        "a solar water heater is no sun",
        Made(
            {"Solar water heater": wash, "Mains": mains},
            kwh(mains),
            roles={"Solar water heater": "appliance"},
        ),
    )
    yield "total of the circuits beside the mains", Made(
        {"Fridge": fridge, "Oven": oven, "Total circuits": np.round(fridge + oven, 3), "Mains": mains},
        kwh(mains), None, kwh(mains) - kwh(fridge, oven),
    )  # fmt: skip
    yield "a car that charges is no battery", Made({"Car charging": home.car(), "Mains": mains}, None)
    yield (
        "the rest is there too",
        Made(
            {"Fridge": fridge, "Oven": oven, "Rest": np.round(wash + base, 3), "Total": mains},
            kwh(mains),
            None,
            0.0,
        ),
    )
    yield (
        "a meter called sensor 5",
        Made(
            {"sensor 1": fridge, "sensor 5": mains, "sensor 2": oven, "sensor 3": wash},
            kwh(mains),
            None,
            kwh(base),
            {"sensor 5": "mains"},
        ),
    )
