"""Numbers as the world writes them: decimals and thousands by the evidence of the column, signs, blanks."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from energy_core.errors import UnreadableFileError
from energy_core.importers.number_texts import number_text
from energy_core.importers.receipt import Import
from tests.files import hours, only, read

WRITTEN = {
    "1.234,5": 1234.5, "1,234.5": 1234.5, "1 234,5": 1234.5, "1\u202f234,5": 1234.5,
    "1\u00a0234.5": 1234.5, "1'234.5": 1234.5, "1’234,5": 1234.5, "1,23,456.7": 123456.7,
    "1.234.567": 1234567, "1,234,567": 1234567, ".145": 0.145, ",145": 0.145, "1.2E-3": 0.0012,
    "1,5e−3": 0.0015, "+1.5": 1.5, "1.25-": -1.25, "(1.5)": -1.5, "−1.5": -1.5, "–1.5": -1.5,
    "0.25 kWh": 0.25, "250W": 250, "0,5 (est.)": 0.5, "0.5*": 0.5, "1.5 E": 1.5, "٣٫٥": 3.5,
    "１２.５": 12.5, "0.123": 0.123, "1234,567": 1234.567, "5,": 5, "12": 12,
}  # fmt: skip
NONE = ["$5", "1,2,3", "1.2.3", "12 34", "12abc", "1.5 €", "2024-01-01", "0x10", "-", "--1", "1-2", "a1",
        "(1.5", "1_000", "1.23.456,7", "1,2345,678"]  # fmt: skip


@pytest.mark.parametrize("text", WRITTEN)
def test_a_number_means_what_it_says(text):
    found = number_text(text)

    assert found is not None
    assert found.value(".") == found.value(",") == pytest.approx(WRITTEN[text])


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_number_is_none(text):
    found = number_text(text)

    assert found is None or found.value(".") is None


def test_one_mark_before_three_digits_is_read_as_the_column_says():
    assert number_text("1.234").value(".") == 1.234
    assert number_text("1.234").value(",") == 1234


def table(values: list[str], *, delimiter: str = ";", unit: str = "kWh", minutes: int = 60) -> str:
    stamps = hours(len(values), minutes=minutes)
    lines = [f"{at}{delimiter}{value}" for at, value in zip(stamps, values, strict=True)]
    return "\n".join([f"time{delimiter}{unit}", *lines])


def total(imported: Import) -> float:
    return only(imported).kwh


def test_a_comma_that_one_number_shows_to_part_decimals_does_so_in_all():
    assert total(read(table(["1,234", "0,5", "2,000", "1,5"]))) == pytest.approx(5.234)


def test_thousands_marks_that_one_number_shows_count_in_all():
    values = ["1.234", "950", "1.100,5", "1.000"]

    assert total(read(table(values, unit="Wh"))) == pytest.approx(4.2845)


def test_numbers_without_a_mark_show_that_the_others_have_thousands():
    values = ["1,234", "950", "1,100", "870"]

    imported = read(table([f'"{v}"' for v in values], delimiter=",", unit="Wh"))

    assert total(imported) == pytest.approx(4.154)
    assert "of the same size" in str(imported.receipt.decisions)


def test_another_column_settles_what_a_mark_means():
    lines = [f"{at};1.{240 + 5 * i % 6};3,4{i}" for i, at in enumerate(hours(6))]

    imported = read("\n".join(["time;Wh;cost", *lines]))

    assert total(imported) == pytest.approx(sum(1240 + i for i in range(6)) / 1000)
    assert "as the other columns are" in str(imported.receipt.decisions)


@pytest.mark.parametrize(("unit", "kwh"), [("Wh", 72 * 1.25), ("kWh", 72 * 1.25)])
def test_what_a_home_uses_settles_what_a_mark_means(unit, kwh):
    values = [f"1.{240 + 5 * (i % 5)}" for i in range(72)]

    assert total(read(table(values, unit=unit))) == pytest.approx(kwh, rel=0.01)


def test_a_mark_that_may_mean_both_is_asked_about():
    text = table(["1,240", "1,310", "1,120"], delimiter="\t", unit="Wh")

    with pytest.raises(UnreadableFileError, match=r"1,240 in 'Wh' .* 1\.240 with a decimal comma") as refused:
        read(text)

    assert (refused.value.option, refused.value.choices) == ("--decimal", ("comma", "point"))
    assert total(read(text, decimal="comma")) == pytest.approx(3.67 / 1000)
    assert total(read(text, decimal="point")) == pytest.approx(3.67)


def test_a_number_with_the_other_mark_never_loses_it():
    values = [f"{7 * i % 30}.5" for i in range(30)]
    values[1] = "7,5"

    assert total(read(table(values, delimiter="\t"))) == pytest.approx(sum(i + 0.5 for i in range(30)))


def test_signs_behind_and_brackets_are_minus():
    imported = read(table(["1.5", "0.5-", "(0.25)", "−1.0", "2.0"] * 3, delimiter=",", unit="net kWh"))

    channels = {c.role: c.kwh for c in imported.readings.channels}
    assert channels == {"mains": pytest.approx(10.5), "export": pytest.approx(5.25)}


@pytest.mark.parametrize(
    "word", ["n/a", "#DIV/0!", "NaNStt", "NoneMsg", "—", "(null)", "keine Daten", "brak", "?"]
)
def test_words_for_no_value_are_missing(word):
    channel = only(read(table(["1,5", word, "2,5", "0,5"])))

    assert channel.kwh == 4.5
    assert channel.intervals["kwh"].isna().sum() == 1


def test_a_word_that_stands_again_and_again_means_no_value():
    values = ["ausgefallen" if i % 10 == 9 else "0,5" for i in range(40)]

    imported = read(table(values))

    assert total(imported) == 18
    assert imported.receipt.rows_dropped == 0
    (missing,) = [d for d in imported.receipt.decisions if d.what == "missing values"]
    assert (missing.choice, missing.evidence[:45]) == (
        "4 cells of kWh",
        "'ausgefallen' or nothing stands there, first ",
    )


def test_a_word_that_stands_once_is_damage_and_said():
    imported = read(table(["1,5", "1,5x7", "2,5", "0,5"]))

    assert total(imported) == 4.5
    assert [(r.reason, r.count, r.first_row) for r in imported.receipt.reasons] == [
        ("the value is no number", 1, 3)
    ]


@settings(max_examples=60, deadline=None)
@given(
    values=st.lists(st.integers(0, 9_999_999), min_size=3, max_size=30),
    style=st.sampled_from([(",", "."), (".", ","), (",", "'"), (",", "\u202f"), (".", "")]),
)
def test_whatever_the_marks_the_sum_is_the_same(values, style):
    decimal, thousands = style
    written = [
        f"{v / 1000:,.2f}".replace(",", "T").replace(".", decimal).replace("T", thousands) for v in values
    ]
    written += [f"0{decimal}25"]

    channel = only(read(table([f'"{w}"' for w in written], delimiter="\t", unit="Wh"), kind="interval"))

    expected_wh = sum(round(v / 1000, 2) for v in values) + 0.25
    assert channel.kwh * 1000 == pytest.approx(expected_wh, abs=0.011 * len(values))
