"""The command `energy`. One file per group of commands; each loads what it needs when it is run."""

from __future__ import annotations

import importlib
import sys
from typing import Final

import typer
from typer.exceptions import TyperException

from energy_core.cli.screen import progress, refuse
from energy_core.errors import EnergyError, RequestError, StoreError

GROUPS: Final = (
    "inspect_files", "usage", "anomalies", "forecast", "bill", "audit", "report", "ask", "generate",
    "analyse", "home", "sql", "package", "deploy", "upload", "results", "logs", "retry", "cleanup",
)  # fmt: skip
"""Modules of this package, each with `register(app)`, in the order of `energy --help`."""


def application() -> typer.Typer:
    """All commands."""
    app = typer.Typer(
        name="energy",
        help="Reads meter files and says where energy and money go, what was unusual and what comes next.",
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    for group in GROUPS:
        importlib.import_module(f"energy_core.cli.{group}").register(app)
    return app


def main() -> None:
    """Run one command. Exit status: 0 done, 2 the input or the request can't be used, 1 a service failed."""
    as_json = "--json" in sys.argv
    try:
        sys.exit(application()(args=sys.argv[1:] or ["--help"], standalone_mode=False))
    except EnergyError as error:
        refuse(error, as_json=as_json)
        sys.exit(1 if isinstance(error, StoreError) else 2)
    except TyperException as error:
        refuse(RequestError(f"{error.format_message()} See: energy --help."), as_json=as_json)
        sys.exit(2)
    except (typer.Abort, KeyboardInterrupt):
        progress("Stopped.")
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
