"""Events of AWS -> homes whose uploads they tell of. Keys are decoded here and nowhere else."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import unquote_plus

from energy_core.lake.layout import home_of

RECONCILE: Final = "energy.reconcile"
RUN: Final = "energy.run"
"""`source` of our own events: look for what was forgotten; run these homes."""


@dataclass(frozen=True)
class Told:
    """What one message tells. `message_id` is None for an event that came without a queue.

    problem : why the message says nothing; trying again can't help.
    """

    message_id: str | None
    homes: tuple[str, ...]
    problem: str | None = None


def told(event: Mapping[str, Any], *, bucket: str) -> list[Told]:
    """What an event tells, message by message: SQS, a notification of S3, EventBridge, or our own.

    Uploads of other buckets, folder markers and whatever does not lie below raw/ are of no home.
    """
    records = event.get("Records")
    if not isinstance(records, list):
        return [_message(None, event, bucket)]
    if not any("messageId" in record for record in records):
        return [_message(None, event, bucket)]
    return [_queued(record, bucket) for record in records]


def run_event(home_ids: list[str]) -> str:
    """The message that has these homes run."""
    return json.dumps({"source": RUN, "homes": home_ids})


def _queued(record: Mapping[str, Any], bucket: str) -> Told:
    message_id = str(record["messageId"])
    try:
        body = json.loads(record.get("body") or "")
    except ValueError:
        return Told(message_id, (), problem="The message is not JSON.")
    if not isinstance(body, dict):
        return Told(message_id, (), problem="The message is no event.")
    return _message(message_id, body, bucket)


def _message(message_id: str | None, event: Mapping[str, Any], bucket: str) -> Told:
    try:
        homes = tuple(dict.fromkeys(_homes(event, bucket)))
    except (KeyError, TypeError, AttributeError):
        return Told(message_id, (), problem="The message is no event that is known here.")
    return Told(message_id, homes)


def _homes(event: Mapping[str, Any], bucket: str) -> Iterator[str]:
    if event.get("source") == RUN:
        yield from (str(home_id) for home_id in event["homes"])
    elif event.get("source") == "aws.s3":
        # EventBridge does not encode keys
        yield from _home(event["detail"]["bucket"]["name"], event["detail"]["object"]["key"], bucket)
    elif event.get("Event") != "s3:TestEvent":
        for record in event["Records"]:
            key = unquote_plus(record["s3"]["object"]["key"])
            yield from _home(record["s3"]["bucket"]["name"], key, bucket)


def _home(name: str, key: str, bucket: str) -> Iterator[str]:
    home_id = home_of(key)
    if name == bucket and key.startswith("raw/") and not key.endswith("/") and home_id is not None:
        yield home_id
