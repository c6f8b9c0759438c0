"""`energy results`: what the deployed pipeline made of the uploads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from energy_core.cli.cloud_options import JsonOption, RegionOption, StackOption, opened, watch
from energy_core.cli.screen import print_json, progress, say, table

if TYPE_CHECKING:
    from energy_core.cloud.results import FileResult, HomeResult


def register(app: typer.Typer) -> None:
    app.command("results")(show_results)


def show_results(
    home: Annotated[str | None, typer.Argument(metavar="[HOME]", help="One home; else all of them.")] = None,
    wait: Annotated[
        float,
        typer.Option("--wait", metavar="SECONDS", min=0, help="Wait until nothing waits, at most so long."),
    ] = 0,
    stack: StackOption = None,
    region: RegionOption = None,
    json_: JsonOption = False,
) -> None:
    """Show what came out: receipts, refusals, findings, the forecast's total, the tables and reports.

    \b
    Example:
      energy results
      energy results elm-street --wait 120
    """
    from energy_core.cloud.results import homes, open_store, result, wait_for

    cloud, deployment = opened(stack, region)
    store = open_store(cloud, deployment.output("BucketName"))
    asked = [home] if home else homes(store)
    found = (
        wait_for(store, asked, seconds=wait, watch=watch()) if wait else [result(store, one) for one in asked]
    )
    if json_:
        print_json({"bucket": deployment.output("BucketName"), "homes": [as_json(one) for one in found]})
    elif home or len(found) == 1:
        say(_one(found[0], lake=str(store)))
    elif found:
        say(_all(found))
    else:
        say(f"{store} holds no home yet. Start with: energy upload FILE")
    if not wait and any(one.waiting for one in found):
        progress("Some files are not done yet; --wait 120 waits for them.")


def as_json(found: HomeResult) -> dict[str, Any]:
    insights = found.insights or {}
    return {
        "home_id": found.home_id,
        "waiting": found.waiting,
        "refused": found.refused,
        "files": found.files,
        "summary": insights.get("summary"),
        "findings": insights.get("findings", []),
        "forecast": insights.get("forecast", {}),
        "not_possible": insights.get("not_possible", {}),
        "not_analysed": found.not_analysed,
        "outputs": [output["key"] for output in found.outputs],
    }


def _all(found: list[HomeResult]) -> str:
    rows = [
        [one.home_id, len(one.files), len(one.waiting), len(one.refused), _kwh(one), _next(one)]
        for one in found
    ]
    return table(["home", "files", "waiting", "refused", "kWh", "forecast kWh"], rows)


def _one(found: HomeResult, *, lake: str) -> str:
    from energy_core.lake.settling import settling_command

    insights = found.insights or {}
    parts = [
        f"{found.home_id}: {len(found.files)} file{'' if len(found.files) == 1 else 's'}",
        table(["file", "status", ""], [[file.file, file.status, _said(file)] for file in found.files]),
    ]
    commands = {settling_command(found.home_id, file.error, lake=lake) for file in found.files if file.error}
    parts += [
        f"To settle it: {command}, then energy retry {found.home_id}"
        for command in sorted(filter(None, commands))
    ]
    if insights:
        summary = insights["summary"]
        parts.append(
            f"Readings from {summary['start'][:10]} to {summary['end'][:10]}: {_number(_kwh(found))}"
        )
        parts += [f"- {finding['title']}" for finding in insights["findings"]]
        parts += [_forecast(name, made) for name, made in insights["forecast"].items()]
        missing = [f"- {sentence}" for sentence in dict.fromkeys(insights["not_possible"].values())]
        parts += ["Not possible yet:", *missing] if missing else []
    parts += [f"Not analysed: {found.not_analysed}"] if found.not_analysed else []
    parts += ["Written:", *(f"  {output['key']}" for output in found.outputs)] if found.outputs else []
    return "\n".join(parts)


def _said(file: FileResult) -> str:
    if file.error is not None:
        return str(file.error["message"])
    if file.receipt is not None:
        return f"{file.receipt['rows_kept']:,} of {file.receipt['rows_read']:,} rows"
    return "no receipt yet"


def _forecast(name: str, made: dict[str, Any]) -> str:
    total = made["total"]
    return (
        f"Forecast, {name}: {total['kwh']:,.1f} kWh ({total['lower']:,.1f} to {total['upper']:,.1f}) in "
        f"the next {made['horizon_days']} days, by {made['model']}"
    )


def _kwh(found: HomeResult) -> float | None:
    return ((found.insights or {}).get("summary") or {}).get("consumption_kwh")


def _next(found: HomeResult) -> float | None:
    made = (found.insights or {}).get("forecast") or {}
    return next((forecast["total"]["kwh"] for forecast in made.values()), None)


def _number(kwh: float | None) -> str:
    return "no consumption" if kwh is None else f"{kwh:,.1f} kWh"
