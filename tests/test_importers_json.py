"""JSON of any layout: the readings are found wherever they stand, with the units and names around them."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from energy_core.errors import UnreadableFileError
from energy_core.importers import json_records
from energy_core.importers.inspection import export_kwh
from energy_core.importers.receipt import Import
from tests.files import hours, read

ISO = "%Y-%m-%dT%H:%M:%S"
HALVES = hours(48, minutes=30, form=ISO)
HALF_ENDS = hours(48, start="2024-01-01 00:30", minutes=30, form=ISO)
SECONDS = [1_704_067_200 + 1_800 * place for place in range(48)]
RECORDS = [{"start": at, "kwh": 0.5} for at in HALVES]


def imported(document: Any, *, name: str = "usage.json", **hints: object) -> Import:
    text = document if isinstance(document, str) else json.dumps(document)
    return read(text, name=name, **hints)


def refusal(document: Any, **hints: object) -> UnreadableFileError:
    with pytest.raises(UnreadableFileError) as refused:
        imported(document, **hints)
    return refused.value


def nodes(field: str, amount: float) -> dict[str, Any]:
    return {
        "nodes": [
            {
                "from": f"{start}+01:00",
                "to": f"{end}+01:00",
                "cost": 0.1,
                field: amount,
                f"{field}Unit": "kWh",
            }
            for start, end in zip(
                hours(48, form=ISO), hours(48, start="2024-01-01 01:00", form=ISO), strict=True
            )
        ]
    }


def points(day: int) -> dict[str, Any]:
    return {
        "resolution": "PT1H",
        "timeInterval": {"start": f"2024-01-0{day}T00:00:00Z", "end": f"2024-01-0{day + 1}T00:00:00Z"},
        "Point": [{"position": str(place), "out_Quantity.quantity": "0.5"} for place in range(1, 25)],
    }


LAYOUTS: dict[str, Any] = {
    "a list of records": RECORDS,
    "records under keys": {"data": {"readings": [{"timestamp": at, "energy_kwh": 0.5} for at in HALVES]}},
    "values with the unit beside them": {
        "consumption": {"unit": "kWh", "values": [{"t": at, "value": 0.5} for at in HALVES]}
    },
    "values with the unit around them": {
        "unit": "Wh", "granularity": "halfhour", "start": "202401010030", "availableRange": {"end": "2025"},
        "values": [{"timestamp": at, "value": 500} for at in HALVES],
    },
    "edges and nodes": {
        "data": {"usage": {"edges": [{"node": {"at": at, "value": 0.5, "unit": "kWh"}} for at in HALVES]}}
    },
    "parallel lists": {"time": HALVES, "consumption_kwh": [0.5] * 48},
    "categories and series": {"categories": HALVES, "series": [{"name": "Usage (kWh)", "data": [0.5] * 48}]},
    "an object by time": {"unit": "kWh", "values": dict.fromkeys(HALVES, 0.5)},
    "lines": "\n".join(json.dumps({"ts": at, "kwh": 0.5}) for at in SECONDS),
    "rows of two": {"series": [{"name": "kWh", "data": [[at * 1_000, 0.5] for at in SECONDS]}]},
    "rows with names beside them": {"columns": ["time", "kwh"], "data": [[at, 0.5] for at in HALVES]},
    "rows with names on top": [["time", "kWh"], *([at, 0.5] for at in HALVES)],
    "columns by row number": {
        "time": {str(i): at for i, at in enumerate(HALVES)}, "kwh": {str(i): 0.5 for i in range(48)},
    },
    "records by number": {str(i): record for i, record in enumerate(RECORDS)},
    "a list for each day": {
        "unit": "kWh", "days": [{"date": f"2024-01-0{day}", "values": [0.5] * 24} for day in (1, 2)],
    },
    "hours below each day": {
        "unit": "kWh",
        "days": [
            {"date": f"2024-01-0{day}", "hours": [{"hour": hour, "value": 0.5} for hour in range(24)]}
            for day in (1, 2)
        ],
    },
    "equal steps": {"unit": "kWh", "start": "2024-01-01T00:00Z", "interval": "PT30M", "values": [0.5] * 48},
    "positions in periods": {
        "result": [{"TimeSeries": [{"measurement_Unit.name": "KWH", "Period": [points(1), points(2)]}]}]
    },
    "seconds from a start": {
        "Start": "2024-01-01T00:00:00Z",
        "Data": {"Consumed": {"Unit": "Wh", "Values": {str(900 * place): 250 for place in range(96)}}},
    },
}  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
def test_readings_are_found_wherever_they_stand(layout):
    found = imported(LAYOUTS[layout])

    assert found.readings.consumption_kwh == pytest.approx(24)
    assert found.readings.start.isoformat() == "2024-01-01T00:00:00+00:00"
    assert found.receipt.format == "json"
    assert found.receipt.rows_read == found.receipt.rows_kept


def test_consumption_and_production_stay_apart_and_money_is_left_out():
    home = {"consumption": nodes("consumption", 0.5), "production": nodes("production", 0.25)}

    found = imported({"data": {"viewer": {"homes": [home]}}})

    assert (found.readings.consumption_kwh, export_kwh(found.readings)) == (24, 12)
    assert len(found.readings.channels) == 2


def test_mean_power_at_the_ends_of_half_hours():
    readings = [
        {"value": "500", "date": at.replace("T", " "), "interval_length": "PT30M"} for at in HALF_ENDS
    ]
    document = {"meter_reading": {"reading_type": {"unit": "W"}, "interval_reading": readings}}

    found = imported(document, timezone="Europe/Paris")

    assert found.readings.consumption_kwh == 12
    assert found.readings.start.isoformat() == "2024-01-01T00:00:00+01:00"


def test_hours_from_1_to_24_beside_a_date():
    records = [
        {
            "cups": "ES1",
            "date": f"2024/01/{1 + i // 24:02d}",
            "time": f"{i % 24 + 1:02d}:00",
            "consumptionKWh": 0.5,
        }
        for i in range(72)
    ]

    found = imported(records, timezone="Europe/Madrid")

    assert found.readings.consumption_kwh == 36
    assert found.readings.start.isoformat() == "2024-01-01T00:00:00+01:00"


def state(entity: str, place: int, value: float, **attributes: str) -> dict[str, Any]:
    return {
        "entity_id": entity, "state": str(value), "attributes": attributes,
        "last_changed": f"{HALVES[place]}+00:00",
    }  # fmt: skip


def test_states_of_counters_become_their_differences():
    said = {"unit_of_measurement": "kWh", "state_class": "total_increasing"}
    fridge = [state("sensor.fridge_energy", i, 100 + i / 2, **said) for i in range(48)]
    oven = [state("sensor.oven_energy", i, 10 + i / 4, **said) for i in range(48)]

    found = imported([fridge, oven])

    assert [(c.name, c.kwh, c.kind) for c in found.readings.channels] == [
        ("sensor.fridge_energy", 23.5, "register"),
        ("sensor.oven_energy", 11.75, "register"),
    ]


def test_what_only_the_first_state_says_holds_for_the_others():
    first, *others = [
        state("sensor.fridge_energy", i, 100 + i / 2, unit_of_measurement="kWh") for i in range(48)
    ]
    bare = [{"state": item["state"], "last_changed": item["last_changed"]} for item in others]

    (channel,) = imported([[first, *bare]]).readings.channels

    assert (channel.name, channel.kwh) == ("sensor.fridge_energy", 23.5)


def test_series_under_names_are_channels_of_these_names():
    document = {
        name: [{"time": at, "kwh": kwh} for at in HALVES] for name, kwh in (("fridge", 0.25), ("oven", 0.5))
    }

    assert [(c.name, c.kwh) for c in imported(document).readings.channels] == [("fridge", 12), ("oven", 24)]


def test_gas_beside_electricity_is_not_added_to_it():
    def readings(amount: float) -> dict[str, Any]:
        return {"unit": "kWh", "readings": [{"time": at, "value": amount} for at in HALVES]}

    found = imported({"electricity": readings(0.5), "gas": readings(2)})

    assert found.readings.consumption_kwh == 24
    assert found.readings.channel("gas").role == "gas"


def test_gas_said_anywhere_around_the_values_is_gas():
    values = [{"timestamp": at, "value": 0.5} for at in HALVES]

    found = imported({"resource": "/123/gas/consumption/1", "unit": "kWh", "values": values})

    assert found.readings.consumption_kwh is None
    assert found.readings.channels[0].role == "gas"


def test_meters_of_several_homes_are_asked_about():
    document = [
        {"mpan": str(mpan), "readings": [{"time": at, "kwh": kwh} for at in HALVES]}
        for mpan, kwh in ((1_200_000_000_001, 0.5), (1_200_000_000_002, 0.25))
    ]

    assert refusal(document).option == "--meter"


def test_two_lists_that_say_the_same_time_differently_are_asked_about():
    document = {
        "mine": {"list": RECORDS},
        "neighbours": {"rows": [{"at": at, "usage_kwh": 0.1} for at in HALVES]},
    }

    error = refusal(document)

    assert (error.option, error.choices) == ("--sheet", ("mine.list", "neighbours.rows"))
    assert imported(document, sheet="mine.list").readings.consumption_kwh == 24


def test_a_key_that_occurs_twice_is_the_hour_that_occurs_twice():
    values = [1, 2, 4, 8, 3, 5]
    clocks = ("00:00", "01:00", "02:00", "02:00", "03:00", "04:00")
    pairs = ", ".join(f'"2024-10-27 {clock}": {kwh}' for clock, kwh in zip(clocks, values, strict=True))

    found = imported(f'{{"unit": "kWh", "values": {{{pairs}}}}}', timezone="Europe/Berlin")

    assert found.readings.consumption_kwh == 23
    assert len(found.readings.channels[0].intervals) == 6


def test_null_and_nan_are_missing_and_never_zero():
    records = [*RECORDS[:10], {"start": HALVES[10], "kwh": None}, *RECORDS[11:]]

    found = imported(json.dumps(records).replace("null", "NaN"))

    assert found.readings.consumption_kwh == 23.5
    assert found.readings.channels[0].intervals["kwh"].isna().sum() == 1


def test_a_record_is_named_by_its_number():
    records = [*RECORDS, {"start": "2024-01-02T00:00:00", "kwh": "a lot"}]

    assert imported(records).receipt.reasons[0].first_row == 49


def test_a_missing_unit_is_asked_for():
    document = {
        "count": 48,
        "next": None,
        "results": [{"consumption": 0.5, "interval_start": at} for at in HALVES],
    }

    assert refusal(document).option == "--unit"
    assert imported(document, unit="kWh").readings.consumption_kwh == 24


REFUSED: dict[str, tuple[Any, str]] = {
    "an empty object": ({}, "it is empty"),
    "an empty list": ([], "it is empty"),
    "no readings": ({"name": "A", "address": {"street": "B"}}, "it holds name, address"),
    "numbers without times": ([{"kwh": 1}, {"kwh": 2}], "a list of 2 objects"),
    "money": ({"bills": [{"date": at, "cost": 1.2} for at in HALVES]}, "money"),
    "a map": ({"type": "FeatureCollection", "features": [{"geometry": {"coordinates": [1, 2]}}]}, "none"),
    "cut": (json.dumps(RECORDS)[:-20], "in line 1, column"),
    "damaged": ('{"a": [1, 2,, 3]}', "is damaged or incomplete in line 1"),
    "far too deep": ("[" * 20_000 + "]" * 20_000, "nested far deeper"),
    "a huge number": ('[{"time": "2024-01-01", "kwh": ' + "9" * 5_000 + "}]", "thousands of digits"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_holds_no_readings_is_refused_in_one_sentence(what):
    document, sentence = REFUSED[what]

    message = refusal(document).message

    assert message.startswith("Needed")
    assert sentence in message


def test_a_document_that_is_far_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(json_records, "LARGEST_BYTES", 1_000)

    assert "Download a shorter period" in refusal(RECORDS).message


def iberdrola(
    values: list[Any], *, start: str = "01-01-202400:00:00", unit: str | None = "Wh"
) -> dict[str, Any]:
    cells = [None if value is None else {"valor": value, "tipo": "null"} for value in values]
    return {"fechaPeriodo": start, "y": {"desc": ["Consumo"], "data": [cells], "unidadesConsumo": unit}}


def test_hours_by_their_place_alone_follow_each_other_over_a_clock_change():
    values: list[Any] = ["500.00"] * 23 + ["1000.00"] * 24

    found = imported(iberdrola(values, start="31-03-202400:00:00"), timezone=None)

    (channel,) = found.readings.channels
    assert (found.receipt.format, found.readings.timezone) == ("iberdrola_json", "Europe/Madrid")
    assert (channel.name, channel.kwh) == ("Consumo", 35.5)
    assert found.readings.daily().complete["Consumo"].tolist() == [11.5, 24]


def test_hours_without_a_value_are_missing():
    found = imported(iberdrola(["500.00", None, "500.00"] + ["0.00"] * 21))

    assert found.readings.consumption_kwh == 1
    assert found.readings.channels[0].intervals["kwh"].isna().sum() == 1


@pytest.mark.parametrize(
    ("document", "sentence"),
    [
        (iberdrola(["1"], start="first of May"), "day-month-year"),
        (iberdrola(["1"], start="31-02-2024"), "day-month-year"),
        (iberdrola(["1"], unit=None), "--unit"),
        ({**iberdrola(["1"]), "y": {"data": [], "valor": 1}}, "the hours of a period"),
    ],
)
def test_hours_without_a_start_or_a_unit_are_refused(document, sentence):
    assert sentence in refusal(document).message


SCALARS = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.sampled_from(HALVES)
)
DOCUMENTS = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=6) | st.dictionaries(
        st.text(max_size=8) | st.sampled_from(["time", "kwh", "unit", "values", "start", *HALVES[:4]]),
        inner, max_size=6,
    ),
    max_leaves=40,
)  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(document=DOCUMENTS)
def test_any_document_is_read_or_refused_in_words(document):
    try:
        imported(json.dumps(document))
    except UnreadableFileError as error:
        assert str(error).startswith("Needed")


@pytest.mark.prove
@settings(max_examples=5_000, deadline=None)
@given(document=DOCUMENTS)
def test_five_thousand_documents_are_read_or_refused_in_words(document):
    try:
        imported(json.dumps(document))
    except UnreadableFileError as error:
        assert str(error).startswith("Needed")


@pytest.mark.prove
def test_a_year_of_minutes_is_read_in_seconds():
    stamps = pd.date_range("2024-01-01", periods=500_000, freq="min").strftime(ISO)
    text = json.dumps({"unit": "Wh", "values": [{"timestamp": at, "value": 5} for at in stamps]})

    assert imported(text).readings.consumption_kwh == pytest.approx(2_500)
