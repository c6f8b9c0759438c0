"""Lines whose number of cells is not the table's: put right where that is safe, else set aside by kind."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from energy_core.importers.cell_kinds import CellKind, cell_kind
from energy_core.importers.delimiters import cells_of
from energy_core.importers.dialect import Dialect
from energy_core.importers.plain_rows import plain_line

CUT_OFF: Final = "the row has too many or too few cells, or was cut off"
NOTE: Final = "the line is a note or a title, not a row of readings"
HEADER_AGAIN: Final = "the line is the header again"
FILLED_UP: Final = "the row ends early: its last cells count as missing"

MANY: Final = 3
"""So many rows that end early are how the file is written, not damage."""

_RULER: Final = re.compile(r"[\W_]*")


@dataclass
class Sorted:
    """mended : lines as they should be, by number. aside : lines that are no readings, by reason.
    filled_up : lines of rows that ended early."""

    mended: dict[int, str] = field(default_factory=dict)
    aside: dict[str, list[int]] = field(default_factory=dict)
    filled_up: list[int] = field(default_factory=list)

    def put_aside(self, line: int, reason: str) -> None:
        self.aside.setdefault(reason, []).append(line)


def sorted_out(
    uneven: Sequence[tuple[int, str]], how: Dialect, *, values: Sequence[int], last: int
) -> Sorted:
    """What becomes of lines (number, text) that have too many or too few cells.

    values : the columns that hold energy. last : the file's last line, if no line end follows it; else 0.
    """
    found, width = Sorted(), len(how.names)
    usual = column_kinds(how)
    early = Counter(len(cells_of(text, how.delimiter)) for _, text in uneven)
    for line, text in uneven:
        cells = cells_of(text, how.delimiter)
        while len(cells) > width and not cells[-1].strip():
            cells.pop()
        if len(cells) > width and _goes_on(cells, usual):
            cells = [*cells[: width - 1], how.delimiter.join(cells[width - 1 :])]
        if not _fits(cells, usual) or len(cells) > width:
            found.put_aside(line, _kind_of_line(cells, how))
        elif len(cells) < width and not _may_end_early(cells, how, values, early, is_last=line == last):
            found.put_aside(line, CUT_OFF)
        else:
            if len(cells) < width:
                found.filled_up.append(line)
            found.mended[line] = plain_line([*cells, *[""] * (width - len(cells))], how.delimiter)
    return found


def _goes_on(cells: Sequence[str], usual: Sequence[CellKind]) -> bool:
    """Whether cells beyond the last column are the rest of its text; numbers there are something lost."""
    width = len(usual)
    return (
        usual[-1] in ("text", "blank")
        and cell_kind(cells[width - 1]) == "text"
        and _fits(cells[:width], usual)
    )


def column_kinds(how: Dialect) -> list[CellKind]:
    """What most cells of each column are; `blank` where there are none."""
    kinds: list[CellKind] = []
    for column in range(len(how.names)):
        counts = Counter(cell_kind(row[column]) for row in how.sample[:500])
        filled = [(count, kind) for kind, count in counts.items() if kind != "blank"]
        kinds.append(max(filled)[1] if filled else "blank")
    return kinds


def _fits(cells: Sequence[str], usual: Sequence[CellKind]) -> bool:
    """Whether a row with a time has in each place what the column has elsewhere."""
    place = next((i for i, kind in enumerate(usual) if kind in ("time", "clock")), None)
    if place is not None and (place >= len(cells) or cell_kind(cells[place]) != usual[place]):
        return False
    pairs = list(zip((cell_kind(cell) for cell in cells), usual, strict=False))
    return all(kind in (wanted, "blank") or wanted in ("text", "blank") for kind, wanted in pairs)


def _may_end_early(
    cells: Sequence[str], how: Dialect, values: Sequence[int], early: Counter[int], *, is_last: bool
) -> bool:
    """Whether the cells that a row lacks are ones that may be blank."""
    if early[len(cells)] >= MANY or is_last:
        return early[len(cells)] >= MANY
    lacking = [column for column in values if column >= len(cells)]
    return all(any(not row[column].strip() for row in how.sample) for column in lacking)


def _kind_of_line(cells: Sequence[str], how: Dialect) -> str:
    filled = [cell.strip() for cell in cells if cell.strip()]
    if sum(cell in how.names for cell in filled) > 0.5 * len(filled):
        return HEADER_AGAIN
    kinds = [cell_kind(cell) for cell in filled]
    times = sum(kind in ("time", "clock") for kind in kinds)
    if len(filled) < 2 or not times or all(_RULER.fullmatch(cell) for cell in filled):
        return CUT_OFF if kinds == ["time"] or (len(filled) > 1 and "text" not in kinds) else NOTE
    return CUT_OFF
