"""The import receipt: what became of every row and kWh, and on what evidence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd
import streamlit as st

from energy_core import words
from energy_core.importers import inspection
from energy_core.importers.receipt_words import (
    SOURCES,
    Said,
    by_option,
    cut,
    for_people,
    format_words,
    issue_words,
    kwh_sum,
    row_sum,
)
from energy_core.readings import Readings
from ui import session
from ui.parts.plain_text import plain

FEW: Final = 6
"""More decisions of one kind, or issues, are a table."""

LOUD: Final = ("household", "left_out")
"""Issues that are shown above the receipt too."""

REASON: Final = {
    "reason": st.column_config.TextColumn("Reason", width="large"),
    "count": st.column_config.NumberColumn("Rows", format="localized"),
    "first_row": st.column_config.NumberColumn("First in line", format="%d"),
    "kwh": st.column_config.NumberColumn("kWh", format="localized"),
}
ENERGY_HELP: Final = (
    "All columns of energy added up, as they stand in the file: appliances count here beside the mains that "
    "feed them, export too. The total above counts every kWh once."
)
COLOURS: Final = {"certain": "green", "very likely": "blue", "likely": "orange"}


def one_line(readings: Readings) -> str:
    """8,760 readings, 1 Jan to 31 Dec 2024, 4,425 kWh."""
    return inspection.summary_line(readings)


def show(upload: Mapping[str, Any]) -> None:
    """The receipt of one kept file; a button beside each decision opens the answer that overrules it."""
    receipt, file = upload["receipt"], upload["file"]
    st.markdown(
        f"Read as {plain(format_words(receipt['format']))}, times in {plain(receipt['timezone'])} "
        f"({SOURCES[receipt['timezone_source']]}).  \n"
        f"**Rows:** {plain(row_sum(receipt))}.  \n**Energy:** {plain(kwh_sum(receipt))}.",
        help=ENERGY_HELP,
    )
    _reasons(receipt["reasons"])
    _issues(receipt["issues"])
    st.markdown("**What was decided, and why**")
    for option, group in by_option(receipt["decisions"]).items():
        _decisions(option, group, file)
    if not receipt["decisions"]:
        st.caption("Nothing had to be decided: the file says it all.")


def warnings(upload: Mapping[str, Any]) -> list[str]:
    """What must be seen before anything else: energy that may be missing, or be another home's."""
    issues = [issue for issue in upload["receipt"]["issues"] if issue["kind"] in LOUD]
    return [for_people(issue_words(issue)) for issue in issues]


def guesses(upload: Mapping[str, Any]) -> list[Said]:
    """The decisions to look at again."""
    groups = by_option(upload["receipt"]["decisions"]).values()
    return [said for group in groups for said in group if said.is_guess]


def change_key(file: str) -> str:
    """The state that says whether the answers of a file are being changed."""
    return f"otherwise-{file}"


def _decisions(option: str | None, group: list[Said], file: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"decided-{file}-{option}"):
        with st.container(width="stretch", gap=None):
            if len(group) > FEW:
                _many(group)
            else:
                for said in group:
                    _decision(said)
        if option is not None:
            st.button(
                "Change",
                key=f"change-{file}-{option}",
                type="tertiary",
                icon=":material/tune:",
                on_click=session.preset,
                args=(change_key(file), True),
            )


def _decision(said: Said) -> None:
    colour = COLOURS.get(said.sure, "red")
    st.markdown(
        f"{plain(said.title)}: **{plain(said.choice)}** :{colour}-badge[{said.sure}]  \n"
        f":small[Why: {plain(said.because)}]"
    )


def _many(group: list[Said]) -> None:
    rows = [(s.title, s.choice, s.sure, s.because) for s in group]
    st.dataframe(pd.DataFrame(rows, columns=["Question", "Decision", "How sure", "Why"]), hide_index=True)


def _reasons(reasons: list[dict[str, Any]]) -> None:
    if reasons:
        st.markdown("**Not taken as they stood**")
        frame = pd.DataFrame(reasons).reindex(columns=list(REASON))
        frame["reason"] = [cut(words.label(reason)) for reason in frame["reason"]]
        st.dataframe(frame, hide_index=True, column_config=REASON)


def _issues(issues: list[dict[str, Any]]) -> None:
    if not issues:
        return
    st.markdown("**What to know about the readings**")
    sentences = [issue_words(issue) for issue in issues]
    for sentence in sentences[:FEW]:
        st.markdown(f"- {plain(sentence)}")
    if len(sentences) > FEW:
        with st.expander(f"{len(sentences) - FEW:,} more"):
            st.dataframe(pd.DataFrame({"What": sentences[FEW:]}), hide_index=True)
