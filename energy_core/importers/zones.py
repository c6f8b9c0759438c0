"""Which zone stamps are in, and in which zone a home's hours and days are counted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import pandas as pd

from energy_core.importers.clock import explains_repeats, repeats, shows_changes
from energy_core.importers.hints import Hints
from energy_core.importers.ledger import Ledger
from energy_core.importers.receipt import TimezoneSource
from energy_core.importers.rounds import distinct, usual_step
from energy_core.importers.stamps import DAY_US, NAT, Stamps
from energy_core.importers.zone_words import fixed_zone, word_in
from energy_core.importers.zone_words import named_in as named_in
from energy_core.spread import Integers

LIKELY: Final = (
    "Europe/London", "Europe/Berlin", "Europe/Athens", "America/New_York", "America/Chicago",
    "America/Denver", "America/Phoenix", "America/Los_Angeles", "America/Anchorage", "Pacific/Honolulu",
    "America/Halifax", "America/St_Johns", "America/Sao_Paulo", "America/Santiago", "Europe/Istanbul",
    "Europe/Moscow", "Africa/Johannesburg", "Africa/Cairo", "Asia/Jerusalem", "Asia/Tehran",
    "Asia/Dubai", "Asia/Kolkata", "Asia/Kathmandu", "Asia/Shanghai", "Asia/Tokyo", "Australia/Perth",
    "Australia/Adelaide", "Australia/Brisbane", "Australia/Sydney", "Australia/Lord_Howe",
    "Pacific/Auckland",
)  # fmt: skip
"""Populous zones, one per rule of clock changes, asked in this order which fits (IANA time zone database)."""

NORTH_AMERICA: Final[dict[int, str]] = {
    -12600: "America/St_Johns",
    -14400: "America/Halifax",
    -18000: "America/New_York",
    -21600: "America/Chicago",
    -25200: "America/Denver",
    -28800: "America/Los_Angeles",
    -32400: "America/Anchorage",
    -36000: "Pacific/Honolulu",
}
"""Zones by standard offset from UTC [seconds]; all but Hawaii change clocks as Green Button's rules
B40E and 360E say (Energy Policy Act of 2005, USA, from 2007)."""

MOST_ROWS: Final = 300_000
"""Beyond so many rows a zone that was said is not held against the file's own clock changes."""


@dataclass(frozen=True)
class Zone:
    """stamps : zone of stamps without an offset. counted : zone of the home's hours and days."""

    stamps: str
    counted: str
    source: TimezoneSource


def zone_for(
    *,
    header: str,
    us: Integers,
    offset_us: Integers,
    hints: Hints,
    ledger: Ledger,
    stamped: str | None = None,
) -> Zone:
    """The zone by the file's own word, else the option, the home's or the default; decided on the receipt.

    header : names of the time columns, and what else the file says of its zone.
    stamped : the zone that the stamps themselves name.
    """
    named, shown = _named(header, us, offset_us, stamped, hints)
    has_offset = offset_us != NAT
    said = hints.timezone
    if said is not None:
        stamps = "UTC" if named == "UTC" else (named if named and hints.timezone_source == "home" else said)
        where = "said with --timezone" if hints.timezone_source == "option" else "the home's zone"
        if has_offset.all():
            where += "; the stamps themselves carry offsets from UTC"
        ledger.decide("time zone", said, evidence=where, option="--timezone")
        return Zone(stamps, said, hints.timezone_source)
    if named is not None:
        counted = shown or named
        ledger.decide("time zone", counted, evidence=_words(header, named, stamped), option="--timezone")
        return Zone(named, counted, "file")
    if has_offset.any():
        name, evidence, confidence = by_offsets(us[has_offset], offset_us[has_offset], first=stamped)
        ledger.decide("time zone", name, evidence=evidence, confidence=confidence, option="--timezone")
        return Zone(name, name, "file")
    default = hints.default_timezone
    ledger.decide(
        "time zone",
        default,
        evidence="assumed, since neither the file nor the home says one",
        confidence=0.3,
        option="--timezone",
    )
    return Zone(default, default, "default")


def _named(
    header: str, us: Integers, offset_us: Integers, stamped: str | None, hints: Hints
) -> tuple[str | None, str | None]:
    """The zone stamps are in by the file's word, and the one to count in where that is another.

    A word such as CET means its own offset all year, unless the stamps show the clock changes of its zone.
    """
    if stamped is not None and (offset_us == NAT).all():
        return stamped, None
    named = named_in(header)
    word = None if named is not None else word_in(header, hints.timezone)
    if word is None or word.offset_us is None or word.zone is None:
        return named, None
    fixed = fixed_zone(word.offset_us)
    if fixed is None or shows_changes(us, word.zone):
        return word.zone, None
    return fixed, word.zone


def _words(header: str, named: str, stamped: str | None) -> str:
    if stamped is not None and named == stamped:
        return f"the times themselves say {named}"
    return f"the header says {named}" if named in header else f"the header {header!r} says so"


