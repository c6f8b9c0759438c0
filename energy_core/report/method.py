"""How complete the readings are, and how everything was computed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from energy_core import words
from energy_core.insights.facts import covered_hours
from energy_core.report.content import Definitions, Paragraph, Section, Table

if TYPE_CHECKING:
    from energy_core.analysis import Analysis
    from energy_core.readings import Channel

DEFINITIONS: Final = (
    ("Consumption", "The sum of the mains channels if there are any, else of the appliances. Export, "
     "generation and gas never enter it."),
    ("Always on", "The power of a low hour of a day (its tenth percentile), the median over complete days."),
    ("Peak hours", "The three consecutive local hours of the day with the highest mean consumption."),
    ("Load factor", "Mean power divided by the highest hourly mean power."),
    ("Missing", "Hours without readings are missing, never nothing used; totals are of what was read."),
    ("A year at this rate", "The mean day of these readings times 365.25. Seasons are not corrected."),
)  # fmt: skip

SAVINGS: Final = (
    "Ranges that other households achieved, no promise. Always-on load: NRDC paper IP 15-03-a (USA, 2015) "
    "and Home Energy Analytics (1,239 homes, California). Use moved out of the peak: Customer-Led Network "
    "Revolution, CLNR-L243 (Great Britain, 2015) and Energywise (London, 2018). Thermostats: ENERGY STAR "
    "criteria for connected thermostats (USA, 2017)."
)


def quality_section(analysis: Analysis) -> Section:
    readings = analysis.readings
    rows = tuple(_channel_row(channel, readings.timezone) for channel in readings.channels)
    columns = (
        "Channel",
        "Role",
        "From",
        "To",
        "Every",
        "Readings",
        "Missing",
        "Mended",
        "File",
    )
    table = Table("Readings by channel", columns, rows, frozenset({5, 6, 7}))
    lead = f"Hours and days are local: {readings.timezone}."
    reasons = [Paragraph(text) for text in dict.fromkeys(analysis.not_possible.values())]
    return Section("quality", "How complete the readings are", (Paragraph(lead), table, *reasons))


def _channel_row(channel: Channel, timezone: str) -> tuple[str, ...]:
    intervals = channel.intervals
    span = (channel.end - channel.start) / pd.Timedelta(hours=1)
    valid = intervals[intervals["kwh"].notna()]
    missing = span - covered_hours([channel])
    mended = int(intervals["quality"].isin(["estimated", "repaired"]).sum())
    files = words.listed(
        words.label(str(name)) for name in sorted(intervals["source_file"].astype(str).unique())
    )
    return (
        words.label(channel.name),
        channel.role,
        words.day(channel.start.tz_convert(timezone)),
        words.day((channel.end - pd.Timedelta(seconds=1)).tz_convert(timezone)),
        words.duration(channel.interval_minutes / 60),
        f"{len(valid):,}",
        words.duration(missing) if missing > 1e-6 else "none",
        str(mended) if mended else "none",
        files,
    )


def method_section(analysis: Analysis) -> Section:
    notes = [*DEFINITIONS]
    if analysis.anomalies is not None:
        limits = dict.fromkeys(words.number(value) for value in analysis.anomalies.thresholds.values())
        notes.append(
            (
                "Unusual",
                "Against the usual of the same hour and kind of day over the weeks around it, measured by "
                f"how much that varies in this home; sensitivity {words.listed(limits)} (2 is the default).",
            )
        )
    for resolution, found in sorted(analysis.forecasts.items()):
        reason = f" {found.fallback_reason}" if found.fallback_reason else ""
        notes.append((f"Forecast, {resolution}", f"Model: {found.model}.{reason}"))
    comparison = analysis.comparison
    if comparison is not None:
        notes.append(("Similar homes", f"{comparison.source} ({comparison.region}, {comparison.date})."))
    price, tariff = analysis.home.price_per_kwh, analysis.home.tariff
    cost = (
        f"By the hour under {words.label(tariff.name)}, VAT included, its standing charge not."
        if tariff is not None
        else "No price is known, so no money is shown."
        if price is None
        else f"Every kWh at {words.price(price, analysis.home.currency)}; no standing charge and no tiers."
    )
    notes.append(("Money", cost))
    notes.append(("Savings", SAVINGS))
    return Section("method", "How this was computed", (Definitions(tuple(notes)),))
