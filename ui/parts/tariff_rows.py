"""The rates of a tariff as rows of a table, and back."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd

from energy_core.tariffs import Tariff

COLUMNS: Final = ("name", "per_kwh", "up_to_kwh_per_month", "above_per_kwh", "days", "hours", "months")
LISTS: Final = ("days", "hours", "months")
EXAMPLE: Final = (
    {"name": "peak", "per_kwh": 0.38, "days": "mon-fri", "hours": "16:00-19:00", "months": ""},
    {"name": "off-peak", "per_kwh": 0.22, "days": "", "hours": "", "months": ""},
)


def rows_of(tariff: Tariff | None) -> pd.DataFrame:
    """The rates of the newest version; an example where there is no tariff yet."""
    if tariff is None:
        return pd.DataFrame(EXAMPLE, columns=list(COLUMNS))
    rows = []
    for rate in tariff.versions[-1].rates:
        first, *more = rate.steps
        row: dict[str, Any] = {"name": rate.name, "per_kwh": float(first.per_kwh)}
        row["up_to_kwh_per_month"] = number(first.up_to_kwh_per_month)
        row["above_per_kwh"] = float(more[0].per_kwh) if more else None
        rows.append(row | {field: ", ".join(getattr(rate, field)) for field in LISTS})
    return pd.DataFrame(rows, columns=list(COLUMNS))


def rate_of(row: dict[Any, Any]) -> dict[str, Any]:
    """A row as the fields of a rate."""
    rate: dict[str, Any] = {"name": row["name"]}
    if number(row["up_to_kwh_per_month"]) and number(row["above_per_kwh"]) is not None:
        rate["tiers"] = [
            {"up_to_kwh_per_month": row["up_to_kwh_per_month"], "per_kwh": row["per_kwh"]},
            {"per_kwh": row["above_per_kwh"]},
        ]
    else:
        rate["per_kwh"] = row["per_kwh"]
    for field in LISTS:
        text = row[field] if isinstance(row[field], str) else ""
        rate[field] = [part.strip() for part in text.split(",") if part.strip()]
    return rate


def number(value: Any) -> float | None:
    """A number of a cell; None for an empty one."""
    return None if value is None or pd.isna(value) else float(value)
