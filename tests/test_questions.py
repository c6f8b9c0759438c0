"""The bank of questions: every figure, unit, channel and period as plain pandas computes them."""

from __future__ import annotations

import pytest

from energy_core.assistant.conversation import Turn, ask
from tests.questions.bank import BANK
from tests.questions.case import Case
from tests.questions.homes import home


@pytest.mark.parametrize(
    "case", BANK, ids=lambda case: f"{case.home}: {' '.join((*case.before, case.question))}"
)
def test_the_answer_is_exact(case: Case) -> None:
    asked = home(case.home)

    history: list[Turn] = []
    for question in case.before:
        history.append(Turn(question, ask(question, asked.context, history=history)))
    answer = ask(case.question, asked.context, history=history)

    assert case.mistakes(asked, answer) == []


def test_the_bank_holds_at_least_600_questions_over_ten_homes() -> None:
    assert len(BANK) >= 600
    assert len({case.home for case in BANK}) >= 10
