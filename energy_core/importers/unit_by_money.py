"""The unit of a usage, told by what it cost: a price per kWh beside it, or what electricity costs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import numpy as np

from energy_core.importers import words
from energy_core.importers.dialect import Dialect
from energy_core.importers.foreign_columns import money_cells
from energy_core.importers.role_names import meaning
from energy_core.importers.sampled import is_counter, sample_values
from energy_core.importers.units import unit_in
from energy_core.spread import Floats

USUAL_PRICE: Final = (0.05, 0.6)
"""What households pay for a kWh in pounds, euros, dollars or francs (Eurostat nrg_pc_204: 0.06 to 0.40 in
2024; EIA: 0.11 to 0.43). A cubic metre or a therm of gas costs more than this, a Wh far less."""

FEWEST: Final = 8
EQUAL: Final = 0.03
AGREEING: Final = 0.9
SPREAD: Final = 0.7

_CURRENCY: Final = re.compile(
    r"[€£$]|(?<![^\W\d_])(?:eur|euros?|gbp|usd|aud|nzd|cad|chf|pounds?|dollars?)(?![^\W\d_])", re.I
)


def cost_of(how: Dialect, columns: Sequence[int]) -> tuple[str, float] | None:
    """Why columns of usage are in kWh by what they cost, and how sure; None: money does not tell."""
    if len(columns) != 1 or meaning(how.names[columns[0]]) not in ("load", "import", "supply", "whole"):
        return None
    usage = sample_values(how, columns[0])
    if is_counter(usage):
        return None
    others = [i for i in range(len(how.names)) if i not in columns]
    prices = [i for i in others if unit_in(how.names[i]) == "per kWh"]
    costs = [i for i in others if i not in prices and _is_money(how, i)]
    for price in prices:
        for cost in costs:
            if _multiplies(usage, sample_values(how, price), sample_values(how, cost)):
                return f"{how.names[cost]!r} is it times {how.names[price]!r}", 0.95
    for cost in costs:
        each = _each(usage, sample_values(how, cost)) if _has_currency(how, cost) else None
        if each is not None and USUAL_PRICE[0] <= each <= USUAL_PRICE[1]:
            return f"by {how.names[cost]!r} a unit costs {each:.2f}, as a kWh of electricity does", 0.8
    return None


def _is_money(how: Dialect, column: int) -> bool:
    return money_cells(how, column) or words.says(words.MONEY, how.names[column])


def _has_currency(how: Dialect, column: int) -> bool:
    return money_cells(how, column) or _CURRENCY.search(how.names[column]) is not None


def _multiplies(usage: Floats, price: Floats, cost: Floats) -> bool:
    known = np.isfinite(usage) & np.isfinite(price) & np.isfinite(cost) & (cost > 0.1)
    if known.sum() < FEWEST:
        return False
    product = usage[known] * price[known]
    return any(
        bool((np.abs(product * scale - cost[known]) <= EQUAL * cost[known]).mean() >= AGREEING)
        for scale in (1.0, 0.01)
    )


def _each(usage: Floats, cost: Floats) -> float | None:
    """What one unit costs, where that is about the same in all rows."""
    known = np.isfinite(usage) & np.isfinite(cost) & (usage > 0) & (cost > 0)
    if known.sum() < FEWEST:
        return None
    low, each, high = np.quantile(cost[known] / usage[known], [0.25, 0.5, 0.75])
    return float(each) if high - low <= SPREAD * each else None
