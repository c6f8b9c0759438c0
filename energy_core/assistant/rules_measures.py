"""Answers of the auditor: what to do, what to replace, what it saves, costs and when it pays back."""

from __future__ import annotations

import re
from typing import Final

from energy_core import words
from energy_core.assistant.answer import Rows
from energy_core.assistant.context import Context
from energy_core.assistant.draft import Draft
from energy_core.assistant.intent import Intent
from energy_core.assistant.outcome import UnanswerableError, UnclearError
from energy_core.assistant.tools.measures import Judged, judged
from energy_core.audit import Audit, Measure

MOST: Final = 3
_PAYBACK: Final = re.compile(r"^It pays back in [^;]*; it")
"""What the sentence before has told."""

COLUMNS: Final = ("measure", "channel", "saving_kwh", "worth", "cost_low", "cost_high", "payback_years_low",
                  "payback_years_high", "roi_percent", "recommended")  # fmt: skip


def measures(context: Context, intent: Intent) -> Draft:
    """The auditor's measures, ranked: the recommended ones, or all if the question asks for all."""
    audit = context.audit
    chosen = audit.recommended or audit.measures
    if not chosen:
        raise UnanswerableError(
            "The auditor found no measure for these readings. You can ask what uses the most.",
            suggestions=("When are my peak hours?",),
        )
    draft = Draft(context)
    draft.sentences.append(
        "Worth doing, the most valuable first:"
        if audit.recommended
        else "None of the measures can be recommended; the best of them:"
    )
    count = intent.count if intent.count > 1 else MOST
    for measure in chosen[:count]:
        draft.paragraph()
        say_measure(draft, judged(context, measure, percent=intent.percent or 0.0))
    _table(draft, audit)
    draft.paragraph()
    for note in audit.notes:
        draft.quote(note)
    draft.suggestions = _follow_ups(context, chosen)
    return draft


def measure(context: Context, intent: Intent) -> Draft:
    """One appliance, or one measure: whether it is worth it, and what it rests on."""
    found = _about(context, intent)
    draft = Draft(context)
    for number, one in enumerate(found[:MOST]):
        if number == 0 and intent.is_yes_no:
            draft.sentences.append("Yes." if one.recommended else "No.")
        result = judged(context, one, percent=intent.percent or 0.0)
        say_measure(draft, result)
        reason = _PAYBACK.sub("It", one.reason) if "payback_low" in result.values else one.reason
        if not intent.percent and reason not in draft.sentences:
            draft.quote(reason)
        if result.matters_most:
            draft.quote(result.matters_most)
        draft.quote(
            f"Confidence is {one.confidence}: {one.confidence_reason[:1].lower()}{one.confidence_reason[1:]}"
        )
    if intent.percent:
        draft.sentences.append("The figures are at the price you named.")
    draft.period = context.whole
    draft.suggestions = ("What if I pay 30% more?", "What should I do?")
    return draft


def _about(context: Context, intent: Intent) -> list[Measure]:
    audit = context.audit
    if intent.measure is not None:
        found = [m for m in audit.measures if m.measure == intent.measure]
    else:
        found = [m for m in audit.measures if m.channel in intent.channels]
    if found:
        replacing = [m for m in found if m.title.lower().startswith("replace")]
        return replacing or found
    if intent.channels:
        why = [one.why for one in audit.not_possible if any(c in one.what for c in intent.channels)]
        name = words.label(intent.channels[0])
        raise UnanswerableError(
            f"The auditor has no measure for {name}. {' '.join(why) or 'You can ask how much it uses.'}",
            suggestions=(f"How much did {name} use?", "What should I do?"),
        )
    raise UnclearError(
        f"Which appliance do you mean? {context.names.offer()}", suggestions=("What should I do?",)
    )


def at_other_prices(draft: Draft, percent: float) -> None:
    """How the measures that are worth doing, or nearly, fare at another price of energy."""
    from energy_core.errors import NotEnoughDataError

    try:
        audit = draft.context.audit
    except NotEnoughDataError:
        return  # the bill has been told; measures need two weeks of readings
    chosen = [m for m in (*audit.recommended, *audit.measures) if m.saving_money is not None]
    unique = list({id(m): m for m in chosen}.values())[:MOST]
    if not unique:
        return
    draft.sentences.append("The auditor's measures at that price:")
    for one in unique:
        draft.paragraph()
        say_measure(draft, judged(draft.context, one, percent=percent))
    matters = judged(draft.context, unique[0], percent=percent).matters_most
    if matters:
        draft.quote(matters)


def say_measure(draft: Draft, result: Judged) -> None:
    """Title, saving, worth, cost, payback and return in one breath."""
    one, values = result.measure, result.values
    on = "" if one.channel is None else f" ({words.label(one.channel)})"
    draft.quote(f"{one.title}{on}:")
    parts = []
    if not one.money_only:
        parts.append("saves {saving} a year (between {saving_low} and {saving_high})")
    if "worth" in values:
        parts.append("worth {worth} a year (between {worth_low} and {worth_high})")
    if one.cost is not None:
        parts.append("costs {cost_low} to {cost_high}" if one.cost[1] else "costs nothing")
    if "payback_low" in values:
        parts.append("pays back in {payback_low} to {payback_high}")
    elif one.cost and one.cost[1] and "worth" in values:
        parts.append("may never pay back")
    if "roi" in values:
        parts.append(f"return on its cost {'' if values['roi'].number >= 0 else 'minus '}{{roi}}")
    if not parts:
        parts.append("no figures are known")
    draft.say(words.listed(parts) + ".", **values)
    draft.keep(value for name, value in values.items() if name == "carbon" or one.money_only)
    if not one.recommended and one.cost is None:
        draft.quote(one.reason)


def _table(draft: Draft, audit: Audit) -> None:
    rows = []
    for one in audit.measures:
        back, cost = one.payback_years or (None, None), one.cost or (None, None)
        worth = None if one.saving_money is None else round(one.saving_money[1], 2)
        rows.append((one.title, one.channel, round(one.saving_kwh[1], 1), worth, *cost, *back,
                     one.roi_percent, one.recommended))  # fmt: skip
    draft.table = Rows(COLUMNS, tuple(rows))
    draft.period = draft.context.whole


def _follow_ups(context: Context, chosen: tuple[Measure, ...]) -> tuple[str, ...]:
    named = [one for one in context.audit.measures if one.channel is not None and "eplace" in one.title]
    asks = [f"Should I replace {words.label(one.channel or '')}?" for one in named[:1]]
    return (*asks, "What if I pay 30% more?", "Which tariff would be cheapest?")
