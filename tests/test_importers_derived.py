"""Columns that hold the same energy twice count once; what cannot be told apart is asked about."""

from __future__ import annotations

import pytest

from energy_core.errors import UnreadableFileError
from energy_core.importers.receipt import Import
from tests.files import hours, read

KWH = [0.3, 0.1, 0.6, 0.2, 1.1, 0.4, 0.9, 0.7] * 3
SOLAR = [0.0, 0.2, 0.5, 0.9, 0.8, 0.3, 0.0, 0.1] * 3


def table(header: str, *columns: list[float]) -> str:
    lines = [",".join([at, *(f"{c[i]:g}" for c in columns)]) for i, at in enumerate(hours(len(columns[0])))]
    return "\n".join([header, *lines])


def running(values: list[float], *, first: float = 0.0) -> list[float]:
    return [round(first + sum(values[: i + 1]), 3) for i in range(len(values))]


def left_out(imported: Import) -> dict[str, str]:
    return {d.choice: d.evidence for d in imported.receipt.decisions if d.what == "columns left out"}


@pytest.mark.parametrize("first", [0.0, 5000.0])
@pytest.mark.parametrize("name", ["cumulative_kwh", "meter_reading_kwh", "kwh total"])
def test_a_counter_beside_its_own_intervals_counts_once(name, first):
    imported = read(table(f"time,kwh,{name}", KWH, running(KWH, first=first)))

    assert imported.readings.consumption_kwh == pytest.approx(12.9)
    assert left_out(imported) == {name: "it is the running sum of 'kwh'"}


def test_the_same_meter_under_two_names_counts_once():
    imported = read(table("time,use [kW],House overall [kW],gen [kW],Solar [kW]", KWH, KWH, SOLAR, SOLAR))

    assert imported.readings.consumption_kwh == pytest.approx(12.9)
    assert {c.name: c.role for c in imported.readings.channels} == {
        "use [kW]": "mains",
        "gen [kW]": "generation",
    }
    assert left_out(imported)["House overall [kW]"] == "it has the same values as 'use [kW]'"


def test_net_beside_consumption_and_production_says_what_was_taken_and_given():
    net = [round(a - b, 3) for a, b in zip(KWH, SOLAR, strict=True)]

    imported = read(table("time,Consumption (kWh),Solar Production (kWh),Net (kWh)", KWH, SOLAR, net))

    assert imported.readings.consumption_kwh == pytest.approx(12.9)
    assert {c.name: c.role for c in imported.readings.channels} == {
        "Consumption (kWh)": "mains",
        "Solar Production (kWh)": "generation",
        "Net (kWh)": "other",
        "Net (kWh) (negative values)": "export",
    }


def test_net_of_what_was_taken_and_given_is_not_counted_again():
    net = [round(a - b, 3) for a, b in zip(KWH, SOLAR, strict=True)]

    imported = read(table("time,Import (kWh),Export (kWh),Net (kWh)", KWH, SOLAR, net))

    assert imported.readings.consumption_kwh == pytest.approx(12.9)
    assert left_out(imported) == {"Net (kWh)": "it is the difference of 'Import (kWh)' and 'Export (kWh)'"}


@pytest.mark.parametrize(
    "names", ["actual_kwh,forecast_kwh", "kwh,average_kwh", "kwh,estimated_kwh", "Usage kWh,Last year kWh"]
)
def test_what_was_not_measured_does_not_count(names):
    imported = read(table(f"time,{names}", KWH, SOLAR))

    assert imported.readings.consumption_kwh == pytest.approx(12.9)
    assert list(left_out(imported)) == [names.split(",")[1]]


def test_a_lone_average_is_a_measurement():
    assert read(table("time,average power (kW)", KWH)).readings.consumption_kwh == pytest.approx(12.9)


def test_an_estimate_that_fills_the_gaps_is_asked_about():
    text = "time,kwh,estimated_kwh\n" + "".join(
        f"{at},{1 if i % 2 else ''},{'' if i % 2 else 2}\n" for i, at in enumerate(hours(24))
    )

    with pytest.raises(UnreadableFileError, match="Join them into one column"):
        read(text)


