"""The clients of Amazon Bedrock and of OpenAI's chat completions, with limits and one way to end them.

The only modules that know LangChain are this one and `agent.py`; both are loaded when a model is asked.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import httpx
from botocore.config import Config
from langchain_aws import ChatBedrockConverse
from langchain_core.language_models import BaseChatModel
from langchain_openai import ChatOpenAI
from pydantic import SecretStr

from energy_core.assistant.model_settings import NO_KEY, ModelSettings

ATTEMPTS = 2
"""Of one call, where a service is busy; then the next provider is asked."""

LONGEST_ANSWER = 1500
"""Tokens of one reply: prose around slots is short."""


@dataclass(frozen=True)
class Client:
    """close : ends a call that is under way, from any thread."""

    model: BaseChatModel
    close: Callable[[], None]


def client(name: str, models: ModelSettings, *, tokens: int = LONGEST_ANSWER) -> Client:
    """The client of a provider that is set up."""
    return (_bedrock if name == "bedrock" else _openai)(models, tokens)


def _openai(models: ModelSettings, tokens: int) -> Client:
    http = httpx.Client(timeout=httpx.Timeout(models.seconds, connect=min(5.0, models.seconds)))
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


def _bedrock(models: ModelSettings, tokens: int) -> Client:
    access, secret, session = (*models.aws_keys, None, None, None)[:3]
    model = ChatBedrockConverse(
        model=models.bedrock_model or "",
        region_name=models.bedrock_region,
        base_url=models.bedrock_endpoint,
        aws_access_key_id=_secret(access),
        aws_secret_access_key=_secret(secret),
        aws_session_token=_secret(session),
        streaming=True,
        disable_streaming=False,
        max_tokens=tokens,
        config=Config(
            connect_timeout=min(5.0, models.seconds),
            read_timeout=models.seconds,
            retries={"total_max_attempts": ATTEMPTS, "mode": "standard"},
        ),
    )
    return Client(model, model.client.close)


def _secret(text: str | None) -> SecretStr | None:
    return SecretStr(text) if text else None
