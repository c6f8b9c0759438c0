"""`energy bill`: what it cost, by line; several tariffs compare."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from energy_core.cli.reading_options import Source, reads_files
from energy_core.cli.screen import print_json, say, table
from energy_core.cli.tariff_option import TariffFiles, tariffs_for
from energy_core.errors import RequestError

if TYPE_CHECKING:
    from energy_core.bills import Bill, Compared


def register(app: typer.Typer) -> None:
    app.command("bill")(reads_files(bill))


def bill(
    source: Source,
    *,
    tariff: TariffFiles = None,
    start: Annotated[str | None, typer.Option("--start", help="First local date, e.g. 2024-01-31.")] = None,
    end: Annotated[str | None, typer.Option("--end", help="Local date after the last.")] = None,
    json_: Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")] = False,
) -> None:
    """What the energy cost, to the cent and line by line; with several tariffs, what each would have cost.

    \b
    Examples:
      energy bill meter.csv --tariff evening-saver.toml --start 2024-01-01 --end 2024-02-01
      energy bill meter.csv --tariff one.toml --tariff two.yaml
    """
    from energy_core.bills import compare
    from energy_core.bills.as_json import bill_json, bills_json

    first, last = _date(start, "--start"), _date(end, "--end")
    opened = source.open()
    compared = compare(opened.readings, tariffs_for(opened.home, tariff), start=first, end=last)
    if json_:
        one = len(compared.bills) == 1
        print_json(bill_json(compared.bills[0]) if one else bills_json(compared))
    else:
        say(_as_text(compared))


def _date(text: str | None, option: str) -> date | None:
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError as error:
        raise RequestError(
            f"{option} needs a date such as 2024-01-31; found {text!r}.", where={"option": option}
        ) from error


def _as_text(compared: Compared) -> str:
    from energy_core import words

    parts = [_bill_text(made) for made in compared.bills]
    if len(compared.bills) > 1:
        cheapest = compared.cheapest
        dearest = max(compared.bills, key=lambda made: made.total)
        less = words.amount(float(dearest.total - cheapest.total), cheapest.currency)
        parts.append(f"Cheapest: {words.label(cheapest.tariff)}, {less} less than the dearest.")
    return "\n\n".join(parts)


def _bill_text(made: Bill) -> str:
    from energy_core import words
    from energy_core.bills.as_json import notes

    rows = [
        (
            words.label(line.name),
            f"{line.quantity.normalize():f}" if line.unit != "kWh" else words.number(float(line.quantity), 6),
            line.unit,
            "" if line.price is None else f"{line.price.normalize():f}",
            f"{line.amount:,.2f}",
        )
        for line in made.lines
    ]
    title = f"{words.label(made.tariff)}, {words.period(made.start, made.end)}"
    total = f"Total  {words.money(float(made.total), made.currency)}"
    lines = table(("line", "quantity", "unit", "price", "amount"), rows)
    channels = "\n".join(
        f"  {words.label(part.channel)}: {words.amount(float(part.amount), made.currency)}"
        for part in made.per_channel
    )
    by_channel = f"Energy by channel, before VAT\n{channels}" if len(made.per_channel) > 1 else ""
    return "\n\n".join(part for part in (title, lines, total, by_channel, "\n".join(notes(made))) if part)
