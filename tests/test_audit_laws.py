"""What holds for any home."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from energy_core.audit import Audit, audit
from energy_core.audit.combined import Part, combined_kwh
from energy_core.home import Home
from energy_core.readings import Readings
from energy_core.tariffs import flat_tariff
from tests.audit_homes import evening_tariff, tiered_tariff, year_of
from tests.build import channel

NAMES = (
    "fridge", "freezer", "dryer", "washing machine", "dishwasher", "lights", "air conditioner",
    "water heater", "heater", "pool pump", "heat pump", "EV charger", "Umwälzpumpe", "kitchen", "TV",
)  # fmt: skip
EVERYTHING_ON = {
    f"{name}.on": 1.0
    for name in ("freezer", "washer", "dishwasher", "standby", "ev_off_peak", "run_off_peak", "dryer")
} | {"freezer.cost": 1.0, "washer.cost": 1.0, "dishwasher.cost": 1.0}

homes = st.builds(
    lambda loads, mains, hours: year_of(loads, mains=mains, hours=hours),
    st.dictionaries(st.sampled_from(NAMES), st.floats(0, 20_000), min_size=1, max_size=8),
    st.one_of(st.none(), st.floats(0, 40_000)),
    st.sampled_from((20 * 24, 60 * 24, 365 * 24)),
)
tariffs = st.sampled_from(
    (
        flat_tariff(0.25, currency="USD"),
        evening_tariff(),
        tiered_tariff(limit=200, below=0.1, above=0.4),
    )
)


def home(tariff: object = None, *, price: float = 0.2) -> Home:
    chosen = tariff or flat_tariff(price, currency="USD")
    return Home(country="US", tariff=chosen, audit=EVERYTHING_ON)  # type: ignore[arg-type]


def numbers(result: Audit) -> list[tuple[object, ...]]:
    return [(m.measure, m.channel, m.saving_kwh, m.saving_money, m.recommended) for m in result.measures]


def never_above_the_meter(result: Audit) -> None:
    for measure in result.measures:
        low, mid, high = measure.saving_kwh
        assert 0 <= low <= mid <= high <= measure.kwh_per_year_now * (1 + 1e-9)
    low, mid, high = result.combined_saving_kwh
    single = sum(m.saving_kwh[1] for m in result.recommended)
    assert 0 <= low <= mid <= high <= result.metered_kwh_per_year * (1 + 1e-9)
    assert mid <= single * (1 + 1e-9)


@given(homes, tariffs)
@settings(max_examples=12, deadline=None)
def test_no_saving_is_above_the_load_nor_their_sum_above_the_home(readings: Readings, tariff: object):
    never_above_the_meter(audit(readings, home(tariff)))


@pytest.mark.prove
@pytest.mark.timeout(900)
@given(homes, tariffs)
@settings(max_examples=300, deadline=None)
def test_no_saving_is_above_the_load_nor_their_sum_above_the_home_in_hundreds_of_homes(
    readings: Readings, tariff: object
):
    never_above_the_meter(audit(readings, home(tariff)))


@given(homes, st.floats(0.1, 0.9))
@settings(max_examples=8, deadline=None)
def test_a_smaller_load_never_saves_more_and_shares_follow_it(readings: Readings, factor: float):
    whole, part = audit(readings, home()), audit(scaled(readings, factor), home())

    smaller = {(m.measure, m.channel): m for m in part.measures}
    for measure in whole.measures:
        other = smaller.get((measure.measure, measure.channel))
        if other is None or measure.measure == "smart_thermostat":
            continue
        assert other.saving_kwh[1] <= measure.saving_kwh[1] * (1 + 1e-9)
        if measure.measure not in ("refrigerator", "freezer", "circulation_pump", "standby"):
            assert other.saving_kwh[1] == pytest.approx(measure.saving_kwh[1] * factor)


@given(homes)
@settings(max_examples=8, deadline=None)
def test_a_dearer_price_pays_back_sooner(readings: Readings):
    cheap, dear = audit(readings, home(price=0.2)), audit(readings, home(price=0.3))

    at_the_dear_one = {(m.measure, m.channel): m.payback_years for m in dear.measures}
    for measure in cheap.measures:
        if measure.payback_years is None or measure.payback_years == (0, 0):
            continue
        low, high = at_the_dear_one[measure.measure, measure.channel] or (0.0, 0.0)
        assert low == pytest.approx(measure.payback_years[0] / 1.5)
        assert high == pytest.approx(measure.payback_years[1] / 1.5)


@given(homes)
@settings(max_examples=8, deadline=None)
def test_a_channel_without_energy_changes_nothing(readings: Readings):
    hours = len(readings.channels[0].intervals)
    none = channel("microwave", [float("nan")] * hours)

    with_it = audit(replace(readings, channels=(*readings.channels, none)), home())

    assert numbers(with_it) == numbers(audit(readings, home()))


def test_two_measures_on_one_load_leave_a_share_of_a_share():
    # of 1,000 kWh: a better air conditioner leaves 70%, a thermostat 90% of that: 370 saved, not 400
    parts = [Part("AC", 1000, (300, 300, 300)), Part("AC", 1000, (100, 100, 100))]

    assert combined_kwh(parts, 5000) == pytest.approx((370, 370, 370))


def test_what_is_always_on_is_saved_from_what_the_appliances_leave():
    # a refrigerator saves 500 of 5,000 kWh; switching off 10% of the home acts on the other 4,500
    parts = [Part("fridge", 1000, (500, 500, 500)), Part(None, 2000, (500, 500, 500))]

    assert combined_kwh(parts, 5000) == pytest.approx((950, 950, 950))


def scaled(readings: Readings, factor: float) -> Readings:
    return replace(
        readings,
        channels=tuple(
            replace(c, intervals=c.intervals.assign(kwh=c.intervals["kwh"] * factor))
            for c in readings.channels
        ),
    )
