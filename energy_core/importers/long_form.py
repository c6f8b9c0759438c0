"""Tables in other forms -> a row for each reading: dates once a day or in parts, days or dates in columns."""

from __future__ import annotations

from energy_core.importers.across import long_dates
from energy_core.importers.calendars import long_calendar
from energy_core.importers.date_parts import joined_dates
from energy_core.importers.dialect import Dialect
from energy_core.importers.filled_down import filled_dates
from energy_core.importers.ledger import Ledger
from energy_core.importers.plain_rows import Text
from energy_core.importers.wide_days import long_days


def in_long_form(text: Text, how: Dialect, *, name: str, ledger: Ledger) -> tuple[Text, Dialect]:
    """The table with a time in each row; itself if it has one already."""
    for change in (filled_dates, joined_dates, long_days, long_calendar, long_dates):
        text, how = change(text, how, name=name, ledger=ledger)
    return text, how
