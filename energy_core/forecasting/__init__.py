"""Forecasts of the next days: the blend, Prophet and two plain models, and how good each was before."""

from energy_core.forecasting.accuracy import Accuracy, Slice
from energy_core.forecasting.backtest import Backtest, ModelScore, backtest
from energy_core.forecasting.context import NO_CONTEXT, Context
from energy_core.forecasting.models import AUTO, MODELS, Model
from energy_core.forecasting.outlook import Forecast, compare_models, forecast
from energy_core.forecasting.prediction import ModelUnavailableError, Prediction, Total
from energy_core.forecasting.series import TOTAL, Resolution

__all__ = [
    "AUTO",
    "MODELS",
    "NO_CONTEXT",
    "TOTAL",
    "Accuracy",
    "Backtest",
    "Context",
    "Forecast",
    "Model",
    "ModelScore",
    "ModelUnavailableError",
    "Prediction",
    "Resolution",
    "Slice",
    "Total",
    "backtest",
    "compare_models",
    "forecast",
]
