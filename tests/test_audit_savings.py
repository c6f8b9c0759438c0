from __future__ import annotations

import pytest

from energy_core.audit import Audit, Measure, as_json, audit
from energy_core.audit.worth import Priced, as_it_is_now, in_cheapest_hours
from energy_core.bills.metered import metered
from energy_core.errors import MissingFactError, NotEnoughDataError
from energy_core.home import Home
from energy_core.tariffs import flat_tariff
from tests.audit_homes import evening_tariff, tiered_tariff, us_home, year_of
from tests.build import channel, days, mains, readings


def the(result: Audit, name: str) -> Measure:
    return next(measure for measure in result.measures if measure.measure == name)


def test_a_refrigerator_saves_what_it_uses_above_a_new_one_less_rebound():
    result = the(audit(year_of({"fridge": 1000}), us_home(0.20), kg_per_kwh=0.4), "refrigerator")

    # new ones: 507, 413, 344 kWh; realised: 85, 90, 95%
    assert result.kwh_per_year_now == pytest.approx(1000)
    assert result.saving_kwh == pytest.approx((493 * 0.85, 587 * 0.90, 656 * 0.95))
    assert result.saving_money == pytest.approx((83.81, 105.66, 124.64))
    assert result.cost == (500, 2000)
    assert result.payback_years == pytest.approx((500 / 124.64, 2000 / 83.81))
    assert result.roi_percent == pytest.approx((105.66 * 13 - 1250) / 1250 * 100)
    # 13 payments of 105.66 at 3.5%: the annuity factor is 10.30274
    assert result.npv == pytest.approx(105.66 * 10.30274 - 1250, abs=0.01)
    assert result.co2_kg_per_year == pytest.approx(528.3 * 0.4)
    assert not result.recommended
    assert result.reason.startswith("It pays back in 4 to 24 years; it lasts 13 years.")


def test_payback_follows_the_price_and_each_change_is_shown():
    result = the(audit(year_of({"fridge": 1000}), us_home(0.20)), "refrigerator")

    paybacks = {at.factor: at.payback_years for at in result.sensitivity}
    assert paybacks[1.0] == result.payback_years
    assert paybacks[1.3] == pytest.approx((500 / 124.64 / 1.3, 2000 / 83.81 / 1.3))
    assert paybacks[0.7] == pytest.approx((500 / 124.64 / 0.7, 2000 / 83.81 / 0.7))


def test_a_month_stands_for_a_year_and_lowers_the_confidence():
    result = the(audit(year_of({"fridge": 1000}, hours=30 * 24), us_home()), "refrigerator")

    assert result.kwh_per_year_now == pytest.approx(1000)
    assert result.confidence == "low"
    assert result.confidence_reason == "30 days stand for a year."


def test_a_summer_of_cooling_is_not_blown_up_to_a_year():
    summer = readings(channel("air conditioner", [1.0] * (60 * 24), start="2024-06-01"))

    result = the(audit(summer, us_home()), "air_conditioner")

    assert result.kwh_per_year_now == pytest.approx(60 * 24)
    assert result.confidence == "low"


def test_only_the_last_year_counts():
    first, second = [0.2] * 8766, [0.1] * 8766

    result = the(
        audit(readings(channel("fridge", first + second, start="2022-01-01")), us_home()), "refrigerator"
    )

    assert result.kwh_per_year_now == pytest.approx(876.6)


def test_two_weeks_are_needed():
    with pytest.raises(
        NotEnoughDataError, match=r"An audit needs 14 days of readings; these readings have 3\."
    ):
        audit(days([0.1] * 24, 3), us_home())


def test_without_consumption_there_is_nothing_to_audit():
    with pytest.raises(MissingFactError, match="An audit needs a channel of consumption"):
        audit(readings(channel("sun", [1.0] * 800, role="generation")), us_home())


def test_energy_is_saved_at_the_price_of_the_hours_in_which_the_load_runs():
    dryer = [2.5 if hour in (17, 18) else 0.0 for hour in range(24)] * 365
    home = Home(country="US", currency="USD", tariff=evening_tariff(peak=0.30, night=0.10, vat=5))

    result = the(audit(readings(channel("dryer", dryer)), home), "dryer")

    # all of it at 0.30 and 5% VAT
    assert result.saving_money is not None
    assert result.saving_money[1] == pytest.approx(result.saving_kwh[1] * 0.315)


def test_under_tiers_the_dearest_energy_is_saved_first():
    home = days([10 / 24] * 24, 31)
    tariff = tiered_tariff(limit=300, below=0.10, above=0.50)
    priced = Priced(metered(home), as_it_is_now(tariff))

    # January: 310 kWh, 10 of them at 0.50; saving a tenth takes those and 21 at 0.10
    worth = priced.per_kwh(priced.home.used * 0.1)

    assert worth == pytest.approx((10 * 0.50 + 21 * 0.10) / 31)


