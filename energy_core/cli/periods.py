"""What several commands share: a period of local dates, and a table into a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from energy_core.cli.screen import progress
from energy_core.errors import RequestError

if TYPE_CHECKING:
    import pandas as pd

    from energy_core.readings import Readings


def between_dates(readings: Readings, start: str | None, end: str | None) -> Readings:
    """The readings from the local date `start` up to, not including, the local date `end`."""
    from energy_core.local_time import local_midnight

    first = None if start is None else local_midnight(start, readings.timezone, option="--start")
    last = None if end is None else local_midnight(end, readings.timezone, option="--end")
    if first is not None and last is not None and first >= last:
        raise RequestError(
            f"--end is the day after the last and must come after --start; found {start} to {end}.",
            where={"option": "--end"},
        )
    return readings if first is None and last is None else readings.between(first, last)


def write_csv(frame: pd.DataFrame, file: Path) -> None:
    """A table as CSV that spreadsheets open safely. Raises RequestError if the file cannot be written."""
    from energy_core.csv_export import csv_text

    write(file, csv_text(frame).encode(), what=f"{len(frame):,} rows")


def write(file: Path, content: bytes, *, what: str) -> None:
    """Bytes into a file, said on standard error."""
    try:
        file.write_bytes(content)
    except OSError as error:
        reason = error.strerror or "it cannot be opened"
        raise RequestError(
            f"Needed a file to write to; {file}: {reason}.", where={"file": str(file)}
        ) from error
    progress(f"Wrote {what} to {file}.")
