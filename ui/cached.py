"""What pages compute again and again, once per session. The only user of st.cache_data.

Keys carry everything a result depends on; the readings themselves are passed beside them, unhashed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import pandas as pd
import streamlit as st

from energy_core import load_profile as profiles
from energy_core import usage as uses
from energy_core.analysis import Analysis
from energy_core.anomalies import Anomalies, Method, by_context_if_possible
from energy_core.anomalies import z_score as find_above_limit
from energy_core.audit import Audit
from energy_core.audit.closed_loop import Measured
from energy_core.bills import Bill, Compared
from energy_core.bills import bill as bill_of
from energy_core.bills.pricing import Prices, prices_of, tariff_of
from energy_core.carbon import factor_for
from energy_core.forecasting import Backtest, Context, Forecast
from energy_core.forecasting.bill_forecast import BillForecast
from energy_core.home import Home
from energy_core.readings import Readings
from energy_core.settings import DEFAULT_HORIZON_DAYS, Settings
from energy_core.tariffs import Tariff
from energy_core.what_if import WhatIf
from ui import session
from ui.opened import Cut

Resolution = Literal["hourly", "daily"]


def prices() -> Prices | None:
    """What energy costs at each hour of the open home; None while nobody has said what it pays."""
    home = session.require_home()
    return _prices(home.key, _home=home.home, _readings=session.readings())


def usage(cut: Cut, *, by: uses.By) -> uses.Usage:
    key = session.require_home().key
    return _usage(key, cut, by, _prices=prices(), _readings=session.readings())


def bill(cut: Cut) -> Bill:
    """The bill of these days under what the home pays. Raises MissingFactError, TariffError."""
    return _bill(
        session.require_home().key, cut, _home=session.require_home().home, _readings=session.readings()
    )


def bill_forecast() -> BillForecast:
    """What the billing period will cost that the readings end in."""
    home = session.require_home()
    return _bill_forecast(home.key, _home=home.home, _readings=session.readings())


def compared(others: tuple[Tariff, ...], own: Tariff) -> Compared:
    """All days of the home under each tariff, its own first."""
    from energy_core.bills import compare

    return compare(session.readings(), [own, *others])


def what_if(after: Readings) -> WhatIf:
    """The home as it is beside a changed one."""
    from energy_core.what_if import what_if as compared_with

    home = session.require_home().home
    factor = factor_for(home, year=after.end.year)
    kg = None if factor is None else factor.saved_kg_per_kwh
    return compared_with(session.readings(), after, tariff=tariff_of(home), kg_per_kwh=kg)


def audit() -> Audit:
    """What could be saved in the open home. Raises MissingFactError, NotEnoughDataError."""
    home = session.require_home()
    return _audit(home.key, _home=home.home, _readings=session.readings())


def measured(key: str) -> Measured:
    """What an accepted measure saved so far. Raises NotEnoughDataError."""
    home = session.require_home()
    return _measured(home.key, key, _home=home.home, _readings=session.readings())


def load_profile(cut: Cut, *, channel: str | None = None) -> profiles.LoadProfile:
    home = session.require_home()
    return _load_profile(home.readings_key, cut, channel, _readings=session.readings())


def period_change(cut: Cut) -> uses.PeriodChange:
    return uses.period_change(cut.of(session.readings()))


def trend(cut: Cut) -> uses.Trend:
    return uses.trend(cut.of(session.readings()))


def anomalies(method: Method, threshold: float, thresholds: Mapping[str, float]) -> Anomalies:
    """By context, or by the z-score: where that was asked, or the readings are too few for context."""
    home = session.require_home()
    limits = (threshold, *sorted(thresholds.items()))
    kept: dict[str, Any] = {"_home": home.home, "_prices": prices(), "_readings": session.readings()}
    return _anomalies(home.key, method, limits, **kept)


def forecast(*, resolution: Resolution, model: str, channel: str = "total") -> Forecast:
    home = session.require_home()
    context = Context.of(home.home)
    key = f"{home.readings_key} {context}"
    return _forecast(key, resolution, model, channel, _context=context, _readings=session.readings())


def backtest(*, resolution: Resolution, channel: str = "total") -> Backtest:
    """Every model on the same past weeks. Raises NotEnoughDataError."""
    home = session.require_home()
    context = Context.of(home.home)
    key = f"{home.readings_key} {context}"
    return _backtest(key, resolution, channel, _context=context, _readings=session.readings())


def prophet_parts(*, resolution: Resolution, channel: str = "total") -> pd.DataFrame | None:
    """What Prophet's curve of the next week is made of; None where it cannot run."""
    home = session.require_home()
    context = Context.of(home.home)
    key = f"{home.readings_key} {context}"
    return _prophet_parts(key, resolution, channel, _context=context, _readings=session.readings())


