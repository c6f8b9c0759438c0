"""`energy cleanup`: remove a deployment, after showing what that means."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from energy_core.cli.cloud_options import JsonOption, RegionOption, StackOption, chosen, watch
from energy_core.cli.screen import print_json, progress, say, table

if TYPE_CHECKING:
    from energy_core.cloud.bucket_objects import Held
    from energy_core.cloud.cleanup import Plan


def register(app: typer.Typer) -> None:
    app.command("cleanup")(clean_up_stack)


def clean_up_stack(
    stack: StackOption = None,
    region: RegionOption = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    delete_raw: Annotated[
        bool, typer.Option("--delete-raw", help="The uploads too, and the bucket with all earlier versions.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would be deleted.")] = False,
    json_: JsonOption = False,
) -> None:
    """Delete a deployment: shows what would go and what stays, and asks.

    Only what belongs to this stack goes. The uploads, what is known of homes, receipts and quarantine stay in
    the bucket unless --delete-raw is said.

    \b
    Example:
      energy cleanup --dry-run
      energy cleanup --stack test --delete-raw
    """
    from energy_core.cloud.cleanup import check_something, clean_up, plan_cleanup
    from energy_core.cloud.stack import INFO_FILE, check_account

    name, cloud, known = chosen(stack, region)
    check_account(cloud, known)
    plan = plan_cleanup(cloud, name, known=known, delete_raw=delete_raw)
    check_something(plan)
    (progress if json_ else say)(_text(plan, cloud.account, cloud.region))
    if not dry_run:
        if not yes:
            typer.confirm(f"Delete this from account {cloud.account}?", abort=True, err=True)
        clean_up(cloud, plan, watch=watch())
        if known is not None and (plan.delete_raw or plan.bucket is None):
            (Path.cwd() / INFO_FILE).unlink(missing_ok=True)
    if json_:
        print_json(_as_json(plan, deleted=not dry_run))
    elif not dry_run:
        say(_end(plan))


def _text(plan: Plan, account: str, region: str) -> str:
    rows = [["delete", resource.kind, resource.name] for resource in plan.resources]
    if plan.bucket is not None:
        word = "delete" if plan.delete_raw else "keep"
        rows.append(["delete", "tables, reports, query results", f"{_held(plan.made)} in {plan.bucket}"])
        rows.append([word, "uploads, homes, receipts", f"{_held(plan.uploads)} in {plan.bucket}"])
        rows.append([word, "AWS::S3::Bucket", plan.bucket])
    rows += [["delete", "package", key] for key in plan.artifacts]
    head = f"The stack {plan.stack} in account {account}, region {region}:"
    return f"{head}\n\n{table(['', 'kind', 'name'], rows)}"


def _end(plan: Plan) -> str:
    if plan.bucket is None or plan.delete_raw:
        return f"The stack {plan.stack} is gone."
    return (
        f"The stack {plan.stack} is gone; the uploads stay in {plan.bucket}. "
        "energy cleanup --delete-raw deletes them too."
    )


def _as_json(plan: Plan, *, deleted: bool) -> dict[str, Any]:
    return {
        "stack": plan.stack,
        "deleted": deleted,
        "resources": plan.resources,
        "packages": plan.artifacts,
        "bucket": plan.bucket,
        "bucket_deleted": plan.delete_raw and plan.bucket is not None,
        "made_again": plan.made,
        "uploads": plan.uploads,
        "uploads_deleted": plan.delete_raw,
    }


def _held(held: Held) -> str:
    return f"{held.objects:,} objects, {held.size / 2**20:,.1f} MB"
