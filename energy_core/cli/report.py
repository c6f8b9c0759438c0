"""`energy report`: one document to keep, print or send."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from energy_core.cli.model_options import Provider, order
from energy_core.cli.narrative import told_fields, told_in_words
from energy_core.cli.periods import between_dates, write
from energy_core.cli.reading_options import Source, reads_files
from energy_core.cli.screen import print_json, progress, say
from energy_core.errors import RequestError

if TYPE_CHECKING:
    from energy_core.analysis import Analysis

SUFFIXES: Final = (".html", ".htm", ".md")
MOST_SAID: Final = 3

Out = Annotated[Path, typer.Option("--out", help="Where to write it: F.html or F.md.")]
Start = Annotated[str | None, typer.Option("--start", help="First local day, such as 2024-03-01.")]
End = Annotated[str | None, typer.Option("--end", help="Local day after the last one.")]
ChannelNames = Annotated[list[str] | None, typer.Option("--channel", help="Only this channel (repeatable).")]
SectionNames = Annotated[list[str] | None, typer.Option("--section", help="Only this section (repeatable).")]
KeepIn = Annotated[
    str | None, typer.Option("--lake", metavar="LAKE", help="Also keep the text of a language model there.")
]
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
    provider: Provider = "auto",
    lake: KeepIn = None,
    json_: Json = False,
) -> None:
    """Write a report with charts inside: HTML that prints well, or Markdown. A text in words is in front.

    \b
    Examples:
      energy report meter.csv --out report.html
      energy report meter.csv --out report.html --provider bedrock
      energy report meter.csv --out march.md --start 2024-03-01 --end 2024-04-01 --section usage
    """
    from energy_core.analysis import analyse
    from energy_core.report import SECTIONS, check_sections, report_html, report_markdown

    if out.suffix.lower() not in SUFFIXES:
        raise RequestError(
            f"--out needs a name that ends in .html or .md; found {str(out)!r}.", where={"option": "--out"}
        )
    check_sections(section)
    order(provider)
    opened = source.open()
    chosen = opened.readings.only(channel) if channel else opened.readings
    readings = between_dates(chosen, start, end)
    analysis = analyse(readings, opened.home, progress=lambda step: progress(f"{step} …"))
    told = told_in_words(analysis, provider, lake=lake) if provider != "auto" or not section else None
    render = report_markdown if out.suffix.lower() == ".md" else report_html
    text = render(analysis, sections=section, narrative=told)
    write(out, text.encode(), what="the report")
    if json_:
        written = {"out": str(out), "bytes": len(text.encode()), "sections": section or list(SECTIONS)}
        print_json(written | told_fields(told) | _subject(analysis))
        return
    for finding in analysis.findings[:MOST_SAID]:
        say(f"{finding.title}. {finding.text}")


def _subject(analysis: Analysis) -> dict[str, Any]:
    """What the report is about."""
    readings = analysis.readings
    return {
        "home_id": analysis.home.home_id,
        "start": readings.start,
        "end": readings.end,
        "channels": readings.names,
        "findings": [finding.title for finding in analysis.findings],
    }
