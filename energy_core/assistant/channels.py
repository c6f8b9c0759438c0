"""Which channels a question means. Channel names come from uploads: they are compared, never obeyed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Final

from energy_core import words
from energy_core.assistant.appliance_words import ROLES, THINGS, UCI_CHANNELS, plural, things_by_words
from energy_core.assistant.outcome import UnanswerableError, UnclearError
from energy_core.audit.appliance_type import appliance_type
from energy_core.audit.appliance_words import COUNTS_AS
from energy_core.readings import Channel, Readings

_THINGS: Final = things_by_words()
_LONGEST_FIRST: Final = sorted(_THINGS, key=len, reverse=True)
_GENERIC_WORDS: Final = (
    "channel meter energy power usage consumption kwh wh kw the and of total active global sub metering "
    "circuit bill bills import use used home house electricity electric value reading readings a an"
    " my in on room "
    "main all other no none cost price day days hour hours week month year appliance device how much "
    "what when which is are charge charged charging grid "
)
_GENERIC: Final = frozenset(_GENERIC_WORDS.split())
"""Words of channel names that name nothing by themselves."""


_UMLAUTS: Final = {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"}


_SOLD: Final = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, ROLES['export']))})(?!\w)")
_BOUGHT: Final = re.compile(r"(?<!\w)import(?:s|ed|ing)?(?!\w)")
"""What the main meter counts, where a question speaks of what is exported too."""


@dataclass(frozen=True)
class Mention:
    """A place in a question where a channel is meant."""

    at: int
    channel: str


@dataclass(frozen=True)
class Found:
    """mentions: in the order of the text. rest: the text with them replaced by dots."""

    mentions: tuple[Mention, ...]
    rest: str

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(mention.channel for mention in self.mentions))


class Names:
    """The channels of a home as a question may call them."""

    def __init__(self, readings: Readings) -> None:
        self.readings = readings

    @cached_property
    def appliances(self) -> tuple[Channel, ...]:
        return tuple(c for c in self.readings.channels if c.role == "appliance")

    @cached_property
    def by_thing(self) -> dict[str, tuple[str, ...]]:
        """Channel names by the thing they measure."""
        found: dict[str, tuple[str, ...]] = {}
        for channel in self.readings.energy:
            for thing in _things_in(channel):
                found[thing] = (*found.get(thing, ()), channel.name)
        return found

    @cached_property
    def by_word(self) -> dict[str, tuple[str, ...]]:
        """Channel names by each telling word in them."""
        found: dict[str, tuple[str, ...]] = {}
        for channel in self.readings.energy:
            for word in set(plain(channel.name).split()) - _GENERIC:
                if len(word) > 2 and not word.isdigit():
                    found[word] = (*found.get(word, ()), channel.name)
        return found

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Single words a question can use for channels here, for mending typing errors."""
        said = {word for way in _THINGS for word in way.split()}
        named = {word for channel in self.readings.channels for word in plain(channel.name).split()}
        roles = {word for ways in ROLES.values() for way in ways for word in way.split()}
        return frozenset(word for word in said | named | roles if len(word) > 2)

    def find_names(self, text: str) -> Found:
        """The channels whose whole name is in the text; a name of one everyday word is left out."""
        mentions: list[Mention] = []
        for channel in sorted(self.readings.energy, key=lambda c: len(c.name), reverse=True):
            said = plain(channel.name).split()
            if len(said) > 1 or not set(said) <= _GENERIC:
                text = _cut(text, _name_pattern(channel.name), (channel.name,), mentions)
        return Found(tuple(mentions), text)

    def find(self, text: str, *, already: Found | None = None) -> Found:
        """The channels meant.

        Raises UnclearError for a word that could be several, UnanswerableError for one that is none.
        """
        mentions = list(already.mentions) if already else []
        text = self._roles(text, mentions)
        for way in _LONGEST_FIRST:
            if way in text:
                text = self._things(text, way, mentions)
        for word, names in self.by_word.items():
            text = self._by_word(text, word, names, mentions)
        return Found(tuple(sorted(mentions, key=lambda mention: mention.at)), text)

    def _by_word(self, text: str, word: str, names: tuple[str, ...], mentions: list[Mention]) -> str:
        """One channel by a word of its name; several by the word they share: "which flat", "the flats"."""
        if len(names) > 1:
            if number := re.search(rf"(?<!\w){re.escape(word)} #?(?P<number>\d+)(?!\w)", text):
                raise UnanswerableError(f"No channel is called “{words.label(number[0])}”. {self.offer()}")
            one, many = re.escape(word), re.escape(plural(word))
            asked = (
                rf"(?<!\w)(?P<ask>which|what|(?:most|least|(?:high|low|bigg)est|top)(?: \w+)?) {one}(?!\w)"
            )
            if ask := re.search(asked, text):
                mentions.extend(Mention(ask.start(), name) for name in names)
                return text[: ask.start()] + f"{ask['ask']} appliance" + text[ask.end() :]
            several = rf"(?<!\w)(?:(?:each|every|per|by|all) (?:of )?(?:the |my )?{one}|{many})(?!\w)"
            text = _cut(text, several, names, mentions)
        for form in (word, plural(word)):
            if _whole(form).search(text):
                text = _cut(text, _whole(form), self._one_of(word, names), mentions)
        return text

    def _roles(self, text: str, mentions: list[Mention]) -> str:
        of_gas = any(self.readings.channel(mention.channel).role == "gas" for mention in mentions)
        if of_gas and (power := re.search(r"(?<!\w)electric(?:ity)?(?!\w)", text)):
            names = tuple(c.name for c in self.readings.energy if c.role == "mains")
            text = _cut(text, re.escape(power[0]), names, mentions)
        sold = any(self.readings.channel(mention.channel).role == "export" for mention in mentions)
        if (sold or _SOLD.search(text)) and (bought := _BOUGHT.search(text)):
            names = tuple(c.name for c in self.readings.energy if c.role == "mains")
            text = _cut(text, re.escape(bought[0]), names, mentions)
        for role, ways in ROLES.items():
            names = tuple(c.name for c in self.readings.energy if c.role == role)
            for way in sorted(ways, key=len, reverse=True):
                if not re.search(_whole(way), text):
                    continue
                if not names and role == "mains":
                    text = _cut(text, _whole(way), (), mentions)
                    continue
                if not names:
                    raise UnanswerableError(f"These readings have no {role} channel. {self.offer()}")
                text = _cut(text, _whole(way), names, mentions)
        return text

    def _things(self, text: str, way: str, mentions: list[Mention]) -> str:
        pattern = _whole(way)
        if not re.search(pattern, text):
            return text
        thing = _THINGS[way]
        names = self.by_thing.get(thing) or self.by_word.get(way)
        if not names and thing == "heating":
            names = self.by_thing.get("heat pump")
        if not names:
            raise UnanswerableError(
                f"No channel of these readings is for “{words.label(way)}”. {self.offer()}"
            )
        singular = way in THINGS[thing] and way not in (
            "lighting",
            "heating",
            "sockets",
            "laundry",
            "kitchen",
        )
        return _cut(text, pattern, self._one_of(way, names) if singular else names, mentions)

    def _one_of(self, way: str, names: tuple[str, ...]) -> tuple[str, ...]:
        if len(names) == 1:
            return names
        shown = words.listed(words.label(name) for name in names)
        raise UnclearError(
            f"More than one channel could be the {way}: {shown}. Which one do you mean?",
            suggestions=tuple(f"How much did {words.label(name)} use?" for name in names[:3]),
        )

    def offer(self) -> str:
        """What can be asked for instead, as a sentence."""
        if self.appliances:
            return f"The appliances here are {listed_labels([c.name for c in self.appliances])}."
        others = [c.name for c in self.readings.energy if c.role != "mains"]
        if others:
            return f"Besides the whole home there is {listed_labels(others)}."
        return "They show the home as a whole; you can ask for its total, peak hours or always-on load."


