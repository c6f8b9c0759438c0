"""Columns whose names say that they repeat another column's energy, or were never measured."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from energy_core.errors import UnreadableFileError
from energy_core.importers import words
from energy_core.importers.dialect import Dialect
from energy_core.importers.ledger import Ledger
from energy_core.importers.role_names import by_name, meaning, says_whose
from energy_core.importers.units import POWER

_BEFORE: Final = words.words("before|vor|avant|antes|prima|przed|før|före|ennen|před|voor")
_AFTER: Final = words.words("after|nach|après|después|dopo|po|efter|etter|jälkeen|na|após|depois")

if TYPE_CHECKING:
    from energy_core.importers.blocks import Block


def without_other_units(how: Dialect, energy: list[int], power: list[int], *, ledger: Ledger) -> list[int]:
    """Columns of energy, and those of power that are not the same quantity in another unit."""
    if not energy:
        return power
    bases = {words.base(how.names[i]) for i in energy}
    roles = {by_name(how.names[i], alone=len(energy) == 1) for i in energy}
    kept = list(energy)
    for i in power:
        base, role = words.base(how.names[i]), by_name(how.names[i], alone=False)
        alike = len(energy) == len(power) == 1 and _says_no_circuit(how.names[i], how.names[energy[0]])
        if base in bases or not base or alike or (role in roles and role != "appliance"):
            ledger.decide(
                "columns left out", how.names[i], evidence="a column of energy says the same in another unit",
                confidence=0.8, option="--value-column",
            )  # fmt: skip
        else:
            kept.append(i)
    return kept


def _says_no_circuit(*names: str) -> bool:
    """Names that say no appliance, room or flow: of one meter, which shows energy and power."""
    return all(meaning(name) in ("unknown", "load", "supply") and not says_whose(name) for name in names)


def without_their_power(blocks: list[Block], *, ledger: Ledger) -> list[Block]:
    """Blocks of a long table without the power of what another one, by its name, says as energy."""
    energy = {_bare(b.columns[0].name): b.columns[0].name for b in blocks if b.columns[0].unit not in POWER}
    kept = []
    for block in blocks:
        column = block.columns[0]
        same = energy.get(_bare(column.name)) if len(block.columns) == 1 and column.unit in POWER else None
        if same is None or same == column.name:
            kept.append(block)
            continue
        ledger.decide(
            "channels left out", column.name, confidence=0.8, option="--value-column",
            evidence=f"{same} says the same as energy",
        )  # fmt: skip
        ledger.drop_rows(f"the power of what {same} says as energy", block.lines)
    return kept


def _bare(name: str) -> str:
    return words.base(words.POWER_NAMED.sub(" ", words.plain(name)))


def without_unmeasured(how: Dialect, columns: list[int], *, name: str, ledger: Ledger) -> list[int]:
    """Columns without forecasts, averages and estimates, where others hold what was measured."""
    measured = [i for i in columns if not words.says(words.UNMEASURED, how.names[i])]
    bases = {words.base(how.names[i]) for i in measured}
    kept = list(measured)
    for i in columns if measured else []:
        if i in measured:
            continue
        base = words.base(words.UNMEASURED.sub(" ", words.plain(how.names[i])))
        if base and base not in bases and not words.says(words.FORETOLD, how.names[i]):
            kept.append(i)
            continue
        _refuse_if_it_completes(how, i, measured, name=name)
        found = words.UNMEASURED.search(words.plain(how.names[i]))
        assert found is not None
        ledger.decide(
            "columns left out", how.names[i], evidence=f"its name says {found.group()!r}: not measured",
            confidence=0.8, option="--value-column",
        )  # fmt: skip
    return _without_differences(how, kept, columns, ledger=ledger) if measured else columns


def _without_differences(how: Dialect, kept: list[int], columns: list[int], *, ledger: Ledger) -> list[int]:
    """Columns without those that say how far a measured one is from what was foretold or planned."""
    foretold = [i for i in columns if i not in kept and words.says(words.FORETOLD, how.names[i])]
    found = [i for i in kept if foretold and words.says(words.DIFFERENCE, how.names[i])]
    if len(found) in (0, len(kept)):
        return kept
    ledger.decide(
        "columns left out", ", ".join(how.names[i] for i in found), confidence=0.8, option="--value-column",
        evidence=f"by name how far another column is from {how.names[foretold[0]]!r}",
    )  # fmt: skip
    return [i for i in kept if i not in found]


def without_later_versions(how: Dialect, columns: list[int], *, ledger: Ledger) -> list[int]:
    """Columns without those that say another one's quantity after it was settled, such as after netting."""
    before = {_BEFORE.sub(" ", words.plain(how.names[i])): i for i in columns if _says(_BEFORE, how, i)}
    kept = []
    for i in columns:
        text = words.plain(how.names[i])
        same = [
            j for other, j in before.items() if _says(_AFTER, how, i) and _alike(other, _AFTER.sub(" ", text))
        ]
        if len(same) != 1:
            kept.append(i)
            continue
        ledger.decide(
            "columns left out", how.names[i], confidence=0.8, option="--value-column",
            evidence=f"it is what {how.names[same[0]]!r} was made into",
        )  # fmt: skip
    return kept


def _says(pattern: words.Pattern, how: Dialect, column: int) -> bool:
    return pattern.search(words.plain(how.names[column])) is not None


def _alike(one: str, other: str) -> bool:
    """Whether names are the same but for the ending of a word, as the case that a preposition takes."""
    first, second = one.split(), other.split()
    return len(first) == len(second) and all(a[:5] == b[:5] for a, b in zip(first, second, strict=True))


def _refuse_if_it_completes(how: Dialect, column: int, measured: list[int], *, name: str) -> None:
    """An estimate that stands only where the measured value is missing is part of the total."""
    filled = [row for row in how.sample if row[column].strip()]
    alone = sum(not any(row[i].strip() for i in measured) for row in filled)
    if alone > 0.02 * len(how.sample):
        names = ", ".join(how.names[i] for i in (*measured, column))
        raise UnreadableFileError(
            f"Needed one column with the energy of every interval; in {name} {how.names[column]!r} has "
            f"values where others have none ({names}). Join them into one column, or say --value-column.",
            where={"file": name, "column": how.names[column]},
            option="--value-column",
        )
