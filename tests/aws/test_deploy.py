"""energy deploy against a server that speaks AWS's APIs, and against a CloudFormation that fails."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from energy_core.cloud.deploy import Wanted, deploy
from energy_core.cloud.session import Cloud, open_cloud
from energy_core.cloud.template import LONGEST_BYTES, template_file
from energy_core.errors import RequestError, StoreError
from tests.aws.deployment import Told, build, deployed, keys, outputs_of_change_sets, template
from tests.aws.formation import Formation, event
from tests.aws.moto_server import Aws
from tests.cli.alone import alone

ACCOUNT = "123456789012"
ARTIFACTS = f"energy-artifacts-{ACCOUNT}-eu-west-1"


@pytest.fixture(autouse=True)
def _outputs(monkeypatch: pytest.MonkeyPatch) -> None:
    outputs_of_change_sets(monkeypatch)


def with_formation(formation: Formation) -> Cloud:
    cloud = open_cloud()
    return replace(
        cloud, clients=lambda service: formation if service == "cloudformation" else cloud.client(service)
    )


def deploy_with(
    formation: Formation, folder: Path, told: Told | None = None, *, dry_run: bool = False
) -> None:
    wanted = Wanted(template(folder), dry_run=dry_run)
    deploy(with_formation(formation), wanted, build=build, watch=(told or Told()).watch)


def test_a_first_deployment_makes_everything_and_says_where_it_is(aws: Aws, tmp_path: Path):
    told = Told()

    done = deployed(tmp_path, told=told)

    assert done.status == "created"
    assert [change.resource for change in done.changes] == ["Lake", "PipelineLogs", "Uploads"]
    assert json.loads((tmp_path / "deployment_info.json").read_text()) == {
        "stack": "energy-analytics",
        "account": ACCOUNT,
        "region": "eu-west-1",
        "outputs": {
            "BucketName": f"energy-analytics-{ACCOUNT}",
            "LogGroupName": "/aws/lambda/energy-pipeline",
            "QueueUrl": f"https://sqs.eu-west-1.amazonaws.com/{ACCOUNT}/energy-uploads",
        },
    }
    assert "energy-analytics: create complete" in told.text


def test_a_second_deployment_of_the_same_changes_nothing(aws: Aws, tmp_path: Path):
    deployed(tmp_path)
    before = aws.client("cloudformation").describe_stack_events(StackName="energy-analytics")["StackEvents"]

    again = deployed(tmp_path)

    after = aws.client("cloudformation").describe_stack_events(StackName="energy-analytics")["StackEvents"]
    assert again.status == "unchanged"
    assert len(after) == len(before)
    assert len(keys(open_cloud(), ARTIFACTS)) == 1


def test_a_dry_run_leaves_nothing_behind(aws: Aws, tmp_path: Path):
    done = deployed(tmp_path, dry_run=True)

    assert done.status == "planned"
    assert [change.action for change in done.changes] == ["Add", "Add", "Add"]
    assert (
        aws.client("cloudformation").list_stacks(StackStatusFilter=["CREATE_COMPLETE"])["StackSummaries"]
        == []
    )
    assert aws.client("s3").list_buckets()["Buckets"] == []


def test_a_new_package_is_an_update_and_the_old_one_stays_for_a_way_back(aws: Aws, tmp_path: Path):
    deployed(tmp_path)
    package = tmp_path / "new.zip"
    package.write_bytes(b"new")

    done = deployed(tmp_path, package=package)

    assert done.status == "updated"
    assert len(keys(open_cloud(), ARTIFACTS)) == 2


def test_the_fourth_package_lets_the_first_go(aws: Aws, tmp_path: Path):
    for number in range(4):
        package = tmp_path / "package.zip"
        package.write_bytes(bytes([number]))
        deployed(tmp_path, package=package)

    assert len(keys(open_cloud(), ARTIFACTS)) == 3


def test_what_was_said_once_stays_until_it_is_said_again(aws: Aws, tmp_path: Path):
    deployed(tmp_path, parameters={"DefaultTimezone": "Europe/London"})

    again = deployed(tmp_path)

    stack = aws.client("cloudformation").describe_stacks(StackName="energy-analytics")["Stacks"][0]
    values = {pair["ParameterKey"]: pair["ParameterValue"] for pair in stack["Parameters"]}
    assert again.status == "unchanged"
    assert values["DefaultTimezone"] == "Europe/London"


def test_two_stacks_stand_side_by_side(aws: Aws, tmp_path: Path):
    deployed(tmp_path)

    beside = deployed(tmp_path, stack="test")

    assert beside.deployment is not None
    assert beside.deployment.output("BucketName") == f"test-energy-analytics-{ACCOUNT}"


def test_the_bucket_of_packages_is_encrypted_and_private(aws: Aws, tmp_path: Path):
    deployed(tmp_path)

    s3 = aws.client("s3")
    rules = s3.get_bucket_encryption(Bucket=ARTIFACTS)["ServerSideEncryptionConfiguration"]["Rules"]
    private = s3.get_public_access_block(Bucket=ARTIFACTS)["PublicAccessBlockConfiguration"]
    assert rules[0]["ApplyServerSideEncryptionByDefault"]["SSEAlgorithm"] == "AES256"
    assert all(private.values())


@pytest.mark.filterwarnings("ignore:Tried to parse")  # moto builds only a part of the template
def test_the_template_of_the_project_deploys_as_far_as_the_server_goes(aws: Aws, tmp_path: Path):
    first = deployed(tmp_path, template=template_file())
    again = deployed(tmp_path, template=template_file())

    assert (first.status, again.status) == ("created", "unchanged")
    assert first.deployment is not None
    assert first.deployment.output("BucketName").startswith("energy-analytics-")


def test_the_template_fits_into_a_request():
    assert template_file().stat().st_size <= LONGEST_BYTES


def test_no_credentials_are_found_before_anything_and_the_sentence_says_what_to_do(
    aws: Aws, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"):
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)

    ran = alone("deploy", "deploy", "--json")

    assert ran.status == 2
    assert "`aws configure`" in ran.err
    assert ran.json["error"]["kind"] == "request"


@pytest.mark.parametrize(
    ("region", "sentence"),
    [("eu-west-9", "Did you mean eu-west-"), ("nowhere", "such as eu-west-1; found 'nowhere'")],
)
def test_a_region_that_does_not_exist_is_named(aws: Aws, region: str, sentence: str):
    with pytest.raises(RequestError, match=sentence):
        open_cloud(region)


def test_without_any_region_the_sentence_says_how_to_name_one(aws: Aws, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("AWS_DEFAULT_REGION")

    with pytest.raises(RequestError, match="--region eu-west-1"):
        open_cloud()


def test_a_name_that_something_else_has_is_found_before_anything_is_made(aws: Aws, tmp_path: Path):
    aws.client("logs").create_log_group(logGroupName="/aws/lambda/energy-pipeline")

    with pytest.raises(RequestError, match="log group /aws/lambda/energy-pipeline"):
        deployed(tmp_path)

    assert aws.client("s3").list_buckets()["Buckets"] == []


def test_an_account_without_room_for_a_role_is_found_before_anything_is_made(aws: Aws, tmp_path: Path):
    class Full:
        def get_account_summary(self) -> dict[str, dict[str, int]]:
            return {"SummaryMap": {"Roles": 999, "RolesQuota": 1000}}

        def get_role(self, **_: str) -> None:
            return None

    cloud = open_cloud()
    full = replace(cloud, clients=lambda service: Full() if service == "iam" else cloud.client(service))

    with pytest.raises(RequestError, match="999 of at most 1,000 IAM roles"):
        deploy(full, Wanted(template(tmp_path)), build=build, watch=Told().watch)

    assert aws.client("s3").list_buckets()["Buckets"] == []


@pytest.mark.parametrize(
    ("option", "sentence"),
    [("Colour=red", "Needed a parameter of the template"), ("CodeKey=mine", "decided by the package")],
)
def test_a_parameter_that_cannot_be_said_is_refused(aws: Aws, tmp_path: Path, option: str, sentence: str):
    name, _, value = option.partition("=")

    with pytest.raises(RequestError, match=sentence):
        deployed(tmp_path, parameters={name: value})


@pytest.mark.parametrize("name", ["", "Caps", "9lives", "two words", "a" * 21, "ends-"])
def test_a_stack_name_that_a_bucket_cannot_carry_is_refused(aws: Aws, tmp_path: Path, name: str):
    with pytest.raises(RequestError, match="1 to 20 lower-case letters"):
        deployed(tmp_path, stack=name)


def test_a_failed_deployment_says_which_resource_failed_first_and_why(aws: Aws, tmp_path: Path):
    events = [
        event(1, "Uploads", "CREATE_COMPLETE"),
        event(2, "Pipeline", "CREATE_FAILED", "'MemorySize' value failed to satisfy constraint."),
        event(3, "DeadLetters", "CREATE_FAILED", "Resource creation cancelled"),
    ]

    with pytest.raises(StoreError) as failed:
        deploy_with(Formation(ends_as="ROLLBACK_COMPLETE", events=events), tmp_path)

    assert failed.value.message == (
        "The deployment of energy-analytics failed and was rolled back: Pipeline (AWS::Lambda::Function) "
        "failed, because: 'MemorySize' value failed to satisfy constraint. Nothing of it runs; mend "
        "that and deploy again, which begins afresh."
    )


def test_a_failed_update_says_that_the_stack_is_as_it_was(aws: Aws, tmp_path: Path):
    formation = Formation(
        "UPDATE_COMPLETE",
        ends_as="UPDATE_ROLLBACK_COMPLETE",
        events=[event(1, "Pipeline", "UPDATE_FAILED", "The runtime is not known.")],
    )

    with pytest.raises(StoreError, match=r"The runtime is not known\. The stack is as it was before"):
        deploy_with(formation, tmp_path)


def test_what_an_earlier_failure_left_is_deleted_and_said(aws: Aws, tmp_path: Path):
    formation, told = Formation("ROLLBACK_COMPLETE"), Told()

    deploy_with(formation, tmp_path, told)

    assert formation.calls == ["delete_stack", "create_change_set", "execute_change_set"]
    assert "An earlier deployment failed and left the stack as ROLLBACK_COMPLETE." in told.lines


def test_a_dry_run_over_what_a_failure_left_deletes_nothing(aws: Aws, tmp_path: Path):
    formation = Formation("ROLLBACK_COMPLETE")

    with pytest.raises(RequestError, match="Without --dry-run, energy deploy deletes it"):
        deploy_with(formation, tmp_path, dry_run=True)

    assert formation.calls == []


@pytest.mark.parametrize(
    ("formation", "sentence"),
    [
        (Formation("CREATE_COMPLETE", ours=False), "not of Energy Insights; it was left alone"),
        (Formation("UPDATE_IN_PROGRESS"), "being changed now"),
        (Formation("UPDATE_ROLLBACK_FAILED"), "continue-update-rollback"),
    ],
)
def test_a_stack_that_cannot_be_deployed_to_is_left_alone(
    aws: Aws, tmp_path: Path, formation: Formation, sentence: str
):
    with pytest.raises(RequestError, match=sentence):
        deploy_with(formation, tmp_path)

    assert formation.calls == []


def test_refused_changes_are_said_with_the_reason_and_change_nothing(aws: Aws, tmp_path: Path):
    formation = Formation("UPDATE_COMPLETE", refusal="Parameter DefaultTimezone failed the pattern.")

    with pytest.raises(StoreError, match=r"failed the pattern\. Nothing was changed"):
        deploy_with(formation, tmp_path)

    assert formation.calls == ["create_change_set", "delete_change_set"]


def test_changes_that_are_none_are_no_error(aws: Aws, tmp_path: Path):
    formation = Formation("UPDATE_COMPLETE", refusal="The submitted information didn't contain changes.")

    deploy_with(formation, tmp_path)

    assert "execute_change_set" not in formation.calls


def test_credentials_of_another_account_than_the_folder_is_about_are_refused(
    aws: Aws, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    info = {"stack": "energy-analytics", "account": "999", "region": "eu-west-1", "outputs": {}}
    (tmp_path / "deployment_info.json").write_text(json.dumps(info))
    monkeypatch.chdir(tmp_path)

    ran = alone("deploy", "deploy")

    assert ran.status == 2
    assert "is about account 999; these credentials belong to 123456789012" in ran.err


@pytest.mark.filterwarnings("ignore:Tried to parse")
def test_the_command_prints_one_object(aws: Aws, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "package.zip").write_bytes(b"zip")
    monkeypatch.chdir(tmp_path)

    ran = alone(
        "deploy", "deploy", "--package", "package.zip", "--operator-email", "ops@example.org", "--json"
    )

    assert ran.status == 0
    assert ran.json["status"] == "created"
    assert ran.json["outputs"]["BucketName"].startswith("energy-analytics-")
    assert "Account 123456789012, region eu-west-1" in ran.err
