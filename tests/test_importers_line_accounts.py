"""Every line of a file is in a reading or on the receipt, whatever happened to the file."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from energy_core.errors import UnreadableFileError
from energy_core.importers.receipt import Import
from tests.files import hours, read

ROWS = 60
STAMPS = hours(ROWS)
VALUES = [7 * i % 24 / 10 + 0.1 for i in range(ROWS)]


def in_words(choice: str) -> int:
    """How many lines `line 3`, `lines 1 to 4` and `lines 1 to 9 (5 of them)` are."""
    if some := re.search(r"\((\d+) of them\)", choice):
        return int(some[1])
    first, *last = (int(number) for number in re.findall(r"\d+", choice))
    return last[0] - first + 1 if last else 1


def accounted(imported: Import) -> int:
    """Lines on the receipt: rows, header, lines above the table, rules, lines that continue a cell."""
    receipt = imported.receipt
    assert receipt.rows_read == receipt.rows_kept + receipt.rows_dropped + receipt.rows_duplicate
    decided = sum(
        in_words(d.choice)
        for d in receipt.decisions
        if d.what in ("header", "lines above the table", "rules") and d.choice != "none"
    )
    joined = sum(
        r.count for r in receipt.reasons if r.reason == "the line continues a cell of the row before"
    )
    return receipt.rows_read + decided + joined


def filled(text: str, delimiter: str) -> int:
    return sum(bool(line.strip(f" \"'{delimiter}\r")) for line in re.split(r"\r\n|\n|\r", text))


def damaged(line: str, how: str, delimiter: str) -> str:
    cells = line.split(delimiter)
    return {
        "a cell too many": delimiter.join([*cells, "7"]),
        "empty cells too many": line + 2 * delimiter,
        "ends early": delimiter.join(cells[:-1]),
        "cut": cells[0],
        "no delimiters": line.replace(delimiter, ""),
        "a stray quote": f'"{line}',
        "a quote inside": line[:-1] + '"' + line[-1:],
        "another delimiter": line.replace(delimiter, "|"),
        "a wrong date": line.replace("2024", "20x4"),
        "a word for the number": delimiter.join([cells[0], "broken1", *cells[2:]]),
        "twice": f"{line}\n{line}",
        "nothing": "",
        "delimiters only": delimiter * (len(cells) - 1),
    }[how]


DAMAGE = ["a cell too many", "empty cells too many", "ends early", "cut", "no delimiters", "a stray quote",
          "a quote inside", "another delimiter", "a wrong date", "a word for the number", "twice", "nothing",
          "delimiters only"]  # fmt: skip
BETWEEN = ["", "   ", "-----", "Page 2 of 3", "Note: estimated", "Total{d}12.5{d}", "{d}{d}",
           "time{d}kWh{d}note", "Sum", "# comment", "see www.example.com{d}", "Average{d}0.5{d}"]  # fmt: skip


@st.composite
def files(draw: st.DrawFn) -> tuple[str, str, set[int]]:
    """A table of hours with notes above, between and below it, and rows damaged in all ways; which rows."""
    delimiter = draw(st.sampled_from([",", ";", "\t"]))
    lines = [delimiter.join([at, f"{value:.1f}", "ok"]) for at, value in zip(STAMPS, VALUES, strict=True)]
    places = draw(st.lists(st.integers(0, ROWS - 1), max_size=4, unique=True))
    for place in places:
        lines[place] = damaged(lines[place], draw(st.sampled_from(DAMAGE)), delimiter)
    notes = st.lists(st.sampled_from(BETWEEN).map(lambda text: text.replace("{d}", delimiter)), max_size=3)
    for place in sorted(draw(st.lists(st.integers(5, ROWS), max_size=2)), reverse=True):
        lines[place:place] = draw(notes)
    above = draw(st.lists(st.sampled_from(["Report of May", f"Name{delimiter}BOB", "", "-----"]), max_size=4))
    above = [*draw(st.sampled_from([[], [f"sep={delimiter}"]])), *above]
    end = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    text = end.join([*above, delimiter.join(["time", "kWh", "note"]), *lines, *draw(notes)])
    return text + draw(st.sampled_from(["", end])), delimiter, set(places)


def check(text: str, delimiter: str, places: set[int]) -> None:
    try:
        imported = read(text, kind="interval")
    except UnreadableFileError as refused:
        assert "file.csv" in str(refused)
        return
    assert accounted(imported) == filled(text, delimiter)
    whole = sum(value for place, value in enumerate(VALUES) if place not in places)
    assert whole - 1e-6 <= (imported.readings.consumption_kwh or 0) <= sum(VALUES) + 1e-6


@settings(max_examples=40, deadline=None)
@given(files())
def test_every_line_is_in_a_reading_or_on_the_receipt(made):
    check(*made)


@pytest.mark.prove
@settings(max_examples=5_000, deadline=None)
@given(files())
def test_every_line_is_in_a_reading_or_on_the_receipt_in_thousands_of_files(made):
    check(*made)


def test_damage_of_a_few_rows_does_not_stop_the_rest():
    lines = [f"{at},1,ok" for at in STAMPS]
    lines[3] = lines[3].replace(",1,", ",1,1,1,")
    lines[9] = damaged(lines[9], "a wrong date", ",")

    imported = read("\n".join(["Report", "time,kWh,note", *lines, "Total,60,", "printed yesterday"]))

    assert imported.readings.consumption_kwh == ROWS - 2
    assert {r.reason: (r.count, r.first_row) for r in imported.receipt.reasons} == {
        "the row has too many or too few cells, or was cut off": (1, 6),
        "the line is a note or a title, not a row of readings": (1, 64),
        "no readable date and time in the row": (1, 12),
        "the row is a total of other rows": (1, 63),
    }
