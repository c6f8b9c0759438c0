"""Which deployment a command works on: --stack and --region, else deployment_info.json, else the defaults."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from energy_core.cli.screen import progress

if TYPE_CHECKING:
    from energy_core.cloud.session import Cloud
    from energy_core.cloud.stack import Deployment
    from energy_core.cloud.watch import Watch

StackOption = Annotated[
    str | None,
    typer.Option(
        "--stack", metavar="NAME", help="The stack; else that of deployment_info.json, else energy-analytics."
    ),
]
RegionOption = Annotated[
    str | None,
    typer.Option(
        "--region", help="Region of AWS; else that of deployment_info.json, AWS_REGION or the profile."
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")]


def chosen(stack: str | None, region: str | None) -> tuple[str, Cloud, Deployment | None]:
    """Name of the stack, the account and region to work in, and what deployment_info.json says of it."""
    from energy_core.cloud.session import open_cloud
    from energy_core.cloud.stack import DEFAULT_STACK, checked_name, read_info

    known = read_info(Path.cwd())
    name = checked_name(stack or (known.stack if known else DEFAULT_STACK))
    known = known if known and known.stack == name else None
    there = region or (known.region if known else os.environ.get("AWS_REGION"))
    cloud = open_cloud(there)
    return name, cloud, known if known and known.region == cloud.region else None


def opened(stack: str | None, region: str | None) -> tuple[Cloud, Deployment]:
    """The deployment that a command works with. Raises RequestError if there is none."""
    from energy_core.cloud.stack import find_deployment

    name, cloud, known = chosen(stack, region)
    return cloud, find_deployment(cloud, name=name, known=known)


def watch() -> Watch:
    """Waits by the machine's clock and tells on standard error."""
    from energy_core.cloud.watch import Watch

    return Watch(sleep=time.sleep, progress=progress)
