"""Bedrock and OpenAI over HTTP: the real clients against servers that speak the real formats."""

from __future__ import annotations

import logging

import pytest

from energy_core.assistant.conversation import Turn, ask
from energy_core.assistant.model_settings import ModelSettings
from energy_core.assistant.providers import status, try_out
from tests.models.script import Break, Say, Use, calls_then, steps, use
from tests.models.set_up import AWS_KEYS, KEY, PROVIDERS, model_behind, settings
from tests.questions.homes import home

SAMPLE = home("sample").context
JUNE = "How much did the fridge use in June?"
TRUTH = ask(JUNE, SAMPLE)
TITLE = {"openai": "OpenAI", "bedrock": "Bedrock"}


@pytest.fixture(params=PROVIDERS)
def name(request: pytest.FixtureRequest) -> str:
    return request.param


def test_a_model_words_the_answer_and_the_figures_are_those_of_the_rules(name: str) -> None:
    told: list[str] = []
    with model_behind(name, calls_then("Here is what I found: {s1}.", use("total"))) as (models, service):
        answer = ask(JUNE, SAMPLE, providers=(name,), models=models, progress=told.append)

    assert answer.text == "Here is what I found: Refrigerator used 43.3 kWh in Jun 2024."
    assert (answer.provider, answer.passed_over) == (name, ())
    assert answer.values == TRUTH.values
    assert "Reading Refrigerator, Jun 2024 …" in told
    assert all(seen.streaming for seen in service.seen)


