"""Bills: what energy cost under a tariff, by line, billing period and channel."""

from __future__ import annotations

from energy_core.bills.bill import Bill, ChannelAmount, Line, PeriodBill, bill
from energy_core.bills.compare import Compared, compare

__all__ = ["Bill", "ChannelAmount", "Compared", "Line", "PeriodBill", "bill", "compare"]
