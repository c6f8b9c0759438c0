"""A scripted language model: what it sees of a request, and the steps it takes, whatever the wire format."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Seen:
    """One request as the model reads it. results : what tools returned, in the order of the conversation."""

    system: str
    messages: tuple[tuple[str, str], ...]
    results: tuple[str, ...]
    tools: Mapping[str, Mapping[str, Any]]
    streaming: bool = True
    raw: str = ""

    @property
    def question(self) -> str:
        return next(text for role, text in self.messages if role == "user").rpartition("question now: ")[2]

    @property
    def question_slots(self) -> list[str]:
        """Slots offered in the question itself."""
        return re.findall(r'"slot": "(\{s\d+\})"', self.messages[0][1])

    @property
    def asked_to_mend(self) -> bool:
        return "can't be shown" in self.messages[-1][1] and self.messages[-1][0] == "user"

    @property
    def everything(self) -> str:
        """All that reached the model, as it came over the wire."""
        return self.raw

    def slots(self, kind: str = "s") -> list[str]:
        """Slots offered so far, such as {s1}."""
        return list(dict.fromkeys(re.findall(rf"\{{{kind}\d+\}}", "\n".join(self.results))))

    def values(self) -> list[dict[str, Any]]:
        """Every value of every result."""
        found = []
        for result in self.results:
            try:
                found += json.loads(result).get("values", [])
            except (ValueError, AttributeError):
                continue
        return found


@dataclass(frozen=True)
class Say:
    text: str
    finish: str = "stop"


@dataclass(frozen=True)
class Use:
    """Tool calls of one reply: (name, arguments)."""

    calls: tuple[tuple[str, Mapping[str, Any]], ...]


@dataclass(frozen=True)
class Break:
    """A fault of the service: status for an HTTP error; or slow, cut_off, malformed, dribble, hang."""

    status: int = 0
    how: str = ""
    body: str = ""


Step = Say | Use | Break
Plan = Callable[[Seen], Step]


def use(name: str, **arguments: Any) -> Use:
    return Use(((name, arguments),))


def steps(*plan: Step) -> Plan:
    """The steps one after the other; the last one again and again."""
    taken = iter(plan)
    last = plan[-1]
    return lambda seen: next(taken, last)


def calls_then(draft: str | Callable[[Seen], str], *calls: Use) -> Plan:
    """Makes the calls, then answers; the draft may look at what the tools returned."""

    def plan(seen: Seen) -> Step:
        if len(seen.results) < sum(len(call.calls) for call in calls):
            return calls[len(seen.results)]
        return Say(draft if isinstance(draft, str) else draft(seen))

    return plan


@dataclass
class Service:
    """What both servers share: the plan of the model, and what reached it."""

    plan: Plan
    seen: list[Seen] = field(default_factory=list)
    let_go: threading.Event = field(default_factory=threading.Event)
    gave_in: list[str] = field(default_factory=list)
    headers: list[Mapping[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)

    def step(self, seen: Seen) -> Step:
        self.seen.append(seen)
        return self.plan(seen)

    @property
    def last(self) -> Seen:
        return self.seen[-1]

    def forget(self, plan: Plan) -> None:
        self.plan = plan
        self.seen.clear()
        self.headers.clear()
        self.paths.clear()


def pieces(text: str, size: int = 7) -> Sequence[str]:
    return [text[place : place + size] for place in range(0, len(text), size)] or [""]
