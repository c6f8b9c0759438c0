"""Several files of one home, read in one time zone, whatever their order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from energy_core.home import Home
from energy_core.importers import read_file, refuse_unknown_roles
from energy_core.importers.hints import Hints
from energy_core.importers.household import with_household_notes
from energy_core.importers.one_home import with_notes_on_repeats
from energy_core.importers.receipt import Import, Mark


def read_together(
    files: Sequence[tuple[str, bytes]],
    *,
    home: Home,
    hints: Hints,
    progress: Callable[[str], None],
    before: Sequence[Mark] = (),
) -> tuple[Home, list[Import]]:
    """Read files (name, bytes); the zone that one of them or a person says is the zone of the others too.

    before : whose meters the home's earlier files are; a file of another home's says so.

    That zone becomes the home's if it has none yet. Raises UnreadableFileError for the first that can't be
    read, UnknownNameError for a role of a channel that none of them has.
    """
    imports = []
    for name, content in files:
        progress(f"Reading {name} …")
        imports.append(read_file(content, name=name, home=home, hints=hints))
    refuse_unknown_roles(imports, hints)
    known = home
    for imported in imports:
        known = with_zone_of(known, imported)
    if known is not home:
        imports = [
            read_file(content, name=name, home=known, hints=hints)
            if imported.receipt.timezone_source == "default"
            else imported
            for (name, content), imported in zip(files, imports, strict=True)
        ]
    return known, with_household_notes(with_notes_on_repeats(imports), known=before)


def with_zone_of(home: Home, imported: Import) -> Home:
    """The home with the zone that a file or a person says, if nobody has said one before.

    Not with one that was assumed, nor a bare offset such as Etc/GMT-1: it is true of one season only.
    """
    zone = imported.readings.timezone
    said = imported.receipt.timezone_source in ("file", "option") and not zone.startswith("Etc/")
    return replace(home, timezone=zone) if said and home.timezone is None else home
