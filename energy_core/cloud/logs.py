"""What the function wrote into its log, newest last."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from energy_core.cloud.failures import asking
from energy_core.cloud.session import Cloud
from energy_core.cloud.watch import Watch

POLL_SECONDS: Final = 2
LATE_MS: Final = 30_000
"""Lines may show up this much later than those with the same time stamp."""
ERRORS: Final = ("ERROR", "CRITICAL")
RUNTIME: Final = ("START RequestId", "END RequestId", "REPORT RequestId", "INIT_START")
BROKEN: Final = ("Task timed out", "[ERROR]", "Runtime exited", "Traceback")
"""How the runtime itself says that a run ended badly (AWS Lambda, troubleshooting, 2026)."""
PLACE: Final = (
    "timestamp",
    "location",
    "service",
    "sampling_rate",
    "xray_trace_id",
    "function_arn",
    "function_memory_size",
    "cold_start",
)
"""What Powertools adds to every line; left out of the text, kept in JSON."""


@dataclass(frozen=True)
class Line:
    """One line of the log. `fields` is what a structured line holds besides level and message."""

    at: datetime
    level: str
    message: str
    fields: dict[str, Any]

    @property
    def is_error(self) -> bool:
        return self.level in ERRORS


def log_lines(cloud: Cloud, group: str, *, since: datetime, errors_only: bool = False) -> list[Line]:
    """The lines since an instant, oldest first; without the runtime's own and without metrics."""
    events = _events(cloud, group, _ms(since))
    return [line for event in events if (line := _line(event)) and (line.is_error or not errors_only)]


def follow(cloud: Cloud, group: str, *, since: datetime, errors_only: bool, watch: Watch) -> Iterator[Line]:
    """The same, and then each line as it comes, for ever."""
    seen: dict[str, int] = {}
    newest = _ms(since)
    while True:
        for event in _events(cloud, group, newest - LATE_MS if seen else newest):
            if event["eventId"] in seen:
                continue
            seen[event["eventId"]] = event["timestamp"]
            newest = max(newest, event["timestamp"])
            line = _line(event)
            if line and (line.is_error or not errors_only):
                yield line
        seen = {name: at for name, at in seen.items() if at >= newest - LATE_MS}
        watch.sleep(POLL_SECONDS)


def text(line: Line) -> str:
    """One line for a person: time in UTC, level, message, and what else the line says."""
    said = " ".join(f"{name}={value}" for name, value in line.fields.items() if name not in PLACE)
    return f"{line.at:%Y-%m-%d %H:%M:%S}Z {line.level:<7} {line.message}{' ' if said else ''}{said}"


def _events(cloud: Cloud, group: str, start_ms: int) -> list[dict[str, Any]]:
    with asking(f"read the log {group}"):
        pages = cloud.client("logs").get_paginator("filter_log_events")
        found = [e for page in pages.paginate(logGroupName=group, startTime=start_ms) for e in page["events"]]
    return sorted(found, key=lambda event: (event["timestamp"], event["eventId"]))


def _line(event: dict[str, Any]) -> Line | None:
    at = datetime.fromtimestamp(event["timestamp"] / 1000, UTC)
    message = event["message"].strip()
    if message.startswith(RUNTIME):
        return None
    try:
        said = json.loads(message)
    except ValueError:
        said = None
    if not isinstance(said, dict):
        broken = any(sign in message for sign in BROKEN)
        return Line(at, "ERROR" if broken else "INFO", message, {}) if message else None
    if "_aws" in said or "platform." in str(said.get("type", "")):
        return None
    level, what = str(said.pop("level", "INFO")), said.pop("message", said.pop("errorMessage", ""))
    return Line(at, level, what if isinstance(what, str) else json.dumps(what), said)


def _ms(instant: datetime) -> int:
    return int(instant.timestamp() * 1000)
