"""A question about a file is asked once: the next file of the same shape is read with the same answer."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest
from pytest import approx

from energy_core.errors import UnreadableFileError
from energy_core.home import Home, home_from_toml, home_to_toml
from energy_core.importers import import_file
from energy_core.importers.answers import with_answers
from energy_core.importers.hints import Hints
from energy_core.importers.shape import shape_of
from energy_core.lake.lake import Lake
from energy_core.lake.store import Folder
from tests.files import hours, rows

UNITLESS = "time,usage"
"""A header that leaves the unit open."""


def month(start: str, *, header: str = UNITLESS, days: int = 3) -> bytes:
    return rows(hours(24 * days, start=start), [1.5] * 24 * days, header=header).encode()


def shape(content: bytes | str, name: str = "file.csv") -> str:
    return shape_of(content if isinstance(content, bytes) else content.encode(), name=name)


def answered(home: Home, content: bytes, **said: object) -> Home:
    return with_answers(home, Hints(**said), shape=shape(content))  # type: ignore[arg-type]


def test_a_shape_is_the_format_the_names_and_a_hash():
    form, names, digest = shape(month("2024-01-01")).split(":")

    assert (form, names, len(digest)) == ("any_table", "time,usage", 6)


SAME = {
    "another month": (month("2024-01-01"), month("2024-02-01")),
    "more rows": (month("2024-01-01"), month("2024-01-01", days=40)),
    "another meter number": (
        month("2024-01-01", header="time,Meter 00123 usage"),
        month("2024-01-01", header="time,Meter 99887 usage"),
    ),
    "the month in the header": (
        month("2024-01-01", header="time,Usage Jan 2024"),
        month("2024-02-01", header="time,Usage Feb 2024"),
    ),
    "a preamble with other words": (
        b"Account,Ann\nFrom,1 Jan 2024\n\n" + month("2024-01-01"),
        b"Account,Bob\nFrom,1 May 2024\n\n" + month("2024-05-01"),
    ),
    "summer and winter offsets": (
        rows([f"{s}+00:00" for s in hours(48, form="%Y-%m-%dT%H:%M")], [1] * 48, header=UNITLESS).encode(),
        rows([f"{s}+01:00" for s in hours(48, form="%Y-%m-%dT%H:%M")], [1] * 48, header=UNITLESS).encode(),
    ),
}
OTHER = {
    "another header": (month("2024-01-01"), month("2024-01-01", header="time,import")),
    "another delimiter": (month("2024-01-01"), month("2024-01-01").replace(b",", b";")),
    "other dates": (
        month("2024-01-01"),
        rows(hours(48, form="%d/%m/%Y %H:%M"), [1] * 48, header=UNITLESS).encode(),
    ),
    "power instead of energy of one sensor": (
        b"entity_id,state,last_changed\n" + b"sensor.fridge_power,5,2024-01-01T00:00:00Z\n" * 30,
        b"entity_id,state,last_changed\n" + b"sensor.fridge_energy,5,2024-01-01T00:00:00Z\n" * 30,
    ),
}


@pytest.mark.parametrize(("one", "other"), SAME.values(), ids=SAME)
def test_the_next_file_of_a_layout_has_the_same_shape(one: bytes, other: bytes):
    assert shape(one, "a.csv") == shape(other, "b.csv")


@pytest.mark.parametrize(("one", "other"), OTHER.values(), ids=OTHER)
def test_another_layout_has_another_shape(one: bytes, other: bytes):
    assert shape(one) != shape(other)


@pytest.mark.parametrize("content", [b"", b"\x00\xff" * 50, b"<feed/>", b"[1, 2]", b"{" * 999, b'a"b\n' * 9])
def test_every_file_has_a_shape_that_a_shell_and_home_toml_can_hold(content: bytes):
    found = shape(content)

    assert shlex.quote(found) == found
    assert "=" not in found
    assert home_from_toml(home_to_toml(Home(import_choices={found: {"unit": "kWh"}})))


def test_a_refusal_names_the_shape_and_the_columns():
    with pytest.raises(UnreadableFileError) as refused:
        import_file(month("2024-01-01"), name="a.csv", home=Home())

    assert refused.value.option == "--unit"
    assert refused.value.shape == shape(month("2024-01-01"))
    assert refused.value.columns == ("time", "usage")
    assert refused.value.first_rows[0] == (2, ("2024-01-01 00:00", "1.5"))


def test_an_answer_is_kept_and_the_next_file_is_read_without_asking():
    home = answered(Home(timezone="Europe/London"), month("2024-01-01"), unit="kWh")

    imported = import_file(month("2024-02-01"), name="feb.csv", home=home)

    assert imported.readings.consumption_kwh == 108
    (unit,) = [d for d in imported.receipt.decisions if d.option == "--unit"]
    assert (unit.choice, unit.evidence) == ("kWh", "answered before")


def test_an_answer_for_one_shape_says_nothing_of_another():
    home = answered(Home(), month("2024-01-01"), unit="kWh")

    with pytest.raises(UnreadableFileError, match="--unit"):
        import_file(month("2024-01-01", header="time,reading"), name="a.csv", home=home)


def test_an_answer_for_a_shape_wins_over_one_for_every_file():
    home = answered(Home(import_choices={"unit": "kWh"}), month("2024-01-01"), unit="Wh")

    assert import_file(month("2024-01-01"), name="a.csv", home=home).readings.consumption_kwh == approx(0.108)


def test_what_is_said_of_this_file_wins_over_what_was_answered_before():
    home = answered(Home(), month("2024-01-01"), unit="Wh")

    imported = import_file(month("2024-01-01"), name="a.csv", home=home, hints=Hints(unit="kWh"))

    assert imported.readings.consumption_kwh == 108
    assert [d.evidence for d in imported.receipt.decisions if d.option == "--unit"] == ["said with --unit"]


def test_an_answer_that_does_not_fit_the_file_is_passed_over_with_an_issue():
    content = month("2024-01-01", header="time,kWh")
    home = answered(Home(), content, time_column="when")

    imported = import_file(content, name="a.csv", home=home)

    assert imported.readings.consumption_kwh == 108
    (issue,) = [i for i in imported.receipt.issues if i.kind == "answer_ignored"]
    assert "'when'" in issue.message


def test_roles_are_kept_by_channel_and_the_homes_own_zone_is_not_kept_twice():
    home = Home(timezone="Europe/London")

    told = with_answers(
        home, Hints(timezone="Europe/London", roles={"usage": "appliance"}), shape="any_table:1"
    )

    assert told == Home(timezone="Europe/London", roles={"usage": "appliance"})


def test_another_zone_than_the_homes_is_kept_for_the_shape():
    content = month("2024-01-01", header="time,kWh")
    home = answered(Home(timezone="Europe/Berlin"), content, timezone="UTC")

    imported = import_file(content, name="a.csv", home=home)

    assert imported.readings.start.isoformat() == "2024-01-01T00:00:00+00:00"
    assert home.timezone == "Europe/Berlin"


def test_an_old_home_file_is_read_as_before():
    home = home_from_toml('home_id = "elm"\n[import_choices]\nunit = "kWh"\ndate_order = "dmy"\n')

    assert import_file(month("2024-01-01"), name="a.csv", home=home).readings.consumption_kwh == 108


def test_home_toml_stays_readable():
    home = Home(import_choices={"unit": "kWh", "any_table:time,usage:1a2b3c": {"date-order": "dmy"}})

    text = home_to_toml(home)

    assert '[import_choices]\nunit = "kWh"\n' in text
    assert '[import_choices."any_table:time,usage:1a2b3c"]\ndate-order = "dmy"\n' in text
    assert home_from_toml(text) == home


def test_the_reason_of_a_refusal_names_the_command_that_settles_it(tmp_path: Path):
    lake, content = Lake(Folder(tmp_path)), month("2024-01-01")
    lake.save_home(Home(home_id="elm"))
    with pytest.raises(UnreadableFileError) as refused:
        import_file(content, name="a.csv", home=lake.home("elm"))

    lake.refuse_file("elm", "a.csv", content, refused.value)

    reason = json.loads(lake.store.get("quarantine/elm/a.csv.reason.json") or b"")
    assert reason["shape"] == shape(content)
    assert reason["choices"][:2] == ["kWh", "Wh"]
    assert reason["settle"] == f"energy home set elm import_choices.{shape(content)}.unit=… --lake {tmp_path}"
