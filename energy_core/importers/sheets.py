"""Several tables in one file, such as the sheets of a workbook: which hold readings, alone or together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from energy_core.errors import UnknownFormatError, UnreadableFileError
from energy_core.importers.any_table import read_rows
from energy_core.importers.hints import Hints
from energy_core.importers.joined import Part, joined
from energy_core.importers.ledger import Ledger
from energy_core.importers.receipt import Import

TRIED: Final = 300
"""Rows that show whether a table holds readings."""
SHOWN: Final = 5

HEADER_ROWS: Final = 40

Row = tuple[int, Sequence[str]]


@dataclass(frozen=True)
class Sheet:
    """A table by the name that people see. rows : its rows from the first, each with its number.

    zone : the zone that the source says, if it does.
    """

    name: str
    rows: Callable[[], Iterator[Row]]
    zone: str | None = None


def header_of(rows: Iterator[Row]) -> list[str]:
    """The row of the first ones that has the most names."""
    named = [[cell for cell in row if _is_name(cell)] for _, row in islice(rows, HEADER_ROWS)]
    return max(named, key=len, default=[])


def _is_name(cell: str) -> bool:
    return any(map(str.isalpha, cell)) and not cell[:1].isdigit()


@dataclass(frozen=True)
class _Trial:
    """What came of the first rows: 2 = readings, 1 = a question or a fault, 0 = no table of readings."""

    sheet: Sheet
    rank: int
    header: tuple[str, ...]
    error: UnreadableFileError | None


def read_sheets(
    sheets: Sequence[Sheet], *, name: str, form: str, hints: Hints, ledger: Ledger | None = None, noun: str
) -> Import:
    """Read the sheet that holds readings; several that are parts of one are joined.

    noun : what a sheet is called in messages. Raises UnreadableFileError, naming --sheet where it helps.
    """
    books = ledger or Ledger()
    if hints.sheet is not None:
        chosen = _named(sheets, hints.sheet, name=name, noun=noun)
        books.decide(noun, chosen.name, evidence="said with --sheet", option="--sheet")
        return _read(chosen, name=name, form=form, hints=hints, ledger=books)
    if len(sheets) == 1:
        return _read(sheets[0], name=name, form=form, hints=hints, ledger=books)
    good, others = _holding(sheets, name=name, form=form, hints=hints, noun=noun)
    if others:
        books.decide(
            noun,
            ", ".join(sheet.name for sheet in good[:SHOWN]),
            evidence=f"{_listed(others)} hold no readings"
            if len(others) > 1
            else f"{others[0]} holds no readings",
            confidence=0.8,
            option="--sheet",
        )
    if len(good) == 1:
        return _read(good[0], name=name, form=form, hints=hints, ledger=books)
    parts = [
        Part(sheet.name, _read(sheet, name=f"{name}/{sheet.name}", form=form, hints=hints, ledger=Ledger()))
        for sheet in good
    ]
    whole = joined(parts, name=name, hints=hints, noun=noun)
    decisions = (*books.decisions, *whole.receipt.decisions)
    return replace(whole, receipt=replace(whole.receipt, decisions=decisions))


def _named(sheets: Sequence[Sheet], wanted: str, *, name: str, noun: str) -> Sheet:
    for same in (str.__eq__, lambda one, other: one.strip().casefold() == other.strip().casefold()):
        for sheet in sheets:
            if same(sheet.name, wanted):
                return sheet
    choices = [sheet.name for sheet in sheets]
    raise UnreadableFileError(
        f"Needed one of the {noun}s of {name}; found --sheet {wanted!r}. Say --sheet with one of: "
        f"{', '.join(choices)}.",
        where={"file": name, "option": "--sheet"},
        option="--sheet",
        choices=choices,
    )


def _holding(
    sheets: Sequence[Sheet], *, name: str, form: str, hints: Hints, noun: str
) -> tuple[list[Sheet], list[str]]:
    """The sheets that hold readings, and the names of the others."""
    trials = [_tried(sheet, name=name, form=form, hints=hints) for sheet in sheets]
    best = max(trial.rank for trial in trials)
    good = [trial for trial in trials if trial.rank == best]
    if best == 0:
        raise _none(good, name=name, noun=noun)
    headers = {trial.header for trial in good if trial.header}
    good = [trial for trial in trials if trial.rank == best or (trial.rank and trial.header in headers)]
    if best == 1:
        error = good[0].error
        assert error is not None
        raise error
    return [trial.sheet for trial in good], [t.sheet.name for t in trials if t not in good]


def _tried(sheet: Sheet, *, name: str, form: str, hints: Hints) -> _Trial:
    ledger = Ledger()
    first = list(islice(sheet.rows(), TRIED))
    if not first:
        return _Trial(sheet, 0, (), None)
    try:
        _rows_read(first, sheet, name=name, form=form, hints=hints, ledger=ledger)
    except UnknownFormatError as error:
        return _Trial(sheet, 0, ledger.columns, error)
    except UnreadableFileError as error:
        return _Trial(sheet, 1, ledger.columns, error)
    return _Trial(sheet, 2, ledger.columns, None)


def _none(trials: Sequence[_Trial], *, name: str, noun: str) -> UnreadableFileError:
    """Of several tables without readings, the first error speaks for all."""
    errors = [trial.error for trial in trials if trial.error is not None]
    if len(errors) == 1 or (errors and len(trials) == 1):
        return errors[0]
    names = [trial.sheet.name for trial in trials]
    first = f" {errors[0].message}" if errors else ""
    return UnknownFormatError(
        f"Needed a {noun} with readings; none of the {len(names)} in {name} ({_listed(names)}) has them."
        f"{first}",
        where={"file": name},
        option=errors[0].option if errors else None,
    )


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + more


def _read(sheet: Sheet, *, name: str, form: str, hints: Hints, ledger: Ledger) -> Import:
    return _rows_read(sheet.rows(), sheet, name=name, form=form, hints=hints, ledger=ledger)


def _rows_read(
    rows: Iterator[Row] | list[Row], sheet: Sheet, *, name: str, form: str, hints: Hints, ledger: Ledger
) -> Import:
    numbers: list[int] = []

    def cells() -> Iterator[Sequence[str]]:
        for number, row in rows:
            numbers.append(number)
            yield row

    return read_rows(
        cells(), name=name, form=form, hints=hints, ledger=ledger, lines=numbers, zone=sheet.zone
    )
