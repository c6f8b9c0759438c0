"""What the name of a file says of the meter inside: which appliance, which phase."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Final

from energy_core.importers import role_words as w
from energy_core.importers.role_names import folded

_PHASE: Final = re.compile(r"(?<![^\W\d_])(?:phase|phas|fase|leg|ph|l)[ _-]?([123abc])(?![^\W_])", re.I)
_FILLING: Final = w.words(
    r"usage|consumption|export|exported|data|average|log|logs|history|download|of|my|report|csv|raw|plug|smart|"
    r"socket|meter|jan*|feb*|mar|march|april?|may|june?|july?|aug*|sep*|oct*|nov*|dec*|week|month|year|copy|final|"
    r"channel|sensor|shelly|tasmota|kasa|tuya"
)


def phase_of(file: str) -> str | None:
    """`A`, `2` … where a file's name ends in the phase it was read from."""
    found = _PHASE.findall(PurePosixPath(file).stem)
    return found[-1].upper() if found else None


def appliance_of(file: str) -> str | None:
    """The appliance or room a file is called after, if it is called after nothing else."""
    text = folded(PurePosixPath(file).stem)
    named = [match.group() for match in w.DEVICE.finditer(text)] or [
        m.group() for m in w.PLACE.finditer(text)
    ]
    rest = text
    for pattern in (w.DEVICE, w.PLACE, w.BARE, _FILLING):
        rest = pattern.sub(" ", rest)
    return " ".join(named) if named and not re.sub(r"[\W\d_]+", "", rest) else None
