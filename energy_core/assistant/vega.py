"""A small Vega-Lite chart of a tool's rows."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd

from energy_core import words
from energy_core.assistant.tools.result import Result

SCHEMA: Final = "https://vega.github.io/schema/vega-lite/v6.json"
MOST_ROWS: Final = 1000
"""A chart of more marks than this is a block of colour."""


def chart(result: Result | None) -> dict[str, Any] | None:
    """Bars over time, over the hours of a day, or by channel; None where there is nothing to draw."""
    if result is None or result.rows is None or not 1 < len(result.rows.rows) <= MOST_ROWS:
        return None
    columns = result.rows.columns
    x, y = columns[0], columns[-1]
    values = [{x: _plain(row[0]), y: row[-1]} for row in result.rows.rows]
    across = {
        "start": {"field": x, "type": "temporal", "title": "Local time"},
        "hour": {"field": x, "type": "ordinal", "title": "Hour of the day"},
        "channel": {"field": x, "type": "nominal", "title": "Appliance", "sort": "-y"},
    }.get(x, {"field": x, "type": "ordinal", "title": x})
    return {
        "$schema": SCHEMA,
        "title": f"Energy, {result.period.text}",
        "data": {"values": values},
        "mark": {"type": "bar", "tooltip": True},
        "encoding": {"x": across, "y": {"field": y, "type": "quantitative", "title": "Energy [kWh]"}},
    }


def _plain(value: object) -> object:
    """Local wall time without offset, so that every browser draws the home's clock."""
    if isinstance(value, pd.Timestamp):
        return value.tz_localize(None).isoformat()
    return words.label(value) if isinstance(value, str) else value
