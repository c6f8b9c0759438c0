"""Where and when it goes, and what a day looks like."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from energy_core import words
from energy_core.breakdown import UNTRACKED, consumption_parts
from energy_core.report.content import Block, Headline, Headlines, Heat, Paragraph, Section, Table
from energy_core.report.svg import Picture, Series, lines, stacked_bars, values_of
from energy_core.usage import By, usage

if TYPE_CHECKING:
    from energy_core.analysis import Analysis
    from energy_core.load_profile import LoadProfile

MOST_DAYS: Final = 45
MOST_WEEKS_IN_DAYS: Final = 200
"""Up to these many days a bar is a day or a week; a longer time is shown by month."""

MOST_ROWS_OF_DAYS: Final = 14
MOST_COLOURS: Final = 8
LEVELS: Final = 9
OTHERS: Final = "others"


def usage_section(analysis: Analysis) -> Section:
    readings = analysis.readings
    days = (readings.end - readings.start) / pd.Timedelta(days=1)
    by: By = "day" if days <= MOST_DAYS else "week" if days <= MOST_WEEKS_IN_DAYS else "month"
    found = usage(readings, by=by, prices=analysis.prices)
    parts = consumption_parts(found.rows, found.nested)
    blocks: list[Block] = []
    if len(parts):
        blocks.append(_usage_picture(parts, by))
        blocks.append(_usage_table(parts, analysis, by))
    blocks.append(_channel_table(analysis))
    return Section("usage", "Where and when it goes", tuple(blocks))


def _usage_picture(parts: pd.DataFrame, by: str) -> Picture:
    wide = _few_channels(
        parts.pivot_table(index="start", columns="channel", values="kwh", aggfunc="sum", sort=False)
    )
    wide = wide.sort_index()
    labels, names = zip(*(_span_names(start, by) for start in wide.index), strict=True)
    columns = sorted(wide.columns, key=lambda name: name in (UNTRACKED, OTHERS))
    series = [
        Series(str(name), values_of(wide[name]), "c8" if name in (UNTRACKED, OTHERS) else f"c{i}")
        for i, name in enumerate(columns)
    ]
    sums = wide.sum(axis=1)
    highest = names[int(sums.to_numpy().argmax())]
    return Picture(
        "usage",
        f"Electricity used by {by}",
        f"{words.count(len(wide), by)}; the highest is {highest} with {words.kwh(float(sums.max()))}.",
        stacked_bars(labels, series, unit=f"kWh per {by}", names=names),
    )


def _few_channels(wide: pd.DataFrame) -> pd.DataFrame:
    """At most eight colours: the smallest channels become one."""
    if wide.shape[1] <= MOST_COLOURS:
        return wide
    ranked = wide.sum().drop(UNTRACKED, errors="ignore").sort_values(ascending=False).index
    small = list(ranked[MOST_COLOURS - 2 :])
    return wide.drop(columns=small).assign(**{OTHERS: wide[small].sum(axis=1, min_count=1)})


def _span_names(start: pd.Timestamp, by: str) -> tuple[str, str]:
    """A span's short name for the axis and its full name."""
    if by == "month":
        return words.month(start), words.month(start)
    day = f"{start.day} {words.MONTHS[start.month - 1]}"
    return day, words.day(start) if by == "day" else f"week of {words.day(start)}"


def _usage_table(parts: pd.DataFrame, analysis: Analysis, by: str) -> Table:
    """Sums by the bars' span; many days are summed by week, so that the table stays short."""
    currency = analysis.home.currency
    sums: pd.DataFrame = parts.groupby(["start", "end"], as_index=False)[["kwh", "cost"]].sum(min_count=1)
    if by == "day" and len(sums) > MOST_ROWS_OF_DAYS:
        by, sums = "week", _by_week(sums)
    names = [
        words.month(start) if by == "month" and start.day == 1 else words.period(start, end)
        for start, end in zip(sums["start"], sums["end"], strict=True)
    ]
    rows = [names, words.column(sums["kwh"])]
    priced = analysis.prices is not None
    if priced:
        rows.append([words.amount(cost, currency) for cost in sums["cost"]])
    columns = ("When", "Used, kWh", *(("Cost",) if priced else ()))
    return Table(f"Electricity used by {by}", columns, tuple(zip(*rows, strict=True)), frozenset({1, 2}))


