"""The files of a home in the order they came, and what became of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256 as sha256_of
from typing import Any

from energy_core.errors import EnergyError, UnreadableFileError
from energy_core.home import DEFAULT_HOME_ID
from energy_core.importers.hints import Hints
from energy_core.importers.receipt import Import
from energy_core.lake import layout
from energy_core.lake.plain_json import json_bytes
from energy_core.lake.receipts import KEPT, REFUSED, hints_of, receipt_of, receipts, said
from energy_core.lake.settling import settling_choices, settling_command
from energy_core.lake.store import Entry, Store


@dataclass(frozen=True)
class Upload:
    """One file of a home, and what was said of it when it was read."""

    file: str
    key: str
    hints: Hints


def uploads(store: Store, home_id: str, *, new_files: bool = True) -> list[Upload]:
    """The files that were not refused, oldest first; those without a receipt only if `new_files` are wanted.

    Which is older says the store; where it does not, the receipts count, and files without one come last.
    """
    found = []
    for file, entry in raw_files(store, home_id).items():
        receipt = receipt_of(store, home_id, file)
        if receipt is None and new_files:
            found.append((_place(store, entry, 0), Upload(file, entry.key, Hints())))
        elif receipt is not None and receipt["status"] != REFUSED:
            found.append(
                (_place(store, entry, receipt["sequence"]), Upload(file, entry.key, hints_of(receipt)))
            )
    return [upload for _, upload in sorted(found, key=lambda each: each[0])]


def outcomes(store: Store, home_id: str) -> list[dict[str, Any]]:
    """The receipt of each upload that is there, and of those refused, oldest first; refused copies last."""
    there = list(raw_files(store, home_id))
    found = [r for r in receipts(store, home_id) if r["status"] == REFUSED or r["file"] in there]
    if store.orders_uploads:
        rank = {file: number for number, file in enumerate(there)}
        found.sort(key=lambda receipt: (rank.get(receipt["file"], len(there)), receipt["file"]))
    return found


def _place(store: Store, entry: Entry, sequence: int) -> tuple[Any, ...]:
    if store.orders_uploads:
        return entry.modified_at, entry.key
    return sequence == 0, sequence, entry.key


def keep(store: Store, home_id: str, file: str, content: bytes, *, imported: Import, hints: Hints) -> None:
    """Keep a file and its receipt. The file comes last: a receipt without its file counts for nothing."""
    _put_kept(store, home_id, file, sha256=fingerprint(content), imported=imported, hints=hints)
    key = raw_keys(store, home_id).get(file) or layout.raw_key(home_id, file)
    if store.get(key) != content:
        store.put(key, content)
    _clear_quarantine(store, home_id, file)


def note_kept(store: Store, home_id: str, file: str, *, sha256: str, imported: Import, hints: Hints) -> None:
    """The receipt of a file that lies in raw/ already and was read."""
    _put_kept(store, home_id, file, sha256=sha256, imported=imported, hints=hints)
    _clear_quarantine(store, home_id, file)


def refuse(store: Store, home_id: str, file: str, content: bytes, *, error: EnergyError) -> None:
    """Put a file that cannot be read aside, with the reason. One that was read before stays as it is."""
    known = receipt_of(store, home_id, file)
    if known and known["status"] == KEPT and known["sha256"] == fingerprint(content):
        return
    store.put(layout.quarantine_key(home_id, file), content)
    note_refused(store, home_id, file, sha256=fingerprint(content), error=error)


def note_refused(store: Store, home_id: str, file: str, *, sha256: str, error: EnergyError) -> None:
    """The reason and the receipt of a file that lies in quarantine/ already."""
    reason: dict[str, Any] = {"kind": error.kind, "message": error.message, "where": error.where}
    if isinstance(error, UnreadableFileError):
        reason |= {"option": error.option, "choices": error.choices, "shape": error.shape}
        reason["choices"] = settling_choices(reason)
        reason["settle"] = settling_command(home_id, reason, lake=str(store))
    store.put(layout.reason_key(home_id, file), json_bytes(reason))
    refused = {"status": REFUSED, "hints": {}, "receipt": None, "error": reason}
    store.put(
        layout.receipt_key(home_id, file), json_bytes({**_stamp(store, home_id, file, sha256), **refused})
    )


def _put_kept(store: Store, home_id: str, file: str, *, sha256: str, imported: Import, hints: Hints) -> None:
    told = {"status": KEPT, "hints": said(hints), "receipt": imported.receipt, "error": None}
    store.put(layout.receipt_key(home_id, file), json_bytes({**_stamp(store, home_id, file, sha256), **told}))


def _clear_quarantine(store: Store, home_id: str, file: str) -> None:
    for leftover in (layout.quarantine_key(home_id, file), layout.reason_key(home_id, file)):
        store.delete(leftover)


def drop(store: Store, upload: Upload, home_id: str) -> None:
    store.delete(upload.key)
    store.delete(layout.receipt_key(home_id, upload.file))


def stored_name(store: Store, home_id: str, name: str, content: bytes, *, coming: Mapping[str, bytes]) -> str:
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


def raw_keys(store: Store, home_id: str) -> dict[str, str]:
    """Key of each upload by its name; the home `default` may have files right under raw/ too."""
    return {file: entry.key for file, entry in raw_files(store, home_id).items()}


def raw_files(store: Store, home_id: str) -> dict[str, Entry]:
    """Each upload by its name, the oldest first where the store knows; no empty ones, no folder markers."""
    entries = store.entries(f"raw/{home_id}/")
    if home_id == DEFAULT_HOME_ID:
        entries = [*store.entries("raw/", deep=False), *entries]
    named = by_name(home_id, entries)
    if not store.orders_uploads:
        return named
    return dict(sorted(named.items(), key=lambda item: _place(store, item[1], 0)))


def by_name(home_id: str, entries: Iterable[Entry]) -> dict[str, Entry]:
    """The uploads among the objects below raw/ by their names, those right under raw/ first."""
    prefix, named = f"raw/{home_id}/", dict[str, Entry]()
    found = sorted(filter(is_upload, entries), key=lambda entry: (entry.key.startswith(prefix), entry.key))
    for entry in found:
        name = entry.key.removeprefix(prefix if entry.key.startswith(prefix) else "raw/")
        named[layout.free_name(name, named)] = entry
    return named


def is_upload(entry: Entry) -> bool:
    """Consoles make empty objects that stand for folders, and a copy begins as an empty file."""
    return entry.size > 0 and not entry.key.endswith("/")


def fingerprint(content: bytes) -> str:
    return sha256_of(content).hexdigest()


def _stamp(store: Store, home_id: str, file: str, sha256: str) -> dict[str, Any]:
    """File, place in the order of uploads, hash. A file that is there already keeps its place.

    The place is 0 where the store itself orders uploads: then a receipt says the same on any day.
    """
    if store.orders_uploads:
        return {"file": file, "sequence": 0, "sha256": sha256}
    known = receipt_of(store, home_id, file)
    if known and known["sha256"] == sha256:
        sequence = known["sequence"]
    else:
        sequence = max((receipt["sequence"] for receipt in receipts(store, home_id)), default=0) + 1
    return {"file": file, "sequence": sequence, "sha256": sha256}
