"""What `auto` uses: the blend, or the naive rule where that was better on this channel's own weeks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from energy_core import words
from energy_core.forecasting.accuracy import Accuracy, accuracy
from energy_core.forecasting.models import AUTO, MODELS, SEASONAL_NAIVE, Model, model_named
from energy_core.forecasting.series import History

ENOUGH_ORIGINS: Final = 8
"""Fewer weeks than these prove nothing: choosing by them was worse than never choosing
(docs/decisions/0004)."""


@dataclass(frozen=True)
class Choice:
    """A model, how good it was, or why that is not known; replaced: why it is not the usual one."""

    model: Model
    accuracy: Accuracy | None
    accuracy_reason: str | None
    replaced: str | None = None


def used_by_auto(past: History, models: Sequence[Model] = MODELS) -> Choice:
    """The first model of the registry, unless the naive rule beat it over at least eight weeks."""
    usual = choice_of(model_named(AUTO, models), past)
    found = usual.accuracy
    if found is None or found.origins < ENOUGH_ORIGINS or (found.skill is not None and found.skill >= 0):
        return usual
    naive = choice_of(SEASONAL_NAIVE, past)
    return Choice(naive.model, naive.accuracy, naive.accuracy_reason, _why(usual.model, found))


def choice_of(model: Model, past: History) -> Choice:
    """A model that somebody asked for."""
    return Choice(model, *accuracy(model, past))


def _why(model: Model, found: Accuracy) -> str:
    figures = ""
    if found.wape is not None and found.naive_wape is not None:
        figures = f": off by {words.share(found.wape)} instead of {words.share(found.naive_wape)}"
    return (
        f"On the last {words.count(found.origins, 'week')} of these readings the {model.name} was worse than "
        f"repeating the week before{figures}, so the week before is repeated."
    )
