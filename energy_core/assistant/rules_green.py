"""Answers about carbon and about one's own generation."""

from __future__ import annotations

from energy_core.assistant.context import Context
from energy_core.assistant.draft import Draft
from energy_core.assistant.intent import Intent
from energy_core.assistant.rules_rank import one_channel
from energy_core.assistant.scope import period_of
from energy_core.assistant.tools import green


def carbon(context: Context, intent: Intent) -> Draft:
    """CO2 of the electricity used in a period."""
    draft, channel = Draft(context), one_channel(intent)
    period = period_of(context, intent, channel)
    result = green.carbon(context, channel=channel, period=period)
    factor = green.factor_of(context, period)
    who = "{channel}" if channel else "The electricity of the home"
    draft.say(
        f"{who} caused {{carbon}} of carbon dioxide in {{period}}: {{usage}} at {{factor}} per kWh.",
        channel=channel or "",
        carbon=result["carbon"],
        period=period,
        usage=result["usage"],
        factor=result["kg_per_kwh"],
    )
    draft.quote(f"The factor is the average of {factor.region}, {factor.year} ({factor.source}).")
    draft.about(result)
    draft.missing(result)
    draft.remark(period)
    return draft


def self_consumption(context: Context, intent: Intent) -> Draft:
    """What part of the generation was used here, and what part of the use it covered."""
    draft, period = Draft(context), period_of(context, intent, None)
    result = green.own_generation(context, period=period)
    draft.say(
        "In {period} {made} was generated and {out} exported, so {here} was used here.",
        period=period,
        made=result["generated"],
        out=result["exported"],
        here=result["used_here"],
    )
    if (own := result.get("self_consumption")) is not None:
        draft.say("That is {own} of the generation (self-consumption).", own=own)
    if (part := result.get("self_sufficiency")) is not None:
        draft.say(
            "It covered {part} of what the home used (self-sufficiency); {bought} was bought.",
            part=part,
            bought=result["bought"],
        )
    draft.about(result)
    draft.remark(period)
    return draft
