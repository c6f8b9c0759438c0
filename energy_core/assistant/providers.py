"""Who answers: the providers in the order asked for, and why one is passed over."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from energy_core.assistant import rules
from energy_core.assistant.answer import Answer, Turn
from energy_core.assistant.context import Context
from energy_core.errors import AssistantError, UnknownNameError

Provider = Callable[[str, Context, tuple[Turn, ...]], Answer]
"""question, context, history -> answer; raises AssistantError whose message says why there is none."""

NAMES: Final = ("bedrock", "openai", "rules")
"""Every provider, in the order in which they are tried by default."""

AVAILABLE: Final[Mapping[str, Provider]] = {"rules": rules.answer}


def provider(name: str) -> Provider:
    """Raises UnknownNameError for a name that is none, AssistantError for one that is not set up."""
    if name not in NAMES:
        raise UnknownNameError(
            f"Needed a provider out of {', '.join(NAMES)}; found {name!r}.", where={"option": "--provider"}
        )
    if name not in AVAILABLE:
        raise AssistantError("not set up")
    return AVAILABLE[name]
