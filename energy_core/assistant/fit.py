"""Whether an answer can use every part of its question; a part it would leave out is asked about instead."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from energy_core.assistant.catalogue import BY_NAME
from energy_core.assistant.dates import Dates
from energy_core.assistant.intent import Intent
from energy_core.assistant.outcome import UnclearError
from energy_core.assistant.signals import Signals

_NAMES: Final[Mapping[str, str]] = {
    "rank": "the highest or lowest",
    "count": "a number of highest or lowest",
    "span": "hours, days, weeks or months one by one",
    "subject": "single hours, days, weeks or months",
    "average": "an average",
    "every": "each appliance",
    "more": "more or less than something",
    "compares": "a comparison",
    "money": "cost",
    "limit": "a limit in kWh",
    "times": "hours or days of the week",
    "periods": "a period",
    "channel": "an appliance",
    "amount": "an amount",
}
"""Parts of a question, as they are told to the user."""

NO_AMOUNT: Final = frozenset({"peak_hours", "channels"})
"""Metrics that tell when or what, not how much."""

_WHERE: Final = "channel periods times"
_USES: Final[Mapping[str, str]] = {
    "help": " ".join(_NAMES),
    "untracked": "periods times",
    "channels": "every",
    "readings_span": "span subject",
    "gaps": "channel periods span subject",
    "price": "money span subject",
    "savings": "rank count money more compares every channel periods subject",
    "similar": "more compares average channel rank subject",
    "spans_beyond": f"{_WHERE} limit span more subject",
    "forecast": f"{_WHERE} money",
    "why": f"{_WHERE} more compares money rank average subject",
    "anomalies": f"{_WHERE} rank count money more every subject",
    "runs": "channel periods",
    "load_factor": _WHERE,
    "baseload": f"{_WHERE} money span average rank subject",
    "mean_power": f"{_WHERE} average",
    "peak_power": f"{_WHERE} rank span subject",
    "peak_hours": f"{_WHERE} rank money average span every subject",
    "trend": f"{_WHERE} more compares span subject",
    "typical_day": f"{_WHERE} average span subject",
    "share": f"{_WHERE} every rank money more compares",
    "change_ranking": "periods rank more compares every",
    "comparison": f"{_WHERE} every more compares money",
    "ranking": f"{_WHERE} rank count span money every subject",
    "average": f"{_WHERE} average span money subject",
    "by_channel": f"{_WHERE} every money rank",
    "usage_by": f"{_WHERE} span money every subject",
    "cost": f"{_WHERE} money",
    "total": f"{_WHERE} money",
}
"""The parts each metric of the catalogue makes use of, or already says."""


def refuse_ignored(intent: Intent, told: Signals, when: Dates) -> None:
    """Raises UnclearError for a part of the question that the answer to it would leave out."""
    uses = set(_USES[intent.metric].split())
    if told.compares_usual or intent.subject in ("weekday", "hour-of-day"):
        uses.add("average")
    ignored = [part for part in _NAMES if part in _parts(intent, told, when) and part not in uses]
    if ignored:
        raise UnclearError(
            f"I can't bring {_NAMES[ignored[0]]} together with {BY_NAME[intent.metric].description}. "
            "Please ask about one thing at a time.",
            suggestions=("What can I ask?",),
        )


def _parts(intent: Intent, told: Signals, when: Dates) -> set[str]:
    said = {
        "rank": told.superlative,
        "count": intent.count > 1,
        "span": told.span is not None,
        "subject": intent.subject not in (None, "channel"),
        "average": told.says_average,
        "every": told.every_channel,
        "more": told.more is not None,
        "compares": told.compares,
        "money": intent.money,
        "limit": intent.limit_kwh is not None,
        "times": bool(when.limits),
        "periods": bool(when.periods or when.future),
        "channel": bool(intent.channels),
        "amount": told.asks_how_much and intent.metric in NO_AMOUNT,
    }
    return {part for part, is_said in said.items() if is_said}
