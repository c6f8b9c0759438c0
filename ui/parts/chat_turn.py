"""One question and its answer, with the chart, the table and the computation that belong to it."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from energy_core.assistant.answer import TITLES, Answer, Turn
from ui.parts import chat_how, chat_rating, chat_table
from ui.parts.plain_text import plain


def assistant() -> DeltaGenerator:
    return st.chat_message("assistant", avatar=":material/bolt:")


def show_question(question: str) -> None:
    with st.chat_message("user", avatar=":material/person:"):
        st.markdown(plain(question))


def show_opening(answer: Answer) -> None:
    """What the assistant says before it is asked."""
    with assistant():
        _text(answer)
        chat_how.show(answer, key="opening")


def show(turn: Turn, *, key: str) -> None:
    show_question(turn.question)
    with assistant():
        _text(turn.answer)
        _picture_and_table(turn.answer, key=key)
        chat_how.show(turn.answer, key=key)
        _who(turn.answer)
        chat_rating.show(turn, key=key)


def _text(answer: Answer) -> None:
    for paragraph in answer.text.split("\n"):
        if paragraph.strip():
            st.markdown(plain(paragraph))


def _picture_and_table(answer: Answer, *, key: str) -> None:
    if answer.chart:
        st.vega_lite_chart(answer.chart, key=f"{key}-chart")
    if answer.table is not None:
        chat_table.show(answer.table, key=key)


def _who(answer: Answer) -> None:
    """Who worded the answer where that was not the first choice, or a model."""
    failed = [f"{passed.text}." for passed in answer.passed_over if passed.was_set_up]
    if failed:
        st.caption(plain(" ".join([f"Answered by {who(answer.provider)}.", *failed])))
    elif answer.provider != "rules":
        st.caption(plain(f"Worded by {who(answer.provider)}; every figure is computed here."))


def who(provider: str) -> str:
    return "the built-in rules" if provider == "rules" else TITLES[provider]
