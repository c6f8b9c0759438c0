"""`energy retry`: refused files again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

import typer

from energy_core.cli.cloud_options import JsonOption, RegionOption, StackOption, opened, watch
from energy_core.cli.screen import print_json, progress, say, table

if TYPE_CHECKING:
    from energy_core.cloud.retry import Retried

ANSWERS: Final = {True: "accepted", False: "refused again", None: "sent"}

DryRun = Annotated[bool, typer.Option("--dry-run", help="Show the refused files; send nothing.")]
Wait = Annotated[
    float, typer.Option("--wait", metavar="SECONDS", min=0, help="Wait for the answers, at most so long.")
]


def register(app: typer.Typer) -> None:
    app.command("retry")(retry_files)


def retry_files(
    home: Annotated[str | None, typer.Argument(metavar="[HOME]", help="One home; else all of them.")] = None,
    file: Annotated[str | None, typer.Argument(metavar="[FILE]", help="One of its refused files.")] = None,
    wait: Wait = 0,
    dry_run: DryRun = False,
    stack: StackOption = None,
    region: RegionOption = None,
    json_: JsonOption = False,
) -> None:
    """Read refused files again, after their home was told what they left open.

    A file that is accepted now leaves the quarantine. As long as nothing was said, the answer is the same.

    \b
    Example:
      energy retry --dry-run
      energy home set elm-street import_choices.unit=kWh --lake s3://BUCKET
      energy retry elm-street --wait 60
    """
    from energy_core.cloud import retry
    from energy_core.cloud.results import open_store

    cloud, deployment = opened(stack, region)
    bucket = deployment.output("BucketName")
    store = open_store(cloud, bucket)
    files = retry.quarantined(store, home_id=home, file=file)
    answers = [retry.Retried(item, None) for item in files]
    if files and not dry_run:
        before = retry.receipt_marks(store, files)
        retry.retry(cloud, store, deployment.output("QueueUrl"), files, bucket=bucket)
        answers = retry.wait_for_answers(store, files, before=before, seconds=wait, watch=watch())
    if json_:
        print_json({"bucket": bucket, "files": [_row(answer, dry_run) for answer in answers]})
    elif answers:
        columns = ["home", "file", "status", "why it was refused", "settled by"]
        say(table(columns, [list(_row(answer, dry_run).values())[: len(columns)] for answer in answers]))
        for command in dict.fromkeys(a.file.settle for a in answers if a.file.settle and not a.accepted):
            say(f"To settle it: {command}")
    else:
        say(f"Nothing is in quarantine{f' of {home}' if home else ''}.")
    if not dry_run and any(answer.accepted is None for answer in answers):
        progress("The answers follow: energy results shows them.")


def _row(answer: Retried, dry_run: bool) -> dict[str, str | None]:
    return {
        "home_id": answer.file.home_id,
        "file": answer.file.file,
        "status": "refused" if dry_run else ANSWERS[answer.accepted],
        "reason": answer.file.message,
        "option": answer.file.option,
        "settle": answer.file.settle,
    }
