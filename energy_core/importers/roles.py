"""What each channel is to the home: mains, appliance, export … by its name, and by which adds up to which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from energy_core.importers import role_words
from energy_core.importers.file_names import appliance_of
from energy_core.importers.hints import Hints
from energy_core.importers.ledger import Ledger
from energy_core.importers.nested import find_nested, find_own_supplies, find_whole
from energy_core.importers.role_case import TURNED, Case
from energy_core.importers.role_names import by_name, folded, says_nothing
from energy_core.importers.side_by_side import side_by_side
from energy_core.importers.solar import find_flows
from energy_core.importers.sun_shape import is_sun
from energy_core.importers.supplies import find_parts_of_mains, refuse_rivals, say_what_adds_up
from energy_core.importers.totals import find_totals
from energy_core.readings import Channel, Role

__all__ = ["by_file_name", "by_name", "with_roles"]

BY_FORMAT = "the format"
SUNNY = "it rests at night and rises and falls with the sun by day, as no home does"


def with_roles(
    channels: Sequence[Channel],
    *,
    file: str,
    hints: Hints,
    fixed: Mapping[str, Role],
    ledger: Ledger,
    timezone: str = "UTC",
    meters: Sequence[str] = (),
) -> tuple[Channel, ...]:
    """The channels with their roles, and the circuit they are behind.

    file : the file's name, which may say what a lone channel is. fixed : what the format itself says.
    meters : names of meters of the supply, which say nothing by themselves.

    Raises UnreadableFileError when two channels may both be the home's meter and nobody has said which is.
    """
    names = tuple(c.name for c in channels)
    said = {name: role for name, role in hints.roles.items() if name in names}
    case = Case(names, file, said, side_by_side(channels, timezone) if _is_open(names, fixed) else None)
    for name in meters:
        case.is_a_meter(name)
    for name, role in fixed.items():
        case.say(name, role, BY_FORMAT if not name.endswith(TURNED) else "energy that left the home", 0.8)
    if _is_open(names, fixed) and set(names) != set(fixed):
        _by_company(case, channels, hints=hints)
    for name in names:
        _decide(case, name, ledger)
    for kind, message, channel in case.notes:
        ledger.issue(kind, message, channel=channel)
    return tuple(replace(c, role=case.roles[c.name], parent=case.parents.get(c.name)) for c in channels)


def _is_open(names: Sequence[str], fixed: Mapping[str, Role]) -> bool:
    """Whether the format leaves the roles open; the negative half of a column is no word of the format."""
    return all(
        (n.endswith(TURNED) and n.removesuffix(TURNED) in names) or r == "gas" for n, r in fixed.items()
    )


def _by_company(case: Case, channels: Sequence[Channel], *, hints: Hints) -> None:
    """What the other channels and the file's name add to a channel's own name."""
    if len(case.names) == 1:
        _alone(case, channels[0])
        return
    for channel in channels:
        if case.meanings[channel.name] == "unknown" and says_nothing(channel.name) and is_sun(channel):
            case.say(channel.name, "generation", SUNNY, 0.7)
    if case.beside is not None:
        find_totals(case)
    find_flows(case)
    if case.beside is not None:
        find_nested(case)
        find_whole(case)
        find_parts_of_mains(case)
        find_own_supplies(case, asks=not case.said)
    say_what_adds_up(case)
    if not hints.value_columns and not case.said:
        refuse_rivals(case)


def _alone(case: Case, channel: Channel) -> None:
    name = channel.name
    if told := by_file_name(name, case.file):
        case.say(name, told, f"the file is called {case.file}", 0.8)
    elif says_nothing(name) and is_sun(channel):
        case.say(name, "generation", SUNNY, 0.7)
        case.note("role", f"{name} is read as production: {SUNNY}.", name)
    elif case.meanings[name] == "charge" and not role_words.BATTERY.search(folded(name)):
        case.say(name, "appliance", "nothing else is in the file: it is what a charger gave", 0.8)
    elif by_name(name, alone=True) != case.roles[name]:
        case.say(name, by_name(name, alone=True), "it is the only one in the file", 0.8)


def _decide(case: Case, name: str, ledger: Ledger) -> None:
    behind = case.parents.get(name)
    choice = f"{case.roles[name]} behind {behind}" if behind else case.roles[name]
    ledger.decide(
        f"role of {name}", choice, evidence=case.evidence[name], confidence=case.sure[name], option="--role"
    )


def by_file_name(name: str, file: str) -> Role | None:
    """What the file's name says of a lone channel whose own name says only that it is energy."""
    own = role_words.BARE.sub(" ", folded(name))
    used = (role_words.WHOLE, role_words.CONSUMED, role_words.IMPORT)
    telling = (*used, role_words.DEVICE, role_words.PLACE, role_words.HEAT, role_words.GAS)
    if any(pattern.search(own) for pattern in telling):
        return None
    if role_words.PRODUCED.search(folded(file.rsplit(".", 1)[0])):
        return "generation"
    if role_words.HEAT.search(folded(file.rsplit(".", 1)[0])):
        return "other"
    return "appliance" if appliance_of(file) else None
