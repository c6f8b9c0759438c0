"""What each measure is worth, and when it pays back, under every tariff the home could have."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd
import streamlit as st

from energy_core import words
from energy_core.audit import Audit, UnderTariff
from ui.parts import downloads
from ui.parts.plain_text import plain


def show(found: Audit) -> None:
    """One table: a measure in a row, a tariff in a column; each number as CSV."""
    titles = {measure.measure: measure.title for measure in found.measures}
    priced = {measure.measure for measure in found.measures if measure.cost is not None}
    cells: dict[str, dict[str, str]] = {}
    for row in found.by_tariff:
        name = titles.get(row.measure, row.measure)
        name += f", {words.label(row.channel)}" if row.channel else ""
        cells.setdefault(name, {})[words.label(row.tariff)] = _cell(row, found.currency, priced)
    if not cells:
        return
    tariffs = list(dict.fromkeys(words.label(row.tariff) for row in found.by_tariff))
    with st.expander("Payback under each tariff", icon=":material/compare_arrows:"):
        st.caption("What each is worth a year, and when it pays back.")
        table = pd.DataFrame(
            [{"Measure": name, **{t: under.get(t, "–") for t in tariffs}} for name, under in cells.items()]
        )
        st.table(table.map(plain).rename(columns=plain), hide_index=True, border="horizontal")
        downloads.csv_button(_numbers(found, titles), "payback-by-tariff.csv", label="Table as CSV")


def _cell(row: UnderTariff, currency: str | None, priced: Collection[str]) -> str:
    worth = words.money_about(words.estimate(row.saving_money), currency)
    if row.saving_money < 0:
        return f"{words.money_about(words.estimate(-row.saving_money), currency)} dearer"
    if row.saving_money == 0:
        return worth
    if row.payback_years is None:
        return f"{worth}; {'perhaps never' if row.measure in priced else 'cost not known'}"
    if row.payback_years == (0.0, 0.0):
        return f"{worth}; free"
    return f"{worth}; {words.between(*map(words.years, row.payback_years))}"


def _numbers(found: Audit, titles: dict[str, str]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "measure": titles.get(row.measure, row.measure),
                "channel": row.channel or "",
                "tariff": row.tariff,
                "saving_money": row.saving_money,
                "from_years": row.payback_years[0] if row.payback_years else None,
                "to_years": row.payback_years[1] if row.payback_years else None,
            }
            for row in found.by_tariff
        ]
    )
