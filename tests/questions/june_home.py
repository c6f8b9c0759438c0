"""Time to come, nights, changes, power, gaps and unusual use, about homes whose readings end with a month."""

from __future__ import annotations

from functools import partial
from typing import Final

from tests.questions.case import Case
from tests.questions.plain import by_day, kwh

JUNE = partial(Case, "june")
LONG = partial(Case, "halfhours")
UCI = partial(Case, "uci")
AC, FRIDGE, WASHER, LIGHTS = "Air Conditioner", "Refrigerator", "Washing Machine", "Lighting"
FIRST_HALF, SECOND_HALF = ("2024-06-01", "2024-06-16"), ("2024-06-16", "2024-07-01")


def _hour_means(asked):
    total = asked.total()
    return total.groupby(total.index.hour).mean()


def _grown(name: str):
    return lambda asked: kwh(name, *SECOND_HALF)(asked) - kwh(name, *FIRST_HALF)(asked)


def _most_grown(asked):
    return max((AC, FRIDGE, WASHER, LIGHTS), key=lambda name: _grown(name)(asked))


def _gap_hours(asked):
    used = asked.frame["Global_active_power"]
    return float(used.isna().sum()) * asked.minutes / 60


CASES: Final = (
    LONG("How much did I use year to date?", kwh(None, "2025-01-01", None), kind="date"),
    LONG("ytd usage", kwh(None, "2025-01-01", None), kind="date"),
    LONG("How much did I use month to date?", kwh(None, "2025-02-01", None), kind="date"),
    LONG("How much will March cost at 30p per kWh?", status="refused", says="Mar 2025", kind="time to come"),
    LONG("What will February cost at 30p per kWh?", status="asked_back", kind="time to come"),
    LONG("How much will I use this year?", status="asked_back", kind="time to come"),
    JUNE("Will I use more next week than last week?", status="asked_back", kind="time to come"),
    JUNE("How much will I use in August?", status="refused", says="Aug 2024", kind="time to come"),
    JUNE("How much did I use in July?", status="refused", says="Jul 2024", kind="date"),
    JUNE("How much did I use on June 31?", status="asked_back", says="June has no day 31", kind="date"),
    JUNE("How much did I use in early June?", kwh(None, "2024-06-01", "2024-06-11"), says="ten", kind="date"),
    JUNE("usage in late June", kwh(None, "2024-06-21", "2024-07-01"), kind="date"),
    JUNE(
        "How much did I use between 23:00 and 01:00 on June 20?",
        kwh(None, "2024-06-20 23:00", "2024-06-21 01:00"),
        kind="night",
    ),
    JUNE(
        "How much did I use overnight between June 3 and June 4?",
        kwh(None, "2024-06-03 22:00", "2024-06-04 06:00"),
        kind="night",
    ),
    JUNE(
        "How much did I use on the night of 3 June?",
        kwh(None, "2024-06-03 22:00", "2024-06-04 06:00"),
        kind="night",
    ),
    JUNE("How much did I use last week on Monday?", status="asked_back", kind="date"),
    JUNE("Which hour uses the least?", lambda a: int(_hour_means(a).idxmin()), "hour", kind="peak"),
    JUNE("Which hour uses the most?", lambda a: int(_hour_means(a).idxmax()), "hour", kind="peak"),
    JUNE(
        "How much did I use in hours above 1 kWh?",
        lambda a: float(a.total()[a.total() > 1].sum()),
        kind="limit",
    ),
    JUNE("How many hours were above 1 kWh?", lambda a: int((a.total() > 1).sum()), "hours", kind="limit"),
    JUNE(
        "What was the average power on June 20?",
        lambda a: kwh(None, "2024-06-20", "2024-06-21")(a) / 24,
        "kW",
        kind="power",
    ),
    JUNE(
        "mean power of the fridge",
        lambda a: float(a.frame[FRIDGE].mean()),
        "kW",
        channel=FRIDGE,
        kind="power",
    ),
    JUNE("How much power in kW did I use on June 20?", status="asked_back", says="kw", kind="power"),
    JUNE("Which appliance increased the most?", status="asked_back", says="two", kind="change"),
    JUNE(
        "Which appliance increased the most from the first half of June to the second half of June?",
        lambda a: _grown(_most_grown(a))(a),
        kind="change",
    ),
    JUNE(
        "How much did the fridge use on average per day, and which day was highest?",
        status="asked_back",
        says="one at a time",
        kind="asked back",
    ),
    Case(
        "sample",
        "What was the biggest anomaly?",
        lambda a: 6.0,
        channel=AC,
        start="2024-07-01 03:00",
        kind="anomaly",
    ),
    JUNE("What is the smallest anomaly?", status="asked_back", kind="anomaly"),
    JUNE("Which hour of the day had the most anomalies?", status="asked_back", kind="anomaly"),
    UCI("When were readings missing?", lambda a: 6.0, "hours", start="2007-03-10 06:00", kind="quality"),
    UCI("Were readings missing in February?", lambda a: 0.0, "hours", says="No.", kind="quality"),
    UCI("How many hours are missing?", _gap_hours, "hours", kind="quality"),
    LONG(
        "How many readings are there?", lambda a: len(a.frame), "readings", says="1 channel,", kind="quality"
    ),
    JUNE("What uses less, the fridge or the AC?", kwh(FRIDGE), channel=FRIDGE, kind="ranking"),
    JUNE("Which uses the least, the fridge or the AC?", kwh(FRIDGE), channel=FRIDGE, kind="ranking"),
    JUNE(
        "What is the third highest day?",
        lambda a: float(by_day(a.total()).nlargest(3).iloc[2]),
        kind="ranking",
    ),
)
