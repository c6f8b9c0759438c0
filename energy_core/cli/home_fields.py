"""What can be set about a home on the command line, and how it is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from energy_core import words
from energy_core.cli.screen import table
from energy_core.cli.tariff_option import tariff_from
from energy_core.errors import UnknownNameError

if TYPE_CHECKING:
    from energy_core.home import Home
    from energy_core.tariffs import Rate, Tariff

SETTABLE: Final = (
    "name", "timezone", "country", "currency", "price_per_kwh", "people", "billing_day",
    "target_kwh_per_day",
)  # fmt: skip
SETTABLE_PARTS: Final = {
    "roles": "CHANNEL",
    "appliance_types": "CHANNEL",
    "audit": "MEASURE.NUMBER",
    "incentives": "MEASURE",
    "measures": "MEASURE",
    "import_choices": "OPTION",
}
OF_CHANNELS: Final = ("roles", "appliance_types", "measures")
"""Their names come from files and may hold an equals sign."""

TARIFFS: Final = ("tariff", "other_tariffs")


def with_pairs(home: Home, pairs: list[str]) -> Home:
    """The home with FIELD=VALUE applied. Raises EnergyError that names the field."""
    from energy_core.home import home_from_fields

    known: dict[str, Any] = asdict(home)
    for pair in pairs:
        of_channel = pair.partition(".")[0] in OF_CHANNELS
        field, equals, value = pair.rpartition("=") if of_channel else pair.partition("=")
        whole, _, part = field.partition(".")
        if not equals or not (_is_settable(field, value) or (whole in SETTABLE_PARTS and part)):
            raise UnknownNameError(
                f"Needed FIELD=VALUE with a field of {', '.join(SETTABLE)}, "
                f"{', '.join(f'{name}.{what}' for name, what in SETTABLE_PARTS.items())} or "
                f"import_choices.SHAPE.OPTION; found {pair!r}.",
                where={"field": field},
            )
        if whole == "import_choices":
            known[whole] = _with_answer(known[whole], part, value)
        elif part:
            known[whole] = _changed(known[whole], part, value)
        elif value:
            known[whole] = value
        else:
            known.pop(whole)
    changed = home_from_fields(known)
    _check_audit(home, changed)
    return changed


def with_tariffs(home: Home, tariff: Path | None, compare: Sequence[Path] | None) -> Home:
    """The home with the tariffs of these files. Raises TariffError."""
    if tariff is not None:
        home = replace(home, tariff=tariff_from(tariff))
    return replace(home, other_tariffs=tuple(map(tariff_from, compare))) if compare else home


def described(home: Home) -> str:
    """What is known, a field in a line; tariffs by their rates."""
    known = {field: value for field, value in asdict(home).items() if value not in (None, {}, ())}
    rows = [[field, str(value)] for field, value in known.items() if field not in TARIFFS]
    rows += [["tariff", line] for line in _tariff_lines(home.tariff)] if home.tariff else []
    rows += [["to compare", line] for other in home.other_tariffs for line in _tariff_lines(other)]
    return table(["field", "value"], rows)


def _tariff_lines(tariff: Tariff) -> list[str]:
    """Its name, then each version with its rates."""
    vat = "VAT included" if tariff.vat_percent is None else f"{_plain(tariff.vat_percent)}% VAT added"
    lines = [f"{words.label(tariff.name)} ({tariff.currency}, {vat})"]
    for version in tariff.versions:
        parts = [_rate(rate) for rate in version.rates]
        parts += (
            [f"{_plain(version.standing_charge_per_day)} a day"] if version.standing_charge_per_day else []
        )
        parts += [f"{_plain(version.export_per_kwh)} for export"] if version.export_per_kwh else []
        parts += (
            [f"at least {_plain(version.minimum_per_month)} a month"] if version.minimum_per_month else []
        )
        until = f" until {version.end}" if version.end else ""
        lines.append(f"  from {version.start}{until}: {'; '.join(parts)}")
    return lines


def _rate(rate: Rate) -> str:
    """peak 0.38 (mon-fri 16:00-19:00)."""
    prices = [
        f"{_plain(step.per_kwh)}"
        + (f" to {_plain(step.up_to_kwh_per_month)} kWh" if step.up_to_kwh_per_month else "")
        for step in rate.steps
    ]
    when = " ".join(",".join(part) for part in (rate.days, rate.hours, rate.months) if part)
    return f"{words.label(rate.name)} {', then '.join(prices)}" + (f" ({when})" if when else "")


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"


def _is_settable(field: str, value: str) -> bool:
    """A tariff comes from a file; as a field it can only be forgotten."""
    return field in SETTABLE or (field in TARIFFS and not value)


def _check_audit(before: Home, after: Home) -> None:
    """Raises UnknownNameError for a measure, or a number of one, that there is not."""
    from energy_core.audit.catalogue import unknown_overrides

    if (before.audit, before.incentives) == (after.audit, after.incentives):
        return
    if new := [said for said in unknown_overrides(after) if said not in unknown_overrides(before)]:
        raise UnknownNameError(f"{new[0]} docs/audit.md lists them all.", where={"field": "audit"})


def _with_answer(answers: dict[str, Any], name: str, value: str) -> dict[str, Any]:
    """With OPTION or SHAPE.OPTION set; the shape may stand in quotes, as in home.toml."""
    shape, _, option = name.rpartition(".")
    shape = shape.strip("\"'")
    if not shape:
        return _changed(answers, option, value)
    of_shape = answers.get(shape)
    known = of_shape if isinstance(of_shape, dict) else {}
    return _changed(answers, shape, _changed(known, option, value))


def _changed(known: dict[str, Any], name: str, value: Any) -> dict[str, Any]:
    """With a name set, or gone where nothing is said."""
    others = {other: held for other, held in known.items() if other != name}
    return {**others, name: value} if value else others
