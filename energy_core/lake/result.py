"""What a query gives back, wherever it ran."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import pandas as pd

MAX_ROWS: Final = 10_000


@dataclass(frozen=True)
class Result:
    """Rows of a query; `truncated` if there were more."""

    rows: pd.DataFrame
    truncated: bool
