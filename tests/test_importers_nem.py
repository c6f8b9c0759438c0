"""Australian NEM12 and NEM13: every interval where it belongs, once, on the market's clock."""

from __future__ import annotations

import pytest

from energy_core.errors import UnreadableFileError
from energy_core.home import Home
from energy_core.importers import import_file
from energy_core.importers.hints import Hints
from energy_core.importers.inspection import export_kwh
from energy_core.importers.receipt import Import


def stream(suffix: str = "E1", *, nmi: str = "6001", unit: str = "kWh", minutes: int = 30) -> str:
    return f"200,{nmi},E1B1,1,{suffix},N1,METER,{unit},{minutes},"


def day(date: str, value: float | str, *, count: int = 48, flag: str = "A", updated: str = "20240401") -> str:
    return f"300,{date},{','.join([str(value)] * count)},{flag},,,{updated},"


def nem12(*lines: str) -> str:
    return "\r\n".join(["100,NEM12,202404010000,MDP,RET", *lines, "900", ""])


def read(text: str, *, home: Home | None = None, **hints: object) -> Import:
    known = Hints(**hints)  # type: ignore[arg-type]
    return import_file(text.encode(), name="meter.csv", home=home or Home(), hints=known)


def test_a_day_of_half_hours_begins_at_midnight_utc_plus_10_in_summer_too():
    imported = read(nem12(stream(), day("20240115", 0.5)), home=Home(timezone="Australia/Sydney"))

    assert imported.readings.consumption_kwh == 24
    assert imported.readings.start.isoformat() == "2024-01-15T01:00:00+11:00"
    assert imported.readings.timezone == "Australia/Sydney"


def test_without_a_home_the_days_are_counted_on_the_clock_of_the_market():
    imported = read(nem12(stream(), day("20240115", 0.5)))

    assert imported.readings.timezone == "Australia/Brisbane"
    assert imported.receipt.timezone_source == "default"


def test_western_australia_writes_the_format_on_its_own_clock():
    imported = read(nem12(stream(), day("20240115", 0.5)), home=Home(timezone="Australia/Perth"))

    assert imported.readings.start.isoformat() == "2024-01-15T00:00:00+08:00"


@pytest.mark.parametrize("minutes", [1, 5, 15, 30])
def test_every_length_of_interval_is_read(minutes):
    count = 1440 // minutes

    imported = read(nem12(stream(minutes=minutes), day("20240115", 0.01, count=count)))

    assert imported.readings.consumption_kwh == pytest.approx(count * 0.01)
    assert imported.readings.channels[0].interval_minutes == minutes


@pytest.mark.parametrize(
    ("unit", "kwh"), [("kWh", 4.8), ("KWH", 4.8), ("wh", 0.0048), ("MWh", 4_800), ("kW", 2.4)]
)
def test_units_are_known_in_any_case(unit, kwh):
    imported = read(nem12(stream(unit=unit), day("20240115", 0.1)))

    assert imported.readings.consumption_kwh == pytest.approx(kwh)


def test_import_controlled_load_and_export_are_told_apart_and_reactive_energy_is_left_out():
    imported = read(
        nem12(
            stream("E1"), day("20240115", 0.5),
            stream("E2"), day("20240115", 0.25),
            stream("B1"), day("20240115", 0.125),
            stream("Q1", unit="kVArh"), day("20240115", 9),
            stream("K1", unit="kVArh"), day("20240115", 9),
        )
    )  # fmt: skip

    assert imported.readings.consumption_kwh == 36
    assert export_kwh(imported.readings) == 6
    assert imported.readings.names == ["E1", "E2", "B1"]
    receipt = imported.receipt
    assert (receipt.rows_read, receipt.rows_kept, receipt.rows_dropped) == (240, 144, 96)


def test_check_meters_do_not_count_twice():
    imported = read(nem12(stream("E1"), day("20240115", 0.5), stream("F1"), day("20240115", 0.5)))

    assert imported.readings.consumption_kwh == 24


