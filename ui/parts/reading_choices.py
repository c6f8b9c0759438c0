"""How a file is to be read: every question an importer can leave open, answered by a person."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final, cast, get_args
from zoneinfo import available_timezones

import streamlit as st

from energy_core.importers.hints import DateOrder, Hints, Stamp, Unit
from energy_core.readings import Kind

AS_READ: Final = "As the file says"
WORDS: Final[Mapping[str, str]] = {
    "start": "The start of the interval",
    "end": "The end of the interval",
    "interval": "Energy of each interval",
    "register": "A counter that only rises",
    "power": "Power (kW, W)",
    "dmy": "Day first: 31/12/2024",
    "mdy": "Month first: 12/31/2024",
    "ymd": "Year first: 2024-12-31",
}
LABELS: Final = {
    "timezone": "Time zone",
    "unit": "Unit",
    "kind": "The values are",
    "stamp": "The time marks",
    "date-order": "Dates",
    "time-column": "Time column",
    "value-column": "Energy columns",
    "role": "Role",
}
"""What the options of the command line are called on pages."""

HEAD: Final = 20_000
"""Bytes of a file in which its column names are looked for."""


_OPTION: Final = re.compile(rf"--({'|'.join(LABELS)})\b")


def ask(known: Hints, columns: tuple[str, ...], *, key: str) -> Hints:
    """Controls for every option, beginning with what is known; the hints that result."""
    zones = sorted(available_timezones())
    with st.grid(min_column_width=230):
        zone = st.selectbox(
            LABELS["timezone"],
            [AS_READ, *zones],
            index=1 + zones.index(known.timezone) if known.timezone in zones else 0,
            key=f"{key}-zone",
            help="Counts where the times carry no zone themselves.",
        )
        unit = _one_of(LABELS["unit"], get_args(Unit), known.unit, f"{key}-unit")
        kind = _one_of(LABELS["kind"], get_args(Kind), known.kind, f"{key}-kind")
        stamp = _one_of(LABELS["stamp"], get_args(Stamp), known.stamp, f"{key}-stamp")
        order = _one_of(LABELS["date-order"], get_args(DateOrder), known.date_order, f"{key}-order")
        time = _one_of(LABELS["time-column"], columns, known.time_column, f"{key}-time")
        values = st.multiselect(
            LABELS["value-column"],
            [*columns, *(c for c in known.value_columns if c not in columns)],
            default=list(known.value_columns),
            placeholder=AS_READ,
            key=f"{key}-values",
        )
    return replace(
        known,
        timezone=None if zone == AS_READ else zone,
        timezone_source="option",
        unit=cast("Unit | None", unit),
        kind=cast("Kind | None", kind),
        stamp=cast("Stamp | None", stamp),
        date_order=cast("DateOrder | None", order),
        time_column=time,
        value_columns=tuple(values),
    )


def in_words_of_the_page(sentence: str) -> str:
    """A sentence that names options of the command line, with the labels of the controls instead."""
    return _OPTION.sub(lambda option: f"“{LABELS[option[1]]}”", sentence)


def columns_of(content: bytes) -> tuple[str, ...]:
    """The names in the first line of a table, to choose from; none for what is not a table."""
    head = content[:HEAD].decode("utf-8-sig", errors="replace")
    first = next((line for line in head.splitlines() if line.strip()), "")
    separator = max(",;\t|", key=first.count)
    names = [name.strip().strip('"') for name in first.split(separator)]
    if len(names) < 2 or head.lstrip().startswith("<") or "\0" in head:
        return ()
    return tuple(dict.fromkeys(name for name in names if name))


def _one_of(label: str, options: tuple[str, ...], known: str | None, key: str) -> str | None:
    offered = [AS_READ, *options, *([known] if known and known not in options else [])]
    index = offered.index(known) if known else 0
    chosen = st.selectbox(label, offered, index=index, format_func=lambda o: WORDS.get(o, o), key=key)
    return None if chosen == AS_READ else chosen
