"""Answers from the analysis: unusual use and why, saving, similar homes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from energy_core.assistant.answer import Value
from energy_core.assistant.catalogue import BY_NAME
from energy_core.assistant.context import Context
from energy_core.assistant.draft import Draft
from energy_core.assistant.intent import Intent
from energy_core.assistant.outcome import UnanswerableError, UnclearError
from energy_core.assistant.rules_about import example, is_possible
from energy_core.assistant.rules_compare import usual
from energy_core.assistant.rules_unusual import anomalies, say_strongest
from energy_core.assistant.scope import inside
from energy_core.assistant.tools import advice, unusual
from energy_core.assistant.tools.result import Origin
from energy_core.insights import Finding

MOST_FINDINGS = 3
AFTER: Final = {
    "measure": "measure",
    "biggest_appliance": "share",
    "always_on": "what_if_baseload",
    "anomalies": "anomalies",
    "peak_use": "peak_hours",
    "shifting": "what_if_moved",
    "trend": "trend",
    "change": "comparison",
    "comparison": "similar",
    "forecast": "forecast",
    "untracked": "untracked",
    "weekend": "typical_day",
    "data_quality": "gaps",
}
"""What one would ask after a finding of a kind: a metric of the catalogue."""
ALWAYS: Final = ("measures", "cost", "bill_forecast", "help")
VERDICTS = {"low": "less than typical", "typical": "typical", "high": "more than typical"}


def why(context: Context, intent: Intent) -> Draft:
    """A period beside the usual, the appliance behind it, and unusual events in it."""
    if not intent.periods:
        return anomalies(context, intent)
    draft = usual(context, intent)
    period = inside(context, intent.periods[0], intent.channel)
    behind = unusual.appliance_behind(context, period=period) if not intent.channels else None
    if behind is not None and behind["above_usual"].number > 0:
        value = behind["above_usual"]
        draft.say(
            "Furthest above its usual use was {channel}, by {above}.",
            channel=value.channel or "",
            above=value,
        )
    result = unusual.anomalies(context, channels=intent.channels, period=period)
    if result["unusual_events"].number:
        draft.say("There were {count} unusual events.", count=result["unusual_events"])
        say_strongest(draft, result["strongest_event"], result["expected_then"])
    else:
        draft.sentences.append("No single hour or day of it was unusual.")
    return draft


def savings(context: Context, intent: Intent) -> Draft:
    """The most valuable findings with advice."""
    if intent.periods or intent.future:
        raise UnclearError(
            "Advice rests on all readings. Please ask without dates.", suggestions=("How can I save?",)
        )
    draft = Draft(context)
    found = advice.savings(context, count=MOST_FINDINGS if intent.count == 1 else intent.count)
    if intent.channels:
        found = tuple(
            f for f in context.findings if any(g.channel in intent.channels for g in f.figures) and f.advice
        )
    if not found:
        raise UnanswerableError(
            "No finding of these readings comes with advice. You can ask what uses the most.",
            suggestions=("When are my peak hours?",),
        )
    for finding in found:
        draft.paragraph()
        _tell(draft, finding)
    draft.period = context.whole
    return draft


def opening(context: Context) -> Draft:
    """What is said before anything is asked: the three most valuable findings, measures among them."""
    found = advice.most_valuable(context, count=MOST_FINDINGS)
    draft = Draft(context)
    if not found:
        draft.sentences.append("Ask me about your use, what it costs, and what could be saved.")
    for finding in found:
        draft.paragraph()
        _tell(draft, finding, titled=True)
    draft.period = context.whole
    draft.suggestions = tuple(dict.fromkeys(_to_ask(context, found)))
    return draft


def _to_ask(context: Context, found: Sequence[Finding]) -> Iterator[str]:
    """What follows from the findings, then what everybody asks."""
    for finding in found:
        metric = BY_NAME.get(AFTER.get(finding.kind, ""))
        channel = next((figure.channel for figure in finding.figures if figure.channel), None)
        if metric is not None and is_possible(metric, context):
            yield example(metric, context, channel=channel)
    yield from (example(BY_NAME[name], context) for name in ALWAYS if is_possible(BY_NAME[name], context))


def _tell(draft: Draft, finding: Finding, *, titled: bool = False) -> None:
    """A finding's own sentences, and its figures as values."""
    if titled:
        draft.quote(f"{finding.title.rstrip('.')}.")
    draft.quote(finding.text)
    if finding.advice:
        draft.quote(finding.advice)
    draft.keep(
        Value(
            figure.name,
            figure.value,
            figure.unit,
            figure.channel or "total",
            figure.start,
            figure.end,
            "findings",
            {"kind": finding.kind},
        )
        for figure in finding.figures
    )


def similar(context: Context, intent: Intent) -> Draft:
    """The use of a year beside that of typical homes in the country."""
    from energy_core.comparison import similar_homes

    if intent.channels:
        raise UnanswerableError(
            "What is typical is known for whole homes here, not for an appliance. You can ask what "
            "share it has.",
            suggestions=("What share does each appliance have?",),
        )
    found = (
        context.analysis.comparison if context.analysis is not None and context.analysis.comparison else None
    )
    found = found or similar_homes(context.readings, context.home)
    draft, origin = Draft(context), Origin("similar_homes", context.whole)
    year = origin.value("kwh_per_year", round(found.kwh_per_year, 6), "kWh")
    low, mid, high = (
        origin.value(name, float(value), "kWh")
        for name, value in (
            ("typical_low", found.typical_low_kwh),
            ("typical", found.typical_kwh),
            ("typical_high", found.typical_high_kwh),
        )
    )
    draft.say(
        "At this rate the home uses {year} a year; typical homes here use {mid}, most between {low} "
        "and {high}.",
        year=year,
        mid=mid,
        low=low,
        high=high,
    )
    if found.verdict is not None:
        draft.say(f"So it is {VERDICTS[found.verdict]}.")
    if found.coverage_caveat:
        draft.quote(
            "These readings hold metered appliances only, not the whole home: it uses more than that."
        )
    if found.seasonal_caveat:
        draft.quote(found.seasonal_caveat)
    draft.period = context.whole
    return draft
