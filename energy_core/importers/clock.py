"""Wall-clock stamps -> instants, exactly, whichever way the exporter wrote the clock changes.

Told apart by order, count and neighbours: UTC or fixed standard time (hours that the clock skipped have
readings), local time in order or sorted (a repeated hour occurs twice), local time whose skipped hour is
filled with blanks or zeros, local time that leaves one of the repeated hours out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from energy_core.importers.ledger import Ledger
from energy_core.importers.stamps import DAY_US, NAT
from energy_core.spread import Integers

Flags = npt.NDArray[np.bool_]
Writing = Literal["local", "standard"]

QUARTER_US: Final = 900_000_000


@dataclass(frozen=True)
class Change:
    """One clock change. local : the wall clock at which it happens, before it. [microseconds]"""

    at: int
    before: int
    after: int

    @property
    def first(self) -> int:
        """First wall-clock time that is skipped (forward) or repeated (back)."""
        return self.at + min(self.before, self.after)

    @property
    def last(self) -> int:
        """The wall-clock time with which that ends."""
        return self.at + max(self.before, self.after)

    @property
    def forward(self) -> bool:
        return self.after > self.before


def changes(first_us: int, last_us: int, zone: str) -> tuple[int, list[Change]]:
    """Offset from UTC [microseconds] at the beginning, and the clock changes up to the end."""
    daily = np.arange(first_us - 2 * DAY_US, last_us + 3 * DAY_US, DAY_US)
    offsets = _offset_us(daily, zone)
    found: list[Change] = []
    for i in np.flatnonzero(offsets[1:] != offsets[:-1]):
        fine = np.arange(daily[i] // QUARTER_US * QUARTER_US, daily[i + 1] + 2 * QUARTER_US, QUARTER_US)
        inside = _offset_us(fine, zone)
        for j in np.flatnonzero(inside[1:] != inside[:-1]):
            change = Change(int(fine[j + 1]), int(inside[j]), int(inside[j + 1]))
            if not found or found[-1].at < change.at:
                found.append(change)
    return int(offsets[0]), found


def _offset_us(us: Integers, zone: str) -> Integers:
    utc = pd.DatetimeIndex(us.view("datetime64[us]")).tz_localize("UTC")
    local = utc.tz_convert(zone).tz_localize(None).as_unit("us")
    return np.asarray(local.asi8 - us, dtype=np.int64)


def instants(
    local: Integers,
    *,
    zone: str,
    channel: Integers | None = None,
    blank: Flags | None = None,
    are_ends: bool = False,
    ledger: Ledger,
) -> Integers:
    """Instants (UTC) of wall-clock stamps, NAT for those that never were.

    local : wall clock in the order of the file; NAT = unreadable. [microseconds]
    channel : number of the channel each stamp belongs to; None = all the same.
    blank : rows whose values are all missing or zero: what an exporter fills a skipped hour with.
    are_ends : whether the stamps mark the end of their interval.
    """
    ok = local != NAT
    if zone == "UTC" or not ok.any():
        return local
    begin, found = changes(int(local[ok].min()), int(local.max()), zone)
    skipped = _inside(local, [c for c in found if c.forward], after=are_ends)
    filled = skipped & (blank if blank is not None else np.zeros(len(local), dtype=bool))
    repeated = _inside(local, [c for c in found if not c.forward], after=False)
    twice = _counted_twice(local, repeated, channel)
    if (skipped & ~filled).any() and not twice.any():
        return _standard(local, begin, found, zone=zone, ledger=ledger)
    result = _by_offset(local, begin, found)
    result[repeated & twice & _second(local, repeated, channel)] += _repeat_us(found)
    result = _half_repeated(result, local, repeated & ~twice, found)
    if skipped.any():
        result[skipped] = NAT
    if repeated.any():
        how = "twice, as clocks show it" if twice.any() else "once"
        ledger.decide(
            "clock changes", f"local time of {zone}", evidence=f"the repeated hour is there {how}",
            confidence=0.95 if twice.any() else 0.6, option="--timezone",
        )  # fmt: skip
    return result


def _inside(local: Integers, which: list[Change], *, after: bool) -> Flags:
    """Stamps in the skipped or repeated time; `after`: the first moment does not count."""
    inside = np.zeros(len(local), dtype=bool)
    for change in which:
        low = local > change.first if after else local >= change.first
        inside |= low & (local < change.last)
    return inside


def _standard(local: Integers, begin: int, found: list[Change], *, zone: str, ledger: Ledger) -> Integers:
    offset = min([begin, *(c.after for c in found)])
    hours = offset / 3.6e9
    ledger.decide(
        "clock changes",
        f"standard time all year (UTC{hours:+g} h)",
        evidence=f"there are readings in hours that clocks of {zone} skip",
        confidence=0.9,
        option="--timezone",
    )
    return np.where(local == NAT, NAT, local - offset)


def _by_offset(local: Integers, begin: int, found: list[Change]) -> Integers:
    """The first of two possible instants; skipped times as if the clock had not changed yet."""
    bounds = np.array([c.last for c in found], dtype=np.int64)
    offsets = np.array([begin, *(c.after for c in found)], dtype=np.int64)
    result = local - offsets[np.searchsorted(bounds, local, side="right")]
    result[local == NAT] = NAT
    return result


def _repeat_us(found: list[Change]) -> int:
    return max((c.before - c.after for c in found if not c.forward), default=0)


def _keys(local: Integers, channel: Integers | None, where: Flags) -> pd.DataFrame:
    number = channel[where] if channel is not None else 0
    return pd.DataFrame({"channel": number, "local": local[where]})


def _counted_twice(local: Integers, repeated: Flags, channel: Integers | None) -> Flags:
    """Stamps in a repeated hour that occur more often than the stamps around it do (exports may overlap)."""
    twice = np.zeros(len(local), dtype=bool)
    if not repeated.any():
        return twice
    keys = _keys(local, channel, repeated)
    count = keys.groupby(["channel", "local"])["local"].transform("size").to_numpy()
    twice[repeated] = count > _usual_count(local, repeated, channel)
    return twice


def _usual_count(local: Integers, repeated: Flags, channel: Integers | None) -> int:
    """How often a stamp near the repeated hours occurs: once, unless whole exports are doubled."""
    days = np.unique(local[repeated] // DAY_US)
    near = np.isin(local // DAY_US, np.concatenate([days - 1, days, days + 1]))
    keys = _keys(local, channel, near & ~repeated)
    if not len(keys):
        return 1
    return int(keys.groupby(["channel", "local"]).size().median())


def _second(local: Integers, repeated: Flags, channel: Integers | None) -> Flags:
    """Which stamps of a repeated hour belong to its second round, by order in time."""
    second = np.zeros(len(local), dtype=bool)
    keys = _keys(local, channel, repeated)
    round_number = keys.groupby(["channel", "local"]).cumcount(ascending=_ascending(local)).to_numpy()
    second[repeated] = round_number % 2 == 1
    return second


def _ascending(local: Integers) -> bool:
    ok = local[local != NAT]
    steps = np.sign(np.diff(ok))
    return bool(steps.sum() >= 0)


def explains_repeats(local: Integers, zone: str) -> bool:
    """Whether stamps that occur twice do so only in the hours that clocks of a zone repeat."""
    ok = local[local != NAT]
    if not len(ok) or zone == "UTC":
        return False
    _, found = changes(int(ok.min()), int(ok.max()), zone)
    back = [c for c in found if not c.forward]
    return bool(back) and bool(_inside(local, back, after=False).all())


def repeats(local: Integers, channel: Integers | None) -> Integers:
    """Wall-clock stamps that one channel has twice; NAT is none."""
    ok = local != NAT
    keys = _keys(local, channel, ok)
    again = keys.duplicated(["channel", "local"]).to_numpy()
    found: Integers = local[ok][again]
    return found


def _half_repeated(result: Integers, local: Integers, single: Flags, found: list[Change]) -> Integers:
    """A repeated hour at the very beginning, of which only the second round is there."""
    if not single.any():
        return result
    ok = local != NAT
    first = int(local[ok].min())
    for change in found:
        if not change.forward and change.first <= first < change.last:
            result = np.where(single & (local < change.last), result + (change.before - change.after), result)
    return result
