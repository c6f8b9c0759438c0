"""One home of the lake: its files with what became of them, what is in quarantine, and its reports."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd
import streamlit as st

from energy_core import words
from energy_core.importers.receipt_words import format_words
from energy_core.lake import layout
from energy_core.lake.lake import Lake
from energy_core.lake.overview import quarantined, stored_reports, waiting
from energy_core.lake.receipts import KEPT
from ui import services
from ui.parts.plain_text import plain

SETTLE: Final = "Drop them again under *Meter files* to answer what is open"
FILES: Final[dict[str, Any]] = {
    "file": "File",
    "format": "Read as",
    "rows_read": st.column_config.NumberColumn("Rows read"),
    "rows_kept": st.column_config.NumberColumn("Kept"),
    "rows_dropped": st.column_config.NumberColumn("Dropped"),
    "kwh_kept": st.column_config.NumberColumn("kWh kept", format="%.1f"),
    "timezone": "Time zone",
}


def show(lake: Lake, home_id: str) -> None:
    kept = [receipt for receipt in lake.receipts(home_id) if receipt["status"] == KEPT]
    st.header("Files read", anchor=False)
    if kept:
        rows = [_row(receipt) for receipt in kept]
        st.dataframe(pd.DataFrame(rows).reindex(columns=list(FILES)), hide_index=True, column_config=FILES)
    else:
        st.caption("None yet.")
    for file in waiting(lake, home_id):
        st.caption(f":material/hourglass_empty: {plain(words.label(file))} is in the lake and not read yet.")
    _fetch(lake, home_id, [receipt["file"] for receipt in kept])
    _quarantine(lake, home_id)
    _reports(lake, home_id)


def _row(kept: dict[str, Any]) -> dict[str, Any]:
    receipt = kept["receipt"]
    return {**receipt, "file": words.label(kept["file"]), "format": format_words(receipt["format"])}


def _fetch(lake: Lake, home_id: str, files: list[str]) -> None:
    """One file as it was uploaded."""
    if not files:
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        file = st.selectbox("Take a file along", files, format_func=words.label, key=f"lake-file-{home_id}")
        _download("Download", lambda: lake.content(home_id, file), file, key=f"{home_id}-raw")


def _quarantine(lake: Lake, home_id: str) -> None:
    refused = quarantined(lake, home_id)
    if not refused:
        return
    st.header("In quarantine", anchor=False)
    way_on = "`energy retry` reads them again once that is settled" if services.bucket_name(lake) else SETTLE
    st.caption(f"Files that could not be read, and why. {way_on}.")
    for receipt in refused:
        with st.container(border=True):
            st.markdown(f"**{plain(words.label(receipt['file']))}**")
            st.markdown(plain(receipt["error"]["message"]))
            key = layout.quarantine_key(home_id, receipt["file"])
            _download(
                "Download",
                lambda key=key: lake.store.get(key) or b"",
                receipt["file"],
                key=f"{home_id}-{key}",
            )


def _reports(lake: Lake, home_id: str) -> None:
    reports = stored_reports(lake, home_id)
    if not reports:
        return
    st.header("Reports", anchor=False)
    current = lake.current(home_id) or {}
    version = plain(str(current.get("versions", {}).get("energy-insights", "")))
    st.caption(
        f"Made from {words.count(len(current.get('inputs', [])), 'file')} by Energy Insights {version}."
    )
    with st.container(horizontal=True):
        for name, key in reports.items():
            _download(name, lambda key=key: lake.store.get(key) or b"", f"{home_id}-{name}", key=key)


def _download(label: str, content: Any, file_name: str, *, key: str) -> None:
    st.download_button(
        label,
        content,
        file_name=words.label(file_name),
        mime="application/octet-stream",
        icon=":material/download:",
        on_click="ignore",
        key=f"lake-{key}",
    )
