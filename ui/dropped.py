"""Dropped files become part of a home: read and kept, or held with the question they leave open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from energy_core.errors import EnergyError, StoreError
from energy_core.home import Home
from energy_core.importers import import_file
from energy_core.importers.hints import Hints
from energy_core.importers.receipt import Import
from energy_core.importers.together import with_zone_of
from ui import services, session

Progress = Callable[[str], None]


class NamedFile(Protocol):
    """A file as the browser sends it."""

    name: str

    def getvalue(self) -> bytes: ...


@dataclass(frozen=True)
class Outcome:
    """Names of the files that were kept, and of those held."""

    kept: tuple[str, ...]
    held: tuple[str, ...]


def first_hints() -> Hints:
    """What is assumed where neither file nor home says a zone: the browser's, else the deployment's."""
    return Hints(default_timezone=session.browser_timezone() or services.default_timezone() or "UTC")


def keep_all(files: Sequence[NamedFile], *, progress: Progress) -> Outcome:
    """Read and keep the files one by one; one that cannot be read does not stop the others."""
    kept, held = [], []
    for file in files:
        content = file.getvalue()
        progress(f"Reading {file.name}")
        try:
            if is_home_zip(file.name):
                restore(content)
            else:
                keep(
                    file.name, content, home=session.home_for_files(), hints=first_hints(), progress=progress
                )
            kept.append(file.name)
        except StoreError:
            raise
        except EnergyError as error:
            session.hold(session.Refused(file.name, content, error))
            held.append(file.name)
    return Outcome(tuple(kept), tuple(held))


def keep(name: str, content: bytes, *, home: Home, hints: Hints, progress: Progress) -> Import:
    """Read one file with these hints and keep it in the home. Raises UnreadableFileError, StoreError."""
    imported = import_file(content, name=name, home=home, hints=hints)
    progress(f"Keeping {name}")
    home = with_zone_of(home, imported)
    lake = session.lake()
    lake.save_home(home)
    lake.add_file(home.home_id, name, content, imported, hints=hints)
    session.open_home(home.home_id)
    session.let_go(name)
    return imported


def is_home_zip(name: str) -> bool:
    return name.lower().endswith(".zip")


def restore(content: bytes) -> None:
    """A zip that was taken along from here becomes a home again, and the open one. Raises EnergyError."""
    session.open_home(session.lake().restore_zip(content))
