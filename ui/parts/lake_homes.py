"""The homes of the lake: files, energy, and whether their tables are up to date."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd
import streamlit as st

from energy_core import words
from energy_core.lake.lake import Lake
from energy_core.lake.overview import HomeOverview, is_current, overview
from ui import analysed, services, session
from ui.parts import advice

MOST_SHOWN: Final = 50
"""Each takes a look at its receipts and results."""

COLUMNS: Final[dict[str, Any]] = {
    "home": "Home",
    "state": "Tables",
    "files": st.column_config.NumberColumn("Files read"),
    "waiting": st.column_config.NumberColumn("Waiting", help="Put into raw/ and not read yet"),
    "refused": st.column_config.NumberColumn("Refused", help="In quarantine, with the reason"),
    "kwh": st.column_config.NumberColumn("kWh used", format="%.1f"),
    "period": "Period",
}


def bring_up_to_date(lake: Lake) -> None:
    """The tables of the open home follow its files; in a bucket that is done there."""
    home = session.require_home().home
    if services.bucket_name(lake) or is_current(lake, home):
        return
    with advice.where_possible():
        analysed.analysis()


def show(lake: Lake) -> str:
    """The table of homes; the id of the one to look into."""
    if services.bucket_name(lake) and st.button("Look again", icon=":material/refresh:"):
        services.look_again(lake)
    homes = lake.homes()
    if len(homes) > MOST_SHOWN:
        sought = st.text_input("Find a home", key="lake-find").strip().casefold()
        homes = [home for home in homes if sought in home.casefold()]
    found = overview(lake, homes[:MOST_SHOWN])
    if len(homes) > MOST_SHOWN:
        st.caption(f"The first {MOST_SHOWN} of {len(homes):,} homes; say a part of a name to find others.")
    st.dataframe(
        pd.DataFrame([_row(each) for each in found], columns=list(COLUMNS)),
        hide_index=True,
        column_config=COLUMNS,
    )
    opened = session.home_id()
    ids = [each.home.home_id for each in found]
    titles = {each.home.home_id: words.label(each.home.title) for each in found}
    return str(
        st.selectbox(
            "Look into",
            ids,
            index=ids.index(opened) if opened in ids else 0,
            format_func=lambda home: titles.get(home, home),
            key="lake-home",
        )
    )


def _row(each: HomeOverview) -> dict[str, object]:
    period = ""
    if each.start and each.end:
        period = words.period(pd.Timestamp(each.start), pd.Timestamp(each.end))
    return {
        "home": words.label(each.home.title),
        "state": each.state.capitalize(),
        "files": each.files,
        "waiting": len(each.waiting),
        "refused": each.refused,
        "kwh": each.kwh,
        "period": period,
    }
