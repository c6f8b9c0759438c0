"""Comparisons, peaks, rankings and refusals about the home of `sample_home.py`."""

from __future__ import annotations

from functools import partial
from typing import Final

from tests.questions.case import Case
from tests.questions.plain import (
    days_above,
    highest_day,
    highest_hour,
    kwh,
    lowest_day,
    mean_hour,
    more,
    percent_more,
    top_hour_of_day,
)

AC, FRIDGE, WASHER, LIGHTS = "Air Conditioner", "Refrigerator", "Washing Machine", "Lighting"
JUNE, JULY = ("2024-06-01", "2024-07-01"), ("2024-07-01", "2024-07-16")
EVENING = tuple(range(18, 24))
_ = partial(Case, "sample")

CASES: Final = (
    _(
        "Was my consumption higher in June or July?",
        more(kwh(None, *JUNE), kwh(None, *JULY)),
        kind="comparison",
    ),
    _(
        "difference between June and July in cost",
        more(kwh(None, *JUNE, times=0.3), kwh(None, *JULY, times=0.3)),
        "GBP",
        kind="comparison",
    ),
    _("how did my usage change from June to July?", kwh(None, *JULY), kind="comparison"),
    _(
        "by how much did the AC increase in July compared to June",
        more(kwh(AC, *JULY), kwh(AC, *JUNE)),
        channel=AC,
        kind="comparison",
    ),
    _("When was my usage highest?", highest_hour(), start="2024-07-01 03:00", kind="ranking"),
    _("what was the most expensive day last month?", highest_day(None, *JUNE), kind="ranking"),
    _("which appliance costs the most?", kwh(AC, times=0.3), "GBP", channel=AC, kind="ranking"),
    _(
        "did I use more than 20 kWh yesterday?",
        kwh(None, "2024-07-14", "2024-07-15"),
        says="No.",
        kind="ranking",
    ),
    _("did the washing machine run yesterday?", lambda a: 0, "count", channel=WASHER, kind="runs"),
    _(
        "which appliance used the most yesterday evening",
        kwh(AC, "2024-07-14", "2024-07-15", hours=(18, 19, 20, 21)),
        channel=AC,
        kind="ranking",
    ),
    _(
        "What is the cheapest time to run the washing machine?",
        status="refused",
        says="one price",
        kind="refusal",
    ),
    _("What is a kWh?", status="refused", says="glossary", kind="refusal"),
    _("How much would I save if I turned off the AC?", status="refused", kind="refusal"),
    _("is my fridge using too much?", status="refused", kind="refusal"),
    _("thanks", status="asked_back", kind="asked back"),
    _(
        "How much did I use in total? And what was the peak?",
        status="asked_back",
        says="one at a time",
        kind="asked back",
    ),
    _("usage from July 10 to July 5", status="asked_back", kind="asked back"),
    _(
        "how much did the lights cost last week at 25 cents",
        status="asked_back",
        says="cents",
        kind="asked back",
    ),
    _("how much in euros", status="asked_back", says="EUR", kind="asked back"),
    _("Which appliance uses the most?", kwh(AC), channel=AC, kind="ranking"),
    _("What is the biggest energy consumer in July?", kwh(AC, *JULY), channel=AC, kind="ranking"),
    _("Which device used the least last month?", kwh(WASHER, *JUNE), channel=WASHER, kind="ranking"),
    _("Which day did I use the most?", highest_day(), start="2024-07-01", end="2024-07-02", kind="ranking"),
    _("What was the lowest day in June?", lowest_day(None, *JUNE), kind="ranking"),
    _("top 3 days", highest_day(), kind="ranking"),
    _(
        "What was my highest hour?",
        highest_hour(),
        start="2024-07-01 03:00",
        end="2024-07-01 04:00",
        kind="ranking",
    ),
    _(
        "Which day did the fridge use the most last week?",
        highest_day(FRIDGE, "2024-07-08", "2024-07-15"),
        channel=FRIDGE,
        kind="ranking",
    ),
    _("What are my peak hours?", lambda a: 18, "hour", kind="peak"),
    _("When do I use the most electricity?", lambda a: 20, "hour", kind="peak"),
    _("what time of day do i use most", top_hour_of_day(), "hour", kind="peak"),
    _(
        "What are the peak hours of the washing machine?",
        top_hour_of_day(WASHER),
        "hour",
        channel=WASHER,
        kind="peak",
    ),
    _("What was the peak hour on 1 July?", lambda a: 3, "hour", start="2024-07-01 03:00", kind="peak"),
    _("What was my peak demand in June?", highest_hour(None, *JUNE), "kW", kind="peak"),
    _("What is my load factor?", lambda a: mean_hour()(a) / highest_hour()(a), "fraction", kind="profile"),
    _("Compare June and July", more(kwh(None, *JUNE), kwh(None, *JULY)), kind="comparison"),
    _(
        "Did I use more this month than last month?",
        more(kwh(None, *JULY), kwh(None, *JUNE)),
        says="No.",
        kind="comparison",
    ),
    _(
        "Did I use less last week than the week before?",
        percent_more(kwh(None, "2024-07-08", "2024-07-15"), kwh(None, "2024-07-01", "2024-07-08")),
        "%",
        kind="comparison",
    ),
    _("Does the fridge use more than the lights?", more(kwh(FRIDGE), kwh(LIGHTS)), kind="comparison"),
    _(
        "Compare the washing machine with the AC in June",
        percent_more(kwh(WASHER, *JUNE), kwh(AC, *JUNE)),
        "%",
        kind="comparison",
    ),
    _("Which uses more, the fridge or the air conditioner?", kwh(AC), channel=AC, kind="comparison"),
    _(
        "Do I use more on weekdays or weekends?",
        lambda a: kwh(None, weekdays=(5, 6))(a) / 14,
        kind="comparison",
    ),
    _("How many days used more than 17 kWh?", days_above(17), "days", kind="ranking"),
    _(
        "When did the washing machine last run?",
        lambda a: 0.9,
        channel=WASHER,
        start="2024-07-13 10:00",
        end="2024-07-13 11:00",
        kind="runs",
    ),
    _("How many times did the washer run in June?", lambda a: 9, "count", channel=WASHER, kind="runs"),
    _(
        "Show my usage by day last week",
        kwh(None, "2024-07-12", "2024-07-13"),
        start="2024-07-12",
        kind="grouping",
    ),
    _(
        "Were there anomalies on 1 July?",
        lambda a: 6.0,
        channel=AC,
        start="2024-07-01 03:00",
        says="Yes.",
        kind="anomaly",
    ),
    _("Why was 1 July so high?", kwh(None, "2024-07-01", "2024-07-02"), says=AC, kind="anomaly"),
    _("What period does the data cover?", lambda a: 45, "days", kind="quality"),
    _("How many readings are there?", lambda a: 45 * 24 * 4, "readings", kind="quality"),
    _("Which appliances do you know?", lambda a: 4, "count", says="Washing Machine", kind="quality"),
    _("What can I ask?", says="peak", kind="help"),
    _("How can I save money?", says="Air Conditioner", kind="advice"),
    _("How much did the dishwasher use?", status="refused", says="Washing Machine", kind="refusal"),
    _("What will the weather be tomorrow?", status="refused", says="weather", kind="refusal"),
    _("Do my neighbours use more?", status="refused", says="neighbours", kind="refusal"),
    _("Who is the president?", status="refused", kind="refusal"),
    _("How much did I use in March 2023?", status="refused", says="1 Jun", kind="refusal"),
    _("How much solar did I generate?", status="refused", says="generation", kind="refusal"),
    _("How much did everything except the AC use?", status="asked_back", says="except", kind="asked back"),
    _("How much did the flux capacitor use?", status="asked_back", says="flux", kind="asked back"),
    _("Did I use more?", status="asked_back", says="Compared with what", kind="asked back"),
    _("How much did I use in the last 99 blorps?", status="asked_back", kind="asked back"),
)
