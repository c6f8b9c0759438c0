"""Tariff files: TOML, YAML or JSON, one structure."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Mapping
from typing import Any, Final

import tomli_w
from pydantic import TypeAdapter, ValidationError

from energy_core.errors import TariffError
from energy_core.tariffs.mistakes import sentence
from energy_core.tariffs.tariff import Tariff

_ADAPTER: Final = TypeAdapter(Tariff)
LARGEST_BYTES: Final = 1_000_000


def read_tariff(content: bytes, *, name: str) -> Tariff:
    """Read a tariff file; the ending of its name says the notation, else all are tried.

    Raises TariffError that names the field, the hours or the line.
    """
    if len(content) > LARGEST_BYTES:
        raise TariffError(f"Needed a tariff file; {name} is too large to be one.", where={"file": name})
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise TariffError(
            f"{name} is not text in UTF-8 (byte {error.start + 1}).", where={"file": name}
        ) from error
    ending = name.lower().rpartition(".")[2]
    parser = {"json": _json, "yaml": _yaml, "yml": _yaml, "toml": _toml}.get(ending) or _guessed(text)
    fields = parser(text, name)
    if not isinstance(fields, dict):
        raise TariffError(
            f"Needed a tariff with name, currency and versions; {name} has none.", where={"file": name}
        )
    return tariff_from_fields(fields, file=name)


def tariff_from_fields(fields: Mapping[str, Any], *, file: str = "tariff") -> Tariff:
    """A tariff from plain values. Raises TariffError that names the field."""
    try:
        return _ADAPTER.validate_python(dict(fields))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part + 1) if isinstance(part, int) else str(part) for part in first["loc"])
        raise TariffError(f"{file}: {sentence(first)}.", where={"file": file, "field": where}) from error


def tariff_fields(tariff: Tariff) -> dict[str, Any]:
    """Plain values of a tariff, as a file has them; what is not said is left out."""
    fields: dict[str, Any] = _ADAPTER.dump_python(tariff, mode="python", exclude_defaults=True)
    return fields


def tariff_to_toml(tariff: Tariff) -> str:
    """The text of a tariff file."""
    return tomli_w.dumps(tariff_fields(tariff), multiline_strings=False)


def _guessed(text: str) -> Callable[[str, str], object]:
    if text.lstrip().startswith("{"):
        return _json
    return _toml if "[[versions]]" in text else _yaml


def _toml(text: str, name: str) -> object:
    try:
        return tomllib.loads(text, parse_float=str)
    except tomllib.TOMLDecodeError as error:
        raise TariffError(
            f"{name} is not valid TOML: {error}. Texts stand in quotes, numbers have a point (0.25), dates "
            "are like 2025-01-31.",
            where={"file": name},
        ) from error


def _json(text: str, name: str) -> object:
    try:
        return json.loads(text, parse_float=str)
    except json.JSONDecodeError as error:
        raise TariffError(
            f"{name} is not valid JSON: {error.msg} in line {error.lineno}.", where={"file": name}
        ) from error


def _yaml(text: str, name: str) -> object:
    import yaml

    try:
        return yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f" in line {mark.line + 1}" if mark else ""
        raise TariffError(f"{name} is not valid YAML{line}.", where={"file": name}) from error
