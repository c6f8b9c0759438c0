"""The tools of a language model: one for each metric of the catalogue, computed by the rules themselves.

A call becomes an intent, and the rules' own function answers it. So a model's call and the rules give the
same values and the same sentences, and a metric that is added is a tool at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pydantic import BaseModel, ValidationError

from energy_core.assistant.aliases import Aliases
from energy_core.assistant.answer import Answer
from energy_core.assistant.catalogue import BY_NAME, METRICS, Metric
from energy_core.assistant.context import Context
from energy_core.assistant.intent import Intent
from energy_core.assistant.outcome import NoAnswerError
from energy_core.assistant.rules import answer_to
from energy_core.assistant.rules_about import held
from energy_core.assistant.scope_of_question import Scope
from energy_core.assistant.tool_arguments import Said, schema
from energy_core.errors import EnergyError


@dataclass(frozen=True)
class Call:
    """One tool call and what came of it. answer : of the rules; `refused` with the reason for a refusal."""

    metric: str
    intent: Intent
    answer: Answer

    @property
    def is_refused(self) -> bool:
        return self.answer.status != "answered"


class Toolbox:
    """The tools for one question about one home."""

    def __init__(self, context: Context, scope: Scope, aliases: Aliases) -> None:
        self.context, self.scope, self.aliases = context, scope, aliases

    @cached_property
    def metrics(self) -> tuple[Metric, ...]:
        """Those that this home can serve."""
        has = self.context.kept("needs", lambda: held(self.context)) | {"two": True}
        return tuple(
            metric
            for metric in METRICS
            if metric.name == self.scope.metric
            or (metric.name != "help" and all(has[need] for need in metric.needs.split()))
        )

    def schema(self, metric: Metric) -> type[BaseModel]:
        """The arguments of a tool; built once for a home."""
        made: type[BaseModel] = self.context.kept(("tool", metric.name), lambda: schema(metric, self.aliases))
        return made

    def call(self, name: str, arguments: Mapping[str, Any]) -> Call:
        """What the rules answer to a call; what they refuse, or what was not asked for, is its text."""
        start = self.scope.start_of(name)
        try:
            said = self.schema(BY_NAME[name]).model_validate(dict(arguments))
            given = {field: getattr(said, field) for field in said.model_fields_set}
            known = {field: value for field, value in given.items() if value is not None}
            intent = Said(known, self.context, self.aliases).intent(start)
            intent = self.scope.checked(intent, known)
            return Call(name, intent, answer_to(intent, self.context))
        except ValidationError as error:
            wrong = ", ".join(".".join(map(str, detail["loc"])) or "arguments" for detail in error.errors())
            return Call(name, start, Answer(f"These arguments can't be used: {wrong}.", "refused"))
        except NoAnswerError as refused:
            return Call(name, start, Answer(refused.text, "refused"))
        except EnergyError as error:
            return Call(name, start, Answer(error.message, "refused"))
