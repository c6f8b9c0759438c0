"""Whose a row is: appliances are channels, homes are never mixed, and unexplained repeats are refused."""

from __future__ import annotations

import pytest

from energy_core.errors import MalformedFileError
from energy_core.importers.receipt import Import
from tests.files import hours, only, read


def kwh(text: str) -> dict[str, float]:
    return kwh_of(read(text))


def kwh_of(imported: Import) -> dict[str, float]:
    return {c.name: round(c.kwh, 9) for c in imported.readings.channels}


def long(header: str, *people: str) -> str:
    """For each hour one row of each of `people`, with 1, 2, 3 … kWh."""
    lines = [f"{at},{who},{n}" for at in hours(48) for n, who in enumerate(people, 1)]
    return "\n".join([header, *lines])


@pytest.mark.parametrize(
    ("header", "people"),
    [
        ("time,home_id,kwh", ("1", "2", "3")),
        ("time,LCLid,kwh", ("MAC000002", "MAC000003")),
        ("time,customer,kwh", ("Smith", "Jones")),
        ("time,meter_identifier,kwh", ("016de3aec0", "74ab0f2210")),
        ("time,home_id,appliance,kwh", ("1,Lamp", "2,Lamp")),
    ],
)
def test_several_homes_in_one_file_are_refused_with_their_names(header, people):
    names = ", ".join(who.split(",")[0] for who in people)

    with pytest.raises(MalformedFileError, match=rf"one home.*{len(people)}.*{names}.*--meter NAME"):
        read(long(header, *people))


def test_homes_far_below_each_other_are_noticed_too():
    stamps = hours(3000)
    text = "home_id,time,kwh\n" + "".join(f"{home},{at},1\n" for home in (1, 2) for at in stamps)

    with pytest.raises(MalformedFileError, match="'home_id': 1, 2"):
        read(text)


def test_one_home_is_no_question():
    assert only(read(long("time,home_id,kwh", "7"))).kwh == 48


def test_the_meters_of_one_home_that_have_names_are_channels():
    assert kwh(long("time,meter,kwh", "Main", "Solar")) == {"Main": 48, "Solar": 96}


def test_an_appliance_in_two_rooms_is_two_channels():
    text = long("time,appliance,room,kwh", "Lamp,Hall", "Lamp,Bath", "Fridge,Kitchen")

    assert kwh(text) == {"Lamp (Hall)": 48, "Lamp (Bath)": 96, "Fridge": 144}


def test_an_appliance_that_moved_house_stays_one_channel():
    text = "time,appliance,room,kwh\n" + "".join(
        f"{at},Lamp,{'Hall' if i < 24 else 'Bath'},1\n" for i, at in enumerate(hours(48))
    )

    assert kwh(text) == {"Lamp": 48}


def test_names_are_kept_as_the_cells_have_them():
    names = ("-", "NA", "None", "nan", "Fridge", " Fridge", "")

    assert kwh(long("time,appliance,kwh", *names)) == {
        "-": 48, "NA": 96, "None": 144, "nan": 192, "Fridge": 240, " Fridge": 288, "unnamed": 336,
    }  # fmt: skip


def test_a_name_without_words_is_an_appliance_beside_a_total():
    imported = read(long("time,appliance,kwh", "-", "total", "Fridge"))

    assert imported.readings.consumption_kwh == 96


def test_many_contradicting_rows_are_refused_and_the_column_that_explains_them_is_named():
    text = long("time,side,kwh", "left", "right")

    with pytest.raises(
        MalformedFileError, match=r"96 rows.*line 2.*column 'side' tells them apart"
    ) as refused:
        read(text)

    assert (refused.value.option, refused.value.choices) == ("--meter", ("left", "right", "all"))
    assert kwh_of(read(text, meters=("right",))) == {"kwh": 96}
    assert kwh_of(read(text, meters=("all",))) == {"left": 48, "right": 96}


def test_contradicting_rows_that_nothing_explains_are_refused():
    text = "time,kwh\n" + "".join(f"{at},{n}\n" for n in (1, 2) for at in hours(48))

    with pytest.raises(MalformedFileError, match="Nothing else in the file tells them apart"):
        read(text)


def test_a_day_that_was_sent_again_with_better_values_counts_once():
    stamps = hours(8 * 24)
    text = "time,kwh\n" + "".join(f"{at},1\n" for at in stamps) + "".join(f"{at},2\n" for at in stamps[:24])

    imported = read(text)

    assert only(imported).kwh == 7 * 24 + 48
    assert [issue.kind for issue in imported.receipt.issues] == ["conflicting_repeats"]


def test_one_gap_is_said_in_the_singular():
    text = "time,kwh\n" + "".join(f"{at},1\n" for at in [*hours(8), *hours(8, start="2024-01-01 12:00")])

    assert read(text).receipt.issues[0].message == "kwh: 1 gap, 4.0 hours without readings."
