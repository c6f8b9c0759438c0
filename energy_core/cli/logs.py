"""`energy logs`: what the deployed function wrote."""

from __future__ import annotations

import re
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import Annotated, Final

import typer

from energy_core.cli.cloud_options import JsonOption, RegionOption, StackOption, opened, watch
from energy_core.cli.screen import print_json, progress, say
from energy_core.errors import RequestError

SPANS: Final = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


def register(app: typer.Typer) -> None:
    app.command("logs")(show_logs)


def show_logs(
    since: Annotated[
        str,
        typer.Option(
            "--since", metavar="SPAN|TIME", help="30m, 1h, 2d, or a time such as 2026-11-24T08:00Z."
        ),
    ] = "1h",
    follow: Annotated[bool, typer.Option("--follow", help="Go on with each line as it comes.")] = False,
    errors: Annotated[bool, typer.Option("--errors", help="Only what went wrong.")] = False,
    stack: StackOption = None,
    region: RegionOption = None,
    json_: JsonOption = False,
) -> None:
    """Show the function's log, newest last; times are UTC.

    \b
    Example:
      energy logs --since 2h --errors
      energy logs --follow
    """
    from energy_core.cloud import logs

    _check(follow, json_)
    start = instant(since, now=datetime.now(UTC))
    cloud, deployment = opened(stack, region)
    group = deployment.output("LogGroupName")
    if follow:
        for line in logs.follow(cloud, group, since=start, errors_only=errors, watch=watch()):
            say(logs.text(line))
        return
    lines = logs.log_lines(cloud, group, since=start, errors_only=errors)
    if json_:
        print_json({"log_group": group, "since": start, "lines": [asdict(line) for line in lines]})
        return
    if lines:
        say("\n".join(map(logs.text, lines)))
    else:
        progress(f"{'No errors' if errors else 'Nothing'} in {group} since {start:%Y-%m-%d %H:%M} UTC.")


def _check(follow: bool, json_: bool) -> None:
    if follow and json_:
        raise RequestError(
            "--json prints one object, and --follow has no end; leave one of them out.",
            where={"option": "--follow"},
        )


def instant(text: str, *, now: datetime) -> datetime:
    """When a span before now began, or the time said; without an offset it is UTC. Raises RequestError."""
    if span := re.fullmatch(r"(\d{1,4})([smhdw])", text.strip()):
        return now - timedelta(**{SPANS[span[2]]: int(span[1])})
    try:
        said = datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise RequestError(
            f"--since needs 30m, 1h or 2d, say, or a time such as 2026-11-24T08:00Z; found {text!r}.",
            where={"option": "--since"},
        ) from error
    return said if said.tzinfo else said.replace(tzinfo=UTC)
