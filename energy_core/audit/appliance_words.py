"""What channels of appliances are called: appliances.toml."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any, Final

_RAW: Final[dict[str, Any]] = tomllib.loads(
    files("energy_core.audit").joinpath("appliances.toml").read_text(encoding="utf-8")
)

TYPES: Final[dict[str, tuple[str, ...]]] = {kind: tuple(words) for kind, words in _RAW["types"].items()}
"""Ways to call each type; several words stand apart by spaces."""

ROOMS: Final[tuple[str, ...]] = tuple(_RAW["rooms"])
NOT_MISSPELT: Final = frozenset(_RAW["not_misspelt"])
NO_HEADS: Final = frozenset(_RAW["no_heads"])
AMBIGUOUS: Final = frozenset(_RAW["ambiguous"])
ONLY_ALONE: Final = frozenset(_RAW["only_alone"])

KNOWN_CIRCUITS: Final[dict[str, tuple[str, ...]]] = {
    name: tuple(types) for name, types in _RAW["known_circuits"].items()
}
"""Channels of well-known data sets that measure several appliances together."""

COUNTS_AS: Final[dict[str, str]] = {
    "heat pump dryer": "dryer",
    "heat pump water heater": "water heater",
    "LED lighting": "lighting",
}
"""Types that have been improved already, and what they are in everyday words."""
