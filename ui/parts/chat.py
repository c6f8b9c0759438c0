"""The conversation with the assistant: what is asked, and progress until it is answered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future, wait
from queue import SimpleQueue
from threading import Thread
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

MOST_SUGGESTIONS: Final = 8
SECONDS_BETWEEN_LOOKS: Final = 0.2


def asked(turns: Sequence[Turn], last: Answer) -> str | None:
    """The question just asked: typed, picked from what `last` suggests, or asked again after a stop."""
    typed = st.chat_input(
        "Ask about your energy", key="question", max_chars=500, submit_mode="stop", on_submit=_noted
    )
    place = st.container()
    again = None if typed else _stopped(place)
    suggestions = (last.suggestions or FIRST_QUESTIONS)[:MOST_SUGGESTIONS]
    with place:
        picked = st.pills(
            "Try asking",
            suggestions,
            format_func=plain,
            key=f"suggestions-{session.conversations_begun()}-{len(turns)}",
            label_visibility="collapsed",
        )
    return str(typed or again or picked or "") or None


def _noted() -> None:
    """Before the page runs, so that a question is not lost however early its answering is stopped."""
    session.begin_answering(session.control("question"))


def _stopped(place: st.delta_generator.DeltaGenerator) -> str | None:
    """A question that was stopped before its answer, if it is asked again."""
    question = session.unanswered()
    if question is None:
        return None
    with place, st.container(horizontal=True, vertical_alignment="center"):
        st.caption(f"Stopped before an answer: {plain(question)}", width="content")
        return question if st.button("Ask again", icon=":material/replay:", key="ask-again") else None


def answer(question: str, work: Callable[[Callable[[str], None]], Answer]) -> Answer:
    """The answer that `work` gives, with the question and a line of progress until it is there.

    work : told where to say what it is doing. It runs beside the page, so that the stop button works while a
        language model keeps silent.
    """
    session.begin_answering(question)
    chat_turn.show_question(question)
    steps: SimpleQueue[str] = SimpleQueue()
    outcome = _begun(lambda: work(steps.put))
    with chat_turn.assistant(), st.status("Reading your data …") as status:
        step = "Reading your data …"
        while not wait([outcome], timeout=SECONDS_BETWEEN_LOOKS).done:
            while not steps.empty():
                step = steps.get()
            status.update(label=plain(step))  # where the stop button ends this run
    return outcome.result()


def _begun(work: Callable[[], Answer]) -> Future[Answer]:
    outcome: Future[Answer] = Future()

    def run() -> None:
        try:
            outcome.set_result(work())
        except BaseException as error:  # noqa: BLE001 - raised again where the answer is waited for
            outcome.set_exception(error)

    Thread(target=run, daemon=True).start()
    return outcome


def answered(turns: list[Turn], question: str, answer: Answer) -> None:
    turns.append(Turn(question, answer))
    session.end_answering()
