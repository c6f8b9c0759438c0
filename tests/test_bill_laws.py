"""Laws of bills, and every line against a second bill written from the description of the file alone."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from energy_core.bills import bill
from energy_core.bills.bill import EXPORT, MINIMUM, STANDING, VAT, Bill
from energy_core.bills.explain import energy_lines
from energy_core.bills.pricing import pricing
from energy_core.errors import MissingFactError
from tests.bill_cases import Case, cases
from tests.bill_reference import Line, Reference, reference_bill

SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much)
few = settings(max_examples=25, deadline=None, suppress_health_check=SLOW, derandomize=True)
laws = settings(max_examples=8, deadline=None, suppress_health_check=SLOW, derandomize=True)
many = settings(max_examples=2000, deadline=None, suppress_health_check=SLOW)


_PARTS_OF_QUARTERS = 1.5
"""Six gaps of 5 or 10 minutes: a quarter hour is read or it is not. [hours]"""


def ours(case: Case) -> Bill:
    try:
        return bill(case.readings, case.tariff, start=case.days[0], end=case.days[1])
    except MissingFactError:
        assume(False)
        raise


def the_other(case: Case) -> Reference:
    return reference_bill(case.fields, case.used, case.exported, zone=case.zone, days=case.days)


def lines_of(made: Bill) -> dict[Line, tuple[Decimal, Fraction]]:
    """Amount and quantity by line, without the lines of nothing."""
    found = {}
    for line in made.lines:
        price = None if line.price is None else Fraction(line.price)
        name, limits = line.name, ""
        for word in ("up to", "above"):
            if f" {word} " in name:
                name, _, rest = name.partition(f" {word} ")
                limits = f"{word} {rest.removesuffix(' kWh')}"
        if line.name in (MINIMUM, VAT):
            key = Line(line.name, None)
            found[key] = (line.amount + found.get(key, (Decimal(0),))[0], Fraction(1))
            continue
        key = Line(name, -price if line.name == EXPORT and price else price, limits)
        found[key] = (line.amount, Fraction(line.quantity))
    return {key: value for key, value in found.items() if value[0] or value[1]}


def differences(case: Case) -> list[str]:
    """What the two bills do not say alike; empty = nothing."""
    made, other = ours(case), the_other(case)
    found, wanted = lines_of(made), {k: v for k, v in other.amounts.items() if v or other.kwh[k]}
    said = []
    for key in {*found, *wanted}:
        one, two = found.get(key, (Decimal(0), Fraction(0))), wanted.get(key, Decimal(0))
        if one[0] != two:
            said.append(f"{key}: {one[0]}, not {two}")
        if key.name not in (MINIMUM, VAT) and abs(one[1] - other.kwh.get(key, Fraction(0))) > Fraction(
            1, 10**6
        ):
            said.append(f"{key}: {float(one[1])} in quantity, not {float(other.kwh.get(key, 0))}")
    if made.total != other.total:
        said.append(f"total {made.total}, not {other.total}")
    totals = [one.total for one in made.periods]
    if totals != list(other.by_period.values()):
        said.append(f"periods {totals}, not {list(other.by_period.values())}")
    if abs(made.hours_missing - float(other.hours_missing)) > _PARTS_OF_QUARTERS:
        said.append(f"{made.hours_missing} hours missing, not {other.hours_missing}")
    return said


@few
@given(cases())
def test_every_line_is_to_the_cent_what_the_description_of_the_file_says(case):
    assert differences(case) == []


@pytest.mark.prove
@pytest.mark.timeout(3600)
@many
@given(cases())
def test_every_line_is_to_the_cent_in_two_thousand_cases(case):
    assert differences(case) == []


@laws
@given(cases())
def test_a_bill_is_the_sum_of_its_billing_periods(case):
    whole = ours(case)

    parts = Decimal(0)
    for one in whole.periods:
        try:
            parts += bill(case.readings, case.tariff, start=one.period.start, end=one.period.end).total
        except MissingFactError:
            parts += one.total

    assert whole.total == parts


@laws
@given(cases())
def test_the_channels_add_up_to_the_energy_lines(case):
    whole = ours(case)

    energy = sum((line.amount for line in energy_lines(whole)), Decimal(0))
    lines = sum(len(energy_lines(one)) for one in whole.periods)  # type: ignore[arg-type]

    assert abs(sum(part.amount for part in whole.per_channel) - energy) <= Decimal("0.005") * (lines + 1)


@laws
@given(cases())
def test_costs_by_quarter_hour_add_up_to_the_energy_lines_and_their_vat(case):
    assume(any(one.kwh for one in case.used))
    made = bill(case.readings, case.tariff)
    prices = pricing(case.readings, case.tariff)
    starts = prices.home.quarters.starts.to_series().reset_index(drop=True)

    cost = prices.cost(prices.home.used, starts, starts + pd.Timedelta(minutes=15))

    energy = float(sum((line.amount for line in energy_lines(made)), Decimal(0)))
    vat = 1 + float(case.fields.get("vat_percent", 0)) / 100
    lines = sum(len(energy_lines(one)) for one in made.periods)  # type: ignore[arg-type]
    assert pd.Series(cost).sum() == pytest.approx(energy * vat, abs=0.005 * (lines + 1) * vat)


@laws
@given(cases(), st.sampled_from([2, 3, 10]))
def test_without_tiers_three_times_the_energy_costs_three_times_as_much(case, times):
    flat = case.fields | {
        "versions": [
            version | {"rates": [_untiered(rate) for rate in version["rates"]]}
            for version in case.fields["versions"]
        ]
    }
    case = case._replace(fields=flat)
    once = ours(case)
    more = ours(case._replace(used=tuple(o._replace(kwh=o.kwh and o.kwh * times) for o in case.used)))

    one, two = (sum((line.amount for line in energy_lines(made)), Decimal(0)) for made in (once, more))
    lines = sum(len(energy_lines(part)) for part in once.periods)  # type: ignore[arg-type]
    assert abs(one * times - two) <= Decimal("0.005") * (lines + 1) * (times + 1)
    assert _fixed(once) == _fixed(more)


def test_the_order_of_rates_that_do_not_overlap_changes_nothing():
    from tests.build import days

    parts = [
        {"name": "night", "per_kwh": 0.11, "hours": ["22:00-06:00"]},
        {"name": "weekday", "per_kwh": 0.37, "hours": ["06:00-22:00"], "days": ["mon-fri"]},
        {"name": "weekend", "per_kwh": 0.23, "hours": ["06:00-22:00"], "days": ["sat-sun"]},
    ]

    made = [bill(days([0.37, 0.51, 0.13], 40), _plan(rates)) for rates in (parts, parts[::-1])]

    assert made[0].total == made[1].total
    assert set(made[0].lines) == set(made[1].lines)


@pytest.mark.parametrize(
    ("region", "found"),
    [
        (None, ["01-01", "03-29", "04-01", "05-06", "05-27", "08-26", "12-25", "12-26"]),
        ("ENG", ["01-01", "03-29", "04-01", "05-06", "05-27", "08-26", "12-25", "12-26"]),
        ("SCT", ["01-01", "01-02", "03-29", "05-06", "05-27", "08-05", "11-30", "12-02", "12-25", "12-26"]),
    ],
)
def test_the_holidays_of_2024_are_those_of_the_calendar_on_the_wall(region, found):
    """England's, also where no region is said. Scotland has no Easter Monday, but 2 January, its own day in
    August, and St Andrew's Day, a Saturday in 2024, with the Monday after."""
    from tests.build import days

    rates = [{"name": "holiday", "per_kwh": 1, "days": ["hol"]}, {"name": "rest", "per_kwh": 0}]
    made = bill(days([1.0] * 24, 366), _plan(rates, country="GB", region=region))

    assert made.total == 24 * len(found)
    for day in found:
        first = date.fromisoformat(f"2024-{day}")
        one = bill(
            days([1.0] * 24, 366),
            _plan(rates, country="GB", region=region),
            start=first,
            end=first + timedelta(days=1),
        )
        assert one.total == 24