def test_two_columns_that_may_both_be_the_home_are_asked_about():
    text = table("time,use [kW],House overall [kW]", KWH, SOLAR)

    with pytest.raises(UnreadableFileError, match=r"which of use \[kW\], House overall \[kW\]") as refused:
        read(text)

    assert refused.value.option == "--value-column"
    assert read(text, value_columns=("use [kW]",)).readings.consumption_kwh == pytest.approx(12.9)
    assert read(text, roles={"House overall [kW]": "other"}).readings.consumption_kwh == pytest.approx(12.9)


@pytest.mark.parametrize("names", ["peak_kwh,offpeak_kwh", "L1 kWh,L2 kWh", "meter_1_kwh,meter_2_kwh"])
def test_tariffs_phases_and_numbered_meters_add_up(names):
    assert read(table(f"time,{names}", KWH, SOLAR)).readings.consumption_kwh == pytest.approx(12.9 + 8.4)


def test_two_appliances_that_draw_the_same_a_few_times_both_count():
    imported = read(table("time,Fridge kWh,Freezer kWh", [0.1, 0.2, 0.3], [0.1, 0.2, 0.3]))

    assert imported.readings.consumption_kwh == pytest.approx(1.2)


def test_an_unknown_appliance_is_no_mains_because_its_header_says_kwh():
    imported = read(table("time,Sauna kWh,Fridge kWh", KWH, SOLAR))

    assert imported.readings.consumption_kwh == pytest.approx(12.9 + 8.4)


def test_power_columns_of_other_appliances_stay_beside_columns_of_energy():
    imported = read(
        table("time,Fridge (kWh),Dryer (Wh),Pump [W],AC kW", [1, 2], [500, 500], [1000, 2000], [2, 1])
    )

    assert {c.name: c.kwh for c in imported.readings.channels} == {
        "Fridge (kWh)": 3, "Dryer (Wh)": 1, "Pump [W]": 3, "AC kW": 3,
    }  # fmt: skip


@pytest.mark.parametrize("names", ["kWh,kW", "Fridge energy (kWh),Fridge power (W)", "Usage kWh,Power W"])
def test_the_power_of_the_same_is_left_out(names):
    imported = read(table(f"time,{names}", KWH, SOLAR))

    assert imported.readings.consumption_kwh == pytest.approx(12.9)
    assert list(left_out(imported)) == [names.split(",")[1]]


def test_the_total_is_the_total_even_if_another_column_could_be():
    imported = read(table("time,Total kWh,Heat pump kWh,EV kWh", [1, 2, 3], [2, 4, 6], [3, 6, 9]))

    assert imported.readings.consumption_kwh == 6


def test_columns_that_share_a_header_are_compared_too():
    imported = read(table("time,AC kWh,AC kWh", KWH, SOLAR))

    assert {c.name: round(c.kwh, 6) for c in imported.readings.channels} == {
        "AC kWh": 12.9,
        "AC kWh (2)": 8.4,
    }


def test_columns_that_differ_in_a_number_and_make_up_another_are_its_parts():
    one, other = [0.2, 0.5, 0.0, 0.9, 0.3, 0.0] * 8, [0.0, 0.0, 0.6, 0.0, 0.1, 0.4] * 8
    lines = [f"{at},{a},{b},{a + b:.1f}" for at, a, b in zip(hours(48), one, other, strict=True)]

    imported = read("\n".join(["time,electricity1,electricity2,electricity_merged", *lines]), unit="kWh")

    assert imported.readings.names == ["electricity_merged"]
    assert imported.readings.consumption_kwh == pytest.approx(sum(one) + sum(other))


def test_plugs_beside_their_sum_stay_appliances():
    one, other = [0.2, 0.5, 0.0, 0.9, 0.3, 0.0] * 8, [0.0, 0.0, 0.6, 0.0, 0.1, 0.4] * 8
    lines = [f"{at},2,{a},{b}" for at, a, b in zip(hours(48), one, other, strict=True)]

    imported = read("\n".join(["time,Mains (kWh),Plug 1 (kWh),Plug 2 (kWh)", *lines]))

    assert len(imported.readings.names) == 3
    assert imported.readings.consumption_kwh == 96
