"""Tables as CSV that a spreadsheet shows and never runs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any, Final

import pandas as pd

FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
"""A cell that begins so is a formula to spreadsheets (OWASP, CSV Injection, 2024)."""


def csv_text(frame: pd.DataFrame) -> str:
    """The columns in order under their names. Times are ISO 8601, with offset where the column has a zone.

    What is unknown is an empty cell. Text that a spreadsheet would run as a formula gets an apostrophe.
    """
    columns = [_cells(frame.iloc[:, place]) for place in range(frame.shape[1])]
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow([_safe(str(name)) for name in frame.columns])
    writer.writerows(zip(*columns, strict=True))
    return buffer.getvalue()


def _cells(column: pd.Series) -> Iterable[Any]:
    if pd.api.types.is_datetime64_any_dtype(column.dtype):
        return ["" if pd.isna(instant) else instant.isoformat() for instant in column]
    if pd.api.types.is_bool_dtype(column.dtype):
        return column.astype(object).map({True: "true", False: "false"}).fillna("").tolist()
    if pd.api.types.is_numeric_dtype(column.dtype):
        return ["" if pd.isna(value) else value for value in column.tolist()]
    return [_cell(value) for value in column.tolist()]


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        return _safe(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if pd.api.types.is_scalar(value) and pd.isna(value):
        return ""
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return value if isinstance(value, (int, float)) else _safe(str(value))


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
