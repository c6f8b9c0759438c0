"""What commands print: JSON or text on standard output, progress and refusals on standard error."""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from energy_core.errors import EnergyError, UnreadableFileError
from energy_core.words import visible


def progress(message: str) -> None:
    """One line on standard error; names from files steer no terminal."""
    print(visible(message), file=sys.stderr)  # noqa: T201


def say(text: str) -> None:
    """Text for a person on standard output."""
    print(text)  # noqa: T201


def refuse(error: EnergyError, *, as_json: bool) -> None:
    """One clear sentence on standard error; with --json the error object there instead of nothing."""
    progress(error.message)
    if as_json:
        told: dict[str, Any] = {"kind": error.kind, "message": error.message, "where": error.where}
        if isinstance(error, UnreadableFileError) and error.option:
            told |= {"option": error.option, "choices": error.choices, "shape": error.shape}
        print_json({"error": told})


def print_json(value: Mapping[str, Any]) -> None:
    """One JSON object on standard output. Times are ISO 8601 with offset; NaN becomes null."""
    print(json.dumps(plain(value), ensure_ascii=False, indent=1, allow_nan=False))  # noqa: T201


def plain(value: Any) -> Any:
    """A value as JSON knows it: records for frames, lists for tuples, ISO text for times, None for NaN."""
    if is_dataclass(value) and not isinstance(value, type):
        return plain(asdict(value))
    if hasattr(value, "to_dict") and hasattr(value, "columns"):
        return [plain(row) for row in value.to_dict("records")]
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(item) for item in value]
    return _scalar(value)


def _scalar(value: Any) -> Any:
    if hasattr(value, "item") and not isinstance(value, (str, bytes)):
        value = value.item()
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, (datetime, date)):
        # pandas.NaT is an instance of datetime whose isoformat is "NaT"
        return None if value != value else value.isoformat()
    return value


def table(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Rows as aligned text: numbers to the right, text to the left."""
    cells = [[_cell(value) for value in row] for row in rows]
    numeric = [
        all(_is_number(row[i]) for row in cells if row[i]) and any(row[i] for row in cells)
        for i in range(len(columns))
    ]
    widths = [max([len(columns[i]), *(len(row[i]) for row in cells)]) for i in range(len(columns))]
    lines = [list(columns), *cells]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if right else cell.ljust(width)
            for cell, width, right in zip(line, widths, numeric, strict=True)
        ).rstrip()
        for line in lines
    )


def _cell(value: Any) -> str:
    value = plain(value)
    if value is None:
        return ""
    return f"{value:,.3f}" if isinstance(value, float) else visible(str(value))


def _is_number(text: str) -> bool:
    return text.replace(",", "").replace(".", "").lstrip("-").isdigit()
