"""A beginning and an end in one cell: `00:00-00:30`, `2024-01-01 to 2024-01-31`, `2024-01-01T00:00/PT15M`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from energy_core.importers.clock_texts import DAY_US, HALF, NAT, is_clock, read_clock
from energy_core.importers.stamp_parts import LONGEST
from energy_core.spread import Integers

MOSTLY: Final = 0.9
"""A column holds ranges when this share of its distinct cells does."""

SHIFTS_US: Final = (1_800_000_000, 3_600_000_000)
"""How far clocks go back: half an hour on Lord Howe, an hour elsewhere. [microseconds]"""

_WORDS: Final = "to|until|till?|bis|tot|au|al|à|do|until|thru|through|->|→|[-–—~]"
_CLOCK: Final = rf"\d{{1,2}}[:.]\d{{2}}(?:[:.]\d{{2}})?(?: ?(?:{HALF}))?"
_RANGES: Final = (
    rf"(?i)^(?P<start>.*\d.*?)\s+(?:{_WORDS})\s+(?P<end>.*\d.*)$",
    rf"(?i)^(?P<start>.*{_CLOCK})\s*[-–—~→]\s*(?P<end>.*{_CLOCK})$",
    r"^(?P<start>[^/]*\d[^/]*)/(?P<end>P[0-9A-Z.]+|\d{4}-[^/]+)$",
    r"^(?P<start>\d{8}|[\d.]{8,10}|[\d/]{8,10})[-–—](?P<end>\d{8}|[\d.]{8,10}|[\d/]{8,10})$",
)
_CUT: Final = tuple(re.compile(pattern) for pattern in _RANGES)
_OFFSET: Final = re.compile(r"(?:T\d{2}:\d{2}|\d{2}:\d{2}:\d{2})(?:[.,]\d+)?-\d{2}:?\d{2}\s*$")
"""A stamp with an offset west of Greenwich, `2024-05-15T00:00:00-04:00`, is one moment and no span."""

_WEST: Final = re.compile(r"(?:0?[1-9]|1[0-2]):[03]0")

FEW_ENDS: Final = 2
"""So few different ends behind many beginnings are offsets, of winter and of summer."""

_DURATION: Final = re.compile(r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.\d+)?S)?)?")


@dataclass(frozen=True)
class Ranges:
    """Beginnings and ends of cells, as texts."""

    start: pa.Array
    end: pa.Array


def cut_range(text: str) -> tuple[str, str] | None:
    """The beginning and the end in one cell, None if it is no range."""
    if len(text) > 2 * LONGEST or _OFFSET.search(text) is not None:
        return None
    for pattern in _CUT:
        match = pattern.match(text)
        if match is not None and _go_together(match["start"].strip(), match["end"].strip()):
            return match["start"].strip(), match["end"].strip()
    return None


def cut_ranges(texts: pa.Array) -> Ranges | None:
    """All cells of a column cut into beginning and end, where nearly all of them are ranges."""
    filled = texts.filter(pc.not_equal(texts, ""))
    if not len(filled) or cut_range(filled[0].as_py()) is None:
        return None
    for pattern in _RANGES:
        cut = pc.extract_regex(texts, pattern)
        some = [text for text in filled[:: max(1, len(filled) // 20)].to_pylist() if cut_range(text)]
        if len(filled) - (len(texts) - cut.null_count) < (1 - MOSTLY) * len(filled) and some:
            start, end = (pc.utf8_trim_whitespace(pc.fill_null(cut.field(i), "")) for i in range(2))
            if _go_together(start[0].as_py(), end[0].as_py()) and not _are_offsets(start, end):
                return Ranges(start, end)
    return None


def _are_offsets(start: pa.Array, end: pa.Array) -> bool:
    """Whether what looks like ends hardly changes from row to row: `2024-05-15 00:00-04:00`."""
    ends = [str(text) for text in end.unique().to_pylist() if text]
    few = len(ends) <= FEW_ENDS and len(start.unique()) > len(ends)
    return few and all(_WEST.fullmatch(text) for text in ends)


def _go_together(start: str, end: str) -> bool:
    """Whether two texts are the two ends of one span."""
    from energy_core.importers.date_formats import kind_of

    first, last = kind_of(start), kind_of(end)
    if _DURATION.fullmatch(end) and len(end) > 2:
        return first in ("date", "datetime")
    if first == "datetime":
        return last in ("datetime", "clock", "date")
    return first is not None and first == last and first != "number"


def ends_us(ends: list[str], start_us: Integers, read: Integers) -> Integers:
    """Ends that are only a time of day or a duration, given the wall clock of their beginnings.

    read : the ends as far as they are dates; NAT = they are not. [microseconds]
    """
    known = {text: (_duration_us(text), read_clock(text) if is_clock(text) else NAT) for text in set(ends)}
    lengths = np.array([known[text][0] for text in ends], dtype=np.int64)
    clocks = np.array([known[text][1] for text in ends], dtype=np.int64)
    good = start_us != NAT
    later = np.where(lengths == NAT, read, start_us + np.where(lengths == NAT, 0, lengths))
    return np.where(good, np.where(clocks == NAT, later, next_us(start_us, clocks)), NAT)


def next_us(start_us: Integers, clocks: Integers) -> Integers:
    """The wall clock at which these times of day come after their beginnings; NAT = either is none.

    In an hour that clocks repeat an end may be before its beginning; that stays so. [microseconds]
    """
    good = (start_us != NAT) & (clocks != NAT)
    start = np.where(good, start_us, 0)
    end = start - start % DAY_US + np.where(good, clocks, 0)
    length = end - start
    usual = int(np.median(length[good & (length > 0)])) if (good & (length > 0)).any() else 0
    turned = (usual > 0) & np.isin(usual - length, SHIFTS_US)
    return np.where(good, np.where((length <= 0) & ~turned, end + DAY_US, end), NAT)


def _duration_us(text: str) -> int:
    match = _DURATION.fullmatch(text)
    if match is None or len(text) < 3:
        return int(NAT)
    days, hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1_000_000
