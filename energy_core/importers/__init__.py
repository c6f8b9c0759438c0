"""Meter files -> readings and a receipt. A format is one module here and one entry in IMPORTERS."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final, Protocol, get_args

from energy_core.errors import UnknownNameError
from energy_core.home import Home
from energy_core.importers import any_table, green_button_xml, uci_household
from energy_core.importers.foreign_files import refuse_foreign
from energy_core.importers.hints import DateOrder, Decimal, Hints, Stamp, Unit
from energy_core.importers.receipt import Import
from energy_core.readings import Kind

HEAD_BYTES: Final = 65_536
"""What an importer sees of a file before it is chosen."""


class Importer(Protocol):
    """A format: its slug, how to know it, how to read it."""

    FORMAT: str

    def recognises(self, head: bytes) -> bool: ...

    def read(self, content: bytes, *, name: str, hints: Hints) -> Import: ...


IMPORTERS: Final[tuple[Importer, ...]] = (green_button_xml, uci_household, any_table)
"""Asked in this order; `any_table` reads whatever is left."""

_CHOICES: Final[dict[str, tuple[str, tuple[str, ...]]]] = {
    "unit": ("unit", get_args(Unit)),
    "time-column": ("time_column", ()),
    "value-column": ("value_columns", ()),
    "stamp": ("stamp", get_args(Stamp)),
    "kind": ("kind", get_args(Kind)),
    "date-order": ("date_order", get_args(DateOrder)),
    "decimal": ("decimal", get_args(Decimal)),
    "meter": ("meters", ()),
    "sheet": ("sheet", ()),
}
"""Names under which a home keeps reading options, the field of `Hints` and its possible values."""


def import_file(content: bytes, *, name: str, home: Home, hints: Hints | None = None) -> Import:
    """Read one meter file of a home.

    Parameters
    ----------
    content : the whole file.
    name : what the file is called; it stands on the receipt and in every message.
    home : its time zone, roles and import choices hold where `hints` say nothing.

    Raises
    ------
    UnreadableFileError : with a sentence on what was needed, what was found, where, and what to do.
    UnknownNameError : for a role in `hints` whose channel the file does not have; the home's may be others'.
    """
    imported = read_file(content, name=name, home=home, hints=hints or Hints())
    refuse_unknown_roles([imported], hints or Hints())
    return imported


def read_file(content: bytes, *, name: str, home: Home, hints: Hints) -> Import:
    """`import_file` for one of several files of a home: roles may be those of another file's channels."""
    refuse_foreign(content, name=name)
    head = content[:HEAD_BYTES]
    importer = next(candidate for candidate in IMPORTERS if candidate.recognises(head))
    imported = importer.read(content, name=name, hints=hints_for(home, hints))
    return replace(imported, receipt=replace(imported.receipt, home_id=home.home_id))


def refuse_unknown_roles(imports: Sequence[Import], hints: Hints) -> None:
    """Raises UnknownNameError when `--role` names a channel that none of the files has."""
    names = list(dict.fromkeys(name for imported in imports for name in imported.readings.names))
    for wanted in hints.roles:
        if names and wanted not in names:
            raise UnknownNameError(
                f"Needed a channel of this home for --role; found {wanted!r}. The channels are: "
                f"{', '.join(names)}.",
                where={"option": "--role"},
            )


def hints_for(home: Home, hints: Hints) -> Hints:
    """The hints of one file, with the home's answers where there are none. Raises UnknownNameError."""
    known: dict[str, Any] = {"roles": {**home.roles, **hints.roles}}
    if hints.timezone is None and home.timezone is not None:
        known |= {"timezone": home.timezone, "timezone_source": "home"}
    for option, text in home.import_choices.items():
        field, choices = _CHOICES.get(option.replace("_", "-"), ("", ()))
        if not field:
            raise UnknownNameError(
                f"Needed import choices among {', '.join(_CHOICES)}; the home has {option!r}.",
                where={"option": option},
            )
        if not getattr(hints, field):
            known[field] = _choice(option, text, choices)
    return replace(hints, **known)


def _choice(option: str, text: str, choices: tuple[str, ...]) -> str | tuple[str, ...]:
    if option in ("value-column", "meter"):
        return tuple(part for part in text.splitlines() if part)
    if not choices:
        return text
    for choice in choices:
        if text.lower() == choice.lower():
            return choice
    raise UnknownNameError(
        f"The home's {option} must be one of {', '.join(choices)}; found {text!r}.", where={"option": option}
    )
