"""Typing errors, follow-ups, comparatives, superlatives and yes or no, about the home of `sample_home.py`."""

from __future__ import annotations

from functools import partial
from typing import Final

from tests.questions.case import Case
from tests.questions.plain import (
    by_day,
    by_hour,
    highest_day,
    kwh,
    lowest_day,
    mean_day,
    more,
    picked,
)

AC, FRIDGE, WASHER, LIGHTS = "Air Conditioner", "Refrigerator", "Washing Machine", "Lighting"
JUNE, JULY = ("2024-06-01", "2024-07-01"), ("2024-07-01", "2024-07-16")
LAST_WEEK = ("2024-07-08", "2024-07-15")
EVENING, MORNING, NIGHT = (18, 19, 20, 21), tuple(range(6, 12)), (22, 23, 0, 1, 2, 3, 4, 5)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
TYPO = partial(Case, "sample", kind="typing errors")
NEXT = partial(Case, "sample", kind="follow-up")
MORE = partial(Case, "sample", kind="comparative")
MOST = partial(Case, "sample", kind="superlative")
YES = partial(Case, "sample", kind="yes or no")


def _days(asked, *, hours=None, weekdays=None, start=None, end=None):
    return by_day(picked(asked.total(), start, end, hours, weekdays))


def _hour_means(asked):
    hourly = by_hour(asked.total())
    return hourly.groupby(hourly.index.hour).mean()


def _weekday_means(asked):
    daily = by_day(asked.total())
    return daily.groupby(daily.index.day_of_week).mean()


CASES: Final = (
    TYPO("how much enrgy did the frige use in jnue", kwh(FRIDGE, *JUNE), channel=FRIDGE),
    TYPO("wich aplliance uses teh most", kwh(AC), channel=AC),
    TYPO("waht was my hihgest day in june", highest_day(None, *JUNE)),
    TYPO("totl consumtion lst week", kwh(None, *LAST_WEEK)),
    TYPO("hw much did teh ligths cost last mounth", kwh(LIGHTS, *JUNE, times=0.3), "GBP", channel=LIGHTS),
    TYPO("averge daily usge of the washng machine", mean_day(WASHER), channel=WASHER),
    TYPO("comapre june and juli", more(kwh(None, *JUNE), kwh(None, *JULY))),
    TYPO("how much on wednsday", kwh(None, "2024-07-10", "2024-07-11")),
    TYPO("what did i use yesturday evning", kwh(None, "2024-07-14", "2024-07-15", hours=EVENING)),
    TYPO("how much did the air condtioner use on satuday", kwh(AC, "2024-07-13", "2024-07-14"), channel=AC),
    NEXT(
        "and in July?",
        kwh(FRIDGE, *JULY),
        channel=FRIDGE,
        before=("How much did the fridge use in June?",),
    ),
    NEXT(
        "and the week before?",
        kwh(None, "2024-07-01", "2024-07-08"),
        before=("How much did I use last week?",),
    ),
    NEXT(
        "and how much did it cost?",
        kwh(AC, times=0.3),
        "GBP",
        channel=AC,
        before=("Which appliance uses the most?",),
    ),
    NEXT(
        "what about the lights?",
        kwh(LIGHTS, "2024-07-03", "2024-07-04"),
        channel=LIGHTS,
        before=("How much did I use on 3 July?",),
    ),
    NEXT("and in July?", highest_day(None, *JULY), before=("What was my highest day in June?",)),
    NEXT("and the lowest?", lowest_day(), before=("What was my highest day?",)),
    NEXT(
        "and for the fridge?",
        more(kwh(FRIDGE, *JUNE), kwh(FRIDGE, *JULY)),
        channel=FRIDGE,
        before=("Compare June and July",),
    ),
    NEXT(
        "only in the evening?",
        kwh(AC, "2024-07-14", "2024-07-15", hours=EVENING),
        channel=AC,
        before=("How much did the AC use yesterday?",),
    ),
    NEXT(
        "at 0.25 per kWh?",
        kwh(None, *LAST_WEEK, times=0.25),
        "GBP",
        before=("How much did I use last week?",),
    ),
    NEXT("per day?", mean_day(None, *LAST_WEEK), before=("How much did I use last week?",)),
    NEXT("and the bottom 3?", lowest_day(None, *JUNE), before=("Top 3 days in June",)),
    NEXT(
        "is that more than in July?",
        more(kwh(FRIDGE, *JUNE), kwh(FRIDGE, *JULY)),
        channel=FRIDGE,
        before=("How much did the fridge use in June?",),
    ),
    MORE("Did the lights use more than the fridge in June?", more(kwh(LIGHTS, *JUNE), kwh(FRIDGE, *JUNE))),
    MORE(
        "Was 3 July higher than 4 July?",
        more(kwh(None, "2024-07-03", "2024-07-04"), kwh(None, "2024-07-04", "2024-07-05")),
    ),
    MORE(
        "How much more did the AC use in the evening than in the morning?",
        more(kwh(AC, hours=EVENING), kwh(AC, hours=MORNING)),
        channel=AC,
    ),
    MORE(
        "Do I use less at night than during the day?",
        more(kwh(None, hours=NIGHT), kwh(None, hours=tuple(range(6, 22)))),
    ),
    MORE("Are Sundays worse than Saturdays?", kwh(None, weekdays=(6,))),
    MORE("How many times more does the AC use than the fridge?", status="asked_back"),
    MORE(
        "Was June cheaper than July?", more(kwh(None, *JUNE, times=0.3), kwh(None, *JULY, times=0.3)), "GBP"
    ),
    MORE("Was last week lower than average?", kwh(None, *LAST_WEEK), says="Yes."),
    MOST(
        "What is the second highest day in June?",
        lambda a: float(_days(a, start=JUNE[0], end=JUNE[1]).nlargest(2).iloc[1]),
    ),
    MOST("Which two appliances use the least?", kwh(FRIDGE), channel=FRIDGE),
    MOST("Which hour of the day is the lowest?", lambda a: int(_hour_means(a).idxmin()), "hour"),
    MOST("Which weekday is the cheapest?", lambda a: WEEKDAYS[int(_weekday_means(a).idxmin())], ""),
    MOST("What was the most the fridge used in one day?", highest_day(FRIDGE), channel=FRIDGE),
    MOST("Which week was the worst?", lambda a: float(_days(a).resample("W").sum().max())),
    MOST("Which evening was the highest?", lambda a: float(_days(a, hours=EVENING).max())),
    MOST("What was the highest weekend day?", lambda a: float(_days(a, weekdays=(5, 6)).max())),
    MOST("What was the least I used on any Monday?", lambda a: float(_days(a, weekdays=(0,)).min())),
    MOST(
        "On how many days did the AC use less than 13 kWh?",
        lambda a: int((by_day(a.frame[AC]) < 13).sum()),
        "days",
    ),
    YES("Did I use more than 10 kWh on 3 July?", kwh(None, "2024-07-03", "2024-07-04"), says="Yes."),
    YES("Is the AC my biggest consumer?", kwh(AC), channel=AC, says="Yes."),
    YES("Was Sunday my highest day?", highest_day(), says="No."),
    YES("Did the washing machine run on 13 July?", lambda a: 1, "count", channel=WASHER),
    YES("Does lighting cost more than 10 pounds a month?", status="asked_back"),
    YES("Has my consumption gone down since June?", status="refused"),
    YES("Did I use anything at 3 am on 2 July?", kwh(None, "2024-07-02 03:00", "2024-07-02 04:00")),
    YES("Is my usage higher on weekends than on weekdays?", kwh(None, weekdays=(5, 6))),
)
