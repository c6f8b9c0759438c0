"""Times in several columns of numbers (year, month, day, hour, minute) -> one date and one time of day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from energy_core.importers import words
from energy_core.importers.all_cells import Columns, all_cells, in_new_form
from energy_core.importers.cell_kinds import cell_kind
from energy_core.importers.dialect import Dialect
from energy_core.importers.ledger import Ledger
from energy_core.importers.month_names import month_names
from energy_core.importers.month_names import plain as folded
from energy_core.importers.plain_rows import Text, plain_text

MOSTLY: Final = 0.95
"""Share of the sample's cells that must be in the range of a part."""
FEWEST_MONTHS: Final = 4
"""So many names of months tell what a column is, whatever it is called; a total may stand below them."""

_NAMES: Final = {
    "year": words.words("year|yr|yyyy|jahr|jaar|année|annee|año|anno|rok|år|ano|év"),
    "month": words.words("month|mon|mo|mm|monat|maand|mois|mes|mese|miesiąc|måned|månad|mês|měsíc"),
    "day": words.words("day|dd|dom|day of month|tag|dag|jour|día|dia|giorno|dzień|den"),
    "hour": words.words("hour|hours|hr|hh|he|hour ending|stunde|uur|heure|hora|ora|godzina|timme|time"),
    "minute": words.words("minute|minutes|min|mins|minuut|minuten|minuto|minuta"),
}
_RANGES: Final = {"year": (1990, 2100), "month": (1, 12), "day": (1, 31), "hour": (0, 24), "minute": (0, 59)}
_WHOLE: Final = re.compile(r"\d{1,4}(?:\.0+)?")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_COMPACT: Final = re.compile(r"\d{1,2}[0-5]\d|\d{1,2}")


@dataclass(frozen=True)
class _Parts:
    """The columns of the parts; None = there is none."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    hour: int | None = None
    minute: int | None = None
    compact: int | None = None

    @property
    def gone(self) -> set[int]:
        """Columns whose place the joined ones take; an hour alone stays and is read beside the date."""
        parts = {self.year, self.month, self.day, self.compact}
        parts |= {self.hour, self.minute} if self.minute is not None else set()
        return {column for column in parts if column is not None}


def joined_dates(text: Text, how: Dialect, *, name: str, ledger: Ledger) -> tuple[Text, Dialect]:
    """The table with one date and one time of day, if their parts have columns of their own; else itself."""
    parts = _parts(how)
    if parts is None:
        return text, how
    table, cells = all_cells(text, how, name=name)
    kept = [i for i in range(len(how.names)) if i not in parts.gone]
    new, header = _joined(how, cells, parts)
    rows = [[*header, *(how.names[i] for i in kept)]]
    rows += [[*first, *(cells[i][row] for i in kept)] for row, first in enumerate(new)]
    lines = [how.header_line or how.source_line(how.first_line), *(int(line) for line in table.lines)]
    used = ", ".join(how.names[i] for i in sorted(parts.gone))
    ledger.decide("date and time", f"from {used}", evidence="each holds one part of it", confidence=0.95)
    return in_new_form(plain_text(rows, lines, delimiter=how.delimiter), how, table, name=name, ledger=ledger)


def _parts(how: Dialect) -> _Parts | None:
    dates = [i for i in range(len(how.names)) if _is_date(how, i)]
    if any(":" in cell for i in dates for cell in how.cells(i)[:50]):
        return None
    found = {part: _column(how, part) for part in _NAMES}
    if dates:
        compact = next((i for i in range(len(how.names)) if _is_compact(how, i)), None)
        if compact is not None:
            return _Parts(compact=compact)
        if found["hour"] is None or found["minute"] is None:
            return None
        return _Parts(hour=found["hour"], minute=found["minute"])
    if found["month"] is None and found["day"] is None:
        found |= _named_months(how)
    return _Parts(**found) if found["year"] is not None and found["month"] is not None else None


def _named_months(how: Dialect) -> dict[str, int | None]:
    """A column of names of months beside the only one of years, whatever they are called."""
    columns = range(len(how.names))
    months = [i for i in columns if _are_months(how.cells(i)[:500])]
    years = [i for i in columns if (cells := how.cells(i)[:500]) and all(map(_YEAR.fullmatch, cells))]
    return {"month": months[0], "year": years[0]} if len(months) == len(years) == 1 else {}


def _are_months(cells: Sequence[str]) -> bool:
    named = sum(not cell[:1].isdigit() and _number(cell, "month") is not None for cell in cells)
    return named >= FEWEST_MONTHS and named >= len(cells) - 1


def _is_date(how: Dialect, column: int) -> bool:
    cells = how.cells(column)[:100]
    return sum(cell_kind(cell) == "time" for cell in cells) > 0.5 * len(cells) > 0


def _column(how: Dialect, part: str) -> int | None:
    """The column that a part's name and numbers fit."""
    for i, name in enumerate(how.names):
        cells = how.cells(i)[:500]
        numbers = [_number(cell, part) for cell in cells]
        low, high = _RANGES[part]
        good = sum(number is not None and low <= number <= high for number in numbers)
        if cells and good >= MOSTLY * len(cells) and _NAMES[part].fullmatch(words.plain(name).strip()):
            return i
    return None


