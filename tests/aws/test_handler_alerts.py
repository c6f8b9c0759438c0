"""People are told once, and a topic that fails costs nobody their tables."""

from __future__ import annotations

import json
from typing import Any

import pytest

from energy_core import lambda_handler
from energy_core.lake.bucket import Bucket
from energy_core.lake.lake import Lake
from tests.aws.faults import FaultyClient, KilledError
from tests.aws.moto_server import Aws
from tests.aws.pipeline import LAKE, Context, failures, hours, make_bucket, notification, queued, state

HOME = b'home_id = "elm"\ntarget_kwh_per_day = 10.0\n'
RECONCILE = {"source": "energy.reconcile"}


class Topic:
    """A topic, and what its subscriber has heard."""

    def __init__(self, aws: Aws) -> None:
        self.sns, self.sqs = aws.client("sns"), aws.client("sqs")
        self.arn = self.sns.create_topic(Name="alerts")["TopicArn"]
        self.url = self.sqs.create_queue(QueueName="subscriber")["QueueUrl"]
        queue = self.sqs.get_queue_attributes(QueueUrl=self.url, AttributeNames=["QueueArn"])
        self.sns.subscribe(TopicArn=self.arn, Protocol="sqs", Endpoint=queue["Attributes"]["QueueArn"])

    def heard(self) -> list[dict[str, Any]]:
        found = self.sqs.receive_message(QueueUrl=self.url, MaxNumberOfMessages=10).get("Messages", [])
        for message in found:
            self.sqs.delete_message(QueueUrl=self.url, ReceiptHandle=message["ReceiptHandle"])
        return [json.loads(message["Body"]) for message in found]


@pytest.fixture
def topic(aws: Aws, monkeypatch: pytest.MonkeyPatch) -> Topic:
    made = Topic(aws)
    monkeypatch.setenv("ENERGY_LAKE", f"s3://{LAKE}")
    monkeypatch.setenv("ENERGY_ALERTS_TOPIC", made.arn)
    monkeypatch.delenv("ENERGY_QUEUE_URL", raising=False)
    lambda_handler._bucket.cache_clear()
    lambda_handler._client.cache_clear()
    return made


@pytest.fixture
def bucket(aws: Aws, topic: Topic) -> Bucket:
    made = make_bucket(aws)
    made.put("homes/elm/home.toml", HOME)
    made.put("raw/elm/a.csv", hours(1.0, count=48))
    return made


def handle(event: dict[str, Any]) -> dict[str, Any]:
    answer: dict[str, Any] = lambda_handler.handler(event, Context())
    return answer


UPLOAD = queued(notification("raw/elm/a.csv"))


def test_days_above_the_target_are_told_once(bucket: Bucket, topic: Topic):
    for event in (UPLOAD, UPLOAD, RECONCILE):
        handle(event)

    (message,) = topic.heard()
    assert message["Subject"] == "Energy use above target on 2 days: elm"
    assert message["MessageAttributes"]["kind"]["Value"] == "high_use"


def test_a_next_upload_tells_of_its_days_only(bucket: Bucket, topic: Topic):
    handle(UPLOAD)
    topic.heard()
    bucket.put("raw/elm/b.csv", hours(1.0, start="2024-01-03", count=24))

    handle(queued(notification("raw/elm/b.csv")))

    (message,) = topic.heard()
    assert message["Subject"] == "Energy use above target on 1 day: elm"


def test_readings_that_are_taken_back_and_come_again_are_not_told_again(bucket: Bucket, topic: Topic):
    handle(UPLOAD)
    topic.heard()

    bucket.delete("raw/elm/a.csv")
    handle(RECONCILE)
    bucket.put("raw/elm/a.csv", hours(1.0, count=48))
    handle(RECONCILE)

    assert topic.heard() == []


def test_a_topic_that_fails_does_not_fail_the_run_and_is_tried_again(
    bucket: Bucket, topic: Topic, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("ENERGY_ALERTS_TOPIC", f"{topic.arn}-that-is-not-there")

    assert failures(handle(UPLOAD)) == []
    assert Lake(bucket).current("elm")
    before = state(bucket, prefix="processed/")
    monkeypatch.setenv("ENERGY_ALERTS_TOPIC", topic.arn)
    assert handle(RECONCILE)["reconciled"] == 0

    assert len(topic.heard()) == 1
    assert state(bucket, prefix="processed/") == before
    handle(RECONCILE)
    assert topic.heard() == []


def test_wherever_a_run_is_killed_the_message_is_sent_and_noted(
    aws: Aws, bucket: Bucket, topic: Topic, monkeypatch: pytest.MonkeyPatch
):
    used: list[Any] = [FaultyClient(aws.client("s3"))]
    monkeypatch.setattr(lambda_handler, "_bucket", lambda _: Bucket(LAKE, used[-1]))
    handle(UPLOAD)
    calls, expected = used[-1].calls, state(bucket)
    topic.heard()

    # the last: the record is written; listed, read and written again when the message is sent
    for at in range(calls - 4, calls + 1):
        for key in bucket.list(""):
            if key not in ("raw/elm/a.csv", "homes/elm/home.toml"):
                bucket.delete(key)
        used.append(FaultyClient(aws.client("s3"), at=at, fault="killed after"))
        with pytest.raises(KilledError):
            handle(UPLOAD)
        used.append(aws.client("s3"))
        handle(RECONCILE)

        assert len(topic.heard()) == 1, at
        assert state(bucket) == expected, at
