"""The auditor's measures among the findings: one list, what is worth most first, nothing promised twice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from energy_core.audit import Audit, audit
from energy_core.home import Home
from energy_core.insights import Finding, findings
from energy_core.load_profile import load_profile
from energy_core.readings import Readings
from energy_core.usage import usage
from tests.audit_homes import us_home, year_of

HOME = {"Water heater": 4383.0, "Lighting": 876.6, "Air conditioner": 8766.0}
"""A kilowatt of cooling, half of hot water and 100 W of lamps, day and night."""


def ranked(home_readings: Readings, home: Home, made: Audit | None) -> tuple[Finding, ...]:
    return findings(
        home_readings,
        home,
        usage=usage(home_readings, by="day"),
        profile=load_profile(home_readings),
        anomalies=None,
        forecasts={},
        comparison=None,
        change=None,
        trend=None,
        audit=made,
    )


def test_every_recommended_measure_is_a_finding_worth_what_the_auditor_says():
    home_readings, home = year_of(HOME), us_home()
    made = audit(home_readings, home)

    listed = {f.title: f for f in ranked(home_readings, home, made) if f.kind == "measure"}

    assert len(listed) == len(made.recommended) > 2
    for measure in made.recommended:
        title = measure.title if measure.channel is None else f"{measure.title}: {measure.channel}"
        assert measure.saving_money is not None
        worth = listed[title].saving_money_per_year
        assert worth == pytest.approx((measure.saving_money[0], measure.saving_money[2]))
        assert listed[title].page == "auditor"


def test_measures_stand_among_the_findings_by_what_they_are_worth():
    """At 20 cents for every kWh, a finding's rank in kWh is its money."""
    home_readings, home = year_of(HOME), us_home(0.20)
    made = audit(home_readings, home)

    order = ranked(home_readings, home, made)

    scores = [f.rank_score for f in order]
    assert scores == sorted(scores, reverse=True)
    best = max(made.recommended, key=lambda measure: measure.saving_money[1] if measure.saving_money else 0)
    first = next(f for f in order if f.kind == "measure")
    assert first.title.startswith(best.title)
    assert best.saving_money is not None
    assert first.rank_score == pytest.approx(best.saving_money[1] / 0.20)


def test_a_thermostat_that_the_auditor_counts_is_not_promised_again_by_the_biggest_appliance():
    home_readings, home = year_of(HOME), us_home(1.00)
    made = audit(home_readings, home)
    assert any(m.measure == "smart_thermostat" and m.recommended for m in made.measures)

    alone = next(f for f in ranked(home_readings, home, None) if f.kind == "biggest_appliance")
    beside = next(f for f in ranked(home_readings, home, made) if f.kind == "biggest_appliance")

    assert alone.saving_kwh_per_year is not None
    assert beside.saving_kwh_per_year is None
    assert beside.advice == "A degree less heating, or a degree more when cooling, costs nothing."
    assert beside.rank_score < alone.rank_score


def test_a_thermostat_that_never_pays_back_is_not_advised_by_another_finding():
    home_readings, home = year_of(HOME), us_home(0.01)
    made = audit(home_readings, home)
    assert any(m.measure == "smart_thermostat" and not m.recommended for m in made.measures)

    beside = next(f for f in ranked(home_readings, home, made) if f.kind == "biggest_appliance")

    assert "thermostat" not in (beside.advice or "")


def test_what_is_always_on_is_promised_once_where_the_auditor_may_count_it():
    home_readings = year_of({}, mains=4383.0)
    home = us_home(audit={"standby.on": 1})
    made = audit(home_readings, home)
    assert any(m.measure == "standby" and m.recommended for m in made.measures)

    order = ranked(home_readings, home, made)

    claims = [f.kind for f in order if f.saving_kwh_per_year and f.kind != "measure"]
    assert "always_on" not in claims
    assert any(f.kind == "measure" and f.title == "Switch off what is always on" for f in order)


def test_without_a_price_a_measure_ranks_by_its_energy_and_names_no_money():
    home_readings, home = year_of(HOME), us_home(None)
    made = audit(home_readings, home)

    listed = [f for f in ranked(home_readings, home, made) if f.kind == "measure"]

    assert listed
    assert all(f.saving_money_per_year is None and "$" not in f.text for f in listed)


def test_a_change_of_tariff_has_money_and_no_energy():
    home_readings = year_of({}, mains=4383.0)
    cheaper = replace(us_home(0.10).tariff, name="Cheap {x}")
    home = us_home(0.20, other_tariffs=(cheaper,))
    made = audit(home_readings, home)

    switch = next(f for f in ranked(home_readings, home, made) if "Cheap" in f.title)

    assert switch.title == "Change the tariff to Cheap {x}"
    assert switch.saving_kwh_per_year is None
    assert switch.saving_money_per_year == pytest.approx((438.3, 438.3), rel=0.02)
