"""Green Button XML beyond the usual: several usage points, net readings, fragments, hostile XML."""

from __future__ import annotations

import tracemalloc

import pytest

from energy_core.errors import UnreadableFileError
from energy_core.importers.inspection import export_kwh
from tests.files import only, read
from tests.test_importers_green_button import START, entry, feed, interval

HOUR = 3600


def blocks(values: list[int], *, seconds: int = HOUR) -> str:
    readings = "".join(interval(START + i * seconds, str(v), seconds) for i, v in enumerate(values))
    return f"<IntervalBlock>{readings}</IntervalBlock>"


def kind(flow: int = 1, *, uom: int = 72, more: str = "") -> str:
    return f"<ReadingType><flowDirection>{flow}</flowDirection><uom>{uom}</uom>{more}</ReadingType>"


def point(number: int, *, service: int = 0) -> str:
    content = f"<UsagePoint><ServiceCategory><kind>{service}</kind></ServiceCategory></UsagePoint>"
    return entry(f"UsagePoint/{number}", content)


def meter(
    usage_point: int, number: int, type_: str, values: list[int], *, seconds: int = HOUR, title: str = "Meter"
) -> str:
    path = f"UsagePoint/{usage_point}/MeterReading/{number}"
    return (
        entry(path, "<MeterReading/>", related=f"{path}/ReadingType/1", title=title)
        + entry(f"{path}/ReadingType/1", type_)
        + entry(f"{path}/IntervalBlock/1", blocks(values, seconds=seconds))
    )


DAY = [500, 250] * 12


def test_usage_points_that_all_consume_are_asked_about():
    text = feed(
        point(1),
        point(2),
        meter(1, 1, kind(), DAY, title="Elm Street"),
        meter(2, 1, kind(), DAY, title="Oak Street"),
    )

    with pytest.raises(UnreadableFileError, match="--meter NAME") as asked:
        read(text)

    assert (asked.value.option, asked.value.choices) == ("--meter", ("Elm Street", "Oak Street", "all"))
    assert read(text, meters=("Oak Street",)).readings.consumption_kwh == 9
    assert read(text, meters=("all",)).readings.consumption_kwh == 18
    with pytest.raises(UnreadableFileError, match="found --meter 'Ash Street'"):
        read(text, meters=("Ash Street",))


def test_a_usage_point_of_gas_beside_electricity_is_no_question():
    gas = meter(2, 1, kind(), DAY, title="Gas")

    imported = read(feed(point(1), point(2, service=1), meter(1, 1, kind(), DAY), gas))

    assert imported.readings.consumption_kwh == 9
    assert imported.readings.channel("Gas").role == "gas"


def test_water_is_no_energy():
    water = meter(2, 1, kind(uom=42), DAY, title="Water")

    imported = read(feed(point(1), point(2, service=2), meter(1, 1, kind(), DAY), water))

    assert (imported.readings.names, imported.readings.consumption_kwh) == (["Meter"], 9)
    assert (imported.receipt.rows_read, imported.receipt.rows_dropped) == (48, 24)


def test_a_file_of_water_alone_is_refused_with_the_reason():
    with pytest.raises(UnreadableFileError, match="Water is no energy: unit code 42"):
        read(feed(point(1, service=2), meter(1, 1, kind(uom=42), DAY, title="Water")))


def test_hours_and_days_of_one_usage_point_count_once():
    days = meter(1, 2, kind(), [9_000, 9_000], seconds=24 * HOUR, title="Daily")

    imported = read(feed(point(1), meter(1, 1, kind(), DAY * 2, title="Hourly"), days))

    assert (imported.readings.names, imported.readings.consumption_kwh) == (["Hourly"], 18)
    assert ("left out", "Daily") in [(d.what, d.choice) for d in imported.receipt.decisions]


def test_two_registers_of_one_usage_point_are_added_up():
    night = meter(1, 2, kind(), [0, 300] * 12, title="Night")

    imported = read(feed(point(1), meter(1, 1, kind(), DAY, title="Day"), night))

    assert imported.readings.consumption_kwh == pytest.approx(12.6)


def test_the_net_of_both_directions_is_not_added_to_them():
    parts = meter(1, 1, kind(1), DAY, title="In") + meter(1, 2, kind(19), [100] * 24, title="Out")

    imported = read(feed(point(1), parts, meter(1, 3, kind(4), [400, 150] * 12, title="Net")))

    assert (imported.readings.consumption_kwh, export_kwh(imported.readings)) == (9, pytest.approx(2.4))
    assert imported.receipt.rows_dropped == 24


