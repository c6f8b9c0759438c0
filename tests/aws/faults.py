"""An S3 client that fails at one chosen call, in the ways in which calls to AWS fail."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Literal

from botocore.exceptions import ClientError, ReadTimeoutError

Fault = Literal["killed before", "killed after", "throttled", "timed out"]
FAULTS: tuple[Fault, ...] = ("killed before", "killed after", "throttled", "timed out")


class KilledError(BaseException):
    """The process is gone: no code of ours sees this."""


class FaultyClient:
    """Passes calls on and counts them; does `fault` at the call numbered `at`, from 1.

    meanwhile : what someone else does right before that call.
    """

    def __init__(
        self,
        client: Any,
        *,
        at: int = 0,
        fault: Fault | None = None,
        meanwhile: Callable[[], None] = lambda: None,
    ) -> None:
        self._client, self._at, self._fault, self._meanwhile = client, at, fault, meanwhile
        self.calls = 0

    def __getattr__(self, operation: str) -> Any:
        call = getattr(self._client, operation)
        return lambda **arguments: self._passed(operation, lambda: call(**arguments))

    def get_paginator(self, operation: str) -> FaultyPaginator:
        return FaultyPaginator(self, self._client.get_paginator(operation))

    def _passed(self, operation: str, call: Callable[[], Any]) -> Any:
        self.calls += 1
        if self.calls != self._at:
            return call()
        self._meanwhile()
        if self._fault == "killed before":
            raise KilledError
        if self._fault == "throttled":
            raise ClientError({"Error": {"Code": "SlowDown", "Message": "Reduce your rate."}}, operation)
        answer = call()
        if self._fault == "killed after":
            raise KilledError
        if self._fault == "timed out":
            raise ReadTimeoutError(endpoint_url="https://s3")
        return answer


class FaultyPaginator:
    """The pages of a listing; each is a call."""

    def __init__(self, client: FaultyClient, paginator: Any) -> None:
        self._client, self._paginator = client, paginator

    def paginate(self, **arguments: Any) -> Iterator[Any]:
        pages = iter(self._paginator.paginate(**arguments))
        while (page := self._client._passed("ListObjectsV2", lambda: next(pages, None))) is not None:
            yield page
            if not page.get("IsTruncated"):
                return
