"""A channel and some days of the readings, carried in a page's address."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Final

import pandas as pd
import streamlit as st

from energy_core.assistant.answer import Value
from energy_core.readings import Readings
from ui import navigation, session
from ui.parts.period import CUSTOM, first_and_last_day

FIRST, LAST, CHANNEL = "from", "to", "channel"
PAGES_OF_TOOLS: Final = {
    "anomal": navigation.ANOMALIES,
    "unusual": navigation.ANOMALIES,
    "bill": navigation.COSTS,
    "tariff": navigation.COSTS,
    "what_if": navigation.COSTS,
    "cost": navigation.COSTS,
    "forecast": navigation.FORECAST,
    "audit": navigation.AUDITOR,
    "measure": navigation.AUDITOR,
    "saving": navigation.AUDITOR,
    "gaps": navigation.UPLOAD,
    "reading": navigation.UPLOAD,
    "quality": navigation.UPLOAD,
}
"""By a part of the tool's name, first match; what is not here is usage."""


def page_of(value: Value) -> Path:
    """The page that shows more of what a figure was computed from."""
    return next((page for part, page in PAGES_OF_TOOLS.items() if part in value.tool), navigation.USAGE)


def query(value: Value, readings: Readings) -> dict[str, str]:
    """The address of a figure's days and channel; empty where its page shows no days, or none were read."""
    if page_of(value) != navigation.USAGE or value.start is None or value.end is None:
        return {}
    known_first, known_last = first_and_last_day(readings)
    first = max(value.start.date(), known_first)
    last = min((value.end - pd.Timedelta(microseconds=1)).date(), known_last)
    if first > last:
        return {}
    channel = {CHANNEL: value.channel} if value.channel in {c.name for c in readings.energy} else {}
    return {FIRST: first.isoformat(), LAST: last.isoformat(), **channel}


def take(readings: Readings, *, key: str, by: str) -> None:
    """Set a page's period and channels to what its address asks for, once."""
    asked = {name: st.query_params.get(name) for name in (FIRST, LAST, CHANNEL)}
    for name in asked:
        st.query_params.pop(name, None)
    days = _days(asked[FIRST], asked[LAST], readings)
    if days is not None:
        session.preset(f"{key}-by", by)
        session.preset(f"{key}-{by}-period", CUSTOM)
        session.preset(f"{key}-{by}-days", days)
    if asked[CHANNEL] in {channel.name for channel in readings.energy}:
        session.preset(f"{key}-channels", [asked[CHANNEL]])
    elif days is not None:
        session.preset(f"{key}-channels", [])


def _days(first: str | None, last: str | None, readings: Readings) -> tuple[dt.date, dt.date] | None:
    """Both days, within the readings; None for an address that names none."""
    if first is None or last is None:
        return None
    try:
        days = (dt.date.fromisoformat(first), dt.date.fromisoformat(last))
    except ValueError:
        return None
    known_first, known_last = first_and_last_day(readings)
    return days if known_first <= days[0] <= days[1] <= known_last else None
