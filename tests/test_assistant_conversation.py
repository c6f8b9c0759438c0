"""Conversations: follow-ups, providers, the JSON others rely on."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from energy_core.assistant.conversation import Context, Turn, ask, opening, suggestions
from energy_core.cli.screen import plain
from energy_core.errors import UnknownNameError
from energy_core.forecasting import Context as Known
from energy_core.forecasting import forecast
from energy_core.home import Home
from tests.build import channel, readings
from tests.questions.homes import home

SAMPLE = home("sample")


def talk(*questions: str):
    """The answer to the last of several questions."""
    history: list[Turn] = []
    for question in questions:
        history.append(Turn(question, ask(question, SAMPLE.context, history=history)))
    return history[-1].answer


def value(answer, name: str):
    return next(v for v in answer.values if v.name == name)


def test_and_the_fridge_asks_the_same_of_the_fridge() -> None:
    answer = talk("How much did the AC use last week?", "and the fridge?")

    used = value(answer, "usage")
    assert (used.channel, str(used.start.date())) == ("Refrigerator", "2024-07-08")


def test_and_last_month_asks_the_same_of_last_month() -> None:
    answer = talk("How much did the AC use last week?", "and the fridge?", "what about last month?")

    used = value(answer, "usage")
    assert (used.channel, str(used.start.date())) == ("Refrigerator", "2024-06-01")


def test_what_did_it_cost_keeps_appliance_and_period() -> None:
    answer = talk("How much did the lights use in June?", "what did that cost?")

    assert value(answer, "cost").channel == "Lighting"
    assert str(value(answer, "cost").start.date()) == "2024-06-01"


def test_why_explains_the_period_just_asked_about() -> None:
    answer = talk("How much did I use on 1 July?", "why?")

    assert "Air Conditioner" in answer.text
    assert value(answer, "usual").value > 0


def test_what_will_that_cost_prices_the_forecast_just_given() -> None:
    answer = talk("How much will I use next week?", "what will that cost?")

    assert value(answer, "forecast_cost").value == pytest.approx(
        value(answer, "forecast").value * 0.3, abs=1e-5
    )


def test_and_the_least_still_ranks_appliances() -> None:
    answer = talk("Which appliance uses the most?", "and the least?")

    assert value(answer, "usage").channel == "Washing Machine"


@pytest.mark.timeout(20)
def test_a_long_conversation_is_no_more_work_than_a_short_one() -> None:
    history = [Turn("and the fridge?", ask("How much did I use?", SAMPLE.context))] * 40

    answer = ask("and the lights?", SAMPLE.context, history=history)

    assert answer.status == "answered"


def test_a_whole_question_does_not_lean_on_the_one_before() -> None:
    answer = talk("How much did the AC use last week?", "What are my peak hours?")

    assert value(answer, "peak_hours").channel == "total"
    assert answer.period.start == SAMPLE.context.readings.start


def test_a_total_of_next_week_is_the_forecasts_own_total_with_its_band() -> None:
    context = SAMPLE.context
    expected = forecast(
        context.readings,
        horizon_days=7,
        resolution="hourly",
        model=context.settings.model,
        context=Known.of(context.home),
    ).total

    answer = ask("How much will I use next week?", SAMPLE.context)

    assert value(answer, "forecast").value == pytest.approx(expected.kwh, abs=1e-5)
    assert value(answer, "forecast").lower == pytest.approx(expected.lower, abs=1e-5)
    assert value(answer, "forecast").upper == pytest.approx(expected.upper, abs=1e-5)


def test_the_cost_of_tomorrow_is_its_forecast_times_the_price() -> None:
    answer = ask("What will tomorrow cost?", SAMPLE.context)

    energy, money = value(answer, "forecast"), value(answer, "forecast_cost")
    assert money.value == pytest.approx(energy.value * 0.3, abs=1e-5)
    assert (money.unit, str(money.start.date())) == ("GBP", "2024-07-16")
    assert money.lower < money.value < money.upper


def test_providers_that_are_not_set_up_are_passed_over_with_the_reason() -> None:
    answer = ask("How much did I use?", SAMPLE.context, providers=("bedrock", "openai", "rules"))

    assert [p.text for p in answer.passed_over] == [
        "Bedrock is not set up: ENERGY_BEDROCK_MODEL names no model",
        "OpenAI is not set up: ENERGY_OPENAI_MODEL names no model",
    ]
    assert answer.provider == "rules"


def test_the_rules_answer_even_if_nobody_asked_them() -> None:
    answer = ask("How much did I use?", SAMPLE.context, providers=("bedrock",))

    assert (answer.provider, answer.status) == ("rules", "answered")


def test_an_unknown_provider_is_refused() -> None:
    with pytest.raises(UnknownNameError, match="provider"):
        ask("How much did I use?", SAMPLE.context, providers=("oracle",))


def test_the_answer_is_json_with_the_fields_others_rely_on() -> None:
    fields = json.loads(
        json.dumps(plain(ask("How much did I use by day last week?", SAMPLE.context).fields()))
    )

    assert {"answer", "status", "provider", "passed_over", "values", "period", "chart"} <= set(fields)
    assert fields["period"] == {"start": "2024-07-08T00:00:00+01:00", "end": "2024-07-15T00:00:00+01:00"}
    assert set(fields["values"][0]) >= {
        "name",
        "value",
        "unit",
        "channel",
        "start",
        "end",
        "tool",
        "arguments",
    }
    assert fields["chart"]["encoding"]["y"]["title"] == "Energy [kWh]"


def test_names_have_no_unit_and_money_without_currency_is_iso_xxx() -> None:
    june = home("june").context
    named = ask("Which appliance uses the most?", june).fields()["values"]
    priced = ask("What did I spend at 0.30 per kWh?", june).fields()["values"]

    assert [v["unit"] for v in named if v["name"] == "highest_channel"] == [None]
    assert [v["unit"] for v in priced if v["name"] == "cost"] == ["XXX"]


def test_next_month_is_the_calendar_month_as_last_month_is() -> None:
    june = home("june").context

    answer = ask("What will next month cost at 0.30?", june)

    money = value(answer, "forecast_cost")
    assert (str(money.start.date()), str(money.end.date())) == ("2024-07-01", "2024-08-01")


def test_a_month_that_does_not_follow_the_readings_has_no_forecast() -> None:
    answer = ask("How much will I use in March?", home("halfhours").context)

    assert answer.status == "refused"
    assert "Mar 2025" in answer.text


def test_readings_of_yesterday_are_counted_from_now() -> None:
    fresh = Context(
        Home(), readings(channel("Kettle", [1.0] * 48)), now=pd.Timestamp("2024-01-03 09:00", tz="UTC")
    )

    answer = ask("How much did I use yesterday?", fresh)

    assert str(answer.period.start.date()) == "2024-01-02"
    assert "last reading" not in answer.text


def test_suggestions_are_questions_that_work_on_this_home() -> None:
    for name in ("sample", "halfhours", "daily", "uci"):
        for question in suggestions(home(name).context, count=30):
            if "next week" not in question:
                assert ask(question, home(name).context).status != "refused", (name, question)


@pytest.mark.parametrize("name", ["sample", "halfhours", "daily", "uci"])
def test_what_is_said_first_is_a_line_for_each_finding_and_questions_that_follow_from_them(name: str) -> None:
    first = opening(home(name).context)

    assert 1 <= len(first.text.split("\n")) <= 3
    assert "What should I do?" in first.suggestions and len(set(first.suggestions)) == len(first.suggestions)
    for question in first.suggestions:
        assert ask(question, home(name).context).status == "answered", question


def test_the_first_questions_name_the_appliance_of_the_finding() -> None:
    first = opening(home("sample").context)

    line = next(line for line in first.text.split("\n") if " uses the most" in line)
    assert f"What share does the {line.partition(' uses the most')[0]} have?" in first.suggestions


@pytest.mark.parametrize(
    "question",
    [
        "",
        "   ",
        "???",
        "🔌",
        "a" * 501,
        "<script>alert(1)</script>",
        "'; DROP TABLE x; --",
        "\u200bhow\u200b much",
        "1/0",
    ],
)
def test_nonsense_gets_an_answer_without_figures_or_a_total(question: str) -> None:
    answer = ask(question, SAMPLE.context)

    assert answer.status in ("answered", "refused", "asked_back")
    assert answer.text


def test_readings_of_temperature_alone_are_refused() -> None:
    weather = Context(Home(), readings(channel("outside", [10.0] * 24, role="temperature")))

    assert ask("How much did I use?", weather).status == "refused"