def listed_labels(names: Sequence[str], most: int = 12) -> str:
    shown = [words.label(name) for name in names[:most]]
    return words.listed([*shown, "others"] if len(names) > most else shown)


def plain(name: str) -> str:
    """A name as words to compare: no case, accents, signs or invisible characters."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", words.label(name))
    bare = "".join(c for c in unicodedata.normalize("NFKD", spaced) if not unicodedata.combining(c))
    return " ".join(re.findall(r"[^\W_]+", bare.lower().replace("ß", "ss")))


def _things_in(channel: Channel) -> list[str]:
    if (known := UCI_CHANNELS.get(channel.name.lower())) is not None:
        return list(known)
    name, found = plain(channel.name), []
    for way in _LONGEST_FIRST:
        if re.search(_whole(way), name):
            found.append(_THINGS[way])
            name = re.sub(_whole(way), "·", name)
    return list(dict.fromkeys(found)) or _types_of(channel)


def _types_of(channel: Channel) -> list[str]:
    """What a name in another language or with a typing error means."""
    if channel.role != "appliance":
        return []
    types = (COUNTS_AS.get(kind, kind) for kind in appliance_type(channel.name).types)
    return [kind for kind in types if kind in THINGS]


def _name_pattern(name: str) -> str:
    """The words of a name, also with ae, oe and ue for umlauts."""
    spelt = "".join(_UMLAUTS.get(c, c) for c in name)
    ways = {r"[\W_]+".join(re.escape(word) for word in plain(way).split()) for way in (name, spelt)}
    inner = "|".join(sorted(way for way in ways if way))
    return rf"(?<!\w)(?:{inner})(?!\w)" if inner else r"(?!)"


@cache
def _whole(way: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(way)}(?!\w)")


def _cut(text: str, pattern: str | re.Pattern[str], names: tuple[str, ...], mentions: list[Mention]) -> str:
    def found(m: re.Match[str]) -> str:
        mentions.extend(Mention(m.start(), name) for name in names)
        return "·" * len(m[0])

    return re.sub(pattern, found, text)
