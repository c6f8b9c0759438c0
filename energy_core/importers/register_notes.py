"""What happened to a counter, in plain words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from energy_core.importers.counter import Happening, Occurrence
from energy_core.importers.frames import Cells
from energy_core.importers.ledger import Ledger, counted
from energy_core.importers.registers import Differences
from energy_core.spread import Floats

MOST_SAID: Final = 6
"""More of one kind than this are said together."""

KINDS: Final[dict[Happening, str]] = {
    "reset": "register_reset",
    "rollover": "register_rollover",
    "replaced": "register_replaced",
    "glitch": "register_glitch",
    "corrected": "register_corrected",
    "shifted": "register_decimal_shift",
    "stuck": "register_stuck",
    "stood_still": "register_stuck",
    "jump": "implausible",
}


@dataclass(frozen=True)
class _Said:
    """before, after : what the counter showed. wrong : the first reading left out. hours : in between."""

    one: Occurrence
    before: str
    after: str
    wrong: str
    hours: float

    @property
    def kwh(self) -> str:
        return _kwh(self.one.kwh)


def _reset(s: _Said) -> str:
    known = f"; the {s.kwh} that it shows since count" if np.isfinite(s.one.kwh) else ""
    return (
        f"the counter began again at zero ({s.before}, then {s.after}). What was used before that, after the "
        f"last reading, is unknown and counts as missing{known}."
    )


def _rollover(s: _Said) -> str:
    return (
        f"the counter passed its highest number ({s.before}, then {s.after}) and went on from zero; the "
        f"{s.kwh} between the two count."
    )


def _replaced(s: _Said) -> str:
    return (
        f"the counter went on from another value ({s.before}, then {s.after}), as after a change of meters. "
        "What was used between the two readings is unknown and counts as missing."
    )


def _glitch(s: _Said) -> str:
    left = counted(s.one.left_out, "reading")
    if np.isnan(s.one.kwh):
        return (
            f"{left} ({s.wrong}) at the {'beginning' if s.one.first == 0 else 'end'} of the file fit to no "
            "other and are left out."
        )
    return (
        f"{left} ({s.wrong}) fit neither to {s.before} before nor to {s.after} after, and are left out; the "
        f"{s.kwh} between these count in one piece."
    )


def _corrected(s: _Said) -> str:
    left = counted(s.one.left_out, "reading")
    return (
        f"the counter fell a little and went on from there: {left} before were too high and are left out; "
        f"the {s.kwh} from {s.before} to {s.after} count in one piece."
    )


def _shifted(s: _Said) -> str:
    factor = s.one.factor
    too = f"{factor:,.0f} times too high" if factor > 1 else f"{1 / factor:,.0f} times too low"
    verb = "is" if s.one.left_out == 1 else "are"
    return f"{counted(s.one.left_out, 'reading')} {verb} {too}, and divided back; {s.kwh} count there."


def _stuck(s: _Said) -> str:
    return (
        f"the counter stood at {s.before} for {s.hours:,.1f} hours and then made up for it; the {s.kwh} of "
        "that time count in one piece, not as a peak."
    )


def _stood_still(s: _Said) -> str:
    return (
        f"the counter stood at {s.before} for {s.hours:,.1f} hours and went on from there: that counts as "
        "nothing used; it may have been stuck or without power."
    )


def _jump(s: _Said) -> str:
    return (
        f"{s.kwh} in {s.hours:,.2f} hours ({s.before}, then {s.after}) are far more than this counter ever "
        "shows otherwise. They count; if a meter was changed then, they are wrong."
    )


_WORDS: Final[dict[Happening, Callable[[_Said], str]]] = {
    "reset": _reset, "rollover": _rollover, "replaced": _replaced, "glitch": _glitch, "corrected": _corrected,
    "shifted": _shifted, "stuck": _stuck, "stood_still": _stood_still, "jump": _jump,
}  # fmt: skip

_TOGETHER: Final[dict[Happening, str]] = {
    "reset": "began again at zero",
    "rollover": "passed its highest number",
    "replaced": "went on from another value",
    "glitch": "said something that does not fit, and recovered",
    "corrected": "fell a little and stayed there",
    "shifted": "had its decimal point moved",
    "stuck": "stood still and made up for it",
    "stood_still": "stood still for long",
    "jump": "rose by far more than usual",
}


def note_counter(name: str, found: Differences, kwh: Floats, cells: Cells, *, ledger: Ledger) -> None:
    """Say each thing that happened, with its time; those of one kind together where there are many."""
    _note_ways(name, found, ledger=ledger)
    for kind in dict.fromkeys(one.kind for one in found.found):
        same = [one for one in found.found if one.kind == kind]
        if len(same) > MOST_SAID:
            _note_together(name, same, cells, ledger=ledger)
            continue
        for one in same:
            text = _WORDS[kind](_said(one, kwh, cells))
            start, end = _at(cells, one.first), _at(cells, one.last)
            when = f"{start.tz_convert(cells.timezone):%Y-%m-%d %H:%M}"
            ledger.issue(KINDS[kind], f"{name}, {when}: {text}", channel=name, start=start, end=end)


def _said(one: Occurrence, kwh: Floats, cells: Cells) -> _Said:
    between = kwh[one.first + 1 : one.last]
    known = between[np.isfinite(between)]
    edge = one.last if one.first == 0 else one.first + 1
    wrong = known[0] if len(known) else kwh[edge]
    if one.kind == "glitch" and np.isnan(one.kwh):
        wrong = kwh[one.first] if one.first == 0 else kwh[one.last]
    hours = (cells.stamps[one.last] - cells.stamps[one.first]) / 3.6e9
    return _Said(one, _kwh(kwh[one.first]), _kwh(kwh[one.last]), _kwh(wrong), float(hours))


def _note_together(name: str, same: Sequence[Occurrence], cells: Cells, *, ledger: Ledger) -> None:
    kind = same[0].kind
    left, energy = sum(one.left_out for one in same), float(np.nansum([one.kwh for one in same]))
    unknown = sum(bool(np.isnan(one.kwh)) for one in same)
    tail = f" {counted(left, 'reading')} are left out." if left and kind != "shifted" else ""
    tail += f" {_kwh(energy)} there are known and count." if energy else ""
    tail += (
        f" The energy between the readings is unknown {unknown:,} times and counts as missing."
        if unknown
        else ""
    )
    ledger.issue(
        KINDS[kind],
        f"{name}: the counter {_TOGETHER[kind]} {len(same):,} times.{tail}",
        channel=name,
        start=_at(cells, min(one.first for one in same)),
        end=_at(cells, max(one.last for one in same)),
    )


def _note_ways(name: str, found: Differences, *, ledger: Ledger) -> None:
    """Counters that do something else than rise: their direction and when they begin again."""
    if found.cycle is not None:
        lost = found.end[np.isnan(found.kwh)] - found.start[np.isnan(found.kwh)]
        evidence = f"it falls to nearly zero where a local {found.cycle.span} begins"
        if len(lost):
            evidence += (
                f"; what was used in {lost.sum() / 3.6e9:,.1f} hours just before is unknown and missing"
            )
        ledger.decide(
            f"counter of {name}", f"begins again every {found.cycle.span}", evidence=evidence,
            confidence=0.9, option="--kind",
        )  # fmt: skip
    if found.counts_down:
        ledger.decide(
            f"counter of {name}", "counts down", evidence="its readings fall; each fall is energy used",
            confidence=0.7, option="--role",
        )  # fmt: skip
    if found.both_ways:
        ledger.decide(
            f"counter of {name}", "runs both ways", option="--role", confidence=0.8,
            evidence="its readings rise and fall; each rise is energy used, each fall energy that left",
        )  # fmt: skip


def _at(cells: Cells, place: int) -> pd.Timestamp:
    return pd.Timestamp(int(cells.stamps[place]), unit="us", tz="UTC")


def _kwh(kwh: float) -> str:
    return f"{kwh:,.3f}".rstrip("0").rstrip(".") + " kWh"
