"""A file that seems to be of another home: make one of it, or keep it here all the same."""

from __future__ import annotations

import streamlit as st

from energy_core.home import Home
from ui import dropped, session
from ui.parts.plain_text import plain


def show(file: session.Refused) -> None:
    with st.container(horizontal=True):
        if st.button("Make another home", type="primary", icon=":material/add_home:", key=f"new-{file.name}"):
            _keep(file, dropped.new_home(file.name))
        if st.button("It is of this home", icon=":material/check:", key=f"same-{file.name}"):
            _keep(file, session.home_for_files())


def _keep(file: session.Refused, home: Home) -> None:
    with st.status("Keeping …") as status:
        dropped.keep(
            file.name,
            file.content,
            home=home,
            hints=dropped.first_hints(),
            is_sure=True,
            progress=lambda step: status.update(label=f"{plain(step)} …"),
        )
    st.rerun()
