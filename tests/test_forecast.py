"""The forecast of a home: which model, from when, how much, and how far to trust it."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest

from energy_core.errors import NotEnoughDataError, RequestError, TooCoarseError, UnknownNameError
from energy_core.forecasting import MODELS, Model, ModelUnavailableError, compare_models, forecast
from energy_core.forecasting.prediction import Prediction
from energy_core.forecasting.series import History
from energy_core.readings import Readings
from tests.build import channel, days, mains, readings

EVENING_HOME = [0.2] * 18 + [1.0] * 3 + [0.4] * 3


def fails(past: History, starts: pd.DatetimeIndex) -> Prediction:
    raise ModelUnavailableError("Prophet could not be fitted (RuntimeError)")


FAILING = (Model("prophet", {"hourly": 14, "daily": 21}, fails), *MODELS[2:])


def noisy(read_days: int, *, seed: int = 1) -> Readings:
    noise = np.random.default_rng(seed).gamma(4.0, 0.25, 24 * read_days)
    return mains((np.tile(EVENING_HOME, read_days) * noise).tolist())


def test_the_points_are_the_hours_after_the_last_reading():
    made = forecast(days(EVENING_HOME, 3), model="moving-average")

    assert list(made.points) == ["start", "end", "channel", "kwh", "mean_kwh", "lower", "upper"]
    assert made.history_end == pd.Timestamp("2024-01-04", tz="UTC")
    assert made.points["start"].iloc[0] == made.history_end
    assert made.points["end"].iloc[-1] == pd.Timestamp("2024-01-11", tz="UTC")
    assert set(made.points["channel"]) == {"total"}


def test_the_total_is_the_sum_of_the_mean_curve_for_every_model_and_resolution():
    for resolution in ("hourly", "daily"):
        for made in compare_models(noisy(30), resolution=resolution):  # type: ignore[arg-type]
            assert made.total.kwh == pytest.approx(made.points["mean_kwh"].sum())
            assert made.total.lower <= made.total.kwh <= made.total.upper


@pytest.mark.parametrize("model", [model.name for model in MODELS])
def test_the_hourly_and_the_daily_forecast_of_a_week_agree_on_its_total(model: str):
    home = noisy(40)

    hourly, daily = forecast(home, model=model), forecast(home, model=model, resolution="daily")

    assert daily.total.kwh == pytest.approx(hourly.total.kwh, rel=1e-9)
    assert (daily.points["start"].iloc[0], len(daily.points)) == (hourly.points["start"].iloc[0], 7)


def test_a_daily_forecast_after_half_a_day_begins_the_next_day():
    half_a_day_more = mains(noisy(30).channels[0].intervals["kwh"].tolist() + [0.3] * 12)

    made = forecast(half_a_day_more, resolution="daily")

    assert made.history_end == pd.Timestamp("2024-01-31 12:00", tz="UTC")
    assert made.points["start"].tolist() == list(pd.date_range("2024-02-01", periods=7, tz="UTC"))
    assert made.total.kwh == pytest.approx(7 * 7.8, rel=0.3)


def test_prophet_works_from_fourteen_days_on_and_until_then_says_what_is_missing():
    enough, too_few = (forecast(noisy(days), model="prophet") for days in (14, 13))

    assert (enough.model, enough.fallback_reason) == ("prophet", None)
    assert too_few.model == "moving-average"
    assert too_few.fallback_reason == (
        "Prophet needs 14 complete days and these readings have 13, "
        "so the moving average of the last 28 days was used. It will work from 15 January 2024."
    )


def test_auto_is_the_blend_from_a_week_on_and_until_then_says_from_when_it_is():
    enough, too_few = forecast(noisy(7)), forecast(noisy(3))

    assert (enough.model, enough.fallback_reason) == ("blend", None)
    assert too_few.model == "moving-average"
    assert too_few.fallback_reason == (
        "The blend needs 7 complete days and these readings have 3, "
        "so the moving average of the last 28 days was used. It will work from 08 January 2024."
    )


def test_a_prophet_that_fails_is_replaced_by_the_moving_average_with_the_reason():
    made = forecast(days(EVENING_HOME, 30), model="prophet", models=FAILING)

    assert made.model == "moving-average"
    assert made.fallback_reason == (
        "Prophet could not be fitted (RuntimeError), so the moving average of the last 28 days was used."
    )


def test_a_failing_prophet_is_left_out_of_the_comparison_and_the_first_says_why():
    compared = compare_models(days(EVENING_HOME, 30), models=FAILING)

    assert [made.model for made in compared] == ["moving-average", "seasonal-naive"]
    assert compared[0].fallback_reason == forecast(days(EVENING_HOME, 30), models=FAILING).fallback_reason


def test_the_first_of_the_comparison_is_the_model_that_was_asked_for():
    compared = compare_models(days(EVENING_HOME, 30), model="seasonal-naive")

    assert [made.model for made in compared] == ["seasonal-naive", "blend", "prophet", "moving-average"]


def test_half_a_day_is_too_little_and_the_date_when_it_works_is_named():
    with pytest.raises(NotEnoughDataError, match="It will work from 02 January 2024") as refused:
        forecast(mains([1.0] * 12))

    assert (refused.value.need, refused.value.have) == (1, 0.5)
    assert refused.value.from_date == date(2024, 1, 2)


def test_one_day_of_daily_readings_is_too_little():
    with pytest.raises(NotEnoughDataError, match="A daily forecast needs 2 complete days") as refused:
        forecast(mains([8.0], minutes=1440), resolution="daily")

    assert refused.value.from_date == date(2024, 1, 3)


def test_one_reading_is_refused_and_not_forecast():
    with pytest.raises(NotEnoughDataError):
        forecast(mains([1.0]))


def test_a_home_without_any_value_is_refused():
    with pytest.raises(NotEnoughDataError):
        forecast(mains([float("nan")] * 48))


def test_daily_readings_get_a_daily_forecast_and_no_hourly_one():
    home = mains([8.0, 9.0, 10.0] * 10, minutes=1440)

    assert len(forecast(home, resolution="daily").points) == 7
    with pytest.raises(TooCoarseError):
        forecast(home, resolution="hourly")


def test_an_unknown_model_is_refused_with_the_names_there_are():
    with pytest.raises(UnknownNameError, match="auto, blend, prophet, moving-average, seasonal-naive"):
        forecast(days(EVENING_HOME, 3), model="oracle")


@pytest.mark.parametrize("horizon_days", [0, -1, 367])
def test_a_horizon_that_cannot_be_is_refused(horizon_days: int):
    with pytest.raises(RequestError, match="a horizon of 1 to 366 days"):
        forecast(days(EVENING_HOME, 3), horizon_days=horizon_days)


def test_one_appliance_is_forecast_under_its_own_name():
    home = readings(channel("fridge", [0.1] * 72), channel("oven", [0.4] * 72))

    made = forecast(home, channel="fridge")

    assert set(made.points["channel"]) == {"fridge"}
    assert made.total.kwh == pytest.approx(16.8)


def test_accuracy_is_judged_on_past_weeks_that_the_model_did_not_know():
    normal, away = [2.0] * 24 * 21, [1.0] * 24 * 7

    made = forecast(mains(normal + away), model="seasonal-naive")

    assert made.accuracy is not None
    assert made.accuracy.origins == 2
    assert made.accuracy.wape == pytest.approx((168 * 1 + 0) / (168 * 1 + 168 * 2))
    assert made.accuracy.naive_rule == "seasonal-naive"


def test_a_home_that_repeats_itself_is_forecast_perfectly_by_repeating_last_week():
    made = forecast(days(EVENING_HOME, 42), model="seasonal-naive")

    assert made.accuracy is not None
    assert (made.accuracy.origins, made.accuracy.mase, made.accuracy.wape) == (4, 0.0, 0.0)
    assert (made.accuracy.coverage, made.accuracy.skill) == (1.0, 0.0)


def test_without_a_past_week_to_judge_the_forecast_says_from_when_there_is_accuracy():
    made = forecast(days(EVENING_HOME, 20), model="moving-average")

    assert made.accuracy is None
    assert made.accuracy_reason == (
        "Accuracy needs 21 complete days; these readings have 20. It will work from 22 January 2024."
    )


def test_after_a_long_gap_accuracy_waits_for_a_week_that_was_read():
    gap = [float("nan")] * 24 * 100

    made = forecast(mains(EVENING_HOME * 40 + gap + EVENING_HOME * 2), model="moving-average")

    assert made.accuracy is None
    assert made.accuracy_reason == (
        "Accuracy needs 1 past week that was read for the most part; these readings have 0. "
        "It will work from 29 May 2024."
    )


def test_thirty_days_are_enough_for_an_hourly_and_a_daily_forecast_with_accuracy():
    home = noisy(30)

    hourly, daily = forecast(home), forecast(home, resolution="daily")

    assert (hourly.model, len(hourly.points)) == ("blend", 168)
    assert (daily.model, len(daily.points)) == ("blend", 7)
    assert hourly.accuracy is not None
    assert daily.accuracy is not None
    assert (hourly.accuracy.origins, daily.accuracy.origins) == (2, 2)
