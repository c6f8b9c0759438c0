"""The pipeline in the cloud, for tests: a bucket with a queue behind it, small meter files, whole states."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pandas as pd

from energy_core.lake.bucket import Bucket
from tests.aws.moto_server import REGION, Aws

LAKE = "energy-lake"


def hours(kwh: float, *, start: str = "2024-01-01", count: int = 30, channel: str = "Lamp") -> bytes:
    """A table of equal hours: too short a history for any costly forecast."""
    stamps = pd.date_range(start, periods=count, freq="h")
    rows = [f"{stamp:%Y-%m-%d %H:%M},{channel},{kwh}" for stamp in stamps]
    return "\n".join(["timestamp,appliance,kwh", *rows, ""]).encode()


def make_bucket(aws: Aws, name: str = LAKE) -> Bucket:
    aws.client("s3").create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": REGION})
    return Bucket(name, aws.client("s3"))


def state(bucket: Bucket, *, prefix: str = "") -> dict[str, bytes]:
    """Every object of the bucket by its key."""
    return {key: bucket.get(key) or b"" for key in bucket.list(prefix)}


def notification(*keys: str, bucket: str = LAKE) -> dict[str, Any]:
    """What S3 tells of objects; keys as S3 encodes them."""
    return {
        "Records": [
            {
                "eventSource": "aws:s3",
                "eventName": "ObjectCreated:Put",
                "s3": {"bucket": {"name": bucket}, "object": {"key": key}},
            }
            for key in keys
        ]
    }


def queued(*bodies: dict[str, Any] | str) -> dict[str, Any]:
    """What SQS hands to the function: one message for each body, m1, m2 …"""
    return {
        "Records": [
            {
                "messageId": f"m{number}",
                "eventSource": "aws:sqs",
                "body": body if isinstance(body, str) else json.dumps(body),
            }
            for number, body in enumerate(bodies, 1)
        ]
    }


@dataclass
class Context:
    """What AWS tells of a call. seconds : until it would be cut off."""

    seconds: float = 900.0
    function_name: str = "energy-pipeline"
    memory_limit_in_mb: int = 3008
    invoked_function_arn: str = "arn:aws:lambda:eu-west-1:123456789012:function:energy-pipeline"
    aws_request_id: str = "00000000-0000-0000-0000-000000000000"

    def get_remaining_time_in_millis(self) -> int:
        return int(self.seconds * 1000)


def queue_behind(aws: Aws, bucket: Bucket) -> str:
    """A queue that hears of every upload; its address."""
    sqs = aws.client("sqs")
    url: str = sqs.create_queue(QueueName="uploads")["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    raw = {"Key": {"FilterRules": [{"Name": "prefix", "Value": "raw/"}]}}
    to = {"QueueArn": arn, "Events": ["s3:ObjectCreated:*"], "Filter": raw}
    aws.client("s3").put_bucket_notification_configuration(
        Bucket=bucket.name, NotificationConfiguration={"QueueConfigurations": [to]}
    )
    return url


def received(aws: Aws, url: str) -> Iterator[dict[str, Any]]:
    """Events as AWS makes them of the messages that wait, up to ten in each."""
    sqs = aws.client("sqs")
    while messages := sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages"):
        yield {
            "Records": [
                {"messageId": m["MessageId"], "eventSource": "aws:sqs", "body": m["Body"]} for m in messages
            ]
        }
        for message in messages:
            sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])


def failures(answer: dict[str, Any]) -> Sequence[str]:
    return [failure["itemIdentifier"] for failure in answer["batchItemFailures"]]


@contextmanager
def metrics_of(capsys: Any) -> Iterator[dict[str, Any]]:
    """The metrics that are published inside, by name."""
    capsys.readouterr()
    found: dict[str, Any] = {}
    yield found
    for line in capsys.readouterr().out.splitlines():
        if '"_aws"' in line:
            found |= json.loads(line)
