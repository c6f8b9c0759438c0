"""Whether a column is a counter or the energy of intervals: by its name, and by how its values move."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from energy_core.importers import words
from energy_core.importers.climbs import FEWEST, Climb, climb_of
from energy_core.importers.register_cycles import cycle_of
from energy_core.readings import Kind
from energy_core.spread import Floats, Integers

COUNTER: Final = words.words(
    "stand|stände|counter|cumulative|cumulated|cumulatief|accumulated|lifetime|meter readings?|index|"
    "register readings?|(?:start|end) reading|reading (?:start|end)|total increasing|kumuliert|ablesung|"
    "ablesewert|telwerk|lectura|lecturas|relevé|relève|indice|indices|lettura|letture|leitura|odczyt|"
    "stan licznika|målerstand|måleravlesning|mittarilukema|stav|óraállás|mérőállás|"
    r"[^\W\d_]*(?:zählerst|zaehlerst|meterstand|tellerstand|mätarställning|zählwerk|показани)[^\W\d_]*"
)
"""Words of counters; the values have to rise as well."""

READING: Final = words.words("readings?|read|meter|register|total|totaal|gesamt|totale")
"""Words that may mean a counter or the energy of an interval; the values decide."""

AGAIN: Final = words.words(
    "today|daily|day|this (?:day|week|month|year)|month|monthly|week|weekly|year to date|heute|tages|vandaag|"
    "dag|hoy|diario|aujourd hui|jour|oggi|giorno|monat|maand|mes|mois|mese"
)
"""Words of counters that begin again; the values have to do so as well."""

BALANCE: Final = words.words("net|netto|balance|saldo|bilanz|solde|credit|remaining|guthaben|tegoed|minus")

PLAUSIBLE_KW: Final = 50.0
"""What a home may draw over an interval: values that would mean more, and never fall, are a counter."""

MUCH_KW: Final = 10.0
"""A mean power few homes reach: a few rising values that would mean more are asked about."""

FAR_ABOVE: Final = 20.0
ABOVE: Final = 5.0
"""So many of its steps high, a value that rises is hardly the energy of one of them."""

LONG_HOURS: Final = 20.0
"""Consumption does not rise through a whole day: evenings are above nights."""

FEWEST_RISING: Final = 6
"""So many values in a row rise by chance once in 720 times."""

GLANCED: Final = 20_000
ONE_WAY: Final = 0.9
"""Of more values than these, the first and the last say whether the others need a look."""

RISES_EACH: Final = 3
"""A counter that begins again each day rises more often than a load that a timer switches."""

MOST_RESETS: Final = 0.05
FEW_FALLS: Final = 0.02


@dataclass(frozen=True)
class Verdict:
    """kind None: it cannot be told, and the person is asked. rows : of how many it was told, 0 = of any."""

    kind: Kind | None
    evidence: str
    confidence: float = 0.9
    rows: int = 0


@dataclass(frozen=True)
class Series:
    """What may be a counter: values in order of time, when they were read (UTC) [microseconds], its name.

    hours : the usual time between two.
    """

    us: Integers
    values: Floats
    name: str
    kwh_per_unit: float
    hours: float
    timezone: str = "UTC"


INTERVAL: Final = Verdict("interval", "its values go up and down as consumption does")


def kind_of(series: Series) -> Verdict:
    """Counter or interval energy, with the evidence in words."""
    if len(series.values) > GLANCED and not (
        _may_count(series.values[:GLANCED]) or _may_count(series.values[-GLANCED:])
    ):
        return INTERVAL
    there = np.isfinite(series.values)
    known, us = series.values[there], series.us[there]
    if len(known) < 2:
        return INTERVAL
    climb = climb_of(known, hours=float(us[-1] - us[0]) / 3.6e9)
    level_kw = climb.low * series.kwh_per_unit / series.hours
    for verdict in (
        _by_name(series.name, climb, level_kw),
        _by_cycle(series, us, known),
        _by_climb(series, climb, level_kw),
        _by_restarts(series, climb),
        _by_level(series, climb, level_kw),
    ):
        if verdict is not None:
            return verdict
    return INTERVAL


def _may_count(values: Floats) -> bool:
    """Whether a look at some values does not rule a counter out: they go one way, or change little."""
    known = values[np.isfinite(values)]
    if len(known) < FEWEST:
        return True
    climb = climb_of(known, hours=LONG_HOURS)
    return climb.rising > ONE_WAY or climb.falling > ONE_WAY or climb.is_smooth


def _by_name(name: str, climb: Climb, level_kw: float) -> Verdict | None:
    if not words.says(COUNTER, name) or climb.lowest < 0:
        return None
    if climb.rising > 1 - MOST_RESETS or climb.few_falls:
        return Verdict("register", "its name says so, and its values rise", 0.95)
    if climb.is_smooth and (level_kw > MUCH_KW or climb.high > FAR_ABOVE * climb.step):
        return Verdict("register", "its name says so, and its values change little from one to the next", 0.9)
    return None


def _by_cycle(series: Series, us: Integers, known: Floats) -> Verdict | None:
    """A saw: up, and down to nothing where days or months begin."""
    if known.min() < 0:
        return None
    cycle = cycle_of(us, known, series.timezone)
    if cycle is None:
        return None
    step = np.delete(np.diff(known), cycle.step)
    if len(step) == 0 or (step >= 0).mean() < 1 - FEW_FALLS or (step > 0).sum() < 3:
        return None
    length = np.diff(np.concatenate([[0], cycle.step + 1, [len(known)]]))
    evidence = f"its values rise all {cycle.span} and begin again with the next"
    if words.says(AGAIN, series.name) or words.says(COUNTER, series.name):
        return Verdict("register", f"its name says so, and {evidence}", 0.95)
    gap = float(np.diff(us).max()) / 3.6e9
    covered = gap < 0.25 * cycle.hours
    enough = len(cycle.step) >= 3 and float(np.median(length)) >= 12
    enough &= int((step > 0).sum()) >= RISES_EACH * len(cycle.step)
    if covered and not cycle.begins_at_nothing(known):
        above = f"its values rise all {cycle.span}, but begin far above what they rise by"
        return Verdict("interval", above, 0.7)
    enough &= not cycle.is_even(known)
    return Verdict("register" if covered and enough else None, evidence)


def _by_climb(series: Series, climb: Climb, level_kw: float) -> Verdict | None:
    """Values that do not fall, but for a few faults."""
    if climb.rising < 1.0 and not (climb.few_falls and climb.count >= FEWEST):
        return None
    if climb.ups == 0:
        stands = level_kw > PLAUSIBLE_KW
        return Verdict("register", "no load is so high; it stands still", 0.7) if stands else None
    if level_kw > PLAUSIBLE_KW:
        kw = f"{level_kw:,.0f} kW"
        return Verdict("register", f"its values rise, and as energy of intervals would mean {kw}", 0.95)
    if climb.count >= FEWEST and climb.hours >= LONG_HOURS:
        return _by_long_climb(climb)
    return _by_short_climb(series, climb, level_kw)


def _by_short_climb(series: Series, climb: Climb, level_kw: float) -> Verdict | None:
    """A few rising values: a morning may do so, and a counter must."""
    if climb.rising < 1.0 or (climb.is_line and level_kw < MUCH_KW):
        return None
    named = words.says(READING, series.name)
    if climb.low >= ABOVE * climb.typical and (named or level_kw > MUCH_KW):
        return Verdict(None, "its values only rise")
    often = climb.ups == climb.count - 1 or (climb.count >= FEWEST / 2 and climb.ups >= 0.6 * climb.count)
    if climb.count < FEWEST_RISING or not often:
        return None
    if climb.low >= ABOVE * climb.typical:
        return Verdict(None, "its values only rise, and by little beside what they are")
    return Verdict(None, "its values begin near zero and only rise") if climb.low <= climb.typical else None


def _by_long_climb(climb: Climb) -> Verdict | None:
    evidence = f"its values do not fall in {climb.hours / 24:,.0f} days"
    if climb.low > 1_000 * climb.step or (climb.goes_on and not climb.is_line):
        return Verdict("register", evidence)
    if climb.is_line and climb.lowest > 0:
        return None
    if climb.goes_on or climb.ups >= 3 or climb.has_plateau:
        return Verdict(None, evidence)
    return None


def _by_restarts(series: Series, climb: Climb) -> Verdict | None:
    """Values that climb and start again: a counter by name, or because no home could use as much."""
    if not climb.restarts:
        return None
    kw = climb.median * series.kwh_per_unit / series.hours
    reading = words.says(READING, series.name)
    far = climb.high >= FAR_ABOVE / 2 * climb.typical
    evidence = "its values rise, and start again now and then"
    if far and (kw > PLAUSIBLE_KW or reading):
        return Verdict("register", evidence)
    return Verdict(None, evidence) if reading or (far and kw > MUCH_KW) else None


def _by_level(series: Series, climb: Climb, level_kw: float) -> Verdict | None:
    """Values that move by little around what no home draws, or that only fall: balances and credits."""
    if not climb.is_smooth or climb.moves < 3:
        return None
    if climb.falling >= 1 - FEW_FALLS and climb.count >= FEWEST and climb.hours >= LONG_HOURS:
        return Verdict(
            "register", f"its values only fall in {climb.hours / 24:,.0f} days: it counts down", 0.7
        )
    named = words.says(BALANCE, series.name) or words.says(READING, series.name)
    kw = abs(climb.median) * series.kwh_per_unit / series.hours
    if kw > (MUCH_KW if named else PLAUSIBLE_KW):
        evidence = f"its values would mean {kw:,.0f} kW as energy of intervals, and change little"
        return Verdict("register" if named else None, evidence, 0.8)
    return None


def rises_beside(values: Floats, *, supply: bool, kwh_per_unit: float, hours: float) -> bool:
    """Whether values beside a counter are one too: they never fall, and rise.

    One that never rises is a counter if its name speaks of the supply (an export that never happened), or if
    no load could be so high; else it is a constant load.
    """
    known = values[np.isfinite(values)]
    steps = np.diff(known)
    if not len(steps) or (steps < 0).any() or known[0] <= 0:
        return False
    rises = int((steps > 0).sum())
    if rises == 0:
        return supply or bool(known[0] * kwh_per_unit / hours > MUCH_KW)
    return bool(rises >= max(3, 0.1 * len(steps)) or known[0] > FAR_ABOVE * steps.max())
