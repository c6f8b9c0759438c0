"""AWS Lambda `energy-pipeline`: a file lands in the bucket, and its home is brought up to date."""

from __future__ import annotations

import os
import time
import traceback
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, Final

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit

from energy_core.errors import EnergyError, StoreError
from energy_core.lake.address import open_bucket
from energy_core.lake.bucket import Bucket
from energy_core.lake.events import RECONCILE, Told, run_event, told
from energy_core.lake.reconcile import unfinished, without_receipt
from energy_core.lake.run_record import Message, send_pending
from energy_core.lake.unattended import RESERVE_SECONDS, Deployment, OutOfTimeError, Run, Runner
from energy_core.local_time import known_zone

SERVICE: Final = os.environ.get("POWERTOOLS_SERVICE_NAME", "energy-pipeline")
NAMESPACE: Final = os.environ.get("POWERTOOLS_METRICS_NAMESPACE", "EnergyInsights")
STEPS: Final = {"reading": "SecondsReading", "analysing": "SecondsAnalysing", "writing": "SecondsWriting"}
HOMES_IN_A_MESSAGE: Final = 10

logger = Logger(service=SERVICE)
metrics = Metrics(service=SERVICE, namespace=NAMESPACE)


@logger.inject_lambda_context
@metrics.log_metrics
def handler(event: Mapping[str, Any], context: Any) -> dict[str, Any]:
    """Run the homes that an event tells of; the messages that are worth another try are the answer.

    Raises StoreError for an event without a queue whose home is worth another try: AWS repeats the call.
    """
    pipeline = Pipeline(context)
    if event.get("source") == RECONCILE:
        return pipeline.reconcile()
    messages = told(event, bucket=pipeline.bucket.name)
    failed = pipeline.run_all(messages)
    if any(message.message_id is None and set(message.homes) & failed for message in messages):
        raise StoreError(f"Could not finish {', '.join(sorted(failed))}; trying again helps.")
    again = [message.message_id for message in messages if set(message.homes) & failed]
    return {"batchItemFailures": [{"itemIdentifier": message_id} for message_id in again]}


