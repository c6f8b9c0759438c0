"""What the role of the function may do, against what the function does."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any

import pytest
from botocore.client import BaseClient

from energy_core.home import Home, home_to_toml
from energy_core.lake.events import run_event
from tests.aws.moto_server import REGION, Aws
from tests.aws.pipeline import queued
from tests.aws.template import ACCOUNT, Deployed, allows, deployed, listed, statements

FULL = deployed(
    KmsKeyArn=f"arn:aws:kms:{REGION}:{ACCOUNT}:key/0a1b2c3d",
    BedrockModel="eu.anthropic.claude-haiku-4-5-20251001-v1:0",
    OpenAiSecretName="energy/openai",
    RawRetentionDays=400,
)
"""Everything that a parameter can turn on."""

UNSEEN = {
    "sqs:ReceiveMessage": "Lambda takes messages from the queue with the role, outside the function",
    "sqs:DeleteMessage": "the same, when a message is done",
    "sqs:GetQueueAttributes": "the same, to see how much waits",
    "logs:CreateLogStream": "Lambda opens the function's log with its role",
    "logs:PutLogEvents": "Lambda writes what the function prints with its role",
}
"""Allowed actions that no call of the function itself shows, and who needs them."""

BY_PARAMETER = {
    "kms:Decrypt": "KmsKeyArn: reading bucket and queue that are encrypted with it",
    "kms:GenerateDataKey": "KmsKeyArn: writing into them",
    "bedrock:InvokeModel": "BedrockModel: the narrative",
    "secretsmanager:GetSecretValue": "OpenAiSecretName: the key of the narrative's model",
}
"""Allowed only with a parameter that is empty by default."""


# --- the policy by itself


def _may(stack: Deployed, role: str = "PipelinePolicy") -> list[dict[str, Any]]:
    return [s for name, s in statements(stack) if name == role and s["Effect"] == "Allow" and "Action" in s]


def _actions(stack: Deployed) -> set[str]:
    return {action for statement in _may(stack) for action in listed(statement["Action"])}


def test_no_statement_allows_actions_by_a_wildcard():
    allowed = [s for _, s in statements(FULL) if s["Effect"] == "Allow"]

    assert len(allowed) > 10
    assert [s["Action"] for s in allowed if any("*" in action for action in listed(s["Action"]))] == []
    assert not [s for s in allowed if "NotAction" in s or "NotResource" in s or "NotPrincipal" in s]


def test_no_statement_allows_something_on_everything():
    resources = {
        r for _, s in statements(FULL) if s["Effect"] == "Allow" for r in listed(s.get("Resource", []))
    }

    assert "*" not in resources
    with_wildcards = {r for r in resources if "*" in r or "?" in r}
    lake = f"arn:aws:s3:::{FULL.outputs['BucketName']}"
    folders = {r for r in with_wildcards if r.startswith(f"{lake}/")}
    assert all(fnmatchcase(r, f"{lake}/?*/[*]") for r in folders)
    assert with_wildcards - folders == {
        # the streams of the function's own log group have names that only Lambda knows
        f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:/aws/lambda/energy-pipeline:*",
        # Secrets Manager adds six characters to the name
        f"arn:aws:secretsmanager:{REGION}:{ACCOUNT}:secret:energy/openai-??????",
        # the regions and models behind an inference profile; a condition ties them to that profile
        "arn:aws:bedrock:*::foundation-model/*",
    }


def test_models_of_every_region_are_reached_through_the_named_profile_only():
    (statement,) = [s for s in _may(FULL) if "arn:aws:bedrock:*::foundation-model/*" in listed(s["Resource"])]

    profile = (
        f"arn:aws:bedrock:{REGION}:{ACCOUNT}:inference-profile/eu.anthropic.claude-haiku-4-5-20251001-v1:0"
    )
    assert statement["Condition"] == {"StringEquals": {"bedrock:InferenceProfileArn": profile}}


def test_everybody_is_only_ever_denied():
    for name, statement in statements(FULL):
        assert statement.get("Principal") != "*" or statement["Effect"] == "Deny", name


def test_by_default_there_is_no_access_to_keys_secrets_or_models():
    assert {action.partition(":")[0] for action in _actions(deployed())} == {"s3", "sqs", "sns", "logs"}
    assert _actions(FULL) - _actions(deployed()) == set(BY_PARAMETER)


@pytest.mark.parametrize("action", ["s3:PutObject", "s3:DeleteObject"])
@pytest.mark.parametrize("key", ["raw/home.csv", "raw/elm/home.csv", "athena-results/1.csv", "other.txt"])
def test_the_function_can_neither_change_nor_delete_uploads_or_what_is_not_its_own(action: str, key: str):
    resource = f"arn:aws:s3:::{FULL.outputs['BucketName']}/{key}"

    assert not any(allows(statement, action, resource) for statement in _may(FULL))


@pytest.mark.parametrize(
    "resource",
    [
        "arn:aws:s3:::somebody-elses-bucket/homes/elm/home.toml",
        f"arn:aws:sns:{REGION}:{ACCOUNT}:energy-operators",
        f"arn:aws:sqs:{REGION}:{ACCOUNT}:energy-dead-letters",
    ],
)
def test_the_function_has_nothing_to_do_with_the_rest_of_the_account(resource: str):
    every = _actions(FULL)

    assert not [a for a in every if any(allows(statement, a, resource) for statement in _may(FULL))]


# --- the policy and the function


@dataclass
class Calls:
    """IAM actions and the resources they were used on."""

    used: set[tuple[str, str]] = field(default_factory=set)

    @property
    def actions(self) -> set[str]:
        return {action for action, _ in self.used}


@pytest.fixture
def stack(aws: Aws, monkeypatch: pytest.MonkeyPatch) -> Iterator[Deployed]:
    """Bucket, queue and topics of the template on the server, and the function's environment."""
    made = deployed()
    aws.client("s3").create_bucket(
        Bucket=made.outputs["BucketName"], CreateBucketConfiguration={"LocationConstraint": REGION}
    )
    queue = aws.client("sqs").create_queue(QueueName="energy-uploads")["QueueUrl"]
    for topic in ("energy-alerts", "energy-operators"):
        aws.client("sns").create_topic(Name=topic)
    for name, value in made.properties("Pipeline")["Environment"]["Variables"].items():
        monkeypatch.setenv(name, queue if name == "ENERGY_QUEUE_URL" else value)
    from energy_core import lambda_handler

    # the function keeps its clients from call to call; another test's server is another one
    lambda_handler._bucket.cache_clear()
    lambda_handler._client.cache_clear()
    yield made
    lambda_handler._bucket.cache_clear()
    lambda_handler._client.cache_clear()


