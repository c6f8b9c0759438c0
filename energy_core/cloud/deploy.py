"""Deploy: check, build, send, show what changes, change it, and say how it went."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal, Protocol

from energy_core.cloud import artifacts
from energy_core.cloud.change_set import (
    Change,
    ChangeSet,
    create_change_set,
    drop_change_set,
    execute,
)
from energy_core.cloud.checks import check_names, check_quotas
from energy_core.cloud.failures import asking
from energy_core.cloud.readiness import UNDER_REVIEW, check_usable, cleared
from energy_core.cloud.session import Cloud
from energy_core.cloud.stack import (
    DEFAULT_STACK,
    Deployment,
    Stack,
    checked_name,
    find_stack,
    name_prefix,
)
from energy_core.cloud.stack_events import newest_event, wait_for_stack
from energy_core.cloud.template import (
    Template,
    as_sent,
    check_parameters,
    load_template,
    settled,
)
from energy_core.cloud.transfer import digest
from energy_core.cloud.watch import Watch
from energy_core.errors import RequestError, StoreError

AT_REST: Final = ("CREATE_COMPLETE", "UPDATE_COMPLETE")


class Build(Protocol):
    """Writes the package of an architecture to a file."""

    def __call__(self, out: Path, *, architecture: Any, progress: Callable[[str], None]) -> object: ...


@dataclass(frozen=True)
class Wanted:
    """What is to be deployed. `package`: a zip built before, instead of building one."""

    template: Path
    stack: str = DEFAULT_STACK
    parameters: Mapping[str, str] = field(default_factory=dict)
    package: Path | None = None
    dry_run: bool = False


@dataclass(frozen=True)
class Deployed:
    """`deployment` is None after a dry run of a stack that is not there."""

    status: Literal["created", "updated", "unchanged", "planned"]
    changes: tuple[Change, ...]
    deployment: Deployment | None


def deploy(cloud: Cloud, wanted: Wanted, *, build: Build, watch: Watch) -> Deployed:
    """Bring the stack to what is wanted. Nothing changed: nothing is done.

    Raises
    ------
    RequestError : what was found before anything was made: name, parameters, quotas, a change under way.
    StoreError : it failed and was rolled back; the sentence names the first resource that failed, and why.
    """
    watch.progress(f"Account {cloud.account}, region {cloud.region}, stack {checked_name(wanted.stack)}")
    template = load_template(cloud, wanted.template)
    check_parameters(template, wanted.parameters)
    stack = _usable_stack(cloud, wanted, watch)
    with tempfile.TemporaryDirectory(prefix="energy-deploy-") as folder:
        architecture = settled(template, wanted.parameters, stack=stack).get("Architecture", "x86_64")
        package = _package(wanted, Path(folder), architecture, build=build, watch=watch)
        check_quotas(cloud, package_bytes=package.stat().st_size, progress=watch.progress)
        sha256_hex = digest(package)
        key = artifacts.package_key(wanted.stack, sha256_hex)
        if not wanted.dry_run:
            stack = cleared(cloud, stack, watch=watch) if stack else None
            artifacts.ensure_artifact(cloud, key, package, sha256_hex=sha256_hex, progress=watch.progress)
    return _changed(cloud, wanted, template, stack=stack, key=key, watch=watch)


def _usable_stack(cloud: Cloud, wanted: Wanted, watch: Watch) -> Stack | None:
    stack = find_stack(cloud, wanted.stack)
    if stack is not None:
        check_usable(stack, dry_run=wanted.dry_run)
    if stack is None or stack.status == UNDER_REVIEW:
        check_names(cloud, wanted.stack, progress=watch.progress)
    return stack


def _package(wanted: Wanted, folder: Path, architecture: str, *, build: Build, watch: Watch) -> Path:
    if wanted.package is None:
        out = folder / f"energy-pipeline-{architecture}.zip"
        build(out, architecture=architecture, progress=watch.progress)
        return out
    if not wanted.package.is_file():
        raise RequestError(
            f"Needed a package, as energy package makes it; there is no file {wanted.package}.",
            where={"option": "--package"},
        )
    return wanted.package


def _changed(
    cloud: Cloud, wanted: Wanted, template: Template, *, stack: Stack | None, key: str, watch: Watch
) -> Deployed:
    said = {
        **wanted.parameters,
        "StackPrefix": name_prefix(wanted.stack),
        "CodeBucket": artifacts.artifact_bucket(cloud),
        "CodeKey": key,
    }
    given = {name: value for name, value in said.items() if name in template.defaults}
    values = settled(template, given, stack=stack)
    now = _deployment(cloud, stack) if stack else None
    change_set = None
    if stack is None or not _is_same(cloud, stack, template, values):
        parameters = as_sent(values, given=given, stack=stack)
        change_set = create_change_set(
            cloud,
            wanted.stack,
            stack=stack,
            body=template.body,
            parameters=parameters,
            sleep=watch.sleep,
        )
    if change_set is None:
        return Deployed("unchanged", (), now)
    if wanted.dry_run:
        drop_change_set(cloud, change_set)
        return Deployed("planned", change_set.changes, now)
    done = _executed(cloud, wanted, change_set, watch=watch)
    artifacts.prune(cloud, wanted.stack, in_use=key)
    return Deployed(
        "created" if change_set.creates else "updated", change_set.changes, _deployment(cloud, done)
    )


def _is_same(cloud: Cloud, stack: Stack, template: Template, values: Mapping[str, str]) -> bool:
    if stack.status not in AT_REST or stack.parameters != values:
        return False
    with asking(f"read the template of the stack {stack.name}"):
        there = cloud.client("cloudformation").get_template(
            StackName=stack.stack_id, TemplateStage="Original"
        )
    return bool(there["TemplateBody"] == template.body)


def _executed(cloud: Cloud, wanted: Wanted, change_set: ChangeSet, *, watch: Watch) -> Stack:
    """Raises StoreError with the reason if it did not come to its end."""
    watch.progress("AWS carries these changes out now; stopping this command does not stop them:")
    for change in change_set.changes:
        anew = ", made anew" if change.replaced else ""
        watch.progress(f"  {change.action} {change.resource} ({change.kind}){anew}")
    before = newest_event(cloud, change_set.stack_id)
    execute(cloud, change_set)
    outcome = wait_for_stack(cloud, change_set.stack_id, after=before, watch=watch)
    stack = find_stack(cloud, change_set.stack_id)
    if stack is None or outcome.status not in AT_REST:
        rest = "The stack is as it was before."
        if change_set.creates:
            rest = "Nothing of it runs; mend that and deploy again, which begins afresh."
        raise StoreError(
            f"The deployment of {wanted.stack} failed and was rolled back: "
            f"{outcome.failure or outcome.status}. {rest}",
            where={"stack": wanted.stack, "status": outcome.status},
        )
    return stack


def _deployment(cloud: Cloud, stack: Stack) -> Deployment:
    return Deployment(stack.name, cloud.account, cloud.region, stack.outputs)
