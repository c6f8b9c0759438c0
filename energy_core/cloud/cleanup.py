"""Remove a deployment: first what would go and what would stay, then the going. Only what is this stack's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from energy_core.cloud import artifacts
from energy_core.cloud.bucket_objects import Held, bucket_exists, count, delete_all, is_upload
from energy_core.cloud.failures import asking
from energy_core.cloud.readiness import check_at_rest, check_ours
from energy_core.cloud.session import Cloud
from energy_core.cloud.stack import Deployment, Stack, find_stack, name_prefix
from energy_core.cloud.stack_events import DELETED, newest_event, wait_for_stack
from energy_core.cloud.watch import Watch
from energy_core.errors import RequestError, StoreError

LAKE: Final = "AWS::S3::Bucket"
RETAINED: Final = (LAKE, "AWS::S3::BucketPolicy")
"""What the template keeps when the stack goes; docs/deployment.md says why."""


@dataclass(frozen=True)
class Resource:
    kind: str
    name: str


@dataclass(frozen=True)
class Plan:
    """What a cleanup does. `bucket` None: there is none, or it is gone.

    resources : those that go with the stack.
    made : objects of the bucket that can be made again from the uploads; they go.
    uploads : uploads, homes, receipts, quarantine; they go only with `delete_raw`, and the bucket with them.
    """

    stack: str
    stack_id: str | None
    resources: tuple[Resource, ...]
    bucket: str | None
    made: Held
    uploads: Held
    artifacts: tuple[str, ...]
    delete_raw: bool

    @property
    def is_empty(self) -> bool:
        going = self.made.objects or (self.delete_raw and self.bucket)
        return not (self.stack_id or self.artifacts or going)


def plan_cleanup(cloud: Cloud, name: str, *, known: Deployment | None, delete_raw: bool) -> Plan:
    """Look at what is there; change nothing.

    known : what deployment_info.json says: the bucket that an earlier cleanup left is found by it.

    Raises RequestError for a stack of something else, and one that is changing.
    """
    stack = find_stack(cloud, name)
    if stack is not None:
        check_ours(stack)
        check_at_rest(stack)
    resources = _resources(cloud, stack) if stack else ()
    bucket = next((item.name for item in resources if item.kind == LAKE), None)
    if stack is None and known is not None:
        bucket = _bucket_left(known)
    if bucket is not None and not bucket_exists(cloud, bucket):
        bucket = None
    made, uploads = count(cloud, bucket) if bucket else (Held(), Held())
    return Plan(
        stack=name,
        stack_id=stack.stack_id if stack else None,
        resources=tuple(item for item in resources if item.kind not in RETAINED),
        bucket=bucket,
        made=made,
        uploads=uploads,
        artifacts=tuple(entry["Key"] for entry in artifacts.artifacts(cloud, name)),
        delete_raw=delete_raw,
    )


def clean_up(cloud: Cloud, plan: Plan, *, watch: Watch) -> None:
    """Carry the plan out: the stack first, so that nothing writes into the bucket any more.

    Raises StoreError that names what could not be deleted; running it again goes on from there.
    """
    if plan.stack_id is not None:
        _delete_stack(cloud, plan, watch)
    if plan.bucket is not None and bucket_exists(cloud, plan.bucket):
        _empty(cloud, plan, plan.bucket, watch)
    if plan.artifacts:
        watch.progress(f"Deleting {len(plan.artifacts)} packages of the stack")
        artifacts.remove(cloud, plan.stack)


def _bucket_left(known: Deployment) -> str | None:
    """The bucket that an earlier cleanup of the stack kept."""
    name = known.outputs.get("BucketName", "")
    return name if name.startswith(f"{name_prefix(known.stack)}energy-analytics-") else None


def check_something(plan: Plan) -> None:
    """Raises RequestError if there is nothing to delete."""
    if plan.is_empty:
        kept = f" Its bucket {plan.bucket} holds uploads: --delete-raw deletes them." if plan.bucket else ""
        raise RequestError(
            f"There is nothing of a stack {plan.stack} to delete here.{kept} Say --stack or --region to look "
            "elsewhere.",
            where={"option": "--stack"},
        )


def _empty(cloud: Cloud, plan: Plan, bucket: str, watch: Watch) -> None:
    if not plan.delete_raw:
        watch.progress(f"Deleting tables, reports and query results in {bucket}")
        delete_all(cloud, bucket, keep=is_upload)
        return
    watch.progress(f"Deleting everything in {bucket}, earlier versions too, and the bucket")
    delete_all(cloud, bucket, keep=lambda key: False)
    with asking(f"delete the bucket {bucket}"):
        cloud.client("s3").delete_bucket(Bucket=bucket, ExpectedBucketOwner=cloud.account)


def _delete_stack(cloud: Cloud, plan: Plan, watch: Watch) -> None:
    watch.progress(f"Deleting the stack {plan.stack}")
    assert plan.stack_id is not None
    before = newest_event(cloud, plan.stack_id)
    with asking(f"delete the stack {plan.stack}"):
        cloud.client("cloudformation").delete_stack(StackName=plan.stack_id)
    outcome = wait_for_stack(cloud, plan.stack_id, after=before, watch=watch)
    if outcome.status != DELETED:
        raise StoreError(
            f"The stack {plan.stack} could not be deleted whole: {outcome.failure or outcome.status}. "
            "The bucket was left as it is. Mend that, then run energy cleanup again.",
            where={"stack": plan.stack},
        )


def _resources(cloud: Cloud, stack: Stack) -> tuple[Resource, ...]:
    pages = cloud.client("cloudformation").get_paginator("list_stack_resources")
    with asking(f"list what the stack {stack.name} holds"):
        every: list[dict[str, Any]] = [
            item
            for page in pages.paginate(StackName=stack.stack_id)
            for item in page["StackResourceSummaries"]
        ]
    there = [item for item in every if item["ResourceStatus"] != "DELETE_COMPLETE"]
    found = [
        Resource(item["ResourceType"], item.get("PhysicalResourceId") or item["LogicalResourceId"])
        for item in there
    ]
    return tuple(sorted(found, key=lambda item: (item.kind, item.name)))
