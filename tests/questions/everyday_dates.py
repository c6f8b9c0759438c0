"""Dates in British and American order, times of day, negations and nonsense, about several homes."""

from __future__ import annotations

from functools import partial
from typing import Final

from tests.questions.case import Case
from tests.questions.plain import kwh, more

DATE = partial(Case, "sample", kind="British date")
US = partial(Case, "daily", kind="American date")
LONG = partial(Case, "halfhours", kind="date over years")
TIME = partial(Case, "sample", kind="time of day")
NOT = partial(Case, "sample", kind="negation", status="asked_back")
ODD = partial(Case, "sample", kind="nonsense", status="asked_back")
JUNE, JULY = ("2024-06-01", "2024-07-01"), ("2024-07-01", "2024-07-16")
WORKING = (0, 1, 2, 3, 4)

CASES: Final = (
    DATE("How much did I use on 12/6?", kwh(None, "2024-06-12", "2024-06-13")),
    DATE("How much did I use on 07/06/2024?", kwh(None, "2024-06-07", "2024-06-08")),
    DATE("usage on the 3rd of July", kwh(None, "2024-07-03", "2024-07-04")),
    DATE("usage from 06/07 to 08/07", kwh(None, "2024-07-06", "2024-07-09")),
    US("How much did I use on 07/06/2024?", kwh(None, "2024-07-06", "2024-07-07")),
    US("How much did I use on 6/30?", kwh(None, "2024-06-30", "2024-07-01")),
    US("How much between 7/1 and 7/4?", kwh(None, "2024-07-01", "2024-07-05")),
    US("How much did I use on Memorial Day?", kwh(None, "2024-05-27", "2024-05-28")),
    US("How much did I use on the last Sunday of June?", kwh(None, "2024-06-30", "2024-07-01")),
    US("How much on the Fourth of July?", kwh(None, "2024-07-04", "2024-07-05")),
    LONG("How much in the first quarter of last year?", kwh(None, "2024-01-01", "2024-04-01")),
    LONG("How much since Christmas?", kwh(None, "2024-12-25", None)),
    LONG("How much from 1 to 15 January 2025?", kwh(None, "2025-01-01", "2025-01-16")),
    LONG("How much last January?", kwh(None, "2025-01-01", "2025-02-01")),
    LONG("How much in the first weekend of February?", kwh(None, "2025-02-01", "2025-02-03")),
    LONG(
        "How much between 10 pm on 3 January and 6 am on 4 January 2025?",
        kwh(None, "2025-01-03 22:00", "2025-01-04 06:00"),
    ),
    LONG("How much in January of last year?", kwh(None, "2024-01-01", "2024-02-01")),
    LONG("How much the day before Christmas?", kwh(None, "2024-12-24", "2024-12-25")),
    TIME("weekday evenings in July", kwh(None, *JULY, hours=(18, 19, 20, 21), weekdays=WORKING)),
    TIME("weekends before noon in June", kwh(None, *JUNE, hours=tuple(range(12)), weekdays=(5, 6))),
    TIME("How much will I use tonight?", status="asked_back"),
    TIME("How much will I use tomorrow evening?", status="asked_back"),
    TIME("Tuesdays and Thursdays after 6 pm", kwh(None, hours=tuple(range(18, 24)), weekdays=(1, 3))),
    TIME("How much on weekdays between 9 and 5?", status="asked_back"),
    NOT("How much not on weekends?"),
    NOT("Which appliances did not run yesterday?"),
    NOT("How many days did I not use the washing machine?"),
    Case("sample", "How much did I use other than lighting?", more(kwh(), kwh("Lighting")), kind="remainder"),
    NOT("How much did all appliances but the fridge use?"),
    NOT("non-AC usage in June"),
    ODD("How much did I use in Smarch?"),
    ODD("how much wood would a woodchuck chuck"),
    ODD("How much in half of June?"),
    ODD("What is the square root of my bill?"),
    ODD("How much did I nearly use yesterday?"),
    ODD("double my usage"),
)
