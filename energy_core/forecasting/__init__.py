"""Forecasts of the next days: Prophet, moving average, seasonal naive, and how good each was before."""

from energy_core.forecasting.backtest import Accuracy, Backtest, ModelScore, backtest
from energy_core.forecasting.models import AUTO, MODELS, Model
from energy_core.forecasting.outlook import Forecast, compare_models, forecast
from energy_core.forecasting.prediction import ModelUnavailableError, Prediction, Total
from energy_core.forecasting.series import TOTAL, Resolution

__all__ = [
    "AUTO",
    "MODELS",
    "TOTAL",
    "Accuracy",
    "Backtest",
    "Forecast",
    "Model",
    "ModelScore",
    "ModelUnavailableError",
    "Prediction",
    "Resolution",
    "Total",
    "backtest",
    "compare_models",
    "forecast",
]
