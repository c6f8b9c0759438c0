"""The reading options of every command that takes FILE, and the readings they give."""

from __future__ import annotations

import inspect
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, get_args

import typer

from energy_core.cli.screen import progress
from energy_core.errors import EnergyError, RequestError, UnknownNameError

if TYPE_CHECKING:
    from energy_core.home import Home
    from energy_core.importers.hints import Hints
    from energy_core.importers.receipt import Import
    from energy_core.readings import Readings

_HELP: Final = "Reading options"
DIRTIEST_KG_PER_KWH: Final = 5.0
"""More than any grid: the oldest coal plants stay below 2."""


def _option(kind: Any, flag: str, text: str) -> Any:
    return Annotated[kind, typer.Option(flag, help=text, rich_help_panel=_HELP)]


OPTIONS: Final[dict[str, tuple[Any, Any]]] = {
    "timezone": (
        _option(str | None, "--timezone", "Zone of stamps that have none, e.g. Europe/London."),
        None,
    ),
    "unit": (_option(str | None, "--unit", "kWh, Wh, MWh, kW or W."), None),
    "time_column": (_option(str | None, "--time-column", "Column that holds the time."), None),
    "value_column": (
        _option(list[str] | None, "--value-column", "Column that holds energy (repeatable)."),
        None,
    ),
    "stamp": (_option(str | None, "--stamp", "Stamps mark the start or the end of an interval."), None),
    "kind": (_option(str | None, "--kind", "interval, register (a counter) or power."), None),
    "role": (_option(list[str] | None, "--role", "CHANNEL=ROLE (repeatable)."), None),
    "date_order": (_option(str | None, "--date-order", "dmy, mdy or ymd."), None),
    "decimal": (_option(str | None, "--decimal", "comma or point, for numbers such as 1,234."), None),
    "meter": (_option(list[str] | None, "--meter", "Which meter of several (repeatable); all."), None),
    "sheet": (_option(str | None, "--sheet", "Sheet of a workbook, or file of a ZIP."), None),
    "home_id": (_option(str | None, "--home-id", "Name of the home."), None),
    "home": (_option(Path | None, "--home", "A home.toml to go by."), None),
    "price": (_option(float | None, "--price", "Price per kWh."), None),
    "co2": (_option(float | None, "--co2", "kg of CO2 per kWh, instead of the grid's."), None),
}
FILES: Final = Annotated[
    list[str], typer.Argument(metavar="FILE...", help="Meter files of one home; - is standard input.")
]


@dataclass(frozen=True)
class Opened:
    """Files read with their options: one home, its imports in order, its merged readings."""

    home: Home
    imports: tuple[Import, ...]
    readings: Readings


@dataclass(frozen=True)
class Source:
    """FILE and the reading options of one command, not read yet."""

    files: tuple[str, ...]
    home: Home
    hints: Hints

    def contents(self) -> list[tuple[str, bytes]]:
        """Name and bytes of each file. Raises EnergyError if one cannot be opened."""
        return [_content(file) for file in self.files]

    def open(self) -> Opened:
        """Read and merge the files; progress on standard error."""
        from energy_core.importers.together import read_together
        from energy_core.lake.merge import merged

        home, imports = read_together(self.contents(), home=self.home, hints=self.hints, progress=progress)
        said = {**home.roles, **self.hints.roles}
        readings = merged([imported.readings for imported in imports], said=said)
        zone = home.timezone or readings.timezone
        return Opened(replace(home, timezone=zone), tuple(imports), replace(readings, timezone=zone))


