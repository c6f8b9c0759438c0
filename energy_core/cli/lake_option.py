"""Which lake a command works on."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

if TYPE_CHECKING:
    from energy_core.lake.lake import Lake

DEFAULT: Final = "energy-insights"
"""Folder in the user's home directory."""

LakeOption = Annotated[
    str | None,
    typer.Option(
        "--lake", metavar="LAKE", help="Folder or s3://BUCKET; else ENERGY_LAKE, else ~/energy-insights."
    ),
]


def open_lake(said: str | None) -> Lake:
    """The lake of a command: the option's, else the environment's, else the user's folder."""
    from energy_core.lake.address import open_lake as open_at

    return open_at(said or os.environ.get("ENERGY_LAKE") or str(Path.home() / DEFAULT))
