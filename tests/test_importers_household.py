"""Files of two homes never become one home in silence."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from energy_core.errors import AnotherHomeError
from energy_core.home import Home
from energy_core.importers.hints import Hints
from energy_core.importers.household import other_home, other_values
from energy_core.importers.receipt import Import, Mark
from energy_core.importers.together import read_together
from energy_core.lake.households import refuse_another_home
from energy_core.lake.lake import Lake
from energy_core.lake.store import Folder
from tests.files import hours, read

KWH = [0.31, 0.12, 0.64, 0.25, 1.13, 0.47, 0.91, 0.78] * 9
OTHER = [0.5, 0.7, 0.2, 0.9, 0.4, 1.6, 0.3, 0.6] * 9


def table(above: str, values: Sequence[float] = KWH, *, start: str = "2024-01-01") -> str:
    lines = [f"{at},{kwh}" for at, kwh in zip(hours(len(values), start=start), values, strict=True)]
    return "\n".join([above, "time,kWh", *lines])


def together(*texts: str) -> list[Import]:
    files = [(f"{number}.csv", text.encode()) for number, text in enumerate(texts, 1)]
    home = Home(timezone="Europe/London")
    return read_together(files, home=home, hints=Hints(), progress=lambda _: None)[1]


def households(imports: Sequence[Import]) -> list[str]:
    return [issue.message for i in imports for issue in i.receipt.issues if issue.kind == "household"]


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        (table("MPAN,1200012345678"), Mark("MPAN", "1200012345678")),
        (table("Meter Number: Z18N123456"), Mark("meter number", "Z18N123456")),
        (table('Address,"12 High Street"'), Mark("address", "12 HIGH STREET")),
        (
            "\n".join(["MPAN,time,kWh", *(f"1200012345678,{at},0.5" for at in hours(24))]),
            Mark("MPAN", "1200012345678"),
        ),
        (
            '{"mpan": "1200012345678", "readings": ['
            + ",".join(f'{{"time": "{at}", "kWh": 0.5}}' for at in hours(24))
            + "]}",
            Mark("MPAN", "1200012345678"),
        ),
    ],
)
def test_a_receipt_says_whose_meter_the_file_is_of(text: str, mark: Mark):
    assert read(text, name="file.json" if text[0] == "{" else "file.csv").receipt.marks == (mark,)


def test_the_nmi_of_a_nem12_file_is_whose_meter_it_is():
    day = ",".join(["0.5"] * 48)
    text = (
        f"100,NEM12,202401020000,A,B\n200,6102002444,E1,1,E1,N1,M1,kWh,30,\n300,20240101,{day},A,,,,\n900\n"
    )

    assert read(text, timezone="Australia/Sydney").receipt.marks == (Mark("NMI", "6102002444"),)


def test_a_header_is_nobodys_address():
    assert (
        read("\n".join(["Address,time,kWh 2024", *(f"x,{at},0.5" for at in hours(24))])).receipt.marks == ()
    )


def test_two_files_with_different_supply_points_are_told_of():
    imports = together(table("MPAN,1200012345678"), table("MPAN,1200099999999", start="2024-03-01"))

    assert households(imports) == [
        "2.csv seems to be of another home: its MPAN is 1200099999999, and that of the home's other files is "
        "1200012345678. If so, make another home for it."
    ]


def test_files_of_one_supply_point_are_one_home():
    first = "MPAN,1200012345678\nMeter Number,Z18N123456"
    replaced = "MPAN,1200012345678\nMeter Number,Z24X777777"

    assert households(together(table(first), table(replaced, start="2024-03-01"))) == []


def test_gas_has_a_meter_number_of_its_own():
    gas = table("Meter Number,G4A00077777").replace("time,kWh", "time,gas (kWh)")

    assert households(together(table("Meter Number,Z18N123456"), gas)) == []


def test_one_mark_in_common_is_enough():
    home = (Mark("address", "12 HIGH STREET"), Mark("meter number", "Z18N123456"))

    assert other_home((Mark("address", "12 HIGH STREET"), Mark("meter number", "X1234")), home) is None
    assert other_home((Mark("address", "7 LOW ROAD"),), home) is not None
    assert other_home((Mark("NMI", "6102002444"),), home) is None


def test_other_values_at_the_same_times_are_another_meter():
    one, other = read(table("")), read(table("", OTHER))

    assert other_values(other.readings, one.readings) == (
        "'kWh' has other values in 72 of the intervals that are there already"
    )
    assert other_values(one.readings, one.readings) is None


def test_estimates_that_were_corrected_are_the_same_meter():
    corrected = [kwh + 0.2 if number < 30 else kwh for number, kwh in enumerate(KWH)]

    assert other_values(read(table("", corrected)).readings, read(table("")).readings) is None


@pytest.mark.parametrize("text", [table("MPAN,1200099999999", start="2024-03-01"), table("", OTHER)])
def test_a_lake_takes_no_file_of_another_home_in_silence(tmp_path: Path, text: str):
    lake, first = Lake(Folder(tmp_path)), table("MPAN,1200012345678")
    lake.save_home(Home(home_id="ours", name="Our home", timezone="UTC"))
    lake.add_file("ours", "first.csv", first.encode(), read(first, name="first.csv"))

    refuse_another_home(lake, "ours", read(table("MPAN,1200012345678", start="2024-02-01")))
    with pytest.raises(AnotherHomeError, match=r"Our home; file\.csv seems to be of another home"):
        refuse_another_home(lake, "ours", read(text))


def test_the_first_file_of_a_home_is_of_this_home(tmp_path: Path):
    refuse_another_home(Lake(Folder(tmp_path)), "new", read(table("MPAN,1200012345678")))
