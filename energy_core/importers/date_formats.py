"""How one date is written: its kind, and its strptime format."""

from __future__ import annotations

import re
from typing import Final

from energy_core.importers.hints import DateOrder

YMD: Final = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
_NUMERIC: Final = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?!\d)")
_COMPACT: Final = re.compile(r"(19|20)\d{6}(?!\d{1,3}$)(?=$|T|\s|\d{4,6}$)")
_DAY_NAME: Final = re.compile(r"(\d{1,2})([-/. ])([A-Za-z]{3,9})\2(\d{4}|\d{2})(?!\d)")
_NAME_DAY: Final = re.compile(r"([A-Za-z]{3,9}) (\d{1,2})(,? )(\d{4})(?!\d)")
_MONTH: Final = re.compile(r"(\d{4})([-/])(\d{1,2})(?![-/\d])")
_NAME_YEAR: Final = re.compile(r"([A-Za-z]{3,9})([- ])(\d{4})(?!\d)")
CLOCK: Final = re.compile(r"(\d{1,2}):(\d{2})(:\d{2})?([.,]\d{1,9})?( ?[AaPp]\.?[Mm]\.?)?$")
_COMPACT_CLOCK: Final = re.compile(r"\d{4}(\d{2})?$")
OFFSET: Final = re.compile(r"( ?Z| ?UTC| ?GMT| ?[+-]\d{2}:?\d{2}| ?[+-]\d{2})$")
NUMBER: Final = re.compile(r"(?!(?:19|20)\d{10}(?:\d{2})?$)(?:\d{9,17}(?:\.\d+)?|[2-7]\d{4}(?:\.\d+)?)")


def kind_of(text: str) -> str | None:
    """`datetime`, `date`, `month`, `clock`, `number` (epoch or spreadsheet date), or None."""
    text = text.strip()
    if CLOCK.fullmatch(text):
        return "clock"
    if NUMBER.fullmatch(text):
        return "number"
    form = format_of(text, "dmy") or format_of(text, "mdy")
    if form is None:
        return None
    if "%d" not in form:
        return "month"
    return "datetime" if "%H" in form or "%I" in form else "date"


def format_of(text: str, order: DateOrder) -> str | None:
    """The strptime format of one date, with or without a time; None if there is none."""
    date, rest = _date_format(text, order)
    if date is None:
        return None
    offset = OFFSET.search(rest) if rest else None
    zone = ""
    if offset and (":" in rest or rest[:1] == "T" or offset.group().strip()[:1].isalpha()):
        zone, rest = ("%z" if offset.group()[0] != " " else " %z"), rest[: offset.start()]
    if not rest:
        return date + zone
    separator = re.match(r"T|,? +|,", rest)
    lead = separator.group() if separator else ""
    clock = _clock_format(rest[len(lead) :], compact=lead in ("T", ""))
    return None if clock is None else f"{date}{lead}{clock}{zone}"


def _date_format(text: str, order: DateOrder) -> tuple[str | None, str]:
    if match := YMD.match(text):
        return f"%Y{match[2]}%m{match[2]}%d", text[match.end() :]
    if match := _NUMERIC.match(text):
        year = "%Y" if len(match[4]) == 4 else "%y"
        parts = {"dmy": ("%d", "%m", year), "mdy": ("%m", "%d", year), "ymd": ("%y", "%m", "%d")}[order]
        return match[2].join(parts), text[match.end() :]
    if match := _COMPACT.match(text):
        return "%Y%m%d", text[match.end() :]
    if match := _DAY_NAME.match(text):
        year = "%Y" if len(match[4]) == 4 else "%y"
        return match[2].join(("%d", _month_name(match[3]), year)), text[match.end() :]
    if match := _NAME_DAY.match(text):
        return f"{_month_name(match[1])} %d{match[3]}%Y", text[match.end() :]
    if match := _MONTH.match(text):
        return f"%Y{match[2]}%m", text[match.end() :]
    if match := _NAME_YEAR.match(text):
        return f"{_month_name(match[1])}{match[2]}%Y", text[match.end() :]
    return None, text


def _month_name(name: str) -> str:
    return "%b" if len(name) == 3 else "%B"


def _clock_format(text: str, *, compact: bool) -> str | None:
    if match := CLOCK.fullmatch(text):
        half = match[5] or ""
        seconds = ":%S" if match[3] else ""
        fraction = f"{match[4][0]}%f" if match[4] else ""
        suffix = (" %p" if half.startswith(" ") else "%p") if half else ""
        return f"{'%I' if half else '%H'}:%M{seconds}{fraction}{suffix}"
    if compact and _COMPACT_CLOCK.fullmatch(text):
        return "%H%M%S" if len(text) == 6 else "%H%M"
    return None
