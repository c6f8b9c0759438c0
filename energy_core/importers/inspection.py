"""Imports and readings -> what `energy inspect`, the app and the lake show and keep."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

import numpy as np
import pandas as pd

from energy_core import words
from energy_core.home import Home
from energy_core.importers.one_home import supply_notes
from energy_core.importers.receipt import Decision, Import, Issue, Reason, Receipt
from energy_core.importers.untracked import untracked_kwh
from energy_core.readings import Channel, Readings
from energy_core.spread import microseconds

COUNTS = ("rows_read", "rows_kept", "rows_repaired", "rows_dropped", "rows_duplicate")
ENERGIES = ("kwh_read", "kwh_kept", "kwh_dropped")


def inspection(imports: Sequence[Import], readings: Readings, home: Home) -> dict[str, Any]:
    """The JSON of `inspect`: channels, totals and the receipt summed over the files."""
    receipts = [imported.receipt for imported in imports]
    return {
        "files": [receipt.file for receipt in receipts],
        "format": ", ".join(dict.fromkeys(receipt.format for receipt in receipts)),
        "home_id": home.home_id,
        "timezone": readings.timezone,
        "timezone_source": receipts[-1].timezone_source,
        "channels": [_channel(channel, readings.timezone) for channel in readings.channels],
        "consumption_kwh": readings.consumption_kwh,
        "export_kwh": export_kwh(readings),
        "untracked_kwh": untracked_kwh(readings),
        "receipt": receipt_json(*receipts),
        "issues": [
            _issue(issue, readings.timezone)
            for issue in (*(i for receipt in receipts for i in receipt.issues), *supply_notes(readings))
        ],
    }


def receipt_json(*receipts: Receipt) -> dict[str, Any]:
    """One receipt, or the sum of several files' receipts, as CONTRACT writes it."""
    return {
        **{name: sum(getattr(r, name) for r in receipts) for name in (*COUNTS, *ENERGIES)},
        "reasons": [asdict(reason) for reason in _reasons(receipt.reasons for receipt in receipts)],
        "decisions": [asdict(decision) for decision in _decisions(receipts)],
    }


def _reasons(groups: Iterable[Sequence[Reason]]) -> list[Reason]:
    summed: dict[str, Reason] = {}
    for reason in (r for group in groups for r in group):
        known = summed.get(reason.reason)
        summed[reason.reason] = reason if known is None else Reason(
            known.reason, known.count + reason.count, known.first_row, known.kwh + reason.kwh)  # fmt: skip
    return list(summed.values())


def _decisions(receipts: Sequence[Receipt]) -> list[Decision]:
    return list(dict.fromkeys(d for receipt in receipts for d in receipt.decisions))


def _channel(channel: Channel, timezone: str) -> dict[str, Any]:
    kwh = channel.intervals["kwh"]
    return {
        "name": channel.name,
        "role": channel.role,
        "parent": channel.parent,
        "source_unit": channel.source_unit,
        "kind": channel.kind,
        "interval_minutes": channel.interval_minutes,
        "readings": int(kwh.notna().sum()),
        "missing": missing(channel),
        "kwh": channel.kwh,
        "start": channel.start.tz_convert(timezone).isoformat(),
        "end": channel.end.tz_convert(timezone).isoformat(),
    }


def missing(channel: Channel) -> int:
    """Intervals without a value: blank ones, and as many of the usual length as fit into the gaps."""
    start, end = microseconds(channel.intervals["start"]), microseconds(channel.intervals["end"])
    gaps = (start[1:] - end[:-1]) / 6e7
    in_gaps = np.round(gaps / channel.interval_minutes).sum() if len(gaps) else 0
    return int(channel.intervals["kwh"].isna().sum() + in_gaps)


def export_kwh(readings: Readings) -> float | None:
    """Energy that left the home; without such a channel, what the home generated; None without either."""
    for role in ("export", "generation"):
        channels = [c for c in readings.channels if c.role == role]
        if channels:
            return float(sum(c.kwh for c in channels))
    return None


def _issue(issue: Issue, timezone: str) -> dict[str, Any]:
    return {
        "kind": issue.kind,
        "channel": issue.channel,
        "start": _local(issue.start, timezone),
        "end": _local(issue.end, timezone),
        "message": issue.message,
    }


def _local(at: pd.Timestamp | None, timezone: str) -> str | None:
    return None if at is None else at.tz_convert(timezone).isoformat()


def first_line(readings: Readings) -> str:
    """What was read, in one line, and a question."""
    if readings.consumption_kwh is None:
        return f"{summary_line(readings)}."
    return f"{summary_line(readings)}: does this match your bill?"


def summary_line(readings: Readings) -> str:
    """8,760 readings, 1 Jan to 31 Dec 2024, 4,425 kWh."""
    counted = readings.consumption or readings.channels
    count = sum(int(c.intervals["kwh"].notna().sum()) for c in counted)
    start = min(c.start for c in counted).tz_convert(readings.timezone)
    end = max(c.end for c in counted).tz_convert(readings.timezone)
    what = f"{words.count(count, 'reading')}, {words.period(start, end)}"
    if readings.consumption_kwh is not None:
        return f"{what}, {words.kwh(readings.consumption_kwh)}"
    roles = words.listed(dict.fromkeys(c.role for c in readings.channels))
    return f"{what}, no electricity consumed, only {roles}"
