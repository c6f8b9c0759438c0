"""Which lake a command works on."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from energy_core.errors import RequestError

if TYPE_CHECKING:
    from energy_core.lake.lake import Lake

DEFAULT: Final = "energy-insights"
"""Folder in the user's home directory."""

LakeOption = Annotated[
    str | None,
    typer.Option(
        "--lake", metavar="LAKE", help="Folder of the lake; else ENERGY_LAKE, else ~/energy-insights."
    ),
]


def lake_path(said: str | None) -> Path:
    """The folder of the lake: the option's, else the environment's, else the user's."""
    text = said or os.environ.get("ENERGY_LAKE") or str(Path.home() / DEFAULT)
    if "://" in text:
        raise RequestError(
            f"Needed a folder for the lake; found {text}. A bucket can't be used here yet.",
            where={"option": "--lake"},
        )
    path = Path(text).expanduser()
    if path.exists() and not path.is_dir():
        raise RequestError(f"Needed a folder for the lake; {text} is a file.", where={"option": "--lake"})
    return path


def open_lake(said: str | None) -> Lake:
    """The lake of a command; a folder that does not exist is an empty lake."""
    from energy_core.lake.lake import Lake
    from energy_core.lake.store import Folder

    return Lake(Folder(lake_path(said)))