def test_what_is_saved_while_the_home_exports_is_worth_the_export_price():
    tariff = flat_tariff(0.40, currency="USD")
    tariff = as_it_is_now(tariff)
    bought = channel("mains", ([0.0] * 12 + [1.0] * 12) * 20, role="mains")
    sold = channel("export", ([1.0] * 12 + [0.0] * 12) * 20, role="export")
    pump = channel("pool pump", [0.5] * 480)
    priced = Priced(metered(readings(bought, sold, pump)), tariff)

    # half of the pump's energy is bought at 0.40, half would be sold for nothing
    assert priced.per_kwh(priced.home.kwh["pool pump"]) == pytest.approx(0.20)


def test_a_price_in_another_currency_is_not_converted():
    home = Home(country="AU", tariff=flat_tariff(0.35, currency="AUD"))

    result = the(audit(year_of({"fridge": 1000}), home), "refrigerator")

    assert (result.cost, result.payback_years, result.npv) == (None, None, None)
    assert "knows its price in GBP and USD only" in result.reason
    assert result.saving_money is not None


def test_your_own_cost_and_numbers_go_first():
    said = {"refrigerator.cost": 400.0, "refrigerator.new_kwh_per_year": 200.0}
    home = Home(country="AU", tariff=flat_tariff(0.35, currency="AUD"), audit=said)

    result = the(audit(year_of({"fridge": 1000}), home), "refrigerator")

    assert result.saving_kwh == pytest.approx((800 * 0.85, 800 * 0.90, 800 * 0.95))
    assert result.cost == (400, 400)
    assert result.recommended
    assert {a.name: a.source for a in result.assumptions}["cost"] == "your own figure"


def test_an_incentive_lowers_the_cost():
    result = the(audit(year_of({"fridge": 1000}), us_home(incentives={"refrigerator": 600})), "refrigerator")

    assert result.cost == (0, 1400)


def test_a_number_found_in_one_place_only_keeps_its_measure_off_until_switched_on():
    home = year_of({"fridge": 1000}, mains=5000)

    off = the(audit(home, us_home()), "standby")
    on = the(audit(home, us_home(audit={"standby.on": 1})), "standby")

    assert (off.recommended, off.verified) == (False, False)
    assert off.reason.startswith("Off: no second source was found for")
    assert on.recommended


def test_a_dryer_that_never_draws_much_is_taken_for_an_efficient_one():
    gentle = [0.8 if hour in (17, 18) else 0.0 for hour in range(24)] * 60

    home = Home(country="GB", tariff=flat_tariff(0.25, currency="GBP"))
    result = the(audit(readings(channel("dryer", gentle)), home), "dryer")

    assert not result.recommended
    assert result.reason == "It never draws more than 0.8 kW: it seems to be an efficient one already."


def test_where_it_is_due_anyway_only_the_extra_cost_counts():
    heater = [2.0 if hour in (6, 7, 19) else 0.0 for hour in range(24)] * 365

    result = the(audit(readings(channel("water heater", heater)), us_home(0.15)), "water_heater")

    assert result.saving_money is not None and result.when_due is not None
    assert result.when_due.cost == (800, 1503)
    assert result.when_due.payback_years == pytest.approx(
        (800 / result.saving_money[2], 1503 / result.saving_money[0])
    )
    assert result.when_due.pays_back


def test_without_a_price_energy_is_given_and_money_is_asked_for():
    result = audit(year_of({"washing machine": 300, "dryer": 900}), Home(country="US"))

    assert the(result, "dryer").saving_money is None
    assert the(result, "wash_at_30").recommended
    assert result.notes[0].startswith("Say what you pay per kWh")


def test_each_measure_is_worked_out_under_every_tariff_of_the_home():
    home = us_home(0.20, other_tariffs=(flat_tariff(0.40, currency="USD", name="dear"),))

    result = audit(year_of({"fridge": 1000}), home)

    rows = {row.tariff: row for row in result.by_tariff if row.measure == "refrigerator"}
    assert rows["one price"].saving_money == pytest.approx(105.66)
    assert rows["dear"].saving_money == pytest.approx(211.32)
    assert rows["dear"].payback_years == pytest.approx((500 / 249.28, 2000 / 167.62))


def test_the_tariff_that_would_have_cost_least_is_a_measure():
    cheap = flat_tariff(0.10, currency="USD", name="cheap")
    dear = flat_tariff(0.40, currency="USD", name="dear")

    result = audit(days([10 / 24] * 24, 365), us_home(0.20, other_tariffs=(cheap, dear)))

    switch = the(result, "tariff_switch")
    assert (switch.tariff, switch.recommended) == ("cheap", True)
    assert switch.saving_money is not None
    assert switch.saving_money[1] == pytest.approx(3652.5 * 0.10)
    assert switch.saving_kwh == (0, 0, 0)


