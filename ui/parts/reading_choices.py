"""How a file is to be read: every question an importer can leave open, answered by a person."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

import pandas as pd
import streamlit as st

from energy_core import words
from energy_core.importers.answers import QUESTIONS
from energy_core.importers.hints import Hints
from energy_core.importers.receipt import Import, Receipt
from energy_core.importers.receipt_words import LABELS, by_option, cut
from energy_core.local_time import zone_names
from energy_core.readings import ROLES

AS_READ: Final = "As the file says"
CHOOSE: Final = "Please choose"
ALL_METERS: Final = "all"
WORDS: Final[Mapping[str, str]] = {
    "start": "The start of the interval",
    "end": "The end of the interval",
    "interval": "Energy of each interval",
    "register": "A counter that only rises",
    "power": "Power (kW, W)",
    "dmy": "Day first: 31/12/2024",
    "mdy": "Month first: 12/31/2024",
    "ymd": "Year first: 2024-12-31",
    "comma": "Comma: 1,5 is one and a half",
    "point": "Point: 1.5 is one and a half",
    ALL_METERS: "All of them are this home's",
}
HELP: Final[Mapping[str, str]] = {
    "timezone": "Counts where the times carry no zone themselves.",
    "kind": "A counter shows the same or more each time; energy is what was used since the last reading.",
    "meter": "Which of the meters or homes in the file to read.",
}
ALWAYS: Final = (
    "timezone", "unit", "kind", "stamp", "date-order", "decimal", "time-column", "value-column",
)  # fmt: skip
"""What can be asked of any file. Meters, sheets and roles are asked where there are several."""


@dataclass(frozen=True)
class ReadAs:
    """What a file was read as, and what there is to choose from.

    choices : by option, in words. columns : names in the file. offered : values of options that take what
    this file has, such as its meters. roles : by channel, None where nobody knows. is_open : whether the
    file itself says nothing, so that a person has to choose.
    """

    choices: Mapping[str, str] = field(default_factory=dict)
    columns: tuple[str, ...] = ()
    offered: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    roles: Mapping[str, str | None] = field(default_factory=dict)
    is_open: bool = False


def read_as(imported: Import) -> ReadAs:
    """What the importer took a file for where nobody said anything."""
    channels, receipt = imported.readings.channels, imported.receipt
    told = [vars(d) for d in receipt.decisions if (d.option or "").removeprefix("--") in LABELS]
    choices = {option: cut(words.label(choice)) for option, choice in receipt.read_as.items()}
    choices["date-order"] = _first_date(receipt)
    choices["unit"] = words.listed(dict.fromkeys(c.source_unit for c in channels if c.source_unit))
    for option, group in by_option(told).items():
        if option not in (None, "value-column", "role"):
            choices[option] = words.listed(dict.fromkeys(said.choice for said in group))
    choices["timezone"] = receipt.timezone
    choices["kind"] = words.listed(dict.fromkeys(WORDS[c.kind].lower() for c in channels))
    return ReadAs(choices, receipt.columns, {}, {channel.name: channel.role for channel in channels})


def only(answered: Hints, options: Collection[str], *, otherwise: Hints) -> Hints:
    """The answers to these options (`--unit`), for all others those of `otherwise`."""
    fields = [QUESTIONS[name].field for o in options if (name := o.removeprefix("--")) in QUESTIONS]
    fields += ["timezone_source"] if "timezone" in fields else []
    taken: dict[str, Any] = {name: getattr(answered, name) for name in fields}
    return replace(otherwise, **taken)


def unsaid(known: Hints, hints: Hints) -> list[str]:
    """The options that were answered and are no more."""
    return [o for o, q in QUESTIONS.items() if getattr(known, q.field) and not getattr(hints, q.field)]


def asked_of(decided: Collection[str | None], known: Hints) -> list[str]:
    """The options to show of a file: what was decided or said first, then what may be asked of any file."""
    said = [option for option, question in QUESTIONS.items() if getattr(known, question.field)]
    first = [option for option in (*decided, *said) if option in LABELS and option != "role"]
    return [*dict.fromkeys((*filter(None, first), *ALWAYS)), "role"]


def _first_date(receipt: Receipt) -> str:
    """How the file writes a date; as good as its name where nothing was decided."""
    column = receipt.read_as.get("time-column", "").split(" and ")[0]
    if column not in receipt.columns or not receipt.first_rows:
        return ""
    cells, place = receipt.first_rows[0].cells, receipt.columns.index(column)
    return words.label(cells[place]) if place < len(cells) else ""


def control(option: str, known: Hints, read: ReadAs, *, key: str) -> Hints:
    """The control of one option, beginning with what is known; the hints that result."""
    if option == "role":
        return replace(known, roles=_roles(known, read, key=key))
    question = QUESTIONS[option]
    said = getattr(known, question.field)
    offered = _offered(option, question.values, read)
    chosen: dict[str, Any]
    if question.is_several:
        chosen = {question.field: tuple(_several(option, offered, said, read, key=key))}
    else:
        chosen = {question.field: _one(option, offered, said, read, key=key)}
    if option == "timezone":
        chosen["timezone_source"] = "option"
    return replace(known, **chosen)


def _offered(option: str, values: tuple[str, ...], read: ReadAs) -> tuple[str, ...]:
    if option == "timezone":
        return tuple(sorted(zone_names()))
    if option in ("time-column", "value-column"):
        return read.columns
    return read.offered.get(option, ()) or values


def _one(option: str, offered: Sequence[str], said: str | None, read: ReadAs, *, key: str) -> str | None:
    options = [AS_READ, *offered, *([said] if said and said not in offered else [])]
    chosen = st.selectbox(
        LABELS[option],
        options,
        index=options.index(said) if said else 0,
        format_func=_Shown(option, options, read),
        key=f"{key}-{option}",
        help=HELP.get(option),
        accept_new_options=not offered,
    )
    return None if chosen in (None, "", AS_READ) else str(chosen)


def _several(
    option: str, offered: Sequence[str], said: Sequence[str], read: ReadAs, *, key: str
) -> list[str]:
    options = [*offered, *(name for name in said if name not in offered)]
    if option == "meter" and options:
        options = [*(name for name in options if name != ALL_METERS), ALL_METERS]
    return st.multiselect(
        LABELS[option],
        options,
        default=list(said),
        format_func=_Shown(option, options, read),
        placeholder=_as_read(option, read),
        key=f"{key}-{option}",
        help=HELP.get(option),
        accept_new_options=not offered,
    )


class _Shown:
    """How values are written in a list: in words, on one line, no two the same."""

    def __init__(self, option: str, values: Sequence[str], read: ReadAs) -> None:
        self._known = {AS_READ: _as_read(option, read)}
        for place, value in enumerate(values):
            text = WORDS.get(value) or cut(words.label(value), 60)
            taken = text in self._known.values()
            self._known.setdefault(value, f"{text} ({place})" if taken else text)

    def __call__(self, value: str) -> str:
        return self._known.get(value, words.label(value))


def _as_read(option: str, read: ReadAs) -> str:
    choice = read.choices.get(option)
    if read.is_open:
        return CHOOSE
    return f"{AS_READ}: {cut(choice, 60)}" if choice else AS_READ


def _roles(known: Hints, read: ReadAs, *, key: str) -> Mapping[str, Any]:
    """The role of every channel; only those that were changed are said."""
    now = {name: known.roles.get(name, role) for name, role in read.roles.items()}
    table = pd.DataFrame({"channel": [words.label(name) for name in now], "role": list(now.values())})
    st.caption(LABELS["role"])
    edited = st.data_editor(
        table,
        hide_index=True,
        disabled=["channel"],
        column_config={
            "channel": "Channel",
            "role": st.column_config.SelectboxColumn("Role", options=list(ROLES)),
        },
        key=f"{key}-role",
    )
    changed = {
        name: role
        for name, role in zip(now, edited["role"], strict=True)
        if role in ROLES and role != read.roles[name]
    }
    return {**{name: role for name, role in known.roles.items() if name not in now}, **changed}
