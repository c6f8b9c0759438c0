"""The second half of a report: unusual use, the forecast, how complete the readings are, how it was computed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from energy_core import words
from energy_core.errors import NotEnoughDataError
from energy_core.report.content import Block, Definitions, Paragraph, Section, Table
from energy_core.report.svg import Picture, Series, lines

if TYPE_CHECKING:
    from energy_core.analysis import Analysis
    from energy_core.forecasting import Forecast
    from energy_core.readings import Channel

MOST_EVENTS: Final = 12
RECENT: Final = {"daily": 28, "hourly": 7 * 24}

DEFINITIONS: Final = (
    ("Consumption", "The sum of the mains channels if there are any, else of the appliances. Export, generation "
     "and gas never enter it."),
    ("Always on", "The power of a low hour of a day (its tenth percentile), the median over complete days."),
    ("Peak hours", "The three consecutive local hours of the day with the highest mean consumption."),
    ("Load factor", "Mean power divided by the highest hourly mean power."),
    ("Missing", "Hours without readings count as missing, never as nothing used; totals are of what was read."),
    ("A year at this rate", "The mean day of these readings times 365.25. Seasons are not corrected."),
)  # fmt: skip

SAVINGS: Final = (
    "Savings are ranges that other households achieved: always-on load, NRDC issue paper IP 15-03-a (USA, 2015) and "
    "Home Energy Analytics (California, 1,239 homes); moving use out of the peak, Customer-Led Network Revolution "
    "CLNR-L243 (Great Britain, 2015) and Energywise (London, 2018); thermostats, ENERGY STAR criteria for "
    "connected thermostats (USA, 2017). They are no promise."
)


def anomalies_section(analysis: Analysis) -> Section:
    title, found = "Unusual use", analysis.anomalies
    if found is None:
        return Section("anomalies", title, (_why_not(analysis, "anomalies"),))
    if not len(found.events):
        checked = words.count(found.checked_intervals, "reading")
        return Section("anomalies", title, (Paragraph(f"None of {checked} was unusual."),))
    largest = found.events.sort_values("excess_kwh", ascending=False, kind="stable").head(MOST_EVENTS)
    with_cost = bool(largest["cost"].notna().any())
    rows = tuple(_event(row, analysis, with_cost=with_cost) for row in largest.itertuples(index=False))
    columns = (
        "When",
        "How long",
        "Channel",
        "Used",
        "Usual",
        "More by",
        *(("Cost",) if with_cost else ()),
        "Why",
    )
    count = words.count(len(found.events), "event")
    lead = f"{count} among {words.count(found.checked_intervals, 'reading')}."
    if len(found.events) > MOST_EVENTS:
        lead += f" The {len(rows)} largest:"
    table = Table("Largest events", columns, rows, frozenset({3, 4, 5, *({6} if with_cost else set())}))
    return Section("anomalies", title, (Paragraph(lead), table))


def _event(row: Any, analysis: Analysis, *, with_cost: bool) -> tuple[str, ...]:
    start, end = pd.Timestamp(row.start), pd.Timestamp(row.end)
    cost = [words.money(row.cost, analysis.home.currency) if pd.notna(row.cost) else ""] if with_cost else []
    why = (
        str(row.reason)
        if not row.explained_by or pd.isna(row.explained_by)
        else f"{row.reason} ({row.explained_by})"
    )
    return (
        words.day_and_clock(start),
        words.duration((end - start) / pd.Timedelta(hours=1)),
        words.label(row.channel),
        words.kwh(row.kwh),
        words.kwh(row.expected_kwh),
        words.kwh(row.excess_kwh),
        *cost,
        words.label(why),
    )


def forecast_section(analysis: Analysis) -> Section:
    title = f"The next {analysis.settings.horizon_days} days"
    found = analysis.forecasts.get("daily") or analysis.forecasts.get("hourly")
    if found is None:
        return Section("forecast", title, (_why_not(analysis, "forecast_daily"),))
    total, home = found.total, analysis.home
    money = "" if home.price_per_kwh is None else (
        f", {words.money_about(total.kwh * home.price_per_kwh, home.currency)} at your price"
    )  # fmt: skip
    band = words.between(words.kwh(total.lower), words.kwh(total.upper))
    lead = (
        f"About {words.kwh(total.kwh)}{money}; with a chance of {words.share(found.band)} it will be {band}."
    )
    blocks: list[Block] = [Paragraph(lead)]
    picture = _forecast_picture(analysis, found)
    if picture is not None:
        blocks.append(picture)
    blocks.append(_forecast_table(found))
    if found.accuracy is None:
        blocks.append(Paragraph(found.accuracy_reason or "How accurate it is could not be measured."))
    else:
        blocks.append(Paragraph(_accuracy(found)))
    return Section("forecast", title, tuple(blocks))


def _forecast_picture(analysis: Analysis, found: Forecast) -> Picture | None:
    hourly = found.resolution == "hourly"
    try:
        recent = analysis.readings.total("hour" if hourly else "day").iloc[-RECENT[found.resolution] :]
    except NotEnoughDataError:
        return None
    past, points = len(recent), found.points
    moments = [*recent.index, *points["start"]]
    labels = [f"{m.day} {words.MONTHS[m.month - 1]}" for m in moments]
    blank: tuple[float | None, ...] = (None,) * past
    read = Series("readings", (*_values(recent), *((None,) * len(points))), "c8")
    expected = Series("expected", (*blank, *_values(points["kwh"])), "c0")
    low = Series("", (*blank, *_values(points["lower"])), "c0")
    high = Series(f"{words.share(found.band)} band", (*blank, *_values(points["upper"])), "c0 faint")
    return Picture(
        "forecast",
        f"Readings and forecast by {'hour' if hourly else 'day'}",
        f"After the last reading, {words.kwh(found.total.kwh)} are expected over {found.horizon_days} days.",
        lines(
            labels,
            [read, expected],
            unit=f"kWh per {'hour' if hourly else 'day'}",
            band=(low, high),
            rule_at=past,
        ),
    )


def _forecast_table(found: Forecast) -> Table:
    points = found.points
    if found.resolution == "hourly":
        days = [pd.Timestamp(start).tz_localize(None).normalize() for start in points["start"]]
        sums = points.groupby(days)["mean_kwh"].sum()
        rows = tuple((_weekday_and_day(day), words.kwh(kwh)) for day, kwh in sums.items())
        return Table("Forecast by day", ("Day", "Expected"), rows, frozenset({1}))
    rows3 = tuple(
        (
            _weekday_and_day(p.start),
            words.kwh(p.mean_kwh),
            words.between(words.kwh(p.lower), words.kwh(p.upper)),
        )
        for p in points.itertuples(index=False)
    )
    columns = ("Day", "Expected", f"{words.share(found.band)} band")
    return Table("Forecast by day", columns, rows3, frozenset({1, 2}))


def _accuracy(found: Forecast) -> str:
    accuracy = found.accuracy
    assert accuracy is not None
    text = f"On {words.count(accuracy.origins, 'earlier week')} of your own readings it was off by "
    text += (
        f"{words.share(accuracy.wape)} of the use, and {words.share(accuracy.coverage)} fell inside the band."
    )
    if accuracy.skill == accuracy.skill:
        better = "better" if accuracy.skill >= 0 else "worse"
        text += f" That is {words.share(abs(accuracy.skill))} {better} than the {accuracy.naive_rule} rule."
    return text


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
        "Estimated or repaired",
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
    missing = span - float((valid["end"] - valid["start"]).sum() / pd.Timedelta(hours=1))
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
            ("Unusual", f"Above the channel's mean plus {words.listed(limits)} standard deviations.")
        )
    for resolution, found in sorted(analysis.forecasts.items()):
        reason = f" {found.fallback_reason}" if found.fallback_reason else ""
        notes.append((f"Forecast, {resolution}", f"Model: {found.model}.{reason}"))
    comparison = analysis.comparison
    if comparison is not None:
        notes.append(("Similar homes", f"{comparison.source} ({comparison.region}, {comparison.date})."))
    price = analysis.home.price_per_kwh
    cost = (
        "No price is known, so no money is shown."
        if price is None
        else f"Every kWh at {words.price(price, analysis.home.currency)}; no standing charge, tiers or taxes besides."
    )
    notes.append(("Money", cost))
    notes.append(("Savings", SAVINGS))
    return Section("method", "How this was computed", (Definitions(tuple(notes)),))


def _why_not(analysis: Analysis, part: str) -> Paragraph:
    return Paragraph(analysis.not_possible.get(part, "These readings are too few for that."))


def _weekday_and_day(moment: pd.Timestamp) -> str:
    return f"{words.WEEKDAYS[moment.weekday()][:3]} {words.day(moment)}"


def _values(series: pd.Series) -> tuple[float | None, ...]:
    return tuple(None if pd.isna(value) else float(value) for value in series)
