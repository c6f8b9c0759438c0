"""Solar, German names, flats by the day and bills by the month: what each can tell, and what it can't."""

from __future__ import annotations

from functools import partial
from typing import Final

from tests.questions.case import Case
from tests.questions.plain import highest_day, kwh, mean_day, more, percent_more, share
from tests.questions.plain_homes import (
    carbon,
    highest_month,
    lowest_month,
    mean_month,
    mean_run,
    run_count,
    run_days,
    self_sufficiency,
    self_use,
    used_here,
)
from tests.questions.plain_money import bill, cost, in_rate, moved, without

SOLAR = partial(Case, "solar")
GERMAN = partial(Case, "german")
FLATS = partial(Case, "flats")
BILLS = partial(Case, "bills")
APRIL, MAY, JUNE = ("2025-04-01", "2025-05-01"), ("2025-05-01", "2025-06-01"), ("2025-06-01", "2025-07-01")
FEB, MARCH = ("2025-02-01", "2025-03-01"), ("2025-03-01", "2025-04-01")
CAR, PUMP, WATER, SUN, OUT = "EV charger", "Heat pump", "Water heater", "Solar production", "Grid export"
FRIDGE, WASHER, DISHES, HEAT = "Kühlschrank", "Waschmaschine", "Geschirrspüler", "Wärmepumpe"
F1, F2, F3, COMMON = "Flat 1", "Flat 2", "Flat 3", "Common areas"

