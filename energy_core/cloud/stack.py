"""The stack that is everything of one deployment, and deployment_info.json, by which commands find it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from energy_core.cloud.failures import DENIED, asking, message_of
from energy_core.cloud.session import Cloud
from energy_core.errors import RequestError

DEFAULT_STACK: Final = "energy-analytics"
INFO_FILE: Final = "deployment_info.json"
TAG: Final = {"Key": "application", "Value": "energy-insights"}
"""On the stack, its resources and the bucket of artefacts: what carries it was made by `energy deploy`."""

STACK_NAME: Final = re.compile(r"[a-z]([a-z0-9-]{0,18}[a-z0-9])?")
"""The bucket carries the name, so it has a bucket's letters: lower case, and room for the rest in 63."""


@dataclass(frozen=True)
class Deployment:
    """What deployment_info.json holds: names and addresses, no secrets."""

    stack: str
    account: str
    region: str
    outputs: Mapping[str, str]

    def output(self, name: str) -> str:
        """An output of the stack, such as BucketName. Raises RequestError if the stack has none."""
        if name not in self.outputs:
            raise RequestError(
                f"Needed the output {name} of the stack {self.stack} in {self.region}; it has "
                f"{', '.join(sorted(self.outputs)) or 'none'}. Run: energy deploy --stack {self.stack}"
            )
        return self.outputs[name]


@dataclass(frozen=True)
class Stack:
    """A stack as CloudFormation describes it."""

    stack_id: str
    name: str
    status: str
    outputs: Mapping[str, str] = field(default_factory=dict)
    parameters: Mapping[str, str] = field(default_factory=dict)
    tags: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_ours(self) -> bool:
        return self.tags.get(TAG["Key"]) == TAG["Value"]

    @property
    def is_busy(self) -> bool:
        """Something is changing it now. A stack under review is only an empty shell of a change set."""
        return self.status.endswith("_IN_PROGRESS") and self.status != "REVIEW_IN_PROGRESS"


def checked_name(name: str) -> str:
    """The name, if a stack can have it. Raises RequestError."""
    if not STACK_NAME.fullmatch(name):
        raise RequestError(
            "Needed a name for the stack of 1 to 20 lower-case letters, digits and hyphens, a letter first; "
            f"found {name!r}.",
            where={"option": "--stack"},
        )
    return name


def name_prefix(stack: str) -> str:
    """What stands before the names of everything in a stack; nothing for the default one."""
    return "" if stack == DEFAULT_STACK else f"{stack}-"


def find_stack(cloud: Cloud, name: str) -> Stack | None:
    """A stack by name or id; None if there is none."""
    from botocore.exceptions import ClientError

    with asking(f"look at the stack {name}"):
        try:
            described = cloud.client("cloudformation").describe_stacks(StackName=name)["Stacks"][0]
        except ClientError as error:
            if "does not exist" in message_of(error):
                return None
            raise
    if described["StackStatus"] == "DELETE_COMPLETE":
        return None
    return Stack(
        stack_id=described["StackId"],
        name=described["StackName"],
        status=described["StackStatus"],
        outputs=_pairs(described, "Outputs", "OutputKey", "OutputValue"),
        parameters=_pairs(described, "Parameters", "ParameterKey", "ParameterValue"),
        tags=_pairs(described, "Tags", "Key", "Value"),
    )


def find_deployment(cloud: Cloud, *, name: str, known: Deployment | None) -> Deployment:
    """The deployment that commands on it work with.

    known : what deployment_info.json says. It does where the credentials may not ask CloudFormation.

    Raises
    ------
    RequestError : no such stack here, one of something else, or credentials of another account.
    """
    check_account(cloud, known)
    try:
        stack = find_stack(cloud, name)
    except RequestError as error:
        if known is None or known.stack != name or error.where.get("aws") not in DENIED:
            raise
        return known
    if stack is None:
        raise RequestError(
            f"Needed a stack {name} in {cloud.region}; account {cloud.account} has none there. Make it with: "
            f"energy deploy --stack {name}, or say another --stack or --region.",
            where={"option": "--stack"},
        )
    if "BucketName" not in stack.outputs:
        raise RequestError(
            f"The stack {name} in {cloud.region} is no finished deployment of Energy Insights (it is "
            f"{stack.status}). See: energy deploy --dry-run",
            where={"option": "--stack"},
        )
    return Deployment(name, cloud.account, cloud.region, stack.outputs)


def check_account(cloud: Cloud, known: Deployment | None) -> None:
    """Raises RequestError if deployment_info.json is about another account."""
    if known is not None and known.account != cloud.account:
        raise RequestError(
            f"{INFO_FILE} is about account {known.account}; these credentials belong to {cloud.account}. "
            "Name the right profile in AWS_PROFILE, or work in another folder.",
            where={"file": INFO_FILE},
        )


def read_info(folder: Path) -> Deployment | None:
    """deployment_info.json of a folder; None if there is none. Raises RequestError if it is damaged."""
    file = folder / INFO_FILE
    try:
        known: dict[str, Any] = json.loads(file.read_text())
        return Deployment(
            str(known["stack"]), str(known["account"]), str(known["region"]), dict(known["outputs"])
        )
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise RequestError(
            f"{file} cannot be read. Delete it; energy deploy writes it again.", where={"file": str(file)}
        ) from error


def write_info(folder: Path, deployment: Deployment) -> None:
    """Write deployment_info.json; the same deployment gives the same bytes."""
    content = {
        "stack": deployment.stack,
        "account": deployment.account,
        "region": deployment.region,
        "outputs": dict(sorted(deployment.outputs.items())),
    }
    unfinished = folder / f"{INFO_FILE}.unfinished"
    try:
        unfinished.write_text(json.dumps(content, indent=1) + "\n")
        unfinished.replace(folder / INFO_FILE)
    except OSError as error:
        raise RequestError(
            f"The stack stands, but {folder / INFO_FILE} cannot be written: {error.strerror}. Commands find "
            f"the stack with --stack {deployment.stack} --region {deployment.region}.",
            where={"file": INFO_FILE},
        ) from error


def _pairs(described: Mapping[str, Any], what: str, key: str, value: str) -> dict[str, str]:
    return {pair[key]: pair[value] for pair in described.get(what, []) if value in pair}
