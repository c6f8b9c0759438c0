"""The conversation with the assistant: answers with their chart, table and computation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final

import pandas as pd
import streamlit as st

from energy_core import words
from energy_core.assistant.answer import Answer, Turn, Value
from ui.parts import downloads
from ui.parts.plain_text import plain

FIRST_QUESTIONS: Final = (
    "How much did I use last month?",
    "Which appliance uses the most?",
    "When is my peak?",
    "What was unusual?",
    "What will next week cost?",
)
PROVIDERS: Final = {"rules": "Built-in rules, no language model: every figure is computed here."}


def asked(turns: Sequence[Turn]) -> str | None:
    """The question just asked, typed or picked from the suggestions."""
    typed = st.chat_input("Ask about your energy", max_chars=500, submit_mode="disable")
    suggestions = (turns[-1].answer.suggestions if turns else ()) or FIRST_QUESTIONS
    place = st.empty()
    picked = place.pills(
        "Try asking",
        suggestions,
        format_func=plain,
        key=f"suggestions-{len(turns)}",
        label_visibility="collapsed",
    )
    if typed or picked:
        place.empty()
    return typed or picked


@contextmanager
def working(question: str) -> Iterator[None]:
    with st.chat_message("user", avatar=":material/person:"):
        st.markdown(plain(question))
    with st.chat_message("assistant", avatar=":material/bolt:"), st.spinner("Reading your data …"):
        yield


def turn(question: str, answer: Answer) -> Turn:
    return Turn(question, answer)


def show(turn: Turn, *, key: str) -> None:
    answer = turn.answer
    with st.chat_message("user", avatar=":material/person:"):
        st.markdown(plain(turn.question))
    with st.chat_message("assistant", avatar=":material/bolt:"):
        for paragraph in answer.text.split("\n"):
            st.markdown(plain(paragraph))
        if answer.chart:
            st.vega_lite_chart(answer.chart, key=f"{key}-chart")
        if answer.table:
            table = pd.DataFrame(list(answer.table.rows), columns=list(answer.table.columns))
            st.dataframe(table, hide_index=True, key=f"{key}-table")
            downloads.csv_button(table, f"{key}.csv")
        if answer.values:  # noqa: PD011 - an answer is no frame
            with st.expander("How was this computed?", icon=":material/functions:", key=f"{key}-how"):
                _computation(answer)


def _computation(answer: Answer) -> None:
    st.dataframe(
        pd.DataFrame([_row(value) for value in answer.values]),  # noqa: PD011
        hide_index=True,
        column_config={"Computed by": st.column_config.TextColumn(width="large")},
    )
    st.caption(
        PROVIDERS.get(answer.provider, f"Worded by {plain(answer.provider)}; the figures are computed here.")
    )
    for passed in answer.passed_over:
        if passed.was_set_up:
            st.caption(plain(f"{passed.text}."))


def _row(value: Value) -> dict[str, str]:
    arguments = ", ".join(f"{name}={argument!r}" for name, argument in value.arguments.items())
    period = "" if value.start is None or value.end is None else words.period(value.start, value.end)
    return {
        "Figure": value.name,
        "Value": words.quantity(value.value, value.unit),
        "Period": period,
        "Channel": words.label(value.channel) if value.channel else "",
        "Computed by": f"{value.tool}({arguments})" if value.tool else "",
    }