def report(cut: Cut, sections: tuple[str, ...], analysis: Analysis) -> tuple[str, str]:
    """The report on the analysis of this cut as HTML and as Markdown."""
    return _report(session.require_home().key, cut, sections, _analysis=analysis)


@st.cache_data(scope="session", show_spinner="Taking Prophet's curve apart …", max_entries=8)
def _prophet_parts(
    key: str, resolution: Resolution, channel: str, *, _context: Context, _readings: Readings
) -> pd.DataFrame | None:
    from energy_core.forecasting import ModelUnavailableError, prophet_model
    from energy_core.forecasting.series import history, steps

    past = history(_readings, resolution=resolution, channel=channel, context=_context)
    try:
        return prophet_model.components(past, steps(past, DEFAULT_HORIZON_DAYS)[:-1])
    except ModelUnavailableError:
        return None


@st.cache_data(scope="session", show_spinner="Forecasting past weeks …", max_entries=8)
def _backtest(
    key: str, resolution: Resolution, channel: str, *, _context: Context, _readings: Readings
) -> Backtest:
    from energy_core.forecasting import backtest

    return backtest(_readings, resolution=resolution, channel=channel, context=_context)


@st.cache_data(scope="session", show_spinner="Writing the report …", max_entries=4)
def _report(key: str, cut: Cut, sections: tuple[str, ...], *, _analysis: Analysis) -> tuple[str, str]:
    from energy_core.report import report_html, report_markdown

    return report_html(_analysis, sections=sections), report_markdown(_analysis, sections=sections)


@st.cache_data(scope="session", show_spinner="Auditing the home …", max_entries=4)
def _audit(key: str, *, _home: Home, _readings: Readings) -> Audit:
    from energy_core.audit import audit as audited

    factor = factor_for(_home, year=_readings.end.year)
    return audited(_readings, _home, kg_per_kwh=None if factor is None else factor.saved_kg_per_kwh)


@st.cache_data(scope="session", show_spinner="Measuring what it saved …", max_entries=16)
def _measured(key: str, measure: str, *, _home: Home, _readings: Readings) -> Measured:
    from energy_core.audit.closed_loop import measured as measured_since

    return measured_since(_readings, _home, measure)


@st.cache_data(scope="session", show_spinner="Working out the bill …", max_entries=16)
def _bill(key: str, cut: Cut, *, _home: Home, _readings: Readings) -> Bill:
    tariff = tariff_of(_home)
    assert tariff is not None
    start, end = (
        None if at is None else at.tz_convert(_readings.timezone).date() for at in (cut.start, cut.end)
    )
    return bill_of(_readings, tariff, start=start, end=end)


@st.cache_data(scope="session", show_spinner="Forecasting the bill …", max_entries=4)
def _bill_forecast(key: str, *, _home: Home, _readings: Readings) -> BillForecast:
    from energy_core.forecasting.bill_forecast import bill_forecast as made

    tariff = tariff_of(_home)
    assert tariff is not None
    resolution: Resolution = "hourly" if _readings.is_hourly else "daily"
    return made(_readings, tariff, resolution=resolution, context=Context.of(_home))


@st.cache_data(scope="session", show_spinner=False, max_entries=4)
def _prices(key: str, *, _home: Home, _readings: Readings) -> Prices | None:
    return prices_of(_readings, _home)


@st.cache_data(scope="session", show_spinner=False, max_entries=32)
def _usage(key: str, cut: Cut, by: uses.By, *, _prices: Prices | None, _readings: Readings) -> uses.Usage:
    return uses.usage(cut.of(_readings), by=by, prices=_prices)


@st.cache_data(scope="session", show_spinner=False, max_entries=32)
def _load_profile(key: str, cut: Cut, channel: str | None, *, _readings: Readings) -> profiles.LoadProfile:
    return profiles.load_profile(cut.of(_readings), channel=channel)


@st.cache_data(scope="session", show_spinner=False, max_entries=16)
def _anomalies(
    key: str,
    method: Method,
    limits: tuple[Any, ...],
    *,
    _home: Home,
    _prices: Prices | None,
    _readings: Readings,
) -> Anomalies:
    settings = Settings(threshold=limits[0], thresholds=dict(limits[1:]))
    if method == "z-score":
        return find_above_limit(_readings, settings=settings, prices=_prices)
    return by_context_if_possible(_readings, _home, settings=settings, prices=_prices)


@st.cache_data(scope="session", show_spinner="Forecasting the next days …", max_entries=16)
def _forecast(
    key: str, resolution: Resolution, model: str, channel: str, *, _context: Context, _readings: Readings
) -> Forecast:
    from energy_core.forecasting import forecast

    return forecast(_readings, resolution=resolution, model=model, channel=channel, context=_context)
