"""What is known about a household besides its readings. It lives as home.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import field
from datetime import date
from typing import Any, Final, Literal

import tomli_w
from pydantic import ConfigDict, TypeAdapter, ValidationError, ValidationInfo, field_validator
from pydantic.dataclasses import dataclass

from energy_core.errors import EnergyError, UnknownNameError
from energy_core.local_time import known_zone
from energy_core.readings import Role
from energy_core.tariffs import Tariff

DEFAULT_HOME_ID: Final = "default"
HOME_ID: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")

STRICT: Final = ConfigDict(extra="forbid")


@dataclass(frozen=True, config=STRICT)
class Label:
    """A person's word on a period: `away` or `normal`; it mutes and shapes later runs.

    start, end : local times or dates, end exclusive. channel : None = the whole home.
    kind, kwh : of the unusual use that was called normal; the like of it at the same hours is muted too.
    """

    start: str
    end: str
    meaning: Literal["away", "normal"]
    channel: str | None = None
    kind: Literal["spike", "stuck_on", "unusual_hour", "drop_out", "drift"] | None = None
    kwh: float | None = None


@dataclass(frozen=True, config=STRICT)
class Home:
    """What one set of channels belongs to.

    timezone : IANA name, None while nobody has said it.
    price_per_kwh : what one kWh costs, in `currency`, taxes included. [currency/kWh]
    target_kwh_per_day : what a day may use; days above it are told of. [kWh]
    roles : role by channel name, where a person overruled what the importer thought.
    import_choices : reading options kept for the next file, by option name (`unit`, `date-order` …). Plain
        ones hold for every file; a table of them under the shape of a file holds for files of that shape,
        and goes first.
    measures : day from which a measure of the audit is in place, by measure.
    tariff : what the supplier charges, and in which currency; without one `price_per_kwh` holds always.
    other_tariffs : those to compare with.
    appliance_types : type by channel name, where a person overruled what its name says.
    labels : what somebody said about some time. away : from and to dates (end exclusive) without anybody.
    incentives : money that somebody pays towards a measure. [currency]
    audit : assumptions of the audit that a person overruled, by `measure.assumption`.
    """

    home_id: str = DEFAULT_HOME_ID
    name: str | None = None
    timezone: str | None = None
    country: str | None = None
    currency: str | None = None
    price_per_kwh: float | None = None
    billing_day: int = 1
    people: int | None = None
    target_kwh_per_day: float | None = None
    roles: Mapping[str, Role] = field(default_factory=dict)
    import_choices: Mapping[str, str | Mapping[str, str]] = field(default_factory=dict)
    labels: tuple[Label, ...] = ()
    away: tuple[tuple[date, date], ...] = ()
    measures: Mapping[str, date] = field(default_factory=dict)
    tariff: Tariff | None = None
    other_tariffs: tuple[Tariff, ...] = ()
    appliance_types: Mapping[str, str] = field(default_factory=dict)
    incentives: Mapping[str, float] = field(default_factory=dict)
    audit: Mapping[str, float] = field(default_factory=dict)

    @field_validator("home_id")
    @classmethod
    def _is_a_folder_name(cls, home_id: str) -> str:
        return checked_home_id(home_id)

    @field_validator("timezone")
    @classmethod
    def _is_a_zone(cls, timezone: str | None) -> str | None:
        return timezone if timezone is None else known_zone(timezone)

    @field_validator("price_per_kwh")
    @classmethod
    def _is_a_price(cls, price: float | None) -> float | None:
        if price is not None and not 0 <= price < 1000:
            raise ValueError(f"a price per kWh is between 0 and 1000, not {price}")
        return price

    @field_validator("target_kwh_per_day")
    @classmethod
    def _is_a_target(cls, target: float | None) -> float | None:
        if target is not None and not 0 < target < 100_000:
            raise ValueError(f"a target per day is more than 0 and less than 100000 kWh, not {target}")
        return target

    @field_validator("billing_day")
    @classmethod
    def _is_a_day_of_a_month(cls, day: int) -> int:
        if not 1 <= day <= 31:
            raise ValueError(f"a billing day is a day of the month, 1 to 31, not {day}")
        return day

    @field_validator("people")
    @classmethod
    def _is_a_household(cls, people: int | None) -> int | None:
        if people is not None and people < 1:
            raise ValueError(f"a household has at least 1 person, not {people}")
        return people

    @field_validator("country", "currency")
    @classmethod
    def _is_a_code(cls, code: str | None, field: ValidationInfo) -> str | None:
        length = 2 if field.field_name == "country" else 3
        if code is not None and not (len(code) == length and code.isascii() and code.isalpha()):
            raise ValueError(f"a {field.field_name} is an ISO code of {length} letters, not {code!r}")
        return code if code is None else code.upper()

    def __post_init__(self) -> None:
        if self.tariff is not None and self.currency != self.tariff.currency:
            object.__setattr__(self, "currency", self.tariff.currency)

    @property
    def has_price(self) -> bool:
        """Whether energy can be turned into money."""
        return self.tariff is not None or bool(self.price_per_kwh)

    @property
    def title(self) -> str:
        """What to call the home on a page."""
        return self.name or self.home_id


def checked_home_id(home_id: str) -> str:
    """The id, if it can name a folder and an S3 key; else UnknownNameError."""
    if HOME_ID.fullmatch(home_id):
        return home_id
    raise UnknownNameError(
        f"Needed a home name of 1 to 64 letters, digits, '.', '_' or '-'; found {home_id!r}.",
        where={"option": "--home-id"},
    )


def free_home_id(name: str, taken: Collection[str]) -> str:
    """A folder name for a home: its letters and digits, with a number if another home has them."""
    base = re.sub(r"[^A-Za-z0-9]+", "-", name).strip("-").lower()[:50] or "home"
    number, candidate = 1, base
    while candidate in taken:
        number += 1
        candidate = f"{base}-{number}"
    return candidate


_ADAPTER: Final = TypeAdapter(Home)


def home_from_toml(text: str, *, file: str = "home.toml") -> Home:
    """Read home.toml. Raises EnergyError that names the field."""
    try:
        return home_from_fields(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise EnergyError(f"{file} is not valid TOML: {error}.", where={"file": file}) from error


def home_from_fields(fields: Mapping[str, Any]) -> Home:
    """A home from plain values. Raises EnergyError that names the field."""
    try:
        return _ADAPTER.validate_python(dict(fields))
    except ValidationError as error:
        first = error.errors()[0]
        field_name = ".".join(str(part) for part in first["loc"])
        raise EnergyError(
            f"The home's {field_name!r} can't be used: {first['msg']}; found {first['input']!r}.",
            where={"field": field_name},
        ) from error


def home_to_toml(home: Home) -> str:
    """The text of home.toml: the fields that are known, in a stable order."""
    fields = _ADAPTER.dump_python(home, mode="python", exclude_defaults=True)
    return tomli_w.dumps({"home_id": home.home_id, **fields})
