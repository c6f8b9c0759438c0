"""Answers about parts of the whole: shares, every appliance, what no appliance accounts for."""

from __future__ import annotations

from energy_core import words
from energy_core.assistant.context import Context
from energy_core.assistant.draft import Draft
from energy_core.assistant.intent import Intent
from energy_core.assistant.outcome import UnanswerableError
from energy_core.assistant.rules_usage import MOST_LISTED, require_price
from energy_core.assistant.scope import period_of
from energy_core.assistant.slots import Slot
from energy_core.assistant.tools import usage as tools
from energy_core.assistant.tools.money import cost_of
from energy_core.assistant.tools.remainder import remainder as remainder_of


def share(context: Context, intent: Intent) -> Draft:
    """An appliance's part of the total; of all appliances when none is named."""
    if not intent.channels and len(intent.periods) == 1 and intent.periods[0].is_filtered:
        return _share_of_time(context, intent)
    if not intent.channels:
        return by_channel(context, intent)
    draft = Draft(context)
    for channel in intent.channels:
        period = period_of(context, intent, channel)
        if context.readings.channel(channel).role not in ("appliance", "mains"):
            raise UnanswerableError(
                f"{words.label(channel)} is no part of what the home uses of the grid, so it has no"
                f" share of it.",
                suggestions=("How much of my solar did I use myself?",),
            )
        result = tools.share(context, channel=channel, period=period)
        draft.say(
            "{channel} used {share} of the home's energy in {period}: {usage} of {whole}.",
            channel=channel,
            share=result["share"],
            period=period,
            usage=result["usage"],
            whole=result["total_usage"],
        )
        draft.about(result)
        draft.remark(period)
    return draft


def _share_of_time(context: Context, intent: Intent) -> Draft:
    """What part of the use falls into some hours or days of the week."""
    draft, period = Draft(context), period_of(context, intent, None)
    result = tools.share_of_time(context, channel=None, period=period)
    draft.say(
        "{share} of the home's energy was used in {period}: {usage} of {whole}.",
        share=result["share"],
        period=period,
        usage=result["usage"],
        whole=result["total_usage"],
    )
    draft.about(result)
    draft.remark(period)
    return draft


def by_channel(context: Context, intent: Intent) -> Draft:
    """Every appliance, the highest first."""
    draft = Draft(context)
    period = period_of(context, intent, None)
    result = tools.by_channel(context, period=period)
    draft.about(result, chart=True)
    draft.say("In {period}, from the highest:", period=period)
    listed = [value for value in result if value.channel in intent.channels or not intent.channels][
        :MOST_LISTED
    ]
    for value in listed:
        assert value.channel is not None
        if intent.money:
            money = cost_of(context, value, require_price(intent), "cost")
            draft.say("{channel} {money} ({usage}).", channel=value.channel, money=money, usage=value)
        elif intent.metric == "share":
            part = tools.share(context, channel=value.channel, period=period)["share"]
            draft.say("{channel} {share} ({usage}).", channel=value.channel, share=part, usage=value)
        else:
            draft.say("{channel} {usage}.", channel=value.channel, usage=value)
    draft.remark(period)
    return draft


def untracked(context: Context, intent: Intent) -> Draft:
    """What no appliance accounts for."""
    if intent.channels:
        raise UnanswerableError("What is not tracked belongs to the home as a whole, not to an appliance.")
    draft, period = Draft(context), period_of(context, intent, None)
    result = tools.untracked(context, period=period)
    draft.say(
        "Of {whole} in {period}, {untracked} went through no appliance that is metered.",
        whole=result["total_usage"],
        period=period,
        untracked=result["untracked"],
    )
    if (part := result.get("untracked_share")) is not None:
        draft.say("That is {part}.", part=part)
    draft.about(result)
    draft.remark(period)
    return draft


def remainder(context: Context, intent: Intent) -> Draft:
    """What the home used, or paid for energy, without some of its appliances."""
    draft, period = Draft(context), period_of(context, intent, None)
    price = require_price(intent) if intent.money else None
    result = remainder_of(context, channels=intent.channels, period=period, price=price)
    who = words.listed(f"{{part{place}}}" for place in range(len(intent.channels)))
    less = words.listed(f"{{less{place}}}" for place in range(len(intent.channels)))
    slots: dict[str, Slot] = {f"part{place}": name for place, name in enumerate(intent.channels)}
    slots |= {f"less{place}": value for place, value in enumerate(result.values[2:])}
    draft.say(
        f"Without {who} the home {'paid' if price else 'used'} {{rest}}{' for energy' if price else ''} "
        f"in {{period}}: {{whole}} less {less}.",
        rest=result["remainder"],
        whole=result.values[1],
        period=period,
        **slots,
    )
    if price is not None and context.has_standing_charge:
        draft.sentences.append("The standing charge is not in it.")
    draft.about(result)
    draft.remark(period)
    return draft
