"""Which language models may answer, and how long and how much one question may cost."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

DEFAULT_ORDER: Final = "bedrock,openai,rules"
"""Providers in the order in which they are asked; those not set up are passed over."""

NO_KEY: Final = "none"
"""What a server on one's own machine is given where the client library insists on a key."""


@dataclass(frozen=True)
class ModelSettings:
    """What is set up. Keys of AWS are found by its own client; none is ever shown.

    bedrock_endpoint, openai_base_url : where the service is reached; None = at its usual address.
    aws_keys : access key, secret key and, if there is one, session token; none = AWS finds them.
    max_model_calls, max_tool_calls, max_tokens, seconds : limits of one question.
    """

    bedrock_model: str | None = None
    bedrock_region: str | None = None
    bedrock_endpoint: str | None = None
    openai_model: str | None = None
    openai_base_url: str | None = field(default=None, repr=False)
    openai_api_key: str | None = field(default=None, repr=False)
    aws_keys: tuple[str, ...] = field(default=(), repr=False)
    max_model_calls: int = 6
    max_tool_calls: int = 8
    max_tokens: int = 60_000
    seconds: float = 45.0

    @property
    def openai_host(self) -> str | None:
        """The server's name and port, without what a URL may hold besides."""
        if self.openai_base_url is None:
            return None
        address = urlsplit(self.openai_base_url)
        return f"{address.hostname}:{address.port}" if address.port else address.hostname


def model_settings(setting: Callable[[str], str | None]) -> ModelSettings:
    """The settings under CONTRACT's names; `setting` gives the value of a name, or None."""
    keys = [setting(f"AWS_{name}") for name in ("ACCESS_KEY_ID", "SECRET_ACCESS_KEY", "SESSION_TOKEN")]
    found = {
        "bedrock_model": setting("ENERGY_BEDROCK_MODEL"),
        "bedrock_region": setting("AWS_REGION") or setting("AWS_DEFAULT_REGION"),
        "bedrock_endpoint": setting("AWS_ENDPOINT_URL_BEDROCK_RUNTIME") or setting("AWS_ENDPOINT_URL"),
        "openai_model": setting("ENERGY_OPENAI_MODEL"),
        "openai_base_url": setting("OPENAI_BASE_URL"),
        "openai_api_key": setting("OPENAI_API_KEY"),
    }
    stripped: Mapping[str, str | None] = {
        name: (value or "").strip() or None for name, value in found.items()
    }
    aws_keys = tuple(key for key in keys if key) if keys[0] and keys[1] else ()
    return ModelSettings(**stripped, aws_keys=aws_keys)  # type: ignore[arg-type]


def provider_order(said: str | None) -> tuple[str, ...]:
    """The providers of ENERGY_ASSISTANT_PROVIDERS, or the usual order."""
    return tuple(name.strip() for name in (said or DEFAULT_ORDER).split(",") if name.strip())
