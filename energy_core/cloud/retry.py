"""Quarantined files again, after their home was told what they left open."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote_plus

from energy_core.cloud.failures import asking
from energy_core.cloud.results import homes
from energy_core.cloud.session import Cloud
from energy_core.cloud.watch import Watch
from energy_core.errors import UnknownNameError
from energy_core.home import checked_home_id
from energy_core.lake.layout import quarantine_key, raw_key, reason_key, receipt_key
from energy_core.lake.settling import settling_command

if TYPE_CHECKING:
    from energy_core.lake.store import Store

POLL_SECONDS: Final = 3
REASON: Final = ".reason.json"


@dataclass(frozen=True)
class Quarantined:
    """A file that was refused, and why.

    option : what would settle it, such as unit or timezone. settle : the command that says it.
    """

    home_id: str
    file: str
    message: str
    option: str | None
    settle: str | None = None


@dataclass(frozen=True)
class Retried:
    """`accepted` is None as long as the answer is not known."""

    file: Quarantined
    accepted: bool | None


def quarantined(store: Store, *, home_id: str | None = None, file: str | None = None) -> list[Quarantined]:
    """The refused files of a home, or of all. Raises UnknownNameError for one that is not there."""
    there = homes(store)
    if home_id is not None and checked_home_id(home_id) not in there:
        raise UnknownNameError(
            f"Needed a home of {store}; found {home_id!r}. The homes are: {', '.join(there) or 'none yet'}.",
            where={"home": home_id},
        )
    found = [item for home in ([home_id] if home_id else there) for item in _of_home(store, home)]
    if file is None:
        return found
    chosen = [item for item in found if item.file == file]
    if not chosen:
        names = ", ".join(item.file for item in found) or "nothing"
        raise UnknownNameError(
            f"Needed a file in quarantine ({names}); found {file!r}.", where={"file": file}
        )
    return chosen


def retry(cloud: Cloud, store: Store, queue_url: str, files: list[Quarantined], *, bucket: str) -> None:
    """Have the function read the files again, as if they had just been uploaded."""
    for file in files:
        key = _upload_key(store, file)
        if key is None:
            # its upload has expired: putting it back tells the function by itself
            content = store.get(quarantine_key(file.home_id, file.file)) or b""
            store.put(raw_key(file.home_id, file.file), content)
            continue
        with asking(f"put {file.file} into the queue again"):
            cloud.client("sqs").send_message(
                QueueUrl=queue_url, MessageBody=json.dumps(notification(cloud, store, bucket, key))
            )


def wait_for_answers(
    store: Store, files: list[Quarantined], *, before: dict[str, str], seconds: float, watch: Watch
) -> list[Retried]:
    """What became of each file, as far as known after so many seconds; copies of accepted ones are removed.

    before : what `receipt_marks` said before the files were sent.
    """
    left, answers = seconds, [_answer(store, file, before) for file in files]
    while left > 0 and any(answer.accepted is None for answer in answers):
        pause = min(POLL_SECONDS, left)
        watch.sleep(pause)
        left -= pause
        answers = [_answer(store, file, before) for file in files]
    for answer in answers:
        if answer.accepted:
            for key in (quarantine_key, reason_key):
                store.delete(key(answer.file.home_id, answer.file.file))
    return answers


def receipt_marks(store: Store, files: list[Quarantined]) -> dict[str, str]:
    """When the receipt of each file was written: a later one is the answer to a retry."""
    keys = [receipt_key(file.home_id, file.file) for file in files]
    return {e.key: f"{e.modified_at} {e.etag}" for key in keys for e in store.entries(key) if e.key == key}


def notification(cloud: Cloud, store: Store, bucket: str, key: str) -> dict[str, Any]:
    """The message that S3 itself sends for an upload; the key is quoted as it does."""
    entry = next(entry for entry in store.entries(key) if entry.key == key)
    about = {"key": quote_plus(key, safe="/"), "size": entry.size, "eTag": entry.etag.strip('"')}
    return {
        "Records": [
            {
                "eventVersion": "2.1",
                "eventSource": "aws:s3",
                "awsRegion": cloud.region,
                "eventTime": entry.modified_at.isoformat(),
                "eventName": "ObjectCreated:Put",
                "s3": {
                    "s3SchemaVersion": "1.0",
                    "bucket": {"name": bucket, "arn": f"arn:{cloud.partition}:s3:::{bucket}"},
                    "object": about,
                },
            }
        ]
    }


def _of_home(store: Store, home_id: str) -> list[Quarantined]:
    prefix = f"quarantine/{home_id}/"
    names = [key.removeprefix(prefix) for key in store.list(prefix)]
    files = [name for name in names if not (name.endswith(REASON) and name.removesuffix(REASON) in names)]
    return [_described(store, home_id, file) for file in files]


def _described(store: Store, home_id: str, file: str) -> Quarantined:
    try:
        reason = json.loads(store.get(reason_key(home_id, file)) or b"{}")
    except ValueError:
        reason = {}
    message, option = reason.get("message", "The reason is not known."), reason.get("option")
    return Quarantined(home_id, file, message, option, settling_command(home_id, reason, lake=str(store)))


def _upload_key(store: Store, file: Quarantined) -> str | None:
    from energy_core.lake.uploads import raw_keys

    return raw_keys(store, file.home_id).get(file.file)


def _answer(store: Store, file: Quarantined, before: dict[str, str]) -> Retried:
    from energy_core.lake.receipts import receipt_of

    key = receipt_key(file.home_id, file.file)
    if receipt_marks(store, [file]).get(key) == before.get(key):
        return Retried(file, None)
    receipt = receipt_of(store, file.home_id, file.file)
    return Retried(file, None if receipt is None else receipt["status"] == "kept")
