"""A bucket that remembers for a moment what it was just asked: a page asks the same again and again."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, Final, cast

from energy_core.lake.store import Entries, Keys, Store

SECONDS: Final = 10.0
"""What others put into the bucket is seen after this time; what the app itself writes at once."""

MOST_BYTES: Final = 1_000_000
"""Larger objects are not held: uploads and tables are read once, receipts again and again."""

MOST_ANSWERS: Final = 5_000


class Recent:
    """The same store, with its latest answers at hand. One for all sessions, as the bucket is."""

    def __init__(self, store: Store, *, seconds: float = SECONDS) -> None:
        self.store = store
        self.orders_uploads = store.orders_uploads
        self._seconds = seconds
        self._answers: dict[tuple[Any, ...], tuple[float, Any]] = {}

    def __str__(self) -> str:
        return str(self.store)

    def get(self, key: str) -> bytes | None:
        return cast("bytes | None", self._answer(("get", key), lambda: self.store.get(key)))

    def list(self, prefix: str) -> Keys:
        return cast("Keys", self._answer(("list", prefix), lambda: self.store.list(prefix)))

    def entries(self, prefix: str, *, deep: bool = True) -> Entries:
        found = self._answer(("entries", prefix, deep), lambda: self.store.entries(prefix, deep=deep))
        return cast("Entries", found)

    def folders(self, prefix: str) -> Keys:
        return cast("Keys", self._answer(("folders", prefix), lambda: self.store.folders(prefix)))

    def put(self, key: str, content: bytes) -> None:
        try:
            self.store.put(key, content)
        finally:
            self.forget()

    def delete(self, key: str) -> None:
        try:
            self.store.delete(key)
        finally:
            self.forget()

    def forget(self) -> None:
        """Ask the bucket again from now on."""
        self._answers = {}

    def _answer(self, question: tuple[Any, ...], ask: Callable[[], Any]) -> Any:
        answers = self._answers
        known = answers.get(question)
        if known is not None and time.monotonic() - known[0] < self._seconds:
            return known[1]
        answer = ask()
        if not isinstance(answer, bytes) or len(answer) <= MOST_BYTES:
            if len(answers) >= MOST_ANSWERS:
                answers.clear()
            answers[question] = (time.monotonic(), answer)
        return answer