CASES: Final = (
    SOLAR("How much did my panels produce in June?", kwh(SUN, *JUNE), channel=SUN, kind="solar"),
    SOLAR("How much solar did I generate yesterday?", kwh(SUN, "2025-06-29", "2025-06-30"), kind="solar"),
    SOLAR("How much did I feed in last month?", kwh(OUT, *MAY), channel=OUT, kind="solar"),
    SOLAR("How much of my solar did I use myself in May?", self_use(*MAY), "%", kind="solar"),
    SOLAR("How self-sufficient was I in April?", self_sufficiency(*APRIL), "%", kind="solar"),
    SOLAR("self consumption", used_here(), kind="solar"),
    SOLAR("What did I earn from exports in June?", bill(*JUNE, line="export"), "USD", kind="solar"),
    SOLAR("export credit in April", bill(*APRIL, line="export"), "USD", kind="solar"),
    SOLAR("Which day did the panels generate the most?", highest_day(SUN), channel=SUN, kind="solar"),
    SOLAR("What did the solar panels cost?", status="refused", kind="solar"),
    SOLAR("What did I pay in May?", bill(*MAY), "USD", kind="bill"),
    SOLAR("How much was the bill for Q2?", bill(), "USD", kind="bill"),
    SOLAR("Did I pay more in June than in May?", bill(*JUNE), "USD", says="No.", kind="bill"),
    SOLAR("How much of my use is at the peak rate?", in_rate("peak", percent=True), "%", kind="rates"),
    SOLAR("How many kWh off-peak in April?", in_rate("off-peak", *APRIL), kind="rates"),
    SOLAR("What did the EV cost in June?", cost(CAR, *JUNE), "USD", kind="cost"),
    SOLAR("What if I charge the EV off-peak?", moved(CAR, "off-peak"), "USD", kind="what if"),
    SOLAR("What if I pay 30% more?", bill(percent=30), "USD", kind="what if"),
    SOLAR("Should I replace the water heater?", says="heat pump", kind="audit"),
    SOLAR("Is a heat pump water heater worth it?", says="heat pump", kind="audit"),
    SOLAR("When is electricity cheapest?", says="off-peak", kind="tariff"),
    SOLAR("How much did I use on 6/10?", kwh(None, "2025-06-10", "2025-06-11"), kind="date"),
    SOLAR("usage between 05/02 and 05/09", kwh(None, "2025-05-02", "2025-05-10"), kind="date"),
    SOLAR(
        "heat pump on weekdays after 6 pm",
        kwh(PUMP, hours=(18, 19, 20, 21, 22, 23), weekdays=(0, 1, 2, 3, 4)),
        kind="date",
    ),
    SOLAR("usage since I switched in May", kwh(None, "2025-05-01", None), kind="date"),
    SOLAR(
        "How much did I use tonight?",
        kwh(None, "2025-06-30", "2025-07-01", hours=(18, 19, 20, 21)),
        kind="date",
    ),
    SOLAR("How much did I use over Memorial Day?", kwh(None, "2025-05-26", "2025-05-27"), kind="date"),
    SOLAR("What is the battery doing?", status="declined", kind="refusal"),
    SOLAR("Is solar worth it in general?", status="declined", kind="refusal"),
    SOLAR("How much CO2 did I cause in May?", carbon(0.350, None, *MAY), "kg", kind="carbon"),
    GERMAN("How much did the fridge use in March?", kwh(FRIDGE, *MARCH), channel=FRIDGE, kind="total"),
    GERMAN(
        "How much did the heat pump cost in February?", cost(HEAT, *FEB), "EUR", channel=HEAT, kind="cost"
    ),
    GERMAN("Was hat die Waschmaschine gekostet?", status="declined", kind="refusal"),
    GERMAN("How much did the Geschirrspueler use?", kwh(DISHES), channel=DISHES, kind="total"),
    GERMAN(
        "How often did the washing machine run in March?", run_count(WASHER, *MARCH), "count", kind="runs"
    ),
    GERMAN("on how many days did the dishwasher run in April", run_days(DISHES, *APRIL), "days", kind="runs"),
    GERMAN("What does one dishwasher run cost?", mean_run(DISHES, cost(DISHES)), "EUR", kind="runs"),
    GERMAN("bill for March", bill(*MARCH), "EUR", kind="bill"),
    GERMAN(
        "What did I pay from 15.02.2025 to 15.03.2025?", bill("2025-02-15", "2025-03-16"), "EUR", kind="bill"
    ),
    GERMAN("consumption on 3.4.2025", kwh(None, "2025-04-03", "2025-04-04"), kind="date"),
    GERMAN(
        "How much did I use in the first week of April?", kwh(None, "2025-04-01", "2025-04-08"), kind="date"
    ),
    GERMAN("usage at Easter 2025", kwh(None, "2025-04-20", "2025-04-21"), kind="date"),
    GERMAN("What if the heat pump used 20% less?", without(HEAT, 20), "EUR", kind="what if"),
    GERMAN("What if a kWh costs 50 cents?", bill(flat=0.50), "EUR", kind="what if"),
    GERMAN("What would I save without the dishwasher?", without(DISHES, 100), "EUR", kind="what if"),
    GERMAN("share of the heat pump in February", share(HEAT, *FEB), "%", kind="share"),
    GERMAN("Is my consumption going down?", says="Yes.", kind="trend"),
    GERMAN("How much CO2 did the heat pump cause?", carbon(0.363, HEAT), "kg", kind="carbon"),
    GERMAN(
        "and the fridge?",
        kwh(FRIDGE, *MARCH),
        kind="follow-up",
        before=("How much did the dishwasher use in March?",),
    ),
    GERMAN(
        "and its cost?",
        cost(FRIDGE, *MARCH),
        "EUR",
        kind="follow-up",
        before=("How much did the fridge use in March?",),
    ),
    GERMAN(
        "same for last month",
        kwh(FRIDGE, *MARCH),
        kind="follow-up",
        before=("How much did the fridge use in April?",),
    ),
    GERMAN("How much does the freezer use?", status="refused", says="freezer", kind="refusal"),
    GERMAN("How much did I use in 2024?", status="refused", says="2024", kind="refusal"),
    GERMAN("Which party should I vote for?", status="declined", kind="refusal"),
    FLATS("Which flat used the least in May 2025?", kwh(F1, *MAY), channel=F1, kind="ranking"),
    FLATS("What did each flat use in 2024?", kwh(F3, "2024-01-01", "2025-01-01"), channel=F3, kind="ranking"),
    FLATS(
        "How much did flats 2 and 3 cost in April 2025?",
        kwh(F2, *APRIL, times=0.25),
        "GBP",
        channel=F2,
        kind="cost",
    ),
    FLATS("Which flat grew the most from 2024 to 2025?", status="answered", kind="change"),
    FLATS(
        "Which flat grew the most from May 2024 to May 2025?",
        more(kwh(F3, *MAY), kwh(F3, "2024-05-01", "2024-06-01")),
        channel=F3,
        kind="change",
    ),
    FLATS(
        "Did Flat 2 use more in January 2025 than in January 2024?",
        percent_more(kwh(F2, "2025-01-01", "2025-02-01"), kwh(F2, "2024-01-01", "2024-02-01")),
        "%",
        kind="comparison",
    ),
    FLATS(
        "How much did Flat 1 use per day in winter 2024?",
        mean_day(F1, "2024-12-01", "2025-03-01"),
        kind="average",
    ),
    FLATS("When are the peak hours of Flat 1?", status="refused", says="every hour", kind="refusal"),
    FLATS(
        "How much did the flat use?", status="asked_back", says="Flat 1, Flat 2 and Flat 3", kind="ambiguous"
    ),
    FLATS("Flat 2 at night", status="refused", says="every hour", kind="refusal"),
    FLATS("Monthly average of the common areas", mean_month(COMMON), kind="average"),
    FLATS("share of Flat 3 in 2025", share(F3, "2025-01-01", None), "%", kind="share"),
    FLATS(
        "What does Flat 3 cost per year?",
        lambda asked: float(asked.frame[F3].mean()) * 365.25 * 0.25,
        "GBP",
        kind="yearly",
    ),
    BILLS("How much did I use in July 2024?", kwh(None, "2024-07-01", "2024-08-01"), kind="months"),
    BILLS("What did 2024 cost?", kwh(None, "2024-01-01", "2025-01-01", times=0.33), "AUD", kind="months"),
    BILLS("Which month was the highest?", highest_month(), kind="months"),
    BILLS("What was my cheapest month?", lowest_month(), kind="months"),
    BILLS("average per month", mean_month(), kind="months"),
    BILLS(
        "Compare July 2023 with July 2024",
        more(kwh(None, "2023-07-01", "2023-08-01"), kwh(None, "2024-07-01", "2024-08-01")),
        kind="months",
    ),
    BILLS(
        "List my usage by month in 2024",
        kwh(None, "2024-06-01", "2024-07-01"),
        start="2024-06-01",
        kind="months",
    ),
    BILLS("total usage", kwh(), kind="months"),
    BILLS("Which day did I use the most?", status="refused", kind="months"),
    BILLS("What are my peak hours?", status="refused", says="every hour", kind="months"),
    BILLS("How much is always on?", status="refused", kind="months"),
    BILLS(
        "What did I pay in winter 2024?",
        kwh(None, "2024-06-01", "2024-09-01", times=0.33),
        "AUD",
        kind="months",
    ),
    BILLS("How much did I use last summer?", kwh(None, "2024-12-01", "2025-03-01"), kind="months"),
    BILLS("What should I do?", says="Look at your use every month", kind="months"),
    BILLS("What was my bill in March 2025?", kwh(None, *MARCH, times=0.33), "AUD", kind="months"),
    BILLS("Did I use more in 2024 than in 2023?", kwh(None, "2024-01-01", "2025-01-01"), kind="months"),
)
