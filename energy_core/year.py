"""How long a year is, and from when on readings may stand for one."""

from __future__ import annotations

from typing import Final

DAYS_PER_YEAR: Final = 365.25
"""Mean of a calendar with a leap year in four. [days]"""

HOURS_PER_YEAR: Final = DAYS_PER_YEAR * 24

WHOLE_YEAR_DAYS: Final = 330
"""From here on every season is in the readings, but for a holiday."""
