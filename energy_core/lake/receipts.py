"""Receipts as the lake keeps them: place in the order of uploads, hash, what was said of the file."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any, Final, Literal

from pydantic import TypeAdapter, ValidationError

from energy_core.errors import EnergyError
from energy_core.importers.hints import Hints
from energy_core.lake.layout import receipt_key
from energy_core.lake.store import Store

KEPT: Final = "kept"
REFUSED: Final = "refused"


@dataclass(frozen=True)
class Kept:
    """What a receipt holds. `sequence` counts uploads from 1; `receipt` is of a file that was read."""

    file: str
    sequence: int
    sha256: str
    status: Literal["kept", "refused"]
    hints: Hints
    receipt: dict[str, Any] | None
    error: dict[str, Any] | None


_ADAPTER: Final = TypeAdapter(Kept)


def receipts(store: Store, home_id: str) -> list[dict[str, Any]]:
    """All receipts of a home, oldest upload first, those of files that are gone too."""
    every = [parsed(key, store.get(key) or b"") for key in store.list(f"receipts/{home_id}/")]
    return sorted(every, key=lambda receipt: (receipt["sequence"], receipt["file"]))


def receipt_of(store: Store, home_id: str, file: str) -> dict[str, Any] | None:
    """The receipt of one file; None if it has none. Raises EnergyError if it is damaged."""
    key = receipt_key(home_id, file)
    content = store.get(key)
    return None if content is None else parsed(key, content)


def parsed(key: str, content: bytes) -> dict[str, Any]:
    """A receipt, checked: it may come from a stranger's zip. Raises EnergyError if it is none."""
    try:
        receipt: dict[str, Any] = json.loads(content)
        _ADAPTER.validate_python(receipt)
    except (ValueError, ValidationError) as error:
        raise EnergyError(
            f"{key} in the lake is damaged. Delete it and add the file again.", where={"key": key}
        ) from error
    return receipt


def hints_of(receipt: dict[str, Any]) -> Hints:
    return TypeAdapter(Hints).validate_python(receipt["hints"])


def said(hints: Hints) -> dict[str, Any]:
    """The hints that say something."""
    unsaid = asdict(Hints())
    return {name: value for name, value in asdict(hints).items() if value != unsaid[name]}