def test_a_change_of_the_standing_charge_alone_does_not_round_the_energy_twice():
    """One kWh at 0.004 before and one after the change: 0.008 = 0.01 on one line, not twice 0.00."""
    from tests.build import mains

    rates = [{"name": "all", "per_kwh": 0.004}]
    versions = [
        {"start": date(2020, 1, 1), "rates": rates},
        {"start": date(2024, 1, 2), "rates": rates, "standing_charge_per_day": 1},
    ]

    made = bill(mains([1.0, *[0.0] * 23] * 2), _plan(rates, versions=versions))

    assert [line.amount for line in energy_lines(made)] == [Decimal("0.01")]


def test_an_evening_of_prices_that_change_from_tiers_to_one_price_adds_up():
    """12 days of 10 kWh: 6 days under tiers (50 at 0.10, 10 at 0.20), then 60 at 1.00: 5 + 2 + 60 = 67."""
    from tests.build import days

    tiers = [{"up_to_kwh_per_month": 50, "per_kwh": 0.10}, {"per_kwh": 0.20}]
    versions = [
        {"start": date(2020, 1, 1), "rates": [{"name": "all", "tiers": tiers}]},
        {"start": date(2024, 1, 7), "rates": [{"name": "all", "per_kwh": 1.0}]},
    ]
    home, plan = days([10 / 24] * 24, 12), _plan([], versions=versions)

    made, prices = bill(home, plan), pricing(home, plan)

    assert made.total == Decimal("67.00")
    assert [part.amount for part in made.per_channel] == [Decimal("67.00")]
    assert (prices.home.used * prices.per_kwh).sum() == pytest.approx(67)


def _plan(rates, **fields):
    from energy_core.tariffs.file import tariff_from_fields

    versions = [{"start": date(2020, 1, 1), "rates": rates}]
    return tariff_from_fields({"name": "x", "currency": "EUR", "versions": versions, **fields})


def _untiered(rate):
    price = rate.get("per_kwh", rate.get("tiers", [{}])[0].get("per_kwh"))
    return {key: value for key, value in rate.items() if key != "tiers"} | {"per_kwh": price}


def _fixed(made):
    return [line.amount for line in made.lines if line.name == STANDING]
