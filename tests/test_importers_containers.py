"""Archives of meter files: unpacked within limits, read, and joined only when they are one home's."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tracemalloc
import zipfile
import zlib
from collections.abc import Mapping

import pytest

from energy_core.errors import UnreadableFileError
from energy_core.importers.archives import is_home_export
from energy_core.importers.inspection import export_kwh
from tests.files import hours, read, rows

JANUARY = rows(hours(48, start="2024-01-01"), [0.5] * 48)
FEBRUARY = rows(hours(48, start="2024-02-01"), [0.25] * 48)


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def refusal(content: bytes, *, name: str = "meter.zip", **hints: object) -> UnreadableFileError:
    with pytest.raises(UnreadableFileError) as refused:
        read(content, name=name, **hints)
    return refused.value


@pytest.mark.parametrize(
    ("name", "pack"), [("m.csv.gz", gzip.compress), ("m.csv.bz2", bz2.compress), ("m.csv.xz", lzma.compress)]
)
def test_a_compressed_file_is_read_as_what_is_in_it(name, pack):
    imported = read(pack(JANUARY.encode()), name=name)

    assert imported.readings.consumption_kwh == 24
    assert imported.receipt.file == name


def test_a_gzip_of_several_pieces_is_read_whole():
    half = len(JANUARY) // 2
    content = gzip.compress(JANUARY[:half].encode()) + gzip.compress(JANUARY[half:].encode())

    assert read(content, name="m.csv.gz").readings.consumption_kwh == 24


def test_the_one_file_of_a_zip_is_read_whatever_the_archive_is_called():
    for name in ("download.zip", "download.csv", "download"):
        imported = read(zipped({"2024/january.csv": JANUARY}), name=name)

        assert imported.readings.consumption_kwh == 24
        assert imported.receipt.file == f"{name}/2024/january.csv"


def test_what_systems_and_suppliers_add_is_passed_over_and_said():
    content = zipped(
        {
            "__MACOSX/._january.csv": b"\x00\x05\x16\x07",
            ".DS_Store": b"\x00\x00\x00\x01Bud1",
            "data/": "",
            "readme.txt": "Thank you for using our portal",
            "bill.pdf": b"%PDF-1.7",
            "prices.csv": rows(hours(48), [0.3] * 48, header="time,price_per_kwh"),
            "january.csv": JANUARY,
        }
    )

    imported = read(content, name="meter.zip")

    assert imported.readings.consumption_kwh == 24
    told = imported.receipt.decisions[0]
    assert (told.what, told.choice) == ("files passed over", "readme.txt, bill.pdf, prices.csv")


def test_months_of_one_meter_are_one_channel():
    imported = read(zipped({"b.csv": FEBRUARY, "a.csv": JANUARY}), name="meter.zip")

    (channel,) = imported.readings.channels
    assert (channel.name, channel.kwh, len(channel.intervals)) == ("kWh", 36, 96)
    assert list(channel.intervals["source_file"].unique()) == ["meter.zip/a.csv", "meter.zip/b.csv"]
    assert (imported.receipt.rows_read, imported.receipt.rows_kept) == (96, 96)


def test_what_two_files_say_alike_counts_once():
    overlapping = rows(hours(72, start="2024-01-01"), [0.5] * 72)

    imported = read(zipped({"a.csv": JANUARY, "b.csv": overlapping}), name="meter.zip")

    receipt = imported.receipt
    assert imported.readings.consumption_kwh == 36
    assert (receipt.rows_read, receipt.rows_kept, receipt.rows_duplicate) == (120, 72, 48)
    assert (receipt.kwh_read, receipt.kwh_kept, receipt.kwh_dropped) == (60, 36, 24)


def test_a_corrected_value_in_a_later_file_wins_and_is_an_issue():
    later = rows(hours(96, start="2024-01-01"), [0.5] * 10 + [0.75] + [0.5] * 85)

    imported = read(zipped({"a.csv": JANUARY, "b.csv": later}), name="meter.zip")

    assert imported.readings.consumption_kwh == 48.25
    assert [issue.kind for issue in imported.receipt.issues] == ["conflicting_repeats"]


def test_two_files_that_contradict_each_other_are_asked_about():
    other = rows(hours(48, start="2024-01-01"), [0.1] * 48)
    content = zipped({"north.csv": JANUARY, "south.csv": other})

    error = refusal(content)

    assert (error.option, error.choices) == ("--sheet", ("north.csv", "south.csv"))
    assert "with other values" in error.message
    assert read(content, name="meter.zip", sheet="south.csv").readings.consumption_kwh == pytest.approx(4.8)
    assert read(content, name="meter.zip", meters=("all",)).readings.consumption_kwh == pytest.approx(28.8)


def test_hours_and_days_of_one_meter_are_one_energy():
    days = rows(["2024-01-01", "2024-01-02"], [12, 12])

    imported = read(zipped({"hours.csv": JANUARY, "days.csv": days}), name="meter.zip")

    receipt = imported.receipt
    assert imported.readings.consumption_kwh == 24
    assert imported.readings.channels[0].interval_minutes == 60
    assert (receipt.rows_read, receipt.rows_kept, receipt.rows_duplicate) == (50, 48, 2)
    assert (receipt.kwh_read, receipt.kwh_kept, receipt.kwh_dropped) == (48, 24, 24)


def test_days_that_are_not_the_sums_of_the_hours_are_asked_about():
    days = rows(["2024-01-01", "2024-01-02"], [20, 3])

    error = refusal(zipped({"hours.csv": JANUARY, "days.csv": days}))

    assert error.option == "--sheet"
    assert "in intervals of another length" in error.message


def test_one_meter_under_two_names_counts_once():
    renamed = JANUARY.replace("time,kWh", "time,usage kWh")

    imported = read(zipped({"a.csv": JANUARY, "b.csv": renamed}), name="meter.zip")

    assert imported.readings.consumption_kwh == 24
    assert (imported.receipt.rows_read, imported.receipt.rows_duplicate) == (96, 48)


def test_two_meters_that_may_be_the_same_energy_are_asked_about():
    other = JANUARY.replace("time,kWh", "time,usage kWh").replace("0.5", "0.7")

    error = refusal(zipped({"a.csv": JANUARY, "b.csv": other}))

    assert error.option == "--sheet"
    assert "the same energy twice" in error.message


def test_phases_are_added_up():
    content = zipped({f"em_data_phase{phase}.csv": JANUARY for phase in "ABC"})

    imported = read(content, name="meter.zip")

    assert imported.readings.consumption_kwh == 72
    assert len(imported.readings.consumption) == 3


def test_import_and_export_in_two_files_stay_apart():
    exported = JANUARY.replace("time,kWh", "time,exported kWh")

    imported = read(zipped({"use.csv": JANUARY, "sun.csv": exported}), name="meter.zip")

    assert (imported.readings.consumption_kwh, export_kwh(imported.readings)) == (24, 24)


def test_an_appliance_beside_the_mains_is_not_added_to_it():
    fridge = rows(hours(48, start="2024-01-01"), [0.1] * 48, header="time,fridge kWh")
    whole = JANUARY.replace("time,kWh", "time,house total kWh")

    imported = read(zipped({"whole.csv": whole, "fridge.csv": fridge}), name="meter.zip")

    assert imported.readings.consumption_kwh == 24
    assert imported.readings.channel("fridge kWh").role == "appliance"


def test_a_month_that_cannot_be_read_is_not_left_out_in_silence():
    odd = FEBRUARY.replace("0.25", "abc")

    error = refusal(zipped({"a.csv": JANUARY, "b.csv": odd}))

    assert "meter.zip/b.csv" in error.message


def test_a_question_about_one_file_is_answered_by_its_option():
    content = zipped({"a.csv": JANUARY.replace("kWh", "usage"), "b.csv": FEBRUARY.replace("kWh", "usage")})

    assert refusal(content).option == "--unit"
    assert read(content, name="meter.zip", unit="kWh").readings.consumption_kwh == 36


def test_an_archive_in_an_archive_is_opened_once():
    inner = zipped({"january.csv": JANUARY})

    imported = read(zipped({"inner.zip": inner}), name="outer.zip")

    assert imported.readings.consumption_kwh == 24
    assert imported.receipt.file == "outer.zip/inner.zip/january.csv"
    assert "an archive in an archive" in refusal(zipped({"a.zip": zipped({"b.zip": inner})})).message


def test_a_file_that_is_not_there_is_refused_with_those_that_are():
    error = refusal(zipped({"a.csv": JANUARY, "b.csv": FEBRUARY}), sheet="c.csv")

    assert (error.option, error.choices) == ("--sheet", ("a.csv", "b.csv"))


def encrypted() -> bytes:
    content = bytearray(zipped({"a.csv": JANUARY}))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def broken() -> bytes:
    content = bytearray(zipped({"a.csv": JANUARY}))
    content[60] ^= 0xFF
    return bytes(content)


WHOLE = gzip.compress(JANUARY.encode())
DAMAGED: dict[str, tuple[bytes, str]] = {
    "no members": (zipped({}), "is empty"),
    "only junk": (zipped({".DS_Store": b"x"}), "holds no file of readings"),
    "only folders": (zipped({"a/": ""}), "is empty"),
    "a readme": (zipped({"readme.txt": "hello"}), "meter.zip/readme.txt"),
    "no meter file": (zipped({"readme.txt": "hello", "bill.pdf": "%PDF-"}), "none of its 2 files is one"),
    "a password": (encrypted(), "password-protected"),
    "a changed byte": (broken(), "damaged or incomplete"),
    "a cut ZIP": (zipped({"a.csv": JANUARY})[:100], "damaged or incomplete"),
    "a cut gzip": (WHOLE[:-20], "damaged or incomplete"),
    "a gzip with a wrong sum": (WHOLE[:-8] + b"\0" * 8, "damaged or incomplete"),
    "a gzip and something else": (WHOLE + b"more", "damaged or incomplete"),
    "a cut xz": (lzma.compress(JANUARY.encode())[:-9], "damaged or incomplete"),
    "a cut bzip2": (bz2.compress(JANUARY.encode())[:-9], "damaged or incomplete"),
    "a path that leads out": (zipped({"../../etc/cron.csv": JANUARY}), "path leads out"),
    "a path from the root": (zipped({"/etc/cron.csv": JANUARY}), "path leads out"),
    "a path to a drive": (zipped({"C:/cron.csv": JANUARY}), "path leads out"),
    "thousands of files": (zipped({f"{i}.csv": "" for i in range(5_001)}), "at most 5,000 files"),
    "a home of ours": (zipped({"homes/elm/home.toml": "x", "raw/elm/a.csv": JANUARY}), "a home that was"),
}  # fmt: skip


@pytest.mark.parametrize("what", DAMAGED)
def test_what_cannot_be_opened_is_refused_in_one_sentence(what):
    content, sentence = DAMAGED[what]

    message = refusal(content).message

    assert message.startswith("Needed")
    assert sentence in message


def zeros(megabytes: int) -> bytes:
    engine, block = zlib.compressobj(1, zlib.DEFLATED, wbits=31), b"\0" * (1 << 20)
    return b"".join([engine.compress(block) for _ in range(megabytes)]) + engine.flush()


@pytest.mark.parametrize("kind", ["gzip", "zip", "zip in a zip"])
def test_a_bomb_is_refused_before_it_fills_the_memory(kind):
    bomb = zeros(200) if kind == "gzip" else zipped({"a.csv": b"\0" * (80 << 20)})
    if kind == "zip in a zip":
        bomb = zipped({"inner.zip": bomb})

    tracemalloc.start()
    message = refusal(bomb).message
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert "unpacks to more than 67 MB" in message
    assert peak < 200e6


def test_a_home_of_ours_is_told_from_an_archive_of_meter_files():
    assert is_home_export(["homes/elm/home.toml", "raw/elm/a.csv"])
    assert not is_home_export(["home.toml", "january.csv", "homes/readme.txt"])
