"""A small deployment for tests: a template that the server can build whole, and a package of three bytes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from moto.cloudformation.models import ChangeSet

from energy_core.cloud.deploy import Deployed, Wanted, deploy
from energy_core.cloud.session import Cloud, open_cloud
from energy_core.cloud.stack import DEFAULT_STACK, TAG, Deployment, name_prefix, write_info
from energy_core.cloud.watch import Watch
from tests.aws.moto_server import REGION, Aws

ACCOUNT = "123456789012"

TEMPLATE = """\
AWSTemplateFormatVersion: "2010-09-09"
Parameters:
  StackPrefix: {Type: String, Default: ""}
  CodeBucket: {Type: String}
  CodeKey: {Type: String}
  Architecture: {Type: String, Default: x86_64}
  DefaultTimezone: {Type: String, Default: UTC}
  OperatorEmail: {Type: String, Default: ""}
  AlertEmail: {Type: String, Default: ""}
Resources:
  Lake:
    Type: AWS::S3::Bucket
    DeletionPolicy: Retain
    Properties:
      BucketName: !Sub "${StackPrefix}energy-analytics-${AWS::AccountId}"
      VersioningConfiguration: {Status: Enabled}
  Uploads:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: !Sub "${StackPrefix}energy-uploads"
  PipelineLogs:
    Type: AWS::Logs::LogGroup
    Properties:
      LogGroupName: !Sub "/aws/lambda/${StackPrefix}energy-pipeline"
Outputs:
  BucketName: {Value: !Ref Lake}
  QueueUrl: {Value: !Ref Uploads}
  LogGroupName: {Value: !Ref PipelineLogs}
"""


@dataclass
class Told:
    """What a command said, and how long it would have slept."""

    lines: list[str] = field(default_factory=list)
    slept: float = 0
    while_asleep: Callable[[], None] = lambda: None

    @property
    def watch(self) -> Watch:
        return Watch(self._sleep, self.lines.append)

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    def _sleep(self, seconds: float) -> None:
        self.slept += seconds
        self.while_asleep()


def outputs_of_change_sets(monkeypatch: pytest.MonkeyPatch) -> None:
    """moto 5.2 forgets the outputs of a stack that a change set made; delete when it does not."""
    apply = ChangeSet.apply

    def with_outputs(change_set: ChangeSet) -> None:
        apply(change_set)
        stack = change_set.stack
        stack.template_dict = change_set.template_dict
        stack.output_map = stack._create_output_map()

    monkeypatch.setattr(ChangeSet, "apply", with_outputs)


def build(out: Path, *, architecture: Any, progress: Callable[[str], None]) -> object:
    progress(f"Building for {architecture}")
    return out.write_bytes(b"zip")


def template(folder: Path, text: str = TEMPLATE) -> Path:
    file = folder / "template.yaml"
    file.write_text(text)
    return file


def deployed(
    folder: Path, *, stack: str = DEFAULT_STACK, told: Told | None = None, **wanted: Any
) -> Deployed:
    """Deploy the small template to the server that the environment names."""
    done = deploy(
        open_cloud(),
        Wanted(wanted.pop("template", None) or template(folder), stack, **wanted),
        build=wanted.pop("build", build),
        watch=(told or Told()).watch,
    )
    if done.deployment is not None and done.status != "planned":
        write_info(folder, done.deployment)
    return done


def standing(aws: Aws, folder: Path, *, stack: str = DEFAULT_STACK) -> Deployment:
    """The small stack, made without energy deploy: quicker, for tests of what comes after."""
    formation = aws.client("cloudformation")
    values = {"CodeBucket": "packages", "CodeKey": "package.zip", "StackPrefix": name_prefix(stack)}
    formation.create_stack(
        StackName=stack,
        TemplateBody=TEMPLATE,
        Parameters=[{"ParameterKey": name, "ParameterValue": value} for name, value in values.items()],
        Tags=[TAG],
    )
    described = formation.describe_stacks(StackName=stack)["Stacks"][0]
    outputs = {output["OutputKey"]: output["OutputValue"] for output in described["Outputs"]}
    deployment = Deployment(stack, ACCOUNT, REGION, outputs)
    write_info(folder, deployment)
    return deployment


def keys(cloud: Cloud, bucket: str) -> list[str]:
    listed = cloud.client("s3").list_objects_v2(Bucket=bucket)
    return [entry["Key"] for entry in listed.get("Contents", [])]
