"""No figure reaches an answer that no tool computed."""

from __future__ import annotations

import pandas as pd
import pytest

from energy_core.assistant.answer import Answer, Value
from energy_core.assistant.conversation import Context, ask
from energy_core.assistant.followups import carried_over
from energy_core.assistant.grounding import ungrounded
from energy_core.assistant.rules import RULES
from energy_core.assistant.slots import filled
from energy_core.home import Home
from tests.build import channel, readings
from tests.questions.bank import BANK
from tests.questions.homes import home

MARCH = (pd.Timestamp("2024-03-01", tz="Europe/London"), pd.Timestamp("2024-04-01", tz="Europe/London"))
USED = Value("usage", 12.3456, "kWh", "Fridge 2", *MARCH, tool="usage_total")


def answer(text: str) -> Answer:
    return Answer(text, "answered", values=(USED,))


def test_the_rounded_value_with_its_unit_and_dates_is_grounded() -> None:
    assert ungrounded(answer("Fridge 2 used 12.3 kWh in Mar 2024.")) == []


@pytest.mark.parametrize(
    "lie",
    [
        "Fridge 2 used 12.4 kWh in Mar 2024.",
        "Fridge 2 used 12.3 kW in Mar 2024.",
        "Fridge 2 used 12.3% in Mar 2024.",
        "Fridge 2 used 112.3 kWh in Mar 2024.",
        "Fridge 2 used 12.3 kWh in Apr 2024.",
        "Fridge 2 used 12.3 kWh in Mar 2024, 5 more than before.",
        "Fridge 3 used 12.3 kWh in Mar 2024.",
    ],
)
def test_a_wrong_figure_unit_date_or_appliance_is_found(lie: str) -> None:
    assert ungrounded(answer(lie)) != []


def test_digits_outside_slots_are_a_bug_when_a_sentence_is_written() -> None:
    with pytest.raises(ValueError, match="slots"):
        filled("The home used 12 kWh in {period}.", period="March")


@pytest.mark.parametrize("case", BANK[::3], ids=lambda case: case.question)
def test_every_numeral_of_every_answer_of_the_bank_is_a_value(case) -> None:
    asked = home(case.home)

    given = ask(case.question, asked.context)

    if given.status == "answered":
        intent = carried_over(case.question, asked.context, ())
        quoted = RULES[intent.metric](asked.context, intent).texts
        assert ungrounded(given, names=asked.context.readings.names, texts=quoted) == []
    if given.status == "asked_back":
        assert given.values == ()


@pytest.mark.parametrize(
    "name",
    [
        "1",
        "12.3 kWh",
        "Socket {usage}",
        "100% 5",
        "a{0}b",
        "[x](http://x.y)",
        "<b>3</b>",
        "Fridge\u200b 2",
        "2024",
        "Mar 2024",
    ],
)
def test_names_of_digits_braces_and_markup_change_no_figure(name: str) -> None:
    odd = Context(Home(), readings(channel(name, [0.25] * 48), channel("Kettle", [1.0] * 48)))

    rows = ask("Show usage by appliance", odd)
    kettle = ask("How much did the kettle use?", odd)
    most = ask("Which appliance uses the most?", odd)

    assert [(v.channel, v.value) for v in rows.values] == [("Kettle", 48.0), (name, 12.0)]
    assert [v.value for v in kettle.values] == [48.0]
    assert most.values[0].channel == "Kettle"
