"""`energy bill`: what it cost, by line; several tariffs compare."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
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
    parts = [_bill_text(made) for made in compared.bills]
    if len(compared.bills) > 1:
        parts.append(_comparison(compared))
    return "\n\n".join(parts)


def _comparison(compared: Compared) -> str:
    """Each tariff's total, and how far it is from the cheapest."""
    from energy_core import words

    ranked = sorted(compared.bills, key=lambda made: made.total)
    cheapest, currency = ranked[0], _currency(ranked[0])
    rows = [
        (words.label(made.tariff), _money(made.total, made), _money(made.total - cheapest.total, made))
        for made in ranked
    ]
    columns = ("tariff", f"total, {currency}", "above the cheapest")
    less = words.amount(float(ranked[-1].total - cheapest.total), cheapest.currency)
    last = f"Cheapest: {words.label(cheapest.tariff)}, {less} less than the dearest."
    return f"{table(columns, rows)}\n\n{last}"


def _bill_text(made: Bill) -> str:
    from energy_core import words
    from energy_core.bills.as_json import notes

    currency, days = _currency(made), (made.end - made.start).days
    prices = [line.price for line in made.lines if line.price is not None]
    decimals = max([2, *(-int(price.normalize().as_tuple().exponent) for price in prices)])
    rows = [
        (
            words.label(line.name),
            f"{line.quantity:,.3f}" if line.unit == "kWh" else f"{line.quantity.normalize():f}",
            line.unit,
            "" if line.price is None else f"{line.price:,.{decimals}f}",
            _money(line.amount, made),
        )
        for line in made.lines
    ]
    rows.append(("total", "", "", "", _money(made.total, made)))
    title = f"{words.label(made.tariff)}, {words.period(made.start, made.end)}, {words.count(days, 'day')}"
    columns = ("line", "quantity", "unit", f"price, {currency}", f"amount, {currency}")
    parts = (title, table(columns, rows), _channels(made), "\n".join(notes(made)))
    return "\n\n".join(part for part in parts if part)


def _channels(made: Bill) -> str:
    """Who ran the bill up; nothing where there is one channel only."""
    from energy_core import words

    if len(made.per_channel) < 2:
        return ""
    rows = [
        (words.label(part.channel), f"{part.kwh:,.3f}", _money(part.amount, made))
        for part in made.per_channel
    ]
    columns = ("channel", "kWh", f"energy before VAT, {_currency(made)}")
    return table(columns, rows)


def _money(amount: Decimal, made: Bill) -> str:
    from energy_core.words import WITHOUT_CENTS

    return f"{amount:,.{0 if made.currency in WITHOUT_CENTS else 2}f}"


def _currency(made: Bill) -> str:
    from energy_core import words

    return "your currency" if made.currency == "XXX" else words.label(made.currency)
