"""The files of a home in the order they came, and what became of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from energy_core.errors import EnergyError, UnreadableFileError
from energy_core.home import DEFAULT_HOME_ID
from energy_core.importers.hints import Hints
from energy_core.importers.receipt import Import
from energy_core.lake import layout
from energy_core.lake.plain_json import json_bytes
from energy_core.lake.receipts import KEPT, REFUSED, hints_of, receipt_of, receipts, said
from energy_core.lake.store import Folder


@dataclass(frozen=True)
class Upload:
    """One file of a home. `sequence` counts uploads from 1; 0 = put there without a receipt."""

    file: str
    key: str
    sequence: int
    hints: Hints


def uploads(store: Folder, home_id: str) -> list[Upload]:
    """The files that were not refused, oldest first; those without a receipt come last, by name."""
    found = []
    for file, key in raw_keys(store, home_id).items():
        receipt = receipt_of(store, home_id, file)
        if receipt is None:
            found.append(Upload(file, key, 0, Hints()))
        elif receipt["status"] != REFUSED:
            found.append(Upload(file, key, receipt["sequence"], hints_of(receipt)))
    return sorted(found, key=lambda upload: (upload.sequence == 0, upload.sequence, upload.file))


def outcomes(store: Folder, home_id: str) -> list[dict[str, Any]]:
    """The receipt of each upload that is there, and of those refused, oldest first."""
    there = raw_keys(store, home_id)
    return [r for r in receipts(store, home_id) if r["status"] == REFUSED or r["file"] in there]


def keep(store: Folder, home_id: str, file: str, content: bytes, *, imported: Import, hints: Hints) -> None:
    """Keep a file and its receipt. The file comes last: a receipt without its file counts for nothing."""
    receipt = json_bytes(
        {
            **_stamp(store, home_id, file, content),
            "status": KEPT,
            "hints": said(hints),
            "receipt": imported.receipt,
            "error": None,
        }
    )
    store.put(layout.receipt_key(home_id, file), receipt)
    key = raw_keys(store, home_id).get(file) or layout.raw_key(home_id, file)
    if store.get(key) != content:
        store.put(key, content)
    for leftover in (layout.quarantine_key(home_id, file), layout.reason_key(home_id, file)):
        store.delete(leftover)


def refuse(store: Folder, home_id: str, file: str, content: bytes, *, error: EnergyError) -> None:
    """Put a file that cannot be read aside, with the reason. One that was read before stays as it is."""
    known = receipt_of(store, home_id, file)
    if known and known["status"] == KEPT and known["sha256"] == fingerprint(content):
        return
    reason: dict[str, Any] = {"kind": error.kind, "message": error.message, "where": error.where}
    if isinstance(error, UnreadableFileError):
        reason["option"] = error.option
    store.put(layout.quarantine_key(home_id, file), content)
    store.put(layout.reason_key(home_id, file), json_bytes(reason))
    refused = {"status": REFUSED, "hints": {}, "receipt": None, "error": reason}
    store.put(
        layout.receipt_key(home_id, file), json_bytes({**_stamp(store, home_id, file, content), **refused})
    )


def drop(store: Folder, upload: Upload, home_id: str) -> None:
    store.delete(upload.key)
    store.delete(layout.receipt_key(home_id, upload.file))


def stored_name(
    store: Folder, home_id: str, name: str, content: bytes, *, coming: Mapping[str, bytes]
) -> str:
    """Under which name a file is or will be kept: its own if no other content has it, else `name (2)` …

    Parameters
    ----------
    coming : files about to be kept, by stored name.
    """
    keys, taken = raw_keys(store, home_id), set[str]()
    while True:
        candidate = layout.free_name(layout.safe_name(name), taken)
        there = coming.get(candidate)
        if there is None and candidate in keys:
            there = store.get(keys[candidate])
        if there is None or there == content:
            return candidate
        taken.add(candidate)


def raw_keys(store: Folder, home_id: str) -> dict[str, str]:
    """Key of each upload by its name; the home `default` may have files right under raw/ too."""
    prefix = f"raw/{home_id}/"
    keys = store.list(prefix)
    if home_id != DEFAULT_HOME_ID:
        return {key.removeprefix(prefix): key for key in keys}
    names = {key.removeprefix("raw/"): key for key in store.list("raw/") if key.count("/") == 1}
    for key in keys:
        names[layout.free_name(key.removeprefix(prefix), names)] = key
    return names


def fingerprint(content: bytes) -> str:
    return sha256(content).hexdigest()


def _stamp(store: Folder, home_id: str, file: str, content: bytes) -> dict[str, Any]:
    """File, place in the order of uploads, hash. A file that is there already keeps its place."""
    known = receipt_of(store, home_id, file)
    if known and known["sha256"] == fingerprint(content):
        sequence = known["sequence"]
    else:
        sequence = max((receipt["sequence"] for receipt in receipts(store, home_id)), default=0) + 1
    return {"file": file, "sequence": sequence, "sha256": fingerprint(content)}
