"""The conversation with the assistant: what is asked, and progress until it is answered."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Final

import streamlit as st

from energy_core.assistant.answer import Answer, Turn
from ui import session
from ui.parts import chat_turn
from ui.parts.plain_text import plain

FIRST_QUESTIONS: Final = (
    "How much did I use last month?",
    "Which appliance uses the most?",
    "When is my peak?",
    "What was unusual?",
    "What will next week cost?",
)


def asked(turns: Sequence[Turn]) -> str | None:
    """The question just asked: typed, picked from the suggestions, or asked again after a stop."""
    typed = st.chat_input("Ask about your energy", max_chars=500, submit_mode="stop")
    place = st.container()
    again = None if typed else _stopped(place)
    suggestions = (turns[-1].answer.suggestions if turns else ()) or FIRST_QUESTIONS
    with place:
        picked = st.pills(
            "Try asking",
            suggestions,
            format_func=plain,
            key=f"suggestions-{session.conversations_begun()}-{len(turns)}",
            label_visibility="collapsed",
        )
    return typed or again or picked


def _stopped(place: st.delta_generator.DeltaGenerator) -> str | None:
    """A question that was stopped before its answer, if it is asked again."""
    question = session.unanswered()
    if question is None:
        return None
    with place, st.container(horizontal=True, vertical_alignment="center"):
        st.caption(f"Stopped before an answer: {plain(question)}", width="content")
        return question if st.button("Ask again", icon=":material/replay:", key="ask-again") else None


@contextmanager
def working(question: str) -> Iterator[Callable[[str], None]]:
    """The question, and a line of progress under it; takes the sentences to show."""
    session.begin_answering(question)
    chat_turn.show_question(question)
    with chat_turn.assistant(), st.status("Reading your data …") as status:
        yield lambda step: status.update(label=plain(step)) and None


def answered(turns: list[Turn], question: str, answer: Answer) -> None:
    turns.append(Turn(question, answer))
    session.end_answering()
