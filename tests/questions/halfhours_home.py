"""Questions about a home with a main meter read every half hour, without a price."""

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
    mean_day,
    more,
    percent_more,
    top_hour_of_day,
)

_ = partial(Case, "halfhours")
CASES: Final = (
    _("How much did I use over the Christmas week?", kwh(None, "2024-12-23", "2024-12-30")),
    _("how much did I use between Christmas and New Year", kwh(None, "2024-12-25", "2025-01-02")),
    _("What did I use the same day last year?", kwh(None, "2024-02-10", "2024-02-11"), start="2024-02-10"),
    _("What's my usage after midnight?", status="asked_back", says="midnight", kind="asked back"),
    _(
        "What percentage did my usage change between December and January?",
        percent_more(kwh(None, "2024-12-01", "2025-01-01"), kwh(None, "2025-01-01", "2025-02-01")),
        "%",
        kind="comparison",
    ),
    _("Was last month above average?", kwh(None, "2025-01-01", "2025-02-01"), says="Yes.", kind="comparison"),
    _(
        "Show me my consumption for each month of 2024",
        kwh(None, "2024-03-01", "2024-04-01"),
        start="2024-03-01",
        kind="grouping",
    ),
    _("What's the average monthly usage in 2024?", lambda a: float(_months(a).mean()), kind="average"),
    _("Give me the total for November and December", kwh(None, "2024-11-01", "2025-01-01")),
    _("Total consumption from 15/01/2024 to 20/01/2024", kwh(None, "2024-01-15", "2024-01-21")),
    _("how much electricity do we consume on Sundays", kwh(None, weekdays=(6,))),
    _(
        "what would last month have cost at £0.27 per kWh",
        kwh(None, "2025-01-01", "2025-02-01", times=0.27),
        "GBP",
        kind="cost",
    ),
    _(
        "Do I use more in the morning or in the evening?",
        more(kwh(None, hours=tuple(range(6, 12))), kwh(None, hours=(18, 19, 20, 21))),
        kind="comparison",
    ),
    _("how much did we use this weekend", status="refused", says="no readings", kind="refusal"),
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
