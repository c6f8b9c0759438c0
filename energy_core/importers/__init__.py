"""Meter files -> readings and a receipt. A format is one module here and one entry in IMPORTERS."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final, Protocol

from energy_core.errors import UnknownNameError, UnreadableFileError
from energy_core.home import Home
from energy_core.importers import (
    any_table,
    binary_book,
    dutch_p4,
    energy_dashboard,
    esb_hdf,
    green_button_xml,
    home_assistant,
    html_table,
    iberdrola_json,
    influx_csv,
    json_records,
    nem12,
    nem13,
    ods,
    parquet_table,
    sdat_xml,
    spreadsheet_xml,
    uci_household,
    xlsx,
)
from energy_core.importers.answers import hints_for as hints_for
from energy_core.importers.answers import read_with_answers
from energy_core.importers.archives import read_archive
from energy_core.importers.containers import is_archive
from energy_core.importers.foreign_files import refuse_foreign
from energy_core.importers.hints import Hints
from energy_core.importers.household import marks_of
from energy_core.importers.receipt import Import
from energy_core.importers.shape import shape_of

HEAD_BYTES: Final = 65_536
"""What an importer sees of a file before it is chosen."""


class Importer(Protocol):
    """A format: its slug, how to know it, how to read it."""

    FORMAT: str

    def recognises(self, head: bytes) -> bool: ...

    def read(self, content: bytes, *, name: str, hints: Hints) -> Import: ...


IMPORTERS: Final[tuple[Importer, ...]] = (
    ods,
    xlsx,
    binary_book,
    parquet_table,
    spreadsheet_xml,
    html_table,
    sdat_xml,
    green_button_xml,
    iberdrola_json,
    json_records,
    nem12,
    nem13,
    uci_household,
    energy_dashboard,
    home_assistant,
    influx_csv,
    dutch_p4,
    esb_hdf,
    any_table,
)
"""Asked in this order; `any_table` reads whatever is left."""


def import_file(content: bytes, *, name: str, home: Home, hints: Hints | None = None) -> Import:
    """Read one meter file of a home.

    Parameters
    ----------
    content : the whole file.
    name : what the file is called; it stands on the receipt and in every message.
    home : its time zone, roles and import choices hold where `hints` say nothing.

    Raises
    ------
    UnreadableFileError : with a sentence on what was needed, what was found, where, and what to do.
    UnknownNameError : for a role in `hints` whose channel the file does not have; the home's may be others'.
    """
    imported = read_file(content, name=name, home=home, hints=hints or Hints())
    refuse_unknown_roles([imported], hints or Hints())
    return imported


def read_file(content: bytes, *, name: str, home: Home, hints: Hints) -> Import:
    """`import_file` for one of several files of a home: roles may be those of another file's channels."""
    if is_archive(content):
        return read_archive(content, name=name, home=home, hints=hints, read=_read_one)
    return _read_one(content, name, home, hints)


def _read_one(content: bytes, name: str, home: Home, hints: Hints) -> Import:
    refuse_foreign(content, name=name)
    importer, shape = importer_of(content), shape_of(content, name=name)
    imported = _answered(lambda known: importer.read(content, name=name, hints=known), home, hints, shape)
    return replace(imported, receipt=replace(imported.receipt, marks=marks_of(imported, content)))


def _answered(read: Callable[[Hints], Import], home: Home, hints: Hints, shape: str) -> Import:
    try:
        imported = read_with_answers(read, home=home, hints=hints, shape=shape)
    except UnreadableFileError as error:
        error.shape = shape
        raise
    return replace(imported, receipt=replace(imported.receipt, home_id=home.home_id, shape=shape))


def meter_reader(content: bytes, *, name: str, hints: Hints) -> Callable[[str, Home], Import]:
    """What reads one meter of a file after the other, each for its home, as `--meter NAME` would.

    What the meters share is worked out once where the file is a table. Raises UnreadableFileError, as the
    reader does, as `import_file` does.
    """
    if is_archive(content) or importer_of(content) is not any_table:
        return lambda meter, home: import_file(
            content, name=name, home=home, hints=replace(hints, meters=(meter,))
        )
    refuse_foreign(content, name=name)
    shape, opened = shape_of(content, name=name), list[tuple[Hints, Callable[[Hints], Import]]]()

    def read(known: Hints) -> Import:
        shared = replace(known, meters=())
        if not opened or opened[0][0] != shared:
            opened[:] = [(shared, any_table.each_meter(content, name=name, hints=shared))]
        return opened[0][1](known)

    def one(meter: str, home: Home) -> Import:
        imported = _answered(read, home, replace(hints, meters=(meter,)), shape)
        refuse_unknown_roles([imported], hints)
        return imported

    return one


def importer_of(content: bytes) -> Importer:
    """Who reads a file that begins so."""
    return next(importer for importer in IMPORTERS if importer.recognises(content[:HEAD_BYTES]))


def refuse_unknown_roles(imports: Sequence[Import], hints: Hints) -> None:
    """Raises UnknownNameError when `--role` names a channel that none of the files has."""
    names = list(dict.fromkeys(name for imported in imports for name in imported.readings.names))
    for wanted in hints.roles:
        if names and wanted not in names:
            raise UnknownNameError(
                f"Needed a channel of this home for --role; found {wanted!r}. The channels are: "
                f"{', '.join(names)}.",
                where={"option": "--role"},
            )
