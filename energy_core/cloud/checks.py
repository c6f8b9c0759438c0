"""What would stop a deployment, found before anything is made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from energy_core.cloud.failures import DENIED, MISSING, code_of, explained, message_of
from energy_core.cloud.session import Cloud
from energy_core.cloud.stack import name_prefix
from energy_core.errors import RequestError

ROLES_NEEDED: Final = 2
NOT_THERE: Final = ("not found", "does not exist", "non existent")

Progress = Callable[[str], None]
Ask = Callable[[Any], Any]


def check_names(cloud: Cloud, stack: str, *, progress: Progress) -> None:
    """Raises RequestError that names everything that is there already and that a new stack would make."""
    taken = [
        what
        for what, service, ask in _names(stack)
        if _answer(cloud, service, ask, what=what, progress=progress)
    ]
    if taken:
        raise RequestError(
            f"The names that the stack {stack} gives are taken by something else: {'; '.join(taken)}. Deploy "
            "beside it with --stack NAME, which is put before every name, or remove it first.",
            where={"option": "--stack"},
        )


def check_quotas(cloud: Cloud, *, package_bytes: int, progress: Progress) -> None:
    """Raises RequestError if the account has no room, as far as AWS tells."""
    full = [*_roles_left(cloud, progress), *_code_left(cloud, package_bytes, progress)]
    if full:
        raise RequestError(
            f"The account {cloud.account} has no room for a new stack: {'; '.join(full)}. Delete what is not "
            "used, or ask for more in the AWS console under Service Quotas."
        )


def _names(stack: str) -> list[tuple[str, str, Ask]]:
    """What is named by the template, the service that knows, and how to ask it."""
    prefix = name_prefix(stack)
    pipeline, database = f"{prefix}energy-pipeline", f"{prefix}energy_db".replace("-", "_")
    logs, workgroup = f"/aws/lambda/{pipeline}", f"{prefix}energy-insights"
    return [
        *(_role(f"{prefix}{name}") for name in ("energy-lambda-role", "energy-schedule-role")),
        *(_queue(f"{prefix}{name}") for name in ("energy-uploads", "energy-dead-letters")),
        (f"function {pipeline}", "lambda", lambda it: it.get_function_configuration(FunctionName=pipeline)),
        (f"database {database}", "glue", lambda glue: glue.get_database(Name=database)),
        (f"workgroup {workgroup}", "athena", lambda athena: _workgroup(athena, workgroup)),
        (f"log group {logs}", "logs", lambda it: _log_group(it, logs)),
    ]


def _role(name: str) -> tuple[str, str, Ask]:
    return f"role {name}", "iam", lambda iam: iam.get_role(RoleName=name)


def _queue(name: str) -> tuple[str, str, Ask]:
    return f"queue {name}", "sqs", lambda sqs: sqs.get_queue_url(QueueName=name)


def _workgroup(athena: Any, name: str) -> bool:
    found: dict[str, Any] = athena.get_work_group(WorkGroup=name)
    return bool(found.get("WorkGroup"))


def _log_group(logs: Any, name: str) -> bool:
    found = logs.describe_log_groups(logGroupNamePrefix=name)["logGroups"]
    return any(group["logGroupName"] == name for group in found)


def _roles_left(cloud: Cloud, progress: Progress) -> Iterator[str]:
    what = "the quota of roles"
    answer = _answer(cloud, "iam", lambda iam: iam.get_account_summary(), what=what, progress=progress)
    summary = answer["SummaryMap"] if answer else {}
    have, most = summary.get("Roles", 0), summary.get("RolesQuota")
    if most is not None and have + ROLES_NEEDED > most:
        yield f"it has {have:,} of at most {most:,} IAM roles and needs {ROLES_NEEDED} more"


def _code_left(cloud: Cloud, package_bytes: int, progress: Progress) -> Iterator[str]:
    what = "the room for Lambda code"
    answer = _answer(cloud, "lambda", lambda it: it.get_account_settings(), what=what, progress=progress)
    if not answer or "TotalCodeSize" not in answer.get("AccountLimit", {}):
        return
    most, used = answer["AccountLimit"]["TotalCodeSize"], answer["AccountUsage"]["TotalCodeSize"]
    if used + package_bytes > most:
        yield (
            f"Lambda holds {used / 2**20:,.0f} of at most {most / 2**20:,.0f} MB of code and the package has "
            f"{package_bytes / 2**20:,.0f} MB"
        )


def _answer(cloud: Cloud, service: str, ask: Ask, *, what: str, progress: Progress) -> Any:
    """None if it is not there, or if these credentials may not ask: then the deployment itself will tell."""
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        return ask(cloud.client(service))
    except ClientError as error:
        if code_of(error) in MISSING or any(text in message_of(error).lower() for text in NOT_THERE):
            return None
        if code_of(error) in DENIED:
            progress(f"Not checked, since these credentials may not ask: {what}")
            return None
        raise explained(f"check {what}", error) from error
    except BotoCoreError as error:
        raise explained(f"check {what}", error) from error
