"""A CloudFormation that fails as the real one does; the server that other tests use never fails."""

from __future__ import annotations

from typing import Any

from botocore.exceptions import ClientError

from energy_core.cloud.stack import TAG

STACK_ID = "arn:aws:cloudformation:eu-west-1:123456789012:stack/energy-analytics/0a"


def event(number: int, resource: str, status: str, reason: str = "") -> dict[str, Any]:
    told = {"ResourceStatusReason": reason} if reason else {}
    return {
        "EventId": str(number),
        "LogicalResourceId": resource,
        "ResourceType": "AWS::Lambda::Function" if resource == "Pipeline" else "AWS::SQS::Queue",
        "ResourceStatus": status,
        **told,
    }


class Formation:
    """One stack.

    status : of the stack as it is found; None = there is none.
    ends_as : what executing a change set makes of it, with `events`, oldest first.
    refusal : why a change set cannot be made.
    deletes : whether deleting the stack works.
    """

    def __init__(
        self,
        status: str | None = None,
        *,
        ends_as: str = "CREATE_COMPLETE",
        events: list[dict[str, Any]] | None = None,
        refusal: str | None = None,
        ours: bool = True,
        deletes: bool = True,
    ) -> None:
        self.status, self.ends_as, self.refusal, self.ours, self.deletes = (
            status,
            ends_as,
            refusal,
            ours,
            deletes,
        )
        self.coming, self.events = events or [], [event(0, "before", "CREATE_COMPLETE")]
        self.calls: list[str] = []

    def describe_stacks(self, **_: Any) -> dict[str, Any]:
        if self.status is None:
            said = {"Code": "ValidationError", "Message": f"Stack with id {STACK_ID} does not exist"}
            raise ClientError({"Error": said}, "DescribeStacks")
        tags = [TAG] if self.ours else []
        found = {
            "StackId": STACK_ID,
            "StackName": "energy-analytics",
            "StackStatus": self.status,
            "Tags": tags,
        }
        return {"Stacks": [found]}

    def get_template_summary(self, **_: Any) -> dict[str, Any]:
        names = ("CodeBucket", "CodeKey", "StackPrefix")
        return {"Parameters": [{"ParameterKey": name} for name in names]}

    def list_change_sets(self, **_: Any) -> dict[str, Any]:
        return {"Summaries": []}

    def create_change_set(self, **_: Any) -> dict[str, Any]:
        self.calls.append("create_change_set")
        return {"Id": "change-set", "StackId": STACK_ID}

    def describe_change_set(self, **_: Any) -> dict[str, Any]:
        if self.refusal:
            return {"Status": "FAILED", "StatusReason": self.refusal}
        return {"Status": "CREATE_COMPLETE", "ChangeSetId": "change-set", "Changes": []}

    def delete_change_set(self, **_: Any) -> None:
        self.calls.append("delete_change_set")

    def execute_change_set(self, **_: Any) -> None:
        self.calls.append("execute_change_set")
        self.status, self.events = self.ends_as, [*self.events, *self.coming]

    def delete_stack(self, **_: Any) -> None:
        self.calls.append("delete_stack")
        self.status = None if self.deletes else "DELETE_FAILED"
        if not self.deletes:
            self.events.append(event(9, "Uploads", "DELETE_FAILED", "the queue is in use."))

    def describe_stack_events(self, **_: Any) -> dict[str, Any]:
        return {"StackEvents": self.events[::-1]}

    def get_template(self, **_: Any) -> dict[str, Any]:
        return {"TemplateBody": ""}

    def list_stack_resources(self, **_: Any) -> dict[str, Any]:
        return {"StackResourceSummaries": []}

    def get_paginator(self, operation: str) -> Pages:
        return Pages(getattr(self, operation))


class Pages:
    def __init__(self, operation: Any) -> None:
        self._operation = operation

    def paginate(self, **asked: Any) -> list[dict[str, Any]]:
        return [self._operation(**asked)]
