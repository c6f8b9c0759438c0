"""`energy deploy`: the pipeline into an account of AWS."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from energy_core.cli.cloud_options import JsonOption, RegionOption, StackOption, chosen, watch
from energy_core.cli.screen import print_json, progress, say, table
from energy_core.errors import RequestError

if TYPE_CHECKING:
    from energy_core.cloud.deploy import Deployed
    from energy_core.cloud.session import Cloud
    from energy_core.cloud.stack import Deployment

DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would change; change nothing.")]
Parameters = Annotated[
    list[str] | None,
    typer.Option(
        "--parameter",
        metavar="NAME=VALUE",
        help="Of infra/template.yaml (repeatable); stays until changed.",
    ),
]
OperatorEmail = Annotated[str | None, typer.Option("--operator-email", help="Gets the alarms.")]
AlertEmail = Annotated[str | None, typer.Option("--alert-email", help="Gets unusual and high use, in words.")]
Package = Annotated[
    Path | None,
    typer.Option("--package", metavar="F.zip", help="A package built before, instead of building one."),
]
Interpreter = Annotated[
    Path | None,
    typer.Option("--python", envvar="ENERGY_PACKAGE_PYTHON", help="A Python 3.13 to build with."),
]


def register(app: typer.Typer) -> None:
    app.command("deploy")(deploy_stack)


def deploy_stack(
    stack: StackOption = None,
    region: RegionOption = None,
    dry_run: DryRun = False,
    parameter: Parameters = None,
    operator_email: OperatorEmail = None,
    alert_email: AlertEmail = None,
    package: Package = None,
    python: Interpreter = None,
    json_: JsonOption = False,
) -> None:
    """Deploy the pipeline: check, build, send, show the changes, carry them out, print what was made.

    Nothing changed: nothing is done. What failed is rolled back. Writes deployment_info.json into this
    folder, by which energy upload and the others find the stack.

    \b
    Example:
      energy deploy --dry-run
      energy deploy --operator-email ops@example.org --parameter DefaultTimezone=Europe/London
    """
    parameters = _parameters(parameter or [], OperatorEmail=operator_email, AlertEmail=alert_email)
    name, cloud, known = chosen(stack, region)
    done = _deployed(cloud, known, name, parameters, package=package, python=python, dry_run=dry_run)
    if json_:
        print_json(_as_json(done, name, cloud.region))
    else:
        say(_text(done, name))
        _remind(done, parameters)


def _deployed(
    cloud: Cloud,
    known: Deployment | None,
    name: str,
    parameters: dict[str, str],
    *,
    package: Path | None,
    python: Path | None,
    dry_run: bool,
) -> Deployed:
    """Deploy, and note in this folder what stands."""
    from energy_core.cloud.deploy import Wanted, deploy
    from energy_core.cloud.package import build_package
    from energy_core.cloud.stack import check_account, write_info
    from energy_core.cloud.template import template_file

    check_account(cloud, known)
    wanted = Wanted(template_file(), name, parameters, package, dry_run)
    done = deploy(cloud, wanted, build=partial(build_package, interpreter=python), watch=watch())
    if done.deployment is not None and not dry_run:
        write_info(Path.cwd(), done.deployment)
    return done


def _parameters(pairs: list[str], **said: str | None) -> dict[str, str]:
    found = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name:
            raise RequestError(
                f"--parameter needs NAME=VALUE, such as MemoryMb=4096; found {pair!r}.",
                where={"option": "--parameter"},
            )
        found[name] = value
    return {**found, **{name: value for name, value in said.items() if value is not None}}


def _as_json(done: Deployed, name: str, region: str) -> dict[str, Any]:
    outputs = done.deployment.outputs if done.deployment else {}
    return {
        "stack": name,
        "region": region,
        "status": done.status,
        "changes": done.changes,
        "outputs": dict(sorted(outputs.items())),
    }


def _text(done: Deployed, name: str) -> str:
    if done.status == "planned":
        rows = [[c.action, c.resource, c.kind, "made anew" if c.replaced else ""] for c in done.changes]
        head = f"energy deploy would make these {len(rows)} changes in the stack {name}; nothing was changed."
        return f"{head}\n\n{table(['change', 'resource', 'kind', ''], rows)}"
    outputs = done.deployment.outputs if done.deployment else {}
    rows = [[output, value] for output, value in sorted(outputs.items())]
    first = {
        "unchanged": f"The stack {name} is as it should be; nothing was changed.",
        "created": f"The stack {name} stands.",
        "updated": f"The stack {name} is up to date; {len(done.changes)} changes.",
    }[done.status]
    return "\n".join([first, "", table(["output", "value"], rows)]) if rows else first


def _remind(done: Deployed, parameters: dict[str, str]) -> None:
    mailed = [parameters[name] for name in ("OperatorEmail", "AlertEmail") if parameters.get(name)]
    if done.status in ("created", "updated") and mailed:
        progress(f"AWS sends a mail to {' and '.join(mailed)}: nothing more comes until its link is clicked.")
    if done.status == "created":
        progress("Next: energy upload FILE, then energy results")
