"""An analysis in a line, for tests: real parts, except that the forecast is the quick one."""

from __future__ import annotations

from energy_core.analysis import Analysis
from energy_core.anomalies import contextual
from energy_core.bills.pricing import prices_of
from energy_core.errors import NotEnoughDataError
from energy_core.forecasting import Forecast, forecast
from energy_core.home import Home
from energy_core.load_profile import load_profile
from energy_core.readings import Readings
from energy_core.settings import Settings
from energy_core.usage import usage


def analysis(readings: Readings, home: Home | None = None, *, settings: Settings | None = None) -> Analysis:
    home = home or Home(timezone=readings.timezone)
    settings = settings or Settings()
    made = _forecasts(readings)
    try:
        profile = load_profile(readings)
    except NotEnoughDataError:
        profile = None
    try:
        anomalies = contextual(readings, home, settings=settings, prices=prices_of(readings, home))
    except NotEnoughDataError:
        anomalies = None
    return Analysis(
        home=home,
        settings=settings,
        readings=readings,
        usage=usage(readings, by="day", prices=prices_of(readings, home)),
        profile=profile,
        anomalies=anomalies,
        comparison=None,
        change=None,
        trend=None,
        forecasts=made,
        compared={name: (one,) for name, one in made.items()},
        findings=(),
        not_possible={"trend": "A trend needs 8 weeks."},
    )


def _forecasts(readings: Readings) -> dict[str, Forecast]:
    try:
        return {"hourly": forecast(readings, horizon_days=2, model="seasonal-naive")}
    except NotEnoughDataError:
        return {}
