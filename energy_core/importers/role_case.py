"""What is known so far of each channel while its role is found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from energy_core.importers.gas_serials import is_gas_serial
from energy_core.importers.role_names import ROLE_OF, Meaning, folded, meaning_among
from energy_core.importers.role_words import PLACE
from energy_core.importers.side_by_side import SideBySide
from energy_core.readings import Role

TURNED: Final = " (negative values)"
"""Behind the name of a channel that holds what another one's negative values say."""


@dataclass
class Case:
    """The channels of a file and the roles found for them.

    said : channels whose role a person gave; they stay. beside : the channels in common intervals, or None.
    parents : the circuit or meter that already holds a channel's energy.
    """

    names: tuple[str, ...]
    file: str
    said: dict[str, Role]
    beside: SideBySide | None
    roles: dict[str, Role] = field(default_factory=dict)
    evidence: dict[str, str] = field(default_factory=dict)
    sure: dict[str, float] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)
    meanings: dict[str, Meaning] = field(default_factory=dict)
    notes: list[tuple[str, str, str | None]] = field(default_factory=list)

    def __post_init__(self) -> None:
        for name in self.names:
            self.meanings[name] = meaning_among(name, self.names)
            self.say(name, ROLE_OF[self.meanings[name]], "its name", 0.8)

    def say(self, name: str, role: Role, why: str, sure: float, *, parent: str | None = None) -> None:
        """Give a channel a role and the reason, unless a person said one."""
        if name in self.said:
            self.roles[name], self.evidence[name] = self.said[name], "said with --role or kept for the home"
            self.sure[name] = 1.0
            return
        self.roles[name], self.evidence[name], self.sure[name] = role, why, sure
        if parent is not None and parent != name:
            self.parents[name] = parent

    def is_a_meter(self, name: str) -> None:
        """A channel is a meter of the supply, if its name does not say something else."""
        for channel in self.names:
            if channel.split(": ")[0] == name and is_gas_serial(name):
                self.meanings[channel] = "gas"
                self.say(channel, "gas", "serial numbers of gas meters begin with G", 0.9)
        if name in self.meanings and self.meanings[name] == "unknown":
            self.meanings[name] = "supply"
            self.say(name, "mains", "it is a meter of its own, told apart in the file", 0.8)

    def of_role(self, *roles: Role) -> list[str]:
        return [name for name in self.names if self.roles[name] in roles]

    def meaning(self, *meanings: Meaning) -> list[str]:
        """Channels of which a name says so, and that still may be counted."""
        return [n for n in self.names if self.meanings[n] in meanings and n not in self.parents]

    def note(self, kind: str, message: str, channel: str | None = None) -> None:
        """Something about the readings to look at."""
        self.notes.append((kind, message, channel))

    def by_evidence(self, name: str) -> bool:
        """Whether a channel's role rests on more than its name."""
        return self.evidence[name] != "its name"

    def is_group(self, name: str) -> bool:
        """Whether a channel may contain others by its name: a room, a circuit, or nothing known."""
        return self.meanings[name] in ("place", "unknown") or PLACE.search(folded(name)) is not None


def listed(names: Sequence[str], *, most: int = 4) -> str:
    """`A, B and C`, the first few of many."""
    if len(names) > most:
        return f"{', '.join(names[:most])} and {len(names) - most:,} more"
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)
