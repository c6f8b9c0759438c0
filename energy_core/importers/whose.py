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
    r"property|haushalt|kunde|klant|cliente|abonné|abonne|asiakas|klient)"
    r"(?: ?(?:id|no|nr|number|num|ref|reference|code|name|key))?|"
    r"(?:site|building|flat|unit|meter|metering point|service point|supply point|usage point|delivery point)"
    r" ?(?:id|identifier|no|nr|number|num|serial|serial number|serial no|ref|code)|data ?id|"
    r"(?:device |meter )?serial(?: ?(?:no|nr|number|num))?|seriennummer|serienummer|"
    r"lclid|mpan|mprn|nmi|esi ?id|icp(?: number)?|(?:c[oó]digo )?cups|ean(?: ?code)?(?: ?\w{3})?|"
    r"matricola|(?:codice )?pod|pdl|prm|point de livraison|meternummer|metern(?:o|r)|zählernummer|"
    r"zaehlernummer|zählernr|zaehlernr|zählpunkt(?:nummer|bezeichnung)?|marktlokation|messlokation|"
    r"malo(?: id)?|melo(?: id)?|kundennummer|klantnummer|kundenummer|asiakasnumero|anläggnings ?id|"
    r"anlaggnings ?id|mätar ?nummer|m[åa]lepunkts?(?: ?id)?|m[åa]lernummer|m[åa]ler ?nr|mittauspiste|"
    r"käyttöpaikka|numer (?:ppe|licznika)|ppe|"
    r"(?:n[uú]mero|n) (?:de |du )?(?:contador|serie|compteur|cliente|client)"
)
_METER: Final = re.compile(r"meter(?: ?(?:id|identifier|no|nr|number|num|name|code))?|zähler|zaehler")
_DEVICE: Final = words.words(
    "serial|seriennummer|serienummer|serie|matricola|meter|meters|meternummer|meternr|meterno|zählernummer|"
    "zaehlernummer|zählernr|zaehlernr|zähler|zaehler|compteur|contador|contatore|device|gerät|geraet|licznika|"
    "målernummer|målernr|malernummer|mätarnummer"
)
_LABEL: Final = words.words("name|label|id|key|series|group|nombre|nom|naam|bezeichnung")
_NUMBERED: Final = re.compile(
    r"(?:home|house|household|haus|haushalt|customer|client|consumer|prosumer|participant|tenant|user|hh|"
    r"apartment|apt|flat|dwelling|kunde|klant|cliente|wohnung|casa|maison|vivienda|site|building|mac|lcl)"
    r"[ _\-#]*(?:id|no|nr)?[ _\-#]*\d+[a-z]?|"
    r"(?=\w*\d)(?:[a-z]{0,4}[ _-]?\d{7,}|[0-9a-f]{12,}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
)
"""A word for a home with a number, a long number with a few letters before it, or a long key."""
_FIGURE: Final = re.compile(r"[-+]?\d*[.,]?\d+")
_NAME: Final = re.compile(r"[^\W\d_]{2,}(?:[ _\-/()&'.]*[^\W\d_]+)*[ _\-]?\d{0,2}")


def names_a_home(name: str) -> bool:
    """Whether a name is the number of a home, customer or meter: `House 12`, `MAC000002`, an MPAN."""
    return _NUMBERED.fullmatch(name.strip().lower()) is not None


def is_home_column(how: Dialect, column: int) -> bool:
    """Whether a column says to which home, customer or supply meter a row belongs."""
    name = words.plain(how.names[column])
    if _LABEL.fullmatch(name):
        labels = {cell for cell in how.cells(column)[:500] if cell.strip()}
        return bool(labels) and all(names_a_home(label) for label in labels)
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
