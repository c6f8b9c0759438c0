"""Serial numbers that say whether a meter counts gas or electricity."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

_DUTCH: Final = re.compile(r"[EG]\d{12,}")
"""Of Dutch smart meters they begin with E for electricity, with G for gas."""


def is_gas_serial(name: str) -> bool:
    """Whether a name is the serial number of a gas meter."""
    return name.startswith("G") and _DUTCH.fullmatch(name) is not None


def gas_among(names: Sequence[str]) -> list[str]:
    """The meters of gas beside meters of electricity, if all are serial numbers."""
    if not all(_DUTCH.fullmatch(name) for name in names):
        return []
    gas = [name for name in names if is_gas_serial(name)]
    return gas if len(gas) < len(names) else []
