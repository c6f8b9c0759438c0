"""A page that needs readings, before there are any: one line and two ways on."""

from __future__ import annotations

import streamlit as st

from ui import navigation
from ui.parts import sample_home


def show() -> None:
    with st.container(border=True):
        st.markdown("**This page needs readings.** Drop a meter file, or look around with the sample home.")
        with st.container(horizontal=True, vertical_alignment="center"):
            if st.button(
                "Drop a meter file", type="primary", icon=":material/upload_file:", key="empty-drop"
            ):
                st.switch_page(navigation.UPLOAD)
            sample_home.button(key="empty-sample")
