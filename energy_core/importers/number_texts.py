"""Text of a number as people and programs write it -> the number: signs, thousands, decimals, units behind.

1.234,5 · 1,234.5 · 1 234,5 · 1'234.5 · 1,23,456.7 · .145 · 1.2E-3 · +1.5 · 1.234- · (1.5) · −1.5 · 0.25 kWh
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final, Literal

from energy_core.importers.cell_kinds import SPACES
from energy_core.importers.units import unit_in

Mark = Literal[",", "."]

Shape = Literal["plain", "comma", "point", "open comma", "open point"]
"""What a number says about the decimal mark: nothing; surely comma or point; one comma or point before three
digits, which may part thousands or decimals."""

_TEXT: Final = re.compile(
    rf"(?P<open>\()?\s*(?P<sign>[-+−–]?)\s*(?P<body>[\d.,'’ {SPACES}]*\d[.,]?)(?P<power>[eE][-+−]?\d+)?"
    r"(?P<behind>[-−–](?![\w\d]))?(?P<close>\))?\s*(?P<unit>[^\d\s(][^()]*|\([^()\d]+\))?",
)
_FLAG: Final = re.compile(
    r"[*#†!]{1,3}|\(?(?:[A-Za-z]{1,2}|est\w*\.?|actual|act|real|calc\w*|gesch\w*|gemessen)\)?", re.I
)
"""What else may stand behind a number: how it was read."""
_INFINITE: Final = re.compile(r"[-+]?inf(?:inity)?|[-+]?∞", re.IGNORECASE)
_GROUP_SIGNS: Final = re.compile(rf"['’ {SPACES}]")
_WHOLE: Final = {
    ".": re.compile(r"\d{1,3}(?:\.\d{3})+"),
    ",": re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,2}(?:,\d{2})+,\d{3}"),
}
"""Whole numbers with marks between their thousands; commas also as in India."""
_SPACED: Final = re.compile(r"\d{1,3}( \d{3})+(?:[.,]\d*)?|[\d.,]+")
_OPEN: Final = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")


@dataclass(frozen=True)
class NumberText:
    """digits : without sign, and without the blanks and apostrophes that part thousands. unit : behind it."""

    digits: str
    negative: bool
    power: str
    unit: str

    @cached_property
    def shape(self) -> Shape:
        """What the digits say about the decimal mark."""
        if "," not in self.digits and "." not in self.digits:
            return "plain"
        last = "," if self.digits.rfind(",") > self.digits.rfind(".") else "."
        other: Mark = "." if last == "," else ","
        several = self.digits.count(last) > 1
        if self.digits.count(other) or several:
            return _name(other if several else last)
        if _OPEN.fullmatch(self.digits) and not self.power:
            return "open comma" if last == "," else "open point"
        return _name(last)

    def value(self, decimal: Mark) -> float | None:
        """The number, if its marks stand where they may; `decimal` counts where the digits leave it open."""
        sure: Mark | None = {"comma": ",", "point": "."}.get(self.shape)  # type: ignore[assignment]
        mark = sure or decimal
        whole, _, fraction = self.digits.partition(mark)
        thousands = "." if mark == "," else ","
        if thousands in fraction or mark in fraction:
            return None
        if thousands in whole and not _WHOLE[thousands].fullmatch(whole):
            return None
        number = float(f"{whole.replace(thousands, '') or '0'}.{fraction or '0'}{self.power}")
        return -number if self.negative else number


def _name(mark: str) -> Shape:
    return "comma" if mark == "," else "point"


@lru_cache(maxsize=1 << 16)
def number_text(cell: str) -> NumberText | None:
    """The parts of a number, or None if the text is none."""
    if not cell.isascii():
        cell = "".join(_ascii(sign) for sign in cell)
    if _INFINITE.fullmatch(cell):
        return NumberText("9" * 400, cell[0] == "-", "", "")
    match = _TEXT.fullmatch(cell.strip())
    if match is None or bool(match["open"]) != bool(match["close"]) or (match["behind"] and match["sign"]):
        return None
    unit = (match["unit"] or "").strip()
    if unit and unit_in(unit) is None and not _FLAG.fullmatch(unit):
        return None
    body = _GROUP_SIGNS.sub(" ", match["body"].strip())
    if not _SPACED.fullmatch(body):
        return None
    negative = match["sign"] in ("-", "−", "–") or bool(match["behind"]) or bool(match["open"])
    power = (match["power"] or "").replace("−", "-")
    return NumberText(body.replace(" ", ""), negative, power, unit)


def _ascii(sign: str) -> str:
    """Digits of other scripts as 0 to 9, their decimal and thousands marks as . and '."""
    digit = unicodedata.decimal(sign, None)
    return str(digit) if digit is not None else {"٫": ".", "٬": "'"}.get(sign, sign)
