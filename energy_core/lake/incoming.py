"""The uploads of a home, read without a person: what became of each, and the zone they agree on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from energy_core.errors import EnergyError, StoreError, UnreadableFileError
from energy_core.home import Home, checked_home_id
from energy_core.importers.hints import Hints
from energy_core.importers.household import with_household_notes
from energy_core.importers.receipt import Import
from energy_core.importers.together import with_zone_of
from energy_core.lake import layout, uploads
from energy_core.lake.current import Inputs, as_input
from energy_core.lake.lake import Read
from energy_core.lake.receipts import KEPT, hints_of, receipt_of
from energy_core.lake.snapshot import Snapshot
from energy_core.lake.store import Entry
from energy_core.lake.uploads import fingerprint

MOST_COPIED_BYTES: Final = 5 << 30
"""What S3 copies in one request (Amazon S3 API, CopyObject)."""


@dataclass(frozen=True)
class Upload:
    """One upload, read: what it became, or why it could not become anything."""

    file: str
    entry: Entry
    sha256: str
    hints: Hints
    outcome: Import | EnergyError

    @property
    def refusal(self) -> str:
        """The kind of error that it met, without what stands in the file."""
        if isinstance(self.outcome, Import):
            return ""
        cause = self.outcome.__cause__
        return self.outcome.kind if cause is None else f"{self.outcome.kind}, {type(cause).__name__}"


@dataclass(frozen=True)
class Incoming:
    """The uploads of a home, oldest first, and the home with the zone that its files say, if it has none."""

    home: Home | None
    uploads: tuple[Upload, ...]

    @property
    def kept(self) -> list[tuple[Upload, Import]]:
        return [(each, each.outcome) for each in self.uploads if isinstance(each.outcome, Import)]

    @property
    def inputs(self) -> Inputs:
        return [as_input(u.file, u.entry.key, u.sha256, u.hints) for u, _ in self.kept]


class Reader:
    """Reads the uploads of one home.

    read : how bytes become readings.
    max_bytes : larger uploads are refused unread.
    """

    def __init__(self, snapshot: Snapshot, *, read: Read, default_timezone: str, max_bytes: int) -> None:
        self._snapshot, self._read = snapshot, read
        self._default_timezone, self._max_bytes = default_timezone, max_bytes

    def incoming(self, home: Home) -> Incoming:
        """Every upload, read as the home says. Files without a zone are read in the one that others say."""
        first: dict[str, Upload] = {}
        known = home
        for file, entry in uploads.raw_files(self._snapshot, home.home_id).items():
            first[file] = read = self._one(file, entry, known)
            if isinstance(read.outcome, Import):
                known = with_zone_of(known, read.outcome)
        if known != home:
            first = {file: self._again(each, known) for file, each in first.items()}
        return Incoming(known, tuple(_with_household_notes(list(first.values()))))

    def _again(self, upload: Upload, home: Home) -> Upload:
        """A file that was read without a zone, or not at all, once more."""
        done = isinstance(upload.outcome, Import) and upload.outcome.receipt.timezone_source != "default"
        return upload if done else self._one(upload.file, upload.entry, home)

    def _one(self, file: str, entry: Entry, home: Home) -> Upload:
        if entry.size > self._max_bytes:
            return Upload(file, entry, "", Hints(), self._too_large(file, entry))
        content = self._snapshot.get(entry.key) or b""
        sha256 = fingerprint(content)
        hints = self._hints(home.home_id, file, sha256)
        return Upload(file, entry, sha256, hints, self._outcome(content, file, home, hints))

    def _outcome(self, content: bytes, file: str, home: Home, hints: Hints) -> Import | EnergyError:
        try:
            return self._read(content, name=file, home=home, hints=hints)
        except (StoreError, MemoryError):
            raise
        except EnergyError as error:
            return error
        except Exception as error:  # noqa: BLE001 a defect of a reader must not keep the other files waiting
            refusal = UnreadableFileError(
                f"{file} could not be read: it led the reader into a defect of ours "
                f"({type(error).__name__}). Please report it; the file is kept.",
                where={"file": file},
            )
            refusal.__cause__ = error
            return refusal

    def _hints(self, home_id: str, file: str, sha256: str) -> Hints:
        """What a person said of these bytes when they were read before; else the deployment's zone."""
        said = Hints(default_timezone=self._default_timezone)
        try:
            receipt: Mapping[str, Any] | None = receipt_of(self._snapshot, home_id, file)
        except EnergyError as error:
            if isinstance(error, StoreError):
                raise
            return said
        if receipt is None or receipt["status"] != KEPT or receipt["sha256"] != sha256:
            return said
        return hints_of(dict(receipt))

    def _too_large(self, file: str, entry: Entry) -> EnergyError:
        return UnreadableFileError(
            f"Needed a file of at most {self._max_bytes / 2**20:,.0f} MB; {file} has "
            f"{entry.size / 2**20:,.0f} MB. Split it, by month say, and upload the parts; or raise the limit "
            "of the deployment.",
            where={"file": file},
        )


def _with_household_notes(read: list[Upload]) -> list[Upload]:
    """The uploads, of which one that seems to be of another home than those before says so."""
    imports = [upload.outcome for upload in read if isinstance(upload.outcome, Import)]
    noted = iter(with_household_notes(imports))
    return [replace(u, outcome=next(noted)) if isinstance(u.outcome, Import) else u for u in read]


def misplaced(snapshot: Snapshot, home_id: str) -> Incoming | None:
    """The uploads below a folder whose name can be no home's, all refused; None for a home."""
    try:
        checked_home_id(home_id)
    except EnergyError as error:
        found = uploads.raw_files(snapshot, home_id).items()
        return Incoming(None, tuple(Upload(file, entry, "", Hints(), error) for file, entry in found))
    return None


def note(snapshot: Snapshot, home_id: str, upload: Upload) -> bool:
    """Write what became of an upload: its receipt, and quarantine if refused. Whether it is refused anew."""
    if isinstance(upload.outcome, Import):
        uploads.note_kept(
            snapshot,
            home_id,
            upload.file,
            sha256=upload.sha256,
            imported=upload.outcome,
            hints=upload.hints,
        )
        return False
    before = snapshot.etags
    if upload.entry.size <= MOST_COPIED_BYTES:
        snapshot.copy(upload.entry, layout.quarantine_key(home_id, upload.file))
    uploads.note_refused(snapshot, home_id, upload.file, sha256=upload.sha256, error=upload.outcome)
    receipt = layout.receipt_key(home_id, upload.file)
    return before.get(receipt) != snapshot.etags.get(receipt)
