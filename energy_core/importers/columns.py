"""Which column of a table is what: time, end, channel, unit, values."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from energy_core.errors import MalformedFileError, UnknownFormatError, UnreadableFileError
from energy_core.importers import words
from energy_core.importers.dialect import Dialect, is_value
from energy_core.importers.hints import Hints
from energy_core.importers.ledger import Ledger
from energy_core.importers.stamps import kind_of
from energy_core.importers.units import KWH_PER, POWER, unit_in

MOSTLY: Final = 0.6
"""A column is a time when this share of its cells is one; the rest may be totals and cut rows."""


@dataclass(frozen=True)
class Layout:
    """Numbers of the columns.

    time : one column, or a date and a time of day. end : the same for the end, or empty.
    values : columns that hold energy or power, each with the unit its header names, or None.
    """

    time: tuple[int, ...]
    end: tuple[int, ...]
    channel: int | None
    unit: int | None
    values: tuple[int, ...]
    units: dict[int, str | None] = field(default_factory=dict)


def layout(how: Dialect, *, name: str, hints: Hints, ledger: Ledger) -> Layout:
    """Find the columns. Raises UnreadableFileError that names the columns found and the option that helps."""
    kinds = {i: _kind(how.cells(i)) for i in range(len(how.names))}
    time, end = _time_columns(how, kinds, name=name, hints=hints)
    taken = {*time, *end, *(i for i, kind in kinds.items() if kind in ("datetime", "date", "clock", "month"))}
    unit = next((i for i in range(len(how.names)) if _is_unit_column(how, i)), None)
    numeric = [i for i in range(len(how.names)) if i not in taken and i != unit and kinds[i] == "value"]
    values, units = _value_columns(how, numeric, unit, name=name, hints=hints, ledger=ledger)
    channel = _channel_column(how, kinds, {*taken, *values, *([unit] if unit is not None else [])})
    return Layout(time, end, channel, unit, values, units)


def _kind(cells: list[str]) -> str:
    """`datetime`, `date`, `month`, `clock`, `number` (may be a time), `value`, `text` or `blank`."""
    from energy_core.importers.table import BLANKS

    filled = [cell for cell in cells[:500] if cell not in BLANKS]
    if not filled:
        return "blank"
    counts = Counter(kind_of(cell) or ("value" if is_number(cell) else "text") for cell in filled)
    dates = sum(counts[k] for k in ("datetime", "date", "month"))
    if dates >= MOSTLY * len(filled):
        return max(("datetime", "date", "month"), key=lambda k: counts[k])
    for kind in ("clock", "number"):
        if counts[kind] >= MOSTLY * len(filled):
            return (
                kind if kind == "clock" else ("value" if len(set(filled)) < 0.2 * len(filled) else "number")
            )
    return "value" if counts["value"] + counts["number"] + dates >= MOSTLY * len(filled) else "text"


def is_number(cell: str) -> bool:
    """A number, with or without a unit of energy behind it."""
    head, _, tail = cell.partition(" ")
    return is_value(cell) or (is_value(head) and unit_in(tail) in KWH_PER)


def _time_columns(
    how: Dialect, kinds: dict[int, str], *, name: str, hints: Hints
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    if hints.time_column is not None:
        return (_named(how, hints.time_column, option="--time-column", name=name),), ()
    numbers = [i for i, kind in kinds.items() if kind == "number" and words.says(words.TIME, how.names[i])]
    for i, kind in kinds.items():
        if kind == "number" and i not in numbers:
            kinds[i] = "value"
    useful = [i for i in kinds if not words.says(words.NOT_THE_STAMP, how.names[i])]
    clocks = [i for i in useful if kinds[i] == "clock"]
    dates = [i for i in useful if kinds[i] == "date"]
    full = [i for i in useful if kinds[i] == "datetime"] or numbers
    if dates and clocks and not full:
        start, end = _start_and_end(how, clocks)
        return (dates[0], start), ((dates[0], end) if end is not None else ())
    for candidates in (full, dates, [i for i in useful if kinds[i] == "month"]):
        if candidates:
            start, end = _start_and_end(how, candidates)
            return (start,), ((end,) if end is not None else ())
    found = ", ".join(how.names)
    if clocks:
        raise UnknownFormatError(
            f"Needed the date of every reading; {name} has a time of day in {how.names[clocks[0]]!r} but no date "
            f"(columns: {found}). Download a file with dates.",
            where={"file": name, "column": how.names[clocks[0]]},
        )
    raise UnknownFormatError(
        f"Needed a column with the date and time of each reading; {name} has no timestamp column, only: "
        f"{found[:300]}. If one of them is the time, say --time-column NAME.",
        where={"file": name, "row": how.header_line or how.first_line},
        option="--time-column",
    )


def _start_and_end(how: Dialect, candidates: list[int]) -> tuple[int, int | None]:
    ends = [
        i
        for i in candidates
        if words.says(words.END, how.names[i]) and not words.says(words.START, how.names[i])
    ]
    starts = [i for i in candidates if i not in ends]
    if not starts:
        return ends[0], None
    named = [i for i in starts if words.says(words.START, how.names[i])]
    return (named or starts)[0], (ends[0] if ends else None)


def _is_unit_column(how: Dialect, column: int) -> bool:
    if not words.says(words.UNITS, how.names[column]):
        return False
    cells = how.cells(column)
    return bool(cells) and all(unit_in(cell) is not None for cell in cells[:50])


def _named(how: Dialect, wanted: str, *, option: str, name: str) -> int:
    for i, column in enumerate(how.names):
        if column == wanted:
            return i
    for i, column in enumerate(how.names):
        if column.strip().lower() == wanted.strip().lower():
            return i
    raise MalformedFileError(
        f"Needed the column {wanted!r}; {name} has: {', '.join(how.names)[:300]}.",
        where={"file": name, "option": option},
        option=option,
    )


def _value_columns(
    how: Dialect, numeric: list[int], unit_column: int | None, *, name: str, hints: Hints, ledger: Ledger
) -> tuple[tuple[int, ...], dict[int, str | None]]:
    if hints.value_columns:
        chosen = [_named(how, column, option="--value-column", name=name) for column in hints.value_columns]
        return tuple(chosen), {i: _unit_of(how, i, unit_column) for i in chosen}
    units = {i: _unit_of(how, i, unit_column) for i in numeric}
    foreign = [i for i in numeric if units[i] not in (None, *KWH_PER) or _is_foreign(how.names[i], units[i])]
    known = [i for i in numeric if i not in foreign and units[i] in KWH_PER]
    energy = [i for i in known if units[i] not in POWER]
    chosen = energy or known
    if not chosen:
        chosen = _without_unit(how, [i for i in numeric if i not in foreign], foreign, name=name, hints=hints)
    left = [how.names[i] for i in numeric if i not in chosen]
    if left:
        shown = ", ".join(left[:12]) + (f" and {len(left) - 12} more" if len(left) > 12 else "")
        ledger.decide(
            "columns left out", shown, evidence="their headers do not say energy", confidence=0.9,
            option="--value-column",
        )  # fmt: skip
    return tuple(chosen), {i: units[i] for i in chosen}


def _unit_of(how: Dialect, column: int, unit_column: int | None) -> str | None:
    header = unit_in(how.names[column])
    if header is not None:
        return header
    if unit_column is not None:
        cells = how.cells(unit_column)
        return unit_in(cells[0]) if cells else None
    cells = {unit_in(cell.partition(" ")[2]) for cell in how.cells(column)[:200] if " " in cell}
    named = cells - {None}
    return next(iter(sorted(u for u in named if u)), None) if named else None


def _is_foreign(name: str, unit: str | None) -> bool:
    """Whether a column is no energy by its name: money, weather, volts, a serial number."""
    if words.says(words.FOREIGN, name) or words.says(words.TEXT, name):
        return not (
            unit in KWH_PER and unit not in POWER and not words.says(words.FOREIGN, _without_units(name))
        )
    return words.says(words.TEMPERATURE, name) or (unit is None and words.says(words.GAS, name))


def _without_units(name: str) -> str:
    return name.replace("kWh", "").replace("KWH", "")


def _without_unit(
    how: Dialect, open_: list[int], foreign: list[int], *, name: str, hints: Hints
) -> list[int]:
    """Columns of unknown unit: taken when --unit was said and it is clear which; else a question."""
    found = ", ".join(how.names)[:300]
    if not open_:
        what = ", ".join(how.names[i] for i in foreign[:8])
        said = f"its numbers are {what}" if what else "it has no column of numbers"
        raise UnknownFormatError(
            f"Needed a column with energy (kWh, Wh, kW …); {name} has no energy column: {said} (columns: {found}).",
            where={"file": name, "row": how.header_line or how.first_line},
            option="--value-column",
        )
    if hints.unit is None:
        shown = ", ".join(how.names[i] for i in open_[:8])
        raise UnreadableFileError(
            f"Needed the unit of {shown}; {name} does not name one beside its numbers (no energy column says kWh, "
            f"Wh, kW or W; columns: {found}). Say it with --unit, such as --unit kWh, if this is electricity.",
            where={"file": name, "column": how.names[open_[0]], "row": how.header_line or how.first_line},
            option="--unit",
        )
    energy = [i for i in open_ if _sounds_like_energy(how.names[i])]
    if len(energy) not in (0, len(open_)):
        raise UnreadableFileError(
            f"Needed to know which columns of {name} hold energy; they are {', '.join(how.names[i] for i in open_)[:300]}. "
            "Say --value-column NAME for each.",
            where={"file": name, "option": "--value-column"},
            option="--value-column",
        )
    return open_


def _sounds_like_energy(name: str) -> bool:
    return any(words.says(w, name) for w in (words.MAINS, words.CONSUMED, words.IMPORTED, words.APPLIANCE,
                                             words.EXPORTED, words.GENERATED))  # fmt: skip


def _channel_column(how: Dialect, kinds: dict[int, str], taken: set[int]) -> int | None:
    """The column that says which appliance or meter a row belongs to."""
    named = [
        i
        for i in range(len(how.names))
        if i not in taken
        and kinds[i] in ("text", "value", "number")
        and words.says(words.CHANNEL, how.names[i])
        and not words.says(words.TEXT, how.names[i])
    ]
    if not named:
        return None
    several = [i for i in named if len(set(how.cells(i))) > 1]
    texts = [i for i in named if kinds[i] == "text"]
    return (several or texts or named)[0]
