"""Texts of a time of day -> microseconds after midnight: 24 or 12 hours, with colons, points or none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import numpy as np

from energy_core.importers.month_names import plain
from energy_core.spread import Integers

NAT: Final = np.iinfo(np.int64).min
"""Stands for `no time` among microseconds."""

DAY_US: Final = 86_400_000_000
HOUR_US: Final = 3_600_000_000

BEFORE_NOON: Final = r"a\.? ?m\.?|f\.? ?m\.?|πμ|π\.μ\.|上午|午前|오전"
AFTER_NOON: Final = r"p\.? ?m\.?|e\.? ?m\.?|μμ|μ\.μ\.|下午|午後|오후"
HALF: Final = f"{BEFORE_NOON}|{AFTER_NOON}"
"""Halves of the day, in plain letters."""

TIME_OF_DAY: Final = (
    r"\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,12})?)?|\d{1,2}\.\d{2}(?:\.\d{2}(?:[.,]\d{3,12})?)?|"
    r"\d{1,2} ?h ?\d{2}(?: ?m(?:in)? ?(?:\d{2} ?s?)?)?"
)
SECONDS: Final = r"^(?P<clock>\d{1,2}[:.]\d{2}[:.]\d{2}|\d{6})(?P<fraction>[.,]\d{1,12})$"
"""A time of day with a fraction of its second."""

_CLOCK: Final = re.compile(
    rf"(?P<early>{HALF})? ?(?P<clock>{TIME_OF_DAY}|\d{{1,2}}) ?(?P<late>{HALF})?"
    r"(?P<word> ?(?:uhr|h|hrs|hours?|uur|o'clock|kl))?"
)
_SECONDS: Final = re.compile(SECONDS)
_COMPACT: Final = re.compile(r"(\d{2})(\d{2})(\d{2})?")
_AFTER_NOON: Final = re.compile(AFTER_NOON)


def clock_us(texts: Sequence[str]) -> Integers:
    """Times of day [microseconds after midnight]; NAT = unreadable. `24:00` is the end of the day."""
    return np.array([read_clock(text) for text in texts], dtype=np.int64)


def is_clock(text: str) -> bool:
    """Whether a text is a time of day by how it is written."""
    match = _CLOCK.fullmatch(plain(text))
    return match is not None and _is_said(match) and read_clock(text) != NAT


def _is_said(match: re.Match[str]) -> bool:
    """Not just a number: with a colon, a half of the day or a word."""
    written = any(mark in match["clock"] for mark in (":", "h"))
    return written or any(match[part] for part in ("early", "late", "word"))


def read_clock(text: str) -> int:
    """One time of day; also `0030`, `003000` and a bare hour where a column of times is known to be one."""
    bare = plain(text)
    if match := _COMPACT.fullmatch(bare):
        return _us(int(match[1]), int(match[2]), int(match[3] or 0))
    match = _CLOCK.fullmatch(bare)
    if match is None:
        return int(NAT)
    exact = _SECONDS.match(match["clock"])
    whole, fraction = (exact["clock"], exact["fraction"]) if exact else (match["clock"], ".0")
    hour, minute, second = (*(int(part) for part in re.findall(r"\d+", whole)), 0, 0)[:3]
    us = _us(hour, minute, second)
    if us == NAT:
        return us
    return in_half(us, match["early"] or match["late"]) + fraction_us(fraction)


def fraction_us(text: str) -> int:
    """A fraction of a second such as `.5` or `,0000000`. [microseconds]"""
    return round(float("0." + text[1:]) * 1e6)


def in_half(us: int, half: str | None) -> int:
    """A time of a clock of 12 hours, in the half of the day it says. [microseconds]"""
    if not half:
        return us
    late = _AFTER_NOON.fullmatch(plain(half).strip()) is not None
    if us // HOUR_US == 12 and not late:
        return us - 12 * HOUR_US
    return us + (12 * HOUR_US if late and us < 12 * HOUR_US else 0)


def _us(hour: int, minute: int, second: int) -> int:
    us = ((hour * 60 + minute) * 60 + second) * 1_000_000
    return us if minute < 60 and second <= 60 and us <= DAY_US else int(NAT)
