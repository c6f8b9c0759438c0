"""Swiss load profiles: SDAT-CH, ebIX E66."""

from __future__ import annotations

import pytest

from energy_core.errors import MalformedFileError, UnreadableFileError
from energy_core.importers.inspection import export_kwh
from tests.files import read
from tests.golden import DATA

TEXT = (DATA / "sdat.xml").read_text()
"""Quarters of 0.1, 0.2 (estimated) and 0.3 kWh and a missing one; 0.06 kWh of export; reactive energy."""


def test_consumption_and_production_points_are_told_apart():
    imported = read(TEXT, timezone=None)

    assert imported.readings.consumption_kwh == pytest.approx(0.6)
    assert export_kwh(imported.readings) == pytest.approx(0.06)
    assert (imported.receipt.format, imported.readings.timezone) == ("sdat_xml", "Europe/Zurich")


def test_observations_are_counted_from_the_start_of_the_interval():
    mains, _ = read(TEXT).readings.channels

    assert [f"{at:%H:%M}" for at in mains.intervals.start] == ["23:00", "23:15", "23:30", "23:45"]
    assert list(mains.intervals.kwh[:3]) == [0.1, 0.2, 0.3]


def test_an_observation_that_is_not_there_is_missing_and_an_estimate_is_marked():
    mains, _ = read(TEXT).readings.channels

    assert list(mains.intervals.kwh.isna()) == [False, False, False, True]
    assert mains.intervals.quality[1] == "estimated"


def test_reactive_energy_is_left_out_and_said():
    receipt = read(TEXT).receipt

    assert [(r.reason, r.count) for r in receipt.reasons] == [("the row holds KVR, no active energy", 4)]
    assert (receipt.rows_read, receipt.rows_kept) == (12, 8)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("<rsm:Sequence>4<", "<rsm:Sequence>5<", "sequences of 1 to 4"),
        ("<rsm:Unit>MIN<", "<rsm:Unit>MON<", "resolution in minutes or hours"),
        ("2024-03-30T23:00:00Z", "soon", "an interval with start, end"),
        ("</rsm:ValidatedMeteredData_14>", "", "breaks off"),
        ("<rsm:ValidatedMeteredData_14", "<!DOCTYPE a><rsm:ValidatedMeteredData_14", "DOCTYPE"),
    ],
)
def test_damage_is_refused_in_words(old, new, message):
    with pytest.raises(MalformedFileError, match=message):
        read(TEXT.replace(old, new))


def test_a_file_of_reactive_energy_alone_is_refused():
    with pytest.raises(UnreadableFileError, match="active energy"):
        read(TEXT.replace("KWH", "KVR"))
