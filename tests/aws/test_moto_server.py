"""The server that stands for AWS in these tests."""

from __future__ import annotations

import json
from urllib.parse import unquote_plus

import boto3

from tests.aws.moto_server import Aws


def test_what_is_put_there_is_found_there_through_the_environment(aws: Aws):
    aws.client("s3").create_bucket(
        Bucket="lake", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"}
    )

    boto3.client("s3").put_object(Bucket="lake", Key="raw/a b.csv", Body=b"kWh")

    assert aws.client("s3").get_object(Bucket="lake", Key="raw/a b.csv")["Body"].read() == b"kWh"


def test_an_upload_sends_a_message(aws: Aws):
    s3, sqs = aws.client("s3"), aws.client("sqs")
    s3.create_bucket(Bucket="lake", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
    url = sqs.create_queue(QueueName="uploads")["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    s3.put_bucket_notification_configuration(
        Bucket="lake",
        NotificationConfiguration={
            "QueueConfigurations": [{"QueueArn": arn, "Events": ["s3:ObjectCreated:*"]}]
        },
    )

    s3.put_object(Bucket="lake", Key="raw/a b.csv", Body=b"kWh")

    bodies = [
        json.loads(message["Body"])
        for message in sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10)["Messages"]
    ]
    keys = [record["s3"]["object"]["key"] for body in bodies for record in body.get("Records", [])]
    assert [unquote_plus(key) for key in keys] == ["raw/a b.csv"]
