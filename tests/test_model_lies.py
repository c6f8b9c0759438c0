"""A model that lies in every way we could think of: not one lie reaches the reader.

The lies go through the real client and LangChain's agent, two to a question: a draft may be mended once, and
if the second is a lie too, the rules' own answer is shown with the same values.
"""

from __future__ import annotations

import pytest

from energy_core.assistant.conversation import ask
from energy_core.assistant.grounding import ungrounded
from tests.models.lies import DRAFTS
from tests.models.script import Plan, Say, Seen, Step, Use, calls_then, steps, use
from tests.models.set_up import PROVIDERS, model_behind
from tests.questions.homes import home

SAMPLE = home("sample").context
QUESTION = "How much did the fridge use in June?"
TRUTH = ask(QUESTION, SAMPLE)


@pytest.fixture(scope="module")
def liar():
    """One server for all lies: the plan changes."""
    with model_behind("openai", steps(Say(""))) as (models, service):
        yield models, service


def told(liar, plan: Plan, question: str = QUESTION):
    models, service = liar
    service.forget(plan)
    return ask(question, SAMPLE, providers=("openai",), models=models)


KINDS = tuple(DRAFTS)


@pytest.mark.parametrize("pair", list(zip(KINDS[::2], KINDS[1::2], strict=True)), ids=" / ".join)
def test_lies_are_replaced_by_the_rules_answer(pair: tuple[str, str], liar) -> None:
    first, second = (DRAFTS[kind] for kind in pair)
    answer = told(liar, steps(use("total"), Say(first), Say(second)))

    assert len(liar[1].seen) == 3, "both drafts were refused"
    assert (answer.text, answer.values, answer.status) == (TRUTH.text, TRUTH.values, "answered")
    assert answer.provider == "rules"
    assert answer.passed_over[0].text.startswith("OpenAI")


@pytest.mark.parametrize("name", PROVIDERS)
def test_a_lie_may_be_mended_once(name: str) -> None:
    def plan(seen: Seen) -> Step:
        if not seen.results:
            return use("total")
        return Say("Here it is: {s1}" if seen.asked_to_mend else "It used 99 kWh.")

    with model_behind(name, plan) as (models, service):
        answer = ask(QUESTION, SAMPLE, providers=(name,), models=models)

    assert answer.text == "Here it is: Refrigerator used 43.3 kWh in Jun 2024."
    assert answer.provider == name
    assert len(service.seen) == 3


JULY = {"period": {"start": "2024-07-01", "end": "2024-08-01"}}
CALLS: dict[str, tuple[Use, ...]] = {
    "another period": (use("total", **JULY),),
    "another appliance": (use("total", channels=["air_conditioner_1"]),),
    "another metric": (use("baseload"),),
    "an appliance that is not there": (use("total", channels=["dishwasher_1"]),),
    "an appliance by its name": (use("total", channels=["Air Conditioner"]),),
    "an argument that is not there": (use("total", factor=2),),
    "a tool that is not there": (use("run_sql", query="SELECT 1"),),
    "a tool that is not there before the right one": (use("run_sql", query="SELECT 1"), use("total")),
    "a period that ends before it starts": (
        use("total", period={"start": "2024-07-01", "end": "2024-06-01"}),
    ),
    "a period that is no date": (use("total", period={"start": "June", "end": "July"}),),
    "a limit that nobody named": (use("spans_beyond", limit_kwh=12.5),),
    "arguments that are no JSON": (Use((("total", {"__raw__": '{"channel": '}),)),),
    "a price that nobody named": (use("cost", price=0.01),),
    "no call at all": (),
}


@pytest.mark.parametrize("kind", CALLS)
def test_a_call_outside_the_question_changes_nothing(kind: str, liar) -> None:
    calls = CALLS[kind]
    answer = told(liar, calls_then(lambda seen: " ".join(seen.slots()) or "{s1}", *calls))

    assert (answer.text, answer.values) == (TRUTH.text, TRUTH.values)


def test_a_right_call_beside_a_wrong_one_is_not_enough_to_show_the_wrong_one(liar) -> None:
    answer = told(liar, calls_then("{s2} {s1}", use("total"), use("total", channels=["lighting_1"])))

    assert "Lighting" not in answer.text
    assert answer.values == TRUTH.values


def test_swapped_slots_name_their_own_appliance_and_period(liar) -> None:
    question = "Compare the fridge and the AC in June"
    truth = ask(question, SAMPLE)

    answer = told(liar, calls_then("{v2} and {v1}", use("comparison")), question)

    assert answer.values == truth.values
    first, second = answer.text.split(" and ")
    assert "Air Conditioner, Jun 2024)" in first
    assert "Refrigerator, Jun 2024)" in second
    assert ungrounded(answer, names=SAMPLE.readings.names) == []


@pytest.mark.parametrize(
    "question",
    [
        "What will the weather be tomorrow?",
        "How much did the dishwasher use?",
        "How much did I use in March 1999?",
        "How much do my neighbours use?",
    ],
)
def test_what_the_rules_refuse_is_refused_whatever_the_model_says(question: str, liar) -> None:
    truth = ask(question, SAMPLE)
    answer = told(liar, calls_then("{s1}", use("total")), question)

    assert (answer.text, answer.status) == (truth.text, truth.status)
    assert answer.values == truth.values


def test_there_are_at_least_sixty_kinds_of_lies() -> None:
    assert len(DRAFTS) + len(CALLS) >= 60
