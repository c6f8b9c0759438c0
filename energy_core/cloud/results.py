"""What came out: for each file its receipt or why it was refused, for each home its findings and tables."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, Literal

from energy_core.cloud.session import Cloud
from energy_core.cloud.watch import Watch
from energy_core.errors import StoreError, UnknownNameError
from energy_core.home import DEFAULT_HOME_ID, checked_home_id
from energy_core.lake.layout import receipt_key, report_key

if TYPE_CHECKING:
    from energy_core.lake.run_record import RunRecord
    from energy_core.lake.store import Entry, Store

POLL_SECONDS: Final = 3
REFUSED: Final = "refused"

Status = Literal["waiting", "read", "refused", "not_analysed", "done"]


@dataclass(frozen=True)
class FileResult:
    """`waiting`: no receipt yet; `read`: its home is not analysed with it yet; `refused`: in quarantine;
    `not_analysed`: the home was run, and its readings are too few.
    """

    file: str
    status: Status
    receipt: Mapping[str, Any] | None
    error: Mapping[str, Any] | None


@dataclass(frozen=True)
class HomeResult:
    """`insights` and `outputs` are those of the last analysis; None and empty before the first.

    not_analysed : why there is no analysis, if the home was run and gave none.
    """

    home_id: str
    files: tuple[FileResult, ...]
    insights: Mapping[str, Any] | None
    outputs: tuple[Mapping[str, Any], ...]
    not_analysed: str | None = None

    @property
    def waiting(self) -> list[str]:
        return [file.file for file in self.files if file.status in ("waiting", "read")]

    @property
    def refused(self) -> list[str]:
        return [file.file for file in self.files if file.status == "refused"]


def open_store(cloud: Cloud, bucket: str) -> Store:
    """The bucket as a lake lies in it."""
    from energy_core.lake.bucket import Bucket

    return Bucket(bucket, cloud.client("s3"))


def homes(store: Store) -> list[str]:
    """Every home of the bucket, those that were never analysed too."""
    found = {*store.folders("homes/"), *store.folders("raw/"), *store.folders("quarantine/")}
    if store.entries("raw/", deep=False):
        found.add(DEFAULT_HOME_ID)
    return sorted(found)


def result(store: Store, home_id: str) -> HomeResult:
    """What came out of a home. Raises UnknownNameError if there is no such home."""
    from energy_core.lake.current import load_current
    from energy_core.lake.receipts import receipts
    from energy_core.lake.run_record import load_record
    from energy_core.lake.uploads import raw_files

    uploads = raw_files(store, checked_home_id(home_id))
    told = {receipt["file"]: receipt for receipt in receipts(store, home_id)}
    current = load_current(store, home_id) or {}
    if not (uploads or told or current) and home_id not in (there := homes(store)):
        known = f"The homes are: {', '.join(there)}." if there else "It holds no home yet: energy upload FILE"
        raise UnknownNameError(
            f"Needed a home of {store}; found {home_id!r}. {known}", where={"home": home_id}
        )
    record = load_record(store, home_id)
    files = _files_of(store, home_id, uploads, told=told, current=current, record=record)
    insights = store.get(report_key(home_id, "insights.json")) if current else None
    return HomeResult(
        home_id,
        files,
        json.loads(insights) if insights else None,
        tuple(current.get("outputs", [])),
        record.not_analysed,
    )


def _files_of(
    store: Store,
    home_id: str,
    uploads: Mapping[str, Entry],
    *,
    told: Mapping[str, dict[str, Any]],
    current: Mapping[str, Any],
    record: RunRecord,
) -> tuple[FileResult, ...]:
    """Those that lie in raw/, then those refused whose upload has expired."""
    answered = {entry.key: entry for entry in store.entries(f"receipts/{home_id}/")}
    analysed = {(given["file"], given["sha256"]) for given in current.get("inputs", [])}
    files = []
    for file, upload in uploads.items():
        receipt, entry = told.get(file), answered.get(receipt_key(home_id, file))
        if receipt and _came_again(store, upload, entry, receipt):
            receipt = None
        found = _file(file, receipt, analysed)
        was_run = record.not_analysed and entry and record.objects.get(entry.key) == entry.etag
        files.append(replace(found, status="not_analysed") if found.status == "read" and was_run else found)
    expired = sorted(f for f, receipt in told.items() if receipt["status"] == REFUSED and f not in uploads)
    return (*files, *(_file(file, told[file], analysed) for file in expired))


def wait_for(store: Store, home_ids: Sequence[str], *, seconds: float, watch: Watch) -> list[HomeResult]:
    """The results of homes once nothing of them waits any more.

    Raises StoreError after so many seconds; what is under way goes on.
    """
    left, said = seconds, ""
    while True:
        found = [result(store, home_id) for home_id in home_ids]
        waiting = [file for home in found for file in home.waiting]
        if not waiting:
            return found
        if left <= 0:
            raise StoreError(
                f"After {seconds:.0f} seconds {_files(waiting)} not done yet. It goes on without this "
                "command: see energy results later, and energy logs for what happens."
            )
        if (now := f"Waiting: {_files(waiting)} not done yet …") != said:
            watch.progress(said := now)
        pause = min(POLL_SECONDS, left)
        watch.sleep(pause)
        left -= pause


def _files(waiting: list[str]) -> str:
    return f"{waiting[0]} is" if len(waiting) == 1 else f"{len(waiting)} files are"


def _file(file: str, told: Mapping[str, Any] | None, analysed: set[tuple[str, str]]) -> FileResult:
    if told is None:
        return FileResult(file, "waiting", None, None)
    if told["status"] == REFUSED:
        return FileResult(file, "refused", None, told["error"])
    status: Status = "done" if (file, told["sha256"]) in analysed else "read"
    return FileResult(file, status, told["receipt"], None)


def _came_again(store: Store, upload: Entry, receipt: Entry | None, told: Mapping[str, Any]) -> bool:
    """Whether other bytes came under the name after the receipt was written."""
    from energy_core.lake.uploads import fingerprint

    if receipt is not None and upload.modified_at < receipt.modified_at:
        return False
    return fingerprint(store.get(upload.key) or b"") != str(told["sha256"])
