"""What people ask of a home with a night rate and of one with gas; written before the grammar was read."""

from __future__ import annotations

from functools import partial
from typing import Final

from tests.questions.case import Case
from tests.questions.plain import known, kwh, more

NIGHT = partial(Case, "night_saver", kind="unseen")
GAS = partial(Case, "boiler", kind="unseen")

CASES: Final = (
    NIGHT(
        "heat pump usage in April", kwh("Heat pump (Daikin)", "2025-04-01", "2025-05-01"), start="2025-04-01"
    ),
    NIGHT(
        "How much did the zappi use this month?", kwh("Zappi EV charger", "2025-05-01"), start="2025-05-01"
    ),
    NIGHT(
        "how much energy did the washing machine use in may",
        kwh("washing m/c", "2025-05-01"),
        start="2025-05-01",
    ),
    NIGHT("How much did we use during peak hours in April?", known(112.539), "kWh"),
    NIGHT("How many kWh at the night rate in May?", known(256.094), "kWh"),
    NIGHT("off peak usage last month", known(255.832), "kWh"),
    NIGHT("Usage on Easter Sunday", kwh(None, "2025-04-20", "2025-04-21"), start="2025-04-20"),
    NIGHT("how much did the car and heat pump use together last week", known(92.087), "kWh"),
    NIGHT(
        "what did the house use without the car in April?",
        more(kwh(None, "2025-04-01", "2025-05-01"), kwh("Zappi EV charger", "2025-04-01", "2025-05-01")),
    ),
    NIGHT("How much did April cost?", known(193.03897), "GBP"),
    NIGHT("cost of the car this month", known(16.065), "GBP"),
    NIGHT("What did the heat pump cost in March?", known(155.697555), "GBP"),
    NIGHT("how much did I pay in standing charges in April?", known(16.5), "GBP"),
    NIGHT("cost yesterday", known(3.76544), "GBP"),
    NIGHT("what does one charge of the car cost?", known(1.785), "GBP"),
    NIGHT("What is my night rate?", known(0.085), "GBP"),
    NIGHT("whats the price per kwh at 5pm?", status="declined"),
    NIGHT("how much of my usage is in the peak period?", known(13.228129768), "%"),
    NIGHT("Would a flat 25p tariff have been cheaper in April?", status="declined"),
    NIGHT("how much would I save running the washing machine at night?", status="declined"),
    NIGHT("April vs May", known(836.066), "kWh"),
    NIGHT("is May cheaper than April?", known(172.74958), "GBP"),
    NIGHT("Does the heat pump or the car use more?", known(1263.137), "kWh"),
    NIGHT("has the heat pump's usage gone down since March?", status="declined"),
    NIGHT("what uses most electricity", known("Heat pump (Daikin)"), ""),
    NIGHT("Which month had the lowest usage?", known(707.675), "kWh"),
    NIGHT("what % is the heat pump in March", known(56.723073209), "%"),
    NIGHT("How often did I do the washing in May?", known(9), "count"),
    NIGHT("what time does the car usually charge?", known(1), "hour"),
    NIGHT("avg heat pump kWh/day in April", known(13.745466667), "kWh"),
    NIGHT("Is the heat pump running efficiently?", status="declined"),
    NIGHT("is it going to rain", status="declined"),
    NIGHT("tumble dryer last week", status="declined"),
    NIGHT("what did I spend on gas", status="declined"),
    NIGHT("How much did I use in February?", status="declined"),
    NIGHT("Are heat pumps any good?", status="declined"),
    NIGHT("price of petrol", status="declined"),
    NIGHT("What did the car cost in April?", known(14.28), "GBP"),
    NIGHT("and the heat pump?", known(107.64636), "GBP", before=("What did the car cost in April?",)),
    NIGHT(
        "in May?",
        known(66.095125),
        "GBP",
        before=(
            "What did the car cost in April?",
            "and the heat pump?",
        ),
    ),
    GAS("How much gas did I use in January?", kwh("Gas", "2025-01-01", "2025-02-01"), start="2025-01-01"),
    GAS("gas last week", kwh("Gas", "2025-03-10", "2025-03-17"), start="2025-03-10"),
    GAS("electric in Feb", kwh(None, "2025-02-01", "2025-03-01"), start="2025-02-01"),
    GAS("how much did I use in February?", kwh(None, "2025-02-01", "2025-03-01"), start="2025-02-01"),
    GAS("gas and electricity in January", known(1160.78), "kWh"),
    GAS("how much gas on new years day", kwh("Gas", "2025-01-01", "2025-01-02"), start="2025-01-01"),
    GAS("How much gas did the boiler burn yesterday?", status="declined"),
    GAS("Gas so far this month", kwh("Gas", "2025-03-01"), start="2025-03-01"),
    GAS("Did I use more gas in January than in February?", known(1160.78), "kWh"),
    GAS("do I use more gas or electricity?", known(2422.831), "kWh"),
    GAS("day with highest gas use", kwh("Gas", "2025-01-01", "2025-01-02"), start="2025-01-01"),
    GAS("my lowest electricity day in February?", kwh(None, "2025-02-17", "2025-02-18"), start="2025-02-17"),
    GAS("average gas per day in feb", known(29.063285714), "kWh"),
    GAS("what hour do I use most gas", known(19), "hour"),
    GAS("what did gas cost in January?", status="declined"),
    GAS("how much did I spend last month?", status="declined"),
    GAS("What did last month cost at 27p per kWh?", known(62.50932), "GBP"),
    GAS("how much would January's gas cost at 6.3p", known(73.12914), "GBP"),
    GAS("what's on all the time?", status="declined"),
    GAS("How can I lower my gas bill?", status="declined"),
    GAS("how much CO2 from gas in January?", status="declined"),
    GAS("what did the dishwasher use?", status="declined"),
    GAS("gas in July", status="declined"),
    GAS("how much petrol did I use", status="declined"),
    GAS("Is my boiler ugly?", status="declined"),
    GAS("How warm was my house in January?", status="declined"),
    GAS("How much gas did I use last month?", kwh("Gas", "2025-02-01", "2025-03-01"), start="2025-02-01"),
    GAS(
        "and electricity?",
        kwh(None, "2025-02-01", "2025-03-01"),
        start="2025-02-01",
        before=("How much gas did I use last month?",),
    ),
    GAS(
        "and the month before?",
        kwh(None, "2025-01-01", "2025-02-01"),
        start="2025-01-01",
        before=(
            "How much gas did I use last month?",
            "and electricity?",
        ),
    ),
    NIGHT("when was the car last charged", known(3.0), "hours", start="2025-05-29 01:00"),
    NIGHT("what was my bill in April", known(209.55), "GBP"),
)
