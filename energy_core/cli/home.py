"""`energy home`: what is kept about a home."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from energy_core.cli.home_fields import described, with_pairs, with_tariffs
from energy_core.cli.lake_option import LakeOption, open_lake
from energy_core.cli.periods import write
from energy_core.cli.screen import print_json, progress, say, table
from energy_core.cli.tariff_option import TariffFile
from energy_core.errors import EnergyError, RequestError

if TYPE_CHECKING:
    from energy_core.home import Home
    from energy_core.lake.lake import Lake

HomeId = Annotated[str, typer.Argument(metavar="HOME", help="Name of the home.")]
Json = Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")]


def register(app: typer.Typer) -> None:
    homes = typer.Typer(
        no_args_is_help=True,
        help="Show, change, export, restore or forget what is kept about a home.\n\n\b\nExample:\n"
        "  energy home set elm-street timezone=Europe/London price_per_kwh=0.30",
    )
    for command in (list_homes, show, change, export, restore, forget):
        homes.command(NAMES[command.__name__])(command)
    app.add_typer(homes, name="home")


def list_homes(lake: LakeOption = None, json_: Json = False) -> None:
    """All homes of a lake.

    \b
    Example:
      energy home list --lake my-lake
    """
    opened = open_lake(lake)
    rows = [{"home_id": home_id, "files": opened.files(home_id)} for home_id in opened.homes()]
    if json_:
        print_json({"lake": str(opened.store), "homes": rows})
    elif rows:
        say(table(["home", "files"], [[row["home_id"], len(row["files"])] for row in rows]))
    else:
        say(f"{opened.store} holds no home yet. Start with: energy analyse FILE --out {opened.store}")


def show(home: HomeId, lake: LakeOption = None, json_: Json = False) -> None:
    """What is known about a home, and its files.

    \b
    Example:
      energy home show elm-street
    """
    opened = open_lake(lake)
    known, receipts = opened.home(home), opened.receipts(home)
    if json_:
        print_json(
            {**asdict(known), "lake": str(opened.store), "files": opened.files(home), "receipts": receipts}
        )
        return
    say(described(known))
    say(table(["file", "status"], [[receipt["file"], receipt["status"]] for receipt in receipts]))


def change(
    home: HomeId,
    pairs: Annotated[
        list[str] | None, typer.Argument(metavar="FIELD=VALUE...", help="FIELD= forgets the field.")
    ] = None,
    tariff: TariffFile = None,
    compare: Annotated[
        list[Path] | None,
        typer.Option("--tariff-to-compare", help="Tariff file to compare with (repeatable)."),
    ] = None,
    lake: LakeOption = None,
    json_: Json = False,
) -> None:
    """Change what is known about a home; its tables and report follow.

    Fields: name, timezone, country, currency, price_per_kwh, people, billing_day, target_kwh_per_day,
    roles.CHANNEL, appliance_types.CHANNEL, audit.MEASURE.NUMBER, audit.carbon.kg_per_kwh,
    incentives.MEASURE, measures.MEASURE (the day from which it is in place; "MEASURE / CHANNEL" for one of
    several), tariff= and other_tariffs= to forget them, import_choices.OPTION, and
    import_choices.SHAPE.OPTION for files of one shape only: a refused file and every receipt name its shape.

    \b
    Examples:
      energy home set elm-street currency=GBP price_per_kwh=0.30 "roles.Heat pump=appliance"
      energy home set elm-street --tariff now.toml --tariff-to-compare night.toml
      energy home set elm-street audit.carbon.kg_per_kwh=0.21 incentives.water_heater=500
      energy home set elm-street "measures.refrigerator / Fridge=2025-03-01"
      energy home set elm-street import_choices.any_table:date,usage:1a2b3c.unit=kWh
    """
    from energy_core.importers.answers import check_answers

    opened = open_lake(lake)
    changed = with_tariffs(with_pairs(opened.home(home), pairs or []), tariff, compare)
    check_answers(changed)
    _save(opened, changed)
    if json_:
        print_json(asdict(changed))
    else:
        say(described(changed))


def export(
    home: HomeId,
    out: Annotated[Path, typer.Option("--out", metavar="F.zip", help="File to write.")],
    lake: LakeOption = None,
    json_: Json = False,
) -> None:
    """Everything kept about a home as one zip.

    \b
    Example:
      energy home export elm-street --out elm-street.zip
    """
    write(out, open_lake(lake).export_zip(home), what=f"the home {home}")
    if json_:
        print_json({"home_id": home, "file": str(out), "bytes": out.stat().st_size})


def restore(
    file: Annotated[Path, typer.Argument(metavar="F.zip", help="A zip that a home was exported as.")],
    lake: LakeOption = None,
    json_: Json = False,
) -> None:
    """Bring an exported home back.

    \b
    Example:
      energy home restore elm-street.zip --lake my-lake
    """
    try:
        content = file.read_bytes()
    except OSError as error:
        reason = error.strerror or "it cannot be opened"
        raise RequestError(
            f"Needed an exported home; {file}: {reason}.", where={"file": str(file)}
        ) from error
    opened = open_lake(lake)
    home_id = opened.restore_zip(content)
    analyse_again(opened, opened.home(home_id))
    if json_:
        print_json({"home_id": home_id, "lake": str(opened.store), "files": opened.files(home_id)})
    else:
        say(f"{home_id} is back in {opened.store}")


def forget(
    home: HomeId,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    lake: LakeOption = None,
    json_: Json = False,
) -> None:
    """Delete everything kept about a home: its files too.

    \b
    Example:
      energy home forget elm-street --yes
    """
    opened = open_lake(lake)
    files = opened.files(opened.home(home).home_id)
    if not yes:
        typer.confirm(f"Delete {home} with its {len(files)} files from {opened.store}?", abort=True, err=True)
    opened.forget(home)
    if json_:
        print_json({"home_id": home, "forgotten": True, "files": files})
    else:
        say(f"{home} is forgotten")


NAMES: Final = {
    "list_homes": "list", "show": "show", "change": "set",
    "export": "export", "restore": "restore", "forget": "forget",
}  # fmt: skip


def analyse_again(lake: Lake, home: Home) -> None:
    """Write tables and report anew, with the settings of the last analysis. A home without files has none."""
    from energy_core.analysis import analyse
    from energy_core.lake.merge import merged
    from energy_core.settings import Settings

    parts = lake.parts(home)
    if not parts:
        return
    current = lake.current(home.home_id)
    settings = Settings(**current["settings"]) if current else Settings()
    lake.save_analysis(analyse(merged(parts, said=home.roles), home, settings, progress=progress))


def _save(lake: Lake, home: Home) -> None:
    """Keep a change, unless the home's files can't be read that way."""
    before = lake.home(home.home_id)
    lake.save_home(home)
    try:
        analyse_again(lake, home)
    except EnergyError:
        lake.save_home(before)
        raise
