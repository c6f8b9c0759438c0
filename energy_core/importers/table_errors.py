"""What is said of tables whose rows cannot be told apart."""

from __future__ import annotations

from energy_core.errors import MalformedFileError
from energy_core.importers.dialect import Dialect


def too_uneven(line: int, bad: int, rows: int, how: Dialect, *, name: str) -> MalformedFileError:
    return MalformedFileError(
        f"Needed {len(how.names)} cells in every row, as in the header; {bad:,} of {rows:,} rows of "
        f"{name} have more "
        f"or fewer, first in line {line}. Save the file again as plain CSV with one table in it.",
        where={"file": name, "row": line},
    )


def broken_off(message: str, how: Dialect, *, name: str) -> MalformedFileError:
    return MalformedFileError(
        f"Needed a table of {len(how.names)} columns; {name} breaks off in a cell that is never closed or "
        "is too "
        f"long ({message.split('(')[0].strip()[:120]}). Look for a stray quote, or download the file again.",
        where={"file": name},
    )
