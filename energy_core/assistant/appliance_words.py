"""What people call their appliances, by the thing they mean; to match questions with channel names."""

from __future__ import annotations

from typing import Final

THINGS: Final[dict[str, tuple[str, ...]]] = {
    "refrigerator": ("refrigerator", "fridge", "fridge freezer", "fridgefreezer", "refrigeration", "icebox"),
    "freezer": ("freezer", "deep freezer", "chest freezer"),
    "air conditioner": (
        "air conditioner",
        "air conditioning",
        "airconditioner",
        "airconditioning",
        "aircon",
        "air con",
        "ac",
        "a/c",
        "air-conditioning",
        "hvac",
        "cooling",
        "split unit",
        "heating and cooling",
        "cooling and heating",
    ),
    "heating": (
        "heating",
        "heater",
        "heat",
        "space heater",
        "electric heater",
        "radiator",
        "electric heating",
        "furnace",
    ),
    "heat pump": ("heat pump", "heatpump"),
    "water heater": (
        "water heater",
        "boiler",
        "hot water",
        "geyser",
        "immersion",
        "immersion heater",
        "waterheater",
    ),
    "washing machine": (
        "washing machine",
        "washer",
        "clothes washer",
        "washing",
        "laundry machine",
        "washingmachine",
    ),
    "laundry": ("laundry", "laundry room", "utility room"),
    "dryer": ("dryer", "tumble dryer", "tumble drier", "clothes dryer", "drier"),
    "dishwasher": ("dishwasher", "dish washer"),
    "lighting": ("lighting", "light", "lamp", "bulb", "led"),
    "oven": ("oven", "cooker", "stove"),
    "hob": ("hob", "cooktop", "induction hob"),
    "microwave": ("microwave", "microwave oven"),
    "kettle": ("kettle",),
    "toaster": ("toaster",),
    "coffee machine": ("coffee machine", "coffee maker", "espresso machine"),
    "television": ("television", "tv", "telly", "home cinema"),
    "computer": ("computer", "pc", "laptop", "desktop", "home office"),
    "electric car": (
        "electric car",
        "ev",
        "car",
        "ev charger",
        "car charger",
        "charger",
        "wallbox",
        "electric vehicle",
        "vehicle",
        "tesla",
    ),
    "pool pump": ("pool pump", "pool", "swimming pool"),
    "hot tub": ("hot tub", "jacuzzi", "spa"),
    "sauna": ("sauna",),
    "fan": ("fan", "ventilation", "ceiling fan"),
    "dehumidifier": ("dehumidifier",),
    "vacuum": ("vacuum", "vacuum cleaner", "hoover"),
    "iron": ("iron",),
    "router": ("router", "wifi", "modem"),
    "game console": (
        "game console",
        "games console",
        "console",
        "playstation",
        "xbox",
        "gaming",
        "games",
        "video games",
    ),
    "sockets": ("sockets", "socket", "outlets", "plugs", "plug"),
    "kitchen": ("kitchen",),
    "bedroom": ("bedroom",),
    "living room": ("living room", "lounge"),
    "bathroom": ("bathroom",),
    "garage": ("garage",),
    "shower": ("shower", "electric shower"),
    "pump": ("pump", "well pump", "sump pump"),
    "battery": ("battery",),
}

ROLES: Final[dict[str, tuple[str, ...]]] = {
    "generation": (
        "solar",
        "generation",
        "pv",
        "panels",
        "solar panels",
        "generated",
        "generate",
        "produced",
        "produce",
        "solar production",
        "solar output",
        "production",
        "yield",
    ),
    "export": (
        "export",
        "exported",
        "exports",
        "feed-in",
        "fed in",
        "feed in",
        "sold back",
        "sent to the grid",
        "sell back",
        "feed back",
        "exporting",
    ),
    "gas": ("gas",),
    "mains": ("mains", "main meter", "grid import"),
}
"""Words for channels of a role, where no channel name says it."""

UCI_CHANNELS: Final[dict[str, tuple[str, ...]]] = {
    "sub_metering_1": ("kitchen", "dishwasher", "oven", "microwave"),
    "sub_metering_2": ("laundry", "washing machine", "dryer", "refrigerator", "lighting"),
    "sub_metering_3": ("water heater", "air conditioner"),
}
"""What the sub-meters of the UCI household power file measure together (UCI Machine Learning Repository,
"Individual household electric power consumption", 2012, attribute information)."""


def things_by_words() -> dict[str, str]:
    """Every way to say a thing, plural too, to the thing."""
    found: dict[str, str] = {}
    for thing, ways in THINGS.items():
        for way in ways:
            found[way] = thing
            if " " in way and way.replace(" ", "") not in found:
                found[way.replace(" ", "")] = thing
            if way not in ("led", "ac", "a/c", "hvac", "heat", "lighting", "heating", "cooling"):
                found.setdefault(plural(way), thing)
    return found


def plural(word: str) -> str:
    if word.endswith(("s", "x", "ch")):
        return f"{word}es"
    return f"{word[:-1]}ies" if word.endswith("y") and word[-2:] not in ("ay", "ey") else f"{word}s"
