"""What a pensioner, a teenager and a landlord asked before they knew what can be understood."""

from __future__ import annotations

from functools import partial
from typing import Final

from tests.questions.case import Case
from tests.questions.plain import (
    highest_day,
    kwh,
    lowest_day,
    mean_day,
    more,
    share,
    top_hour_of_day,
)
from tests.questions.plain_homes import (
    baseload_kw,
    carbon,
    highest_month,
    mean_month,
    mean_run,
    run_count,
    top_channel,
    year,
)
from tests.questions.plain_money import bill, cost, in_rate, moved, without

GAS = partial(Case, "gas", kind="everyday")
TOU = partial(Case, "tou", kind="everyday")
FLATS = partial(Case, "flats", kind="everyday")
MAY, JUNE, APRIL = ("2025-05-01", "2025-06-01"), ("2025-06-01", "2025-07-01"), ("2025-04-01", "2025-05-01")
CAR, DISHES, WASHER, GAMES = "EV charger", "Dishwasher", "Washing machine", "TV & games"
F1, F2, F3, COMMON = "Flat 1", "Flat 2", "Flat 3", "Common areas"
H1_24, H1_25 = ("2024-01-01", "2024-07-01"), ("2025-01-01", "2025-07-01")
NIGHT = (22, 23, 0, 1, 2, 3, 4, 5)

