"""The question for a unit, with what each answer would mean in a year."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from energy_core.errors import UnreadableFileError
from energy_core.importers import words
from energy_core.importers.dialect import Dialect
from energy_core.importers.hints import Unit
from energy_core.importers.role_names import meaning
from energy_core.importers.sampled import amount, is_counter, sample_values, sampled
from energy_core.importers.unit_evidence import HOME_KWH, shown, yearly_kwh
from energy_core.importers.units import POWER
from energy_core.importers.whose import is_home_column

ASKED: Final[tuple[Unit, ...]] = ("kWh", "Wh", "kW", "W")
MOST_KW: Final = 1_000.0
SHOWN: Final = 8


def ask_unit(
    how: Dialect, columns: Sequence[int], *, time: tuple[int, ...], name: str
) -> UnreadableFileError:
    """The error that asks for --unit; `choices` are the units that are possible, the likeliest first."""
    names = ", ".join(how.names[i] for i in columns[:SHOWN])
    more = f" and {len(columns) - SHOWN} more" if len(columns) > SHOWN else ""
    meant, likely, units = _meant(how, columns, time)
    suggested = units[0] if likely else "kWh"
    return UnreadableFileError(
        f"Needed the unit of {names}{more}; {name} does not name one beside its numbers, above them or in "
        f"its name (no energy column says kWh, Wh, kW or W; columns: {', '.join(how.names)[:300]}). {meant}"
        f"Say it with --unit, such as --unit {suggested}, if this is electricity.",
        where={"file": name, "column": how.names[columns[0]], "row": how.header_line or how.first_line},
        option="--unit",
        choices=units,
    )


def _meant(how: Dialect, columns: Sequence[int], time: tuple[int, ...]) -> tuple[str, bool, tuple[Unit, ...]]:
    """A sentence on each possible unit, whether the first is likely, and the units."""
    sample = sampled(how, time)
    counted = _counted(how, columns)
    values = [sample_values(how, i) for i in counted]
    total = sum(amount(v) for v in values)
    yearly = yearly_kwh(total, sample)
    if not total > 0 or not yearly or _several_meters(how):
        return "", False, ASKED
    rising = [is_counter(v) for v in values]
    units = [u for u in ASKED if _possible(how, counted, u, counters=rising, hours=sample.hours)]
    highest = max((float(np.nanmax(np.abs(v))) for v in values if np.isfinite(v).any()), default=0.0)
    units = [u for u in units if u != "kW" or highest <= MOST_KW] or list(ASKED)
    whole = not any(meaning(how.names[i]) in ("device", "place") for i in counted)
    fitting = [u for u in units if HOME_KWH[0] <= yearly[u] <= HOME_KWH[1]] if whole else []
    ranked = tuple(sorted(units, key=lambda u: u not in fitting))
    said = ", ".join(f"as {u}{' of mean power' if u in POWER else ''} {shown(yearly[u])}" for u in ranked)
    usual = f" Homes use {HOME_KWH[0]:,.0f} to {HOME_KWH[1]:,.0f} kWh a year." if whole else ""
    return f"At this rate it would be, in a year, {said}.{usual} ", len(fitting) > 0, ranked


def _several_meters(how: Dialect) -> bool:
    """Whether rows of several meters or homes are mixed, so that nothing can be said of a year."""
    columns = [i for i in range(len(how.names)) if is_home_column(how, i)]
    return any(len(set(how.cells(i))) > 1 for i in columns)


def _counted(how: Dialect, columns: Sequence[int]) -> list[int]:
    """The columns that would make up what the home uses, each energy once."""
    taken = [i for i in columns if meaning(how.names[i]) not in ("export", "produced", "net", "unknown")]
    used = [i for i in taken if not is_counter(sample_values(how, i))]
    return (used if len(used) < len(taken) and used else taken) or list(columns)


def _possible(
    how: Dialect, columns: Sequence[int], unit: Unit, *, counters: Sequence[bool], hours: float
) -> bool:
    """Whether names and numbers leave a unit open: counters are energy, what says power is power.

    In hours a mean power is the energy, and need not be asked about apart.
    """
    power = [words.says(words.POWER_NAMED, how.names[i]) for i in columns]
    energy = [words.says(words.ENERGY_NAMED, how.names[i]) for i in columns]
    if unit in POWER:
        return not any(counters) and not (all(energy) and not any(power)) and (hours != 1 or all(power))
    return not all(power) or any(energy)