def test_a_check_meter_alone_counts():
    assert read(nem12(stream("F1"), day("20240115", 0.5))).readings.consumption_kwh == 24


def test_record_400_says_which_intervals_are_estimated_and_which_are_missing():
    imported = read(
        nem12(stream(), day("20240115", 0.5, flag="V"), "400,1,20,A,,", "400,21,40,S14,1,", "400,41,48,N,,")
    )

    (channel,) = imported.readings.channels
    quality = list(channel.intervals["quality"])
    assert quality[:20] == ["measured"] * 20
    assert quality[20:40] == ["estimated"] * 20
    assert channel.intervals["kwh"].isna().sum() == 8
    assert imported.readings.consumption_kwh == 20


def test_a_later_update_of_a_day_wins_wherever_it_stands():
    newer, older = day("20240115", 0.5, updated="20240301"), day("20240115", 9, updated="20240201")

    for lines in ((newer, older), (older, newer)):
        imported = read(nem12(stream(), *lines))

        assert imported.readings.consumption_kwh == 24
        assert imported.receipt.rows_duplicate == 48
        assert imported.receipt.kwh_read == 24 + 432


def test_the_same_day_again_counts_once():
    imported = read(nem12(stream(), day("20240115", 0.5), day("20240115", 0.5)))

    assert imported.readings.consumption_kwh == 24
    assert imported.receipt.rows_duplicate == 48


def test_two_versions_of_a_day_of_equal_rank_are_asked_about():
    two = nem12(stream(), day("20240115", 0.5)) + nem12(stream(), day("20240115", 1))

    with pytest.raises(
        UnreadableFileError, match=r"two different versions of 20240115.*lines 3 and 7"
    ) as asked:
        read(two)

    assert (asked.value.option, asked.value.choices) == ("--sheet", ("1", "2"))
    assert read(two, sheet="2").readings.consumption_kwh == 48


def test_a_document_that_is_not_there_is_refused():
    with pytest.raises(UnreadableFileError, match=r"found --sheet '3'"):
        read(nem12(stream(), day("20240115", 0.5)), sheet="3")


def test_missing_header_blank_lines_padding_quotes_and_semicolons_do_not_matter():
    plain = nem12(stream(), day("20240115", 0.5))
    padded = "\n\n".join(line + ",,,," for line in plain.splitlines())
    bare = "\n" + "\n".join(plain.splitlines()[1:])

    for text in (padded, bare, plain.replace(",", ";"), plain.replace("300,", '"300",'), "\ufeff" + plain):
        assert read(text).readings.consumption_kwh == 24
    assert [issue.kind for issue in read(bare).receipt.issues] == ["no_header"]


def test_several_supply_points_of_which_one_consumes_are_one_home():
    imported = read(
        nem12(stream(nmi="A"), day("20240115", 0.5), stream("B1", nmi="B"), day("20240115", 0.25))
    )

    assert imported.readings.consumption_kwh == 24
    assert export_kwh(imported.readings) == 12
    assert imported.readings.names == ["A E1", "B B1"]


def test_several_supply_points_that_consume_are_asked_about():
    two = nem12(stream(nmi="A"), day("20240115", 0.5), stream(nmi="B"), day("20240115", 0.25))

    with pytest.raises(UnreadableFileError, match="--meter NMI") as asked:
        read(two)

    assert (asked.value.option, asked.value.choices) == ("--meter", ("A", "B", "all"))
    assert read(two, meters=("B",)).readings.consumption_kwh == 12
    assert read(two, meters=("all",)).readings.consumption_kwh == 36
    with pytest.raises(UnreadableFileError, match="found --meter 'C'"):
        read(two, meters=("C",))


