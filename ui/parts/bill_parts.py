"""A bill on a page: its total, its lines, its periods and who ran it up."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from energy_core import charts, words
from energy_core.bills import Bill
from energy_core.bills.as_json import notes
from energy_core.forecasting.bill_forecast import BillForecast
from energy_core.home import Home
from ui.parts import downloads, picture
from ui.parts.plain_text import plain


def headline(made: Bill, coming: BillForecast | None, home: Home) -> None:
    """What these days cost, the mean price, and what the current billing period will come to."""
    currency = home.currency
    with st.grid(3, min_column_width=200):
        _figure("Total", words.money(float(made.total), currency), words.period(made.start, made.end))
        if made.kwh:
            all_in = float(made.total) / made.kwh
            price = words.price(all_in, currency).removesuffix(" per kWh")
            _figure("All in, per kWh", price, "standing charge and VAT included")
        if coming is not None:
            low, high = (words.money_about(float(a), currency) for a in (coming.lower, coming.upper))
            _figure(
                f"Bill of {words.period(coming.start, coming.end)}",
                words.money_about(float(coming.expected), currency),
                f"80% band {words.between(low, high)}",
            )
    if coming is not None:
        so_far = words.money(float(coming.so_far), currency)
        st.caption(plain(f"The bill of {words.period(coming.start, coming.end)} stands at {so_far} so far."))
    for note in notes(made):
        st.caption(plain(note))


def lines(made: Bill) -> None:
    """Every line, its table to take along, and the charts by period and by channel."""
    table = frame(made)
    _drawn(table, made)
    downloads.csv_button(table, "bill.csv", label="Bill as CSV")
    if len(made.periods) > 1:
        picture.show(charts.bill_by_period(made))
    if len(made.per_channel) > 1:
        picture.show(charts.cost_by_channel(made), height=130 + 34 * len(made.per_channel))


def _drawn(table: pd.DataFrame, made: Bill) -> None:
    """The lines with their numbers as on paper; what a line has not stays empty."""
    shown = table.assign(line=table["line"].map(plain))
    unit = plain(_currency(made))
    shown.columns = pd.Index(["Line", "Quantity", "Unit", f"Price ({unit})", f"Amount ({unit})"])
    digits: dict[Any, Any] = dict(
        zip(shown.columns[[1, 3, 4]], ("{:,.3f}", "{:.4f}", "{:,.2f}"), strict=True)
    )
    counted = pd.IndexSlice[shown.index[~shown["Unit"].isin(["kWh", ""])], "Quantity"]
    style = shown.style.format(digits, na_rep="").format(_counted, subset=counted, na_rep="")
    st.table(style, hide_index=True, border="horizontal")


def _counted(value: Any) -> str:
    """Days and percentages, without decimals that say nothing."""
    return words.number(value, 6)


def frame(made: Bill) -> pd.DataFrame:
    rows = [
        (
            words.label(line.name),
            float(line.quantity),
            line.unit,
            None if line.price is None else float(line.price),
            float(line.amount),
        )
        for line in made.lines
    ]
    total: tuple[Any, ...] = ("total", None, "", None, float(made.total))
    return pd.DataFrame([*rows, total], columns=["line", "quantity", "unit", "price", "amount"])


def _figure(label: str, value: str, below: str) -> None:
    st.metric(
        plain(label), plain(value), delta=plain(below), delta_color="off", delta_arrow="off", border=True
    )


def _currency(made: Bill) -> str:
    return "at your price" if made.currency == "XXX" else words.label(made.currency)
