"""Dropped files become part of a home: read and kept, or held with the question they leave open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol

from energy_core import words
from energy_core.errors import EnergyError, StoreError, UnreadableFileError
from energy_core.home import Home, free_home_id
from energy_core.importers import import_file, meter_reader
from energy_core.importers.answers import with_answers
from energy_core.importers.archives import is_home_export
from energy_core.importers.containers import zip_names
from energy_core.importers.hints import Hints
from energy_core.importers.receipt import Import
from energy_core.importers.together import with_zone_of
from energy_core.lake.households import refuse_another_home
from energy_core.lake.lake import Lake
from energy_core.lake.same_shape import read_again
from ui import services, session
from ui.trial import in_background

Progress = Callable[[str], object]


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
        try:
            if is_home_zip(content):
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


def keep(
    name: str,
    content: bytes,
    *,
    home: Home,
    hints: Hints,
    progress: Progress,
    remember_as: str | None = None,
    is_sure: bool = False,
) -> Import:
    """Read one file with these hints and keep it in the home.

    remember_as : the shape whose next file is to be read with the same hints. Roles are kept with the home.
    is_sure : a person said that it is of this home, whatever the file says.

    Raises UnreadableFileError, StoreError, and AnotherHomeError for a file that seems to be of another home.
    """
    what = f"{name} ({_size(content)})"
    progress(f"Reading {what}")
    imported = in_background(
        lambda: import_file(content, name=name, home=home, hints=hints),
        told=lambda seconds: progress(f"Reading {what}, {seconds:.0f} s"),
    )
    lake = session.lake()
    if not is_sure and lake.stored_name(home.home_id, name, content) not in _files(lake, home):
        refuse_another_home(lake, home.home_id, imported)
    progress(f"Keeping {what}")
    before = lake.home(home.home_id) if home.home_id in lake.homes() else home
    home = replace(with_zone_of(home, imported), roles={**home.roles, **hints.roles})
    if remember_as:
        home = with_answers(home, hints, shape=remember_as)
    lake.save_home(home)
    lake.add_file(home.home_id, name, content, imported, hints=replace(hints, roles={}))
    if remember_as:
        read_again(lake, before, home, shape=remember_as, but=name, progress=progress)
    session.open_home(home.home_id)
    session.let_go(name)
    return imported


def _files(lake: Lake, home: Home) -> list[str]:
    return lake.files(home.home_id) if home.home_id in lake.homes() else []


def new_home(name: str) -> Home:
    """A home that is not there yet, named after a file."""
    title = words.label(name.rpartition(".")[0] or name)
    return Home(home_id=free_home_id(title, session.lake().homes()), name=title)


def keep_each(
    name: str, content: bytes, meters: Sequence[str], *, progress: Callable[[float, str], object]
) -> list[str]:
    """Each meter of a file as a home of its own, named after it; the homes' ids, the first one opened.

    A meter that was brought in before goes into its home again. progress : share that is done, and what is
    done now.
    """
    lake, ids = session.lake(), list[str]()
    reader = meter_reader(content, name=name, hints=first_hints())
    for number, meter in enumerate(meters):
        share = number / len(meters)
        title = words.label(meter)
        home = _home_of(title, lake)
        hints = replace(first_hints(), meters=(meter,))
        progress(share, f"Reading {title}")
        try:
            imported = in_background(
                partial(reader, meter, home),
                told=partial(_tell, progress, share, title),
            )
        except UnreadableFileError:  # a meter without readings is no home
            continue
        progress(share, f"Keeping {title}")
        lake.save_home(with_zone_of(home, imported))
        lake.add_file(home.home_id, name, content, imported, hints=hints)
        ids.append(home.home_id)
    if ids:
        session.let_go(name)
        session.open_home(ids[0])
    return ids


def _tell(progress: Callable[[float, str], object], share: float, title: str, seconds: float) -> None:
    progress(share, f"Reading {title}, {seconds:.0f} s")


def _home_of(title: str, lake: Lake) -> Home:
    """The home of that name, else a new one."""
    there = lake.homes()
    wanted = free_home_id(title, ())
    if wanted in there and lake.home(wanted).name == title:
        return lake.home(wanted)
    return Home(home_id=free_home_id(title, there), name=title)


def is_home_zip(content: bytes) -> bool:
    """Whether a file is a home that was taken along from here, and no archive of meter files."""
    return content.startswith(b"PK") and is_home_export(zip_names(content) or ())


def restore(content: bytes) -> None:
    """A zip that was taken along from here becomes a home again, and the open one. Raises EnergyError."""
    session.open_home(session.lake().restore_zip(content))


def _size(content: bytes) -> str:
    return f"{len(content) / 1e6:,.0f} MB" if len(content) >= 1e6 else f"{len(content) / 1e3:,.0f} kB"
