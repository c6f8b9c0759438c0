"""`energy audit`: upgrade measures, what each saves and when it pays back."""

from __future__ import annotations

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
      energy audit meter.csv --price 0.30
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
        say(_as_text(found, all_))


def _as_text(found: Audit, everything: bool) -> str:
    from energy_core import words

    shown = found.measures if everything else found.recommended
    least = "At least " if found.as_metered else ""
    year = words.kwh(found.metered_kwh_per_year)
    head = f"{least}{year} a year, from {words.number(found.days)} days of readings."
    if not shown:
        parts = [head, "No measure can be recommended from these readings. --all shows why."]
        return "\n\n".join([*parts, *found.notes])
    columns = ("measure", "channel", "saves a year", "worth a year", "costs", "pays back in", "sure")
    rows = [_row(measure, found) for measure in shown]
    low, _, high = (words.kwh(words.estimate(kwh)) for kwh in found.combined_saving_kwh)
    reasons = [f"- {words.label(m.title)}{_on(m)}: {m.reason}" for m in shown]
    missing = [f"- {one.what}: {one.why}" for one in found.not_possible]
    parts = [
        head,
        table(columns, rows),
        "\n".join(reasons),
        f"Together: {words.between(low, high)} a year, overlaps taken out.",
    ]
    if everything and missing:
        parts.append("Not possible from these readings:\n" + "\n".join(missing))
    return "\n\n".join([*parts, *found.notes])


def _row(measure: Measure, found: Audit) -> tuple[str, ...]:
    from energy_core import words

    def money(amount: float) -> str:
        return words.money_about(amount, found.currency)

    saved, worth, cost, back = (measure.saving_kwh, measure.saving_money, measure.cost, measure.payback_years)
    return (
        words.label(measure.title),
        "" if measure.channel is None else words.label(measure.channel),
        words.between(words.kwh(words.estimate(saved[0])), words.kwh(words.estimate(saved[2]))),
        "" if worth is None else words.between(money(worth[0]), money(worth[2])),
        "not known"
        if cost is None
        else words.between(money(cost[0]), money(cost[1]))
        if cost[1]
        else "nothing",
        ""
        if back is None
        else "at once"
        if not back[1]
        else words.between(f"{words.number(back[0], 2)} years", f"{words.number(back[1], 2)} years"),
        measure.confidence,
    )


def _on(measure: Measure) -> str:
    from energy_core import words

    return "" if measure.channel is None else f" ({words.label(measure.channel)})"