def without_word(stamps: Stamps, *, ledger: Ledger) -> Stamps:
    """Stamps with the same abbreviation all year, though their clock changes: local time, not its offset."""
    if stamps.abbreviation is None or stamps.zone in (None, "UTC") or (stamps.offset_us == NAT).any():
        return stamps
    assert stamps.zone is not None
    wall = np.where(stamps.us == NAT, NAT, stamps.us + stamps.offset_us)
    if not shows_changes(wall, stamps.zone):
        return stamps
    evidence = f"every time says {stamps.abbreviation}, yet clocks change as they do in {stamps.zone}"
    choice = f"local time of {stamps.zone}"
    ledger.decide("time zone word", choice, evidence=evidence, confidence=0.85, option="--timezone")
    return replace(stamps, us=wall, offset_us=np.full(len(wall), NAT))


def by_repeats(
    zone: Zone, us: Integers, channel: Integers | None, *, are_ends: bool = False, ledger: Ledger
) -> Zone:
    """A zone whose clock changes are the ones that the stamps show, where nobody has said a zone.

    A zone that was said stays; that the stamps show the changes of another is an issue.

    us : wall-clock stamps [microseconds], NAT = none. are_ends : whether they mark ends of intervals.
    """
    if zone.source == "file" or not (us != NAT).any():
        return zone
    if zone.source != "default" and len(us) > MOST_ROWS:
        return zone
    again = repeats(us, channel)
    odd = _around_breaks(us, again)
    later = (0, usual_step(odd)) if are_ends else (0,)
    if not len(odd) or any(
        explains_repeats(again - by, zone.stamps) or shows_changes(odd, zone.stamps, by) for by in later
    ):
        return zone
    fitting = [name for name in LIKELY if any(_fits(odd, again, name, by) for by in later)]
    if not fitting:
        return zone
    if zone.source != "default":
        _note_other(zone, fitting[0], ledger=ledger)
        return zone
    others = f" or {', '.join(fitting[1:4])}" if len(fitting) > 1 else ""
    what = "occurs twice is the one repeated" if len(again) else "is missing is the one skipped"
    ledger.decisions[:] = [d for d in ledger.decisions if d.what != "time zone"]
    ledger.decide(
        "time zone",
        fitting[0],
        evidence=f"the hour that {what} there{others}",
        confidence=0.5,
        option="--timezone",
    )
    return Zone(fitting[0], fitting[0], "file")


def _around_breaks(us: Integers, again: Integers) -> Integers:
    """Stamps of the days around those where one is missing or comes twice. [microseconds]"""
    stamps = distinct(us[us != NAT])
    steps = np.diff(stamps)
    broken = steps != usual_step(stamps[:MOST_ROWS])
    days = np.unique(np.concatenate([stamps[:-1][broken], again]) // DAY_US)
    days = np.unique(np.concatenate([days - 1, days, days + 1]))
    return us[np.isin(us // DAY_US, days)]


def _fits(us: Integers, again: Integers, zone: str, later: int) -> bool:
    if len(again):
        return explains_repeats(again - later, zone)
    return shows_changes(us, zone, later)


def _note_other(zone: Zone, other: str, *, ledger: Ledger) -> None:
    ledger.issue(
        "time_zone",
        f"The times were read as {zone.stamps}, but the clock changes they show are not its own: they fit "
        f"{other}. If the meter is there, say --timezone {other}.",
    )


def by_offsets(us: Integers, offset_us: Integers, *, first: str | None = None) -> tuple[str, str, float]:
    """A zone whose clocks show the offsets of the stamps, `first` asked first; name, evidence, confidence."""
    offsets = np.unique(offset_us)
    if len(offsets) == 1 and first is None:
        hours = offsets[0] / 3.6e9
        if hours == 0:
            return "UTC", "every stamp has the offset +00:00", 0.9
        if hours == int(hours) and abs(hours) <= 12:
            return f"Etc/GMT{-int(hours):+d}", f"every stamp has the offset {_text(int(offsets[0]))}", 0.7
    days = us // 3_600_000_000
    rows = np.flatnonzero(np.concatenate([[True], (np.diff(days) != 0) | (np.diff(offset_us) != 0)]))
    instants = pd.DatetimeIndex(us[rows].view("datetime64[us]")).tz_localize("UTC")
    for name in (*([first] if first else []), *LIKELY):
        local = instants.tz_convert(name).tz_localize(None).as_unit("us").asi8
        if bool((local - us[rows] == offset_us[rows]).all()):
            shown = " and ".join(_text(int(o)) for o in offsets)
            return name, f"the stamps' offsets {shown} are those of its clocks", 0.7
    return "UTC", "the stamps' offsets fit no zone; hours are counted in UTC", 0.4


def _text(offset_us: int) -> str:
    minutes = offset_us // 60_000_000
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"
