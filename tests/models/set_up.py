"""Both real clients against servers on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from energy_core.assistant.model_settings import ModelSettings
from tests.models.bedrock_server import bedrock_server
from tests.models.openai_server import openai_server
from tests.models.script import Plan, Service

KEY: Final = "sk-test-5f3a9c-never-shown"
AWS_KEYS: Final = ("AKIATESTNEVERSHOWN", "secret/never+shown", "session-never-shown")
PROVIDERS: Final = ("openai", "bedrock")


def settings(name: str, address: str, **limits: Any) -> ModelSettings:
    if name == "openai":
        return ModelSettings(
            openai_model="scripted",
            openai_base_url=address,
            openai_api_key=KEY,
            **{"seconds": 20.0, **limits},
        )
    return ModelSettings(
        bedrock_model="scripted.model-v1",
        bedrock_region="eu-west-1",
        bedrock_endpoint=address,
        aws_keys=AWS_KEYS,
        **{"seconds": 20.0, **limits},
    )


@contextmanager
def model_behind(name: str, plan: Plan, **limits: Any) -> Iterator[tuple[ModelSettings, Service]]:
    """The settings that reach a scripted model over a provider's own protocol."""
    server = openai_server if name == "openai" else bedrock_server
    with server(plan) as (address, service):
        yield settings(name, address, **limits), service
