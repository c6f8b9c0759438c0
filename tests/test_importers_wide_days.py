"""A row for each day and a column for each part of it, in the ways exports name the parts."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from energy_core.errors import UnreadableFileError
from energy_core.importers.receipt import Import
from tests.files import only, read

LONDON = "Europe/London"


def clocks(minutes: int, *, ends: bool = False, form: str = "{:02d}:{:02d}") -> list[str]:
    shift = minutes if ends else 0
    return [form.format(*divmod(m + shift, 60)) for m in range(0, 1440, minutes)]


def ranges(minutes: int) -> list[str]:
    return [f"{a}-{b}" for a, b in zip(clocks(minutes), clocks(minutes, ends=True), strict=True)]


def half_days(minutes: int) -> list[str]:
    stamps = pd.date_range("2024-01-01", periods=1440 // minutes, freq=f"{minutes}min")
    return list(stamps.strftime("%I:%M %p"))


def counted(form: str, count: int, *, first: int = 1) -> list[str]:
    return [form.format(i) for i in range(first, first + count)]


NAMES = {
    "starts": clocks(60), "half hours": clocks(30), "quarters": clocks(15),
    "ends to 24:00": clocks(30, ends=True), "ends to 00:00": [*clocks(30, ends=True)[:-1], "00:00"],
    "unit before": [f"kWh {c}" for c in clocks(15)], "unit behind": [f"{c} kWh" for c in clocks(30)],
    "ranges": ranges(30), "seconds": [f"{c}:00" for c in clocks(60)],
    "one digit": clocks(60, form="{:d}:{:02d}"), "French": clocks(30, form="{:02d}h{:02d}"),
    "compact": clocks(30, form="{:02d}{:02d}"), "compact ends": clocks(30, ends=True, form="{:02d}{:02d}"),
    "12-hour clock": half_days(60), "H01": counted("H{:02d}", 24), "HE1": counted("HE{}", 24),
    "hour with unit": counted("Hour {} kWh", 24), "intervals": counted("Interval {}", 48),
    "bare numbers": counted("{}", 48), "from zero": counted("{}", 24, first=0), "HH": counted("HH{}", 48),
    "settlement periods": counted("Settlement Period {}", 48), "values": counted("V{}", 96),
    "fives": clocks(5), "counted fives": counted("Interval {}", 288),
}  # fmt: skip


def days(count: int, *, first: str = "2024-01-10", form: str = "%d/%m/%Y") -> list[str]:
    return list(pd.date_range(first, periods=count, freq="D").strftime(form))


def table(names: list[str], rows: list[list[object]], *, head: str = "Date", delimiter: str = ",") -> str:
    lines = [delimiter.join(map(str, row)) for row in rows]
    return "\n".join([delimiter.join([head, *names]), *lines])


def values(names: list[str], count: int = 8) -> np.ndarray:
    return np.random.default_rng(len(names)).integers(1, 900, (count, len(names)))


@pytest.mark.parametrize("way", NAMES)
def test_parts_of_the_day_are_read_however_they_are_named(way):
    names = NAMES[way]
    wh = values(names)
    text = table(names, [[day, *row] for day, row in zip(days(8), wh, strict=True)])

    channel = only(read(text, unit="Wh"))

    assert channel.kwh == pytest.approx(wh.sum() / 1000)
    assert channel.interval_minutes == 1440 / len(names)
    assert (channel.start, channel.end) == (
        pd.Timestamp("2024-01-10", tz="UTC"),
        pd.Timestamp("2024-01-18", tz="UTC"),
    )
    assert channel.intervals["kwh"].iloc[len(names) + 3] == pytest.approx(wh[1, 3] / 1000)


def test_a_total_of_the_day_is_not_added_and_says_the_unit():
    wh = values(clocks(30)) / 1000
    rows = [[day, *row, round(row.sum(), 3)] for day, row in zip(days(8), wh, strict=True)]

    imported = read(table([*clocks(30), "Total kWh"], rows))

    assert only(imported).kwh == pytest.approx(wh.sum())
    assert "it is the sum of the day's parts on 8 of 8 days" in str(imported.receipt.decisions)


def test_a_total_that_is_half_the_sum_shows_that_half_hours_are_power():
    kw = values(counted("{}", 48)) / 1000
    rows = [[day, *row, round(row.sum() / 2, 4)] for day, row in zip(days(8), kw, strict=True)]

    channel = only(read(table([*counted("{}", 48), "Daily kWh"], rows)))

    assert (channel.kind, channel.source_unit) == ("power", "kW")
    assert channel.kwh == pytest.approx(kw.sum() / 2)


def test_a_total_that_is_not_the_sum_is_left_out_and_said():
    kwh = values(clocks(60)) / 1000
    rows = [[day, *row, 99] for day, row in zip(days(8), kwh, strict=True)]

    imported = read(table([*(f"{c} kWh" for c in clocks(60)), "Total kWh"], rows))

    assert only(imported).kwh == pytest.approx(kwh.sum())
    assert "on 8 days it is not the sum of the parts: 792.000 beside" in str(imported.receipt.decisions)


def test_what_is_said_of_the_whole_day_does_not_count():
    kwh = values(clocks(60)) / 1000
    rows = [[day, "Mon", 7.5, 12.3, *row] for day, row in zip(days(8), kwh, strict=True)]

    imported = read(table(["Weekday", "Max demand kW", "Mean temp", *(f"{c} kWh" for c in clocks(60))], rows))

    assert only(imported).kwh == pytest.approx(kwh.sum())


def test_rows_of_several_registers_stay_apart():
    wh = values(clocks(60), 6)
    rows = [[day, name, *row] for (day, name), row in zip(
        [(d, n) for d in days(3) for n in ("Import", "Export")], wh, strict=True)]  # fmt: skip

    imported = read(table(["Register", *(f"Wh {c}" for c in clocks(60))], rows))

    assert {c.name: round(c.kwh, 6) for c in imported.readings.channels} == {
        "Import": wh[::2].sum() / 1000,
        "Export": wh[1::2].sum() / 1000,
    }
    assert imported.readings.consumption_kwh == pytest.approx(wh[::2].sum() / 1000)


def test_decimal_commas_and_a_row_of_totals_below():
    kwh = values(clocks(30)) / 1000
    rows = [
        [day, *(f"{x:.3f}".replace(".", ",") for x in row)] for day, row in zip(days(8), kwh, strict=True)
    ]
    rows.append(["Summe", *(f"{x:.3f}".replace(".", ",") for x in kwh.sum(axis=0))])

    imported = read(table([f"{c} kWh" for c in clocks(30)], rows, delimiter=";"))

    assert only(imported).kwh == pytest.approx(kwh.sum())
    assert [(r.reason, r.count, r.first_row) for r in imported.receipt.reasons] == [
        ("the row is a total of other rows", 1, 10)
    ]


def truth(first: str, count: int) -> tuple[list[list[float]], pd.Series]:
    """Hours of local days across a change of clocks: 1, 2, 3 … Wh, by the day and by the instant."""
    hours = pd.date_range(first, periods=count + 1, freq="D", tz=LONDON)
    at = pd.date_range(hours[0], hours[-1], freq="h", inclusive="left")
    wh = pd.Series(np.arange(1.0, len(at) + 1) % 37 + 1, index=at)
    return [list(day) for _, day in wh.groupby(at.date)], wh


def hourly(imported: Import) -> pd.Series:
    frame = only(imported).intervals
    kept = frame[frame["kwh"].notna()]
    return pd.Series(kept["kwh"].to_numpy() * 1000, index=pd.DatetimeIndex(kept["start"]))


@pytest.mark.parametrize("names", [counted("H{} Wh", 25), [f"Interval {i:02d} (Wh)" for i in range(1, 26)]])
@pytest.mark.parametrize("first", ["2024-03-28", "2024-10-24"])
def test_counted_hours_go_on_through_clock_changes(names, first):
    by_day, wh = truth(first, 8)
    rows = [
        [day, *row, *[""] * (25 - len(row))] for day, row in zip(days(8, first=first), by_day, strict=True)
    ]

    imported = read(table(names, rows), timezone=LONDON)

    pd.testing.assert_series_equal(
        hourly(imported), wh.tz_convert("UTC"), check_names=False, check_freq=False, check_dtype=False,
        check_index_type=False,
    )  # fmt: skip


def test_a_blank_column_for_the_hour_that_clocks_skip_is_no_gap():
    by_day, wh = truth("2024-03-28", 8)
    rows = [[day, *(row if len(row) == 24 else [row[0], "", *row[1:]])]
            for day, row in zip(days(8, first="2024-03-28"), by_day, strict=True)]  # fmt: skip

    imported = read(table([f"Wh {c}" for c in clocks(60)], rows), timezone=LONDON)

    assert hourly(imported).sum() == wh.sum()
    assert list(hourly(imported).index) == list(wh.tz_convert("UTC").index)
    assert not [issue for issue in imported.receipt.issues if issue.kind == "gap"]


def test_a_second_column_for_the_repeated_hour_is_the_second_hour():
    by_day, wh = truth("2024-10-24", 8)
    names = [f"Wh {c}" for c in clocks(60)]
    names.insert(2, "Wh 01:00 (2)")
    rows = [[day, *(row if len(row) == 25 else [*row[:2], "", *row[2:]])]
            for day, row in zip(days(8, first="2024-10-24"), by_day, strict=True)]  # fmt: skip

    imported = read(table(names, rows), timezone=LONDON)

    assert list(hourly(imported)) == pytest.approx(list(wh))
    assert list(hourly(imported).index) == list(wh.tz_convert("UTC").index)


@pytest.mark.parametrize("form", ["Apartment {} kWh", "Meter {} kWh", "Circuit {} (kWh)", "kWh room {}"])
def test_twenty_four_numbered_meters_are_no_hours(form):
    names = counted(form, 24)
    wh = values(names)
    text = table(names, [[day, *row] for day, row in zip(days(8), wh, strict=True)])

    try:
        imported = read(text)
    except UnreadableFileError:
        return
    assert len(imported.readings.channels) == 24


def test_parts_of_a_day_without_a_unit_are_asked_about():
    text = table(clocks(60), [[day, *[1] * 24] for day in days(3)])

    with pytest.raises(UnreadableFileError, match="the unit of energy") as refused:
        read(text)

    assert refused.value.option == "--unit"


def test_a_label_above_all_parts_names_them_and_says_their_unit():
    wh = values(clocks(60))
    text = table(clocks(60), [[day, *row] for day, row in zip(days(8), wh, strict=True)])

    channel = only(read(f",Consumption (Wh){',' * 23}\n{text}"))

    assert (channel.name, channel.source_unit) == ("Consumption (Wh)", "Wh")
    assert channel.kwh == pytest.approx(wh.sum() / 1000)


def test_parts_that_are_named_in_two_ways_are_never_read_by_half():
    names = [f"kWh {c}" if i % 2 else f"Usage {c}" for i, c in enumerate(clocks(60))]
    kwh = values(names) / 1000
    text = table(names, [[day, *row] for day, row in zip(days(8), kwh, strict=True)])

    with pytest.raises(UnreadableFileError):
        read(text)


def test_gross_generation_beside_general_consumption_is_no_consumption():
    parts = ",".join(f"{(h + 1) // 2 % 24}:{30 * ((h + 1) % 2):02d}" for h in range(48))
    rows = [
        f"{c},{day}/09/2012,{','.join([v] * 48)}"
        for day in (13, 14)
        for c, v in (("GC", "0.5"), ("GG", "0.25"))
    ]

    imported = read("\n".join([f"Category,date,{parts}", *rows]), unit="kWh", meters=("all",))

    assert {c.name: (c.role, c.kwh) for c in imported.readings.channels} == {
        "GC": ("mains", 48),
        "GG": ("generation", 24),
    }


def half_hours_of(*rows: tuple[str, str], homes: tuple[str, ...] = ("1",)) -> str:
    parts = ",".join(f"{(h + 1) // 2 % 24}:{30 * ((h + 1) % 2):02d}" for h in range(48))
    days = [
        f"{home},2076,{c},{day}/09/2012,{','.join([v] * 48)},"
        for home in homes
        for day in (13, 14, 15)
        for c, v in rows
    ]
    title = "Solar home half-hour data - 1 July 2012 to 30 June 2013" + "," * 52
    return "\n".join([title, f"Customer,Postcode,Consumption Category,date,{parts},Row Quality", *days])


def test_the_registers_of_a_supply_under_a_title_need_a_unit_and_nothing_else():
    text = half_hours_of(("CL", "0.125"), ("GC", "0.5"), ("GG", "0.25"))

    with pytest.raises(UnreadableFileError) as asked:
        read(text)
    imported = read(text, unit="kWh")

    assert asked.value.option == "--unit"
    assert {c.name: (c.role, c.kwh) for c in imported.readings.channels} == {
        "CL": ("mains", 18),
        "GC": ("mains", 72),
        "GG": ("generation", 36),
    }


def test_customers_under_a_title_are_told_apart_before_their_registers_are_added():
    text = half_hours_of(("CL", "0.125"), ("GC", "0.5"), homes=("1", "2"))

    with pytest.raises(UnreadableFileError) as asked:
        read(text, unit="kWh")

    assert (asked.value.option, asked.value.choices) == ("--meter", ("1", "2", "all"))
