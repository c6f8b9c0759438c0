"""Forecasts by statsforecast and LightGBM. Runs by itself in an environment of its own.

statsforecast needs an older pandas than the product, so it has a place of its own (`make bench-forecasts`):
python benchmarks/forecast_peers.py WINDOWS.npz FORECASTS.npz
"""

from __future__ import annotations

import sys
import time
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np

Made = tuple[Any, Any, Any]


def main() -> None:
    warnings.simplefilter("ignore")
    windows = np.load(sys.argv[1])
    out: dict[str, Any] = {}
    for name in sorted({key.rpartition("/")[0] for key in windows.files}):
        known = _filled(windows[f"{name}/known"])
        weekday = int(windows[f"{name}/weekday"])
        days = known.reshape(-1, 24).sum(axis=1)
        tasks: dict[str, Callable[[], Made]] = {
            "hourly/MSTL": lambda known=known: _mstl(known),
            "hourly/LightGBM": lambda known=known, weekday=weekday: _lightgbm(known, weekday),
            "daily/AutoETS": lambda days=days: _stats("AutoETS", days, 7),
            "daily/DOT": lambda days=days: _stats("DynamicOptimizedTheta", days, 7),
        }
        for model, predict in tasks.items():
            began = time.perf_counter()
            curves = np.array(predict())
            out[f"{model}/{name}"] = np.vstack(
                [curves, np.full_like(curves[:1], time.perf_counter() - began)]
            )
    np.savez(sys.argv[2], **out)


def _filled(known: Any) -> Any:
    """Gaps from the week before, since these models take none."""
    known = known.copy()
    for at in np.flatnonzero(np.isnan(known)):
        known[at] = known[at - 168] if at >= 168 else np.nanmean(known)
    return known


def _stats(model: str, values: Any, horizon: int) -> Made:
    from statsforecast import models

    made = getattr(models, model)(season_length=7).forecast(values.astype(float), horizon, level=[80])
    return made["mean"], made["lo-80"], made["hi-80"]


def _mstl(values: Any) -> Made:
    from statsforecast.models import MSTL

    made = MSTL(season_length=[24, 168]).forecast(values[-24 * 120 :].astype(float), 168, level=[80])
    return made["mean"], made["lo-80"], made["hi-80"]


def _lightgbm(known: Any, weekday: int) -> Made:
    """One model per meter for the median and one per bound, on what an origin knows of a day to come."""
    import lightgbm

    rows = known.reshape(-1, 24)
    count = len(rows)
    # the weekday of row d is (weekday - count + d) mod 7: `weekday` is that of the first day ahead
    kinds = (weekday - count + np.arange(count + 7)) % 7
    step = max(1, count // 60)
    pairs = [(t, k) for t in range(min(14, count // 3), count, step) for k in range(min(7, count - t))]
    features = np.vstack([_features(rows, kinds, t, k) for t, k in pairs])
    actual = np.concatenate([rows[t + k] for t, k in pairs])
    ahead = np.vstack([_features(rows, kinds, count, k) for k in range(7)])
    settings = {"num_leaves": 15, "learning_rate": 0.05, "min_data_in_leaf": 20, "feature_fraction": 0.8}
    fixed = {"verbose": -1, "num_threads": 1, "seed": 1}
    found = []
    for level in (None, 0.1, 0.9):
        aim = {"objective": "l1"} if level is None else {"objective": "quantile", "alpha": level}
        model = lightgbm.train({**settings, **fixed, **aim}, lightgbm.Dataset(features, actual), 120)
        found.append(np.maximum(model.predict(ahead), 0))
    return found[0], np.minimum(found[1], found[0]), np.maximum(found[2], found[0])


def _features(rows: Any, kinds: Any, origin: int, ahead: int) -> Any:
    """What is known at an origin of each hour of a day to come."""
    day = origin + ahead
    past = np.arange(max(0, origin - 28), origin)
    same = rows[past[kinds[past] == kinds[day]]]
    kind = rows[past[(kinds[past] >= 5) == (kinds[day] >= 5)]]
    week, everything = rows[max(0, origin - 7) : origin], rows[past]
    columns = [
        np.arange(24),
        np.full(24, kinds[day]),
        np.full(24, ahead),
        rows[day - 7] if day >= 7 else everything.mean(axis=0),
        rows[day - 14] if day >= 14 else everything.mean(axis=0),
        (same if len(same) else everything).mean(axis=0),
        np.median(kind if len(kind) else everything, axis=0),
        week.mean(axis=0),
        rows[origin - 1],
        np.full(24, week.mean()),
        np.full(24, rows[origin - 1].mean()),
    ]
    return np.column_stack(columns)


if __name__ == "__main__":
    main()
