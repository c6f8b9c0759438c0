"""What could be saved: measures with range, cost and payback, and where their numbers are from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from energy_core import words
from energy_core.audit.sources import sources
from energy_core.report.content import Block, Definitions, Paragraph, Section, Table

if TYPE_CHECKING:
    from energy_core.analysis import Analysis
    from energy_core.audit import Audit, Measure

TITLE: Final = "What could be saved"
COLUMNS: Final = ("Measure", "Channel", "Saves a year", "Worth a year", "Costs", "Pays back in", "Confidence")


def audit_section(analysis: Analysis) -> Section:
    found = analysis.audit
    if found is None:
        why = analysis.not_possible.get("audit", "These readings are too few for an audit.")
        return Section("audit", TITLE, (Paragraph(why),))
    if not found.recommended:
        none = "None of the measures that are known can be recommended from these readings."
        return Section("audit", TITLE, (Paragraph(none), *map(Paragraph, found.notes)))
    low, _, high = (words.kwh(words.estimate(kwh)) for kwh in found.combined_saving_kwh)
    lead = f"Together these save about {words.between(low, high)} a year; what overlaps counts once."
    rows = tuple(_row(measure, found) for measure in found.recommended)
    blocks: list[Block] = [Paragraph(lead), Table("Worth doing", COLUMNS, rows, frozenset({2, 3, 4, 5}))]
    blocks += [Paragraph(f"{words.label(m.title)}. {m.advice}") for m in found.recommended]
    blocks.append(Definitions(tuple(_sources(found))))
    return Section("audit", TITLE, (*blocks, *map(Paragraph, found.notes)))


def _row(measure: Measure, found: Audit) -> tuple[str, ...]:
    def money(amount: float) -> str:
        return words.money_about(words.estimate(amount), found.currency)

    saved = [words.kwh(words.estimate(kwh)) for kwh in (measure.saving_kwh[0], measure.saving_kwh[2])]
    worth, cost, back = measure.saving_money, measure.cost, measure.payback_years
    return (
        words.label(measure.title),
        "the whole home" if measure.channel is None else words.label(measure.channel),
        words.between(*saved),
        "" if worth is None else words.between(money(worth[0]), money(worth[2])),
        _cost(cost, found),
        _payback(back),
        measure.confidence,
    )


def _cost(cost: tuple[float, float] | None, found: Audit) -> str:
    if cost is None:
        return "not known"
    low, high = (words.money_about(words.estimate(amount), found.currency) for amount in cost)
    return words.between(low, high) if cost[1] else "nothing"


def _payback(years: tuple[float, float] | None) -> str:
    if years is None:
        return ""
    return words.between(*map(words.years, years)) if years[1] else "at once"


def _sources(found: Audit) -> list[tuple[str, str]]:
    """Each number that a recommended measure rests on, once, with where it is from."""
    seen: dict[tuple[str, str], None] = {}
    for measure in found.recommended:
        for name, text in sources(measure.assumptions):
            seen[f"{words.label(measure.title)}: {name}", text] = None
    return list(seen)
