"""What stands behind a time of day about its zone: `Z`, `+01:00`, `GMT+1`, `CEST`, `Europe/Berlin`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo

from energy_core.local_time import zone_names

MINUTE_US: Final = 60_000_000

ABBREVIATIONS: Final[dict[str, tuple[float, str]]] = {
    "UTC": (0, "UTC"), "GMT": (0, "UTC"), "Z": (0, "UTC"), "UT": (0, "UTC"),
    "W": (1, "Europe/Amsterdam"), "S": (2, "Europe/Amsterdam"),  # winter and summer, of P1 ports
    "WET": (0, "Europe/Lisbon"), "WEST": (1, "Europe/Lisbon"), "BST": (1, "Europe/London"),
    "CET": (1, "Europe/Berlin"), "CEST": (2, "Europe/Berlin"), "MEZ": (1, "Europe/Berlin"),
    "MESZ": (2, "Europe/Berlin"), "HNEC": (1, "Europe/Paris"), "HAEC": (2, "Europe/Paris"),
    "EET": (2, "Europe/Athens"), "EEST": (3, "Europe/Athens"), "OEZ": (2, "Europe/Athens"),
    "OESZ": (3, "Europe/Athens"), "MSK": (3, "Europe/Moscow"), "TRT": (3, "Europe/Istanbul"),
    "NST": (-3.5, "America/St_Johns"), "NDT": (-2.5, "America/St_Johns"),
    "AST": (-4, "America/Halifax"), "ADT": (-3, "America/Halifax"),
    "EST": (-5, "America/New_York"), "EDT": (-4, "America/New_York"),
    "CST": (-6, "America/Chicago"), "CDT": (-5, "America/Chicago"),
    "MST": (-7, "America/Denver"), "MDT": (-6, "America/Denver"),
    "PST": (-8, "America/Los_Angeles"), "PDT": (-7, "America/Los_Angeles"),
    "AKST": (-9, "America/Anchorage"), "AKDT": (-8, "America/Anchorage"), "HST": (-10, "Pacific/Honolulu"),
    "BRT": (-3, "America/Sao_Paulo"), "BRST": (-2, "America/Sao_Paulo"), "ART": (-3, "America/Buenos_Aires"),
    "CLT": (-4, "America/Santiago"), "CLST": (-3, "America/Santiago"), "COT": (-5, "America/Bogota"),
    "SAST": (2, "Africa/Johannesburg"), "CAT": (2, "Africa/Maputo"), "EAT": (3, "Africa/Nairobi"),
    "WAT": (1, "Africa/Lagos"), "GST": (4, "Asia/Dubai"), "PKT": (5, "Asia/Karachi"),
    "IST": (5.5, "Asia/Kolkata"), "NPT": (5.75, "Asia/Kathmandu"), "ICT": (7, "Asia/Bangkok"),
    "WIB": (7, "Asia/Jakarta"), "SGT": (8, "Asia/Singapore"), "HKT": (8, "Asia/Hong_Kong"),
    "PHT": (8, "Asia/Manila"), "JST": (9, "Asia/Tokyo"), "KST": (9, "Asia/Seoul"),
    "AWST": (8, "Australia/Perth"), "ACST": (9.5, "Australia/Adelaide"), "ACDT": (10.5, "Australia/Adelaide"),
    "AEST": (10, "Australia/Sydney"), "AEDT": (11, "Australia/Sydney"),
    "NZST": (12, "Pacific/Auckland"), "NZDT": (13, "Pacific/Auckland"),
    "CHAST": (12.75, "Pacific/Chatham"), "CHADT": (13.75, "Pacific/Chatham"),
}  # fmt: skip
"""Hours from UTC and a populous zone. Of abbreviations that several zones use, the home's zone goes first
(IANA time zone database, file `theory.html`)."""

_OFFSET: Final = re.compile(r"(?:UTC|GMT)? ?([+\-−]) ?(\d{1,2})(?::?(\d{2}))?(?::00)?")
_ZONE: Final = re.compile(r"[A-Z][A-Za-z]+(?:/[A-Za-z_+\-0-9]+){1,2}")
_NAMED: Final = re.compile(
    r"(?<![A-Za-z])(?:UTC|GMT|utc|gmt)(?![A-Za-z])(?P<offset> ?[+\-−] ?\d{1,2}(?::?\d{2})?(?!\d))?"
    r"|(?P<zone>[A-Z][A-Za-z]+/[A-Za-z_]+(?:/[A-Za-z_]+)?)"
)
_CAPITALS: Final = re.compile(r"(?<![A-Za-z])[A-Z]{3,5}(?![A-Za-z])")
_HALVES: Final = {
    210: "Asia/Tehran", 270: "Asia/Kabul", 330: "Asia/Kolkata", 345: "Asia/Kathmandu", 390: "Asia/Yangon",
    525: "Australia/Eucla", 570: "Australia/Darwin",
}  # fmt: skip
"""Zones that are always so many minutes from UTC and no whole hours."""

_WORDS: Final = re.compile(
    r"\(?(?:(?P<of>[A-Za-z ]+?) )?(?P<kind>Standard|Summer|Daylight|Daylight Savings?) Time\)?", re.IGNORECASE
)
_BEGIN: Final = {"central european": "CE", "eastern european": "EE", "western european": "WE", "british": "B",
                 "eastern": "E", "central": "C", "mountain": "M", "pacific": "P", "atlantic": "A",
                 "w. europe": "CE", "gmt": "G", "greenwich mean": "G"}  # fmt: skip


@dataclass(frozen=True)
class ZoneWord:
    """offset_us : from UTC [microseconds], None if the word leaves it open. zone : the zone it names.
    abbreviation : whether it is a word such as CET, which some programs write all year round."""

    offset_us: int | None
    zone: str | None = None
    abbreviation: str | None = None


def read_zone(text: str, timezone: str | None) -> ZoneWord | None:
    """What a text says about the zone; None if it says nothing that is known.

    timezone : the home's zone, whose own abbreviations go first.
    """
    word = text.strip(" []()")
    if match := _OFFSET.match(word):
        offset = _signed(match[1], int(match[2]), int(match[3] or 0))
        rest = word[match.end() :].strip(" []()")
        named = read_zone(rest, timezone) if rest else ZoneWord(None)
        return None if offset is None or named is None else ZoneWord(offset, named.zone)
    if _ZONE.fullmatch(word):
        return ZoneWord(None, word) if word in zone_names() else None
    return _abbreviation(_initials(word) or word.upper(), timezone)


def named_in(text: str) -> str | None:
    """The zone a header names: `Time Bucket (America/New_York)`, `Date/time UTC`, `Time [UTC+1]`."""
    for match in _NAMED.finditer(text):
        if match["zone"]:
            if match["zone"] in zone_names():
                return match["zone"]
            continue
        offset = read_zone(match["offset"] or "", None) if match["offset"] else ZoneWord(0)
        name = fixed_zone(offset.offset_us) if offset and offset.offset_us is not None else None
        if name is not None:
            return name
    return None


def word_in(text: str, timezone: str | None) -> ZoneWord | None:
    """An abbreviation such as CET or AEST in a header."""
    for word in _CAPITALS.findall(text):
        found = _abbreviation(word, timezone) if len(word) > 2 else None
        if found is not None:
            return found
    return None


def fixed_zone(offset_us: int) -> str | None:
    """The name of a zone that is always so far from UTC; None where there is none. [microseconds]"""
    minutes = offset_us // MINUTE_US
    if minutes == 0:
        return "UTC"
    if minutes % 60 == 0 and -12 <= minutes // 60 <= 14:
        return f"Etc/GMT{-minutes // 60:+d}"
    return _HALVES.get(minutes)


def _signed(sign: str, hours: int, minutes: int) -> int | None:
    if hours > 14 or minutes > 59:
        return None
    return (1 if sign == "+" else -1) * (hours * 60 + minutes) * MINUTE_US


def _initials(word: str) -> str | None:
    """`Central European Summer Time` -> CEST."""
    match = _WORDS.fullmatch(word)
    if match is None or not match["of"] or match["of"].lower() not in _BEGIN:
        return None
    begin = _BEGIN[match["of"].lower()]
    if begin in ("CE", "EE", "WE"):
        return begin + ("T" if match["kind"].lower() == "standard" else "ST")
    return begin + {"s": "ST", "d": "DT"}[match["kind"][0].lower()]


def _abbreviation(word: str, timezone: str | None) -> ZoneWord | None:
    own = _own(timezone).get(word) if timezone else None
    if own is not None:
        return ZoneWord(own, timezone, word)
    if word not in ABBREVIATIONS:
        return None
    hours, zone = ABBREVIATIONS[word]
    return ZoneWord(round(hours * 60) * MINUTE_US, zone, word)


@cache
def _own(timezone: str) -> dict[str, int]:
    """The abbreviations a zone itself uses. [microseconds]"""
    found: dict[str, int] = {}
    for month in range(1, 13):
        local = datetime(2020, month, 1, tzinfo=UTC).astimezone(ZoneInfo(timezone))
        name, offset = local.tzname(), local.utcoffset()
        if name and name.isalpha() and offset is not None:
            found[name] = int(offset.total_seconds()) * 1_000_000
    return found
