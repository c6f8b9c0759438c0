"""Parquet files: columns with types of their own, read as any other table."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import partial
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from energy_core.errors import MalformedFileError, UnreadableFileError
from energy_core.importers.hints import Hints
from energy_core.importers.receipt import Import
from energy_core.importers.sheets import Row, Sheet, read_sheets

FORMAT: Final = "parquet"

MOST_CELLS: Final = 60_000_000
MOST_BYTES: Final = 1_000_000_000
BATCH: Final = 50_000


def recognises(head: bytes) -> bool:
    """Its first four bytes."""
    return head.startswith(b"PAR1")


def read(content: bytes, *, name: str, hints: Hints) -> Import:
    """Read the file. Raises MalformedFileError for a damaged one, UnreadableFileError for a huge one."""
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(io.BytesIO(content))
        about = file.metadata
        unpacked = sum(about.row_group(i).total_byte_size for i in range(about.num_row_groups))
    except (pa.ArrowException, OSError, ValueError) as error:
        raise _damaged(name, error) from error
    columns = [f.name for f in file.schema_arrow if not pa.types.is_nested(f.type) and f.name]
    if about.num_rows * max(len(columns), 1) > MOST_CELLS or unpacked > MOST_BYTES:
        raise UnreadableFileError(
            f"Needed a Parquet file of at most {MOST_CELLS:,} cells; {name} has {about.num_rows:,} rows of "
            f"{len(columns)} columns. Keep the columns of time and energy.",
            where={"file": name},
        )
    zone = next((f.type.tz for f in file.schema_arrow if pa.types.is_timestamp(f.type) and f.type.tz), None)
    said = zone if zone and "/" in zone else None
    rows = partial(_rows, file, columns, name)
    return read_sheets([Sheet("table", rows, said)], name=name, form=FORMAT, hints=hints, noun="table")


def _rows(file: Any, columns: list[str], name: str) -> Iterator[Row]:
    yield 0, [column.removeprefix("__index_level_0__") or "time" for column in columns]
    number = 0
    try:
        for batch in file.iter_batches(batch_size=BATCH, columns=columns):
            texts = [_texts(column).to_pylist() for column in batch.columns]
            for row in zip(*texts, strict=True):
                number += 1
                yield number, row
    except (pa.ArrowException, OSError, ValueError) as error:
        raise _damaged(name, error) from error


def _texts(column: pa.Array) -> pa.Array:
    """A column as text: moments in UTC as ISO 8601, numbers with a point, what is missing as nothing."""
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    if pa.types.is_timestamp(column.type):
        shown = pc.strftime(
            column.cast(pa.timestamp("us", tz="UTC" if column.type.tz else None)), "%Y-%m-%dT%H:%M:%S"
        )
        return pc.fill_null(pc.binary_join_element_wise(shown, "Z" if column.type.tz else "", ""), "")
    if pa.types.is_floating(column.type):
        column = pc.if_else(pc.is_finite(column), column, pa.scalar(None, column.type))
    if pa.types.is_binary(column.type) or pa.types.is_large_binary(column.type):
        return pa.array([""] * len(column), pa.string())
    return pc.fill_null(column.cast(pa.string()), "")


def _damaged(name: str, error: Exception) -> MalformedFileError:
    return MalformedFileError(
        f"Needed a whole Parquet file; {name} is damaged or incomplete ({str(error)[:80]}). Download it "
        "again.",
        where={"file": name},
    )
