"""What a question asks for, once understood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from energy_core.assistant.context import Price
from energy_core.assistant.periods import Period
from energy_core.local_time import Span

Change = Literal["up", "down", "any"]
Subject = Literal["channel", "hour", "day", "week", "month", "weekday", "hour-of-day", "half-hour"]


@dataclass(frozen=True)
class Intent:
    """metric : a name of the catalogue.

    channels : names as in the file; empty = the whole home.
    every_channel : "each appliance".
    periods : in the order of the question; empty = nothing was said.
    future : the time to come, if asked about.
    subject : what is ranked. span : per hour, day, week or month.
    ranked : whether the highest or lowest is asked for; lowest, count, place : which end, how many, and which
        of them (the second highest). change : what a ranking of changes looks for.
    more : whether a yes/no question asks for more (True) or less (False). money : cost is asked for.
    price, price_said : what to count with, and whether the question said it.
    percent : a change, less than 0 for lower. kw : a change of power. to_hours : hours to run in instead.
    rate : of the tariff, by name, or `cheapest`, `dearest`. line : of the bill.
    measure : of the auditor. word : to be explained.
    """

    metric: str
    channels: tuple[str, ...] = ()
    every_channel: bool = False
    periods: tuple[Period, ...] = ()
    future: Period | None = None
    subject: Subject | None = None
    lowest: bool = False
    ranked: bool = False
    place: int = 1
    change: Change | None = None
    count: int = 1
    span: Span | None = None
    more: bool | None = None
    is_yes_no: bool = False
    money: bool = False
    price: Price | None = None
    price_said: bool = False
    limit_kwh: float | None = None
    limit_above: bool = True
    percent: float | None = None
    kw: float | None = None
    to_hours: frozenset[int] | None = None
    rate: str | None = None
    line: str | None = None
    measure: str | None = None
    word: str | None = None

    @property
    def channel(self) -> str | None:
        """The one channel asked about, None for the home."""
        return self.channels[0] if self.channels else None
