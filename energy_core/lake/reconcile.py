"""Which homes of a bucket are not finished: an event was lost, a run died, or another version made them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from energy_core.lake import layout
from energy_core.lake.bucket import Bucket
from energy_core.lake.run_record import load_record
from energy_core.lake.snapshot import etags
from energy_core.lake.store import Entry
from energy_core.lake.uploads import by_name

KINDS: Final = ("processed/", "forecast/", "forecast-models/", "anomalies/", "reports/")
PEOPLES: Final = ("homes/", "receipts/", "quarantine/", "raw/")


def listed(bucket: Bucket) -> dict[str, dict[str, Entry]]:
    """All objects of the bucket that belong to a home, by home and key. One request lists 1,000."""
    homes: dict[str, dict[str, Entry]] = {}
    for prefix in (*KINDS, *PEOPLES):
        for entry in bucket.entries(prefix):
            home_id = layout.home_of(entry.key)
            if home_id is not None:
                homes.setdefault(home_id, {})[entry.key] = entry
    return homes


def unfinished(bucket: Bucket, made_by: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """Homes to run, and homes that are finished but have alerts to send; both sorted."""
    to_run, to_tell = [], []
    for home_id, there in sorted(listed(bucket).items()):
        objects = etags(home_id, there)
        record = load_record(bucket, home_id)
        if not record.is_finished(objects, made_by) and objects:
            to_run.append(home_id)
        elif record.pending:
            to_tell.append(home_id)
    return to_run, to_tell


def without_receipt(bucket: Bucket) -> list[str]:
    """Keys of uploads that have no receipt."""
    receipts = set(bucket.list("receipts/"))
    uploads: dict[str, list[Entry]] = {}
    for entry in bucket.entries("raw/"):
        if (home_id := layout.home_of(entry.key)) is not None:
            uploads.setdefault(home_id, []).append(entry)
    return [
        entry.key
        for home_id, entries in sorted(uploads.items())
        for file, entry in by_name(home_id, entries).items()
        if layout.receipt_key(home_id, file) not in receipts
    ]
