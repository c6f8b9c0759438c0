"""Several files of one home, read in one time zone, whatever their order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from energy_core.home import Home
from energy_core.importers import read_file, refuse_unknown_roles
from energy_core.importers.hints import Hints
from energy_core.importers.receipt import Import


def read_together(
    files: Sequence[tuple[str, bytes]], *, home: Home, hints: Hints, progress: Callable[[str], None]
) -> tuple[Home, list[Import]]:
    """Read files (name, bytes); the zone that one of them or a person says is the zone of the others too.

    That zone becomes the home's if it has none yet. Raises UnreadableFileError for the first that can't be
    read, UnknownNameError for a role of a channel that none of them has.
    """
    imports = []
    for name, content in files:
        progress(f"Reading {name} …")
        imports.append(read_file(content, name=name, home=home, hints=hints))
    refuse_unknown_roles(imports, hints)
    if home.timezone is None and (zone := _said(imports)):
        home = replace(home, timezone=zone)
        imports = [
            read_file(content, name=name, home=home, hints=hints)
            if imported.receipt.timezone_source == "default"
            else imported
            for (name, content), imported in zip(files, imports, strict=True)
        ]
    return home, imports


def _said(imports: Sequence[Import]) -> str | None:
    """The first zone that was said; a bare offset such as Etc/GMT-1 is true of one season only."""
    for imported in imports:
        zone = imported.readings.timezone
        if imported.receipt.timezone_source in ("file", "option") and not zone.startswith("Etc/"):
            return zone
    return None
