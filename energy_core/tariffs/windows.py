"""Days, hours and months as a tariff writes them: `mon-fri`, `16:00-19:00`, `oct-mar`, `hol`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

Flags = npt.NDArray[np.bool_]

DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun", "hol")
MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS: Final = 7
QUARTERS: Final = 96
"""Quarter hours of a local day: prices change at whole quarters."""

_HOURS: Final = re.compile(r"\s*(\d{1,2}):(\d{2})\s*-\s*(\d{1,2}):(\d{2})\s*")


def days_of(texts: Sequence[str]) -> Flags:
    """Which of monday to sunday and `hol` are meant, shape (8,). Empty = every day, holidays too."""
    return _named(texts, DAYS, WEEKDAYS, what="days", example="mon-fri")


def months_of(texts: Sequence[str]) -> Flags:
    """Which months are meant, shape (12,). Empty = every month."""
    return _named(texts, MONTHS, len(MONTHS), what="months", example="oct-mar")


def hours_of(texts: Sequence[str]) -> Flags:
    """Which quarter hours of the day are meant, shape (96,). Empty = all. A window may wrap midnight."""
    if not texts:
        return np.ones(QUARTERS, dtype=bool)
    meant = np.zeros(QUARTERS, dtype=bool)
    for text in texts:
        start, end = _window(text)
        if start < end:
            meant[start:end] = True
        else:
            meant[start:] = True
            meant[:end] = True
    return meant


def _window(text: str) -> tuple[int, int]:
    """First quarter, and the one after the last. Raises ValueError."""
    found = _HOURS.fullmatch(text)
    if found is None:
        raise ValueError(f"hours are written as 16:00-19:00, not {text!r}")
    begin_hour, begin_minute, end_hour, end_minute = (int(part) for part in found.groups())
    start, end = begin_hour * 60 + begin_minute, end_hour * 60 + end_minute
    if start % 15 or end % 15 or begin_minute > 59 or end_minute > 59:
        raise ValueError(f"prices change at quarter hours; {text!r} has other minutes")
    if start >= 24 * 60 or end > 24 * 60:
        raise ValueError(f"a day ends at 24:00; {text!r} goes beyond")
    if start == end:
        raise ValueError(f"{text!r} is no time at all; a whole day is 00:00-24:00")
    return start // 15, end // 15


def _named(texts: Sequence[str], names: tuple[str, ...], cycle: int, *, what: str, example: str) -> Flags:
    if not texts:
        return np.ones(len(names), dtype=bool)
    meant = np.zeros(len(names), dtype=bool)
    for text in texts:
        ends = [part.strip().lower()[:3] for part in text.split("-")]
        if len(ends) > 2 or any(part not in names for part in ends):
            raise ValueError(f"{what} are written as {example}, not {text!r}")
        first, last = names.index(ends[0]), names.index(ends[-1])
        if len(ends) == 2 and max(first, last) >= cycle:
            raise ValueError(f"{text!r} is no range of {what}")
        steps = (last - first) % cycle if first < cycle else 0
        for step in range(steps + 1):
            meant[(first + step) % cycle if first < cycle else first] = True
    return meant


def hours_named(quarters: Flags) -> str:
    """Quarter hours in words: `16:00-19:00, 22:00-24:00`."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], quarters.astype(np.int8), [0]])))
    spans = zip(edges[::2], edges[1::2], strict=True)
    return ", ".join(f"{_clock(int(start))}-{_clock(int(end))}" for start, end in spans)


def _clock(quarter: int) -> str:
    return f"{quarter // 4:02d}:{quarter % 4 * 15:02d}"
