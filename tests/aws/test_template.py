"""What infra/template.yaml promises. No emulator proves a template, so its content is asserted here."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from energy_core.lake import layout
from energy_core.lake.parquet import COLUMN, FOLDERS, TABLE
from tests.aws.moto_server import Aws
from tests.aws.template import (
    ACCOUNT,
    NEEDED,
    REGION,
    TEMPLATE,
    UNIQUE_ID,
    deployed,
    listed,
    statements,
    written,
)

KEY = f"arn:aws:kms:{REGION}:{ACCOUNT}:key/0a1b2c3d"
REGIONS = ("eu-west-1", "us-east-1")
BUCKET = f"energy-analytics-{UNIQUE_ID}"
EVERYTHING = {
    "StackPrefix": "test-",
    "KmsKeyArn": KEY,
    "OperatorEmail": "ops@example.com",
    "AlertEmail": "home@example.com",
    "BedrockModel": "eu.anthropic.claude-haiku-4-5-20251001-v1:0",
    "OpenAiSecretName": "energy/openai",
    "RawRetentionDays": 400,
    "ReservedConcurrency": 11,
}
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


# --- the way in


def test_only_uploads_make_events_so_that_outputs_never_start_a_run():
    (notification,) = deployed().properties("Lake")["NotificationConfiguration"]["QueueConfigurations"]

    assert notification["Event"] == "s3:ObjectCreated:*"
    assert notification["Queue"] == f"arn:aws:sqs:{REGION}:{ACCOUNT}:energy-uploads"
    assert notification["Filter"]["S3Key"]["Rules"] == [{"Name": "prefix", "Value": "raw/"}]
    assert deployed().resources["Lake"]["DependsOn"] == "UploadsPolicy"


@BOTH
def test_only_this_bucket_of_this_account_may_send_to_the_queue(parameters: dict[str, Any]):
    stack = deployed(**parameters)
    (allowed,) = [s for name, s in statements(stack) if name == "UploadsPolicy" and s["Effect"] == "Allow"]

    assert allowed["Principal"] == {"Service": "s3.amazonaws.com"}
    assert allowed["Action"] == "sqs:SendMessage"
    assert allowed["Condition"] == {
        "StringEquals": {"aws:SourceAccount": ACCOUNT},
        "ArnEquals": {"aws:SourceArn": f"arn:aws:s3:::{stack.outputs['BucketName']}"},
    }


def test_a_message_stays_hidden_for_six_times_the_longest_time_out():
    longest = written()["Parameters"]["TimeoutSeconds"]["MaxValue"]

    assert deployed().properties("Uploads")["VisibilityTimeout"] >= 6 * longest


def test_what_fails_five_times_is_kept_among_the_dead_letters_longer_than_it_waited():
    stack = deployed()
    uploads, dead = stack.properties("Uploads"), stack.properties("DeadLetters")

    assert uploads["RedrivePolicy"] == {
        "deadLetterTargetArn": f"arn:aws:sqs:{REGION}:{ACCOUNT}:energy-dead-letters",
        "maxReceiveCount": 5,
    }
    assert dead["MessageRetentionPeriod"] == 14 * 24 * 3600 > uploads["MessageRetentionPeriod"]
    assert dead["RedriveAllowPolicy"]["sourceQueueArns"] == [f"arn:aws:sqs:{REGION}:{ACCOUNT}:energy-uploads"]


@BOTH
def test_queues_topics_logs_and_results_are_encrypted_with_ones_own_key_where_there_is_one(
    parameters: dict[str, Any],
):
    stack = deployed(**parameters)
    key = parameters.get("KmsKeyArn")

    for queue in stack.of_type("AWS::SQS::Queue").values():
        assert (queue.get("KmsMasterKeyId"), queue.get("SqsManagedSseEnabled")) == (
            (key, None) if key else (None, True)
        )
    topics = stack.of_type("AWS::SNS::Topic").values()
    assert {topic.get("KmsMasterKeyId") for topic in topics} == {key}
    assert stack.properties("PipelineLogs").get("KmsKeyId") == key
    assert stack.properties("Pipeline").get("KmsKeyArn") == key
    encryption = stack.one("AWS::Athena::WorkGroup")["WorkGroupConfiguration"]["ResultConfiguration"]
    own = {"EncryptionOption": "SSE_KMS", "KmsKey": key}
    assert encryption["EncryptionConfiguration"] == (own if key else {"EncryptionOption": "SSE_S3"})


# --- the function


def test_the_function_has_the_size_and_time_that_were_promised():
    function = deployed().properties("Pipeline")

    assert function["Runtime"] == "python3.13"
    assert function["Handler"] == "energy_core.lambda_handler.handler"
    assert (function["MemorySize"], function["Timeout"]) == ("3008", "900")
    assert function["Architectures"] == ["x86_64"]
    assert "ReservedConcurrentExecutions" not in function
    assert deployed(ReservedConcurrency=11).properties("Pipeline")["ReservedConcurrentExecutions"] == "11"


def test_the_function_is_told_where_everything_is():
    variables = deployed().properties("Pipeline")["Environment"]["Variables"]

    assert variables == {
        "ENERGY_LAKE": f"s3://{BUCKET}",
        "ENERGY_DEFAULT_TIMEZONE": "UTC",
        "ENERGY_ALERTS_TOPIC": f"arn:aws:sns:{REGION}:{ACCOUNT}:energy-alerts",
        "ENERGY_QUEUE_URL": f"https://sqs.{REGION}.amazonaws.com/{ACCOUNT}/energy-uploads",
        "ENERGY_MAX_FILE_MB": "200",
        "ENERGY_ASSISTANT_PROVIDERS": "rules",
        "POWERTOOLS_SERVICE_NAME": "energy-pipeline",
        "POWERTOOLS_METRICS_NAMESPACE": "EnergyInsights",
    }


def test_no_key_of_a_model_stands_in_the_environment():
    variables = deployed(**EVERYTHING).properties("Pipeline")["Environment"]["Variables"]

    assert variables["ENERGY_OPENAI_SECRET"] == "energy/openai"
    assert not [name for name in variables if "KEY" in name]
    assert "resolve:secretsmanager" not in TEMPLATE.read_text()


def test_one_bad_file_does_not_send_its_whole_batch_back():
    mapping = deployed().one("AWS::Lambda::EventSourceMapping")

    assert mapping["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
    assert mapping["EventSourceArn"].endswith(":energy-uploads")
    size = written()["Parameters"]["BatchSize"]
    assert (size["MinValue"], size["MaxValue"]) == (1, 10)
    assert int(mapping["ScalingConfig"]["MaximumConcurrency"]) >= 2


def test_logs_are_kept_for_the_days_that_were_asked_for():
    logs = deployed(LogRetentionDays=7).properties("PipelineLogs")

    assert logs == {"LogGroupName": "/aws/lambda/energy-pipeline", "RetentionInDays": "7"}
    assert deployed().properties("Pipeline")["LoggingConfig"] == {"LogGroup": "/aws/lambda/energy-pipeline"}


def test_the_reconciler_is_started_every_hour_by_a_role_that_can_do_nothing_else():
    stack = deployed()
    schedule = stack.one("AWS::Scheduler::Schedule")

    assert schedule["ScheduleExpression"] == "rate(60 minutes)"
    assert json.loads(schedule["Target"]["Input"]) == {"source": "energy.reconcile"}
    assert schedule["Target"]["Arn"] == f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:energy-pipeline"
    trust, may = [s for name, s in statements(stack) if name == "ReconcileRole"]
    assert trust["Condition"] == {"StringEquals": {"aws:SourceAccount": ACCOUNT}}
    assert (may["Action"], may["Resource"]) == ("lambda:InvokeFunction", schedule["Target"]["Arn"])


# --- people and alarms


def test_nobody_gets_mail_who_was_not_named():
    assert deployed().of_type("AWS::SNS::Subscription") == {}


def test_operators_get_alarms_and_people_get_alerts():
    subscriptions = deployed(OperatorEmail="ops@example.com", AlertEmail="home@example.com").of_type(
        "AWS::SNS::Subscription"
    )

    assert {(s["Endpoint"], s["TopicArn"].rpartition(":")[2]) for s in subscriptions.values()} == {
        ("ops@example.com", "energy-operators"),
        ("home@example.com", "energy-alerts"),
    }


@pytest.mark.parametrize(
    ("alarm", "namespace", "metric", "dimension", "statistic"),
    [
        ("ErrorsAlarm", "AWS/Lambda", "Errors", {"FunctionName": "energy-pipeline"}, "Sum"),
        ("ThrottlesAlarm", "AWS/Lambda", "Throttles", {"FunctionName": "energy-pipeline"}, "Sum"),
        (
            "DeadLettersAlarm",
            "AWS/SQS",
            "ApproximateNumberOfMessagesVisible",
            {"QueueName": "energy-dead-letters"},
            "Maximum",
        ),
        ("HomesFailedAlarm", "EnergyInsights", "HomesFailed", {"service": "energy-pipeline"}, "Sum"),
        ("QuarantineAlarm", "EnergyInsights", "FilesQuarantined", {"service": "energy-pipeline"}, "Sum"),
        (
            "WithoutReceiptAlarm",
            "EnergyInsights",
            "FilesWithoutReceipt",
            {"service": "energy-pipeline"},
            "Maximum",
        ),
    ],
)
def test_an_alarm_watches_each_thing_that_can_go_wrong(
    alarm: str, namespace: str, metric: str, dimension: dict[str, str], statistic: str
):
    watched = deployed().properties(alarm)

    assert (watched["Namespace"], watched["MetricName"], watched["Statistic"]) == (
        namespace,
        metric,
        statistic,
    )
    assert {d["Name"]: d["Value"] for d in watched["Dimensions"]} == dimension
    assert watched["Threshold"] == 1


def test_a_run_of_more_than_80_percent_of_the_time_out_is_an_alarm():
    alarm = deployed(TimeoutSeconds=300).properties("DurationAlarm")
    percent = next(metric for metric in alarm["Metrics"] if metric["ReturnData"])

    assert percent["Expression"] == "100 * longest / (1000 * 300)"
    assert alarm["Threshold"] == 80


def test_every_alarm_tells_the_operators_when_it_begins_and_when_it_is_over():
    alarms = deployed().of_type("AWS::CloudWatch::Alarm")

    assert len(alarms) == 7
    for alarm in alarms.values():
        assert alarm["AlarmActions"] == alarm["OKActions"] == [deployed().outputs["OperatorsTopicArn"]]
        assert alarm["TreatMissingData"] == "notBreaching"
        assert alarm["AlarmDescription"].endswith((".", "?"))


def test_the_alarms_watch_metrics_that_the_function_writes():
    handler = (TEMPLATE.parents[1] / "energy_core" / "lambda_handler.py").read_text()
    own = [
        a
        for a in deployed().of_type("AWS::CloudWatch::Alarm").values()
        if a.get("Namespace") == "EnergyInsights"
    ]

    assert len(own) == 3
    assert [alarm["MetricName"] for alarm in own if f'"{alarm["MetricName"]}"' not in handler] == []


# --- SQL

GLUE_TYPES = {
    "VARCHAR": "string",
    "BOOLEAN": "boolean",
    "INTEGER": "int",
    "DOUBLE": "double",
    "DATE": "date",
    "TIMESTAMP": "timestamp",
    "TIMESTAMP WITH TIME ZONE": "timestamp",
}
"""Athena reads Parquet instants, of UTC or local, as timestamp."""


def _in_sql() -> dict[str, list[tuple[str, str]]]:
    text = files("energy_core.lake").joinpath("tables.sql").read_text("utf-8")
    return {table: COLUMN.findall(columns) for table, columns in TABLE.findall(text)}


def _in_glue(**parameters: Any) -> dict[str, dict[str, Any]]:
    tables = deployed(**parameters).of_type("AWS::Glue::Table").values()
    return {table["TableInput"]["Name"]: table["TableInput"] for table in tables}


def test_athena_has_the_columns_of_the_lake_in_their_order():
    columns = {
        name: [(c["Name"], c["Type"]) for c in table["StorageDescriptor"]["Columns"]]
        for name, table in _in_glue().items()
    }

    assert columns == {
        table: [(name, GLUE_TYPES[kind]) for name, kind in declared] for table, declared in _in_sql().items()
    }
    assert len(columns) == 6


def test_athena_looks_where_the_lake_writes():
    for name, table in _in_glue(StackPrefix="test-").items():
        root = f"s3://test-{BUCKET}/{FOLDERS[name]}/"
        assert table["StorageDescriptor"]["Location"] == root
        assert table["Parameters"]["storage.location.template"] == root + "bucket=${bucket}/"


@pytest.mark.parametrize("home_id", ["default", "elm-street", "h1", "Lake_2.b"])
def test_the_folder_of_every_home_is_one_of_the_projected_partitions(home_id: str):
    parameters = _in_glue()["raw_energy_data"]["Parameters"]
    first, last = (int(edge) for edge in parameters["projection.bucket.range"].split(","))
    digits = int(parameters["projection.bucket.digits"])
    projected = {f"bucket={number:0{digits}d}" for number in range(first, last + 1)}

    assert layout.bucket(home_id) in projected
    assert len(projected) == layout.BUCKETS


def test_every_table_is_projected_parquet_and_needs_no_crawler():
    for table in _in_glue().values():
        assert table["PartitionKeys"] == [{"Name": "bucket", "Type": "string"}]
        assert table["Parameters"]["projection.enabled"] == "true"
        assert table["Parameters"]["projection.bucket.type"] == "integer"
        assert table["StorageDescriptor"]["SerdeInfo"]["SerializationLibrary"].endswith("ParquetHiveSerDe")
        assert table["TableType"] == "EXTERNAL_TABLE"


def test_queries_write_below_athena_results_and_stop_at_the_limit():
    workgroup = deployed(ScannedBytesLimit=10_000_000).one("AWS::Athena::WorkGroup")["WorkGroupConfiguration"]

    assert workgroup["EnforceWorkGroupConfiguration"] is True
    assert workgroup["ResultConfiguration"]["OutputLocation"] == f"s3://{BUCKET}/athena-results/"
    assert workgroup["BytesScannedCutoffPerQuery"] == "10000000"
    assert written()["Parameters"]["ScannedBytesLimit"]["MinValue"] == 10_000_000


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
