"""What lies in a lake, home by home: files, receipts, what waits or was refused, how fresh the tables are."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from energy_core.home import Home
from energy_core.lake import layout
from energy_core.lake.lake import Lake
from energy_core.lake.plain_json import json_bytes
from energy_core.lake.receipts import KEPT, REFUSED
from energy_core.lake.uploads import raw_keys

State = Literal["up to date", "older than its files", "not analysed yet", "no files"]

REPORTS: Final = ("report.html", "report.md", "insights.json", "narrative.md")


@dataclass(frozen=True)
class HomeOverview:
    """One home. `kwh` is what its insights say was consumed in [start, end), None if there are none.

    files : read and kept; waiting : put into raw/ and without a receipt; refused : in quarantine.
    start, end : ISO 8601, local.
    """

    home: Home
    files: int
    waiting: tuple[str, ...]
    refused: int
    kwh: float | None
    start: str | None
    end: str | None
    state: State
    versions: Mapping[str, Any]


def overview(lake: Lake, homes: Iterable[str]) -> tuple[HomeOverview, ...]:
    """These homes of the lake. Reads receipts and results, never the uploads themselves."""
    return tuple(_of(lake, home_id) for home_id in homes)


def is_current(lake: Lake, home: Home) -> bool:
    """Whether the home's tables are made from the files that were read, and from what is known of it now."""
    current = lake.current(home.home_id)
    known = json.loads(json_bytes({"home": home}))["home"]
    return (
        current is not None
        and current.get("home") == known
        and _state(_kept(lake, home.home_id), current) == ("up to date")
    )


def waiting(lake: Lake, home_id: str) -> tuple[str, ...]:
    """Files in raw/ that nobody has read yet."""
    known = {receipt["file"] for receipt in lake.receipts(home_id)}
    return tuple(file for file in raw_keys(lake.store, home_id) if file not in known)


def quarantined(lake: Lake, home_id: str) -> list[dict[str, Any]]:
    """The receipts of files that were refused; each says why."""
    return [receipt for receipt in lake.receipts(home_id) if receipt["status"] == REFUSED]


def stored_reports(lake: Lake, home_id: str) -> dict[str, str]:
    """Key of each report of a home by its file name."""
    there = set(lake.store.list(f"reports/{home_id}/"))
    return {name: key for name in REPORTS if (key := layout.report_key(home_id, name)) in there}


def _of(lake: Lake, home_id: str) -> HomeOverview:
    receipts = lake.receipts(home_id)
    kept = _kept(lake, home_id)
    current = lake.current(home_id)
    summary = _summary(lake, home_id) if current else {}
    return HomeOverview(
        home=lake.home(home_id),
        files=len(kept),
        waiting=waiting(lake, home_id),
        refused=len(receipts) - len(kept),
        kwh=summary.get("consumption_kwh"),
        start=summary.get("start"),
        end=summary.get("end"),
        state=_state(kept, current),
        versions=(current or {}).get("versions", {}),
    )


def _kept(lake: Lake, home_id: str) -> dict[str, str]:
    return {each["file"]: each["sha256"] for each in lake.receipts(home_id) if each["status"] == KEPT}


def _state(kept: Mapping[str, str], current: Mapping[str, Any] | None) -> State:
    if current is None:
        return "not analysed yet" if kept else "no files"
    made_from = {each["file"]: each["sha256"] for each in current.get("inputs", [])}
    return "up to date" if made_from == kept else "older than its files"


def _summary(lake: Lake, home_id: str) -> dict[str, Any]:
    content = lake.store.get(layout.report_key(home_id, "insights.json"))
    try:
        summary = json.loads(content or b"{}").get("summary", {})
    except (ValueError, AttributeError):
        return {}
    return summary if isinstance(summary, dict) else {}
