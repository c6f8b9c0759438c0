"""The rows of a text table, read by pyarrow: cells of chosen columns, and the file's line of each row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from energy_core.importers.blanks import BLANKS
from energy_core.importers.dialect import Dialect
from energy_core.importers.stray_quotes import without_stray_quotes
from energy_core.importers.table_errors import broken_off, too_uneven
from energy_core.importers.uneven import CUT_OFF, FILLED_UP, sorted_out
from energy_core.spread import Floats, Integers

Cells = Literal["text", "repeated", "number"]
Codes = npt.NDArray[np.int32]

__all__ = ["BLANKS", "Cells", "Codes", "Table", "read_table"]

LARGE_BYTES: Final = 8_000_000
"""From this size on, reading in several threads pays."""

BLOCK_BYTES: Final = 2 << 20
"""How much is parsed at a time; small blocks need little memory."""

STRAY_QUOTE: Final = "a quote in the row is opened and not closed: taken off"
SEVERAL_LINES: Final = "the line continues a cell of the row before"

MOST_MALFORMED: Final = 0.01
"""More rows than this share with too many or too few cells, and the table is not understood."""


@dataclass
class Table:
    """Cells by number of the column: `numbers` (NaN = missing), `texts` (one array), `repeats` (the distinct
    texts and the number of its text for each row). lines : the file's line of each row, from 1.
    aside : lines that are no rows of readings, left out, by reason. mended : lines put right, by reason.
    at : the text's line of each row; None: the same as `lines`."""

    lines: Integers
    numbers: dict[int, Floats]
    texts: dict[int, pa.Array]
    repeats: dict[int, tuple[list[str], Codes]]
    aside: dict[str, list[int]] = field(default_factory=dict)
    mended: dict[str, list[int]] = field(default_factory=dict)
    at: Integers | None = None

    @property
    def malformed(self) -> list[int]:
        """All lines that are no rows of readings."""
        return sorted(line for lines in self.aside.values() for line in lines)

    def __len__(self) -> int:
        return len(self.lines)

    def repeated(self, column: int) -> tuple[list[str], Codes]:
        """The distinct texts of a column, and the number of its text for each row."""
        if column not in self.repeats:
            encoded = self.texts[column].dictionary_encode()
            self.repeats[column] = (encoded.dictionary.to_pylist(), encoded.indices.to_numpy())
        return self.repeats[column]


@dataclass
class _Columns:
    """Columns that fill up block by block, so that a block's memory is let go before the next."""

    wanted: Mapping[int, Cells]
    most_rows: int
    rows: int = 0

    def __post_init__(self) -> None:
        self.numbers = {c: np.empty(self.most_rows) for c, kind in self.wanted.items() if kind == "number"}
        self.codes = {
            c: np.empty(self.most_rows, np.int32) for c, kind in self.wanted.items() if kind == "repeated"
        }
        self.known: dict[int, dict[str, int]] = {c: {} for c in self.codes}
        self.texts: dict[int, list[pa.Array]] = {c: [] for c, kind in self.wanted.items() if kind == "text"}

    def add(self, batch: pa.RecordBatch) -> None:
        place = slice(self.rows, self.rows + len(batch))
        self.rows += len(batch)
        for column, cells in zip(self.wanted, batch.columns, strict=True):
            if column in self.numbers:
                self.numbers[column][place] = cells.to_numpy(zero_copy_only=False)
            elif column in self.texts:
                self.texts[column].append(pc.fill_null(cells, ""))
            else:
                known = self.known[column]
                texts = [*cells.dictionary.to_pylist(), ""]
                number = np.array(
                    [known.setdefault(text or "", len(known)) for text in texts], dtype=np.int32
                )
                codes = pc.fill_null(cells.indices, len(texts) - 1).to_numpy()
                self.codes[column][place] = number[codes]

    def table(self, lines: Integers) -> Table:
        return Table(
            lines,
            {c: values[: self.rows] for c, values in self.numbers.items()},
            {c: pa.concat_arrays(parts or [pa.array([], pa.string())]) for c, parts in self.texts.items()},
            {c: (list(self.known[c]), codes[: self.rows]) for c, codes in self.codes.items()},
        )


def read_table(content: bytes, how: Dialect, *, columns: Mapping[int, Cells], name: str) -> Table:
    """Read the rows below the header.

    columns : which columns, and as what; a `number` column that holds other text is read as text.

    Raises MalformedFileError when the rows do not have as many cells as the header has names.
    """
    wanted = dict(columns)
    while True:
        try:
            return _read(content, how, wanted, name)
        except pa.ArrowInvalid as error:
            numbers = [c for c, kind in wanted.items() if kind == "number"]
            broken = [c for c in numbers if f"CSV column #{c}:" in str(error)]
            if not broken:
                raise broken_off(str(error), how, name=name) from error
            wanted |= dict.fromkeys(broken, "text")


