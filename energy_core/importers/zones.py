"""Which zone stamps are in, and in which zone a home's hours and days are counted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from zoneinfo import available_timezones

import numpy as np
import pandas as pd

from energy_core.importers.clock import explains_repeats, repeats
from energy_core.importers.hints import Hints
from energy_core.importers.ledger import Ledger
from energy_core.importers.receipt import TimezoneSource
from energy_core.importers.stamps import NAT
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

_NAMED: Final = re.compile(r"\b(?:UTC|GMT)\b|[A-Z][A-Za-z]+/[A-Za-z_]+(?:/[A-Za-z_]+)?")


@dataclass(frozen=True)
class Zone:
    """stamps : zone of stamps without an offset. counted : zone of the home's hours and days."""

    stamps: str
    counted: str
    source: TimezoneSource


def named_in(text: str) -> str | None:
    """The zone a header names, such as `Time Bucket (America/New_York)` or `Date/time UTC`."""
    for match in _NAMED.finditer(text):
        name = "UTC" if match.group() in ("UTC", "GMT") else match.group()
        if name == "UTC" or name in available_timezones():
            return name
    return None


def zone_for(*, header: str, us: Integers, offset_us: Integers, hints: Hints, ledger: Ledger) -> Zone:
    """The zone by the file's own word, else the option, the home's or the default; decided on the receipt."""
    named = named_in(header)
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
        ledger.decide("time zone", named, evidence=f"the header says {named}", option="--timezone")
        return Zone(named, named, "file")
    if has_offset.any():
        name, evidence, confidence = by_offsets(us[has_offset], offset_us[has_offset])
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


def by_repeats(zone: Zone, us: Integers, channel: Integers | None, *, ledger: Ledger) -> Zone:
    """A zone whose repeated hours are the ones that occur twice, where nobody has said a zone.

    us : wall-clock stamps [microseconds], NAT = none.
    """
    if zone.source != "default":
        return zone
    again = repeats(us, channel)
    if not len(again) or explains_repeats(again, zone.stamps):
        return zone
    fitting = [name for name in LIKELY if explains_repeats(again, name)]
    if not fitting:
        return zone
    others = f" or {', '.join(fitting[1:4])}" if len(fitting) > 1 else ""
    ledger.decisions[:] = [d for d in ledger.decisions if d.what != "time zone"]
    ledger.decide(
        "time zone",
        fitting[0],
        evidence=f"the hour that occurs twice is the one repeated there{others}",
        confidence=0.5,
        option="--timezone",
    )
    return Zone(fitting[0], fitting[0], "file")


def by_offsets(us: Integers, offset_us: Integers) -> tuple[str, str, float]:
    """A zone whose clocks show the offsets of the stamps; name, evidence, confidence."""
    offsets = np.unique(offset_us)
    if len(offsets) == 1:
        hours = offsets[0] / 3.6e9
        if hours == 0:
            return "UTC", "every stamp has the offset +00:00", 0.9
        if hours == int(hours) and abs(hours) <= 12:
            return f"Etc/GMT{-int(hours):+d}", f"every stamp has the offset {_text(int(offsets[0]))}", 0.7
    days = us // 3_600_000_000
    first = np.flatnonzero(np.concatenate([[True], (np.diff(days) != 0) | (np.diff(offset_us) != 0)]))
    instants = pd.DatetimeIndex(us[first].view("datetime64[us]")).tz_localize("UTC")
    for name in LIKELY:
        local = instants.tz_convert(name).tz_localize(None).as_unit("us").asi8
        if bool((local - us[first] == offset_us[first]).all()):
            shown = " and ".join(_text(int(o)) for o in offsets)
            return name, f"the stamps' offsets {shown} change as they do there", 0.7
    return "UTC", "the stamps' offsets fit no zone; hours are counted in UTC", 0.4


def _text(offset_us: int) -> str:
    minutes = offset_us // 60_000_000
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"
