"""Numbers that are times: seconds since 1970 and their fractions, days of spreadsheets, julian days."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from energy_core.importers.clock_texts import DAY_US, NAT
from energy_core.spread import Floats, Integers

EXCEL_DAYS: Final = 25_569
"""1970-01-01 as Excel counts days, from 1899-12-30."""

JULIAN_DAYS: Final = 2_440_587.5
"""1970-01-01 as astronomers count days, from noon of 4713 BC."""

NUMBER: Final = re.compile(
    r"(?:19|20)\d{2}[0-3]\d{2}"  # year and day of the year
    r"|24[4-9]\d{4}(?:\.\d+)?"  # julian day
    r"|[2-7]\d{4}(?:[.,]\d+)?"  # day of a spreadsheet
    r"|(?!(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-4])(?:\d{2}|\d{4}|\d{7})?$)"
    r"\d{9,19}(?:[.,]\d{1,9})?"  # since 1970, but no date and time of day
)
_MICROSOFT: Final = re.compile(r"/?\\?/?Date\((-?\d+)([+-]\d{4})?\)\\?/?/?")


def is_serial(text: str) -> bool:
    """Whether a text is a number that may be a time; how it is called decides whether it is one."""
    return NUMBER.fullmatch(text) is not None or _MICROSOFT.fullmatch(text) is not None


def read_serials(texts: Sequence[str]) -> tuple[Integers, npt.NDArray[np.bool_], bool]:
    """Microseconds (NAT = unreadable), which of them are instants (UTC), and whether they say a time of day.

    What the numbers count is decided by the one in the middle: all of a column count the same.
    """
    plain = [match[1] if (match := _MICROSOFT.fullmatch(text)) else text.replace(",", ".") for text in texts]
    digits = [text for text in plain if re.fullmatch(r"(?:19|20)\d{2}[0-3]\d{2}", text)]
    if len(digits) > len(plain) / 2:
        return _days_of_years(plain), np.zeros(len(plain), dtype=bool), False
    whole, part = _split(plain)
    good = whole != NAT
    middle = float(np.median(np.abs(whole[good]))) if good.any() else 0.0
    if middle < 1e7:
        return _days(whole, part, JULIAN_DAYS if middle > 1e6 else EXCEL_DAYS)
    scale = _microseconds_per(middle)
    us = np.full(len(plain), NAT)
    fits = good & (np.abs(whole) < 8e9 * 1e6 / scale)
    us[fits] = np.round(whole[fits] * scale if scale < 1 else whole[fits] * int(scale)).astype(np.int64)
    us[fits] += np.round(part[fits] * scale).astype(np.int64)
    return us, us != NAT, True


def _split(texts: Sequence[str]) -> tuple[Integers, Floats]:
    """Whole part (NAT = no number) and fraction; as floats, nanoseconds would lose their last digits."""
    whole, part = np.full(len(texts), NAT), np.zeros(len(texts))
    for place, text in enumerate(texts):
        head, _, tail = text.partition(".")
        if (
            head.lstrip("-").isdecimal()
            and len(head) < 19 + head.startswith(("-", "1"))
            and (tail.isdecimal() or not tail)
        ):
            whole[place], part[place] = int(head), float("0." + tail) if tail else 0.0
    return whole, part


def _microseconds_per(middle: float) -> float:
    """By size: seconds of the years 1973 to 5138, then thousandths, millionths, billionths of one."""
    for limit, scale in ((1e11, 1e6), (1e14, 1e3), (1e17, 1.0)):
        if middle < limit:
            return scale
    return 1e-3


def _days(whole: Integers, part: Floats, since: float) -> tuple[Integers, npt.NDArray[np.bool_], bool]:
    """Days and fractions of one, to the second: a spreadsheet keeps no more."""
    good = whole != NAT
    us = np.full(len(whole), NAT)
    seconds = np.round((whole[good] - since) * 86_400 + part[good] * 86_400).astype(np.int64)
    us[good] = seconds * 1_000_000
    return us, np.zeros(len(whole), dtype=bool), bool((us[good] % DAY_US).any())


def _days_of_years(texts: Sequence[str]) -> Integers:
    """`2024032`: year and day of the year."""
    us = np.full(len(texts), NAT)
    for place, text in enumerate(texts):
        if re.fullmatch(r"\d{7}", text) and 1 <= int(text[4:]) <= 366:
            first = np.datetime64(f"{text[:4]}-01-01", "us").astype(np.int64)
            us[place] = int(first) + (int(text[4:]) - 1) * DAY_US
    return us
