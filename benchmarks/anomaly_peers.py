"""What people would use instead to find unusual hours; those whose packages are missing are left out."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Callable
from importlib.util import find_spec
from typing import Final

import numpy as np
import pandas as pd

from benchmarks.anomaly_scenes import Scene
from energy_core.anomalies.usual import Flags
from energy_core.spread import Floats

Peer = Callable[[Scene], Flags]
MAD: Final = 1.4826


def mean_and_two_deviations(scene: Scene) -> Flags:
    kwh = scene.kwh
    return np.asarray(kwh > kwh.mean() + 2 * kwh.std(ddof=1), dtype=bool)


def per_hour_z(scene: Scene) -> Flags:
    """Above mean + 3 deviations of its hour of the day, the highest two left out."""
    rows = _rows(scene)
    kept = np.sort(rows, axis=0)[:-2]
    return _flat(rows - kept.mean(axis=0) > 3 * np.maximum(kept.std(axis=0, ddof=1), 1e-6))


def robust_z(scene: Scene) -> Flags:
    """More than 3.5 median absolute deviations from the median of its hour of the day."""
    rows = _rows(scene)
    middle = np.median(rows, axis=0)
    spread = np.maximum(MAD * np.median(np.abs(rows - middle), axis=0), 1e-3 * rows.mean() + 1e-9)
    return _flat(np.abs(rows - middle) > 3.5 * spread)


def stl_residual(scene: Scene) -> Flags:
    """More than 3.5 robust deviations of what a robust daily STL leaves."""
    from statsmodels.tsa.seasonal import STL

    left = STL(scene.kwh, period=24, robust=True).fit().resid
    return _far(np.asarray(left, dtype=np.float64), 3.5)


def seasonal_hybrid_esd(scene: Scene) -> Flags:
    """Generalised ESD test with median and MAD, at most 10%, on what STL's season and the median leave."""
    from scipy.stats import t as student
    from statsmodels.tsa.seasonal import STL

    left = scene.kwh - STL(scene.kwh, period=24, robust=True).fit().seasonal - np.median(scene.kwh)
    alive, taken, last = np.ones(len(left), dtype=bool), [], 0
    for number in range(1, len(left) // 10 + 1):
        own = left[alive]
        middle = np.median(own)
        spread = max(MAD * float(np.median(np.abs(own - middle))), 1e-9)
        far = np.where(alive, np.abs(left - middle) / spread, -1.0)
        worst, count = int(far.argmax()), len(left) - number + 1
        quantile = student.ppf(1 - 0.05 / (2 * count), count - 2)
        if far[worst] > (count - 1) * quantile / np.sqrt((count - 2 + quantile**2) * count):
            last = number
        alive[worst] = False
        taken.append(worst)
    flags = np.zeros(len(left), dtype=bool)
    flags[taken[:last]] = True
    return flags


def prophet_band(scene: Scene) -> Flags:
    """Outside Prophet's 99% band, fitted to the same readings."""
    from prophet import Prophet

    logging.getLogger("cmdstanpy").disabled = True
    frame = pd.DataFrame({"ds": scene.hours, "y": scene.kwh})
    np.random.seed(0)  # noqa: NPY002 Prophet draws from the global generator
    model = Prophet(interval_width=0.99, uncertainty_samples=200)
    made = model.fit(frame).predict(frame)
    return np.asarray((scene.kwh > made["yhat_upper"]) | (scene.kwh < made["yhat_lower"]), dtype=bool)


def isolation_forest(scene: Scene) -> Flags:
    """scikit-learn's forest over energy, hour, weekday, the hours beside and the day's mean; 5% unusual."""
    from sklearn.ensemble import IsolationForest

    kwh, hours = scene.kwh, scene.hours
    turn = 2 * np.pi * hours.hour / 24
    columns = [
        *(kwh, np.roll(kwh, 1), np.roll(kwh, -1), np.repeat(_rows(scene).mean(axis=1), 24)),
        *(np.sin(turn), np.cos(turn), hours.day_of_week >= 5),
    ]
    forest = IsolationForest(contamination=0.05, random_state=0)
    return np.asarray(forest.fit_predict(np.column_stack(columns)) < 0, dtype=bool)


def _rows(scene: Scene) -> Floats:
    return scene.kwh.reshape(-1, 24)


def _flat(flags: Flags) -> Flags:
    return np.asarray(flags.ravel(), dtype=bool)


def _far(left: Floats, limit: float) -> Flags:
    middle = np.median(left)
    return np.asarray(np.abs(left - middle) > limit * MAD * np.median(np.abs(left - middle)), dtype=bool)


def _installed() -> dict[str, Peer]:
    warnings.filterwarnings("ignore")
    peers: dict[str, tuple[str | None, Peer]] = {
        "z mean + 2 sigma": (None, mean_and_two_deviations),
        "per-hour z > 3, top 2 trimmed": (None, per_hour_z),
        "robust z by hour of day": (None, robust_z),
        "STL residual": ("statsmodels", stl_residual),
        "S-H-ESD": ("statsmodels", seasonal_hybrid_esd),
        "Prophet band": ("prophet", prophet_band),
        "IsolationForest": ("sklearn", isolation_forest),
    }
    found: dict[str, Peer] = {}
    for name, (package, peer) in peers.items():
        if package is None or find_spec(package) is not None:
            found[name] = peer
        else:
            print(f"{name} is left out: the package {package} is not installed.")
    return found


PEERS: Final = _installed()
