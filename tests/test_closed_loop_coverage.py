"""Does the band of a measured saving hold the truth as often as it says? On homes made for it."""

from __future__ import annotations

import numpy as np
import pytest

from energy_core.audit.closed_loop import measured
from energy_core.home import Home
from tests.homes_with_a_measure import made_home

HOMES = 240


@pytest.mark.prove
@pytest.mark.timeout(900)
def test_the_80_percent_band_holds_what_was_really_saved_in_eight_of_ten_homes():
    held, off, reach = [], [], []
    for seed in range(HOMES):
        made = made_home(seed)
        found = measured(made.readings, Home(measures={"any": made.since}), "any")
        low, middle, high = found.saved_kwh
        without = float(made.without_kwh[made.days_before :].sum())
        held.append(low <= made.saved_kwh <= high)
        off.append(abs(middle - made.saved_kwh) / without)
        reach.append((high - low) / 2 / without)
    print(f"held {np.mean(held):.3f}, off {np.median(off):.3f}, reach {np.median(reach):.3f}")  # noqa: T201

    assert 0.75 <= np.mean(held) <= 0.90
    assert np.median(off) < 0.08
    assert np.median(reach) < 0.22
