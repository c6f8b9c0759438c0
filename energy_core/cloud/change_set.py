"""Change sets: what a deployment would change, before it does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

from energy_core.cloud.failures import asking
from energy_core.cloud.session import Cloud
from energy_core.cloud.stack import TAG, Stack
from energy_core.errors import StoreError

POLL_SECONDS: Final = 2
POLLS: Final = 150
NO_CHANGE: Final = ("didn't contain changes", "No updates are to be performed")

Sleep = Callable[[float], None]


@dataclass(frozen=True)
class Change:
    """One resource of the stack. `action` is Add, Modify, Remove …; `replaced` means made anew."""

    action: str
    resource: str
    kind: str
    replaced: bool


@dataclass(frozen=True)
class ChangeSet:
    """`stack_id` is that of the stack it changes, or will make."""

    change_set_id: str
    stack_id: str
    creates: bool
    changes: tuple[Change, ...]


def create_change_set(
    cloud: Cloud, name: str, *, stack: Stack | None, body: str, parameters: list[dict[str, Any]], sleep: Sleep
) -> ChangeSet | None:
    """Ask what would change; None if nothing would. Nothing is made or changed by it.

    Raises StoreError with CloudFormation's reason if it will not do that.
    """
    creates = stack is None or stack.status == "REVIEW_IN_PROGRESS"
    formation = cloud.client("cloudformation")
    label = f"energy-{sha256(repr((body, parameters)).encode()).hexdigest()[:16]}"
    with asking(f"create a change set for the stack {name}"):
        if stack is not None:
            _forget(formation, name, label)
        made = formation.create_change_set(
            StackName=name,
            ChangeSetName=label,
            ChangeSetType="CREATE" if creates else "UPDATE",
            TemplateBody=body,
            Parameters=parameters,
            Capabilities=["CAPABILITY_NAMED_IAM"],
            Tags=[TAG],
        )
        described = _settled(formation, made["Id"], sleep)
    change_set = ChangeSet(made["Id"], made["StackId"], creates, _changes(described))
    if described["Status"] == "FAILED":
        reason = described.get("StatusReason", "no reason was given")
        drop_change_set(cloud, change_set)
        if any(text in reason for text in NO_CHANGE):
            return None
        raise StoreError(
            f"CloudFormation refused the changes of the stack {name}: {reason.strip().rstrip('.')}. "
            "Nothing was changed.",
            where={"stack": name},
        )
    return change_set


def drop_change_set(cloud: Cloud, change_set: ChangeSet) -> None:
    """Delete it, and the empty shell of a stack that was only made to hold it."""
    formation = cloud.client("cloudformation")
    with asking("delete the change set"):
        formation.delete_change_set(ChangeSetName=change_set.change_set_id)
        if change_set.creates:
            formation.delete_stack(StackName=change_set.stack_id)


def execute(cloud: Cloud, change_set: ChangeSet) -> None:
    with asking("execute the change set"):
        cloud.client("cloudformation").execute_change_set(ChangeSetName=change_set.change_set_id)


def _forget(formation: Any, stack: str, label: str) -> None:
    """A change set that an interrupted run left."""
    for left in formation.list_change_sets(StackName=stack)["Summaries"]:
        if left["ChangeSetName"] == label and left.get("StackName", stack) == stack:
            formation.delete_change_set(ChangeSetName=left["ChangeSetId"])


def _settled(formation: Any, change_set_id: str, sleep: Sleep) -> dict[str, Any]:
    for _ in range(POLLS):
        described: dict[str, Any] = formation.describe_change_set(ChangeSetName=change_set_id)
        if described["Status"] in ("CREATE_COMPLETE", "FAILED"):
            return _whole(formation, described)
        sleep(POLL_SECONDS)
    raise StoreError("CloudFormation did not finish the change set within 5 minutes. Try again later.")


def _whole(formation: Any, described: dict[str, Any]) -> dict[str, Any]:
    page, changes = described, list(described.get("Changes", []))
    while token := page.get("NextToken"):
        page = formation.describe_change_set(ChangeSetName=described["ChangeSetId"], NextToken=token)
        changes += page.get("Changes", [])
    return {**described, "Changes": changes}


def _changes(described: dict[str, Any]) -> tuple[Change, ...]:
    found = [change["ResourceChange"] for change in described["Changes"] if "ResourceChange" in change]
    return tuple(
        Change(
            action=change["Action"],
            resource=change["LogicalResourceId"],
            kind=change["ResourceType"],
            replaced=change.get("Replacement") in ("True", "Conditional"),
        )
        for change in sorted(found, key=lambda change: (change["Action"], change["LogicalResourceId"]))
    )
