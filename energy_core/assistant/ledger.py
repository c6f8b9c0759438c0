"""What a model has looked up so far, and the slots it may answer with."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from energy_core import words
from energy_core.assistant.aliases import Aliases
from energy_core.assistant.answer import Value
from energy_core.assistant.periods import dates_text
from energy_core.assistant.slots import limited, value_text
from energy_core.assistant.toolbox import Call

MOST_SHOWN: Final = 24
"""Values of one call that a model sees; the sentence and the table hold them all."""


@dataclass
class Ledger:
    """calls : in the order in which they were made, each once."""

    aliases: Aliases
    calls: list[Call] = field(default_factory=list)
    unknown_tools: list[str] = field(default_factory=list)
    _values: dict[str, tuple[Call, Value]] = field(default_factory=dict)

    def enter(self, call: Call) -> str:
        """Keeps a call; returns what the model sees of it."""
        if call in self.calls:
            number = self.calls.index(call) + 1
            return json.dumps({"slot": f"{{s{number}}}", "note": "looked up before"})
        self.calls.append(call)
        slot = f"{{s{len(self.calls)}}}"
        text = self.aliases.hide(call.answer.text)
        if call.is_refused:
            return json.dumps({"slot": slot, "refused": text}, ensure_ascii=False)
        seen = {"slot": slot, "sentences": text, "values": list(self._shown(call))}
        return json.dumps(seen, ensure_ascii=False)

    def _shown(self, call: Call) -> Iterator[dict[str, Any]]:
        for value in filter(_stands_alone, call.answer.values[:MOST_SHOWN]):
            slot = f"v{len(self._values) + 1}"
            self._values[slot] = (call, value)
            yield {
                "slot": f"{{{slot}}}",
                "name": value.name,
                "value": self.aliases.hide(value_text(value)),
                "channel": self.aliases.by_name.get(value.channel or "", "whole_home"),
                "period": _when(value),
            }

    def sentence(self, slot: str) -> Call | None:
        """The call behind {s1}; None if there is none."""
        place = int(slot[1:]) - 1
        return self.calls[place] if place < len(self.calls) else None

    def value(self, slot: str) -> tuple[Call, Value] | None:
        """The value behind {v1} and its call; None if there is none."""
        return self._values.get(slot)


def in_full(value: Value) -> str:
    """A value that can stand anywhere: figure, what it is, whose, and when."""
    sign = "-" if not isinstance(value.value, str) and value.number < 0 else ""
    whose = "whole home" if value.channel == "total" else words.label(value.channel or "")
    return f"{sign}{value_text(value)} ({value.name.replace('_', ' ')}, {whose}, {_when(value)})"


def _stands_alone(value: Value) -> bool:
    """Whether a value has a channel and a period of its own; a difference, say, is of two."""
    return value.channel is not None and value.start is not None and not any(c.isdigit() for c in value.name)


def _when(value: Value) -> str:
    """The period of a value, with the hours and days of the week that it is limited to."""
    assert value.start is not None
    assert value.end is not None
    if value.arguments.keys() & {"hours", "weekdays"}:
        return limited(value.arguments).text
    return dates_text(value.start, value.end)