@pytest.fixture
def calls(stack: Deployed, monkeypatch: pytest.MonkeyPatch) -> Calls:
    """Everything that botocore is asked for from now on, by whatever client."""
    recorded = Calls()
    real = BaseClient._make_api_call

    def record(client: BaseClient, operation: str, parameters: dict[str, Any]) -> Any:
        recorded.used |= set(_needed(f"{client.meta.service_model.service_name}.{operation}", parameters))
        return real(client, operation, parameters)

    monkeypatch.setattr(BaseClient, "_make_api_call", record)
    return recorded


def _needed(call: str, parameters: dict[str, Any]) -> list[tuple[str, str]]:
    """The actions, and on what, that IAM asks for before a call (Service Authorization Reference)."""
    bucket = f"arn:aws:s3:::{parameters.get('Bucket')}"
    item = f"{bucket}/{parameters.get('Key')}"
    if call == "s3.CopyObject":
        source = parameters["CopySource"]
        reading = ("s3:GetObject", f"arn:aws:s3:::{source['Bucket']}/{source['Key']}")
        tags = (
            [("s3:GetObjectTagging", reading[1])] if parameters.get("TaggingDirective") != "REPLACE" else []
        )
        return [reading, ("s3:PutObject", item), *tags]
    if call == "s3.PutObject" and "IfMatch" in parameters:
        # S3 reads the etag for the caller, and asks for both (S3 User Guide, conditional writes, 2026)
        return [("s3:PutObject", item), ("s3:GetObject", item)]
    queue = f"arn:aws:sqs:{REGION}:{ACCOUNT}:{str(parameters.get('QueueUrl')).rpartition('/')[2]}"
    needed = {
        "s3.ListObjectsV2": ("s3:ListBucket", bucket),
        "s3.HeadObject": ("s3:GetObject", item),
        "s3.GetObject": ("s3:GetObject", item),
        "s3.PutObject": ("s3:PutObject", item),
        "s3.DeleteObject": ("s3:DeleteObject", item),
        "sqs.SendMessage": ("sqs:SendMessage", queue),
        "sqs.SendMessageBatch": ("sqs:SendMessage", queue),
        "sns.Publish": ("sns:Publish", str(parameters.get("TopicArn"))),
        "secretsmanager.GetSecretValue": ("secretsmanager:GetSecretValue", str(parameters.get("SecretId"))),
    }
    return [needed[call]]


