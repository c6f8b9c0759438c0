"""Refusals of tables without electric energy: what they hold, in plain words, and what to get instead."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from typing import Final

from energy_core.errors import UnknownFormatError
from energy_core.importers import words
from energy_core.importers.dialect import Dialect
from energy_core.importers.units import unit_in

_SUBJECTS: Final = (
    ("heating oil, propane or another fuel", words.OIL), ("gas", words.GAS), ("water", words.WATER),
    ("heat", words.HEAT), ("money", words.MONEY),
)  # fmt: skip
LONGEST: Final = 300


def refuse_no_energy(how: Dialect, kinds: Mapping[int, str], *, name: str) -> UnknownFormatError:
    """The error for a table whose numbers are all something else. kinds : what each column is."""
    subject = subject_of(how, name, kinds)
    parts: dict[str, list[str]] = {}
    for column, kind in kinds.items():
        parts.setdefault(kind, []).append(how.names[column])
    held = "; ".join(f"{', '.join(names[:5])}: {kind}" for kind, names in parts.items())
    main = _mainly(kinds, subject)
    lead = f"this is {main}, no electricity" if main else "no column of it says electricity"
    found = (
        f"it has no energy column ({held[:LONGEST]})" if held else "it has no energy column and no numbers"
    )
    return UnknownFormatError(
        f"Needed a column with electric energy (kWh, Wh, kW …) in {name}: {lead}; {found}. Its columns: "
        f"{', '.join(how.names)[:LONGEST]}. Download the electricity readings instead, or, if one of these "
        "columns is electricity, say --value-column NAME and --unit.",
        where={"file": name, "row": how.header_line or how.first_line},
        option="--value-column",
    )


def _mainly(kinds: Mapping[int, str], subject: str | None) -> str | None:
    """What the table as a whole is about."""
    found = list(kinds.values())
    gas = next((kind for kind in found if kind.startswith("gas")), None)
    if gas is not None:
        return gas
    if subject is not None and subject != "money":
        return subject
    water = next((kind for kind in found if kind.startswith("water")), None)
    if water is not None:
        return water
    kind = {kind for kind in found if "time" not in kind and "names something" not in kind}
    return kind.pop() if len(kind) == 1 else None


def subject_of(how: Dialect, name: str, kinds: Mapping[int, str]) -> str | None:
    """What other columns, the file's name and the lines above the table speak of, if it is not electricity.

    kinds : what the columns of other things are.
    """
    texts = [PurePath(name).stem, *(text for _, text in how.above)]
    if any(words.says(words.ELECTRIC, text) or unit_in(text) in ("kWh", "Wh", "MWh") for text in texts):
        return None
    said = next((what for what, pattern in _SUBJECTS if any(words.says(pattern, t) for t in texts)), None)
    if said is not None or any(words.says(words.ELECTRIC, column) for column in how.names):
        return said
    gas = [kind for kind in kinds.values() if kind.startswith("gas")]
    return min(gas, key=lambda kind: "or" in kind.split(), default=None)


def refuse_subject(how: Dialect, columns: list[int], subject: str, *, name: str) -> UnknownFormatError:
    """The error for numbers without a unit in a file that is about something else."""
    shown = ", ".join(how.names[i] for i in columns[:8])
    return UnknownFormatError(
        f"Needed electric energy; {name} speaks of {subject}, and its numbers ({shown}) have no unit. "
        f"There is no energy column of electricity in it. Download the electricity readings instead; if this "
        "is electricity or gas in kWh after all, say --unit kWh and for gas also --role NAME=gas.",
        where={"file": name, "column": how.names[columns[0]]},
        option="--unit",
    )
