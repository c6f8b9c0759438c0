"""Above the conversation: who answers and whether that works, the conversation to take along, a new start."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from energy_core.assistant import providers as known
from energy_core.assistant.answer import TITLES, Turn
from energy_core.assistant.model_settings import ModelSettings
from energy_core.assistant.providers import ProviderStatus
from energy_core.assistant.transcript import as_json, as_markdown
from ui import services, session
from ui.parts.chat_turn import who
from ui.parts.plain_text import plain

IN_ORDER: Final = "As set up"
RULES_ONLY: Final = "Rules only"
HOW: Final = (
    "A language model only chooses what is computed and words the answer: every figure is computed here, "
    "and a sentence with any other figure is not shown. Without a model the rules answer. "
    "Models are set up by environment variables or secrets, see docs/configuration.md."
)


def show(turns: Sequence[Turn], models: ModelSettings) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        with st.popover("Who answers", icon=":material/tune:"):
            _who(models)
        if turns:
            _take_along(turns)


def providers() -> tuple[str, ...]:
    """Who is asked, in order."""
    is_rules = session.control("assistant-who") == RULES_ONLY
    return ("rules",) if is_rules else services.assistant_providers()


def _who(models: ModelSettings) -> None:
    st.segmented_control(
        "Answered by", (IN_ORDER, RULES_ONLY), default=IN_ORDER, required=True, key="assistant-who"
    )
    order = services.assistant_providers()
    st.caption(plain("In this order: " + ", then ".join(who(name) for name in order) + "."))
    for status in known.status(models):
        _status(status)
        can_be_tried = status.ready and status.name != "rules"
        if can_be_tried and st.button(f"Test {who(status.name)}", key=f"test-{status.name}"):
            with st.spinner("Asking it one short question …"):
                _status(known.try_out(status.name, models), tested=True)
    st.caption(HOW)


def _status(status: ProviderStatus, *, tested: bool = False) -> None:
    if not status.ready:
        st.markdown(f":material/cancel: {plain(status.reason)}")
        return
    name = TITLES[status.name]
    model = f", {status.model}" if status.model else ""
    said = "answers" if tested else "are always ready" if status.name == "rules" else "is set up"
    st.markdown(f":material/check_circle: {plain(f'{name}{model}, {said}.' if model else f'{name} {said}.')}")


def _take_along(turns: Sequence[Turn]) -> None:
    home = session.require_home().home
    title = f"Questions about {home.name or home.home_id}"
    st.download_button(
        "Save",
        lambda: as_markdown(turns, title=title).encode(),
        file_name="conversation.md",
        mime="text/markdown",
        icon=":material/download:",
        on_click="ignore",
        help="The conversation with every figure and how it was computed, as Markdown.",
    )
    st.download_button(
        "JSON",
        lambda: as_json(turns).encode(),
        file_name="conversation.json",
        mime="application/json",
        icon=":material/data_object:",
        on_click="ignore",
    )
    st.button("New conversation", icon=":material/restart_alt:", on_click=session.forget_conversation)