@dataclass
class Context:
    """What Lambda tells a function about its run."""

    milliseconds: int = 900_000
    function_name: str = "energy-pipeline"
    memory_limit_in_mb: int = 3008
    invoked_function_arn: str = f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:energy-pipeline"
    aws_request_id: str = "0a1b2c3d"

    def get_remaining_time_in_millis(self) -> int:
        return self.milliseconds


def _put(aws: Aws, stack: Deployed, key: str, content: bytes) -> dict[str, Any]:
    """An upload, and the message that S3 sends of it."""
    aws.client("s3").put_object(Bucket=stack.outputs["BucketName"], Key=key, Body=content)
    record = {
        "eventSource": "aws:s3",
        "s3": {"bucket": {"name": stack.outputs["BucketName"]}, "object": {"key": key}},
    }
    body = json.dumps({"Records": [record]})
    return {"messageId": key, "eventSource": "aws:sqs", "body": body}


def _days(count: int) -> bytes:
    """Hours of 1 kWh; the day before last has 30 kWh in one of them."""
    rows = ["timestamp,oven_kwh"]
    for day in range(count):
        for hour in range(24):
            kwh = 30.0 if (day, hour) == (count - 2, 18) else 1.0
            rows.append(f"2024-01-{day + 1:02d}T{hour:02d}:00:00+00:00,{kwh}")
    return "\n".join(rows).encode()


@pytest.fixture
def life(aws: Aws, stack: Deployed, calls: Calls) -> Calls:
    """The calls of a home's life: good and bad files, both written over by others, alerts, files that were
    taken away, and a file that no event told of; the reconciler puts such homes into the queue."""
    from energy_core.lambda_handler import handler

    run: Callable[[Any, Any], Any] = handler
    bucket = stack.outputs["BucketName"]
    by_hand = aws.client("s3")
    home = Home(home_id="elm", timezone="Europe/London", target_kwh_per_day=25.0)
    by_hand.put_object(Bucket=bucket, Key="homes/elm/home.toml", Body=home_to_toml(home).encode())
    for good, bad in ((_days(16), b"Dear all"), (_days(18), b"timestamp,kwh\nsoon,1\nlater,2\n")):
        told = [_put(aws, stack, "raw/elm/home.csv", good), _put(aws, stack, "raw/elm/note.txt", bad)]
        assert run({"Records": told}, Context()) == {"batchItemFailures": []}
    for key in ("raw/elm/home.csv", "raw/elm/note.txt"):
        by_hand.delete_object(Bucket=bucket, Key=key)
    assert run({"source": "energy.reconcile"}, Context())["left"] == ["elm"]
    run(queued(run_event(["elm"])), Context())
    _put(aws, stack, "raw/forgotten.csv", _days(3))
    assert run({"source": "energy.reconcile"}, Context())["left"] == ["default"]
    calls.used -= _by_the_test(bucket)
    return calls


def _by_the_test(bucket: str) -> set[tuple[str, str]]:
    """What this test itself did in the person's place."""
    keys = ["raw/elm/home.csv", "raw/elm/note.txt", "raw/forgotten.csv", "homes/elm/home.toml"]
    return {
        (f"s3:{verb}Object", f"arn:aws:s3:::{bucket}/{key}") for verb in ("Put", "Delete") for key in keys
    }


def test_the_function_does_what_it_may_and_may_what_it_does(life: Calls, stack: Deployed):
    may = _may(stack)

    refused = {(a, r) for a, r in life.used if not any(allows(statement, a, r) for statement in may)}
    assert refused == set()
    assert _actions(stack) == life.actions | set(UNSEEN)
    assert life.actions & set(UNSEEN) == set()
    for actions in ({"s3:GetObject"}, {"s3:PutObject", "s3:DeleteObject"}):
        opened = {r for s in may if actions & set(listed(s["Action"])) for r in listed(s["Resource"])}
        assert {_folder(r) for action, r in life.used if action in actions} == {_folder(r) for r in opened}


def _folder(resource: str) -> str:
    return resource.split("/")[1]
