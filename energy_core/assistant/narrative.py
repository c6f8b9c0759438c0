"""A report in words: what was used, what stood out, what comes next, what to do about it.

Its sentences are the rules' own. A language model may arrange them and lead from one to the next, under the
same check as an answer; where it fails, they stand as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from energy_core.assistant.aliases import Aliases
from energy_core.assistant.answer import TITLES, PassedOver
from energy_core.assistant.context import Context
from energy_core.assistant.instructions import NARRATIVE, to_mend
from energy_core.assistant.ledger import Ledger
from energy_core.assistant.model_draft import Checked, checked
from energy_core.assistant.model_settings import ModelSettings
from energy_core.assistant.providers import checked_name, missing
from energy_core.assistant.scope_of_question import Scope
from energy_core.assistant.toolbox import Call, Toolbox
from energy_core.errors import AssistantError

PARTS: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("What was used", ("total", "cost", "by_channel", "similar")),
    ("When", ("peak_hours", "baseload", "trend")),
    ("What was unusual", ("anomalies",)),
    ("What comes next", ("forecast", "bill_forecast")),
    ("Habits that would help", ("savings", "cheap_hours")),
    ("Saving opportunities", ("measures", "best_tariff")),
)
"""Headings, and the figures that are told under each, as far as the home has them."""

UNFIT: Final = "worded more than the computed figures, so the built-in rules did"


@dataclass(frozen=True)
class Narrative:
    """paragraphs : heading and text, no heading where a model arranged the text itself."""

    paragraphs: tuple[tuple[str, str], ...]
    provider: str = "rules"
    passed_over: tuple[PassedOver, ...] = ()

    @property
    def is_by_model(self) -> bool:
        return self.provider != "rules"


def narrative(
    context: Context,
    *,
    providers: Sequence[str] = ("rules",),
    models: ModelSettings | None = None,
    progress: Callable[[str], None] | None = None,
) -> Narrative:
    """The report in words by the first provider that can; the rules always can.

    Raises UnknownNameError for a provider that does not exist.
    """
    for name in providers:
        checked_name(name)
    told = _told(context)
    passed_over: list[PassedOver] = []
    for name in providers:
        if name == "rules":
            break
        try:
            text = _by_model(name, told, models or ModelSettings(), progress or (lambda _: None))
        except AssistantError as error:
            passed_over.append(PassedOver(name, error.message))
            continue
        return Narrative(_paragraphs(text), name, tuple(passed_over))
    return Narrative(told.plainly(), "rules", tuple(passed_over))


@dataclass
class Told:
    """What there is to tell: calls by heading, each entered in the ledger."""

    ledger: Ledger
    parts: tuple[tuple[str, tuple[Call, ...]], ...]
    seen: list[str]
    drafts: list[Checked] = field(default_factory=list)

    def plainly(self) -> tuple[tuple[str, str], ...]:
        return tuple(
            (title, "\n".join(call.answer.text for call in calls)) for title, calls in self.parts if calls
        )

    def review(self, draft: str) -> str | None:
        found = checked(draft, self.ledger)
        left_out = [
            f"{{s{n}}} is left out" for n, call in enumerate(self.ledger.calls, 1) if call not in found.used
        ]
        violations = (*found.violations, *left_out)
        self.drafts.append(Checked(found.text, found.used, violations))
        return to_mend(violations) if violations and len(self.drafts) == 1 else None


def _told(context: Context) -> Told:
    """The calls that give an answer on this home."""
    aliases = Aliases(context)
    toolbox = Toolbox(context, Scope("", context, None), aliases)
    ledger, possible = Ledger(aliases), {metric.name for metric in toolbox.metrics}
    seen, parts = [], []
    for title, names in PARTS:
        made = [toolbox.call(name, {}) for name in names if name in possible]
        answered = tuple(call for call in made if not call.is_refused and call.answer.values)
        seen += [f"{title}: {ledger.enter(call)}" for call in answered]
        parts.append((title, answered))
    return Told(ledger, tuple(parts), seen)


def _by_model(name: str, told: Told, models: ModelSettings, say: Callable[[str], None]) -> str:
    """The text as a model arranged it. Raises AssistantError that says why there is none."""
    if (lacks := missing(name, models)) is not None:
        raise AssistantError(lacks)
    from energy_core.assistant.agent import Task
    from energy_core.assistant.model_call import put_to

    told.drafts.clear()
    say(f"Asking {TITLES[name]} for the words …")
    task = Task(NARRATIVE, "\n".join(told.seen), (), told.review, lambda _: None)
    put_to(name, models, task, say=say)
    if not told.drafts or told.drafts[-1].violations:
        raise AssistantError(UNFIT)
    return told.drafts[-1].text


def _paragraphs(text: str) -> tuple[tuple[str, str], ...]:
    return tuple(("", line.strip()) for line in text.split("\n") if line.strip())
