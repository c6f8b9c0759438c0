"""What the pages are made of."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from energy_core.importers.receipt_words import for_people
from tests.app.pages import ROOT
from tests.files import read, rows
from ui.parts.home_keeping import free_home_id
from ui.parts.period import both_days
from ui.parts.plain_text import plain
from ui.parts.preview import change_words, first_rows

SOURCES = [
    *sorted((ROOT / "ui").rglob("*.py")),
    *sorted((ROOT / "pages").glob("*.py")),
    ROOT / "streamlit_app.py",
]


@pytest.mark.parametrize(
    "name",
    [
        "**bold**",
        "[x](javascript:alert(1))",
        "![](http://evil.example/p.png)",
        "$5 and $6",
        ":red[hot]",
        "<b>x</b>",
        "# a",
    ],
)
def test_a_name_keeps_its_characters_and_loses_its_markup(name: str):
    shown = plain(name)

    assert not re.search(r"(?<!\\)[*\[\]()$<>#!]", shown)
    assert shown.replace("\\", "").replace("\u2060", "") == name


def test_an_address_in_a_text_does_not_become_a_link():
    assert not re.search(r"https?:|www\.", plain("see https://a.example or www.b.example").replace("\\", ""))


def test_an_error_names_the_fields_of_the_page_not_the_options_of_the_command_line():
    said = for_people("Say it with --unit, or --time-column.")

    assert said == "Say it with “Unit”, or “Time column”."


def test_the_first_rows_stand_beside_the_intervals_they_became():
    days = rows(["2024-01-01", "2024-01-02", "2024-01-03"], [5, 6, 7], header="day,kWh")
    seconds = rows(["2024-01-01 00:00:00", "2024-01-01 00:00:10", "2024-01-01 00:00:20"], [0.01, 0.02, 0.03])

    assert first_rows(read(days))["Read as"].to_list() == ["1 Jan 2024", "2 Jan 2024", "3 Jan 2024"]
    assert first_rows(read(seconds))["Read as"][1] == "1 Jan 2024, 00:00:10 to 00:00:20"
    assert first_rows(read(days))["Line"].to_list() == [2, 3, 4]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (4425.0, 4425.0, None),
        (4425.0, 4.425, "4,425 kWh becomes 4.42 kWh, 1,000 times less"),
        (100.0, 110.0, "100 kWh becomes 110 kWh, 10% more"),
        (100.0, None, "100 kWh becomes no consumption"),
        (0.0, 5.0, "0 kWh becomes 5 kWh"),
    ],
)
def test_a_changed_total_is_said_with_by_how_much(before: float, after: float | None, said: str | None):
    assert change_words(before, after) == said


def test_a_new_home_gets_a_folder_name_that_no_home_has():
    assert free_home_id("Grandma's flat", []) == "grandma-s-flat"
    assert free_home_id("Flat", ["flat", "flat-2"]) == "flat-3"
    assert free_home_id("家", []) == "home"


def test_half_chosen_days_run_to_the_last_reading():
    first, last = dt.date(2024, 1, 1), dt.date(2024, 1, 31)

    assert both_days((dt.date(2024, 1, 5),), first, last) == (dt.date(2024, 1, 5), last)
    assert both_days((), first, last) == (first, last)


@pytest.mark.parametrize(
    ("what", "where"),
    [
        (r"st\.session_state", "ui/session.py"),
        (r"st\.cache_data", "ui/cached.py"),
        (r"st\.cache_resource", "ui/services.py"),
        (r"unsafe_allow", ""),
    ],
)
def test_what_is_dangerous_to_spread_has_one_place(what: str, where: str):
    uses = {path.relative_to(ROOT).as_posix() for path in SOURCES if re.search(rf"{what}\b", code(path))}

    assert uses <= {where}


def code(path: Path) -> str:
    """The file without its docstrings and comments, which may name what they forbid."""
    return re.sub(r'""".*?"""|#.*', "", path.read_text(), flags=re.S)


def test_pages_are_short():
    assert all(len(path.read_text().splitlines()) <= 60 for path in (ROOT / "pages").glob("*.py"))
