"""Values below zero: energy that left the home, a correction, or a fault."""

from __future__ import annotations

import numpy as np

from energy_core.spread import Floats


def export_name(name: str) -> str:
    """The channel that takes what left the home through a meter that runs backwards."""
    return f"{name} (negative values)"


def both_directions(kwh: Floats) -> tuple[Floats, Floats]:
    """What was used and what left, of values that are below zero where energy left. [kWh]"""
    negative = kwh < 0
    used = np.where(negative, 0.0, kwh)
    given = np.where(negative, -kwh, np.where(np.isnan(kwh), np.nan, 0.0))
    return used, given
