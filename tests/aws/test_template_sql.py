"""What infra/template.yaml promises of the tables and queries of Athena."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import pytest

from energy_core.lake import layout
from energy_core.lake.parquet import COLUMN, FOLDERS, TABLE
from tests.aws.template import (
    BUCKET,
    deployed,
    written,
)

# --- SQL

GLUE_TYPES = {
    "VARCHAR": "string",
    "BOOLEAN": "boolean",
    "INTEGER": "int",
    "DOUBLE": "double",
    "DATE": "date",
    "TIMESTAMP": "timestamp",
    "TIMESTAMP WITH TIME ZONE": "timestamp",
}
"""Athena reads Parquet instants, of UTC or local, as timestamp."""


def _in_sql() -> dict[str, list[tuple[str, str]]]:
    text = files("energy_core.lake").joinpath("tables.sql").read_text("utf-8")
    return {table: COLUMN.findall(columns) for table, columns in TABLE.findall(text)}


def _in_glue(**parameters: Any) -> dict[str, dict[str, Any]]:
    tables = deployed(**parameters).of_type("AWS::Glue::Table").values()
    return {table["TableInput"]["Name"]: table["TableInput"] for table in tables}


def test_athena_has_the_columns_of_the_lake_in_their_order():
    columns = {
        name: [(c["Name"], c["Type"]) for c in table["StorageDescriptor"]["Columns"]]
        for name, table in _in_glue().items()
    }

    assert columns == {
        table: [(name, GLUE_TYPES[kind]) for name, kind in declared] for table, declared in _in_sql().items()
    }
    assert len(columns) == 6


def test_athena_looks_where_the_lake_writes():
    for name, table in _in_glue(StackPrefix="test-").items():
        root = f"s3://test-{BUCKET}/{FOLDERS[name]}/"
        assert table["StorageDescriptor"]["Location"] == root
        assert table["Parameters"]["storage.location.template"] == root + "bucket=${bucket}/"


@pytest.mark.parametrize("home_id", ["default", "elm-street", "h1", "Lake_2.b"])
def test_the_folder_of_every_home_is_one_of_the_projected_partitions(home_id: str):
    parameters = _in_glue()["raw_energy_data"]["Parameters"]
    first, last = (int(edge) for edge in parameters["projection.bucket.range"].split(","))
    digits = int(parameters["projection.bucket.digits"])
    projected = {f"bucket={number:0{digits}d}" for number in range(first, last + 1)}

    assert layout.bucket(home_id) in projected
    assert len(projected) == layout.BUCKETS


def test_every_table_is_projected_parquet_and_needs_no_crawler():
    for table in _in_glue().values():
        assert table["PartitionKeys"] == [{"Name": "bucket", "Type": "string"}]
        assert table["Parameters"]["projection.enabled"] == "true"
        assert table["Parameters"]["projection.bucket.type"] == "integer"
        assert table["StorageDescriptor"]["SerdeInfo"]["SerializationLibrary"].endswith("ParquetHiveSerDe")
        assert table["TableType"] == "EXTERNAL_TABLE"


def test_queries_write_below_athena_results_and_stop_at_the_limit():
    workgroup = deployed(ScannedBytesLimit=10_000_000).one("AWS::Athena::WorkGroup")["WorkGroupConfiguration"]

    assert workgroup["EnforceWorkGroupConfiguration"] is True
    assert workgroup["ResultConfiguration"]["OutputLocation"] == f"s3://{BUCKET}/athena-results/"
    assert workgroup["BytesScannedCutoffPerQuery"] == "10000000"
    assert written()["Parameters"]["ScannedBytesLimit"]["MinValue"] == 10_000_000
