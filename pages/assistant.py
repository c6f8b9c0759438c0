"""Ask in words; every figure is computed from the readings and can be traced."""

import streamlit as st

from energy_core.assistant.conversation import ask
from ui import services, session
from ui.analysed import analysis
from ui.parts import chat
from ui.screen import screen

with screen("Assistant", "Ask about your use, costs, peaks, what was unusual, and what comes next."):
    result = analysis()
    turns = session.conversation()
    for position, turn in enumerate(turns):
        chat.show(turn, key=f"turn-{position}")
    if question := chat.asked(turns):
        with chat.working(question):
            answer = ask(
                question,
                result,
                providers=services.assistant_providers(),
                history=tuple(turns),
                models=services.model_settings(),
            )
        turns.append(chat.turn(question, answer))
        st.rerun()
