"""How each figure of an answer was computed, with a link to the readings it rests on."""

from __future__ import annotations

from typing import Final

import pandas as pd
import streamlit as st

from energy_core import words
from energy_core.assistant import quoted
from energy_core.assistant.answer import Answer, Value
from energy_core.assistant.evidence import readings_behind
from energy_core.readings import Readings
from ui import navigation, session, slices
from ui.parts.plain_text import plain

MOST_ONE_BY_ONE: Final = 6
"""Figures of an answer shown one under the other; more are a table."""


def show(answer: Answer, *, key: str) -> None:
    values = [value for value in answer.values if value.tool != quoted.TOOL]  # noqa: PD011 - no frame
    if not values:
        return
    with st.expander("How was this computed?", icon=":material/functions:", key=f"{key}-how"):
        readings = session.readings()
        if len(values) > MOST_ONE_BY_ONE:
            st.dataframe(
                pd.DataFrame([_row(value, readings) for value in values]),
                hide_index=True,
                column_config={"Computed by": st.column_config.TextColumn(width="large")},
            )
            _link(values[0], readings)
            return
        for value in values:
            _figure(value, readings)


def _figure(value: Value, readings: Readings) -> None:
    row = _row(value, readings)
    with st.container(border=True, gap="small"):
        st.markdown(f"**{plain(row['Value'])}** {plain(value.name.replace('_', ' '))}")
        told = [row["Channel"], row["Period"], row["Rests on"]]
        st.caption(plain(" · ".join(part for part in told if part)))
        if row["Computed by"]:
            st.caption(f"`{row['Computed by'].replace('`', '')}`")
        _link(value, readings)


def _link(value: Value, readings: Readings) -> None:
    page = slices.page_of(value)
    named = {path: title for pages in navigation.GROUPS.values() for path, title in pages.items()}
    query = slices.query(value, readings)
    navigation.link(page, f"See these days under {named[page]}" if query else f"Open {named[page]}", query)


def _row(value: Value, readings: Readings) -> dict[str, str]:
    arguments = ", ".join(f"{name}={argument!r}" for name, argument in value.arguments.items())
    period = "" if value.start is None or value.end is None else words.period(value.start, value.end)
    behind = readings_behind(readings, value)
    return {
        "Figure": value.name.replace("_", " "),
        "Value": words.quantity(value.value, value.unit),
        "Period": period,
        "Channel": words.label(value.channel) if value.channel else "",
        "Rests on": words.count(behind, "reading") if behind else "",
        "Computed by": f"{value.tool}({arguments})" if value.tool else "",
    }
