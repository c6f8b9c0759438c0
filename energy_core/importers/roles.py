"""What each channel is to the home: mains, appliance, export … by its name, and by which adds up to which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

import pandas as pd

from energy_core.errors import UnreadableFileError
from energy_core.importers import words
from energy_core.importers.hints import Hints
from energy_core.importers.ledger import Ledger
from energy_core.readings import Channel, Role

SUM_TOLERANCE: Final = 0.005
"""Share by which a total may differ from the sum of its parts: printed figures are rounded."""

CHECKED: Final = 2_000
"""Intervals compared when asking whether one channel is the sum of others."""


def with_roles(
    channels: Sequence[Channel],
    *,
    file: str,
    hints: Hints,
    fixed: Mapping[str, Role],
    ledger: Ledger,
) -> tuple[Channel, ...]:
    """The channels with their roles.

    file : the file's name, which may say what a lone channel is. fixed : what the format itself says.

    Raises UnreadableFileError when two channels may both be the home's meter and nobody has said which is.
    """
    roles: dict[str, Role] = {
        c.name: fixed.get(c.name) or by_name(c.name, alone=len(channels) == 1) for c in channels
    }
    by_itself = [c.name for c in channels if by_name(c.name, alone=False) != roles[c.name]]
    evidence = {n: "it is the only one in the file" if n in by_itself else "its name" for n in roles}
    evidence |= dict.fromkeys(fixed, "the format")
    said = {name: role for name, role in hints.roles.items() if name in roles}
    if not fixed:
        _by_company(channels, roles, evidence, file=file)
        if not hints.value_columns and not said:
            _refuse_rivals([name for name, role in roles.items() if role == "mains"], file=file)
    for name, role in said.items():
        roles[name], evidence[name] = role, "said with --role or kept for the home"
    for name, role in roles.items():
        sure = 1.0 if name in said else 0.8
        ledger.decide(f"role of {name}", role, evidence=evidence[name], confidence=sure, option="--role")
    return tuple(replace(c, role=roles[c.name]) for c in channels)


def _refuse_rivals(mains: list[str], *, file: str) -> None:
    """Two channels that both say no more than `the home`; phases, tariffs and numbered meters add up."""
    own = {name: _own_words(name) for name in mains}
    if len(mains) < 2 or (all(own.values()) and len(set(own.values())) == len(mains)):
        return
    shown = ", ".join(mains[:6])
    raise UnreadableFileError(
        f"Needed to know which of {shown} is the home's meter; in {file} each may be all that the home uses, "
        "and their values differ. Say --value-column NAME for the right one, or --role NAME=other for those "
        "that do not count.",
        where={"file": file, "column": mains[1]},
        option="--value-column",
    )


def _own_words(name: str) -> str:
    """What a name says beside being energy that the home uses."""
    own = words.base(name)
    for pattern in (words.MAINS, words.CONSUMED, words.IMPORTED):
        own = pattern.sub(" ", own)
    return " ".join(own.split())


def _by_company(
    channels: Sequence[Channel], roles: dict[str, Role], evidence: dict[str, str], *, file: str
) -> None:
    """What the other channels and the file's name add to a channel's own name."""
    if len(channels) == 1 and (told := by_file_name(channels[0].name, file)):
        roles[channels[0].name], evidence[channels[0].name] = told, f"the file is called {file}"
    imported = [c.name for c in channels if words.says(words.IMPORTED, c.name)]
    consumed = [c.name for c in channels if roles[c.name] == "mains" and c.name not in imported]
    if consumed:
        for name in imported:
            roles[name], evidence[name] = "other", f"{consumed[0]} already holds what was taken from the grid"
    counted = [c for c in channels if roles[c.name] in ("mains", "appliance")]
    mains = [c for c in counted if roles[c.name] == "mains"]
    for group in (counted, mains):
        if (whole := _sum_of_the_others(group)) is not None:
            for c in group:
                roles[c.name] = "mains" if c.name == whole else "appliance"
                evidence[c.name] = f"{whole} is the sum of the others"
            return


def by_name(name: str, *, alone: bool) -> Role:
    """The role a name speaks of. `alone`: a lone channel without a telling name is the mains."""
    for role, pattern in (
        ("gas", words.GAS),
        ("temperature", words.TEMPERATURE),
        ("other", words.BATTERY),
        ("export", words.EXPORTED),
        ("generation", words.GENERATED),
    ):
        if words.says(pattern, name) and not (
            role != "gas" and words.says(words.APPLIANCE, name) and role == "other"
        ):
            return role  # type: ignore[return-value]
    if words.says(words.MAINS, name) or words.says(words.IMPORTED, name):
        return "mains"
    if words.says(words.APPLIANCE, name):
        return "appliance"
    base = words.base(name)
    if (
        alone
        or (not base and words.says(words.QUANTITY, name))
        or words.says(words.CONSUMED, base)
        or words.says(words.METERED, base)
    ):
        return "mains"
    return "appliance"


def by_file_name(name: str, file: str) -> Role | None:
    """What the file's name says of a lone channel whose own name says only that it is energy."""
    own = words.BARE.sub(" ", words.plain(name))
    if any(words.says(w, own) for w in (words.MAINS, words.CONSUMED, words.IMPORTED, words.APPLIANCE)):
        return None
    return "generation" if words.says(words.GENERATED, file) else None


def _sum_of_the_others(channels: Sequence[Channel]) -> str | None:
    """The channel that equals the sum of all others, interval by interval."""
    if len(channels) < 3 or len({len(c.intervals) for c in channels}) != 1:
        return None
    first = channels[0].intervals["start"]
    if not all(first.equals(c.intervals["start"]) for c in channels[1:]):
        return None
    step = max(1, len(first) // CHECKED)
    values = pd.DataFrame({c.name: c.intervals["kwh"].to_numpy()[::step] for c in channels}).dropna()
    if len(values) < 2:
        return None
    total = values.sum(axis=1)
    for name in values.columns:
        rest = total - values[name]
        off = (values[name] - rest).abs().sum()
        parts = (values.drop(columns=name).sum() > 0).sum()
        rival = any(words.says(words.MAINS, other) for other in values.columns if other != name)
        if rival and not words.says(words.MAINS, name):
            continue
        if rest.sum() > 0 and parts >= 2 and off <= SUM_TOLERANCE * rest.sum():
            return str(name)
    return None
