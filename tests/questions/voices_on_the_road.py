"""A chatty couple, an American and owners of a car; asked before the grammar was read."""

from __future__ import annotations

from functools import partial
from typing import Final

from tests.questions.case import Case
from tests.questions.plain import known

TEXAS = partial(Case, "texas", kind="twelve voices")
NIGHT = partial(Case, "night_saver", kind="twelve voices")

CASES: Final = (
    TEXAS(
        "Hi there! So we just got a hot tub and my husband swears it hardly uses anything. How much "
        "did it actually use in August?",
        known(219.6842),
    ),
    TEXAS(
        "I'm trying to figure out whether working from home is costing me a fortune, what does my "
        "office computer stuff cost per month on average?",
        known(6.61896),
        "USD",
    ),
    TEXAS(
        "Okay so silly question maybe, but which day of the week do we use the most electricity on, "
        "typically?",
        known(45.828946),
    ),
    TEXAS("Hey, what's the thing in my house that uses the second most energy?", known("hot tub"), ""),
    TEXAS(
        "Just curious, how much of our electricity goes to heating and cooling in percent?",
        known(37.34437),
        "%",
    ),
    TEXAS("Can you tell me the total we used on the last 3 Sundays put together?", known(96.8959)),
    TEXAS(
        "We were away from the 3rd to the 7th of October, what did the house use while we were gone?",
        known(171.5474),
    ),
    TEXAS("What did it cost us to charge the car this month so far, roughly?", known(16.704), "USD"),
    TEXAS("Does the oven use a lot?", status="declined"),
    TEXAS("On a normal day, how much do we use between 6 to 9 pm?", known(7.792655)),
    TEXAS(
        "I feel like the fridge is getting old, is it using more now than it did in August?", known(-1.556)
    ),
    TEXAS("What was my bill in September?", known(155.994364), "USD"),
    TEXAS("How many kilowatt-hours did the dryer pull in October?", known(29.7)),
    TEXAS("Which appliance costs the most to run?", known(179.437993), "USD"),
    TEXAS("Usage 9/12 through 9/18", known(255.5605)),
    TEXAS("Hot tub weekday vs weekend", known(10.901712)),
    TEXAS("What am I paying per kWh?", known(0.145), "USD"),
    TEXAS("What percent of my usage is overnight, 10pm to 6am?", known(29.762063), "%"),
    TEXAS("Did I use more on October 15 or October 16?", known(35.3591)),
    TEXAS("Fridge usage on a Tuesday", known(18.9874)),
    TEXAS("How much did I spend on AC since Labor Day?", known(90.44172), "USD"),
    TEXAS("How many gallons of water did the dishwasher use?", status="declined"),
    TEXAS("What hour did the AC peak on August 12?", known(2.0092)),
    TEXAS("okay um how much did the air conditioning use in september please", known(394.1472)),
    TEXAS("what did i use between august tenth and august twentieth", known(473.1248)),
    TEXAS("what about twenty five september how many kilowatt hours", known(26.7538)),
    TEXAS("how many times did the dryer run last month", known(8), "count"),
    TEXAS("turn off the lights", status="declined"),
    TEXAS("How much did the hot tub use in August?", known(219.6842)),
    TEXAS(
        "And what did that cost me?",
        known(31.854209),
        "USD",
        before=("How much did the hot tub use in August?",),
    ),
    TEXAS(
        "What about September?",
        known(29.204276),
        "USD",
        before=("How much did the hot tub use in August?", "And what did that cost me?"),
    ),
    TEXAS("Which appliance used the most in October?", known(229.5888)),
    TEXAS("Which day in October was the highest?", known(41.8623)),
    TEXAS("How much did we use last week?", known(200.9636)),
    TEXAS("And the week before?", known(219.8583), before=("How much did we use last week?",)),
    TEXAS("dryer in september", known(27.6)),
    TEXAS("no I meant the dishwasher", known(18.558), before=("dryer in september",)),
    TEXAS(
        "by week please",
        known(4.368),
        start="2025-09-15",
        before=("dryer in september", "no I meant the dishwasher"),
    ),
    TEXAS("AC cost in August", known(88.996273), "USD"),
    TEXAS("what if electricity was 20 cents", known(662.75232), "USD", before=("AC cost in August",)),
    TEXAS("How much did I use 8/1 to 8/15?", known(674.5144)),
    TEXAS("8/16 to 8/31?", known(658.6747), before=("How much did I use 8/1 to 8/15?",)),
    NIGHT("How many kWh went into the car in April?", known(168.0)),
    NIGHT("What did charging cost me last month?", known(14.28), "GBP"),
    NIGHT("What share of the charging was on the cheap rate?", known(100.0), "%"),
    NIGHT("How many charging sessions in March?", known(9), "count"),
    NIGHT("average kWh per charge", known(21.0)),
    NIGHT("cost per mile?", status="declined"),
    NIGHT("EV percent of whole house in May", known(26.707175), "%"),
    NIGHT("Without the EV what would my April bill be?", known(14.28), "GBP"),
    NIGHT("Max charging power?", known(7.0), "kW"),
    NIGHT("What's my bill without standing charge for May?", known(155.7), "GBP"),
    NIGHT("How much did the house use excluding the car in May?", known(518.675)),
    NIGHT("peak rate kWh for the heat pump in March", known(80.769)),
    NIGHT("How much leccy did we get through over the May Day bank holiday weekend?", known(77.633)),
    NIGHT("Is the heat pump costing us more than the car?", known(329.43904), "GBP"),
    NIGHT("How much have we spent between 4 and 7 pm this month?", known(36.9376), "GBP"),
    NIGHT("Highest half hour in April?", known(4.014)),
    NIGHT("How much of the bill is the day rate?", known(387.47889), "GBP"),
    NIGHT("When do we use most at the weekend?", known(18), "hour"),
    NIGHT("Any chance you can tell me how warm the house was?", status="declined"),
    NIGHT("fortnight ending 18 May please", known(328.752)),
    NIGHT("how much did the car use in april", known(168.0)),
    NIGHT("and may", known(189.0), before=("how much did the car use in april",)),
    NIGHT("cost?", known(16.065), "GBP", before=("how much did the car use in april", "and may")),
    NIGHT("ev last week", known(42.0)),
    NIGHT("the week before that", known(42.0), before=("ev last week",)),
    NIGHT("same for the heat pump", known(58.308), before=("ev last week", "the week before that")),
    NIGHT("how many times did i charge in may", known(9), "count"),
    NIGHT("and in march", known(9), "count", before=("how many times did i charge in may",)),
    NIGHT(
        "how much did each one cost",
        known(1.785),
        "GBP",
        before=("how many times did i charge in may", "and in march"),
    ),
    NIGHT("What was the bill in April?", known(209.55), "GBP"),
    NIGHT("How much of it was the car?", known(14.28), "GBP", before=("What was the bill in April?",)),
    NIGHT(
        "and in percent",
        known(20.094107),
        "%",
        before=("What was the bill in April?", "How much of it was the car?"),
    ),
    NIGHT("What did we use on Sunday?", known(14.473)),
    NIGHT("And Saturday?", known(15.079), before=("What did we use on Sunday?",)),
    NIGHT("heat pump in march", known(596.864)),
    NIGHT("after 6pm", known(160.403), before=("heat pump in march",)),
    NIGHT("and before 8am", known(210.138), before=("heat pump in march", "after 6pm")),
)