class Pipeline:
    """One call of the function."""

    def __init__(self, context: Any) -> None:
        self.bucket = _bucket(os.environ["ENERGY_LAKE"])
        self._seconds_left: Callable[[], float] = lambda: context.get_remaining_time_in_millis() / 1000
        self._topic = os.environ.get("ENERGY_ALERTS_TOPIC")
        self._queue = os.environ.get("ENERGY_QUEUE_URL")
        self._watch = Watch()
        self._deployment = Deployment(
            default_timezone=known_zone(os.environ.get("ENERGY_DEFAULT_TIMEZONE") or "UTC"),
            max_file_bytes=int(float(os.environ.get("ENERGY_MAX_FILE_MB") or 200) * 2**20),
            tells_people=bool(self._topic),
        )

    def run_all(self, messages: list[Told]) -> set[str]:
        """Run the homes of some messages, each once; those that are worth another try."""
        for message in messages:
            if message.problem:
                logger.warning(message.problem, message_id=message.message_id)
        homes = dict.fromkeys(home_id for message in messages for home_id in message.homes)
        metrics.add_metric("Homes", MetricUnit.Count, len(homes))
        return {home_id for home_id in homes if not self.run(home_id)}

    def run(self, home_id: str) -> bool:
        """Run one home; False if another try can help. What only a person can mend is logged and counted."""
        logger.append_keys(home_id=home_id)
        try:
            done = self._runner().run(home_id)
            self._report(done)
            if done.has_alerts:
                self._tell(home_id)
        except StoreError as error:
            kind = "OutOfTime" if isinstance(error, OutOfTimeError) else "StoreErrors"
            metrics.add_metric(kind, MetricUnit.Count, 1)
            logger.warning(error.message, extra={"where": error.where})
            return False
        except EnergyError as error:
            metrics.add_metric("HomesFailed", MetricUnit.Count, 1)
            # the message may repeat what stands in a file; receipts and reasons in the bucket hold it
            logger.error("A home that only a person can mend", kind=error.kind, where=error.where)
        except Exception as error:  # noqa: BLE001 one home must not repeat the others; this ends as a dead letter
            metrics.add_metric("HomesFailed", MetricUnit.Count, 1)
            # the message of an exception may hold what stands in a file
            frames = [f"{f.filename}:{f.lineno} {f.name}" for f in traceback.extract_tb(error.__traceback__)]
            logger.error("A defect of ours", error=type(error).__name__, frames=frames)
            return False
        finally:
            logger.remove_keys(["home_id"])
        return True

    def reconcile(self) -> dict[str, Any]:
        """Put unfinished homes into the queue; without a queue run those that fit into this call.

        All go into the queue before any is run, so that a home that exhausts its run holds up no other.
        """
        to_run, to_tell = unfinished(self.bucket, self._deployment.made_by)
        forgotten = without_receipt(self.bucket)
        metrics.add_metric("FilesWithoutReceipt", MetricUnit.Count, len(forgotten))
        for home_id in to_tell:
            self._tell(home_id)
        self._enqueue(to_run)
        done, failed = 0, []
        while to_run and not self._queue and self._seconds_left() > 2 * RESERVE_SECONDS:
            home_id = to_run.pop(0)
            if self.run(home_id):
                done += 1
            else:
                failed.append(home_id)
        metrics.add_metric("Reconciled", MetricUnit.Count, done)
        return {"reconciled": done, "failed": failed, "left": to_run, "without_receipt": len(forgotten)}

    def _runner(self) -> Runner:
        # a narrative by a model belongs into `then`: outside the promise of same bytes, and late enough
        return Runner(self.bucket, self._deployment, seconds_left=self._seconds_left, step=self._watch.step)

    def _report(self, run: Run) -> None:
        for name, seconds in self._watch.seconds().items():
            metrics.add_metric(STEPS[name], MetricUnit.Seconds, seconds)
        metrics.add_metric("FilesRead", MetricUnit.Count, run.files_read)
        metrics.add_metric("FilesQuarantined", MetricUnit.Count, len(run.refused))
        if run.kwh is not None:
            metrics.add_metric("Kwh", MetricUnit.NoUnit, run.kwh)
        for file, kind in run.refused.items():
            logger.warning("A file went into quarantine", file=file, kind=kind)
        logger.info(
            "Finished before" if run.was_finished else "Finished",
            files_read=run.files_read,
            rounds=run.rounds,
            not_analysed=run.not_analysed,
        )

    def _tell(self, home_id: str) -> None:
        """Send what waits. A topic that fails never fails the run: the reconciler tries again."""
        try:
            sent = send_pending(self.bucket, home_id, self._send)
            metrics.add_metric("AlertsSent", MetricUnit.Count, sent)
        except StoreError as error:
            logger.warning(error.message, extra={"where": error.where})

    def _send(self, message: Message) -> bool:
        from botocore.exceptions import BotoCoreError, ClientError

        if not self._topic:
            return False
        kind = {"DataType": "String", "StringValue": message.kind}
        key = {"DataType": "String", "StringValue": message.key}
        try:
            _client("sns").publish(
                TopicArn=self._topic,
                Subject=message.subject,
                Message=message.message,
                MessageAttributes={"kind": kind, "key": key},
            )
        except (BotoCoreError, ClientError, OSError) as error:
            metrics.add_metric("AlertsFailed", MetricUnit.Count, 1)
            logger.warning("An alert could not be sent", error=type(error).__name__, key=message.key)
            return False
        return True

    def _enqueue(self, home_ids: list[str]) -> None:
        for first in range(0, len(home_ids) if self._queue else 0, HOMES_IN_A_MESSAGE):
            body = run_event(home_ids[first : first + HOMES_IN_A_MESSAGE])
            _client("sqs").send_message(QueueUrl=self._queue, MessageBody=body)


class Watch:
    """How long each step took."""

    def __init__(self) -> None:
        self._began: dict[str, float] = {}
        self._spent: dict[str, float] = {}
        self._running: str | None = None

    def step(self, name: str) -> None:
        now = time.monotonic()
        if self._running is not None:
            spent = now - self._began[self._running]
            self._spent[self._running] = self._spent.get(self._running, 0.0) + spent
        self._running, self._began[name] = name, now

    def seconds(self) -> dict[str, float]:
        """The steps since the last call of this, and their seconds."""
        self.step("")
        spent, self._spent, self._running = self._spent, {}, None
        return {name: spent[name] for name in STEPS if name in spent}


@lru_cache(maxsize=1)
def _bucket(address: str) -> Bucket:
    return open_bucket(address)


@lru_cache
def _client(service: str) -> Any:
    import boto3
    from botocore.config import Config

    quick = Config(connect_timeout=3, read_timeout=10, retries={"mode": "standard", "total_max_attempts": 3})
    return boto3.client(service, config=quick)
