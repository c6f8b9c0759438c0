"""What the supplier charges: one price, or a tariff by hour, edited in a table or as the text of its file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, Final

import streamlit as st

from energy_core import charts, words
from energy_core.errors import TariffError
from energy_core.home import Home
from energy_core.tariffs import Tariff, Version
from energy_core.tariffs.file import read_tariff, tariff_from_fields, tariff_to_toml
from ui import session
from ui.parts import picture, tariff_rows
from ui.parts.countries import COUNTRIES
from ui.parts.plain_text import plain
from ui.parts.price import CURRENCIES, likely_currency

RULES: Final = (
    "The first rate that matches an hour wins. Days: `mon-fri`, `sat`, `hol`. Hours: `16:00-19:00`, over "
    "midnight too. Months: `oct-mar`. Empty means always; several are separated by commas."
)

EXAMPLE_ONLY: Final = (
    "The two rates below are an example and not your prices. Write your own over them; nothing is used "
    "before you save."
)


def show(home: Home) -> None:
    """The tariff in use as a picture, and the ways to change it."""
    if home.tariff is not None:
        prices(home.tariff, key="own")
    table, text, file = st.tabs(["Prices in a table", "As text", "From a file"])
    with table:
        _table(home)
    with text:
        _text(home)
    with file:
        _file(home)


def prices(tariff: Tariff, *, key: str) -> None:
    """A week of prices in the month and version chosen."""
    version = tariff.versions[-1]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if len(tariff.versions) > 1:
            version = st.selectbox(
                "Prices from",
                tariff.versions[::-1],
                format_func=lambda v: words.day(v.start),
                key=f"{key}-version",
            )
        month = st.selectbox(
            "Month",
            range(1, 13),
            format_func=lambda number: words.MONTHS[number - 1],
            key=f"{key}-month",
            width=120,
        )
    if any(rate.tiers for rate in version.rates):
        st.caption("Where a rate has tiers, the picture shows its first price.")
    picture.show(charts.price_week(tariff, version, month=month), height=charts.money.WEEK_HEIGHT)
    vat = (
        "VAT included"
        if tariff.vat_percent is None
        else f"without {words.percent(float(tariff.vat_percent))} VAT"
    )
    standing = words.amount(float(version.standing_charge_per_day), tariff.currency)
    st.caption(plain(f"Prices {vat}; standing charge {standing} a day."))


def keep(tariff: Tariff | None, home: Home) -> None:
    """The home's tariff from now on, on every page."""
    session.lake().save_home(replace(home, tariff=tariff))
    st.rerun()


def _table(home: Home) -> None:
    known = home.tariff
    with st.form("tariff-table", border=False):
        fields = _general(home)
        charges = _charges(known.versions[-1] if known else None)
        st.caption(RULES)
        if known is None:
            st.info(EXAMPLE_ONLY, icon=":material/edit_note:")
        rates = st.data_editor(
            tariff_rows.rows_of(known),
            num_rows="dynamic",
            hide_index=True,
            key="tariff-rates",
            placeholder="",
            column_config=_columns(),
        )
        saved = st.form_submit_button("Use these prices", type="primary", icon=":material/save:")
    if saved and known is None and rates.equals(tariff_rows.rows_of(None)):
        st.warning("These are still the prices of the example: write your own first.", icon=":material/help:")
    elif saved:
        found = [tariff_rows.rate_of(row) for row in rates.to_dict("records") if row["name"]]
        before = known.versions[:-1] if known else ()
        earlier = [version for version in before if version.start < charges["start"]]
        versions = [*earlier, {**charges, "rates": found}]
        _kept(lambda: tariff_from_fields({**fields, "versions": versions}, file="These prices"), home)


def _general(home: Home) -> dict[str, Any]:
    """Name, currency, VAT, country and billing day."""
    known = home.tariff
    country = known.country if known else home.country
    with st.grid(5, min_column_width=140):
        return {
            "name": st.text_input("Name", known.name if known else "My tariff", max_chars=80),
            "currency": st.selectbox("Currency", _codes(likely_currency(home))),
            "vat_percent": st.number_input(
                "VAT added, %",
                0.0,
                100.0,
                tariff_rows.number(known and known.vat_percent),
                0.5,
                placeholder="included",
                help="Empty: the prices include it.",
            ),
            "country": st.selectbox(
                "Country",
                [None, *COUNTRIES],
                index=1 + list(COUNTRIES).index(country) if country in COUNTRIES else 0,
                format_func=lambda code: COUNTRIES.get(code, "not said"),
                help="For public holidays (`hol`).",
            ),
            "billing_day": int(
                st.number_input("Billing day", 1, 31, known.billing_day if known else home.billing_day)
            ),
        }


def _charges(version: Version | None) -> dict[str, Any]:
    """From when the prices hold, and what is paid besides the energy."""
    number = tariff_rows.number
    with st.grid(4, min_column_width=140):
        return {
            "start": st.date_input(
                "Prices hold from",
                version.start if version else date(2000, 1, 1),
                min_value=date(1900, 1, 1),
                help="Another date with other prices adds a version in the text of the file.",
            ),
            "standing_charge_per_day": st.number_input(
                "Standing charge a day",
                0.0,
                1000.0,
                number(version and version.standing_charge_per_day) or 0.0,
                0.01,
                format="%0.4f",
            ),
            "export_per_kwh": st.number_input(
                "Paid per kWh exported",
                -10.0,
                10.0,
                number(version and version.export_per_kwh) or 0.0,
                0.01,
                format="%0.4f",
            ),
            "minimum_per_month": st.number_input(
                "Minimum a month", 0.0, 1000.0, number(version and version.minimum_per_month) or 0.0, 1.0
            ),
        }


def _columns() -> dict[str, Any]:
    price = st.column_config.NumberColumn
    return {
        "name": st.column_config.TextColumn("Rate", required=True),
        "per_kwh": price("Price per kWh", format="%.4f", required=True),
        "up_to_kwh_per_month": price("Up to kWh a month", help="A tier: beyond it the next price holds."),
        "above_per_kwh": price("Price above that", format="%.4f"),
        "days": "Days",
        "hours": "Hours",
        "months": "Months",
    }


def _text(home: Home) -> None:
    known = tariff_to_toml(home.tariff) if home.tariff else ""
    with st.form("tariff-text", border=False):
        text = st.text_area("Tariff file (TOML)", known, height=320, placeholder='name = "…"')
        saved = st.form_submit_button("Use this text", icon=":material/save:")
    if home.tariff:
        with st.container(horizontal=True):
            st.download_button(
                "Download the tariff", known, "tariff.toml", icon=":material/download:", on_click="ignore"
            )
            if st.button("Remove the tariff", icon=":material/delete:"):
                keep(None, home)
    if saved:
        _kept(lambda: read_tariff(text.encode(), name="The text.toml"), home)


def _file(home: Home) -> None:
    dropped = st.file_uploader("Tariff file (TOML, YAML or JSON)", type=["toml", "yaml", "yml", "json"])
    if dropped is not None and st.button("Use this file", icon=":material/save:"):
        _kept(lambda: read_tariff(dropped.getvalue(), name=dropped.name), home)


def _kept(read: Any, home: Home) -> None:
    try:
        tariff = read()
    except TariffError as error:
        st.warning(plain(error.message), icon=":material/help:")
        return
    keep(tariff, home)


def _codes(first: str | None) -> list[str]:
    return list(dict.fromkeys([*([first] if first else []), *CURRENCIES]))
