"""Questions about a home with one reading a day, 0.16 dollars per kWh."""

from __future__ import annotations

from functools import partial
from typing import Final

from tests.questions.case import Case
from tests.questions.plain import (
    by_day,
    highest_day,
    kwh,
    lowest_day,
    mean_day,
    more,
)

_ = partial(Case, "daily")
CASES: Final = (
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
