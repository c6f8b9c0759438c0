"""Which columns hold energy or power, and in which unit."""

from __future__ import annotations

from energy_core.errors import MalformedFileError, UnknownFormatError, UnreadableFileError
from energy_core.importers import words
from energy_core.importers.dialect import Dialect
from energy_core.importers.hints import Hints
from energy_core.importers.ledger import Ledger
from energy_core.importers.same_quantity import without_other_units, without_unmeasured
from energy_core.importers.units import KWH_PER, POWER, unit_in

Found = tuple[tuple[int, ...], dict[int, str | None]]


def value_columns(
    how: Dialect, numeric: list[int], unit_column: int | None, *, name: str, hints: Hints, ledger: Ledger
) -> Found:
    """The columns and the unit that each says. Raises UnreadableFileError when that cannot be known."""
    if hints.value_columns:
        chosen = [
            named_column(how, column, option="--value-column", name=name) for column in hints.value_columns
        ]
        return tuple(chosen), {i: _unit_of(how, i, unit_column) for i in chosen}
    units = {i: _unit_of(how, i, unit_column) for i in numeric}
    said = [i for i in numeric if how.names[i] in hints.roles] if hints.unit else []
    foreign = [
        i
        for i in numeric
        if i not in said and (units[i] not in (None, *KWH_PER) or _is_foreign(how.names[i], units[i]))
    ]
    known = [i for i in numeric if i not in foreign and (units[i] in KWH_PER or i in said)]
    if said and all(units[i] is None for i in said):
        known += [i for i in numeric if i not in (*known, *foreign) and _sounds_like_energy(how.names[i])]
    if known:
        energy = [i for i in known if units[i] not in POWER]
        chosen = without_other_units(how, energy, [i for i in known if i not in energy], ledger=ledger)
        chosen = without_unmeasured(how, chosen, name=name, ledger=ledger)
    else:
        open_ = [i for i in numeric if i not in foreign]
        chosen = _without_unit(how, open_, _shown(how, foreign, units), name=name, hints=hints)
    _note_left_out(how, [i for i in numeric if i not in chosen and i not in known], ledger)
    return tuple(i for i in numeric if i in chosen), {i: units[i] for i in chosen}


def _shown(how: Dialect, columns: list[int], units: dict[int, str | None]) -> list[str]:
    return [f"{how.names[i]} ({units[i]})" if units[i] else how.names[i] for i in columns]


def _note_left_out(how: Dialect, columns: list[int], ledger: Ledger) -> None:
    left = [how.names[i] for i in columns]
    if left:
        shown = ", ".join(left[:12]) + (f" and {len(left) - 12} more" if len(left) > 12 else "")
        ledger.decide(
            "columns left out", shown, evidence="their headers do not say energy", confidence=0.9,
            option="--value-column",
        )  # fmt: skip


def _unit_of(how: Dialect, column: int, unit_column: int | None) -> str | None:
    header = unit_in(how.names[column])
    if header is not None:
        return header
    if unit_column is not None:
        cells = how.cells(unit_column)
        return unit_in(cells[0]) if cells else None
    behind = {unit_in(cell.partition(" ")[2]) for cell in how.cells(column)[:200] if " " in cell}
    return min((unit for unit in behind if unit), default=None)


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
    how: Dialect, open_: list[int], foreign: list[str], *, name: str, hints: Hints
) -> list[int]:
    """Columns of unknown unit: taken when --unit was said and it is clear which; else a question."""
    found = ", ".join(how.names)[:300]
    if not open_:
        what = ", ".join(foreign[:8])
        said = f"its numbers are {what}" if what else "it has no column of numbers"
        raise UnknownFormatError(
            f"Needed a column with energy (kWh, Wh, kW …); {name} has no energy column: {said} (columns: "
            f"{found}).",
            where={"file": name, "row": how.header_line or how.first_line},
            option="--value-column",
        )
    if hints.unit is None:
        shown = ", ".join(how.names[i] for i in open_[:8])
        raise UnreadableFileError(
            f"Needed the unit of {shown}; {name} does not name one beside its numbers (no energy column "
            "says kWh, "
            f"Wh, kW or W; columns: {found}). Say it with --unit, such as --unit kWh, if this is "
            "electricity.",
            where={"file": name, "column": how.names[open_[0]], "row": how.header_line or how.first_line},
            option="--unit",
        )
    energy = [i for i in open_ if _sounds_like_energy(how.names[i])]
    if len(energy) not in (0, len(open_)):
        shown = ", ".join(how.names[i] for i in open_)[:300]
        raise UnreadableFileError(
            f"Needed to know which columns of {name} hold energy; they are "
            f"{', '.join(how.names[i] for i in open_)[:300]}. "
            "Say --value-column NAME for each.",
            where={"file": name, "option": "--value-column"},
            option="--value-column",
        )
    return open_


def _sounds_like_energy(name: str) -> bool:
    return any(words.says(w, name) for w in (words.MAINS, words.CONSUMED, words.IMPORTED, words.APPLIANCE,
                                             words.EXPORTED, words.GENERATED))  # fmt: skip


def named_column(how: Dialect, wanted: str, *, option: str, name: str) -> int:
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
