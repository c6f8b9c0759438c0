"""The figures of accuracy, worked out by hand, and the past weeks they are taken over."""

from __future__ import annotations

import math
from itertools import count, pairwise

import numpy as np
import pandas as pd
import pytest

from energy_core.errors import NotEnoughDataError, UnknownNameError
from energy_core.forecasting import MODELS, Model, ModelUnavailableError, backtest
from energy_core.forecasting.metrics import Window, scores
from energy_core.forecasting.origins import rolling_origins
from energy_core.forecasting.prediction import Prediction, Total
from energy_core.forecasting.series import History, history
from tests.build import days, mains

HOME = [0.2] * 18 + [1.0] * 3 + [0.4] * 3
LIGHT = MODELS[2:]


def window(
    *, kwh: list[float], actual: list[float], mean: list[float] | None = None, off: float = 1.0
) -> Window:
    """A forecast with a band of ±`off` around kwh; a week before, the naive rule was off by 2 and by 2."""
    middle = np.array(kwh)
    average = np.array(mean or kwh)
    total = Total(float(average.sum()), 0.0, 99.0)
    made = Prediction(middle, average, middle - off, middle + off, total)
    return Window(made, np.array(actual), np.array([2.0, -2.0]))


def test_mase_is_the_error_over_the_weekly_naive_rules_own():
    judged = scores([window(kwh=[1.0, 2.0], actual=[2.0, 5.0])])

    assert judged.mase == (1 + 3) / 2 / 2


def test_rmsse_takes_the_mean_curve_and_squares():
    judged = scores([window(kwh=[0.0, 0.0], mean=[1.0, 2.0], actual=[2.0, 5.0])])

    assert judged.rmsse == pytest.approx(math.sqrt((1 + 9) / 2) / 2)


def test_wape_and_bias_are_fractions_of_the_energy_used():
    judged = scores([window(kwh=[1.0, 2.0], mean=[3.0, 6.0], actual=[2.0, 4.0])])

    assert judged.wape == (1 + 2) / 6
    assert judged.bias == (9 - 6) / 6
    assert judged.total_error == 0.5


def test_totals_that_are_off_both_ways_have_no_bias_but_an_error():
    judged = scores([window(kwh=[3.0], actual=[2.0]), window(kwh=[1.0], actual=[2.0])])

    assert judged.bias == 0.0
    assert judged.total_error == 0.5


def test_coverage_counts_what_fell_into_the_band_its_edges_included():
    judged = scores([window(kwh=[1.0, 1.0, 1.0, 1.0], actual=[0.0, 1.5, 2.0, 2.1])])

    assert judged.coverage == 0.75


def test_winkler_is_the_width_and_ten_times_what_fell_outside():
    judged = scores([window(kwh=[1.0, 1.0], actual=[1.0, 2.5])])

    assert judged.winkler == pytest.approx(((2 + 2) + 10 * 0.5) / 2 / 2)


def test_hours_that_were_not_read_are_not_judged():
    judged = scores([window(kwh=[1.0, 2.0], actual=[math.nan, 5.0])])

    assert judged.mase == 3 / 2
    assert judged.wape == 3 / 5


def test_a_share_of_nothing_is_unknown_and_not_infinite():
    judged = scores([window(kwh=[1.0], actual=[0.0])])

    assert judged.wape is None
    assert judged.bias is None


def test_past_weeks_lie_a_week_apart_and_end_with_the_last_full_hour():
    past = history(mains([1.0] * (24 * 50 + 5)), resolution="hourly")

    origins = rolling_origins(past, learn_days=14, most=4)

    ends = [origin.starts[-1] for origin in origins]
    assert ends[0] == pd.Timestamp("2024-02-20 04:00", tz="UTC")
    assert [len(origin.starts) for origin in origins] == [168] * 4
    assert [(a - b).days for a, b in pairwise(ends)] == [7, 7, 7]
    assert all(origin.past.kwh.index[-1] < origin.starts[0] for origin in origins)


def test_a_past_week_over_a_clock_change_has_its_167_hours():
    past = history(days(HOME, 38, start="2024-03-01", timezone="Europe/Paris"), resolution="hourly")

    lengths = [len(origin.starts) for origin in rolling_origins(past, learn_days=14, most=4)]

    assert lengths == [168, 167, 168]


def test_a_week_that_was_hardly_read_is_passed_over():
    weeks = [1.0] * 168
    past = history(mains(weeks * 4 + [math.nan] * 160 + [1.0] * 8), resolution="hourly")

    origins = rolling_origins(past, learn_days=14, most=4)

    assert [origin.starts[-1].day for origin in origins] == [28, 21]


def test_every_model_is_judged_on_the_same_weeks():
    tested = backtest(days(HOME, 42), registry=LIGHT, timer=count().__next__)

    assert tested.origins == 4
    assert [score.model for score in tested.models] == ["moving-average", "seasonal-naive"]
    assert [score.scores.wape for score in tested.models] == pytest.approx([0.0, 0.0])
    assert [score.seconds for score in tested.models] == [0.25, 0.25]


def test_without_a_timer_nothing_claims_to_know_the_time():
    tested = backtest(days(HOME, 28), models=["seasonal-naive"], registry=LIGHT)

    assert tested.models[0].seconds is None


def test_prophet_is_compared_and_the_blend_is_what_auto_uses():
    noise = np.random.default_rng(2).gamma(4.0, 0.25, 24 * 24)
    tested = backtest(mains((np.tile(HOME, 24) * noise).tolist()))

    assert [score.model for score in tested.models] == [
        "blend",
        "prophet",
        "moving-average",
        "seasonal-naive",
    ]
    assert tested.used == "blend"


def test_a_model_that_cannot_run_is_left_out_with_its_reason():
    def fails(past: History, starts: pd.DatetimeIndex) -> Prediction:
        raise ModelUnavailableError("Prophet is not installed here")

    registry = (Model("prophet", {"hourly": 14, "daily": 21}, fails), *LIGHT)
    tested = backtest(days(HOME, 42), registry=registry)

    assert tested.left_out == (("prophet", "Prophet is not installed here."),)
    assert tested.used == "moving-average"


def test_two_weeks_are_too_few_to_judge_and_the_date_is_named():
    with pytest.raises(NotEnoughDataError, match="Accuracy needs 21 complete days") as refused:
        backtest(days(HOME, 14))

    assert str(refused.value.from_date) == "2024-01-22"


def test_an_unknown_model_is_refused():
    with pytest.raises(UnknownNameError, match="found 'lstm'"):
        backtest(days(HOME, 42), models=["lstm"])
