"""Which mark parts decimals in a table: by the shapes of its numbers, else by what they add up to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from energy_core.errors import UnreadableFileError
from energy_core.importers.cell_kinds import cell_kind, plain_cell
from energy_core.importers.columns import Layout
from energy_core.importers.dialect import Dialect
from energy_core.importers.hints import Hints
from energy_core.importers.ledger import Ledger
from energy_core.importers.number_texts import Mark, NumberText, Shape, number_text
from energy_core.importers.sampled import YEAR_HOURS, sampled
from energy_core.importers.unit_evidence import HOME_KWH
from energy_core.importers.units import KWH_PER, POWER

FAR_APART: Final = 30.0
"""Whole numbers so many times the marked ones: the mark parts thousands, and both are of one size."""

FEWEST_HOURS: Final = 48.0


@dataclass(frozen=True)
class Shapes:
    """How the numbers of one column are written. whole : numbers without any mark, from 1 to 999.
    marked : numbers with one mark before three digits, read as decimals."""

    counts: Counter[Shape]
    whole: tuple[float, ...]
    marked: tuple[float, ...]

    @property
    def sure(self) -> Mark | None:
        """The mark that the numbers themselves say."""
        comma, point = self.counts["comma"], self.counts["point"]
        if not comma and not point:
            return None
        return "," if comma > point else "."

    @property
    def open(self) -> Mark | None:
        """The mark that may part decimals or thousands, where nothing is sure."""
        if self.sure or not (self.counts["open comma"] or self.counts["open point"]):
            return None
        return "," if self.counts["open comma"] else "."

    @property
    def parts_thousands(self) -> bool | None:
        """Whether the open mark parts thousands, by the numbers without one beside it; None: unknown."""
        if not self.whole or not self.marked:
            return None
        return float(np.median(self.whole)) > FAR_APART * float(np.median(self.marked))


def shapes_of(cells: Iterable[str]) -> Shapes:
    """How numbers are written; other cells do not count."""
    distinct = dict.fromkeys(cells)
    texts = [text for cell in distinct if (text := number_text(plain_cell(cell))) is not None]
    counts = Counter(text.shape for text in texts)
    whole = [float(text.digits) for text in texts if text.shape == "plain" and 0 < len(text.digits) < 4]
    marked = [_as_decimal(text) for text in texts if text.shape.startswith("open")]
    return Shapes(counts, tuple(number for number in whole if number), tuple(marked))


def _as_decimal(text: NumberText) -> float:
    return abs(text.value("," if text.shape == "open comma" else ".") or 0.0)


def other(mark: Mark) -> Mark:
    return "." if mark == "," else ","


def with_decimal(how: Dialect, *, hints: Hints) -> Dialect:
    """The dialect with the decimal mark of the file: said, or sure in most columns, or likely."""
    if hints.decimal is not None:
        return replace(how, decimal="," if hints.decimal == "comma" else ".")
    shapes = [shapes_of(cells) for cells in _number_columns(how)]
    votes = Counter(s.sure for s in shapes if s.sure)
    if votes:
        return replace(how, decimal=votes.most_common(1)[0][0])
    open_ = [s for s in shapes if s.open]
    if not open_:
        return how
    mark = open_[0].open
    assert mark is not None
    thousands = any(s.parts_thousands for s in open_)
    return replace(how, decimal=other(mark) if thousands else mark)


def _number_columns(how: Dialect) -> list[list[str]]:
    columns = [[row[i] for row in how.sample] for i in range(len(how.names))]
    return [c for c in columns if sum(cell_kind(cell) == "number" for cell in c[:50]) > 0.3 * len(c[:50])]


def settle_decimals(how: Dialect, found: Layout, *, hints: Hints, name: str, ledger: Ledger) -> Dialect:
    """The dialect once the columns of energy are known; what decided about decimals is on the receipt.

    Raises UnreadableFileError where 1,234 may be one and a bit or more than a thousand.
    """
    shapes = {column: shapes_of(row[column] for row in how.sample) for column in found.values}
    if hints.decimal is not None:
        ledger.decide("decimal mark", hints.decimal, evidence="said with --decimal", option="--decimal")
        return how
    if any(s.sure for s in shapes.values()):
        _note(how, shapes, ledger)
        return how
    doubtful = {column: s for column, s in shapes.items() if s.open}
    if not doubtful:
        return how
    mark, evidence, confidence = _settled(how, found, doubtful, name=name)
    choice = "comma" if mark == "," else "point"
    ledger.decide("decimal mark", choice, evidence=evidence, confidence=confidence, option="--decimal")
    return replace(how, decimal=mark)


def _note(how: Dialect, shapes: dict[int, Shapes], ledger: Ledger) -> None:
    if how.decimal == "," or any(s.counts["comma"] for s in shapes.values()):
        column = next(column for column, s in shapes.items() if s.sure)
        example = next(c for c in how.cells(column) if "," in c or "." in c)
        choice = "comma" if how.decimal == "," else "point"
        evidence = f"numbers such as {example} in {how.names[column]!r} allow nothing else"
        ledger.decide("decimal mark", choice, evidence=evidence, confidence=0.95, option="--decimal")


def _settled(
    how: Dialect, found: Layout, doubtful: dict[int, Shapes], *, name: str
) -> tuple[Mark, str, float]:
    """The mark, why, and how sure [0 to 1]."""
    column, shapes = next(iter(doubtful.items()))
    mark = shapes.open
    assert mark is not None
    example = next(cell for cell in how.cells(column) if mark in cell)
    sure = [s.sure for s in (shapes_of(cells) for cells in _number_columns(how)) if s.sure]
    if sure:
        return sure[0], f"{example} is read as the other columns are, which allow nothing else", 0.9
    if (thousands := shapes.parts_thousands) is not None:
        evidence = "numbers without a mark beside it are of the same size then"
        return (other(mark) if thousands else mark), f"{example}: {evidence}", 0.85
    if mark == "." and how.delimiter == ",":
        return ".", f"{example} stands between commas, where a point parts decimals", 0.9
    if mark == "," and how.delimiter == ";":
        return ",", f"{example} stands between semicolons, as where a comma parts decimals", 0.85
    marks: tuple[Mark, Mark] = (",", ".")
    fitting = [m for m in marks if _fits_a_home(how, found, column, decimal=m)]
    if len(fitting) == 1:
        return fitting[0], f"{example}: only so it is what a home uses", 0.8
    raise _question(how, column, example, name=name)


def _fits_a_home(how: Dialect, found: Layout, column: int, *, decimal: Mark) -> bool:
    """Whether a year of readings such as the sample's is a home's."""
    unit = found.units.get(column)
    time = sampled(how, found.time)
    values = _values(how, column, decimal)
    if unit not in KWH_PER or time.span_hours < FEWEST_HOURS or not len(values):
        return False
    if unit in POWER:
        year = float(values.mean()) * YEAR_HOURS * KWH_PER[unit]
    elif (np.diff(values) >= 0).mean() > 0.98:
        year = float(values[-1] - values[0]) / time.span_hours * YEAR_HOURS * KWH_PER[unit]
    else:
        year = float(values.sum()) / time.span_hours * YEAR_HOURS * KWH_PER[unit]
    return HOME_KWH[0] <= abs(year) <= HOME_KWH[1]


def _values(how: Dialect, column: int, decimal: Mark) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    texts = [number_text(cell) for cell in how.cells(column)]
    found = [text.value(decimal) for text in texts if text is not None]
    return np.array([number for number in found if number is not None], dtype=float)


def _question(how: Dialect, column: int, example: str, *, name: str) -> UnreadableFileError:
    first = number_text(example)
    assert first is not None
    comma, point = first.value(","), first.value(".")
    return UnreadableFileError(
        f"Needed to know what {example} in {how.names[column]!r} of {name} means: {comma:,.3f} with a "
        f"decimal comma, {point:,.3f} with a decimal point; no other number in the file tells. Say --decimal "
        "comma or --decimal point.",
        where={"file": name, "column": how.names[column], "row": how.source_line(how.first_line)},
        option="--decimal",
        choices=("comma", "point"),
    )
