"""A task put to a model: its failures become one sentence, the caller's own errors pass through."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from energy_core.assistant.agent import Task, run_agent
from energy_core.assistant.failures import reason
from energy_core.assistant.model_settings import ModelSettings
from energy_core.errors import AssistantError


def put_to(name: str, models: ModelSettings, task: Task, *, say: Callable[[str], None]) -> None:
    """Runs a task; its drafts go to `task.review`. Raises AssistantError that says why it failed."""
    told = _Told(say)
    try:
        run_agent(name, models, task, say=told)
    except Exception as error:  # the client libraries raise errors of many kinds
        if error is told.raised:
            raise
        raise AssistantError(reason(error)) from None


@dataclass
class _Told:
    """Passes on progress, and tells an error of the caller's own from one of the model's."""

    say: Callable[[str], None]
    raised: BaseException | None = None

    def __call__(self, text: str) -> None:
        try:
            self.say(text)
        except BaseException as error:
            self.raised = error
            raise
