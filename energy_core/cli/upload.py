"""`energy upload`: meter files to the deployed pipeline."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from energy_core.cli.cloud_options import JsonOption, RegionOption, StackOption, opened, watch
from energy_core.cli.screen import print_json, progress, say


def register(app: typer.Typer) -> None:
    app.command("upload")(upload_files)


def upload_files(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Meter files of one home.")],
    home_id: Annotated[str, typer.Option("--home-id", metavar="HOME", help="Name of the home.")] = "default",
    replace: Annotated[
        bool, typer.Option("--replace", help="Write over a file of that name; else it is kept as name (2).")
    ] = False,
    wait: Annotated[
        float | None,
        typer.Option("--wait", metavar="SECONDS", min=0, help="Wait for what comes out, at most so long."),
    ] = None,
    stack: StackOption = None,
    region: RegionOption = None,
    json_: JsonOption = False,
) -> None:
    """Upload meter files of a home; its analysis follows by itself.

    A file that is there is not sent again, and never written over by another of that name.

    \b
    Example:
      energy upload january.csv february.csv --home-id elm-street --wait 120
    """
    from energy_core.cloud.results import open_store, wait_for
    from energy_core.cloud.upload import upload

    cloud, deployment = opened(stack, region)
    bucket = deployment.output("BucketName")
    done = upload(cloud, bucket, files, home_id=home_id, replace=replace, progress=progress)
    if wait is not None:
        wait_for(open_store(cloud, bucket), [home_id], seconds=wait, watch=watch())
    if json_:
        print_json({"bucket": bucket, "home_id": home_id, "files": done})
        return
    for file in done:
        say(f"{file.file}: {'is there as' if file.status == 'there' else file.status + ' to'} {file.key}")
    say(f"See what comes out with: energy results {home_id}{'' if wait is not None else ' --wait 120'}")
