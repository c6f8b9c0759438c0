"""The clients of Amazon Bedrock and of OpenAI's chat completions, with limits and one way to end them.

The only modules that know LangChain are this one and `agent.py`; both are loaded when a model is asked.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from ssl import SSLContext
from threading import Lock
from typing import Final

import httpx
from boto3.session import Session
from botocore.config import Config
from langchain_aws import ChatBedrockConverse
from langchain_core.language_models import BaseChatModel
from langchain_openai import ChatOpenAI
from pydantic import SecretStr

from energy_core.assistant.model_settings import NO_KEY, ModelSettings

ATTEMPTS: Final = 2
"""Of one call, where a service is busy; then the next provider is asked."""

LONGEST_ANSWER: Final = 1500
"""Tokens of one reply: prose around slots is short."""


PROFILE: Final = "application-inference-profile"

_ONE_AT_A_TIME: Final = Lock()
"""A session of AWS makes one client at a time."""


@dataclass(frozen=True)
class Client:
    """close : ends a call that is under way, from any thread."""

    model: BaseChatModel
    close: Callable[[], None]


def client(name: str, models: ModelSettings, *, tokens: int = LONGEST_ANSWER) -> Client:
    """The client of a provider that is set up."""
    return (_bedrock if name == "bedrock" else _openai)(models, tokens)


def _openai(models: ModelSettings, tokens: int) -> Client:
    patience = httpx.Timeout(models.seconds, connect=min(5.0, models.seconds))
    http = httpx.Client(timeout=patience, verify=_trusted())
    model = ChatOpenAI(
        model=models.openai_model or "",
        base_url=models.openai_base_url,
        api_key=SecretStr(models.openai_api_key or NO_KEY),
        use_responses_api=False,
        streaming=True,
        max_retries=ATTEMPTS - 1,
        max_completion_tokens=tokens,
        http_client=http,
    )
    return Client(model, http.close)


@cache
def _trusted() -> SSLContext:
    """The certificates that are trusted: reading them takes longer than a call."""
    return httpx.create_ssl_context()


def _bedrock(models: ModelSettings, tokens: int) -> Client:
    config = Config(
        connect_timeout=min(5.0, models.seconds),
        read_timeout=models.seconds,
        retries={"total_max_attempts": ATTEMPTS, "mode": "standard"},
    )
    with _ONE_AT_A_TIME:
        session = _session(models.bedrock_region, models.aws_keys)
        runtime = session.client("bedrock-runtime", endpoint_url=models.bedrock_endpoint, config=config)
        # the control plane is asked only which model an inference profile stands for
        is_profile = PROFILE in (models.bedrock_model or "")
        control = session.client("bedrock", config=config) if is_profile else runtime
    model = ChatBedrockConverse(
        model=models.bedrock_model or "",
        client=runtime,
        bedrock_client=control,
        region_name=models.bedrock_region,
        streaming=True,
        disable_streaming=False,
        max_tokens=tokens,
    )
    return Client(model, runtime.close)


@cache
def _session(region: str | None, keys: tuple[str, ...]) -> Session:
    """One for each set of keys: reading the descriptions of AWS's services takes longer than a call."""
    return Session(*keys, region_name=region)
