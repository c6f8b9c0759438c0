"""The auditor's measures as findings, so that one list says what is worth most."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from energy_core import words
from energy_core.insights.appliances import A_DEGREE
from energy_core.insights.facts import Facts, figures
from energy_core.insights.finding import Figure, Finding, Sentences

if TYPE_CHECKING:
    from energy_core.audit import Audit, Measure

ALSO_PROMISED: Final = {"standby": "always_on", "smart_thermostat": "biggest_appliance"}
"""A measure, and the finding that would promise the same energy again."""

FREE_ADVICE: Final = {"biggest_appliance": A_DEGREE}


def measure_findings(facts: Facts, audit: Audit | None) -> Iterator[Finding]:
    """One for each recommended measure that is worth something."""
    for measure in audit.recommended if audit else ():
        if measure.saving_kwh[1] > 0 or (measure.saving_money and measure.saving_money[1] > 0):
            yield _finding(facts, measure)


def promised_once(found: Iterable[Finding], audit: Audit | None) -> Iterator[Finding]:
    """Findings without the saving that the auditor counts as a measure, or found not to pay back."""
    judged = {
        (ALSO_PROMISED[measure.measure], measure.channel)
        for measure in (audit.measures if audit else ())
        if measure.measure in ALSO_PROMISED and (measure.recommended or _never_pays(measure))
    }
    for finding in found:
        channel = next((figure.channel for figure in finding.figures if figure.channel), None)
        saving = finding.saving_kwh_per_year
        if saving is None or (finding.kind, channel) not in judged:
            yield finding
            continue
        yield replace(
            finding,
            advice=FREE_ADVICE.get(finding.kind),
            saving_kwh_per_year=None,
            saving_money_per_year=None,
            rank_score=finding.rank_score - sum(saving) / 2,
        )


def _never_pays(measure: Measure) -> bool:
    """Whether it was weighed, cost against saving, and found too light."""
    weighed = measure.verified and measure.cost is not None and measure.saving_money is not None
    return weighed and not measure.recommended


def _finding(facts: Facts, measure: Measure) -> Finding:
    slots = figures(Figure("measure", measure.title, channel=measure.channel))
    if measure.channel is not None:
        slots |= figures(Figure("appliance", measure.channel, channel=measure.channel))
    slots |= _range("saving", measure.saving_kwh if measure.saving_kwh[2] > 0 else None, "kWh")
    slots |= _range("worth", measure.saving_money, facts.money_unit)
    slots |= _range("cost", measure.cost if measure.cost and measure.cost[1] else None, facts.money_unit)
    slots |= _range("payback", measure.payback_years if "cost_low" in slots else None, "years")
    made = facts.finding(
        "measure",
        Sentences("{measure}" + (": {appliance}" if measure.channel is not None else ""), _text(slots), None),
        slots,
        kwh_per_year=measure.kwh_per_year_now,
        at_stake=_at_stake(facts, measure),
        saving=None if measure.money_only else (measure.saving_kwh[0], measure.saving_kwh[2]),
        page="auditor",
    )
    worth = measure.saving_money
    return replace(
        made, advice=measure.advice, saving_money_per_year=None if worth is None else (worth[0], worth[2])
    )


def _range(name: str, values: tuple[float, ...] | None, unit: str) -> dict[str, Figure]:
    if values is None:
        return {}
    ends = {f"{name}_low": values[0], f"{name}_high": values[-1]}
    return {key: Figure(key, words.estimate(value), unit) for key, value in ends.items()}


def _text(slots: dict[str, Figure]) -> str:
    saves = "Saves {saving} a year" if "saving_low" in slots else "Saves"
    worth = ", worth {worth}" if "saving_low" in slots else " {worth} a year"
    text = saves + (worth if "worth_low" in slots else "") + "."
    if "cost_low" not in slots:
        return text + " It costs nothing."
    return text + " It costs {cost}" + (" and pays back in {payback}." if "payback_low" in slots else ".")


def _at_stake(facts: Facts, measure: Measure) -> float:
    """Its worth as energy at the mean price of a kWh saved, so that it ranks by money. [kWh/year]"""
    one = facts.worth(1.0)
    if measure.saving_money is None or not one or one <= 0:
        return measure.saving_kwh[1]
    return measure.saving_money[1] / one
