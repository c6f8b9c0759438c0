"""`--tariff FILE`: what a home pays, for the commands that turn energy into money."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from energy_core.errors import MissingFactError, TariffError

if TYPE_CHECKING:
    from energy_core.home import Home
    from energy_core.tariffs import Tariff

TariffFiles = Annotated[
    list[Path] | None,
    typer.Option("--tariff", help="Tariff file (TOML, YAML or JSON); several are compared."),
]
TariffFile = Annotated[Path | None, typer.Option("--tariff", help="Tariff file (TOML, YAML or JSON).")]


def tariff_from(file: Path) -> Tariff:
    """Read a tariff file. Raises TariffError."""
    from energy_core.tariffs.file import read_tariff

    try:
        content = file.read_bytes()
    except OSError as error:
        reason = error.strerror or "it cannot be opened"
        raise TariffError(f"Needed a tariff file; {file}: {reason}.", where={"file": str(file)}) from error
    return read_tariff(content, name=file.name)


def tariffs_for(home: Home, files: list[Path] | None) -> list[Tariff]:
    """Those asked for, else what the home pays. Raises MissingFactError while nobody has said a price."""
    from energy_core.bills.pricing import tariff_of

    if files:
        return [tariff_from(file) for file in files]
    own = tariff_of(home)
    if own is None:
        raise MissingFactError(
            "A bill", fact="a price", advice="Say a tariff file with --tariff, or one price with --price."
        )
    return [own, *home.other_tariffs]
