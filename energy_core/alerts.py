"""What a household should hear of without asking: unusual use, and days above its target."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

import pandas as pd

from energy_core import words
from energy_core.errors import NotEnoughDataError

if TYPE_CHECKING:
    from energy_core.analysis import Analysis

Kind = Literal["anomaly", "high_use"]

FIRST_LOOK: Final = pd.Timedelta(days=7)
"""Of a home analysed for the first time the latest week is told of, not years of history."""

MOST_LINES: Final = 5
LONGEST_NAME: Final = 60
LONGEST_SUBJECT: Final = 99
"""Amazon SNS takes subjects of fewer than 100 characters (API reference, Publish)."""

MEANING: Final = {
    "stuck_on": " (left on?)",
    "drop_out": " (switched off?)",
    "drift": " (more since then)",
    "unusual_hour": " (unusual at that hour)",
}
"""What to think of a kind of event."""

DAY: Final = pd.Timedelta(hours=23)
"""The shortest local day; an event of this length is told in days."""

LINK: Final = re.compile(r"(?i)\b[a-z][a-z0-9+.-]*://|\bwww\.")
"""What mail programs turn into a link. Names come from files, and nobody should click on a file."""


@dataclass(frozen=True)
class Alert:
    """One message in plain text.

    key : the same for the same home, kind and last reading, so that a repeated run is known as one.
    subject : ASCII, one line, at most LONGEST_SUBJECT characters.
    """

    kind: Kind
    key: str
    subject: str
    message: str


def told_until(analysis: Analysis) -> pd.Timestamp | None:
    """The end of the readings that alerts of this analysis cover: `previous` of the next run."""
    ends = [channel.end for channel in analysis.readings.consumption]
    return max(ends).tz_convert("UTC") if ends else None


def alerts(analysis: Analysis, previous: pd.Timestamp | None = None) -> tuple[Alert, ...]:
    """What is new since the run before: unusual use, then days above the home's target.

    An event is new if it ends after `previous`, a day if it was not over by then; so each is told once,
    except an event that still goes on. Readings of an earlier time that come late are not told of.

    Parameters
    ----------
    previous : `told_until` of the run before, None for the first: then the last FIRST_LOOK is new.
    """
    until = told_until(analysis)
    if until is None:
        return ()
    since = until - FIRST_LOOK if previous is None else previous
    return tuple(
        alert for alert in (_unusual(analysis, since, until), _high_use(analysis, since, until)) if alert
    )


def _unusual(analysis: Analysis, since: pd.Timestamp, until: pd.Timestamp) -> Alert | None:
    events = _new_events(analysis, since)
    if not len(events):
        return None
    count = len(events)
    worst = events.iloc[0]
    lines = [_event(row, analysis) for row in events.head(MOST_LINES).to_dict("records")]
    times = "once" if count == 1 else f"{count} times"
    return _alert(
        "anomaly",
        analysis,
        until,
        subject=f"Unusual energy use {times}: {_name(analysis.home.title)}, {_name(worst['channel'])}",
        opening=f"Energy use in {_name(analysis.home.title)} was unusual, {times}.",
        lines=[*lines, *_left_out(count, "smaller event")],
        advice="Do you know what it was? If it was meant, nothing is wrong. If not, look at what was "
        "switched on at that time; it may come again. The page Unusual use shows it beside the usual.",
    )


def _new_events(analysis: Analysis, since: pd.Timestamp) -> pd.DataFrame:
    """Events above the usual, and appliances that stopped, that nobody muted and nothing explains.

    The largest first, by energy more or less than usual.
    """
    if analysis.anomalies is None or not len(analysis.anomalies.events):
        return pd.DataFrame()
    events = analysis.anomalies.events
    open_ = ~events["muted"].astype(bool) & events["explained_by"].isna()
    appliances = [c.name for c in analysis.readings.channels if c.role == "appliance"]
    stopped = (events["kind"] == "drop_out") & events["channel"].isin(appliances)
    told = events[open_ & ((events["excess_kwh"] > 0) | stopped) & (events["end"] > since)]
    return told.assign(size=told["excess_kwh"].abs()).sort_values(
        ["size", "start"], ascending=[False, True], kind="stable"
    )


def _event(event: dict[Any, Any], analysis: Analysis) -> str:
    when = _when(pd.Timestamp(event["start"]), pd.Timestamp(event["end"]))
    cost = ""
    if event["excess_kwh"] > 0 and pd.notna(event["cost"]):
        cost = f", {words.money(event['cost'], analysis.home.currency)} more"
    return (
        f"{_name(event['channel'])}, {when}: {words.kwh(event['kwh'])} instead of about "
        f"{words.kwh(event['expected_kwh'])}{cost}{MEANING.get(event['kind'], '')}."
    )


def _high_use(analysis: Analysis, since: pd.Timestamp, until: pd.Timestamp) -> Alert | None:
    target = analysis.home.target_kwh_per_day
    if target is None:
        return None
    days = _new_days(analysis, since)
    over = days[days > target].sort_values(ascending=False, kind="stable")
    if not len(over):
        return None
    lines = [
        f"{_day(day)}: {words.kwh(kwh)}, {words.kwh(kwh - target)} above{_cost(kwh - target, analysis)}."
        for day, kwh in over.head(MOST_LINES).items()
    ]
    home, days_over = _name(analysis.home.title), words.count(len(over), "day")
    return _alert(
        "high_use",
        analysis,
        until,
        subject=f"Energy use above target on {days_over}: {home}",
        opening=f"{home} used more than its target of {words.kwh(target)} a day on {days_over}.",
        lines=[*lines, *_left_out(len(over), "day with less")],
        advice="Compare the hours of such a day with a usual one on the page Usage: heating, hot water, the "
        "dryer and the car are where a day most often goes. If the target is too low, set another one."
        f"{_best(analysis)}",
    )


def _best(analysis: Analysis) -> str:
    """What would save most, of all that was found."""
    for finding in analysis.findings:
        if (worth := finding.saving_money_per_year) is not None and worth[1] > 0:
            ends = (words.money_about(words.estimate(money), analysis.home.currency) for money in worth)
            return f"\n\nWorth most in your home, {words.between(*ends)} a year: {_name(finding.title)}."
    return ""


def _new_days(analysis: Analysis, since: pd.Timestamp) -> pd.Series:
    """Consumption of the complete local days that ended after `since`, by date. [kWh]"""
    try:
        total, ends = analysis.readings.total("day"), analysis.readings.daily().end
    except NotEnoughDataError:
        return pd.Series(dtype="float64")
    return total[ends > since].dropna()


def _alert(
    kind: Kind,
    analysis: Analysis,
    until: pd.Timestamp,
    *,
    subject: str,
    opening: str,
    lines: list[str],
    advice: str,
) -> Alert:
    home = analysis.home
    zone = analysis.readings.timezone
    message = "\n\n".join(
        [
            opening,
            "\n".join(f"- {line}" for line in lines),
            advice,
            f"Times are local ({zone}). Home: {home.home_id}. Last reading: "
            f"{words.day_and_clock(until.tz_convert(zone))}.",
        ]
    )
    return Alert(kind, f"{home.home_id}/{kind}/{until:%Y-%m-%dT%H:%M:%SZ}", _ascii(subject), f"{message}\n")


def _left_out(count: int, what: str) -> Iterator[str]:
    if count > MOST_LINES:
        yield f"and {words.count(count - MOST_LINES, what)}."


def _cost(kwh: float, analysis: Analysis) -> str:
    prices = analysis.prices
    if prices is None:
        return ""
    return f", {words.money(kwh * prices.mean_per_kwh, analysis.home.currency)} more"


def _when(start: pd.Timestamp, end: pd.Timestamp) -> str:
    if end - start >= DAY and start.hour == end.hour == 0:
        return words.period(start, end)
    if start.date() == end.date():
        return f"{words.day_and_clock(start)} to {words.clock(end)}"
    return f"{words.day_and_clock(start)} to {words.day_and_clock(end)}"


def _day(day: Any) -> str:
    date = pd.Timestamp(day)
    return f"{words.WEEKDAYS[date.weekday()][:3]} {words.day(date)}"


def _name(name: object) -> str:
    """A name from a file or a person, on one line, without what mail programs make links of, not too long."""
    text = words.label(LINK.sub(" ", words.label(str(name))))
    return text if len(text) <= LONGEST_NAME else f"{text[: LONGEST_NAME - 1]}…"


def _ascii(text: str) -> str:
    """The nearest in ASCII: accents go, other scripts become a question mark."""
    plain = unicodedata.normalize("NFKD", text.replace("…", "..."))
    shown = "".join(char for char in plain if not unicodedata.combining(char))
    return shown.encode("ascii", "replace").decode()[:LONGEST_SUBJECT].rstrip()
