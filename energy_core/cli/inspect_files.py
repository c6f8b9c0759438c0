"""`energy inspect`: what was read, and what became of every row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from energy_core.cli.reading_options import Source, reads_files
from energy_core.cli.screen import print_json, say, table

if TYPE_CHECKING:
    from energy_core.cli.reading_options import Opened


Json = Annotated[bool, typer.Option("--json", help="One JSON object.")]


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
    from energy_core.importers.inspection import inspection

    opened = source.open()
    found = inspection(opened.imports, opened.readings, opened.home)
    if json_:
        print_json(found)
    else:
        say(_text(opened, found))


def _text(opened: Opened, found: dict[str, Any]) -> str:
    from energy_core.importers.inspection import first_line

    receipt = found["receipt"]
    parts = [
        first_line(opened.readings),
        f"{', '.join(found['files'])}: read as {found['format']}, times in {found['timezone']} "
        f"({found['timezone_source']}).",
        _channels(found["channels"]),
        f"Rows: {receipt['rows_read']:,} read, {receipt['rows_kept']:,} kept, {receipt['rows_dropped']:,} "
        "dropped, "
        f"{receipt['rows_duplicate']:,} repeats. Energy: {receipt['kwh_read']:,.3f} kWh read, "
        f"{receipt['kwh_dropped']:,.3f} left out.",
        _decisions(receipt["decisions"]),
        _reasons(receipt["reasons"]),
        _issues(found["issues"]),
    ]
    return "\n\n".join(part for part in parts if part)


def _channels(channels: list[dict[str, Any]]) -> str:
    rows = [
        (
            *(c[field] for field in ("name", "role", "kwh", "readings", "missing")),
            _every(c["interval_minutes"]),
            *(c[field] for field in ("kind", "source_unit")),
            *(_minute(c[field]) for field in ("start", "end")),
        )
        for c in channels
    ]
    columns = ("channel", "role", "kWh", "readings", "missing", "every", "kind", "unit", "from", "to")
    return table(columns, rows)


def _minute(stamp: str) -> str:
    return stamp[:16].replace("T", " ")


def _every(minutes: float) -> str:
    for length, word in ((1440, "d"), (60, "h"), (1, "min")):
        if minutes >= length and minutes % length == 0:
            return f"{minutes / length:g} {word}"
    return f"{minutes * 60:g} s"


def _decisions(decisions: list[dict[str, Any]]) -> str:
    if not decisions:
        return ""
    lines = [
        f"  {d['what']}: {d['choice']}, because {d['evidence']}"
        + (f" ({d['option']})" if d["option"] else "")
        for d in decisions
    ]
    return "\n".join(["Decided, with the option that overrules it:", *lines])


def _reasons(reasons: list[dict[str, Any]]) -> str:
    if not reasons:
        return ""
    lines = [
        f"  {r['count']:,} x {r['reason']}"
        + (f", first in line {r['first_row']}" if r["first_row"] else "")
        + (f" ({r['kwh']:,.3f} kWh)" if r["kwh"] else "")
        for r in reasons
    ]
    return "\n".join(["Not taken as they stood:", *lines])


def _issues(issues: list[dict[str, Any]]) -> str:
    return "\n".join(["To look at:", *(f"  {issue['message']}" for issue in issues)]) if issues else ""
