"""Homes in the cloud whose runs are cut off at every call: how they begin, and how they must end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

import pytest

from energy_core import lambda_handler
from energy_core.lake.bucket import Bucket
from tests.aws.faults import FaultyClient, KilledError
from tests.aws.moto_server import Aws
from tests.aws.pipeline import LAKE, Context, failures, hours, make_bucket, notification, queued, state

A = hours(1.0, start="2024-01-31")
B = hours(2.0, start="2024-02-01")
BAD = b"no meter file\nat all\n"


@dataclass(frozen=True)
class Scenario:
    """before : what was uploaded and finished; then : what is put since, None = deleted; event : of what."""

    name: str
    before: dict[str, bytes]
    then: dict[str, bytes | None]
    event: str


SCENARIOS = (
    Scenario(
        "the first uploads of a home, two that overlap and a bad one",
        {},
        {"raw/elm/a.csv": A, "raw/elm/b.csv": B, "raw/elm/bad.csv": BAD},
        "raw/elm/b.csv",
    ),
    Scenario(
        "a file becomes another one, months come and go, a bad file is replaced",
        {"raw/elm/a.csv": A, "raw/elm/b.csv": BAD},
        {"raw/elm/a.csv": hours(1.0, start="2024-05-01"), "raw/elm/b.csv": B},
        "raw/elm/a.csv",
    ),
    Scenario("the last file of a home goes", {"raw/elm/a.csv": A}, {"raw/elm/a.csv": None}, "raw/elm/a.csv"),
)


ANALYSES: dict[str, Any] = {}
OUTPUTS: dict[int, Any] = {}
"""Computed once for all cases; an analysis is known by its identity, and is never forgotten."""


@dataclass
class Tally:
    """Cases that were run, and those that ended otherwise than without a fault."""

    run: int = 0
    failed: list[str] = field(default_factory=list)

    def add(self, case: str, *, is_same: bool) -> None:
        self.run += 1
        if not is_same:
            self.failed.append(case)


class Cloud:
    """The function and its bucket.

    empty : makes a client of an S3 with one empty bucket.
    """

    def __init__(self, empty: Callable[[], Any], monkeypatch: pytest.MonkeyPatch) -> None:
        self._empty = empty
        self._client = self._wrapped = empty()
        self._known: dict[str, tuple[dict[str, bytes], int]] = {}
        monkeypatch.setenv("ENERGY_LAKE", f"s3://{LAKE}")
        monkeypatch.setattr(lambda_handler, "_bucket", lambda _: Bucket(LAKE, self._wrapped))
        for name in ("ENERGY_ALERTS_TOPIC", "ENERGY_QUEUE_URL", "ENERGY_MAX_FILE_MB"):
            monkeypatch.delenv(name, raising=False)

    def begin(self, scenario: Scenario) -> Bucket:
        """An empty cloud in which the scenario has come to its event."""
        self._client = self._wrapped = self._empty()
        self.change(dict(scenario.before))
        if scenario.before:
            self.handle(queued(*(notification(key) for key in scenario.before)))
        self.change(scenario.then)
        return Bucket(LAKE, self._client)

    def change(self, objects: dict[str, bytes | None]) -> None:
        plain = Bucket(LAKE, self._client)
        for key, content in objects.items():
            plain.delete(key) if content is None else plain.put(key, content)

    def handle(self, event: dict[str, Any], client: FaultyClient | None = None) -> bool:
        """One call of the function; False if its process was killed or its message comes again."""
        before, self._wrapped = self._wrapped, client or self._client
        try:
            return not failures(lambda_handler.handler(event, Context()))
        except KilledError:
            return False
        finally:
            self._wrapped = before

    def tell(self, scenario: Scenario, client: FaultyClient | None = None) -> bool:
        return self.handle(queued(notification(scenario.event)), client)

    def reconcile(self) -> None:
        lambda_handler.handler({"source": "energy.reconcile"}, Context())

    def faulty(self, **options: Any) -> FaultyClient:
        return FaultyClient(self._client, **options)

    def without_fault(self, scenario: Scenario) -> tuple[dict[str, bytes], int]:
        """The state that a run without a fault leaves, and how many calls it makes."""
        recipe = repr(scenario)
        if recipe not in self._known:
            bucket = self.begin(scenario)
            client = self.faulty()
            assert self.tell(scenario, client)
            expected = state(bucket)
            self.reconcile()
            assert state(bucket) == expected
            self._known[recipe] = expected, client.calls
        return self._known[recipe]


def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each analysis once, however often it is asked for: thousands of cases need only a handful."""
    import energy_core.analysis
    from energy_core.lake import write

    analyse = energy_core.analysis.analyse

    def once(readings: Any, home: Any, *arguments: Any, **options: Any) -> Any:
        text = "".join(channel.intervals.to_csv() for channel in readings.channels)
        recipe = sha256(f"{home}{readings.names}{readings.timezone}{text}".encode()).hexdigest()
        if recipe not in ANALYSES:
            ANALYSES[recipe] = analyse(readings, home, *arguments, **options)
        return ANALYSES[recipe]

    made = write.outputs
    monkeypatch.setattr(energy_core.analysis, "analyse", once)
    monkeypatch.setattr(
        write,
        "outputs",
        lambda analysis: OUTPUTS.get(id(analysis)) or OUTPUTS.setdefault(id(analysis), made(analysis)),
    )


def emptied(aws: Aws) -> Any:
    """The server with one empty bucket."""
    aws.reset()
    make_bucket(aws)
    return aws.client("s3")


Recovery = Callable[[Cloud, Scenario], None]


def redelivery(cloud: Cloud, scenario: Scenario) -> None:
    """The message comes again, because nobody said that it was done."""
    assert cloud.tell(scenario)


def reconciler(cloud: Cloud, _: Scenario) -> None:
    """No message comes again; the scheduled look finds it."""
    cloud.reconcile()


RECOVERIES: dict[str, Recovery] = {"redelivery": redelivery, "reconciler": reconciler}
