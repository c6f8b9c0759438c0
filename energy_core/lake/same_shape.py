"""Other files of a shape whose answers changed: read again, so that their receipts say what counts now."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from energy_core.errors import EnergyError, StoreError
from energy_core.home import Home
from energy_core.importers.answers import said_before
from energy_core.lake.lake import Lake, read_file
from energy_core.lake.receipts import KEPT, hints_of


def others_of_shape(lake: Lake, home_id: str, shape: str, *, but: str) -> list[dict[str, Any]]:
    """The receipts of the home's other files of this shape."""
    kept = [each for each in lake.receipts(home_id) if each["status"] == KEPT and each["file"] != but]
    return [each for each in kept if shape and each["receipt"].get("shape") == shape]


def read_again(
    lake: Lake, before: Home, home: Home, *, shape: str, but: str, progress: Callable[[str], object]
) -> list[str]:
    """Read the other files of a shape with the home's new answers; the names of those that were read anew.

    What a person said of such a file itself still counts. One that cannot be read with the new answers keeps
    the old ones as its own.

    before : the home as it was when they were read.
    """
    if before.import_choices == home.import_choices:
        return []
    again = []
    for upload in others_of_shape(lake, home.home_id, shape, but=but):
        file, hints = upload["file"], hints_of(upload)
        content = lake.content(home.home_id, file)
        progress(f"Reading {file} again")
        try:
            imported = read_file(content, name=file, home=home, hints=hints)
            again.append(file)
        except StoreError:
            raise
        except EnergyError:
            hints = said_before(before, hints, shape=shape)
            imported = read_file(content, name=file, home=home, hints=hints)
        lake.add_file(home.home_id, file, content, imported, hints=hints)
    return again
