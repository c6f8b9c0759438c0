"""What is left of the home's energy, or of its cost, without some appliances."""

from __future__ import annotations

from dataclasses import replace

from energy_core import words
from energy_core.assistant.answer import Value
from energy_core.assistant.context import Context, Price
from energy_core.assistant.outcome import UnanswerableError
from energy_core.assistant.periods import Period
from energy_core.assistant.tools.money import cost
from energy_core.assistant.tools.result import Origin, Result
from energy_core.assistant.tools.usage import usage_total


def remainder(context: Context, *, channels: tuple[str, ...], period: Period, price: Price | None) -> Result:
    """The home's energy [kWh], or money for it [currency], minus that of channels; the whole and the parts.

    Raises UnanswerableError for a channel that is no part of what the home used.
    """
    counted = {channel.name for channel in (*context.readings.appliances, *context.readings.consumption)}
    if foreign := [name for name in channels if name not in counted]:
        raise UnanswerableError(f"{words.label(foreign[0])} is no part of what the home used.")
    whole, *parts = (_figure(context, name, period, price) for name in (None, *channels))
    origin = Origin("remainder", period, None, {"without": list(channels)})
    left = whole.number - sum(part.number for part in parts)
    value = origin.value("remainder", round(left, 6), whole.unit)
    return Result((value, replace(whole, name=f"total_{whole.name}"), *parts), period)


def _figure(context: Context, channel: str | None, period: Period, price: Price | None) -> Value:
    if price is None:
        return usage_total(context, channel=channel, period=period)["usage"]
    return cost(context, channel=channel, period=period, price=price)["cost"]
