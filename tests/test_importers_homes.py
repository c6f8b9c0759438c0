"""Many homes or meters in one file, and many files of one home."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import numpy as np
import pytest

from energy_core.errors import UnreadableFileError
from energy_core.home import Home
from energy_core.importers import import_file, meter_reader
from energy_core.importers.hints import Hints
from energy_core.importers.inspection import inspection
from energy_core.importers.receipt import Import
from energy_core.importers.together import read_together
from energy_core.lake.merge import merged
from energy_core.readings import Readings
from tests.files import hours, only, read, rows
from tests.homes_of_known_roles import Home as Loads
from tests.homes_of_known_roles import Series, kwh

KWH = [0.3, 0.1, 0.6, 0.2, 1.1, 0.4, 0.9, 0.7] * 6


def long(header: str, *people: str, values: Sequence[float] = KWH) -> str:
    """For each hour one row of each of `people`: the first uses the values, the second twice as much …"""
    lines = [
        f"{at},{who},{n * values[i]:.3f}"
        for i, at in enumerate(hours(len(values)))
        for n, who in enumerate(people, 1)
    ]
    return "\n".join([header, *lines])


def roles(imported: Import) -> dict[str, tuple[str, float]]:
    return {c.name: (c.role, round(c.kwh, 3)) for c in imported.readings.channels}


def test_the_question_names_the_meters_to_choose_from():
    with pytest.raises(
        UnreadableFileError, match="those of 3, told apart by the column 'meter_id': 111, 222, 333"
    ) as refused:
        read(long("time,meter_id,kwh", "111", "222", "333"))

    assert refused.value.option == "--meter"
    assert refused.value.choices == ("111", "222", "333", "all")
    assert refused.value.where == {"file": "file.csv", "column": "meter_id", "row": 3}


def test_one_meter_is_read_and_the_rows_of_the_others_are_on_the_receipt():
    imported = read(long("time,meter_id,kwh", "111", "222", "333"), meters=("222",))

    receipt = imported.receipt
    assert only(imported).kwh == pytest.approx(2 * sum(KWH))
    assert [(r.reason, r.count, round(r.kwh, 3)) for r in receipt.reasons] == [
        ("rows of other meters", 96, round(4 * sum(KWH), 3))
    ]
    assert receipt.rows_read == receipt.rows_kept + receipt.rows_dropped == 144
    assert receipt.kwh_read == pytest.approx(receipt.kwh_kept + receipt.kwh_dropped)


def test_all_meters_may_be_of_this_home():
    text = long("time,meter_id,kwh", "111", "222")

    imported = read(text, meters=("all",))

    assert roles(imported) == {"111": ("mains", 25.8), "222": ("mains", 51.6)}
    assert imported.readings.consumption_kwh == pytest.approx(3 * sum(KWH))


def test_of_all_meters_one_that_is_the_sum_of_the_others_counts_alone():
    values = Loads(3).base()[:96]
    other = Loads(4).oven()[:96]
    lines = [f"{at},{name},{v[i]:.3f}" for i, at in enumerate(hours(96)) for name, v in
             (("111", values), ("222", other), ("333", values + other))]  # fmt: skip

    imported = read("\n".join(["time,meter_id,kwh", *lines]), meters=("all",))

    assert imported.readings.consumption_kwh == pytest.approx(kwh(values, other))
    assert imported.readings.channel("333").role == "mains"


def test_a_meter_that_is_not_there_is_asked_about():
    with pytest.raises(UnreadableFileError, match=r"Needed the meter 999; file\.csv has 111, 222"):
        read(long("time,meter_id,kwh", "111", "222"), meters=("999",))


def test_the_lone_meter_of_somebody_else_is_not_read_for_the_one_that_was_asked_for():
    with pytest.raises(UnreadableFileError, match="Needed the meter 999"):
        read(long("time,meter_id,kwh", "111"), meters=("999",))


@pytest.mark.parametrize("header", ["serial number", "meternummer", "Zählernummer", "meter serial"])
def test_a_meter_that_was_changed_goes_on_as_one_channel(header):
    stamps = hours(48)
    lines = [f"{at},{'A17' if i < 20 else 'B03'},{KWH[i]}" for i, at in enumerate(stamps)]

    imported = read("\n".join([f"time,{header},kwh", *lines]))

    assert roles(imported) == {"kwh": ("mains", 25.8)}
    (change,) = (d for d in imported.receipt.decisions if d.what == "meter")
    assert change.choice == "A17 then B03, one after the other"


def test_the_counter_of_the_new_meter_does_not_begin_where_the_old_one_ended():
    stamps = hours(48)
    old, new = np.round(5000 + np.cumsum(KWH[:21]), 3), np.round(12 + np.cumsum(KWH[20:]), 3)
    lines = [f"{at},A17,{v}" for at, v in zip(stamps[:21], old, strict=True)]
    lines += [f"{at},B03,{v}" for at, v in zip(stamps[20:], new, strict=True)]

    imported = read("\n".join(["time,serial number,meter reading kWh", *lines]))

    assert only(imported).kwh == pytest.approx(sum(KWH[1:21]) + sum(KWH[21:]))


@pytest.mark.parametrize("header", ["customer", "MPAN", "home_id"])
def test_a_customer_who_follows_another_is_another_home(header):
    lines = [f"{at},{'A17' if i < 20 else 'B03'},{KWH[i]}" for i, at in enumerate(hours(48))]

    with pytest.raises(UnreadableFileError, match="those of 2"):
        read("\n".join([f"time,{header},kwh", *lines]))


def test_a_customer_with_a_changed_meter_is_read_without_a_second_question():
    lines = [
        f"{at},{who},{who}{1 if i < 20 else 2},{KWH[i]}" for who in "SJ" for i, at in enumerate(hours(48))
    ]

    imported = read("\n".join(["time,customer,serial number,kwh", *lines]), meters=("S",))

    assert roles(imported) == {"kwh": ("mains", 25.8)}


@pytest.mark.parametrize(
    "names", ["house_1 kWh,house_2 kWh", "MAC000002 kWh,MAC000003 kWh", "1900000000123 kWh,1900000000456 kWh"]
)
def test_homes_side_by_side_are_asked_about_and_one_is_read(names):
    one, other = names.split(",")
    lines = [f"{at},{v},{3 * v:.3f}" for at, v in zip(hours(48), KWH, strict=True)]
    text = "\n".join([f"time,{names}", *lines])

    with pytest.raises(UnreadableFileError, match="told apart by the names of its columns") as refused:
        read(text)

    assert refused.value.choices == (one, other, "all")
    assert roles(read(text, meters=(other,))) == {other: ("mains", round(3 * sum(KWH), 3))}
    assert read(text, meters=("all",)).readings.consumption_kwh == pytest.approx(4 * sum(KWH))


def test_names_of_homes_in_a_column_of_names_are_homes():
    with pytest.raises(UnreadableFileError, match="told apart by the column 'name': house_1, house_2"):
        read(long("time,name,kwh", "house_1", "house_2"))


def test_circuits_with_numbers_are_no_homes():
    assert read(long("time,name,kwh", "Circuit 1", "Circuit 2")).readings.consumption_kwh == pytest.approx(
        77.4
    )


def test_gas_and_electricity_in_one_table_are_told_apart():
    text = long("time,fuel,kwh", "Electricity", "Gas")

    assert roles(read(text)) == {"Electricity": ("mains", 25.8), "Gas": ("gas", 51.6)}


def test_the_serial_numbers_of_gas_meters_tell_them_from_electricity():
    text = long("time,meternummer,kwh", "E0045003866355817", "G0039001721304017")

    imported = read(text)

    assert imported.readings.consumption_kwh == pytest.approx(25.8)
    assert imported.readings.channel("G0039001721304017").role == "gas"


def each_meter(text: str, home: Home) -> list[tuple[str, Import]]:
    """Every meter that the question names, each read for a home of its own."""
    with pytest.raises(UnreadableFileError) as asked:
        import_file(text.encode(), name="meters.csv", home=home)
    reader = meter_reader(text.encode(), name="meters.csv", hints=Hints())
    return [(meter, reader(meter, home)) for meter in asked.value.choices if meter != "all"]


def test_every_meter_of_a_file_may_become_a_home_of_its_own():
    each = each_meter(long("time,meter_id,kwh", "111", "222", "333"), Home(timezone="UTC"))

    assert {meter: round(only(imported).kwh, 3) for meter, imported in each} == {
        "111": 25.8, "222": 51.6, "333": 77.4,
    }  # fmt: skip


WIDE = "\n".join(
    [
        "time,MAC000001 (kWh),MAC000002 (kWh)",
        *[f"{at},{n % 5 / 10},{n % 3 / 4}" for n, at in enumerate(hours(72))],
    ]
)
ODD = "id;zeit;kWh\n" + "".join(
    f"{meter};{at};{value}\n"
    for meter, values in (("A-1", ["0,5", "?", "1e308"]), ("B-2", ["0,25", "0,25", "-0,5"]))
    for at, value in zip(hours(60, form="%d.%m.%Y %H:%M"), values * 20, strict=True)
)


@pytest.mark.parametrize(
    "text",
    [long("time,meter_id,kwh", "111", "222", "333"), WIDE, ODD, long("time,name,kwh", "house_1", "house_2")],
    ids=["rows", "columns", "blanks, negatives and decimal commas", "names"],
)
def test_each_meter_is_read_as_if_it_had_been_asked_for_alone(text):
    home = Home(timezone="Europe/Berlin")

    each = each_meter(text, home)

    assert len(each) >= 2
    for meter, imported in each:
        alone = import_file(text.encode(), name="meters.csv", home=home, hints=Hints(meters=(meter,)))
        assert set(imported.receipt.decisions) == set(alone.receipt.decisions)
        assert replace(imported.receipt, decisions=()) == replace(alone.receipt, decisions=())
        for channel, other in zip(imported.readings.channels, alone.readings.channels, strict=True):
            assert (channel.name, channel.role, channel.kind) == (other.name, other.role, other.kind)
            assert channel.intervals.equals(other.intervals)


def test_a_meter_that_is_named_for_a_file_without_meters_is_no_silent_wish():
    with pytest.raises(UnreadableFileError, match="Needed the meter 4711; file") as refused:
        read(rows(hours(24), KWH[:24]), meters=("4711",))

    assert refused.value.option == "--meter"
    assert "Leave --meter out to read all of it" in refused.value.message


def test_the_only_meter_of_a_file_may_be_named():
    imported = read(long("time,meter_id,kwh", "111"), meters=("111",))

    assert imported.readings.consumption_kwh == pytest.approx(25.8)
    assert ("meter", "111") in {(d.what, d.choice) for d in imported.receipt.decisions}


def named(meter: str, *texts: str) -> list[Import]:
    files = [(f"{number}.csv", text.encode()) for number, text in enumerate(texts, 1)]
    return read_together(
        files, home=Home(timezone="UTC"), hints=Hints(meters=(meter,)), progress=lambda _: None
    )[1]


def test_of_several_files_those_that_hold_the_meter_are_read_and_the_others_named():
    both, other = long("time,meter_id,kwh", "111", "222"), long("time,meter_id,kwh", "333", "444")
    without = rows(hours(24), KWH[:24])

    (imported,) = named("222", other, both, without)

    assert only(imported).kwh == pytest.approx(51.6)
    passed = next(d for d in imported.receipt.decisions if d.what == "files passed over")
    assert (passed.choice, passed.evidence) == ("1.csv, 3.csv", "they do not hold the meter 222")


def test_a_meter_that_no_file_holds_is_asked_about():
    with pytest.raises(UnreadableFileError, match=r"Needed the meter 999; 1\.csv has 111, 222"):
        named("999", long("time,meter_id,kwh", "111", "222"), long("time,meter_id,kwh", "333", "444"))


def test_of_an_archive_the_files_that_hold_the_meter_are_read():
    january = long("time,meter_id,kwh", "111", "222")
    february = january.replace("2024-01", "2024-02")
    archive = zipped(
        {"jan.csv": january, "feb.csv": february, "x.csv": long("time,meter_id,kwh", "333", "444")}
    )

    imported = read(archive, name="all.zip", meters=("222",))

    assert imported.readings.consumption_kwh == pytest.approx(2 * 51.6)
    passed = next(d for d in imported.receipt.decisions if d.what == "files passed over")
    assert (passed.choice, passed.evidence) == ("x.csv", "they do not hold the meter 222")
    with pytest.raises(UnreadableFileError, match="Needed the meter 999"):
        read(archive, name="all.zip", meters=("999",))


def zipped(files: dict[str, str]) -> bytes:
    with BytesIO() as packed:
        with ZipFile(packed, "w") as archive:
            for name, text in files.items():
                archive.writestr(name, text)
        return packed.getvalue()


@pytest.mark.timeout(30)
def test_hundreds_of_meters_are_asked_about_at_once():
    people = [f"{n:040x}" for n in range(1, 236)]
    text = long(
        "meter_identifier,time,kwh".replace("meter_identifier,time", "time,meter_identifier"), *people
    )

    with pytest.raises(UnreadableFileError, match="those of 235") as refused:
        read(text)

    assert len(refused.value.choices) == 236


def together(*files: tuple[str, str]) -> tuple[Readings, dict[str, object]]:
    contents = [(name, text.encode()) for name, text in files]
    home, imports = read_together(contents, home=Home(timezone="UTC"), hints=Hints(), progress=lambda _: None)
    readings = merged([imported.readings for imported in imports])
    return readings, inspection(imports, readings, home)


def csv(values: Series, header: str = "time,kWh", *, minutes: int = 60) -> str:
    return rows(hours(len(values), minutes=minutes), np.round(values, 3).tolist(), header=header)


LOADS = Loads(5)
BASE, FRIDGE, OVEN, PUMP = LOADS.base(), LOADS.fridge(), LOADS.oven(), LOADS.heat_pump()
HOUSE = BASE + FRIDGE + OVEN


def test_an_appliance_in_a_file_of_its_own_is_behind_the_mains():
    readings, found = together(("mains.csv", csv(HOUSE)), ("fridge.csv", csv(FRIDGE)))

    assert {c.name: c.role for c in readings.channels} == {"kWh": "mains", "fridge: kWh": "appliance"}
    assert found["consumption_kwh"] == pytest.approx(kwh(HOUSE))
    assert found["untracked_kwh"] == pytest.approx(kwh(BASE, OVEN))


def test_three_files_of_three_phases_are_one_home():
    readings, found = together(
        ("em_phaseA.csv", csv(BASE)), ("em_phaseB.csv", csv(FRIDGE)), ("em_phaseC.csv", csv(OVEN))
    )

    assert readings.consumption_kwh == pytest.approx(kwh(HOUSE))
    assert readings.names == ["phase A: kWh", "phase B: kWh", "phase C: kWh"]
    assert found["issues"] == []


def test_the_total_beside_its_phases_counts_once():
    readings, _ = together(
        ("em_phaseA.csv", csv(BASE)), ("em_phaseB.csv", csv(FRIDGE)), ("em_phaseC.csv", csv(OVEN)),
        ("total.csv", csv(HOUSE, "time,total kWh")),
    )  # fmt: skip

    assert readings.consumption_kwh == pytest.approx(kwh(HOUSE))
    assert readings.channel("total kWh").role == "mains"


@pytest.mark.parametrize("header", ["time,kWh", "time,Consumption kWh"])
@pytest.mark.parametrize("days_first", [True, False])
def test_days_beside_the_hours_of_the_same_meter_count_once_and_the_hours_stay(header, days_first):
    files = [("h.csv", csv(HOUSE)), ("d.csv", csv(HOUSE.reshape(-1, 24).sum(axis=1), header, minutes=1440))]

    readings, _ = together(*reversed(files) if days_first else files)

    (channel,) = readings.channels
    assert channel.kwh == pytest.approx(kwh(HOUSE))
    assert channel.interval_minutes == 60


def test_a_second_supply_is_added_and_said():
    readings, found = together(("house.csv", csv(BASE)), ("pump.csv", csv(PUMP, "time,Heat pump meter kWh")))

    assert readings.consumption_kwh == pytest.approx(kwh(BASE, PUMP))
    assert [issue["kind"] for issue in found["issues"]] == ["supply"]  # type: ignore[union-attr, index, attr-defined]


def test_a_meter_that_the_mains_contain_is_behind_them():
    readings, _ = together(("house.csv", csv(HOUSE)), ("b.csv", csv(OVEN, "time,reading kWh")))

    assert readings.consumption_kwh == pytest.approx(kwh(HOUSE))


def test_two_monitors_of_one_home_are_no_two_homes():
    monitor = "\n".join(
        ["time,Mains_A kWh,Mains_B kWh"]
        + [f"{at},{a:.3f},{b:.3f}" for at, a, b in zip(hours(len(BASE)), BASE + OVEN, FRIDGE, strict=True)]
    )

    readings, _ = together(("utility.csv", csv(HOUSE * 1.004, "time,Usage kWh")), ("monitor.csv", monitor))

    assert readings.consumption_kwh == pytest.approx(kwh(HOUSE), rel=0.005)


def test_what_a_person_says_of_two_files_stays():
    house = read(csv(HOUSE), name="house.csv").readings
    other = read(csv(OVEN, "time,reading kWh"), name="b.csv").readings

    assert merged([house, other]).consumption_kwh == pytest.approx(kwh(HOUSE))
    assert merged([house, other], said={"reading kWh"}).consumption_kwh == pytest.approx(kwh(HOUSE, OVEN))


def test_a_file_that_contradicts_another_says_so():
    _, found = together(("a.csv", csv(HOUSE)), ("b.csv", csv(HOUSE * 1.3)))

    assert found["consumption_kwh"] == pytest.approx(1.3 * kwh(HOUSE), rel=1e-3)
    assert [issue["kind"] for issue in found["issues"]] == ["overlap"]  # type: ignore[union-attr, index, attr-defined]
