"""What to tell a home so that a refused file of its can be read: the command, for files of that shape."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from typing import Any, Final

from energy_core.importers.answers import QUESTIONS

PLACES: Final[Mapping[str, str]] = {"timezone": "timezone", "role": "roles.CHANNEL"}
"""Answers that belong to the home rather than to a shape of file."""


def settling_command(home_id: str, reason: Mapping[str, Any], *, lake: str) -> str | None:
    """`energy home set …` with the answer left out; None where no answer would help.

    reason : as reason.json has it, an older one without a shape too.
    """
    option = _option(reason)
    if not option:
        return None
    place = PLACES.get(option) or ".".join(filter(None, ("import_choices", reason.get("shape"), option)))
    return f"energy home set {home_id} {shlex.quote(place)}=… --lake {lake}"


def settling_choices(reason: Mapping[str, Any]) -> list[str]:
    """What the answer may be; empty where anything may."""
    question = QUESTIONS.get(_option(reason))
    return [str(choice) for choice in reason.get("choices") or (question.values if question else ())]


def _option(reason: Mapping[str, Any]) -> str:
    return str(reason.get("option") or "").removeprefix("--")
