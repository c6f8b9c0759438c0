"""Questions about a main meter with three sub-meters, 0.20 euros per kWh, six hours missing."""

from __future__ import annotations

from functools import partial
from typing import Final

from tests.questions.case import Case
from tests.questions.plain import (
    kwh,
    more,
    share,
)

_ = partial(Case, "uci")
KITCHEN, LAUNDRY, HEATER = "Sub_metering_1", "Sub_metering_2", "Sub_metering_3"
CASES: Final = (
    _("how much did the fridge use", kwh(LAUNDRY), channel=LAUNDRY, says="together", kind="appliance"),
    _(
        "Global_active_power yesterday",
        kwh("Global_active_power", "2007-04-10", "2007-04-11"),
        kind="appliance",
    ),
    _(
        "How much did the kitchen use yesterday compared to the day before?",
        more(kwh(KITCHEN, "2007-04-10", "2007-04-11"), kwh(KITCHEN, "2007-04-09", "2007-04-10")),
        channel=KITCHEN,
        kind="comparison",
    ),
    _("Which sub meter used the most?", kwh(HEATER), channel=HEATER, kind="ranking"),
    _(
        "kitchen vs laundry in March",
        more(kwh(KITCHEN, "2007-03-01", "2007-04-01"), kwh(LAUNDRY, "2007-03-01", "2007-04-01")),
        kind="comparison",
    ),
    _("cost of the kitchen in euros", kwh(KITCHEN, times=0.2), "EUR", channel=KITCHEN, kind="cost"),
    _(
        "Sub_metering_1, Sub_metering_2 and Sub_metering_3 in March",
        lambda a: float(a.frame.loc["2007-03", [KITCHEN, LAUNDRY, HEATER]].sum().sum()),
        says="Together",
        kind="appliance",
    ),
    _("what does the heating cost", status="refused", kind="refusal"),
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
