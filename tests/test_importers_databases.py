"""Exports of databases and dashboards: annotated CSV, and entities with a column for each hour."""

from __future__ import annotations

import pytest

from tests.files import read

ANNOTATIONS = (
    "#group,false,false,true,true,false,false,true\n#datatype,string,long,dateTime:RFC3339,dateTime:RFC3339,"
    "dateTime:RFC3339,double,string\n#default,last,,,,,,\n,result,table,_start,_stop,_time,_value,_field\n"
)


def series(field: str, values: list[float], table: int) -> str:
    query = "2024-05-01T00:00:00Z,2024-05-04T00:00:00Z"
    return ANNOTATIONS + "".join(
        f",,{table},{query},2024-05-{1 + i // 24:02d}T{i % 24:02d}:00:00Z,{value},{field}\n"
        for i, value in enumerate(values)
    )


def test_tables_of_an_annotated_file_become_channels_and_volts_are_left_out():
    text = series("total_kWh", [4000 + 0.5 * i for i in range(48)], 0) + "\n"
    text += series("voltage_V", [230 + i % 2 for i in range(48)], 1)

    imported = read(text, timezone=None)

    assert {c.name: (c.kind, round(c.kwh, 6)) for c in imported.readings.channels} == {
        "total_kWh": ("register", 23.5)
    }
    assert imported.receipt.format == "influx_csv"
    assert imported.receipt.rows_dropped == 48


def test_a_row_per_entity_with_a_column_per_hour_is_read_by_its_type():
    hours = ",".join(f"2024-10-26T{h:02d}:00:00+02:00" for h in range(24))
    text = f"entity_id,type,unit,{hours}\n"
    text += "sensor.a,grid_consumption,kWh," + ",".join(["0.25"] * 24) + "\n"
    text += "sensor.b,grid_return,Wh," + ",".join(["100"] * 23 + [""]) + "\n"
    text += "sensor.c,gas,m³," + ",".join(["0.1"] * 24) + "\n"

    imported = read(text, timezone=None)

    assert {c.name: (c.role, round(c.kwh, 6)) for c in imported.readings.channels} == {
        "sensor.a": ("mains", 6), "sensor.b": ("export", 2.3),
    }  # fmt: skip
    assert imported.receipt.rows_read == 72 == imported.receipt.rows_kept + imported.receipt.rows_dropped
    assert imported.readings.consumption_kwh == pytest.approx(6)
