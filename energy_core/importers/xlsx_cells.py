"""The cells of a workbook as text: dates as ISO 8601, numbers with a point, errors as blanks."""

from __future__ import annotations

import math
import re
from datetime import date, datetime, time, timedelta
from typing import Any, Final

_UNIT: Final = re.compile(r"(?<![A-Za-z])([kM]?Wh?)(?![A-Za-z])")
_LITERAL: Final = re.compile(r'"([^"]*)"|\\(.)')
_CLOCK: Final = re.compile(r"h|ss|\[m", re.I)
_ERROR: Final = re.compile(r"#(?:N/A|REF!|DIV/0!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA)")
DAY_ZERO: Final = datetime.fromisoformat("1899-12-31")
EXACT: Final = 2.0**53
NEAR_US: Final = 10_000
"""Excel stores days: a clock comes out some microseconds beside the second that was meant."""


def text_of(value: Any, number_format: str) -> str:
    """One cell. number_format : how the sheet shows it, which may say a unit or leave out the time of day."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return f"{_number(value)}{_unit_in(number_format)}"
    if isinstance(value, datetime):
        return _moment(value, number_format)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return _clock(timedelta(hours=value.hour, minutes=value.minute, seconds=value.second,
                                microseconds=value.microsecond))  # fmt: skip
    if isinstance(value, timedelta):
        return _clock(value)
    text = str(value)
    return "" if _ERROR.fullmatch(text.strip()) else text


def _number(value: float) -> str:
    whole = math.isfinite(value) and value == int(value) and abs(value) < EXACT
    return str(int(value)) if whole else repr(value)


def _unit_in(number_format: str) -> str:
    """` kWh` where the format writes the unit behind the number."""
    if number_format in ("General", ""):
        return ""
    literal = " ".join(quoted or escaped for quoted, escaped in _LITERAL.findall(number_format.split(";")[0]))
    match = _UNIT.search(literal)
    return f" {match[1]}" if match else ""


def _moment(value: datetime, number_format: str) -> str:
    """A date with or without time of day; a duration that was stored as a date in 1900."""
    value = _rounded(value)
    shows_clock = _CLOCK.search(_LITERAL.sub("", number_format)) is not None
    if shows_clock and value.year <= 1900 and value.timetuple().tm_yday <= 2:
        return _clock(value - DAY_ZERO)
    if not shows_clock and (value.hour, value.minute, value.second) == (0, 0, 0):
        return value.date().isoformat()
    return value.isoformat(sep=" ")


def _rounded(value: datetime) -> datetime:
    if value.microsecond >= 1_000_000 - NEAR_US:
        return value.replace(microsecond=0) + timedelta(seconds=1)
    return value.replace(microsecond=0) if value.microsecond <= NEAR_US else value


def _clock(value: timedelta) -> str:
    seconds = round(value.total_seconds())
    sign, seconds = ("-", -seconds) if seconds < 0 else ("", seconds)
    return f"{sign}{seconds // 3600:02d}:{seconds % 3600 // 60:02d}:{seconds % 60:02d}"
