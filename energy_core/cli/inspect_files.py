"""`energy inspect`: what was read, and what became of every row."""

from __future__ import annotations

from typing import Annotated

import typer

from energy_core.cli.reading_options import Source, reads_files
from energy_core.cli.screen import print_json, say


def register(app: typer.Typer) -> None:
    """Add the command to `energy`."""
    app.command("inspect")(inspect)


@reads_files
def inspect(
    source: Source, json_: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False
) -> None:
    """Read meter files and show the import receipt: readings, channels, decisions, what was left out.

    \b
    Examples:
      energy inspect household_power_consumption.txt --timezone Europe/Paris
      energy inspect january.csv february.csv --unit kWh --json
    """
    from energy_core.importers.inspection import first_line, inspection

    opened = source.open()
    found = inspection(opened.imports, opened.readings, opened.home)
    if json_:
        print_json(found)
        return
    from energy_core.cli.receipt_text import inspected

    say(inspected(found, first_line(opened.readings)))
