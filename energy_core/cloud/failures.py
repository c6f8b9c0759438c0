"""What AWS answered instead of doing as asked, as one sentence that says what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from energy_core.errors import EnergyError, RequestError, StoreError

SIGN_IN: Final = (
    "Run `aws configure` (or `aws sso login`), or name a profile in AWS_PROFILE; "
    "`aws sts get-caller-identity` shows whether it works."
)
NO_CREDENTIALS: Final = {
    "NoCredentialsError", "PartialCredentialsError", "ProfileNotFound", "ConfigParseError", "ConfigNotFound",
    "TokenRetrievalError", "SSOTokenLoadError", "UnauthorizedSSOTokenError", "SSOError",
    "CredentialRetrievalError", "RefreshWithMFAUnsupportedError", "MetadataRetrievalError",
    "ExpiredToken", "ExpiredTokenException", "RequestExpired", "TokenRefreshRequired", "InvalidToken",
    "InvalidClientTokenId", "UnrecognizedClientException", "InvalidAccessKeyId", "SignatureDoesNotMatch",
    "InvalidSignatureException", "AuthFailure", "MissingAuthenticationToken", "IncompleteSignature",
}  # fmt: skip
"""Names of botocore's exceptions and codes of AWS services, botocore 1.44."""

DENIED: Final = {
    "AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "AuthorizationError",
    "AuthorizationErrorException", "AllAccessDisabled", "Forbidden", "403",
}  # fmt: skip
MISSING: Final = {
    "404", "NotFound", "NoSuchBucket", "NoSuchKey", "NoSuchEntity", "NoSuchTagSet",
    "ResourceNotFoundException", "EntityNotFoundException",
    "AWS.SimpleQueueService.NonExistentQueue", "QueueDoesNotExist",
}  # fmt: skip
NO_REGION: Final = {"NoRegionError", "InvalidRegionError", "UnknownEndpointError", "UnknownRegionError"}
UNREACHABLE: Final = {
    "EndpointConnectionError", "ConnectTimeoutError", "ConnectionClosedError", "ReadTimeoutError",
    "ProxyConnectionError", "SSLError", "HTTPClientError", "ConnectionError",
}  # fmt: skip


@contextmanager
def asking(what: str) -> Iterator[None]:
    """Raises RequestError for credentials, permission and region, StoreError for everything else.

    what : what is being done, such as "create the change set": the sentence begins "Could not …".
    """
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        yield
    except (BotoCoreError, ClientError) as error:
        raise explained(what, error) from error


def explained(what: str, error: Exception) -> EnergyError:
    code, said = code_of(error), message_of(error)
    if code in NO_CREDENTIALS:
        return RequestError(
            f"Could not {what}: AWS does not accept the credentials, or there are none ({said}). {SIGN_IN}",
            where={"aws": code},
        )
    if code in NO_REGION:
        return RequestError(f"Could not {what}: {said}. Say --region, such as --region eu-west-1.")
    if code in DENIED:
        return RequestError(
            f"Could not {what}: these credentials may not do that ({said}). Use a profile that may "
            "(AWS_PROFILE), or ask for the permission.",
            where={"aws": code},
        )
    hint = "Check the network and the region, then try again" if code in UNREACHABLE else "Try again"
    return StoreError(f"Could not {what}: {said}. {hint}.", where={"aws": code})


def code_of(error: Exception) -> str:
    """The service's code, such as AccessDenied, or the name of botocore's exception."""
    response: dict[str, Any] = getattr(error, "response", None) or {}
    return str(response.get("Error", {}).get("Code") or type(error).__name__)


def message_of(error: Exception) -> str:
    """What AWS said, without the full stop."""
    response: dict[str, Any] = getattr(error, "response", None) or {}
    said = str(response.get("Error", {}).get("Message") or error)
    return " ".join(said.split()).rstrip(".") or code_of(error)