WRONG: dict[str, tuple[str, str]] = {
    "too few values": (
        nem12(stream(minutes=15), day("20240115", 1)),
        r"Needed 96 values in every day of 15-minute intervals, as line 2 says; line 3 .* has 48 values",
    ),
    "too many values": (nem12(stream(), day("20240115", 1, count=96)), "Needed 48 values.* has 96 values"),
    "text among the values": (nem12(stream(), day("20240115", "x")), "line 3 .* has 0 values and then 'x'"),
    "no values": (nem12(), "records 200 and 300"),
    "a length that is none": (nem12(stream(minutes=7), day("20240115", 1)), "line 2 of meter.csv says '7'"),
    "a day without stream": (nem12(day("20240115", 1)), "a record 200 before the record 300 in line 2"),
    "a quality without day": (nem12(stream(), "400,1,2,A"), "a record 300 before the record 400 in line 3"),
    "a quality beyond the day": (nem12(stream(), day("20240115", 1), "400,1,99,A"), "between 1 and 48"),
    "a date that is none": (nem12(stream(), day("20241332", 1)), "line 3 of meter.csv has '20241332'"),
    "no unit": (nem12(stream(unit=""), day("20240115", 1)), "the unit of every data stream.*--unit kWh"),
    "only reactive energy": (nem12(stream("Q1", unit="kvarh"), day("20240115", 1)), "has only Q1"),
}  # fmt: skip


@pytest.mark.parametrize("what", WRONG)
def test_what_is_no_day_is_refused_with_its_line(what):
    text, sentence = WRONG[what]

    with pytest.raises(UnreadableFileError, match=sentence):
        read(text)


def test_a_file_that_breaks_off_keeps_its_whole_days_and_says_so():
    text = nem12(stream(), day("20240115", 0.5)).removesuffix("900\r\n") + "300,20240116,0.5,0.5"

    imported = read(text)

    assert imported.readings.consumption_kwh == 24
    assert imported.receipt.rows_dropped == 1
    assert "no_end" in [issue.kind for issue in imported.receipt.issues]


def reads(*rows: tuple[str, str, float, str], direction: str = "E", unit: str = "kWh") -> str:
    lines = [
        f"250,6001,11,1,11,11,METER,{direction},0001,{start},A,,,0002,{end},{flag},,,{kwh},{unit},,2024,2024"
        for start, end, kwh, flag in rows
    ]
    return "\n".join(["100,NEM13,202404010000,MDP,RET", *lines, "550,N,,N,", "900"])


def test_a_quarters_read_is_one_interval_of_its_quantity():
    imported = read(reads(("20240101000000", "20240401000000", 455, "A")))

    (channel,) = imported.readings.channels
    assert (channel.role, channel.kwh, len(channel.intervals)) == ("mains", 455, 1)
    assert channel.start.isoformat() == "2023-12-31T14:00:00+00:00"


def test_an_estimated_read_is_said_to_be_one():
    imported = read(
        reads(
            ("20240101000000", "20240401000000", 455, "A"), ("20240401000000", "20240701000000", 300, "E64")
        )
    )

    assert list(imported.readings.channels[0].intervals["quality"]) == ["measured", "estimated"]
    assert imported.receipt.issues[0].message == "11: 1 reading of the meter estimated, not read."
    assert imported.readings.consumption_kwh == 755


def test_energy_into_the_grid_is_export():
    imported = read(reads(("20240101000000", "20240401000000", 455, "A"), direction="I"))

    assert imported.readings.consumption_kwh is None
    assert export_kwh(imported.readings) == 455


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (reads(), "no readings in it"),
        (reads(("20240401000000", "20240101000000", 1, "A")), "one after the other.*line 2"),
        (reads(("2024", "x", 1, "A")), "one after the other.*line 2"),
        (reads(("20240101000000", "20240401000000", 1, "A"), unit="kvarh"), "has only kvarh"),
        (reads(("20240101000000", "20240401000000", "?", "A")), "the quantity .* line 2"),  # type: ignore[arg-type]
    ],
)
def test_reads_that_are_none_are_refused(text, sentence):
    with pytest.raises(UnreadableFileError, match=sentence):
        read(text)
