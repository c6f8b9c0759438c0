"""Every question of the bank. A new home is a file of cases and one line here."""

from __future__ import annotations

from typing import Final

from tests.questions import other_homes, sample_home
from tests.questions.case import Case

BANK: Final[tuple[Case, ...]] = (
    *sample_home.CASES,
    *other_homes.HALFHOURS,
    *other_homes.DAILY,
    *other_homes.UCI,
)
