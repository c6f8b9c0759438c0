"""One group of commands without a process of its own: fast, with what `energy` does around it."""

from __future__ import annotations

import importlib
import io
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import typer

from energy_core.cli.screen import refuse
from energy_core.errors import EnergyError, StoreError
from tests.cli.run import Ran


def alone(group: str, *arguments: str | Path) -> Ran:
    """Run a command of the module `energy_core.cli.<group>`."""
    app = typer.Typer(pretty_exceptions_enable=False, rich_markup_mode=None)
    app.callback()(lambda: None)
    importlib.import_module(f"energy_core.cli.{group}").register(app)
    given = [str(argument) for argument in arguments]
    out, err = io.StringIO(), io.StringIO()
    status = 0
    with redirect_stdout(out), redirect_stderr(err):
        try:
            app(args=given, standalone_mode=False)
        except EnergyError as error:
            refuse(error, as_json="--json" in given)
            status = 1 if isinstance(error, StoreError) else 2
    return Ran(status, out.getvalue(), err.getvalue())