def test_a_net_meter_alone_is_the_homes_meter_and_its_negative_values_are_export():
    imported = read(feed(point(1), meter(1, 1, kind(4), [500, -250] * 12)))

    assert (imported.readings.consumption_kwh, export_kwh(imported.readings)) == (6, 3)


def test_each_meter_has_the_type_its_link_names():
    parts = meter(1, 1, kind(1), DAY, title="In") + meter(
        1, 2, kind(19, more="<powerOfTenMultiplier>3</powerOfTenMultiplier>"), [1] * 24, title="Out"
    )

    imported = read(feed(point(1), parts))

    assert (imported.readings.consumption_kwh, export_kwh(imported.readings)) == (9, 24)


def test_blocks_without_a_feed_around_them_are_read():
    for text in (blocks(DAY), f"<x:blocks xmlns:x='http://naesb.org/espi'>{kind()}{blocks(DAY)}</x:blocks>"):
        assert only(read(text)).kwh == 9


def test_a_block_whose_own_link_says_nothing_lies_under_the_one_above_it():
    one, other = (
        entry(f"UsagePoint/1/MeterReading/{n}", "<MeterReading/>", related=f"R/{n}", title=title)
        + entry(f"R/{n}", type_)
        for n, title, type_ in ((1, "In", kind(1)), (2, "Out", kind(19)))
    )
    loose = "".join(
        f'<entry><link rel="self" href="urn:{n}"/>'
        f'<link rel="up" href="UsagePoint/1/MeterReading/{n}/IntervalBlock"/>'
        f"<content>{blocks(values)}</content></entry>"
        for n, values in ((1, DAY), (2, [100] * 24))
    )

    imported = read(feed(one, other, loose))

    assert (imported.readings.consumption_kwh, export_kwh(imported.readings)) == (9, pytest.approx(2.4))


def test_bills_without_intervals_are_refused_by_name():
    summary = entry(
        "UsagePoint/1/UsageSummary/1", "<UsageSummary><billLastPeriod>9</billLastPeriod></UsageSummary>"
    )

    with pytest.raises(UnreadableFileError, match=r"no readings .* only 1 summary of bills"):
        read(feed(point(1), summary))


def bill(number: int, start: int, days: int, value: int, *, power: int = 0, uom: int = 72) -> str:
    used = f"<powerOfTenMultiplier>{power}</powerOfTenMultiplier><uom>{uom}</uom><value>{value}</value>"
    return entry(
        f"UsagePoint/1/UsageSummary/{number}",
        f"<UsageSummary><billingPeriod><duration>{days * 86400}</duration><start>{start}</start>"
        f"</billingPeriod><billLastPeriod>9</billLastPeriod><overallConsumptionLastPeriod>{used}"
        "</overallConsumptionLastPeriod></UsageSummary>",
    )


def test_bills_without_intervals_are_one_reading_for_each_billing_period():
    first, second = bill(1, START, 30, 300_000), bill(2, START + 30 * 86400, 31, 150_000)

    imported = read(feed(point(1), second, first))

    assert imported.readings.consumption_kwh == 450
    assert [row.kwh for row in only(imported).intervals.itertuples()] == [300, 150]
    assert "billing period" in imported.receipt.decisions[0].evidence


def test_each_bill_has_its_own_power_of_ten():
    text = feed(point(1), bill(1, START, 30, 300, power=3), bill(2, START + 30 * 86400, 30, 200_000))

    assert read(text).readings.consumption_kwh == 500


def test_bills_of_gas_are_no_electricity():
    text = feed(
        point(1, service=1), bill(1, START, 30, 30, uom=169), bill(2, START + 30 * 86400, 30, 20, uom=169)
    )

    assert read(text).readings.consumption_kwh is None


HOSTILE = {
    "nested without end": "<a>" * 200_000,
    "millions of elements": "<feed>" + "<a/>" * 300_000 + "</feed>",
    "one endless attribute": "<a b='" + "x" * 20_000_000 + "'/>",
    "an entity within entities": "<!DOCTYPE a [<!ENTITY x 'xx'><!ENTITY y '&x;&x;&x;&x;'>]><a>&y;</a>",
    "a file from outside": "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><a>&x;</a>",
}


@pytest.mark.timeout(60)
@pytest.mark.parametrize("what", HOSTILE)
def test_hostile_xml_is_refused_in_little_time_and_memory(what):
    content = HOSTILE[what].encode()

    tracemalloc.start()
    with pytest.raises(UnreadableFileError):
        read(content, name="usage.xml")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert peak < 300e6
