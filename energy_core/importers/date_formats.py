"""What kind of time one cell is, by how it is written."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from energy_core.importers.cell_ranges import cut_range
from energy_core.importers.clock_texts import is_clock
from energy_core.importers.date_texts import Day, read_date
from energy_core.importers.month_names import any_language
from energy_core.importers.serials import is_serial
from energy_core.importers.stamp_parts import LONGEST, cut_one
from energy_core.importers.zone_words import read_zone

_FIGURES: Final = re.compile(r"\d{6}")
"""A month such as 202401 as well as any number: its column must be called a time."""

KNOWN: Final = 20_000
"""So many answers are kept: cells repeat."""


_SPACES: Final = str.maketrans(dict.fromkeys("\u00a0\u2007\u2009\u202f", " "))
"""Spaces that do not break, as programs put them between figures."""


@lru_cache(KNOWN)
def kind_of(text: str) -> str | None:
    """`datetime`, `date`, `month` (or week, or quarter), `clock`, `number` (may be a time), or None.

    A cell with a beginning and an end is what its beginning is.
    """
    text = text.translate(_SPACES).strip()
    if not 2 <= len(text) <= 2 * LONGEST or not any(letter.isdigit() for letter in text):
        return None
    if is_serial(text):
        return "number"
    kind = _kind(text)
    if kind is None and (parts := cut_range(text)) is not None:
        return _kind(parts[0])
    return kind


def _kind(text: str) -> str | None:
    if is_clock(text):
        return "clock"
    parts = cut_one(text)
    if parts is not None and _date(parts["date"]) is not None and read_zone_or_none(parts["zone"]):
        return "datetime"
    day = _date(text)
    if day is None or day.span == "year" or _FIGURES.fullmatch(text):
        return None
    return "date" if day.span == "day" else "month"


def _date(text: str) -> Day | None:
    return read_date(text, "dmy", any_language()) or read_date(text, "mdy", any_language())


def read_zone_or_none(text: str) -> bool:
    """Whether nothing, or something known, is said about the zone."""
    return not text.strip() or read_zone(text, None) is not None