FAULTS = {
    "400": (Break(400), "did not accept the request"),
    "401": (Break(401), "did not accept the key"),
    "403": (Break(403), "did not accept the key, or the key may not use this model"),
    "404": (Break(404), "does not know this model"),
    "429": (Break(429), "is busy or its quota is used up"),
    "500": (Break(500), "has a fault of its own"),
    "503": (Break(503), "has a fault of its own"),
    "slow": (Break(how="slow"), "did not respond in time"),
    "dribbles": (Break(how="dribble"), "did not respond in time"),
    "cut off": (Break(how="cut_off"), "broke off its answer"),
    "cut off in the first piece": (Break(how="half_a_frame"), "broke off its answer"),
    "ends early": (Break(how="ends_early"), "broke off its answer"),
    "malformed": (Break(how="malformed"), "sent an answer that can't be read"),
    "too long": (Say("{s1}", finish="length"), "broke off its answer"),
    "filtered": (Say("{s1}", finish="content_filter"), "broke off its answer"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_service_that_fails_is_passed_over_with_the_reason(fault: str, name: str) -> None:
    step, reason = FAULTS[fault]
    seconds = 0.8 if fault in ("slow", "dribbles") else 8.0

    with model_behind(name, steps(use("total"), step), seconds=seconds) as (models, service):
        answer = ask(JUNE, SAMPLE, providers=(name, "rules"), models=models)
        waited_for = list(service.gave_in)

    assert [p.text for p in answer.passed_over] == [f"{TITLE[name]} {reason}"]
    assert (answer.provider, answer.text, answer.values) == ("rules", TRUTH.text, TRUTH.values)
    assert waited_for == []


def test_an_error_within_the_stream_of_bedrock_is_a_failure() -> None:
    with model_behind("bedrock", steps(Break(how="error_in_stream"))) as (models, _):
        answer = ask(JUNE, SAMPLE, providers=("bedrock",), models=models)

    assert answer.passed_over[0].text == "Bedrock is busy or its quota is used up"


def test_a_service_that_is_not_there_is_passed_over(name: str) -> None:
    models = settings(name, "http://127.0.0.1:9")  # the discard port: nothing listens

    answer = ask(JUNE, SAMPLE, providers=(name,), models=models)

    assert answer.passed_over[0].text == f"{TITLE[name]} could not be reached"


def test_the_next_provider_answers_when_the_first_fails() -> None:
    with (
        model_behind("bedrock", steps(Break(503))) as (bedrock, _),
        model_behind("openai", calls_then("{s1}", use("total"))) as (openai, _),
    ):
        both = ModelSettings(**{**vars(bedrock), **{k: v for k, v in vars(openai).items() if "openai" in k}})
        answer = ask(JUNE, SAMPLE, providers=("bedrock", "openai", "rules"), models=both)

    assert answer.provider == "openai"
    assert [p.text for p in answer.passed_over] == ["Bedrock has a fault of its own"]


@pytest.mark.parametrize(
    ("limits", "plan", "reason"),
    [
        ({"max_model_calls": 3}, steps(use("baseload")), "needed more steps than one question may take"),
        (
            {"max_tool_calls": 3},
            steps(Use((("total", {}), ("cost", {}), ("trend", {}), ("share", {})))),
            "wanted to look up more than one question may take",
        ),
        ({"max_tokens": 1000}, steps(use("total")), "needed more words than one question may take"),
        ({"seconds": 0.5}, steps(Break(how="slow")), "did not respond in time"),
    ],
)
def test_a_question_has_limits(limits: dict[str, float], plan, reason: str, name: str) -> None:
    with model_behind(name, plan, **limits) as (models, _):
        answer = ask(JUNE, SAMPLE, providers=(name,), models=models)

    assert answer.passed_over[0].text == f"{TITLE[name]} {reason}"
    assert answer.text == TRUTH.text


def test_keys_are_in_no_answer_no_log_and_no_text_of_the_settings(
    name: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    secrets = (KEY, *AWS_KEYS[1:], "sk-secret-of-the-service", "AKIASECRETOFTHESERVICE")

    with model_behind(name, steps(use("total"), Break(401))) as (models, service):
        answer = ask(JUNE, SAMPLE, providers=(name,), models=models)
        tried = try_out(name, models)

    ours = "\n".join(r.getMessage() for r in caplog.records if r.name.startswith("energy_core"))
    assert "passed over" in ours
    for secret in secrets:
        assert secret not in f"{answer} {models} {tried} {ours}"
        assert secret not in service.last.everything
    assert KEY not in caplog.text
    assert AWS_KEYS[1] not in caplog.text


def test_what_the_caller_raises_from_progress_passes_through_and_lets_the_model_go(name: str) -> None:
    class StoppedError(Exception):
        pass

    def stop(text: str) -> None:
        if text.startswith("Waiting"):
            raise StoppedError

    with model_behind(name, steps(Break(how="slow"))) as (models, service):
        with pytest.raises(StoppedError):
            ask(JUNE, SAMPLE, providers=(name,), models=models, progress=stop)
        waited_for = list(service.gave_in)

    assert waited_for == []


def test_several_tools_may_be_called_in_one_reply(name: str) -> None:
    question = "How much did the fridge use in June and how much did the AC use in June?"
    both = Use((("total", {"channels": ["refrigerator_1"]}), ("total", {"channels": ["air_conditioner_1"]})))

    with model_behind(name, calls_then("{s1}\n{s2}", both)) as (models, _):
        answer = ask(question, SAMPLE, providers=(name,), models=models)

    assert answer.provider == name
    assert "Refrigerator used 43.3 kWh in Jun 2024.\nAir Conditioner used 379 kWh in Jun 2024." in answer.text
    assert [value.channel for value in answer.values] == ["Refrigerator", "Air Conditioner"]


def test_a_question_before_is_told_with_aliases(name: str) -> None:
    history = (Turn("How much did the AC use in June?", TRUTH),)

    with model_behind(name, calls_then("{s1}", use("total"))) as (models, service):
        answer = ask("and the fridge?", SAMPLE, providers=(name,), models=models, history=history)

    assert answer.values == TRUTH.values
    assert service.seen[0].messages[0][1].splitlines() == [
        "Asked before: how much did the air_conditioner_1 use in june",
        "The question now: and the refrigerator_1",
    ]


def test_trying_out_makes_one_tiny_call(name: str) -> None:
    with model_behind(name, steps(Say("ready"))) as (models, service):
        tried = try_out(name, models)

    assert (tried.ready, tried.reason) == (True, "")
    assert len(service.seen) == 1
    assert not service.last.tools


def test_trying_out_says_why_it_does_not_work(name: str) -> None:
    with model_behind(name, steps(Break(401))) as (models, _):
        tried = try_out(name, models)

    assert (tried.ready, tried.reason) == (False, f"{TITLE[name]} did not accept the key.")


def test_the_status_says_what_is_missing_without_asking_any_service() -> None:
    said = {one.name: (one.ready, one.reason) for one in status(ModelSettings(openai_model="gpt"))}

    assert said == {
        "bedrock": (False, "Bedrock is not set up: ENERGY_BEDROCK_MODEL names no model."),
        "openai": (False, "OpenAI is not set up: there is neither OPENAI_API_KEY nor OPENAI_BASE_URL."),
        "rules": (True, ""),
    }


def test_a_local_server_is_shown_by_its_host_without_a_password() -> None:
    local = ModelSettings(openai_model="llama", openai_base_url="http://me:hunter2@localhost:11434/v1")

    assert status(local)[1].model == "llama at localhost:11434"
    assert "hunter2" not in repr(local)
