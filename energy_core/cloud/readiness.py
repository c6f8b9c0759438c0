"""Whether a stack that is there can be deployed to, and what is to be done first."""

from __future__ import annotations

from typing import Final

from energy_core.cloud.failures import asking
from energy_core.cloud.session import Cloud
from energy_core.cloud.stack import Stack
from energy_core.cloud.stack_events import DELETED, newest_event, wait_for_stack
from energy_core.cloud.watch import Watch
from energy_core.errors import RequestError, StoreError

NEVER_FINISHED: Final = ("ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "CREATE_FAILED", "DELETE_FAILED")
"""A stack in one of these states holds nothing that works; CloudFormation only lets it be deleted."""
UNDER_REVIEW: Final = "REVIEW_IN_PROGRESS"


def check_usable(stack: Stack, *, dry_run: bool) -> None:
    """Raises RequestError for a stack of something else, one that is changing, and one that is stuck."""
    if stack.status == UNDER_REVIEW:
        return
    check_ours(stack)
    check_at_rest(stack)
    if stack.status == "UPDATE_ROLLBACK_FAILED":
        raise RequestError(
            f"The stack {stack.name} got stuck on the way back from an update. Mend what its events name in "
            f"the AWS console, run `aws cloudformation continue-update-rollback --stack-name {stack.name}`, "
            "then deploy again.",
            where={"stack": stack.name},
        )
    if dry_run and stack.status in NEVER_FINISHED:
        raise RequestError(
            f"The stack {stack.name} is what a failed deployment left ({stack.status}). Without --dry-run, "
            "energy deploy deletes it and begins afresh.",
            where={"stack": stack.name},
        )


def check_ours(stack: Stack) -> None:
    """Raises RequestError for a stack that energy deploy did not make."""
    if not stack.is_ours:
        raise RequestError(
            f"There is a stack {stack.name} that is not of Energy Insights; it was left alone. Say another "
            "name with --stack NAME.",
            where={"option": "--stack"},
        )


def check_at_rest(stack: Stack) -> None:
    """Raises RequestError for a stack that is changing now."""
    if stack.is_busy:
        raise RequestError(
            f"The stack {stack.name} is being changed now ({stack.status}). Wait until that ends, then try "
            "again.",
            where={"stack": stack.name},
        )


def cleared(cloud: Cloud, stack: Stack, *, watch: Watch) -> Stack | None:
    """The stack if it may stay; None after deleting what a deployment that never finished left."""
    if stack.status not in NEVER_FINISHED:
        return stack
    watch.progress(f"An earlier deployment failed and left the stack as {stack.status}.")
    watch.progress("Deleting what it left, to begin afresh")
    before = newest_event(cloud, stack.stack_id)
    with asking(f"delete the stack {stack.name}"):
        cloud.client("cloudformation").delete_stack(StackName=stack.stack_id)
    outcome = wait_for_stack(cloud, stack.stack_id, after=before, watch=watch)
    if outcome.status != DELETED:
        raise StoreError(
            f"Could not delete what the failed deployment left: {outcome.failure or outcome.status}. Delete "
            f"the stack {stack.name} in the AWS console, then deploy again.",
            where={"stack": stack.name},
        )
    return None
