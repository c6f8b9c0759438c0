"""`energy analyse`: the whole way from files to tables, findings and report in a lake."""

from __future__ import annotations

import time
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from energy_core.cli.anomalies import thresholds
from energy_core.cli.lake_option import open_lake
from energy_core.cli.reading_options import Source, reads_files
from energy_core.cli.screen import print_json, progress, say
from energy_core.cli.tariff_option import TariffFile, tariff_from
from energy_core.settings import DEFAULT_HORIZON_DAYS, Settings

if TYPE_CHECKING:
    from energy_core.analysis import Analysis
    from energy_core.home import Home
    from energy_core.importers.hints import Hints
    from energy_core.lake.lake import Lake


def register(app: typer.Typer) -> None:
    @app.command("analyse")
    @reads_files
    def analyse_files(
        source: Source,
        out: Annotated[str, typer.Option("--out", metavar="LAKE", help="Folder of the lake.")],
        threshold: Annotated[
            list[str] | None,
            typer.Option("--threshold", help="2.0, or CHANNEL=2.5 for one channel (repeatable)."),
        ] = None,
        tariff: TariffFile = None,
        horizon_days: Annotated[
            int, typer.Option("--horizon-days", min=1, max=366, help="Days to forecast.")
        ] = DEFAULT_HORIZON_DAYS,
        json_: Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")] = False,
    ) -> None:
        """Read files into a lake and analyse all files of their home: tables, forecast, anomalies, report.

        A file that can't be read leaves the lake as it was.

        \b
        Example:
          energy analyse january.csv february.csv --out my-lake --home-id elm-street --price 0.30
        """
        began = time.monotonic()
        settings = replace(thresholds(threshold or []), horizon_days=horizon_days)
        if tariff is not None:
            source = replace(source, home=replace(source.home, tariff=tariff_from(tariff)))
        lake = open_lake(out)
        analysis = analysed(lake, source, settings)
        progress(f"Done in {time.monotonic() - began:.1f} s")
        summary = _summary(lake, analysis)
        if json_:
            print_json(summary)
        else:
            say(_text(summary, analysis))


def analysed(lake: Lake, source: Source, settings: Settings) -> Analysis:
    """Read the files, analyse their home with them, and only then write anything."""
    from energy_core.analysis import analyse
    from energy_core.importers.together import read_each
    from energy_core.lake.households import marks_in
    from energy_core.lake.merge import merged

    home = _home(lake, source)
    contents: dict[str, bytes] = {}
    for name, content in source.contents():
        file = lake.stored_name(home.home_id, name, content, coming=contents)
        if not _is_kept(lake, home.home_id, file, source.hints):
            contents[file] = content
    before = marks_in(lake.receipts(home.home_id)) if home.home_id in lake.homes() else ()
    home, read = read_each(
        list(contents.items()), home=home, hints=source.hints, progress=progress, before=before
    )
    imports = {file: found for file, found in zip(contents, read, strict=True) if found is not None}
    readings = merged(lake.parts(home, coming=imports), said=home.roles)
    analysis = analyse(readings, home, settings, progress=progress)
    progress("Writing tables and report")
    lake.save_home(home)
    for file, imported in imports.items():
        lake.add_file(home.home_id, file, contents[file], imported, hints=_of_files(source.hints, home))
    lake.save_analysis(analysis)
    return analysis


def _home(lake: Lake, source: Source) -> Home:
    """What the lake knows of the home, with what this command says."""
    from energy_core.home import Home

    said, unsaid = source.home, Home()
    if said.home_id not in lake.homes():
        return replace(said, roles={**said.roles, **source.hints.roles})
    known = lake.home(said.home_id)
    changes: dict[str, Any] = {
        f.name: getattr(said, f.name)
        for f in fields(Home)
        if getattr(said, f.name) != getattr(unsaid, f.name)
    }
    return replace(known, **{**changes, "roles": {**known.roles, **said.roles, **source.hints.roles}})


def _is_kept(lake: Lake, home_id: str, file: str, hints: Hints) -> bool:
    """Whether the lake has read this very file, and nothing new is said of it: its receipt stays."""
    from energy_core.importers.hints import Hints

    says_nothing = replace(hints, roles={}) == Hints(default_timezone=hints.default_timezone)
    if says_nothing and home_id in lake.homes() and file in lake.files(home_id):
        progress(f"{file} is in the lake already")
        return True
    return False


def _of_files(hints: Hints, home: Home) -> Hints:
    """The hints without those that the home has taken over: a later change of the home must count."""
    zone = None if hints.timezone == home.timezone else hints.timezone
    return replace(hints, roles={}, timezone=zone)


def _summary(lake: Lake, analysis: Analysis) -> dict[str, Any]:
    home_id = analysis.home.home_id
    current = lake.current(home_id) or {}
    return {
        "home_id": home_id,
        "lake": str(lake.store),
        "files": lake.files(home_id),
        "timezone": analysis.readings.timezone,
        "start": analysis.readings.start,
        "end": analysis.readings.end,
        "consumption_kwh": analysis.readings.consumption_kwh,
        "outputs": [output["key"] for output in current.get("outputs", [])],
        "findings": analysis.findings,
        "not_possible": analysis.not_possible,
    }


def _text(summary: dict[str, Any], analysis: Analysis) -> str:
    from energy_core import words

    kwh = summary["consumption_kwh"]
    used = words.kwh(kwh) if kwh is not None else "no consumption"
    head = f"{summary['home_id']}: {used}, {words.period(summary['start'], summary['end'])}"
    found = [f"- {finding.title}" for finding in analysis.findings]
    missing = [f"- {sentence}" for sentence in dict.fromkeys(analysis.not_possible.values())]
    report = f"Report: {summary['lake']}/reports/{summary['home_id']}/report.html"
    parts = [head, *found, *(["Not possible yet:", *missing] if missing else []), report]
    return "\n".join(parts)
