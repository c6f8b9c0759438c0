"""Whether a file is of a gas meter: its name, or a line above its table, says so.

A supplier's name says nothing: British Gas and Gas Natural sell electricity too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePath
from typing import Final

from energy_core.importers import words

_SUPPLIER: Final = re.compile(
    r"british gas|gas natural|(?:gas|gaz) (?:and|&|et|y|und|en) "
    r"(?:electric\w*|light|power|strom)|gas networks?|"
    r"(?:southern|northern|national|pacific|columbia|atlanta|washington|wales and west)(?: \w+)? gas"
)
_ELECTRICITY: Final = words.words(
    "electric|electricity|electrical|stroom|elektriciteit|electricidad|el|elec|sähkö|prąd|áram",
    inside="elektr|électr|elettr|strom|電気|电力|전기",
)
_WHOLE_CELL: Final = re.compile(
    r"(?:(?:fuel|commodity|service|utility|energy|meter|product|supply|type|energietyp|sparte|medium|energie)"
    r"(?: type| source)? )*(?:natural )?(?:gas|erdgas|aardgas|gaz|gas natural|metano|naturgas)"
    r"(?: (?:consumption|usage|use|readings?|meter|meter readings?|history|kwh))*"
)


def is_of_gas(name: str, above: Sequence[str] = ()) -> bool:
    """name : the file's name. above : the lines above its table."""
    stem = words.plain(PurePath(name).stem)
    if _ELECTRICITY.search(stem):
        return False
    if words.GAS.search(_SUPPLIER.sub(" ", stem)):
        return True
    cells = [words.plain(cell) for line in above for cell in (line, *re.split(r"[,;\t|]", line))]
    if any(_ELECTRICITY.search(cell) for cell in cells):
        return False
    return any(_WHOLE_CELL.fullmatch(re.sub(r"[,;\t|]+", " ", cell).strip()) for cell in cells)