def _by_week(days: pd.DataFrame) -> pd.DataFrame:
    """Days summed by week from Monday; a first and a last week may be shorter."""
    local = pd.DatetimeIndex(days["start"]).tz_localize(None).normalize()
    monday = local - pd.to_timedelta(local.day_of_week, unit="D")
    weeks = days.groupby(monday).agg(start=("start", "min"), end=("end", "max"))
    weeks[["kwh", "cost"]] = days.groupby(monday)[["kwh", "cost"]].sum(min_count=1)
    return weeks.reset_index(drop=True)


def _channel_table(analysis: Analysis) -> Table:
    found = analysis.usage.statistics
    shares = [words.share(share) if pd.notna(share) else "" for share in found["share"]]
    rows = zip(
        [words.label(name) for name in found["channel"]],
        words.column(found["sum_kwh"]),
        shares,
        words.column(found["mean_kwh"]),
        words.column(found["std_kwh"]),
        strict=True,
    )
    columns = (
        "Channel",
        "In all, kWh",
        "Share of consumption",
        "Mean per reading, kWh",
        "Standard deviation",
    )
    return Table("Energy by channel", columns, tuple(rows), frozenset({1, 2, 3, 4}))


def profile_section(analysis: Analysis) -> Section:
    title = "A typical day"
    profile = analysis.profile
    if profile is None:
        why = analysis.not_possible.get("profile", "These readings do not say at what hour energy was used.")
        return Section("profile", title, (Paragraph(why),))
    facts = [Headline("Peak hours", words.hours(profile.peak_hours), "three hours in a row")]
    if profile.peak_kw > 0:
        at = words.day_and_clock(profile.peak_at)
        facts.append(Headline("Highest hour", words.power(profile.peak_kw), at))
    if profile.baseload_kw is not None:
        facts.insert(0, Headline("Always on", words.power(profile.baseload_kw), "day and night"))
    if profile.load_factor is not None:
        facts.append(Headline("Load factor", words.share(profile.load_factor), "mean over highest hour"))
    return Section("profile", title, (Headlines(tuple(facts)), _day_picture(profile), _heat(profile)))


def _day_picture(profile: LoadProfile) -> Picture:
    frame = profile.typical_day
    by_type = {kind: part.set_index("hour").reindex(range(24)) for kind, part in frame.groupby("day_type")}
    whole = by_type["all"]
    series = [
        Series(f"{kind}s", values_of(by_type[kind]["mean_kwh"]), look)
        for kind, look in (("weekday", "c0"), ("weekend", "c1"))
        if kind in by_type
    ]
    labels = [f"{hour:02d}:00" for hour in range(24)]
    band = (
        Series("", values_of(whole["low_kwh"])),
        Series("eight days in ten", values_of(whole["high_kwh"]), "c8"),
    )
    return Picture(
        "typical-day",
        "Mean use by hour of the day",
        f"Mean use by hour of the day; most falls in {words.hours(profile.peak_hours)}.",
        lines(labels, series, unit="kWh per hour", band=band),
    )


def _heat(profile: LoadProfile) -> Heat:
    frame = profile.heat_map
    highest = float(frame["mean_kwh"].max())
    cells = frame.set_index(["weekday", "hour"])["mean_kwh"].to_dict()
    rows = tuple(
        (day[:3], tuple(_cell(cells.get((day, hour)), highest) for hour in range(24)))
        for day in words.WEEKDAYS
    )
    return Heat("Mean kWh by weekday and hour (local time)", tuple(f"{hour:02d}" for hour in range(24)), rows)


def _cell(kwh: float | None, highest: float) -> tuple[str, int] | None:
    if kwh is None or pd.isna(kwh):
        return None
    return words.number(kwh, 2), round(kwh / highest * LEVELS) if highest > 0 else 0
