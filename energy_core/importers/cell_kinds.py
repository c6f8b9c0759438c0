"""What a single cell may be: a time, a number, a name."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, Literal

from energy_core.importers.blanks import is_blank
from energy_core.importers.date_formats import kind_of

CellKind = Literal["time", "clock", "number", "blank", "text"]
"""time: a date, with or without a time of day, or a month. clock: a time of day alone."""

SPACES: Final = "\u00a0\u2007\u2009\u202f"
"""Spaces that part thousands: no-break, figure, thin, narrow no-break."""

_NUMBER: Final = re.compile(
    rf"[-+−–(]?[\d.,'’ {SPACES}]*\d[\d.,]*(?:e[-+−]?\d+)?[-−)]?|[-+]?inf(?:inity)?", re.IGNORECASE
)
_PLAIN: Final = re.compile(r"-?\d{1,4}(?:[.,]\d+)?|-?\d*\.\d+")
"""Most numbers, and nothing that could be a date."""

_RANGE: Final = re.compile(r"(?P<one>\S.*?\d.*?)\s*(?:\bto\b|\bbis\b|\btot\b|[-–—~/])\s*(?P<other>\d.*)")
_WITH_UNIT: Final = re.compile(
    rf"(?P<number>[-+−(]?\d[\d.,'’ {SPACES}]*(?:e[-+]?\d+)?\)?)\s*[kKMG]?[Ww][Hh]?"
)


def plain_cell(text: str) -> str:
    """A cell without white space, spreadsheet guards (="…", '…) and wrapping."""
    text = text.strip()
    if text.startswith('="') and text.endswith('"'):
        return text[2:-1].strip()
    return text[1:] if text.startswith("'") and len(text) > 1 else text


def is_value(cell: str) -> bool:
    """Whether a cell is a number or a date rather than a name."""
    return cell_kind(cell) in ("time", "clock", "number")


@lru_cache(maxsize=1 << 16)
def cell_kind(cell: str) -> CellKind:
    """The kind of a cell as it stands in the file."""
    if _PLAIN.fullmatch(cell):
        return "number"
    text = plain_cell(cell)
    if is_blank(text):
        return "blank"
    found = kind_of(text)
    if found in ("datetime", "date", "month"):
        return "time"
    if found == "clock":
        return "clock"
    if found == "number" or _NUMBER.fullmatch(text) or _WITH_UNIT.fullmatch(text):
        return "number"
    span = _RANGE.fullmatch(text)
    if span is not None and kind_of(span["one"]) in ("datetime", "date", "clock"):
        return "clock" if kind_of(span["one"]) == "clock" else "time"
    return "text"
