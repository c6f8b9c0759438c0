"""Bills as `energy bill --json` and insights.json write them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from energy_core.bills.bill import Bill, Line
from energy_core.bills.compare import Compared

IN_HUNDREDTHS: Final[Mapping[str, Decimal]] = dict.fromkeys(
    ("AUD", "CAD", "CHF", "EUR", "GBP", "NZD", "USD"), Decimal(3)
)
"""Where a kWh costs tens of cents, from so much on somebody wrote cents. [currency/kWh]"""


def bill_json(made: Bill) -> dict[str, Any]:
    """One bill; amounts exclude VAT but for its own line, the total includes it."""
    return {
        "tariff": made.tariff,
        "currency": made.currency,
        "start": made.start.isoformat(),
        "end": made.end.isoformat(),
        "kwh": made.kwh,
        "hours_missing": made.hours_missing,
        "spread_kwh": made.spread_kwh,
        "total": float(made.total),
        "lines": [_line(line) for line in made.lines],
        "per_channel": [
            {"channel": part.channel, "amount": float(part.amount), "kwh": part.kwh}
            for part in made.per_channel
        ],
        "periods": [
            {
                "start": one.period.start.isoformat(),
                "end": one.period.end.isoformat(),
                "whole": one.period.whole,
                "hours_missing": one.hours_missing,
                "total": float(one.total),
                "lines": [_line(line) for line in one.lines],
            }
            for one in made.periods
        ],
        "notes": list(notes(made)),
    }


def bills_json(compared: Compared) -> dict[str, Any]:
    """Several bills of the same days, and the cheapest tariff."""
    return {"bills": [bill_json(made) for made in compared.bills], "cheapest": compared.cheapest.tariff}


def notes(made: Bill) -> list[str]:
    """What a reader of the bill has to know: hours without readings, readings longer than an hour."""
    from energy_core import words

    found = []
    dear = [line.price for line in made.lines if line.unit == "kWh" and line.price is not None]
    if made.currency in IN_HUNDREDTHS and max(dear, default=Decimal(0)) >= IN_HUNDREDTHS[made.currency]:
        found.append(
            f"A kWh costs {words.amount(float(max(dear)), made.currency)} here. Prices are in "
            f"{made.currency}, not in hundredths of it: is that meant?"
        )
    if made.hours_missing:
        hours = words.number(made.hours_missing, 6)
        found.append(f"{hours} hours have no readings; what was used in them is not on this bill.")
    if made.spread_kwh:
        found.append(
            f"{words.kwh(made.spread_kwh)} came in readings longer than an hour and is spread evenly over "
            "them; under prices that change by the hour the amount is an estimate."
        )
    partial = [one.period for one in made.periods if not one.period.whole]
    if partial:
        shown = " and ".join(words.period(p.start, p.end) for p in partial[:2])
        found.append(f"Only part of a billing period is here: {shown}.")
    return found


def _line(line: Line) -> dict[str, Any]:
    return {
        "name": line.name,
        "quantity": float(line.quantity),
        "unit": line.unit,
        "price": None if line.price is None else float(line.price),
        "amount": float(line.amount),
    }
