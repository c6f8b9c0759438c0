"""`energy anomalies`: what was unusual, and what it cost."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from energy_core.cli.reading_options import Source, reads_files
from energy_core.cli.screen import print_json, progress, say, table
from energy_core.errors import RequestError
from energy_core.settings import DEFAULT_THRESHOLD, Settings

if TYPE_CHECKING:
    from energy_core.anomalies import Anomalies

DEFAULT_METHOD: Final = "contextual"
EVENTS_SHOWN: Final = 40


def register(app: typer.Typer) -> None:
    app.command("anomalies")(reads_files(anomalies))


def anomalies(
    source: Source,
    *,
    method: Annotated[
        str | None,
        typer.Option(
            "--method",
            help="contextual (the default): unusual for its hour and weeks; "
            "z-score: above mean + threshold × deviation.",
        ),
    ] = None,
    threshold: Annotated[
        list[str] | None,
        typer.Option(
            "--threshold", help="Sensitivity, higher finds less: 2.0, or CHANNEL=2.5 for one (repeatable)."
        ),
    ] = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", help="Judge with the readings known at this time only.")
    ] = None,
    csv: Annotated[Path | None, typer.Option("--csv", help="Write one row per flagged interval.")] = None,
    json_: Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")] = False,
) -> None:
    """Unusual use of each channel: when, of what kind, by how much, and what it cost.

    Judged against the usual of the same hour over the weeks around it; --method z-score against the mean.

    \b
    Examples:
      energy anomalies meter.csv --threshold 2.5 --threshold "Washing Machine=4"
      energy anomalies meter.csv --as-of 2024-03-01 --price 0.27 --csv unusual.csv
    """
    settings = thresholds(threshold or [])
    from energy_core.cli.periods import write_csv

    found = _found(source, method, settings, as_of)
    if csv:
        write_csv(found.points, csv)
    if json_:
        print_json({**_as_json(found), "as_of": as_of})
    else:
        say(_as_text(found))


def _found(source: Source, method: str | None, settings: Settings, as_of: str | None) -> Anomalies:
    """By the method asked for; if none was and the readings are too few for the default, by the z-score."""
    from energy_core.anomalies import METHODS, anomalies, by_context_if_possible
    from energy_core.bills.pricing import prices_of
    from energy_core.local_time import local_instant

    known = next((name for name in METHODS if name == method), None)
    if method is not None and known is None:
        raise RequestError(
            f"--method must be {' or '.join(METHODS)}; found {method!r}.", where={"option": "--method"}
        )
    opened = source.open()
    home, readings = opened.home, opened.readings
    if as_of is not None:
        readings = readings.known_at(local_instant(as_of, readings.timezone, option="--as-of"))
    if known is not None:
        return anomalies(readings, home, settings=settings, method=known)
    found = by_context_if_possible(readings, home, settings=settings, prices=prices_of(readings, home))
    if found.method != DEFAULT_METHOD:
        progress("Too few days to know what is usual at each hour: judged by --method z-score.")
    return found


def thresholds(texts: list[str]) -> Settings:
    """`2.0` for all channels, `CHANNEL=2.5` for one; the last of a kind counts."""
    everywhere, each = DEFAULT_THRESHOLD, {}
    for text in texts:
        channel, equals, number = text.rpartition("=")
        if equals:
            each[channel] = _number(number, text)
        else:
            everywhere = _number(number, text)
    return Settings(threshold=everywhere, thresholds=each)


def _number(text: str, given: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not 0 <= number <= 1000:
        raise RequestError(
            f"--threshold needs a number from 0 to 1000, or CHANNEL=NUMBER; found {given!r}.",
            where={"option": "--threshold"},
        )
    return number


def _as_json(found: Anomalies) -> dict[str, Any]:
    return {
        "method": found.method,
        "events": found.events,
        "points": found.points,
        "thresholds": dict(found.thresholds),
        "checked_intervals": found.checked_intervals,
    }


def _as_text(found: Anomalies) -> str:
    from energy_core import words

    flagged = words.count(len(found.events), "event")
    usual = "the mean" if found.method == "z-score" else "the usual"
    heading = (
        f"{flagged} in {words.count(found.checked_intervals, 'interval')}, "
        f"{words.kwh(found.points['excess_kwh'].clip(lower=0).sum())} above {usual}."
    )
    biggest = found.events.sort_values("excess_kwh", ascending=False, kind="stable").head(EVENTS_SHOWN)
    lines = [_line(event) for event in biggest.to_dict("records")]
    if len(found.events) > EVENTS_SHOWN:
        lines.append(f"… and {len(found.events) - EVENTS_SHOWN:,} smaller ones; --json has them all.")
    by_channel = [
        [name, limit, int((found.events["channel"] == name).sum())]
        for name, limit in found.thresholds.items()
    ]
    return "\n\n".join(
        (
            heading,
            *(["\n".join(lines)] if lines else []),
            table(["channel", "threshold", "events"], by_channel),
        )
    )


def _line(event: dict[Any, Any]) -> str:
    explained = f" Explained by: {event['explained_by']}." if event["explained_by"] else ""
    return f"- {event['reason']}{explained}{' Muted.' if event['muted'] else ''}"