def _number(cell: str, part: str) -> int | None:
    if _WHOLE.fullmatch(cell):
        return int(cell.partition(".")[0])
    return month_names([folded(cell)]).get(folded(cell)) if part == "month" else None


def _is_compact(how: Dialect, column: int) -> bool:
    """`0`, `30`, `100` … `2330`: hours and minutes without a sign between them, by their name and steps."""
    cells = how.cells(column)[:500]
    name = how.names[column]
    if not cells or not words.says(words.TIME, name) or any(sign.isdigit() for sign in name):
        return False
    if not all(_COMPACT.fullmatch(cell) and int(cell) <= 2400 for cell in cells):
        return False
    values = {int(cell) for cell in cells}
    return max(values) >= 1000 and len(values) >= 4 and min(values) < 1000


def _joined(how: Dialect, cells: Columns, parts: _Parts) -> tuple[list[list[str]], list[str]]:
    """The new cells of each row, and their names."""
    header, made = [], []
    if parts.year is not None and parts.month is not None:
        header.append("date" if parts.day is not None else "month")
        made.append(_dates(cells, parts))
    if parts.compact is not None:
        header.append(how.names[parts.compact])
        made.append([_clock(cell[:-2] or "0", cell[-2:]) if cell else "" for cell in cells[parts.compact]])
    elif parts.minute is not None and parts.hour is not None:
        header.append("time of day")
        pairs = zip(cells[parts.hour], cells[parts.minute], strict=True)
        made.append([_clock(hour, minute) for hour, minute in pairs])
    return [list(row) for row in zip(*made, strict=True)], header


def _dates(cells: Columns, parts: _Parts) -> list[str]:
    assert parts.year is not None and parts.month is not None
    days: Sequence[str] = cells[parts.day] if parts.day is not None else [""] * len(cells[parts.year])
    found = []
    for texts in zip(cells[parts.year], cells[parts.month], days, strict=True):
        year, month = _number(texts[0], "year"), _number(texts[1], "month")
        day = _number(texts[2], "day")
        if year is None or month is None or (day is None and parts.day is not None):
            found.append(" ".join(text for text in texts if text))
        else:
            found.append(f"{year}-{month:02d}" + (f"-{day:02d}" if day is not None else ""))
    return found


def _clock(hour: str, minute: str) -> str:
    whole = [text.partition(".")[0] for text in (hour, minute)]
    return (
        f"{whole[0]:0>2}:{whole[1]:0>2}" if all(text.isdigit() for text in whole) else " ".join(whole).strip()
    )
