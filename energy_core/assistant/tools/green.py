"""Carbon of the electricity used, and what becomes of one's own generation."""

from __future__ import annotations

from energy_core.assistant.context import Context
from energy_core.assistant.outcome import UnanswerableError
from energy_core.assistant.periods import Period
from energy_core.assistant.tools.amounts import amount
from energy_core.assistant.tools.result import Origin, Result
from energy_core.carbon import Factor, factor_for


def factor_of(context: Context, period: Period) -> Factor:
    """The grid's factor. Raises UnanswerableError where nobody knows it."""
    found = factor_for(context.home, year=(period.end).year)
    if found is None:
        why = (
            "The home's country is not set"
            if context.home.country is None
            else f"No factor of the grid of {context.home.country} is known here"
        )
        raise UnanswerableError(
            f"{why}, so its carbon can't be worked out. Set the country, or give a factor of your own as "
            "carbon.kg_per_kwh. What can be told is the energy.",
            suggestions=("How much did I use last month?",),
        )
    return found


def carbon(context: Context, *, channel: str | None, period: Period) -> Result:
    """CO2 of the electricity a channel used at the average of its grid [kg]."""
    if channel is not None and context.readings.channel(channel).role not in ("mains", "appliance"):
        raise UnanswerableError(
            "Carbon is worked out for electricity from the grid, not for that channel.",
            suggestions=("How much CO2 did I cause last month?",),
        )
    factor = factor_of(context, period)
    used = amount(context, channel, period)
    origin = Origin("carbon", period, channel, {"kg_per_kwh": factor.average_kg_per_kwh})
    values = [
        origin.value("carbon", round(used.kwh * factor.average_kg_per_kwh, 6), "kg"),
        origin.value("usage", round(used.kwh, 6), "kWh"),
        origin.value("kg_per_kwh", factor.average_kg_per_kwh, "kg"),
    ]
    if used.missing_hours:
        values.append(origin.value("missing", round(used.missing_hours, 6), "hours"))
    return Result(tuple(values), period)


def own_generation(context: Context, *, period: Period) -> Result:
    """Generated, exported, used here [kWh]; the share of generation used here, and of use covered by it [%].

    Raises UnanswerableError without channels of generation and export.
    """
    by_role = {
        role: [c for c in context.readings.channels if c.role == role] for role in ("generation", "export")
    }
    missing = [role for role, channels in by_role.items() if not channels]
    if missing:
        lacks = " and no ".join(missing)
        raise UnanswerableError(
            f"That needs channels of generation and of export; these readings have no {lacks} channel. "
            f"{context.names.offer()}"
        )
    made, out = (sum(amount(context, c.name, period).kwh for c in by_role[role]) for role in by_role)
    bought = (
        amount(context, None, period).kwh
        if any(c.role == "mains" for c in context.readings.channels)
        else 0.0
    )
    here = made - out
    origin = Origin("own_generation", period)
    values = [
        origin.value("generated", round(made, 6), "kWh"),
        origin.value("exported", round(out, 6), "kWh"),
        origin.value("used_here", round(here, 6), "kWh"),
        origin.value("bought", round(bought, 6), "kWh"),
    ]
    if made > 0:
        values.append(origin.value("self_consumption", round(100 * here / made, 6), "%"))
    if here + bought > 0:
        values.append(origin.value("self_sufficiency", round(100 * here / (here + bought), 6), "%"))
    return Result(tuple(values), period)
