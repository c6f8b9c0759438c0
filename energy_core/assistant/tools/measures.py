"""The auditor's measures as values: what each saves, costs and is worth, and what that rests on most."""

from __future__ import annotations

from dataclasses import dataclass

from energy_core.assistant.answer import Value
from energy_core.assistant.context import Context
from energy_core.assistant.tools.result import Origin
from energy_core.audit import Assumption, Measure

LEVELS = ("_low", "_mid", "_high")


@dataclass(frozen=True)
class Judged:
    """A measure and its values by name; `factor` is what the price of energy was multiplied by."""

    measure: Measure
    values: dict[str, Value]
    matters_most: str | None


def judged(context: Context, measure: Measure, *, percent: float = 0.0) -> Judged:
    """One measure at the home's prices, or at prices some percent higher."""
    factor = 1 + percent / 100
    more: dict[str, object] = {"measure": measure.measure}
    if percent:
        more["percent"] = percent
    origin = Origin("measure", context.whole, measure.channel, more)
    unit = context.audit.currency or "money"
    low, mid, high = measure.saving_kwh
    values = {
        "saving": origin.value("saving", round(mid, 6), "kWh", band=(round(low, 6), round(high, 6))),
        "saving_low": origin.value("saving_low", round(low, 6), "kWh"),
        "saving_high": origin.value("saving_high", round(high, 6), "kWh"),
    }
    if measure.saving_money is not None:
        worth = [round(part * factor, 2) for part in measure.saving_money]
        values["worth"] = origin.value("worth", worth[1], unit, band=(worth[0], worth[2]))
        values["worth_low"] = origin.value("worth_low", worth[0], unit)
        values["worth_high"] = origin.value("worth_high", worth[2], unit)
    if measure.cost is not None:
        for name, amount in zip(("cost_low", "cost_high"), measure.cost, strict=True):
            values[name] = origin.value(name, round(amount, 2), unit)
    if measure.payback_years is not None and measure.cost and measure.cost[1]:
        for name, years in zip(("payback_low", "payback_high"), measure.payback_years, strict=True):
            values[name] = origin.value(name, round(years / factor, 2), "years")
    if measure.roi_percent is not None:
        roi = (measure.roi_percent + 100) * factor - 100
        values["roi"] = origin.value("roi", round(roi, 6), "%")
    if measure.co2_kg_per_year:
        values["carbon"] = origin.value("carbon", round(measure.co2_kg_per_year, 6), "kg")
    return Judged(measure, values, matters_most(measure))


def matters_most(measure: Measure) -> str | None:
    """The assumption with the widest range for its size, as a sentence with its source."""
    ranges: dict[str, list[Assumption]] = {}
    for one in measure.assumptions:
        stem = next((one.name.removesuffix(end) for end in LEVELS if one.name.endswith(end)), one.name)
        ranges.setdefault(stem, []).append(one)
    wide = {stem: _width(found) for stem, found in ranges.items() if len(found) > 1 and _width(found) > 0}
    if not wide:
        return None
    stem = max(wide, key=lambda name: wide[name])
    found = ranges[stem]
    low, high = (f"{pick(a.value for a in found):g}" for pick in (min, max))
    unit = "" if found[0].unit in ("", "fraction") else f" {found[0].unit}"
    return (
        f"What matters most is the {stem.replace('_', ' ')}, assumed between {low} and {high}{unit} "
        f"({found[0].source}, {found[0].region}, {found[0].date})."
    )


def _width(found: list[Assumption]) -> float:
    values = [one.value for one in found]
    middle = sum(abs(value) for value in values) / len(values)
    return (max(values) - min(values)) / middle if middle else 0.0
