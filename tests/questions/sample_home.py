"""Amounts of four appliances by the hour, 1 June to 15 July 2024, 0.30 pounds per kWh."""

from __future__ import annotations

from functools import partial
from typing import Final

from tests.questions.case import Case
from tests.questions.plain import (
    kwh,
    mean_day,
    mean_hour,
    more,
    share,
)

AC, FRIDGE, WASHER, LIGHTS = "Air Conditioner", "Refrigerator", "Washing Machine", "Lighting"
JUNE, JULY = ("2024-06-01", "2024-07-01"), ("2024-07-01", "2024-07-16")
EVENING = tuple(range(18, 24))
_ = partial(Case, "sample")

CASES: Final = (
    _("what's using all my electricity?", kwh(AC), channel=AC, kind="appliance"),
    _("rank appliances by usage", kwh(LIGHTS), channel=LIGHTS, kind="appliance"),
    _(
        "how many kilowatt hours did the washing machine consume in June",
        kwh(WASHER, *JUNE),
        channel=WASHER,
        kind="appliance",
    ),
    _(
        "How much do I pay for the fridge every month?",
        kwh(FRIDGE, *JUNE, times=0.3),
        "GBP",
        channel=FRIDGE,
        kind="cost",
    ),
    _(
        "how much energy is consumed by the refrigerator daily",
        mean_day(FRIDGE),
        channel=FRIDGE,
        kind="average",
    ),
    _("what did I spend per day in June?", mean_day(None, *JUNE, times=0.3), "GBP", kind="cost"),
    _(
        "What fraction of my consumption is at night?",
        lambda a: 100 * kwh(None, hours=(22, 23, 0, 1, 2, 3, 4, 5))(a) / kwh()(a),
        "%",
        kind="share",
    ),
    _("electricity use on the 10th", kwh(None, "2024-07-10", "2024-07-11"), start="2024-07-10"),
    _("How much energy did I use in total?", kwh()),
    _("What is my total consumption?", kwh()),
    _("How many kWh have we used so far?", kwh()),
    _(
        "How much did I use yesterday?",
        kwh(None, "2024-07-14", "2024-07-15"),
        start="2024-07-14",
        end="2024-07-15",
    ),
    _("usage today", kwh(None, "2024-07-15", "2024-07-16"), start="2024-07-15"),
    _("How much electricity did we use last week?", kwh(None, "2024-07-08", "2024-07-15")),
    _("How much did I use last month?", kwh(None, *JUNE), start="2024-06-01", end="2024-07-01"),
    _("how much power did i use this month", kwh(None, *JULY)),
    _("Total for the last 7 days", kwh(None, "2024-07-09", "2024-07-16")),
    _("How much did I use in the past 30 days?", kwh(None, "2024-06-16", "2024-07-16")),
    _("How much have I used since 1 July?", kwh(None, *JULY)),
    _("Energy between 5 and 12 June", kwh(None, "2024-06-05", "2024-06-13")),
    _("How much from June 20 to July 3?", kwh(None, "2024-06-20", "2024-07-04")),
    _("How much did I use on 5/6?", kwh(None, "2024-06-05", "2024-06-06")),
    _(
        "What did I use on 3 July between 6 pm and 9 pm?",
        kwh(None, "2024-07-03", "2024-07-04", hours=(18, 19, 20)),
    ),
    _("How much do I use on weekends?", kwh(None, weekdays=(5, 6))),
    _(
        "How much did I use on weekdays after 6 pm in June?",
        kwh(None, *JUNE, hours=EVENING, weekdays=(0, 1, 2, 3, 4)),
    ),
    _("How much do we use at night?", kwh(None, hours=(22, 23, 0, 1, 2, 3, 4, 5))),
    _("How much did I use in the first week of June?", kwh(None, "2024-06-01", "2024-06-08")),
    _("How much did the fridge use?", kwh(FRIDGE), channel=FRIDGE, kind="appliance"),
    _("How much did the refridgerator use in June?", kwh(FRIDGE, *JUNE), channel=FRIDGE, kind="appliance"),
    _(
        "how mcuh did the aircon use yestreday",
        kwh(AC, "2024-07-14", "2024-07-15"),
        channel=AC,
        kind="appliance",
    ),
    _("AC consumption last week", kwh(AC, "2024-07-08", "2024-07-15"), channel=AC, kind="appliance"),
    _("What did the washer use in July?", kwh(WASHER, *JULY), channel=WASHER, kind="appliance"),
    _(
        "How much energy do the lights use in the evenings?",
        kwh(LIGHTS, hours=(18, 19, 20, 21)),
        channel=LIGHTS,
        kind="appliance",
    ),
    _(
        "How much did the fridge and the lights use last month?",
        more(kwh(FRIDGE, *JUNE), lambda a: -kwh(LIGHTS, *JUNE)(a)),
        kind="appliance",
    ),
    _("Show usage by appliance", kwh(AC), channel=AC, kind="appliance"),
    _("Where does my energy go?", kwh(WASHER), channel=WASHER, kind="appliance"),
    _("What share does the AC have?", share(AC), "%", channel=AC, kind="share"),
    _(
        "What percentage of my energy went to lighting in June?",
        share(LIGHTS, *JUNE),
        "%",
        channel=LIGHTS,
        kind="share",
    ),
    _("How much of my bill is the fridge?", share(FRIDGE), "%", channel=FRIDGE, kind="share"),
    _("What did last month cost?", kwh(None, *JUNE, times=0.3), "GBP", kind="cost"),
    _("How much did I spend on lighting?", kwh(LIGHTS, times=0.3), "GBP", channel=LIGHTS, kind="cost"),
    _("What would June cost at 0.25 per kWh?", kwh(None, *JUNE, times=0.25), "GBP", kind="cost"),
    _(
        "£0.28 per kWh, what did last week cost?",
        kwh(None, "2024-07-08", "2024-07-15", times=0.28),
        "GBP",
        kind="cost",
    ),
    _(
        "What did the AC cost in June at 30p per kWh?",
        kwh(AC, *JUNE, times=0.3),
        "GBP",
        channel=AC,
        kind="cost",
    ),
    _("What did June cost at $0.15/kWh?", kwh(None, *JUNE, times=0.15), "USD", kind="cost"),
    _("What does it cost me per day?", mean_day(times=0.3), "GBP", kind="cost"),
    _("What do I use per day?", mean_day(), kind="average"),
    _("average daily use of the fridge", mean_day(FRIDGE), channel=FRIDGE, kind="average"),
    _("What's my average hourly consumption in June?", mean_hour(None, *JUNE), kind="average"),
)
