"""Why a model gave no answer, in plain words: never an error's own text, which may hold a key."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

_BY_STATUS: Final = {
    400: "did not accept the request",
    401: "did not accept the key",
    403: "did not accept the key, or the key may not use this model",
    404: "does not know this model",
    408: "did not respond in time",
    413: "did not accept the request: it was too long",
    424: "could not run the model",
    429: "is busy or its quota is used up",
}
_BY_NAME: Final = {
    "NoCredentialsError": "has no keys: none were found",
    "PartialCredentialsError": "has only a part of its keys",
    "CredentialRetrievalError": "has no keys: none could be had",
    "NoRegionError": "has no region: set AWS_REGION",
    "TokenRetrievalError": "has no keys: the sign-in has run out",
    "UnauthorizedSSOTokenError": "has no keys: the sign-in has run out",
    "ProfileNotFound": "has no keys: the profile is not there",
    "ConnectError": "could not be reached",
    "APIConnectionError": "could not be reached",
    "EndpointConnectionError": "could not be reached",
    "ConnectTimeoutError": "could not be reached",
    "ProxyConnectionError": "could not be reached through the proxy",
    "SSLError": "could not be reached safely",
    "ReadTimeout": "did not respond in time",
    "APITimeoutError": "did not respond in time",
    "ReadTimeoutError": "did not respond in time",
    "RemoteProtocolError": "broke off its answer",
    "ReadError": "broke off its answer",
    "IncompleteRead": "broke off its answer",
    "ConnectionRefusedError": "could not be reached",
    "ConnectionError": "broke off its answer",
    "ProtocolError": "broke off its answer",
    "ResponseStreamingError": "broke off its answer",
    "ChecksumMismatch": "sent an answer that can't be read",
    "EventStreamError": "broke off its answer with an error",
    "InvalidRegionError": "has a region that is none",
    "ModelCallLimitExceededError": "needed more steps than one question may take",
    "ToolCallLimitExceededError": "wanted to look up more than one question may take",
    "GraphRecursionError": "needed more steps than one question may take",
}
_IN_STREAM: Final = {
    "throttlingException": 429,
    "validationException": 400,
    "accessDeniedException": 403,
    "modelStreamErrorException": 424,
    "modelTimeoutException": 408,
    "internalServerException": 500,
    "serviceUnavailableException": 503,
}
"""Errors that Bedrock sends within a stream, by the HTTP status that means the same (API reference)."""

UNREADABLE: Final = "sent an answer that can't be read"
CUT_OFF: Final = "broke off its answer"
TOO_LATE: Final = "did not respond in time"


class ModelFailedError(Exception):
    """A model gave no answer; the message is what comes after the provider's name."""


def reason(error: BaseException) -> str:
    """What went wrong, to be read after the provider's name."""
    for cause in _causes(error):
        if isinstance(cause, ModelFailedError):
            return str(cause)
        if (status := _status(cause)) is not None:
            server = "has a fault of its own" if status >= 500 else "refused the request"
            return _BY_STATUS.get(status, server)
        for kind in type(cause).__mro__:
            if kind.__name__ in _BY_NAME:
                return _BY_NAME[kind.__name__]
    return UNREADABLE


def _status(error: BaseException) -> int | None:
    """The HTTP status that an error of either client carries."""
    status, response = getattr(error, "status_code", None), getattr(error, "response", None)
    if status is None and isinstance(response, dict):
        in_stream = _IN_STREAM.get(response.get("Error", {}).get("Code", ""))
        status = in_stream or response.get("ResponseMetadata", {}).get("HTTPStatusCode")
    return status if isinstance(status, int) and status >= 400 else None


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """The error and what led to it, the nearest to the wire first."""
    chain = []
    while error is not None and error not in chain:
        chain.append(error)
        error = error.__cause__ or error.__context__
    yield from reversed(chain)
