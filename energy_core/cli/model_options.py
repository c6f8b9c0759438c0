"""Who answers, for the commands that a language model can help."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated, Final

import typer

from energy_core.errors import UnknownNameError

if TYPE_CHECKING:
    from energy_core.assistant.model_settings import ModelSettings

CHOICES: Final = ("auto", "bedrock", "openai", "rules")

Provider = Annotated[str, typer.Option("--provider", help="auto, bedrock, openai or rules.")]


def order(provider: str) -> tuple[str, ...]:
    """The providers to ask, in order. Raises UnknownNameError for one that is none."""
    if provider not in CHOICES:
        raise UnknownNameError(
            f"--provider must be one of {', '.join(CHOICES)}; found {provider!r}.",
            where={"option": "--provider"},
        )
    if provider != "auto":
        return (provider,)
    from energy_core.assistant.model_settings import provider_order

    return provider_order(os.environ.get("ENERGY_ASSISTANT_PROVIDERS"))


def models() -> ModelSettings:
    """The language models that the environment names."""
    from energy_core.assistant.model_settings import model_settings

    return model_settings(os.environ.get)
