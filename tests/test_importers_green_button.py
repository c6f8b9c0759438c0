"""Green Button XML."""

from __future__ import annotations

import pytest

from energy_core.errors import UnreadableFileError
from tests.files import only, read

START = 1_293_868_800  # 2011-01-01 00:00 in Los Angeles


def entry(link: str, content: str, related: str = "", title: str = "") -> str:
    more = f'<link rel="related" href="{related}"/>' if related else ""
    head = f'<link rel="self" href="{link}"/>{more}<title>{title}</title>'
    return f"<entry>{head}<content>{content}</content></entry>"


def interval(start: int, value: str, seconds: int = 3600) -> str:
    period = f"<timePeriod><duration>{seconds}</duration><start>{start}</start></timePeriod>"
    return f"<IntervalReading><cost>9</cost>{period}<value>{value}</value></IntervalReading>"


def meter(number: int, type_: str, intervals: str, title: str = "Meter") -> str:
    path = f"UsagePoint/1/MeterReading/{number}"
    return (
        entry(path, "<MeterReading/>", related=f"ReadingType/{number}", title=title)
        + entry(f"ReadingType/{number}", f"<ReadingType>{type_}</ReadingType>")
        + entry(f"{path}/IntervalBlock/1", f"<IntervalBlock>{intervals}</IntervalBlock>")
    )


def feed(*entries: str, head: str = "") -> str:
    return f'<?xml version="1.0"?>{head}<feed xmlns="http://www.w3.org/2005/Atom">{"".join(entries)}</feed>'


TIMES = entry(
    "LocalTimeParameters/1",
    "<LocalTimeParameters><dstOffset>3600</dstOffset><tzOffset>-28800</tzOffset></LocalTimeParameters>",
)
WATT_HOURS = "<flowDirection>1</flowDirection><powerOfTenMultiplier>0</powerOfTenMultiplier><uom>72</uom>"
TWO = interval(START, "500") + interval(START + 3600, "250")


def test_watt_hours_and_the_zone_are_read():
    imported = read(feed(TIMES, meter(1, WATT_HOURS, TWO, "Main meter")), timezone=None)

    assert (only(imported).name, only(imported).role, only(imported).kwh) == ("Main meter", "mains", 0.75)
    assert (imported.readings.timezone, imported.receipt.timezone_source) == ("America/Los_Angeles", "file")
    assert imported.readings.start.isoformat() == "2011-01-01T00:00:00-08:00"


def test_the_power_of_ten_counts():
    kilo = WATT_HOURS.replace(">0</powerOf", ">3</powerOf")

    assert only(read(feed(meter(1, kilo, interval(START, "2") + interval(START + 3600, "1"))))).kwh == 3.0


def test_what_flows_back_is_export():
    back = WATT_HOURS.replace("<flowDirection>1<", "<flowDirection>19<")

    imported = read(feed(meter(1, WATT_HOURS, TWO), meter(2, back, TWO)))

    assert [(c.name, c.role) for c in imported.readings.channels] == [
        ("Meter", "mains"),
        ("Meter (received)", "export"),
    ]
    assert imported.readings.consumption_kwh == 0.75


def test_overlapping_blocks_count_once():
    imported = read(feed(meter(1, WATT_HOURS, TWO + TWO)))

    assert only(imported).kwh == 0.75
    assert imported.receipt.rows_duplicate == 2


def test_without_a_reading_type_watt_hours_are_assumed_and_said():
    block = entry("UsagePoint/1/MeterReading/1/IntervalBlock/1", f"<IntervalBlock>{TWO}</IntervalBlock>")

    imported = read(feed(block))

    assert only(imported).kwh == 0.75
    assert [issue.kind for issue in imported.receipt.issues] == ["unit_assumed"]


def test_therms_are_gas_and_no_electricity():
    imported = read(feed(meter(1, "<uom>169</uom>", interval(START, "2", 2_592_000))))

    assert only(imported).role == "gas"
    assert only(imported).kwh == pytest.approx(58.6, abs=0.01)
    assert imported.readings.consumption_kwh is None


def test_a_value_that_is_no_number_is_dropped_and_said():
    imported = read(feed(meter(1, WATT_HOURS, TWO + interval(START + 7200, "abc"))))

    assert only(imported).kwh == 0.75
    assert [r.reason for r in imported.receipt.reasons] == ["the value is no number"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (feed(meter(1, WATT_HOURS, TWO))[:-60], "breaks off or is damaged in line 1"),
        (feed(meter(1, WATT_HOURS, "")), "no readings"),
        ("<?xml version='1.0'?><rss><channel/></rss>", "no Green Button entries"),
        (
            feed(meter(1, WATT_HOURS.replace(">0</powerOf", ">999</powerOf"), TWO)),
            "a power of ten between -9 and 9",
        ),
        (feed(meter(1, WATT_HOURS, TWO), head='<!DOCTYPE x [<!ENTITY a "b">]>'), "DOCTYPE"),
    ],
)
def test_damaged_and_hostile_files_are_refused(text, sentence):
    with pytest.raises(UnreadableFileError, match=sentence):
        read(text, name="usage.xml")
