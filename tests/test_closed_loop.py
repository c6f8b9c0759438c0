"""Did a measure work: a saving of known size on a known date."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from energy_core.audit.closed_loop import accepted, key_of, measured
from energy_core.errors import NotEnoughDataError
from energy_core.readings import Readings
from tests.audit_homes import us_home
from tests.build import channel, readings

BEFORE, AFTER = 90, 28
SINCE = date(2024, 3, 31)
"""90 days after 1 January 2024."""

OLD, NEW = 0.08, 0.05
"""Power of the fridge before and after: 1.92 and 1.2 kWh a day, so 28 days save 20.16 kWh. [kW]"""


DAYS = (0.95, 1.0, 1.05, 1.02, 0.98)
"""The fridge's days in turn, beside its mean: some vary, none drifts."""


def fridge_home(new: float = NEW, *, after: int = AFTER) -> Readings:
    """A fridge, and a mains with a third of a kW more."""
    hours = np.arange(24 * (BEFORE + after))
    fridge = np.where(hours < 24 * BEFORE, OLD, new) * np.take(DAYS, hours // 24 % len(DAYS))
    return readings(channel("mains", fridge + 0.3, role="mains"), channel("Fridge", fridge))


KEY = key_of("new refrigerator", "Fridge")


def test_a_new_fridge_saves_what_it_really_saves_and_the_band_holds_it():
    found = measured(fridge_home(), us_home(measures={KEY: SINCE}), KEY)

    assert found.days == AFTER
    assert found.saved_kwh[1] == pytest.approx(20.16, rel=0.1)
    assert found.saved_kwh[0] < 20.16 < found.saved_kwh[2]
    assert found.certain
    assert found.used_kwh == pytest.approx(33.6, rel=0.1)


def test_a_fridge_that_was_not_replaced_saves_nothing_for_certain():
    found = measured(fridge_home(new=OLD), us_home(measures={KEY: SINCE}), KEY)

    assert found.saved_kwh[0] < 0 < found.saved_kwh[2]
    assert not found.certain


def test_a_fridge_that_uses_more_has_saved_less_than_nothing():
    found = measured(fridge_home(new=0.11), us_home(measures={KEY: SINCE}), KEY)

    assert found.saved_kwh[1] == pytest.approx(-20.16, rel=0.1)


def test_fewer_than_seven_days_since_are_too_few():
    with pytest.raises(NotEnoughDataError, match="What a measure saved needs 7"):
        measured(fridge_home(after=6), us_home(measures={KEY: SINCE}), KEY)


def test_a_measure_on_the_whole_home_is_read_from_the_mains():
    key = key_of("less standby", None)

    found = measured(fridge_home(), us_home(measures={key: SINCE}), key)

    assert found.channel is None
    assert found.expected_kwh - found.used_kwh == pytest.approx(found.saved_kwh[1])
    assert found.saved_kwh[0] < 20.16 < found.saved_kwh[2]


@pytest.mark.parametrize(("measure", "on"), [("less standby", None), ("new refrigerator", "Fridge / cellar")])
def test_the_entry_of_a_measure_is_read_back(measure, on):
    assert accepted(key_of(measure, on)) == (measure, on)
