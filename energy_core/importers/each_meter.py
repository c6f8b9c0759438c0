"""A file of several homes or meters: each read by itself, to become a home of its own."""

from __future__ import annotations

from collections.abc import Callable

from energy_core.errors import UnreadableFileError
from energy_core.home import Home
from energy_core.importers import import_file, meter_reader
from energy_core.importers.hints import Hints
from energy_core.importers.meters import ALL
from energy_core.importers.receipt import Import


def meters_in(content: bytes, name: str, home: Home, hints: Hints) -> tuple[str, ...]:
    """The meters a person would have to choose from; none where the file is of one home.

    Raises UnreadableFileError for a file that cannot be read for another reason.
    """
    try:
        import_file(content, name=name, home=home, hints=hints)
    except UnreadableFileError as error:
        if error.option != "--meter":
            raise
        return tuple(choice for choice in error.choices if choice != ALL)
    return ()


def read_each(
    content: bytes,
    name: str,
    home: Home,
    hints: Hints,
    *,
    progress: Callable[[int, int], None] = lambda done, of: None,
    refused: Callable[[str, UnreadableFileError], None] | None = None,
) -> list[tuple[str, Import]]:
    """Every meter of a file with its name, each as `--meter NAME` would read it; "" for the only one.

    progress : is told how many of how many are read. refused : is told of a meter that cannot be read, and
    why; without it the first such meter is an error.

    Raises UnreadableFileError as `import_file` does, but not for having several meters.
    """
    meters = meters_in(content, name, home, hints)
    if not meters:
        return [("", import_file(content, name=name, home=home, hints=hints))]
    reader = meter_reader(content, name=name, hints=hints)
    found: list[tuple[str, Import]] = []
    for number, meter in enumerate(meters):
        progress(number, len(meters))
        try:
            own = reader(meter, home)
        except UnreadableFileError as error:
            if refused is None:
                raise
            refused(meter, error)
        else:
            found.append((meter, own))
    return found
