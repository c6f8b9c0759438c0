"""The channels of a home, and the role each plays: editable where the importer guessed wrong."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import pandas as pd
import streamlit as st

from energy_core.home import Home
from energy_core.readings import ROLES, Readings
from ui import session

MOMENT: Final = pd.Timedelta(microseconds=1)
"""The end of an interval is exclusive; shown as a day it is the last one that was read."""

ROLE_HELP: Final = (
    "mains: what came in at the meter. appliance: one device or circuit behind it. generation, export, "
    "gas and temperature never count as consumption."
)


def show(readings: Readings, home: Home) -> None:
    """A table; a changed role is kept with the home and counts everywhere at once."""
    table = _table(readings)
    edited = st.data_editor(
        table,
        hide_index=True,
        disabled=[column for column in table.columns if column != "role"],
        column_config={
            "channel": "Channel",
            "role": st.column_config.SelectboxColumn(
                "Role", options=list(ROLES), required=True, help=ROLE_HELP
            ),
            "kwh": st.column_config.NumberColumn("kWh", format="localized"),
            "unit": "Unit in the file",
            "minutes": st.column_config.NumberColumn(
                "Minutes", format="%g", help="The commonest length of a reading."
            ),
            "readings": st.column_config.NumberColumn("Readings", format="localized"),
            "missing": st.column_config.NumberColumn("Missing", format="localized"),
            "start": st.column_config.DatetimeColumn("From", format="D MMM YYYY"),
            "end": st.column_config.DatetimeColumn("To", format="D MMM YYYY"),
        },
        key=f"channels-{home.home_id}-{len(table)}",
    )
    changed = edited["role"] != table["role"]
    if changed.any():
        roles = dict(zip(edited.loc[changed, "channel"], edited.loc[changed, "role"], strict=True))
        session.lake().save_home(replace(home, roles={**home.roles, **roles}))
        st.rerun()


def _table(readings: Readings) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "channel": channel.name,
                "role": channel.role,
                "kwh": round(channel.kwh, 1),
                "unit": channel.source_unit or "",
                "minutes": channel.interval_minutes,
                "readings": len(channel.intervals),
                "missing": int(channel.intervals["kwh"].isna().sum()),
                "start": channel.start.tz_convert(readings.timezone),
                "end": channel.end.tz_convert(readings.timezone) - MOMENT,
            }
            for channel in readings.channels
        ]
    )
