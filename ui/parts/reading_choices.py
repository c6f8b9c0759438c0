"""How a file is to be read: every question an importer can leave open, answered by a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final, get_args
from zoneinfo import available_timezones

import streamlit as st

from energy_core.home import Home
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


@dataclass(frozen=True)
class Answers:
    """Option names and values, as a home keeps them; the time zone apart."""

    timezone: str | None
    choices: Mapping[str, str]

    def home(self, home: Home) -> Home:
        """The home with these answers; what is not answered is left to the file again."""
        return replace(home, timezone=self.timezone or home.timezone, import_choices=dict(self.choices))


def ask(home: Home, columns: tuple[str, ...], *, key: str, timezone: str | None) -> Answers:
    """Controls for every option, showing what the home has already been told."""
    zones = sorted(available_timezones())
    known = home.import_choices
    with st.grid(min_column_width=230):
        zone = st.selectbox(
            "Time zone",
            zones,
            index=zones.index(timezone) if timezone in zones else None,
            placeholder="Choose a zone",
            key=f"{key}-zone",
            help="In which the file's times are, unless they carry one themselves.",
        )
        chosen = {
            "unit": _one_of("Unit", get_args(Unit), known.get("unit"), f"{key}-unit"),
            "kind": _one_of("The values are", get_args(Kind), known.get("kind"), f"{key}-kind"),
            "stamp": _one_of("The time marks", get_args(Stamp), known.get("stamp"), f"{key}-stamp"),
            "date-order": _one_of("Dates", get_args(DateOrder), known.get("date-order"), f"{key}-order"),
            "time-column": _one_of("Time column", columns, known.get("time-column"), f"{key}-time"),
        }
    return Answers(zone, {option: value for option, value in chosen.items() if value is not None})


def hints(answers: Answers, base: Hints) -> Hints:
    """For reading one file with these answers before they are kept."""
    return replace(base, timezone=answers.timezone)


def columns_of(content: bytes) -> tuple[str, ...]:
    """The names in the first line of a table, for choosing from; empty for what is not a table."""
    head = content[:20_000].decode("utf-8-sig", errors="replace")
    first = next((line for line in head.splitlines() if line.strip()), "")
    separator = max(",;\t|", key=first.count)
    names = [name.strip().strip('"') for name in first.split(separator)]
    return tuple(dict.fromkeys(name for name in names if name)) if len(names) > 1 and not head.startswith("<") else ()


def _one_of(label: str, options: tuple[str, ...], known: str | None, key: str) -> str | None:
    offered = [AS_READ, *options]
    if known and known not in options:
        offered.append(known)
    chosen = st.selectbox(
        label, offered, index=offered.index(known) if known else 0, format_func=lambda o: WORDS.get(o, o), key=key
    )
    return None if chosen == AS_READ else chosen
