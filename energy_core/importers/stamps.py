"""Texts that are dates and times -> microseconds, naive or UTC. Each distinct text is read once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from energy_core.importers.cell_ranges import Ranges, cut_ranges, ends_us
from energy_core.importers.clock_texts import DAY_US as DAY_US
from energy_core.importers.clock_texts import NAT as NAT
from energy_core.importers.clock_texts import clock_us as clock_us
from energy_core.importers.clock_texts import fraction_us, in_half
from energy_core.importers.date_texts import BUDDHIST, FIRST_YEAR, LAST_YEAR, Span, read_date
from energy_core.importers.hints import DateOrder
from energy_core.importers.month_names import month_names, plain
from energy_core.importers.serials import is_serial, read_serials
from energy_core.importers.stamp_parts import parts_of
from energy_core.importers.zone_words import ZoneWord, read_zone
from energy_core.spread import Integers

_OFFSET: Final = r"(?:Z|[+-]\d{2}:?\d{2}|[+-]\d{2})$"
_SPACES: Final = r"[\x{00A0}\x{2007}\x{2009}\x{202F}]"
"""Spaces that do not break, as programs put them between figures."""

FIRST_US: Final = int(np.datetime64(f"{FIRST_YEAR}-01-01", "us").astype(np.int64))
LAST_US: Final = int(np.datetime64(f"{LAST_YEAR + 1}-01-01", "us").astype(np.int64))

MANY: Final = 10_000
"""So many texts without one that comes twice, and hardly any of them will."""

NO_WORD: Final = ZoneWord(None)


@dataclass(frozen=True)
class Stamps:
    """Times of texts, in their order.

    us : microseconds since 1970; of UTC where `offset_us` is given, else of the wall clock; NAT = unreadable.
    offset_us : what the text said about UTC; NAT = nothing.
    has_clock : whether the texts say a time of day. span : what a text without one says: a day, a month …
    zone : the zone that the texts name, if they do. abbreviation : the one word they all have for it (CET).
    ends_us : where each text says a beginning and an end, the end, as `us`; else None.
    late : whether a time of day is 24:00, which only ends are. are_counts : whether they are days counted.
    """

    us: Integers
    offset_us: Integers
    has_clock: bool
    span: Span = "day"
    zone: str | None = None
    abbreviation: str | None = None
    ends_us: Integers | None = None
    late: bool = False
    are_counts: bool = False

    @property
    def readable(self) -> npt.NDArray[np.bool_]:
        readable: npt.NDArray[np.bool_] = self.us != NAT
        return readable

    def take(self, codes: Integers) -> Stamps:
        """The stamps of rows that refer to these by number."""
        ends = None if self.ends_us is None else self.ends_us[codes]
        return replace(self, us=self.us[codes], offset_us=self.offset_us[codes], ends_us=ends)


def read_stamps(texts: pa.Array | Sequence[str], *, order: DateOrder, timezone: str | None = None) -> Stamps:
    """Read dates and times, in any mixture of ways; impossible dates become NAT.

    timezone : the home's zone, to which abbreviations such as CST belong where several zones have them.
    """
    array = texts if isinstance(texts, pa.Array) else pa.array(list(texts), pa.string())
    array = pc.utf8_trim_whitespace(pc.fill_null(array, ""))
    fast = _iso(array)
    if fast is not None:
        return _within(fast)
    if len(array) > MANY and pc.count_distinct(array[:MANY]).as_py() == MANY:
        return _read(array, order, timezone)
    distinct = array.dictionary_encode()
    return _read(distinct.dictionary, order, timezone).take(distinct.indices.to_numpy())


def _read(texts: pa.Array, order: DateOrder, timezone: str | None) -> Stamps:
    known = pc.replace_substring_regex(texts, _SPACES, " ")
    filled = [text for text in known[:200].to_pylist() if text]
    if filled and sum(map(is_serial, filled)) > len(filled) / 2:
        us, absolute, has_clock = read_serials(known.to_pylist())
        offset = np.where(absolute, 0, NAT)
        return _within(Stamps(us, offset, has_clock, are_counts=not absolute.any()))
    ranges = cut_ranges(known)
    return _by_parts(known, order, timezone) if ranges is None else _by_ranges(ranges, order, timezone)


def _by_ranges(ranges: Ranges, order: DateOrder, timezone: str | None) -> Stamps:
    """Beginnings and ends; an end that is only a time of day is of the day of its beginning, or the next."""
    start = read_stamps(ranges.start, order=order, timezone=timezone)
    end = read_stamps(ranges.end, order=order, timezone=timezone)
    offset = np.where(start.offset_us == NAT, 0, start.offset_us)
    wall = np.where(start.us == NAT, NAT, start.us + offset)
    own = np.where((end.us != NAT) & (end.offset_us != NAT), end.us + offset, end.us)
    ends = ends_us(ranges.end.to_pylist(), wall, own)
    return replace(start, ends_us=np.where(ends == NAT, NAT, ends - offset))


def _within(stamps: Stamps) -> Stamps:
    """Stamps without those that a program writes for none (year 1 or 9999)."""
    beyond = (stamps.us != NAT) & ((stamps.us < FIRST_US) | (stamps.us >= LAST_US))
    return replace(stamps, us=np.where(beyond, NAT, stamps.us)) if beyond.any() else stamps


def _iso(array: pa.Array) -> Stamps | None:
    """The common case at full speed: everything ISO 8601, all with an offset or all without."""
    first = next((v.as_py() for v in array[:20] if v.as_py()), "")
    if len(first) < 16 or first[4] != "-" or not first[:4].isdecimal() or int(first[:4]) in BUDDHIST:
        return None
    try:
        if pc.match_substring_regex(pa.array([first[10:]]), _OFFSET)[0].as_py():
            instants = pc.cast(array, pa.timestamp("us", "UTC"))
            return Stamps(_as_us(instants), _iso_offsets(array), True)
        naive = _as_us(pc.cast(array, pa.timestamp("us")))
        return Stamps(naive, np.full(len(naive), NAT), True)
    except pa.ArrowInvalid:
        return None


def _as_us(array: pa.Array) -> Integers:
    return np.asarray(array.cast(pa.int64()).to_numpy(zero_copy_only=False), dtype=np.int64)


def _iso_offsets(array: pa.Array) -> Integers:
    ends = pc.extract_regex(array, f"(?P<offset>{_OFFSET})").field("offset").dictionary_encode()
    words = [read_zone(text, None) for text in ends.dictionary.to_pylist()]
    known = np.array([(word or NO_WORD).offset_us or 0 for word in words], dtype=np.int64)
    found: Integers = known[ends.indices.to_numpy()]
    return found


def _by_parts(texts: pa.Array, order: DateOrder, timezone: str | None) -> Stamps:
    """Each distinct date, time of day and zone is read once."""
    parts = parts_of(texts)
    dates, date_of = _distinct(parts.date)
    months = month_names(map(plain, dates))
    days = [read_date(text, order, months) for text in dates]
    day_us = np.array([NAT if day is None else day.number * DAY_US for day in days], dtype=np.int64)[date_of]
    clocks, clock_of = _distinct(parts.clock)
    times = np.where(np.array([text == "" for text in clocks], dtype=bool), 0, clock_us(clocks))[clock_of]
    times = _in_halves(times, parts.half) + _fractions(parts.fraction)
    words, offset, unknown = _zones(parts.zone, timezone)
    longer = np.array([day is not None and day.span != "day" for day in days], dtype=bool)[date_of]
    timed = np.array([text != "" for text in clocks], dtype=bool)[clock_of]
    bad = (day_us == NAT) | (times < 0) | unknown | (timed & longer)
    us = np.where(bad, NAT, np.where(bad, 0, day_us) + times)
    us = np.where(bad | (offset == NAT), us, us - np.where(offset == NAT, 0, offset))
    spans = [day.span for day in days if day is not None]
    zone, abbreviation = _said(words)
    return Stamps(
        us, np.where(bad, NAT, offset), any(clocks), max(spans, key=spans.count, default="day"), zone,
        abbreviation, late=bool((times[~bad] == DAY_US).any()),
    )  # fmt: skip


def _distinct(array: pa.Array) -> tuple[list[str], Integers]:
    encoded = array.dictionary_encode()
    return encoded.dictionary.to_pylist(), encoded.indices.to_numpy()


def _in_halves(times: Integers, halves: pa.Array) -> Integers:
    """Times of a clock of 12 hours, by the half of the day they say."""
    texts, which = _distinct(halves)
    if texts == [""]:
        return times
    result = times.copy()
    for number, text in enumerate(texts):
        if text:
            rows = (which == number) & (times != NAT)
            known, place = np.unique(times[rows], return_inverse=True)
            result[rows] = np.array([in_half(int(us), text) for us in known], dtype=np.int64)[place]
    return result


def _fractions(fractions: pa.Array) -> Integers:
    """Microseconds of fractions such as `.0000000`."""
    texts, which = _distinct(pc.replace_substring_regex(fractions, r"^[.,]0*$", ""))
    known = np.array([fraction_us(text) if text else 0 for text in texts], dtype=np.int64)
    found: Integers = known[which]
    return found


def _zones(zones: pa.Array, timezone: str | None) -> tuple[list[ZoneWord], Integers, npt.NDArray[np.bool_]]:
    """What the zones of the texts are, their offsets (NAT = none), and which cannot be understood."""
    texts, which = _distinct(zones)
    read = [read_zone(text, timezone) if text.strip() else NO_WORD for text in texts]
    offsets = [NAT if word is None or word.offset_us is None else word.offset_us for word in read]
    unknown = np.array([word is None for word in read], dtype=bool)[which]
    return [word for word in read if word is not None], np.array(offsets, dtype=np.int64)[which], unknown


def _said(words: list[ZoneWord]) -> tuple[str | None, str | None]:
    """The zone that all of the words are of, and the abbreviation if it is one and the same."""
    zones = {word.zone for word in words}
    abbreviations = {word.abbreviation for word in words}
    zone = zones.pop() if len(zones) == 1 else None
    return zone, abbreviations.pop() if len(abbreviations) == 1 else None