def test_a_car_charged_in_the_evening_saves_by_night_on_the_bill_before_and_after():
    charging = [10.0 if hour == 18 else 0.0 for hour in range(24)] * 365
    home = Home(
        country="US", tariff=evening_tariff(peak=0.30, night=0.10), audit={"ev_off_peak.moved_share": 0.8}
    )

    result = the(audit(readings(channel("EV charger", charging)), home), "ev_off_peak")

    # 8 of 10 kWh a day cost 0.20 less
    assert result.saving_money is not None
    assert result.saving_money[1] == pytest.approx(8 * 0.20 * 365.25)
    assert result.saving_kwh == (0, 0, 0)
    assert result.recommended


def test_moved_energy_keeps_its_amount_and_its_highest_power():
    home = readings(channel("EV charger", [10.0 if hour == 18 else 0.0 for hour in range(24)] * 3))
    priced = Priced(metered(home), as_it_is_now(evening_tariff()))

    moved = in_cheapest_hours(priced.home.kwh["EV charger"], priced)

    assert moved.sum() == pytest.approx(30)
    assert moved.max() == pytest.approx(2.5)
    assert moved[:4].sum() == pytest.approx(10)


def test_a_home_with_a_main_meter_only_gets_advice_from_what_is_always_on():
    # 0.2 kW always, 1 kW more from 18:00 to 20:00
    home = days([1.2 if hour in (18, 19) else 0.2 for hour in range(24)], 365)

    result = audit(home, us_home(0.20))

    assert result.profile.always_on_kw == pytest.approx(0.2)
    assert result.profile.peak_share == pytest.approx((1.2 + 1.2 + 0.2) / 6.8)
    # 0.2 kW less the 0.038 of a refrigerator over 8,766 hours; 6.6% of it
    assert the(result, "standby").saving_kwh[1] == pytest.approx(0.162 * 8766 * 0.066)
    assert the(result, "energy_feedback").saving_kwh[1] == pytest.approx(6.8 * 365.25 * 0.02)


def test_what_follows_the_season_is_named_where_only_its_metered_days_count():
    summer = readings(
        channel("air conditioner", [0.5] * (60 * 24), start="2024-06-01", role="appliance"),
        channel("lighting", [0.1] * (60 * 24), start="2024-06-01", role="appliance"),
    )

    result = audit(summer, us_home(0.20))

    # 720 kWh metered, and 0.1 kW over 8,766 hours
    assert result.metered_kwh_per_year == pytest.approx(720 + 876.6)
    assert result.as_metered == ("air conditioner",)
    assert any(
        note
        == "Counted only as far as it was metered, because it follows the season: air conditioner. The year "
        "will be more than that. A year takes 330 days of readings, or 30 of each season; there are 60 days, "
        "with too few of winter, spring and autumn."
        for note in result.notes
    )


def test_the_patterns_of_a_home_are_said_in_sentences():
    home = days([1.2 if hour in (18, 19) else 0.2 for hour in range(24)], 365)

    said = audit(home, us_home(0.20)).observations

    assert said == (
        "In the 365 days to 30 Dec 2024 200 W were always on: 71% of what you used, 1,753 kWh a year. "
        "Refrigerators, ventilation and a heat pump that never rests count in it.",
        "17:00 to 20:00 takes 38% of your energy in an eighth of the day: under a tariff that is dear in the "
        "evening, running things at other hours pays.",
    )


def test_the_peak_of_a_home_is_worth_moving_where_its_hours_are_dear():
    home = days([1.2 if hour in (18, 19) else 0.2 for hour in range(24)], 365)
    tariff = evening_tariff(peak=0.30, night=0.10)

    result = the(
        audit(home, Home(country="GB", tariff=tariff, audit={"move_peak.moved_share": 0.1})), "move_peak"
    )

    # a tenth of 2.6 kWh a day from 0.30 to 0.10
    assert result.saving_money is not None
    assert result.saving_money[1] == pytest.approx(0.26 * 0.20 * 365.25)


def test_what_summer_adds_is_taken_for_cooling_in_a_home_with_a_main_meter_only():
    # 10 kWh a day, 25 in July and August
    by_day = [25 / 24 if 182 <= day < 244 else 10 / 24 for day in range(366)]
    home = mains([kwh for kwh in by_day for _ in range(24)])

    result = audit(home, us_home(0.20))

    thermostat = the(result, "smart_thermostat")
    # two months of 30.4375 days, 15 kWh a day more
    assert thermostat.kwh_per_year_now == pytest.approx(2 * 15 * 365.25 / 12, rel=0.01)
    assert thermostat.channel is None
    assert thermostat.confidence == "low"


