"""Bills, tariffs, rates and what-ifs about a home with a cheap night and one with a standing charge alone."""

from __future__ import annotations

from functools import partial
from typing import Final

from tests.questions.case import Case
from tests.questions.plain import kwh, more, share
from tests.questions.plain_homes import carbon, mean_run, run_count, std_day, year
from tests.questions.plain_money import bill, cost, in_rate, moved, saved, without

TOU = partial(Case, "tou")
GAS = partial(Case, "gas")
MARCH, APRIL, MAY = ("2025-03-01", "2025-04-01"), ("2025-04-01", "2025-05-01"), ("2025-05-01", "2025-06-01")
JAN, FEB, JUNE = ("2025-01-01", "2025-02-01"), ("2025-02-01", "2025-03-01"), ("2025-06-01", "2025-07-01")
CAR, DISHES, WASHER, GAMES = "EV charger", "Dishwasher", "Washing machine", "TV & games"


def _rate_percent(standing: str):
    return lambda asked: 100 * bill(*MAY, line=standing)(asked) / bill(*MAY)(asked)


CASES: Final = (
    # bills
    TOU("What did I pay last month?", bill(*APRIL), "GBP", kind="bill"),
    TOU("What was my bill in April?", bill(*APRIL), "GBP", kind="bill"),
    TOU("How much was the electricity bill for March 2025?", bill(*MARCH), "GBP", kind="bill"),
    TOU("How much did I pay from 1 March to 15 April?", bill("2025-03-01", "2025-04-16"), "GBP", kind="bill"),
    TOU("total cost", bill(), "GBP", kind="bill"),
    TOU("Break down my bill for April", bill(*APRIL, line="energy"), "GBP", kind="bill"),
    TOU("Show the lines of my bill for May", bill(*MAY, line="VAT"), "GBP", kind="bill"),
    TOU("What is on my April bill?", bill(*APRIL, line="standing charge"), "GBP", kind="bill"),
    TOU(
        "How much of my May bill was the standing charge?",
        bill(*MAY, line="standing charge"),
        "GBP",
        kind="bill",
    ),
    TOU(
        "What share of the May bill is the standing charge?",
        _rate_percent("standing charge"),
        "%",
        kind="bill",
    ),
    TOU("How much VAT did I pay in April?", bill(*APRIL, line="VAT"), "GBP", kind="bill"),
    TOU("standing charges in March and April", status="asked_back", kind="bill"),
    TOU("How much standing charge did I pay in total?", bill(line="standing charge"), "GBP", kind="bill"),
    TOU("How much was the energy charge in May?", bill(*MAY, line="energy"), "GBP", kind="bill"),
    TOU("Did I pay more in April than in March?", saved(bill(*APRIL), bill(*MARCH)), "GBP", kind="bill"),
    TOU("Was my bill higher in May than in April?", bill(*MAY), "GBP", kind="bill"),
    TOU("What did 12 May cost?", bill("2025-05-12", "2025-05-13"), "GBP", kind="bill"),
    TOU("How much did yesterday cost me?", bill("2025-05-30", "2025-05-31"), "GBP", kind="bill"),
    TOU("What did I pay on 5/4?", bill("2025-04-05", "2025-04-06"), "GBP", kind="date"),
    GAS("What was my bill in February?", bill(*FEB), "GBP", kind="bill"),
    GAS("and in March?", bill(*MARCH), "GBP", kind="follow-up", before=("What was my bill in February?",)),
    GAS(
        "How much of it was VAT?",
        bill(*FEB, line="VAT"),
        "GBP",
        kind="follow-up",
        before=("What was my bill in February?",),
    ),
    GAS(
        "How much of it was the standing charge?",
        bill(*FEB, line="standing charge"),
        "GBP",
        kind="follow-up",
        before=("What did I pay in February?",),
    ),
    GAS(
        "What did gas cost in March?",
        status="refused",
        says="price that is set is of electricity",
        kind="gas",
    ),
    GAS("How much did gas cost in March at 6p per kWh?", kwh("Gas", *MARCH, times=0.06), "GBP", kind="gas"),
    GAS("How much gas did we burn in January?", kwh("Gas", *JAN), channel="Gas", kind="gas"),
    GAS(
        "Which day used the most gas?",
        lambda asked: float(asked.frame["Gas"].groupby(asked.frame.index.date).sum().max()),
        channel="Gas",
        kind="gas",
    ),
    GAS(
        "gas per day on average",
        lambda asked: float(asked.frame["Gas"].groupby(asked.frame.index.date).sum().mean()),
        kind="gas",
    ),
    GAS("Compare gas in January and June", more(kwh("Gas", *JAN), kwh("Gas", *JUNE)), kind="gas"),
    GAS("Does the total include gas?", status="declined", kind="gas"),
    GAS("How much CO2 from gas?", status="refused", kind="gas"),
    # costs by the hour
    TOU("How much did the car cost in May?", cost(CAR, *MAY), "GBP", channel=CAR, kind="cost"),
    TOU("What did the dishwasher cost last month?", cost(DISHES, *APRIL), "GBP", kind="cost"),
    TOU("Cost of evenings in April", cost(None, *APRIL, hours=(18, 19, 20, 21)), "GBP", kind="cost"),
    TOU("What did weekends cost in May?", cost(None, *MAY, weekdays=(5, 6)), "GBP", kind="cost"),
    TOU(
        "How much did I spend at night in April?",
        cost(None, *APRIL, hours=(22, 23, 0, 1, 2, 3, 4, 5)),
        "GBP",
        kind="cost",
    ),
    TOU("Which appliance costs the most?", cost(CAR), "GBP", kind="ranking"),
    TOU("What costs the least?", cost(WASHER), "GBP", kind="ranking"),
    TOU("Show the cost of each appliance in May", cost(GAMES, *MAY), "GBP", channel=GAMES, kind="ranking"),
    TOU(
        "What is the most expensive day?",
        lambda asked: float(cost(None, "2025-03-27", "2025-03-28")(asked)),
        "GBP",
        kind="ranking",
    ),
    TOU(
        "What does the washing machine cost per month?",
        lambda asked: cost(WASHER)(asked) / 3,
        "GBP",
        kind="average",
    ),
    TOU("What did the car cost at 20p per kWh?", kwh(CAR, times=0.2), "GBP", kind="cost"),
    TOU("What share of my electricity is the car?", share(CAR), "%", kind="share"),
    # prices, tariffs, rates
    TOU("Which tariff am I on?", says="Night Saver", kind="tariff"),
    TOU("What is my tariff?", says="00:30-05:30", kind="tariff"),
    TOU("What are my rates?", lambda asked: 0.09, "GBP", kind="tariff"),
    TOU("What do I pay per kWh?", lambda asked: cost()(asked) / kwh()(asked), "GBP", kind="tariff"),
    TOU(
        "What did I pay per kWh in May?",
        lambda asked: cost(None, *MAY)(asked) / kwh(None, *MAY)(asked),
        "GBP",
        kind="tariff",
    ),
    GAS("Which tariff is set?", says="Standard", kind="tariff"),
    GAS("What is my standing charge?", bill(line="standing charge"), "GBP", kind="tariff"),
    TOU("When is electricity cheapest?", says="00:30-05:30", kind="tariff"),
    TOU("What is the cheapest time to run the dishwasher?", says="00:30-05:30", kind="tariff"),
    TOU("When should I charge the car?", says="night (00:30-05:30)", kind="tariff"),
    GAS("When is electricity cheapest?", status="refused", says="same at all hours", kind="tariff"),
    TOU("Which tariff would be cheapest?", lambda asked: "Flat Fix", "", kind="tariff"),
    TOU(
        "Which tariff would have been cheapest in April?",
        bill(*APRIL, other="Flat Fix"),
        "GBP",
        kind="tariff",
    ),
    TOU(
        "How much would I save by switching tariff?",
        saved(bill(), bill(other="Flat Fix")),
        "GBP",
        kind="tariff",
    ),
    TOU("Am I on the best tariff?", bill(other="Green Plus"), "GBP", says="No.", kind="tariff"),
    TOU("Would another tariff be cheaper?", bill(other="Flat Fix"), "GBP", kind="tariff"),
    TOU("Should I switch supplier?", bill(other="Flat Fix"), "GBP", kind="tariff"),
    TOU("compare tariffs", bill(), "GBP", kind="tariff"),
    TOU("Am I paying too much?", bill(other="Flat Fix"), "GBP", kind="tariff"),
    GAS("Which tariff would be cheapest?", status="asked_back", says="No other tariffs", kind="tariff"),
    TOU("How much of my use is off-peak?", in_rate("night", percent=True), "%", kind="rates"),
    TOU("How many kWh did I use at the night rate in May?", in_rate("night", *MAY), kind="rates"),
    TOU(
        "What percentage of my use was at the day rate in April?",
        in_rate("day", *APRIL, percent=True),
        "%",
        kind="rates",
    ),
    TOU(
        "How much of the car's use is off-peak?", in_rate("night", name=CAR, percent=True), "%", kind="rates"
    ),
    TOU("off-peak share last month", in_rate("night", *APRIL, percent=True), "%", kind="rates"),
    GAS("How much of my use is off-peak?", status="refused", says="same at all hours", kind="rates"),
    # what-ifs
    TOU("What if I ran the dishwasher off-peak?", moved(DISHES, "night"), "GBP", kind="what if"),
    TOU("What if I charged the car at night?", moved(CAR, "night"), "GBP", kind="what if"),
    TOU(
        "What if I moved the washing machine to between 1 am and 5 am?",
        moved(WASHER, (1, 2, 3, 4)),
        "GBP",
        kind="what if",
    ),
    TOU(
        "How much could I save by running the dishwasher after 10 pm?",
        moved(DISHES, (22, 23)),
        "GBP",
        kind="what if",
    ),
    TOU("Suppose I shift the car to off-peak in May", moved(CAR, "night", *MAY), "GBP", kind="what if"),
    TOU(
        "What would I have saved in April with the car at the night rate?",
        moved(CAR, "night", *APRIL),
        "GBP",
        kind="what if",
    ),
    GAS("What if I moved the electricity to the night?", status="declined", kind="what if"),
    TOU("What if I got rid of the dishwasher?", without(DISHES, 100), "GBP", kind="what if"),
    TOU("How much would I save without the car?", without(CAR, 100), "GBP", kind="what if"),
    TOU("What would May have cost without the car?", without(CAR, 100, *MAY), "GBP", kind="what if"),
    TOU("What if I use 10% less?", without(None, 10), "GBP", kind="what if"),
    TOU("What if the washing machine used 30% less?", without(WASHER, 30), "GBP", kind="what if"),
    TOU("What if the dishwasher used half?", without(DISHES, 50), "GBP", kind="what if"),
    TOU("What if I pay 30% more?", bill(percent=30), "GBP", kind="what if"),
    TOU("What if prices rise by 10%?", bill(percent=10), "GBP", kind="what if"),
    TOU("What if electricity gets 20 percent cheaper?", bill(percent=-20), "GBP", kind="what if"),
    TOU("What would April cost if prices went up 15%?", bill(*APRIL, percent=15), "GBP", kind="what if"),
    TOU("What if the price was 25p?", bill(flat=0.25), "GBP", kind="what if"),
    GAS("What if I paid 20p per kWh?", bill(flat=0.20), "GBP", kind="what if"),
    TOU("What if my always-on load were 50 W lower?", lambda asked: 0.05 * 92 * 24 - 0.05, kind="what if"),
    TOU("What if I won the lottery?", status="declined", kind="what if"),
    TOU("What if it rains tomorrow?", status="refused", kind="what if"),
    # runs and carbon
    TOU("How much does one wash cost?", status="asked_back", says="Which appliance", kind="runs"),
    TOU("What does a wash in the washing machine cost?", mean_run(WASHER, cost(WASHER)), "GBP", kind="runs"),
    TOU("How many times did the car charge in April?", run_count(CAR, *APRIL), "count", kind="runs"),
    TOU("energy per dishwasher cycle", mean_run(DISHES, kwh(DISHES)), kind="runs"),
    TOU("How much CO2 did I cause last month?", carbon(0.177, None, *APRIL), "kg", kind="carbon"),
    TOU("What is the carbon footprint of the car?", carbon(0.177, CAR), "kg", kind="carbon"),
    GAS("co2 emissions in May", carbon(0.177, "Electricity", *MAY), "kg", kind="carbon"),
    TOU("How much do my days vary?", std_day(), kind="spread"),
    TOU("What do I use in a year?", year(), kind="yearly"),
    TOU("How much does the dishwasher use per year?", year(DISHES), kind="yearly"),
    # the auditor
    TOU("What should I do?", says="Change the tariff to Flat Fix", kind="audit"),
    TOU("Should I replace the dishwasher?", says="No.", kind="audit"),
    TOU("Is it worth replacing the washing machine?", says="Replace the washing machine", kind="audit"),
    TOU("Should I replace my fridge?", status="refused", says="No channel", kind="audit"),
    TOU("Which measures pay back?", says="costs nothing", kind="audit"),
    TOU("What is the payback of replacing the dishwasher?", says="Replace the dishwasher", kind="audit"),
    TOU(
        "What if I pay 30% more?",
        says="Replace the dishwasher",
        kind="audit",
        before=("Should I replace the dishwasher?",),
    ),
    GAS("What should I do to save money?", says="Look at your use every month", kind="audit"),
)
