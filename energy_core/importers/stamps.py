"""Texts that are dates and times -> microseconds, naive or UTC. Each distinct text is read once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from energy_core.importers.date_formats import CLOCK, NUMBER, OFFSET, YMD, format_of
from energy_core.importers.hints import DateOrder
from energy_core.spread import Integers

NAT: Final = np.iinfo(np.int64).min
"""Stands for `no time` among microseconds."""

MOST_FORMATS: Final = 8
"""A file mixes a few ways to write a date, not dozens; what is left after these is unreadable."""

DAY_US: Final = 86_400_000_000


@dataclass(frozen=True)
class Stamps:
    """Times of texts, in their order.

    us : microseconds since 1970; of UTC where `offset_us` is given, else of the wall clock; NAT = unreadable.
    offset_us : what the text said about UTC; NAT = nothing.
    has_clock : whether the texts say a time of day.
    """

    us: Integers
    offset_us: Integers
    has_clock: bool

    @property
    def readable(self) -> npt.NDArray[np.bool_]:
        readable: npt.NDArray[np.bool_] = self.us != NAT
        return readable


def read_stamps(texts: pa.Array | Sequence[str], *, order: DateOrder) -> Stamps:
    """Read dates and times, in any mixture of a few formats; impossible dates become NAT."""
    array = texts if isinstance(texts, pa.Array) else pa.array(list(texts), pa.string())
    array = pc.utf8_trim_whitespace(pc.fill_null(array, ""))
    fast = _iso(array)
    if fast is not None:
        return fast
    parts = _in_parts(array, order)
    if parts is not None:
        return parts
    strings = pd.Series(array.to_pandas(), dtype="object")
    filled = [text for text in strings.iloc[:200] if text]
    if sum(NUMBER.fullmatch(text) is not None for text in filled) > 0.5 * len(filled):
        return _numbers(strings)
    return _mixed(strings, order)


def _iso(array: pa.Array) -> Stamps | None:
    """The common case at full speed: everything ISO 8601, all with an offset or all without."""
    first = next((v.as_py() for v in array[:20] if v.as_py()), "")
    if not YMD.match(first) or first[4] != "-" or len(first) < 16:
        return None
    try:
        if OFFSET.search(first[10:]):
            instants = pc.cast(array, pa.timestamp("us", "UTC"))
            return Stamps(_as_us(instants), _offsets(array), True)
        naive = _as_us(pc.cast(array, pa.timestamp("us")))
        return Stamps(naive, np.full(len(naive), NAT), True)
    except pa.ArrowInvalid:
        return None


def _in_parts(array: pa.Array, order: DateOrder) -> Stamps | None:
    """Dates followed by a time of day: each distinct date and each distinct time is read once."""
    parts = pc.extract_regex(array, r"^(?P<date>[^ T]+)[ T](?P<clock>\d{1,2}:\d{2}(?::\d{2})?)$")
    if len(array) == 0 or parts.null_count:
        return None
    dates, clocks = (parts.field(i).dictionary_encode() for i in range(2))
    days = _mixed(pd.Series(dates.dictionary.to_pylist(), dtype="object"), order).us
    times = clock_us(clocks.dictionary.to_pylist())
    day, clock = days[dates.indices.to_numpy()], times[clocks.indices.to_numpy()]
    us = np.where((day == NAT) | (clock == NAT), NAT, day + np.where(clock == NAT, 0, clock))
    return Stamps(us, np.full(len(us), NAT), True)


def _as_us(array: pa.Array) -> Integers:
    return np.asarray(array.cast(pa.int64()).to_numpy(zero_copy_only=False), dtype=np.int64)


def _offsets(array: pa.Array) -> Integers:
    encoded = pc.utf8_slice_codeunits(array, start=-6, stop=2**31 - 1).dictionary_encode()
    known = np.array([_offset_us(text) for text in encoded.dictionary.to_pylist()], dtype=np.int64)
    found: Integers = known[encoded.indices.to_numpy()]
    return found


def _offset_us(text: str) -> int:
    match = re.search(r"([+-])(\d{2}):?(\d{2})?$", text)
    if match is None:
        return 0
    minutes = int(match[2]) * 60 + int(match[3] or 0)
    return (1 if match[1] == "+" else -1) * minutes * 60_000_000


def _numbers(strings: pd.Series) -> Stamps:
    """Seconds, milliseconds or microseconds since 1970 UTC; or days since 1899-12-30 (spreadsheets)."""
    values = pd.to_numeric(strings, errors="coerce").to_numpy(dtype=float)
    middle = float(np.nanmedian(values))
    if middle < 1e5:
        seconds = np.round((values - 25_569) * 86_400)
        us = np.where(np.isfinite(seconds), seconds, 0).astype(np.int64) * 1_000_000
        us[~np.isfinite(seconds)] = NAT
        return Stamps(us, np.full(len(us), NAT), bool(np.any(seconds[np.isfinite(seconds)] % 86_400)))
    factor = 1e6 if middle < 1e11 else 1e3 if middle < 1e14 else 1.0
    good = np.isfinite(values) & (values * factor < 4e15)
    us = np.where(good, np.round(np.where(good, values, 0) * factor), 0).astype(np.int64)
    us[~good] = NAT
    return Stamps(us, np.where(good, 0, NAT), True)


def _mixed(strings: pd.Series, order: DateOrder) -> Stamps:
    """Format after format, until all texts or ideas are used up."""
    us = np.full(len(strings), NAT)
    offset = np.full(len(strings), NAT)
    todo = np.flatnonzero((strings != "").to_numpy())
    late = strings.str.contains(r"[ T]24:00", regex=True).to_numpy(dtype=bool)
    if late.any():
        strings = strings.str.replace(r"([ T])24:00", r"\g<1>00:00", regex=True)
    has_clock, tried = False, set[str]()
    while len(todo) and len(tried) < MOST_FORMATS:
        form = next((f for f in _formats(strings.iloc[todo[:2000]], order) if f not in tried), None)
        if form is None:
            break
        tried.add(form)
        part = strings.iloc[todo]
        times = pd.to_datetime(part, format=form, errors="coerce", utc="%z" in form)
        good = times.notna().to_numpy()
        has_clock |= bool(good.any()) and ("%H" in form or "%I" in form)
        us[todo[good]] = pd.DatetimeIndex(times[good]).as_unit("us").asi8
        if "%z" in form:
            offset[todo[good]] = [_offset_us(text) for text in part[good]]
        todo = todo[~good]
    us[late & (us != NAT)] += DAY_US
    return Stamps(us, offset, has_clock)


def _formats(strings: pd.Series, order: DateOrder) -> list[str]:
    return [form for text in strings if (form := format_of(text, order)) is not None]


def clock_us(texts: Sequence[str]) -> Integers:
    """Times of day as microseconds after midnight; NAT = unreadable. `24:00` is the end of the day."""
    return np.array([_clock_us(text.strip()) for text in texts], dtype=np.int64)


def _clock_us(text: str) -> int:
    match = CLOCK.fullmatch(text)
    if match is None:
        return int(NAT)
    hour, minute, second = int(match[1]), int(match[2]), int((match[3] or ":0")[1:])
    if match[5]:
        hour = hour % 12 + (12 if match[5].strip()[0] in "pP" else 0)
    if hour > 24 or minute > 59 or second > 59 or (hour == 24 and minute + second):
        return int(NAT)
    fraction = round(float("0." + match[4][1:]) * 1e6) if match[4] else 0
    return ((hour * 60 + minute) * 60 + second) * 1_000_000 + fraction
