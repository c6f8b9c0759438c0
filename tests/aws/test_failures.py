"""What AWS refuses becomes one sentence, with the exit status that says whether trying again can help."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError, ProfileNotFound

from energy_core.cloud.failures import asking
from energy_core.cloud.session import open_cloud
from energy_core.cloud.stack import Deployment, find_deployment, read_info, write_info
from energy_core.errors import EnergyError, RequestError, StoreError
from tests.aws.moto_server import Aws

KNOWN = Deployment("energy-analytics", "123456789012", "eu-west-1", {"BucketName": "lake"})


def refusal(code: str, message: str = "No.") -> ClientError:
    return ClientError({"Error": {"Code": code, "Message": message}}, "Operation")


@pytest.mark.parametrize(
    ("error", "kind", "advice"),
    [
        (refusal("ExpiredToken"), RequestError, "aws sso login"),
        (refusal("InvalidClientTokenId"), RequestError, "AWS_PROFILE"),
        (ProfileNotFound(profile="work"), RequestError, "aws configure"),
        (refusal("AccessDenied", "not authorized to perform: s3:PutObject"), RequestError, "s3:PutObject"),
        (refusal("ThrottlingException", "Rate exceeded"), StoreError, "Rate exceeded. Try again."),
        (EndpointConnectionError(endpoint_url="https://x"), StoreError, "Check the network and the region"),
    ],
)
def test_a_refusal_says_what_could_not_be_done_and_what_to_do(
    error: Exception, kind: type[EnergyError], advice: str
):
    with pytest.raises(kind) as raised, asking("make the bucket"):
        raise error

    assert raised.value.message.startswith("Could not make the bucket: ")
    assert advice in raised.value.message


def test_who_may_not_ask_about_the_stack_works_with_what_the_folder_says(aws: Aws):
    class Denied:
        def describe_stacks(self, **_: Any) -> None:
            raise refusal("AccessDenied")

    cloud = open_cloud()
    denied = replace(cloud, clients=lambda _: Denied())

    assert find_deployment(denied, name="energy-analytics", known=KNOWN) == KNOWN
    with pytest.raises(RequestError, match="may not do that"):
        find_deployment(denied, name="energy-analytics", known=None)


def test_what_is_written_about_a_deployment_is_read_again_and_holds_no_more(tmp_path: Path):
    write_info(tmp_path, KNOWN)

    assert read_info(tmp_path) == KNOWN
    assert [file.name for file in tmp_path.iterdir()] == ["deployment_info.json"]


def test_a_damaged_file_says_how_to_get_a_good_one(tmp_path: Path):
    (tmp_path / "deployment_info.json").write_text("{")

    with pytest.raises(RequestError, match="energy deploy writes it again"):
        read_info(tmp_path)


def test_a_folder_without_the_file_knows_nothing(tmp_path: Path):
    assert read_info(tmp_path) is None
