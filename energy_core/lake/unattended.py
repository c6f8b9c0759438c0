"""One home of a bucket, brought up to date without a person: receipts, tables, reports, then the record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from math import inf
from typing import TYPE_CHECKING, Any, Final

from energy_core.errors import NotEnoughDataError, StoreError
from energy_core.lake import layout
from energy_core.lake.bucket import Bucket, ChangedMeanwhileError
from energy_core.lake.current import versions
from energy_core.lake.incoming import Incoming, Reader, misplaced, note
from energy_core.lake.lake import Lake, Read, read_file
from energy_core.lake.merge import merged
from energy_core.lake.run_record import RunRecord, load_record, save_record
from energy_core.lake.snapshot import Snapshot

if TYPE_CHECKING:
    from energy_core.analysis import Analysis

ROUNDS: Final = 5
"""Of one run; each begins when someone else changed the home during the one before."""

RESERVE_SECONDS: Final = 30.0
"""The longest part that can't be interrupted, a forecast over years of hours, takes about 15 s."""

Step = Callable[[str], None]


class OutOfTimeError(StoreError):
    """The run would be cut off; what it wrote is whole, and another one goes on from the start."""


@dataclass(frozen=True)
class Deployment:
    """What holds for all homes of a deployment.

    default_timezone : of stamps without a zone, where neither file nor home says one.
    max_file_bytes : larger uploads are refused.
    tells_people : whether alerts are computed.
    """

    default_timezone: str = "UTC"
    max_file_bytes: int = 200 << 20
    tells_people: bool = False

    @property
    def made_by(self) -> dict[str, Any]:
        """What makes other outputs, and other receipts, of the same uploads."""
        return {
            "versions": versions(),
            "default_timezone": self.default_timezone,
            "max_file_bytes": self.max_file_bytes,
        }


@dataclass(frozen=True)
class Run:
    """What a run did.

    refused : files put into quarantine by this run, and which kind of error each met.
    kwh : consumption of the home.
    has_alerts : whether messages wait to be sent.
    """

    home_id: str
    was_finished: bool = False
    files_read: int = 0
    refused: Mapping[str, str] = field(default_factory=dict)
    kwh: float | None = None
    has_alerts: bool = False
    rounds: int = 1
    not_analysed: str | None = None


class Runner:
    """Brings homes of a bucket up to date.

    seconds_left : until the run would be cut off.
    step : told what begins: `listing`, `reading`, `analysing`, `writing`.
    then : given each new analysis when everything is written, for what lies outside the promise of same
        bytes, such as a narrative by a model; it may fail only in ways of its own.
    """

    def __init__(
        self,
        bucket: Bucket,
        deployment: Deployment,
        *,
        seconds_left: Callable[[], float] = lambda: inf,
        step: Step = lambda _: None,
        then: Callable[[Analysis], None] = lambda _: None,
        read: Read = read_file,
    ) -> None:
        self.bucket, self.deployment = bucket, deployment
        self._seconds_left, self._step, self._then, self._read = seconds_left, step, then, read

    def run(self, home_id: str) -> Run:
        """Bring a home up to date; a home that is finished costs a few requests.

        The outcome depends on the home's objects in the bucket alone, not on who asked or how often.

        Raises
        ------
        OutOfTimeError, StoreError : trying again helps.
        EnergyError : something a person has to mend, such as a damaged home.toml.
        """
        refused: dict[str, str] = {}
        for rounds in range(1, ROUNDS + 1):
            try:
                done = self._round(home_id, refused)
            except ChangedMeanwhileError:
                continue
            if done:
                return replace(done, refused=refused, rounds=rounds)
        raise StoreError(f"The home {home_id} was changed again and again during its analysis. Try again.")

    def _round(self, home_id: str, refused: dict[str, str]) -> Run | None:
        """One attempt. None if the home is not the same any more at its end."""
        self._step("listing")
        snapshot = Snapshot(self.bucket, home_id, check=self._check_time)
        record = load_record(snapshot, home_id)
        if record.is_finished(snapshot.etags, self.deployment.made_by):
            return Run(home_id, was_finished=True)
        self._step("reading")
        incoming = self._incoming(snapshot, home_id)
        for each in incoming.uploads:
            if note(snapshot, home_id, each):
                refused[each.file] = each.refusal
        self._step("analysing")
        analysis, problem = self._analysis(incoming)
        self._step("writing")
        self._write(snapshot, home_id, analysis, incoming)
        if not snapshot.is_as_listed():
            return None
        record = self._finish(snapshot, home_id, replace(record, not_analysed=problem), analysis)
        return Run(
            home_id,
            files_read=len(incoming.uploads),
            kwh=analysis.readings.consumption_kwh if analysis else None,
            not_analysed=problem,
            has_alerts=bool(record.pending),
        )

    def _incoming(self, snapshot: Snapshot, home_id: str) -> Incoming:
        if astray := misplaced(snapshot, home_id):
            return astray
        if not any(key.startswith(("raw/", layout.home_key(home_id))) for key in snapshot.etags):
            return Incoming(None, ())
        reader = Reader(
            snapshot,
            read=self._read,
            default_timezone=self.deployment.default_timezone,
            max_bytes=self.deployment.max_file_bytes,
        )
        return reader.incoming(Lake(snapshot).home(home_id))

    def _analysis(self, incoming: Incoming) -> tuple[Analysis | None, str | None]:
        """The analysis of all files that were read, else why there is none."""
        from energy_core.analysis import analyse

        if incoming.home is None or not incoming.kept:
            return None, "There is no file that could be read."
        readings = merged([imported.readings for _, imported in incoming.kept], said=incoming.home.roles)
        try:
            return analyse(readings, incoming.home, progress=lambda _: self._check_time()), None
        except NotEnoughDataError as error:
            return None, error.message

    def _write(self, snapshot: Snapshot, home_id: str, analysis: Analysis | None, incoming: Incoming) -> None:
        """The outputs; without an analysis, what an earlier one left goes, current.json first."""
        if analysis:
            Lake(snapshot).save_analysis(analysis, inputs=incoming.inputs)
            return
        snapshot.delete(layout.current_key(home_id))
        for prefix in layout.outputs_of(home_id):
            for key in snapshot.list(prefix):
                snapshot.delete(key)

    def _finish(
        self, snapshot: Snapshot, home_id: str, record: RunRecord, analysis: Analysis | None
    ) -> RunRecord:
        if not snapshot.etags:
            snapshot.delete(layout.run_key(home_id))  # the home was forgotten
            return record
        if analysis and self.deployment.tells_people:
            record = record.with_alerts(analysis)
        made_by = self.deployment.made_by
        record = replace(record, made_by=made_by, objects=snapshot.etags)
        save_record(snapshot, home_id, record)
        if analysis:
            self._then(analysis)
        return record

    def _check_time(self) -> None:
        if self._seconds_left() < RESERVE_SECONDS:
            raise OutOfTimeError("The time of this run is up before the home is done. Try again.")
