"""A model that works as it should gives the figures of the rules, over either protocol."""

from __future__ import annotations

from typing import Any

import pytest

from energy_core.assistant.aliases import Aliases
from energy_core.assistant.catalogue import BY_NAME
from energy_core.assistant.context import Context
from energy_core.assistant.conversation import ask
from energy_core.assistant.intent import Intent
from energy_core.assistant.periods import Period
from energy_core.assistant.scope_of_question import scope_of
from tests.models.script import Say, calls_then, steps, use
from tests.models.set_up import PROVIDERS, model_behind
from tests.questions.bank import BANK
from tests.questions.case import Case
from tests.questions.homes import home

ANSWERED = [case for case in BANK if case.status == "answered" and not case.before and case.kind != "help"]
ASKED = [case for case in ANSWERED if case.home in ("sample", "halfhours", "june")][::6]


@pytest.fixture(scope="module", params=PROVIDERS)
def service(request: pytest.FixtureRequest):
    with model_behind(request.param, steps(Say(""))) as (models, behind):
        yield request.param, models, behind


@pytest.mark.parametrize(
    "case",
    [pytest.param(c, marks=() if n % 2 else pytest.mark.prove) for n, c in enumerate(ASKED)],
    ids=[f"{c.home}: {c.question}" for c in ASKED],
)
def test_the_values_are_those_of_the_rules(case: Case, service) -> None:
    name, models, behind = service
    context = home(case.home).context
    understood = scope_of(case.question, context, ()).intent
    assert understood is not None
    said = spelled_out(understood, context) if name == "openai" else {}
    behind.forget(calls_then("Here is the answer: {s1}", use(understood.metric, **said)))

    answer = ask(case.question, context, providers=(name,), models=models)
    by_rules = ask(case.question, context)

    assert (answer.provider, answer.passed_over) == (name, ())
    assert answer.text == f"Here is the answer: {by_rules.text}"
    assert answer.values == by_rules.values
    assert (answer.period, answer.table, answer.chart) == (by_rules.period, by_rules.table, by_rules.chart)
    assert case.mistakes(home(case.home), answer) == []


def test_at_least_thirty_questions_of_the_bank_are_asked() -> None:
    assert len(ASKED) >= 30


def spelled_out(intent: Intent, context: Context) -> dict[str, Any]:
    """The arguments that a careful model would give, instead of leaving them out."""
    takes, aliases = BY_NAME[intent.metric].arguments, Aliases(context)
    said: dict[str, Any] = {}
    named = [aliases.by_name[name] for name in intent.channels]
    if named and "channels" in takes:
        said["channels"] = named
    elif len(named) == 1 and "channel" in takes:
        said["channel"] = named[0]
    places = [argument for argument in ("period", "other_period") if argument in takes]
    if len(intent.periods) > len(places):
        return said
    for argument, period in zip(places, intent.periods, strict=False):
        if whole_days(period):
            said[argument] = {"start": str(period.start.date()), "end": str(period.end.date())}
    return said


def whole_days(period: Period) -> bool:
    return period.start == period.start.normalize() and period.end == period.end.normalize()
