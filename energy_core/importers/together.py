"""Several files of one home, read in one time zone, whatever their order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from energy_core.home import Home
from energy_core.importers import read_file, refuse_unknown_roles
from energy_core.importers.hints import Hints
from energy_core.importers.household import with_household_notes
from energy_core.importers.named_meter import holding_it
from energy_core.importers.one_home import with_notes_on_repeats
from energy_core.importers.receipt import Decision, Import, Mark


def read_together(
    files: Sequence[tuple[str, bytes]], *, home: Home, hints: Hints, progress: Callable[[str], None]
) -> tuple[Home, list[Import]]:
    """`read_each` without the files that lack the meter that was named."""
    known, imports = read_each(files, home=home, hints=hints, progress=progress)
    return known, [imported for imported in imports if imported is not None]


def read_each(
    files: Sequence[tuple[str, bytes]],
    *,
    home: Home,
    hints: Hints,
    progress: Callable[[str], None],
    before: Sequence[Mark] = (),
) -> tuple[Home, list[Import | None]]:
    """Read files (name, bytes); the zone that one of them or a person says is the zone of the others too.

    Of several files those without the meter that a person named are None; the receipts tell of them.
    before : whose meters the home's earlier files are; a file of another home's says so.

    That zone becomes the home's if it has none yet. Raises UnreadableFileError for the first that can't be
    read, UnknownNameError for a role of a channel that none of them has.
    """

    def read(name: str, content: bytes) -> Import:
        progress(f"Reading {name} …")
        return read_file(content, name=name, home=home, hints=hints)

    found, passed = holding_it(files, read, hints=hints)
    imports = [imported for imported in found if imported is not None]
    refuse_unknown_roles(imports, hints)
    known = home
    for imported in imports:
        known = with_zone_of(known, imported)
    if known is not home:
        contents = [file for file, imported in zip(files, found, strict=True) if imported is not None]
        imports = [
            read_file(content, name=name, home=known, hints=hints)
            if imported.receipt.timezone_source == "default"
            else imported
            for (name, content), imported in zip(contents, imports, strict=True)
        ]
    noted = iter(with_household_notes(with_notes_on_repeats(_told(imports, passed)), known=before))
    return known, [imported and next(noted) for imported in found]


def _told(imports: list[Import], passed: Decision | None) -> list[Import]:
    """The imports, each of which says what files were passed over."""
    if passed is None:
        return imports
    receipts = [replace(i.receipt, decisions=(passed, *i.receipt.decisions)) for i in imports]
    return [replace(i, receipt=receipt) for i, receipt in zip(imports, receipts, strict=True)]


def with_zone_of(home: Home, imported: Import) -> Home:
    """The home with the zone that a file or a person says, if nobody has said one before.

    Not with one that was assumed, nor a bare offset such as Etc/GMT-1: it is true of one season only.
    """
    zone = imported.readings.timezone
    said = imported.receipt.timezone_source in ("file", "option") and not zone.startswith("Etc/")
    return replace(home, timezone=zone) if said and home.timezone is None else home
