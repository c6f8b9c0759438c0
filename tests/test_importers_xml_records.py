"""XML that is no Green Button: readings in elements and attributes are found as those of JSON are."""

from __future__ import annotations

import pytest

from energy_core.errors import UnreadableFileError
from energy_core.importers.inspection import export_kwh
from tests.files import only, read

KWH = [0.25, 0.5, 1.25, 0.75] * 6


def document(*series: str) -> str:
    return '<?xml version="1.0"?>\n<MarketDocument xmlns="urn:x">' + "".join(series) + "</MarketDocument>"


def series(values: list[float], *, business: str) -> str:
    points = "".join(
        f"<Point><position>{i + 1}</position><quantity>{kwh}</quantity></Point>"
        for i, kwh in enumerate(values)
    )
    return (
        f"<TimeSeries><businessType>{business}</businessType><unit.name>KWH</unit.name><Period><timeInterval>"
        "<start>2024-01-01T00:00Z</start><end>2024-01-02T00:00Z</end></timeInterval>"
        f"<resolution>PT1H</resolution>{points}</Period></TimeSeries>"
    )


def test_points_of_a_market_document_follow_each_other_from_its_start():
    channel = only(read(document(series(KWH, business="A04")), name="usage.xml"))

    assert (channel.role, len(channel.intervals)) == ("mains", 24)
    assert channel.intervals.kwh.sum() == pytest.approx(16.5)
    assert channel.intervals.end.iloc[-1].isoformat() == "2024-01-02T00:00:00+00:00"


def test_production_of_a_market_document_is_no_consumption():
    imported = read(document(series(KWH, business="A01")), name="usage.xml")

    assert imported.readings.consumption_kwh is None
    assert export_kwh(imported.readings) == pytest.approx(16.5)


def test_readings_in_attributes_are_read_with_the_unit_of_the_element_around_them():
    rows = "".join(
        f'<r start="2024-01-01T{i:02d}:00:00Z" end="2024-01-01T{i + 1:02d}:00:00Z" value="{kwh}"/>'
        for i, kwh in enumerate(KWH[:23])
    )

    imported = read(f'<meter id="7" unit="kWh">{rows}</meter>', name="meter.xml")

    assert imported.readings.consumption_kwh == pytest.approx(15.75)


def test_entities_are_refused_in_xml_of_any_kind():
    text = '<?xml version="1.0"?><!DOCTYPE m [<!ENTITY a "aaaa">]><m unit="kWh"><r time="2024" v="&a;"/></m>'

    with pytest.raises(UnreadableFileError, match="DOCTYPE"):
        read(text, name="meter.xml")


def test_xml_without_readings_is_refused():
    with pytest.raises(UnreadableFileError, match="nor other readings"):
        read("<note><to>Anna</to><body>Read the meter!</body></note>", name="note.xml")
