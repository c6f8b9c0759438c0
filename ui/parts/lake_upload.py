"""Files straight into a bucket, where they are read and worked through without this page."""

from __future__ import annotations

import streamlit as st

from energy_core import words
from energy_core.home import DEFAULT_HOME_ID, checked_home_id
from energy_core.lake import layout
from energy_core.lake.lake import Lake
from ui import services, session


def has_place(lake: Lake) -> bool:
    """A folder has nobody who would read the files: there they go through *Meter files*."""
    return services.bucket_name(lake) is not None


def show(lake: Lake) -> None:
    with st.form("lake-upload", clear_on_submit=True):
        st.markdown("Files go into `raw/` of the bucket; what was read from them is here a little later.")
        homes, opened = lake.homes() or [DEFAULT_HOME_ID], session.home_id()
        home_id = st.selectbox(
            "Home",
            homes,
            index=homes.index(opened) if opened in homes else 0,
            accept_new_options=True,
            help=NAME,
            key="lake-upload-home",
        )
        files = st.file_uploader("Meter files", accept_multiple_files=True, key="lake-upload-files")
        sent = st.form_submit_button("Upload", type="primary", icon=":material/cloud_upload:")
    if not sent or not files:
        return
    home_id = checked_home_id(home_id)
    for file in files:
        content = file.getvalue()
        name = lake.stored_name(home_id, file.name, content)
        lake.store.put(layout.raw_key(home_id, name), content)
    session.say(f"{words.count(len(files), 'file')} uploaded for {home_id}. It is read in the bucket now.")
    st.rerun()


NAME = "Choose a home, or write a new name: letters, digits, - and _."
