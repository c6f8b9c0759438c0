"""Bedrock and OpenAI over HTTP: the real clients against servers that speak the real formats."""

from __future__ import annotations

import pytest

from energy_core.assistant.conversation import ask
from tests.models.script import calls_then, use
from tests.models.set_up import PROVIDERS, model_behind
from tests.questions.homes import home

SAMPLE = home("sample").context
JUNE = "How much did the fridge use in June?"


@pytest.fixture(params=PROVIDERS)
def name(request: pytest.FixtureRequest) -> str:
    return request.param


def test_a_model_words_the_answer_and_the_figures_are_those_of_the_rules(name: str) -> None:
    told: list[str] = []
    with model_behind(name, calls_then("Here is what I found: {s1}.", use("total"))) as (models, service):
        answer = ask(JUNE, SAMPLE, providers=(name,), models=models, progress=told.append)

    assert answer.text == "Here is what I found: Refrigerator used 43.3 kWh in Jun 2024."
    assert (answer.provider, answer.passed_over) == (name, ())
    assert answer.values == ask(JUNE, SAMPLE).values
    assert "Reading Refrigerator, Jun 2024 …" in told
    assert all(seen.streaming for seen in service.seen)
