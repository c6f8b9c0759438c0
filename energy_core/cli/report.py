"""`energy report`: one document to keep, print or send."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from energy_core.cli.reading_options import Source, reads_files
from energy_core.cli.screen import print_json, progress, say
from energy_core.errors import EnergyError, UnknownNameError

if TYPE_CHECKING:
    from energy_core.readings import Readings

SUFFIXES: Final = (".html", ".htm", ".md")

Out = Annotated[Path, typer.Option("--out", help="Where to write it: F.html or F.md.")]
Start = Annotated[str | None, typer.Option("--start", help="First local day, such as 2024-03-01.")]
End = Annotated[str | None, typer.Option("--end", help="Local day after the last one.")]
ChannelNames = Annotated[list[str] | None, typer.Option("--channel", help="Only this channel (repeatable).")]
SectionNames = Annotated[list[str] | None, typer.Option("--section", help="Only this section (repeatable).")]
Json = Annotated[bool, typer.Option("--json", help="Print what was written as JSON.")]


def register(app: typer.Typer) -> None:
    app.command("report")(reads_files(report))


def report(
    source: Source,
    out: Out,
    start: Start = None,
    end: End = None,
    channel: ChannelNames = None,
    section: SectionNames = None,
    json_: Json = False,
) -> None:
    """Write a report with charts inside: HTML that prints well, or Markdown.

    \b
    energy report meter.csv --out report.html
    energy report meter.csv --out march.md --start 2024-03-01 --end 2024-04-01 --section usage
    """
    from energy_core.analysis import analyse
    from energy_core.report import report_html, report_markdown

    if out.suffix.lower() not in SUFFIXES:
        raise UnknownNameError(
            f"--out needs a name that ends in .html or .md; found {str(out)!r}.", where={"option": "--out"}
        )
    opened = source.open()
    readings = _cut(opened.readings, start=start, end=end, channels=channel)
    analysis = analyse(readings, opened.home, progress=lambda step: progress(f"{step} …"))
    render = report_markdown if out.suffix.lower() == ".md" else report_html
    text = render(analysis, sections=section)
    _write(out, text)
    if json_:
        print_json(
            {
                "out": str(out),
                "bytes": len(text.encode()),
                "home_id": opened.home.home_id,
                "start": readings.start,
                "end": readings.end,
                "channels": readings.names,
                "findings": [finding.title for finding in analysis.findings],
            }
        )
    else:
        say(f"Wrote {out} ({len(text.encode()) / 1000:,.0f} kB).")


def _cut(readings: Readings, *, start: str | None, end: str | None, channels: list[str] | None) -> Readings:
    """The readings of the local days [start, end) and of the channels asked for."""
    import pandas as pd

    from energy_core.local_time import day_starts

    def instant(day: date | None) -> pd.Timestamp | None:
        return None if day is None else day_starts(pd.DatetimeIndex([day]), readings.timezone)[0]

    first, last = _day(start, "--start"), _day(end, "--end")
    if first and last and last <= first:
        raise UnknownNameError(
            f"--end is the day after the last one and must lie after --start {first}; found {last}.",
            where={"option": "--end"},
        )
    if channels:
        readings = readings.only(channels)
    return readings if first is None and last is None else readings.between(instant(first), instant(last))


def _day(text: str | None, option: str) -> date | None:
    if text is None:
        return None
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007 — a local date
    except ValueError as error:
        raise UnknownNameError(
            f"{option} needs a date such as 2024-03-01; found {text!r}.", where={"option": option}
        ) from error


def _write(out: Path, text: str) -> None:
    try:
        out.write_text(text, encoding="utf-8")
    except OSError as error:
        reason = error.strerror or "it cannot be written"
        raise EnergyError(
            f"Needed a place to write the report; {out}: {reason}.", where={"file": str(out)}
        ) from error
