"""Which home is open, in the sidebar, and where homes are kept."""

from __future__ import annotations

import streamlit as st

from energy_core import words
from ui import services, session
from ui.parts.plain_text import plain

KEY = "home-switcher"
MOST_TITLES = 50


def show() -> None:
    homes = session.lake().homes()
    opened = session.home_id()
    with st.sidebar:
        if len(homes) > 1 and opened:
            # a title takes a look at each home: with many of them in a bucket that would be all a page does
            named = homes if len(homes) <= MOST_TITLES else []
            titles = {home: words.label(session.lake().home(home).title) for home in named}
            chosen = st.selectbox(
                "Home",
                homes,
                index=homes.index(opened),
                format_func=lambda home: titles.get(home, home),
                key=f"{KEY}-{opened}",
            )
            if chosen != opened:
                session.open_home(chosen)
                st.rerun()
        if services.keeps_homes() and (bucket := services.bucket_name(session.lake())):
            st.caption(f"These homes are in the bucket *{plain(bucket)}*, where uploads are worked through.")
        elif services.keeps_homes():
            st.caption("Your readings stay on this machine, and are here again tomorrow.")
        else:
            st.caption(
                "Nothing is kept here: when you leave, your readings are gone. "
                "Under *Meter files* you can take them along as one file and drop it in again."
            )
