"""The rules provider: plain functions from an intent to sentences whose every figure is computed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from energy_core.assistant import (
    rules_about,
    rules_change,
    rules_compare,
    rules_green,
    rules_insight,
    rules_meaning,
    rules_measures,
    rules_money,
    rules_outlook,
    rules_rank,
    rules_runs,
    rules_share,
    rules_tariff,
    rules_unusual,
    rules_usage,
    rules_what_if,
    rules_when,
)
from energy_core.assistant.answer import Answer, Turn
from energy_core.assistant.appliance_words import UCI_CHANNELS
from energy_core.assistant.catalogue import BY_NAME
from energy_core.assistant.context import Context
from energy_core.assistant.draft import Draft
from energy_core.assistant.followups import carried_over
from energy_core.assistant.grounding import ungrounded
from energy_core.assistant.intent import Intent
from energy_core.assistant.outcome import NoAnswerError, UnanswerableError, UnclearError
from energy_core.assistant.quoted import quoted
from energy_core.assistant.vega import chart
from energy_core.errors import NotEnoughDataError, TariffError

RULES: Final[Mapping[str, Callable[[Context, Intent], Draft]]] = {
    "help": rules_about.help_,
    "meaning": rules_meaning.meaning,
    "what_if_moved": rules_what_if.what_if_moved,
    "what_if_less": rules_what_if.what_if_less,
    "what_if_baseload": rules_what_if.what_if_baseload,
    "what_if_price": rules_what_if.what_if_price,
    "bill_forecast": rules_money.bill_forecast,
    "bill": rules_money.bill,
    "cheap_hours": rules_tariff.cheap_hours,
    "bill_line": rules_money.bill_line,
    "tariff": rules_tariff.tariff,
    "best_tariff": rules_tariff.best_tariff,
    "rate_share": rules_tariff.rate_share,
    "measures": rules_measures.measures,
    "measure": rules_measures.measure,
    "carbon": rules_green.carbon,
    "self_consumption": rules_green.self_consumption,
    "per_run": rules_runs.per_run,
    "spread": rules_runs.spread,
    "yearly": rules_runs.yearly,
    "untracked": rules_share.untracked,
    "remainder": rules_share.remainder,
    "channels": rules_about.channels,
    "gaps": rules_about.gaps,
    "readings_span": rules_about.readings_span,
    "price": rules_about.price,
    "savings": rules_insight.savings,
    "similar": rules_insight.similar,
    "spans_beyond": rules_when.spans_beyond,
    "forecast": rules_outlook.forecast,
    "why": rules_insight.why,
    "anomalies": rules_unusual.anomalies,
    "runs": rules_runs.runs,
    "load_factor": rules_when.load_factor,
    "baseload": rules_when.baseload,
    "mean_power": rules_when.mean_power,
    "peak_power": rules_when.peak_power,
    "peak_hours": rules_when.peak_hours,
    "trend": rules_outlook.trend,
    "typical_day": rules_when.typical_day,
    "share": rules_share.share,
    "change_ranking": rules_change.change_ranking,
    "comparison": rules_compare.comparison,
    "ranking": rules_rank.ranking,
    "average": rules_usage.average,
    "by_channel": rules_share.by_channel,
    "usage_by": rules_usage.usage_by,
    "cost": rules_usage.total,
    "total": rules_usage.total,
}
"""One function for each metric of the catalogue."""

NOT_CHECKED: Final = "A figure of this answer could not be traced to its computation, so it is not shown."


def answer(question: str, context: Context, history: tuple[Turn, ...] = ()) -> Answer:
    """The answer to one question; one with a figure that is in no value is not shown."""
    if not context.readings.consumption:
        return Answer(
            "These readings hold no electricity use, so there is nothing to answer from.", "refused"
        )
    try:
        return answer_to(carried_over(question, context, history), context)
    except UnclearError as unclear:
        return Answer(unclear.text, "asked_back", suggestions=unclear.suggestions)
    except UnanswerableError as refused:
        return Answer(refused.text, "refused", suggestions=_nearest(refused, context))
    except (NotEnoughDataError, TariffError) as error:
        return Answer(error.message, "refused", suggestions=_nearest(UnanswerableError(""), context))


def answer_to(intent: Intent, context: Context) -> Answer:
    """The answer to what was understood. Raises NoAnswerError or NotEnoughDataError with the whole reply."""
    draft = RULES[intent.metric](context, intent)
    for channel in intent.channels:
        if (measured := UCI_CHANNELS.get(channel.lower())) is not None:
            draft.say(f"{{channel}} measures these together: {', '.join(measured)}.", channel=channel)
    written = _checked(draft, context)
    if written.status != "answered":
        return written
    return replace(
        written, chart=chart(draft.chart_of), suggestions=draft.suggestions or _next(intent, context)
    )


def opening(context: Context) -> Answer:
    """What is said before anything is asked."""
    if not context.readings.consumption:
        return Answer(
            "These readings hold no electricity use, so there is nothing to answer from.", "refused"
        )
    draft = rules_insight.opening(context)
    return _checked(draft, context)


def _checked(draft: Draft, context: Context) -> Answer:
    """The draft as an answer with every number among its values; not shown if one came from nowhere."""
    written, names = draft.answer(), context.readings.names
    if ungrounded(written, names=names, texts=draft.texts):
        return Answer(NOT_CHECKED, "refused", suggestions=_nearest(UnanswerableError(""), context))
    return replace(written, values=(*written.values, *quoted(written, draft.texts, names=names)))


def _nearest(refused: NoAnswerError, context: Context) -> tuple[str, ...]:
    return refused.suggestions or rules_about.examples(context)[-1:]


def _next(intent: Intent, context: Context) -> tuple[str, ...]:
    """Other questions this home can answer."""
    others = {
        "total": ("anomalies", "peak_hours", "forecast"),
        "cost": ("forecast", "savings", "ranking"),
        "ranking": ("why", "anomalies", "savings"),
        "forecast": ("baseload", "savings"),
    }.get(intent.metric, ("total", "savings", "forecast"))
    possible = set(rules_about.examples(context))
    return tuple(BY_NAME[name].example for name in others if BY_NAME[name].example in possible)
