"""A second round of everyday questions, asked of every home after the first had been mended."""

from __future__ import annotations

from functools import partial
from typing import Final

from tests.questions.case import Case
from tests.questions.plain import highest_day, highest_hour, kwh, lowest_day, mean_day, more
from tests.questions.plain_homes import mean_run, run_count
from tests.questions.plain_money import bill, cost, in_rate, without

TOU, SOLAR = partial(Case, "tou", kind="second round"), partial(Case, "solar", kind="second round")
GERMAN, GAS = partial(Case, "german", kind="second round"), partial(Case, "gas", kind="second round")
FLATS, BILLS = partial(Case, "flats", kind="second round"), partial(Case, "bills", kind="second round")
SAMPLE, DAILY = partial(Case, "sample", kind="second round"), partial(Case, "daily", kind="second round")
LONG = partial(Case, "halfhours", kind="second round")
APRIL, MAY, MARCH = ("2025-04-01", "2025-05-01"), ("2025-05-01", "2025-06-01"), ("2025-03-01", "2025-04-01")
CAR, FRIDGE, F1, F3 = "EV charger", "Kühlschrank", "Flat 1", "Flat 3"

CASES: Final = (
    TOU(
        "Can you tell me what the electric cost us in the second half of April?",
        bill("2025-04-16", "2025-05-01"),
        "GBP",
    ),
    TOU("is it worth getting a new dishwasher", says="No."),
    TOU("How much electricity does the car take on a Tuesday?", kwh(CAR, weekdays=(1,))),
    TOU("what would our bill have been without the games", without("TV & games", 100), "GBP"),
    TOU("how much of last month's bill was fixed", bill(*APRIL, line="standing charge"), "GBP"),
    TOU("how many units at the cheap rate this month", in_rate("night", *MAY)),
    TOU("could I save by doing the washing at 2am", status="asked_back"),
    TOU("if electricity doubled what would I pay", bill(percent=100), "GBP"),
    TOU("What do weekends cost compared to weekdays?", cost(weekdays=(5, 6)), "GBP"),
    TOU("total for the bank holiday weekend 3-5 May", kwh(None, "2025-05-03", "2025-05-06")),
    TOU("does the TV use more than the washing machine", kwh("TV & games"), says="Yes."),
    TOU("longest the car charged for in one go?", status="declined"),
    SOLAR("what percentage of the EV's energy was charged at peak price?", lambda asked: 100.0, "%"),
    SOLAR("average cost of charging the car per session", mean_run(CAR, cost(CAR)), "USD"),
    SOLAR(
        "compare production in April, May and June",
        kwh("Solar production", *MAY),
        says="May 2025 is the highest",
    ),
    SOLAR(
        "what did the heat pump cost between 9pm and midnight", cost("Heat pump", hours=(21, 22, 23)), "USD"
    ),
    SOLAR(
        "show daily export for last week as a table",
        kwh("Grid export", "2025-06-23", "2025-06-24"),
        start="2025-06-23",
    ),
    SOLAR(
        "how often did we use more than 4 kWh in an hour?",
        lambda asked: int((asked.total() > 4).sum()),
        "hours",
    ),
    SOLAR("what's the biggest consumer behind the meter?", kwh("Heat pump"), channel="Heat pump"),
    SOLAR("Was June sunnier than May?", status="refused", says="weather"),
    SOLAR("how many miles could I drive", status="declined"),
    GERMAN("What cost me the fridge until now?", cost(FRIDGE), "EUR"),
    GERMAN(
        "Was my consumption on Easter more than normal?", kwh(None, "2025-04-20", "2025-04-21"), says="No."
    ),
    GERMAN("which day I have the biggest use and how much", highest_day()),
    GERMAN("In the night from 3rd to 4th March how much?", kwh(None, "2025-03-03 22:00", "2025-03-04 06:00")),
    GERMAN("how big is my peak", highest_hour(), "kW"),
    GERMAN("what was more expensive, February or March?", bill(*MARCH), "EUR"),
    GAS("Total gas and electricity for March", kwh("Gas", *MARCH), channel="Gas"),
    GAS("Total gas and electricity for March", kwh("Electricity", *MARCH), channel="Electricity"),
    GAS("On which day was the gas lowest?", lowest_day("Gas"), channel="Gas"),
    GAS("gas between 6 and 9 am on weekdays", kwh("Gas", hours=(6, 7, 8), weekdays=(0, 1, 2, 3, 4))),
    GAS("Is the gas included in the bill?", status="declined"),
    FLATS("which flat is the most economical", kwh(F1), channel=F1),
    FLATS("how did flat 3 develop over time", says="rising"),
    FLATS("Flat 2 average day in December", mean_day("Flat 2", "2024-12-01", "2025-01-01")),
    FLATS(
        "How many days was Flat 1 under 6 kWh in 2024?",
        lambda asked: int((asked.frame.loc["2024", F1] < 6).sum()),
        "days",
    ),
    FLATS(
        "sum of all flats without common areas in 2024",
        lambda asked: float(asked.frame.loc["2024", ["Flat 1", "Flat 2", "Flat 3"]].sum().sum()),
    ),
    BILLS("how much in the last 12 months", kwh(None, "2024-07-01", "2025-07-01")),
    BILLS("What would I pay at 40 cents?", kwh(times=0.40), "AUD"),
    BILLS("was 2024 cheaper than 2023", kwh(None, "2024-01-01", "2025-01-01", times=0.33), "AUD", says="No."),
    SAMPLE("whats the aircon costing me a day", mean_day("Air Conditioner", times=0.3), "GBP"),
    SAMPLE("fridge and freezer usage", status="refused", says="freezer"),
    SAMPLE(
        "lights on weekday evenings in june",
        kwh("Lighting", "2024-06-01", "2024-07-01", hours=(18, 19, 20, 21), weekdays=(0, 1, 2, 3, 4)),
    ),
    SAMPLE("Is the washing machine on a lot?", run_count("Washing Machine"), "count"),
    SAMPLE("show me spikes above 5 kWh", lambda asked: int((asked.total() > 5).sum()), "hours"),
    SAMPLE("how much did 1 July add to the bill", kwh(None, "2024-07-01", "2024-07-02", times=0.3), "GBP"),
    SAMPLE("what are my three hungriest hours", highest_hour()),
    SAMPLE("was 1st July unusual?", says="Air Conditioner"),
    LONG(
        "what did I use on Christmas Day 2024 compared to Christmas Day 2023",
        more(kwh(None, "2024-12-25", "2024-12-26"), kwh(None, "2023-12-25", "2023-12-26")),
    ),
    LONG("when was the power out", lambda asked: 0.0, "hours"),
    DAILY("how much on Thanksgiving", kwh(None, "2023-11-23", "2023-11-24")),
    DAILY("cost of July 4th week", kwh(None, "2024-07-01", "2024-07-08", times=0.16), "USD"),
    DAILY("what was the hottest month", status="refused", says="weather"),
)
