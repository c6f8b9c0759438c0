"""Meter files in one line, for tests of importers."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from energy_core.home import Home
from energy_core.importers import import_file
from energy_core.importers.hints import Hints
from energy_core.importers.receipt import Import
from energy_core.readings import Channel


def read(
    text: str | bytes, *, name: str = "file.csv", timezone: str | None = "UTC", **hints: object
) -> Import:
    """Import a file of a home in a zone."""
    content = text if isinstance(text, bytes) else text.encode()
    known = Hints(**hints)  # type: ignore[arg-type]
    return import_file(content, name=name, home=Home(timezone=timezone), hints=known)


def only(imported: Import) -> Channel:
    """The one channel of a file."""
    (channel,) = imported.readings.channels
    return channel


def rows(stamps: Sequence[str], values: Sequence[float | str], *, header: str = "time,kWh") -> str:
    """A table of two columns."""
    lines = [f"{stamp},{value}" for stamp, value in zip(stamps, values, strict=True)]
    return "\n".join([header, *lines, ""])


def hours(
    count: int, *, start: str = "2024-01-01", minutes: int = 60, form: str = "%Y-%m-%d %H:%M"
) -> list[str]:
    """Stamps that follow each other."""
    return list(pd.date_range(start, periods=count, freq=f"{minutes}min").strftime(form))