def reads_files(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command FILE and the reading options; it gets them as its first argument, a `Source`."""

    @wraps(command)
    def with_source(files: list[str], **values: Any) -> None:
        options = {name: values.pop(name) for name in OPTIONS}
        command(source(files, **options), **values)

    own = list(inspect.signature(command, eval_str=True).parameters.values())[1:]
    keyword = inspect.Parameter.KEYWORD_ONLY
    parameters = [
        inspect.Parameter("files", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=FILES),
        *(p.replace(kind=keyword) if p.default is not p.empty else p for p in own),
        *(
            inspect.Parameter(name, keyword, annotation=kind, default=default)
            for name, (kind, default) in OPTIONS.items()
        ),
    ]
    with_source.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    with_source.__annotations__ = {p.name: p.annotation for p in parameters}
    return with_source


def source(files: list[str], *, home: Path | None, **options: Any) -> Source:
    """Check the options. Raises EnergyError for a value that cannot be."""
    from energy_core.carbon import OWN
    from energy_core.home import Home, home_from_toml
    from energy_core.importers import hints as h
    from energy_core.local_time import known_zone
    from energy_core.readings import Kind, Role

    known = home_from_toml(_text(home), file=str(home)) if home else Home()
    changes = {"home_id": options["home_id"], "price_per_kwh": options["price"]}
    if options["co2"] is not None:
        changes["audit"] = {**known.audit, OWN: _factor(options["co2"])}
    known = _changed(known, {key: value for key, value in changes.items() if value is not None})
    roles = dict(_role(text, get_args(Role)) for text in options["role"] or [])
    zone = options["timezone"]
    hints = h.Hints(
        timezone=known_zone(zone) if zone else None,
        default_timezone=known_zone(os.environ.get("ENERGY_DEFAULT_TIMEZONE") or "UTC"),
        unit=_one_of(options["unit"], get_args(h.Unit), "--unit"),
        time_column=options["time_column"],
        value_columns=tuple(options["value_column"] or ()),
        stamp=_one_of(options["stamp"], get_args(h.Stamp), "--stamp"),
        kind=_one_of(options["kind"], get_args(Kind), "--kind"),
        roles=roles,
        date_order=_one_of(options["date_order"], get_args(h.DateOrder), "--date-order"),
        decimal=_one_of(options["decimal"], get_args(h.Decimal), "--decimal"),
        meters=tuple(options["meter"] or ()),
        sheet=options["sheet"],
    )
    return Source(tuple(files), known, hints)


def _changed(home: Home, changes: dict[str, Any]) -> Home:
    from energy_core.home import home_from_fields

    return home_from_fields({**{f: getattr(home, f) for f in home.__dataclass_fields__}, **changes})


def _factor(kg_per_kwh: float) -> float:
    if not 0 <= kg_per_kwh <= DIRTIEST_KG_PER_KWH:
        raise RequestError(
            f"--co2 needs kg of CO2 per kWh from 0 to {DIRTIEST_KG_PER_KWH:g}; found {kg_per_kwh:g}. "
            "Divide a figure in grams by 1000.",
            where={"option": "--co2"},
        )
    return kg_per_kwh


def _one_of(value: str | None, choices: tuple[str, ...], option: str) -> Any:
    for choice in choices:
        if value is not None and value.lower() == choice.lower():
            return choice
    if value is None:
        return None
    raise UnknownNameError(
        f"{option} must be one of {', '.join(choices)}; found {value!r}.", where={"option": option}
    )


def _role(text: str, roles: tuple[str, ...]) -> tuple[str, Any]:
    channel, equals, role = text.rpartition("=")
    if not equals:
        raise UnknownNameError(
            f"--role needs CHANNEL=ROLE, such as 'Heat pump=appliance'; found {text!r}.",
            where={"option": "--role"},
        )
    return channel, _one_of(role, roles, "--role")


def _text(file: Path) -> str:
    try:
        return _content(str(file))[1].decode()
    except UnicodeDecodeError as error:
        raise EnergyError(
            f"{file} is not text in UTF-8 (byte {error.start + 1}); save it again as UTF-8.",
            where={"file": str(file)},
        ) from error


def _content(file: str) -> tuple[str, bytes]:
    if file == "-":
        return "standard input", sys.stdin.buffer.read()
    try:
        return Path(file).name, Path(file).read_bytes()
    except OSError as error:
        reason = error.strerror or "it cannot be opened"
        raise EnergyError(f"Needed a file to read; {file}: {reason}.", where={"file": file}) from error
