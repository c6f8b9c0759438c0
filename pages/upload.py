"""What did you read from my files, and is it right?"""

import streamlit as st

from ui import services, session
from ui.parts import channels, drop, held_files, home_keeping, home_settings, kept_files, receipt
from ui.parts.plain_text import plain
from ui.screen import screen

with screen("Meter files", "What was read from your files, and is it right?"):
    if message := session.said():
        st.success(plain(message), icon=":material/check_circle:")
    held_files.show()

    opened = session.current()
    if opened is not None and opened.files:
        readings = session.readings()
        st.subheader(plain(f"{receipt.one_line(readings)}: does this match your bill?"), anchor=False)
        if not services.keeps_homes():
            home_keeping.take_along(opened.home)
    drop.uploader(drop.label())

    if opened is not None and opened.files:
        files, roles, settings, keeping = st.tabs(["Files", "Channels", "This home", "Keep, move, forget"])
        with files:
            kept_files.show(opened)
        with roles:
            channels.show(readings, opened.home)
        with settings:
            home_settings.show(opened.home)
        with keeping:
            home_keeping.show(opened.home)