@dataclass
class _Uneven:
    """Lines whose number of cells is not the header's, as pyarrow meets them; it leaves them out."""

    lines: list[tuple[int, str]] = field(default_factory=list)
    blank: list[int] = field(default_factory=list)
    count: int = 0
    empty: int = 0

    def note(self, row: csv.InvalidRow) -> str:
        filled = bool(row.text.strip())
        self.count += filled
        self.empty += not filled
        if row.number is not None and filled:
            self.lines.append((row.number, row.text))
        elif row.number is not None:
            self.blank.append(row.number)
        return "skip"


def _read(content: bytes, how: Dialect, wanted: Mapping[int, Cells], name: str) -> Table:
    unquoted = without_stray_quotes(content, how.delimiter, width=len(how.names))
    content = unquoted.content
    found, uneven = _even(content, how, wanted)
    values = [column for column in wanted if wanted[column] == "number"]
    last = 0 if content.endswith(b"\n") else content.count(b"\n") + 1
    mending = sorted_out(uneven.lines, how, values=values, last=last)
    if mending.mended:
        found, uneven = _even(_patched(content, mending.mended), how, wanted)
    lines = _lines(found.rows, how.first_line, sorted([line for line, _ in uneven.lines] + uneven.blank))
    table = found.table(lines if how.lines is None else how.lines[lines - 1])
    table.at = None if how.lines is None else lines
    table.aside = {reason: [how.source_line(i) for i in at] for reason, at in mending.aside.items()}
    mended = {FILLED_UP: mending.filled_up, STRAY_QUOTE: unquoted.mended, SEVERAL_LINES: unquoted.joined}
    table.mended = {reason: [how.source_line(i) for i in at] for reason, at in mended.items() if at}
    cut_off = table.aside.get(CUT_OFF, [])
    if len(cut_off) > max(2, MOST_MALFORMED * (found.rows + len(cut_off))):
        raise too_uneven(cut_off[0], len(cut_off), found.rows + len(cut_off), how, name=name)
    return table


def _even(content: bytes, how: Dialect, wanted: Mapping[int, Cells]) -> tuple[_Columns, _Uneven]:
    """The rows with as many cells as names, and the others."""
    large = len(content) > LARGE_BYTES
    uneven = _Uneven()
    found = _parsed(content, how, wanted, uneven=uneven, threads=large)
    if large and uneven.count:
        # only one thread knows the numbers of lines
        uneven = _Uneven()
        found = _parsed(content, how, wanted, uneven=uneven, threads=False)
    elif large and uneven.empty:
        texts = enumerate(content.split(b"\n"), 1)
        uneven.blank = [i for i, text in texts if i >= how.first_line and not text.strip()]
    return found, uneven


def _patched(content: bytes, lines: Mapping[int, str]) -> bytes:
    """The text with some of its lines replaced."""
    found = content.split(b"\n")
    for line, text in lines.items():
        found[line - 1] = text.encode()
    return b"\n".join(found)


def _parsed(
    content: bytes, how: Dialect, wanted: Mapping[int, Cells], *, uneven: _Uneven, threads: bool
) -> _Columns:
    types = {
        "text": pa.string(),
        "repeated": pa.dictionary(pa.int32(), pa.string()),
        "number": pa.float64(),
    }
    found = _Columns(wanted, content.count(b"\n") + 2)
    reader = csv.open_csv(
        pa.BufferReader(content),
        read_options=csv.ReadOptions(
            use_threads=threads,
            block_size=BLOCK_BYTES if threads else max(len(content) + 1, 1 << 16),
            skip_rows=how.first_line - 1,
            column_names=[str(i) for i in range(len(how.names))],
        ),
        parse_options=csv.ParseOptions(
            delimiter=how.delimiter, ignore_empty_lines=False, invalid_row_handler=uneven.note
        ),
        convert_options=csv.ConvertOptions(
            include_columns=[str(c) for c in wanted],
            column_types={str(c): types[kind] for c, kind in wanted.items()},
            null_values=list(BLANKS),
            strings_can_be_null=False,
            decimal_point=how.decimal,
            check_utf8=False,
        ),
    )
    with reader:
        for batch in reader:
            found.add(batch)
    return found


def _lines(count: int, first: int, left_out: list[int]) -> Integers:
    """The file's line of each row, given the lines that are no rows."""
    lines = np.arange(first, first + count + len(left_out), dtype=np.int64)
    return lines[~np.isin(lines, left_out)][:count] if left_out else lines
