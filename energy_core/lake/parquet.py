"""Tables as Parquet with the columns of tables.sql: the same rows give the same bytes."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from energy_core.lake.layout import HOME_TABLES, MONTHLY_TABLES

FOLDERS: Final[Mapping[str, str]] = {
    "raw_energy_data": "processed/readings",
    "processed_energy_data": "processed/hourly",
    "daily_energy_data": "processed/daily",
    "forecast_data": "forecast",
    "forecast_models": "forecast-models",
    "anomaly_data": "anomalies",
}
"""SQL name and folder of every table."""

assert set(FOLDERS.values()) == {*MONTHLY_TABLES, *HOME_TABLES}

TYPES: Final[Mapping[str, Any]] = {
    "VARCHAR": pa.dictionary(pa.int32(), pa.string()),
    "BOOLEAN": pa.bool_(),
    "INTEGER": pa.int32(),
    "DOUBLE": pa.float64(),
    "DATE": pa.date32(),
    "TIMESTAMP": pa.timestamp("us"),
    "TIMESTAMP WITH TIME ZONE": pa.timestamp("us", tz="UTC"),
}
TABLE: Final = re.compile(r"CREATE TABLE (\w+) \(\n(.*?)\n\);", re.DOTALL)
COLUMN: Final = re.compile(r'^  "?(\w+)"? ([A-Z ]+?),?$', re.MULTILINE)


@cache
def schemas() -> dict[str, Any]:
    """The Arrow schema of each table by its folder, as tables.sql says it."""
    text = files(__package__).joinpath("tables.sql").read_text("utf-8")
    return {
        FOLDERS[table]: pa.schema([(name, TYPES[kind]) for name, kind in COLUMN.findall(columns)])
        for table, columns in TABLE.findall(text)
    }


def stored_schema(table: str) -> Any:
    """The schema of a table's files: text is plain there."""
    return pa.schema(
        [
            (field.name, pa.string() if pa.types.is_dictionary(field.type) else field.type)
            for field in schemas()[table]
        ]
    )


def to_parquet(table: str, frame: pd.DataFrame) -> bytes:
    """The rows as a Parquet file, without anything that names a moment, a machine or a pandas version."""
    schema = schemas()[table]
    arrow = schema.empty_table()
    if len(frame):
        ordered = pd.DataFrame({name: _canonical(frame[name]) for name in schema.names})
        arrow = pa.Table.from_pandas(ordered, schema=schema, preserve_index=False)
        arrow = arrow.replace_schema_metadata(None)
    buffer = io.BytesIO()
    pq.write_table(arrow, buffer, compression="zstd", version="2.6", store_schema=False)
    return buffer.getvalue()


def from_parquet(contents: Iterable[bytes], *, by: str, columns: Sequence[str]) -> dict[str, pd.DataFrame]:
    """Some columns of Parquet files, one below the other, by the value of another column.

    Text comes as categories. Each value's rows leave Arrow on their own: years of minutes as one pandas table
    and once more by channel would need twice the memory.
    """
    parts = [_read(content, [by, *columns]) for content in contents]
    rows = pa.concat_tables(parts).unify_dictionaries()
    parts.clear()
    values = pc.unique(rows[by]).to_pylist()
    return {
        value: rows.filter(pc.equal(rows[by], value)).select(list(columns)).to_pandas() for value in values
    }


def _read(content: bytes, columns: list[str]) -> Any:
    schema = pq.read_schema(io.BytesIO(content))
    text = [name for name in columns if pa.types.is_string(schema.field(name).type)]
    return pq.read_table(io.BytesIO(content), columns=columns, read_dictionary=text)


def _canonical(column: pd.Series) -> pd.Series:
    """Categories in alphabetical order: the order they were met in must not change the bytes."""
    if not isinstance(column.dtype, pd.CategoricalDtype):
        return column
    labels = column.cat.categories.astype("str").to_numpy(dtype=object)
    codes = column.cat.codes.to_numpy()
    used = np.unique(codes[codes >= 0])
    order = used[np.argsort(labels[used], kind="stable")]
    place = np.full(len(labels) + 1, -1)
    place[order] = np.arange(len(order))
    return pd.Series(pd.Categorical.from_codes(place[codes], pd.Index(labels[order])), index=column.index)
