"""The blend: what past days say of the days to come, and what the people of a home know beside them."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest

from energy_core.forecasting import MODELS, Context, Model, Prediction, blend, forecast, seasonal_naive
from energy_core.forecasting.accuracy import accuracy
from energy_core.forecasting.in_words import accuracy_in_words
from energy_core.forecasting.mixture import quantile_error, shares
from energy_core.forecasting.models import BLEND
from energy_core.forecasting.profiles import Recipe, weighted_means, weighted_quantiles
from energy_core.forecasting.series import History, history
from energy_core.forecasting.smoothed_days import smoothed_days
from energy_core.home import Home, Label
from energy_core.readings import Readings
from tests.build import days, mains

EVENING_HOME = [0.2] * 18 + [1.0] * 3 + [0.4] * 3
WORKDAY, WEEKEND = [1.0] * 24, [3.0] * 24


def noisy(read_days: int, *, seed: int = 1, level: float = 1.0, start: str = "2024-01-01") -> Readings:
    noise = np.random.default_rng(seed).gamma(4.0, 0.25, 24 * read_days)
    return mains((level * np.tile(EVENING_HOME, read_days) * noise).tolist(), start=start)


def test_a_day_counts_half_after_its_half_life_and_more_if_it_is_the_same_weekday():
    recipe = Recipe(half_life_days=7, same_kind=1, same_weekday=2)
    age = np.array([[0.0, 7.0, 7.0, -1.0]])
    monday, tuesday, saturday = 0, 1, 5

    weights = recipe.weights(age, np.array([monday]), np.array([monday, tuesday, saturday, monday]))

    # same weekday 1 + 1 + 2; same kind 1 + 1; another kind 1; not known yet 0
    assert weights.tolist() == [[4.0, 1.0, 0.5, 0.0]]


def test_a_weighted_median_is_where_half_the_weight_lies():
    values = np.array([[1.0], [5.0], [9.0], [math.nan]])

    quantiles = weighted_quantiles(values, np.array([[1.0, 1.0, 3.0, 9.0]]), (0.2, 0.4, 0.5))

    assert quantiles[:, 0, 0].tolist() == [1.0, 5.0, 9.0]


def test_a_weighted_mean_leaves_out_what_was_not_read():
    values = np.array([[1.0], [5.0], [math.nan]])

    assert weighted_means(values, np.array([[1.0, 3.0, 9.0]])).tolist() == [[4.0]]


def test_a_forecast_that_was_off_by_a_tenth_more_gets_less_of_the_mixture():
    best, tenth_worse = np.ones((28, 1)), np.full((28, 1), 1.1)

    shared = shares(np.stack([best, tenth_worse]), sharpness=10)

    # exp(-10 * 0.1) = 0.368 beside 1
    assert shared.tolist() == pytest.approx([1 / 1.368, 0.368 / 1.368], abs=1e-3)


def test_a_forecast_that_was_never_off_is_all_of_the_mixture_and_unknown_errors_share_alike():
    never_off, off, unknown = np.zeros((2, 1)), np.ones((2, 1)), np.full((2, 1), math.nan)

    assert shares(np.stack([never_off, off]), sharpness=10).tolist() == [1.0, 0.0]
    assert shares(np.stack([unknown, unknown]), sharpness=10).tolist() == [0.5, 0.5]


def test_a_lower_bound_is_wrong_mostly_when_the_home_used_less():
    wrong = quantile_error(np.array([2.0, 2.0]), np.array([1.0, 3.0]), 0.1)

    assert wrong.tolist() == pytest.approx([0.9, 0.1])


def test_smoothed_days_keep_their_weekdays_and_pass_over_what_was_not_read():
    weekday = np.arange(28) % 7
    used = np.where(weekday >= 5, 3.0, 1.0)
    used[[0, 1, 16]] = math.nan

    ahead = smoothed_days(used, weekday, np.arange(7))

    assert ahead.tolist() == pytest.approx([1.0] * 5 + [3.0] * 2)


def test_a_smoothed_day_follows_by_the_share_of_the_level_and_of_its_weekday():
    used = np.array([10.0] * 14 + [20.0])

    ahead = smoothed_days(used, np.arange(15) % 7, np.array([0, 1]))

    # off by 10: the level 11, the Monday 0.5 above it
    assert ahead.tolist() == pytest.approx([11.5, 11.0])


def test_a_year_of_days_that_change_for_good_is_followed_within_two_weeks():
    noise = np.random.default_rng(4).gamma(30.0, 1 / 30, 365)
    used = np.concatenate([np.full(351, 10.0), np.full(14, 20.0)]) * noise

    made = forecast(mains(used.tolist(), minutes=1440), resolution="daily")

    assert made.points["kwh"].mean() == pytest.approx(20.0, rel=0.12)
    assert ((made.points["lower"] <= 20.0) & (made.points["upper"] >= 20.0)).all()


def test_a_home_that_repeats_its_day_is_forecast_to_go_on():
    made = forecast(days(EVENING_HOME, 28))

    assert made.model == "blend"
    assert made.points["kwh"].tolist() == pytest.approx(EVENING_HOME * 7)
    assert made.points["mean_kwh"].tolist() == pytest.approx(EVENING_HOME * 7)
    assert made.total.kwh == pytest.approx(7 * 7.8)


def test_weekends_are_forecast_as_weekends():
    week = WORKDAY * 5 + WEEKEND * 2  # 1 January 2024 is a Monday

    made = forecast(mains(week * 5))

    assert made.points["kwh"].tolist() == pytest.approx(week)


def test_a_public_holiday_is_forecast_like_a_sunday_in_its_country_only():
    # eleven weeks from Monday 2 October 2023; the week ahead begins on 18 December
    home = mains((WORKDAY * 5 + WEEKEND * 2) * 11, start="2023-10-02")
    known = home.between(None, pd.Timestamp("2023-12-18", tz="UTC"))

    plain = forecast(known, horizon_days=9)
    german = forecast(known, horizon_days=9, context=Context(country="DE"))

    def of_christmas(made: object) -> float:
        points = made.points  # type: ignore[attr-defined]
        return float(points.loc[points["start"].dt.date == date(2023, 12, 25), "kwh"].mean())

    assert (of_christmas(plain), of_christmas(german)) == (1.0, 3.0)


def test_two_weeks_away_do_not_pull_the_forecast_down():
    at_home, away = [1.0] * 24 * 28, [0.1] * 24 * 14
    home = Home(away=((date(2024, 1, 29), date(2024, 2, 12)),))

    told = forecast(mains(at_home + away + [1.0] * 48), context=Context.of(home))

    assert told.points["mean_kwh"].tolist() == pytest.approx([1.0] * 168)


def test_a_label_away_on_one_channel_leaves_the_home_alone():
    label = Label("2024-01-29T00:00", "2024-02-12T00:00", "away", "oven")

    context = Context.of(Home(labels=(label,)))
    kwh = pd.Series(1.0, index=pd.date_range("2024-01-01", periods=24 * 50, freq="h", tz="UTC"))

    assert context.without_away(kwh, channel="total", timezone="UTC").isna().sum() == 0
    assert context.without_away(kwh, channel="oven", timezone="UTC").isna().sum() == 14 * 24


def test_a_gap_is_not_learnt_as_zero():
    used = [1.0] * 24 * 20 + [math.nan] * 24 * 5 + [1.0] * 24 * 5

    made = forecast(mains(used))

    assert made.points["kwh"].tolist() == pytest.approx([1.0] * 168)
    assert made.total.kwh == pytest.approx(168.0)


def test_a_lasting_change_is_followed_within_two_weeks():
    noise = np.random.default_rng(4).gamma(9.0, 1 / 9, 24 * 104)
    used = np.concatenate([np.full(24 * 90, 0.5), np.full(24 * 14, 1.5)]) * noise

    made = forecast(mains(used.tolist()))

    assert made.total.kwh == pytest.approx(1.5 * 168, rel=0.1)
    assert made.points["kwh"].median() == pytest.approx(1.5, rel=0.15)


def test_nothing_is_forecast_below_what_never_switches_off():
    made = forecast(noisy(40))
    least = noisy(40).channels[0].intervals["kwh"].min()

    assert made.points["kwh"].min() >= least
    assert made.points["lower"].min() >= 0


def test_a_week_over_a_clock_change_has_its_hours_and_keeps_the_evening():
    home = days(EVENING_HOME, 28, start="2024-03-01", timezone="Europe/Paris")  # 31 March has 23 hours

    made = forecast(home)

    assert len(made.points) == 167
    evening = made.points[made.points["start"].dt.hour.isin([18, 19, 20])]
    assert evening["kwh"].tolist() == pytest.approx([1.0] * 21)


def test_the_same_readings_give_the_same_bytes():
    first, again = forecast(noisy(45)), forecast(noisy(45))

    assert first.points.equals(again.points)
    assert first.accuracy == again.accuracy


def test_eight_of_ten_values_fall_into_the_band_over_many_homes():
    held = []
    for seed in range(12):
        whole = history(noisy(67, seed=seed), resolution="hourly")
        made = blend.predict(whole.before(whole.kwh.index[-168]), whole.kwh.index[-168:])
        actual = whole.kwh.to_numpy()[-168:]
        held.append(((actual >= made.lower) & (actual <= made.upper)).mean())

    assert 0.76 <= np.mean(held) <= 0.86


def test_auto_repeats_the_week_before_where_that_was_better_over_eight_weeks_and_says_so():
    def twice(past: History, starts: pd.DatetimeIndex) -> Prediction:
        once = seasonal_naive.predict(past, starts)
        return replace(once, kwh=2 * once.kwh)

    worse = Model("blend", {"hourly": 7, "daily": 14}, twice)

    ten_weeks, nine_weeks = (forecast(days(EVENING_HOME, n), models=(worse, *MODELS[1:])) for n in (70, 63))

    # off by the whole use where the week before is off by nothing; with nine weeks only seven can be judged
    assert (ten_weeks.model, nine_weeks.model) == ("seasonal-naive", "blend")
    assert ten_weeks.fallback_reason == (
        "On the last 8 weeks of these readings the blend was worse than repeating the week before: "
        "off by 100% instead of 0%, so the week before is repeated."
    )


def test_the_accuracy_has_seven_days_and_twenty_four_hours_beside_the_naive_rule():
    found, _ = accuracy(BLEND, history(noisy(80), resolution="hourly"))

    assert found is not None
    assert found.origins == 8
    assert [part.at for part in found.by_horizon_day] == [1, 2, 3, 4, 5, 6, 7]
    assert [part.at for part in found.by_hour] == list(range(24))
    assert all(part.wape < part.naive_wape for part in found.by_horizon_day if part.wape and part.naive_wape)


def test_the_accuracy_in_words_says_days_weeks_and_the_naive_rule():
    found, _ = accuracy(BLEND, history(noisy(80), resolution="hourly"))
    assert found is not None

    said = accuracy_in_words(found, "blend")

    assert said.startswith("On your last 8 weeks this forecast was off by ")
    assert " a day; repeating the week before would have been off by " in said
    assert "the 80% band held" in said


def test_a_forecast_of_a_year_is_made_of_the_same_seven_days():
    made = forecast(noisy(30), horizon_days=366)

    week = made.points["kwh"].to_numpy()[:168]
    assert made.points["kwh"].to_numpy()[168:336].tolist() == week.tolist()
    assert len(made.points) == 366 * 24
