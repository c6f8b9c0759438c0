"""Questions about a home with a main meter only, one with a reading a day, and one with sub-meters."""

from __future__ import annotations

from functools import partial
from typing import Final

from tests.questions.case import Case
from tests.questions.homes import AskedHome
from tests.questions.plain import (
    by_day,
    days_above,
    highest_day,
    highest_hour,
    kwh,
    lowest_day,
    mean_day,
    more,
    percent_more,
    share,
    top_hour_of_day,
)

_ = partial(Case, "halfhours")
HALFHOURS: Final = (
    _("How much did I use in total?", kwh()),
    _("How much did I use in January?", kwh(None, "2025-01-01", "2025-02-01"), says="more than once"),
    _("How much did I use in January 2024?", kwh(None, "2024-01-01", "2024-02-01")),
    _("Total for 2024", kwh(None, "2024-01-01", "2025-01-01")),
    _("How much did I use last year?", kwh(None, "2024-01-01", "2025-01-01")),
    _("How much did I use on Christmas?", kwh(None, "2024-12-25", "2024-12-26"), start="2024-12-25"),
    _("How much in Q2?", kwh(None, "2024-04-01", "2024-07-01")),
    _("How much did we use last summer?", kwh(None, "2024-06-01", "2024-09-01")),
    _("How much did I use since March?", kwh(None, "2024-03-01", None)),
    _("What did I use on 31 March 2024?", kwh(None, "2024-03-31", "2024-04-01")),
    _("What did I use on 27 October 2024?", kwh(None, "2024-10-27", "2024-10-28")),
    _("Usage in mornings in November", kwh(None, "2024-11-01", "2024-12-01", hours=tuple(range(6, 12)))),
    _("How much on Mondays in December 2024?", kwh(None, "2024-12-01", "2025-01-01", weekdays=(0,))),
    _("How much did I use last night?", kwh(None, "2025-02-09 22:00", "2025-02-10 06:00")),
    _(
        "How much did I use in December 2023?",
        kwh(None, "2023-12-10", "2024-01-01"),
        says="The readings hold",
    ),
    _("When are my peak hours?", lambda a: 18, "hour", kind="peak"),
    _("At what time of day is my use highest?", top_hour_of_day(), "hour", kind="peak"),
    _("What was the highest day of 2024?", highest_day(None, "2024-01-01", "2025-01-01"), kind="ranking"),
    _("which month had the lowest usage in 2024", lambda a: float(_months(a).min()), kind="ranking"),
    _(
        "What was the peak power last year?",
        lambda a: highest_hour(None, "2024-01-01", "2025-01-01")(a),
        "kW",
        kind="peak",
    ),
    _(
        "Compare January with the same month last year",
        percent_more(kwh(None, "2025-01-01", "2025-02-01"), kwh(None, "2024-01-01", "2024-02-01")),
        "%",
        kind="comparison",
    ),
    _(
        "Did we use more in December than in November?",
        more(kwh(None, "2024-12-01", "2025-01-01"), kwh(None, "2024-11-01", "2024-12-01")),
        says="Yes.",
        kind="comparison",
    ),
    _(
        "How much lower was summer 2024 than winter?",
        more(kwh(None, "2024-06-01", "2024-09-01"), kwh(None, "2024-12-01", None)),
        kind="comparison",
    ),
    _("What do I use on an average day?", mean_day(), kind="average"),
    _("What did January cost?", status="asked_back", says="price", kind="cost"),
    _(
        "What did January cost at 24.5 pence per kWh?",
        kwh(None, "2025-01-01", "2025-02-01", times=0.245),
        "GBP",
        kind="cost",
    ),
    _("How much did the fridge use?", status="refused", says="as a whole", kind="refusal"),
    _("Which appliance uses the most?", status="refused", says="as a whole", kind="refusal"),
    _("How much did I use in 2020?", status="refused", says="2023", kind="refusal"),
    _(
        "How many days used more than 13 kWh in 2024?",
        days_above(13, "2024-01-01", "2025-01-01"),
        "days",
        kind="ranking",
    ),
    _("How much gas did I use?", status="refused", says="gas", kind="refusal"),
)


def _months(asked: AskedHome):
    daily = by_day(asked.total())["2024-01-01":"2024-12-31"]
    return daily.groupby(daily.index.month).sum()


