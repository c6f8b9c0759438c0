"""Everything an analysis leaves in the lake, as bytes under their keys."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from energy_core.lake import tables
from energy_core.lake.insights_json import insights
from energy_core.lake.layout import month_key, report_key, table_key
from energy_core.lake.parquet import to_parquet
from energy_core.lake.plain_json import json_bytes

if TYPE_CHECKING:
    import pandas as pd

    from energy_core.analysis import Analysis


def outputs(analysis: Analysis) -> Mapping[str, bytes]:
    """Tables and reports. The same analysis gives the same bytes, on one platform.

    A table of the whole home is there even without rows; a month without rows has no file.
    """
    return {**_monthly(analysis), **_whole(analysis), **_reports(analysis)}


def _monthly(analysis: Analysis) -> dict[str, bytes]:
    home, readings, profile = analysis.home, analysis.readings, analysis.profile
    peak_hours = profile.peak_hours if profile else None
    by_table = {
        "processed/readings": tables.readings_by_month(home.home_id, readings),
        "processed/hourly": tables.hourly_by_month(
            home.home_id, readings, peak_hours=peak_hours, prices=analysis.prices
        ),
    }
    return {
        month_key(table, home.home_id, month): to_parquet(table, rows)
        for table, months in by_table.items()
        for month, rows in months
    }


def _whole(analysis: Analysis) -> dict[str, bytes]:
    home_id = analysis.home.home_id
    compared = [made for models in analysis.compared.values() for made in models]
    rows: dict[str, pd.DataFrame] = {
        "processed/daily": tables.daily(home_id, analysis.readings, prices=analysis.prices),
        "forecast": tables.forecasts(home_id, analysis.forecasts.values()),
        "forecast-models": tables.forecasts(home_id, compared),
        "anomalies": tables.anomalies(home_id, (analysis.anomalies, analysis.z_scores)),
    }
    return {table_key(table, home_id): to_parquet(table, frame) for table, frame in rows.items()}


def _reports(analysis: Analysis) -> dict[str, bytes]:
    from energy_core.report import report_html, report_markdown

    home_id = analysis.home.home_id
    return {
        report_key(home_id, "report.html"): report_html(analysis).encode(),
        report_key(home_id, "report.md"): report_markdown(analysis).encode(),
        report_key(home_id, "insights.json"): json_bytes(insights(analysis)),
    }
