"""An archive of meter files -> one import; what is no meter file is passed over and said."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Final

from energy_core.errors import UnknownFormatError, UnreadableFileError
from energy_core.home import Home
from energy_core.importers.answers import read_with_answers
from energy_core.importers.containers import Budget, Member, members
from energy_core.importers.hints import Hints
from energy_core.importers.joined import Part, joined
from energy_core.importers.named_meter import lacks_the_meter, passed_over
from energy_core.importers.receipt import Decision, Import
from energy_core.importers.shape import layout_shape

Read = Callable[[bytes, str, Home, Hints], Import]

FORMAT: Final = "archive"
DEEPEST: Final = 2
"""An archive in an archive is opened, one within that is not."""
HOME_EXPORT: Final = "home.toml"
ARCHIVES: Final = (".zip", ".gz", ".bz2", ".xz")
WORKBOOKS: Final = (".xlsx", ".xlsm", ".xls")
SHOWN: Final = 6


def is_home_export(names: Sequence[str]) -> bool:
    """Whether an archive with these members is a home that was taken along from here."""
    return any(name.startswith("homes/") and name.endswith(f"/{HOME_EXPORT}") for name in names)


def read_archive(content: bytes, *, name: str, home: Home, hints: Hints, read: Read) -> Import:
    """Read the meter files in an archive.

    read : reads one of them. One meter file is simply read; several are joined if they are one home's.

    Raises UnreadableFileError for an archive that cannot be opened or holds no meter file, and, naming
    --sheet, for files that do not go together.
    """
    listed = members(content, name=name)
    if is_home_export([member.name for member in listed]):
        raise UnknownFormatError(
            f"Needed a meter file; {name} is a home that was exported from here. Drop it on the upload page, "
            "or bring it back with energy home restore.",
            where={"file": name},
        )
    shape = layout_shape(FORMAT, sorted({member.name for member in listed}), shown=False)
    try:
        imported = read_with_answers(
            lambda known: _read(content, name=name, home=home, hints=known, read=read),
            home=home,
            hints=hints,
            shape=shape,
        )
    except UnreadableFileError as error:
        error.shape = error.shape or shape
        raise
    return imported


def _read(content: bytes, *, name: str, home: Home, hints: Hints, read: Read) -> Import:
    parts, passed = _parts(content, name=name, home=home, hints=hints, read=read)
    if not parts:
        raise _nothing(passed, name=name, hints=hints)
    known = _with_zone(home, [part.imported for part in parts])
    if known is not home:
        parts, passed = _parts(content, name=name, home=known, hints=hints, read=read)
    inner = replace(hints, sheet=None)
    imported = parts[0].imported if len(parts) == 1 else joined(parts, name=name, hints=inner)
    if not passed:
        return imported
    apart = [member for member, error in passed if lacks_the_meter(error, hints)]
    others = [(member, error) for member, error in passed if member not in apart]
    told = [passed_over(apart, hints)] if apart else []
    if others:
        names = ", ".join(member for member, _ in others[:SHOWN])
        why = f"they hold no readings: {others[0][1].message[:160]}"
        told.append(Decision("files passed over", names, why, 0.9, "--sheet"))
    receipt = imported.receipt
    return replace(imported, receipt=replace(receipt, decisions=(*told, *receipt.decisions)))


def _with_zone(home: Home, imports: Sequence[Import]) -> Home:
    """The zone that one of the files says is the zone of the others too."""
    from energy_core.importers.together import with_zone_of

    if not any(imported.receipt.timezone_source == "default" for imported in imports):
        return home
    known = home
    for imported in imports:
        known = with_zone_of(known, imported)
    return known


def _parts(
    content: bytes, *, name: str, home: Home, hints: Hints, read: Read
) -> tuple[list[Part], list[tuple[str, UnreadableFileError]]]:
    """What was read, and the files that are no meter files, with the reason."""
    parts: list[Part] = []
    passed: list[tuple[str, UnreadableFileError]] = []
    refused: list[tuple[str, UnreadableFileError]] = []
    files = list(_files(members(content, name=name), name=name, budget=Budget(name, len(content))))
    for member, inner in _wanted(files, hints, name=name):
        try:
            full = f"{name}/{member.name}" if content.startswith(b"PK") else name
            parts.append(Part(member.name, read(member.content(), full, home, inner)))
        except UnknownFormatError as error:
            passed.append((member.name, error))
        except UnreadableFileError as error:
            (passed if lacks_the_meter(error, hints) else refused).append((member.name, error))
    shapes = {part.imported.receipt.shape for part in parts}
    refused += [
        (path, error)
        for path, error in passed
        if error.shape in shapes and error.shape and not lacks_the_meter(error, hints)
    ]
    if refused:
        raise _told_where(refused[0][1], read=[part.member for part in parts])
    return parts, passed


def _files(found: Sequence[Member], *, name: str, budget: Budget, depth: int = 1) -> Iterator[Member]:
    """The files of an archive and of those in it, which are known by their names."""
    for member in found:
        if not member.name.lower().endswith(ARCHIVES):
            yield member
            continue
        if depth == DEEPEST:
            raise UnreadableFileError(
                f"Needed meter files in the archive; {name} is an archive in an archive in an archive "
                f"({member.name}). Unpack it and add the files with your readings.",
                where={"file": name},
            )
        packed = member.content()
        inner = members(packed, name=f"{name}/{member.name}", budget=budget)
        is_zip = packed.startswith(b"PK")
        named = [
            Member(f"{member.name}/{each.name}" if is_zip else member.name, each.content) for each in inner
        ]
        yield from _files(named, name=name, budget=budget, depth=depth + 1)


def _wanted(files: Sequence[Member], hints: Hints, *, name: str) -> list[tuple[Member, Hints]]:
    """The files that --sheet names, or all; what it names within a file is passed on."""
    sheet = hints.sheet
    if sheet is None:
        return [(file, hints) for file in files]
    plain = replace(hints, sheet=None)
    chosen = [(file, plain) for file in files if sheet in (file.name, *_short_names(file.name))]
    chosen = chosen or [
        (file, replace(hints, sheet=sheet.removeprefix(f"{file.name}/")))
        for file in files
        if sheet.startswith(f"{file.name}/")
    ]
    if chosen:
        return chosen
    if len(files) == 1 or any(file.name.lower().endswith(WORKBOOKS) for file in files):
        return [(file, hints) for file in files]
    choices = [file.name for file in files]
    raise UnreadableFileError(
        f"Needed one of the files of {name}; found --sheet {sheet!r}. Say --sheet with one of: "
        f"{', '.join(choices)}.",
        where={"file": name, "option": "--sheet"},
        option="--sheet",
        choices=choices,
    )


def _short_names(path: str) -> tuple[str, str]:
    own = PurePosixPath(path)
    return own.name, own.stem


def _told_where(error: UnreadableFileError, *, read: Sequence[str]) -> UnreadableFileError:
    """One meter file that cannot be read spoils the total of all: it is asked about, not left out."""
    if read:
        error.message += f" {', '.join(read[:SHOWN])} can be read: for one alone, say --sheet NAME."
        error.args = (error.message,)
    return error


def _nothing(
    passed: Sequence[tuple[str, UnreadableFileError]], *, name: str, hints: Hints
) -> UnreadableFileError:
    lacking = [error for _, error in passed if lacks_the_meter(error, hints)]
    if len(passed) == 1 or lacking:
        return (lacking or [passed[0][1]])[0]
    shown = ", ".join(member for member, _ in passed[:SHOWN])
    found = f"none of its {len(passed)} files is one: {shown}" if passed else "it holds no file of readings"
    first = f" The first: {passed[0][1].message}" if passed else ""
    return UnknownFormatError(
        f"Needed a meter file in the archive {name}; {found}. Download it again.{first}", where={"file": name}
    )