_ = partial(Case, "daily")
DAILY: Final = (
    _("How much did I use in total?", kwh()),
    _("How much did I use on 3/5/2024?", kwh(None, "2024-03-05", "2024-03-06"), start="2024-03-05"),
    _("How much did I use on July 4?", kwh(None, "2024-07-04", "2024-07-05"), start="2024-07-04"),
    _("How much did I use last month?", kwh(None, "2024-06-01", "2024-07-01")),
    _("How much did I use this year?", kwh(None, "2024-01-01", None)),
    _("What did last month cost?", kwh(None, "2024-06-01", "2024-07-01", times=0.16), "USD", kind="cost"),
    _(
        "What did June cost at 20 cents per kWh?",
        kwh(None, "2024-06-01", "2024-07-01", times=0.2),
        "USD",
        kind="cost",
    ),
    _("What would it cost at $0.19 per kWh?", kwh(times=0.19), "USD", kind="cost"),
    _("Which day was the highest?", highest_day(), kind="ranking"),
    _("Which day was the lowest in 2024?", lowest_day(None, "2024-01-01", None), kind="ranking"),
    _("What is my daily average?", mean_day(), kind="average"),
    _("average use per day in winter 2023", mean_day(None, "2023-12-01", "2024-03-01"), kind="average"),
    _("How much do I use on weekends?", kwh(None, weekdays=(5, 6))),
    _(
        "Did I use more in June than in May?",
        more(kwh(None, "2024-06-01", "2024-07-01"), kwh(None, "2024-05-01", "2024-06-01")),
        kind="comparison",
    ),
    _(
        "Compare 2023 and 2024",
        more(kwh(None, "2023-03-01", "2024-01-01"), kwh(None, "2024-01-01", None)),
        kind="comparison",
    ),
    _("What are my peak hours?", status="refused", says="hourly", kind="refusal"),
    _("What is my baseload?", status="refused", says="hour", kind="refusal"),
    _("How much did I use in the evening yesterday?", status="refused", says="hour", kind="refusal"),
    _("How much did I use in the week of July 4?", kwh(None, "2024-07-01", "2024-07-08")),
    _(
        "Which day of the week is the highest?",
        lambda a: ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")[
            int(by_day(a.total()).groupby(by_day(a.total()).index.day_of_week).mean().idxmax())
        ],
        "",
        kind="ranking",
    ),
)

_ = partial(Case, "uci")
KITCHEN, LAUNDRY, HEATER = "Sub_metering_1", "Sub_metering_2", "Sub_metering_3"
UCI: Final = (
    _("How much did I use in total?", kwh()),
    _("How much did Sub_metering_1 use?", kwh(KITCHEN), channel=KITCHEN, kind="appliance"),
    _(
        "How much did the kitchen use in March?",
        kwh(KITCHEN, "2007-03-01", "2007-04-01"),
        channel=KITCHEN,
        kind="appliance",
    ),
    _(
        "How much did the water heater use last week?",
        kwh(HEATER, "2007-04-02", "2007-04-09"),
        channel=HEATER,
        kind="appliance",
    ),
    _(
        "What did the laundry room cost in March?",
        kwh(LAUNDRY, "2007-03-01", "2007-04-01", times=0.2),
        "EUR",
        channel=LAUNDRY,
        kind="cost",
    ),
    _("How much did I use on 10 March?", kwh(None, "2007-03-10", "2007-03-11"), says="no readings"),
    _("How many hours are missing?", lambda a: 6, "hours", kind="quality"),
    _("Which channel uses the most?", kwh(HEATER), channel=HEATER, kind="ranking"),
    _("What share of the total does sub metering 3 have?", share(HEATER), "%", channel=HEATER, kind="share"),
    _(
        "How much is not tracked?",
        lambda a: float(
            (a.frame["Global_active_power"] - a.frame[[KITCHEN, LAUNDRY, HEATER]].sum(axis=1)).sum()
        ),
        kind="share",
    ),
    _(
        "Does the kitchen use more than the laundry?",
        more(kwh(KITCHEN), kwh(LAUNDRY)),
        says="Yes.",
        kind="comparison",
    ),
    _(
        "Compare March with February",
        more(kwh(None, "2007-03-01", "2007-04-01"), kwh(None, "2007-02-01", "2007-03-01")),
        kind="comparison",
    ),
    _(
        "When was the laundry last used?",
        lambda a: 4 * 0.41,
        channel=LAUNDRY,
        start="2007-04-07 15:00",
        end="2007-04-07 16:00",
        kind="runs",
    ),
    _("How much did I use on 25 March 2007?", kwh(None, "2007-03-25", "2007-03-26")),
    _(
        "How much did the kitchen use between 7 pm and 8 pm?",
        kwh(KITCHEN, hours=(19,)),
        channel=KITCHEN,
        kind="appliance",
    ),
    _("What are the peak hours of the kitchen?", lambda a: 19, "hour", channel=KITCHEN, kind="peak"),
)
