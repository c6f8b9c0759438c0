"""The text in front of a report, and keeping it in a lake."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from energy_core.cli.lake_option import open_lake
from energy_core.cli.model_options import models, order
from energy_core.cli.screen import progress

if TYPE_CHECKING:
    from energy_core.analysis import Analysis
    from energy_core.assistant.narrative import Narrative

FILE: Final = "narrative.md"


def told_in_words(analysis: Analysis, provider: str, *, lake: str | None) -> Narrative:
    """The report in words; one by a language model is also kept in the lake, if one is named."""
    from energy_core.assistant.context import context_of
    from energy_core.assistant.narrative import narrative

    told = narrative(context_of(analysis), providers=order(provider), models=models(), progress=progress)
    for passed in told.passed_over:
        if provider != "auto" or passed.was_set_up:
            progress(f"Worded by {told.provider}: {passed.text}.")
    if lake is not None and told.is_by_model:
        _keep(told, analysis, lake)
    return told


def _keep(told: Narrative, analysis: Analysis, lake: str) -> None:
    from energy_core.lake.layout import report_key
    from energy_core.report.wording import narrative_markdown

    home = analysis.home
    text = narrative_markdown(told, f"Energy report: {home.title}")
    open_lake(lake).store.put(report_key(home.home_id, FILE), text.encode())


def told_fields(told: Narrative | None) -> dict[str, Any]:
    """Who worded the text, for JSON."""
    if told is None:
        return {}
    passed = [{"provider": one.provider, "reason": one.reason} for one in told.passed_over]
    return {"narrative": {"provider": told.provider, "passed_over": passed}}
