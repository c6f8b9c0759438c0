"""Texts that no delimiter parts as they stand -> plain text: blanks, quoted lines, decimal commas."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from energy_core.importers.cell_kinds import cell_kind
from energy_core.importers.delimiters import RARE, WHITE_SPACE, cells_of, delimiter_of
from energy_core.importers.dialect import sample_lines
from energy_core.importers.ledger import Ledger
from energy_core.importers.plain_rows import Text, plain_text
from energy_core.importers.rulers import is_ruler, with_bars, without_rulers
from energy_core.importers.white_space import parted

MOSTLY: Final = 0.9

_FRACTION: Final = re.compile(r"\d+")
_WHOLE: Final = re.compile(r"[-+]?\d{1,7}")


def plain(text: Text, *, ledger: Ledger) -> Text:
    """The same table with commas between its cells, if it is written in an odd way; else itself."""
    text = with_bars(text)
    sample = [line for line in sample_lines(text.content) if line.strip() and not is_ruler(line)]
    if _are_quoted(sample):
        ledger.decide(
            "quotes", "around whole lines: taken off", evidence="every line begins and ends with one"
        )
        return plain(Text(_unquoted(text.content), text.lines), ledger=ledger)
    delimiter = delimiter_of(sample)
    if delimiter == WHITE_SPACE:
        return without_rulers(_from_white_space(text, ledger), ledger=ledger)
    text = without_rulers(text, ledger=ledger)
    if delimiter in RARE:
        return _from_rare(text, delimiter, ledger)
    if delimiter is not None and _are_single_quoted(sample, delimiter):
        return _from_single_quotes(text, delimiter, ledger)
    if delimiter == ",":
        return _with_decimal_commas(text, sample, ledger)
    return text


def _lines(text: Text) -> list[str]:
    return text.content.decode("utf-8", errors="replace").split("\n")


def _are_quoted(lines: Sequence[str]) -> bool:
    """Whether quotes stand around whole lines, which then have no cells of their own."""
    wrapped = sum(line.strip()[:1] == '"' == line.strip()[-1:] and len(line) > 2 for line in lines)
    if wrapped < MOSTLY * len(lines) or len(lines) < 2:
        return False
    inner = [line.strip()[1:-1].replace('""', '"') for line in lines]
    alone = all(len(cells_of(line, delimiter)) == 1 for line in lines[:50] for delimiter in ",;\t|")
    return alone and delimiter_of(inner) is not None


def _unquoted(content: bytes) -> bytes:
    def bare(line: bytes) -> bytes:
        line = line.strip()
        wrapped = len(line) > 1 and line[:1] == b'"' == line[-1:]
        return line[1:-1].replace(b'""', b'"') if wrapped else line

    return b"\n".join(bare(line) for line in content.split(b"\n"))


def _from_rare(text: Text, delimiter: str, ledger: Ledger) -> Text:
    evidence = "it stands in nearly all lines, and what it parts are dates and numbers"
    ledger.decide("columns parted by", repr(delimiter), evidence=evidence, confidence=0.9)
    return plain_text([cells_of(line, delimiter) for line in _lines(text)], text.lines)


def _from_white_space(text: Text, ledger: Ledger) -> Text:
    rows = parted(_lines(text))
    if rows is None:
        return text
    evidence = "each line has as many cells as the header has names"
    ledger.decide("columns parted by", "blanks", evidence=evidence, confidence=0.9)
    return plain_text(rows, text.lines)


def _are_single_quoted(lines: Sequence[str], delimiter: str) -> bool:
    """Whether cells stand in single quotes on both sides; one in front alone is a spreadsheet's guard."""
    cells = [cell.strip() for line in lines[:200] for cell in line.split(delimiter)]
    return sum(len(c) > 1 and c[0] == c[-1] == "'" for c in cells) > 0.5 * len(cells)


def _from_single_quotes(text: Text, delimiter: str, ledger: Ledger) -> Text:
    swapped = [line.replace('"', '""').replace("'", '"') for line in _lines(text)]
    ledger.decide("quotes", "single ones", evidence="most cells stand between them", confidence=0.9)
    return plain_text([cells_of(line, delimiter) for line in swapped], text.lines)


def _with_decimal_commas(text: Text, sample: Sequence[str], ledger: Ledger) -> Text:
    """Numbers such as 0,5 between commas: two cells under one name, put together again."""
    rows = [cells_of(line, ",") for line in sample]
    width, often = Counter(len(row) for row in rows).most_common(1)[0]
    names = next((row for row in rows if len(row) > 1 and all(cell_kind(c) == "text" for c in row)), [])
    values = width - len(names)
    if len(names) < 2 or values < 1 or len(names) < values + 1 or often < 0.5 * len(rows):
        return text
    pairs = [row[len(names) - values :] for row in rows if len(row) == width]
    if not all(_WHOLE.fullmatch(c) for row in pairs for c in row[::2]):
        return text
    fractions = [cell for row in pairs for cell in row[1::2]]
    if not all(_FRACTION.fullmatch(c) for c in fractions) or not _are_fractions(fractions):
        return text
    ledger.decide(
        "decimal mark",
        "comma",
        evidence=f"{values} of {len(names)} names stand over two cells each, a whole number and its decimals",
        confidence=0.9,
        option="--decimal",
    )
    joined = [_rejoined(cells_of(line, ","), len(names), values) for line in _lines(text)]
    return plain_text(joined, text.lines)


def _are_fractions(cells: Sequence[str]) -> bool:
    """Decimals have one length, or begin with 0 now and then; whole numbers do neither."""
    lengths = Counter(len(cell) for cell in cells)
    fixed = lengths.most_common(1)[0]
    leading = sum(len(cell) > 1 and cell[0] == "0" for cell in cells)
    return leading > 0 and (leading > 0.02 * len(cells) or (fixed[0] > 1 and fixed[1] > MOSTLY * len(cells)))


def _rejoined(row: list[str], names: int, values: int) -> list[str]:
    if len(row) == names + values and all(_FRACTION.fullmatch(cell) for cell in row[names - values + 1 :: 2]):
        pairs = row[names - values :]
        whole = [f"{a},{b}" for a, b in zip(pairs[::2], pairs[1::2], strict=True)]
        return [*row[: names - values], *whole]
    return row
