"""What it cost: by line, by billing period, by channel, and what the current period will come to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from energy_core import words
from energy_core.bills.as_json import notes
from energy_core.report.content import Block, Paragraph, Section, Table

if TYPE_CHECKING:
    from energy_core.analysis import Analysis
    from energy_core.bills import Bill
    from energy_core.forecasting.bill_forecast import BillForecast

TITLE: Final = "What it cost"


def bill_section(analysis: Analysis) -> Section:
    made = analysis.bill
    if made is None:
        why = analysis.not_possible.get("bill", "No price is known. Say what a kWh costs, or give a tariff.")
        return Section("bill", TITLE, (Paragraph(why),))
    total = words.money(float(made.total), analysis.home.currency)
    days = words.period(made.start, made.end)
    blocks: list[Block] = [Paragraph(f"{days} cost {total} under {words.label(made.tariff)}."), _lines(made)]
    if analysis.bill_forecast is not None:
        blocks.append(Paragraph(_outlook(analysis.bill_forecast, analysis.home.currency)))
    if len(made.periods) > 1:
        blocks.append(_periods(made, analysis.home.currency))
    if len(made.per_channel) > 1:
        blocks.append(_channels(made, analysis.home.currency))
    blocks += [Paragraph(note) for note in notes(made)]
    return Section("bill", TITLE, tuple(blocks))


def _lines(made: Bill) -> Table:
    rows = tuple(
        (
            words.label(line.name),
            f"{words.number(float(line.quantity), 6)} {line.unit}",
            "" if line.price is None else f"{line.price.normalize():f}",
            f"{line.amount:,.2f}",
        )
        for line in made.lines
    )
    columns = ("Line", "Quantity", "Price", f"Amount, {_currency(made)}")
    return Table("The bill by line, before VAT", columns, rows, frozenset({1, 2, 3}))


def _periods(made: Bill, currency: str | None) -> Table:
    rows = tuple(
        (
            words.period(one.period.start, one.period.end) + ("" if one.period.whole else " (in part)"),
            words.amount(float(one.total), currency),
        )
        for one in made.periods
    )
    return Table("By billing period, VAT included", ("Billing period", "Total"), rows, frozenset({1}))


def _channels(made: Bill, currency: str | None) -> Table:
    rows = tuple(
        (words.label(part.channel), words.kwh(part.kwh), words.amount(float(part.amount), currency))
        for part in made.per_channel
    )
    columns = ("Channel", "Used", "Cost of its energy, before VAT")
    return Table("Who ran it up, at the hours it ran", columns, rows, frozenset({1, 2}))


def _outlook(made: BillForecast, currency: str | None) -> str:
    low, high = (words.money_about(float(amount), currency) for amount in (made.lower, made.upper))
    return (
        f"The billing period {words.period(made.start, made.end)} stands at "
        f"{words.money(float(made.so_far), currency)} and is expected to come to about "
        f"{words.money_about(float(made.expected), currency)} ({words.between(low, high)} in 8 of 10 cases)."
    )


def _currency(made: Bill) -> str:
    return "at your price" if made.currency == "XXX" else words.label(made.currency)
