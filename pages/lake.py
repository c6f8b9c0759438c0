"""What do the tables say, and what lies in the lake?"""

import streamlit as st

from ui import session
from ui.parts import lake_files, lake_homes, lake_upload, sql_editor, sql_result, sql_tables
from ui.parts.plain_text import plain
from ui.screen import screen

SQL, HOMES, ADD = "Ask in SQL", "Homes and files", "Add files"

with screen("Data & SQL", "Ask every table in SQL, and see what was kept, computed and refused."):
    if message := session.said():
        st.success(plain(message), icon=":material/check_circle:")
    lake = session.lake()
    views = [SQL, HOMES, ADD] if lake_upload.has_place(lake) else [SQL, HOMES]
    view = st.segmented_control(
        "View", views, default=SQL, required=True, label_visibility="collapsed", key="lake-view"
    )
    if view == ADD:
        lake_upload.show(lake)
    elif view == HOMES:
        session.require_home()
        lake_files.show(lake, lake_homes.show(lake))
    else:
        session.require_home()
        lake_homes.bring_up_to_date(lake)
        sql_result.show(sql_editor.ask(lake), lake)
        sql_tables.show()
