"""What every forecasting model gives: a median curve, a mean curve, a band, and the total with its band."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from energy_core.spread import Floats


@dataclass(frozen=True)
class Total:
    """Energy of the whole horizon: the sum of the mean curve, and its 80% band. [kWh]"""

    kwh: float
    lower: float
    upper: float


@dataclass(frozen=True)
class Prediction:
    """One value per future hour or day [kWh], never negative.

    kwh : the median, for the single hour or day.
    mean_kwh : the mean, for sums and money; only this curve is ever added up.
    lower, upper : the 80% band, lower <= kwh <= upper.
    """

    kwh: Floats
    mean_kwh: Floats
    lower: Floats
    upper: Floats
    total: Total


class ModelUnavailableError(Exception):
    """A model that cannot run here, or failed on these readings; the text completes "because …"."""


def never_negative(
    kwh: Floats, *, mean_kwh: Floats, lower: Floats, upper: Floats, total: Total
) -> Prediction:
    """The prediction with every curve and bound cut at zero, and the median inside the band."""
    middle = np.clip(kwh, 0, None)
    mean = np.clip(mean_kwh, 0, None)
    return Prediction(
        kwh=middle,
        mean_kwh=mean,
        lower=np.minimum(np.clip(lower, 0, None), middle),
        upper=np.maximum(upper, middle),
        total=Total(
            kwh=(sum_kwh := float(mean.sum())),
            lower=min(max(total.lower, 0.0), sum_kwh),
            upper=max(total.upper, sum_kwh),
        ),
    )
