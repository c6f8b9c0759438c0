"""Answers about which appliance changed the most from one period to another."""

from __future__ import annotations

from dataclasses import replace

from energy_core.assistant.answer import Rows, Value
from energy_core.assistant.context import Context
from energy_core.assistant.draft import Draft
from energy_core.assistant.intent import Change, Intent
from energy_core.assistant.outcome import UnanswerableError, UnclearError
from energy_core.assistant.periods import Period
from energy_core.assistant.scope import inside
from energy_core.assistant.tools import usage as tools


def change_ranking(context: Context, intent: Intent) -> Draft:
    """The appliance with the largest change, from the earlier to the later of two periods."""
    if not context.names.appliances:
        raise UnanswerableError(f"These readings have no appliances of their own. {context.names.offer()}")
    if len(intent.periods) != 2 or intent.subject not in (None, "channel"):
        raise UnclearError(
            "A change is from one period to another. Between which two shall I look, for instance last month "
            "and this month?",
            suggestions=("Did I use more this week than last week?",),
        )
    earlier, later = sorted((inside(context, p, None) for p in intent.periods), key=lambda p: p.start)
    used = {
        c.name: tuple(
            tools.usage_total(context, channel=c.name, period=period)["usage"] for period in (earlier, later)
        )
        for c in context.names.appliances
        if not intent.channels or c.name in intent.channels
    }
    changes = [replace(tools.difference(second, first)[0], name="change") for first, second in used.values()]
    top = _largest(changes, intent.change)
    draft = Draft(context)
    word = "more" if top.number > 0 else "less"
    if intent.change == {"more": "down", "less": "up"}[word]:
        draft.sentences.append(f"No appliance used {'less' if word == 'more' else 'more'}.")
    draft.say(
        f"{{channel}} changed the most: {{change}} {word} in {{later}} than in {{earlier}}.",
        channel=top.channel or "",
        change=top,
        later=later,
        earlier=earlier,
    )
    draft.keep((replace(top, name="changed_channel", value=top.channel or "", unit=""), *changes))
    draft.keep(value for pair in used.values() for value in pair)
    draft.period = later
    draft.table = Rows(("channel", "change_kwh"), tuple((v.channel, v.value) for v in changes))
    for period in (earlier, later):
        draft.remark(period)
    if abs(_length(earlier) - _length(later)) > 1:
        draft.sentences.append("The two periods are not equally long.")
    return draft


def _largest(changes: list[Value], change: Change | None) -> Value:
    if change == "down":
        return min(changes, key=lambda value: value.number)
    return max(changes, key=lambda value: value.number if change == "up" else abs(value.number))


def _length(period: Period) -> float:
    return (period.end - period.start).total_seconds() / 86400
