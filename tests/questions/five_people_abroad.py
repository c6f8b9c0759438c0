"""What an engineer in California and a German asked before they knew what can be understood."""

from __future__ import annotations

from functools import partial
from typing import Final

from tests.questions.case import Case
from tests.questions.plain import highest_day, highest_hour, kwh, lowest_day, more, share, top_hour_of_day
from tests.questions.plain_homes import (
    baseload_kw,
    by_weekday_mean,
    carbon,
    last_day,
    load_factor,
    mean_kw,
    mean_month,
    mean_run,
    run_count,
    run_days,
    self_sufficiency,
    self_use,
    std_day,
    year,
)
from tests.questions.plain_money import bill, cost, in_rate, moved

SOLAR = partial(Case, "solar", kind="everyday")
GERMAN = partial(Case, "german", kind="everyday")
MAY, JUNE, APRIL = ("2025-05-01", "2025-06-01"), ("2025-06-01", "2025-07-01"), ("2025-04-01", "2025-05-01")
FEB, MARCH = ("2025-02-01", "2025-03-01"), ("2025-03-01", "2025-04-01")
CAR, PUMP, WATER, SUN, OUT = "EV charger", "Heat pump", "Water heater", "Solar production", "Grid export"
FRIDGE, WASHER, DISHES, HEAT = "Kühlschrank", "Waschmaschine", "Geschirrspüler", "Wärmepumpe"
NIGHT = (22, 23, 0, 1, 2, 3, 4, 5)
EVENING = (16, 17, 18, 19, 20)

