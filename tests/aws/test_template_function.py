"""What infra/template.yaml promises of queue, function, alarms and mail."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.aws.template import (
    ACCOUNT,
    BUCKET,
    EVERYTHING,
    REGION,
    TEMPLATE,
    deployed,
    statements,
    written,
)

BOTH = pytest.mark.parametrize("parameters", [{}, EVERYTHING], ids=["by default", "with every option"])


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
