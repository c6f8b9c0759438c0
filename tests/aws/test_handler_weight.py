"""What the function loads before it has read anything."""

from __future__ import annotations

from tests.test_architecture import loaded_by

TOO_HEAVY = {
    "streamlit",
    "altair",
    "duckdb",
    "typer",
    "rich",
    "prophet",
    "langchain",
    "matplotlib",
    "pyathena",
}


def test_the_function_loads_no_app_no_command_line_and_no_sql():
    assert not loaded_by("import energy_core.lambda_handler") & TOO_HEAVY


def test_neither_does_a_run_of_a_home_with_a_short_history():
    run = """
import os
os.environ["AWS_EC2_METADATA_DISABLED"] = "true"
from energy_core.lake.unattended import Deployment, Runner
from energy_core.lake.bucket import Bucket
from tests.aws.pipeline import hours, LAKE
import boto3
from moto import mock_aws
with mock_aws():
    client = boto3.client("s3", region_name="us-east-1", aws_access_key_id="a", aws_secret_access_key="b")
    client.create_bucket(Bucket=LAKE)
    client.put_object(Bucket=LAKE, Key="raw/elm/a.csv", Body=hours(1.0))
    run = Runner(Bucket(LAKE, client), Deployment(tells_people=True)).run("elm")
assert run.kwh == 30, run
"""
    assert not loaded_by(run) & TOO_HEAVY
