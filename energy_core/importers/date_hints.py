"""What else says whether the day or the month comes first: headers, the file's name, the home's country."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from energy_core.importers.hints import DateOrder

_Decision = tuple[DateOrder | None, str, float]
_OPEN: Final[_Decision] = (None, "", 0.0)

_LETTERS: Final = (
    ("dmy", r"(?<![a-z])(?:dd?|tt?|jj?|gg?|pp?)[-/. ](?:mm?m?|kk)[-/. ](?:yy|jj|aa|rr|vv|åå)"),
    ("mdy", r"(?<![a-z])mm?m?[-/. ](?:dd?|tt?|jj?|gg?)[-/. ](?:yy|jj|aa|rr|vv)"),
)
"""Formats in a header: dd/mm/yyyy, TT.MM.JJJJ, jj/mm/aaaa, gg/mm/aaaa, pp.kk.vvvv, mm/dd/yyyy."""

_IN_NAME: Final = (
    re.compile(r"(?<!\d)(?P<y>(?:19|20)\d{2})[-_.]?(?P<m>\d{1,2})[-_.]?(?P<d>\d{1,2})(?!\d)"),
    re.compile(r"(?<!\d)(?P<d>\d{1,2})[-_.](?P<m>\d{1,2})[-_.](?P<y>(?:19|20)\d{2})(?!\d)"),
)

NEAR_DAYS: Final = 2
"""How far the first and last day of a file may be from those its name says."""

LATER_DAYS: Final = 1_462
"""Excel on old Macs counts days from 1904-01-01 instead of 1899-12-30 (ECMA-376, date1904)."""

UNITED_STATES: Final = (
    "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "America/Phoenix",
    "America/Anchorage", "America/Detroit", "America/Boise", "America/Indiana/", "America/Kentucky/",
    "America/North_Dakota/", "America/Juneau", "America/Nome", "Pacific/Honolulu", "US/",
)  # fmt: skip
"""Zones of the one country that writes the month first in figures (Unicode CLDR, en-US)."""


def by_header(headers: Sequence[str]) -> _Decision:
    """The order that a header's own format says."""
    for header in headers:
        for order, letters in _LETTERS:
            if match := re.search(letters, header, re.IGNORECASE):
                return ("dmy" if order == "dmy" else "mdy"), f"the header says {match[0]!r}", 0.95
    return _OPEN


def by_name(name: str, spans: Mapping[DateOrder, tuple[int, int]]) -> _Decision:
    """The order under which the first and the last day are those in the file's name.

    spans : first and last day under each order. [days since 1970]
    """
    days = sorted(_days_in(name))
    if not days:
        return _OPEN
    fits = [
        order
        for order, (first, last) in spans.items()
        if days[0] - NEAR_DAYS <= first and last <= days[-1] + NEAR_DAYS
    ]
    if len(fits) != 1 or len(spans) < 2:
        return _OPEN
    return fits[0], f"so read, the dates are those in the name {name!r}", 0.9


def days_from_1904(name: str, first: int, last: int) -> int:
    """What is to be added to days that a spreadsheet counts from 1904, if the file's name says so; else 0.

    first, last : the days as counted from 1900. [days since 1970]
    """
    named = sorted(_days_in(name))
    if not named:
        return 0

    def fits(more: int) -> bool:
        return named[0] - NEAR_DAYS <= first + more and last + more <= named[-1] + NEAR_DAYS

    return LATER_DAYS if fits(LATER_DAYS) and not fits(0) else 0


def _days_in(name: str) -> list[int]:
    found: list[int] = []
    for pattern in _IN_NAME:
        for match in pattern.finditer(name) if not found else ():
            try:
                day = date(int(match["y"]), int(match["m"]), int(match["d"]))
            except ValueError:
                continue
            found.append(day.toordinal() - date(1970, 1, 1).toordinal())
    return found


def by_zone(timezone: str | None) -> _Decision:
    """In the United States the month comes first; elsewhere programs from there may write it so too."""
    if timezone is not None and timezone.startswith(UNITED_STATES):
        return "mdy", f"in {timezone} the month is written first", 0.7
    return _OPEN
