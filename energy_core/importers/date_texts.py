"""One text -> one date, in any order, language and calendar; also weeks, months, quarters and years."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

import numpy as np
import pandas as pd

from energy_core.importers.clock_texts import NAT
from energy_core.importers.hints import DateOrder
from energy_core.importers.month_names import is_weekday, plain
from energy_core.spread import Integers

Span = Literal["day", "week", "month", "quarter", "year"]

MONTHS: Final[dict[str, int]] = {"month": 1, "quarter": 3, "year": 12}

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2199
"""Dates outside these years are what a program writes for none (0001-01-01, 9999-12-31)."""

BUDDHIST: Final = range(2543, 2643)
"""Years of the Buddhist era, 543 ahead, which Thailand counts in: 2000 to 2099."""
BUDDHIST_YEARS: Final = 543

LONGEST: Final = 40
"""No date is longer, with the longest weekday and month in front."""

PIVOT: Final = 70
"""Years of two digits from here on are of the 20th century, as Excel, Python and POSIX have it."""

NUMERIC: Final = re.compile(r"(\d{1,2})([-/.]) ?(\d{1,2})[-/.] ?(\d{4}|\d{2})(?!\d)")
_YMD: Final = re.compile(r"(\d{4})([-/. ]) ?(\d{1,2})\2 ?(\d{1,2})")
_COMPACT: Final = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_ORDINAL: Final = re.compile(r"(\d{4})-(\d{3})")
_ISO_WEEK: Final = re.compile(r"(\d{4})-?w(\d{1,2})(?:-?([1-7]))?")
_WEEK: Final = "week|wk|w|kw|woche|semaine|semana|uge|vecka|uke|viikko|tydzien|settimana"
_WEEK_YEAR: Final = re.compile(rf"(?:{_WEEK})\.?[ -]?(\d{{1,2}})[ ,/-]+(\d{{4}})")
_YEAR_WEEK: Final = re.compile(rf"(\d{{4}})[ ,/-]+(?:{_WEEK})\.?[ -]?(\d{{1,2}})")
_YEAR_MONTH: Final = re.compile(r"(\d{4})(?:[-/]|m)(\d{1,2})")
_COMPACT_MONTH: Final = re.compile(r"((?:19|20)\d{2})(0[1-9]|1[0-2])")
_MONTH_YEAR: Final = re.compile(r"(\d{1,2})[-/](\d{4})")
_QUARTER_WORD: Final = "quarter|quartal|trimestre|trimester|trimestr|kvartal|kwartaal|kwartal"
_QUARTER: Final = re.compile(
    rf"(?:(?:{_QUARTER_WORD}|q) ?([1-4])|([1-4])(?:q|\.?(?:er|e|st|nd|rd|th)? ?(?:{_QUARTER_WORD})))"
    r"[ ,/'-]*(\d{4}|\d{2})"
)
_YEAR_QUARTER: Final = re.compile(rf"(\d{{4}})[ ,/-]*(?:q|{_QUARTER_WORD}) ?([1-4])")
_YEAR: Final = re.compile(r"(?:19|20)\d{2}")
_EAST: Final = re.compile(r"(\d{4}) ?[年년] ?(\d{1,2}) ?[月월](?: ?(\d{1,2}) ?[日일])?")

_YEAR_WORD: Final = re.compile(r"(?<=\d{4}) ?(?:г|год|года|р|року)\.?$")
"""`01.06.2024 г.`: Bulgarian and Russian write the word for year behind it."""
_WORDS: Final = re.compile(r"[\w .,/'’()-]+")
_TOKEN: Final = re.compile(r"\d+|[^\W\d_]+")
_PARTICLES: Final = frozenset(
    (
        "de",
        "del",
        "of",
        "the",
        "st",
        "nd",
        "rd",
        "th",
        "er",
        "ste",
        "e",
        "d",
        "den",
        "r",
        "г",
        "года",
        "le",
        "el",
        "di",
    )
)


@dataclass(frozen=True)
class Day:
    """A date, or the first day of a longer span. number : days since 1970."""

    number: int
    span: Span = "day"


def read_date(text: str, order: DateOrder, months: Mapping[str, int]) -> Day | None:
    """The date a text says, whole; None if it says none, or one that no calendar has.

    order : how dates such as 05/06/2023 are meant. months : numbers of months by their plain names.
    """
    if len(text) > LONGEST:
        return None
    bare = _YEAR_WORD.sub("", plain(text).strip(" ,;|/-"))
    for form in (bare, _without_weekday(bare)):
        found = _numeric(form.rstrip("."), order) or _longer(form) or _with_words(form, months)
        if found is not None:
            return found
    return None


def next_span(us: Integers, span: Span) -> Integers:
    """Where spans that begin at these wall-clock times end; NAT = none. [microseconds]"""
    begins = pd.DatetimeIndex(us.view("datetime64[us]"))
    later = begins + (pd.DateOffset(days=7) if span == "week" else pd.DateOffset(months=MONTHS[span]))
    return np.where(us == NAT, NAT, later.as_unit("us").asi8)


def _day(year: int, month: int, number: int, span: Span = "day") -> Day | None:
    if year in BUDDHIST:
        year -= BUDDHIST_YEARS
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return Day(date(year, month, number).toordinal() - date(1970, 1, 1).toordinal(), span)
    except ValueError:
        return None


def _year(text: str) -> int:
    number = int(text)
    return number if len(text) > 2 else number + (2000 if number < PIVOT else 1900)


def _numeric(text: str, order: DateOrder) -> Day | None:
    if match := _YMD.fullmatch(text):
        return _day(int(match[1]), int(match[3]), int(match[4]))
    if match := NUMERIC.fullmatch(text):
        if order == "ymd" and len(match[4]) == 2:
            return _day(_year(match[1].zfill(2)), int(match[3]), int(match[4]))
        number, month = (match[3], match[1]) if order == "mdy" else (match[1], match[3])
        return _day(_year(match[4]), int(month), int(number))
    if match := _COMPACT.fullmatch(text):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := _EAST.fullmatch(text):
        return _day(int(match[1]), int(match[2]), int(match[3] or 1), "day" if match[3] else "month")
    if (match := _ORDINAL.fullmatch(text)) and 1 <= int(match[2]) <= 366:
        first = _day(int(match[1]), 1, 1)
        return first and Day(first.number + int(match[2]) - 1)
    return None


def _longer(text: str) -> Day | None:
    """Weeks, months, quarters and years in figures."""
    if match := _ISO_WEEK.fullmatch(text):
        return _week(int(match[1]), int(match[2]), int(match[3] or 0))
    if match := _WEEK_YEAR.fullmatch(text):
        return _week(int(match[2]), int(match[1]), 0)
    if match := _YEAR_WEEK.fullmatch(text):
        return _week(int(match[1]), int(match[2]), 0)
    if match := _YEAR_MONTH.fullmatch(text) or _COMPACT_MONTH.fullmatch(text):
        return _day(int(match[1]), int(match[2]), 1, "month")
    if match := _MONTH_YEAR.fullmatch(text):
        return _day(int(match[2]), int(match[1]), 1, "month")
    if match := _QUARTER.fullmatch(text):
        return _day(_year(match[3]), 3 * int(match[1] or match[2]) - 2, 1, "quarter")
    if match := _YEAR_QUARTER.fullmatch(text):
        return _day(int(match[1]), 3 * int(match[2]) - 2, 1, "quarter")
    return _day(int(text), 1, 1, "year") if _YEAR.fullmatch(text) else None


def _week(year: int, week: int, weekday: int) -> Day | None:
    try:
        first = date.fromisocalendar(year, week, weekday or 1)
    except ValueError:
        return None
    return _day(first.year, first.month, first.day, "day" if weekday else "week")


def _with_words(text: str, months: Mapping[str, int]) -> Day | None:
    """Dates with the name of a month: `1. Januar 2024`, `Jan 1st, 2024`, `01JAN24`, `Jan-24`."""
    if not _WORDS.fullmatch(text):
        return None
    parts = [part for part in _TOKEN.findall(text) if part not in _PARTICLES]
    read = _SHAPES.get("".join(_sort(part, months) for part in parts))
    return read and read(parts, months)


def _sort(part: str, months: Mapping[str, int]) -> str:
    """`m`onth's name, `y`ear of four figures, `d`ay or year of two, or neither."""
    if part in months:
        return "m"
    return {1: "d", 2: "d", 4: "y"}.get(len(part), "?") if part.isdecimal() else "?"


