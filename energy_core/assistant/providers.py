"""Who answers: the providers in the order asked for, what is set up of them, and why one is passed over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from energy_core.assistant import rules
from energy_core.assistant.answer import NOT_SET_UP, TITLES, Answer, Turn
from energy_core.assistant.context import Context
from energy_core.assistant.failures import reason
from energy_core.assistant.model_settings import ModelSettings
from energy_core.errors import AssistantError, UnknownNameError

Say = Callable[[str], None]

NAMES: Final = ("bedrock", "openai", "rules")
"""Every provider, in the order in which they are tried by default."""


@dataclass(frozen=True)
class ProviderStatus:
    """ready : whether it is set up, or answered when tried. reason : why not, as a sentence; else empty."""

    name: str
    ready: bool
    model: str | None
    reason: str = ""


@dataclass(frozen=True)
class Request:
    """A question with all that an answer may rest on. say : told in plain sentences what is being done."""

    question: str
    context: Context
    history: tuple[Turn, ...]
    models: ModelSettings
    say: Say


def answer(name: str, asked: Request) -> Answer:
    """The answer of one provider.

    Raises UnknownNameError for a name that is none, AssistantError for one that is not set up or fails.
    """
    checked_name(name)
    if name == "rules":
        return rules.answer(asked.question, asked.context, asked.history)
    if (lacks := missing(name, asked.models)) is not None:
        raise AssistantError(lacks)
    from energy_core.assistant.model_answer import answer_by_model

    return answer_by_model(
        name, asked.question, asked.context, asked.history, models=asked.models, say=asked.say
    )


def checked_name(name: str) -> str:
    if name not in NAMES:
        raise UnknownNameError(
            f"Needed a provider out of {', '.join(NAMES)}; found {name!r}.", where={"option": "--provider"}
        )
    return name


def status(models: ModelSettings) -> tuple[ProviderStatus, ...]:
    """What is set up, without asking any service."""
    found = []
    for name in NAMES:
        lacks = missing(name, models)
        sentence = "" if lacks is None else f"{TITLES[name]} {lacks}."
        found.append(ProviderStatus(name, lacks is None, model_of(name, models), sentence))
    return tuple(found)


def try_out(name: str, models: ModelSettings) -> ProviderStatus:
    """One tiny real call to a provider: whether it answers, and if not, why. Never raises for a failure."""
    checked_name(name)
    known = next(one for one in status(models) if one.name == name)
    if not known.ready or name == "rules":
        return known
    from energy_core.assistant.agent import ping

    try:
        ping(name, models)
    except Exception as error:  # noqa: BLE001 - the client libraries raise errors of many kinds
        return ProviderStatus(name, False, known.model, f"{TITLES[name]} {reason(error)}.")
    return known


def model_of(name: str, models: ModelSettings) -> str | None:
    """The model by name, with the server where it is not the usual one."""
    if name == "bedrock":
        return models.bedrock_model
    if name == "openai" and models.openai_model:
        return f"{models.openai_model} at {models.openai_host}" if models.openai_host else models.openai_model
    return None


def missing(name: str, models: ModelSettings) -> str | None:
    """What is not set up, to be read after the provider's name; None if nothing."""
    if name == "bedrock":
        if models.bedrock_model is None:
            return f"{NOT_SET_UP}: ENERGY_BEDROCK_MODEL names no model"
        return None if models.bedrock_region else f"{NOT_SET_UP}: AWS_REGION names no region"
    if name == "openai":
        if models.openai_model is None:
            return f"{NOT_SET_UP}: ENERGY_OPENAI_MODEL names no model"
        if models.openai_api_key is None and models.openai_base_url is None:
            return f"{NOT_SET_UP}: there is neither OPENAI_API_KEY nor OPENAI_BASE_URL"
    return None
