"""A question answered through a language model that may choose among tools and word the result, no more.

What the rules understand, the model has to answer with the rules' own values; what they refuse or find
unclear is not put to it. Where they lack the words, it chooses what to look up, and the answer says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Final

from energy_core import words
from energy_core.assistant import rules
from energy_core.assistant.agent import Task, Tool
from energy_core.assistant.aliases import Aliases
from energy_core.assistant.answer import TITLES, Answer, Turn
from energy_core.assistant.context import Context
from energy_core.assistant.instructions import instructions, question_text, to_mend
from energy_core.assistant.ledger import Ledger
from energy_core.assistant.model_call import put_to
from energy_core.assistant.model_draft import Checked, checked
from energy_core.assistant.model_settings import ModelSettings
from energy_core.assistant.outcome import SettledError
from energy_core.assistant.scope_of_question import Scope, scope_of
from energy_core.assistant.tool_arguments import json_schema
from energy_core.assistant.toolbox import Call, Toolbox

CHOSEN: Final = "The language model chose what to look up; please see that it is what you meant."
"""Said where the rules could not tell."""

UNFIT: Final = "its wording held more than the computed figures, so the built-in rules worded the answer"
REVIEWS: Final = 2
"""Drafts that are looked at: one may be mended."""


@dataclass
class Asked:
    """One question on its way to a model."""

    scope: Scope
    rules_answer: Answer
    toolbox: Toolbox
    ledger: Ledger
    drafts: list[Checked] = field(default_factory=list)

    @property
    def accepted(self) -> Checked | None:
        last = self.drafts[-1] if self.drafts else None
        return last if last is not None and not last.violations else None

    def tools(self) -> Iterator[Tool]:
        for metric in self.toolbox.metrics:
            yield Tool(
                metric.name,
                f"{metric.description}. For instance: {metric.example.replace('{appliance}', 'appliance')}",
                json_schema(self.toolbox.schema(metric)),
                self._caller(metric.name),
            )

    def _caller(self, name: str) -> Callable[[dict[str, Any], Callable[[str], None]], str]:
        def call(arguments: dict[str, Any], say: Callable[[str], None]) -> str:
            made = self.toolbox.call(name, arguments)
            say(_doing(made))
            return self.ledger.enter(made)

        return call

    def review(self, draft: str) -> str | None:
        """What to mend in a draft; None if it is shown, or if it had its second chance."""
        found = checked(draft, self.ledger)
        violations = [*found.violations, *self._unanswered(found)]
        self.drafts.append(replace(found, violations=tuple(violations)))
        return to_mend(violations) if violations and len(self.drafts) < REVIEWS else None

    def _unanswered(self, found: Checked) -> Iterator[str]:
        """What the rules know to belong to the answer, and the draft leaves out."""
        if self.ledger.unknown_tools:
            yield "a tool was called that does not exist"
        if self.rules_answer.status != "answered" or not found.used:
            return
        told = [value for call in found.used for value in call.answer.values]
        if any(value not in told for value in self.rules_answer.values):
            yield f"the question is answered by the tool {self.scope.metric}; use its sentences"

    def answer(self, name: str) -> Answer:
        """The accepted draft as an answer. Raises SettledError if there is none."""
        draft = self.accepted
        if draft is None:
            raise SettledError(UNFIT, self._by_rules())
        return replace(self._merged(draft.text, draft.used), provider=name)

    def _by_rules(self) -> Answer:
        """The rules' answer; where they lacked the words, the sentences of what was looked up."""
        calls = tuple(call for call in self.ledger.calls if not call.is_refused)
        if self.rules_answer.status == "answered" or not calls:
            return self.rules_answer
        return self._merged("\n".join(call.answer.text for call in calls), calls)

    def _merged(self, text: str, used: tuple[Call, ...]) -> Answer:
        """Text and values of several calls; period, chart and table of the one that answers the question."""
        values = [value for call in used for value in call.answer.values]
        once = tuple(value for place, value in enumerate(values) if value not in values[:place])
        telling = [call for call in used if not call.is_refused] or list(used)
        main = next((call for call in telling if call.intent == self.scope.intent), telling[0])
        if self.scope.is_open and once:
            text = f"{text}\n{CHOSEN}"
        return replace(main.answer, text=text, values=once)


def answer_by_model(
    name: str, question: str, context: Context, history: tuple[Turn, ...], *, models: ModelSettings,
    say: Callable[[str], None],
) -> Answer:  # fmt: skip
    """The answer, worded by a model and checked. Raises AssistantError that says why there is none."""
    by_rules = rules.answer(question, context, history)
    scope = scope_of(question, context, history)
    if by_rules.status == "refused":
        raise SettledError("was not asked: the readings hold no answer to that", by_rules)
    if by_rules.status == "asked_back" and not scope.is_open:
        raise SettledError("was not asked: the question has to be clear before", by_rules)
    aliases = Aliases(context)
    asked = Asked(scope, by_rules, Toolbox(context, scope, aliases), Ledger(aliases))
    say(f"Asking {TITLES[name]} …")
    _run(name, models, asked, history, say)
    say("Checking the figures …")
    return asked.answer(name)


def _run(
    name: str, models: ModelSettings, asked: Asked, history: tuple[Turn, ...], say: Callable[[str], None]
) -> None:
    task = Task(
        instructions(asked.toolbox.context, asked.scope, asked.ledger.aliases),
        question_text(asked.scope, history, asked.ledger.aliases),
        tuple(asked.tools()),
        asked.review,
        asked.ledger.unknown_tools.append,
    )
    put_to(name, models, task, say=say)


def _doing(call: Call) -> str:
    """ "Reading the fridge's Mar 2024 …": what a call looks at."""
    whose = words.listed(words.label(name) for name in call.intent.channels) or "the home"
    when = words.listed(period.text for period in call.intent.periods)
    return f"Reading {whose}{f', {when}' if when else ''} …"
