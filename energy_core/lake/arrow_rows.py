"""Rows of a query as a table, with the same column types wherever the query ran."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import pandas as pd
import pyarrow as pa

TYPES: Final[dict[str, Any]] = {
    "boolean": pa.bool_(),
    "tinyint": pa.int64(),
    "smallint": pa.int64(),
    "integer": pa.int64(),
    "bigint": pa.int64(),
    "float": pa.float64(),
    "real": pa.float64(),
    "double": pa.float64(),
    "date": pa.date32(),
    "timestamp": pa.timestamp("us"),
    "timestamp with time zone": pa.timestamp("us", tz="UTC"),
}
"""By Athena's name of a column's type; whatever else there is comes as text."""


def frame_of(columns: Sequence[tuple[str, str]], rows: Sequence[Sequence[Any]]) -> pd.DataFrame:
    """Rows from Athena: name and type of each column, values as Python knows them."""
    values = list(zip(*rows, strict=True)) or [()] * len(columns)
    arrays = [_array(kind, column) for (_, kind), column in zip(columns, values, strict=True)]
    frame: pd.DataFrame = whole_numbers(
        pa.Table.from_arrays(arrays, names=[name for name, _ in columns])
    ).to_pandas()
    return frame


def whole_numbers(rows: Any) -> Any:
    """A sum of integers comes as a decimal of 38 digits: integers where they fit, else floating point."""
    for place, field in enumerate(rows.schema):
        if pa.types.is_decimal(field.type):
            column = rows.column(place)
            try:
                numbers = column.cast(pa.float64() if field.type.scale else pa.int64())
            except pa.ArrowInvalid:
                numbers = column.cast(pa.float64())
            rows = rows.set_column(place, field.name, numbers)
    return rows


def _array(kind: str, values: Sequence[Any]) -> Any:
    if kind == "decimal":
        return (
            pa.array(values) if any(value is not None for value in values) else pa.array(values, pa.float64())
        )
    if kind in TYPES:
        return pa.array(values, TYPES[kind])
    return pa.array([None if value is None else str(value) for value in values], pa.string())
