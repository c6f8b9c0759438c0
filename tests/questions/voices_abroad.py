"""A landlord, an analyst, people from Germany, India and Australia; asked before the grammar was read."""

from __future__ import annotations

from functools import partial
from typing import Final

from tests.questions.case import Case
from tests.questions.plain import known

FLATS = partial(Case, "flats", kind="twelve voices")
GERMAN = partial(Case, "german", kind="twelve voices")
SAMPLE = partial(Case, "sample", kind="twelve voices")
SYDNEY = partial(Case, "sydney", kind="twelve voices")
LONG = partial(Case, "halfhours", kind="twelve voices")

CASES: Final = (
    FLATS(
        "Please give me each flat's consumption for the first quarter of 2025.",
        known(1167.478),
        channel="Flat 2",
    ),
    FLATS("What do I bill flat 2 for March 2025 at 25p?", known(93.7875), "GBP"),
    FLATS("Which tenant used the most last month?", known(280.191)),
    FLATS("Split of the whole building by flat in 2024, in percent", known(25.652099), "%"),
    FLATS("Flat 3 moved in a new tenant on 1 November 2024. What has been used since?", known(2382.1)),
    FLATS("Has flat 3's usage gone up year on year in the first half?", known(496.294)),
    FLATS("Average daily use of flat 1 in summer 2024", known(5.137967)),
    FLATS(
        "The tenant in flat 2 disputes his bill for 14 January to 13 February 2025. What did he use?",
        known(416.351),
    ),
    FLATS("monthly totals flat 1 2024", known(181.83), start="2024-09-01"),
    FLATS("What did all the flats together use in May 2025, without the common areas?", known(720.47)),
    FLATS("Which flat uses the least per day?", known(3881.766)),
    FLATS("How much does flat 4 use?", status="declined"),
    FLATS("Which month of 2024 was the most expensive for the common areas?", known(28.70925), "GBP"),
    FLATS("When in the day does flat 1 use most?", status="declined"),
    FLATS("Flat 1 in May 2025", known(184.739)),
    FLATS("Flat 2", known(280.191), before=("Flat 1 in May 2025",)),
    FLATS("Flat 3", known(255.54), before=("Flat 1 in May 2025", "Flat 2")),
    FLATS("All three together", known(720.47), before=("Flat 1 in May 2025", "Flat 2", "Flat 3")),
    FLATS("How much did flat 3 cost last month?", known(63.885), "GBP"),
    FLATS(
        "and the same month the year before",
        known(45.3625),
        "GBP",
        before=("How much did flat 3 cost last month?",),
    ),
    FLATS(
        "what is the difference",
        known(18.5225),
        "GBP",
        before=("How much did flat 3 cost last month?", "and the same month the year before"),
    ),
    FLATS("Rank the flats for 2024", known(3859.422)),
    FLATS("And 2025", known(2011.314), before=("Rank the flats for 2024",)),
    GERMAN("How much has the heat pump consumed in the January?", known(541.7188)),
    GERMAN("What costs me the washing machine in the month?", known(2.448), "EUR"),
    GERMAN("Please show me the consumption from 24.02. until 02.03.", known(140.0931)),
    GERMAN("At which hour is the consumption the highest?", known(19), "hour"),
    GERMAN("How much per cent of the current goes in the Wärmepumpe?", known(66.548471), "%"),
    GERMAN("Since when runs the dishwasher not on Sundays?", status="declined"),
    GERMAN("What is my consumption in the calendar week 10?", known(116.904)),
    GERMAN("How much would I spare if the heat pump needs 15 % less?", known(78.77), "EUR"),
    GERMAN("On the weekend I use more as in the week, right?", known(18.019068)),
    GERMAN("What had I paid on Karfreitag?", known(4.51), "EUR"),
    GERMAN("How much power needs the fridge in one day?", known(0.958852)),
    GERMAN("Consumption on the 1st of April, 0,36 €/kWh", known(4.00374), "EUR"),
    GERMAN("Was the March cheaper than the February?", known(198.35), "EUR"),
    GERMAN("How much needed the heat pump in March?", known(322.5099)),
    GERMAN(
        "And what has that costed?",
        known(116.103564),
        "EUR",
        before=("How much needed the heat pump in March?",),
    ),
    GERMAN(
        "And in the February?",
        known(157.558176),
        "EUR",
        before=("How much needed the heat pump in March?", "And what has that costed?"),
    ),
    GERMAN("Consumption yesterday?", known(11.2414)),
    GERMAN("And the day before yesterday?", known(11.6839), before=("Consumption yesterday?",)),
    SAMPLE("Kindly tell me the total units consumed in the month of June.", known(474.5012)),
    SAMPLE("How much the AC is consuming daily, sir?", known(12.7134)),
    SAMPLE("Fridge is running 24 hours, how many units it takes in one month?", known(43.31476)),
    SAMPLE("Tell me AC units from 1st to 10th July only", known(129.78278)),
    SAMPLE("Out of AC and fridge which one is taking more units?", known(572.10302)),
    SAMPLE(
        "Please do the needful and give day wise consumption of last week",
        known(15.21102),
        start="2024-07-08",
    ),
    SAMPLE("washing machine is used how many times in June?", known(9), "count"),
    SAMPLE("Yesterday night what was the AC consumption?", known(3.06328)),
    SAMPLE("Is there any abnormal reading in July?", known(6.0)),
    SAMPLE("How many units did AC and fridge together take last Sunday?", known(13.51506)),
    SAMPLE("Lights are on from 6 to 9 in evening, what is cost of that in June?", known(7.535334), "GBP"),
    SAMPLE("AC units in June?", known(378.98736)),
    SAMPLE("what is the amount for that?", known(113.696208), "GBP", before=("AC units in June?",)),
    SAMPLE(
        "And fridge?", known(12.994428), "GBP", before=("AC units in June?", "what is the amount for that?")
    ),
    SAMPLE("How many times washing machine was used last week?", known(2), "count"),
    SYDNEY("G'day, what did we chew through last arvo?", status="declined"),
    SYDNEY("How much power did we use over winter this year?", known(1964.4)),
    SYDNEY("What was the damage for July, in dollars?", known(225.7959), "AUD"),
    SYDNEY("Reckon we used more this October than last?", known(495.17)),
    SYDNEY("biggest day of the lot", known(41.37)),
    SYDNEY("Usage on Australia Day?", known(9.45)),
    SYDNEY("How much did we use in the first week of May, the 1st to the 7th?", known(92.65)),
    SYDNEY("what's a weekend day cost versus a weekday", known(5.987318), "AUD"),
    SYDNEY("What did we use on Christmas Day and Boxing Day?", known(21.48)),
    SYDNEY("Usage in July?", known(684.23)),
    SYDNEY("What about the biggest day?", known(41.37), before=("Usage in July?",)),
    SYDNEY("What did spring cost us so far?", known(466.0425), "AUD"),
    SYDNEY("and last spring", known(303.1545), "AUD", before=("What did spring cost us so far?",)),
    LONG("Mean daily consumption for January 2025, kWh/day", known(11.273048)),
    LONG("Standard deviation of daily totals in 2024", known(2.286705)),
    LONG("What was the maximum demand in 2024?", known(1.3379), "kW"),
    LONG("Consumption in weeks 1 to 4 of 2025", known(315.1233)),
    LONG("Share of consumption between 17:00 and 20:00 in 2024", known(32.152297), "%"),
    LONG("year-on-year change January 2025 vs January 2024 in percent", known(-0.261117), "%"),
    LONG("Monthly totals for 2024, sorted descending", known(350.3794), start="2024-01-01"),
    LONG("What did January 2025 cost?", status="declined"),
    LONG("Base load in W", known(0.23057), "kW"),
    LONG("top 5 days in December 2024", known(11.2089)),
    LONG("Ratio of winter to summer consumption in 2024", status="declined"),
    LONG("Total 2024", known(2949.3093)),
    LONG("by quarter", known(512.0052), before=("Total 2024",)),
    LONG("only weekends", known(145.7025), before=("Total 2024", "by quarter")),
    LONG("peak half hour in 2024", known(0.6707)),
    LONG("and 2025", known(0.6696), before=("peak half hour in 2024",)),
)
