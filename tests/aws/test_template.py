"""What infra/template.yaml promises. No emulator proves a template, so its content is asserted here."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from tests.aws.moto_server import Aws
from tests.aws.template import (
    ACCOUNT,
    BUCKET,
    EVERYTHING,
    KEY,
    NEEDED,
    REGION,
    TEMPLATE,
    UNIQUE_ID,
    deployed,
    listed,
    statements,
    written,
)

REGIONS = ("eu-west-1", "us-east-1")
BOTH = pytest.mark.parametrize("parameters", [{}, EVERYTHING], ids=["by default", "with every option"])


def test_cfn_lint_has_nothing_to_say():
    lint = [sys.executable, "-c", "from cfnlint.runner import main; main()", "-c", "I", "--regions", *REGIONS]
    run = subprocess.run([*lint, "--", str(TEMPLATE)], capture_output=True, text=True, check=False)

    assert (run.stdout, run.stderr, run.returncode) == ("", "", 0)


def test_the_template_fits_into_one_request():
    # AWS takes 51,200 bytes in the request itself, more only through a bucket
    assert len(TEMPLATE.read_bytes()) < 51_200


def test_every_parameter_says_what_it_is_and_all_but_the_package_have_a_default():
    parameters = written()["Parameters"]

    assert all(declared["Description"] for declared in parameters.values())
    assert {name for name, declared in parameters.items() if "Default" not in declared} == {
        "CodeBucket",
        "CodeKey",
    }
    groups = written()["Metadata"]["AWS::CloudFormation::Interface"]["ParameterGroups"]
    assert sorted(name for group in groups for name in group["Parameters"]) == sorted(parameters)


# --- names


def test_the_names_are_the_ones_that_people_know():
    outputs = deployed().outputs

    assert outputs == {
        "BucketName": BUCKET,
        "FunctionName": "energy-pipeline",
        "QueueUrl": f"https://sqs.{REGION}.amazonaws.com/{ACCOUNT}/energy-uploads",
        "DeadLetterQueueUrl": f"https://sqs.{REGION}.amazonaws.com/{ACCOUNT}/energy-dead-letters",
        "OperatorsTopicArn": f"arn:aws:sns:{REGION}:{ACCOUNT}:energy-operators",
        "AlertsTopicArn": f"arn:aws:sns:{REGION}:{ACCOUNT}:energy-alerts",
        "DatabaseName": "energy_db",
        "WorkgroupName": "energy-insights",
        "LogGroupName": "/aws/lambda/energy-pipeline",
    }
    assert deployed().properties("PipelineRole")["RoleName"] == "energy-lambda-role"


def test_a_second_stack_shares_no_name_with_the_first():
    first, second = _names(deployed()), _names(deployed(StackPrefix="test-"))

    assert len(first) == len(second)
    assert not first & second
    assert {"test-energy-pipeline", "test-energy-lambda-role", "test_energy_db", f"test-{BUCKET}"} <= second


def _names(stack: Any) -> set[str]:
    names = {
        v for r in stack.resources.values() for k, v in r.get("Properties", {}).items() if k in NAME_KEYS
    }
    return names | {stack.one("AWS::Glue::Database")["DatabaseInput"]["Name"]}


NAME_KEYS = {
    "BucketName", "QueueName", "FunctionName", "RoleName", "TopicName", "LogGroupName", "Name", "AlarmName",
}  # fmt: skip


# moto 5.2 says so of each kind of resource that it only pretends to make; goes when it makes them
@pytest.mark.filterwarnings("ignore:Tried to parse .* not supported by moto:UserWarning")
def test_another_reader_of_templates_works_out_the_same_names(aws: Aws, tmp_path: Path):
    with ZipFile(tmp_path / "package.zip", "w") as package:
        package.writestr("energy_core/__init__.py", "")
    s3, formation = aws.client("s3"), aws.client("cloudformation")
    s3.create_bucket(Bucket="artefacts", CreateBucketConfiguration={"LocationConstraint": REGION})
    s3.upload_file(str(tmp_path / "package.zip"), "artefacts", "package.zip")
    given = {**NEEDED, "StackPrefix": "test-", "OperatorEmail": "ops@example.com"}

    formation.create_stack(
        StackName="test",
        TemplateBody=TEMPLATE.read_text(),
        Capabilities=["CAPABILITY_NAMED_IAM"],
        Parameters=[{"ParameterKey": name, "ParameterValue": value} for name, value in given.items()],
    )

    (stack,) = formation.describe_stacks(StackName="test")["Stacks"]
    outputs = {output["OutputKey"]: output["OutputValue"] for output in stack["Outputs"]}
    unique_id = stack["StackId"].rpartition("-")[2]
    expected = deployed(**given).outputs
    assert stack["StackStatus"] == "CREATE_COMPLETE"
    assert outputs == {**expected, "BucketName": expected["BucketName"].replace(UNIQUE_ID, unique_id)}


@pytest.mark.parametrize("prefix", ["test-", "a1-", f"a{'b' * 29}-", ""])
def test_prefixes_that_a_bucket_can_carry_are_taken(prefix: str):
    assert re.fullmatch(written()["Parameters"]["StackPrefix"]["AllowedPattern"], prefix)
    assert len(deployed(StackPrefix=prefix).outputs["BucketName"]) <= 63


@pytest.mark.parametrize("prefix", ["test", "Test-", "-", "1a-", "a_b-", f"a{'b' * 30}-"])
def test_other_prefixes_are_refused(prefix: str):
    assert not re.fullmatch(written()["Parameters"]["StackPrefix"]["AllowedPattern"], prefix)


# --- the lake


@BOTH
def test_the_bucket_is_private_versioned_and_encrypted(parameters: dict[str, Any]):
    bucket = deployed(**parameters).properties("Lake")

    assert set(bucket["PublicAccessBlockConfiguration"].values()) == {True}
    assert len(bucket["PublicAccessBlockConfiguration"]) == 4
    assert bucket["VersioningConfiguration"] == {"Status": "Enabled"}
    assert bucket["OwnershipControls"]["Rules"] == [{"ObjectOwnership": "BucketOwnerEnforced"}]
    (rule,) = bucket["BucketEncryption"]["ServerSideEncryptionConfiguration"]
    by_default = {"SSEAlgorithm": "AES256"}
    own = {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": KEY}
    assert rule["ServerSideEncryptionByDefault"] == (own if parameters else by_default)


def test_bucket_queues_and_topics_are_spoken_to_by_tls_only():
    stack = deployed()
    denied = [
        (name, listed(statement["Resource"]))
        for name, statement in statements(stack)
        if statement["Effect"] == "Deny"
        and statement["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}
    ]

    assert {name for name, _ in denied} == {
        "LakePolicy", "UploadsPolicy", "DeadLettersPolicy", "OperatorsPolicy", "AlertsPolicy",
    }  # fmt: skip
    assert dict(denied)["LakePolicy"] == [f"arn:aws:s3:::{BUCKET}", f"arn:aws:s3:::{BUCKET}/*"]


def test_deleting_the_stack_keeps_the_lake_and_its_policy():
    resources = deployed().resources

    kept = {name for name, r in resources.items() if str(r.get("DeletionPolicy")).startswith("Retain")}
    assert kept == {"Lake", "LakePolicy"}
    assert all(resources[name]["UpdateReplacePolicy"] == "Retain" for name in kept)


def test_a_first_deployment_that_fails_leaves_no_bucket_behind():
    assert deployed().resources["Lake"]["DeletionPolicy"] == "RetainExceptOnCreate"


def test_what_is_not_needed_any_more_goes_and_uploads_stay():
    rules = {rule["Id"]: rule for rule in deployed().properties("Lake")["LifecycleConfiguration"]["Rules"]}

    assert rules["earlier-versions-go-after-30-days"]["NoncurrentVersionExpiration"] == {"NoncurrentDays": 30}
    assert (
        rules["unfinished-uploads-go-after-7-days"]["AbortIncompleteMultipartUpload"]["DaysAfterInitiation"]
        == 7
    )
    assert rules["query-results-go-after-7-days"]["Prefix"] == "athena-results/"
    assert {rule.get("Prefix") for rule in rules.values() if "ExpirationInDays" in rule} == {
        "athena-results/"
    }


def test_uploads_go_after_the_days_that_one_asks_for():
    rules = deployed(RawRetentionDays=400).properties("Lake")["LifecycleConfiguration"]["Rules"]

    days = {rule["Prefix"]: rule["ExpirationInDays"] for rule in rules if "ExpirationInDays" in rule}
    assert days == {"athena-results/": 7, "raw/": "400", "quarantine/": "400"}


# --- what the documents say


def test_the_documents_name_every_parameter_alarm_and_metric():
    docs = TEMPLATE.parents[1] / "docs"
    configuration, operations = (docs / name for name in ("configuration.md", "operations.md"))
    alarms = deployed().of_type("AWS::CloudWatch::Alarm").values()
    variables = deployed(**EVERYTHING).properties("Pipeline")["Environment"]["Variables"]
    expected = {
        configuration: {*written()["Parameters"], *variables},
        operations: {alarm["AlarmName"] for alarm in alarms}
        | {a["MetricName"] for a in alarms if _is_own(a)},
    }

    missing = {
        file.name: [name for name in sorted(names) if f"`{name}`" not in file.read_text()]
        for file, names in expected.items()
    }
    assert missing == {"configuration.md": [], "operations.md": []}


def _is_own(alarm: dict[str, Any]) -> bool:
    return alarm.get("Namespace") == "EnergyInsights"


def test_the_documents_say_the_defaults_that_the_template_has():
    table = (TEMPLATE.parents[1] / "docs" / "configuration.md").read_text()
    said = dict(re.findall(r"^\| `(\w+)` \| `?([\w.]+)`? \|", table, re.MULTILINE))
    defaults = {name: str(p["Default"]) for name, p in written()["Parameters"].items() if p.get("Default")}

    plain = {
        name: default for name, default in defaults.items() if name in said and name != "ScannedBytesLimit"
    }
    assert len(plain) >= 10
    assert {name: said[name] for name in plain} == plain
