"""`energy audit`: upgrade measures, what each saves and when it pays back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from energy_core.cli.reading_options import Source, reads_files
from energy_core.cli.screen import print_json, say, table
from energy_core.cli.tariff_option import TariffFiles, tariff_from

if TYPE_CHECKING:
    from energy_core.audit import Audit, Measure


def register(app: typer.Typer) -> None:
    app.command("audit")(reads_files(audit))


def audit(
    source: Source,
    *,
    tariff: TariffFiles = None,
    all_: Annotated[bool, typer.Option("--all", help="Also what is not recommended, and why.")] = False,
    json_: Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")] = False,
) -> None:
    """What could be saved: measures by money, with range, payback and the source of every number.

    The first tariff is what is paid now; with more, each measure is worked out under each of them.

    \b
    Examples:
      energy audit meter.csv --price 0.30 --co2 0.18
      energy audit meter.csv --tariff now.toml --tariff night.toml --home home.toml --all
    """
    from energy_core.audit import as_json
    from energy_core.audit import audit as audited
    from energy_core.carbon import factor_for

    tariffs = [tariff_from(file) for file in tariff or ()]
    opened = source.open()
    factor = factor_for(opened.home, year=opened.readings.end.year)
    found = audited(
        opened.readings,
        opened.home,
        tariff=tariffs[0] if tariffs else None,
        other_tariffs=tariffs[1:] or None,
        kg_per_kwh=None if factor is None else factor.saved_kg_per_kwh,
    )
    if json_:
        print_json(as_json(found))
    else:
        say(_as_text(found, all_, None if factor is None else factor.sentence))


def _as_text(found: Audit, everything: bool, carbon: str | None) -> str:
    shown = found.measures if everything else found.recommended
    parts = [_head(found), "\n".join(f"- {sentence}" for sentence in found.observations)]
    if shown:
        parts += [_table(shown, found), _reasons(shown), _together(found)]
    else:
        parts.append("No measure can be recommended from these readings. --all shows why.")
    if everything and found.not_possible:
        missing = "\n".join(f"- {one.what}: {one.why}" for one in found.not_possible)
        parts.append(f"Not possible from these readings:\n{missing}")
    hidden = len(found.measures) - len(shown)
    if hidden and shown:
        parts.append(f"{hidden} more were looked at and are not recommended: --all shows why.")
    notes = "\n".join(f"- {note}" for note in (*found.notes, *([carbon] if carbon else ())))
    return "\n\n".join(part for part in (*parts, notes) if part)


def _head(found: Audit) -> str:
    """What was used, in which days, and whether that is a year."""
    from energy_core import words

    days = words.period(found.start, found.end) if found.start and found.end else ""
    read = f"{words.number(round(found.days))} days of readings, {days}"
    if found.is_a_year:
        return f"{words.kwh(found.metered_kwh_per_year)} a year, from {read}."
    least = words.kwh(found.metered_kwh_per_year)
    return f"{words.kwh(found.metered_kwh)} in {read}: at least {least} a year."


def _table(shown: Sequence[Measure], found: Audit) -> str:
    with_carbon = any(measure.co2_kg_per_year for measure in shown)
    carbon = ("CO2 a year",) if with_carbon else ()
    columns = ("measure", "saves a year", "worth", *carbon, "costs", "pays back in", "sure")
    return table(columns, [_row(measure, found, with_carbon=with_carbon) for measure in shown])


def _row(measure: Measure, found: Audit, *, with_carbon: bool) -> tuple[str, ...]:
    from energy_core import words

    def money(amount: float) -> str:
        return words.money_about(words.estimate(amount), found.currency)

    saved, worth, cost, back = (measure.saving_kwh, measure.saving_money, measure.cost, measure.payback_years)
    kwh = words.between(words.kwh(words.estimate(saved[0])), words.kwh(words.estimate(saved[2])))
    kg = words.quantity(words.estimate(measure.co2_kg_per_year or 0.0), "kg")
    costs = "nothing"
    if cost is None:
        costs = "not known"
    elif cost[1]:
        costs = words.between(money(cost[0]), money(cost[1]))
    pays_back = ""
    if back is not None:
        pays_back = words.between(words.years(back[0]), words.years(back[1])) if back[1] else "at once"
    return (
        f"{words.label(measure.title)}{_on(measure)}",
        "no energy" if measure.money_only else kwh,
        "" if worth is None else words.between(money(worth[0]), money(worth[2])),
        *(("" if measure.money_only else kg,) if with_carbon else ()),
        costs,
        pays_back,
        measure.confidence,
    )


def _reasons(shown: Sequence[Measure]) -> str:
    from energy_core import words

    return "\n".join(
        f"- {words.label(m.title)}{_on(m)}: {m.reason}" + (f" {m.advice}" if m.recommended else "")
        for m in shown
    )


def _together(found: Audit) -> str:
    """The energy of the recommended measures, overlaps taken out; what moves or reprices it is not in it."""
    from energy_core import words

    low, _, high = (words.kwh(words.estimate(kwh)) for kwh in found.combined_saving_kwh)
    text = f"Together: {words.between(low, high)} a year"
    if found.combined_saving_money is not None:
        least, most = (
            words.money_about(words.estimate(found.combined_saving_money[n]), found.currency) for n in (0, 2)
        )
        text += f", worth {words.between(least, most)}"
    text += ", overlaps taken out."
    if any(measure.money_only for measure in found.recommended):
        text += " What saves no energy is not in it: other hours and another tariff overlap."
    return text


def _on(measure: Measure) -> str:
    from energy_core import words

    return "" if measure.channel is None else f" ({words.label(measure.channel)})"
