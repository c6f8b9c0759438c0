"""Prophet as it is used here: seeded, clipped, by the clock on the wall."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from energy_core.forecasting import forecast, prophet_model
from energy_core.forecasting.series import history, steps
from energy_core.readings import Readings
from tests.build import days, mains

ROOT = Path(__file__).parent.parent
EVENING_HOME = [0.2] * 18 + [1.0] * 3 + [0.4] * 3


def noisy_home(
    read_days: int, *, seed: int = 1, timezone: str = "UTC", start: str = "2024-01-01"
) -> Readings:
    noise = np.random.default_rng(seed).gamma(4.0, 0.25, 24 * read_days)
    return mains((np.tile(EVENING_HOME, read_days) * noise).tolist(), timezone=timezone, start=start)


@pytest.mark.parametrize("level", [0.0, 1.0])
def test_a_home_that_always_uses_the_same_is_forecast_to_go_on(level: float):
    made = forecast(mains([level] * 24 * 20), model="prophet")

    assert made.model == "prophet"
    assert made.points["kwh"].tolist() == pytest.approx([level] * 168, abs=1e-6)
    assert (made.points["upper"] - made.points["lower"]).max() < 0.01
    assert made.total.kwh == pytest.approx(168 * level, abs=1e-4)


def test_the_same_readings_give_the_same_forecast_to_the_last_digit():
    home = noisy_home(20)
    np.random.seed(7)  # noqa: NPY002 - the global state is what Prophet draws from
    before = np.random.get_state()[1].tolist()  # noqa: NPY002

    first, again = (forecast(home, model="prophet") for _ in range(2))

    assert first.points.equals(again.points)
    assert (first.total, first.accuracy) == (again.total, again.accuracy)
    assert np.random.get_state()[1].tolist() == before  # noqa: NPY002


def test_an_appliance_that_is_mostly_off_is_never_forecast_below_zero():
    rng = np.random.default_rng(3)
    used = np.where(rng.random(24 * 30) < 0.06, rng.gamma(2.0, 0.5, 24 * 30), 0.0)

    points = forecast(mains(used.tolist()), model="prophet").points

    assert points[["kwh", "mean_kwh", "lower", "upper"]].to_numpy().min() >= 0
    assert ((points["lower"] <= points["kwh"]) & (points["kwh"] <= points["upper"])).all()


def test_the_evening_stays_in_the_evening_over_a_clock_change():
    home = noisy_home(28, timezone="Europe/Paris", start="2024-03-02")  # 31 March has 23 hours

    made = forecast(home, model="prophet")

    by_hour = made.points.groupby(made.points["start"].dt.hour)["kwh"].mean()
    assert len(made.points) == 167
    assert sorted(by_hour.nlargest(3).index) == [18, 19, 20]


def test_a_weekend_that_differs_is_forecast_to_differ():
    weekday, weekend = [10.0] * 5, [20.0] * 2
    noise = np.random.default_rng(5).normal(0, 0.3, 42)

    home = mains((np.array((weekday + weekend) * 6) + noise).tolist(), minutes=1440)

    made = forecast(home, resolution="daily", model="prophet")

    assert made.model == "prophet"
    assert made.points["kwh"].tolist() == pytest.approx(weekday + weekend, abs=1.0)


def test_readings_at_a_gap_do_not_pull_the_forecast_down():
    home = days([1.0] * 8 + [float("nan")] * 4 + [1.0] * 12, 20)

    made = forecast(home, model="prophet")

    assert made.points["mean_kwh"].tolist() == pytest.approx([1.0] * 168, abs=1e-3)


def test_two_years_of_days_are_learnt_with_a_yearly_curve_and_fewer_are_not():
    two_years, less = [10.0] * 731, [10.0] * 730

    long, short = (
        prophet_model._training(history(mains(kwh, minutes=1440), resolution="daily"))
        for kwh in (two_years, less)
    )

    assert (len(long[0]), long[1]) == (731, True)
    assert (len(short[0]), short[1]) == (91, False)


def test_eight_of_ten_values_of_a_noisy_home_fall_into_the_band():
    whole = noisy_home(44, seed=11)
    known = whole.between(None, whole.start + np.timedelta64(30, "D"))
    past = history(known, resolution="hourly")

    made = prophet_model.predict(past, steps(past, 14)[:-1])

    actual = history(whole, resolution="hourly").kwh.to_numpy()[-14 * 24 :]
    assert 0.7 <= ((actual >= made.lower) & (actual <= made.upper)).mean() <= 0.95


WITHOUT_PROPHET = """
import sys, warnings
warnings.simplefilter("error")
class Blocker:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == "prophet":
            raise ModuleNotFoundError("No module named 'prophet'")
sys.meta_path.insert(0, Blocker())
from energy_core.forecasting import compare_models, forecast
from tests.build import mains
made = forecast(mains([1.0] * 24 * 20), model="prophet")
print(made.model, "|", made.fallback_reason)
print([m.model for m in compare_models(mains([1.0] * 24 * 20), model="prophet")])
"""


def test_where_prophet_is_not_installed_the_moving_average_says_so():
    ran = subprocess.run(
        [sys.executable, "-c", WITHOUT_PROPHET], capture_output=True, text=True, cwd=ROOT, check=True
    )

    assert ran.stdout.splitlines() == [
        "moving-average | Prophet is not installed here, so the moving average of the last 28 days was used.",
        "['moving-average', 'blend', 'seasonal-naive']",
    ]


def test_prophet_prints_nothing():
    code = "from energy_core.forecasting import forecast; from tests.build import mains; "
    code += "import numpy; forecast(mains(numpy.random.default_rng(1).random(480).tolist()), model='prophet')"

    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)

    assert (ran.stdout, ran.stderr) == ("", "")


def test_the_parts_of_the_curve_add_up_to_it():
    past = history(noisy_home(30), resolution="hourly")
    starts = steps(past, 7)[:-1]

    parts = prophet_model.components(past, starts)

    whole = parts.pivot(index="start", columns="part", values="kwh").sum(axis=1).clip(lower=0)
    assert list(dict.fromkeys(parts["part"])) == ["trend", "weekly", "daily"]
    assert whole.tolist() == pytest.approx(prophet_model.predict(past, starts).kwh.tolist())