CASES: Final = (
    # a pensioner
    GAS("How much electric have I used this month?", kwh(None, *JUNE)),
    GAS("and last month?", kwh(None, *MAY), before=("How much electric have I used this month?",)),
    GAS("What did I spend on electricity in May?", bill(*MAY), "GBP"),
    GAS(
        "How much of that is the standing charge?",
        bill(*MAY, line="standing charge"),
        "GBP",
        before=("What did I spend on electricity in May?",),
    ),
    GAS("How much gas did I use in February?", kwh("Gas", "2025-02-01", "2025-03-01"), channel="Gas"),
    GAS("Is my gas going up or down?", says="falling"),
    GAS(
        "Which day in January did I use the most electricity?", highest_day(None, "2025-01-01", "2025-02-01")
    ),
    GAS("Am I using more than this time last year?", status="refused", says="2024"),
    GAS("Do I leave anything on overnight?", baseload_kw(), "kW"),
    GAS("what is it costing me while I sleep", cost(hours=NIGHT), "GBP"),
    GAS("How much did I use over Easter weekend?", kwh(None, "2025-04-18", "2025-04-22")),
    GAS(
        "I had my grandchildren here from the 14th to the 21st of April, how much did we use?",
        kwh(None, "2025-04-14", "2025-04-22"),
    ),
    GAS("What will my next bill be dear?", says="Jul 2025 is expected"),
    GAS("Is it cheaper to do my washing at night?", status="refused", says="same at all hours"),
    GAS("How much does a day's electricity cost me on average?", mean_day(times=0.2835), "GBP"),
    GAS("Was it a cold month for gas in March compared with January?", status="declined"),
    GAS("Why was my electric so high on the 3rd of March?", kwh(None, "2025-03-03", "2025-03-04")),
    GAS("which month was the dearest", highest_month()),
    GAS("How many units did I use in the first week of June?", kwh(None, "2025-06-01", "2025-06-08")),
    GAS("What is a kilowatt hour?", says="1 kW takes in an hour"),
    GAS("Can you turn the heating down for me?", status="refused"),
    GAS("Will it be cold tomorrow?", status="refused", says="weather"),
    GAS("Do my neighbours use less than me?", status="refused", says="neighbours"),
    GAS(
        "how much between 5 and 7 in the evening yesterday",
        kwh(None, "2025-06-29", "2025-06-30", hours=(17, 18)),
    ),
    GAS("What was my lowest day in June?", lowest_day(None, *JUNE)),
    GAS("How much would I save if I used ten percent less?", without(None, 10), "GBP"),
    GAS("am I on the right tariff?", status="asked_back", says="No other tariffs"),
    GAS("What is the price I pay for a unit?", lambda asked: 0.2835, "GBP"),
    GAS("How much was the bill for January to March?", bill("2025-01-01", "2025-04-01"), "GBP"),
    GAS(
        "Thank you, and what about gas in the same months?",
        kwh("Gas", "2025-01-01", "2025-04-01"),
        channel="Gas",
        before=("How much was my use for January to March?",),
    ),
    # a teenager
    TOU("yo how much power did my gaming stuff use last week", kwh(GAMES, "2025-05-19", "2025-05-26")),
    TOU("whats using the most", top_channel((CAR, DISHES, WASHER, GAMES)), ""),
    TOU("how much £ is the ev costing us a month", lambda asked: cost(CAR)(asked) / 3, "GBP"),
    TOU("did i use more than dad's car yesterday lol", kwh(CAR, "2025-05-30", "2025-05-31")),
    TOU("is the tv on rn", status="refused", says="no live view"),
    TOU("when do we use the most electric", top_hour_of_day(), "hour"),
    TOU("how much would we save if i charge the car at night", moved(CAR, "night"), "GBP"),
    TOU("dishwasher cost per go", mean_run(DISHES, cost(DISHES)), "GBP"),
    TOU("how often do we run the washing machine", run_count(WASHER), "count"),
    TOU("whats the bill gonna be this month", status="asked_back"),
    TOU("how much of our leccy is cheap rate", in_rate("night", percent=True), "%"),
    TOU("gimme the top 3 appliances", kwh(CAR), channel=CAR),
    TOU("how much co2 did we make in april", carbon(0.177, None, *APRIL), "kg"),
    TOU("was yesterday a lot?", kwh(None, "2025-05-30", "2025-05-31"), says="less than usual"),
    TOU(
        "how much did it go up from march to april",
        more(kwh(None, *APRIL), kwh(None, "2025-03-01", "2025-04-01")),
    ),
    TOU("dishwasher at night vs in the day", kwh(DISHES, hours=NIGHT)),
    TOU("what if everything was 20p", bill(flat=0.20), "GBP"),
    TOU("would octopus be cheaper", status="declined"),
    TOU("what should mum and dad replace first", says="Flat Fix"),
    TOU("what did i use when i was home sick on 12th march", kwh(None, "2025-03-12", "2025-03-13")),
    TOU("did anything weird happen last week", says="unusual events"),
    TOU("hw mch did the washin mashine use in aprl", kwh(WASHER, *APRIL)),
    TOU("games on saturdays?", kwh(GAMES, weekdays=(5,))),
    TOU("ev last 30 days pls", kwh(CAR, "2025-05-02", None)),
    TOU("and in £?", cost(CAR, "2025-05-02", None), "GBP", before=("ev last 30 days pls",)),
    TOU("whats standby costing us", baseload_kw(), "kW"),
    TOU("do we use more at weekends", kwh(weekdays=(5, 6)), says="No."),
    TOU("how much after midnight", status="asked_back", says="Midnight"),
    TOU("best day ever (lowest)?", lowest_day()),
    TOU("write my homework", status="declined"),
    # a landlord
    FLATS("Total consumption for Flat 2 in 2024", kwh(F2, "2024-01-01", "2025-01-01")),
    FLATS("Which flat used the most in 2024?", kwh(F2, "2024-01-01", "2025-01-01"), channel=F2),
    FLATS("Rank the flats by usage for Q1 2025", kwh(F1, "2025-01-01", "2025-04-01"), channel=F1),
    FLATS(
        "What should I charge Flat 3 for March 2025 at 28p per kWh?",
        kwh(F3, "2025-03-01", "2025-04-01", times=0.28),
        "GBP",
    ),
    FLATS("Common areas cost last year", kwh(COMMON, "2024-01-01", "2025-01-01", times=0.25), "GBP"),
    FLATS("Flat 1 vs Flat 2, first half of 2025", more(kwh(F1, *H1_25), kwh(F2, *H1_25))),
    FLATS("percentage share of the common areas", share(COMMON), "%"),
    FLATS("Has Flat 3 gone up since January?", kwh(F3, *H1_25), says="Yes."),
    FLATS("tenant moved in on 15 February 2025 to Flat 1 - usage since then?", kwh(F1, "2025-02-15", None)),
    FLATS("Was Flat 2 empty at any point?", status="declined"),
    FLATS("Average monthly usage per flat", mean_month(F3), channel=F3),
    FLATS("List monthly totals for 2024", kwh(None, "2024-03-01", "2024-04-01"), start="2024-03-01"),
    FLATS("which month was the highest for the common areas?", highest_month(COMMON)),
    FLATS("What's the annual cost of the building?", year(None, 0.25), "GBP"),
    FLATS("Compare winter 2024 with winter 2025", status="refused", says="2025"),
    FLATS("how much is each flat costing per day", mean_day(F2, times=0.25), "GBP", channel=F2),
    FLATS("any gaps in the readings?", lambda asked: 0.0, "hours"),
    FLATS("year-on-year change for Jan to June", more(kwh(None, *H1_25), kwh(None, *H1_24))),
    FLATS(
        "How much for flats 1 and 3 together in May 2025?",
        lambda asked: kwh(F1, *MAY)(asked) + kwh(F3, *MAY)(asked),
    ),
    FLATS("Which flat grew the most?", status="asked_back", says="from one period to another"),
    FLATS("lowest consuming flat in June?", kwh(F1, *JUNE), channel=F1),
    FLATS("What would the bill be at 32p?", kwh(times=0.32), "GBP"),
    FLATS("Total kWh from 01/04/2024 to 31/03/2025", kwh(None, "2024-04-01", "2025-04-01")),
    FLATS("which hours does Flat 1 use the most?", status="refused", says="every hour"),
    FLATS("Is my landlord licence up to date?", status="declined"),
    FLATS("Flat 4 usage?", status="refused", says="flat 4"),
    FLATS(
        "How many days did Flat 3 use more than 10 kWh in 2025?",
        lambda asked: int((asked.frame.loc["2025", F3] > 10).sum()),
        "days",
    ),
    FLATS(
        "and Flat 2?",
        lambda asked: int((asked.frame.loc["2025", F2] > 10).sum()),
        "days",
        before=("How many days did Flat 3 use more than 10 kWh in 2025?",),
    ),
    FLATS("predict next month for the building", says="expected to use"),
    FLATS("Common areas: weekend use against weekday use", kwh(COMMON, weekdays=(5, 6))),
)
