"""Sample tariffs to compare with, each with its source and date: one file each in `samples/`."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from energy_core.tariffs.file import read_tariff
from energy_core.tariffs.tariff import Tariff


@cache
def sample_tariffs() -> tuple[Tariff, ...]:
    """All sample tariffs, by country and name."""
    folder = files("energy_core.tariffs").joinpath("samples")
    found = [
        read_tariff(file.read_bytes(), name=file.name)
        for file in folder.iterdir()
        if file.name.endswith(".toml")
    ]
    return tuple(sorted(found, key=lambda tariff: (tariff.country or "", tariff.name)))
