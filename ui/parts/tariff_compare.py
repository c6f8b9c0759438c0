"""What would I pay on another tariff? Sample tariffs, and those the person brings."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

import pandas as pd
import streamlit as st

from energy_core import charts, words
from energy_core.bills import Compared
from energy_core.bills.explain import break_even, caution, reason
from energy_core.errors import TariffError
from energy_core.home import Home
from energy_core.tariffs import Tariff
from energy_core.tariffs.file import read_tariff
from energy_core.tariffs.library import sample_tariffs
from energy_core.year import DAYS_PER_YEAR, WHOLE_YEAR_DAYS
from ui import cached, session
from ui.parts import downloads, picture
from ui.parts.plain_text import plain
from ui.parts.tariff_editor import keep

SWITCH: Final = (
    "All days are then billed at these prices. The prices of now stay among those to compare with."
)


def show(home: Home, own: Tariff) -> None:
    """The home's own history under each tariff: totals, months, why, and from what use."""
    others = _chosen(home, own)
    if not others:
        st.caption("Add a tariff to compare with: drop its file here, or take one of the samples.")
        return
    compared = cached.compared(tuple(others), own)
    _table(compared)
    picture.show(charts.compared_by_month(compared))
    _why(compared, home, [own, *others])


def _chosen(home: Home, own: Tariff) -> list[Tariff]:
    samples = [t for t in sample_tariffs() if t.currency == own.currency or own.currency == "XXX"]
    left, right = st.columns(2)
    picked = left.multiselect(
        "Sample tariffs",
        samples,
        format_func=lambda tariff: f"{tariff.name} ({tariff.country or tariff.currency})",
        placeholder="Choose tariffs to compare with",
    )
    dropped = right.file_uploader(
        "Your own tariff files", type=["toml", "yaml", "yml", "json"], accept_multiple_files=True
    )
    mine = list(home.other_tariffs)
    for file in dropped:
        try:
            mine.append(read_tariff(file.getvalue(), name=file.name))
        except TariffError as error:
            st.warning(plain(error.message), icon=":material/help:")
    found = list(dict.fromkeys([*mine, *(replace(t, currency=own.currency) for t in picked)]))
    same = [tariff for tariff in found if tariff.currency == own.currency and tariff != own]
    for tariff in found:
        if tariff.currency != own.currency:
            st.caption(
                plain(f"{tariff.name} is in {tariff.currency}, your prices in {own.currency}: not compared.")
            )
    if set(mine) - set(home.other_tariffs) and st.button("Keep these for next time", icon=":material/save:"):
        session.lake().save_home(replace(home, other_tariffs=tuple(dict.fromkeys(mine))))
        st.rerun()
    return same


def _table(compared: Compared) -> None:
    own, days = compared.bills[0], (compared.bills[0].end - compared.bills[0].start).days
    is_year = days >= WHOLE_YEAR_DAYS
    rows = [
        (
            words.label(made.tariff) + (" (now)" if made is own else ""),
            float(made.total),
            float(made.total) / days * (DAYS_PER_YEAR if is_year else 1),
            float(made.total - own.total),
        )
        for made in sorted(compared.bills, key=lambda made: made.total)
    ]
    table = pd.DataFrame(rows, columns=["tariff", "total", "a_year" if is_year else "a_day", "against_now"])
    unit = plain(words.label(own.currency)) if own.currency != "XXX" else "at your price"
    shown = table.assign(tariff=table["tariff"].map(plain))
    span = f"These {words.count(days, 'day')}, {unit}"
    rate = ("A year at this rate", "{:,.0f}") if is_year else ("A day", "{:,.2f}")
    shown.columns = pd.Index(["Tariff", span, rate[0], "Against now"])
    digits: dict[Any, Any] = dict(zip(shown.columns[1:], ("{:,.2f}", rate[1], _signed), strict=True))
    st.table(shown.style.format(digits), hide_index=True, border="horizontal")
    downloads.csv_button(table, "tariffs-compared.csv", label="Comparison as CSV")


def _signed(amount: float) -> str:
    return f"{amount:+,.2f}" if amount else "–"


def _why(compared: Compared, home: Home, tariffs: list[Tariff]) -> None:
    own, best = compared.bills[0], compared.cheapest
    if best is own:
        st.success(
            "Your tariff is the cheapest of these on your own history.", icon=":material/check_circle:"
        )
    else:
        less = words.money(float(own.total - best.total), home.currency)
        st.markdown(plain(f"{best.tariff} would have cost {less} less. {reason(best, own)}"))
        even = break_even(best, own)
        if even.kwh_per_day is not None:
            st.caption(
                plain(
                    f"At your mix of hours both cost the same at {words.kwh(even.kwh_per_day)} a day: "
                    f"{even.below} is cheaper below that, {even.above} above."
                )
            )
        if st.button(plain(f"Use {best.tariff} as my prices"), icon=":material/check:", help=SWITCH):
            chosen = next(tariff for tariff in tariffs if tariff.name == best.tariff)
            before = () if home.tariff is None else (home.tariff,)
            others = [one for one in (*before, *home.other_tariffs) if one != chosen]
            keep(chosen, replace(home, other_tariffs=tuple(dict.fromkeys(others))))
    if (warning := caution(own)) is not None:
        st.caption(plain(warning))
