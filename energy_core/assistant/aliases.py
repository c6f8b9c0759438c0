"""What a language model calls the channels: names from files never reach it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from typing import Final

from energy_core import words
from energy_core.assistant.channels import Found, plain
from energy_core.assistant.context import Context
from energy_core.assistant.lexicon import mended, normal
from energy_core.assistant.outcome import NoAnswerError
from energy_core.audit.appliance_type import appliance_type
from energy_core.readings import Channel
from energy_core.tariffs import Tariff

_ROLES: Final = {"mains": "whole_home_meter", "temperature": "temperature", "other": "channel"}
EVERYDAY_RATES: Final = frozenset(
    {
        "peak",
        "off-peak",
        "off peak",
        "shoulder",
        "day",
        "night",
        "weekend",
        "standard",
        "all day",
        "energy",
        "flat",
    }
)
"""Names of rates that are plain words and hide nothing."""

_DOTS: Final = re.compile("·+")


class Aliases:
    """An alias for each name that came from a file or a person: its recognised type and a number.

    A word of the question or of a computed sentence that is a name becomes the alias; the way back is by
    code alone.
    """

    def __init__(self, context: Context) -> None:
        self._context = context

    @cached_property
    def by_name(self) -> dict[str, str]:
        """Alias by channel name, in the order of the readings."""
        numbers: Counter[str] = Counter()
        found = {}
        for channel in self._context.readings.channels:
            kind = _kind(channel, self._context)
            numbers[kind] += 1
            found[channel.name] = f"{kind}_{numbers[kind]}"
        return found

    @cached_property
    def by_alias(self) -> dict[str, str]:
        return {alias: name for name, alias in self.by_name.items()}

    @cached_property
    def consumers(self) -> tuple[str, ...]:
        """Aliases of the channels that carry energy."""
        return tuple(self.by_name[channel.name] for channel in self._context.readings.energy)

    @cached_property
    def _rates(self) -> dict[str, str]:
        """Names of the tariffs' rates by alias; everyday words are kept."""
        names = [r.name for tariff in self._tariffs for v in tariff.versions for r in v.rates]
        odd = [name for name in dict.fromkeys(names) if name.lower() not in EVERYDAY_RATES]
        return {f"rate_{place}": name for place, name in enumerate(odd, 1)}

    @property
    def _tariffs(self) -> tuple[Tariff, ...]:
        home = self._context.home
        return tuple(tariff for tariff in (home.tariff, *home.other_tariffs) if tariff is not None)

    def rate(self, alias: str) -> str:
        """The rate that an alias stands for, or what was said."""
        return self._rates.get(alias, alias)

    def hide(self, text: str) -> str:
        """A computed text with every name from a file replaced."""
        return self._pattern.sub(lambda m: self._hidden[_key(m[0])], text)

    def hide_in_question(self, question: str) -> str:
        """The question with channels by alias, whatever it calls them, and no other name from a file."""
        text = self.hide(normal(question))
        names = self._context.names
        named = names.find_names(text)
        try:
            found = names.find(mended(named.rest, names.vocabulary), already=named)
        except NoAnswerError:
            found = named
        return self.hide(self._with_aliases(found) if found.mentions else text)

    def _with_aliases(self, found: Found) -> str:
        """The dots of each place where a channel is meant, replaced by what is meant there."""

        def aliases(m: re.Match[str]) -> str:
            meant = [self.by_name[mention.channel] for mention in found.mentions if m.start() == mention.at]
            return words.listed(dict.fromkeys(meant)) or m[0]

        return _DOTS.sub(aliases, found.rest)

    @cached_property
    def _hidden(self) -> dict[str, str]:
        """The alias of every text to hide, by its key."""
        return {_key(text): alias for text, alias in self._secrets() if _key(text)}

    def _secrets(self) -> Iterator[tuple[str, str]]:
        """Every name that came from a file or a person, and what stands for it."""
        readings, home = self._context.readings, self._context.home
        for place, tariff in enumerate(self._tariffs, 1):
            yield tariff.name, f"tariff_{place}"
        yield from ((name, alias) for alias, name in self._rates.items())
        if home.name:
            yield home.name, "this_home"
        for channel in readings.channels:
            for file in channel.intervals["source_file"].cat.categories:
                yield str(file), "file"
        yield from self.by_name.items()

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """Each name as sentences show it and as a question may write it; the longest is looked for first."""
        ways = {way for text, _ in self._secrets() if _key(text) for way in (words.label(text), plain(text))}
        inner = "|".join(_spaced(way) for way in sorted(ways, key=len, reverse=True))
        return re.compile(rf"(?<!\w)(?:{inner or '(?!)'})(?!\w)", re.IGNORECASE)


def _kind(channel: Channel, context: Context) -> str:
    """A word of ours for what a channel is."""
    if channel.role != "appliance":
        return _ROLES.get(channel.role, channel.role)
    types = appliance_type(channel.name, context.home.appliance_types).types
    return re.sub(r"\W+", "_", types[0]) if len(types) == 1 else "appliance"


def _spaced(way: str) -> str:
    return r"[\W_]+".join(re.escape(word) for word in way.split())


def _key(text: str) -> str:
    """Letters and digits alone; nothing for a name without letters, which can say nothing."""
    squeezed = "".join(plain(text).split())
    return squeezed if re.search(r"[^\W\d_]", squeezed) else ""