_SHAPES: Final[dict[str, Callable[[list[str], Mapping[str, int]], Day | None]]] = {
    "dmy": lambda p, months: _day(int(p[2]), months[p[1]], int(p[0])),
    "mdy": lambda p, months: _day(int(p[2]), months[p[0]], int(p[1])),
    "ymd": lambda p, months: _day(int(p[0]), months[p[1]], int(p[2])),
    "dmd": lambda p, months: _day(_year(p[2].zfill(2)), months[p[1]], int(p[0])),
    "my": lambda p, months: _day(int(p[1]), months[p[0]], 1, "month"),
    "ym": lambda p, months: _day(int(p[0]), months[p[1]], 1, "month"),
    "md": lambda p, months: _day(_year(p[1]), months[p[0]], 1, "month") if len(p[1]) == 2 else None,
}
"""What the figures before and behind a month's name are."""


def _without_weekday(text: str) -> str:
    """A date without the weekday before or behind it."""
    first, _, rest = text.partition(" ")
    if rest and is_weekday(first.strip(".,")):
        return rest.strip(" ,.")
    if match := re.fullmatch(r"([^\W\d_]+)[,.]\s*(\d.*)", text):
        return match[2] if is_weekday(match[1]) else text
    if match := re.fullmatch(r"(.*\d)[ ,]*\(?([^\W\d_]+)\.?\)?", text):
        return match[1] if is_weekday(match[2]) else text
    return text
