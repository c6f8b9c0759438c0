"""homes/HOME/run.json: what the last run without a person began with and left, and whom it has to tell."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import pandas as pd
from pydantic import TypeAdapter, ValidationError

from energy_core.lake.layout import run_key
from energy_core.lake.plain_json import json_bytes
from energy_core.lake.store import Store

if TYPE_CHECKING:
    from energy_core.analysis import Analysis
    from energy_core.lake.bucket import Bucket


@dataclass(frozen=True)
class Message:
    """An alert that waits to be sent. `key` is the same however often it is computed."""

    key: str
    kind: str
    subject: str
    message: str


@dataclass(frozen=True)
class RunRecord:
    """Written last of all. A home is finished while its objects are exactly these.

    made_by : versions and settings of the deployment; other ones compute the home again.
    objects : etag by key of everything of the home, uploads, receipts and outputs.
    not_analysed : why there are no tables, if there are none.
    told_until : end of the readings whose alerts have been computed.
    pending : alerts that have not been sent.
    """

    made_by: Mapping[str, Any] = field(default_factory=dict)
    objects: Mapping[str, str] = field(default_factory=dict)
    not_analysed: str | None = None
    told_until: str | None = None
    pending: tuple[Message, ...] = ()

    def is_finished(self, objects: Mapping[str, str], made_by: Mapping[str, Any]) -> bool:
        return self.objects == objects and self.made_by == made_by

    def with_alerts(self, analysis: Analysis) -> RunRecord:
        """The record, in which what is new in the analysis waits to be told."""
        from energy_core.alerts import alerts, told_until

        previous = None if self.told_until is None else pd.Timestamp(self.told_until)
        until = told_until(analysis)
        if until is None:
            return self
        waiting = {message.key for message in self.pending}
        new = [
            Message(alert.key, alert.kind, alert.subject, alert.message)
            for alert in alerts(analysis, previous)
            if alert.key not in waiting
        ]
        # readings may be taken back; what was told once stays told
        latest = until if previous is None else max(previous, until)
        return replace(self, told_until=latest.isoformat(), pending=(*self.pending, *new))


_ADAPTER = TypeAdapter(RunRecord)


def load_record(store: Store, home_id: str) -> RunRecord:
    """The record of a home; an empty one if it never ran, or the object says nothing any more."""
    try:
        return _ADAPTER.validate_python(json.loads(store.get(run_key(home_id)) or b"{}"))
    except (ValueError, ValidationError):
        return RunRecord()


def send_pending(bucket: Bucket, home_id: str, send: Callable[[Message], bool]) -> int:
    """Send the alerts that wait, and note each that was sent; how many.

    A run that dies between the two sends one again: a message twice is better than none. Subscribers know it
    by its key.

    Parameters
    ----------
    send : whether the message was sent.
    """
    found = [entry for entry in bucket.entries(run_key(home_id)) if entry.key == run_key(home_id)]
    record, etag = load_record(bucket, home_id), found[0].etag if found else None
    sent = 0
    for message in record.pending:
        if send(message):
            sent += 1
            left = tuple(other for other in record.pending if other.key != message.key)
            record = replace(record, pending=left)
            etag = bucket.replace(run_key(home_id), json_bytes(record), etag=etag)
    return sent


def save_record(store: Store, home_id: str, record: RunRecord) -> None:
    store.put(run_key(home_id), json_bytes(record))
