"""The shape of a file: what the next file of the same layout has in common with it."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from typing import Final

from energy_core.errors import UnreadableFileError
from energy_core.importers.date_formats import kind_of
from energy_core.importers.dialect import Dialect, dialect
from energy_core.importers.encoding import utf8
from energy_core.importers.ledger import Ledger
from energy_core.importers.odd_text import plain
from energy_core.importers.plain_rows import Text
from energy_core.importers.words import CHANNEL, UNITS, says

LONGEST_HEAD: Final = 48
HASH_LENGTH: Final = 6
HEAD_BYTES: Final = 16_384
"""Enough for a preamble, a header and some hundred rows."""
FEWEST_LINES: Final = 20
MOST_BYTES: Final = 1_048_576
FEW_NAMES: Final = 4

_MONTH: Final = re.compile(
    "jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|"
    "nov(ember)?|dec(ember)?"
)
_WORD: Final = re.compile(r"[^\W_]+")
_TAG: Final = re.compile(rb"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)")
_KEY: Final = re.compile(rb'"((?:[^"\\]|\\.){1,80})"\s*:')


def shape_of(content: bytes, *, name: str) -> str:
    """`any_table:timestamp,kwh:1a2b3c`: the format, the names in the header and a hash of the layout.

    Digits, dates, serial and meter numbers are left out, and so is everything that stands in the readings
    themselves: last month's file and this month's have the same shape. Never raises for a file that cannot
    be read: that one has a shape too, under which its questions are answered.
    """
    from energy_core.importers import any_table, importer_of  # the registry itself looks for answers by shape

    importer = importer_of(content)
    form = importer.FORMAT
    if (column_names := getattr(importer, "column_names", None)) is not None:
        with suppress(UnreadableFileError):
            return layout_shape(form, column_names(content))
    text = content[:HEAD_BYTES].lstrip(b"\xef\xbb\xbf \t\r\n")
    if text.startswith(b"<"):
        return layout_shape(form, sorted({tag.decode() for tag in _TAG.findall(text)}), shown=False)
    if text.startswith((b"{", b"[")):
        keys = {key.decode("utf-8", errors="replace") for key in _KEY.findall(text)}
        return layout_shape(form, sorted(keys))
    return _table_shape(content, name=name) if form == any_table.FORMAT else layout_shape(form, ())


def layout_shape(form: str, names: Sequence[str], *, marks: str = "", shown: bool = True) -> str:
    """The shape of a layout: its format, the names it has, and marks such as how its dates are written."""
    plain = list(dict.fromkeys(filter(None, map(_plain, names))))
    head = ",".join(filter(None, map(_ascii, plain)))[:LONGEST_HEAD].rstrip(",_") if shown else ""
    digest = hashlib.sha256("\0".join([form, marks, *plain]).encode()).hexdigest()[:HASH_LENGTH]
    return ":".join(filter(None, (form, head, digest)))


def _table_shape(content: bytes, *, name: str) -> str:
    from energy_core.importers.any_table import FORMAT

    try:
        body, _ = utf8(_head(content), name=name)
        how = dialect(plain(Text(body), ledger=Ledger()).content, name=name)
    except UnreadableFileError:
        first = next(filter(None, map(bytes.strip, content[:HEAD_BYTES].splitlines())), b"")
        return layout_shape(FORMAT, [first[:200].decode("utf-8", errors="replace")])
    names = how.names if how.header_line is not None else ()
    return layout_shape(FORMAT, names, marks=f"{how.delimiter}{len(how.names)}{_dates(how)}{_whose(how)}")


def _head(content: bytes) -> bytes:
    """Whole lines from the beginning; more of them where lines are long."""
    size = HEAD_BYTES
    while size < len(content) and content.count(b"\n", 0, size) < FEWEST_LINES and size < MOST_BYTES:
        size *= 2
    return content if size >= len(content) else content[: content.rfind(b"\n", 0, size) + 1 or size]


def _dates(how: Dialect) -> str:
    """How the first column of dates writes them: `y-9-9`, `9/9/y`, `9 a y`; the time of day left out."""
    for column in range(len(how.names)):
        cells = [cell for cell in how.cells(column)[:200] if kind_of(cell) in ("date", "datetime")]
        if cells:
            return Counter(map(_pattern, cells)).most_common(1)[0][0]
    return ""


def _whose(how: Dialect) -> str:
    """What a few rows of all say of meter and unit: `sensor fridge energy` is not `sensor fridge power`."""
    found: list[str] = []
    for column, header in enumerate(how.names):
        if says(CHANNEL, header) or says(UNITS, header):
            names = set(how.cells(column)[:2000])
            found += sorted(filter(None, map(_plain, names))) if len(names) <= FEW_NAMES else []
    return "\0".join(found)


def _pattern(cell: str) -> str:
    day = re.split(r"(?<=\d)[T ]+(?=\d?\d[:.]\d\d)", cell, maxsplit=1)[0]
    year = re.sub(r"(?<!\d)\d{4}(?!\d)", "y", day)
    return re.sub(r"[^\W\d_]{2,}", "a", re.sub(r"\d+", "9", year))


def _plain(name: str) -> str:
    """The words of a name in lower case, those with digits and months left out."""
    found = _WORD.findall(name.casefold())
    return " ".join(w for w in found if not _MONTH.fullmatch(w) and not any(map(str.isdigit, w)))


def _ascii(name: str) -> str:
    """A name for a shell and a file of settings: Latin letters, words joined by `_`."""
    folded = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return "_".join(re.findall(r"[a-z]+", folded))
