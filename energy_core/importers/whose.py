"""Whose each row of a long table is: which appliance or meter, and that all are of one home."""

from __future__ import annotations

import re
from typing import Final

import numpy as np

from energy_core.importers import words
from energy_core.importers.dialect import Dialect
from energy_core.importers.stamps import NAT
from energy_core.importers.table import Codes, Table
from energy_core.spread import Integers

UNNAMED: Final = "unnamed"
"""The channel of rows whose name is an empty cell."""

MOST_HOMES: Final = 0.2
"""A column `House` with more different numbers than this share of its rows measures the house."""

_HOME: Final = re.compile(
    r"(?:home|house|household|customer|client|account|tenant|participant|user|apartment|dwelling|premises?|"
    r"property|haushalt|kunde|klant|cliente)(?: ?(?:id|no|nr|number|num|ref|reference|code|name|key))?|"
    r"(?:site|building|flat|unit|meter|metering point|service point|supply point|usage point|delivery point)"
    r" ?(?:id|identifier|no|nr|number|num|serial|serial number|serial no|ref|code)|data ?id|"
    r"lclid|mpan|mprn|nmi|esi ?id|icp(?: number)?|cups|ean(?: code)?|pod|pdl|prm|meternummer|zählernummer|"
    r"zaehlernummer|zählpunkt(?:nummer|bezeichnung)?|kundennummer|klantnummer"
)
_METER: Final = re.compile(r"meter(?: ?(?:id|identifier|no|nr|number|num|name|code))?|zähler|zaehler")
_DEVICE: Final = words.words(
    "serial|serial (?:no|nr|number)|meter|meters|meter (?:no|nr|number|id|identifier|serial)|meternummer|"
    "meternr|zählernummer|zaehlernummer|zähler|zaehler|compteur|contador|contatore|device|gerät|geraet"
)
_FIGURE: Final = re.compile(r"[-+]?\d*[.,]?\d+")
_NAME: Final = re.compile(r"[^\W\d_]{2,}(?:[ _\-/()&'.]*[^\W\d_]+)*[ _\-]?\d{0,2}")


def is_home_column(how: Dialect, column: int) -> bool:
    """Whether a column says to which home, customer or supply meter a row belongs."""
    name = words.plain(how.names[column])
    if _METER.fullmatch(name):
        return any(_NAME.fullmatch(cell) is None for cell in how.cells(column)[:500])
    cells = how.cells(column)[:500]
    measures = not re.search(r" |id$", name) and len(set(cells)) > MOST_HOMES * len(cells)
    return _HOME.fullmatch(name) is not None and not (measures and any(_FIGURE.fullmatch(c) for c in cells))


def is_physical_meter(header: str) -> bool:
    """Whether a column names the device on the wall, which may be changed, not the customer or the supply."""
    return _DEVICE.search(words.plain(header)) is not None


def row_names(table: Table, columns: tuple[int, ...], us: Integers) -> tuple[list[str], Codes]:
    """The names of channels, exactly as in the cells, and the number of its name for each row.

    columns : the column of names and perhaps a second one, such as rooms, which counts for names that have
    several readings at once. us : the time of each row, NAT = unreadable.
    """
    if not columns:
        return [""], np.zeros(len(table), dtype=np.int32)
    texts, codes = table.repeated(columns[0])
    if len(columns) == 1:
        return [_name(text) for text in texts], codes
    inner, inner_codes = table.repeated(columns[1])
    split = np.isin(codes, _at_once(codes, inner_codes, us))
    if not split.any():
        return [_name(text) for text in texts], codes
    pairs, numbers = np.unique(
        np.stack([codes, np.where(split, inner_codes, -1)]), axis=1, return_inverse=True
    )
    names = [f"{_name(texts[a])} ({_name(inner[b])})" if b >= 0 else _name(texts[a]) for a, b in pairs.T]
    return names, numbers.reshape(-1).astype(np.int32)


def _name(text: str) -> str:
    return text if text.strip() else UNNAMED


def _at_once(codes: Codes, inner: Codes, us: Integers) -> Integers:
    """Names that have readings of the same time under different second names."""
    good = us != NAT
    order = np.lexsort((inner[good], us[good], codes[good]))
    name, time, second = codes[good][order], us[good][order], inner[good][order]
    twice = (name[1:] == name[:-1]) & (time[1:] == time[:-1]) & (second[1:] != second[:-1])
    return np.unique(name[1:][twice]).astype(np.int64)
