"""What happens in a stack while it changes, told as it happens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from energy_core.cloud.failures import asking
from energy_core.cloud.session import Cloud
from energy_core.cloud.stack import find_stack
from energy_core.cloud.watch import Watch
from energy_core.errors import StoreError

POLL_SECONDS: Final = 3
MOST_SECONDS: Final = 40 * 60
"""The stack stands within minutes; a resource that is stuck gives up after 30 at most."""

DELETED: Final = "DELETE_COMPLETE"


@dataclass(frozen=True)
class Outcome:
    """How a change of a stack ended, and the first thing that failed in it."""

    status: str
    failure: str | None


def newest_event(cloud: Cloud, stack_id: str) -> str | None:
    """The id of the last event so far; None for a stack that has none."""
    with asking("read the events of the stack"):
        events = cloud.client("cloudformation").describe_stack_events(StackName=stack_id)["StackEvents"]
    return events[0]["EventId"] if events else None


def wait_for_stack(
    cloud: Cloud,
    stack_id: str,
    *,
    after: str | None,
    watch: Watch,
) -> Outcome:
    """Tell what happens after the event `after` until nothing happens any more."""
    failure: str | None = None
    for _ in range(MOST_SECONDS // POLL_SECONDS):
        # the state first: its last events are there when it is
        stack = find_stack(cloud, stack_id)
        for event in _events_after(cloud, stack_id, after):
            after = event["EventId"]
            _tell(event, watch.progress)
            failure = failure or _failure(event)
        if stack is None:
            return Outcome(DELETED, failure)
        if not stack.is_busy:
            return Outcome(stack.status, failure)
        watch.sleep(POLL_SECONDS)
    raise StoreError(
        f"The stack is still changing after {MOST_SECONDS // 60} minutes; AWS goes on with it. "
        "Run the command again later to see how it ended."
    )


def _events_after(cloud: Cloud, stack_id: str, after: str | None) -> list[dict[str, Any]]:
    """Oldest first."""
    found: list[dict[str, Any]] = []
    pages = cloud.client("cloudformation").get_paginator("describe_stack_events")
    with asking("read the events of the stack"):
        for page in pages.paginate(StackName=stack_id):
            for event in page["StackEvents"]:
                if event["EventId"] == after:
                    return found[::-1]
                found.append(event)
    return found[::-1]


def _tell(event: dict[str, Any], progress: Callable[[str], None]) -> None:
    status = event["ResourceStatus"]
    if status.endswith(("_COMPLETE", "_FAILED")):
        progress(f"  {event['LogicalResourceId']}: {status.replace('_', ' ').lower()}")


def _failure(event: dict[str, Any]) -> str | None:
    """The reason in a sentence's words; none for those that were only cancelled because another failed."""
    reason = event.get("ResourceStatusReason", "no reason was given")
    if not event["ResourceStatus"].endswith("_FAILED") or "cancelled" in reason.lower():
        return None
    kind = event.get("ResourceType", "resource")
    return f"{event['LogicalResourceId']} ({kind}) failed, because: {' '.join(reason.split()).rstrip('.')}"
