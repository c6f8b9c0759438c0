"""What a person said about a file before it was read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from energy_core.readings import Kind, Role

Unit = Literal["kWh", "Wh", "MWh", "kW", "W", "J", "kJ", "MJ", "GJ"]
Stamp = Literal["start", "end"]
DateOrder = Literal["dmy", "mdy", "ymd"]
Decimal = Literal["comma", "point"]
Source = Literal["option", "home"]


@dataclass(frozen=True)
class Hints:
    """Answers that overrule the importer's evidence; None = let the evidence decide.

    timezone_source : whether the zone was said for this file or belongs to the home.
    default_timezone : counted in when neither the file, nor an option, nor the home says a zone.
    decimal : what marks decimals where numbers such as 1,234 leave it open.
    meters : which of several meters or homes in one file to read; `all` = every one belongs to this home.
    sheet : which sheet of a workbook, table of a file, or file of an archive to read.
    """

    timezone: str | None = None
    timezone_source: Source = "option"
    default_timezone: str = "UTC"
    unit: Unit | None = None
    time_column: str | None = None
    value_columns: tuple[str, ...] = ()
    stamp: Stamp | None = None
    kind: Kind | None = None
    roles: Mapping[str, Role] = field(default_factory=dict)
    date_order: DateOrder | None = None
    decimal: Decimal | None = None
    meters: tuple[str, ...] = ()
    sheet: str | None = None
