"""What kind of time one cell is, by how it is written."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from energy_core.importers.cell_ranges import cut_range
from energy_core.importers.clock_texts import is_clock
from energy_core.importers.date_texts import Day, read_date
from energy_core.importers.hints import DateOrder
from energy_core.importers.month_names import any_language
from energy_core.importers.serials import is_serial
from energy_core.importers.stamp_parts import LONGEST, cut_one
from energy_core.importers.zone_words import read_zone

_FIGURES: Final = re.compile(r"\d{6}")
"""A month such as 202401 as well as any number: its column must be called a time."""

_DAY: Final = r"(?:0?[1-9]|[12]\d|3[01])"
_COMMON: Final = re.compile(
    rf"(?:(?:19|20)\d\d([-/.])(?:0?[1-9]|1[0-2])\1{_DAY}|{_DAY}([-/.]){_DAY}\2(?:19|20)\d\d)"
    r"(?P<clock>[T ](?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?"
)
"""The commonest ways, known without trying all others."""

_DIGIT: Final = re.compile(r"\d")
_NO_TIME: Final = re.compile(r"[;\t\"{}<>@=&*!?%€$£]")
"""Marks that are in no date: several cells, or something else."""

_PLAIN_NUMBER: Final = re.compile(r"[-+]?\d{0,6}(?:[.,]\d+)?|[-+]?\d{1,3}(?:[.,]\d{3})+(?:[.,]\d+)?")

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
    if not 2 <= len(text) <= 2 * LONGEST or not _DIGIT.search(text) or _NO_TIME.search(text):
        return None
    if (common := _COMMON.fullmatch(text)) is not None:
        return "datetime" if common["clock"] else "date"
    if is_serial(text):
        return "number"
    if _PLAIN_NUMBER.fullmatch(text):
        return None
    kind = _kind(text)
    if kind is None and (parts := cut_range(text)) is not None:
        return _kind(parts[0])
    return kind


def _kind(text: str) -> str | None:
    if is_clock(text):
        return "clock"
    parts = cut_one(text)
    if parts is not None and _is_day(_date(parts["date"])) and read_zone_or_none(parts["zone"]):
        return "datetime"
    day = _date(text)
    if day is None or day.span == "year" or _FIGURES.fullmatch(text):
        return None
    return "date" if day.span == "day" else "month"


def _is_day(found: Day | None) -> bool:
    return found is not None and found.span == "day"


def _date(text: str) -> Day | None:
    orders: tuple[DateOrder, ...] = ("dmy", "mdy", "ymd")
    return next((day for order in orders if (day := read_date(text, order, any_language()))), None)


def read_zone_or_none(text: str) -> bool:
    """Whether nothing, or something known, is said about the zone."""
    return not text.strip() or read_zone(text, None) is not None
