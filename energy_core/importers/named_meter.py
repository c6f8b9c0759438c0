"""Several files and a meter that a person named: those that hold it are read, the others are told of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from energy_core.errors import UnreadableFileError
from energy_core.importers.hints import Hints
from energy_core.importers.meters import said_meters
from energy_core.importers.receipt import Decision, Import

SHOWN: Final = 5


def lacks_the_meter(error: UnreadableFileError, hints: Hints) -> bool:
    """Whether a file was refused only because the meter that was named is not in it."""
    return bool(said_meters(hints)) and (error.option or "").removeprefix("--") == "meter"


def passed_over(files: Sequence[str], hints: Hints) -> Decision:
    """The decision for files without the meter."""
    more = f" and {len(files) - SHOWN} more" if len(files) > SHOWN else ""
    why = f"they do not hold the meter {', '.join(said_meters(hints))}"
    return Decision("files passed over", f"{', '.join(files[:SHOWN])}{more}", why, 1.0, "--meter")


def holding_it(
    files: Sequence[tuple[str, bytes]], read: Callable[[str, bytes], Import], *, hints: Hints
) -> tuple[list[Import | None], Decision | None]:
    """Each file, read; None for those that lack the meter, which the decision names.

    Raises UnreadableFileError for the first file that cannot be read, or that lacks it if all do.
    """
    imports: list[Import | None] = []
    lacking: list[tuple[str, UnreadableFileError]] = []
    for name, content in files:
        try:
            imports.append(read(name, content))
        except UnreadableFileError as error:
            if not lacks_the_meter(error, hints):
                raise
            imports.append(None)
            lacking.append((name, error))
    if lacking and len(lacking) == len(files):
        raise lacking[0][1]
    return imports, passed_over([name for name, _ in lacking], hints) if lacking else None
