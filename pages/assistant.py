"""Ask in words; every figure is computed from the readings and can be traced."""

import streamlit as st

from energy_core.assistant.conversation import ask, opening
from ui import services, session
from ui.analysed import analysis
from ui.parts import chat, chat_panel, chat_turn
from ui.screen import screen

with screen(
    "Assistant", "Ask about your use, costs, peaks, what was unusual, what comes next and what to change."
):
    result = analysis()
    turns = session.conversation()
    models = services.model_settings()
    chat_panel.show(turns, models)
    first = session.remembered("opening", session.require_home().key, lambda: opening(result))
    chat_turn.show_opening(first)
    for position, turn in enumerate(turns):
        chat_turn.show(turn, key=f"turn-{session.conversations_begun()}-{position}")
    if (question := chat.asked(turns, turns[-1].answer if turns else first)) is not None:
        who, history = chat_panel.providers(), tuple(turns)
        answer = chat.answer(
            question,
            lambda say: ask(
                str(question), result, providers=who, history=history, models=models, progress=say
            ),
        )
        chat.answered(turns, question, answer)
        st.rerun()