def test_an_appliance_behind_a_typed_circuit_is_judged_alone():
    from dataclasses import replace

    both = channel("fridge circuit", [0.2] * 8766)
    inner = replace(channel("fridge", [0.1] * 8766), parent="fridge circuit")

    result = audit(readings(both, inner), us_home())

    assert [m.channel for m in result.measures if m.measure == "refrigerator"] == ["fridge"]


def test_the_json_is_what_the_contract_says():
    result = as_json(audit(year_of({"fridge": 1000, "dryer": 500}, mains=4000), us_home(), kg_per_kwh=0.4))

    assert {"measures", "combined_saving_kwh", "metered_kwh_per_year"} <= set(result)
    for measure in result["measures"]:
        assert {
            "measure", "channel", "kwh_per_year_now", "saving_kwh", "saving_money", "cost", "payback_years",
            "roi_percent", "npv", "co2_kg_per_year", "confidence", "recommended", "assumptions",
        } <= set(measure)  # fmt: skip
        assert len(measure["saving_kwh"]) == 3
        for assumption in measure["assumptions"]:
            assert {"name", "value", "unit", "source", "date", "region", "verified"} <= set(assumption)


def test_an_override_that_no_measure_has_is_said():
    result = audit(year_of({"fridge": 1000}), us_home(audit={"fridge.cost": 3}))

    assert "The home overrules 'fridge.cost', which no measure has." in result.notes


def test_monthly_bills_get_what_they_allow():
    bills = mains([300.0] * 12, minutes=30.4375 * 1440)

    result = audit(bills, us_home())

    assert [m.measure for m in result.measures if m.recommended] == ["energy_feedback"]
    assert [one.what for one in result.not_possible] == ["what is always on", "heating and cooling by season"]


def test_every_appliance_of_a_large_home_gets_its_measures():
    names = (
        "fridge",
        "freezer",
        "dryer",
        "washer",
        "dishwasher",
        "water heater",
        "lights",
        "EV",
        "AC",
        "pool pump",
    )
    home = year_of(dict.fromkeys(names, 400.0), mains=6000)
    tariffs = us_home(0.2, other_tariffs=(evening_tariff(), tiered_tariff(limit=300, below=0.1, above=0.2)))

    audited = audit(home, tariffs)

    assert len(audited.measures) > len(names)


def test_a_winter_does_not_stand_for_a_year_and_the_missing_seasons_are_named():
    # 39 days from 1 January at 4 kW: 3,744 kWh
    winter = days([4.0] * 24, 39)

    result = audit(winter, us_home(0.20))

    assert result.metered_kwh_per_year == pytest.approx(3744)
    assert result.as_metered == ("mains",)
    assert the(result, "energy_feedback").saving_kwh[1] == pytest.approx(3744 * 0.02)
    assert any("there are 39 days, with too few of spring, summer and autumn." in n for n in result.notes)


def test_a_month_of_each_season_stands_for_a_year_season_by_season():
    # 300 days from January to October: winter 60 days of 2 kW, all others 1 kW
    home = mains([kwh for day in range(300) for kwh in [2.0 if day < 60 else 1.0] * 24])

    result = audit(home, us_home(0.20))

    # 90.25 days of 48 kWh, 92 + 92 + 91 days of 24 kWh
    assert result.metered_kwh_per_year == pytest.approx(90.25 * 48 + 275 * 24)
    assert result.is_a_year


def test_behind_a_main_meter_of_a_month_the_refrigerator_still_has_its_year():
    # 30 days: 100 kWh of refrigerator, 900 kWh of the home; the other 800 count as metered
    both = year_of({"fridge": 100 / 720 * 8766}, mains=900 / 720 * 8766, hours=720)

    result = audit(both, us_home(0.20))

    assert result.metered_kwh_per_year == pytest.approx(800 + 100 / 720 * 8766)
    assert result.metered_kwh == pytest.approx(900)


def test_what_may_be_a_heat_pump_is_not_taken_for_standby():
    # half a kilowatt at all times, one more in the first 60 days
    home = mains([kwh for day in range(366) for kwh in [1.5 if day < 60 else 0.5] * 24])

    standby = the(audit(home, us_home(0.20)), "standby")

    # no more than the 218 W of a mean home, though 462 are left without a refrigerator
    assert standby.kwh_per_year_now == pytest.approx(0.218 * 8766)
    assert standby.confidence == "low"
    assert "218 W are counted" in standby.confidence_reason


def test_a_metered_freezer_and_heat_pump_are_no_standby():
    home = year_of({"freezer": 0.05 * 8766, "heat pump": 0.10 * 8766}, mains=0.30 * 8766)

    standby = the(audit(home, us_home(0.20)), "standby")

    assert standby.kwh_per_year_now == pytest.approx(0.15 * 8766)
