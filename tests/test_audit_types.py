from __future__ import annotations

import pytest

from energy_core.audit import audit
from energy_core.audit.appliance_type import appliance_type
from energy_core.errors import UnknownNameError
from tests.audit_homes import us_home, year_of

NAMES = {
    "refrigerator": [
        "Fridge", "fridge-freezer", "Bosch SMV fridge-freezer 2", "Kühlschrank", "Kuehlschrank",
        "kuhlschrank", "Kellerkühlschrank", "réfrigérateur", "Frigo cuisine", "nevera", "frigorífico",
        "frigorifero", "koelkast", "køleskab", "kylskåp", "kjøleskap", "lodówka", "geladeira",
        "Refridgerator", "frigde", "Kühlschrankk",
    ],
    "freezer": [
        "Freezer garage", "Gefriertruhe", "congélateur", "congelador", "vriezer", "fryser", "zamrażarka",
    ],
    "washing machine": [
        "Washer", "washing machne", "Waschmaschine Keller", "lave-linge", "lavadora", "lavatrice",
        "wasmachine", "vaskemaskine", "tvättmaskin", "pralka", "Máquina de lavar", "Waschmachine",
    ],
    "dryer": [
        "Tumble dryer", "Trockner", "sèche-linge", "secadora", "asciugatrice", "droger", "suszarka",
        "Trokner",
    ],
    "dishwasher": [
        "Dishwasher", "dishwaher", "Geschirrspüler", "LaveVaisselle", "lavavajillas", "lavastoviglie",
        "vaatwasser", "opvaskemaskine", "diskmaskin", "oppvaskmaskin", "zmywarka", "Máquina de lavar louça",
    ],
    "lighting": [
        "Kitchen lights", "Beleuchtung", "éclairage", "luces", "verlichting", "belysning", "oświetlenie",
    ],
    "air conditioner": [
        "Living room AC", "ac_power", "Klimaanlage", "climatisation", "aire acondicionado", "airco",
    ],
    "water heater": [
        "Hot Water Heater", "Durchlauferhitzer", "chauffe-eau", "scaldabagno", "varmtvannsbereder",
    ],
    "heat pump": [
        "Heat pump", "Wärmepumpe", "pompe à chaleur", "warmtepomp", "varmepumpe", "pompa ciepła",
    ],
    "heat pump dryer": [
        "Heat pump dryer", "Wärmepumpentrockner",
    ],
    "electric car": [
        "EV charger", "Wallbox Garage", "Tesla Model Y", "laadpaal", "elbil", "borne de recharge",
    ],
    "circulation pump": [
        "Heizungspumpe", "Umwälzpumpe", "circulation pump",
    ],
    "pool pump": [
        "Pool pump", "Poolpumpe", "bomba piscina",
    ],
}  # fmt: skip

NO_APPLIANCES = [
    "Kitchen", "Kitchen and lights", "Garage", "Laundry", "Boiler room", "Zone four", "night", "Outlets",
    "Cooking", "AC output", "Electrical", "Main breaker", "Küche", "Keuken", "chambre", "humidifier",
    "stadsverwarming", "",
]  # fmt: skip


@pytest.mark.parametrize(("kind", "name"), [(kind, name) for kind, names in NAMES.items() for name in names])
def test_an_appliance_is_known_by_its_name_in_many_languages_and_with_typos(kind: str, name: str):
    assert appliance_type(name).types == (kind,)


@pytest.mark.parametrize("name", NO_APPLIANCES)
def test_a_room_or_an_everyday_word_is_no_appliance(name: str):
    assert appliance_type(name).types == ()


def test_the_match_says_which_word_and_how_sure():
    exact, misspelt = appliance_type("Kellerkühlschrank"), appliance_type("dishwaher")

    assert (exact.word, exact.score) == ("kuhlschrank", 95)
    assert (misspelt.word, misspelt.score) == ("dishwasher", 88)


def test_a_circuit_of_two_appliances_is_both():
    assert appliance_type("fridge+freezer").types == ("refrigerator", "freezer")
    assert appliance_type("Washer/Dryer").types == ("washing machine", "dryer")
    assert appliance_type("Sub_metering_3").types == ("water heater", "air conditioner")


def test_a_person_overrules_the_name():
    said = {"Kitchen": "dishwasher", "Fridge": "none"}

    assert appliance_type("Kitchen", said).types == ("dishwasher",)
    assert appliance_type("Fridge", said).types == ()


def test_a_type_that_does_not_exist_is_refused_with_the_list():
    with pytest.raises(UnknownNameError, match=r"'toaster oven'.*refrigerator, freezer"):
        appliance_type("Kitchen", {"Kitchen": "toaster oven"})


def test_a_fridge_that_uses_nine_kwh_a_day_is_doubted_and_not_replaced():
    result = audit(year_of({"fridge": 9 * 365.25}), us_home())

    assert result.matches[0].doubt == "9 kWh a day is much for a refrigerator: is it one?"
    replace = next(m for m in result.measures if m.measure == "refrigerator")
    assert not replace.recommended
    assert replace.reason == result.matches[0].doubt
    assert replace.confidence == "low"


def test_who_says_that_it_is_one_is_believed():
    result = audit(year_of({"fridge": 9 * 365.25}), us_home(appliance_types={"fridge": "refrigerator"}))

    assert result.matches[0].doubt is None
    assert next(m for m in result.measures if m.measure == "refrigerator").recommended


def test_several_of_one_kind_are_judged_each_by_its_own_meter():
    result = audit(year_of({"Fridge 1": 800, "Fridge 2": 300}), us_home())

    now = {m.channel: m.saving_kwh[1] for m in result.measures if m.measure == "refrigerator"}
    assert now == {"Fridge 1": pytest.approx((800 - 413) * 0.9), "Fridge 2": 0.0}


def test_a_circuit_of_different_appliances_is_named_as_not_possible():
    result = audit(year_of({"fridge+freezer": 900}), us_home())

    assert [one.what for one in result.not_possible if "several appliances" in one.why] == ["fridge+freezer"]
    assert not [m for m in result.measures if m.channel == "fridge+freezer"]