CASES: Final = (
    # an engineer
    SOLAR("What's my self-consumption ratio for May?", self_use(*MAY), "%"),
    SOLAR("total PV generation in kWh Q2 2025", kwh(SUN)),
    SOLAR("How much did I export last week?", kwh(OUT, "2025-06-23", "2025-06-30")),
    SOLAR("Peak 1h demand in June, kW?", highest_hour(None, *JUNE), "kW"),
    SOLAR("load factor for the EV charger", load_factor(CAR), "%"),
    SOLAR("Mean daily import on weekdays vs weekends", by_weekday_mean((0, 1, 2, 3, 4))),
    SOLAR(
        "What fraction of consumption is in the 4pm-9pm peak window?",
        lambda asked: 100 * kwh(hours=EVENING)(asked) / kwh()(asked),
        "%",
    ),
    SOLAR("How much of my import was off-peak in May?", in_rate("off-peak", *MAY)),
    SOLAR(
        "What would shifting the EV charging to off-peak have saved me in June?",
        moved(CAR, "off-peak", *JUNE),
        "USD",
    ),
    SOLAR("baseload in W", baseload_kw(), "kW"),
    SOLAR("Top 5 days by import", highest_day()),
    SOLAR(
        "Energy used by heat pump between 2025-05-01 and 2025-05-15", kwh(PUMP, "2025-05-01", "2025-05-16")
    ),
    SOLAR("Give me the EV's consumption by month", kwh(CAR, *MAY), start="2025-05-01"),
    SOLAR("CO2 from grid import in April?", carbon(0.350, "Grid import", *APRIL), "kg"),
    SOLAR("How many times did the EV charge in May?", run_count(CAR, *MAY), "count"),
    SOLAR("When did the water heater last run?", lambda asked: 1.2, start="2025-06-30 21:00"),
    SOLAR("average power of the heat pump during nights in April", mean_kw(PUMP, *APRIL, hours=NIGHT), "kW"),
    SOLAR(
        "sum of EV charger + heat pump in June",
        lambda asked: kwh(CAR, *JUNE)(asked) + kwh(PUMP, *JUNE)(asked),
    ),
    SOLAR("std dev of daily consumption", std_day()),
    SOLAR("missing data?", lambda asked: 0.0, "hours"),
    SOLAR("Export revenue in May", bill(*MAY, line="export"), "USD"),
    SOLAR("Net cost for June including export credit", bill(*JUNE), "USD"),
    SOLAR(
        "Effective price per kWh in June",
        lambda asked: cost(None, *JUNE)(asked) / kwh(None, *JUNE)(asked),
        "USD",
    ),
    SOLAR("What's my autarky / self-sufficiency in June", self_sufficiency(*JUNE), "%"),
    SOLAR("If price rises 30 percent, what's the June cost?", bill(*JUNE, percent=30), "USD"),
    SOLAR("payback of replacing the water heater with a heat-pump one", says="pays back in"),
    SOLAR("ROI of all measures ranked", says="Worth doing"),
    SOLAR("forecast next 7 days import", says="expected to use"),
    SOLAR("was there an anomaly in the heat pump in June?", says="Yes."),
    SOLAR(
        "6/3 vs 6/10 usage?",
        more(kwh(None, "2025-06-03", "2025-06-04"), kwh(None, "2025-06-10", "2025-06-11")),
    ),
    # a German
    GERMAN("How much energy is used by my Kühlschrank in month March?", kwh(FRIDGE, *MARCH)),
    GERMAN("the Waschmaschine, how much it consumes per wash?", mean_run(WASHER, kwh(WASHER))),
    GERMAN("What I have paid for february?", bill(*FEB), "EUR"),
    GERMAN("Please tell me the consumption of last week", kwh(None, "2025-04-21", "2025-04-28")),
    GERMAN("how many kWh needed the heat pump in january", kwh(HEAT, "2025-01-01", "2025-02-01")),
    GERMAN("is the fridge normal?", says="unusual"),
    GERMAN("what are costs for dishwasher per month", mean_month(DISHES, times=0.36), "EUR"),
    GERMAN("in which hour of the day I use most current", top_hour_of_day(), "hour"),
    GERMAN("How much in Euro was the 15.03.2025?", bill("2025-03-15", "2025-03-16"), "EUR"),
    GERMAN("the consumption from 1.2. till 14.2.", kwh(None, "2025-02-01", "2025-02-15")),
    GERMAN("difference between february and march?", more(kwh(None, *FEB), kwh(None, *MARCH))),
    GERMAN("How high is my basic load?", baseload_kw(), "kW"),
    GERMAN("What is the price per kWh actually?", lambda asked: 0.36, "EUR"),
    GERMAN("how much percent makes the heat pump?", share(HEAT), "%"),
    GERMAN("when was washing machine running last time?", last_day(WASHER, 0.8), start="2025-04-28 11:00"),
    GERMAN("How much CO2 I make in this year?", carbon(0.363), "kg"),
    GERMAN("What can I do for saving money?", says="Worth doing"),
    GERMAN("my bill is how much when price is 40 cents?", bill(flat=0.40), "EUR"),
    GERMAN("wieviel Strom habe ich im März verbraucht?", status="refused", says="English"),
    GERMAN(
        "Waschmaschine and Geschirrspüler together in April",
        lambda asked: kwh(WASHER, *APRIL)(asked) + kwh(DISHES, *APRIL)(asked),
    ),
    GERMAN("how many days washing machine was used in march", run_days(WASHER, *MARCH), "days"),
    GERMAN("What is consumption since 10 of April?", kwh(None, "2025-04-10", None)),
    GERMAN("the lowest consumption which day was?", lowest_day()),
    GERMAN("it is more at night or at day?", kwh(hours=NIGHT)),
    GERMAN("how much uses the kuehlschrank in one year", year(FRIDGE)),
    GERMAN("which machine needs the most?", kwh(HEAT), channel=HEAT),
    GERMAN("show me the last 7 days each day", kwh(None, "2025-04-26", "2025-04-27"), start="2025-04-26"),
    GERMAN(
        "and with costs", cost(None, "2025-04-24", None), "EUR", before=("show me the last 7 days each day",)
    ),
    GERMAN("have I a heat pump?", kwh(HEAT), channel=HEAT),
    GERMAN("how much was grundpreis", bill(line="standing charge"), "EUR"),
)
