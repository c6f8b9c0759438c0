"""What can be done with a home as a whole: take it along, bring it back, begin another, rename, forget."""

from __future__ import annotations

import streamlit as st

from energy_core import words
from energy_core.home import Home, free_home_id
from ui import dropped, navigation, session
from ui.parts.plain_text import plain


def show(home: Home) -> None:
    left, right = st.columns(2, gap="medium")
    with left.container(border=True, height="stretch"):
        st.markdown("**Take this home along**")
        st.caption(
            "One zip with every file, every answer and every table. Drop it in here or elsewhere to go on."
        )
        if st.button("Prepare the zip", icon=":material/folder_zip:"):
            st.download_button(
                "Download the zip",
                session.lake().export_zip(home.home_id),
                file_name=f"{home.home_id}.zip",
                mime="application/zip",
                type="primary",
                icon=":material/download:",
                on_click="ignore",
            )
    with right.container(border=True, height="stretch"):
        st.markdown("**Bring a home back**")
        zipped = st.file_uploader(
            "A zip taken along from here", type="zip", key=f"{session.uploader_key()}-zip"
        )
        if zipped is not None:
            dropped.restore(zipped.getvalue())
            session.empty_uploader()
            st.switch_page(navigation.HOME)
    with left.container(border=True, height="stretch"):
        _another()
    with right.container(border=True, height="stretch"):
        _forget(home)


def take_along(home: Home) -> None:
    """Where nothing is kept: the zip at hand on the page."""
    st.download_button(
        "Take this home along (zip)",
        lambda: session.lake().export_zip(home.home_id),
        file_name=f"{home.home_id}.zip",
        mime="application/zip",
        icon=":material/folder_zip:",
        on_click="ignore",
    )


def _another() -> None:
    with st.form("another-home", border=False, clear_on_submit=True):
        st.markdown("**Begin another home**")
        name = st.text_input("Its name", max_chars=60, placeholder="Flat, parents' house, workshop …")
        begun = st.form_submit_button("Begin", icon=":material/add_home:")
    if begun and name.strip():
        lake = session.lake()
        home = Home(home_id=free_home_id(name, lake.homes()), name=words.label(name))
        lake.save_home(home)
        session.open_home(home.home_id)
        st.rerun()


def _forget(home: Home) -> None:
    st.markdown("**Forget this home**")
    st.caption("Deletes its files, its tables and everything known about it. This cannot be undone.")
    with st.popover("Forget …", icon=":material/delete:"):
        st.markdown(f"Delete **{plain(words.label(home.title))}** for good?")
        if st.button("Yes, forget it", type="primary", key="forget-confirmed"):
            session.lake().forget(home.home_id)
            session.close_home()
            st.switch_page(navigation.HOME)
