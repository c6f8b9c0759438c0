"""The same figures asked for in ways that are easily taken for another: conditions, periods, quantities."""

from __future__ import annotations

from functools import partial
from typing import Final

from tests.questions.case import Case
from tests.questions.plain import by_day, kwh, more, picked

HOME = partial(Case, "sample", kind="said otherwise")
LONG = partial(Case, "halfhours", kind="said otherwise")
DAILY = partial(Case, "daily", kind="said otherwise")
AC, FRIDGE, WASHER, LIGHTS = "Air Conditioner", "Refrigerator", "Washing Machine", "Lighting"
JUNE = ("2024-06-01", "2024-07-01")


def _mean_of_sundays(asked):
    return float(by_day(picked(asked.total(), None, None, None, (6,))).mean())


CASES: Final = (
    HOME("How much does a typical Sunday use?", _mean_of_sundays),
    HOME("How much did I use this time last month?", status="asked_back"),
    HOME("How much during working hours?", status="asked_back"),
    HOME("How much did I use in these hours?", status="asked_back"),
    HOME("what was on at 3 am on 1 July?", lambda a: 6.0, channel=AC),
    HOME("how much did I use on the weekend of 6 July", kwh(None, "2024-07-06", "2024-07-08")),
    HOME("How much did I use on Monday 1 July?", kwh(None, "2024-07-01", "2024-07-02")),
    HOME("How much did I use on Monday 2 July?", status="asked_back", says="Tuesday"),
    HOME("How much on 2024/06/12?", kwh(None, "2024-06-12", "2024-06-13")),
    HOME(
        "Did I use more this week than last month?",
        more(kwh(None, "2024-07-15", "2024-07-16"), kwh(None, *JUNE)),
    ),
    HOME("How much was used in peak hours?", status="asked_back"),
    HOME("Will I use more on Friday?", status="asked_back"),
    HOME(
        "How much do the three biggest appliances use together?",
        lambda a: float(a.frame[[AC, LIGHTS, FRIDGE]].sum().sum()),
    ),
    HOME("daily average by appliance", status="asked_back"),
    HOME("Which weekend was the highest?", status="asked_back"),
    HOME("Which Monday was the highest?", lambda a: _mondays(a).max()),
    HOME("usage all day on 3 July", kwh(None, "2024-07-03", "2024-07-04")),
    HOME("How much did the AC use when it was on?", status="asked_back"),
    HOME("How much did I use while I was asleep?", status="asked_back"),
    HOME(
        "Compare the first and second half of June",
        more(kwh(None, "2024-06-01", "2024-06-16"), kwh(None, "2024-06-16", "2024-07-01")),
    ),
    HOME(
        "How much on 5 and 7 June?",
        lambda a: kwh(None, "2024-06-05", "2024-06-06")(a) + kwh(None, "2024-06-07", "2024-06-08")(a),
    ),
    HOME(
        "difference between 5 and 7 June",
        more(kwh(None, "2024-06-05", "2024-06-06"), kwh(None, "2024-06-07", "2024-06-08")),
    ),
    HOME("Was June 5 or 7 higher?", kwh(None, "2024-06-05", "2024-06-06")),
    LONG(
        "January vs February 2024",
        more(kwh(None, "2024-01-01", "2024-02-01"), kwh(None, "2024-02-01", "2024-03-01")),
    ),
    LONG("How much in December and January 2025?", kwh(None, "2024-12-01", "2025-02-01")),
    LONG("same period last year", status="asked_back"),
    LONG("How much the week before Christmas?", kwh(None, "2024-12-16", "2024-12-23")),
    DAILY(
        "how much did I use in June compared to last year",
        more(kwh(None, *JUNE), kwh(None, "2023-06-01", "2023-07-01")),
    ),
    DAILY(
        "this June versus last June",
        more(kwh(None, *JUNE), kwh(None, "2023-06-01", "2023-07-01")),
    ),
)


def _mondays(asked):
    return by_day(picked(asked.total(), None, None, None, (0,)))
