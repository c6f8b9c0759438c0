"""Whether a file belongs to the home that it is about to join: by whose meter it is, and by its readings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from energy_core.errors import AnotherHomeError
from energy_core.importers.household import other_home, other_values
from energy_core.importers.receipt import Import, Mark
from energy_core.lake.lake import Lake
from energy_core.lake.receipts import KEPT


def refuse_another_home(lake: Lake, home_id: str, imported: Import) -> None:
    """Raises AnotherHomeError for a file whose meter, address or readings are not the home's."""
    if (evidence := another_home(lake, home_id, imported)) is not None:
        file, home = imported.receipt.file, lake.home(home_id).title
        raise AnotherHomeError(
            f"Needed a file of {home}; {file} seems to be of another home: {evidence}. Make another home for "
            "it, or keep it here if both are meters of this home.",
            where={"file": file, "home": home_id},
        )


def another_home(lake: Lake, home_id: str, imported: Import) -> str | None:
    """What shows that a file is of another home than this one, in words; None where nothing does."""
    receipts = lake.receipts(home_id) if home_id in lake.homes() else []
    if not any(receipt["status"] == KEPT for receipt in receipts):
        return None
    evidence = other_home(imported.receipt.marks, marks_in(receipts))
    return evidence or other_values(imported.readings, lake.readings(home_id))


def marks_in(receipts: Sequence[Mapping[str, Any]]) -> tuple[Mark, ...]:
    """Whose meters the kept files of a home are."""
    kept = [receipt["receipt"] for receipt in receipts if receipt["status"] == KEPT]
    return tuple(Mark(**mark) for receipt in kept for mark in (receipt or {}).get("marks", ()))
